"""Sentences made from word lists and patterns: what the word model is trained on."""

from __future__ import annotations

from tracker.sentences.make import make_sentences

__all__ = ["make_sentences"]
