"""The pattern language of rule files, read into elements.

A pattern describes one plain frame (a sentence reduced to its marks) from left to right::

    {rise}             a word of the class ``rise`` (rules/words)
    {rise|fall}        a word of either class
    {quantity}         a quantity; {quantity:rate} one whose unit is in the family ``rate`` (rules/units.yaml)
    {indicator}        a name in the lexicon; {period} a time expression
    {name}             what names a thing: one to six marks of free text, indicators and classes with ``in_name: yes``
    {base=name}        the same, remembered as ``base``
    其中  ，            this very word or punctuation mark
    (达到|{rise})       one of these (full-width punctuation stands for itself, half-width brackets group)
    X?                 X or nothing; for one element or a group
    …                  a gap: up to four marks that are no quantity
    ^  $               the frame's beginning, its end

Elements are separated by spaces where they would otherwise run together. Nothing repeats without bound, so a
pattern cannot explode; one with too many elements or alternatives is refused when it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.errors import RuleError

__all__ = ["GAP_LONGEST", "NAME_LONGEST", "Element", "Pattern", "read_pattern"]

NAME_LONGEST = 6
GAP_LONGEST = 4
MAX_ELEMENTS = 24
MAX_VARIANTS = 64

_TOKENS = re.compile(
    r"\s+"
    r"|\{(?:(?P<label>[a-z][a-z0-9_]*)=)?(?P<classes>[^{}=:]+)(?::(?P<limits>[^{}=:]+))?\}"
    r"|(?P<open>\()|(?P<close>\))|(?P<or>\|)|(?P<maybe>\?)|(?P<gap>…+)|(?P<edge>[\^$])"
    r"|(?P<punctuation>[，、：；。！？“”‘’（）《》〈〉【】—·,:;])"
    r"|(?P<literal>[^\s{}()|?…^$，、：；。！？“”‘’（）《》〈〉【】—·,:;]+)"
)


@dataclass(frozen=True)
class Element:
    """One step of a pattern. ``wants`` are the tag parts it accepts (empty: any but a quantity)."""

    name: str
    wants: tuple[str, ...]
    at_least: int = 1
    at_most: int = 1
    kind: str = "class"  # class, name, literal, gap, edge

    @property
    def weight(self) -> int:
        """How much the element says: a word more than any name and figure however narrow, a gap nothing."""
        if self.at_least == 0 and self.kind != "name":
            return 0
        return {"literal": 8, "edge": 1, "gap": 0, "name": 1}.get(
            self.kind, 4 if any("." in w for w in self.wants) else 3
        )


@dataclass(frozen=True)
class Pattern:
    """A pattern read: ``variants`` are its alternatives written out; ``classes`` and ``literals`` all that it names."""

    text: str
    variants: tuple[tuple[Element, ...], ...]
    classes: tuple[str, ...]
    literals: tuple[str, ...]


def read_pattern(text: str) -> Pattern:
    """Read a pattern; raises RuleError (without a place) where it is not one, or would explode."""
    return _Reader(text).read()


class _Reader:
    """Recursive descent over the tokens; alternatives are written out as they are met."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[re.Match[str]] = []
        at = 0
        while at < len(text):
            found = _TOKENS.match(text, at)
            if found is None:
                near = " ".join(text[at : at + 8].split())
                raise RuleError(f"模式在“{near}”处读不懂", f"the pattern cannot be read at {near!r}")
            if found.lastgroup:
                self.tokens.append(found)
            at = found.end()
        self.at = 0

    def read(self) -> Pattern:
        """The pattern, with every variant of it written out; RuleError where it is none or would fire everywhere."""
        variants = self._alternatives(depth=0)
        if self.at < len(self.tokens):
            raise RuleError("模式里多了一个右括号", "the pattern has a closing bracket too many")
        kept = dict.fromkeys(_labelled(v) for v in variants)
        elements = [e for v in kept for e in v]
        if not all(any(e.at_least and e.kind in ("class", "literal") for e in v) for v in kept):
            raise RuleError(
                "模式至少要有一个必需的 {词类} 或词语，否则到处都会命中",
                "a pattern needs at least one {class} or word that is not optional, or it would fire everywhere",
            )
        return Pattern(
            self.text,
            tuple(kept),
            tuple(sorted({w for e in elements if e.kind == "class" for w in e.wants})),
            tuple(sorted({w for e in elements if e.kind == "literal" for w in e.wants})),
        )

    def _alternatives(self, depth: int) -> list[tuple[Element, ...]]:
        if depth > 4:
            raise RuleError("模式的括号套得太深（最多四层）", "brackets nest too deeply (four levels at most)")
        found = self._sequence(depth)
        while self._take("or"):
            found = found + self._sequence(depth)
        return self._bounded(found)

    def _sequence(self, depth: int) -> list[tuple[Element, ...]]:
        variants: list[tuple[Element, ...]] = [()]
        while self.at < len(self.tokens) and self.tokens[self.at].lastgroup not in ("or", "close"):
            step = self._step(depth)
            variants = self._bounded([before + after for before in variants for after in step])
        return variants

    def _step(self, depth: int) -> list[tuple[Element, ...]]:
        token = self.tokens[self.at]
        self.at += 1
        kind = token.lastgroup
        if kind == "maybe":
            raise RuleError("问号前面要有一个元素", "a ? needs an element in front of it")
        if kind == "open":
            inner = self._alternatives(depth + 1)
            if not self._take("close"):
                raise RuleError("模式缺一个右括号", "the pattern lacks a closing bracket")
            return [*inner, ()] if self._take("maybe") else inner
        element = _element(token)
        if self._take("maybe"):
            if element.kind in ("gap", "edge"):
                raise RuleError("“…”“^”“$”后面不要加问号", "… ^ and $ take no ?")
            if element.at_most > 1:
                return [(element,), ()]
            element = replace(element, at_least=0)
        return [(element,)]

    def _take(self, kind: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at].lastgroup == kind:
            self.at += 1
            return True
        return False

    def _bounded(self, variants: list[tuple[Element, ...]]) -> list[tuple[Element, ...]]:
        variants = list(dict.fromkeys(variants))
        if len(variants) > MAX_VARIANTS or any(len(v) > MAX_ELEMENTS for v in variants):
            raise RuleError(
                f"模式太大：写开后最多 {MAX_VARIANTS} 种写法、每种 {MAX_ELEMENTS} 个元素；请拆成几条规则",
                f"the pattern explodes: {MAX_VARIANTS} alternatives of {MAX_ELEMENTS} elements at most; split the rule",
            )
        return variants


