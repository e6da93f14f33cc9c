"""Bytes → text, in any encoding met in China.

The order of tries is strict, so the same bytes always give the same text: a byte-order mark; UTF-8; UTF-16 without a
mark where there are NUL bytes; then GB18030 (which holds GBK and GB2312) against Big5, whichever makes more of the
text common Chinese; then what charset-normalizer proposes. A text cut off within a character, or with a few bytes
destroyed, is still read; what is lost becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

__all__ = ["Decoded", "Undecodable", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = dict.fromkeys(("gb2312", "gbk", "gb18030", "hz"), "gb18030") | {
    name: name for name in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "big5", "big5hkscs", "cp950")
}
"""The encodings that a file may say it is in, and the codec for each."""
# characters looked at to judge a decoding
_SAMPLE = 20_000
_PLAUSIBLE = 0.7
# share of a text's characters that may be destroyed
_DAMAGE = 0.02

_GB2312_LEVEL_1 = "".join(
    bytes((lead, trail)).decode("gb2312", "ignore") for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF)
)
_BIG5_LEVEL_1 = "".join(
    bytes((lead, trail)).decode("big5", "ignore")
    for lead in range(0xA4, 0xC7)
    for trail in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
)
_COMMON = re.compile(
    f"[\\s -~{''.join(sorted(set(_GB2312_LEVEL_1 + _BIG5_LEVEL_1)))}"
    "\u2010-\u203b\u3000-\u3015\uff01-\uff5e·×÷°℃‰①-⑳Ⅰ-Ⅻ]"
)
_BINARY = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")


class Undecodable(ValueError):
    """Bytes that are no text in any known encoding; ``binary`` where they look like no text at all."""

    def __init__(self, binary: bool) -> None:
        self.binary = binary
        super().__init__("binary data" if binary else "unknown encoding")


class Decoded(NamedTuple):
    """A text, without its byte-order mark, and the name of its encoding."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode ``data``; ``declared`` is an encoding the file names itself, tried before guessing.

    Raises :class:`Undecodable`.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            name = encoding.removesuffix("-le").removesuffix("-be")
            decoded = _checked(data[len(mark) :].decode(encoding, "replace"), name)
            if name != "utf-8" and _plausibility(decoded.text) < _PLAUSIBLE / 2:
                raise Undecodable(binary=True)
            return decoded
    text = _strict(data, "utf-8")
    if text is not None:
        return _checked(text, "utf-8")
    if data[:_SAMPLE].count(0) > len(data[:_SAMPLE]) // 100:
        return _without_mark(data)
    if declared and (named := _known(declared)):
        text = _strict(data, named)
        if text is not None and _plausibility(text) >= _PLAUSIBLE:
            return Decoded(text, named)
    return _most_plausible(data) or _proposed(data)


def _checked(text: str, encoding: str) -> Decoded:
    """``text`` unless it is full of control characters, or too much of it is destroyed."""
    sample = text[:_SAMPLE]
    plain = sample.encode("ascii", "ignore").decode("ascii")  # the pattern would look at every ideograph
    if len(_BINARY.findall(plain)) > len(sample) // 100 or text.count("\ufffd") > _DAMAGE * len(text) + 1:
        raise Undecodable(binary=True)
    return Decoded(text, encoding)


def _strict(data: bytes, encoding: str) -> str | None:
    """``data`` decoded without a fault, but for a character cut off at the very end."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(data) and len(data) - error.start < 4 and error.start:
            return _strict(data[: error.start], encoding)
        return None


def _without_mark(data: bytes) -> Decoded:
    even = data[: len(data) & ~1]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, "replace")
        if _plausibility(text) >= _PLAUSIBLE:
            return Decoded(text, "utf-16")
    raise Undecodable(binary=True)


def _most_plausible(data: bytes) -> Decoded | None:
    """The best of the multi-byte encodings: first those that fit without a fault, then those with a few."""
    for faults in ("strict", "replace"):
        readings = []
        for encoding in ("utf-8", "gb18030", "big5hkscs", "cp950"):
            text = _strict(data, encoding) if faults == "strict" else data.decode(encoding, "replace")
            if text is not None and text.count("\ufffd") <= _DAMAGE * len(text):
                readings.append((_plausibility(text), text, encoding))
        best = max(readings, key=lambda reading: reading[0], default=None)
        if best and best[0] >= _PLAUSIBLE:
            return Decoded(best[1], "big5" if best[2] in ("big5hkscs", "cp950") else best[2])
    return None


def _proposed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    text = _strict(data, best.encoding) if best else None
    if best is None or text is None or _plausibility(text) < _PLAUSIBLE:
        raise Undecodable(binary=bool(_BINARY.search(data[:_SAMPLE].decode("latin-1"))))
    return Decoded(text, best.encoding)


def _known(name: str) -> str | None:
    """The codec for a declared encoding, the GB family read as the widest of it; None for what no Chinese text is in.

    A page may declare anything, and what Python has a codec for need not be text (``base64``, ``zlib``).
    """
    try:
        return _DECLARED.get(codecs.lookup(name).name)
    except LookupError:
        return None


def _plausibility(text: str) -> float:
    """The share of common characters in the beginning of ``text``."""
    sample = text[:_SAMPLE]
    return len(_COMMON.findall(sample)) / len(sample) if sample else 0.0
