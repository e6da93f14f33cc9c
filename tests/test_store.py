"""Every acknowledged decision is kept, once, in order."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from killed_writers import Outcome, ordeal

from tracker.errors import DecisionError
from tracker.models import Decision, Verdict
from tracker.store import Store, decision_id

POSTGRES = os.environ.get("TRACKER_TEST_POSTGRES")


def _decision(n: int = 0, **more: object) -> Decision:
    given = {"id": "", "commitment": f"c{n}", "who": "reader-a", "at": "2024-02-01T08:00:00+08:00", "action": "checked"}
    return Decision.model_validate({**given, **more})


@pytest.fixture(scope="session")
def database() -> str:
    """The address of an empty database of this process's own: tests that run beside one another share the server."""
    import sqlalchemy as sa

    if not POSTGRES:
        pytest.skip("no PostgreSQL server (TRACKER_TEST_POSTGRES is not set)")
    url = sa.make_url(POSTGRES)
    name = f"tracker_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return url.set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "sqlite":
        with Store(tmp_path / "decisions.sqlite") as opened:
            yield opened
        return
    address = request.getfixturevalue("database")
    _empty(address)
    with Store(address) as opened:
        yield opened


def _empty(address: str) -> None:
    import sqlalchemy as sa

    engine = sa.create_engine(address)
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS decisions"))
    engine.dispose()


def test_what_was_decided_comes_back_as_it_was_in_order(store: Store) -> None:
    first = _decision(1, action="verdict", verdict=Verdict.NEAR, reason="两处数字相差一位", note="核对过网页")
    second = _decision(1, action="undo", fields={"decision": decision_id(first)})
    store.append_all([first, second])
    back = list(store.decisions("c1"))
    assert [d.model_copy(update={"id": ""}) for d in back] == [first, second]
    assert [d.id for d in back] == [decision_id(first), decision_id(second)]


def test_the_same_entry_twice_is_there_once(store: Store) -> None:
    assert store.append(_decision())
    assert not store.append(_decision())
    assert len(list(store.decisions())) == 1


def test_what_was_written_since_is_told_apart_from_what_was_known(store: Store) -> None:
    store.append_all(_decision(n) for n in range(3))
    first, place = store.since(0)
    assert [d.commitment for d in first] == ["c0", "c1", "c2"]
    assert store.since(place)[1] == place
    store.append(_decision(3))
    known = {d.id for d in first}
    later, after = store.since(place)
    assert [d.commitment for d in later if d.id not in known] == ["c3"]
    assert after > place


def test_importing_its_own_export_changes_nothing(store: Store) -> None:
    store.append_all(_decision(n) for n in range(5))
    exported = list(store.decisions())
    assert store.append_all(exported) == 0
    assert list(store.decisions()) == exported


def test_a_private_note_can_be_erased_and_nothing_else_goes_with_it(store: Store) -> None:
    store.append(_decision(note="private", reason="published"))
    (entry,) = store.decisions()
    assert store.erase_note(entry.id)
    (after,) = store.decisions()
    assert after == entry.model_copy(update={"note": ""})
    assert not store.append(_decision(note="private", reason="published"))


def test_an_erased_note_is_gone_from_the_files(tmp_path: Path) -> None:
    with Store(tmp_path / "decisions.sqlite") as opened:
        opened.append_all(_decision(n, note=f"CANARY-{n}") for n in range(20))
        assert any(b"CANARY-7" in path.read_bytes() for path in tmp_path.iterdir())
        for entry in list(opened.decisions()):
            opened.erase_note(entry.id)
        assert not any(b"CANARY" in path.read_bytes() for path in tmp_path.iterdir())


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "decisions.sqlite").write_text("this is no database, but it is long enough to look like a file of one")
    with pytest.raises(DecisionError) as caught:
        Store(tmp_path / "decisions.sqlite")
    assert "\n" not in caught.value.say("en")


def test_a_password_in_an_address_is_never_told() -> None:
    with pytest.raises(DecisionError) as caught:
        Store("postgresql+pg8000://reader:secret@127.0.0.1:1/none")
    assert "secret" not in caught.value.say("en")


def _open(url: str, begin: Barrier) -> None:
    begin.wait()
    with Store(url) as opened:
        opened.append(_decision(os.getpid()))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_new_database_may_be_opened_by_several_at_once(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    together = multiprocessing.get_context("fork")
    for round_ in range(5):
        url = f"sqlite:///{tmp_path / f'{round_}.sqlite'}" if kind == "sqlite" else request.getfixturevalue("database")
        if kind == "postgresql":
            _empty(url)
        begin = together.Barrier(6)
        openers = [together.Process(target=_open, args=(url, begin)) for _ in range(6)]
        for opener in openers:
            opener.start()
        for opener in openers:
            opener.join()
        assert [opener.exitcode for opener in openers] == [0] * 6
        with Store(url) as opened:
            assert len(list(opened.decisions())) == 6


def test_writers_killed_at_any_moment_lose_nothing_they_were_told_was_kept(tmp_path: Path) -> None:
    found = ordeal(f"sqlite:///{tmp_path / 'decisions.sqlite'}", tmp_path, decisions=600, kills=5)
    assert found == Outcome(told=600, kept=600, lost=0, twice=0, sound=True)


def test_so_it_is_on_a_server(database: str, tmp_path: Path) -> None:
    _empty(database)
    found = ordeal(database, tmp_path, decisions=400, kills=2)
    assert found == Outcome(told=400, kept=400, lost=0, twice=0, sound=True)
