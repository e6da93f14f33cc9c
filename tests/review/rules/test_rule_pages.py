"""From a decision to a rule in force: asked in plain words, tried on everything, written only then."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from urllib.parse import quote

import pytest

from review.rules.conftest import Shop
from tracker.models import Verdict
from tracker.review.rules.forms import FORMS
from tracker.rulebook import load

NAME, OTHER = "柚子林总盘子", "柚果地块面积"


def field(text: str, name: str) -> str:
    """What a form's field is filled in with."""
    found = re.search(rf'name="{name}" value="([^"]*)"|name="{name}"[^>]*>([^<]*)</textarea>', text)
    assert found, name
    return found[1] if found[1] is not None else found[2]


def test_a_picked_link_offers_a_rule_that_is_tried_kept_and_built_with(shop: Shop) -> None:
    key, result = shop.key(NAME), shop.result(OTHER)
    before = next(iter(shop.desk.corpus.places.values())).place.final[key]
    assert before.verdict is Verdict.UNREPORTED
    shop.client.post(f"/c/{key}", do="pick", result=result, later_report="songxi-2025")
    told = shop.client.get("/").text
    address = re.search(r'href="(/rules/of/[^"]+)"', told)
    assert address
    offered = shop.client.get(address[1].replace("&amp;", "&")).text
    assert f"{NAME} ＝ {OTHER}" in offered
    form = re.search(r'href="(/rules/new/indicator[^"]+)"', offered)
    assert form
    at = form[1].replace("&amp;", "&")
    asked = shop.client.get(at).text
    assert field(asked, "name") == NAME
    assert field(asked, "others").strip() == OTHER
    assert "力争柚子林总盘子达到30万亩。" in field(asked, "sentences")
    assert "柚果地块面积达到31万亩。" in field(asked, "sentences")
    answers = {name: field(asked, name) for name in ("name", "others", "sentences")}
    shop.client.post("/undo")
    attempt = shop.try_form("indicator", at.removeprefix("/rules/new/indicator"), **answers, unit_family="area")
    assert attempt.good
    assert not shop.own.exists()
    shown = shop.page(attempt)
    assert "新对上" in shown
    assert OTHER in shown
    shop.client.post(f"/rules/try/{attempt.id}/keep")
    shop.bench.wait()
    assert "已生效" in shop.page(attempt)
    lexicon = load(shop.own).indicators
    assert lexicon.find(OTHER) is lexicon.find(NAME) is not None
    place = next(iter(shop.desk.corpus.places.values())).place
    assert place.final[key].verdict is Verdict.MET
    scorecard = shop.client.get("/site/scorecard/songxi-2024.html").text
    assert OTHER in scorecard


def test_what_a_person_had_checked_comes_first_and_must_be_confirmed(shop: Shop) -> None:
    key, result = shop.key(NAME), shop.result(OTHER)
    shop.client.post(f"/c/{key}", do="checked")
    shop.desk.decide("reader-b", shop.key("养老服务站"), "accept", {})
    attempt = shop.try_form("word", word="建成村级", like="增长", **{"class": "rise"})
    assert attempt.trial is not None
    attempt = shop.try_form("indicator", name=NAME, others=OTHER, better="higher", sentences="")
    assert attempt.checked == 1
    assert shop.page(attempt).index("人工看过的比对") < shop.page(attempt).index("读法改变")
    shop.client.post(f"/rules/try/{attempt.id}/keep")
    assert attempt.state == "tried"
    assert not shop.own.exists()
    assert "请先勾选" in shop.page(attempt)
    shop.client.post(f"/rules/try/{attempt.id}/keep", sure="1")
    shop.bench.wait()
    assert attempt.state == "kept"
    assert result in {r for place in shop.desk.corpus.places.values() for r in place.place.results}


def test_an_example_that_does_not_hold_keeps_a_rule_out_until_it_is_left_out(shop: Shop) -> None:
    sentences = "力争柚子林总盘子达到30万亩。\n力争龙眼产量达到3万吨。"
    attempt = shop.try_form("indicator", name=NAME, sentences=sentences)
    assert not attempt.good
    shown = shop.page(attempt)
    assert "力争龙眼产量达到3万吨。" in shown
    assert "写进我的规则" not in shown
    shop.client.post(f"/rules/try/{attempt.id}/keep")
    assert not shop.own.exists()
    answer = shop.client.post(f"/rules/try/{attempt.id}/without")
    shop.bench.wait()
    again = shop.bench.attempt(answer.headers["location"].rpartition("/")[2])
    assert again is not None
    assert again.good
    assert "力争龙眼" not in again.answers["sentences"]


