# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `exchange`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Word


class ExchangeKind(Word):
    """What moved the value of an order."""

    FIXED = "fixed"
    """The order was approved, or given a value later."""

    RAISED = "raised"
    """An amendment raised its total."""

    LOWERED = "lowered"
    """An amendment lowered its total."""

    SETTLED = "settled"
    """A collection detail settled a part of it, or was taken back."""

    CLOSED = "closed"
    """It was cancelled, or its approval taken back."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BaseValue:
    """What an order or a receipt is worth in the workspace's currency: fixed once, by the rate of
    one day, and taken off in proportion until nothing is left (M32).
    """

    id: int
    """Its id (base value id)."""

    version: int
    """Raised by every change."""

    order: int | None = None
    """The order; either this or `receipt` (order id)."""

    revision: int | None = None
    """The approval of the order that it was fixed for."""

    receipt: int | None = None
    """The receipt (receipt id)."""

    customer: int
    """Whose order or receipt it is (customer id)."""

    currency: str
    """The currency of the order or the receipt."""

    amount: Decimal
    """The total of the order, or what came in, in `currency`."""

    open: Decimal
    """What of it is not settled yet, or pays nothing yet, in `currency`."""

    rate: AppliedRate
    """How one currency became the other."""

    effective_on: dt.date
    """The day the rate holds: the approval, or the day the money came in."""

    base_currency: str
    """The workspace's currency at that time."""

    base_amount: Decimal
    """What `amount` is worth, in `base_currency`."""

    base_open: Decimal
    """What of that belongs to `open`, in `base_currency`."""

    closed_on: dt.date | None = None
    """The day the order was cancelled or its approval taken back."""

    created_at: dt.datetime
    """When it was fixed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeEntry:
    """One move of what is open of an order, in its currency and in the workspace's. Never changed.
    """

    id: int
    """Its id (exchange entry id)."""

    kind: ExchangeKind
    """What moved it."""

    order: int
    """The order (order id)."""

    customer: int
    """Whose order it is (customer id)."""

    plan: int | None = None
    """The plan that was settled (plan id)."""

    detail: int | None = None
    """The collection detail that settled it (allocation id)."""

    receipt: int | None = None
    """The receipt whose money it was (receipt id)."""

    effective_on: dt.date
    """The day it takes effect."""

    currency: str
    """The order's currency."""

    amount: Decimal
    """What is open by it, in `currency`: below zero what was settled."""

    base_currency: str
    """The workspace's currency at that time."""

    base_amount: Decimal
    """The part of the order's value that goes with it, in `base_currency`."""

    received: Decimal | None = None
    """What the money was worth when it came in, in `base_currency`; nothing for what is no money.
    """

    created_at: dt.datetime
    """When it was written."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GainLine:
    """What one collection detail gained or lost. Taking it back is a line with the opposite
    amounts.
    """

    id: int
    """Its id (exchange entry id)."""

    order: int
    """The order (order id)."""

    customer: int
    """Who paid (customer id)."""

    plan: int | None = None
    """The plan that was paid (plan id)."""

    detail: int | None = None
    """The collection detail (allocation id)."""

    receipt: int | None = None
    """The receipt (receipt id)."""

    effective_on: dt.date
    """The day it takes effect."""

    currency: str
    """The order's currency."""

    amount: Decimal
    """What was paid of the order, in `currency`."""

    base_currency: str
    """The workspace's currency at that time."""

    received: Decimal
    """What the money was worth when it came in, in `base_currency`."""

    relieved: Decimal
    """The part of the order's value that it settled, in `base_currency`."""

    gain: Decimal
    """`received` less `relieved`: below zero what was lost."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GainTotal:
    """The sum of lines in one currency."""

    currency: str
    """The currency of the orders."""

    amount: Decimal
    """What was paid of them, in `currency`."""

    base_currency: str
    """The workspace's currency at that time."""

    received: Decimal
    """What the money was worth when it came in, in `base_currency`."""

    relieved: Decimal
    """The part of the orders' value that it settled, in `base_currency`."""

    gain: Decimal
    """`received` less `relieved`: below zero what was lost."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class GainsReport:
    """Gains and losses."""

    items: tuple[GainLine, ...]
    """The lines of the page, the latest first."""

    totals: tuple[GainTotal, ...]
    """The totals of all lines, by currency, on the first page; none on the pages behind it."""

    next: str | None = None
    """Where the list goes on; nothing on its last page."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanValue:
    """What is open of a plan."""

    plan: int
    """The plan (plan id)."""

    sequence: int
    """Its place among the order's plans, from 1."""

    open: Decimal
    """What is open, in the order's currency."""

    base_open: Decimal
    """Its part of what is left of the order's value, in the workspace's currency. The parts are
    rounded so that their sum is what is left (M5).
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RevaluationReport:
    """Open orders at the rates of a day."""

    on: dt.date
    """The day."""

    base_currency: str
    """The workspace's currency."""

    items: tuple[RevaluedOrder, ...]
    """The orders of the page, by id."""

    totals: tuple[RevaluedTotal, ...]
    """The sums of all orders, by currency, on the first page; none on the pages behind it."""

    unvalued: int
    """How many approved orders in other currencies have no value, and are not in the report:
    `exchange.value` gives them one.
    """

    next: str | None = None
    """Where the list goes on; nothing on its last page."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RevaluedOrder:
    """What is open of one order."""

    order: int
    """The order (order id)."""

    currency: str
    """Its currency."""

    open: Decimal
    """What is open on the day, in `currency`."""

    carried: Decimal
    """What that is worth at the order's own rate, in the workspace's currency."""

    revalued: Decimal
    """What it is worth at the rate of the day."""

    difference: Decimal
    """`revalued` less `carried`: below zero what would be lost."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RevaluedTotal:
    """What is open in one currency."""

    currency: str
    """The currency."""

    orders: int
    """How many orders."""

    open: Decimal
    """What is open on the day, in `currency`."""

    carried: Decimal
    """What that is worth at the orders' own rates, in the workspace's currency."""

    revalued: Decimal
    """What the orders are worth at the rate of the day."""

    difference: Decimal
    """`revalued` less `carried`: below zero what would be lost."""

    rate: AppliedRate
    """The rate of the day."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Valued:
    """A value with its parts."""

    value: BaseValue | None = None
    """The value; nothing when none was fixed: the order or receipt is in the workspace's currency,
    there was no rate, or the receipt has paid no order that has a value.
    """

    plans: tuple[PlanValue, ...]
    """What is open of each plan of the order, in order, with its part of what is left of the value.
    """

    moves: tuple[ExchangeEntry, ...]
    """What moved it, oldest first: of the order, or by the receipt's money."""


