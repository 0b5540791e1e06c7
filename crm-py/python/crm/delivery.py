# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `delivery`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A delivery and the plans it changed."""

    delivery: Delivery
    """The delivery with its lines."""

    complete: bool
    """Whether the whole order is delivered now."""

    plans: tuple[CollectionPlan, ...]
    """The plans that started, were split, or wait again, as they stand today."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Goods or services that reached the customer. All amounts are in `currency`."""

    id: int
    """Its id (delivery id)."""

    version: int
    """Raised by every change."""

    number: str
    """Its number, unique; drawn from the series unless the host gave one."""

    order: int
    """The order (order id)."""

    owner: int | None = None
    """The salesperson, as the order's (user id)."""

    department: int | None = None
    """The department, as the order's (department id)."""

    currency: str
    """The order's currency."""

    delivered_on: dt.date
    """The day it reached the customer."""

    value: Decimal
    """The part of the order's total that its lines came to, with tax."""

    note: str | None = None
    """Anything worth saying."""

    recorded_by: int | None = None
    """Who recorded it (user id)."""

    reversed_on: dt.date | None = None
    """The day it was taken back."""

    reason: str | None = None
    """Why it was taken back."""

    external_ref: str | None = None
    """The host's own key, unique among deliveries."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was recorded."""

    lines: tuple[DeliveryLine, ...]
    """What was delivered. `delivery.list` does not read it: there the list is empty."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """What was delivered of one line of the order."""

    delivery: int
    """The delivery (delivery id)."""

    line: int
    """The line of the order (order line id)."""

    currency: str
    """The order's currency."""

    quantity: Decimal
    """How many units."""

    value: Decimal
    """The part of the line's amount that they came to, with tax."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLineArgs:
    """How much of one line was delivered."""

    line: int
    """The line of the order (order line id)."""

    quantity: Decimal
    """How many units, above zero and at most what is left (quantity, at most 6 decimals)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LineProgress:
    """How much of one line of an order is delivered."""

    line: int
    """The line of the order (order line id)."""

    ordered: Decimal
    """How many units were ordered."""

    delivered: Decimal
    """How many were delivered."""

    left: Decimal
    """How many are still to be delivered."""

    value: Decimal
    """The part of the line's amount that was delivered, with tax."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an order is delivered. All amounts are in `currency`."""

    order: int
    """The order (order id)."""

    currency: str
    """The order's currency."""

    value: Decimal
    """What of its total is delivered, with tax."""

    complete: bool
    """Whether everything is delivered."""

    lines: tuple[LineProgress, ...]
    """Its lines, in order."""


class Operations:
    """The operations `delivery.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def record(
        self,
        *,
        number: str | None = None,
        order: int,
        version: int | None = None,
        delivered_on: dt.date | None = None,
        lines: Sequence[DeliveryLineArgs] | None = None,
        note: str | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Delivered:
        """Records what of an approved order reached the customer: some lines, or everything that is
        left. Collection plans that wait for deliveries start with their share of the order's value
        (M9). Refused while money is missing that shipping waits for (M10).

        Args:
            number: Its number, unique; drawn from the series when not given (at most 100
                characters).
            order: The order (order id).
            version: The version of the order it was seen at.
            delivered_on: The day it reached the customer, from the order's approval to today; today
                when not given.
            lines: What was delivered, 1 to 1,000 lines; everything that is left when not given.
            note: Anything worth saying, at most 16,000 characters.
            external_ref: The host's own key, unique among deliveries (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A delivery and the plans it changed.

        Raises:
            Refused: `order.not_approved`: the order is ‹status›, not approved.
            Refused: `order.day_before_approval`: ‹day› lies before ‹approved_on›, the day the order
                was approved.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `delivery.nothing_left`: everything of the order is delivered.
            Refused: `delivery.twice`: line ‹line› is named twice.
            Refused: `delivery.beyond_ordered`: ‹quantity› is more than the ‹left› that are left of
                line ‹line›.
            Refused: `delivery.gate_closed`: ‹open› must come in before the order is delivered.
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.delivery.record(
                number="SH-1",
                order=7,
                lines=[crm.delivery.DeliveryLineArgs(line=8, quantity=Decimal("2"))],
                external_ref="erp-1",
            )
        """
        return self._caller._run("delivery.record", Operations.record, locals())

    def reverse(
        self,
        *,
        delivery: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> Delivered:
        """Takes a delivery back that did not take place or came back whole: as much of the order is
        to be delivered again, and the plans that started with it wait again, as far as nothing has
        settled them.

        Args:
            delivery: The delivery (delivery id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A delivery and the plans it changed.

        Raises:
            Refused: `delivery.reversed`: the delivery was taken back on ‹reversed_on›.
            Refused: `collection.settled`: plans that started with it have ‹settled› settled
                already; take that back first.

        Example:
            s.delivery.reverse(delivery=90, reason="拒收")
        """
        return self._caller._run("delivery.reverse", Operations.reverse, locals())

    def get(self, *, delivery: int) -> Delivery:
        """Reads a delivery with its lines.

        Args:
            delivery: The delivery (delivery id).

        Returns:
            Goods or services that reached the customer. All amounts are in `currency`.

        Example:
            s.delivery.get(delivery=18)
        """
        return self._caller._run("delivery.get", Operations.get, locals())

    def list(
        self,
        *,
        number: str | None = None,
        external_ref: str | None = None,
        order: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        delivered_from: dt.date | None = None,
        delivered_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Delivery, Page[Delivery]]:
        """Lists deliveries without their lines, latest first.

        Args:
            number: Only the one with this number (at most 100 characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            order: Of one order (order id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            delivered_from: Delivered on this day or later.
            delivered_to: Delivered on this day or earlier.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.delivery.list(external_ref="erp-1")
        """
        return self._caller._list("delivery.list", Operations.list, locals())

    def progress(self, *, order: int) -> Progress:
        """Answers how far an order is delivered, line by line.

        Args:
            order: The order (order id).

        Returns:
            How far an order is delivered. All amounts are in `currency`.

        Example:
            s.delivery.progress(order=5)
        """
        return self._caller._run("delivery.progress", Operations.progress, locals())


# At the end, because those modules may need this one's types.
from .collection import ClaimOf  # noqa: E402
from .collection import CollectionPlan  # noqa: E402
from .collection import PlanKind  # noqa: E402
from .collection import PlanStatus  # noqa: E402
from .terms import Early  # noqa: E402
from .terms import EarlyOffer  # noqa: E402
from .terms import Gate  # noqa: E402
from .terms import PartPayment  # noqa: E402
from .terms import Start  # noqa: E402
from .terms import TaxBase  # noqa: E402

__all__ = [
    "ClaimOf",
    "CollectionPlan",
    "Delivered",
    "Delivery",
    "DeliveryLine",
    "DeliveryLineArgs",
    "Early",
    "EarlyOffer",
    "Gate",
    "LineProgress",
    "Operations",
    "PartPayment",
    "PlanKind",
    "PlanStatus",
    "Progress",
    "Start",
    "TaxBase",
]
