# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `credit`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from ._call import Caller


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CreditExposure:
    """What is at stake with a customer (M40): of all its approved orders, whoever their salesperson
    is.
    """

    customer: int
    """The customer (customer id)."""

    currency: str
    """The currency of the amounts beside the entries: the customer's, else the setting's."""

    limit: Decimal | None = None
    """Its credit limit; nothing when it has none."""

    secured: Decimal
    """What of its debt is secured, such as by an insurance or a guarantee."""

    exposure: Decimal | None = None
    """What counts against the limit: the `counted` of all entries less `secured`; below zero when
    security and credit are more than what is open. Nothing without a limit.
    """

    available: Decimal | None = None
    """The limit less `exposure`: by how much more orders may be approved. Below zero when the limit
    is exceeded, nothing without a limit.
    """

    exceeded: bool
    """Whether `exposure` is more than the limit."""

    currencies: tuple[CurrencyExposure, ...]
    """One entry for each currency with open plans or credit, by its code."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CreditOverride:
    """That somebody let an order go beyond its customer's credit limit."""

    by: int | None = None
    """Who did; nothing for the system (user id)."""

    on: dt.date
    """On which day."""

    reason: str
    """Why."""

    currency: str
    """The currency of the limit, and of the amounts here."""

    limit: Decimal
    """The limit."""

    beyond: Decimal
    """By how much the exposure was beyond it with the order."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyExposure:
    """What is at stake in one currency. All amounts but `counted` are in `currency`. `started` and
    `waiting` together are everything that is open of approved orders.
    """

    currency: str
    """The currency."""

    started: ExposurePart
    """What is open of plans that have started, overdue ones among them."""

    overdue: ExposurePart
    """What of `started` was due before today."""

    waiting: ExposurePart
    """What is open of plans that wait for their event, such as the delivery: approved, and not
    started.
    """

    credit: ExposurePart
    """What settles nothing yet: money that came in, and credit notes."""

    exposure: Decimal
    """`started` and `waiting` less `credit`."""

    counted: Decimal | None = None
    """`exposure` in the currency of the limit, by today's rate, rounded once; nothing without a
    limit.
    """

    orders: tuple[ExposedOrder, ...]
    """The orders with the most open, largest first: of the 20 largest those that the acting user
    may see.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExposedOrder:
    """What is open of an order, in the currency of its entry."""

    order: int
    """The order (order id)."""

    number: str
    """Its number."""

    started: Decimal
    """What is open of its plans that have started."""

    waiting: Decimal
    """What is open of its plans that wait for their event."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExposurePart:
    """A part of what is at stake."""

    amount: Decimal
    """How much."""

    count: int
    """Of how many plans, or of how many receipts and credit notes."""


class Operations:
    """The operations `credit.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def exposure(self, *, customer: int) -> CreditExposure:
        """Answers what is at stake with a customer, what it comes from, and what is left of its
        credit limit (M40): per currency what is open of approved orders, started and waiting, less
        the customer's credit; and, where it has a limit, all of it in the limit's currency by
        today's rates, less what is secured. The figures are of all its orders, so `collection.read`
        must reach the customer itself.

        Args:
            customer: The customer (customer id).

        Returns:
            What is at stake with a customer (M40): of all its approved orders, whoever their
            salesperson is.

        Raises:
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.

        Example:
            s.credit.exposure(customer=3)
        """
        return self._caller._run("credit.exposure", Operations.exposure, locals())

__all__ = [
    "CreditExposure",
    "CreditOverride",
    "CurrencyExposure",
    "ExposedOrder",
    "ExposurePart",
    "Operations",
]
