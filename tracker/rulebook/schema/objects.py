"""``rules/objects``: how the name of a deliverable is taken out of a clause."""

from __future__ import annotations

from pydantic import Field

from tracker.rulebook.schema.base import Entry

__all__ = ["Leads", "ObjectSettings"]


class Leads(Entry):
    """Words that open a clause, by what they say of the name behind them.

    ``partner`` (与甲建立…), ``field`` (在甲领域创建…: one thing), ``focus`` (聚焦甲、乙创建…: one thing each),
    ``give`` (将甲纳入…), ``share`` ([甲路]完成[总工程量的七成]).
    """

    partner: tuple[str, ...] = ()
    field: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    give: tuple[str, ...] = ()
    share: tuple[str, ...] = ()


class ObjectSettings(Entry):
    """Lists of words; what each is for stands beside it in the file.

    ``kinds`` are the nouns that a rule may ask for by name (``only: papers``): the name must end with one of them; for
    the kinds in ``anywhere`` it is enough to hold one.
    """

    manner: tuple[str, ...]
    weak: tuple[str, ...]
    done: tuple[str, ...]
    done_after: tuple[str, ...]
    leads: Leads
    arrival: tuple[str, ...]
    deadline: tuple[str, ...]
    others: tuple[str, ...] = Field(min_length=1)
    not_others: tuple[str, ...]
    joins: tuple[str, ...] = Field(min_length=1)
    joins_alike: tuple[str, ...]
    joins_in_list: tuple[str, ...] = Field(min_length=1)
    trim_end: tuple[str, ...]
    trim_start: tuple[str, ...]
    costs: tuple[str, ...]
    vague_list: tuple[str, ...]
    streak: tuple[str, ...]
    vague_start: tuple[str, ...]
    vague_end: tuple[str, ...]
    vague_whole: tuple[str, ...]
    spec_units: tuple[str, ...]
    size_units: tuple[str, ...]
    count_units: tuple[str, ...]
    stretch_units: tuple[str, ...]
    work_verbs: tuple[str, ...]
    head: tuple[str, ...]
    acts: tuple[str, ...]
    derived: tuple[str, ...]
    phases: tuple[str, ...]
    anywhere: tuple[str, ...]
    kinds: dict[str, tuple[str, ...]]
