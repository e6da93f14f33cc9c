"""What every model of the rule schema has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

__all__ = ["Entry"]


class Entry(BaseModel):
    """Frozen, closed to unknown keys, and made from texts: every scalar of a rule file arrives as ``str``."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
