# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `collection`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word
from .base import Lifecycle
from .base import Tie
from .base import Warning


class PlanStatus(Word):
    """Where a plan stands today. Derived, never stored (M19)."""

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
    """The approval was taken back or the order given up."""


class Rounding(Word):
    """How the lines of a template are rounded to the minor unit."""

    CUMULATIVE = "cumulative"
    """Percentages of the total are rounded over all their lines in order, so that they sum exactly
    and each is within one minor unit of its share (M5); the other lines are rounded alone.
    """

    LAST_LINE = "last_line"
    """Every line is rounded alone; the balance, or without one the last line, takes the rest."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What is open in one currency."""

    currency: str
    """The currency."""

    open: Decimal
    """What is still to come in."""

    overdue: Decimal
    """What of it was due before today."""

    credit: Decimal
    """Money that came in and pays nothing yet. Never netted against what is open."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check."""

    name: str
    """What was compared, such as `plan.collected`."""

    records: int
    """Records looked at."""


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
    """Its place among the order's plans, from 1."""

    amount: Decimal
    """What is to come in."""

    collected: Decimal
    """What came in."""

    open: Decimal
    """What is still to come in."""

    due_on: dt.date
    """When it is due."""

    remind_on: dt.date
    """The day from which it is reminded of."""

    method: str | None = None
    """A code of the list `payment_method`."""

    path: str | None = None
    """How pay days and the business calendar moved the due date, when they did."""

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
class PlanSheet:
    """A plan and what has paid it."""

    plan: CollectionPlan
    """The plan as it stands today."""

    details: tuple[Allocation, ...]
    """Its collection details, oldest first."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """One amount to be collected on one day."""

    sequence: int
    """Its place, from 1, in the order of the template; due dates may go back and coincide (M8)."""

    amount: Decimal
    """How much, with the sign of the total. Zero when its share rounds to nothing."""

    due_on: dt.date
    """The day it is due."""

    path: str | None = None
    """How the day moved, such as `2026-02-14 Sat -> 2026-02-16 Mon`: from the date rule's day to
    the pay day to the workday. Nothing when it did not.
    """

    method: str | None = None
    """How it is to be paid: a code of the list `payment_method`."""

    remind_days: int
    """Days before the due date that the reminder starts."""

    line: int
    """The line of the template it comes from, counted from 1."""

    part: int | None = None
    """Which of the line's parts it is, counted from 1; nothing when the line has no parts."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """The plans a total would get."""

    currency: str
    """The currency of all amounts."""

    total: Decimal
    """The total: exactly the sum of the lines."""

    base_date: dt.date
    """The day the date rules start from."""

    lines: tuple[PlannedLine, ...]
    """The plans, in the order of the terms' lines."""

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
class Template:
    """Payment terms as a host writes them. They must be closed: one balance line, or percentages of
    the total that sum to exactly 100 and no other line.
    """

    rounding: Rounding = Rounding.CUMULATIVE
    """How lines are rounded; `cumulative` when not given."""

    lines: Sequence[TermLine]
    """The lines, 1 to 100, with at most 1,000 parts in all."""

    adjustment: Adjustment | None = None
    """How a due date on a rest day of the calendar moves; by setting when not given. Without a
    calendar nothing moves.
    """

    calendar: str | None = None
    """The name of the business calendar; by setting when not given (at most 100 characters)."""

    pay_days: Sequence[int] | None = None
    """The days of the month on which the customer pays; each due date waits for the next of them
    (M7).
    """

    tie: Tie | None = None
    """How an exact half of a minor unit is rounded; by setting when not given."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """One line of a term template. It says how much by exactly one of `percent`,
    `percent_of_remainder`, `fixed` and `balance`; `parts` alone means the balance.
    """

    balance: bool | None = None
    """Whatever the other lines leave, wherever it stands; at most one line."""

    due: str | None = None
    """The way from the base date to the due date, such as `30d, eom`; the base date when not given
    (date rule such as `30d, eom`).
    """

    every: str | None = None
    """With `parts` only: how far apart they are due, in days, weeks, months and years. Part k is (k
    − 1) times as much later than `due`; without it all parts are due together (date rule such as
    `30d, eom`).
    """

    fixed: Decimal | None = None
    """An amount above zero in the currency of the total; of a negative total it is negative. When
    less is left it is cut to that, with the warning `terms.fixed_cut` (M3) (money, at most 4
    decimals).
    """

    method: str | None = None
    """How it is to be paid: a code of the list `payment_method` (at most 100 characters)."""

    parts: int | None = None
    """Into how many equal parts the line's amount is split, by cumulative rounding (M5); 1 to 360.
    """

    percent: Decimal | None = None
    """A share of the total in percent, above 0 to 100 (percent, at most 6 decimals)."""

    percent_of_remainder: Decimal | None = None
    """A share in percent, above 0 to 100, of the total less the rounded lines before it; a balance
    line before it does not count, because it is computed last (percent, at most 6 decimals).
    """

    remind_days: int | None = None
    """Days before the due date that the reminder starts, 0 to 366; by setting when not given."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A term template that is kept. It never changes, so that what was agreed stays readable;
    another one takes its place.
    """

    id: int
    """Its id (terms id)."""

    version: int
    """Raised when it is archived."""

    name: str
    """Its name, unique among those that are not archived."""

    rounding: Rounding
    """How lines are rounded."""

    tie: Tie
    """How an exact half of a minor unit is rounded."""

    lines: tuple[TermLine, ...]
    """The lines."""

    pay_days: tuple[int, ...] | None = None
    """The days of the month on which the customer pays."""

    calendar: str | None = None
    """The name of the business calendar; the setting's when there is none."""

    adjustment: Adjustment | None = None
    """How a due date on a rest day moves; by setting when it does not say."""

    status: Lifecycle
    """Whether it is in use; an archived one stands on no new order, and what was agreed by it
    stays.
    """

    external_ref: str | None = None
    """The host's own key, unique among term templates."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""


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
        currency: str,
        base_date: dt.date | None = None,
        terms: Template | None = None,
        template: int | None = None,
        calendar: str | None = None,
    ) -> Previewed:
        """Shows on which days which amounts of a total would be collected. Nothing is kept; an
        order of the same total approved on the base date gets the same plans.

        Args:
            total: The total to be collected. A negative one gives negative lines, zero gives none
                (money, at most 4 decimals).
            currency: The currency of the total and of all lines (ISO 4217 code).
            base_date: The day the date rules start from; today when not given.
            terms: Payment terms; either these or `template`.
            template: A term template that is kept; either this or `terms` (terms id).
            calendar: The name of the business calendar, before the terms' own and the setting's (at
                most 100 characters).

        Returns:
            The plans a total would get.

        Raises:
            Refused: `terms.not_closed`: the lines do not add up to the total: ‹balances› balance
                lines, and percentages of ‹percent› (‹missing› missing); give one balance line and
                at most 100 percent, or exactly 100 percent and nothing else.
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
            status: Standing so today.
            due_from: Due on this day or later.
            due_to: Due on this day or earlier.
            open: Only what is open. `false` when not given.
            overdue: Only what is open and was due before today. `false` when not given.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items, each page read when it is needed.

        Example:
            s.collection.list(status=crm.collection.PlanStatus.PLANNED)
        """
        return self._caller._list("collection.list", Operations.list, locals())

    def get(self, *, plan: int) -> PlanSheet:
        """Reads a collection plan with its collection details.

        Args:
            plan: The plan (plan id).

        Returns:
            A plan and what has paid it.

        Example:
            s.collection.get(plan=13)
        """
        return self._caller._run("collection.get", Operations.get, locals())

    def balance(self, *, customer: int) -> CustomerBalance:
        """Answers what a customer owes and has to its credit, per currency: of the plans and
        receipts that the acting user may see.

        Args:
            customer: The customer (customer id).

        Returns:
            A customer's balance.

        Example:
            s.collection.balance(customer=1)
        """
        return self._caller._run("collection.balance", Operations.balance, locals())


# At the end, because those modules may need this one's types.
from .calendar import Adjustment  # noqa: E402
from .receipt import Allocation  # noqa: E402

__all__ = [
    "Adjustment",
    "Allocation",
    "Balance",
    "Check",
    "CollectionPlan",
    "CustomerBalance",
    "Difference",
    "Lifecycle",
    "Operations",
    "PlanSheet",
    "PlanStatus",
    "PlannedLine",
    "Previewed",
    "Reminder",
    "Rounding",
    "Template",
    "TermLine",
    "Terms",
    "Tie",
    "Verification",
    "Warning",
]
