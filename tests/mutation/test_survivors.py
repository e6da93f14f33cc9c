"""What mutation testing left alive is told apart into what is explained and what is not."""

from __future__ import annotations

from pathlib import Path

from mutation.survivors import Change, changes_of, explained, left_over

import tracker

DIFF = """--- tracker/judge/final.py
+++ tracker/judge/final.py
@@ -1,3 +1,3 @@
 def final_place(links, pairings):
-    if len(links) == 1:
+    if len(links) != 1:
         return 0
"""


def test_a_change_is_read_out_of_a_diff() -> None:
    change = changes_of("tracker.judge.final.final_place", DIFF)
    assert change == Change("tracker.judge.final.final_place", "if len(links) == 1:", "if len(links) != 1:")


def test_what_is_explained_is_said_of_a_line_that_is_there() -> None:
    assert all(explained().values())
    for change in explained():
        module = next(
            path
            for depth in range(1, 5)
            if (path := Path(tracker.__file__).parents[1].joinpath(*change.place.split(".")[:depth]).with_suffix(".py"))
            and path.is_file()
        )
        assert change.was in module.read_text(encoding="utf-8")
        assert change.was != change.became


def test_what_is_not_listed_and_what_is_listed_in_vain_are_told() -> None:
    strange = changes_of("tracker.judge.final.final_place", DIFF)
    known = list(explained())
    assert left_over([*known, strange]) == ([strange], [])
    assert left_over(known[1:]) == ([], known[:1])
