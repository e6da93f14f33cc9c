"""The word list that comes with pkuseg: some three hundred thousand words, without frequencies.

It takes a tenth of a second to load, so only repairs of damage that clean files do not have look at it.
"""

from __future__ import annotations

import pickle
from functools import cache
from importlib.resources import files

__all__ = ["words"]


@cache
def words() -> frozenset[str]:
    """All words of the list, in Simplified characters."""
    listed: str = pickle.loads(files("spacy_pkuseg.dicts").joinpath("default.pkl").read_bytes())
    return frozenset(listed.split("\n"))
