# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `refund`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word


class RefundStatus(Word):
    """Where a refund stands."""

    RECORDED = "recorded"
    """The money went back."""

    REVERSED = "reversed"
    """It came back, or was a mistake."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """Money that went back to a customer (M28), from what a receipt or a credit note has left."""

    id: int
    """Its id (refund id)."""

    version: int
    """Raised by every change."""

    number: str
    """Its number, unique; drawn from the series unless the host gave one."""

    status: RefundStatus
    """Where it stands."""

    receipt: int | None = None
    """The receipt it came from (receipt id)."""

    credit_note: int | None = None
    """The credit note it came from (credit note id)."""

    customer: int
    """Who got it (customer id)."""

    owner: int | None = None
    """The salesperson, as of what it came from (user id)."""

    department: int | None = None
    """The department, as of what it came from (department id)."""

    currency: str
    """Its currency."""

    amount: Decimal
    """How much went back."""

    refunded_on: dt.date
    """The day it went back."""

    method: str | None = None
    """A code of the list `payment_method`."""

    payee: str | None = None
    """Who is named as the payee, when not the customer."""

    reason: str
    """Why."""

    recorded_by: int | None = None
    """Who recorded it (user id)."""

    reversed_on: dt.date | None = None
    """The day it was taken back."""

    reversed_at: dt.datetime | None = None
    """When that was written."""

    reversed_for: str | None = None
    """Why it was taken back."""

    external_ref: str | None = None
    """The host's own key, unique among refunds."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was recorded."""


class Operations:
    """The operations `refund.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def record(
        self,
        *,
        number: str | None = None,
        receipt: int | None = None,
        credit_note: int | None = None,
        version: int | None = None,
        amount: Decimal,
        refunded_on: dt.date | None = None,
        method: str | None = None,
        payee: str | None = None,
        reason: str,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Refund:
        """Records money that goes back to a customer, from what a receipt or a credit note has left
        (M28). Collected money is first released or credited.

        Args:
            number: Its number, unique; drawn from the series when not given (at most 100
                characters).
            receipt: The receipt it comes from; either this or `credit_note` (receipt id).
            credit_note: The credit note it comes from (credit note id).
            version: The version of what it comes from that was seen.
            amount: How much goes back, above zero, in the currency of what it comes from (money, at
                most 4 decimals).
            refunded_on: The day it goes back, not before it came or was released, and not in the
                future; today when not given.
            method: A code of the list `payment_method` (at most 100 characters).
            payee: Who is named as the payee, when not the customer (at most 200 characters).
            reason: Why, at most 1,000 characters.
            external_ref: The host's own key, unique among refunds (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that went back to a customer (M28), from what a receipt or a credit note has left.

        Raises:
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `receipt.not_confirmed`: the receipt is ‹status›; only a confirmed one pays
                plans.
            Refused: `credit_note.reversed`: the credit note was reversed on ‹reversed_on›.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `refund.day_before`: ‹day› lies before ‹earliest›, the first day on which it
                can go back.
            Refused: `refund.beyond_credit`: ‹amount› is more than the ‹credit› that can go back.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.

        Example:
            s.refund.record(receipt=14, amount=Decimal("2000"), method="cash", reason="多付退回")
        """
        return self._caller._run("refund.record", Operations.record, locals())

    def reverse(
        self,
        *,
        refund: int,
        version: int | None = None,
        reversed_on: dt.date | None = None,
        reason: str,
        request: str | None = None,
    ) -> Refund:
        """Takes a refund back that came back or was a mistake: the money is the customer's credit
        again.

        Args:
            refund: The refund (refund id).
            version: The version it was seen at.
            reversed_on: The day it takes effect, not before the refund and not in the future; today
                when not given.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that went back to a customer (M28), from what a receipt or a credit note has left.

        Raises:
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `refund.reversed`: the refund was taken back on ‹reversed_on›.
            Refused: `refund.day_before`: ‹day› lies before ‹earliest›, the first day on which it
                can go back.

        Example:
            s.refund.reverse(refund=19, reason="银行退回")
        """
        return self._caller._run("refund.reverse", Operations.reverse, locals())

    def get(self, *, refund: int) -> Refund:
        """Reads a refund.

        Args:
            refund: The refund (refund id).

        Returns:
            Money that went back to a customer (M28), from what a receipt or a credit note has left.

        Example:
            s.refund.get(refund=26)
        """
        return self._caller._run("refund.get", Operations.get, locals())

    def list(
        self,
        *,
        number: str | None = None,
        external_ref: str | None = None,
        receipt: int | None = None,
        credit_note: int | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        status: RefundStatus | None = None,
        refunded_from: dt.date | None = None,
        refunded_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Refund, Page[Refund]]:
        """Lists refunds, latest first.

        Args:
            number: Only the one with this number (at most 100 characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            receipt: From one receipt (receipt id).
            credit_note: From one credit refund (credit note id).
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            status: In one state.
            refunded_from: Refunded on this day or later.
            refunded_to: Refunded on this day or earlier.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.refund.list(receipt=14)
        """
        return self._caller._list("refund.list", Operations.list, locals())

__all__ = [
    "Operations",
    "Refund",
    "RefundStatus",
]
