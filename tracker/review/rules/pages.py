"""The context models of the rule pages: what the templates print, worked out beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from urllib.parse import quote, urlencode

from tracker.errors import RuleError
from tracker.models import Commitment, Result
from tracker.render.corpus import RuleFacts
from tracker.render.entries import Quote, quote_of
from tracker.render.frame import titled
from tracker.render.words import WHY_NOT_TAKEN, Label, known
from tracker.review.pages import Base, ReviewPage
from tracker.review.rules.bench import Attempt, Bench
from tracker.review.rules.changes import Group, groups, number_quote
from tracker.review.rules.first import bare_unit, filled_in, given_by, number_key
from tracker.review.rules.forms import FORMS, Form, Option, Question
from tracker.rulebook.measures import RuleMeasure, UnknownName, measure_rules, unknown_names
from tracker.rulebook.schema.units import Units

__all__ = [
    "FormPage", "HomePage", "NumbersPage", "OfferPage", "TryPage", "UsePage", "WordsPage", "form_page", "home_page",
    "measures", "numbers_page", "offer_page", "try_page", "use_page", "words_page",
]  # fmt: skip

_NAMES = 200
_FILE = 20_000
_NUMBERS = 50
_WHOLE = 4000


@dataclass(frozen=True)
class _Page(ReviewPage):
    """What every page about rules has."""

    @property
    def again(self) -> int:
        """In so many seconds the page is worth asking for again; 0 where nothing is under way."""
        return 0

    @property
    def tab(self) -> str:
        """The address of the tab it stands under; nothing for a page that is none of them."""
        return ""


# --- where one begins -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class HomePage(_Page):
    """``rules_home.html``: the state of the files, and what can be done.

    ``behind`` where the rules in force are not those the reports were read with; ``doubtful`` rules keep being
    overturned.
    """

    own: str
    files: tuple[tuple[str, str], ...]
    faults: tuple[tuple[str, Label], ...]
    behind: bool
    can_build: bool
    forms: tuple[tuple[str, Label, Label], ...]
    doubtful: tuple[RuleMeasure, ...]
    command: str

    @property
    def tab(self) -> str:
        """Its own address."""
        return "/rules"


def home_page(bench: Bench, base: Base) -> HomePage:
    """The rules as they stand."""
    _, faults = bench.live.current()
    own = bench.own
    files = sorted(path for path in own.rglob("*.y*ml") if path.is_file()) if own.is_dir() else []
    return HomePage(
        base=base,
        own=own.as_posix(),
        files=tuple((path.relative_to(own).as_posix(), _read(path)) for path in islice(files, 50)),
        faults=tuple((fault.where, Label(fault.zh, fault.en)) for fault in faults),
        behind=bench.behind,
        can_build=bench.can_build,
        forms=tuple((form.kind, form.title, form.lead) for form in FORMS.values()),
        doubtful=tuple(found for found in measures(bench, overlaps=False) if found.doubtful),
        command=f"tracker rules check --rules {own.as_posix()}",
    )


def _read(path: Path) -> str:
    """A file's text for people to look at."""
    try:
        return path.read_bytes()[:_FILE].decode("utf-8", "replace")
    except OSError:
        return ""


@dataclass(frozen=True)
class Offered:
    """One thing that could be made a rule."""

    label: Label
    lead: Label
    about: str
    address: str


@dataclass(frozen=True)
class OfferPage(_Page):
    """``rules_of.html``: a commitment, what was said to answer it, and what could be learnt from the two."""

    id: str
    name: str
    sentence: Quote
    result: Quote | None
    offers: tuple[Offered, ...]


def offer_page(bench: Bench, base: Base, key: str, result: str) -> OfferPage:
    """What could be made a rule of a commitment and the result it was given. DecisionError where it is gone."""
    corpus = bench.desk.corpus
    reviewed, commitment = bench.desk.commitment(key)
    place = reviewed.place
    final = place.final[key]
    given = given_by(corpus, {"c": key, "r": result or final.result or ""})
    return OfferPage(
        base=base,
        id=key,
        name=commitment.indicator or commitment.object or "",
        sentence=quote_of(commitment, place, _WHOLE),
        result=quote_of(given.result, place, _WHOLE) if given.result is not None else None,
        offers=tuple(_offers(bench, commitment, given.result)),
    )


def _offers(bench: Bench, commitment: Commitment, result: Result | None) -> list[Offered]:
    lexicon, units = bench.rulebook.indicators, bench.rulebook.settings(Units).by_unit
    name, other = commitment.indicator or "", (result.indicator or "") if result is not None else ""
    one = lexicon.get(commitment.indicator_id or "") or lexicon.find(name)
    two = lexicon.find(other)
    if result is not None and result.indicator_id is not None:
        two = lexicon.get(result.indicator_id) or two
    asked = {"c": commitment.id, **({"r": result.id} if result is not None else {})}
    found = []
    pair = f"{name} ＝ {other}" if other and name != other else f"{name} ＝ …"
    if name and one is None and two is None:
        both = bool(other) and name != other
        offer = _offer("indicator", pair if both else name, asked)
        found.append(replace(offer, label=_BOTH_NEW, lead=_BOTH_NEW_LEAD) if both else offer)
    if (name and (one is None) != (two is None) and name != other) or (name and one is None and not other):
        found.append(_offer("same", pair, asked))
    for statement in (commitment, result):
        unit = bare_unit(statement.unit) if statement is not None else ""
        if unit and unit not in units:
            found.append(_offer("unit", unit, asked))
    if commitment.kind == "target":
        found += [_offer("wording", "", asked), _offer("not-taken", "", asked)]
    return [*found, _offer("word", "", {})]