def test_a_rule_that_was_kept_can_be_taken_back_unless_its_file_was_changed_since(shop: Shop) -> None:
    first = shop.try_form("word", word="跃上", like="增长", **{"class": "rise"})
    shop.client.post(f"/rules/try/{first.id}/keep")
    shop.bench.wait()
    second = shop.try_form("word", word="蹿升", like="增长", **{"class": "rise"})
    shop.client.post(f"/rules/try/{second.id}/keep")
    shop.bench.wait()
    assert {"跃上", "蹿升"} <= set(shop.desk.corpus.rulebook.words["rise"].words)
    shop.client.post(f"/rules/try/{first.id}/back")
    assert "手工删去" in shop.page(first)
    shop.client.post(f"/rules/try/{second.id}/back")
    shop.bench.wait()
    assert "已撤回" in shop.page(second)
    assert "蹿升" not in shop.desk.corpus.rulebook.words["rise"].words
    shop.client.post(f"/rules/try/{first.id}/back")
    shop.bench.wait()
    assert not (shop.own / "words/own.yaml").exists()
    assert not shop.bench.behind


@pytest.mark.parametrize(
    ("kind", "answers", "told"),
    [
        ("same", {"known": NAME, "other": OTHER}, "请改用“新指标”"),
        ("same", {"known": "地区生产总值", "other": "GDP"}, "不用再写"),
        ("same", {"known": "", "other": "GDP"}, "请填写“词库里已有的名称”"),
        ("indicator", {"name": "GDP"}, "词库里已有"),
        ("unit", {"unit": "亩", "like": "公顷"}, "已经认识"),
        ("unit", {"unit": "畦", "like": "没有的单位"}, "不认识单位"),
        ("unit", {"unit": "畦", "like": "亩", "factor": "许多"}, "大于 0"),
        ("unit", {"unit": "墩", "like": "座", "factor": "2"}, "不能互相换算"),
        ("word", {"word": "跃上", "like": "没有的词"}, "不认识"),
        ("word", {"word": "提高", "like": "增长", "class": "rise"}, "不用再写"),
        ("wording", {"sentence": "力争柚子增长。", "figure": "8%", "miss": "句。", "why": "无"}, "一个数字也没有读出"),
        ("miss", {"rule": "no-rule", "sentence": "句。", "why": "无"}, "没有叫"),
    ],
)
def test_what_does_not_fit_is_said_on_the_form_with_the_answers_kept(
    shop: Shop, kind: str, answers: dict[str, str], told: str
) -> None:
    answer = shop.client.post(f"/rules/new/{kind}", **answers)
    assert answer.status_code == 422
    assert told in answer.text
    for value in answers.values():
        assert value in answer.text


def test_every_form_opens_in_both_languages_and_says_what_it_is_for(shop: Shop) -> None:
    shop.client.post("/me", lang="en")
    for kind, form in FORMS.items():
        text = shop.client.get(f"/rules/new/{kind}").text
        assert form.title.en in text
        assert form.lead.zh in text
        for question in form.questions:
            assert question.shape == "hidden" or question.label.en in text.replace("&#39;", "'")


def test_a_file_saved_by_hand_is_seen_and_a_broken_one_is_explained(shop: Shop) -> None:
    (shop.own / "indicators").mkdir(parents=True)
    file = shop.own / "indicators/mine.yaml"
    file.write_text(f"- id: pomelo-land\n  name: {NAME}\n  synonyms: [{OTHER}]\n", encoding="utf-8")
    home = shop.client.get("/rules").text
    assert "规则文件有变" in home
    assert "pomelo-land" in home
    answer = shop.client.post("/rules/changed")
    shop.bench.wait()
    assert "新对上" in shop.client.get(answer.headers["location"]).text
    shop.client.post("/build")
    assert "规则文件有变" not in shop.client.get("/rules").text
    assert "pomelo-land" in shop.desk.corpus.rulebook.indicators

    file.write_text(f"- id: pomelo-land\n\tname: {NAME}\n", encoding="utf-8")
    home = shop.client.get("/rules").text
    assert "indicators/mine.yaml:2" in home
    assert "制表符" in home
    shop.client.post("/build")
    assert "pomelo-land" in shop.desk.corpus.rulebook.indicators


def test_a_broken_file_in_the_way_of_a_draft_is_told_with_its_line(shop: Shop) -> None:
    (shop.own / "words").mkdir(parents=True)
    (shop.own / "words/mine.yaml").write_text("- class: rise\n  alsoo: [跃上]\n", encoding="utf-8")
    attempt = shop.try_form("indicator", name=NAME)
    assert not attempt.good
    assert "words/mine.yaml:2" in shop.page(attempt)


