# @generated from the table of operations by `cargo xtask generate`.
"""What a session's attributes are."""

from __future__ import annotations

from functools import cached_property

from . import (
    admin,
    base,
    change,
    collection,
    currency,
    order,
    pricing,
    receipt,
    reminder,
)
from ._call import Caller
from .admin import Operations as AdminOperations
from .change import Operations as ChangeOperations
from .collection import Operations as CollectionOperations
from .currency import Operations as CurrencyOperations
from .order import Operations as OrderOperations
from .receipt import Operations as ReceiptOperations
from .reminder import Operations as ReminderOperations


class Folders(Caller):
    """The operations of a session, by folder."""

    @cached_property
    def admin(self) -> AdminOperations:
        """The operations `admin.*`."""
        return AdminOperations(self)

    @cached_property
    def change(self) -> ChangeOperations:
        """The operations `change.*`."""
        return ChangeOperations(self)

    @cached_property
    def collection(self) -> CollectionOperations:
        """The operations `collection.*`."""
        return CollectionOperations(self)

    @cached_property
    def currency(self) -> CurrencyOperations:
        """The operations `currency.*`."""
        return CurrencyOperations(self)

    @cached_property
    def order(self) -> OrderOperations:
        """The operations `order.*`."""
        return OrderOperations(self)

    @cached_property
    def receipt(self) -> ReceiptOperations:
        """The operations `receipt.*`."""
        return ReceiptOperations(self)

    @cached_property
    def reminder(self) -> ReminderOperations:
        """The operations `reminder.*`."""
        return ReminderOperations(self)

__all__ = [
    "Folders",
    "admin",
    "base",
    "change",
    "collection",
    "currency",
    "order",
    "pricing",
    "receipt",
    "reminder",
]
