"""How a typed method becomes one call of the native module."""

from __future__ import annotations

import inspect
import json
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from . import _native
from ._decode import Decoder, decoder
from ._encode import Encoder, dumps, encoder, fields_of, takes_unset
from ._values import Listing

Answer = TypeVar("Answer")
Listed = TypeVar("Listed", bound=Listing[Any, Any])


class _Signature:
    """What a method's own type hints say of its arguments and its answer."""

    __slots__ = ("arguments", "decode")

    def __init__(self, method: Callable[..., object]) -> None:
        hints = typing.get_type_hints(method)
        self.arguments: list[tuple[str, str, Encoder, bool]] = []
        for parameter in inspect.signature(method).parameters.values():
            if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
                name, hint = parameter.name, hints[parameter.name]
                writes_none = parameter.default is inspect.Parameter.empty or takes_unset(hint)
                self.arguments.append((name, name.rstrip("_"), encoder(hint), writes_none))
        answer = hints["return"]
        if typing.get_origin(answer) is Listing:
            answer = typing.get_args(answer)[1]
        self.decode: Decoder = decoder(answer) or _itself

    def encode(self, values: Mapping[str, object]) -> dict[str, object]:
        """The arguments' document."""
        return fields_of((*argument, values[argument[0]]) for argument in self.arguments)


def _itself(value: Any) -> Any:
    return value


_SIGNATURES: dict[str, _Signature] = {}


def _signature(name: str, method: Callable[..., object]) -> _Signature:
    found = _SIGNATURES.get(name)
    if found is None:
        found = _SIGNATURES[name] = _Signature(method)
    return found


class Caller:
    """What the typed operations of a session call through."""

    def __init__(self, native: _native.Session) -> None:
        self._native = native

    def invoke(self, name: str, arguments: Mapping[str, object] | None = None) -> dict[str, Any]:
        """Runs an operation by its name on a plain document and answers a plain document.

        For operations chosen at run time; the typed methods are the same calls. `request` among
        the arguments is the request key of a write.

        >>> import crm
        >>> with crm.open(":memory:") as db, db.session() as s:
        ...     s.invoke("currency.get", {"currency": "JPY"})["digits"]
        0
        """
        answer: dict[str, Any] = json.loads(self._native.invoke(name, dumps(arguments or {})))
        return answer

    def _run(
        self, name: str, method: Callable[..., Answer], values: Mapping[str, object]
    ) -> Answer:
        """Runs the operation that `method` stands for."""
        signature = _signature(name, method)
        answer = self._native.invoke(name, dumps(signature.encode(values)))
        decoded: Answer = signature.decode(json.loads(answer))
        return decoded

    def _list(
        self, name: str, method: Callable[..., Listed], values: Mapping[str, object]
    ) -> Listed:
        """The list that `method` stands for; nothing is read yet."""
        signature = _signature(name, method)
        document = signature.encode(values)
        after = typing.cast("str | int | None", document.pop("after", None))

        def fetch(after: str | int | None) -> Any:
            start = {} if after is None else {"after": after}
            answer = self._native.invoke(name, dumps({**document, **start}))
            return signature.decode(json.loads(answer))

        return typing.cast(Listed, Listing(fetch, after))
