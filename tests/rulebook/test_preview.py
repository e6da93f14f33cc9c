"""A preview is exactly the difference of two full builds, and does again only what a change can touch."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tracker.batch.inputs import collect
from tracker.flow import report_from_source
from tracker.judge import judge
from tracker.language import extract
from tracker.match import pair
from tracker.models import Decision, Extraction
from tracker.read import read_source
from tracker.resources import resource
from tracker.rulebook import Rulebook, load
from tracker.rulebook.differences import COMPARING, READING, differences
from tracker.rulebook.preview import Outcome, compare_outcomes, homes, outcome, preview

from .conftest import Write
from .rebuilt import CHANGES, Rows, change, columns, rows_of_build, rows_that_differ, shown_by_preview

INPUTS = collect([resource("reports")])[0]


@pytest.fixture(scope="module")
def built_in() -> Outcome:
    return outcome(INPUTS, load())


def judged(built: Outcome) -> list[Decision]:
    """A log in which people let stand, struck out, picked another result, corrected a name and a report."""
    found = [
        (e.report, c, built.compared[home].links)
        for home, es in homes(built.extractions).items()
        for e in es
        for c in e.commitments
    ]
    entries = []
    for at, (report, commitment, links) in enumerate(found[::7]):
        action = ["accept", "not_a_commitment", "correct", "pick"][at % 4]
        result = next((link.result for link in links if link.result), None)
        fields = {"of": "commitment", "indicator": "柚子产值"} if action == "correct" else {}
        own = {"commitment": commitment.id, "jurisdiction": report.catalogue.jurisdiction, "fields": fields}
        entries.append(_entry(f"d{at}", action, **own, result=result if action == "pick" else None))
    first = found[0][0]
    entries.append(_entry("r", "correct", commitment=f"report:{first.id}", fields=_title(first.id)))
    undone = entries[0]
    own = {"commitment": undone.commitment, "jurisdiction": undone.jurisdiction}
    return [*entries, _entry("u", "undo", **own, fields={"decision": undone.id})]


def _title(report: str) -> dict[str, str]:
    return {"of": "report", "report": report, "title": "改过的标题"}


def _entry(key: str, action: str, **fields: object) -> Decision:
    return Decision.model_validate({"id": key, "who": "甲", "at": "2024-02-01", "action": action, **fields})


@dataclass(frozen=True)
class Decided:
    """A corpus with a log, what a build wrote of it, and the same in memory."""

    folder: Path
    log: list[Decision]
    out: Path
    rows: Rows
    before: Outcome


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Decided:
    folder = tmp_path_factory.mktemp("reports")
    for name in ("chengzhou-2022-gwr.txt", "chengzhou-2023-gwr.txt", "qinglan-2023-gwr.txt"):
        shutil.copy(resource("reports") / name, folder / name)
    inputs = collect([folder])[0]
    log = judged(outcome(inputs, load()))
    out = folder.parent / "out"
    rows = rows_of_build([folder], out, (), log)
    return Decided(folder, log, out, rows, outcome(inputs, load(), log))


@pytest.mark.parametrize("seed", range(len(CHANGES)))
def test_a_preview_is_the_difference_of_two_full_builds(seed: int, decided: Decided, tmp_path: Path) -> None:
    own = tmp_path / "own"
    change(seed, decided.before, own)
    after = outcome(collect([decided.folder])[0], load(own), decided.log, beneath=decided.before)
    shown = shown_by_preview(decided.before, after, columns(decided.rows))
    rebuilt = rows_of_build([decided.folder], decided.out, (own,), decided.log)
    assert shown.rows == rows_that_differ(decided.rows, rebuilt)


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
