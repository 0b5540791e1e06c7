# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `approval`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from ._values import Word


class LimitedAction(Word):
    """What a role may do up to an amount."""

    RECEIPT_CONFIRM = "receipt_confirm"
    """To confirm a receipt."""

    WRITE_OFF = "write_off"
    """To write off what is open."""

    REFUND = "refund"
    """To pay money back."""

    WAIVE = "waive"
    """To do without what is due."""

    RESCHEDULE = "reschedule"
    """To move due dates."""

    CREDIT_NOTE = "credit_note"
    """To give a credit note."""

    CREDIT_OVERRIDE = "credit_override"
    """To sell beyond a customer's credit limit."""

    DISCOUNT_OVERRIDE = "discount_override"
    """To give more discount than is usual."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How far a role reaches with an action, in one currency."""

    id: int
    """Its id (limit id)."""

    version: int
    """Raised by every change."""

    role: int
    """The role (role id)."""

    action: LimitedAction
    """What is limited."""

    currency: str
    """The currency of the amounts it is about."""

    up_to: Decimal | None = None
    """The largest amount the role reaches to, itself included; null when it is not limited."""

    created_at: dt.datetime
    """When it was first set."""

__all__ = [
    "Limit",
    "LimitedAction",
]
