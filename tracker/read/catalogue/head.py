"""The head of a report: the lines above the first sentence (title, congress and date, speaker), taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from tracker.outline.wording import any_of
from tracker.rulebook.schema.catalogue import CatalogueSettings

__all__ = ["Head", "read_head"]

_LINES = 14
_LONGEST = 120
_LITTER = re.compile(r"^[\s\u3000#*>—–\-·]+|[\s\u3000*]+$")
_SPACES = re.compile(r"[\s\u3000]+")
_SESSION = re.compile(
    r"([^\s，。、；：—–在（(]{0,24}?)(第[一二三四五六七八九十百\d]+届)"
    r"([^\s，。；（()）]{0,30}?第?[一二三四五六七八九十\d]+次(?:会议|全体会议|全会))"
)
_SESSION_SHORT = re.compile(_SESSION.pattern.replace("(第[", "([", 1))
"""A session without 第 (某区十八届人大五次会议)."""
_STAMP = re.compile(r"(?<=[\u4e00-\u9fff）)])\s*(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}.*$")
"""The day of publication that a web page puts behind its title."""
_PLACE_BROKEN = re.compile(r"日在([\u4e00-\u9fff]{2,16})$")
"""A congress's place on the line above its number (2022年2月20日在某某市某某区)."""
_LABEL = re.compile("^[^《：:]{2,8}[：:]")
"""What a web page writes in front of its own notes on a document."""
_DATE = re.compile(
    r"((?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{2})\s*年"
    r"\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_NAME = re.compile(r"[\s:：]*((?:[\u4e00-\u9fff·•]\s*){2,12})[\s）)]*(?:[（(][^（）()]*[）)])?\s*$")
_LONGEST_NAME = 4
"""A name of more characters is only one with dots in it (阿布都·买买提)."""
_NUMERALS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above the first sentence say; ``""`` or None for what they do not. ``lines`` are as read."""

    lines: tuple[str, ...]
    title: str
    session: str | None
    session_line: str
    delivered_on: str | None
    delivered_line: str
    office: str
    speaker: str | None
    issuer: str | None


def read_head(text: str, rules: CatalogueSettings) -> Head:
    """The head of ``text``: its first lines, as far as the greeting or the first full sentence."""
    lines = _head_lines(text, rules)
    title, title_lines = _title(lines, rules)
    session, session_line = _session(lines)
    delivered, delivered_line = _delivered(lines, rules)
    office, speaker = _speaker(lines, rules)
    others = (_SPACES.sub("", line) for line in lines if line not in title_lines)
    issuer = next((line for line in others if line.endswith(rules.issuers)), None)
    return Head(lines, title, session, session_line, delivered, delivered_line, office, speaker, issuer)


def _head_lines(text: str, rules: CatalogueSettings) -> tuple[str, ...]:
    lines: list[str] = []
    for match in re.finditer(r"[^\n\r]+", text[: _LINES * _LONGEST * 4]):
        line = _LITTER.sub("", match.group())
        line = _STAMP.sub("", line) or line
        if not line:
            continue
        if not lines and len(line) > _LONGEST:
            return tuple(_taken_apart(line, rules))
        if _hands_down(line, rules):
            continue
        if line.startswith(rules.greetings) or len(line) > _LONGEST or line.count("。") or len(lines) >= _LINES:
            break
        lines.append(line)
    return tuple(lines)


def _hands_down(line: str, rules: CatalogueSettings) -> bool:
    """Whether a line says that a plan is handed down, or to whom (各县区人民政府，市政府各部门：)."""
    to = line.startswith(rules.addressed_to) and line.endswith(("：", ":"))
    return to or (bool(rules.handed_down) and any_of(rules.handed_down).search(line) is not None)


def _taken_apart(line: str, rules: CatalogueSettings) -> Iterator[str]:
    """The head of a copy that lost its line ends: what stands before the greeting, piece by piece."""
    greeting = any_of(rules.greetings).search(line, 0, _LONGEST * 2)
    at = 0
    for match in any_of(rules.head_breaks).finditer(line, 0, greeting.start() if greeting else 0):
        yield _LITTER.sub("", line[at : match.end()])
        at = match.end()
    if greeting and line[at : greeting.start()].strip():
        yield _LITTER.sub("", line[at : greeting.start()])


def _title(lines: tuple[str, ...], rules: CatalogueSettings) -> tuple[str, tuple[str, ...]]:
    """The title, joined where it is broken over lines, and the lines it takes up."""
    words = any_of(tuple(w for kind in rules.kinds for w in kind.title))
    for i, line in enumerate(lines):
        for upto in range(i + 1, min(i + 4, len(lines) + 1)):
            joined = _SPACES.sub("", "".join(lines[i:upto]))
            bare = re.sub(r"[（(][^（()）]*[)）]$", "", joined).strip("《》")
            if _LABEL.search(bare):
                break  # 组配分类：政府工作报告
            if words.search(bare) and (bare.endswith(rules.title_ends) or bare[-1:] == "书") and len(bare) <= _LONGEST:
                return bare, lines[i:upto]
            if not (line.startswith(rules.title_breaks) or any(b in line for b in rules.title_breaks)):
                break
    for line in lines:
        squeezed = _SPACES.sub("", line)
        if words.search(squeezed) and len(squeezed) <= 60 and "，" not in squeezed:
            return squeezed, (line,)
    return "", ()


def _session(lines: tuple[str, ...]) -> tuple[str | None, str]:
    whole = (*pairwise(("", *lines)), *(("", "".join(pair)) for pair in pairwise(lines)))  # or broken in two
    for pattern, (before, line) in product((_SESSION, _SESSION_SHORT), whole):
        squeezed = _SPACES.sub("", line)
        found = pattern.search(squeezed)
        if found:
            place = re.sub(r"^.*(?:日|在|于)", "", found.group(1))
            if not place and (broken := _PLACE_BROKEN.search(_SPACES.sub("", before))):
                place = broken.group(1)
            return place + found.group(2) + found.group(3), line
    return None, ""


def _delivered(lines: tuple[str, ...], rules: CatalogueSettings) -> tuple[str | None, str]:
    for line in lines:
        if any(word in line for word in rules.not_delivery):
            continue
        found = _DATE.search(line)
        if found:
            year, month, day = (_number(g) for g in found.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return f"{year:04d}-{month:02d}-{day:02d}", line
    return None, ""


def _speaker(lines: tuple[str, ...], rules: CatalogueSettings) -> tuple[str, str | None]:
    """The office as written and the name behind it, in the same line or the next."""
    offices = any_of(rules.offices)
    for line, following in pairwise((*lines, "")):
        for office in offices.finditer(line):
            behind = line[office.end() :]
            found = _NAME.match(behind) or (_NAME.match(following) if not behind.strip(" \u3000:：）)") else None)
            name = _SPACES.sub("", found.group(1)) if found else ""
            if not name or any(word in name for word in rules.not_names) or offices.search(name):
                continue
            if len(name) <= _LONGEST_NAME or "·" in name or "•" in name:
                return _SPACES.sub("", line[: office.end()]), name
    return "", None


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_NUMERALS.get(tens, 1) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)
    return int("".join(str(_NUMERALS.get(c, 0)) for c in text))
