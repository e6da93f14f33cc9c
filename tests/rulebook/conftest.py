"""Small rule folders, written for one test."""

from collections.abc import Callable
from pathlib import Path

import pytest

WORDS = """\
- class: rise
  intent: 增长
  gives: {direction: up}
  words: [增长, 提高]
- class: make
  intent: 新建
  words:
    - 新建
    - 建设
"""

UNITS = """\
families:
  - name: rate
    intent: 比率
    kind: rate
    base: %
    converts: {%: 1}
  - name: pieces
    intent: 个
    kind: count
    words: [个, 座]
"""

INDICATORS = """\
- id: gdp
  name: 地区生产总值
  synonyms: [GDP, 生产总值]
  unit_family: rate
"""

RULES = """\
rules:
  - id: name-rise-rate
    intent: 名称＋增长＋比率
    pattern: {name} {rise} {quantity:rate}
    gives: {measure: growth, direction: up}
    examples:
      hit:
        - text: 柚子产值增长〖8%〗。
          gives: {value: 8, unit: %}
      miss:
        - text: 柚子产值增长。
          why: 没有数字
"""

Write = Callable[[str, str], Path]


@pytest.fixture
def rules(tmp_path: Path) -> Write:
    """Write files into the rule folder ``built`` (valid as it stands); gives the folder."""
    folder = tmp_path / "built"

    def write(place: str = "", text: str = "") -> Path:
        for name, content in {
            "words/verbs.yaml": WORDS,
            "units.yaml": UNITS,
            "indicators/main.yaml": INDICATORS,
            "targets/main.yaml": RULES,
            **({place: text} if place else {}),
        }.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def user(tmp_path: Path) -> Write:
    """Write one file into a user's own rule folder; gives the folder."""
    folder = tmp_path / "own"

    def write(place: str, text: str) -> Path:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
        return folder

    return write
