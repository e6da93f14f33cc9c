"""Word classes: the words that rules speak of by one name (``{rise}`` is 增长, 提高, 增至 …)."""

from __future__ import annotations

from pydantic import Field

from tracker.rulebook.schema.base import Entry

__all__ = ["FRAME_PARTS", "WordClass"]

FRAME_PARTS = frozenset(
    [
        *("new", "act", "work", "spend", "fund", "causes", "mention", "modality", "adverb", "among", "says"),
        *("rise", "fall", "to", "reach", "keep", "share", "each", "alike", "yearly", "cumulative", "provisional"),
        *("compared", "basis", "noun"),
    ]
)
"""Classes that the reader of figures knows by name. Any other class that a rule about figures asks for is a verb."""


class WordClass(Entry):
    """A named list of words. ``gives`` is what any of them says by itself (``{direction: up}``).

    ``in_name`` lets a word of the class stand inside a ``{name}`` (新增 in 城镇新增就业). ``like`` names the class
    whose part its words play in a sentence (a verb like 新建, a predicate like 达到): rules for that class fit them
    too, and rules for their own come first.
    """

    class_: str = Field(alias="class", pattern=r"^[a-z][a-z0-9_]*$")
    intent: str
    gives: dict[str, str] = Field(default_factory=dict)
    in_name: bool = False
    like: str | None = None
    words: tuple[str, ...] = Field(min_length=1)
