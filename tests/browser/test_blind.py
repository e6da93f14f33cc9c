"""A blind audit in a real browser, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from review.conftest import LATER, PLAN, Office, office_of, read_texts
from review.serving import served
from review.test_blind import sample_of

from tracker.audit import count
from tracker.models import Extraction
from tracker.store import Store


@pytest.fixture(scope="module")
def extractions(tmp_path_factory: pytest.TempPathFactory) -> list[Extraction]:
    return read_texts(tmp_path_factory.mktemp("reports"), **{"songxi-2024": PLAN, "songxi-2025": LATER})


@pytest.fixture
def office(extractions: list[Extraction], tmp_path: Path) -> Iterator[Office]:
    with Store(tmp_path / "decisions.sqlite") as store:
        yield office_of(extractions, store)


def test_a_sample_is_read_and_a_section_marked_by_keyboard(chromium: Any, office: Office) -> None:
    sample = sample_of(office)
    with served(office.desk, sample=sample) as running:
        context = chromium.new_context(viewport={"width": 1000, "height": 900})
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(running.address)
        with page.expect_navigation():
            page.keyboard.press("j")
        for _ in sample.items:
            page.keyboard.press("1" if page.locator("[data-key='1']").count() else "n")
            with page.expect_navigation():
                page.keyboard.press("Enter")
        assert page.url.endswith("/blind")
        with page.expect_navigation():
            page.get_by_role("link", name="2024年工作安排").click()
        page.keyboard.press("/")
        page.keyboard.type("老旧管网")
        page.keyboard.press("Enter")
        for _ in range(100):
            if page.locator("#take-words").input_value() == "老旧管网":
                break
            page.wait_for_timeout(20)
        with page.expect_navigation():
            page.keyboard.press("m")
        with page.expect_navigation():
            page.locator("button.main").click()
        assert complaints == []
        context.close()
    found = count(sample, office.log())
    assert found.read == len(sample.items)
    assert (found.sections_read, found.recall[0].total) == (1, 1)
