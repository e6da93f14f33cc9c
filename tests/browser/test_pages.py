"""What a reader does with the pages, by mouse, by keyboard, without the script, on a phone and on paper."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest

SCORECARD = "scorecard/liuxi-2024.html"
PAGES = (
    "index.html", SCORECARD, "scorecard/hetang-2025.html", "source/liuxi-2024.html", "session/liuxi-2025.html",
    "indicator/gdp.html", "method.html",
)  # fmt: skip

_DRESS = re.compile(r"<link[^>]*>|<script[^>]*></script>")
_DRESSED = 4
"""So many times what opening a page without styles and script takes, at most."""


def rows(page: Any) -> list[str]:
    """The ids of the rows that are seen, from the top."""
    return page.eval_on_selector_all(
        ".row", "rows => rows.filter(r => !r.hidden && !r.parentNode.hidden).map(r => r.id.split('.')[1])"
    )


def test_filter_shows_the_outcomes_chosen_and_says_how_many(visit: Any) -> None:
    page = visit.open(SCORECARD)
    everything = rows(page)
    page.click('[data-f="silent"]')
    assert rows(page) == ["tech", "law"]
    assert page.inner_text(".found") == f"2 / {len(everything)}"
    page.click('[data-f="missed"]')
    assert rows(page) == ["invest", "tech", "law"]
    page.click('[data-f="silent"]')
    page.click('[data-f="missed"]')
    assert rows(page) == everything


def test_only_outcomes_on_the_page_are_offered(visit: Any) -> None:
    page = visit.open(SCORECARD)
    assert page.is_visible('[data-f="near"]')
    assert not page.is_visible('[data-f="fragment"]')


def test_search_finds_words_of_either_quote(visit: Any) -> None:
    page = visit.open(SCORECARD)
    page.fill("#find", "稳步回升")
    assert rows(page) == ["trade"]
    page.fill("#find", "没有这样的话")
    assert rows(page) == []


def test_sort_by_gap_and_back_to_the_order_of_the_plan(visit: Any) -> None:
    page = visit.open(SCORECARD)
    plan = rows(page)
    page.click('[data-by="gap"]')
    assert rows(page)[0] == "invest"
    assert sorted(rows(page)) == sorted(plan)
    page.click('[data-by="plan"]')
    assert rows(page) == plan


def test_the_tolerance_is_switched_off_and_on(visit: Any) -> None:
    page = visit.open(SCORECARD)
    verdict = page.locator('[id="liuxi-2024.idle"] .vd')
    before = verdict.inner_text()
    assert before.startswith("接近")
    page.click("#exact")
    assert verdict.inner_text().startswith("超出控制目标")
    page.click('[data-f="missed"]')
    assert "idle" in rows(page)
    page.click("#exact")
    assert verdict.inner_text() == before
    assert "idle" in rows(page)


def test_a_deep_link_opens_its_row(visit: Any) -> None:
    page = visit.open(f"{SCORECARD}#liuxi-2024.invest")
    row = page.locator('[id="liuxi-2024.invest"]')
    assert row.evaluate("row => row.open")
    assert row.locator(".qr").is_visible()


def test_an_address_broken_on_its_way_still_opens_the_page(visit: Any) -> None:
    page = visit.open(f"{SCORECARD}#%E0%A4%A")
    assert page.is_visible("h1")


def test_a_deep_link_to_a_repeated_target_opens_the_row_it_repeats(visit: Any) -> None:
    page = visit.open(f"{SCORECARD}#liuxi-2024.again")
    assert page.locator('[id="liuxi-2024.gdp"]').evaluate("row => row.open")


def test_from_the_row_to_the_marked_place_in_the_source_and_back(visit: Any) -> None:
    page = visit.open(f"{SCORECARD}#liuxi-2024.invest")
    page.click('[id="liuxi-2024.invest"] .qr a')
    assert page.url.endswith("source/liuxi-2025.html#liuxi-2025.r-invest")
    mark = page.locator(":target")
    assert mark.inner_text() == "7.9%"
    assert mark.evaluate("m => { const r = m.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight }")
    mark.click()
    assert page.url.endswith("scorecard/liuxi-2024.html#liuxi-2024.invest")


def test_the_language_switch_changes_every_label_and_is_remembered(visit: Any) -> None:
    page = visit.open(SCORECARD)
    assert page.locator('[id="liuxi-2024.invest"] .vd').inner_text().startswith("未达")
    chinese = page.title()
    page.click(".switch")
    assert page.locator('[id="liuxi-2024.invest"] .vd').inner_text().startswith("Not met")
    assert page.title() != chinese
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "does not verify figures" in page.inner_text(".disclaimer")
    page = visit.open("method.html")
    assert page.inner_text("h1") == "Method"
    assert page.title().startswith("Method")


@pytest.mark.parametrize("name", PAGES)
def test_without_the_script_everything_is_read_and_the_language_switches(chromium: Any, site: Path, name: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / name).as_uri())
    assert "不核验数据真伪" in page.inner_text(".disclaimer")
    page.click(".switch")
    assert "does not verify" in page.inner_text(".disclaimer")
    context.close()


def test_without_the_script_a_row_opens(chromium: Any, site: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / SCORECARD).as_uri())
    assert not page.is_visible(".tools")
    page.click('[id="liuxi-2024.jobs"] summary')
    assert page.is_visible('[id="liuxi-2024.jobs"] .qp')
    context.close()


def test_by_keyboard_alone(visit: Any) -> None:
    page = visit.open(SCORECARD)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("失业率")
    assert rows(page) == ["idle"]
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.locator('[id="liuxi-2024.jobs"]').evaluate("row => row.open")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.parentNode.id") == "liuxi-2024.gdp"


def test_tab_reaches_the_language_switch_and_space_turns_it(visit: Any) -> None:
    page = visit.open("index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.is_checked("#lang")


@pytest.mark.parametrize("width", [1440, 768, 375])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_its_window(visit: Any, name: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = visit.open(name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click(".switch")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_repairs_are_shown_where_asked(visit: Any) -> None:
    page = visit.open("source/liuxi-2024.html")
    before = page.inner_text("article")
    page.check("#fixes")
    page.uncheck("#fixes")
    assert page.inner_text("article") == before


def test_a_page_prints_on_a4_with_its_disclaimer(visit: Any, tmp_path: Path) -> None:
    page = visit.open(SCORECARD)
    pdf = page.pdf(prefer_css_page_size=True)
    import io

    import pypdf

    document = pypdf.PdfReader(io.BytesIO(pdf))
    width, height = (float(side) / 72 * 25.4 for side in document.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)
    text = "".join(sheet.extract_text() for sheet in document.pages)
    assert "不核验数据真伪" in text
    assert "[1]" in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(chromium: Any, site: Path, name: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto((site / name).as_uri())
    page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
    found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    grave = [v for v in found.response["violations"] if v["impact"] in ("serious", "critical")]
    context.close()
    assert not grave, json.dumps(
        [(v["id"], [n["html"][:160] + " | " + n["failureSummary"] for n in v["nodes"][:3]]) for v in grave],
        ensure_ascii=False,
        indent=1,
    )


def test_a_page_of_1500_commitments_opens_within_a_second(chromium: Any, large_site: Path) -> None:
    """On a busy machine: not much later than the same page without styles and script, opened in turn with it."""
    context = chromium.new_context()
    page = context.new_page()
    whole = large_site / "scorecard" / "large-2024.html"
    bare = whole.with_name("bare.html")
    bare.write_text(_DRESS.sub("", whole.read_text(encoding="utf-8")), encoding="utf-8")
    took: dict[Path, list[float]] = {whole: [], bare: []}
    for _ in range(3):
        for file, times in took.items():
            start = time.perf_counter()
            page.goto(file.as_uri())
            times.append(time.perf_counter() - start)
    bare.unlink()
    page.goto(whole.as_uri())
    assert page.locator(".row").count() == 1500
    context.close()
    best, yardstick = min(took[whole]), min(took[bare])
    assert best < max(1, _DRESSED * yardstick), (best, yardstick)


def test_an_open_row_offers_its_citation(chromium: Any, site: Path) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((site / SCORECARD).as_uri())
    page.click('[id="liuxi-2024.invest"] summary')
    page.click('[id="liuxi-2024.invest"] .copy')
    text = page.evaluate("navigator.clipboard.readText()")
    context.close()
    source = "柳溪市人民政府. 柳溪市2024年政府工作报告[R/OL]. (2024-01-18). https://example.org/liuxi-2024."
    assert text.startswith(f"{source} 原文第")
    assert text.endswith("scorecard/liuxi-2024.html#liuxi-2024.invest")
