"""The sample corpus under review, read once; a log of its own for each test."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tracker.batch.compare import compare
from tracker.flow import built_in_rulebook, read_report
from tracker.language import extract
from tracker.models import Decision, Extraction
from tracker.render.facts import facts_of
from tracker.review.corpus import Corpus, ReviewedPlace
from tracker.review.desk import Desk
from tracker.store import Store

PLAN = """2024年松溪县政府工作报告
——2024年1月10日在松溪县第十届人民代表大会第四次会议上
一、2023年工作回顾
地区生产总值增长5.1%。
二、2024年工作安排
今年发展的主要预期目标是：地区生产总值增长6%左右，固定资产投资增长9%，城镇新增就业3000人。
确保新建村级养老服务站20个。
力争改造老旧管网30公里。
争取接待游客200万人次以上。
"""
LATER = """2025年松溪县政府工作报告
——2025年1月9日在松溪县第十届人民代表大会第五次会议上
一、2024年工作回顾
地区生产总值增长6.2%，固定资产投资增长7.5%。
城镇新增就业3120人。
建成村级养老服务站22个。
老旧管网更新改造共31公里。
全年来我县旅游的客人有210万人次。
二、2025年工作安排
地区生产总值增长6%。
"""


def read_texts(folder: Path, **texts: str) -> list[Extraction]:
    """The reports of these texts, by their ids, read from ``folder``."""
    rulebook = built_in_rulebook()
    found = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        found.append(extract(read_report(path, rulebook), rulebook))
    return found


Read = Callable[..., list[Extraction]]


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    def read(**texts: str) -> list[Extraction]:
        return read_texts(tmp_path_factory.mktemp("reports"), **texts)

    return read


@pytest.fixture(scope="session")
def extractions(read: Read) -> list[Extraction]:
    return read(**{"songxi-2024": PLAN, "songxi-2025": LATER})


def moments() -> Iterator[str]:
    return (f"2025-02-01T08:{n // 60:02}:{n % 60:02}.000+00:00" for n in itertools.count())


@dataclass
class Office:
    """A desk, the log behind it, and ways to name things."""

    desk: Desk
    store: Store

    @property
    def reviewed(self) -> ReviewedPlace:
        """The one place under review."""
        return next(iter(self.desk.corpus.places.values()))

    def key(self, words: str) -> str:
        """The id of the commitment whose sentence, name or object has these words."""
        place = self.reviewed.place
        return next(c.id for c in place.commitments.values() if words in f"{c.indicator}{c.object}")

    def final(self, words: str) -> object:
        place = self.reviewed.place
        return place.final[self.key(words)]

    def log(self) -> list[Decision]:
        return list(self.store.decisions())


def office_of(loaded: list[Extraction], store: Store) -> Office:
    rulebook = built_in_rulebook()
    name = loaded[0].report.catalogue.jurisdiction
    place = ReviewedPlace(loaded, rulebook, compare(loaded, rulebook, list(store.decisions())))
    clock = moments()
    return Office(Desk(Corpus({name: place}, rulebook, facts_of(rulebook)), store, lambda: next(clock)), store)


@pytest.fixture
def office(extractions: list[Extraction], tmp_path: Path) -> Iterator[Office]:
    with Store(tmp_path / "decisions.sqlite") as store:
        yield office_of(extractions, store)
