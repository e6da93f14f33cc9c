"""The settings of ``rules/outline.yaml``: headings, the parts they open, and where a role changes without one."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from tracker.models import ReportKind
from tracker.rulebook.schema.base import Entry

__all__ = ["Binding", "BindingWords", "KindRole", "OutlineSettings", "RoleWords", "StretchRule", "TierRule", "Turns"]

Binding = Literal["约束性", "预期性"]
_PartRole = Literal["review", "plan", "outlook", "problems"]


class RoleWords(Entry):
    """Words that tell a role."""

    role: _PartRole
    words: tuple[str, ...] = Field(min_length=1)


class KindRole(Entry):
    """The one role that all parts of a kind of report have."""

    kind: ReportKind
    role: _PartRole


class StretchRule(Entry):
    """A sentence with one of ``words`` (and, near by, one of ``with``) opens a stretch of ``role`` inside a part.

    It lasts to the part's end or a sentence of ``until``; with ``figures``, only as long as sentences hold numbers.
    """

    role: _PartRole
    inside: tuple[_PartRole, ...] = Field(min_length=1)
    intent: str = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)
    nearby: tuple[str, ...] = Field(default=(), alias="with")
    until: tuple[str, ...] = ()
    figures: bool = False


class Turns(Entry):
    """How paragraphs begin that tell of the year just over, or of several, in a review of both; ``only_year`` where the
    heading names several years alone.

    ``{last}`` is the year before the report's own.
    """

    one_year: tuple[str, ...] = ()
    only_year: tuple[str, ...] = ()
    several_years: tuple[str, ...] = ()


class TierRule(Entry):
    """A sentence with one of ``words`` opens a list of promises of one tier."""

    tier: Literal["headline", "livelihood"]
    inside: tuple[_PartRole, ...] = Field(min_length=1)
    intent: str = Field(min_length=1)
    words: tuple[str, ...] = Field(min_length=1)
    until: tuple[str, ...] = ()


class BindingWords(Entry):
    """Words that say how binding the targets behind them are, or in brackets the target in front."""

    binding: Binding
    words: tuple[str, ...] = Field(min_length=1)


class OutlineSettings(Entry):
    """All of ``rules/outline.yaml``; its comments say what each list is for."""

    levels: tuple[tuple[str, ...], ...] = Field(min_length=1)
    not_numbers: tuple[str, ...] = ()
    roles: tuple[RoleWords, ...] = Field(min_length=1)
    kinds: tuple[KindRole, ...] = ()
    titles: tuple[str, ...] = ()
    bare_headings: tuple[str, ...] = ()
    openings: tuple[RoleWords, ...] = ()
    tails: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    stretches: tuple[StretchRule, ...] = ()
    asides: tuple[str, ...] = ()
    turns: Turns = Turns()
    tiers: tuple[TierRule, ...] = ()
    bindings: tuple[BindingWords, ...] = ()
