"""What every model is: frozen, and closed to unknown keys."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

__all__ = ["Model"]


@cache
def _every_field(model: type[BaseModel]) -> set[str]:
    """The names of a model's fields; pydantic copies the set before it changes it."""
    return set(model.model_fields)


class Model(BaseModel):
    """Frozen, and closed to unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def of_all(cls, values: dict[str, Any]) -> Self:
        """A model of values that the program made itself and mypy saw: ``values`` has every field, in order.

        Nothing is checked or copied; for what comes from outside there is ``model_validate``.
        """
        made = cls.__new__(cls)
        fill = object.__setattr__
        fill(made, "__dict__", values)
        fill(made, "__pydantic_fields_set__", _every_field(cls))
        fill(made, "__pydantic_extra__", None)
        fill(made, "__pydantic_private__", None)
        return made
