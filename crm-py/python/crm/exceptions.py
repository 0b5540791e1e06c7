"""What can go wrong: every exception is a `crm.Error` and the builtin one expects.

>>> import crm
>>> with crm.open(":memory:") as db, db.session() as s:
...     try:
...         s.order.get(order=7)
...     except crm.NotFound as error:
...         print(error, error.kind, error.field)
there is no order 7 not_found order
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import ClassVar


class Error(Exception):
    """Something the library answered instead of a result. `str(error)` is for people."""

    code: ClassVar[str] = "error"
    """The coarse code, one per class, such as `not_found`."""

    message: str
    """What went wrong, in the language chosen at opening."""

    kind: str
    """The stable name to branch on, such as `order.not_submitted`."""

    field: str | None
    """The path of the argument it is about, such as `lines[2].unit_price`."""

    retryable: bool
    """Whether the same call may succeed later."""

    details: Mapping[str, object]
    """The numbers and names of the case."""

    def __init__(
        self,
        message: str,
        *,
        kind: str = "",
        field: str | None = None,
        retryable: bool = False,
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.kind = kind or self.code
        self.field = field
        self.retryable = retryable
        self.details = dict(details or {})

    def __reduce__(
        self,
    ) -> tuple[object, tuple[object, ...]]:
        values = (self.message, self.kind, self.field, self.retryable, self.details)
        return _rebuilt, (type(self), *values)


class InvalidInput(Error, ValueError):
    """The arguments are not well formed: `field` and the bound are named."""

    code = "invalid_input"


class FieldTypeError(InvalidInput, TypeError):
    """A value of another type than its field's, such as a float for money; the typed methods raise
    it before the library is called. `kind` is `field.type`, `field` the path.
    """

    def __init__(self, reason: str, field: str = "") -> None:
        message = f"{field}: {reason}" if field else reason
        super().__init__(message, kind="field.type", field=field or None)
        self._parts = (reason, field)

    def under(self, parent: str) -> FieldTypeError:
        """The same with a parent in front of its path."""
        reason, field = self._parts
        joint = "" if not field or field.startswith("[") else "."
        return FieldTypeError(reason, f"{parent}{joint}{field}")

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return FieldTypeError, self._parts


class NotFound(Error, LookupError):
    """No such record, or none that the user may see."""

    code = "not_found"


class Conflict(Error):
    """The record changed since it was read, or a unique value is taken."""

    code = "conflict"


class Refused(Error):
    """A business rule said no; `kind` is the rule."""

    code = "refused"


class Denied(Error, PermissionError):
    """The user lacks the permission."""

    code = "denied"


class Busy(Error, TimeoutError):
    """Somebody else held the database for longer than `wait_ms`."""

    code = "busy"


class StorageError(Error):
    """The database or its file failed."""

    code = "storage"


class Misuse(Error, RuntimeError):
    """A closed object was used, or a session by two threads at once."""

    code = "misuse"


class VersionError(Error):
    """The database was written by another version of the library."""

    code = "version"


class InternalError(Error, RuntimeError):
    """A defect of the library; the transaction was rolled back."""

    code = "panic"


_CLASSES: Mapping[str, type[Error]] = {
    cls.code: cls
    for cls in (
        InvalidInput,
        NotFound,
        Conflict,
        Refused,
        Denied,
        Busy,
        StorageError,
        Misuse,
        VersionError,
        InternalError,
    )
}


def _rebuilt(
    cls: type[Error],
    message: str,
    kind: str,
    field: str | None,
    retryable: bool,
    details: Mapping[str, object],
) -> Error:
    return cls(message, kind=kind, field=field, retryable=retryable, details=details)


def from_document(text: str) -> Error:
    """The exception for the document `{"error": {…}}` that every door of the library answers."""
    error = json.loads(text)["error"]
    return _rebuilt(
        _CLASSES.get(error["code"], InternalError),
        error["message"],
        error["kind"],
        error["field"],
        error["retryable"],
        error["details"],
    )
