"""Rules that grow from what reviewers decide: asked for in plain questions, tried on the whole corpus, then kept."""
