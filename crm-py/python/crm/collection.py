# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `collection`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word
from .base import Tie
from .base import Warning


class DetailKind(Word):
    """How a detail settles its plan."""

    COLLECTED = "collected"
    """Money of a receipt."""

    DISCOUNTED = "discounted"
    """A discount for early payment."""

    WRITTEN_OFF = "written_off"
    """A difference that is not asked for any more."""

    CREDITED = "credited"
    """A credit note."""


class PlanKind(Word):
    """What a plan is for."""

    SALE = "sale"
    """A part of the order's total."""

    DUNNING_FEE = "dunning_fee"
    """The fee of a letter to who pays late."""

    INTEREST = "interest"
    """Interest on what was paid late."""


class PlanStatus(Word):
    """Where a plan stands today. Derived, never stored (M19)."""

    DORMANT = "dormant"
    """It waits for its event: it counts in totals and is not due (M9)."""

    HELD = "held"
    """The customer holds it back as a security until its event (M12)."""

    PLANNED = "planned"
    """Nothing has come in and its reminder has not started."""

    DUE_SOON = "due_soon"
    """Nothing has come in and its reminder has started."""

    OVERDUE = "overdue"
    """Something is open after the due date."""

    PARTLY_COLLECTED = "partly_collected"
    """A part has come in and the rest is not overdue."""

    SETTLED = "settled"
    """Nothing is open."""

    CANCELLED = "cancelled"
    """The approval was taken back, the order given up, or an amendment left nothing of it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """A collection detail: what settles a part of a plan. Never changed; taking it back is a detail
    of its own with the opposite amount.
    """

    id: int
    """Its id (allocation id)."""

    kind: DetailKind
    """How it settles the plan."""

    receipt: int | None = None
    """The receipt whose money it is, or that it came with (receipt id)."""

    credit_note: int | None = None
    """The credit note it comes from (credit note id)."""

    plan: int
    """The plan it settles (plan id)."""

    order: int
    """The plan's order (order id)."""

    currency: str
    """The plan's currency."""

    amount: Decimal
    """How much; negative when it takes back an earlier one."""

    effective_on: dt.date
    """The day it takes effect."""

    reverses: int | None = None
    """The detail it takes back (allocation id)."""

    reason: str | None = None
    """Why: a code of the list `write_off_reason`."""

    note: str | None = None
    """Why, in words."""

    recorded_by: int | None = None
    """Who wrote it; nothing when it came about by itself (user id)."""

    created_at: dt.datetime
    """When it was written."""

    receipt_currency: str | None = None
    """The receipt's currency, when it is another one."""

    receipt_amount: Decimal | None = None
    """How much of the receipt it took, in `receipt_currency`; nothing when that is `amount`."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What is open in one currency."""

    currency: str
    """The currency."""

    open: Decimal
    """What is still to come in."""

    overdue: Decimal
    """What of it was due before today."""

    claims: Decimal
    """What of it is fees of letters and interest."""

    credit: Decimal
    """What settles nothing yet: money that came in, and credit notes. Never netted against what is
    open.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check."""

    name: str
    """What was compared, such as `plan.collected`."""

    records: int
    """Records looked at."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClaimOf:
    """What a fee, or interest, is claimed for."""

    letter: int
    """The letter that claims it (letter id)."""

    plan: int
    """The plan that was paid late, or is (plan id)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CollectionPlan:
    """A collection plan as it stands today. All amounts are in `currency`."""

    id: int
    """Its id (plan id)."""

    version: int
    """Raised by every change."""

    order: int
    """The order it belongs to (order id)."""

    customer: int
    """Who pays (customer id)."""

    owner: int | None = None
    """The salesperson (user id)."""

    department: int | None = None
    """The department (department id)."""

    currency: str
    """The order's currency."""

    sequence: int
    """Its place among the order's plans, or among its fees and interest, from 1."""

    kind: PlanKind
    """What it is for."""

    amount: Decimal
    """What is to come in."""

    tax: Decimal
    """The tax in it (M14)."""

    collected: Decimal
    """What came in."""

    discounted: Decimal
    """What was discounted for early payment."""

    written_off: Decimal
    """What was written off."""

    credited: Decimal
    """What credit notes took off."""

    open: Decimal
    """What is still to come in: the amount less the four before."""

    starts: Start
    """What it waits for, or waited for."""

    milestone: str | None = None
    """The milestone's name."""

    started_on: dt.date | None = None
    """The day it started; nothing while it waits."""

    due_on: dt.date | None = None
    """When it is due; nothing while it waits."""

    first_due_on: dt.date | None = None
    """When it was due at first."""

    slips: int
    """How often it was moved to a later day."""

    expected_on: dt.date | None = None
    """The day it is expected to be due while it waits."""

    remind_on: dt.date | None = None
    """The day from which it is reminded of."""

    method: str | None = None
    """A code of the list `payment_method`."""

    path: str | None = None
    """How pay days and the business calendar moved the due date, when they did."""

    retention: bool
    """Whether the customer holds it back as a security."""

    gates: tuple[Gate, ...]
    """What may not begin before it is settled."""

    waived: bool
    """Whether what waits for it need not wait."""

    early_payment: Early | None = None
    """The discounts for who pays early."""

    split_from: int | None = None
    """The waiting plan that it is a started share of (plan id)."""

    claim: ClaimOf | None = None
    """What a fee, or interest, is claimed for."""

    line: int | None = None
    """The line of the terms it comes from, from 1."""

    part: int | None = None
    """Which of the line's parts it is, from 1."""

    status: PlanStatus
    """Where it stands."""

    days_overdue: int
    """Days since the due date while something is open, else 0."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CustomerBalance:
    """A customer's balance."""

    customer: int
    """The customer (customer id)."""

    balances: tuple[Balance, ...]
    """One entry for each currency with open plans or credit, by its code."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A stored figure that differs from what it is computed from."""

    check: str
    """The check."""

    id: int
    """The record's id."""

    stored: str
    """What is stored: an amount or a quantity."""

    computed: str
    """What it should be."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EventArgs:
    """Something that is supposed to have happened."""

    event: Start
    """What happened; not the approval, which `base_date` says."""

    milestone: str | None = None
    """Which milestone, when it is one (at most 200 characters)."""

    on: dt.date
    """The day."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """How a plan came to what it is."""

    plan: CollectionPlan
    """The plan as it stands today."""

    planned: tuple[Warning, ...]
    """How its amount and its day came about when it was planned: one step for each rule. Of a plan
    that was split off, those of the plan it was split from; of one that an amendment added, none.
    """

    history: tuple[HistoryStep, ...]
    """What happened since, in the order in which it was written; the first step is its making, the
    last one leaves what is open.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GateState:
    """Whether something may begin."""

    released: bool
    """Whether it may."""

    currency: str
    """The currency of `missing`."""

    missing: Decimal
    """What must come in before; zero when it may begin."""

    waits_for: tuple[CollectionPlan, ...]
    """The plans it waits for, in order."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class HistoryStep:
    """One step in the life of a plan."""

    on: dt.date
    """The day it took effect."""

    at: dt.datetime
    """When it was written."""

    what: Warning
    """What happened, with its numbers."""

    open: Decimal
    """What was open after it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """A plan and what has paid it."""

    plan: CollectionPlan
    """The plan as it stands today."""

    details: tuple[Allocation, ...]
    """Its collection details, oldest first."""

    changes: tuple[PlanChange, ...]
    """What happened to it since it was made, oldest first."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """The plans a total would get."""

    currency: str
    """The currency of all amounts."""

    total: Decimal
    """The total: exactly the sum of the lines."""

    tax: Decimal
    """The tax in it: exactly the sum of the lines' tax, when there are lines."""

    base_date: dt.date
    """The day of the approval."""

    lines: tuple[PlannedLine, ...]
    """The plans, in the order of the terms' lines."""

    steps: tuple[tuple[Warning, ...], ...]
    """For each line, in the same order, how its amount and its day came about."""

    warnings: tuple[Warning, ...]
    """What to know about them: `terms.fixed_cut`, `terms.line_cut` (a line wanted more than was
    left), `calendar.not_covered` (plain weekends were assumed).
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A reminder of a plan. The host delivers it; the key is the same each time it is asked for."""

    key: str
    """Stable for a plan and its due date, so that a host reminds once."""

    plan: CollectionPlan
    """The plan as it stands on that day."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What was looked at and what was wrong."""

    clean: bool
    """Whether nothing was wrong."""

    checks: tuple[Check, ...]
    """The checks, each with how many records it looked at."""

    differences: tuple[Difference, ...]
    """Everything that was wrong, at most 1,000 of each check."""


