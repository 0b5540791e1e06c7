# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `change`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from ._call import Caller
from ._values import Listing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """What a write did to one record."""

    kind: str
    """What happened, such as `order.approved`."""

    record: str
    """The kind of record, such as `order`."""

    id: int
    """The record's id; 0 for a setting, which is no record."""

    version: int
    """The record's version after it; 0 for a setting."""

    before: Mapping[str, object] | None = None
    """The fields that changed as they were; nothing for a new record."""

    after: Mapping[str, object] | None = None
    """The fields that changed as they are; the whole of a new record."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Committed changes."""

    items: tuple[CommitEntry, ...]
    """The commits, oldest first."""

    next: int
    """The position to give as `after` next time; the given one when nothing is new."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CommitEntry:
    """One commit: what one write did."""

    position: int
    """Its place in the feed."""

    at: dt.datetime
    """When it was made."""

    actor: int | None = None
    """Who made it; nothing for the system actor (user id)."""

    operation: str
    """The operation."""

    changes: tuple[ChangeEntry, ...]
    """The records it touched."""


class Operations:
    """The operations `change.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        after: int | None = None,
        limit: int | None = None,
    ) -> Listing[CommitEntry, ChangePage]:
        """Lists committed changes in the order they became visible. Every one is answered exactly
        once to a reader that continues with `next`.

        Args:
            after: The position read last; 0 or nothing to start from the beginning.
            limit: Commits wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.

        Returns:
            The items, each page read when it is needed.

        Example:
            s.change.list(after=1, limit=50)
        """
        return self._caller._list("change.list", Operations.list, locals())

__all__ = [
    "ChangeEntry",
    "ChangePage",
    "CommitEntry",
    "Operations",
]
