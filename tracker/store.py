"""Where decisions are kept: an append-only log in a database, SQLite by default, any SQLAlchemy URL for a server.

Nothing is ever changed or deleted but a private note, which its writer may have erased. An entry's id is the hash of
what it says, so that the same entry imported twice, or written twice by a client that retried, is there once.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, ProgrammingError, SQLAlchemyError

from tracker.errors import DecisionError
from tracker.models import Decision

__all__ = ["Store", "decision_id"]

_METADATA = sa.MetaData()

_DECISIONS = sa.Table(
    "decisions",
    _METADATA,
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("id", sa.String(32), nullable=False, unique=True),
    sa.Column("commitment", sa.String(64), nullable=False, index=True),
    sa.Column("who", sa.String(80), nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("action", sa.String(24), nullable=False),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
)

_IN_COLUMNS = {"id", "commitment", "who", "at", "action", "note"}
_BUSY_SECONDS = 30
_PAUSE = 0.02
_OVERLAP = 64


def decision_id(decision: Decision) -> str:
    """32 hexadecimal digits from everything an entry says but its private note, which may be erased later."""
    said = decision.model_dump(mode="json", exclude={"id", "note"})
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


class Store:
    """The decision log behind ``url``; use as a context manager.

    A path or a ``sqlite:///`` URL gives a file in WAL mode that several processes may write; an entry that
    ``append`` returned from is on the disk. Raises DecisionError where the database cannot be opened or written.
    """

    def __init__(self, url: str | Path) -> None:
        self._where = str(url)
        text = f"sqlite:///{url}" if isinstance(url, Path) or "://" not in str(url) else str(url)
        try:
            self._engine = sa.create_engine(text)
            if self._engine.dialect.name == "sqlite":
                sa.event.listen(self._engine, "connect", _steady)
            _found(self._engine)
        except (SQLAlchemyError, ImportError, OSError) as error:
            raise self._failed(error) from error

    def append(self, decision: Decision) -> bool:
        """Write one entry; False where it is there already. The entry's own id is not looked at (``decision_id``)."""
        return self.append_all([decision]) == 1

    def append_all(self, decisions: Iterable[Decision]) -> int:
        """Write entries, each by itself so that one already there stops no other; how many were new."""
        new = 0
        for decision in decisions:
            row = {
                "id": decision_id(decision),
                "commitment": decision.commitment,
                "who": decision.who,
                "at": decision.at,
                "action": decision.action,
                "note": decision.note,
                "said": json.dumps(
                    decision.model_dump(mode="json", exclude=_IN_COLUMNS), sort_keys=True, ensure_ascii=False
                ),
            }
            try:
                with self._engine.begin() as connection:
                    connection.execute(_DECISIONS.insert(), row)
                new += 1
            except IntegrityError:
                continue
            except SQLAlchemyError as error:
                raise self._failed(error) from error
        return new

    def decisions(self, commitment: str | None = None) -> Iterator[Decision]:
        """The log, oldest entry first; that of one commitment, or all of it."""
        query = sa.select(_DECISIONS).order_by(_DECISIONS.c.place)
        if commitment is not None:
            query = query.where(_DECISIONS.c.commitment == commitment)
        try:
            with self._engine.connect() as connection:
                for row in connection.execute(query).mappings():
                    yield _decision(row)
        except SQLAlchemyError as error:
            raise self._failed(error) from error

    def since(self, place: int) -> tuple[list[Decision], int]:
        """Entries written after ``place`` (0: all), oldest first, and the place to ask from next.

        On a server an entry may become visible after a later one: the last few before ``place`` come again, and the
        caller knows them by their ids.
        """
        query = sa.select(_DECISIONS).where(_DECISIONS.c.place > place - _OVERLAP).order_by(_DECISIONS.c.place)
        found: list[Decision] = []
        try:
            with self._engine.connect() as connection:
                for row in connection.execute(query).mappings():
                    found.append(_decision(row))
                    place = max(place, row["place"])
        except SQLAlchemyError as error:
            raise self._failed(error) from error
        return found, place

    def erase_note(self, entry: str) -> bool:
        """Blank the private note of one entry, by id; False where there is no such entry.

        In SQLite the words are gone from the files too; how long a server keeps its own logs is up to the server.
        """
        try:
            with self._engine.begin() as connection:
                done = connection.execute(sa.update(_DECISIONS).where(_DECISIONS.c.id == entry).values(note=""))
            if self._engine.dialect.name == "sqlite":
                with self._engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except SQLAlchemyError as error:
            raise self._failed(error) from error
        return bool(done.rowcount)

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _failed(self, error: Exception) -> DecisionError:
        # the address may hold a password
        where = self._where.rsplit("@", 1)[-1]
        why = str(getattr(error, "orig", None) or error).splitlines()[0]
        return DecisionError(f"复核记录库无法使用：{why}", f"the decision log cannot be used: {why}", where)


def _found(engine: sa.Engine) -> None:
    """Make the table where it is not there yet, also where several open a new database at once."""
    made: list[sa.schema.ExecutableDDLElement] = [sa.schema.CreateTable(_DECISIONS, if_not_exists=True)]
    made += [sa.schema.CreateIndex(index, if_not_exists=True) for index in _DECISIONS.indexes]
    for last in (False, True):
        try:
            with engine.begin() as connection:
                for element in made:
                    connection.execute(element)
            return
        except (IntegrityError, ProgrammingError):  # a server tells all but one of those who come at once
            if last:
                raise


def _decision(row: sa.RowMapping) -> Decision:
    columns = {name: row[name] for name in sorted(_IN_COLUMNS)}
    return Decision.model_validate({**json.loads(row["said"]), **columns})


def _steady(connection: object, record: object) -> None:
    """Readers never wait for writers (WAL), writers wait for one another, and what was acknowledged is on the disk."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_SECONDS * 1000}")
    _into_wal(cursor)
    for pragma in ("synchronous=FULL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _into_wal(cursor: sqlite3.Cursor) -> None:
    """Switch a database to WAL; SQLite does not wait here for others who do the same with a new one, so we do."""
    until = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
