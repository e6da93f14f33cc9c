"""Intervals for proportions counted on few cases, where the textbook's symmetric one is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

__all__ = ["effective_size", "wilson"]

_Z = 1.959963984540054  # two-sided 95 %


def wilson(hits: float, total: float) -> tuple[float, float]:
    """The 95 % score interval of ``hits`` out of ``total``; (0, 1) where nothing was counted.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927) 209–212; recommended for small counts by L. D. Brown, T. T. Cai and A. DasGupta,
    "Interval estimation for a binomial proportion", Statistical Science 16 (2001) 101–133.
    """
    if total <= 0:
        return 0.0, 1.0
    share, square = hits / total, _Z * _Z
    middle = share + square / (2 * total)
    reach = _Z * sqrt(share * (1 - share) / total + square / (4 * total * total))
    scale = 1 + square / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def effective_size(weights: Iterable[float]) -> float:
    """How many equally weighted cases tell as much as these: (Σw)² / Σw².

    L. Kish, Survey Sampling (1965) 11.7. The score interval with this size is what C. Franco, R. J. A. Little, T. A.
    Louis and E. V. Slud found to hold best for samples with weights: "Comparative study of confidence intervals for
    proportions in complex sample surveys", Journal of Survey Statistics and Methodology 7 (2019) 334–364.
    """
    found = list(weights)
    squares = sum(weight * weight for weight in found)
    return sum(found) ** 2 / squares if squares else 0.0
