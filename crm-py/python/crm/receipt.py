# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `receipt`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word


class ReceiptStatus(Word):
    """Where a receipt stands."""

    RECORDED = "recorded"
    """Written down; it counts for nothing yet."""

    CONFIRMED = "confirmed"
    """The money is there: it pays plans or is the customer's credit."""

    REVERSED = "reversed"
    """It bounced or was a mistake: everything it paid is open again."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """A collection detail: a part of a receipt that pays a plan. Never changed; taking it back is a
    detail of its own with the opposite amount.
    """

    id: int
    """Its id (allocation id)."""

    receipt: int
    """The receipt (receipt id)."""

    plan: int
    """The plan it pays (plan id)."""

    order: int
    """The plan's order (order id)."""

    currency: str
    """The currency."""

    amount: Decimal
    """How much; negative when it takes back an earlier one."""

    effective_on: dt.date
    """The day it takes effect."""

    reverses: int | None = None
    """The detail it takes back (allocation id)."""

    created_at: dt.datetime
    """When it was written."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllocationArgs:
    """A part of a receipt meant for one plan."""

    plan: int
    """The plan to pay (plan id)."""

    amount: Decimal
    """How much of it, above zero, in the receipt's currency (money, at most 4 decimals)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Money that came in from a customer. All amounts are in `currency`."""

    id: int
    """Its id (receipt id)."""

    version: int
    """Raised by every change."""

    number: str
    """Its number, unique; drawn from the series unless the host gave one."""

    status: ReceiptStatus
    """Where it stands."""

    customer: int
    """Who paid (customer id)."""

    owner: int | None = None
    """The salesperson it belongs to (user id)."""

    department: int | None = None
    """The department it belongs to (department id)."""

    currency: str
    """The currency of the money."""

    amount: Decimal
    """How much came in."""

    unallocated: Decimal
    """How much of a confirmed receipt pays no plan yet: the customer's credit. Zero until it is
    confirmed, and once it is reversed.
    """

    received_on: dt.date
    """The day the money came in."""

    method: str | None = None
    """A code of the list `payment_method`."""

    payer: str | None = None
    """Who is named as the payer, when not the customer."""

    note: str | None = None
    """Anything worth saying."""

    intended: tuple[AllocationArgs, ...] | None = None
    """What it was said to pay when it was recorded; carried out at its confirmation."""

    recorded_by: int | None = None
    """Who recorded it (user id)."""

    confirmed_by: int | None = None
    """Who confirmed it (user id)."""

    confirmed_on: dt.date | None = None
    """The day it was confirmed."""

    reversed_on: dt.date | None = None
    """The day it was reversed."""

    reason: str | None = None
    """Why it was reversed."""

    external_ref: str | None = None
    """The host's own key, unique among receipts."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was recorded."""

    allocations: tuple[Allocation, ...]
    """The collection details: what it paid, and what of that was taken back. `receipt.list` does
    not read them: there the list is always empty, and `unallocated` tells what is left.
    """


