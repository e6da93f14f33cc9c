"""Patterns over tags: what fits, where, and in what order."""

import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from tracker.errors import RuleError
from tracker.rulebook.matcher import PatternMatcher, RuleMatch, accepts
from tracker.rulebook.patterns import Element, read_pattern
from tracker.rulebook.schema.rules import Rule

EXAMPLES = {"hit": [{"text": "新建〖5个〗码头。"}], "miss": [{"text": "新建码头。", "why": "没有数字"}]}


def rule(pattern: str, name: str = "rule", status: str = "stable") -> Rule:
    return Rule.model_validate({"id": name, "intent": "试", "pattern": pattern, "status": status, "examples": EXAMPLES})


def matches(
    pattern: str, *tags: str, in_name: tuple[str, ...] = ()
) -> list[tuple[int, int, dict[str, tuple[int, int]]]]:
    return [(m.start, m.end, m.captures) for m in PatternMatcher([rule(pattern)], in_name).match(tags)]


def test_a_plain_pattern_gives_span_and_captures():
    assert matches("{name} {rise} {quantity:rate}", "，", "text", "rise", "quantity.rate") == [
        (1, 4, {"name": (1, 2), "rise": (2, 3), "quantity": (3, 4)})
    ]


def test_a_class_is_found_in_a_tag_of_several_classes():
    assert matches("{rise} {quantity}", "make|rise", "quantity.money") == [(0, 2, {"rise": (0, 1), "quantity": (1, 2)})]
    assert matches("{ris} {quantity}", "make|rise", "quantity") == []


def test_a_narrowed_quantity_takes_no_other():
    assert matches("{rise} {quantity:rate}", "rise", "quantity.money") == []
    assert matches("{rise} {quantity:rate}", "rise", "quantity") == []


def test_a_kind_of_quantity_stands_for_its_families():
    matcher = PatternMatcher([rule("{rise} {quantity:time}")], quantity_kinds={"time": ("days", "years")})
    assert len(matcher.match(("rise", "quantity.days"))) == 1
    assert len(matcher.match(("rise", "quantity.money"))) == 0


def test_a_name_runs_over_text_indicators_and_classes_that_may_stand_in_one():
    assert matches("{name} {reach}", "text", "indicator", "text", "reach")[0][2]["name"] == (0, 3)
    assert matches("{name} {reach}", "text", "new", "text", "reach")[0][2]["name"] == (2, 3)
    assert matches("{name} {reach}", "text", "new", "text", "reach", in_name=("new",))[0][2]["name"] == (0, 3)


def test_an_optional_element_left_out_is_not_captured():
    assert matches("{rise} {to}? {quantity}", "rise", "quantity") == [(0, 2, {"rise": (0, 1), "quantity": (1, 2)})]


def test_a_gap_spans_up_to_four_marks_but_no_quantity():
    assert matches("{name} … {quantity}", "text", "，", "rise", "，", "，", "quantity")[0][:2] == (0, 6)
    assert matches("其中 … {quantity}", "其中", *["，"] * 5, "quantity") == []
    assert matches("其中 … {rise}", "其中", "quantity", "rise") == []


def test_edges_bind_to_the_frame():
    assert matches("^ {rise}", "text", "rise") == []
    assert matches("{rise} $", "text", "rise") == [(1, 2, {"rise": (1, 2)})]
    assert matches("^ {rise} $", "rise") == [(0, 1, {"rise": (0, 1)})]


def test_alternatives_of_one_rule_give_one_match():
    assert matches("({rise}|{rise} {to}) {quantity}", "rise", "to", "quantity") == [
        (0, 3, {"rise": (0, 1), "to": (1, 2), "quantity": (2, 3)})
    ]


def test_places_of_one_rule_do_not_overlap_and_go_from_left_to_right():
    found = matches("{name} {rise} {quantity}", "text", "rise", "quantity", "text", "rise", "quantity")
    assert [m[:2] for m in found] == [(0, 3), (3, 6)]


def test_the_more_specific_rule_comes_first_then_the_id():
    matcher = PatternMatcher(
        [
            rule("{name} {rise} {quantity}", "b"),
            rule("{name} 达到 {quantity:rate}", "z"),
            rule("{name} {rise} {quantity}", "a"),
        ]
    )
    assert [m.rule for m in matcher.match(("text", "rise|达到", "quantity.rate"))] == ["z", "a", "b"]


def test_a_rule_that_is_off_never_fires():
    assert PatternMatcher([rule("{rise}", status="off")]).match(("rise",)) == ()


def test_an_answer_is_remembered_and_a_tag_never_seen_is_learnt():
    matcher = PatternMatcher([rule("{rise} {quantity}")])
    first = matcher.match(("rise", "quantity"))
    assert matcher.match(("rise", "quantity")) is first
    assert len(matcher.match(("brand_new|rise", "quantity.made_up"))) == 1
    assert matcher.match(()) == ()


TAGS = ("text", "indicator", "rise", "make|rise", "quantity.rate", "quantity.money", "，", "其中", "period")
PATTERNS = (
    "{name} {rise} {quantity}",
    "{name}? {rise} … {quantity:rate} $",
    "^ (其中|{period})? ， {name}",
    "{rise} {quantity} ({name}|， {name})",
    "其中 … {rise}? {quantity}",
    "{make|period} {name}? {name}? ，",
)


