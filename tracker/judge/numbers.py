"""The verdict by number: decimals only, signed by direction, with the tolerance of the measure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tracker.match.amounts import Amount, UnitReader, plain
from tracker.models import Commitment, Comparator, Result, Verdict
from tracker.rulebook.schema.tolerances import Tolerance

__all__ = ["ByNumber", "Side", "by_number", "side_of"]

Side = Literal["higher", "lower", "none"]

_AT_LEAST = (Comparator.GE, Comparator.GT)
_AT_MOST = (Comparator.LE, Comparator.LT)
_WHOLE = Decimal(100)
_NEARLY, _HARDLY = Decimal("0.999"), Decimal("0.95")


@dataclass(frozen=True, slots=True)
class ByNumber:
    """A verdict by number. ``shortfall`` is in the target's own unit, ``None`` where nothing is short."""

    verdict: Verdict
    strict: Verdict
    shortfall: Decimal | None
    attainment: Decimal | None


def side_of(commitment: Commitment, better: Side | None) -> Side:
    """Which side of the promised number is good, in signed numbers (下降3% is −3).

    The comparator decides where it says so (以上, 以内; turned round for a fall: 下降3%以上 is −3 or less); else the
    indicator (``better``, ``None`` where no lexicon and no word tells); else a promised fall wants a lower number.
    """
    falls = commitment.measure == "growth" and commitment.direction == "down"
    if commitment.comparator in _AT_LEAST:
        return "lower" if falls else "higher"
    if commitment.comparator in _AT_MOST:
        return "higher" if falls else "lower"
    if better is None:
        return "lower" if falls else "higher"
    return "none" if falls and better == "higher" else better


def by_number(
    commitment: Commitment,
    result: Result,
    units: UnitReader,
    side: Side,
    tolerance: Tolerance,
    nearly: Collection[str] = (),
) -> ByNumber | None:
    """Compare two figures of one measure; ``None`` where the result's figure is not exact enough to tell, or the units
    or directions cannot be laid beside one another. ``nearly`` are words (近) of figures that were not quite reached.
    """
    promised, reported = units.amount(commitment), units.amount(result)
    if promised is None or reported is None or not _one_unit(promised, reported):
        return None
    if commitment.measure == "growth":
        if commitment.direction == "down" and result.direction is None:
            return None
        promised = _signed(promised, commitment.direction)
        reported = _signed(reported, result.direction)
    short = _shortage(promised, side)
    number = abs(promised.high if side == "lower" else promised.low)
    ends = {short(value) for value in _between(result, reported, units, nearly)}
    verdicts = {_verdict(gap, number, commitment, tolerance) for gap in ends}
    if len(verdicts) != 1:
        return None
    verdict, strict = verdicts.pop()
    gap = short(reported.low if side == "higher" else reported.high)
    factor = units.split(commitment.unit or "")[0] if commitment.measure != "growth" else Decimal(1)
    attained = _attainment(commitment, promised, reported, side)
    return ByNumber(verdict, strict, _tidy(gap / factor) if gap > 0 else None, attained)


def _tidy(value: Decimal) -> Decimal:
    """A difference to six places, without trailing zeros: units divide into one another with a remainder."""
    return Decimal(plain(round(value, 6)))


def _one_unit(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit or not one.unit or not other.unit


def _signed(amount: Amount, direction: str | None) -> Amount:
    return amount._replace(low=-amount.high, high=-amount.low) if direction == "down" else amount


def _shortage(promised: Amount, side: Side) -> Callable[[Decimal], Decimal]:
    """How far a figure is from the promised one on the worse side; zero or less where it is not.

    Of a range, the nearer end on the better side counts; where no side is better, being inside it.
    """
    if side == "higher":
        return lambda value: promised.low - value
    if side == "lower":
        return lambda value: value - promised.high
    return lambda value: max(promised.low - value, value - promised.high)


def _between(result: Result, reported: Amount, units: UnitReader, nearly: Collection[str]) -> tuple[Decimal, ...]:
    """The ends of where the true figure lies: 超过3500 is between 3500 and 3600, 不到4 between 3 and 4.

    近100 is below 100, by so little that nobody would mind: between 95 and 99.9.
    """
    if result.value is None or reported.low != reported.high:
        return reported.low, reported.high
    if result.qualifier is Comparator.APPROX and result.evidence.get("comparator") in nearly:
        return reported.low * _HARDLY, reported.low * _NEARLY
    place = Decimal((0, (1,), int(result.value.normalize().as_tuple().exponent)))
    if result.qualifier in _AT_LEAST:
        step = place
    elif result.qualifier in _AT_MOST:
        step = -place
    else:
        return (reported.low,)
    falls = result.measure == "growth" and result.direction == "down"  # a fall of more than 3 % is below −3
    end = units.number(result.value + step, result)
    return reported.low, -end if falls else end


def _verdict(gap: Decimal, number: Decimal, commitment: Commitment, tolerance: Tolerance) -> tuple[Verdict, Verdict]:
    strict = Verdict.MET if gap <= 0 else Verdict.MISSED
    about = commitment.comparator is Comparator.APPROX
    if strict is Verdict.MET or (about and gap * 100 <= number * tolerance.about):
        return Verdict.MET, strict
    near = tolerance.near_about if about else tolerance.near
    if tolerance.near_whole is not None and number == _WHOLE:
        near = tolerance.near_whole
    return (Verdict.NEAR if gap * 100 <= number * near else Verdict.MISSED), strict


def _attainment(commitment: Commitment, promised: Amount, reported: Amount, side: Side) -> Decimal | None:
    """Delivered over promised; nothing for rates of change and where lower is better."""
    if commitment.measure == "growth" or side != "higher" or promised.low <= 0:
        return None
    return (reported.low / promised.low).quantize(Decimal("0.0001"))
