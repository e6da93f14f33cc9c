"""The models that every stage knows: what goes in and out of it, frozen.

Two coordinate systems, never mixed in one model:

* *source offsets*: Unicode characters of the source text (what the file's bytes decode to, or the text
  taken out of HTML, DOCX and PDF). ``Commitment``, ``Result``, ``Rejected`` and everything exported use these.
* *clean offsets*: characters of the repaired text. ``Section``, ``Sentence`` and ``Quantity`` use these; every
  stage between repair and the making of commitments works on clean text only.

``CleanText.offsets`` leads from one to the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict

__all__ = [
    "Action",
    "Basis",
    "Catalogue",
    "CheckState",
    "Claim",
    "ClaimSense",
    "CleanText",
    "Commitment",
    "CommitmentKind",
    "Comparator",
    "CompletionClaim",
    "Decision",
    "Edit",
    "Extraction",
    "Failure",
    "Level",
    "Link",
    "Measure",
    "OffsetMap",
    "Quantity",
    "Reason",
    "Rejected",
    "Report",
    "ReportKind",
    "Result",
    "ResultKind",
    "Role",
    "Section",
    "SourceText",
    "Statement",
    "Status",
    "Tier",
    "Verdict",
]


@cache
def _every_field(model: type[BaseModel]) -> set[str]:
    """The names of a model's fields; pydantic copies the set before it changes it."""
    return set(model.model_fields)


class Model(BaseModel):
    """Frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of_all(cls, values: dict[str, Any]) -> Self:
        """A model of values that the program made itself and mypy saw: ``values`` has every field, in order.

        Nothing is checked or copied; for what comes from outside there is ``model_validate``.
        """
        made = cls.__new__(cls)
        fill = object.__setattr__
        fill(made, "__dict__", values)
        fill(made, "__pydantic_fields_set__", _every_field(cls))
        fill(made, "__pydantic_extra__", None)
        fill(made, "__pydantic_private__", None)
        return made


# --- reading ------------------------------------------------------------------------------------------------

Level = Literal["nation", "province", "prefecture", "county"]
ReportKind = Literal["work_report", "plan_report", "budget_report", "statistical_communique", "task_division"]
Status = Literal["official", "repost", "draft", "scan"]
Role = Literal["review", "plan", "outlook", "problems", "preamble", "other"]
Years = tuple[int, int]


class SourceText(Model):
    """One file as it was read: the text every citation points into.

    ``text`` keeps line ends as they are; a leading byte-order mark is not part of it.
    """

    path: str
    sha256: str
    format: Literal["text", "markdown", "html", "docx", "pdf"]
    encoding: str
    text: str


class Edit(NamedTuple):
    """One repair: ``before`` at ``start``…``end`` (source offsets) became ``after``.

    ``kind`` is the name of the repair (the module in ``tracker.repair``); ``before`` is the text as that repair
    found it: the source itself, unless an earlier repair had already been at the same place. ``certainty`` is
    ``exact`` where only one reading was possible, ``guessed`` where words around it decided, ``lost`` where a
    character could not be restored and stays visible. A damaged report has ten thousand of them: a plain tuple, which
    is made at once and stored as a list.
    """

    kind: str
    start: int
    end: int
    before: str
    after: str
    certainty: Literal["exact", "guessed", "lost"]


class OffsetMap(Model):
    """Places in clean text ↔ places in source text, by the edits between them.

    ``clean`` and ``source`` are parallel and ascending: the clean and the source offset at which each aligned run
    begins; ``lengths`` is the length of that run, the same on both sides. Within a run the characters correspond
    one to one (unchanged, or one character replaced by one); between two runs lies an edit that changed the
    number of characters, and it is kept whole. Offsets are Unicode characters.
    """

    clean: tuple[int, ...]
    source: tuple[int, ...]
    lengths: tuple[int, ...]
    clean_length: int
    source_length: int

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a clean span: the smallest that holds all of it, whole edits included."""
        return self._span(self.clean, self.source, self.source_length, start, end)

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean span of a source span, whole edits included."""
        return self._span(self.source, self.clean, self.clean_length, start, end)

    def _span(self, here: tuple[int, ...], there: tuple[int, ...], total: int, start: int, end: int) -> tuple[int, int]:
        first = self._start(here, there, start)
        if end <= start:
            return first, first
        run = bisect_left(here, end) - 1
        if run >= 0 and end <= here[run] + self.lengths[run]:
            return first, there[run] + end - here[run]
        # inside an edit: on to where the edit ends
        return first, there[run + 1] if run + 1 < len(there) else total

    def _start(self, here: tuple[int, ...], there: tuple[int, ...], at: int) -> int:
        run = bisect_right(here, at) - 1
        # inside an edit: back to where the edit begins
        return there[run] + min(at - here[run], self.lengths[run]) if run >= 0 else 0


class CleanText(Model):
    """Repaired text, in the one convention that ``tracker.repair`` describes.

    ``edits`` are ordered by source offset; ``damaged`` are the clean spans still lost, in order.
    """

    text: str
    offsets: OffsetMap
    edits: tuple[Edit, ...] = ()
    damaged: tuple[tuple[int, int], ...] = ()

    @cached_property
    def longest_edit(self) -> int:
        """The length of the longest edit, in source characters: how far before a place its edits may begin."""
        return max((edit.end - edit.start for edit in self.edits), default=0)


class Catalogue(Model):
    """Who reported, what kind of report, on which years; inferred from the text, overridable in ``reports.toml``.

    ``reasons`` says for each inferred field which words led to it.
    """

    jurisdiction: str
    level: Level
    parent: str | None = None
    division_code: str | None = None
    kind: ReportKind
    title: str = ""
    issuer: str | None = None
    speaker: str | None = None
    session: str | None = None
    delivered_on: str | None = None
    reviewed_years: Years | None = None
    planned_years: Years | None = None
    partial: bool = False
    url: str | None = None
    publisher: str | None = None
    retrieved: str | None = None
    status: Status | None = None
    reasons: dict[str, str] = {}

    @property
    def year(self) -> int | None:
        """The report's own year: the first planned year, else the year after the last reviewed one."""
        if self.planned_years:
            return self.planned_years[0]
        return self.reviewed_years[1] + 1 if self.reviewed_years else None


