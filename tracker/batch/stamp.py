"""``data/build.json``: what an edition was made with, so that a later one can say why it differs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from tracker.editions import Stamp
from tracker.models import Decision

__all__ = ["read_stamp", "stamp_of", "write_stamp"]


def stamp_of(edition: str | None, rules: str, decisions: Sequence[Decision]) -> Stamp:
    """The stamp of a build under these rules (their digest) with these decisions in force."""
    text = "\n".join(decision.model_dump_json() for decision in decisions)
    return Stamp(edition or "", rules, hashlib.sha256(text.encode()).hexdigest() if decisions else "")


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Write the stamp into a build's ``data`` folder."""
    text = json.dumps(asdict(stamp), ensure_ascii=False, indent=2) + "\n"
    (folder / "build.json").write_bytes(text.encode())


def read_stamp(folder: Path) -> Stamp:
    """The stamp of a build; empty for one made before there were stamps."""
    data = folder / "data" if (folder / "data").is_dir() else folder
    try:
        found = json.loads((data / "build.json").read_text(encoding="utf-8"))
        return Stamp(**{key: str(found.get(key, "")) for key in ("edition", "rules", "decisions")})
    except (OSError, ValueError, AttributeError):
        return Stamp()
