"""A preview is exactly the difference of two full builds, and does again only what a change can touch."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.batch.inputs import collect
from tracker.flow import report_from_source
from tracker.judge import judge
from tracker.language import extract
from tracker.match import pair
from tracker.models import Extraction
from tracker.read import read_source
from tracker.resources import resource
from tracker.rulebook import Rulebook, load
from tracker.rulebook.differences import COMPARING, READING, differences
from tracker.rulebook.preview import Outcome, compare_outcomes, outcome, preview

from .conftest import Write

INPUTS = collect([resource("reports")])[0]


@pytest.fixture(scope="module")
def built_in() -> Outcome:
    return outcome(INPUTS, load())


def _words(built: Outcome, pick: random.Random) -> tuple[str, str]:
    name = pick.choice(sorted(name for name, entry in built.rulebook.words.items() if len(entry.words) > 1))
    word = pick.choice(built.rulebook.words[name].words)
    return "words/own.yaml", f"- class: {name}\n  without: [{word}]\n"


def _more_words(built: Outcome, pick: random.Random) -> tuple[str, str]:
    name = pick.choice(["rise", "reach", "act", "modality"])
    return "words/own.yaml", f"- class: {name}\n  also: [{pick.choice(['推进', '有望', '加快', '企业'])}]\n"


def _synonym(built: Outcome, pick: random.Random) -> tuple[str, str]:
    key = pick.choice(sorted(built.rulebook.indicators))
    found = [c for e in built.extractions.values() for c in e.commitments if c.indicator and c.indicator_id is None]
    return "indicators/own.yaml", f"- id: {key}\n  also: [{pick.choice(found).indicator}]\n"


def _indicator(built: Outcome, pick: random.Random) -> tuple[str, str]:
    key = pick.choice(["gdp", *sorted(built.rulebook.indicators)])
    return "indicators/own.yaml", f"- id: {key}\n  name: {built.rulebook.indicators[key].name}\n  better: lower\n"


def _off(built: Outcome, pick: random.Random) -> tuple[str, str]:
    rule = pick.choice(built.rulebook.rules("targets"))
    hit, miss = rule.examples.hit[0], rule.examples.miss[0]
    text = (
        f"rules:\n  - id: {rule.id}\n    intent: 停用\n    pattern: {rule.pattern}\n    status: off\n"
        f"    gives: {{{', '.join(f'{key}: {value}' for key, value in rule.gives.items())}}}\n    examples:\n"
        f"      hit:\n        - text: {hit.text}\n      miss:\n        - text: {miss.text}\n          why: 停用\n"
    )
    return "targets/own.yaml", text


CHANGES: list[Callable[[Outcome, random.Random], tuple[str, str]]] = [_words, _more_words, _synonym, _indicator, _off]


@pytest.mark.parametrize("seed", range(10))
def test_a_preview_is_the_difference_of_two_full_builds(seed: int, built_in: Outcome, user: Write) -> None:
    place, text = CHANGES[seed % len(CHANGES)](built_in, random.Random(seed))
    new = load(user(place, text))
    shown = compare_outcomes(built_in, outcome(INPUTS, new, beneath=built_in))
    full = compare_outcomes(built_in, outcome(INPUTS, new))
    assert (shown.changes, shown.links) == (full.changes, full.links)
    assert shown.extracted_again <= full.extracted_again


def test_no_change_shows_nothing_and_does_nothing_again(built_in: Outcome) -> None:
    shown = compare_outcomes(built_in, outcome(INPUTS, load(), beneath=built_in))
    assert not shown
    assert (shown.extracted_again, shown.compared_again) == (0, 0)


def test_a_word_that_no_report_has_touches_none(built_in: Outcome, user: Write) -> None:
    new = load(user("words/own.yaml", "- class: rise\n  also: [乘势跃上]\n"))
    shown = compare_outcomes(built_in, outcome(INPUTS, new, beneath=built_in))
    assert not shown
    assert shown.extracted_again == 0


def test_what_is_gained_lost_and_changed_is_told_with_its_fields(built_in: Outcome, user: Write) -> None:
    new = load(user("words/own.yaml", "- class: rise\n  without: [增长]\n"))
    shown, failures = preview(INPUTS, built_in.rulebook, new)
    assert failures == ()
    changed = [change for change in shown.changes if change.what == "changed" and change.table == "commitments"]
    assert any(change.before.get("indicator") != change.after.get("indicator") for change in changed)
    assert {change.what for change in shown.links} & {"unlinked", "moved", "flipped"}


def test_a_file_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    shown, failures = preview(collect([tmp_path])[0], load(), load())
    assert not shown
    assert [failure.path for failure in failures] == ["empty.txt"]


def test_differences_name_the_words_of_entries_that_differ(user: Write) -> None:
    old = load()
    own = user("words/own.yaml", "- class: rise\n  also: [攀高峰]\n")
    found = differences(old, load(own))
    assert (found.families, found.words, found.names) == (frozenset(["words"]), frozenset(["攀高峰"]), frozenset())
    user("indicators/own.yaml", "- id: gdp\n  also: [柚子总产值]\n")
    assert differences(old, load(own)).names == {"柚子总产值"}


def test_what_is_only_said_to_people_touches_nothing(user: Write) -> None:
    own = user("indicators/own.yaml", "- id: gdp\n  also: {examples: [力争地区生产总值增长5%。]}\n")
    miss = "          - {text: 柚子产值稳步增长。, why: 没有数字}\n"
    user("targets/own.yaml", f"rules:\n  - id: name-rise-rate\n    also:\n      examples:\n        miss:\n{miss}")
    found = differences(load(), load(own))
    assert found.families == frozenset()
    assert not found.touches("地区生产总值增长5%。")


@pytest.mark.parametrize(
    ("text", "touched"),
    [
        ("全年柚子总产值增长5%。", True),
        ("柚子和龙眼总产值增长5%。", True),
        ("龙眼种植和产销两旺。", False),
    ],
)
def test_a_new_name_may_be_put_together_of_stretches_of_text(user: Write, text: str, touched: bool) -> None:
    own = user("indicators/own.yaml", "- id: gdp\n  also: [柚子总产值]\n")
    assert differences(load(), load(own)).touches(text) is touched


class _Watched(Rulebook):
    """A rulebook that notes which families are asked for."""

    def __init__(self, book: Rulebook, asked: set[str]) -> None:
        self.__dict__.update({**book.__dict__, "asked": asked})

    def __getattribute__(self, name: str) -> object:
        asked = object.__getattribute__(self, "__dict__").get("asked")
        if asked is not None and name in ("words", "indicators"):
            asked.add(name)
        return object.__getattribute__(self, name)

    def settings(self, model):  # type: ignore[no-untyped-def]
        self.__dict__["asked"].update(n for n, entry in self.settings_by_family.items() if isinstance(entry, model))
        return super().settings(model)

    def family(self, name):  # type: ignore[no-untyped-def]
        self.__dict__["asked"].add(name)
        return super().family(name)


def test_each_stage_asks_only_for_the_families_it_is_known_to_depend_on() -> None:
    """The tables that an incremental preview relies on are what the stages do."""
    reading: set[str] = set()
    comparing: set[str] = set()
    extracting: set[str] = set()
    book = load()
    extractions: list[Extraction] = []
    for item in INPUTS:
        report = report_from_source(read_source(item.path), _Watched(book, reading), report_id=item.report_id)
        extractions.append(extract(report, _Watched(book, extracting)))
    groups: dict[str, list[Extraction]] = {}
    for extraction in extractions:
        groups.setdefault(extraction.report.catalogue.jurisdiction, []).append(extraction)
    for members in groups.values():
        watched = _Watched(book, comparing)
        judge(pair(members, watched), members, watched)
    assert reading <= READING
    assert comparing <= COMPARING
    assert not extracting & {"claims", "matching", "tolerances"}
