"""Two files of one report: the fuller is used, whatever order they come in."""

from __future__ import annotations

from itertools import permutations

from tracker.models import Catalogue, CleanText, OffsetMap, Report, SourceText
from tracker.read.catalogue import duplicates


def report(
    name: str, size: int, *, year: int = 2024, place: str = "澄州市", partial: bool = False, lost: int = 0
) -> Report:
    text = "修" * size
    offsets = OffsetMap(clean=(0,), source=(0,), lengths=(size,), clean_length=size, source_length=size)
    return Report(
        id=name,
        source=SourceText(path=f"{name}.txt", sha256="", format="text", encoding="utf-8", text=text),
        clean=CleanText(text=text, offsets=offsets, damaged=((0, lost),) if lost else ()),
        catalogue=Catalogue(
            jurisdiction=place, level="prefecture", kind="work_report", planned_years=(year, year), partial=partial
        ),
        sections=(),
    )


def test_whole_beats_partial_undamaged_beats_damaged_long_beats_short() -> None:
    best, damaged, short, partial = (
        report("a", 90),
        report("b", 95, lost=3),
        report("c", 80),
        report("d", 200, partial=True),
    )
    for order in permutations([best, damaged, short, partial]):
        (group,) = duplicates(order)
        assert group.kept.id == "a"
        assert [r.id for r in group.dropped] == ["c", "b", "d"]


def test_other_years_and_places_are_other_reports() -> None:
    assert duplicates([report("a", 9), report("b", 9, year=2023), report("c", 9, place="青岚县")]) == ()


def test_reports_nobody_could_place_are_like_no_other() -> None:
    assert duplicates([report("a", 9, place=""), report("b", 9, place="")]) == ()
