"""Headings → sections: which part of a report reviews, plans, looks further ahead or names problems, and which years.

``outline`` gives the sections, ascending by start, outer before inner; sections nest and never cross, so at any place
the innermost one holds (``SectionIndex.at``). ``tiers`` gives the stretches of plan parts that list the main expected
targets (headline) and the livelihood projects (livelihood). All offsets are clean offsets.
"""

from __future__ import annotations

from tracker.outline.headings import Heading, find_headings
from tracker.outline.places import RoleShare, SectionIndex, TierStretch, role_shares
from tracker.outline.roles import Part, find_parts
from tracker.outline.sections import outline
from tracker.outline.tiers import tiers

__all__ = [
    "Heading",
    "Part",
    "RoleShare",
    "SectionIndex",
    "TierStretch",
    "find_headings",
    "find_parts",
    "outline",
    "role_shares",
    "tiers",
]
