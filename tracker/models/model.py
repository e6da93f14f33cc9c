"""What every model is: frozen, and closed to unknown keys."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

__all__ = ["Model"]

_PARTS = BaseModel.__dict__  # of which a model is made up; set one by one past its being frozen
_set_values = _PARTS["__dict__"].__set__
_set_given = _PARTS["__pydantic_fields_set__"].__set__
_set_extra = _PARTS["__pydantic_extra__"].__set__
_set_private = _PARTS["__pydantic_private__"].__set__


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
        made = object.__new__(cls)
        _set_values(made, values)
        _set_given(made, _every_field(cls))
        _set_extra(made, None)
        _set_private(made, None)
        return made