class Section(Model):
    """A stretch of clean text with one role; inner stretches override outer ones."""

    start: int
    end: int
    headings: tuple[str, ...]
    role: Role
    years: Years | None = None


class Report(Model):
    """A report read, repaired, catalogued and outlined: what extraction works on.

    ``id`` is the file's stem, made unique in its run.
    """

    id: str
    source: SourceText
    clean: CleanText
    catalogue: Catalogue
    sections: tuple[Section, ...]


# --- quantities ---------------------------------------------------------------------------------------------


class Comparator(StrEnum):
    """How a promise binds its number; the values are those of the export."""

    EQ = "="
    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    APPROX = "~"
    RANGE = "range"


class Quantity(NamedTuple):
    """A number with its unit and the comparator words around it, in clean offsets.

    ``start``…``end`` runs from the comparator directly before the number (突破, 不低于, 约; never 增长, 达到) to the
    end of the unit and of 左右/以上/以内. ``number_start``…``number_end`` is the numeral with its magnitude.
    ``value`` is as written next to ``unit`` (6万家 → 6 and 万家); ``None`` where a digit may be lost.
    ``magnitude`` is the factor of the magnitude word that begins ``unit`` (万 → 10000), ``bare_unit`` the unit
    behind it (家, 元, %, 个百分点). ``modifier`` is the comparator as written, the one behind the unit before the
    one in front of the number (以上 beats 达到). A report holds thousands of them: no model, but as frozen as one.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal | None
    unit: str
    bare_unit: str
    value_max: Decimal | None = None
    magnitude: Decimal = Decimal(1)
    comparator: Comparator = Comparator.EQ
    modifier: str | None = None
    damaged: bool = False


# --- what a report says -------------------------------------------------------------------------------------

CommitmentKind = Literal["target", "milestone"]
ResultKind = Literal["target", "milestone", "statement"]
Measure = Literal["growth", "share", "level", "increment"]
Basis = Literal["real", "nominal", "comparable", "adjusted"]
Tier = Literal["headline", "livelihood", "other"]
Action = Literal[
    "建成", "开工", "投用", "通车", "完成", "实现", "启动", "出台", "制定", "获批", "创建", "成立", "举办", "other"
]  # fmt: skip


class Statement(Model):
    """What commitments and results share; the keys and their meaning are those of the export.

    All offsets are source offsets. ``value_start`` and ``value_end`` are ``None`` where there is no number;
    ``action``, ``object`` and its offsets are ``None`` but for milestones (and results that answer them).
    ``evidence`` names, for people, the words each field was read from ({"measure": "增长", "horizon": "到2027年"}).
    """

    id: str
    report: str
    section: tuple[str, ...]
    indicator: str | None = None
    indicator_id: str | None = None
    scope: str | None = None
    measure: Measure | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    direction: Literal["up", "down"] | None = None
    basis: Basis | None = None
    tier: Tier = "other"
    binding: Literal["约束性", "预期性"] | None = None
    action: Action | None = None
    object: str | None = None
    object_start: int | None = None
    object_end: int | None = None
    start: int
    end: int
    quote: str
    quote_clean: str
    clean_edits: dict[Literal["exact", "guessed"], int]
    value_start: int | None = None
    value_end: int | None = None
    damaged: bool = False
    restates: str | None = None
    rule: str
    evidence: dict[str, str] = {}


class Commitment(Statement):
    """Something a plan promises: a number (``target``) or a named, checkable deliverable (``milestone``)."""

    kind: CommitmentKind
    comparator: Comparator | None = None
    modality: str | None = None
    horizon_start: int | None = None
    horizon_end: int | None = None
    each_year: bool = False
    source: str | None = None
    responsible: str | None = None


class Result(Statement):
    """Something a review reports: a figure, a deliverable reached, or a sentence on an indicator without a number."""

    kind: ResultKind
    qualifier: Comparator | None = None
    modality: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    baseline: int | None = None
    cumulative: bool = False
    provisional: bool = False


class Rejected(Model):
    """A number seen and not taken, with the reason (name, background, policy in force …); source offsets.

    As in a statement, ``start``, ``end`` and ``quote`` are the sentence, ``value_start`` and ``value_end`` the number
    (``text``).
    """

    report: str
    start: int
    end: int
    quote: str
    value_start: int
    value_end: int
    text: str
    reason: str
    rule: str


class Extraction(Model):
    """All that was found in one report. ``qualitative`` are headline targets without a number."""

    report: Report
    commitments: tuple[Commitment, ...] = ()
    results: tuple[Result, ...] = ()
    qualitative: tuple[Commitment, ...] = ()
    rejected: tuple[Rejected, ...] = ()


# --- comparing ----------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """The outcome of one comparison, in the export's words."""

    MET = "met"
    NEAR = "near"
    MISSED = "missed"
    INCOMPARABLE = "incomparable"
    UNREPORTED = "unreported"
    ONGOING = "ongoing"
    PENDING = "pending"


