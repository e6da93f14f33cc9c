"""Sentences of a review that speak of a known indicator without a number, and headline targets without one."""

from __future__ import annotations

from tracker.language.context import SentenceContext

__all__ = ["find_statements"]


def find_statements(context: SentenceContext) -> None:
    """Add the statements of a sentence to ``context.found``."""
