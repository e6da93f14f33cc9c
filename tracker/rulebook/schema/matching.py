"""``rules/matching.yaml``: how a commitment is laid beside a result, level by level, and what each level weighs."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from tracker.rulebook.schema.base import Entry
from tracker.rulebook.schema.reasons import Wording

__all__ = ["DeedSettings", "Label", "MatchingSettings", "NameSettings", "StateSettings", "StateWords", "Waterfall"]


class Label(Wording):
    """One outcome of comparing one thing: what it weighs, and the sentence shown for it.

    The sentence may hold ``{plan}`` and ``{later}``, what each side says.
    """

    weight: Decimal = Field(ge=0, le=1)


class Waterfall(Entry):
    """All levels of one kind of commitment: level → label → weight. The best labels of all levels make exactly 1."""

    threshold: Decimal = Field(gt=0, le=1)
    levels: dict[str, dict[str, Label]]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        best = sum((max(label.weight for label in labels.values()) for labels in self.levels.values()), Decimal(0))
        if best != 1:
            raise ValueError(f"the heaviest labels of all levels must add up to 1, not {best}")
        return self


class NameSettings(Entry):
    """What names of indicators and objects mean when they are compared.

    ``same_words`` turns other words for a thing into one. ``neutral`` words tell nothing apart (the whole city, 总额).
    In each list of ``opposed`` no two words can be said of the same thing; what is said of a ``wider`` word is said of
    its narrower ones, if not of each alone (粮食: 小麦, 稻谷). Where one of two names has a word of ``joins`` more, it
    is a sum (数字化车间和智能工厂), where it has one of ``ratios``, a share of something (…占服务业增加值比重).
    Shares of names that differ in an ending of ``coverage`` alone are of how far one thing reaches.
    A name with a word of ``parts`` is a part of what is named without it (引桥, 二期).
    ``here`` are words for the whole jurisdiction.
    ``vague`` are names that by themselves could be anything (资金, 项目): only the lexicon can match them. ``stocks``
    end names of what is there at a time, so that a report on several years tells the last one. ``cumulative`` words
    say that a figure counts from the beginning, ``reaching`` ones (before the number) that a total is to be reached,
    ``yearly_average`` ones that a rate is an average of years. Growth of names with a word of ``real_by_custom`` is
    always told in constant prices; a level whose sentence has a word of ``constant_prices`` is so too.

    ``contained`` and ``similar`` are shares of the shorter name (in character pairs, rarer ones counting more) found in
    the longer one, ``related`` is the share of both names together that they have in common. ``rare`` is how much the
    common part must tell at least, in units of a character pair that no other name of the two reports has.
    """

    same_words: dict[str, str] = Field(default={})
    neutral: tuple[str, ...] = ()
    opposed: tuple[tuple[str, ...], ...] = ()
    wider: dict[str, tuple[str, ...]] = Field(default={})
    here: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    ratios: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    stocks: tuple[str, ...] = ()
    cumulative: tuple[str, ...] = ()
    yearly_average: tuple[str, ...] = ()
    reaching: tuple[str, ...] = ()
    real_by_custom: tuple[str, ...] = ()
    constant_prices: tuple[str, ...] = ()
    similar: Decimal = Field(gt=0, le=1)
    related: Decimal = Field(gt=0, le=1)
    contained: Decimal = Field(gt=0, le=1)
    rare: Decimal = Field(ge=0)


class DeedSettings(Entry):
    """What verbs before two figures tell apart: roads built and roads renewed, works begun and works done.

    Figures of things ``begun``, ``agreed`` or ``allotted`` answer only what was to be just that (签约50个, 开工55个);
    ``fresh`` and ``renewed`` are never about one thing, if not both are said (新建和改造). A verb of ``behind`` may
    stand behind the name on one side and before the figure on the other.
    """

    begun: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    allotted: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    renewed: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


class StateWords(Entry):
    """Words that tell how far something has come; ``rank`` is the step on the ladder of ``StateSettings.actions``."""

    rank: int = Field(ge=0, le=9)
    words: tuple[str, ...] = Field(min_length=1)


class StateSettings(Entry):
    """How far a deliverable has come, as a ladder.

    ``actions`` gives the step each action stands for; an action reached on the same or a higher step answers the
    promise, a lower one is under way. ``open_ended`` is the step that answers an action without an end (加快推进).
    Actions of different ``tracks`` are never about one thing (a scheme drawn up, a house built). In the clause that
    speaks of the object, ``under_way`` words correct any action, ``words`` tell the step where no action does (or where
    they hold the action's word: 启动运行); the first found counts. Right before what a sum was spent on, ``finished``
    words say that it is done.

    A later plan puts off what it promises on the same or an earlier step of one of ``ways`` (the actions a thing goes
    through; 制定 and then 启动实施 are not on one). What is done with one of ``recurring``, actions or words, comes
    every year and is never put off.
    """

    actions: dict[str, int]
    open_ended: int
    tracks: tuple[tuple[str, ...], ...] = ()
    finished: StateWords
    under_way: tuple[StateWords, ...] = ()
    words: tuple[StateWords, ...] = ()
    ways: tuple[tuple[str, ...], ...] = ()
    recurring: tuple[str, ...] = ()


class MatchingSettings(Entry):
    """How much is enough. ``plausible`` bounds result over target where the names differ in a word: within, the two are
    taken for one thing. ``likely`` bounds it where the lexicon alone joins two names. ``implausible`` bounds it where
    the names are the same: outside, something else must be meant.

    ``generic_units`` are measure words that may stand for one another. ``answered_by`` names, for each kind of report
    that promises, the kinds whose silence counts as silence. ``programmes`` gives, for a tier, words for all of its
    commitments together: what the government claims of them is quoted beside each.
    """

    target: Waterfall
    milestone: Waterfall
    names: NameSettings
    objects: NameSettings
    states: StateSettings
    deeds: DeedSettings
    plausible: tuple[Decimal, Decimal]
    likely: tuple[Decimal, Decimal]
    implausible: tuple[Decimal, Decimal]
    generic_units: tuple[str, ...] = ()
    answered_by: dict[str, tuple[str, ...]]
    programmes: dict[str, tuple[str, ...]] = Field(default={})