def _element(token: re.Match[str]) -> Element:
    kind = token.lastgroup
    if kind == "gap":
        return Element("gap", (), 0, GAP_LONGEST, "gap")
    if kind == "edge":
        return Element(token.group(), (token.group(),), kind="edge")
    if kind in ("literal", "punctuation"):
        return Element(token.group(), (token.group(),), kind="literal")
    classes = [c.strip() for c in token["classes"].split("|")]
    limits = [c.strip() for c in token["limits"].split("|")] if token["limits"] else []
    for part in classes + limits:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", part):
            raise RuleError(
                f"{token.group()} 里应是英文小写的词类名，不是“{part}”",
                f"{token.group()} must hold class names in small letters",
            )
    label = token["label"] or classes[0]
    if classes == ["name"]:
        return Element(label, (), 1, NAME_LONGEST, "name")
    if "name" in classes or (limits and len(classes) > 1):
        raise RuleError(
            f"{token.group()}：请用括号分开写", f"{token.group()}: write the alternatives apart, in brackets"
        )
    return Element(label, tuple(f"{classes[0]}.{limit}" for limit in limits) or tuple(sorted(set(classes))))


def _labelled(variant: tuple[Element, ...]) -> tuple[Element, ...]:
    """Names made unique from left to right: quantity, quantity2 …"""
    seen: dict[str, int] = {}
    named = []
    for element in variant:
        seen[element.name] = count = seen.get(element.name, 0) + 1
        named.append(element if count == 1 else replace(element, name=f"{element.name}{count}"))
    return tuple(named)
