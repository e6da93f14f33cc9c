"""What the names of figures are made of where sentences leave words out or numbers stand in words."""

import pytest

from tracker.rulebook import load
from tracker.rulebook.sample import sample

BOOK = load()


def said(text: str, part: str = "plan") -> list[tuple[str | None, str | None, float | None]]:
    read = sample(text, BOOK, part=part)  # type: ignore[arg-type]
    items = [*read.extraction.commitments, *read.extraction.results]
    return [
        (item.indicator, item.measure, None if item.value is None else float(item.value))
        for item in items
        if item.kind == "target" and item.start >= read.start
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("城镇居民和农村居民人均可支配收入分别增长6%、7%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("新建三座提灌站和两家敬老院。", ["提灌站", "敬老院"]),
        ("每年安排50万元支持乡村公路养护。", ["乡村公路养护"]),
        ("筹资60万元新建凉亭5座。", ["凉亭"]),
        ("两年完成水利投资60亿元，今年完成28亿元。", ["水利投资", "水利投资"]),
        ("新增市级以上龙头企业15户，其中省级5户。", ["市级以上龙头企业", "省级龙头企业"]),
        ("新引进3亿元以上项目不少于10个。", ["3亿元以上项目"]),
        ("下调柚农保险缴费比例，各地可降至6%。", ["柚农保险缴费比例"]),
        ("环城渠二期工程完成总量的60%。", ["环城渠二期工程总量"]),
        ("学前三年毛入园率达到88%，九年义务教育巩固率达96%。", ["学前三年毛入园率", "九年义务教育巩固率"]),
    ],
)
def test_names_are_made_whole(text: str, names: list[str]) -> None:
    assert [name for name, _, _ in said(text)] == names


@pytest.mark.parametrize(
    "text", ["今年高校毕业生将高达7万人。", "出台科技创新政策十五条。", "打造两个高地、实施五大行动。"]
)
def test_what_is_no_promise_is_none(text: str) -> None:
    assert said(text) == []


def test_what_is_new_is_what_grew() -> None:
    assert said("新登记民宿增长21%。", "review") == [("新登记民宿", "growth", 21.0)]
