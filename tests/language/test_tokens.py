"""A sentence is cut into clauses where one ends, and as if all its tokens were made first."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.language.tokens import BREAKS, Clause, Token, clauses, tokenize
from tracker.models import CleanText, OffsetMap
from tracker.periods import Expression
from tracker.rulebook import load
from tracker.scan import Sentence, scan

RULEBOOK = load()


def _sentences(text: str) -> tuple[Sentence, ...]:
    size = len(text)
    offsets = OffsetMap(clean=(0,), source=(0,), lengths=(size,), clean_length=size, source_length=size)
    return scan(CleanText(text=text, offsets=offsets), RULEBOOK).sentences


def _said(found: list[Clause]) -> list[tuple[str, str]]:
    return [("".join(token.text for token in clause.tokens()), clause.ending) for clause in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("修渠3条，修路。", [("修渠3条", "，"), ("修路", "。")]),
        ("目标：修渠3条；", [("目标", "："), ("修渠3条", "；")]),
        ("主要目标——修渠3条", [("主要目标", "—"), ("修渠3条", "")]),
        ("修渠—修路3条", [("修渠—修路3条", "")]),
        ("“路，渠”3条，修《甲，乙》（丙，丁）", [("“路，渠”3条", "，"), ("修《甲，乙》（丙，丁）", "")]),
        ("修渠（2条，新建3条），修路", [("修渠（2条", "，"), ("新建3条）", "，"), ("修路", "")]),
        ("02修渠3条,修路", [("修渠3条", ","), ("修路", "")]),
        ("，3条，，", [("3条", "，")]),
        ("修渠(含清淤，不含管护)3条，修路", [("修渠(含清淤，不含管护)3条", "，"), ("修路", "")]),
    ],
)
def test_clauses_end_at_commas_and_double_dashes_but_not_inside_a_token(
    text: str, found: list[tuple[str, str]]
) -> None:
    (sentence,) = _sentences(text)
    made, _ = clauses(text, sentence.start, sentence.end, sentence.marks, sentence.numbers)
    assert _said(made) == found


def _cut_up(tokens: list[Token]) -> tuple[list[tuple[list[Token], str]], list[Expression]]:
    """The clauses of a sentence whose tokens are made, each with what ends it, and its expressions of time."""
    found: list[tuple[list[Token], str]] = []
    start = 0
    for at in [at for at, token in enumerate(tokens) if token.text in BREAKS or token.text == "—"]:
        ending = tokens[at].text
        beside = (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])
        if ending != "—" or any(token.text == "—" for token in beside):
            if at > start:
                found.append((tokens[start:at], ending))
            start = at + 1
    if start < len(tokens):
        found.append((tokens[start:], ""))
    return found, [token.period for token in tokens if token.period is not None]


said = st.sampled_from(
    ["修渠", "增长", "粮食产量", "新建", "3条", "5%", "第3届", "三座", "2025年", "到2027年", "“十四五”", "02", "名"]
)
signs = st.sampled_from([*"，、：；。，、，—““””（））《》【】(),;:", "——", "\n", " "])


@settings(max_examples=400)
@given(st.lists(said | said | signs, min_size=1, max_size=14).map("".join), st.integers(0, 6))
@example("修渠(3条，5%)，到2027年", 0)
@example("2025年——新建", 6)
@example("“修渠，到2027年”3条", 0)
def test_clauses_are_those_of_a_sentence_whose_tokens_are_made_first(text: str, moved: int) -> None:
    for sentence in _sentences(text):
        start = min(sentence.start + moved, sentence.end)
        made, times = clauses(text, start, sentence.end, sentence.marks, sentence.numbers)
        whole, all_times = _cut_up(tokenize(text, start, sentence.end, sentence.marks))
        assert [(clause.tokens(), clause.ending) for clause in made] == whole
        assert [(clause.start, clause.end) for clause in made] == [(part[0].start, part[-1].end) for part, _ in whole]
        assert times == all_times
        assert all(clause.counts for clause in made if any(t.quantity is not None for t in clause.tokens()))
