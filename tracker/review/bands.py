"""How far a score can be believed: for each band of it, how often a match was right, and who found that out.

Two sources, each named where its figure stands: the hand-made answers that travel with the program (``tracker
evaluate``), and what people decided here. Where neither says anything, it says "not measured".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.decisions import JUDGING, in_force
from tracker.models import Decision
from tracker.render.corpus import Accuracy
from tracker.render.words import Label
from tracker.review.words import BANDS

__all__ = ["Band", "bands"]

# what ``tracker evaluate`` calls them
_MEASURED = {"high": "links: high score", "middle": "links: middle score", "low": "links: low score"}
_SAYS_NOTHING = ("not_a_commitment",)
_REJECTS = ("not_reported",)
_FEW = 20


@dataclass(frozen=True)
class Band:
    """One band of scores. ``answers`` is its accuracy on the hand-made answers, as ``98.4% (131/133)``.

    Of the matches in it that people looked at here (``checked``), they ``kept`` some.
    """

    name: str
    answers: str = ""
    checked: int = 0
    kept: int = 0

    @property
    def label(self) -> Label:
        """High, middle or low."""
        return BANDS[self.name]

    @property
    def accuracy(self) -> Label:
        """What is known of the band, and from where."""
        known = []
        if self.answers:
            share = _counted(self.answers)
            known.append(Label(f"样例答案中对的 {share}", f"right in the sample answers {share}"))
        if self.checked:
            share = _counted(f"{self.kept / self.checked:.1%} ({self.kept}/{self.checked})")
            known.append(Label(f"此处复核后保留 {share}", f"kept by reviewers here {share}"))
        if not known:
            return Label("准确率未测", "accuracy not measured")
        return Label("；".join(k.zh for k in known), "; ".join(k.en for k in known))


def _counted(share: str) -> str:
    """A share as ``98.4% (131/133)``; where too few were looked at to speak of a share, ``1/1`` alone."""
    counts = share[share.find("(") + 1 : -1]
    return share if int(counts.partition("/")[2]) >= _FEW else counts


def bands(log: Iterable[Decision], accuracy: Iterable[Accuracy]) -> Mapping[str, Band]:
    """Every band, with the first judgement in force on each commitment that a rule had matched."""
    first: dict[str, Decision] = {}
    for decision in in_force(log):
        if decision.action in JUDGING and decision.action not in _SAYS_NOTHING and decision.seen.get("band"):
            first.setdefault(decision.commitment, decision)
    answers = {figure.en: figure.value for figure in accuracy}
    found = {name: Band(name, answers.get(measured, "")) for name, measured in _MEASURED.items()}
    for decision in first.values():
        name = decision.seen["band"]
        if name in found:
            old = found[name]
            found[name] = Band(name, old.answers, old.checked + 1, old.kept + _keeps(decision))
    return found


def _keeps(decision: Decision) -> bool:
    """Whether a judgement leaves the match as it was; its verdict is another matter."""
    if decision.action in ("pick", "accept") and decision.result is not None:
        return decision.result == decision.seen.get("machine_result")
    return decision.action not in _REJECTS
