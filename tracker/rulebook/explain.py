"""How one sentence is understood: its marks, its frames, the rules that fit them, and the values that came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tracker.language.frame import FrameTags
from tracker.language.pipeline import language
from tracker.models import Commitment, Rejected, Result
from tracker.rulebook.sample import Part, Sample, sample

if TYPE_CHECKING:
    from tracker.language.context import SentenceContext
    from tracker.rulebook.book import Rulebook

__all__ = ["Explanation", "FoundHere", "FrameHere", "NotTaken", "TokenHere", "explain"]

_SHOWN = (
    "indicator", "indicator_id", "scope", "measure", "direction", "comparator", "qualifier", "value", "value_max",
    "unit", "basis", "modality", "action", "object", "horizon_start", "horizon_end", "period_start", "period_end",
    "baseline", "each_year", "cumulative", "provisional", "tier", "binding", "source", "damaged",
)  # fmt: skip
"""The fields of a statement that are shown where they say something, in this order."""


@dataclass(frozen=True)
class TokenHere:
    """A mark or a stretch of free text, with its tags; offsets count in the text that was asked about."""

    text: str
    tags: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True)
class FrameHere:
    """What stands around one figure, as the rules see it, and every rule that fits, the first of which decides.

    ``words`` are the verbs and predicates behind the tags, empty for names and figures.
    """

    figure: str
    tags: tuple[str, ...]
    words: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class FoundHere:
    """A commitment or result: its values, the words they were read from, and its rule with intent and place."""

    kind: str
    text: str
    start: int
    end: int
    values: dict[str, str]
    evidence: dict[str, str]
    rule: str
    intent: str
    place: str


@dataclass(frozen=True)
class NotTaken:
    """A number that was seen and left, and why."""

    text: str
    start: int
    end: int
    reason: str
    rule: str


@dataclass(frozen=True)
class Explanation:
    """All there is to say of one text, read as part of a work report of ``year``; ``words`` are those pkuseg cuts."""

    text: str
    year: int
    part: Part
    words: tuple[str, ...]
    tokens: tuple[TokenHere, ...]
    frames: tuple[FrameHere, ...]
    found: tuple[FoundHere, ...]
    rejected: tuple[NotTaken, ...]


def explain(text: str, rulebook: Rulebook, *, year: int = 2024, part: Part = "plan") -> Explanation:
    """Read one text as if it stood in the ``part`` of the work report of ``year``."""
    text = " ".join(text.split())
    read = sample(text, rulebook, part=part, year=year)
    here = [context for context in read.contexts if _within(context, read)]
    extraction = read.extraction
    statements: list[Commitment | Result] = [*extraction.commitments, *extraction.qualitative, *extraction.results]
    return Explanation(
        text=text,
        year=year,
        part=part,
        words=tuple(token.text for token in language().make_doc(text)),
        tokens=tuple(token for context in here for token in _tokens(context, read)),
        frames=tuple(frame for context in here for frame in _frames(context, rulebook)),
        found=tuple(_statement(s, read, rulebook) for s in statements if read.start <= s.start < read.end),
        rejected=tuple(_rejected(r, read) for r in extraction.rejected if read.start <= r.start < read.end),
    )


def _within(context: SentenceContext, read: Sample) -> bool:
    start, _ = context.report.clean.offsets.to_source(context.start, context.end)
    return read.start <= start < read.end


def _tokens(context: SentenceContext, read: Sample) -> list[TokenHere]:
    offsets = context.report.clean.offsets
    tokens = []
    for token in context.tokens:
        start, end = offsets.to_source(token.start, token.end)
        tokens.append(TokenHere(token.text, tuple(sorted(token.tags)), start - read.start, end - read.start))
    return tokens


def _frames(context: SentenceContext, rulebook: Rulebook) -> list[FrameHere]:
    families = ("rejected", "results", "targets") if context.role == "review" else ("rejected", "targets")
    matcher, seen = rulebook.matcher(*families), FrameTags(rulebook.named)
    return [
        FrameHere(
            figure=context.slice(frame.quantity.start, frame.quantity.end),
            tags=frame.tags,
            words=tuple(word for _, word in seen.steps(frame)),
            rules=tuple(dict.fromkeys(match.rule for match in matcher.match(frame.tags))),
        )
        for frame in context.frames
        if frame.tags
    ]


def _statement(statement: Commitment | Result, read: Sample, rulebook: Rulebook) -> FoundHere:
    values = {}
    for name in _SHOWN:
        value: Any = getattr(statement, name, None)
        if value is not None and value is not False and not (name == "tier" and value == "other"):
            values[name] = "yes" if value is True else str(value)
    start, end = (
        (statement.value_start, statement.value_end)
        if statement.value_start is not None
        else (statement.object_start, statement.object_end)
    )
    start, end = (statement.start, statement.end) if start is None or end is None else (start, end)
    rule = rulebook.rule(statement.rule)
    return FoundHere(
        kind="result" if isinstance(statement, Result) else "commitment",
        text=read.extraction.report.source.text[start:end],
        start=start - read.start,
        end=end - read.start,
        values=values,
        evidence=dict(statement.evidence),
        rule=statement.rule,
        intent=rule.intent if rule else "",
        place=rulebook.place(statement.rule),
    )


def _rejected(item: Rejected, read: Sample) -> NotTaken:
    return NotTaken(item.text, item.value_start - read.start, item.value_end - read.start, item.reason, item.rule)
