"""From ``tracker review`` to the rebuilt scorecard, in a real browser: by mouse, by keyboard alone, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from review.conftest import LATER, PLAN, office_of, read_texts
from review.serving import served
from reviewing import Reader, reading, running

from tracker.models import Extraction
from tracker.store import Store


@pytest.fixture(scope="module")
def extractions(tmp_path_factory: pytest.TempPathFactory) -> list[Extraction]:
    return read_texts(tmp_path_factory.mktemp("reports"), **{"songxi-2024": PLAN, "songxi-2025": LATER})


@pytest.fixture
def app(extractions: list[Extraction], tmp_path: Path) -> Iterator[str]:
    """The app in this process, with a log of its own; gives the address that lets a reader in."""
    with Store(tmp_path / "decisions.sqlite") as store, served(office_of(extractions, store).desk) as app:
        yield app.address


@pytest.fixture
def program(tmp_path: Path) -> Iterator[str]:
    with running(tmp_path, PLAN, LATER) as address:
        yield address


@pytest.fixture
def reader(chromium: Any, app: str) -> Iterator[Reader]:
    with reading(chromium, app) as opened:
        yield opened


@pytest.fixture
def newcomer(chromium: Any, program: str) -> Iterator[Reader]:
    """A reader at the program as it is started from a terminal."""
    with reading(chromium, program) as opened:
        yield opened


def test_the_first_accepted_link_by_mouse_is_on_the_rebuilt_scorecard(newcomer: Reader) -> None:
    page = newcomer.page
    page.click("text=印前复核")
    page.click(".item:has-text('固定资产投资')")
    assert "固定资产投资" in page.inner_text("h1")
    page.click("button.main")
    assert "已记下" in page.inner_text(".told")
    page.click(".home")
    page.click("text=重新生成对照表")
    assert "采用复核记录 1 条" in page.inner_text(".told")
    page.click("text=对照表 >> nth=0")
    page.wait_for_url("**/site/index.html")
    assert "已采用人工复核记录" in page.inner_text("main")
    page.goto(page.url.replace("index.html", "scorecard/songxi-2024.html"))
    row = page.locator(".row:has(.nm:has-text('固定资产投资'))")
    row.locator("summary").click()
    assert "已复核" in row.locator(".ck-one").inner_text()


def test_the_same_by_keyboard_alone(newcomer: Reader) -> None:
    page, press = newcomer.page, newcomer.press
    press("p")
    page.wait_for_url("**/?queue=print")
    press("j")
    assert page.evaluate("document.activeElement.className") == "item"
    press("Enter")
    page.wait_for_url("**/c/*")
    first = page.url
    press("s")
    page.wait_for_url(lambda url: url != first)
    second = page.url
    press("a")
    page.wait_for_selector(".told:has-text('已记下')")
    press("u")
    page.wait_for_selector(".told:has-text('已撤销')")
    assert page.url == second
    press("v")
    press("ArrowDown")
    press("ArrowDown")
    for _ in range(2):
        press("Tab")
    page.keyboard.type("看过原文")
    press("Tab")
    press("Enter")
    page.wait_for_selector(".told:has-text('已记下')")
    page.goto(second)
    assert "看过原文" in page.inner_text(".history")
    page.goto(page.url.split("/c/")[0])
    press("b")
    page.wait_for_selector(".told:has-text('采用复核记录 1 条')")


def test_words_selected_in_the_source_become_a_result(reader: Reader) -> None:
    page = reader.page
    page.click("text=印前复核")
    page.click(".item:has-text('游客')")
    reader.press("t")
    line = page.locator("article p:has-text('客人')")
    line.scroll_into_view_if_needed()
    line.evaluate(
        """line => { const range = document.createRange(), walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        let node; while ((node = walk.nextNode()) && !node.data.includes('210')) {}
        const at = node.data.indexOf('210'); range.setStart(node, at); range.setEnd(node, at + 6);
        getSelection().removeAllRanges(); getSelection().addRange(range) }"""
    )
    page.wait_for_selector("#take-it:enabled")
    assert page.inner_text("#taken") == "210万人次"
    reader.press("a")
    page.wait_for_selector(".told:has-text('已记下')")
    assert "达到" in page.inner_text(".now")
    assert "手工选取" in page.inner_text(".candidates")


def test_a_result_is_made_from_the_source_by_keyboard_alone(reader: Reader) -> None:
    page, press = reader.page, reader.press
    page.click("text=印前复核")
    page.click(".item:has-text('游客')")
    press("t")
    page.wait_for_selector("#within")
    press("/")
    page.keyboard.type("客人")
    press("Enter")
    page.wait_for_selector("#taken:text-is('客人')")
    press("j")
    page.wait_for_selector("#taken:text-is('210万人次')")
    press("k")
    page.wait_for_selector("#taken:text-is('31公里')")
    press("n")
    for _ in range(3):
        press("Shift+ArrowRight")
    page.wait_for_selector("#taken:text-is('客人有21')")
    press("j", "a")
    page.wait_for_selector(".told:has-text('已记下')")
    assert "达到" in page.inner_text(".now")


def test_a_field_is_corrected_by_choosing(reader: Reader) -> None:
    page = reader.page
    page.click("text=印前复核")
    page.click(".item:has-text('固定资产投资')")
    reader.press("e")
    page.select_option("[name=comparator] >> nth=0", "~")
    page.click(".fields + label + button >> nth=0")
    page.wait_for_selector(".told:has-text('已记下')")
    assert page.input_value("[name=comparator] >> nth=0") == "~"
    assert "比较：~" in page.inner_text(".history")


def test_fields_of_result_and_report_are_corrected_by_keyboard_alone(reader: Reader) -> None:
    page, press = reader.page, reader.press
    page.click("text=印前复核")
    page.click(".item:has-text('固定资产投资')")
    press("e", "Escape", "e")
    assert "完成情况" in page.inner_text("details[open] details[open] > summary")
    for _ in range(4):
        press("Tab")
    page.keyboard.type("9")
    with page.expect_navigation():
        press("Enter")
    assert "数值：9" in page.inner_text(".history")
    assert "达到" in page.inner_text(".now")
    press("e", "Escape", "e", "Escape", "e")
    page.select_option("details[open] details[open] [name=kind]", "plan_report")
    with page.expect_navigation():
        press("Control+Enter")
    assert "下次生成时采用" in page.inner_text(".told")


def test_what_is_chosen_from_a_list_is_in_the_language_of_the_page(reader: Reader) -> None:
    page = reader.page
    page.click("text=印前复核")
    page.click(".item:has-text('固定资产投资')")
    option = page.locator("[name=comparator] >> nth=0 >> option[value='~']")
    assert option.text_content() == "约、左右"
    page.click(".switch")
    assert option.text_content() == "about"
    page.reload()
    assert option.text_content() == "about"


def test_a_second_reader_on_a_tablet_is_shown_what_the_first_said_and_both_stand(chromium: Any, app: str) -> None:
    first = Reader(chromium, app)
    first.page.click("text=印前复核")
    first.page.click(".item:has-text('固定资产投资')")
    first.page.click("button.main")
    second = Reader(chromium, app, has_touch=True, is_mobile=True)
    page = second.page
    page.fill("[name=alias]", "reader-b")
    page.tap(".me form >> nth=0 >> button")
    page.tap("text=印前复核")
    page.tap("text=待第二人")
    page.tap(".item:has-text('固定资产投资')")
    page.tap("text=报告未提")
    page.wait_for_selector(".told:has-text('已记下')")
    first.page.goto(first.page.url.split("/c/")[0])
    first.page.click(".facets a:has-text('复核者意见不同')")
    first.page.click(".item >> nth=0")
    said = " ".join(first.page.inner_text(".note").split())
    assert "reader-a 采用" in said
    assert "reader-b 报告未提" in said
    assert first.complaints == second.complaints == []
    first.context.close()
    second.context.close()


def test_without_scripts_every_step_is_a_form(chromium: Any, app: str) -> None:
    reader = Reader(chromium, app, java_script_enabled=False)
    page = reader.page
    page.click("text=印前复核")
    page.click(".item:has-text('游客')")
    page.fill("#words", "客人")
    page.click(".look form[method=get] button")
    page.click(".hits button[name=words] >> nth=0")
    assert "达到" in page.inner_text(".now")
    page.click("text=撤销上一步")
    assert "未提及" in page.inner_text(".now")
    page.click(".switch")
    assert "Accept as it is" in page.inner_text(".actions")
    reader.context.close()


@pytest.mark.parametrize("width", [1280, 820, 390])
def test_no_page_is_wider_than_its_window_in_either_language(reader: Reader, width: int) -> None:
    page = reader.page
    page.set_viewport_size({"width": width, "height": 900})
    start = page.url
    page.click(".item >> nth=0")
    one = page.url
    for address in (start, one, f"{one}?find=增长", f"{start}log"):
        page.goto(address)
        for _ in range(2):
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            page.click(".switch")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium: Any, app: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    reader = Reader(chromium, app, color_scheme=scheme, bypass_csp=True)
    page = reader.page
    start = page.url
    page.click("text=印前复核")
    page.click(".item:has-text('固定资产投资')")
    one = page.url.split("?")[0]
    page.click("button.main")
    for address in (start, f"{one}?find=增长", f"{one}/source/songxi-2025", f"{start}log", f"{start}pair"):
        page.goto(address)
        page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
        found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        grave = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
        assert not grave, [(address, v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in grave]
    reader.context.close()
