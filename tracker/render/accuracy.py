"""The accuracy that travels with the program: measured once for a release, shown on the Method page."""

from __future__ import annotations

import msgspec

from tracker.render.corpus import Accuracy
from tracker.resources import resource

__all__ = ["stored_accuracy"]


def stored_accuracy() -> tuple[Accuracy, ...]:
    """What ``tracker evaluate --save`` wrote beside the sample corpus; a test holds it to what is measured now."""
    path = resource("reports") / "accuracy.json"
    return msgspec.json.decode(path.read_bytes(), type=tuple[Accuracy, ...]) if path.is_file() else ()
