"""How accurate the program is, measured against hand-made answers (``tracker evaluate``)."""

from tracker.evaluate.gold import load_gold
from tracker.evaluate.measure import Figures, measure

__all__ = ["Figures", "load_gold", "measure"]
