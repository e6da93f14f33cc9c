"""The settings of ``rules/responsible.yaml``: how a text names the department that leads."""

from __future__ import annotations

from tracker.rulebook.schema.base import Entry

__all__ = ["LeadExample", "LeadExamples", "LeadMiss", "LeadSettings"]


class LeadExample(Entry):
    """A sentence with a promised figure marked 〖〗, and the department that its text names."""

    text: str
    gives: str


class LeadMiss(Entry):
    """A sentence with a promised figure marked 〖〗 for which no department is named, and why."""

    text: str
    why: str


class LeadExamples(Entry):
    """What the settings prove themselves by."""

    hit: tuple[LeadExample, ...]
    miss: tuple[LeadMiss, ...]


class LeadSettings(Entry):
    """Words around the name of a department that leads.

    ``labels`` stand before it with a colon (责任单位：市教委), ``verbs`` behind it (市教委牵头), in brackets or with
    one of ``by`` in front (由市教委负责); there it has to end with one of ``bodies``.
    """

    labels: tuple[str, ...]
    verbs: tuple[str, ...]
    by: tuple[str, ...]
    bodies: tuple[str, ...]
    examples: LeadExamples
