"""What is rendered: everything the earlier stages found, frozen, with the facts about the rules and the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from tracker.models import Decision, Extraction, Failure, Link

__all__ = ["Accuracy", "Corpus", "Options", "RuleFacts", "Superseded", "Tolerance"]


@dataclass(frozen=True)
class Tolerance:
    """The tolerances of one measure, each a percentage of the promised number.

    ``about``: 左右 still counts as met; ``near``: short by at most this is near; ``near_about``: the same for 左右.
    """

    measure: str
    about: Decimal = Decimal(5)
    near: Decimal = Decimal(5)
    near_about: Decimal = Decimal(10)


@dataclass(frozen=True)
class RuleFacts:
    """Which rules were in force, in plain data that travels between processes.

    ``intents`` says for each rule id what it reads, ``indicator_names`` and ``better`` for each indicator id its name
    and the better side, ``succeeds`` the indicators it took over from, ``breaks`` the year of a change of definition.
    Where the lexicon does not know a name, one of ``lower_words`` in it means that lower is better, one of
    ``neither_words`` that no side is. ``answered_by`` names for each kind of report those whose silence on it counts,
    the one that should tell first.
    """

    sha256: str = ""
    rules: int = 0
    intents: dict[str, str] = field(default_factory=dict)
    tolerances: tuple[Tolerance, ...] = ()
    indicator_names: dict[str, str] = field(default_factory=dict)
    better: dict[str, str] = field(default_factory=dict)
    succeeds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    breaks: dict[str, int] = field(default_factory=dict)
    lower_words: tuple[str, ...] = ()
    neither_words: tuple[str, ...] = ()
    answered_by: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Accuracy:
    """One measured figure for the Method page: what was measured, on what, with what outcome."""

    zh: str
    en: str
    value: str
    on: str = ""


@dataclass(frozen=True)
class Superseded:
    """A second file of a report that is in the corpus already: which file, and which report stands for it."""

    path: str
    report: str


@dataclass(frozen=True)
class Options:
    """How to render. ``edition`` is a name given by the user (never the clock); ``lang`` the language shown first.

    ``drafts`` keeps reports with status draft in the exports; pages stamp them always.
    """

    edition: str | None = None
    lang: Literal["zh", "en"] = "zh"
    drafts: bool = False


@dataclass(frozen=True)
class Corpus:
    """Reports with what was found in them, the links between them, and what could not be used."""

    extractions: Sequence[Extraction]
    links: Sequence[Link] = ()
    failures: Sequence[Failure] = ()
    decisions: Sequence[Decision] = ()
    superseded: Sequence[Superseded] = ()
    facts: RuleFacts = field(default_factory=RuleFacts)
    accuracy: Sequence[Accuracy] = ()
    options: Options = field(default_factory=Options)
