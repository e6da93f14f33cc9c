"""Where the data that travels with the program lies: in the checkout, or inside the installed wheel."""

from __future__ import annotations

from pathlib import Path

__all__ = ["resource"]

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The folder ``rules``, ``templates`` or ``reports`` that belongs to this program.

    The wheel carries them under ``tracker/_data``; a checkout (and an editable install) has them beside ``tracker/``.
    """
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name
