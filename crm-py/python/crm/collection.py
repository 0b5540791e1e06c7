# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `collection`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word


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

    stored: Decimal
    """What is stored."""

    computed: Decimal
    """What it should be."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """A plan and what has paid it."""

    plan: CollectionPlan
    """The plan as it stands today."""

    details: tuple[Allocation, ...]
    """Its collection details, oldest first."""


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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """w"""

    kind: str
    """k"""


class Operations:
    """The operations `collection.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        customer: int | None = None,
        owner: int | None = None,
        order: int | None = None,
        due_from: dt.date | None = None,
        due_to: dt.date | None = None,
        open: bool = False,
        overdue: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[CollectionPlan, Page[CollectionPlan]]:
        """Lists collection plans by due date. Cancelled plans are left out.

        Args:
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            order: Of one order (order id).
            due_from: Due on this day or later.
            due_to: Due on this day or earlier.
            open: Only what is open. `false` when not given.
            overdue: Only what is open and was due before today. `false` when not given.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items, each page read when it is needed.
        """
        return self._caller._list("collection.list", Operations.list, locals())

    def get(self, *, plan: int) -> PlanSheet:
        """Reads a collection plan with its collection details.

        Args:
            plan: The plan (plan id).

        Returns:
            A plan and what has paid it.
        """
        return self._caller._run("collection.get", Operations.get, locals())

    def balance(self, *, customer: int) -> CustomerBalance:
        """Answers what a customer owes and has to its credit, per currency.

        Args:
            customer: The customer (customer id).

        Returns:
            A customer's balance.
        """
        return self._caller._run("collection.balance", Operations.balance, locals())


# At the end, because those modules may need this one's types.
from .receipt import Allocation  # noqa: E402

__all__ = [
    "Allocation",
    "Balance",
    "Check",
    "CollectionPlan",
    "CustomerBalance",
    "Difference",
    "Operations",
    "PlanSheet",
    "PlanStatus",
    "Reminder",
    "Verification",
    "Warning",
]
