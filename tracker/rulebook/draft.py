"""Rules drafted from a few words, tried before they are kept, and written to a user's own folder.

A draft is a piece of YAML and the file it belongs to. ``try_draft`` lays it over the rules without writing anything
but a temporary copy, and tells what is wrong with it and which examples no longer hold; ``keep`` writes it only where
nothing is. The drafts that only add (a name, a word, a unit, a near miss) never replace what is there.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import yaml

from tracker.errors import OutputError, RulebookError, RuleError
from tracker.rulebook.book import Rulebook
from tracker.rulebook.differences import differences
from tracker.rulebook.examples import Outcome, cases, prove, run
from tracker.rulebook.explain import explain
from tracker.rulebook.loader import load, load_lenient
from tracker.rulebook.sample import Part
from tracker.rulebook.schema.units import Units

__all__ = [
    "Draft", "Trial", "draft_indicator", "draft_miss", "draft_rule", "draft_synonym", "draft_unit", "draft_word",
    "free_id", "keep", "own_examples", "pattern_around", "take_back", "try_draft", "warm",
]  # fmt: skip

_OWN = "own.yaml"


@dataclass(frozen=True)
class Draft:
    """``text`` is one list item (or several), ``place`` the file under a rules folder, ``head`` that file's first line.

    ``about`` are the rules and indicators it speaks of: their examples are told first.
    """

    place: str
    text: str
    head: str = ""
    about: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The draft as one file to send to someone: whole, with a line that says where it goes."""
        folder, _, name = self.place.rpartition("/")
        where = f"放进规则文件夹的 {folder}/ 里 / put it into {folder}/" if folder else f"文件名 / name: {name}"
        return f"# {where}\n{_indented(self, '')}"


@dataclass(frozen=True)
class Trial:
    """How a draft does: the rules with it (``None`` where they cannot be loaded), faults, examples it breaks."""

    rulebook: Rulebook | None
    faults: tuple[RuleError, ...] = ()
    failing: tuple[Outcome, ...] = ()

    @property
    def good(self) -> bool:
        """Whether it can be kept."""
        return self.rulebook is not None and not self.failing


def draft_synonym(rulebook: Rulebook, known: str, other: str, sentences: Sequence[str] = ()) -> Draft:
    """``other`` is another name of the indicator that goes by ``known`` (an id or a name)."""
    indicator = rulebook.indicators.get(known) or rulebook.indicators.find(known)
    if indicator is None:
        raise RuleError(f"词库里没有“{known}”", f"the lexicon has no {known!r}")
    entry: dict[str, object] = {"id": indicator.id, "also": {"synonyms": [other]}}
    if sentences:
        entry["also"] = {"synonyms": [other], "examples": list(sentences)}
    return Draft(f"indicators/{_OWN}", _yaml([entry]), about=(indicator.id,))


def draft_indicator(
    rulebook: Rulebook,
    name: str,
    synonyms: Sequence[str] = (),
    *,
    key: str = "",
    unit_family: str | None = None,
    better: str = "higher",
    sentences: Sequence[str] = (),
) -> Draft:
    """A new indicator. Without ``key`` it is called ``own-1``, ``own-2`` … ."""
    key = key or free_id(rulebook.indicators)
    if key in rulebook.indicators:
        raise RuleError(f"已有指标“{key}”；请换一个 id", f"there is an indicator {key!r}; choose another id")
    said: dict[str, object] = {
        "id": key,
        "name": name,
        "synonyms": list(synonyms),
        "unit_family": unit_family,
        "better": better,
        "examples": list(sentences),
    }
    entry = {field: value for field, value in said.items() if value}
    return Draft(f"indicators/{_OWN}", _yaml([entry]), about=(key,))


def draft_word(rulebook: Rulebook, word: str, name: str) -> Draft:
    """``word`` belongs to the word class ``name``."""
    if name not in rulebook.words:
        raise RuleError(f"没有叫“{name}”的词类", f"there is no word class {name!r}")
    return Draft(f"words/{_OWN}", _yaml([{"class": name, "also": [word]}]))


def draft_unit(rulebook: Rulebook, unit: str, family: str, factor: str | None = None) -> Draft:
    """``unit`` belongs to a unit family; ``factor`` is how many of the family's base unit it is, where it converts."""
    known = {found.name: found for found in rulebook.settings(Units).families}
    if family not in known:
        raise RuleError(f"没有叫“{family}”的单位类", f"there is no unit family {family!r}")
    also: dict[str, object] = {"converts": {unit: factor}} if factor else {"words": [unit]}
    return Draft("units.yaml", _yaml([{"name": family, "also": also}]), head="families:")


