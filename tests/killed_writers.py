"""Writers of the decision log killed at random moments, and what the log holds afterwards.

``python tests/killed_writers.py [URL] --decisions 10000 --kills 20`` does what the test does, for longer. A writer that
was killed goes on with the first decision that nobody told it was kept, so that what was written without being
acknowledged is written again.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tracker.models import Decision
from tracker.store import Store

__all__ = ["Outcome", "ordeal"]

WRITERS = 4
_FORK = multiprocessing.get_context("fork")


class Outcome(NamedTuple):
    """``told`` were acknowledged; of these ``lost`` are not in the log; ``twice`` are in it more than once."""

    told: int
    kept: int
    lost: int
    twice: int
    sound: bool


def decision(writer: int, number: int) -> Decision:
    return Decision(
        id="", commitment=f"w{writer}-{number}", who=f"writer-{writer}", at=f"2024-02-01T08:00:{number:06}Z",
        action="checked", reason="核对过原文", note="私下备注",
    )  # fmt: skip


def _write(url: str, writer: int, decisions: int, told: Path) -> None:
    with Store(url) as store, told.open("a", buffering=1) as log:
        for number in range(_lines(told), decisions):
            store.append(decision(writer, number))
            log.write(f"w{writer}-{number}\n")


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def ordeal(url: str, folder: Path, decisions: int, kills: int, seed: int = 1) -> Outcome:
    """``WRITERS`` processes write ``decisions`` in all; all are killed ``kills`` times on the way."""
    dice = random.Random(seed)
    logs = [folder / f"told-{writer}" for writer in range(WRITERS)]
    share = -(-decisions // WRITERS)
    for kill in range(1, kills + 2):
        writers = [_FORK.Process(target=_write, args=(url, n, share, log), daemon=True) for n, log in enumerate(logs)]
        for writer in writers:
            writer.start()
        if kill <= kills:
            enough = kill * share * WRITERS // (kills + 1)
            while sum(map(_lines, logs)) < enough and any(writer.is_alive() for writer in writers):
                time.sleep(0.005)
            time.sleep(dice.random() * 0.02)
            for writer in writers:
                writer.kill()
        for writer in writers:
            writer.join()
    told = [line for log in logs for line in log.read_text().splitlines()]
    with Store(url) as store:
        kept = Counter(entry.commitment for entry in store.decisions())
    return Outcome(
        len(told), kept.total(), len(set(told) - kept.keys()), kept.total() - len(kept),
        _sound(url.removeprefix("sqlite:///")) if url.startswith("sqlite") else True,
    )  # fmt: skip


def _sound(path: str) -> bool:
    connection = sqlite3.connect(path)
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    finally:
        connection.close()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("url", nargs="?", help="a database of its own; a file of SQLite where none is given")
    asked.add_argument("--decisions", type=int, default=10_000)
    asked.add_argument("--kills", type=int, default=20)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        began = time.monotonic()
        found = ordeal(
            given.url or f"sqlite:///{folder}/decisions.sqlite", folder, given.decisions, given.kills, given.seed
        )
    print(f"{WRITERS} writers, {given.kills} kills, {time.monotonic() - began:.0f} s: {found}")
    return 0 if found == Outcome(found.told, found.told, 0, 0, True) else 1


if __name__ == "__main__":
    sys.exit(main())
