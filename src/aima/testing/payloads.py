"""Payloads of any kind, made from the fields of its class, so that a new kind needs nothing here."""

from __future__ import annotations

from collections.abc import Sequence
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel

from aima.model.kinds import Kind, Payload
from aima.model.policy import Category

M = TypeVar("M", bound=BaseModel)
_MEANT: dict[tuple[str, type], tuple[Any, ...]] = {
    ("category", str): get_args(Category),
    ("label", str): ("example", "fear", "rope", "blindfold", "safety scissors"),
    ("language", str): ("en", "de"),
    ("level_dbfs", float): (-20.0, -60.0, -1.0),
    ("valence", float): (0.25, -0.75, None),
}
"""Fields of which not every value makes sense, or of which some mean something to linkers and rules."""
_PLAIN = {int: (40, 1, 200), float: (0.5, 40.0, 200.0), str: ("example",), bool: (False, True)}
_SHARES = (0.5, 0.95, 0.05)


def example_payload(kind: Kind[Payload], variant: int = 0) -> Payload:
    """A payload of this kind. Each `variant` takes the next value of every field: labels, extremes, `None`."""
    return _model(kind.payload, variant)


def _model(model: type[M], variant: int) -> M:
    fields = {}
    for place, (name, field) in enumerate(model.model_fields.items()):
        if field.is_required() or variant > 0:
            # Fields move on at different paces, so that variants do not only differ all at once.
            values = _meant(name, field.annotation) or _values(field.annotation, field.metadata, variant)
            fields[name] = values[(variant + place * (variant // len(values))) % len(values)]
    return model(**fields)


def _meant(name: str, annotation: Any) -> tuple[Any, ...] | None:
    types = {annotation, *(getattr(argument, "__origin__", argument) for argument in get_args(annotation))}
    return next((values for (field, type_), values in _MEANT.items() if field == name and type_ in types), None)


def _values(annotation: Any, metadata: Sequence[Any], variant: int) -> tuple[Any, ...]:  # noqa: PLR0911 - one a shape
    """What a field may hold, the plainest first."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if getattr(annotation, "__metadata__", None):
        return _values(annotation.__origin__, _flat(annotation.__metadata__), variant)
    if origin is Literal:
        return tuple(arguments)
    if origin in (Union, UnionType):
        some = next(argument for argument in arguments if argument is not NoneType)
        return (*_values(some, metadata, variant), None)
    if origin is tuple:
        least = max((part.min_length for part in metadata if isinstance(part, MinLen)), default=0)
        return (tuple(_values(arguments[0], (), variant)[0] for _ in range(least)),)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (_model(annotation, variant),)
    if any(isinstance(part, Ge | Le) for part in metadata):
        return _SHARES
    plain: tuple[Any, ...] = _PLAIN[annotation]
    return plain


def _flat(metadata: Sequence[Any]) -> list[Any]:
    """The parts of pydantic's `Field(ge=0, le=1)` beside those that stand alone."""
    return [part for item in metadata for part in (item.metadata if hasattr(item, "metadata") else (item,))]