def test_the_draft_is_one_file_to_send_to_someone(shop: Shop) -> None:
    attempt = shop.try_form("unit", unit="畦", like="亩", factor="2")
    answer = shop.client.get(f"/rules/try/{attempt.id}/file")
    assert "units.yaml" in answer.headers["content-disposition"]
    folder = shop.own.parent / "friend"
    folder.mkdir()
    (folder / "units.yaml").write_text(answer.text, encoding="utf-8")
    assert load(folder).sha256 == attempt.after.rulebook.sha256  # type: ignore[union-attr]
    attempt = shop.try_form("indicator", name=NAME)
    text = shop.client.get(f"/rules/try/{attempt.id}/file").text
    assert "indicators/" in text.splitlines()[0]
    (folder / "indicators").mkdir()
    (folder / "indicators/of-a-friend.yaml").write_text(text, encoding="utf-8")
    assert load(folder).indicators.find(NAME) is not None


def test_a_number_not_taken_leads_to_a_rule_from_its_sentence(shop: Shop) -> None:
    text = shop.client.get("/rules/numbers?find=" + quote("柚子加工厂")).text
    assert "总投资" in text
    address = re.search(r'href="(/rules/new/wording[^"]+)"', text)
    assert address
    asked = shop.client.get(address[1].replace("&amp;", "&")).text
    assert field(asked, "sentence") == "总投资3亿元的柚子加工厂落户我县。"
    assert field(asked, "figure") == "3亿元"
    assert field(asked, "miss") == "总投资的柚子加工厂落户我县。"
    assert shop.client.get("/rules/numbers?reason=nothing-of-the-kind").text.count("<li>") == 0


def test_a_commitment_that_is_none_leads_to_a_rule_that_leaves_it(shop: Shop) -> None:
    asked = shop.client.get(f"/rules/new/not-taken?c={quote(shop.key('养老服务站'))}").text
    assert field(asked, "sentence") == "确保新建村级养老服务站20个。"
    assert field(asked, "figure") == "20个"
    assert field(asked, "miss")
    answers = {name: field(asked, name) for name in ("sentence", "figure", "miss", "why", "year")}
    attempt = shop.try_form("not-taken", **answers, reason="试", part="plan")
    shown = shop.page(attempt)
    assert "少掉的目标任务" in shown
    assert "不再采用的数字" in shown


def test_names_that_the_lexicon_lacks_lead_into_the_form_filled_in(shop: Shop) -> None:
    text = shop.client.get("/rules/words?once=1").text
    assert NAME in text
    asked = shop.client.get(f"/rules/new/indicator?name={quote(NAME)}").text
    assert field(asked, "name") == NAME
    assert field(asked, "sentences").strip() == "力争柚子林总盘子达到30万亩。"
    assert '<option value="area" selected' in asked


def test_rules_in_use_are_counted_and_one_that_people_overturn_is_named(shop: Shop) -> None:
    shop.client.get("/rules/use")
    shop.bench.wait()
    text = shop.client.get("/rules/use").text
    assert "name-rise-rate" in text
    assert "…" not in text
    found = [c for c in next(iter(shop.desk.corpus.places.values())).place.commitments.values() if c.kind == "target"]
    for commitment in found[:3]:
        shop.desk.decide("reader-a", commitment.id, "correct", {"of": "commitment", "indicator": "别的"})
    corrected = Counter(commitment.rule for commitment in found[:3])
    for row in csv.DictReader(io.StringIO(shop.client.get("/rules/use.csv").text.removeprefix("\ufeff"))):
        assert int(row["overturned"]) == corrected[row["rule"]]
        assert row["doubtful"] == str(int(corrected[row["rule"]] >= 3))


def test_nothing_of_it_is_there_for_a_stranger_or_under_a_wrong_address(shop: Shop) -> None:
    for address in ("/rules/new/no-such-form", "/rules/try/no-such-attempt", "/rules/try/x/file", "/rules/of/nothing"):
        assert shop.client.get(address).status_code == 404
    stranger = type(shop.client)(shop.desk, enter=False, bench=shop.bench)
    for address in ("/rules", "/rules/words", "/rules/use.csv", "/rules/new/same"):
        assert stranger.get(address).headers["location"] == "/pair"
    assert stranger.post("/rules/new/word", word="跃上", like="增长").status_code in (303, 403)
    assert not shop.own.exists()
