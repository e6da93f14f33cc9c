"""``reports.toml``: what a person says about the files of a folder, over what their text says.

::

    ["大河市2024.txt"]
    id = "dahe-2024"
    jurisdiction = "青原省大河市"
    url = "https://…"
    retrieved = 2024-03-01
    status = "official"

``id`` names the report in pages and tables. ``sha256``, ``aside`` and ``superseded_by`` are what ``tracker add``
records of a file it keeps (see ``tracker.archive``): one whose bytes are others than those recorded is not read, one
put aside is not built. Every other field is one of the catalogue.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import get_args

from tracker.errors import CatalogueError, system_reason
from tracker.models import Catalogue, Level, ReportKind, Status
from tracker.storage import Stored

__all__ = ["FILE", "KEPT", "OVERRIDABLE", "field_value", "load_overrides"]

FILE = "reports.toml"
OVERRIDABLE = frozenset(Catalogue.model_fields) - {"reasons"}
KEPT = frozenset({"sha256", "aside", "superseded_by"})
"""What is said of a file rather than of the report in it."""
_KNOWN = OVERRIDABLE | KEPT | {"id"}
_YEARS = frozenset({"reviewed_years", "planned_years"})
_NO_NAME = re.compile(r"[/\\\x00-\x1f\x7f]|^\.")
_LONGEST_ID = 80
_DATES = frozenset({"delivered_on", "retrieved"})
_WORDS = {
    "kind": get_args(ReportKind),
    "level": get_args(Level),
    "status": get_args(Status),
    "aside": ("incoming", "superseded", "removed"),
}
_SHA256 = re.compile(r"[0-9a-f]{64}")
# a key of so many parts that reading it takes the square of its length in memory; no field has more than two
_CHAIN = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""")


def load_overrides(folder: Stored) -> dict[str, dict[str, object]]:
    """The fields given for each file of ``folder``, by file name; empty where it holds no ``reports.toml``.

    Raises CatalogueError (file:line where it is known) for a file that is no TOML, an unknown field, or a value of
    the wrong kind.
    """
    path = folder / FILE
    try:
        if not path.is_file():
            return {}
        text = path.read_text(encoding="utf-8-sig")
        if chain := _CHAIN.search(text):
            told = ("字段名的层数过多", "a key of too many parts")
            raise CatalogueError(*told, f"{path}:{text.count(chr(10), 0, chain.start()) + 1}")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        told = ("不是 UTF-8 文本，请另存为 UTF-8", "is not UTF-8 text; save it as UTF-8")
        raise CatalogueError(*told, str(path)) from error
    except (ValueError, RecursionError) as error:  # ValueError also for a number of thousands of digits
        line = re.search(r"line (\d+)", str(error))
        where = f"{path}:{line.group(1)}" if line else str(path)
        raise CatalogueError(f"不是合格的 TOML：{error}", f"not valid TOML: {error}", where) from error
    except OSError as error:
        zh, en = system_reason(error)
        raise CatalogueError(f"读不了（{zh}）", f"cannot be read ({en})", str(path)) from error
    return {name: _fields(name, entry, partial(_place, path, text, name)) for name, entry in data.items()}


def _fields(name: str, entry: object, where: Callable[[str], str]) -> dict[str, object]:
    """One entry; ``where`` finds the place of a field ("": of the entry) and is asked for one that is at fault only."""
    if not isinstance(entry, dict):
        raise CatalogueError(
            f'{name} 要写成一节：["文件名"]，下面一行一个字段',
            f'{name} must be a table: ["file name"], with one field a line below it',
            where(""),
        )
    fields: dict[str, object] = {}
    for key, value in entry.items():
        if key not in _KNOWN:
            known = ", ".join(sorted(_KNOWN))
            raise CatalogueError(
                f"没有 {key} 这个字段；可以写：{known}", f"there is no field {key}; there are: {known}", where(key)
            )
        try:
            fields[key] = field_value(key, value)
        except CatalogueError as error:
            raise CatalogueError(error.zh, error.en, where(key)) from None
    return fields


def field_value(key: str, value: object, where: str = "") -> object:
    """The value of a field as the catalogue takes it, from one as TOML gives it.

    Raises CatalogueError, naming ``where``, for a value the field cannot take.
    """
    if key in _YEARS:
        years = [y for y in (value if isinstance(value, list) else [value, value]) if type(y) is int]
        if len(years) != 2 or years[0] > years[1] or (isinstance(value, list) and len(value) != 2):
            raise CatalogueError(
                f"{key} 要写成 [首年, 末年]，如 [2021, 2025]", f"{key} must be [first, last], as in [2021, 2025]", where
            )
        return (years[0], years[1])
    if key == "partial":
        if not isinstance(value, bool):
            raise CatalogueError("partial 只能是 true 或 false", "partial must be true or false", where)
        return value
    if hasattr(value, "isoformat"):
        value = value.isoformat()
    if not isinstance(value, str):
        raise CatalogueError(f"{key} 要写成带引号的文字", f"{key} must be a text in quotation marks", where)
    told = _fault(key, value)
    if told:
        raise CatalogueError(*told, where)
    return value


def _fault(key: str, value: str) -> tuple[str, str] | None:
    """What is wrong with a text given for ``key``, in both languages."""
    if key in _WORDS and value not in _WORDS[key]:
        words = ", ".join(_WORDS[key])
        return f"{key} 不能写“{value}”；可以写：{words}", f"{key} cannot be {value!r}; it is one of {words}"
    if key in _DATES and not _is_date(value):
        return f"{key} 要写成日期，如 2024-01-21", f"{key} must be a date, as in 2024-01-21"
    if key == "url" and not value.startswith(("https://", "http://")):
        return "url 要以 https:// 或 http:// 开头", "url must begin with https:// or http://"
    if key == "sha256" and not _SHA256.fullmatch(value):
        return "sha256 要写成 64 位小写十六进制数", "sha256 must be 64 lower-case hexadecimal digits"
    if key in ("id", "jurisdiction") and not value.strip():
        return f"{key} 不能留空", f"{key} must not be empty"
    if key == "id" and (_NO_NAME.search(value) or len(value) > _LONGEST_ID):
        return (
            f"id 要能作文件名：不含 / \\ 和控制字符，不以点开头，不超过 {_LONGEST_ID} 字",
            f"id must do as a file name: no / \\ or control character, no dot in front, at most {_LONGEST_ID} long",
        )
    return None


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _place(path: Stored, text: str, name: str, key: str) -> str:
    """The file and line on which a field of the table ``name`` is written, or ("") the table; else the first line."""
    return f"{path}:{_line(text, key, name) if key else _line(text, name, '')}"


def _line(text: str, key: str, after: str) -> int:
    lines = text.splitlines()
    first = next((i for i, line in enumerate(lines) if after and line.lstrip().startswith("[") and after in line), 0)
    for i in range(first, len(lines)):
        if key in lines[i]:
            return i + 1
    return 1
