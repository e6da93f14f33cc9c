"""The queue answers at once however long it is."""

from __future__ import annotations

import time

import pytest
from paper_corpora import large_corpus

from review.client import Client
from tracker.batch.compare import Compared
from tracker.flow import built_in_rulebook
from tracker.match import Pairing
from tracker.review.corpus import Corpus, ReviewedPlace
from tracker.review.desk import Desk
from tracker.store import Store

OPEN = 20_000
_SECONDS = 0.1
_TIMES = 20  # the same thousand promises under other ids
_BUSY = 4  # the machine that runs the tests may be doing other things


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    made = large_corpus(OPEN // _TIMES)
    plan, later = made.extractions
    commitments = {
        f"{n}.{c.id}": c.model_copy(update={"id": f"{n}.{c.id}"}) for n in range(_TIMES) for c in plan.commitments
    }
    links = [
        link.model_copy(update={"commitment": f"{n}.{link.commitment}"}) for n in range(_TIMES) for link in made.links
    ]
    results = {r.id: r for r in later.results}
    plan = plan.model_copy(update={"commitments": tuple(commitments.values())})
    pairings = [Pairing(commitments[link.commitment], plan, later, results[link.result or ""]) for link in links]
    loaded = [plan, later]
    place = ReviewedPlace(loaded, built_in_rulebook(), Compared(loaded, pairings, links, [], [], []))
    name = plan.report.catalogue.jurisdiction
    store = Store(tmp_path_factory.mktemp("speed") / "decisions.sqlite")
    return Client(Desk(Corpus({name: place}, built_in_rulebook(), made.facts), store, lambda: "2025-01-01T00:00:00Z"))


def _seconds(client: Client, address: str) -> float:
    began = time.perf_counter()
    assert client.get(address).status_code == 200
    return time.perf_counter() - began


def test_the_queue_answers_within_a_tenth_of_a_second_with_20000_open(client: Client) -> None:
    first = _seconds(client, "/?queue=print")
    assert len(client.desk.queue.items) >= OPEN
    again = min(_seconds(client, f"/?queue=print&page={page}") for page in (2, 200, 399))
    assert again < _SECONDS * _BUSY
    assert first < _SECONDS * _BUSY


def test_the_next_page_after_a_decision_is_as_quick(client: Client) -> None:
    key = client.desk.queue.select(client.filter(queue="print"))[0]
    began = time.perf_counter()
    client.post(f"/c/{key}?queue=print", do="accept")
    client.get("/?queue=print")
    assert time.perf_counter() - began < 2 * _SECONDS * _BUSY
