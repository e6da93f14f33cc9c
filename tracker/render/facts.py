"""The facts about a rulebook that pages show and need, as plain data that travels between processes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.render.corpus import RuleFacts, Tolerance

if TYPE_CHECKING:
    from tracker.rulebook import Rulebook

__all__ = ["facts_of"]

_MEASURES = ("growth", "share", "level", "increment")


def facts_of(rulebook: Rulebook) -> RuleFacts:
    """What pages need of a rulebook; the tolerances are the contract's own where the rule set has none."""
    from tracker.rulebook.schema.matching import MatchingSettings
    from tracker.rulebook.schema.tolerances import Tolerances

    rules = [rule for family in sorted(rulebook.rule_families) for rule in rulebook.rules(family)]
    found = rulebook.settings_by_family.get("tolerances")
    matching = rulebook.settings_by_family.get("matching")
    tolerances = found if isinstance(found, Tolerances) else None
    return RuleFacts(
        sha256=rulebook.sha256,
        rules=len(rules),
        intents={rule.id: rule.intent for rule in rules},
        tolerances=tuple(
            Tolerance(measure, *(tolerance.about, tolerance.near, tolerance.near_about))
            for measure in _MEASURES
            if tolerances is not None and (tolerance := getattr(tolerances, measure))
        ),
        indicator_names={key: rulebook.indicators[key].name for key in rulebook.indicators},
        better={key: rulebook.indicators[key].better for key in rulebook.indicators},
        succeeds={key: entry.succeeds for key, entry in rulebook.indicators.items() if entry.succeeds},
        breaks={key: entry.break_ for key, entry in rulebook.indicators.items() if entry.break_ is not None},
        lower_words=tolerances.lower if tolerances is not None else (),
        neither_words=tolerances.neither if tolerances is not None else (),
        answered_by=matching.answered_by if isinstance(matching, MatchingSettings) else {},
    )
