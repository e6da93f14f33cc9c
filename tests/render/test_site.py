"""The pages: what stands on every one, what stands on each, what a hostile report cannot do."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree
from lxml import html as lxml_html
from paper_corpora import Draft, large_corpus, small_corpus

from tracker.errors import OutputError
from tracker.flow import built_in_rulebook
from tracker.render import render_overview, render_region, render_site
from tracker.render.corpus import Corpus
from tracker.render.words import DISCLAIMER, OUTCOMES

FORBIDDEN = ("兑现率", "失信", "食言", "落空", "得分", "及格", "排名")
PAGES = {
    "coverage.html",
    "index.html", "method.html", "scorecard/liuxi-2024.html", "scorecard/liuxi-2025.html", "scorecard/hetang-2025.html",
    "source/liuxi-2024.html", "source/liuxi-2025.html", "source/hetang-2025.html", "session/liuxi-2025.html",
    "session/hetang-2025.html", "indicator/gdp.html", "indicator/hitech.html", "indicator/industry_investment.html",
    "indicator/unemployment.html", "indicator/urban_jobs.html", "years/柳溪市.html", "years/荷塘县.html",
}  # fmt: skip


@pytest.fixture(scope="module")
def site(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    render_site(corpus, folder)
    return folder


def page(site: Path, name: str) -> etree._Element:
    return lxml_html.document_fromstring((site / name).read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8"))


def shown(element: etree._Element) -> str:
    """The text that a reader of Chinese sees: without the English twin of each label."""
    return "".join(element.xpath('.//text()[not(ancestor::*[@lang="en"]) and not(ancestor::style)]'))


def test_there_is_a_page_for_everything(site: Path) -> None:
    assert {str(path.relative_to(site)) for path in site.rglob("*.html")} == PAGES
    assert {path.name for path in (site / "assets").iterdir()} == {"style.css", "script.js"}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_says_what_it_is_not_and_has_both_languages(site: Path, name: str) -> None:
    text = (site / name).read_text(encoding="utf-8")
    assert DISCLAIMER.zh in text
    assert html.escape(DISCLAIMER.en, quote=False) in text
    assert 'id="lang"' in text
    assert not [word for word in FORBIDDEN if word in text]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_no_address_leads_off_the_page_but_links_a_reader_follows(site: Path, name: str) -> None:
    tree = page(site, name)
    for attribute in ("src", "srcset", "data", "poster", "action", "background"):
        assert all(not value.startswith(("http", "//")) for value in tree.xpath(f"//@{attribute}"))
    for link in tree.xpath("//link/@href"):
        assert not link.startswith(("http", "//"))
    assert all(
        link.startswith(("https://", "#", "../", "./", "assets")) or ":" not in link for link in tree.xpath("//a/@href")
    )


def test_every_link_inside_the_site_leads_to_a_place_that_is_there(site: Path) -> None:
    anchors = {name: set(page(site, name).xpath("//@id")) for name in PAGES}
    for name in PAGES:
        for href in page(site, name).xpath("//a/@href"):
            if href.startswith("http"):
                continue
            path, _, anchor = unquote(href).partition("#")
            target = str(((site / name).parent / path).resolve().relative_to(site.resolve())) if path else name
            assert target in PAGES, (name, href)
            assert not anchor or anchor in anchors[target], (name, href)


def test_ids_are_unique_on_a_page(site: Path) -> None:
    for name in PAGES:
        ids = page(site, name).xpath("//@id")
        assert len(ids) == len(set(ids)), name


def test_hostile_text_is_text_everywhere(site: Path) -> None:
    for name in PAGES:
        tree = page(site, name)
        assert all(script.get("src", "").endswith("assets/script.js") for script in tree.xpath("//script"))
        assert not tree.xpath("//@*[starts-with(name(), 'on')]")
        assert not [href for href in tree.xpath("//@href") if href.lower().strip().startswith(("javascript:", "data:"))]
    row = page(site, "scorecard/hetang-2025.html").xpath('//details[@id="hetang-2025.evil"]')[0]
    assert "<script>alert('1')</script>" in "".join(row.itertext())
    assert "<b>工业</b>" in "".join(row.itertext())


def test_control_characters_of_a_report_are_written_out(corpus: Corpus, tmp_path: Path) -> None:
    extraction = corpus.extractions[0]
    first = extraction.commitments[0].model_copy(update={"indicator": "产值\u202e\u2066\x00"})
    changed = extraction.model_copy(update={"commitments": (first, *extraction.commitments[1:])})
    render_site(Corpus((changed,), corpus.links, facts=corpus.facts), tmp_path)
    text = (tmp_path / "scorecard" / "liuxi-2024.html").read_text(encoding="utf-8")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00]", text)
    assert "产值⟦U+202E⟧⟦U+2066⟧⟦U+0000⟧" in text


def test_the_source_page_holds_the_text_as_it_is_in_the_file(corpus: Corpus, site: Path) -> None:
    for extraction in corpus.extractions:
        article = page(site, f"source/{extraction.report.id}.html").xpath("//article")[0]
        text = "".join("".join(p.itertext()) for p in article.xpath(".//p"))
        assert text == extraction.report.source.text.replace("\n", "")


def test_every_statement_has_an_address_in_its_source(corpus: Corpus, site: Path) -> None:
    for extraction in corpus.extractions:
        ids = set(page(site, f"source/{extraction.report.id}.html").xpath("//article//@id"))
        for statement in (*extraction.commitments, *extraction.qualitative, *extraction.results):
            assert statement.id in ids


def test_counts_show_every_outcome_and_restated_targets_once(site: Path) -> None:
    tree = page(site, "scorecard/liuxi-2024.html")
    lines = {shown(div.find("p")).split()[-1]: shown(div.find("ul")) for div in tree.xpath('//div[@class="tl"]')}
    assert set(lines) == {"量化目标", "重点事项", "定性目标", "跨年度任务"}
    assert re.sub(r"\s+", "", lines["量化目标"]) == "3达到1约数内1接近1未达2不可比1未提及"
    assert re.sub(r"\s+", "", lines["重点事项"]) == "1已完成1未提及1逾期"
    assert "%" not in "".join(lines.values())


def test_a_restated_target_keeps_its_address_in_the_row_it_repeats(site: Path) -> None:
    row = page(site, "scorecard/liuxi-2024.html").xpath('//*[@id="liuxi-2024.again"]/ancestor::details/@id')
    assert row == ["liuxi-2024.gdp"]


def test_a_row_never_shows_a_plain_met_where_only_the_tolerance_makes_it(site: Path) -> None:
    row = page(site, "scorecard/liuxi-2024.html").xpath('//details[@id="liuxi-2024.gdp"]')[0]
    verdict = shown(row.xpath('.//span[@class="vd"]')[0])
    assert verdict == "约数内差0.2个百分点"


def test_a_ceiling_is_exceeded_not_missed_and_a_milestone_is_done(site: Path) -> None:
    tree = page(site, "scorecard/liuxi-2024.html")
    assert shown(tree.xpath('//details[@id="liuxi-2024.idle"]//span[@class="vd"]')[0]) == "接近超出0.1个百分点"
    assert shown(tree.xpath('//details[@id="liuxi-2024.bridge"]//span[@class="vd"]')[0]) == "已完成"


def test_the_governments_own_words_stand_beside_the_verdict_and_lead_to_their_place(site: Path) -> None:
    row = page(site, "scorecard/liuxi-2024.html").xpath('//details[@id="liuxi-2024.jobs"]')[0]
    assert shown(row.xpath('.//span[@class="vd"]')[0]) == "达到全年任务圆满完成。"
    href = row.xpath('.//p[@class="q qc"]/a/@href')[0]
    assert href.split("#")[1] in page(site, "source/liuxi-2025.html").xpath("//article//@id")


def test_an_extreme_delivery_waits_for_a_person_before_it_is_listed(site: Path) -> None:
    tree = page(site, "scorecard/liuxi-2024.html")
    listed = tree.xpath('//section[@class="tops"]//a/@href')
    assert "#liuxi-2024.homes" not in listed
    assert "#liuxi-2024.jobs" in listed
    assert "待人工复核" in shown(tree.xpath('//section[@class="tops"]')[0])


def test_what_the_next_plan_promises_again_is_listed_as_put_off(site: Path) -> None:
    text = shown(page(site, "scorecard/liuxi-2024.html").xpath('//*[@class="tops"]')[0])
    assert re.search(r"顺延.*后续计划再次提出", text, re.DOTALL)
    assert text.index("环湖轨道一期") > text.index("顺延")


def test_the_bar_is_drawn_only_where_two_figures_were_compared(site: Path) -> None:
    tree = page(site, "scorecard/liuxi-2024.html")
    drawn = {row.get("id") for row in tree.xpath('//details[.//summary/*[name()="svg" and contains(@class, "bar")]]')}
    assert drawn == {f"liuxi-2024.{key}" for key in ("gdp", "jobs", "idle", "invest", "homes", "grain")}


def test_a_promised_fall_says_that_it_is_one(tmp_path: Path) -> None:
    plan = Draft("fall-2024", year=2024).heading("二、工作安排")
    plan.commit(
        "energy", "单位能耗下降3%。", "3%", indicator="单位能耗", measure="growth", value=3, unit="%", direction="down"
    )
    render_site(Corpus((plan.made(),)), tmp_path)
    row = page(tmp_path, "scorecard/fall-2024.html").xpath('//details[@class="row"]')[0]
    assert shown(row.xpath('.//span[@class="fg pr"]')[0]) == "降3%"
    assert "降幅" in shown(row.xpath('.//span[@class="nm"]')[0])


def test_a_draft_is_stamped(site: Path) -> None:
    assert page(site, "scorecard/hetang-2025.html").xpath('//*[@class="stamp"]')
    assert not page(site, "scorecard/liuxi-2025.html").xpath('//*[@class="stamp"]')


def test_before_the_session_is_one_file_with_what_was_put_off(site: Path) -> None:
    path = site / "session" / "liuxi-2025.html"
    assert path.stat().st_size < 1_000_000
    tree = page(site, "session/liuxi-2025.html")
    assert not tree.xpath("//link[@rel='stylesheet'] | //script")
    text = shown(tree.xpath("//main")[0])
    assert text.index("主要预期目标") < text.index("此前提出、本年再次提出")
    assert "2024 6%左右 → 5.8% 约数内" in re.sub(r"\s+", " ", text)


def test_an_indicator_page_shows_what_was_raised_or_lowered_and_draws_the_years(site: Path) -> None:
    tree = page(site, "indicator/gdp.html")
    assert "下调" in shown(tree.xpath("//main")[0])
    chart = tree.xpath('//*[name()="svg" and @class="series"]')[0]
    assert "2024年目标6%左右，报告所述5.8%" in chart.get("aria-label")


def test_the_method_page_explains_every_outcome(site: Path) -> None:
    text = shown(page(site, "method.html").xpath("//dl")[0])
    assert all(label.zh in text for label in OUTCOMES.values())


def test_an_empty_corpus_still_has_an_overview(tmp_path: Path) -> None:
    render_site(Corpus(()), tmp_path)
    assert "没有读到报告" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_same_corpus_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    render_site(small_corpus(), tmp_path)
    for path in sorted(site.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(site)).read_bytes(), path


def test_a_folder_that_cannot_be_written_is_one_sentence(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "source").write_text("in the way")
    with pytest.raises(OutputError, match="cannot write"):
        render_site(corpus, tmp_path)


def test_a_page_of_1500_commitments_stays_under_three_megabytes(tmp_path: Path) -> None:
    render_site(large_corpus(1500), tmp_path)
    path = tmp_path / "scorecard" / "large-2024.html"
    assert len(page(tmp_path, "scorecard/large-2024.html").xpath('//details[@class="row"]')) == 1500
    assert path.stat().st_size < 3_000_000


def test_many_jurisdictions_are_told_region_by_region(corpus: Corpus, tmp_path: Path) -> None:
    from tracker.render.corpus import Options, RuleFacts
    from tracker.render.place import Place
    from tracker.render.summary import summarise
    from tracker.years import read_years

    place = Place(corpus.extractions[:2], corpus.links)
    one = summarise(place, read_years(place, built_in_rulebook()), corpus.facts)
    many = [replace(one, jurisdiction=f"第{n}市", region=f"第{n % 7}省") for n in range(400)]
    found = render_overview(many, tmp_path, RuleFacts(), Options())
    assert sorted(found) == [f"第{n}省" for n in range(7)]
    assert sorted(number for members in found.values() for number in members) == list(range(400))
    assert (tmp_path / "index.html").stat().st_size < 60_000
    for region, members in found.items():
        assert {many[number].region for number in members} == {region}
        render_region(region, [many[number] for number in members], tmp_path, RuleFacts(), Options())
    for front, folder in (("index.html", "region"), ("coverage.html", "coverage")):
        links = {str(href) for href in page(tmp_path, front).xpath('//section[@class="matrix"]//a/@href')}
        assert {unquote(link) for link in links} == {f"{folder}/{path.name}" for path in (tmp_path / folder).iterdir()}
    rows = page(tmp_path, "region/第3省.html").xpath("//tbody/tr/th/text()")
    assert rows == sorted(one.jurisdiction for one in many if one.region == "第3省")


def test_the_language_shown_first_is_a_choice(corpus: Corpus, tmp_path: Path) -> None:

    from tracker.render.corpus import Options

    render_site(replace(corpus, options=Options(lang="en", edition="2025-1")), tmp_path)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in text
    assert re.search(r'<input[^>]*id="lang"[^>]* checked>', text)
    assert "2025-1" in text


def test_a_report_with_an_odd_name_has_pages_at_safe_addresses(corpus: Corpus, tmp_path: Path) -> None:
    extraction = corpus.extractions[0]
    report = extraction.report.model_copy(update={"id": "../坏 名#<1>"})
    statements = {
        "commitments": tuple(c.model_copy(update={"report": report.id}) for c in extraction.commitments),
        "qualitative": tuple(c.model_copy(update={"report": report.id}) for c in extraction.qualitative),
    }
    changed = extraction.model_copy(update={"report": report, **statements})
    render_site(Corpus((changed,), (), facts=corpus.facts), tmp_path)
    names = [path.name for path in (tmp_path / "scorecard").iterdir()]
    assert len(names) == 1
    assert re.fullmatch(r"坏_名_1-[0-9a-f]{8}\.html", names[0])
    (link,) = {href for href in page(tmp_path, "index.html").xpath("//td//a/@href") if href.startswith("scorecard/")}

    assert (tmp_path / unquote(link)).is_file()
