"""Two short reports built and under review, with a rules folder of one's own; wordings as no report has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from review.client import Client
from review.conftest import moments
from tracker.render.corpus import Options
from tracker.review.desk import Desk
from tracker.review.rules.bench import Attempt, Bench
from tracker.review.serve import Place, Workshop
from tracker.store import Store

PLAN = """2024年松溪县政府工作报告
——2024年1月10日在松溪县第十届人民代表大会第四次会议上
一、2023年工作回顾
地区生产总值增长5.1%。
二、2024年工作安排
地区生产总值增长6%左右。
力争柚子林总盘子达到30万亩。
确保新建村级养老服务站20个。
"""
LATER = """2025年松溪县政府工作报告
——2025年1月9日在松溪县第十届人民代表大会第五次会议上
一、2024年工作回顾
地区生产总值增长6.2%。
柚果地块面积达到31万亩。
建成村级养老服务站22个。
总投资3亿元的柚子加工厂落户我县。
二、2025年工作安排
地区生产总值增长6%。
"""


@dataclass
class Shop:
    """A reader before the pages, and what stands behind them."""

    client: Client
    bench: Bench
    desk: Desk
    workshop: Workshop
    own: Path
    store: Store

    def key(self, words: str) -> str:
        """The id of the commitment with these words in its name."""
        place = next(iter(self.desk.corpus.places.values())).place
        return next(c.id for c in place.commitments.values() if words in f"{c.indicator}{c.object}")

    def result(self, words: str) -> str:
        """The id of the result with these words in its name."""
        place = next(iter(self.desk.corpus.places.values())).place
        return next(r.id for r in place.results.values() if words in f"{r.indicator}{r.object}")

    def try_form(self, kind: str, at: str = "", **answers: str) -> Attempt:
        """Send a form and wait until it has been tried."""
        answer = self.client.post(f"/rules/new/{kind}{at}", **answers)
        assert answer.status_code == 303, answer.text
        self.bench.wait()
        found = self.bench.attempt(answer.headers["location"].rpartition("/")[2])
        assert found is not None
        return found

    def page(self, attempt: Attempt) -> str:
        """The page of an attempt."""
        return self.client.get(f"/rules/try/{attempt.id}").text


Open = Callable[[], Shop]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    reports, own = tmp_path / "reports", tmp_path / "my-rules"
    reports.mkdir()
    (reports / "songxi-2024.txt").write_text(PLAN, encoding="utf-8")
    (reports / "songxi-2025.txt").write_text(LATER, encoding="utf-8")
    with Store(tmp_path / "decisions.sqlite") as store:
        workshop = Workshop(Place((reports,), (own,), tmp_path / "out", Options()), store)
        workshop.rebuild()
        clock = moments()
        desk = workshop.desk(lambda: next(clock))

        def rebuild():  # type: ignore[no-untyped-def]
            told = workshop.rebuild()
            desk.take(workshop.corpus())
            return told

        bench = Bench(desk, workshop.live, workshop.inputs, rebuild)
        client = Client(desk, site=workshop.site, rebuild=rebuild, bench=bench)
        yield Shop(client, bench, desk, workshop, own, store)
        bench.wait()
