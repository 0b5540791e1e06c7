"""Documents to Python values, led by type hints."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ._values import Unset, Word

Decoder = Callable[[Any], Any]


def moment(text: str) -> dt.datetime:
    """An RFC 3339 moment in UTC, to the microsecond."""
    seconds, _, fraction = text.removesuffix("Z").partition(".")
    moment = dt.datetime.fromisoformat(seconds)
    micros = int(fraction[:6].ljust(6, "0")) if fraction else 0
    return moment.replace(microsecond=micros, tzinfo=dt.timezone.utc)


SIMPLE: Mapping[object, Decoder | None] = {
    Decimal: Decimal,
    str: None,
    int: None,
    bool: None,
    object: None,
    types.NoneType: None,
    dt.date: dt.date.fromisoformat,
    dt.datetime: moment,
}
"""None where JSON's own value already is the value."""


@lru_cache(maxsize=None)
def decoder(hint: object) -> Decoder | None:
    """What turns a document's value that is not null into a value of this type."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (one for one in arguments if one not in (types.NoneType, Unset))
        return _optional(decoder(inner))
    if origin in (tuple, Sequence):
        return _many(decoder(arguments[0]))
    if origin is Mapping:
        return _mapping(decoder(arguments[1]))
    if origin is not None and dataclasses.is_dataclass(origin):
        return _Record(typing.cast(type, origin), arguments)
    if isinstance(hint, type) and issubclass(hint, Word):
        return hint
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _Record(hint, ())
    raise TypeError(f"no value for {hint!r}")


def _optional(inner: Decoder | None) -> Decoder | None:
    if inner is None:
        return None
    decode = inner
    return lambda value: None if value is None else decode(value)


def _many(inner: Decoder | None) -> Decoder:
    if inner is None:
        return tuple
    decode = inner
    return lambda items: tuple(map(decode, items))


def _mapping(inner: Decoder | None) -> Decoder | None:
    if inner is None:
        return None
    decode = inner
    return lambda items: {key: decode(value) for key, value in items.items()}


class _Record:
    """Decodes a dataclass; its hints are read on first use, when every module is loaded."""

    __slots__ = ("_arguments", "_cls", "_fields")

    def __init__(self, cls: type, arguments: tuple[object, ...]) -> None:
        self._cls = cls
        self._arguments = arguments
        self._fields: list[tuple[str, str, Decoder | None]] | None = None

    def _read(self) -> list[tuple[str, str, Decoder | None]]:
        parameters: tuple[object, ...] = getattr(self._cls, "__parameters__", ())
        given = dict(zip(parameters, self._arguments, strict=True))
        hints = typing.get_type_hints(self._cls)
        return [
            (field.name, field.name.rstrip("_"), decoder(_filled(hints[field.name], given)))
            for field in dataclasses.fields(self._cls)
        ]

    def __call__(self, document: dict[str, Any]) -> Any:
        if self._fields is None:
            self._fields = self._read()
        values = {}
        for name, key, decode in self._fields:
            if key in document:
                value = document[key]
                values[name] = value if decode is None or value is None else decode(value)
        return self._cls(**values)


def _filled(hint: Any, given: Mapping[object, object]) -> object:
    """A hint with its type variables replaced."""
    if hint in given:
        return given[hint]
    parameters = getattr(hint, "__parameters__", ())
    return hint[tuple(given[one] for one in parameters)] if parameters else hint
