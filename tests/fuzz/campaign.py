"""A long run of damaged, twisted and made-up input through every stage that meets the outside: ``make fuzz``.

``python tests/fuzz/campaign.py --minutes 10`` takes turns among the targets below with a new seed each time, and prints
how many inputs each has met. What must hold: no exception but the project's own; offsets within the text and in
order; quotes verbatim; no verdict on a damaged figure; time in proportion to length. An input that breaks one of
them is made as small as can be and told with its seed; its target rests, the others go on.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import cache
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from read.report_files import REPORT, as_docx, as_page, as_pdf, as_text
from repair.damage import DAMAGES

from tracker.errors import CatalogueError, DecisionError, ReadError, RuleError, TrackerError
from tracker.flow import built_in_rulebook, compare_reports, extract_report, prepare, report_from_source
from tracker.language.quantities import QuantityFinder
from tracker.models import SourceText, Verdict
from tracker.read import pdf, pdf_lines, read_source
from tracker.read.catalogue import load_overrides
from tracker.read.catalogue.overrides import FILE
from tracker.read.limits import MAX_CHARACTERS
from tracker.repair import repair
from tracker.resources import resource
from tracker.review.exchange import read_lines
from tracker.rulebook.patterns import read_pattern
from tracker.rulebook.schema.quantities import QuantitySettings
from tracker.rulebook.schema.units import Units
from tracker.rulebook.source import parse_yaml

__all__ = ["TARGETS", "main", "ready"]

settings.register_profile(
    "campaign",
    max_examples=100,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("campaign")

_SETTLED = (Verdict.MET, Verdict.NEAR, Verdict.MISSED)
_SLOW = 40e-6  # seconds of processor time for a character, on any input; ten times what a sound text takes
_START = 0.25  # and for a call

met: Counter[str] = Counter()
_scratch = Path()
_slower = 1
_MOST_KEPT = 1000  # MB beyond what is there when all is loaded: what is remembered is bounded

_WORDS = (
    *(
        "全市",
        "地区生产总值",
        "增长",
        "下降",
        "力争",
        "达到",
        "突破",
        "不低于",
        "控制在",
        "以内",
        "左右",
        "新增",
        "累计",
        "建成",
    ),
    *(
        "开工",
        "改造",
        "老旧小区",
        "高新技术企业",
        "粮食产量",
        "城镇新增就业",
        "分别",
        "其中",
        "和",
        "、",
        "，",
        "；",
        "。",
        "\n",
    ),
    *(
        "6.5",
        "7",
        "%",
        "个百分点",
        "万亩",
        "亿斤",
        "公斤",
        "万人",
        "个",
        "家",
        "两成",
        "翻一番",
        "三分之一",
        "百分之五",
        "１２",
        "〇",
    ),
    *(
        "2023年",
        "2024年",
        "今年",
        "到2027年",
        "“十四五”",
        "一、",
        "（一）",
        "二、2024年工作安排\n",
        "一、2023年工作回顾\n",
        "是",
        "：",
        "的",
    ),
    *(
        "?",
        "\ufffd",
        "\ue5e5",
        "(xiàn)",
        "現",
        "經濟",
        "?。ㄒ唬",
        " ",
        "\u3000",
        "\r\n",
        "\r",
        "**",
        "[bookmark: a]",
        "—",
        "～",
        "-",
    ),
    *("\x00", "\u202e", "\u200b", "\U00020000", "<b>", "&amp;", "{", "1"),
)
_text = st.one_of(
    st.lists(st.sampled_from(_WORDS), max_size=120).map("".join),
    st.text(max_size=200),
    st.builds(
        lambda name, turn: DAMAGES[name]("\n".join(REPORT), random.Random(turn)),
        st.sampled_from(sorted(DAMAGES)),
        st.integers(0, 10**6),
    ),
)
_edits = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.one_of(st.text(max_size=6), st.sampled_from(_WORDS)))
)


def _edited(text: str, edits: list[tuple[float, int, str]]) -> str:
    for where, length, new in edits:
        at = int(where * len(text))
        text = text[:at] + new + text[at + length :]
    return text


def _timed(work: Callable[[], Any], length: int) -> Any:
    """What ``work`` gives; it must be quick one time in three, for a pause now and then is the machine's."""
    spent = []
    for _ in range(3):
        before = time.process_time()
        result = work()
        spent.append(time.process_time() - before)
        if spent[-1] < (_START + _SLOW * length) * _slower:
            return result
    raise AssertionError(f"{min(spent):.2f} s for {length} characters")


