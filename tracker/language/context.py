"""What a component of the language pipeline sees of one sentence, and how it hands over what it found.

The pipeline works on one spaCy ``Doc`` a report; ``doc._.contexts`` are the :class:`SentenceContext` objects of its
candidate sentences, in order. A component reads each and appends :class:`Found` objects to ``context.found`` (or
:class:`Seen` to ``context.rejected``). Everything here is in *clean* offsets; ``tracker.language.extract`` turns what
was found into frozen models with source offsets, quotes and ids once all components have spoken.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from tracker.language.tokens import Token, tokenize

if TYPE_CHECKING:
    from tracker.language.frame import Frame
    from tracker.models import Action, Basis, Comparator, Measure, Quantity, Report, Role, Section, Tier
    from tracker.periods import Clock, Expression, Period
    from tracker.rulebook import Rulebook
    from tracker.scan import Mark, Sentence

__all__ = ["Found", "Seen", "SentenceContext", "Span"]

Span = tuple[int, int]


class Found(Struct, gc=False):
    """A target, milestone or statement as a component understands it; spans are clean offsets.

    ``past`` makes it a result (told as done), else it becomes a commitment. ``years`` is the horizon of a commitment
    or the period of a result; either end may be ``None``. ``comparator`` serves both sides. ``evidence`` holds the
    words that a field was read from. ``headline_only`` marks a headline target without a number (``qualitative``).
    Those that figures fill come first, to be given by their places.
    """

    kind: Literal["target", "milestone", "statement"]
    rule: str
    past: bool = False
    indicator: str | None = None
    indicator_id: str | None = None
    scope: str | None = None
    measure: Measure | None = None
    comparator: Comparator | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    basis: Basis | None = None
    modality: str | None = None
    tier: Tier = "other"
    binding: Literal["约束性", "预期性"] | None = None
    years: tuple[int | None, int | None] = (None, None)
    each_year: bool = False
    source: str | None = None
    baseline: int | None = None
    cumulative: bool = False
    provisional: bool = False
    value_span: Span | None = None
    damaged: bool = False
    evidence: dict[str, str] = field(default_factory=dict)
    action: Action | None = None
    object: str | None = None
    object_span: Span | None = None
    headline_only: bool = False
    responsible: str | None = None


class Seen(Struct, gc=False):
    """A number seen and not taken: its clean span, the reason in one word or two, and the rule that said so."""

    span: Span
    reason: str
    rule: str


class SentenceContext(Struct):
    """One candidate sentence with everything known of it before the language is read.

    ``clean_text`` is that of the whole report. ``section`` is the innermost outline section; ``role`` and ``years`` are
    its role and period (the report's own planned or reviewed years where the section has none), ``clock`` is what its
    words for years are counted from. ``marks`` are the scan's marks inside the sentence, ``quantities`` those of its
    quantities, both ascending. ``previous`` is the candidate before it in the same section (``None`` at a section's
    start), for what a sentence leaves out because the one before said it. ``tokens``, ``times`` (those that say when,
    each with the years it means) and ``frames`` are set before any component; ``tier`` and ``binding`` come from the
    list the sentence stands in. ``said_years`` are the years its words gave, ``said_baseline`` the one they compare
    with (a part behind ； still means both).
    """

    report: Report
    clean_text: str
    rulebook: Rulebook
    sentence: Sentence
    start: int
    end: int
    section: Section
    role: Role
    years: tuple[int, int] | None
    clock: Clock
    marks: Sequence[Mark]
    quantities: Sequence[Quantity]
    previous: SentenceContext | None = None
    tier: Tier = "other"
    binding: Literal["约束性", "预期性"] | None = None
    read_from: int | None = None
    times: Sequence[tuple[Expression, Period]] = ()
    frames: Sequence[Frame] = ()
    said_years: tuple[int | None, int | None] | None = None
    said_baseline: int | None = None
    found: list[Found] = field(default_factory=list)
    rejected: list[Seen] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The sentence, clean."""
        return self.clean_text[self.start : self.end]

    @property
    def tokens(self) -> list[Token]:
        """The tokens of a sentence that is read for its figures, made anew: few are asked for all of them."""
        return [] if self.read_from is None else tokenize(self.clean_text, self.read_from, self.end, self.marks)

    def slice(self, start: int, end: int) -> str:
        """Clean text between two clean offsets of the report."""
        return self.clean_text[start:end]
