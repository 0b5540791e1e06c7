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
    """The totals of the whole report, not only of the page, one for each currency."""

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

__all__ = [
    "AgeingBy",
    "AgeingDue",
    "AgeingLine",
    "AgeingReport",
    "AgeingSums",
]
