"""What changed from one edition to the next, and why: two builds laid side by side, row for row."""

from tracker.editions.compare import Cause, Change, Compared, Stamp, compare

__all__ = ["Cause", "Change", "Compared", "Stamp", "compare"]