def by_hand(pattern: str, tags: tuple[str, ...]) -> set[tuple[int, int]]:
    """All spans at which a pattern fits, by trying everything: slow, and too plain to be wrong."""
    marks = ("^", *tags, "$")

    def ends(elements: tuple[Element, ...], at: int) -> set[int]:
        if not elements:
            return {at}
        first, rest = elements[0], elements[1:]
        found: set[int] = set()
        for count in range(first.at_most + 1):
            if count and (at + count > len(marks) or not accepts(first, marks[at + count - 1])):
                break
            if count >= first.at_least:
                found |= ends(rest, at + count)
        return found

    spans = set()
    for variant, start in product(read_pattern(pattern).variants, range(len(marks))):
        for end in ends(variant, start):
            # the edges are not part of the span
            spans.add((max(start - 1, 0), min(end - 1, len(tags))))
    return spans


@settings(max_examples=300, deadline=2000)
@given(st.sampled_from(PATTERNS), st.lists(st.sampled_from(TAGS), max_size=9).map(tuple))
def test_matches_are_the_leftmost_longest_of_all_that_fit(pattern, tags):
    expected: list[tuple[int, int]] = []
    at = 0
    for start, end in sorted(by_hand(pattern, tags), key=lambda span: (span[0], -span[1])):
        if start >= at and end > start:
            expected.append((start, end))
            at = end
    found = PatternMatcher([rule(pattern)]).match(tags)  # the most specific first, wherever they stand
    assert sorted((m.start, m.end) for m in found) == expected


AMBIGUOUS = (
    "{a=name} {b=name} {rise}",
    "{name} {indicator}? … {quantity}",
    "^ … {name} {text}? {text|indicator}? ，",
    "{rise} … {quantity}? {a=text}? {period}? {b=text}?",
    "{a=name} {rise|text} … {b=name} $",
)


def laid_by_spacy(pattern: str, tags: tuple[str, ...]) -> dict[tuple[int, int], dict[str, tuple[int, int]]]:
    """Where spaCy's Matcher lays a pattern without alternatives, and what its elements capture there."""
    (elements,) = read_pattern(pattern).variants
    marks, vocab = ["^", *tags, "$"], Vocab()
    matcher = Matcher(vocab)
    asked = [
        {
            "TAG": {"IN": [mark for mark in {*marks} if accepts(element, mark)]},
            "OP": f"{{{element.at_least},{element.at_most}}}",
        }
        for element in elements
    ]
    matcher.add("rule", [asked])
    laid = {}
    for _, start, _, alignment in matcher(Doc(vocab, words=marks, tags=marks), with_alignments=True):
        captures: dict[str, tuple[int, int]] = {}
        inner = [(at - 1, elements[step]) for at, step in enumerate(alignment, start)]
        inner = [(at, element) for at, element in inner if element.kind != "edge"]
        for at, element in inner:
            if element.kind != "gap":
                captures[element.name] = (captures.get(element.name, (at, at))[0], at + 1)
        laid[inner[0][0], inner[-1][0] + 1] = captures
    return laid


@settings(max_examples=150, deadline=2000)
@given(st.sampled_from(AMBIGUOUS), st.lists(st.sampled_from(TAGS), min_size=3, max_size=9).map(tuple))
def test_of_several_ways_to_lay_a_pattern_it_is_spacys(pattern, tags):
    found = PatternMatcher([rule(pattern)]).match(tags)
    laid = laid_by_spacy(pattern, tags)
    assert bool(found) == bool(laid)
    for match in found:
        assert match.captures == laid[match.start, match.end]


@settings(max_examples=200, deadline=2000)
@given(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=6), st.lists(st.sampled_from(TAGS), max_size=8))
def test_the_rules_that_cover_a_token_are_those_of_the_matches_that_hold_it(patterns, tags):
    matcher = PatternMatcher([rule(pattern, f"r{place}") for place, pattern in enumerate(patterns)])
    found = matcher.match(tuple(tags))
    for token in range(-1, len(tags) + 1):
        holding = [match.rule for match in found if match.start <= token < match.end]
        assert matcher.covering(tuple(tags), token) == holding


@settings(max_examples=100, deadline=2000)
@given(
    st.lists(
        st.sampled_from(["{rise}", "{name}", "{quantity:rate}?", "…", "(其中|，)?", "^", "$"]), min_size=1, max_size=10
    ),
    st.lists(st.sampled_from(TAGS), max_size=30).map(tuple),
)
def test_no_pattern_takes_long(parts, tags):
    try:
        made = PatternMatcher([rule(" ".join(parts))])
    except (RuleError, ValueError):
        return
    start = time.process_time()
    found = made.match(tags)
    assert time.process_time() - start < 1
    for match in found:
        assert isinstance(match, RuleMatch)
        assert 0 <= match.start < match.end <= len(tags)
        assert all(match.start <= begin < end <= match.end for begin, end in match.captures.values())


@pytest.mark.parametrize("tag", ["^", "$"])
def test_only_an_edge_takes_an_edge(tag):
    assert not accepts(Element("gap", (), kind="gap"), tag)
    assert accepts(Element(tag, (tag,), kind="edge"), tag)


@settings(max_examples=200, deadline=2000)
@given(
    st.lists(
        st.sampled_from(
            ["rise", "make", "quantity.rate", "quantity", "text.level", "text", "indicator", "quantitys", "其中", "."]
        ),
        min_size=1,
        max_size=3,
    ).map("|".join)
    | st.sampled_from(["^", "$", "", "|", "a|"])
)
def test_what_a_tag_may_stand_for_is_looked_up_as_it_is_defined(tag):
    patterns = [rule(pattern, f"r{i}") for i, pattern in enumerate([*PATTERNS, "{text:level} … {quantity} $"])]
    matcher = PatternMatcher(patterns)
    learnt, bits = matcher._learn(tag)
    assert bits == sum(1 << kind for kind in learnt)
    assert learnt == tuple(kind for kind, element in enumerate(matcher._elements) if accepts(element, tag))
