"""What a file is, where in the archive it would go, and what is there already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tracker.errors import CatalogueError
from tracker.models import Report
from tracker.read.catalogue import KEPT, fullness, load_overrides

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["REQUIRED", "SOURCE", "Proposal", "Standing", "propose"]

REQUIRED = ("jurisdiction", "planned_years")
"""Without these a file has no place in the archive (the years reviewed do in place of those planned)."""
SOURCE = ("url", "publisher", "retrieved", "status")
"""Where a file came from: no text says it of itself."""

Standing = Literal["new", "known", "better", "no_better"]
"""Against what is in the archive: no copy of the report; these very bytes; a better copy; one that is no better."""

_SUFFIXES = {"text": ".txt", "markdown": ".md", "html": ".html", "docx": ".docx", "pdf": ".pdf"}
_NO_FOLDER = re.compile(r"[/\\\x00-\x1f\x7f<>:\"|?*]|^[.~]|[. ]$")
_LONGEST = 80
_HASH = 8


@dataclass(frozen=True)
class Proposal:
    """A file and its place. ``given`` is what people said of it, over what its text says (``report.catalogue``).

    ``missing`` are the fields nobody knows, those of ``REQUIRED`` first; as long as one of these is among them,
    ``folder`` is None. ``rival`` is the name of the copy in use, where another file is that, ``rival_report`` what is
    in it; ``aside`` says that the file is known but out of use. ``seen`` is the record of the folder as it was.
    """

    source: Path
    data: bytes
    report: Report
    given: Mapping[str, object]
    missing: tuple[str, ...]
    folder: Path | None
    name: str
    report_id: str
    standing: Standing
    rival: str | None = None
    rival_report: Report | None = None
    aside: bool = False
    seen: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    @property
    def placed(self) -> bool:
        """Whether enough is known to give the file its place."""
        return self.folder is not None

    @property
    def entry(self) -> dict[str, object]:
        """What ``reports.toml`` is to say of the file."""
        return {"id": self.report_id, **self.given, "sha256": self.report.source.sha256}


def propose(file: Path, archive: Path, given: Mapping[str, object], rulebook: Rulebook) -> Proposal:
    """Where ``file`` belongs in ``archive``; ``given`` are fields as ``reports.toml`` would give them, ``id`` too.

    Nothing is written. Raises ReadError where the file cannot be read, CatalogueError where a jurisdiction cannot name
    a folder or the record of the place is broken.
    """
    from tracker.flow import report_from_source
    from tracker.read import file_bytes, read_source

    data = file_bytes(file)
    said = {key: value for key, value in given.items() if key not in KEPT}
    named = said.pop("id", None)
    report = report_from_source(read_source(file), rulebook, overrides=said)
    catalogue = report.catalogue
    missing = tuple(
        name
        for name in (*REQUIRED, *SOURCE)
        if not getattr(catalogue, name) and not (name == "planned_years" and catalogue.reviewed_years)
    )
    if any(name in missing for name in REQUIRED) or catalogue.year is None:
        return Proposal(file, data, report, said, missing, None, file.name, str(named or file.stem), "new")
    place = catalogue.jurisdiction
    if _NO_FOLDER.search(place) or len(place) > _LONGEST:
        raise CatalogueError(
            f"地区“{place}”不能作文件夹名，请用 --jurisdiction 写明",
            f"the jurisdiction {place!r} cannot name a folder; give it with --jurisdiction",
            str(file),
        )
    folder = archive / place / str(catalogue.year)
    record = load_overrides(folder)
    own_id = str(named or f"{place}-{catalogue.year}-{catalogue.kind}")
    known = next(
        (
            name
            for name, entry in record.items()
            if entry.get("sha256") == report.source.sha256 and entry.get("aside") != "incoming"
        ),
        None,
    )
    found = None
    if known is None or "aside" in record[known]:
        found = _copy_in_use(folder, record, report, rulebook)
    rival, other = found or (None, None)
    standing: Standing = "new"
    # the better copy goes on under the id of the one it takes the place of, and so do the decisions on it
    earlier = record.get(known or rival or "", {}).get("id")
    if known is not None:
        standing = "known"
    elif other is not None:
        standing = "better" if fullness(report) < fullness(other) else "no_better"
    return Proposal(
        source=file,
        data=data,
        report=report,
        given=said,
        missing=missing,
        folder=folder,
        name=known or _name(file, report, folder, record),
        report_id=str(named or earlier or own_id),
        standing=standing,
        rival=rival,
        rival_report=other,
        aside=known is not None and "aside" in record[known],
        seen=record,
    )


def _copy_in_use(
    folder: Path, record: Mapping[str, Mapping[str, object]], report: Report, rulebook: Rulebook
) -> tuple[str, Report] | None:
    """The file in the folder that holds the same report and is in use."""
    from tracker.errors import ReadError
    from tracker.flow import read_report
    from tracker.read import find_reports

    wanted = report.catalogue
    for path in find_reports([folder], lambda error: None) if folder.is_dir() else ():
        entry = record.get(path.name, {})
        if "aside" in entry or path.parent != folder:
            continue
        said = {key: value for key, value in entry.items() if key not in KEPT}
        try:
            other = read_report(path, rulebook, overrides=said)
        except ReadError:
            continue
        own = other.catalogue
        if (own.jurisdiction, own.kind, own.year) == (wanted.jurisdiction, wanted.kind, wanted.year):
            return path.name, other
    return None


def _name(file: Path, report: Report, folder: Path, record: Mapping[str, Mapping[str, object]]) -> str:
    """The file's own name where a folder that is read will show it, else one made of what the report is."""
    from tracker.read.files import may_be_report

    digest = report.source.sha256[:_HASH]
    catalogue = report.catalogue
    name = file.name if file.name.isprintable() and len(file.name) <= _LONGEST else f"{catalogue.kind}{file.suffix}"
    if not may_be_report(name):
        name = f"{catalogue.jurisdiction}{catalogue.year}{catalogue.kind}{_SUFFIXES[report.source.format]}"
    path = Path(name)
    # what an interrupted addition left is cleared away first
    taken = (folder / name).exists() and record.get(name, {}).get("aside") != "incoming"
    return f"{path.stem}-{digest}{path.suffix}" if taken else name