_BOTH_NEW = Label("两个名称，同一个新指标", "Two names, one new indicator")
_BOTH_NEW_LEAD = Label(
    "词库里这两个名称都还没有，一次加进去。", "The lexicon has neither name yet; both are added at once."
)


def _offer(kind: str, about: str, asked: Mapping[str, str]) -> Offered:
    form = FORMS[kind]
    return Offered(form.title, form.lead, about, f"/rules/new/{kind}" + ("?" + urlencode(asked) if asked else ""))


# --- the form -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A question with its answer so far, and what can be chosen."""

    question: Question
    answer: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class FormPage(_Page):
    """``rules_form.html``. ``names``, ``units`` and ``words`` are offered while one types."""

    form: Form
    asked: tuple[Asked, ...]
    wrong: Label | None
    notes: tuple[Label, ...]
    names: tuple[str, ...]
    units: tuple[str, ...]
    words: tuple[str, ...]
    back: str


def form_page(
    bench: Bench,
    base: Base,
    kind: str,
    asked: Mapping[str, str],
    answers: Mapping[str, str] | None = None,
    wrong: RuleError | None = None,
) -> FormPage:
    """A form: filled in with what the address names, or with the answers given so far."""
    notes: tuple[Label, ...] = ()
    if answers is None:
        answers, notes = filled_in(bench, kind, asked)
    form, rulebook = FORMS[kind], bench.rulebook
    offered = {question.known for question in form.questions}
    names = [name for entry in rulebook.indicators.values() for name in (entry.name, *entry.synonyms)]
    near = get_close_matches(answers.get("other") or answers.get("name") or "", names, 4, 0.5) if kind == "same" else []
    if near and not answers.get("known"):
        notes = (
            *notes,
            Label(f"词库里相近的名称：{'、'.join(near)}", f"names like it in the lexicon: {', '.join(near)}"),
        )
    return FormPage(
        base=base,
        form=form,
        asked=tuple(
            Asked(q, answers.get(q.name, ""), q.options(rulebook) if q.options is not None else ())
            for q in form.questions
        ),
        wrong=Label(wrong.zh, wrong.en) if wrong is not None else None,
        notes=notes,
        names=tuple(names) if "names" in offered else (),
        units=tuple(rulebook.settings(Units).by_unit) if "units" in offered else (),
        words=tuple(dict.fromkeys(w for entry in rulebook.words.values() for w in entry.words))
        if "words" in offered
        else (),
        back=f"/c/{quote(asked['c'])}" if asked.get("c") else "/rules",
    )


# --- what it would change -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Failing:
    """An example that does not hold; ``own`` where it came with the form and can be left out."""

    rule: str
    text: str
    why: Label
    own: bool


@dataclass(frozen=True)
class TryPage(_Page):
    """``rules_try.html``: what an attempt would do, or how far it is. ``yaml`` is what would be written to ``file``."""

    id: str
    state: str
    kind: str
    title: Label
    yaml: str
    file: str
    faults: tuple[tuple[str, Label], ...]
    failing: tuple[Failing, ...]
    groups: tuple[Group, ...]
    checked: int
    minor: int
    read_again: int
    seconds: str
    told: Label | None
    good: bool
    can_leave_out: bool
    back: str

    @property
    def again(self) -> int:
        """While it is tried or built with."""
        return int(self.state in ("working", "building"))


def try_page(bench: Bench, base: Base, attempt: Attempt, facts: RuleFacts) -> TryPage:
    """An attempt as it stands."""
    draft, trial, shown = attempt.draft, attempt.trial, attempt.shown
    failing = []
    for outcome in trial.failing if trial is not None else ():
        own = attempt.kind in ("same", "indicator") and outcome.case.text in attempt.answers.get("sentences", "")
        failing.append(Failing(outcome.case.rule.id, outcome.case.text, Label(outcome.zh, outcome.en), own))
    found: tuple[Group, ...] = ()
    if shown is not None and attempt.before is not None and attempt.after is not None:
        found = groups(attempt.before, attempt.after, shown, facts)
    place = draft.place if draft is not None else ""
    return TryPage(
        base=base,
        id=attempt.id,
        state=attempt.state,
        kind=attempt.kind,
        title=FORMS[attempt.kind].title if attempt.kind else Label("手工改动的规则文件", "Rule files changed by hand"),
        yaml=draft.file if draft is not None else "",
        file=(bench.own / place).as_posix() if place else "",
        faults=tuple((fault.where, Label(fault.zh, fault.en)) for fault in (trial.faults if trial is not None else ())),
        failing=tuple(failing),
        groups=found,
        checked=attempt.checked,
        minor=sum(1 for link in shown.links if link.what == "changed") if shown is not None else 0,
        read_again=shown.extracted_again if shown is not None else 0,
        seconds=f"{attempt.seconds:.1f}",
        told=attempt.told,
        good=attempt.good,
        can_leave_out=any(example.own for example in failing),
        back=f"/c/{quote(attempt.answers['c'])}" if attempt.answers.get("c") else "",
    )


