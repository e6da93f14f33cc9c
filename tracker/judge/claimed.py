"""Which of the government's own words of completion (圆满完成, 好于预期, 未达到预期) are said of a commitment.

They never decide a verdict; they are quoted beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.language.claims import find_claims
from tracker.models import Claim, Commitment, CompletionClaim, Extraction, Report, Result

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["ClaimsByReport"]

_TELLING = 4
"""Characters that a name must have to be known again at the end of a longer one."""
_MARKS = str.maketrans("", "", " 　“”‘’\"'（）()《》、，,·—-")


class ClaimsByReport:
    """The claims of the reports of a corpus; each report is read when it is first asked for."""

    def __init__(self, rulebook: Rulebook, programmes: Mapping[str, Sequence[str]]) -> None:
        self._rulebook = rulebook
        self._programmes = programmes
        self._heard: dict[str, _Heard] = {}

    def of(self, commitment: Commitment, result: Result | None, later: Extraction | None) -> Claim | None:
        """The first claim of ``later`` that names what was promised, or stands on what is told of it.

        Where none does, the first on the programme that the commitment belongs to: the livelihood projects as a whole,
        the plan's main targets as a whole.
        """
        if later is None:
            return None
        report = later.report
        heard = self._heard.get(report.id)
        if heard is None:
            heard = self._heard[report.id] = self._listened(report)
        promised = _plain(commitment.object or commitment.indicator) if heard.names else None
        told = _plain(result.object or result.indicator) if heard.names and result else None
        # of most things nothing is claimed
        if (promised and f"{promised}\n" in heard.names) or (told and f"{told}\n" in heard.names):
            for claim, names in heard.naming:
                on_result = result is not None and result.start <= claim.start and claim.end <= result.end
                if _names_one(names, promised) or (on_result and _names_one(names, told)):
                    return _quoted(claim)
        claim_on_all = heard.on_programmes.get(commitment.tier)
        return _quoted(claim_on_all) if claim_on_all else None

    def _listened(self, report: Report) -> _Heard:
        claims = find_claims(report, self._rulebook)
        on_programmes: dict[str, CompletionClaim] = {}
        for claim in claims:
            for tier in self._covered(claim) if claim.programme else ():
                on_programmes.setdefault(tier, claim)
        naming = [(claim, tuple(filter(None, map(_plain, claim.about)))) for claim in claims if claim.about]
        said = "".join([f"{name}\n" for _, names in naming for name in names])
        return _Heard(naming, said, on_programmes)

    def _covered(self, claim: CompletionClaim) -> list[str]:
        """The tiers of the commitments that a claim on a whole programme speaks of."""
        said = (*claim.about, claim.quote)
        named = [
            tier for tier, words in self._programmes.items() if any(word in part for word in words for part in said)
        ]
        return named if named or claim.about else ["headline"]


@dataclass(frozen=True, slots=True)
class _Heard:
    """The claims of one report: those with names, each with its plain ones; the first on each tier as a whole.

    ``names`` are all plain names, a line each.
    """

    naming: list[tuple[CompletionClaim, tuple[str, ...]]]
    names: str
    on_programmes: dict[str, CompletionClaim]


def _quoted(claim: CompletionClaim) -> Claim:
    return Claim.of_all({"quote": claim.quote, "start": claim.start, "end": claim.end})


def _names_one(names: Sequence[str], asked: str | None) -> bool:
    """Whether one of the names is the one asked for, or that with something in front of it (全市…)."""
    if not asked:
        return False
    return any(name == asked or (len(asked) >= _TELLING and name.endswith(asked)) for name in names)


@lru_cache(maxsize=4096)
def _plain(name: str | None) -> str | None:
    """A name without its marks; ``None`` where there is none."""
    return name.translate(_MARKS) if name else None
