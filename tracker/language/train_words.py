"""Train the word model that ships with the program: ``python -m tracker.language.train_words``.

spacy-pkuseg's wheel holds no model, and the published ones come from data licensed for research only. So the project
trains a small one: sentences made from its own word lists and patterns (``tracker.sentences``) are cut into words by
jieba (MIT; needed here only), and pkuseg learns to cut like it. Two trainings differ in their last digits, so the
model in the package is the reference and is not trained anew in a build.

``--check FILE…`` trains nothing and prints how far the words of the shipped model agree with jieba's on texts, as the
F1 of word borders.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from tracker.language.words import MODEL, load_segmenter
from tracker.sentences import make_sentences

__all__ = ["agreement", "main", "train"]

SENTENCES = 5000
SEED = 20240118
ROUNDS = 6
_PUNCTUATION = "，。；：、！？（）“”《》—\n"


def train(folder: Path, sentences: Sequence[str], rounds: int = ROUNDS) -> None:
    """Train a model on ``sentences``, cut by jieba, and write it to ``folder``."""
    from spacy_pkuseg import train as train_pkuseg
    from spacy_pkuseg.config import config

    config.featureTrim = 1  # what occurs once teaches nothing and doubles the model
    with tempfile.TemporaryDirectory() as scratch, contextlib.redirect_stdout(io.StringIO()):
        lines = [" ".join(_jieba(sentence)) for sentence in sentences]
        material, held_out = Path(scratch, "train.txt"), Path(scratch, "test.txt")
        material.write_text("\n".join(lines), encoding="utf-8")
        held_out.write_text("\n".join(lines[:200]), encoding="utf-8")
        train_pkuseg(str(material), str(held_out), str(folder), train_iter=rounds)


def agreement(cut: Iterable[tuple[Sequence[str], Sequence[str]]]) -> float:
    """F1 of the word borders of pairs of segmentations of the same texts."""
    same = ours = theirs = 0
    for one, other in cut:
        a, b = _borders(one), _borders(other)
        same, ours, theirs = same + len(a & b), ours + len(a), theirs + len(b)
    return 2 * same / (ours + theirs) if ours + theirs else 1.0


def _borders(words: Sequence[str]) -> set[int]:
    at = 0
    borders = set()
    for word in words[:-1]:
        at += len(word)
        borders.add(at)
    return borders


def _jieba(text: str) -> list[str]:
    import jieba

    jieba.setLogLevel(60)
    return [word for word in jieba.cut(text) if not word.isspace()]


def _check(texts: Iterable[str], folder: Path) -> float:
    segmenter = load_segmenter(folder)
    clauses = [clause for text in texts for clause in _clauses(text)]
    return agreement((segmenter.cut(clause), _jieba(clause)) for clause in clauses)


def _clauses(text: str) -> list[str]:
    """The text between punctuation: borders at punctuation are easy and would only flatter."""
    for mark in _PUNCTUATION:
        text = text.replace(mark, " ")
    return text.split()


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, or check; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--to", type=Path, default=MODEL, metavar="FOLDER", help="where the model is written")
    parser.add_argument("--sentences", type=int, default=SENTENCES, help="how many sentences to make and learn from")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often to go over them")
    parser.add_argument("--check", type=Path, nargs="+", metavar="FILE", help="compare with jieba on texts instead")
    options = parser.parse_args(arguments)
    if options.check:
        texts = [path.read_text(encoding="utf-8") for path in options.check]
        print(f"agreement with jieba (F1 of word borders): {_check(texts, options.to):.4f}")
        return 0
    train(options.to, list(make_sentences(SEED, options.sentences)), options.rounds)
    print(f"agreement with jieba on held-out sentences: {_check(make_sentences(SEED + 1, 500), options.to):.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
