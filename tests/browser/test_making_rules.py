"""From seeing a name that is not known to a scorecard that knows it, in a real browser, by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from review.rules.conftest import LATER, PLAN
from reviewing import Reader, reading, running

NAME, OTHER = "柚子林总盘子", "柚果地块面积"


@pytest.fixture
def program(tmp_path: Path) -> Iterator[str]:
    with running(tmp_path, PLAN, LATER) as address:
        yield address


@pytest.fixture(scope="module")
def looked_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A program whose rules folder no test writes to."""
    with running(tmp_path_factory.mktemp("looked-at"), PLAN, LATER) as address:
        yield address


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder that rules are written to: where the program stands."""
    return tmp_path / "my-rules"


@pytest.fixture
def reader(chromium: Any, program: str) -> Iterator[Reader]:
    with reading(chromium, program) as opened:
        yield opened


def test_a_link_made_by_hand_becomes_a_rule_that_is_seen_before_it_is_kept(reader: Reader, own: Path) -> None:
    page = reader.page
    page.click(f".item:has-text('{NAME}')")
    assert "未提及" in page.inner_text(".now")
    page.fill("#words", "柚果")
    page.click(".look form[method=get] button")
    page.click(f"button:has-text('{OTHER} 31')")
    page.click(".told >> text=由刚才这条立一条规则")
    assert OTHER in page.inner_text(".promise")
    page.click(".choices a:has-text('新指标')")
    assert page.input_value("[name=name]") == NAME
    assert page.input_value("[name=others]").strip() == OTHER
    assert page.input_value("[name=sentences]").splitlines() == [
        "力争柚子林总盘子达到30万亩。",
        "柚果地块面积达到31万亩。",
    ]
    page.click("button:has-text('先看会改变什么')")
    page.wait_for_selector("h1:has-text('会改变这些')")
    assert not own.exists()
    page.click(".change >> nth=0 >> summary")
    assert NAME in page.inner_text(".change[open]")
    page.click("text=写进文件的内容")
    assert f"name: {NAME}" in page.inner_text(".yaml pre")
    with page.expect_download() as saved:
        page.click("text=存成一个文件")
    assert NAME in Path(saved.value.path()).read_text(encoding="utf-8")
    page.click("button:has-text('写进我的规则')")
    page.wait_for_selector("h1:has-text('已生效')")
    assert NAME in (own / "indicators/own.yaml").read_text(encoding="utf-8")


def test_a_name_that_the_lexicon_lacks_is_added_and_its_target_is_answered(reader: Reader, own: Path) -> None:
    page = reader.page
    page.click("nav >> text=规则")
    page.click("text=词库里缺的名称")
    page.click("text=也看只出现一次的")
    line = page.locator(f".names > li:has-text('{NAME}')")
    line.locator("summary").click()
    assert "力争柚子林总盘子达到30万亩。" in line.inner_text()
    line.locator("text=加为新指标").click()
    page.fill("[name=others]", OTHER)
    page.click("button:has-text('先看会改变什么')")
    page.wait_for_selector("h1:has-text('会改变这些')")
    page.click("section:has(h2:has-text('新对上')) .change summary")
    changed = page.inner_text("section:has(h2:has-text('新对上')) .change")
    assert "未提及 → 达到" in changed
    assert "柚果地块面积达到31万亩。" in changed
    page.click("button:has-text('写进我的规则')")
    page.wait_for_selector("h1:has-text('已生效')")
    page.click("text=看对照表")
    page.goto(page.url.replace("index.html", "scorecard/songxi-2024.html"))
    row = page.locator(f".row:has(.nm:has-text('{NAME}'))")
    row.locator("summary").click()
    assert "达到" in row.inner_text()
    assert "柚果地块面积达到31万亩" in row.inner_text()


def test_an_example_that_does_not_hold_is_left_out_by_a_click(chromium: Any, looked_at: str) -> None:
    reader = Reader(chromium, looked_at)
    page = reader.page
    page.goto(f"{looked_at.split('?')[0]}rules/new/indicator")
    page.fill("[name=name]", NAME)
    page.fill("[name=sentences]", "力争柚子林总盘子达到30万亩。\n力争龙眼产量达到3万吨。")
    page.click("button:has-text('先看会改变什么')")
    page.wait_for_selector("h1:has-text('有例句不成立')")
    assert page.locator("text=写进我的规则").count() == 0
    page.click("text=去掉这些例句再试")
    page.wait_for_selector("text=写进我的规则")
    reader.context.close()
    assert reader.complaints == []


def test_a_broken_file_is_explained_and_taken_up_once_it_is_mended(reader: Reader, own: Path) -> None:
    page = reader.page
    (own / "indicators").mkdir(parents=True)
    file = own / "indicators/mine.yaml"
    file.write_text(f"- id: pomelo-land\n  name：{NAME}\n", encoding="utf-8")
    page.click("nav >> text=规则")
    assert "indicators/mine.yaml:2" in page.inner_text("[role=alert]")
    assert "全角冒号" in page.inner_text("[role=alert]")
    file.write_text(f"- id: pomelo-land\n  name: {NAME}\n  synonyms: [{OTHER}]\n", encoding="utf-8")
    page.reload()
    assert page.locator("[role=alert]").count() == 0
    page.click("text=先看会改变什么")
    page.wait_for_selector("h2:has-text('新对上')")
    page.click("nav >> text=规则")
    page.click("text=按新规则重新生成")
    page.click("nav >> text=规则")
    assert page.locator("text=规则文件有变").count() == 0


def test_without_scripts_a_rule_is_made_all_the_same(chromium: Any, program: str, own: Path) -> None:
    reader = Reader(chromium, program, java_script_enabled=False)
    page = reader.page
    page.click(f".item:has-text('{NAME}')")
    page.click(".rule-offer a")
    page.click(".choices a:has-text('新指标')")
    page.click("button:has-text('先看会改变什么')")
    page.click("button:has-text('写进我的规则')", timeout=60_000)
    page.wait_for_selector("h1:has-text('已生效')", timeout=60_000)
    assert own.is_dir()
    reader.context.close()


PAGES = ("rules", "rules/words?once=1", "rules/numbers", "rules/use", "rules/new/same", "rules/new/wording")


@pytest.mark.parametrize("width", [1280, 820, 390])
def test_no_page_is_wider_than_its_window_in_either_language(chromium: Any, looked_at: str, width: int) -> None:
    reader = Reader(chromium, looked_at)
    page = reader.page
    page.set_viewport_size({"width": width, "height": 900})
    for address in PAGES:
        page.goto(looked_at.split("?")[0] + address)
        for _ in range(2):
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
            page.click(".switch")
    reader.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(chromium: Any, looked_at: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    reader = Reader(chromium, looked_at, color_scheme=scheme, bypass_csp=True)
    page = reader.page
    start = looked_at.split("?")[0]
    page.goto(f"{start}rules/new/indicator?name={NAME}")
    page.fill("[name=others]", OTHER)
    page.click("button:has-text('先看会改变什么')")
    page.wait_for_selector("h1:has-text('会改变这些')")
    for address in (page.url, *(start + name for name in PAGES)):
        page.goto(address)
        page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
        found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        grave = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
        assert not grave, [(address, v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in grave]
    reader.context.close()
