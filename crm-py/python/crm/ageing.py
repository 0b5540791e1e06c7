# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `ageing`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from ._values import Word


class AgeingBy(Word):
    """What the lines of a report are about."""

    CUSTOMER = "customer"
    """Customers."""

    OWNER = "owner"
    """Salespersons, as they are today."""

    DEPARTMENT = "department"
    """Departments, as they are today."""

    ORDER = "order"
    """Orders."""

    CURRENCY = "currency"
    """Currencies alone."""


class AgeingDue(Word):
    """Which due date the age is counted from."""

    CURRENT = "current"
    """The one that held on the day of the report."""

    ORIGINAL = "original"
    """The first one, whatever it was moved to since (M26)."""


class CashBy(Word):
    """How long a period is."""

    WEEK = "week"
    """From Monday to Sunday."""

    MONTH = "month"
    """A calendar month."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgeingLine:
    """One line: a group in one currency."""

    group: int | None = None
    """The id of the customer, salesperson, department or order; nothing for what belongs to none,
    and when lines are currencies.
    """

    sums: AgeingSums
    """What is open."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgeingReport:
    """Receivables by age, as of a day and as they were known at an instant."""

    as_of: dt.date
    """The day."""

    known_at: dt.datetime | None = None
    """The instant up to which what was written counts; nothing when all of it does."""

    by: AgeingBy
    """What the lines are about."""

    due: AgeingDue
    """Which due date the age is counted from."""

    boundaries: tuple[int, ...]
    """The last day of each bucket, in days after the due date, ascending."""

    items: tuple[AgeingLine, ...]
    """The lines of the page, by the id of their group, what belongs to none last, then by currency.
    """

    totals: tuple[AgeingSums, ...]
    """The totals of the whole report, one for each currency, on its first page; none on the pages
    behind it.
    """

    next: str | None = None
    """Where the next page starts: give it as `after`. `null` on the last page."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AgeingSums:
    """What is open in one currency, by its age. All amounts are in `currency`."""

    currency: str
    """The currency."""

    not_due: Decimal
    """Due on the day of the report or later."""

    dormant: Decimal
    """Waiting for an event, or held back as a security: not due at all (M9, M12)."""

    buckets: tuple[Decimal, ...]
    """Due for at most so many days as the boundary of the same place says, and for more than the
    one before.
    """

    over: Decimal
    """Due for longer than the last boundary."""

    open: Decimal
    """What is still to come in: all of the above."""

    overdue: Decimal
    """What was due before the day of the report: the buckets, and what is over."""

    oldest_due_on: dt.date | None = None
    """The earliest day on which something of it is or was due."""

    credit: Decimal
    """What settles nothing yet: money that came in, and credit notes. Never netted against what is
    open.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CashPeriod:
    """One period of a currency. All amounts are in the currency."""

    starts_on: dt.date
    """Its first day."""

    ends_on: dt.date
    """Its last day."""

    expected: Decimal
    """What is open today and expected in it; never before today."""

    planned: Decimal
    """What plans due in it come to, settled or not."""

    collected: Decimal
    """What came in in it, whatever it pays or is credit: confirmed receipts on the days they came
    in, less what bounced and what was refunded on the days of that.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CashReport:
    """The expected cash."""

    today: dt.date
    """Today."""

    by: CashBy
    """How long a period is."""

    items: tuple[CashSums, ...]
    """One entry for each currency, by its code."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CashSums:
    """The cash of one currency."""

    currency: str
    """The currency."""

    periods: tuple[CashPeriod, ...]
    """The periods, the first one first."""

    later: Decimal
    """What is open and expected behind the last period."""

    unplanned: Decimal
    """What is open and waits for an event that nobody expects on a day."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDelay:
    """How late a customer usually pays."""

    customer: int
    """The customer (customer id)."""

    delay: UsualDelay
    """How late it is."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UsualDelay:
    """How late a customer usually pays."""

    days: int
    """Days behind the due date: the middle one of all, the earlier of two; 0 for who pays early,
    and while there are fewer than 3 plans to tell it from.
    """

    plans: int
    """Settled plans it stands on, at most 50."""

__all__ = [
    "AgeingBy",
    "AgeingDue",
    "AgeingLine",
    "AgeingReport",
    "AgeingSums",
    "CashBy",
    "CashPeriod",
    "CashReport",
    "CashSums",
    "CustomerDelay",
    "UsualDelay",
]
