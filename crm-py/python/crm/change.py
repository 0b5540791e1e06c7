# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `change`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from ._call import Caller
from ._values import Listing, Word


class RecordKind(Word):
    """A kind of record that changes are recorded of."""

    CUSTOMER = "customer"
    """A customer."""

    CONTACT = "contact"
    """A contact with its links."""

    PRODUCT = "product"
    """A product."""

    PRICE_LIST = "price_list"
    """A price list."""

    PRICE = "price"
    """A price on a list."""

    PIPELINE = "pipeline"
    """A pipeline."""

    OPPORTUNITY = "opportunity"
    """An opportunity."""

    QUOTE = "quote"
    """One version of a quote with its lines."""

    CONTRACT = "contract"
    """A contract."""

    ORDER = "order"
    """An order with its lines."""

    TERMS = "terms"
    """A term template."""

    PLAN = "plan"
    """A collection plan."""

    RECEIPT = "receipt"
    """A receipt with its collection details."""

    DEPARTMENT = "department"
    """A department."""

    ROLE = "role"
    """A role."""

    USER = "user"
    """A user."""

    CODE = "code"
    """A code of a list."""

    CALENDAR = "calendar"
    """A business calendar."""

    SETTING = "setting"
    """A setting, which is no record: its id is 0."""


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
    """The position to give as `after` next time; the given one when nothing more is there."""


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
        record: RecordKind | None = None,
        id: int | None = None,
        after: int | None = None,
        limit: int | None = None,
    ) -> Listing[CommitEntry, ChangePage]:
        """Lists committed changes in the order they became visible. Every one is answered exactly
        once to a reader that continues with `next` until it stays where it was. With `record` alone
        a page may be shorter than asked, even empty, when much of the feed is about other records;
        `next` goes on all the same. A product's cost and a contract's expected margin are left out
        for readers without the permission to see them.

        Args:
            record: Only changes of one kind of record; commits without one are left out.
            id: Only changes of the record with this id, whatever else its commits touched; 0 for
                settings.
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
    "RecordKind",
]
