"""Two editions side by side: exactly what changed, and why."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from years.planted import REPORTS

from tracker.batch import build
from tracker.batch.edition import Edition, changes_between
from tracker.batch.stamp import read_stamp
from tracker.editions import Change
from tracker.models import Decision
from tracker.render.changes import CAUSES, SIDES, WHAT, changes_page, changes_table
from tracker.render.corpus import Options
from tracker.render.takeaway import read_tables
from tracker.render.words import FIELDS

RULES = """
- id: homes-for-the-old
  name: 敬老院
  unit_family: entities
"""


def built(folder: Path, texts: dict[str, str], edition: str, **how: object) -> Path:
    source = folder / f"in-{edition}"
    source.mkdir(parents=True)
    for name, text in texts.items():
        (source / f"{name}.txt").write_text(text, encoding="utf-8")
    build([source], folder / edition, options=Options(edition=edition), **how)  # type: ignore[arg-type]
    return folder / edition


def between(old: Path, new: Path) -> list[Change]:
    return [change for one in changes_between(Edition(old), Edition(new)) for change in one.compared.changes]


def corrected(name: str, wrong: str, right: str) -> dict[str, str]:
    assert REPORTS[name].count(wrong) == 1
    return {**REPORTS, name: REPORTS[name].replace(wrong, right)}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("first"), REPORTS, "2015-1")


def test_the_same_input_changes_nothing(first: Path, tmp_path: Path) -> None:
    assert between(first, built(tmp_path, REPORTS, "2015-2")) == []


def test_one_corrected_figure_is_exactly_one_change(first: Path, tmp_path: Path) -> None:
    texts = corrected("yunpu-2014", "公共财政收入增长14.5%", "公共财政收入增长14.6%")
    (change,) = between(first, built(tmp_path, texts, "2015-2"))
    assert (change.what, change.side, change.name, change.cause) == ("changed", "result", "公共财政收入", "source")
    assert change.fields[0] == ("value", "14.5%", "14.6%")
    assert change.was != change.id


def test_the_other_figures_of_a_corrected_sentence_are_no_changes(first: Path, tmp_path: Path) -> None:
    texts = corrected("yunpu-2013", "公共财政收入增长14%以上", "公共财政收入增长15%以上")
    changes = between(first, built(tmp_path, texts, "2015-2"))
    assert [(change.side, change.name, change.fields[0]) for change in changes] == [
        ("commitment", "公共财政收入", ("value", ">=14%", ">=15%")),
        ("verdict", "公共财政收入", ("verdict", "met", "near")),
    ]


def test_a_correction_that_turns_a_verdict_shows_both(first: Path, tmp_path: Path) -> None:
    texts = corrected(
        "yunpu-2014", "固定资产投资增长19%。城镇新增就业2.6万人", "固定资产投资增长19%。城镇新增就业1.6万人"
    )
    changes = between(first, built(tmp_path, texts, "2015-2"))
    assert [(c.side, c.name, c.cause) for c in changes] == [
        ("result", "城镇新增就业", "source"),
        ("verdict", "城镇新增就业", "source"),
    ]
    assert ("verdict", "met", "missed") in changes[1].fields


def test_a_new_report_answers_what_was_awaited(first: Path, tmp_path: Path) -> None:
    without = {name: text for name, text in REPORTS.items() if name != "yunpu-2015"}
    changes = between(built(tmp_path, without, "2014-1"), first)
    assert {change.cause for change in changes} == {"new_report"}
    assert ("verdict", "pending", "missed") in [f for c in changes if c.name == "地区生产总值" for f in c.fields]


def test_a_report_that_is_gone_takes_its_rows_along(first: Path, tmp_path: Path) -> None:
    without = {name: text for name, text in REPORTS.items() if name != "yunpu-2015"}
    changes = between(first, built(tmp_path, without, "2015-2"))
    assert {change.cause for change in changes} == {"report_gone"}
    assert {change.what for change in changes if change.side != "verdict"} == {"vanished"}


def test_a_copy_under_another_name_is_no_change(first: Path, tmp_path: Path) -> None:
    texts = {f"copy-of-{name}" if name == "yunpu-2013" else name: text for name, text in REPORTS.items()}
    assert between(first, built(tmp_path, texts, "2015-2")) == []


def test_rules_are_named_where_they_alone_differ(first: Path, tmp_path: Path) -> None:
    (tmp_path / "rules" / "indicators").mkdir(parents=True)
    (tmp_path / "rules" / "indicators" / "mine.yaml").write_text(RULES, encoding="utf-8")
    changes = between(first, built(tmp_path, REPORTS, "2015-2", rules=[tmp_path / "rules"]))
    assert changes
    assert {change.cause for change in changes} == {"rule"}


def test_what_a_reviewer_decided_is_told_as_that(first: Path, tmp_path: Path) -> None:
    (target,) = (
        r for r in read_tables(first)["commitments"] if r["indicator"] == "固定资产投资" and r["value"] is not None
    )
    decision = Decision(
        id="d1", commitment=target["id"], jurisdiction="云浦市", who="a", at="2015-02-01T00:00:00", action="verdict",
        verdict="missed", reason="另有口径", seen={},
    )  # fmt: skip
    changes = between(first, built(tmp_path, REPORTS, "2015-2", decisions=[decision]))
    assert {(c.side, c.name, c.cause) for c in changes} == {("verdict", "固定资产投资", "decision")}


def test_page_and_table_tell_the_same_in_both_languages(first: Path, tmp_path: Path) -> None:
    texts = corrected("yunpu-2014", "公共财政收入增长14.5%", "公共财政收入增长14.6%")
    new = built(tmp_path, texts, "2015-2")
    changes = between(first, new)
    page = changes_page(changes, read_stamp(first), read_stamp(new), "zh", "")
    assert (page.before, page.now, page.number) == ("2015-1", "2015-2", 1)
    (line,) = page.groups[0].lines
    assert (line.what.zh, line.cause.zh, line.anchor) == ("变动", "原文更正", changes[0].was)
    rows = list(csv.DictReader(io.StringIO(changes_table(changes).decode("utf-8-sig"))))
    assert (rows[0]["field"], rows[0]["before"], rows[0]["now"]) == ("value", "14.5%", "14.6%")
    assert all(label.zh and label.en for words in (WHAT, SIDES, CAUSES, FIELDS) for label in words.values())
