"""One YAML file → plain data (mappings, lists, text), with the line every part stands on.

Rule files are written by people who do not know YAML's surprises, so the surprises are switched off:

* every scalar is text (``5``, ``no`` and ``1:30`` stay what they look like; the schema makes numbers of what it wants
  as numbers), and a key without a value counts as not written;
* what YAML would trip over but a person reads well is quoted for them before YAML sees it: ``unit: %``, a pattern
  that begins with a brace, a sentence with a colon in it;
* anchors, aliases, tags and merge keys are refused, so is anything too large or nested too deeply. The file is read
  as a stream of events: nothing is expanded, and nothing recurses (libyaml's own composer overflows the C stack).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tracker.errors import RuleError

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Lines", "Located", "Place", "parse_yaml", "read_yaml"]

MAX_BYTES = 2_000_000
MAX_DEPTH = 12

Place = tuple[str | int, ...]
"""Where in a file: the keys and indices that lead there."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times as fast; both give marks

_TAB = re.compile(r"^ *\t")
_WIDE_COLON = re.compile(r"^ *(?:- +)?[a-z_]+ *：")
_TIGHT_COLON = re.compile(r"^ *(?:- +)?[a-z_]+:(?![\s/]|$)")
_LINE_VALUE = re.compile(r"^( *(?:- +)*(?:pattern|text|why|intent): +)(.*?)( +#.*)?$")
_AWKWARD = re.compile(r"""[{\[%@`&*!>|,?#-]|.*: |.*:$""")
_SIGN = re.compile(r"^( *(?:- +)*(?:[a-z_]+: +)?)([%@`][^:\s]*)(?= *(?:#|$)|: |:$)")
_SIGN_INSIDE = re.compile(r"((?<=[\[{,])|(?<=[\[{:,] ))([%@`][^,}\]:\s]*)(?= *[,}\]:])")


@dataclass(slots=True)
class Lines:
    """Where a part of the data was written, and each part in it; the parts of a mapping may come from several files."""

    file: str
    line: int
    inner: dict[str | int, Lines] = field(default_factory=dict)


@dataclass(frozen=True)
class Located:
    """What a file (or several, laid over one another) says, and where."""

    data: Any
    lines: Lines = field(repr=False)

    def where(self, place: Place = ()) -> str:
        """``file:line`` of the part at ``place``, or of the nearest part around it."""
        node = self.lines
        for step in place:
            below = node.inner.get(step)
            if below is None:
                break
            node = below
        return f"{node.file}:{node.line}"


