"""The families of rules: what each is called, where it stands under ``rules/`` and which model its entries follow.

To add a family: write ``tracker/rulebook/schema/<family>.py`` with a frozen model (subclass ``Entry``) and give it a
line in ``FAMILIES``. Three shapes:

* ``entries``: a folder of files, each a list; one model an entry, known by its ``key`` (``class``, ``id``).
* ``rules``: a folder of files, each ``rules:`` and a list; one model a rule, known by ``id``.
* ``settings``: one file, a mapping, or a folder of the same name whose files hold keys each; the model is the
  whole. Nested mappings overlay key by key; lists whose items have an ``id``, ``class`` or ``name`` overlay item
  by item; other lists and texts are replaced.

Models are named by reference and imported when their family is read: a family nobody wrote yet costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Literal, cast

from tracker.rulebook.schema.base import Entry

__all__ = ["FAMILIES", "Entry", "Family"]


@dataclass(frozen=True)
class Family:
    """``place`` is a folder or a file under ``rules/``; ``reference`` is ``module:Model`` under this package."""

    name: str
    place: str
    shape: Literal["entries", "rules", "settings"]
    reference: str
    key: str = "id"
    grows: str = ""
    """The list that an overlay's ``also`` adds to and ``without`` takes from (words, synonyms)."""

    gives: str = ""
    """For rules: the model that their ``gives`` follow, as ``module:Model``; any texts where there is none."""

    @property
    def model(self) -> type[Entry]:
        return _resolve(self.reference)

    @property
    def gives_model(self) -> type[Entry] | None:
        return _resolve(self.gives) if self.gives else None


def _resolve(reference: str) -> type[Entry]:
    module, _, name = reference.partition(":")
    return cast("type[Entry]", getattr(import_module(f"{__name__}.{module}"), name))


FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        Family("words", "words", "entries", "words:WordClass", key="class", grows="words"),
        Family("indicators", "indicators", "entries", "indicators:Indicator", grows="synonyms"),
        Family("targets", "targets", "rules", "rules:Rule", gives="gives:FigureGives"),
        Family("results", "results", "rules", "rules:Rule", gives="gives:FigureGives"),
        Family("rejected", "rejected", "rules", "rules:Rule", gives="gives:RejectedGives"),
        Family("milestones", "milestones", "rules", "rules:Rule", gives="milestones:MilestoneGives"),
        Family("units", "units.yaml", "settings", "units:Units"),
        Family("quantities", "quantities.yaml", "settings", "quantities:QuantitySettings"),
        Family("outline", "outline.yaml", "settings", "outline:OutlineSettings"),
        Family("catalogue", "catalogue.yaml", "settings", "catalogue:CatalogueSettings"),
        Family("jurisdictions", "jurisdictions.yaml", "settings", "jurisdictions:Jurisdictions"),
        Family("divisions", "divisions.yaml", "settings", "divisions:Divisions"),
        Family("counties", "counties.yaml", "settings", "jurisdictions:Counties"),
        Family("periods", "periods.yaml", "settings", "periods:PeriodSettings"),
        Family("matching", "matching.yaml", "settings", "matching:MatchingSettings"),
        Family("tolerances", "tolerances.yaml", "settings", "tolerances:Tolerances"),
        Family("reasons", "reasons.yaml", "settings", "reasons:ReasonTexts"),
        Family("derivations", "derivations.yaml", "settings", "derivations:Derivations"),
        Family("frames", "frames.yaml", "settings", "frames:FrameSettings"),
        Family("objects", "objects.yaml", "settings", "objects:ObjectSettings"),
        Family("claims", "claims.yaml", "settings", "claims:ClaimSettings"),
        Family("responsible", "responsible.yaml", "settings", "responsible:LeadSettings"),
        Family("review", "review.yaml", "settings", "review:ReviewSettings"),
    )
}
