"""Review: a queue of what people should look at, a desk where they decide, and the web pages of both.

Plain functions and classes do the work (``queue``, ``search``, ``desk`` …); ``app`` is a thin layer of routes.
"""
