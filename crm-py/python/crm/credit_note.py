# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `credit_note`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word


class CreditNoteStatus(Word):
    """Where a credit note stands."""

    ISSUED = "issued"
    """It settles plans or is the customer's credit."""

    REVERSED = "reversed"
    """It was a mistake: everything it settled is open again."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CreditNote:
    """What a customer need not pay of an order: for goods that came back, or a price that was too
    high (M29). All amounts are in `currency`.
    """

    id: int
    """Its id (credit note id)."""

    version: int
    """Raised by every change."""

    number: str
    """Its number, unique; drawn from the series unless the host gave one."""

    status: CreditNoteStatus
    """Where it stands."""

    customer: int
    """Whose it is (customer id)."""

    order: int
    """The order it is about (order id)."""

    owner: int | None = None
    """The salesperson, as the order's at that time (user id)."""

    department: int | None = None
    """The department, as the order's at that time (department id)."""

    currency: str
    """The order's currency."""

    amount: Decimal
    """How much need not be paid, with its tax."""

    tax: Decimal
    """The tax in it."""

    unallocated: Decimal
    """How much of it settles no plan: the customer's credit."""

    refunded: Decimal
    """How much of it went back to the customer."""

    issued_on: dt.date
    """The day it was issued."""

    reason: str
    """Why."""

    issued_by: int | None = None
    """Who issued it (user id)."""

    reversed_on: dt.date | None = None
    """The day it was reversed."""

    reversed_at: dt.datetime | None = None
    """When its reversal was written."""

    reversed_for: str | None = None
    """Why it was reversed."""

    external_ref: str | None = None
    """The host's own key, unique among credit notes."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was written."""

    allocations: tuple[Allocation, ...]
    """The collection details: what it settled, and what of that was taken back. `credit_note.list`
    does not read them: there the list is empty.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CreditShare:
    """A part of a credit note meant for one plan."""

    plan: int
    """The plan to settle (plan id)."""

    amount: Decimal
    """How much of it, above zero (money, at most 4 decimals)."""


class Operations:
    """The operations `credit_note.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def issue(
        self,
        *,
        number: str | None = None,
        order: int,
        version: int | None = None,
        amount: Decimal,
        tax: Decimal | None = None,
        issued_on: dt.date | None = None,
        allocations: Sequence[CreditShare] | None = None,
        reason: str,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> CreditNote:
        """Issues a credit note about an approved order: so much need not be paid. It settles the
        plans of the order, from the latest open one backwards, or the given ones; what is left is
        the customer's credit (M29).

        Args:
            number: Its number, unique; drawn from the series when not given (at most 100
                characters).
            order: The order (order id).
            version: The version of the order it was seen at.
            amount: How much need not be paid, with its tax: above zero, with earlier credit notes
                and what was discounted or written off at most the total of the order (money, at
                most 4 decimals).
            tax: The tax in it, at most the amount; its share of the order's tax when not given
                (money, at most 4 decimals).
            issued_on: The day it is issued, from the order's approval to today; today when not
                given.
            allocations: What it settles, at most 1,000 plans of the customer; the order's plans,
                the latest first, when not given. An empty list keeps all of it as credit.
            reason: Why, at most 1,000 characters.
            external_ref: The host's own key, unique among credit notes (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            What a customer need not pay of an order: for goods that came back, or a price that was
            too high (M29). All amounts are in `currency`.

        Raises:
            Refused: `order.not_approved`: the order is ‹status›, not approved.
            Refused: `order.day_before_approval`: ‹day› lies before ‹approved_on›, the day the order
                was approved.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `credit_note.beyond_order`: ‹amount› is more than the ‹left› of the order that
                no credit note is about yet and that was neither discounted nor written off.
            Refused: `credit_note.tax_beyond`: tax of ‹tax› cannot be in ‹amount›.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.
            Refused: `allocation.other_customer`: plan ‹plan› belongs to customer ‹customer›, not to
                the receipt's.
            Refused: `allocation.other_currency`: plan ‹plan› is in ‹currency›, the credit note is
                not.
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `allocation.twice`: plan ‹plan› is named twice.
            Refused: `allocation.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `allocation.beyond_receipt`: the allocations come to ‹amount›, the receipt has
                ‹unallocated› left.
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.credit_note.issue(
                number="HC-1",
                order=30,
                amount=Decimal("15900"),
                reason="退货",
                external_ref="erp-1",
            )
        """
        return self._caller._run("credit_note.issue", Operations.issue, locals())

    def allocate(
        self,
        *,
        credit_note: int,
        version: int | None = None,
        allocations: Sequence[CreditShare] | None = None,
        effective_on: dt.date | None = None,
        request: str | None = None,
    ) -> CreditNote:
        """Settles plans of the customer with what a credit note has left: the given ones, or the
        oldest due first.

        Args:
            credit_note: The credit note (credit note id).
            version: The version it was seen at.
            allocations: What to settle, 1 to 1,000 plans; the oldest due first when not given.
            effective_on: The day it takes effect, not before it was issued or what is left of it
                came back, and not in the future; today when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            What a customer need not pay of an order: for goods that came back, or a price that was
            too high (M29). All amounts are in `currency`.

        Raises:
            Refused: `credit_note.reversed`: the credit note was reversed on ‹reversed_on›.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `credit_note.day_before`: ‹day› lies before ‹effective_on›, the last day on
                which the credit note took effect.
            Refused: `allocation.other_customer`: plan ‹plan› belongs to customer ‹customer›, not to
                the receipt's.
            Refused: `allocation.other_currency`: plan ‹plan› is in ‹currency›, the credit note is
                not.
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `allocation.twice`: plan ‹plan› is named twice.
            Refused: `allocation.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `allocation.beyond_receipt`: the allocations come to ‹amount›, the receipt has
                ‹unallocated› left.
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.credit_note.allocate(
                credit_note=53,
                allocations=[crm.credit_note.CreditShare(plan=60, amount=Decimal("400"))],
            )
        """
        return self._caller._run("credit_note.allocate", Operations.allocate, locals())

    def reverse(
        self,
        *,
        credit_note: int,
        version: int | None = None,
        reversed_on: dt.date | None = None,
        reason: str,
        request: str | None = None,
    ) -> CreditNote:
        """Reverses a credit note that was a mistake: everything it settled is open again.

        Args:
            credit_note: The credit note (credit note id).
            version: The version it was seen at.
            reversed_on: The day it takes effect, not before anything it settled and not in the
                future; today when not given.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            What a customer need not pay of an order: for goods that came back, or a price that was
            too high (M29). All amounts are in `currency`.

        Raises:
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `credit_note.reversed`: the credit note was reversed on ‹reversed_on›.
            Refused: `credit_note.refunded`: ‹refunded› of the credit note went back to the
                customer; take the refund back first.
            Refused: `credit_note.day_before`: ‹day› lies before ‹effective_on›, the last day on
                which the credit note took effect.

        Example:
            s.credit_note.reverse(credit_note=53, reason="误开")
        """
        return self._caller._run("credit_note.reverse", Operations.reverse, locals())

    def get(self, *, credit_note: int) -> CreditNote:
        """Reads a credit note with its collection details.

        Args:
            credit_note: The credit note (credit note id).

        Returns:
            What a customer need not pay of an order: for goods that came back, or a price that was
            too high (M29). All amounts are in `currency`.

        Example:
            s.credit_note.get(credit_note=53)
        """
        return self._caller._run("credit_note.get", Operations.get, locals())

    def list(
        self,
        *,
        number: str | None = None,
        external_ref: str | None = None,
        order: int | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        status: CreditNoteStatus | None = None,
        with_credit: bool = False,
        issued_from: dt.date | None = None,
        issued_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[CreditNote, Page[CreditNote]]:
        """Lists credit notes without their details, latest first.

        Args:
            number: Only the one with this number (at most 100 characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            order: Of one order (order id).
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            status: In one state.
            with_credit: Only those of which a part settles no plan yet. `false` when not given.
            issued_from: Issued on this day or later.
            issued_to: Issued on this day or earlier.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.credit_note.list(customer=1, with_credit=True)
        """
        return self._caller._list("credit_note.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .collection import Allocation  # noqa: E402
from .collection import DetailKind  # noqa: E402

__all__ = [
    "Allocation",
    "CreditNote",
    "CreditNoteStatus",
    "CreditShare",
    "DetailKind",
    "Operations",
]
