"""A finished build read place by place, and two of them laid side by side.

What is held in memory is where in the tables the rows of each place lie, and the rows of one place at a time: an
archive of any size can be compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import msgspec

from tracker.batch.stamp import read_stamp
from tracker.editions import Compared, compare
from tracker.errors import TrackerError
from tracker.render.rows import Rows

__all__ = ["Edition", "OfPlace", "PlaceKey", "changes_between"]

PlaceKey = tuple[str, str]
"""A jurisdiction, and a report of which nobody knows the jurisdiction (empty where it is known)."""

_OF_REPORTS = ("commitments", "qualitative", "results")
_TABLES = ("reports", *_OF_REPORTS, "links")


class _Line(msgspec.Struct):
    """What of a line says whose it is."""

    id: str = ""
    report: str = ""
    jurisdiction: str = ""
    commitment: str = ""


@dataclass(slots=True)
class _Stretch:
    """Bytes ``start``…``end`` of a file of a table."""

    path: Path
    start: int
    end: int


class _Cursor:
    """A file of a table, gone through once; ``stack`` closes it."""

    def __init__(self, path: Path, stack: ExitStack) -> None:
        self._path, self._file, self._at = path, stack.enter_context(path.open("rb")), 0
        self._read()

    def take(self, belongs: Callable[[_Line], bool]) -> tuple[_Stretch, set[str]]:
        """The next lines, as long as they belong to what is asked for: where they lie, and their ids."""
        start, ids = self._at, set()
        while self.line and belongs(self.row):
            ids.add(self.row.id)
            self._at += len(self.line)
            self._read()
        return _Stretch(self._path, start, self._at), ids

    def _read(self) -> None:
        self.line = self._file.readline()
        self.row = msgspec.json.decode(self.line, type=_Line) if self.line else _Line()


class Edition:
    """A build by its output folder (or the ``data`` folder in it).

    Raises TrackerError where a table is missing or is not what a build writes.
    """

    def __init__(self, folder: Path) -> None:
        self.stamp = read_stamp(folder)
        self._data = folder / "data" if (folder / "data").is_dir() else folder
        self._stretches: dict[PlaceKey, dict[str, _Stretch]] = {}
        path = self._data / "reports.jsonl"
        parts = sorted(part.name for part in path.iterdir()) if path.is_dir() else [""]
        try:
            for part in parts:
                self._find(part)
        except OSError as error:
            raise TrackerError(
                "这里没有生成好的数据；请先运行 tracker build，再给出它的输出文件夹",
                "no data of a build here; run tracker build first and give its output folder",
                str(error.filename or path),
            ) from error
        except msgspec.MsgspecError as error:
            raise TrackerError(
                f"不是 tracker build 写的数据：{error}", f"not data of a build: {error}", str(self._data)
            ) from error

    @property
    def places(self) -> tuple[PlaceKey, ...]:
        """The places that the build has reports of, in the order of its tables."""
        return tuple(self._stretches)

    def rows(self, place: PlaceKey) -> Rows:
        """The reports, commitments, results and links of a place as ``read_tables`` gives them; none of another."""
        found: Rows = {name: [] for name in _TABLES}
        for table, stretch in self._stretches.get(place, {}).items():
            with stretch.path.open("rb") as file:
                file.seek(stretch.start)
                lines = file.read(stretch.end - stretch.start).splitlines()
            found[table] = [json.loads(line, parse_float=Decimal) for line in lines]
        return found

    def lines(self, name: str) -> Iterator[bytes]:
        """The lines of a file in ``data/`` that is no table; none where it is not there."""
        path = self._data / name
        if path.exists():
            with path.open("rb") as file:
                yield from file

    def _find(self, part: str) -> None:
        """Note where each place's rows lie: all tables of a build have the places in one order."""
        with ExitStack() as stack:
            tables = {name: _Cursor(self._data / f"{name}.jsonl" / part, stack) for name in _TABLES}
            while tables["reports"].line:
                first = tables["reports"].row
                place = first.jurisdiction, "" if first.jurisdiction else first.id
                found = self._stretches[place] = {}
                found["reports"], reports = tables["reports"].take(_is(place))
                promised: set[str] = set()
                for name in _OF_REPORTS:
                    found[name], ids = tables[name].take(_stands_in(reports))
                    promised |= ids
                found["links"], _ = tables["links"].take(_links(promised))


def _is(place: PlaceKey) -> Callable[[_Line], bool]:
    name, alone = place
    return lambda row: row.jurisdiction == name and (not alone or row.id == alone)


def _stands_in(reports: Container[str]) -> Callable[[_Line], bool]:
    return lambda row: row.report in reports


def _links(promised: Container[str]) -> Callable[[_Line], bool]:
    return lambda row: row.commitment in promised


class OfPlace(NamedTuple):
    """What changed in a place, and its rows in either edition."""

    place: PlaceKey
    compared: Compared
    old: Rows
    new: Rows


def changes_between(old: Edition, new: Edition) -> Iterator[OfPlace]:
    """The changes from one edition to another, place by place, by name."""
    for place in sorted({*old.places, *new.places}):
        before, now = old.rows(place), new.rows(place)
        yield OfPlace(place, compare(before, now, old.stamp, new.stamp), before, now)