# --- what to work on ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class WordsPage(_Page):
    """``rules_words.html``: names met often that the lexicon lacks; ``known`` of ``all`` figures have a known name."""

    names: tuple[UnknownName, ...]
    more: int
    known: int
    all: int
    once: bool

    @property
    def tab(self) -> str:
        """Its own address."""
        return "/rules/words"


def words_page(bench: Bench, base: Base, *, once: bool) -> WordsPage:
    """The names to work through; those met once too where ``once``."""
    extractions = [e for place in bench.desk.corpus.places.values() for e in place.loaded]
    found = unknown_names(extractions, least=1 if once else 2)
    said: list[Commitment | Result] = [s for e in extractions for s in e.commitments]
    said += [s for e in extractions for s in e.results]
    figures = [statement for statement in said if statement.kind == "target"]
    return WordsPage(
        base=base,
        names=found[:_NAMES],
        more=max(0, len(found) - _NAMES),
        known=sum(1 for statement in figures if statement.indicator_id is not None),
        all=len(figures),
        once=once,
    )


@dataclass(frozen=True)
class NumberLine:
    """A number that was not taken."""

    key: str
    sentence: Quote
    reason: Label
    intent: str
    report: str


@dataclass(frozen=True)
class NumbersPage(_Page):
    """``rules_numbers.html``: numbers seen and not taken, with the reason; ``reasons`` narrow them down."""

    lines: tuple[NumberLine, ...]
    reasons: tuple[tuple[str, Label, int], ...]
    reason: str
    number: int
    page: int
    pages: int
    find: str

    @property
    def tab(self) -> str:
        """Its own address."""
        return "/rules/numbers"


def numbers_page(bench: Bench, base: Base, reason: str, find: str, page: int) -> NumbersPage:
    """One page of the numbers not taken, for a reason (any where empty) and with words in their sentence."""
    corpus, rulebook = bench.desk.corpus, bench.desk.corpus.rulebook
    everything = [
        (number, reviewed.place)
        for reviewed in corpus.places.values()
        for extraction in reviewed.place.extractions
        for number in extraction.rejected
        if not find or find in number.quote
    ]
    counts: dict[str, int] = {}
    for number, _ in everything:
        counts[number.reason] = counts.get(number.reason, 0) + 1
    found = [(number, place) for number, place in everything if not reason or number.reason == reason]
    pages = max(1, -(-len(found) // _NUMBERS))
    page = min(max(1, page), pages)
    lines = []
    for number, place in found[(page - 1) * _NUMBERS : page * _NUMBERS]:
        rule = rulebook.rule(number.rule)
        lines.append(
            NumberLine(
                number_key(number),
                number_quote(number, place, 60),
                known(WHY_NOT_TAKEN, number.reason),
                rule.intent if rule is not None else "",
                titled(place.reports[number.report]),
            )
        )
    reasons = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return NumbersPage(
        base=base,
        lines=tuple(lines),
        reasons=tuple((key, known(WHY_NOT_TAKEN, key), number) for key, number in reasons),
        reason=reason,
        number=len(found),
        page=page,
        pages=pages,
        find=find,
    )


# --- rules in use ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class UsePage(_Page):
    """``rules_use.html``: every rule in use; ``counting`` while overlaps are being found."""

    rules: tuple[RuleMeasure, ...]
    doubtful: tuple[RuleMeasure, ...]
    silent: int
    reports: int
    counting: bool

    @property
    def again(self) -> int:
        """While overlaps are being found."""
        return 2 * self.counting

    @property
    def tab(self) -> str:
        """Its own address."""
        return "/rules/use"


def measures(bench: Bench, *, overlaps: bool = True) -> tuple[RuleMeasure, ...]:
    """How every rule does on the corpus, with what people said of what it found; its overlaps where they are known."""
    corpus = bench.desk.corpus
    extractions = [e for place in corpus.places.values() for e in place.loaded]
    return measure_rules(corpus.rulebook, extractions, bench.desk.log, (bench.overlaps() or ()) if overlaps else ())


def use_page(bench: Bench, base: Base) -> UsePage:
    """The rules, those that people keep overturning first, then the busiest."""
    found = measures(bench)
    fired = [rule for rule in found if rule.fired]
    return UsePage(
        base=base,
        rules=tuple(sorted(fired, key=lambda rule: (not rule.doubtful, -rule.overturned, -rule.fired, rule.rule))),
        doubtful=tuple(rule for rule in found if rule.doubtful),
        silent=len(found) - len(fired),
        reports=sum(len(place.loaded) for place in bench.desk.corpus.places.values()),
        counting=bench.overlaps() is None,
    )
