"""Which of the government's own words of completion (圆满完成, 好于预期, 未达到预期) are said of a commitment.

They never decide a verdict; they are quoted beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.language.claims import find_claims
from tracker.models import Claim, Commitment, CompletionClaim, Extraction, Result

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
        self._claims: dict[str, tuple[CompletionClaim, ...]] = {}

    def of(self, commitment: Commitment, result: Result | None, later: Extraction | None) -> Claim | None:
        """The first claim of ``later`` that names what was promised, or stands on what is told of it.

        Where none does, the first on the programme that the commitment belongs to: the livelihood projects as a whole,
        the plan's main targets as a whole.
        """
        if later is None:
            return None
        claims = self._claims.get(later.report.id)
        if claims is None:
            claims = self._claims[later.report.id] = find_claims(later.report, self._rulebook)
        promised = _plain(commitment.object or commitment.indicator or "")
        told = _plain((result.object or result.indicator or "") if result else "")
        for claim in claims:
            on_result = result is not None and result.start <= claim.start and claim.end <= result.end
            names = [_plain(name) for name in claim.about]
            if _names_one(names, promised) or (on_result and _names_one(names, told)):
                return _quoted(claim)
        return next((_quoted(claim) for claim in claims if claim.programme and self._covers(claim, commitment)), None)

    def _covers(self, claim: CompletionClaim, commitment: Commitment) -> bool:
        """Whether a claim on a whole programme speaks of the commitments of this tier."""
        said = "\n".join((*claim.about, claim.quote))
        named = [tier for tier, words in self._programmes.items() if any(word in said for word in words)]
        return commitment.tier in named if named or claim.about else commitment.tier == "headline"


def _quoted(claim: CompletionClaim) -> Claim:
    return Claim(quote=claim.quote, start=claim.start, end=claim.end)


def _names_one(names: Sequence[str], asked: str) -> bool:
    """Whether one of the names is the one asked for, or that with something in front of it (全市…)."""
    return asked != "" and any(name == asked or (len(asked) >= _TELLING and name.endswith(asked)) for name in names)


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return name.translate(_MARKS)
