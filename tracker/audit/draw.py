"""Drawing a sample from a finished build: the same seed draws the same, whatever the order of files or rows.

Every commitment has a rank, the hash of seed and id; of each stratum the lowest ranks are drawn. Strata get their share
by the square root of their size, so that small ones (missed, say) are seen at all and large ones still count for more:
M. D. Bankier, "Power allocations", The American Statistician 42 (1988) 174–177, with power one half.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from math import sqrt
from pathlib import Path
from typing import Any

from tracker.audit.sample import Found, Item, Sample, Section, Stratum
from tracker.errors import TrackerError

__all__ = ["KEYS", "allocate", "draw"]

KEYS = ("year", "level", "kind", "verdict", "document", "tier", "measure", "jurisdiction")
"""By what a sample can be divided. ``kind`` is target or milestone, ``document`` the kind of report."""

_SHORTEST, _LONGEST = 200, 3000  # characters of a section that somebody reads in one go
_PLANS = frozenset({"plan", "outlook"})
_COMMITMENTS = [
    *("id", "report", "kind", "tier", "measure", "restates", "start", "end"),
    *("value_start", "value_end", "object_start", "object_end"),
]
_LINKS = ["commitment", "result", "verdict", "later_report", "decided_by", "check_state", "final"]
_REPORTS = [
    *("id", "sha256", "jurisdiction", "level", "kind", "reviewed_years", "planned_years"),
]
_SECTIONS = ["report", "start", "end", "headings", "role"]
_BATCH = 50_000


def draw(folder: Path, n: int, seed: int, by: Sequence[str], sections: int = 0) -> Sample:
    """A sample of ``n`` commitments with final lines that no person decided, divided ``by`` some of ``KEYS``, and of
    ``sections`` whole sections of plans.

    ``folder`` is the output of a build. Restatements are not drawn. Raises TrackerError where there is no such build,
    or nothing in it that could be drawn.
    """
    data = folder / "data"
    reports = {row["id"]: row for row in _rows(data, "reports", _REPORTS)}
    sizes: Counter[tuple[str, ...]] = Counter()
    left_out = 0
    for row in _population(data):
        if row["decided_by"] != "rule" or row["check_state"] != "machine":
            left_out += 1
        else:
            sizes[_stratum(row, reports[row["report"]], by)] += 1
    if not sizes:
        raise TrackerError(
            "这个文件夹里没有可抽的目标任务", "there is nothing in this build that could be drawn", str(folder)
        )
    order = sorted(sizes)
    shares = dict(zip(order, allocate([sizes[key] for key in order], n), strict=True))
    drawn: dict[tuple[str, ...], list[tuple[str, dict[str, Any]]]] = {key: [] for key in order}
    for row in _population(data):
        if row["decided_by"] == "rule" and row["check_state"] == "machine":
            key = _stratum(row, reports[row["report"]], by)
            kept = drawn[key]
            kept.append((_rank(seed, row["id"]), row))
            if len(kept) > 2 * shares[key] + 64:
                drawn[key] = nsmallest(shares[key], kept, key=lambda pair: pair[0])
    items = [
        (rank, _item(row, reports[row["report"]], place))
        for place, key in enumerate(order)
        for rank, row in nsmallest(shares[key], drawn[key], key=lambda pair: pair[0])
    ]
    return _named(
        seed=seed,
        by=tuple(by),
        population=sum(sizes.values()),
        left_out=left_out,
        strata=tuple(Stratum(key=dict(zip(by, key, strict=True)), size=sizes[key], drawn=shares[key]) for key in order),
        # in the order of ranks: neighbours in the reading tell nothing of one another
        items=tuple(item for _, item in sorted(items, key=lambda pair: pair[0])),
        sections=_sections(data, reports, seed, sections),
    )


def allocate(sizes: Sequence[int], n: int) -> list[int]:
    """How many to draw of strata of these sizes: by square root, never more than there are, ``n`` in all where there
    are so many. Each gets one before any gets two, as far as ``n`` goes, the larger ones first."""
    n = min(n, sum(sizes))
    shares = [0] * len(sizes)
    for place in sorted(range(len(sizes)), key=lambda at: (-sizes[at], at))[:n]:
        shares[place] = 1
    for _ in range(n - sum(shares)):
        # the next one goes where the fewest are in proportion (Webster's divisors)
        open_ = [at for at in range(len(sizes)) if shares[at] < sizes[at]]
        best = max(open_, key=lambda at: (sqrt(sizes[at]) / (shares[at] + 0.5), -at))
        shares[best] += 1
    return shares


def _population(data: Path) -> Iterator[dict[str, Any]]:
    """Commitments that restate no other, each with its final line."""
    import pyarrow.compute as pc

    commitments = _table(data, "commitments", _COMMITMENTS)
    commitments = commitments.filter(pc.is_null(commitments["restates"]))
    links = _table(data, "links", _LINKS)
    joined = commitments.join(
        links.filter(links["final"]), keys="id", right_keys="commitment", join_type="inner", use_threads=False
    )
    for batch in joined.to_batches(max_chunksize=_BATCH):
        yield from batch.to_pylist()


def _table(data: Path, name: str, columns: list[str]) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = data / f"{name}.parquet"
    try:
        return pq.read_table(path, columns=columns, use_threads=False)
    except (OSError, pa.ArrowException) as error:
        raise TrackerError(
            "这里没有生成好的数据；请先运行 tracker build，再给出它的输出文件夹",
            "no data of a build here; run tracker build first and give its output folder",
            str(path),
        ) from error


def _rows(data: Path, name: str, columns: list[str]) -> Iterator[dict[str, Any]]:
    for batch in _table(data, name, columns).to_batches(max_chunksize=_BATCH):
        yield from batch.to_pylist()


def _stratum(row: Mapping[str, Any], report: Mapping[str, Any], by: Sequence[str]) -> tuple[str, ...]:
    planned, reviewed = (json.loads(report[name] or "null") for name in ("planned_years", "reviewed_years"))
    year = planned[0] if planned else reviewed[1] + 1 if reviewed else ""
    values = {
        "year": str(year),
        "level": report["level"],
        "document": report["kind"],
        "jurisdiction": report["jurisdiction"],
        **{name: row[name] or "" for name in ("kind", "verdict", "tier", "measure")},
    }
    return tuple(str(values[name] or "") for name in by)


def _item(row: Mapping[str, Any], report: Mapping[str, Any], stratum: int) -> Item:
    return Item(
        commitment=row["id"],
        report=row["report"],
        report_sha256=report["sha256"],
        stratum=stratum,
        verdict=row["verdict"],
        result=row["result"],
        later_report=row["later_report"],
    )


def _sections(data: Path, reports: Mapping[str, Mapping[str, Any]], seed: int, number: int) -> tuple[Section, ...]:
    """Whole sections of plans, none inside another, of a length somebody reads in one go."""
    if not number:
        return ()
    ranked: list[tuple[str, dict[str, Any]]] = []
    last_end: dict[str, int] = {}
    rows = (r for r in _rows(data, "sections", _SECTIONS) if r["role"] in _PLANS)
    for row in sorted(rows, key=lambda r: (r["report"], r["start"], -r["end"])):
        if _SHORTEST <= row["end"] - row["start"] <= _LONGEST and row["start"] >= last_end.get(row["report"], 0):
            last_end[row["report"]] = row["end"]
            about = reports[row["report"]]
            what = (about["jurisdiction"], about["kind"], about["planned_years"], row["headings"], row["start"])
            ranked.append((_rank(seed, json.dumps(what, ensure_ascii=False)), row))
            if len(ranked) > 2 * number + 64:
                ranked = nsmallest(number, ranked, key=lambda pair: pair[0])
    chosen = [row for _, row in nsmallest(number, ranked, key=lambda pair: pair[0])]
    found: dict[int, list[Found]] = {place: [] for place in range(len(chosen))}
    wanted = {row["report"] for row in chosen}
    for name in ("commitments", "qualitative"):
        for row in _rows(data, name, _COMMITMENTS):
            if row["report"] in wanted:
                for place, section in enumerate(chosen):
                    if section["report"] == row["report"] and section["start"] <= row["start"] < section["end"]:
                        found[place].append(_found(row))
    return tuple(
        Section(
            report=row["report"],
            report_sha256=reports[row["report"]]["sha256"],
            start=row["start"],
            end=row["end"],
            headings=tuple(json.loads(row["headings"] or "[]")),
            found=tuple(sorted(found[place], key=lambda f: (f.start, f.end, f.commitment))),
        )
        for place, row in enumerate(chosen)
    )


def _found(row: Mapping[str, Any]) -> Found:
    for side in ("value", "object"):
        if row[f"{side}_start"] is not None:
            return Found(commitment=row["id"], kind=row["kind"], start=row[f"{side}_start"], end=row[f"{side}_end"])
    return Found(commitment=row["id"], kind=row["kind"], start=row["start"], end=row["end"])


def _rank(seed: int, what: str) -> str:
    return hashlib.sha256(f"{seed}|{what}".encode()).hexdigest()


def _named(**fields: Any) -> Sample:
    unnamed = Sample(name="", **fields)
    return unnamed.model_copy(update={"name": hashlib.sha256(unnamed.model_dump_json().encode()).hexdigest()[:12]})
