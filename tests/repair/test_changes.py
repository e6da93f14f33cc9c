"""The offset map holds for any edits, in any number of rounds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.models import CleanText
from tracker.repair.changes import Change, Patchwork

Spans = list[tuple[int, int]]


@st.composite
def patched(draw: st.DrawFn) -> tuple[str, Spans, CleanText]:
    """A source, the source span that each clean character came from (reckoned plainly), and the clean text."""
    source = draw(st.text("甲乙丙丁12(%\n", max_size=30))
    work = Patchwork(source)
    origins: Spans = [(at, at + 1) for at in range(len(source))]
    for number in range(draw(st.integers(0, 4))):
        changes = draw(edits(work.text))
        work.apply(f"round {number}", changes)
        for start, end, after, _ in reversed(changes):
            covered = origins[start:end]
            if len(after) == len(covered):
                continue
            came = [(first, last) for first, last in covered if first < last]
            if came:
                whole = min(first for first, _ in came), max(last for _, last in came)
            else:
                # what is put in, there or in place of such, came from no source character: it stands between others
                before = origins[start - 1][1] if start else 0
                whole = before, before
            origins[start:end] = [whole] * len(after)
    return source, origins, work.finish()


@st.composite
def edits(draw: st.DrawFn, text: str) -> list[Change]:
    borders = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    changes: list[Change] = []
    for start, end in zip(borders[::2], borders[1::2], strict=False):
        if not changes or start >= max(changes[-1][1], changes[-1][0] + 1):
            changes.append((start, end, draw(st.text("子丑寅", max_size=3)), "exact"))
    return changes


@given(patched())
def test_a_clean_span_leads_to_a_source_span_that_holds_all_it_came_from(case: tuple[str, Spans, CleanText]) -> None:
    source, origins, clean = case
    assert len(origins) == len(clean.text)
    for start in range(len(clean.text) + 1):
        for end in range(start, len(clean.text) + 1):
            there_start, there_end = clean.offsets.to_source(start, end)
            assert clean.offsets.into_source()(start, end) == (there_start, there_end)
            assert 0 <= there_start <= there_end <= len(source)
            for origin_start, origin_end in origins[start:end]:
                assert origin_start == origin_end or there_start <= origin_start <= origin_end <= there_end


@given(patched())
def test_a_source_span_leads_to_a_clean_span_that_leads_back_around_it(case: tuple[str, Spans, CleanText]) -> None:
    source, _, clean = case
    runs = zip(clean.offsets.source, clean.offsets.lengths, strict=True)
    kept = [at for there, length in runs for at in range(there, there + length)]
    for start in range(len(source) + 1):
        for end in range(start, len(source) + 1):
            here_start, here_end = clean.offsets.to_clean(start, end)
            assert 0 <= here_start <= here_end <= len(clean.text)
            back_start, back_end = clean.offsets.to_source(here_start, here_end)
            assert 0 <= back_start <= back_end <= len(source)
            assert all(back_start <= at < back_end for at in kept if start <= at < end)


@given(patched())
def test_what_was_not_touched_keeps_its_exact_place(case: tuple[str, Spans, CleanText]) -> None:
    source, _, clean = case
    offsets = clean.offsets
    for here, there, length in zip(offsets.clean, offsets.source, offsets.lengths, strict=True):
        for at in range(length):
            assert offsets.to_source(here + at, here + at + 1) == (there + at, there + at + 1)
            assert offsets.to_clean(there + at, there + at + 1) == (here + at, here + at + 1)
    if not clean.edits:
        assert clean.text == source


@given(patched())
def test_later_places_never_lead_to_earlier_ones(case: tuple[str, Spans, CleanText]) -> None:
    _, _, clean = case
    starts = [clean.offsets.to_source(at, at)[0] for at in range(len(clean.text) + 1)]
    assert starts == sorted(starts)
    ends = [clean.offsets.to_source(0, at)[1] for at in range(1, len(clean.text) + 1)]
    assert ends == sorted(ends)


@given(patched())
def test_every_edit_has_its_place_in_the_source_and_what_it_found_there(case: tuple[str, Spans, CleanText]) -> None:
    source, _, clean = case
    assert list(clean.edits) == sorted(clean.edits, key=lambda edit: (edit.start, edit.end))
    for edit in clean.edits:
        assert 0 <= edit.start <= edit.end <= len(source)
        if edit.kind == "round 0":
            assert source[edit.start : edit.end] == edit.before


@given(st.data())
def test_the_edits_of_a_round_stand_where_the_map_before_it_leads(data: st.DataObject) -> None:
    work = Patchwork(data.draw(st.text("甲乙丙丁", max_size=30)))
    for kind in "abc":
        before, changes = work.finish(), data.draw(edits(work.text))
        work.apply(kind, changes)
        places = [before.offsets.to_source(start, end) for start, end, _, _ in changes]
        assert [(edit.start, edit.end) for edit in work.finish().edits if edit.kind == kind] == sorted(places)


def test_two_edits_that_touch_keep_their_own_places() -> None:
    work = Patchwork("甲?乙乙乙丁")
    work.apply("a", [(1, 2, "福福", "guessed"), (2, 5, "戊戊", "exact")])
    clean = work.finish()
    assert clean.text == "甲福福戊戊丁"
    assert clean.offsets.to_clean(1, 2) == (1, 3)
    assert clean.offsets.to_clean(2, 5) == (3, 5)
    assert clean.offsets.to_source(3, 4) == (2, 5)


def test_lost_characters_are_listed_as_damaged_in_clean_places() -> None:
    work = Patchwork("(x)突?8")
    work.apply("a", [(0, 3, "", "exact")])
    work.apply("lost", [(1, 2, "?", "lost")])
    assert work.finish().damaged == ((1, 2),)