def read_yaml(path: Path, name: str) -> tuple[Located | None, list[RuleError]]:
    """Read one rule file. A file with faults gives no data; all faults that could be told are given."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, [RuleError(f"读不了这个文件（{reason}）；请检查权限", f"cannot be read ({reason})", name)]
    return parse_yaml(raw, name)


def parse_yaml(raw: bytes, name: str) -> tuple[Located | None, list[RuleError]]:
    """As ``read_yaml``, from bytes. An empty file gives data ``None``."""
    faults: list[RuleError] = []

    def fault(line: int, zh: str, en: str) -> None:
        faults.append(RuleError(zh, en, f"{name}:{line}"))

    if len(raw) > MAX_BYTES:
        fault(1, f"文件太大（超过 {MAX_BYTES // 1_000_000} MB）；请拆成几个文件", "the file is too large; split it")
        return None, faults
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        fault(line, "不是 UTF-8 编码；请另存为 UTF-8（无 BOM）", "not UTF-8; save it as UTF-8 without BOM")
        return None, faults
    if text.startswith("\ufeff"):
        fault(
            1,
            "开头有看不见的 BOM 标记；请另存为 UTF-8（无 BOM）",
            "begins with an invisible BOM; save it as UTF-8 without BOM",
        )
        text = text[1:]
    lines = re.split(r"\r\n|\r|\n", text)
    for number, written in enumerate(lines, 1):
        if _TAB.match(written):
            fault(number, "行首有制表符（Tab）；请改成空格", "a tab in front; type spaces instead")
        elif _WIDE_COLON.match(written):
            fault(
                number,
                "键后面是全角冒号“：”；请改成半角冒号加一个空格“: ”",
                "a full-width colon after the key; type a half-width colon and a space (: )",
            )
        elif _TIGHT_COLON.match(written):
            fault(number, "冒号后面缺一个空格；请写成“键: 值”", "no space after the colon; write key: value")
    if faults:
        return None, faults
    try:
        return _build(_quoted(lines), name), faults
    except _Refused as error:
        fault(error.line, error.zh, error.en)
    except yaml.YAMLError as error:
        fault(*_explain(error))
    return None, faults


def _quoted(lines: list[str]) -> str:
    """The text with quotes put around values that a person reads well and YAML does not; lines stay where they are."""
    done = []
    for line in lines:
        found = _LINE_VALUE.match(line)
        if found and found[2][:1] not in ("'", '"') and _AWKWARD.match(found[2]):
            if found[2] not in ("|", ">", "|-", ">-"):
                line = f"{found[1]}'{found[2].rstrip().replace(chr(39), chr(39) * 2)}'{found[3] or ''}"
        elif "%" in line or "@" in line or "`" in line:
            pattern = _SIGN_INSIDE if "[" in line or "{" in line else _SIGN
            line = pattern.sub(r"\1'\2'", line)
        done.append(line)
    return "\n".join(done) + "\n"


class _Refused(Exception):
    """YAML that is well formed, and not wanted here."""

    def __init__(self, line: int, zh: str, en: str) -> None:
        super().__init__(en)
        self.line, self.zh, self.en = line, zh, en


@dataclass(slots=True)
class _Open:
    """A mapping or list being filled; ``key`` is the mapping key whose value comes next."""

    data: Any
    lines: Lines
    key: str | None = None
    key_line: int = 0


def _build(text: str, name: str) -> Located:
    stack: list[_Open] = []
    root: Any = None
    root_lines = Lines(name, 1)
    documents = 0
    for event in _events(text):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused(line, "一个文件里只能有一份内容；请删去“---”", "one document a file; remove the ---")
            continue
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
            continue
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(
                line,
                "不能用 & 和 * 引用；请把内容写全，或给文字加引号",
                "& and * references are not allowed; write it out or quote it",
            )
        tag = getattr(event, "tag", None)
        if tag and tag not in ("!", "tag:yaml.org,2002:str"):
            raise _Refused(
                line, "不能用“!”标签；请删去，或给文字加引号", "! tags are not allowed; remove it or quote the text"
            )
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            made: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            lines = _put(stack, made, name, line)
            if lines is None:
                root, lines = made, root_lines
                lines.line = line
            stack.append(_Open(made, lines))
            if len(stack) > MAX_DEPTH:
                raise _Refused(
                    line, f"套得太深（最多 {MAX_DEPTH} 层）", f"nested too deeply ({MAX_DEPTH} levels at most)"
                )
        elif isinstance(event, yaml.ScalarEvent):
            unwritten = event.value == "" and not event.style
            top = stack[-1] if stack else None
            if top is None:
                root = None if unwritten else event.value
            elif isinstance(top.data, dict) and top.key is None:
                if event.value in top.data:
                    raise _Refused(
                        line, f"键“{event.value}”写了两遍；请删去一个", f"the key {event.value!r} is written twice"
                    )
                if event.value == "<<":
                    raise _Refused(line, "不能用 << 合并；请把内容写全", "<< merging is not allowed; write it out")
                top.key, top.key_line = event.value, line
            elif unwritten:
                top.key = None
            else:
                _put(stack, event.value, name, line)
    return Located(root, root_lines)


def _put(stack: list[_Open], value: Any, name: str, line: int) -> Lines | None:
    """Set a value into the innermost open mapping or list; its line record, or None where nothing is open."""
    if not stack:
        return None
    top = stack[-1]
    lines: Lines
    if isinstance(top.data, list):
        lines = top.lines.inner[len(top.data)] = Lines(name, line)
        top.data.append(value)
    elif top.key is None:
        raise _Refused(line, "键应是一个词", "a key must be a word")
    else:
        lines = top.lines.inner[top.key] = Lines(name, top.key_line)
        top.data[top.key] = value
        top.key = None
    return lines


def _events(text: str) -> Iterator[Any]:
    return iter(yaml.parse(text, Loader=_Loader))


_PROBLEMS = (
    (
        "expected key",
        "缩进不齐，或引号后多了字；同一级的键要对齐",
        "the indentation is off, or text follows a quote; line up the keys",
    ),
    ("'-' indicator", "缩进不齐；同一级的“- ”要对齐", "the indentation is off; line up the dashes of one level"),
    ("block", "缩进不齐；同一级的“- ”和键要对齐", "the indentation is off; line up the keys and dashes of one level"),
    (
        "mapping values",
        "缩进不对，或文字里有“: ”；请对齐，或给文字加引号",
        "wrong indentation, or a colon in the text; line up, or quote",
    ),
    (
        "expected ':'",
        "这一行缺冒号，或缩进不对；请写成“键: 值”",
        "a colon is missing, or the indentation is off; write key: value",
    ),
    (
        "expected ','",
        "括号没有配对、缺逗号，或文字里有括号没加引号",
        "a bracket or comma is missing, or a text with brackets lacks quotes",
    ),
    ("end of stream", "引号没有配对；请补上另一半", "a quote is not closed; add the other half"),
    (
        "flow",
        "括号没有配对、缺逗号，或文字里有括号没加引号",
        "a bracket or comma is missing, or a text with brackets lacks quotes",
    ),
    ("start any token", "值以特殊符号开头；请给它加引号", "the value begins with a special sign; quote it"),
    ("control characters", "有看不见的控制字符；请删去", "an invisible control character; delete it"),
)


def _explain(error: yaml.YAMLError) -> tuple[int, str, str]:
    """The line and a plain sentence for an error of the YAML parser."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    mark = getattr(error, "problem_mark", None)
    if "end of stream" in problem:  # an open quote: where it was opened tells more than where the file ends
        mark = getattr(error, "context_mark", None) or mark
    line = mark.line + 1 if mark is not None else 1
    for words, zh, en in _PROBLEMS:
        if words in problem:
            return line, zh, en
    return line, f"读不懂（{problem}）；请检查缩进和冒号", f"cannot be read ({problem}); check indentation and colons"