def draft_miss(
    rulebook: Rulebook, rule: str, sentence: str, why: str, *, part: Part = "plan", year: int = 2024
) -> Draft:
    """A sentence in which a rule must not fire."""
    if rulebook.rule(rule) is None:
        raise RuleError(f"没有叫“{rule}”的规则", f"there is no rule {rule!r}")
    miss: dict[str, object] = {"text": sentence, "why": why, **_where(part, year)}
    entry = {"id": rule, "also": {"examples": {"miss": [miss]}}}
    return Draft(f"{rulebook.family_of(rule)}/{_OWN}", _yaml([entry]), head="rules:", about=(rule,))


def free_id(taken: Container[str], stem: str = "own") -> str:
    """The first of ``own-1``, ``own-2`` … that is not taken."""
    return next(key for number in count(1) if (key := f"{stem}-{number}") not in taken)


def draft_rule(
    rulebook: Rulebook,
    sentence: str,
    *,
    key: str,
    intent: str,
    gives: Mapping[str, str],
    miss: str,
    why: str,
    family: str = "targets",
    expected: Mapping[str, str] | None = None,
    pattern: str = "",
    part: Part = "plan",
    year: int = 2024,
) -> Draft:
    """A rule from one sentence whose figure is marked with ``〖〗``; its pattern is what stands around that figure."""
    if family not in rulebook.rule_families:
        raise RuleError(f"没有“{family}”这一类规则", f"there is no family of rules {family!r}")
    if rulebook.rule(key) is not None:
        raise RuleError(f"已有规则“{key}”；请换一个 id", f"there is a rule {key!r}; choose another id")
    entry = {
        "id": key,
        "intent": intent,
        "pattern": pattern or pattern_around(rulebook, sentence, part=part, year=year),
        "gives": dict(gives),
        "status": "trial",
        "examples": {
            "hit": [{"text": sentence, **({"gives": dict(expected)} if expected else {}), **_where(part, year)}],
            "miss": [{"text": miss, "why": why, **_where(part, year)}],
        },
    }
    return Draft(f"{family}/{_OWN}", _yaml([entry]), head="rules:", about=(key,))


def pattern_around(
    rulebook: Rulebook, sentence: str, *, part: Part = "plan", year: int = 2024, wordly: bool = False
) -> str:
    """The pattern that fits what stands around the marked figure; RuleError where there is no such figure.

    Where it should be ``wordly`` it asks for the very verbs and predicates of the sentence, not for their classes.
    """
    plain = sentence.replace("〖", "").replace("〗", "")
    if sentence.count("〖") != 1 or sentence.count("〗") != 1:
        raise RuleError("请用一对〖〗标出句中的数字", "mark the figure in the sentence with one pair of 〖〗")
    marked = plain[sentence.index("〖") : sentence.index("〗") - 1]
    frames = [f for f in explain(plain, rulebook, year=year, part=part).frames if f.figure == marked]
    if not frames:
        raise RuleError(f"“{marked}”不是一个数量", f"{marked!r} is no quantity")
    steps = []
    for tag, word in zip(frames[0].tags, frames[0].words, strict=True):
        name, _, limit = tag.split("|")[0].partition(".")
        steps.append(
            word
            if wordly and word
            else "{name}"
            if name == "text"
            else f"{{{name}:{limit}}}"
            if limit
            else f"{{{name}}}"
        )
    return " ".join(steps)


def try_draft(draft: Draft, folder: Path, beneath: Sequence[Path] = ()) -> Trial:
    """Lay a draft over ``folder`` (which may not exist yet) and the folders ``beneath``, and prove all examples.

    Examples that did not hold before are not laid to the draft.
    """
    try:
        rulebook = _laid_over(draft, folder, beneath)
    except RulebookError as error:
        return Trial(None, error.faults)
    before, _ = load_lenient(*beneath, folder)
    known = _outcomes(before)
    changed = differences(before, rulebook)
    outcomes = {}
    for case in cases(rulebook):
        # an example that nothing of the change occurs in comes out as it did
        same = known.get(case.name)
        still = same is not None and same.case == case and not changed.touches(case.report)
        outcomes[case.name] = same if same and still else prove(case, rulebook)
    _remember(rulebook, outcomes)
    failing = [
        outcome
        for name, outcome in outcomes.items()
        if not outcome.holds and (name not in known or known[name].holds or known[name].case != outcome.case)
    ]
    return Trial(rulebook, (), tuple(sorted(failing, key=lambda outcome: outcome.case.rule.id not in draft.about)))


