"""What a form is filled in with beforehand, from a commitment and its result, an unknown name, a number left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.errors import RuleError
from tracker.models import Commitment, Rejected, Report, Result
from tracker.render.place import Place
from tracker.render.words import Label
from tracker.review.corpus import Corpus
from tracker.review.rules.bench import Bench
from tracker.review.rules.forms import FORMS
from tracker.rulebook.book import Rulebook
from tracker.rulebook.examples import Case
from tracker.rulebook.schema.rules import Rule
from tracker.rulebook.schema.tolerances import Tolerances
from tracker.rulebook.schema.units import Units

__all__ = ["Given", "bare_unit", "filled_in", "given_by", "number_key", "part_of"]

_MAGNITUDES = "十百千万亿"
_LONGEST = 300  # characters of a sentence that is taken as an example


@dataclass(frozen=True)
class Given:
    """What a rule is to be made from: what was promised, what answers it, or a number that was not taken."""

    place: Place | None = None
    commitment: Commitment | None = None
    result: Result | None = None
    number: Rejected | None = None
    name: str = ""

    @property
    def statements(self) -> list[Commitment | Result]:
        """The promise and its answer, as far as they are given."""
        return [found for found in (self.commitment, self.result) if found is not None]


def number_key(number: Rejected) -> str:
    """A number that was not taken, for an address."""
    return f"{number.value_start}-{number.value_end}-{number.report}"


def given_by(corpus: Corpus, asked: Mapping[str, str]) -> Given:
    """What the parameters of an address name: ``c`` a commitment, ``r`` a result, ``n`` a number not taken, ``name``.

    What is not in the corpus is left out.
    """
    place = corpus.home(asked.get("c", ""))
    if place is not None:
        commitment = place.place.commitments.get(asked.get("c", ""))
        result = place.place.results.get(asked.get("r", ""))
        return Given(place.place, commitment, result)
    if asked.get("n"):
        for reviewed in corpus.places.values():
            for extraction in reviewed.place.extractions:
                for number in extraction.rejected:
                    if number_key(number) == asked["n"]:
                        return Given(reviewed.place, number=number)
    name = asked.get("name", "")
    for reviewed in corpus.places.values() if name else ():
        found = reviewed.place
        commitment = next((c for c in found.commitments.values() if c.indicator == name), None)
        result = next((r for r in found.results.values() if r.indicator == name), None)
        if commitment is not None or result is not None:
            return Given(found, commitment, result, name=name)
    return Given(name=name)


def filled_in(bench: Bench, kind: str, asked: Mapping[str, str]) -> tuple[dict[str, str], tuple[Label, ...]]:
    """The answers a form begins with, and what is to be said of them. Example sentences are those that prove it."""
    rulebook = bench.rulebook
    given = given_by(bench.desk.corpus, asked)
    answers = {q.name: asked[q.name][:2000] for q in FORMS[kind].questions if asked.get(q.name)}
    fill = _FILL.get(kind)
    if fill is not None:
        answers = {**fill(rulebook, given), **answers}
    if kind in ("same", "indicator"):
        return _with_proof(bench, kind, answers, [s.quote_clean.strip() for s in given.statements if not s.damaged])
    return answers, ()


def bare_unit(unit: str | None) -> str:
    """A unit without its magnitude: 万亩 → 亩."""
    return (unit or "").lstrip(_MAGNITUDES) or (unit or "")


def part_of(report: Report, start: int) -> str:
    """The part of a report that a source offset stands in, as examples name it."""
    at, _ = report.clean.offsets.to_clean(start, start + 1)
    roles = [section.role for section in report.sections if section.start <= at < section.end]
    return roles[-1] if roles and roles[-1] in ("review", "outlook") else "plan"


def _same(rulebook: Rulebook, given: Given) -> dict[str, str]:
    names = [_name(rulebook, statement) for statement in given.statements] if not given.name else [given.name]
    known = next(
        (name for name in names if rulebook.indicators.find(name)), "" if given.name else names[0] if names else ""
    )
    other = next((name for name in names if name != known and rulebook.indicators.find(name) is None), "")
    return {"known": known, "other": other}


def _name(rulebook: Rulebook, statement: Commitment | Result) -> str:
    """What a statement speaks of, by a name that the lexicon knows where it knows any."""
    said = statement.indicator or statement.object or ""
    found = rulebook.indicators.get(statement.indicator_id or "")
    return found.name if found is not None and rulebook.indicators.find(said) is None else said


def _indicator(rulebook: Rulebook, given: Given) -> dict[str, str]:
    names = [given.name] if given.name else [s.indicator or s.object or "" for s in given.statements]
    name = names[0] if names else ""
    unit = next((bare_unit(s.unit) for s in given.statements if s.unit), "")
    family = rulebook.settings(Units).by_unit.get(unit)
    sides = rulebook.settings(Tolerances)
    lower = any(word in name for word in sides.lower)
    neither = any(word in name for word in sides.neither)
    return {
        "name": name,
        "others": "\n".join(other for other in names[1:] if other != name and not rulebook.indicators.find(other)),
        "unit_family": family.name if family else "",
        "better": "lower" if lower else "none" if neither else "higher",
    }


def _unit(rulebook: Rulebook, given: Given) -> dict[str, str]:
    known = rulebook.settings(Units).by_unit
    units = [bare_unit(statement.unit) for statement in given.statements if statement.unit]
    return {
        "unit": next((unit for unit in units if unit not in known), ""),
        "like": next((unit for unit in units if unit in known), ""),
    }


def _wording(rulebook: Rulebook, given: Given) -> dict[str, str]:
    said = _sentence(given)
    if said.get("figure"):
        said |= {"miss": said["sentence"].replace(said["figure"], "", 1), "why": "没有数字"}
    if given.commitment is not None and given.commitment.measure:
        said["measure"] = given.commitment.measure
    return said


def _not_taken(rulebook: Rulebook, given: Given) -> dict[str, str]:
    said = _sentence(given)
    rule = rulebook.rule(given.commitment.rule) if given.commitment is not None else None
    if rule is not None:
        said |= {"miss": rule.examples.hit[0].sentence, "why": f"{rule.intent}，是目标"}
    return said


def _miss(rulebook: Rulebook, given: Given) -> dict[str, str]:
    rule = given.commitment.rule if given.commitment is not None else ""
    return {"rule": rule, **{name: value for name, value in _sentence(given).items() if name in ("sentence", "part")}}


def _sentence(given: Given) -> dict[str, str]:
    place, about = given.place, given.number or given.commitment
    if place is None or about is None:
        return {}
    report = place.reports[about.report]
    sentence = place.clean(about.report, about.start, about.end).strip()
    if isinstance(about, Rejected):
        figure = place.clean(about.report, about.value_start, about.value_end)
    else:
        figure = place.phrase(about)
    return {
        "sentence": sentence,
        "figure": figure,
        "part": part_of(report, about.start),
        "year": str(report.catalogue.year or ""),
    }


_FILL = {
    "same": _same,
    "indicator": _indicator,
    "unit": _unit,
    "wording": _wording,
    "not-taken": _not_taken,
    "miss": _miss,
}


def _with_proof(
    bench: Bench, kind: str, answers: dict[str, str], sentences: Iterable[str]
) -> tuple[dict[str, str], tuple[Label, ...]]:
    """The sentences that the name is found in when they stand alone become examples; of the others it is told."""
    wanted = [sentence for sentence in dict.fromkeys(sentences) if 0 < len(sentence) <= _LONGEST]
    if not wanted or "sentences" in answers:
        return answers, ()
    try:
        draft = FORMS[kind].asked(bench.rulebook, {**answers, "sentences": "\n".join(wanted)})
    except RuleError:  # an answer is missing yet: what proves it is not known
        return {**answers, "sentences": "\n".join(wanted)}, ()
    proofs = {proof.case.text: proof.holds for proof in bench.examples(draft) if _of_draft(proof.case, draft.about)}
    holding = [sentence for sentence in wanted if proofs.get(sentence)]
    told = tuple(
        Label(
            f"这句单独读时读不出这个名称，没有放进例句：{sentence}",
            f"Read alone this sentence does not show the name, so it is no example: {sentence}",
        )
        for sentence in wanted
        if not proofs.get(sentence)
    )
    return {**answers, "sentences": "\n".join(holding)}, told


def _of_draft(case: Case, about: tuple[str, ...]) -> bool:
    return not isinstance(case.rule, Rule) and case.rule.id in about