class Operations:
    """The operations `collection.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def preview(
        self,
        *,
        total: Decimal,
        tax: Decimal | None = None,
        currency: str,
        base_date: dt.date | None = None,
        events: Sequence[EventArgs] = (),
        terms: Template | None = None,
        template: int | None = None,
        calendar: str | None = None,
    ) -> Previewed:
        """Shows on which days which amounts of a total would be collected. Nothing is kept; an
        order of the same total approved on the base date gets the same plans.

        Args:
            total: The total to be collected, with its tax. A negative one gives negative lines,
                zero gives none (money, at most 4 decimals).
            tax: The tax in the total; zero when not given (money, at most 4 decimals).
            currency: The currency of the total and of all lines (ISO 4217 code).
            base_date: The day of the approval; today when not given.
            events: What is supposed to have happened else, and when; lines that wait for anything
                else are dormant. Each event at most once.
            terms: Payment terms; either these or `template`.
            template: A term template that is kept; either this or `terms` (terms id).
            calendar: The name of the business calendar, before the terms' own and the setting's (at
                most 100 characters).

        Returns:
            The plans a total would get.

        Raises:
            Refused: `terms.discounts_overlap`: discount ‹percent› within "‹within›" overlaps the
                one before: each must end later and be worth less.
            Refused: `terms.not_closed`: the lines do not add up to the total: ‹balances› balance
                lines, percentages of ‹percent› (‹missing› missing) of the total and ‹after_fixed›
                of what fixed lines leave; give one balance line and at most 100 percent of each, or
                exactly 100 percent of the total and nothing else, or exactly 100 percent of what
                fixed, tax and retention lines leave beside those alone.
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.collection.preview(
                total=Decimal("1000.00"),
                currency="CNY",
                base_date=dt.date.fromisoformat("2026-01-31"),
                terms=crm.collection.Template(
                    rounding=crm.collection.Rounding.CUMULATIVE,
                    lines=[
                        crm.collection.TermLine(due="30d", percent=Decimal("30")),
                        crm.collection.TermLine(due="eom", fixed=Decimal("100.00")),
                        crm.collection.TermLine(
                            due="2m, day 29",
                            percent_of_remainder=Decimal("50"),
                        ),
                        crm.collection.TermLine(balance=True, due="1m", every="1m", parts=3),
                    ],
                    tie=crm.collection.Tie.HALF_UP,
                ),
            )
        """
        return self._caller._run("collection.preview", Operations.preview, locals())

    def list(
        self,
        *,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        order: int | None = None,
        kind: PlanKind | None = None,
        status: PlanStatus | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        open: bool = False,
        overdue: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[CollectionPlan, Page[CollectionPlan]]:
        """Lists collection plans by due date. Cancelled plans are left out unless asked for by
        `status`.

        Args:
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            order: Of one order (order id).
            kind: For one thing: the sale, fees of letters, or interest.
            status: Standing so today.
            due_from: Due on this day or later.
            due_to: Due on this day or earlier.
            open: Only what is open. `false` when not given.
            overdue: Only what is open and was due before today. `false` when not given.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.collection.list(customer=1, status=crm.collection.PlanStatus.CANCELLED)
        """
        return self._caller._list("collection.list", Operations.list, locals())

    def get(self, *, plan: int) -> PlanSheet:
        """Reads a collection plan with its collection details.

        Args:
            plan: The plan (plan id).

        Returns:
            A plan and what has paid it.

        Example:
            s.collection.get(plan=10)
        """
        return self._caller._run("collection.get", Operations.get, locals())

    def explain(self, *, plan: int) -> Explanation:
        """Explains a plan: from the total of its order and the terms to its amount and its day, and
        from there, step by step, to what is open.

        Args:
            plan: The plan (plan id).

        Returns:
            How a plan came to what it is.

        Example:
            s.collection.explain(plan=10)
        """
        return self._caller._run("collection.explain", Operations.explain, locals())

    def balance(self, *, customer: int) -> CustomerBalance:
        """Answers what a customer owes and has to its credit, per currency: of the plans and
        receipts that the acting user may see.

        Args:
            customer: The customer (customer id).

        Returns:
            A customer's balance.

        Example:
            s.collection.balance(customer=74)
        """
        return self._caller._run("collection.balance", Operations.balance, locals())

    def ageing(
        self,
        *,
        as_of: dt.date | None = None,
        known_at: dt.datetime | None = None,
        boundaries: Sequence[int] | None = None,
        by: AgeingBy | None = None,
        due: AgeingDue | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        currency: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[AgeingLine, AgeingReport]:
        """Reports what is open by how long it has been due, as of today or any day before (M35).
        What took effect later than that day, or was written later than an instant, is taken back
        again: a report of the past answers what it answered then. Who the salesperson and the
        department are, and what the actor may see, is as today. What is open below zero, of orders
        below zero, counts below zero.

        Args:
            as_of: The day, not in the future; today when not given.
            known_at: The instant up to which what was written counts; all of it counts when not
                given.
            boundaries: The last day of each bucket, in days after the due date: 1 to 12 of them,
                ascending, each 1 to 36,500; those of the setting `ageing_boundaries` when not
                given.
            by: What the lines are about. `customer` when not given.
            due: Which due date the age is counted from. `current` when not given.
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            currency: In one currency (ISO 4217 code).
            limit: Groups of the page, 1 to 500; 50 when not given. A group has a line for each
                currency. Going through the list reads on to its end.
            after: The `next` of the page before, with the same arguments otherwise.

        Returns:
            The items; a page is read, and may be refused, when one gets to it; `.page()` is the
            first page with `as_of`, `known_at`, `by`, `due`, `boundaries`, `totals`.

        Raises:
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.

        Example:
            s.collection.ageing(customer=7)
        """
        return self._caller._list("collection.ageing", Operations.ageing, locals())

    def cash(
        self,
        *,
        from_: dt.date | None = None,
        by: CashBy | None = None,
        periods: int | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        currency: str | None = None,
    ) -> CashReport:
        """Shows which cash is expected when, beside what was planned and what came in (M37). What
        is promised is expected on the day it is promised for; what else is open on its due date and
        as many days later as its customer usually pays, see `collection.delay`; what waits on the
        day its event is expected; nothing before today.

        Args:
            from_: A day of the first period; today when not given.
            by: How long a period is. `week` when not given.
            periods: Periods, 1 to 53 weeks or 36 months; 13 weeks or 12 months when not given.
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            currency: In one currency (ISO 4217 code).

        Returns:
            The expected cash.

        Example:
            s.collection.cash(periods=2)
        """
        return self._caller._run("collection.cash", Operations.cash, locals())

    def delay(self, *, customer: int) -> CustomerDelay:
        """Tells how many days behind the due date a customer usually pays: the middle of its latest
        settled plans that the actor may see, at most 50, each from its due date to the day its last
        money counts from. The expected cash is counted with it.

        Args:
            customer: The customer (customer id).

        Returns:
            How late a customer usually pays.

        Example:
            s.collection.delay(customer=1)
        """
        return self._caller._run("collection.delay", Operations.delay, locals())

    def released(self, *, order: int, gate: Gate) -> GateState:
        """Answers whether something may begin for an order: whether every plan it waits for is
        settled, but for the tolerance, or waived (M10). `delivery.record` asks by itself.

        Args:
            order: The order (order id).
            gate: What is about to begin.

        Returns:
            Whether something may begin.

        Example:
            s.collection.released(order=40, gate=crm.collection.Gate.SHIPPING)
        """
        return self._caller._run("collection.released", Operations.released, locals())

    def waive(
        self,
        *,
        plan: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> CollectionPlan:
        """Says that what waits for a plan need not wait for it any longer. The money is still to
        come in.

        Args:
            plan: The plan (plan id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A collection plan as it stands today. All amounts are in `currency`.

        Raises:
            Refused: `collection.nothing_waits`: nothing waits for plan ‹plan›.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.

        Example:
            s.collection.waive(plan=81, reason="老客户")
        """
        return self._caller._run("collection.waive", Operations.waive, locals())

    def reschedule(
        self,
        *,
        plan: int,
        version: int | None = None,
        due_on: dt.date,
        reason: str,
        request: str | None = None,
    ) -> CollectionPlan:
        """Moves the due date of a plan with something open (改期, M26). The day it was due at first
        stays known, and each move to a later day is counted.

        Args:
            plan: The plan (plan id).
            version: The version it was seen at.
            due_on: The day it is due instead, not before the plan took effect.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A collection plan as it stands today. All amounts are in `currency`.

        Raises:
            Refused: `collection.nothing_open`: nothing is open on plan ‹plan›.
            Refused: `collection.waiting`: plan ‹plan› waits for its event; say when that is
                expected instead.
            Refused: `collection.day_before`: ‹day› lies before ‹effective_on›, the first day on
                which it can take effect.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.

        Example:
            s.collection.reschedule(
                plan=10,
                due_on=dt.date.fromisoformat("2026-03-31"),
                reason="资金紧张",
            )
        """
        return self._caller._run("collection.reschedule", Operations.reschedule, locals())

    def expect(
        self,
        *,
        plan: int,
        version: int | None = None,
        expected_on: dt.date | None = None,
        request: str | None = None,
    ) -> CollectionPlan:
        """Says when what a plan waits for is expected, for the expected cash (M37).

        Args:
            plan: The plan (plan id).
            version: The version it was seen at.
            expected_on: The day it is expected to be due; nothing takes it away.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A collection plan as it stands today. All amounts are in `currency`.

        Raises:
            Refused: `collection.nothing_open`: nothing is open on plan ‹plan›.
            Refused: `collection.not_waiting`: plan ‹plan› does not wait; it is due on ‹due_on›.

        Example:
            s.collection.expect(plan=58, expected_on=dt.date.fromisoformat("2026-02-20"))
        """
        return self._caller._run("collection.expect", Operations.expect, locals())

    def write_off(
        self,
        *,
        plan: int,
        version: int | None = None,
        amount: Decimal | None = None,
        reason: str,
        note: str | None = None,
        effective_on: dt.date | None = None,
        request: str | None = None,
    ) -> PlanSheet:
        """Writes off what is open on a plan, or a part of it: it is not asked for any more (M30).

        Args:
            plan: The plan (plan id).
            version: The version it was seen at.
            amount: How much, above zero; all that is open when not given (money, at most 4
                decimals).
            reason: Why: a code of the list `write_off_reason` (at most 100 characters).
            note: Why, in words, at most 1,000 characters.
            effective_on: The day it takes effect, not before the plan nor before something of it
                was taken back, and not in the future; today when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A plan and what has paid it.

        Raises:
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `collection.nothing_open`: nothing is open on plan ‹plan›.
            Refused: `collection.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `collection.day_before`: ‹day› lies before ‹effective_on›, the first day on
                which it can take effect.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.

        Example:
            s.collection.write_off(plan=81, amount=Decimal("1.50"), reason="small")
        """
        return self._caller._run("collection.write_off", Operations.write_off, locals())

    def take_back(
        self,
        *,
        plan: int,
        version: int | None = None,
        detail: int,
        reason: str,
        effective_on: dt.date | None = None,
        request: str | None = None,
    ) -> PlanSheet:
        """Takes a write-off back: so much is asked for again. One that came with a receipt goes
        back with that.

        Args:
            plan: The plan (plan id).
            version: The version it was seen at.
            detail: The collection detail that wrote something off (allocation id).
            reason: Why, at most 1,000 characters.
            effective_on: The day it takes effect, not before the write-off and not in the future;
                today when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A plan and what has paid it.

        Raises:
            Refused: `allocation.plan_cancelled`: plan ‹plan› is cancelled.
            Refused: `collection.not_written_off`: the plan has no such write-off of its own that
                stands.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `collection.day_before`: ‹day› lies before ‹effective_on›, the first day on
                which it can take effect.

        Example:
            s.collection.take_back(plan=81, detail=86, reason="仍要收取")
        """
        return self._caller._run("collection.take_back", Operations.take_back, locals())


# At the end, because those modules may need this one's types.
from .ageing import AgeingBy  # noqa: E402
from .ageing import AgeingDue  # noqa: E402
from .ageing import AgeingLine  # noqa: E402
from .ageing import AgeingReport  # noqa: E402
from .ageing import AgeingSums  # noqa: E402
from .ageing import CashBy  # noqa: E402
from .ageing import CashPeriod  # noqa: E402
from .ageing import CashReport  # noqa: E402
from .ageing import CashSums  # noqa: E402
from .ageing import CustomerDelay  # noqa: E402
from .ageing import UsualDelay  # noqa: E402
from .calendar import Adjustment  # noqa: E402
from .change import PlanChange  # noqa: E402
from .change import PlanChangeKind  # noqa: E402
from .terms import Early  # noqa: E402
from .terms import EarlyOffer  # noqa: E402
from .terms import EarlyPayment  # noqa: E402
from .terms import EarlyStep  # noqa: E402
from .terms import Gate  # noqa: E402
from .terms import PartPayment  # noqa: E402
from .terms import PlannedLine  # noqa: E402
from .terms import Rounding  # noqa: E402
from .terms import Start  # noqa: E402
from .terms import TaxBase  # noqa: E402
from .terms import Template  # noqa: E402
from .terms import TermLine  # noqa: E402

__all__ = [
    "Adjustment",
    "AgeingBy",
    "AgeingDue",
    "AgeingLine",
    "AgeingReport",
    "AgeingSums",
    "Allocation",
    "Balance",
    "CashBy",
    "CashPeriod",
    "CashReport",
    "CashSums",
    "Check",
    "ClaimOf",
    "CollectionPlan",
    "CustomerBalance",
    "CustomerDelay",
    "DetailKind",
    "Difference",
    "Early",
    "EarlyOffer",
    "EarlyPayment",
    "EarlyStep",
    "EventArgs",
    "Explanation",
    "Gate",
    "GateState",
    "HistoryStep",
    "Operations",
    "PartPayment",
    "PlanChange",
    "PlanChangeKind",
    "PlanKind",
    "PlanSheet",
    "PlanStatus",
    "PlannedLine",
    "Previewed",
    "Reminder",
    "Rounding",
    "Start",
    "TaxBase",
    "Template",
    "TermLine",
    "Tie",
    "UsualDelay",
    "Verification",
    "Warning",
]
