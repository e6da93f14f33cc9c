"""Words, cut by pkuseg: they help find names and their borders. Offsets, never words, are what is stored.

The model travels with the package; another pkuseg model is used where the environment variable ``TRACKER_WORD_MODEL``
names its folder. Cutting costs a hundred times what scanning costs, so only names and the clauses around them are
cut, and what was cut is remembered.
"""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tracker.errors import TrackerError
from tracker.language.cutting import Cutter

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

__all__ = ["ENVIRONMENT", "MODEL", "WordTokenizer", "load_segmenter", "model_folder", "words"]

MODEL = Path(__file__).resolve().parent / "pkuseg_model"
"""The model trained by ``tracker.language.train_words``."""

ENVIRONMENT = "TRACKER_WORD_MODEL"
"""Names the folder of another pkuseg model."""

_REMEMBERED = 100_000


class Segmenter(Protocol):
    """What pkuseg offers."""

    def cut(self, text: str) -> list[str]:
        """The words of a text without spaces."""


def model_folder() -> Path:
    """The folder of the model in use; raises TrackerError where the one asked for is not there."""
    asked = os.environ.get(ENVIRONMENT)
    folder = Path(asked) if asked else MODEL
    if not (folder / "features.msgpack").is_file():
        raise TrackerError(
            f"这里没有 pkuseg 模型（缺 features.msgpack）；请检查环境变量 {ENVIRONMENT}",
            f"no pkuseg model here (features.msgpack is missing); check the environment variable {ENVIRONMENT}",
            str(folder),
        )
    return folder


def load_segmenter(folder: Path, *, joining: bool = True) -> Segmenter:
    """pkuseg with the model in ``folder``; if ``joining``, its word list joins what the model cuts too small."""
    import spacy_pkuseg

    segmenter: Segmenter = spacy_pkuseg.pkuseg(str(folder), user_dict="default" if joining else None)
    return segmenter


class WordTokenizer:
    """spaCy's tokenizer for Chinese with this model: words as pkuseg cuts them, blanks and line ends kept."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of a text, cut line by line."""
        from spacy.tokens import Doc
        from spacy.util import get_words_and_spaces

        cut = [word for line in text.splitlines() for word in words(line)]
        tokens, spaces = get_words_and_spaces(cut, text)
        return Doc(self._vocab, words=tokens, spaces=spaces)


@lru_cache(maxsize=1)
def _cutter(asked: str | None) -> Cutter:
    """The cutter for what ``ENVIRONMENT`` says; its folder is looked at once, not for every name."""
    return Cutter(load_segmenter(model_folder(), joining=False))


@lru_cache(maxsize=_REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """The words of a name or a clause; joined they give ``text`` without its spaces."""
    return tuple(_cutter(os.environ.get(ENVIRONMENT)).cut(text))
