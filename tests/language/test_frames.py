"""Frames as rules see them: what a sentence leaves out is put back, what only describes is set apart."""

import pytest

from tracker.language.frame import Frame
from tracker.language.parts import MEANS, VERBS
from tracker.rulebook import load
from tracker.rulebook.lint import CARRIED
from tracker.rulebook.sample import sample

BOOK = load()


def frames(text: str) -> list[Frame]:
    read = sample(text, BOOK)
    return [frame for context in read.contexts if context.start >= read.start for frame in context.frames]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("民宿达到120家。", ("text.thing", "reach", "quantity.entities")),
        ("民宿突破120家。", ("text.thing", "reach", "quantity.entities")),
        ("新建驿站12座。", ("act", "text.thing", "quantity.pieces")),
        ("新建12座驿站。", ("act", "quantity.pieces", "text.thing")),
        ("粮食产量增长5%。", ("text.level", "rise", "quantity.rate")),
        ("能耗降5%。", ("text.level", "fall", "quantity.rate")),
        ("自来水普及率达95%。", ("text.rate", "reach", "quantity.rate")),
    ],
)
def test_a_frame_is_a_short_row_of_tags(text, tags):
    (frame,) = frames(text)
    assert frame.tags == tags


def test_a_clause_without_a_name_takes_the_one_before():
    first, second = frames("果园面积达到5万亩，比上年增加3000亩。")
    assert first.name == second.name
    assert second.where == "carried"


def test_a_vague_name_takes_the_topic_of_the_clause_before():
    (frame,) = frames("提高农村低保标准，补助标准达到600元。")
    assert frame.name is not None
    assert frame.name.text.startswith("农村低保")


@pytest.mark.parametrize("changed", ["农业社会化服务站点增加到300个", "站点减少到300个"])
def test_a_topic_asked_for_beside_a_change_completes_a_vague_name_of_the_next_sentence(changed):
    *_, frame = frames(f"培育数字乡村平台，{changed}。补助标准达到600元。")
    assert frame.name is not None
    assert frame.name.text == "数字乡村平台补助标准"


def test_the_verb_of_a_list_holds_for_its_items():
    assert [f.verb.text for f in frames("新建驿站12座、观景台6处。") if f.verb] == ["新建", "新建"]


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("果园面积由3万亩增加到5万亩。", "3万亩", "starting point"),
        ("每50公斤柚子收购价提高6元。", "50公斤", "denominator"),
        ("建设110千伏变电站。", "110千伏", "size"),
        ("36个断面水质达标率达到97%。", "36个", "name"),
        ("办好10件民生实事。", "10件", "name"),
        ("给予最高50万元奖励。", "最高50万元", "policy"),
    ],
)
def test_numbers_that_only_describe_are_set_apart_with_the_reason(text, number, reason):
    found = {f.token.text: f.reason for f in frames(text)}
    assert found[number] == reason


def test_the_rules_and_the_language_agree_on_what_plays_a_part_around_figures() -> None:
    assert sorted({*VERBS, *MEANS}) == sorted(CARRIED)