class Operations:
    """The operations `exchange.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def value(
        self,
        *,
        order: int,
        version: int | None = None,
        on: dt.date | None = None,
        request: str | None = None,
    ) -> Valued:
        """Fixes the value of an approved order in the workspace's currency where the approval found
        no rate (M32, M33). What has settled its plans takes its part of the value.

        Args:
            order: The order, in another currency than the workspace's (order id).
            version: The version it was seen at.
            on: The day whose rate holds, not in the future; the day of the approval when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A value with its parts.

        Raises:
            Refused: `exchange.same_currency`: the order is in ‹currency›, the workspace's own
                currency.
            Refused: `order.not_approved`: the order is ‹status›, not approved.
            Refused: `exchange.fixed`: the order's value of ‹base_amount› ‹base_currency› is fixed.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.

        Example:
            s.exchange.value(order=3, on=dt.date.fromisoformat("2026-01-14"))
        """
        return self._caller._run("exchange.value", Operations.value, locals())

    def get(self, *, order: int | None = None, receipt: int | None = None) -> Valued:
        """Reads what an order, or a receipt, in another currency is worth in the workspace's, and
        what moved that.

        Args:
            order: An order; either this or `receipt` (order id).
            receipt: A receipt (receipt id).

        Returns:
            A value with its parts.

        Example:
            s.exchange.get(order=7)
        """
        return self._caller._run("exchange.get", Operations.get, locals())

    def gains(
        self,
        *,
        from_: dt.date | None = None,
        to: dt.date | None = None,
        customer: int | None = None,
        order: int | None = None,
        receipt: int | None = None,
        currency: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[GainLine, GainsReport]:
        """Lists what was gained and lost on money that paid orders in another currency, or came in
        in one: what it was worth when it came in, less the part of the order's value that it
        settled (M31). The latest first, with the totals of the whole list.

        Args:
            from_: Only those of this day or later.
            to: Only those of this day or earlier.
            customer: Of one customer (customer id).
            order: Of one order (order id).
            receipt: Of one receipt (receipt id).
            currency: Of orders in one currency (ISO 4217 code).
            limit: Lines wanted, 1 to 500; 50 when not given. Going through the list reads on to its
                end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it; `.page()` is the
            first page with `totals`.

        Example:
            s.exchange.gains(order=7)
        """
        return self._caller._list("exchange.gains", Operations.gains, locals())

    def revaluation(
        self,
        *,
        on: dt.date | None = None,
        customer: int | None = None,
        currency: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[RevaluedOrder, RevaluationReport]:
        """Reports what is open of orders in other currencies at the rates of a day, beside what it
        is worth at the rates the orders were approved at: what would be gained or lost if it came
        in that day. A report only: nothing is kept (M34). Plans of every order that has a value
        count, due or not.

        Args:
            on: The day, such as the last of a month, not in the future; today when not given.
            customer: Of one customer (customer id).
            currency: Of orders in one currency (ISO 4217 code).
            limit: Orders wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it; `.page()` is the
            first page with `on`, `base_currency`, `totals`, `unvalued`.

        Raises:
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.

        Example:
            s.exchange.revaluation(on=dt.date.fromisoformat("2026-06-30"))
        """
        return self._caller._list("exchange.revaluation", Operations.revaluation, locals())


# At the end, because those modules may need this one's types.
from .currency import AppliedRate  # noqa: E402
from .currency import RateLeg  # noqa: E402
from .currency import RatePath  # noqa: E402

__all__ = [
    "AppliedRate",
    "BaseValue",
    "ExchangeEntry",
    "ExchangeKind",
    "GainLine",
    "GainTotal",
    "GainsReport",
    "Operations",
    "PlanValue",
    "RateLeg",
    "RatePath",
    "RevaluationReport",
    "RevaluedOrder",
    "RevaluedTotal",
    "Valued",
]
