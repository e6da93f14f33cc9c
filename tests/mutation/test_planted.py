"""An error planted in the later report moves the verdicts it must, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

import pytest
from mutation.planted import SETTLED, Comparison, Planted, compare, destroyed_digits, moved, removed_sentences

from tracker.resources import resource

PLAN, LATER = "chengzhou-2023-gwr.txt", "chengzhou-2024-gwr.txt"


def changed(text: str | None = None) -> Comparison:
    return compare(resource("reports") / PLAN, resource("reports") / LATER, text)


@pytest.fixture(scope="module")
def sound() -> Comparison:
    return changed()


# what is written instead of what, and the verdicts that move: name → (verdict, detail)
ERRORS: dict[str, tuple[str, str, dict[str, tuple[str, str | None]]]] = {
    "a figure changed: from met to missed": (
        "固定资产投资增长8.3%",
        "固定资产投资增长3.8%",
        {"固定资产投资": ("missed", None)},
    ),
    "a figure changed: from met to near": (
        "固定资产投资增长8.3%",
        "固定资产投资增长7.8%",
        {"固定资产投资": ("near", None)},
    ),
    "a figure changed: from missed to met": (
        "规模以上工业增加值增长7.2%",
        "规模以上工业增加值增长8.7%",
        {"规模以上工业增加值": ("met", None)},
    ),
    "a figure changed where lower is better": (
        "城镇调查失业率5.4%",
        "城镇调查失业率6.9%",
        {"城镇调查失业率": ("missed", None)},
    ),
    "a figure changed beyond a ceiling": (
        "生产安全事故死亡率0.033",
        "生产安全事故死亡率0.049",
        {"亿元地区生产总值生产安全事故死亡率": ("missed", None)},
    ),
    "a fall turned into a rise": (
        "单位地区生产总值能耗预计下降3.3%",
        "单位地区生产总值能耗预计上升3.3%",
        {"单位地区生产总值能耗": ("missed", None)},
    ),
    "a rise turned into a fall": (
        "其中民间投资增长5.6%；社会消费品零售总额增长9.4%",
        "其中民间投资增长5.6%；社会消费品零售总额下降9.4%",
        {"社会消费品零售总额": ("missed", None)},
    ),
    "kilograms turned into pounds": ("粮食产量12.5亿斤", "粮食产量6.25亿公斤", {}),
    "pounds read as kilograms": ("粮食产量12.5亿斤", "粮食产量5.9亿公斤", {"粮食产量": ("near", None)}),
    "a magnitude lost": ("城镇新增就业5.1万人", "城镇新增就业5.1人", {"城镇新增就业": ("incomparable", "definition")}),
    "the same figure in another magnitude": ("城镇新增就业5.1万人", "城镇新增就业51000人", {}),
    "a level in the place of a growth": (
        "接待过夜游客增长31%",
        "接待过夜游客393万人次",
        {"接待过夜游客": ("incomparable", "no_number")},
    ),
    "a growth in the place of a level": (
        "实际利用外资1.31亿美元",
        "实际利用外资增长25%",
        {"实际利用外资": ("incomparable", "measure")},
    ),
    "a total in the place of the year's": (
        "新建城市公园6个",
        "累计建成城市公园46个",
        {"城市公园": ("incomparable", "cumulative")},
    ),
    "a year's in the place of a total": (
        "累计建成护理型养老床位2300张",
        "新增护理型养老床位950张",
        {"护理型养老床位": ("met", None)},
    ),
    "words in the place of a figure": (
        "进出口总额72亿元，增长9.1%",
        "进出口总额平稳增长",
        {"进出口总额": ("incomparable", "no_number")},
    ),
    "a deliverable only begun": (
        "市档案馆新馆建成开放",
        "市档案馆新馆开工建设",
        {"市档案馆新馆": ("ongoing", None)},
    ),
    "a deliverable only going on": (
        "成功获批国家骨干冷链物流基地",
        "加快创建国家骨干冷链物流基地",
        {"国家骨干冷链物流基地": ("ongoing", None)},
    ),
    "a deliverable finished": (
        "环城南路完成总工程量的七成",
        "环城南路建成通车",
        {"环城南路": ("met", None)},
    ),
    "another project of like name": (
        "新建城市公园6个",
        "新建湿地公园6个",
        {"城市公园": ("unreported", "searched_same_kind")},
    ),
    "another reading of the same": ("进出口总额72亿元，增长9.1%", "进出口总额达到72亿元、同比增长9.1%", {}),
}


@pytest.mark.parametrize("error", ERRORS)
def test_a_planted_error_moves_what_it_must(error: str, sound: Comparison) -> None:
    old, new, expected = ERRORS[error]
    text = sound.later.report.source.text
    assert text.count(old) == 1
    found = moved(sound, changed(text.replace(old, new)))
    assert {one.name: (str(one.after.verdict), one.after.verdict_detail) for one in found.values()} == expected


def check(sound: Comparison, planted: Planted, allowed: Callable[[str | None], bool]) -> Iterator[str]:
    """What moved that should not have, and what stayed settled that should not."""
    after = changed(planted.text)
    for key, one in moved(sound, after).items():
        if key not in planted.commitments and not allowed(one.after.verdict_detail):
            yield f"{planted.place}: {one}"
    for key in planted.commitments:
        if after.final[key].verdict in SETTLED:
            yield f"{planted.place}: still settled {key}"


def test_a_digit_destroyed_leaves_nothing_settled_and_nobody_silent(sound: Comparison) -> None:
    faults = []
    for planted in islice(destroyed_digits(sound), 0, None, 2):
        faults += check(sound, planted, allowed="damaged".__eq__)
        after = changed(planted.text)
        faults += [
            f"{planted.place}: gone silent {key}"
            for key in planted.commitments
            if after.final[key].verdict_detail == "searched_same_kind"
        ]
    assert not faults


def test_a_sentence_removed_takes_its_own_verdicts_and_no_other(sound: Comparison) -> None:
    faults = []
    for planted in islice(removed_sentences(sound), 0, None, 2):
        faults += check(sound, planted, allowed=lambda detail: False)
    assert not faults
