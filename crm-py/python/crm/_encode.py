"""Python values to documents, led by type hints. Money goes as text; a float never does."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from ._values import UNSET, Unset, Word
from .exceptions import FieldTypeError, InvalidInput

Encoder = Callable[[object], object]

FLOAT = 'a float is not exact; give decimal.Decimal or text such as "12.50"'

PLAIN_EXPONENT = 64
"""Decimals beyond this exponent keep their short form, which the library refuses."""


def wrong(wanted: str, value: object) -> FieldTypeError:
    """The complaint about a value of another type."""
    return FieldTypeError(f"wanted {wanted}, not {type(value).__name__}")


def decimal(value: object) -> object:
    """Exact numbers as text."""
    if isinstance(value, Decimal):
        exact = value.is_finite() and abs(value.adjusted()) < PLAIN_EXPONENT
        return format(value, "f") if exact else str(value)
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        raise FieldTypeError(FLOAT)
    raise wrong("decimal.Decimal", value)


def text(value: object) -> object:
    """Text."""
    if isinstance(value, str):
        return str.__str__(value)
    raise wrong("str", value)


def integer(value: object) -> object:
    """Whole numbers; a bool is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise wrong("int", value)


def boolean(value: object) -> object:
    """True and false."""
    if isinstance(value, bool):
        return value
    raise wrong("bool", value)


def day(value: object) -> object:
    """Days as `YYYY-MM-DD`; a moment is no day."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, str):
        return value
    raise wrong("datetime.date", value)


def moment(value: object) -> object:
    """Moments with their time zone."""
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise FieldTypeError("wanted a datetime with a time zone; this one has none")
        return value.astimezone(dt.timezone.utc).isoformat().replace("+00:00", "Z")
    if isinstance(value, str):
        return value
    raise wrong("datetime.datetime", value)


def anything(value: object) -> object:
    """The host's own data: whatever JSON can hold."""
    return value


SIMPLE: Mapping[object, Encoder] = {
    Decimal: decimal,
    str: text,
    int: integer,
    bool: boolean,
    dt.date: day,
    dt.datetime: moment,
    object: anything,
}


@lru_cache(maxsize=None)
def encoder(hint: object) -> Encoder:
    """What turns a value of this type into a document; `None` and `UNSET` are the caller's."""
    if hint in SIMPLE:
        return SIMPLE[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _optional(arguments)
    if origin in (tuple, Sequence):
        return _many(encoder(arguments[0]))
    if origin is Mapping:
        return _mapping(encoder(arguments[1]))
    if isinstance(hint, type) and issubclass(hint, Word):
        return text
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _Record(hint)
    raise TypeError(f"no document for {hint!r}")


def _optional(alternatives: tuple[object, ...]) -> Encoder:
    (hint,) = (one for one in alternatives if one not in (types.NoneType, Unset))
    inner = encoder(hint)
    return lambda value: None if value is None else inner(value)


def _many(inner: Encoder) -> Encoder:
    def encode(value: object) -> object:
        if not isinstance(value, Sequence) or isinstance(value, (str, bytes)):
            raise wrong("a sequence", value)
        items = []
        for index, item in enumerate(value):
            try:
                items.append(inner(item))
            except FieldTypeError as error:
                raise error.under(f"[{index}]") from None
        return items

    return encode


def _mapping(inner: Encoder) -> Encoder:
    def encode(value: object) -> object:
        if not isinstance(value, Mapping):
            raise wrong("a mapping", value)
        return fields_of((str(key), str(key), inner, True, item) for key, item in value.items())

    return encode


def fields_of(
    fields: typing.Iterable[tuple[str, str, Encoder, bool, object]],
) -> dict[str, object]:
    """An object of fields, each a name, a key, an encoder, whether None is written, and a value."""
    document: dict[str, object] = {}
    for name, key, encode, writes_none, value in fields:
        if value is UNSET or (value is None and not writes_none):
            continue
        try:
            document[key] = encode(value)
        except FieldTypeError as error:
            raise error.under(name) from None
    return document


def takes_unset(hint: object) -> bool:
    """Whether a field may be left alone, so that None means to make it empty."""
    return Unset in typing.get_args(hint)


class _Record:
    """Encodes a dataclass; its hints are read on first use, when every module is loaded."""

    __slots__ = ("_cls", "_fields")

    def __init__(self, cls: type) -> None:
        self._cls = cls
        self._fields: list[tuple[str, str, Encoder, bool]] | None = None

    def _read(self) -> list[tuple[str, str, Encoder, bool]]:
        hints = typing.get_type_hints(self._cls)
        return [
            (
                field.name,
                field.name.rstrip("_"),
                encoder(hints[field.name]),
                field.default is dataclasses.MISSING or takes_unset(hints[field.name]),
            )
            for field in dataclasses.fields(self._cls)
        ]

    def __call__(self, value: object) -> object:
        if not isinstance(value, self._cls):
            raise wrong(self._cls.__name__, value)
        if self._fields is None:
            self._fields = self._read()
        return fields_of((*field, getattr(value, field[0])) for field in self._fields)


def _late(value: object) -> object:
    """Values that late-bound calls may hold beside JSON's own."""
    if isinstance(value, Decimal):
        return decimal(value)
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, dt.date):
        return day(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return encoder(type(value))(value)
    raise TypeError(f"{type(value).__name__} is nothing a document can hold")


def dumps(document: Mapping[str, object]) -> str:
    """A document as JSON text; only what JSON can say."""
    try:
        text = json.dumps(
            document,
            ensure_ascii=False,
            allow_nan=False,
            check_circular=True,
            separators=(",", ":"),
            default=_late,
        )
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(str(error), kind="text.not_utf8") from None
    except ValueError as error:
        raise InvalidInput(str(error), kind="json.malformed") from None
    return text
