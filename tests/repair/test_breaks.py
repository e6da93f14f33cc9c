"""How wide a text is set is read in columns too, where its lines may be that narrow."""

from __future__ import annotations

import pytest

from tracker.repair.breaks import breaks


@pytest.mark.parametrize(("width", "wrapped"), [(159, True), (160, True), (161, False)])
def test_a_printed_page_of_half_width_signs_is_as_wide_as_its_columns(width: int, wrapped: bool) -> None:
    lines = ["a" * width] * 12
    changes = list(breaks("\n".join(lines)))
    assert len(changes) == (11 if wrapped else 0)


def test_blanks_around_a_line_and_lines_of_blanks_are_no_part_of_it() -> None:
    long = "全县上下共同努力，修渠三条，" + "修路" * 30
    text = f"\n \n\u3000\u3000{long}  \n\n\t — 3 — \n又修桥两座。"
    changes = list(breaks(text))
    assert [text[start:end] + after for start, end, after, _ in changes] == ["  \n\n\t — 3 — \n"]
