"""How often the garbage collector comes, in processes that belong to this program."""

from __future__ import annotations

import atexit
import gc

__all__ = ["collect_seldom"]


def collect_seldom() -> None:
    """Let the garbage collector come less often: by default it walks over what was loaded again and again while more is
    loaded, a seventh of the start of ``tracker explain``; and at the end of a process once more over all there is, a
    quarter of ``tracker explain``, only to free what ends with the process. Results do not depend on it.
    """
    gc.set_threshold(500_000, 50, 100)
    atexit.register(gc.freeze)
