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
    """Seconds of processor time: the machine that runs the tests may be doing other things."""
    began = time.process_time()
    assert client.get(address).status_code == 200
    return time.process_time() - began


def test_the_queue_answers_within_a_tenth_of_a_second_with_20000_open(client: Client) -> None:
    assert len(client.desk.queue.items) >= OPEN
    for page in (1, 2, 200, 399):
        assert _seconds(client, f"/?queue=print&page={page}") < _SECONDS


def test_a_filter_is_as_quick_the_first_time_it_is_used(client: Client) -> None:
    facets = client.desk.queue.facets(client.filter(queue="print"))
    asked = [f"/?queue=print&{name}={values[-1][0]}" for name, values in facets.items()]
    for address in (*asked, "/?queue=print&state=all&words=增长", "/?state=all&words=就业+3000"):
        assert _seconds(client, address) < _SECONDS, address


def test_the_next_page_after_a_decision_is_as_quick(client: Client) -> None:
    key = client.desk.queue.select(client.filter(queue="print"))[0]
    began = time.process_time()
    client.post(f"/c/{key}?queue=print", do="accept")
    client.get("/?queue=print")
    assert time.process_time() - began < 2 * _SECONDS