@given(_text, _edits)
def repairing(text: str, edits: list[tuple[float, int, str]]) -> None:
    text = _edited(text, edits)
    clean = _timed(lambda: repair(text), len(text))
    offsets = clean.offsets
    assert (offsets.clean_length, offsets.source_length) == (len(clean.text), len(text))
    last = 0
    for low, high in clean.damaged:
        assert last <= low < high <= len(clean.text)
        last = high
    last = 0
    for at in range(0, len(clean.text), 7):
        start, end = offsets.to_source(at, min(at + 5, len(clean.text)))
        assert last <= start <= end <= len(text)
        last = start
        low, high = offsets.to_clean(start, end)
        assert low <= at < high
    again = repair(text * 20)
    assert again.offsets.source_length == len(text) * 20


@given(_text, _text, _edits)
def reading_whole_reports(plan: str, later: str, edits: list[tuple[float, int, str]]) -> None:
    """A made-up plan and the report of the year behind it, through the whole flow."""
    texts = (
        f"柳溪市2023年政府工作报告\n一、2022年工作回顾\n增长5%。\n二、2023年工作安排\n{plan}\n",
        f"柳溪市2024年政府工作报告\n一、2023年工作回顾\n{_edited(later, edits)}\n二、2024年工作安排\n增长5%。\n",
    )
    _whole(texts)


_SAMPLE = ("chengzhou-2023-gwr.txt", "chengzhou-2024-gwr.txt")


@given(_edits)
def reading_the_sample_edited(edits: list[tuple[float, int, str]]) -> None:
    """Two sound reports, the later one edited here and there."""
    plan, later = ((resource("reports") / name).read_text(encoding="utf-8") for name in _SAMPLE)
    _whole((plan, _edited(later, edits)))


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join), st.integers(1000, 6000))
def reading_one_thing_over_and_over(part: str, length: int) -> None:
    """What looks back or ahead from each of many places shows here: it takes the square of their number."""
    rulebook = built_in_rulebook()
    text = f"柳溪市2024年政府工作报告\n一、2023年工作回顾\n{part * (length // len(part))}\n"
    source = SourceText(path="a", sha256="", format="text", encoding="utf-8", text=text)
    _timed(lambda: extract_report(report_from_source(source, rulebook, report_id="a"), rulebook), len(text))


def _whole(texts: tuple[str, ...]) -> None:
    rulebook = built_in_rulebook()
    found = []
    for number, text in enumerate(texts):
        source = SourceText(path=f"{number}", sha256="", format="text", encoding="utf-8", text=text)
        report = report_from_source(source, rulebook, report_id=str(number))
        extraction = _timed(lambda report=report: extract_report(report, rulebook), len(text))  # type: ignore[misc]
        found.append(extraction)
        for section in report.sections:
            assert 0 <= section.start <= section.end <= len(report.clean.text)
        statements = (*extraction.commitments, *extraction.results, *extraction.qualitative)
        for each in statements:
            assert text[each.start : each.end] == each.quote
            if each.value_start is not None and each.value_end is not None:
                assert each.start <= each.value_start < each.value_end <= each.end
            if each.object_start is not None and each.object_end is not None:
                assert each.start <= each.object_start < each.object_end <= each.end
            assert each.value is None or each.value.is_finite()
            # nothing is read out of the place of a lost character
            inside = text[each.value_start or 0 : each.value_end or 0]
            assert each.damaged or "\ufffd" not in inside
        for left in extraction.rejected:
            assert text[left.start : left.end] == left.quote
        ids = [each.id for each in statements]
        assert len(ids) == len(set(ids))
    damaged = {s.id for e in found for s in (*e.commitments, *e.results) if s.damaged}
    finals: Counter[str] = Counter()
    for link in compare_reports(found, rulebook):
        finals[link.commitment] += link.final
        if link.verdict in _SETTLED:
            assert link.commitment not in damaged
            assert link.result not in damaged
        assert sum((reason.weight for reason in link.reasons), Decimal(0)) == link.score
    assert set(finals.values()) <= {1}


