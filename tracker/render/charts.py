"""A series through the years as inline SVG: what was promised as a bar across, what was reported as a dot.

Drawn by leather; its colours and fonts are taken off again, so that the stylesheet (and its dark and print forms)
decides how a chart looks.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from decimal import Decimal

import leather
from leather.axis import Axis
from leather.scales.base import Scale
from leather.series import Series
from leather.shapes.base import Shape
from markupsafe import Markup

__all__ = ["Pair", "series_chart"]

Pair = tuple[int, Decimal | None, Decimal | None]
"""A year, what was promised for it and what was reported; None where there is none."""

_WIDTH, _HEIGHT = 520, 190
_NAMED = 10  # years with their names below the axis
_PAINT = ("fill", "stroke", "font-family", "font-size", "stroke-width")


class _Years(Scale):  # type: ignore[misc]
    """Years side by side at equal distances, with half a step of room at both ends."""

    def __init__(self, first: int, last: int) -> None:
        self._first, self._steps = first, last - first + 1

    def contains(self, value: Decimal) -> bool:
        return True

    def project(self, value: int, low: Decimal, high: Decimal) -> Decimal:
        return (
            Decimal(low)
            + (Decimal(high) - Decimal(low)) * (Decimal(value - self._first) + Decimal("0.5")) / self._steps
        )

    def ticks(self) -> list[int]:
        """The years that are named below the chart."""
        # so many years that their names would run into one another are named every second, third … one
        return list(range(self._first, self._first + self._steps, -(-self._steps // _NAMED)))


class _Mark(Shape):  # type: ignore[misc]
    """One mark a year: a line across for a promise, a dot for a delivery."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def validate_series(self, series: Series) -> bool:
        """Any series can be drawn: a year without a figure has no mark."""
        return True

    def legend_to_svg(self, series: Series, palette: object) -> list[object]:
        """Nothing."""
        return []  # the legend stands once on the page, in words

    def to_svg(
        self, width: Decimal, height: Decimal, x_scale: Scale, y_scale: Scale, series: Series, palette: object
    ) -> ET.Element:
        """The marks as a group of the class that the stylesheet knows."""
        group = ET.Element("g", {"class": self._kind})
        for datum in series.data():
            if datum.y is None:
                continue
            x, y = x_scale.project(datum.x, 0, width), y_scale.project(datum.y, height, 0)
            if self._kind == "promised":
                group.append(ET.Element("path", {"d": f"M{x - 15:.1f} {y:.1f}h30"}))
            else:
                group.append(ET.Element("circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "5"}))
        return group


class _Axis(Axis):  # type: ignore[misc]
    """An axis whose labels are plain numbers."""

    def __init__(self, ticks: Sequence[int] | None = None) -> None:
        super().__init__(
            ticks=ticks, tick_formatter=lambda value, index, count: format(Decimal(value).normalize(), "f")
        )


def series_chart(pairs: Sequence[Pair], described: str) -> Markup | None:
    """The chart of a series with at least two years; ``described`` is its text alternative."""
    values = [value for _, *both in pairs for value in both if value is not None]
    if len({year for year, *_ in pairs}) < 2 or not values:
        return None
    chart = leather.Chart()
    years = _Years(min(year for year, *_ in pairs), max(year for year, *_ in pairs))
    chart.set_x_scale(years)
    low, high = min(values), max(values)
    room = (high - low) / 8 or abs(high) / 8 or Decimal(1)
    # counts are drawn from zero; rates, which may cross it, round their own middle
    chart.add_y_scale(Decimal(0) if low >= 0 and high < low * 4 and high > 20 else low - room, high + room)
    chart.set_x_axis(_Axis(years.ticks()))
    chart.set_y_axis(_Axis())
    for kind, at in (("promised", 1), ("delivered", 2)):
        if any(pair[at] is not None for pair in pairs):
            chart.add_series(Series([(pair[0], pair[at]) for pair in pairs]), _Mark(kind))
    group = chart.to_svg_group(_WIDTH, _HEIGHT)
    group.remove(group[0])  # the background
    for element in group.iter():
        for name in _PAINT:
            element.attrib.pop(name, None)
        for name in ("x", "y", "x1", "x2", "y1", "y2"):
            if name in element.attrib:
                element.set(name, f"{Decimal(element.get(name)):.1f}")
    svg = ET.Element(
        "svg", {"class": "series", "viewBox": f"0 0 {_WIDTH} {_HEIGHT}", "role": "img", "aria-label": described}
    )
    svg.append(group)
    return Markup(ET.tostring(svg, encoding="unicode"))
