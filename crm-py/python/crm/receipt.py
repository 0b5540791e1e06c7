# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `receipt`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset, Word
from .base import Warning


class Action(Word):
    """What can be done with a receipt."""

    UPDATE = "update"
    """Change its fields."""

    SUBMIT = "submit"
    """Ask for its confirmation."""

    WITHDRAW = "withdraw"
    """Take that back."""

    REJECT = "reject"
    """Send it back."""

    CONFIRM = "confirm"
    """Say that the money is there."""

    ALLOCATE = "allocate"
    """Pay plans with it, and take that back."""

    REFUND = "refund"
    """Give a part of it, or all of it, back to the customer."""

    REVERSE_REFUND = "reverse_refund"
    """Say that this did not take place."""

    REVERSE = "reverse"
    """Say that it bounced or was a mistake."""


class ReceiptStatus(Word):
    """Where a receipt stands."""

    DRAFT = "draft"
    """Written down; it counts for nothing yet and may be changed."""

    SUBMITTED = "submitted"
    """Waiting to be confirmed."""

    REJECTED = "rejected"
    """Sent back to who submitted it."""

    CONFIRMED = "confirmed"
    """The money is there: it pays plans or is the customer's credit."""

    PARTLY_REFUNDED = "partly_refunded"
    """A part of it, or all of it, went back to the customer; what is left still pays plans."""

    REVERSED = "reversed"
    """It bounced or was a mistake: everything it paid is open again."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllocationArgs:
    """A part of a receipt meant for one plan."""

    plan: int
    """The plan to pay (plan id)."""

    amount: Decimal
    """How much of it, above zero, in the plan's currency (money, at most 4 decimals)."""

    discount: Decimal | None = None
    """The discount for early payment that goes with it, at most the one that holds on the day the
    money came in; that one when not given (money, at most 4 decimals).
    """

    receipt_amount: Decimal | None = None
    """How much of the receipt goes into that, above zero, in the receipt's currency, where the plan
    is in another one; by the rate of the day the money came in when not given (money, at most 4
    decimals).
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What money would pay. All amounts are in `currency`."""

    strategy: Allocation
    """How the plans were found."""

    currency: str
    """The currency."""

    amount: Decimal
    """How much there is to pay with."""

    lines: tuple[ProposedLine, ...]
    """What it would pay, in order."""

    credit: Decimal
    """What would be left as the customer's credit."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ProposedLine:
    """What one plan would be paid."""

    plan: CollectionPlan
    """The plan as it stands today."""

    amount: Decimal
    """How much money it would get."""

    discount: Decimal
    """The discount for early payment."""

    write_off: Decimal
    """What would not be asked for any more."""

    reason: Warning
    """Why."""


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

    order: int | None = None
    """The order the payer means: its plans are paid before others (order id)."""

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

    refunded: Decimal
    """How much of it went back to the customer."""

    received_on: dt.date
    """The day the money came in."""

    method: str | None = None
    """A code of the list `payment_method`."""

    payer: str | None = None
    """Who is named as the payer, when not the customer."""

    note: str | None = None
    """Anything worth saying."""

    intended: tuple[AllocationArgs, ...] | None = None
    """What it was said to pay before its confirmation; carried out there."""

    recorded_by: int | None = None
    """Who recorded it (user id)."""

    submitted_by: int | None = None
    """Who submitted it (user id)."""

    confirmed_by: int | None = None
    """Who confirmed it (user id)."""

    confirmed_on: dt.date | None = None
    """The day it was confirmed."""

    confirmed_at: dt.datetime | None = None
    """When its confirmation was written."""

    reversed_on: dt.date | None = None
    """The day it was reversed."""

    reversed_at: dt.datetime | None = None
    """When its reversal was written."""

    reason: str | None = None
    """Why it was rejected or reversed."""

    external_ref: str | None = None
    """The host's own key, unique among receipts."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was recorded."""

    allocations: tuple[CollectionAllocation, ...]
    """The collection details: what it paid, and what of that was taken back. `receipt.list` does
    not read them: there the list is always empty, and `unallocated` tells what is left.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One permitted move, as documents show it."""

    from_: ReceiptStatus
    """The state before."""

    action: Action
    """What is done."""

    to: ReceiptStatus
    """The state after."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TransitionList:
    """The moves a kind of record permits, in the order they are declared."""

    items: tuple[Transition, ...]
    """The moves; every other pair of state and action is refused."""


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
        order: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        currency: str | None = None,
        amount: Decimal,
        received_on: dt.date | None = None,
        method: str | None = None,
        payer: str | None = None,
        note: str | None = None,
        allocations: Sequence[AllocationArgs] | None = None,
        submit: bool = False,
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
            order: The order the payer means, of the same customer: its plans are paid before others
                (order id).
            owner: The salesperson it belongs to; the customer's, else the acting user, when not
                given (user id).
            department: The department it belongs to; the given salesperson's, else the customer's,
                else the acting user's, when not given (department id).
            currency: The currency of the money; that of `order`, else the customer's, else the
                setting's, when not given (ISO 4217 code).
            amount: How much came in, above zero (money, at most 4 decimals).
            received_on: The day it came in; today when not given. A later one is for money that is
                to come, such as a dated cheque: it is not confirmed before that day.
            method: A code of the list `payment_method` (at most 100 characters).
            payer: Who is named as the payer, when not the customer (at most 200 characters).
            note: Anything worth saying, at most 16,000 characters.
            allocations: What it pays, at most 1,000 plans; the customer's strategy decides when not
                given, and an empty list keeps all of it as credit.
            submit: Whether to submit it in the same call. `false` when not given.
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
            Refused: `receipt.other_customer`: the order belongs to another customer.
            Refused: `receipt.not_confirmable`: a receipt that is ‹status› cannot be confirmed.
            Refused: `receipt.own_confirmation`: nobody confirms a receipt they recorded or
                submitted.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.
            Refused: `allocation.other_customer`: plan ‹plan› belongs to customer ‹customer›, not to
                the receipt's.
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `allocation.twice`: plan ‹plan› is named twice.
            Refused: `allocation.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `allocation.beyond_discount`: ‹discount› is more than the ‹allowed› that plan
                ‹plan› discounts for this payment.
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

    def update(
        self,
        *,
        receipt: int,
        version: int | None = None,
        amount: Decimal | None = None,
        received_on: dt.date | None = None,
        allocations: Sequence[AllocationArgs] | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        method: str | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        order: int | None | Unset = UNSET,
        payer: str | None | Unset = UNSET,
        request: str | None = None,
    ) -> Receipt:
        """Changes a receipt that is a draft or was rejected. What is absent stays, `null` clears.

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            amount: How much came in, above zero (money, at most 4 decimals).
            received_on: The day it came in, or is to come in.
            allocations: What it pays, at most 1,000 plans; the customer's strategy decides when
                cleared. `None` clears it.
            extra: The host's own data, at most 16 KiB. `None` clears it.
            method: A code of the list `payment_method` (at most 100 characters). `None` clears it.
            note: Anything worth saying, at most 16,000 characters. `None` clears it.
            order: The order the payer means, of the same customer (order id). `None` clears it.
            payer: Who is named as the payer, when not the customer (at most 200 characters). `None`
                clears it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.not_editable`: a receipt that is ‹status› cannot be changed.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `receipt.other_customer`: the order belongs to another customer.
            Refused: `allocation.other_customer`: plan ‹plan› belongs to customer ‹customer›, not to
                the receipt's.
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `allocation.twice`: plan ‹plan› is named twice.
            Refused: `allocation.beyond_receipt`: the allocations come to ‹amount›, the receipt has
                ‹unallocated› left.

        Example:
            s.receipt.update(
                receipt=44,
                amount=Decimal("45"),
                received_on=dt.date.fromisoformat("2026-01-14"),
                allocations=None,
                method="cash",
                note="网银",
                order=None,
                payer="北京华信财务部",
            )
        """
        return self._caller._run("receipt.update", Operations.update, locals())

    def submit(
        self,
        *,
        receipt: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Receipt:
        """Asks for the confirmation of a receipt that is a draft or was rejected.

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.not_submittable`: a receipt that is ‹status› cannot be submitted.

        Example:
            s.receipt.submit(receipt=44)
        """
        return self._caller._run("receipt.submit", Operations.submit, locals())

    def withdraw(
        self,
        *,
        receipt: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Receipt:
        """Takes a submission back: the receipt is a draft again.

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.not_submitted`: the receipt is ‹status›, not submitted.

        Example:
            s.receipt.withdraw(receipt=44)
        """
        return self._caller._run("receipt.withdraw", Operations.withdraw, locals())

    def reject(
        self,
        *,
        receipt: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> Receipt:
        """Sends a submitted receipt back to who submitted it.

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.not_submitted`: the receipt is ‹status›, not submitted.

        Example:
            s.receipt.reject(receipt=44, reason="金额有误")
        """
        return self._caller._run("receipt.reject", Operations.reject, locals())

    def confirm(
        self,
        *,
        receipt: int,
        version: int | None = None,
        allocations: Sequence[AllocationArgs] | None = None,
        request: str | None = None,
    ) -> Receipt:
        """Confirms a receipt that is submitted, or a draft where the settings allow it: its
        allocations, or the customer's strategy, pay plans in the same transaction; the surplus is
        the customer's credit (M17, M18). Money that is to come is not confirmed before its day.
        When the plans it was meant for have changed since, say anew what it pays.

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            allocations: What it pays, at most 1,000 plans, instead of what was said before; an
                empty list keeps all of it as credit.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.not_confirmable`: a receipt that is ‹status› cannot be confirmed.
            Refused: `receipt.own_confirmation`: nobody confirms a receipt they recorded or
                submitted.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.
            Refused: `allocation.other_customer`: plan ‹plan› belongs to customer ‹customer›, not to
                the receipt's.
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `allocation.twice`: plan ‹plan› is named twice.
            Refused: `allocation.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `allocation.beyond_discount`: ‹discount› is more than the ‹allowed› that plan
                ‹plan› discounts for this payment.
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
        strategy: Allocation | None = None,
        effective_on: dt.date | None = None,
        request: str | None = None,
    ) -> Receipt:
        """Pays plans from the credit a confirmed receipt has left: the given ones, or what a
        strategy finds. Discounts for early payment hold when the money came in early, whenever it
        is allocated.

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            allocations: What to pay, 1 to 1,000 plans; what the strategy finds when not given.
            strategy: How plans are found; the oldest due first when not given. Not together with
                `allocations`.
            effective_on: The day it takes effect, from the day the money came in, or what is left
                of it came back, to today; today when not given. On each plan not before there was
                such a plan, nor before something of it was taken back.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.not_confirmed`: the receipt is ‹status›; only a confirmed one pays
                plans.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `receipt.day_before`: ‹day› lies before ‹received_on›, the day the money came
                in.
            Refused: `allocation.other_customer`: plan ‹plan› belongs to customer ‹customer›, not to
                the receipt's.
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `allocation.twice`: plan ‹plan› is named twice.
            Refused: `allocation.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `allocation.beyond_discount`: ‹discount› is more than the ‹allowed› that plan
                ‹plan› discounts for this payment.
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

    def release(
        self,
        *,
        receipt: int,
        version: int | None = None,
        details: Sequence[int] | None = None,
        effective_on: dt.date | None = None,
        reason: str,
        request: str | None = None,
    ) -> Receipt:
        """Takes back what a confirmed receipt paid: the plans are open again, and the money is the
        customer's credit. All of it, or some details with what came with them.

        Args:
            receipt: The receipt (receipt id).
            version: The version it was seen at.
            details: Details of the receipt that stand; with each goes everything the receipt
                settled on the same plan. All of them when not given.
            effective_on: The day it takes effect, not before anything the receipt paid and not in
                the future; today when not given.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `receipt.not_confirmed`: the receipt is ‹status›; only a confirmed one pays
                plans.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `receipt.day_before_allocation`: ‹day› lies before ‹effective_on›, the last day
                on which the receipt paid a plan.
            Refused: `allocation.not_standing`: the receipt has no such detail that stands.

        Example:
            s.receipt.release(receipt=61, reason="付错订单")
        """
        return self._caller._run("receipt.release", Operations.release, locals())

    def propose(
        self,
        *,
        receipt: int | None = None,
        customer: int | None = None,
        amount: Decimal | None = None,
        currency: str | None = None,
        received_on: dt.date | None = None,
        order: int | None = None,
        strategy: Allocation | None = None,
    ) -> Proposal:
        """Shows which plans money would pay, and why: of a receipt, or of an amount that is
        expected. Nothing is kept; `receipt.confirm` and `receipt.allocate` take what is proposed.

        Args:
            receipt: A receipt: what it has left, or all of one that is not confirmed. Either this
                or `customer` with `amount` (receipt id).
            customer: Who pays (customer id).
            amount: How much, above zero (money, at most 4 decimals).
            currency: The currency of the amount; that of `order`, else the customer's, else the
                setting's, when not given (ISO 4217 code).
            received_on: The day the amount comes in; today when not given.
            order: The order the payer means, of the same customer: its plans are paid before others
                (order id).
            strategy: How plans are found; the customer's strategy, else the setting's, when not
                given.

        Returns:
            What money would pay. All amounts are in `currency`.

        Raises:
            Refused: `receipt.other_customer`: the order belongs to another customer.

        Example:
            s.receipt.propose(customer=1, amount=Decimal("400"), order=8)
        """
        return self._caller._run("receipt.propose", Operations.propose, locals())

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
            reversed_on: The day it takes effect, not before anything it paid and not in the future;
                today when not given.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            Money that came in from a customer. All amounts are in `currency`.

        Raises:
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `receipt.refunded`: ‹refunded› of the receipt went back to the customer; take
                the refund back first.
            Refused: `receipt.reversed`: the receipt is already reversed.
            Refused: `receipt.day_before`: ‹day› lies before ‹received_on›, the day the money came
                in.
            Refused: `receipt.day_before_allocation`: ‹day› lies before ‹effective_on›, the last day
                on which the receipt paid a plan.

        Example:
            s.receipt.reverse(receipt=16, reason="录入有误")
        """
        return self._caller._run("receipt.reverse", Operations.reverse, locals())

    def transitions(self) -> TransitionList:
        """Lists which actions are possible in which state of a receipt.

        Returns:
            The moves a kind of record permits, in the order they are declared.

        Example:
            s.receipt.transitions()
        """
        return self._caller._run("receipt.transitions", Operations.transitions, locals())

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
        order: int | None = None,
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
            order: Meant for one order (order id).
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
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.receipt.list(customer=1)
        """
        return self._caller._list("receipt.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .collection import Allocation as CollectionAllocation  # noqa: E402
from .collection import ClaimOf  # noqa: E402
from .collection import CollectionPlan  # noqa: E402
from .collection import DetailKind  # noqa: E402
from .collection import PlanKind  # noqa: E402
from .collection import PlanStatus  # noqa: E402
from .setting import Allocation  # noqa: E402
from .terms import Early  # noqa: E402
from .terms import EarlyOffer  # noqa: E402
from .terms import Gate  # noqa: E402
from .terms import PartPayment  # noqa: E402
from .terms import Start  # noqa: E402
from .terms import TaxBase  # noqa: E402

__all__ = [
    "Action",
    "Allocation",
    "AllocationArgs",
    "ClaimOf",
    "CollectionAllocation",
    "CollectionPlan",
    "DetailKind",
    "Early",
    "EarlyOffer",
    "Gate",
    "Operations",
    "PartPayment",
    "PlanKind",
    "PlanStatus",
    "Proposal",
    "ProposedLine",
    "Receipt",
    "ReceiptStatus",
    "Start",
    "TaxBase",
    "Transition",
    "TransitionList",
    "Warning",
]
