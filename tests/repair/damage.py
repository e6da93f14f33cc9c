"""Damage done to a sound text on purpose, in each of the ways met in real files, and how much of it is mended.

``python tests/repair/damage.py FILE …`` prints the shares for texts of one's own; the tests hold this project's own
text to them.
"""

from __future__ import annotations

import difflib
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import opencc

from tracker.models import CleanText
from tracker.repair import repair

__all__ = ["DAMAGES", "Outcome", "mend"]

# readings of common characters, enough for a text to be full of them
_READINGS = {
    **{"发": "fā", "现": "xiàn", "实": "shí", "进": "jìn", "业": "yè", "达": "dá", "经": "jīng", "济": "jì"},
    **{"产": "chǎn", "总": "zǒng", "值": "zhí", "标": "biāo", "务": "wù", "设": "shè", "线": "xiàn", "优": "yōu"},
    **{"强": "qiáng", "创": "chuàng", "学": "xué", "医": "yī", "养": "yǎng", "应": "yìng", "护": "hù", "质": "zhì"},
    **{"环": "huán", "绿": "lǜ", "旅": "lǚ", "亩": "mǔ", "员": "yuán"},
}
_SENTENCE = re.compile("[，。；：！]")


class Outcome(NamedTuple):
    """What became of a damaged text, in characters of the sound one (spaces and line ends not counted)."""

    total: int
    restored: int
    guessed_right: int
    guessed_wrong: int
    visible: int
    wrong_numbers: int

    @property
    def share(self) -> float:
        return self.restored / self.total


def traditional(text: str, dice: random.Random) -> str:
    return str(opencc.OpenCC("s2t").convert(text))


def readings(text: str, dice: random.Random) -> str:
    """Traditional writing with a reading behind every character of the list, some in broken letters."""

    def read(match: re.Match[str]) -> str:
        reading = _READINGS[match.group()]
        if dice.random() < 0.05:
            reading = reading.translate(str.maketrans("ǎāa", "ăɑɑ"))
        return f"{opencc.OpenCC('s2t').convert(match.group())}({reading})"

    return re.sub(f"[{''.join(_READINGS)}]", read, traditional(text, dice))


def out_of_step(text: str, dice: random.Random) -> str:
    """In one clause of twenty a character cut in two, and the rest, to the next sign, read one byte on.

    The worst real file known has one such place in 770 characters; this makes one in 200.
    """
    lines = []
    for line in text.split("\n"):
        pieces = re.split("((?<=[，。；：！]))", line)
        lines.append("".join(_shift(piece, dice) if dice.random() < 0.05 else piece for piece in pieces))
    return "\n".join(lines)


def _shift(piece: str, dice: random.Random) -> str:
    places = [at for at in range(len(piece) - 2) if re.match("[\u4e00-\u9fa5]{3}", piece[at:])]
    if not places:
        return piece
    at = dice.choice(places)
    end = len(piece) - 1 if _SENTENCE.match(piece[-1:]) else len(piece)
    data = piece[at:end].encode("gbk", "ignore")[1:]
    shown = ["?"]
    step = 0
    while step < len(data):
        pair = data[step : step + 2]
        if pair[0] < 0x80:
            shown.append(data[step:].decode("gbk", "ignore"))
            break
        try:
            shown.append(pair.decode("gb18030"))
        except UnicodeDecodeError:
            shown.append("?")
            if len(pair) == 2 and pair[1] < 0x80:
                shown.append(data[step + 2 :].decode("gbk", "ignore"))
                break
        else:
            if pair[1] < 0x80:
                shown.append(data[step + 2 :].decode("gbk", "ignore"))
                break
        step += 2
    return piece[:at] + "".join(shown) + piece[end:]


def full_width(text: str, dice: random.Random) -> str:
    return text.translate({code: code + 0xFEE0 for code in (*range(0x30, 0x3A), 0x25, 0x2E)})


def half_width(text: str, dice: random.Random) -> str:
    return text.translate({ord(wide): ord(wide) - 0xFEE0 for wide in "，；：（）！"})


def spaced_numbers(text: str, dice: random.Random) -> str:
    return re.sub(r"(?<=[0-9])(?=[年月日%亿万个家件公])|(?<=[增长到])(?=[0-9])", " ", text)


def litter(text: str, dice: random.Random) -> str:
    """Bold leads in Markdown, and a bookmark and the mark of a heading before every part."""
    bold = re.sub("^(（.）[^。\n]{2,}。)", r"**\1**", text, flags=re.MULTILINE)
    return re.sub("^(?=[一二三]、)", "[bookmark: _Toc7]# ", bold, flags=re.MULTILINE)