@cache
def _finder() -> QuantityFinder:
    rulebook = built_in_rulebook()
    return QuantityFinder(rulebook.settings(QuantitySettings), rulebook.settings(Units))


@given(
    st.text(
        alphabet="零〇一二两三四五六七八九十百千万亿半成倍番翻分之数几多余约近超以上下内左右至到—-~0123456789０１．.,，%‰个家元亩斤公第“”年月?\ufffd",
        max_size=80,
    )
)
def reading_figures(text: str) -> None:
    last = 0
    for numeral in _timed(lambda: _finder().find(text), len(text)):
        assert last <= numeral.start < numeral.end <= len(text)
        last = numeral.end
        if quantity := numeral.quantity:
            assert quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
            assert quantity.value is None or quantity.value.is_finite()


_SOUND = {
    "a.txt": as_text("gb18030"),
    "b.txt": as_text("utf-16"),
    "a.html": as_page(),
    "a.docx": as_docx(),
    "a.pdf": as_pdf(),
}


@given(
    st.sampled_from(sorted(_SOUND)),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 300), st.binary(max_size=40)), max_size=12),
)
def reading_broken_files(name: str, edits: list[tuple[float, int, bytes]]) -> None:
    data = _SOUND[name]
    for where, length, new in edits:
        at = int(where * len(data))
        data = data[:at] + new + data[at + length :]
    _read(name, data)


def _one_line(error: TrackerError) -> None:
    assert "\n" not in error.zh + error.en


_TAGS = (
    "<p>",
    "</p>",
    "<table>",
    "<tr><td>",
    "</td>",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<svg>",
)
_TAGS += (
    "<meta charset='gbk'>",
    "<meta charset='base64'>",
    "<meta charset='undefined'>",
    "<meta charset='utf-7'>",
    "&#x4e2d;",
    "&#0;",
    "&#x110000;",
    "&bogus;",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>",
    "<frameset>",
    "<div hidden>",
)


@given(st.lists(st.one_of(st.sampled_from(_TAGS), st.sampled_from(REPORT), st.text(max_size=20)), max_size=60))
def reading_made_up_pages(parts: list[str]) -> None:
    _read("a.html", "".join(parts).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=400), st.sampled_from(("a.txt", "a.md", "a.html", "a.docx", "a.pdf")))
def reading_any_bytes(data: bytes, name: str) -> None:
    _read(name, data)


def _read(name: str, data: bytes) -> None:
    file = _scratch / name
    file.write_bytes(data)
    try:
        source = read_source(file)
    except ReadError as error:
        _one_line(error)
        return
    assert source.text.strip()
    source.text.encode()  # no lone surrogate gets in


_YAML = (
    "- class: a",
    "words: [甲, 乙]",
    "pattern: ",
    '"{name} {rise}"',
    "rules:",
    "  ",
    "\n",
    ": ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "&a",
    "*a",
    "!!python/object:os.system",
)
_YAML += (
    "<<: *a",
    "|",
    ">",
    "'",
    '"',
    "#",
    "---",
    "...",
    "%TAG",
    "\t",
    "：",
    "? ",
    "id: x",
    "gives: {measure: growth}",
    "text: 甲〖乙〗",
    "@",
    "`",
    "\x00",
    "\u2028",
)


@given(st.one_of(st.lists(st.sampled_from(_YAML), max_size=60).map("".join).map(str.encode), st.binary(max_size=300)))
def reading_rule_files(raw: bytes) -> None:
    found, faults = _timed(lambda: parse_yaml(raw, "a.yaml"), len(raw))
    assert found is None or not faults
    assert all(isinstance(fault, RuleError) for fault in faults)


_PATTERN = (
    "{name}",
    "{rise}",
    "{quantity:rate}",
    "{a=name}",
    "(",
    ")",
    "|",
    "?",
    "…",
    "^",
    "$",
    "，",
    "其中",
    "{",
    "}",
    ":",
    "=",
    " ",
)


@given(st.one_of(st.lists(st.sampled_from(_PATTERN), max_size=80).map("".join), st.text(max_size=80)))
def reading_patterns(text: str) -> None:
    try:
        _timed(lambda: read_pattern(text), len(text))
    except RuleError as error:
        _one_line(error)


