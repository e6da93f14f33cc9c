"""What a band of scores is worth is measured, and its source named; nothing is made up where nobody measured."""

from __future__ import annotations

import re

from review.client import Client
from review.conftest import Office
from tracker.models import Decision
from tracker.render.accuracy import stored_accuracy
from tracker.render.corpus import Accuracy
from tracker.review.bands import bands


def said(n: int, action: str, result: str | None = "r1", **more: object) -> Decision:
    seen = {"band": "high", "machine_result": "r1"}
    given = {"id": f"d{n}", "commitment": f"c{n}", "who": "a", "at": "", "action": action, "result": result}
    return Decision.model_validate({**given, "seen": seen, **more})


def test_a_band_nobody_measured_says_so() -> None:
    found = bands([], [])
    assert [band.accuracy.en for band in found.values()] == ["accuracy not measured"] * 3


def test_the_sample_answers_measure_every_band() -> None:
    found = bands([], stored_accuracy())
    assert list(found) == ["high", "middle", "low"]
    for band in found.values():
        assert re.fullmatch(r"right in the sample answers ([\d.]+% \()?\d+/[1-9]\d*\)?", band.accuracy.en)


def test_a_match_is_kept_unless_someone_takes_another_or_none() -> None:
    log = [
        said(1, "accept"), said(2, "checked", None), said(3, "verdict", None), said(4, "cannot_compare", None),
        said(5, "pick", "r2"), said(6, "not_reported", None), said(7, "not_a_commitment", None),
        said(8, "accept", seen={"machine_result": "r1"}), said(9, "note", None),
        said(10, "accept"), said(11, "undo", None, fields={"decision": "d10"}),
    ]  # fmt: skip
    high = bands(log, [])["high"]
    assert (high.checked, high.kept) == (6, 4)
    assert high.accuracy.en == "kept by reviewers here 4/6"


def test_the_first_reader_of_a_match_counts_once() -> None:
    log = [said(1, "accept"), said(2, "not_reported", None, commitment="c1")]
    assert bands(log, [])["high"].checked == 1


def test_both_sources_stand_side_by_side() -> None:
    band = bands([said(1, "accept")], [Accuracy("", "links: high score", "95.0% (19/20)")])["high"]
    assert band.accuracy.zh == "样例答案中对的 95.0% (19/20)；此处复核后保留 1/1"


def test_a_share_of_a_few_is_not_put_as_a_percentage() -> None:
    log = [said(n, "accept") for n in range(20)]
    assert bands(log[:19], [])["high"].accuracy.en == "kept by reviewers here 19/19"
    assert bands(log, [])["high"].accuracy.en == "kept by reviewers here 100.0% (20/20)"


def test_a_candidate_shows_what_its_score_is_worth(office: Office) -> None:
    client = Client(office.desk)
    key = office.key("固定资产投资")
    assert "样例答案中对的" in client.get(f"/c/{key}").text
    client.post(f"/c/{key}", do="accept")
    assert "此处复核后保留 1/1" in client.get(f"/c/{key}").text
