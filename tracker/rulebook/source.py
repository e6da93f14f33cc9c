"""One YAML file → plain data (mappings, lists, text) and the line each part stands on.

Rule files are written by people who do not know YAML's surprises, so the surprises are switched off: every scalar
is read as text (``5`` and ``no`` and ``1:30`` stay what they look like; the schema turns them into numbers where it
wants numbers), a key without a value counts as not written, and anchors, aliases, tags and merge keys are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tracker.errors import RuleError

__all__ = ["MAX_BYTES", "Located", "Path_", "read_yaml"]

MAX_BYTES = 2_000_000
MAX_DEPTH = 12

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is ten times as fast; both give marks

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Located:
    """What a file says, and where: ``lines`` maps the path of a part (keys and indices) to its line, from 1."""

    name: str
    data: Any
    lines: dict[Path_, int] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """The line of the part at ``path``, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def where(self, path: Path_) -> str:
        """``file:line`` of the part at ``path``."""
        return f"{self.name}:{self.line(path)}"


def read_yaml(path: Path, name: str) -> tuple[Located | None, list[RuleError]]:
    """Read one rule file; ``name`` is what messages call it. A file that is not YAML gives no data and its faults."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        return None, [RuleError(f"读不了这个文件（{error.strerror}）", f"cannot read this file ({error.strerror})", name)]
    return parse_yaml(raw, name)


def parse_yaml(raw: bytes, name: str) -> tuple[Located | None, list[RuleError]]:
    """As ``read_yaml``, from bytes."""
    try:
        text = raw.decode("utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        return None, [RuleError(f"不是合格的 YAML：{error}", f"not valid YAML: {error}", f"{name}:{line}")]
    located = Located(name, None if node is None else _plain(node), {})
    if node is not None:
        located.lines.update(_lines(node, ()))
    return located, []


def _plain(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {str(k.value): _plain(v) for k, v in node.value if not _unwritten(v)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(v) for v in node.value if not _unwritten(v)]
    return node.value


def _unwritten(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and node.style is None


def _lines(node: yaml.Node, path: Path_) -> Iterator[tuple[Path_, int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*path, str(key.value)), key.start_mark.line + 1
            for place, line in _lines(value, (*path, str(key.value))):
                if place != (*path, str(key.value)):
                    yield place, line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(v for v in node.value if not _unwritten(v)):
            yield from _lines(value, (*path, index))
