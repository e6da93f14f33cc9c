"""A damaged copy exchanged for a clean one: the same ids, and every decision made on the old copy holds on the new."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import pytest
from repair.damage import DAMAGES

from tracker.archive import keep, propose
from tracker.batch import build
from tracker.flow import built_in_rulebook
from tracker.models import Decision
from tracker.render.corpus import Options
from tracker.resources import resource
from tracker.review.corpus import load
from tracker.review.desk import Desk
from tracker.review.exchange import lines_of, read_lines
from tracker.store import Store

LATER = resource("reports") / "chengzhou-2024-gwr.txt"
PLAN = resource("reports") / "chengzhou-2023-gwr.txt"


def damaged(text: str) -> str:
    """Readings behind the characters, and runs read one byte out of step, as in real copies."""
    for kind in ("readings", "out_of_step"):
        text = DAMAGES[kind](text, random.Random(7))
    return text


def decide_on_everything(archive: Path, out: Path, store: Store) -> None:
    """One decision on every commitment of the city, of whatever kind fits."""
    clock = (f"2024-03-01T08:00:00.{n:06}+00:00" for n in itertools.count())
    corpus = load([archive], (), out / ".cache", [], Options())
    desk = Desk(corpus, store, lambda: next(clock))
    (place,) = corpus.places.values()
    for n, commitment in enumerate(list(place.commitments)):
        later = [pairing for pairing in place.pairings[commitment.id] if pairing.later]
        others = [result for pairing in later for result, _ in pairing.others]
        if place.place.final[commitment.id].result and n % 2:
            desk.decide("a", commitment.id, "accept", {})
        elif others:
            desk.decide("a", commitment.id, "pick", {"result": others[0].id})
        elif later:
            desk.decide("a", commitment.id, "not_reported", {})
        else:
            desk.decide("a", commitment.id, "checked", {})
    report = place.place.reports["later"]
    desk.decide("b", commitment.id, "correct", {"of": "report", "report": "later", "title": "澄州市政府工作报告"})
    at = report.clean.text.index("全市地区生产总值")
    first = next(iter(place.commitments)).id
    given = {"report": "later", "start": str(at), "end": str(at + 8), "words": "", "later_report": "later"}
    desk.decide("b", first, "made", given)


@pytest.fixture(scope="module")
def exchanged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[Decision], object, object]:
    folder = tmp_path_factory.mktemp("exchange")
    archive, rulebook = folder / "archive", built_in_rulebook()
    bad = folder / "found.txt"
    bad.write_text(damaged(LATER.read_text(encoding="utf-8")), encoding="utf-8")
    for file, name in ((PLAN, "plan"), (bad, "later")):
        keep(propose(file, archive, {"id": name}, rulebook), archive)
    build([archive], folder / "before")
    with Store(folder / "decisions.sqlite") as store:
        decide_on_everything(archive, folder / "before", store)
        (folder / "log.jsonl").write_text(lines_of(store.decisions()), encoding="utf-8")
    log = read_lines(folder / "log.jsonl")
    before = build([archive], folder / "before", decisions=log)
    keep(propose(LATER, archive, {}, rulebook), archive)
    after = build([archive], folder / "after", decisions=log)
    return folder / "before", folder / "after", log, before, after


def ids(out: Path, report: str = "later") -> set[str]:
    found = set()
    for table in ("commitments", "qualitative", "results"):
        for line in (out / "data" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found |= {row["id"]} if row["report"] == report else set()
    return found


def test_the_copies_differ_and_the_clean_one_is_built(exchanged) -> None:
    before, after, *_ = exchanged
    reports = [(out / "data" / "reports.jsonl").read_text(encoding="utf-8") for out in (before, after)]
    assert '"path":"澄州市/2024/found.txt"' in reports[0].replace('": "', '":"')
    assert '"path":"澄州市/2024/chengzhou-2024-gwr.txt"' in reports[1].replace('": "', '":"')


def test_at_least_98_percent_of_ids_are_shared(exchanged) -> None:
    before, after, *_ = exchanged
    old, new = ids(before), ids(after)
    assert len(new) > 100
    assert len(old & new) >= 0.98 * len(old | new)


def test_every_decision_holds_on_the_better_copy(exchanged) -> None:
    _, _, log, before, after = exchanged
    assert len(log) > 100
    assert {decision.action for decision in log} >= {"accept", "pick", "not_reported", "checked", "correct"}
    assert (before.decisions, before.stale) == (len(log), 0)
    assert (after.decisions, after.stale) == (len(log), 0)
