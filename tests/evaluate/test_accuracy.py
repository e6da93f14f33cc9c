"""The accuracy that README and Method page state is the accuracy measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tracker.evaluate import Figures, Ratio, evaluate, ratios
from tracker.flow import built_in_rulebook
from tracker.render.accuracy import stored_accuracy
from tracker.resources import resource

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def figures() -> Figures:
    sample = resource("reports")
    return evaluate(sample, sample / "gold", built_in_rulebook())


@pytest.fixture(scope="module")
def measured(figures: Figures) -> Sequence[Ratio]:
    return list(ratios(figures))


def test_the_stored_figures_are_what_is_measured_now(measured: Sequence[Ratio]) -> None:
    stored = [(a.zh, a.en, a.value) for a in stored_accuracy()]
    assert stored == [(r.zh, r.en, r.value) for r in measured], "run: tracker evaluate --save reports/accuracy.json"


@pytest.mark.parametrize(("page", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readme_states_the_figures_measured(measured: Sequence[Ratio], page: str, language: str) -> None:
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    for ratio in measured:
        line = f"| {getattr(ratio, language)} | {ratio.value} |"
        assert line in text, f"{page} lacks: {line}"


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("targets: precision", 0.93),
        ("targets: recall", 0.96),
        ("targets: indicator", 0.93),
        ("targets: measure", 0.94),
        ("milestones: recall", 0.9),
        ("target links: precision", 0.96),
        ("target links: recall", 0.9),
        ("of them met, near, missed", 0.98),
    ],
)
def test_accuracy_on_the_sample_never_falls_back_unseen(measured: Sequence[Ratio], name: str, floor: float) -> None:
    (ratio,) = (r for r in measured if r.en == name)
    assert ratio.hits / ratio.total >= floor