class Operations:
    """The operations `receipt.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def record(
        self,
        *,
        number: str | None = None,
        customer: int,
        owner: int | None = None,
        department: int | None = None,
        currency: str | None = None,
        amount: Decimal,
        received_on: dt.date | None = None,
        method: str | None = None,
        payer: str | None = None,
        note: str | None = None,
        allocations: Sequence[AllocationArgs] | None = None,
        confirm: bool = False,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Receipt:
        """Writes down money that came in from a customer. It counts once it is confirmed; `confirm`
        does both in one call.

        Args:
            number: Its number, unique; drawn from the series when not given (at most 100
                characters).
            customer: Who paid (customer id).
            owner: The salesperson it belongs to; the customer's, else the acting user, when not
                given (user id).
            department: The department it belongs to; the given salesperson's, else the customer's,
                else the acting user's, when not given (department id).
            currency: The currency of the money; the customer's, else the setting's, when not given
                (ISO 4217 code).
            amount: How much came in, above zero (money, at most 4 decimals).
            received_on: The day it came in; today when not given.
            method: A code of the list `payment_method` (at most 100 characters).
            payer: Who is named as the payer, when not the customer (at most 200 characters).
            note: Anything worth saying, at most 16,000 characters.
            allocations: What it pays, at most 1,000 plans; the customer's strategy decides when not
                given, and an empty list keeps all of it as credit.
            confirm: Whether to confirm it in the same call; needs `receipt.confirm`. `false` when
                not given.
            external_ref: The host's own key, unique among receipts (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `receipt.own_confirmation`: nobody confirms a receipt they recorded.
            Refused: `allocation.other_customer`: plan ‹plan› belongs to customer ‹customer›, not to
                the receipt's.
            Refused: `allocation.other_currency`: plan ‹plan› is in ‹currency›, the receipt is not.
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `allocation.twice`: plan ‹plan› is named twice.
            Refused: `allocation.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `allocation.beyond_receipt`: the allocations come to ‹amount›, the receipt has
                ‹unallocated› left.

        Example:
            s.receipt.record(
                customer=1,
                amount=Decimal("130"),
                allocations=[crm.receipt.AllocationArgs(plan=7, amount=Decimal("130"))],
            )
        """
        return self._caller._run("receipt.record", Operations.record, locals())

    def confirm(
        self,
        *,
        receipt: int,
        version: int | None = None,
        allocations: Sequence[AllocationArgs] | None = None,
        request: str | None = None,
    ) -> Receipt:
        """Confirms a recorded receipt: its allocations, or the customer's strategy, pay plans in
        the same transaction; the surplus is the customer's credit (M17, M18). When the plans it was
        meant for have changed since, say anew what it pays.

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            allocations: What it pays, at most 1,000 plans, instead of what was said when it was
                recorded; an empty list keeps all of it as credit.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.not_recorded`: the receipt is ‹status›; only a recorded one is
                confirmed.
            Refused: `receipt.own_confirmation`: nobody confirms a receipt they recorded.
            Refused: `allocation.other_customer`: plan ‹plan› belongs to customer ‹customer›, not to
                the receipt's.
            Refused: `allocation.other_currency`: plan ‹plan› is in ‹currency›, the receipt is not.
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `allocation.twice`: plan ‹plan› is named twice.
            Refused: `allocation.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `allocation.beyond_receipt`: the allocations come to ‹amount›, the receipt has
                ‹unallocated› left.

        Example:
            s.receipt.confirm(
                receipt=19,
                allocations=[crm.receipt.AllocationArgs(plan=7, amount=Decimal("70"))],
            )
        """
        return self._caller._run("receipt.confirm", Operations.confirm, locals())

    def allocate(
        self,
        *,
        receipt: int,
        version: int | None = None,
        allocations: Sequence[AllocationArgs] | None = None,
        effective_on: dt.date | None = None,
        request: str | None = None,
    ) -> Receipt:
        """Pays plans from the credit a confirmed receipt has left: the given ones, or the
        customer's open plans, oldest due first.

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            allocations: What to pay, 1 to 1,000 plans; the oldest due first when not given.
            effective_on: The day it takes effect; today when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.not_confirmed`: the receipt is ‹status›; only a confirmed one pays
                plans.
            Refused: `receipt.day_before`: ‹day› lies before ‹received_on›, the day the money came
                in.
            Refused: `allocation.other_customer`: plan ‹plan› belongs to customer ‹customer›, not to
                the receipt's.
            Refused: `allocation.other_currency`: plan ‹plan› is in ‹currency›, the receipt is not.
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `allocation.twice`: plan ‹plan› is named twice.
            Refused: `allocation.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `allocation.beyond_receipt`: the allocations come to ‹amount›, the receipt has
                ‹unallocated› left.

        Example:
            s.receipt.allocate(
                receipt=26,
                allocations=[crm.receipt.AllocationArgs(plan=7, amount=Decimal("5"))],
                effective_on=dt.date.fromisoformat("2026-03-10"),
            )
        """
        return self._caller._run("receipt.allocate", Operations.allocate, locals())

    def reverse(
        self,
        *,
        receipt: int,
        version: int | None = None,
        reversed_on: dt.date | None = None,
        reason: str,
        request: str | None = None,
    ) -> Receipt:
        """Reverses a receipt that bounced or was a mistake: everything it paid is open again, and
        the history stays (M27).

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            reversed_on: The day it takes effect, not before anything it paid; today when not given.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.reversed`: the receipt is already reversed.
            Refused: `receipt.day_before`: ‹day› lies before ‹received_on›, the day the money came
                in.
            Refused: `receipt.day_before_allocation`: ‹day› lies before ‹effective_on›, the last day
                on which the receipt paid a plan.

        Example:
            s.receipt.reverse(receipt=16, reason="录入有误")
        """
        return self._caller._run("receipt.reverse", Operations.reverse, locals())

    def get(self, *, receipt: int) -> Receipt:
        """Reads a receipt with its collection details.

        Args:
            receipt: The receipt (receipt id).

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Example:
            s.receipt.get(receipt=23)
        """
        return self._caller._run("receipt.get", Operations.get, locals())

    def list(
        self,
        *,
        number: str | None = None,
        external_ref: str | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        status: ReceiptStatus | None = None,
        with_credit: bool = False,
        received_from: dt.date | None = None,
        received_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Receipt, Page[Receipt]]:
        """Lists receipts without their details, newest money first.

        Args:
            number: Only the one with this number (at most 100 characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            status: In one state.
            with_credit: Only confirmed ones of which a part pays no plan yet. `false` when not
                given.
            received_from: Received on this day or later.
            received_to: Received on this day or earlier.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items, each page read when it is needed.

        Example:
            s.receipt.list(customer=1)
        """
        return self._caller._list("receipt.list", Operations.list, locals())

__all__ = [
    "Allocation",
    "AllocationArgs",
    "Operations",
    "Receipt",
    "ReceiptStatus",
]