CheckState = Literal["machine", "one", "two"]


class Reason(Model):
    """One bar of the waterfall: a labelled level, its weight, and a sentence a reader can check.

    ``en`` is that sentence in English.
    """

    level: str
    weight: Decimal
    text: str
    en: str


class Claim(Model):
    """The government's own words of completion, quoted; source offsets in the later report."""

    quote: str
    start: int
    end: int


ClaimSense = Literal["exceeded", "done", "expected", "short"]


class CompletionClaim(Claim):
    """A claim before it is attached to a link: ``quote`` is the clause that makes it, ``words`` the words that say so.

    ``about`` are the names it speaks of, as written (empty where it speaks of the plan as a whole); ``programme`` is
    true where it speaks of the plan, or of a numbered programme of it (15件民生实事).
    """

    report: str
    words: str
    sense: ClaimSense
    about: tuple[str, ...] = ()
    programme: bool = False


class Link(Model):
    """One commitment met with one later report (or with none): the keys and their meaning are those of the export.

    The weights of ``reasons`` add up to ``score``; reasons of weight 0 explain the verdict. ``mention`` is the sentence
    by which the later report's plan speaks of the same thing: where nothing else does, or where ``repromised_in`` (the
    id of that promise) says it was put off. ``searched`` are the reports on those years that were searched.
    ``derivation`` shows the sum where a verdict was computed from other figures.
    """

    commitment: str
    result: str | None
    verdict: Verdict
    verdict_strict: Verdict
    boundary: bool = False
    verdict_detail: str | None = None
    attainment: Decimal | None = None
    shortfall: Decimal | None = None
    overdue: bool = False
    score: Decimal = Decimal(0)
    reasons: tuple[Reason, ...] = ()
    claimed: Claim | None = None
    decided_by: Literal["rule", "reviewer"] = "rule"
    check_state: CheckState = "machine"
    later_report: str | None = None
    final: bool = False
    derivation: str | None = None
    repromised_in: str | None = None
    mention: Claim | None = None
    searched: tuple[str, ...] = ()


class Decision(Model):
    """One entry of the append-only review log; keyed by sentence and value so that it survives rebuilds.

    ``jurisdiction`` is that of the commitment: a build hands each place only the decisions that concern it. ``at`` is
    given by the caller (ISO 8601); no model reads the clock.
    """

    id: str
    commitment: str
    jurisdiction: str = ""
    who: str
    at: str
    action: Literal[
        "accept", "pick", "not_reported", "not_a_commitment", "cannot_compare", "correct", "verdict", "note",
        "checked", "reply", "undo",
    ]  # fmt: skip
    result: str | None = None
    verdict: Verdict | None = None
    fields: dict[str, str] = {}
    reason: str = ""
    note: str = ""
    seen: dict[str, str] = {}


class Failure(Model):
    """An input that could not be used, told in one sentence in both languages."""

    path: str
    zh: str
    en: str