_TOML = (
    '["a.txt"]',
    "id = ",
    '"x"',
    "'''",
    '"""',
    "\n",
    "= ",
    "1e400",
    "2024-01-01",
    "[2021, 2025]",
    "kind",
    "url",
    "[[",
    "]]",
    ".",
    "partial = true",
    "{",
    "}",
    "inf",
    "0x",
    "reviewed_years = ",
)


@given(st.one_of(st.lists(st.sampled_from(_TOML), max_size=30).map("".join).map(str.encode), st.binary(max_size=200)))
def reading_catalogues(raw: bytes) -> None:
    (_scratch / FILE).write_bytes(raw)
    try:
        load_overrides(_scratch)
    except CatalogueError as error:
        _one_line(error)


_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(("id", "commitment", "who", "at", "action", "fields", "seen", "result", "x")),
            inner,
            max_size=9,
        ),
    ),
    max_leaves=12,
)


@given(
    st.one_of(
        st.lists(_json, max_size=4).map(lambda rows: "\n".join(map(repr, rows)).replace("'", '"').encode()),
        st.binary(max_size=200),
    )
)
def importing_decisions(raw: bytes) -> None:
    file = _scratch / "decisions.jsonl"
    file.write_bytes(raw)
    try:
        read_lines(file)
    except DecisionError as error:
        _one_line(error)


TARGETS: tuple[Callable[[], None], ...] = (
    *(repairing, reading_whole_reports, reading_the_sample_edited, reading_figures, reading_broken_files),
    *(reading_made_up_pages, reading_any_bytes, reading_rule_files, reading_patterns, reading_catalogues),
    *(importing_decisions, reading_one_thing_over_and_over),
)


@contextmanager
def ready(slower: int = 1) -> Iterator[None]:
    """Rules and models loaded, and a folder for the files that the targets have read; ``slower``: how many times the
    code may take because it is watched."""
    global _scratch, _slower
    prepare(built_in_rulebook())
    _finder()
    # a process for each PDF takes long, and coverage is not counted in it
    pdf._told = lambda data, where: pdf_lines.lines(data, 100, MAX_CHARACTERS)
    before = _scratch, _slower
    with tempfile.TemporaryDirectory() as folder:
        _scratch, _slower = Path(folder), slower
        yield
    _scratch, _slower = before


def main(minutes: float, first: int) -> int:
    """Take turns until the time is up; 1 where something broke."""
    until = time.monotonic() + minutes * 60
    turn = first
    broken: list[Callable[[], None]] = []
    with ready():
        before = _peak()
        while time.monotonic() < until:
            for target in TARGETS:
                if target not in broken and not _take_a_turn(target, turn):
                    broken.append(target)
            turn += 1
    for target in TARGETS:
        print(f"{target.__name__:28}{met[target.__name__]:10,}")
    told = f"broke: {', '.join(target.__name__ for target in broken)}" if broken else "nothing broke"
    print(f"{f'all, in {minutes:g} minutes':28}{met.total():10,}  seeds {first}–{turn - 1}: {told}")
    grown = _peak() - before
    print(f"{'memory grown by':28}{grown:10,} MB{'  TOO MUCH: something is kept' if grown > _MOST_KEPT else ''}")
    return 1 if broken or grown > _MOST_KEPT else 0


def _peak() -> int:
    """The most memory this process has held so far, in MB."""
    return getrusage(RUSAGE_SELF).ru_maxrss // 1024


def _take_a_turn(target: Callable[[], None], turn: int) -> bool:
    """One round of a target, counted; a failure is told with the seed that leads there again."""
    inner = target.hypothesis.inner_test  # type: ignore[attr-defined]

    def counted(**arguments: Any) -> None:
        met[target.__name__] += 1
        inner(**arguments)

    target.hypothesis.inner_test = counted  # type: ignore[attr-defined]
    try:
        seed(turn)(target)()
    except Exception:
        print(f"{target.__name__} broke in turn {turn}; again: --first {turn}", file=sys.stderr)
        traceback.print_exc()
        return False
    finally:
        target.hypothesis.inner_test = inner  # type: ignore[attr-defined]
    return True


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    given_arguments = parser.parse_args()
    sys.exit(main(given_arguments.minutes, given_arguments.first))
