"""The same reports written in other ways, none of which changes what they say, and a comparison of what is read.

``python tests/metamorphic/rewritten.py FOLDER …`` prints what differs for reports of one's own.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import opencc
from repair.damage import full_width as _full_width
from repair.damage import readings as _readings

from tracker.flow import built_in_rulebook, compare_reports, extract_report, read_report
from tracker.models import Statement

__all__ = ["REWRITINGS", "UNRELATED", "Said", "differences", "said_in", "texts_of", "write"]

Texts = Mapping[str, str]  # file name → text
Files = Mapping[str, bytes]  # file name → bytes

_TOLD = {
    *("id", "kind", "indicator", "indicator_id", "scope", "measure", "comparator", "qualifier", "value", "value_max"),
    *("unit", "direction", "basis", "modality", "tier", "binding", "action", "object", "damaged", "each_year"),
    *("horizon_start", "horizon_end", "period_start", "period_end", "baseline", "cumulative", "provisional", "source"),
}

# a place of its own with words and figures like those of the others
UNRELATED = """岑溪岭市2024年政府工作报告

一、2023年工作回顾
地区生产总值增长5.1%，粮食产量达到40万吨，新建高标准农田3万亩，改造老旧小区20个。

二、2024年工作安排
地区生产总值增长6%左右，粮食产量稳定在41万吨以上，新建高标准农田4万亩，改造老旧小区25个。
"""


class Said(NamedTuple):
    """What was read: each commitment, result and line of comparison as text, counted."""

    commitments: Counter[str]
    results: Counter[str]
    links: Counter[str]


def _unchanged(texts: Texts) -> Files:
    return {name: text.encode() for name, text in texts.items()}


def traditional(texts: Texts) -> Files:
    convert = opencc.OpenCC("s2t").convert
    return {name: convert(text).encode() for name, text in texts.items()}


def gb18030(texts: Texts) -> Files:
    return {name: text.encode("gb18030") for name, text in texts.items()}


def utf_16(texts: Texts) -> Files:
    return {name: text.encode("utf-16") for name, text in texts.items()}


def full_width_digits(texts: Texts) -> Files:
    return {name: _full_width(text, random.Random(0)).encode() for name, text in texts.items()}


def windows_line_ends(texts: Texts) -> Files:
    return {name: text.replace("\n", "\r\n").encode("utf-8-sig") for name, text in texts.items()}


def old_macintosh_line_ends(texts: Texts) -> Files:
    return {name: text.replace("\n", "\r").encode() for name, text in texts.items()}


def bracketed_readings(texts: Texts) -> Files:
    return {name: _readings(text, random.Random(0)).encode() for name, text in texts.items()}


def without_indents_and_empty_lines(texts: Texts) -> Files:
    return {name: re.sub(r"\n\s*", "\n", text).encode() for name, text in texts.items()}


def spaced_at_line_ends(texts: Texts) -> Files:
    return {name: text.replace("\n", " \u3000\n").encode() for name, text in texts.items()}


def renamed_files(texts: Texts) -> Files:
    """Names that say nothing, in the opposite order."""
    return {f"{900 - number}.txt": text.encode() for number, text in enumerate(texts.values())}


def as_web_pages(texts: Texts) -> Files:
    """A plain page for each: a paragraph a line."""
    pages = {}
    for name, text in texts.items():
        body = "".join(f"<p>{line.strip()}</p>\n" for line in text.split("\n") if line.strip())
        page = f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body><article>{body}</article></body></html>"
        pages[name.replace(".txt", ".html")] = page.encode()
    return pages


def beside_an_unrelated_report(texts: Texts) -> Files:
    return {**_unchanged(texts), "aaa.txt": UNRELATED.encode()}


def paragraphs_in_another_order(texts: Texts) -> Files:
    """The numbered paragraphs of each part turned round, numbered anew."""
    return {name: _turn_paragraphs(text).encode() for name, text in texts.items()}


_NUMBERED = re.compile(r"^(\s*（[一二三四五六七八九十]{1,3}）)(.*)$")


def _turn_paragraphs(text: str) -> str:
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        run = [at] if _NUMBERED.match(lines[at]) else []
        while run and (following := run[-1] + 1) < len(lines):
            while following < len(lines) and not lines[following].strip():
                following += 1
            if following == len(lines) or not _NUMBERED.match(lines[following]):
                break
            run.append(following)
        # a numbered line that stands alone is a heading, with paragraphs of its own
        found = [match.groups() for n in run if (match := _NUMBERED.match(lines[n])) and len(match[2]) > 40]
        if len(found) == len(run):
            for n, (number, _), (_, body) in zip(run, found, reversed(found), strict=True):
                lines[n] = number + body
        at = run[-1] + 1 if run else at + 1
    return "\n".join(lines)


def sentences_in_another_order(texts: Texts) -> Files:
    """In each numbered paragraph the sentences that stand alone turned round, but for the first one.

    Not in the last paragraph of a part: what follows it has no heading of its own and may lean on it.
    """
    return {name: _turn_sentences(text).encode() for name, text in texts.items()}


# words by which a sentence leans on the one before, or the one behind on it
_LEANING = re.compile(
    "实事|其中|同时|同比|上述|前者|后者|分别|均|这|其|此|该|今后|到20|过去|力争|确保|继续|年来|截至|并"
)


def _turn_sentences(text: str) -> str:
    lines = []
    whole = [line for line in text.split("\n") if line.strip()]
    inner = {line for line, behind in itertools.pairwise(whole) if _NUMBERED.match(behind)}
    for line in text.split("\n"):
        match = _NUMBERED.match(line) if line in inner else None
        sentences = re.findall("[^。；]+[。；]", match[2]) if match else []
        if match and len(sentences) > 2 and "".join(sentences) == match[2] and "；" not in line:
            free = [n for n, s in enumerate(sentences) if n and not _LEANING.search(s)]
            for n, s in zip(free, [sentences[n] for n in reversed(free)], strict=True):
                sentences[n] = s
            line = match[1] + "".join(sentences)
        lines.append(line)
    return "\n".join(lines)


REWRITINGS: dict[str, Callable[[Texts], Files]] = {
    rewriting.__name__: rewriting
    for rewriting in (
        *(traditional, gb18030, utf_16, full_width_digits, windows_line_ends, old_macintosh_line_ends),
        *(bracketed_readings, without_indents_and_empty_lines, spaced_at_line_ends, renamed_files, as_web_pages),
        *(beside_an_unrelated_report, paragraphs_in_another_order, sentences_in_another_order),
    )
}


def texts_of(folder: Path) -> dict[str, str]:
    """The sound texts of the reports in a folder, whatever their encoding and damage: what repair makes of them."""
    return {path.name: read_report(path).clean.text for path in sorted(folder.glob("*.txt"))}


def write(files: Files, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def said_in(folder: Path) -> Said:
    """What the reports in a folder say and how they compare; the unrelated one left out."""
    rulebook = built_in_rulebook()
    found = [extract_report(read_report(path, rulebook), rulebook) for path in sorted(folder.iterdir())]
    by_id = {e.report.id: f"{e.report.catalogue.kind} {e.report.catalogue.planned_years}" for e in found}
    strangers = {e.report.id for e in found if e.report.clean.text.startswith(UNRELATED[:4])}
    kept = [e for e in found if e.report.id not in strangers]
    own = {c.id for e in kept for c in (*e.commitments, *e.qualitative)}
    links = Counter(
        f"{link.commitment} → {link.result} {link.verdict} {link.verdict_strict} {link.verdict_detail} "
        f"{link.attainment} {link.shortfall} {link.overdue} {link.final} {by_id.get(link.later_report or '')}"
        for link in compare_reports(found, rulebook)
        if link.commitment in own
    )
    commitments = Counter(_told(c) for e in kept for c in (*e.commitments, *e.qualitative))
    return Said(commitments, Counter(_told(r) for e in kept for r in e.results), links)


def _told(statement: Statement) -> str:
    fields = statement.model_dump(include=_TOLD)
    plain = {k: v.normalize() if isinstance(v, Decimal) else v for k, v in fields.items()}
    return " ".join(f"{key}={plain[key]}" for key in sorted(plain) if plain[key] is not None)


def differences(before: Said, after: Said) -> list[str]:
    """What one says and the other does not, a line each."""
    lines = []
    for kind, one, other in zip(Said._fields, before, after, strict=True):
        lines += [f"{kind} - {text}" for text in sorted((one - other).elements())]
        lines += [f"{kind} + {text}" for text in sorted((other - one).elements())]
    return lines


def main(folders: list[str]) -> None:
    for folder in folders:
        texts = texts_of(Path(folder))
        with tempfile.TemporaryDirectory() as place:
            sound = said_in(write(_unchanged(texts), Path(place) / "sound"))
            print(f"{folder}: {len(texts)} reports, {[sum(part.values()) for part in sound]} statements and links")
            for name, rewriting in REWRITINGS.items():
                found = differences(sound, said_in(write(rewriting(texts), Path(place) / name)))
                print(f"{name:34}{len(found):6}", *found[:60], sep="\n    ")


if __name__ == "__main__":
    main(sys.argv[1:])