def warm(folder: Path, beneath: Sequence[Path] = ()) -> None:
    """Find out how the examples come out as the rules stand, which every trial asks first."""
    _outcomes(load_lenient(*beneath, folder)[0])


def own_examples(draft: Draft, folder: Path, beneath: Sequence[Path] = ()) -> tuple[Outcome, ...]:
    """How the examples come out that stand in what a draft speaks of; none where it cannot be loaded."""
    try:
        return run(_laid_over(draft, folder, beneath), draft.about)
    except RulebookError:
        return ()


def _laid_over(draft: Draft, folder: Path, beneath: Sequence[Path]) -> Rulebook:
    """The rules with the draft in ``folder``, which stays as it is; RulebookError as of the file that is meant."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "rules"
        if folder.is_dir():
            shutil.copytree(folder, copy)
        target = copy / draft.place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_added(target, draft), encoding="utf-8")
        try:
            return load(*beneath, copy)
        except RulebookError as error:
            raise RulebookError([_elsewhere(fault, copy, folder) for fault in error.faults]) from None


_KNOWN: dict[str, dict[str, Outcome]] = {}
"""How the examples come out, by rule set: the one that a draft leads to is mostly where the next one starts."""


def _outcomes(rulebook: Rulebook) -> dict[str, Outcome]:
    known = _KNOWN.get(rulebook.sha256)
    return known if known is not None else _remember(rulebook, {o.case.name: o for o in run(rulebook)})


def _remember(rulebook: Rulebook, outcomes: dict[str, Outcome]) -> dict[str, Outcome]:
    while len(_KNOWN) >= 4:
        del _KNOWN[next(iter(_KNOWN))]
    return _KNOWN.setdefault(rulebook.sha256, outcomes)


def keep(draft: Draft, folder: Path) -> Path:
    """Write a draft into a user's folder; the file is there whole or as it was. Gives the file."""
    target = folder / draft.place
    partial = target.with_suffix(".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(_added(target, draft), encoding="utf-8")
        partial.replace(target)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(f"写不进去（{reason}）", f"cannot be written ({reason})", str(target)) from error
    return target


def take_back(file: Path, before: str, after: str) -> None:
    """Make a file say again what it said ``before`` a draft was kept, where it still says what it said ``after``.

    Raises OutputError where it was changed since, or cannot be written.
    """
    try:
        if file.read_text(encoding="utf-8") != after:
            raise OutputError("文件后来又改过，请手工删去这一条", "changed since; take it out by hand", str(file))
        if before:
            partial = file.with_suffix(".part")
            partial.write_text(before, encoding="utf-8")
            partial.replace(file)
        else:
            file.unlink()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise OutputError(f"写不进去（{reason}）", f"cannot be written ({reason})", str(file)) from error


def _added(target: Path, draft: Draft) -> str:
    """The file with the draft behind what it holds."""
    before = target.read_text(encoding="utf-8") if target.is_file() else ""
    if draft.head and before.strip():
        indent = re.search(r"^( *)- ", before, re.MULTILINE)
        lead = indent[1] if indent else "  "
    else:
        lead = ""
    return f"{before.rstrip()}\n{_indented(draft, lead, head=False)}" if before.strip() else _indented(draft, lead)


def _indented(draft: Draft, lead: str, *, head: bool = True) -> str:
    """The draft's lines behind its head, or without it where the file has one, indented as the file is."""
    lead = lead or ("  " if draft.head and head else "")
    text = "".join(f"{lead}{line}\n" if line else "\n" for line in draft.text.splitlines())
    return f"{draft.head}\n{text}" if draft.head and head else text


def _elsewhere(fault: RuleError, copy: Path, folder: Path) -> RuleError:
    """A fault told of the folder it is meant for, not of the copy it was tried in."""
    here, there = copy.as_posix(), folder.as_posix()
    return RuleError(fault.zh.replace(here, there), fault.en.replace(here, there), fault.where.replace(here, there))


def _where(part: Part, year: int) -> dict[str, object]:
    return {**({"section": part} if part != "plan" else {}), **({"year": str(year)} if year != 2024 else {})}


def _yaml(items: Sequence[Mapping[str, object]]) -> str:
    return yaml.safe_dump([dict(item) for item in items], allow_unicode=True, sort_keys=False, width=10_000, indent=2)
