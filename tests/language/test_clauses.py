"""A sentence is cut where one clause ends, and what ends it is told."""

from __future__ import annotations

import pytest

from tracker.language.clauses import clauses
from tracker.language.tokens import TEXT, Token


def _tokens(*texts: str) -> list[Token]:
    tokens: list[Token] = []
    for text in texts:
        start = tokens[-1].end if tokens else 0
        tokens.append(Token(start, start + len(text), text, TEXT))
    return tokens


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("甲", "，", "乙"), [("甲", "，"), ("乙", "")]),
        (("目标", "：", "甲", "；", "；", "乙", "。"), [("目标", "："), ("甲", "；"), ("乙", "。")]),
        (("目标", "—", "—", "甲", "乙"), [("目标", "—"), ("甲乙", "")]),
        (("甲", "—", "乙"), [("甲—乙", "")]),
        (("，",), []),
        ((), []),
    ],
)
def test_clauses_end_at_commas_and_double_dashes(texts: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    assert [("".join(t.text for t in clause), ending) for clause, ending in clauses(_tokens(*texts))] == found
