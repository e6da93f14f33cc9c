"""Expressions of time: where they stand in a text, and which years they mean.

::

    found = find_periods(text, rulebook.periods)               # every expression, in order, never overlapping
    period = resolve(found[0], clock_of(catalogue, section))   # Period, or None where the year cannot be known

    period.start_year, period.end_year     years covered (both inclusive); either may be None
    period.kind        year | until | span | part | since | each | average | baseline
    period.each_year   每年: the number holds for each of the years by itself
    period.baseline    较2020年, 比上年: the year compared with; such a period covers no years of its own

``until`` (到2027年, 年底前, 三年内) is a horizon; ``year`` and ``span`` cover; ``part`` (上半年, 9月底前) lies within
its year; ``each`` and ``average`` take the years of the section unless another expression of the sentence gives them.
Offsets are those of the text given. The words and their meaning stand in ``rules/periods.yaml``.
"""

from __future__ import annotations

from tracker.periods.expressions import Expression, find_periods, make_ready
from tracker.periods.years import Clock, Period, clock_of, resolve, years_named

__all__ = ["Clock", "Expression", "Period", "clock_of", "find_periods", "make_ready", "resolve", "years_named"]