def torn_pages(text: str, dice: random.Random) -> str:
    """A page's end, with its number, in the middle of a word of every long paragraph."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        places = [at for at in range(90, len(line) - 10) if re.fullmatch("[\u4e00-\u9fa5]{4}", line[at - 2 : at + 2])]
        if places and _SENTENCE.search(line):
            at = dice.choice(places)
            line = f"{line[:at]}\n— {number} —\n\n{line[at:]}"
        lines.append(line)
    return "\n".join(lines)


def wrapped(text: str, dice: random.Random) -> str:
    """Every paragraph wrapped to 32 characters, indented by two."""
    pieces = [f"　　{line}" if line else "" for line in text.split("\n")]
    return "\n".join(piece[at : at + 32] for piece in pieces for at in range(0, len(piece), 32))


DAMAGES: dict[str, Callable[[str, random.Random], str]] = {
    damage.__name__: damage
    for damage in (
        *(traditional, readings, out_of_step, full_width, half_width),
        *(spaced_numbers, litter, torn_pages, wrapped),
    )
}


def mend(text: str, damage: str, seed: int = 0) -> Outcome:
    """Damage ``text`` in one way, repair it, and compare with what repair makes of the sound text."""
    sound = repair(text)
    mended = repair(DAMAGES[damage](text, random.Random(seed)))
    want, _ = _plain(sound, guessed=False)
    have, guesses = _plain(mended, guessed=True)
    equal: set[int] = set()
    for block in _matches(want, have):
        equal.update(range(block.b, block.b + block.size))
    numbers = Counter(_numbers(mended))
    numbers.subtract(Counter(_numbers(sound)))
    return Outcome(
        total=len(want),
        restored=len(equal),
        guessed_right=len(guesses & equal),
        guessed_wrong=len(guesses - equal),
        visible=sum(end - start for start, end in mended.damaged),
        wrong_numbers=sum(count for count in numbers.values() if count > 0),
    )


def _plain(clean: CleanText, guessed: bool) -> tuple[str, set[int]]:
    """The text without blanks, and the places in it of what was guessed."""
    kept = [at for at, character in enumerate(clean.text) if not character.isspace()]
    place = {at: number for number, at in enumerate(kept)}
    guesses: set[int] = set()
    for edit in clean.edits if guessed else ():
        if edit.certainty == "guessed":
            guesses.update(place[at] for at in range(*clean.offsets.to_clean(edit.start, edit.end)) if at in place)
    return "".join(clean.text[at] for at in kept), guesses


def _matches(want: str, have: str) -> list[difflib.Match]:
    """What the texts have in common, found sentence by sentence so that long texts take no longer than they must."""
    blocks = []
    wants, haves = re.findall("[^。；\n]*[。；]?", want), re.findall("[^。；\n]*[。；]?", have)
    starts_a = [0]
    starts_b = [0]
    for starts, pieces in ((starts_a, wants), (starts_b, haves)):
        for piece in pieces:
            starts.append(starts[-1] + len(piece))
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, wants, haves, autojunk=False).get_opcodes():
        a, b = starts_a[a1], starts_b[b1]
        if tag == "equal":
            blocks.append(difflib.Match(a, b, starts_a[a2] - a))
            continue
        inner = difflib.SequenceMatcher(None, want[a : starts_a[a2]], have[b : starts_b[b2]], autojunk=False)
        blocks += [difflib.Match(a + m.a, b + m.b, m.size) for m in inner.get_matching_blocks()]
    return blocks


def _numbers(clean: CleanText) -> list[str]:
    """The numbers of the text but those that touch what is damaged: a damaged number is never used."""
    near = {at for start, end in clean.damaged for at in range(start - 2, end + 2)}
    return [
        match.group()
        for match in re.finditer(r"[0-9][0-9.]*[%‰]?", clean.text)
        if not near.intersection(range(match.start() - 1, match.end() + 1))
    ]


def main(files: list[str]) -> None:
    columns = ("characters", "restored", "guessed right", "guessed wrong", "visible", "wrong numbers")
    print(f"{'':16}" + "".join(f"{column:>15}" for column in columns))
    for damage in DAMAGES:
        sums = [sum(column) for column in zip(*(mend(Path(f).read_text("utf-8"), damage) for f in files), strict=True)]
        total, restored, right, wrong, visible, numbers = sums
        print(f"{damage:16}{total:15}{restored / total:15.3%}{right:15}{wrong:15}{visible:15}{numbers:15}")


if __name__ == "__main__":
    main(sys.argv[1:])
