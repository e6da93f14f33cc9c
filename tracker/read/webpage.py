"""The main text of a web page, without menus, side columns and footers.

The page is cut into blocks (a paragraph, a heading, a row of a table). The main text is the smallest element that
holds nearly all the running text of the page, running text being blocks of some length, with Chinese punctuation, that
are not mostly links. Within that element everything is kept but what is hidden, or a list of links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree, html

from tracker.errors import ReadError
from tracker.read.encodings import Undecodable, decode

__all__ = ["Page", "read_page"]

_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre"),
        *("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_HIDDEN = frozenset(
    (
        *("applet", "aside", "audio", "button", "canvas", "embed", "footer", "head", "iframe", "input", "map", "math"),
        *("nav", "noscript", "object", "option", "script", "select", "style", "svg", "template", "textarea", "video"),
    )
)
# the names that pages give, as class or id, to what stands around their main text
_FURNITURE = frozenset(
    (
        *("foot", "footer", "bottom", "copyright", "nav", "menu", "sidebar", "toolbar", "share", "related"),
        *("bread", "breadcrumb", "crumb", "crumbs", "position", "location"),
    )
)
_CELLS = frozenset(("td", "th"))
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{1,40})""", re.IGNORECASE)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f]+")
_SENTENCE = re.compile(r"[\u3400-\u9fff][，。；：、！,;]")
# a block of at least this many characters with Chinese punctuation counts as running text
_RUNNING = 20
_NEARLY_ALL = 0.9
_MOSTLY = 0.5
_PARAGRAPHS = frozenset(("p", "li", "dd", "pre", "blockquote"))
_TITLES = frozenset(("h1", "h2"))
_TITLE = 6


class Page(NamedTuple):
    """The text taken out of a page, and the encoding its bytes were in."""

    text: str
    encoding: str


class _Block(NamedTuple):
    element: etree._Element
    text: str
    linked: int


def read_page(data: bytes, where: str) -> Page:
    """The main text of the page ``data``, one block a line."""
    declared = _DECLARED.search(data[:4096])
    try:
        decoded = decode(data, declared[1].decode("ascii") if declared else None)
    except Undecodable as error:
        raise ReadError(
            "网页的文字编码无法识别，请另存为 UTF-8", "the page's encoding is not known; save it as UTF-8", where
        ) from error
    # the text is decoded already, so what the page says of its encoding must not be heard again
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(decoded.text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("网页里没有内容", "there is nothing in this web page", where) from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise ReadError(
            "网页嵌套层数过多，无法读取；请把正文另存为文本",
            "the page is nested too deep; save its text as a text file",
            where,
        )
    whole = list(_blocks(root, frozenset()))
    blocks = list(_blocks(root, _FURNITURE))
    # a page may give such a name to all of it
    if _running(blocks) < _MOSTLY * _running(whole):
        blocks = whole
    inside = set(_main(root, blocks).iter(etree.Element))
    named = root.findtext(".//head/title") or ""
    lines: list[str] = []
    for block in blocks:
        if block.element in inside:
            if not _is_links(block):
                lines.append(block.text)
        elif not lines and _is_title(block, named):
            lines.append(block.text)
    if not lines:
        raise ReadError("网页里没有正文", "there is no running text in this web page", where)
    return Page("\n".join(lines) + "\n", decoded.encoding)


def _blocks(root: etree._Element, left_out: frozenset[str]) -> Iterator[_Block]:
    """The blocks of the page in order, without elements of a class or id in ``left_out``.

    The cells of a table's row stand in one block, apart by tabs.
    """
    gathered = _Gathered(root)
    hidden: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = str(element.tag)
        if hidden is not None:
            if element is not hidden or event == "start":
                continue
            hidden = None
        elif event == "start":
            if _is_hidden(element, tag, left_out):
                hidden = element
                continue
            if tag == "br" or (tag in _BLOCKS and tag not in _CELLS):
                yield from gathered.close(gathered.holder if tag == "br" else element)
            gathered.links += tag == "a"
            gathered.add(element.text)
            continue
        elif tag in _CELLS:
            gathered.pieces.append("\t")
        elif tag in _BLOCKS:
            parent = element.getparent()
            yield from gathered.close(root if parent is None else parent)
        gathered.links -= tag == "a" and event == "end" and gathered.links > 0
        if element is not root:
            gathered.add(element.tail)
    yield from gathered.close(root)


def _is_hidden(element: etree._Element, tag: str, left_out: frozenset[str]) -> bool:
    names = f"{element.get('class', '')} {element.get('id', '')}".lower().split()
    return (
        tag in _HIDDEN
        or element.get("hidden") is not None
        or not left_out.isdisjoint(names)
        or bool(_INVISIBLE.search(element.get("style", "")))
    )


class _Gathered:
    """The text met since the last block began, and how much of it stands in links."""

    def __init__(self, holder: etree._Element) -> None:
        self.holder = holder
        self.pieces: list[str] = []
        self.links = 0
        self.linked = 0

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append(_BLANK.sub(" ", text))
            self.linked += len(text.strip()) if self.links else 0

    def close(self, holder: etree._Element) -> Iterator[_Block]:
        """The block that ends here, if it holds anything; the next one stands in ``holder``."""
        text = "\t".join(_BLANK.sub(" ", cell).strip(" ") for cell in "".join(self.pieces).split("\t")).strip("\t ")
        if text:
            yield _Block(self.holder, text, self.linked)
        self.holder, self.pieces, self.linked = holder, [], 0


def _main(root: etree._Element, blocks: list[_Block]) -> etree._Element:
    """The smallest element that holds nearly all the running text."""
    weights: dict[etree._Element, int] = {}
    for block in blocks:
        weights[block.element] = weights.get(block.element, 0) + _running([block])
    order = list(root.iter(etree.Element))
    for element in reversed(order):
        parent = element.getparent()
        if parent is not None and element in weights:
            weights[parent] = weights.get(parent, 0) + weights[element]
    total = weights.get(root, 0)
    if not total:
        return root
    # deepest last: a child comes after its parent in document order
    main = [element for element in order if weights.get(element, 0) >= _NEARLY_ALL * total][-1]
    parent = main.getparent()
    # where one paragraph holds it all, what stands around that paragraph belongs to it
    return parent if main.tag in _PARAGRAPHS and parent is not None else main


def _running(blocks: list[_Block]) -> int:
    """How many characters of running text ``blocks`` hold."""
    return sum(
        len(block.text)
        for block in blocks
        if len(block.text) >= _RUNNING and not _is_links(block) and _SENTENCE.search(block.text)
    )


def _is_title(block: _Block, named: str) -> bool:
    """Whether ``block``, which stands before the main text, is its title; ``named`` is the page's own title."""
    return not block.linked and (block.element.tag in _TITLES or (len(block.text) >= _TITLE and block.text in named))


def _is_links(block: _Block) -> bool:
    return block.linked >= _MOSTLY * len(block.text)
