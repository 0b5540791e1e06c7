# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `procedure`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word
from .base import Lifecycle


class Channel(Word):
    """How a level reaches the customer."""

    LETTER = "letter"
    """On paper."""

    EMAIL = "email"
    """By mail."""

    PHONE = "phone"
    """By telephone."""

    OTHER = "other"
    """As the host does it."""


class DayCount(Word):
    """How the days of a year are counted for interest."""

    ACTUAL_365 = "actual_365"
    """Days of the calendar, of 365."""

    ACTUAL_360 = "actual_360"
    """Days of the calendar, of 360."""

    THIRTY_360 = "thirty_360"
    """Months of 30 days, of 360; the 31st counts as the 30th (30E/360)."""

    ACTUAL_ACTUAL = "actual_actual"
    """Days of the calendar, those of leap years of 366 and the others of 365 (ISDA)."""


class FeeBy(Word):
    """What one letter costs that is about several plans."""

    PLAN = "plan"
    """The fee of its level for each plan that rises."""

    LETTER = "letter"
    """The largest of those once."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyAmount:
    """An amount in a currency."""

    currency: str
    """The currency (ISO 4217 code)."""

    amount: Decimal
    """The amount, not negative (money, at most 4 decimals)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InterestTerms:
    """The interest on what is paid late."""

    percent: Decimal
    """Percent a year, above 0 and at most 1,000 (percent, at most 6 decimals)."""

    day_count: DayCount = DayCount.ACTUAL_365
    """How days are counted. `actual_365` when not given."""

    grace_days: int = 0
    """Days behind the due date that bear no interest, 0 to 3,660. 0 when not given."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a procedure."""

    days_late: int
    """Days behind the due date from which it is met, 1 to 3,660: more than those of the level
    before.
    """

    pause_days: int = 1
    """Days that must have passed since the letter before about the same plan, 1 to 366. 1 when not
    given.
    """

    days_to_pay: int = 7
    """Days that the customer is given to pay, 0 to 366; what the letter claims falls due then. 7
    when not given.
    """

    title: str
    """The title of its letters, at most 200 characters."""

    channel: Channel = Channel.LETTER
    """How it reaches the customer. `letter` when not given."""

    fee_percent: Decimal | None = None
    """What it costs in currencies without an amount of their own: percent of what is open, 0 to 100
    (percent, at most 6 decimals).
    """

    fees: Sequence[CurrencyAmount] | None = None
    """What it costs the customer, at most one amount for each currency."""

    text: str | None = None
    """What its letters say, at most 16,000 characters. The host puts in what it holds a place for.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a procedure says."""

    levels: Sequence[Level]
    """Its levels, 1 to 20."""

    interest: InterestTerms | None = None
    """The interest on what is paid late; none when not given."""

    fee_by: FeeBy = FeeBy.PLAN
    """What one letter about several plans costs. `plan` when not given."""

    minimums: Sequence[CurrencyAmount] = ()
    """What a customer must owe late in a currency before it is dunned, at most one amount for each.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A procedure by which customers are dunned. Changing what it says makes another edition; a
    letter keeps the one it was written by.
    """

    id: int
    """Its id (procedure id)."""

    version: int
    """Raised by every change."""

    edition: int
    """Which edition of what it says this is, from 1."""

    name: str
    """Its name, unique among those that are not archived."""

    policy: Policy
    """What it says."""

    status: Lifecycle
    """Whether it is in use; an archived one is given to no customer any more, and who has it is
    dunned by it.
    """

    external_ref: str | None = None
    """The host's own key, unique among procedures."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""


class Operations:
    """The operations `procedure.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        policy: Policy,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Procedure:
        """Creates a procedure. Needs `procedure.write` with scope `all`.

        Args:
            name: Its name, 1 to 200 characters, unique among the procedures that are not archived.
            policy: What it says.
            external_ref: The host's own key, unique among procedures (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A procedure by which customers are dunned. Changing what it says makes another edition;
            a letter keeps the one it was written by.

        Example:
            s.procedure.create(
                name="标准催款",
                policy=crm.procedure.Policy(
                    levels=[
                        crm.procedure.Level(
                            days_late=30,
                            days_to_pay=10,
                            title="催款函",
                            fees=[
                                crm.procedure.CurrencyAmount(currency="CNY", amount=Decimal("10")),
                            ],
                        ),
                    ],
                    interest=crm.procedure.InterestTerms(percent=Decimal("8")),
                ),
            )
        """
        return self._caller._run("procedure.create", Operations.create, locals())

    def revise(
        self,
        *,
        procedure: int,
        version: int | None = None,
        policy: Policy,
        request: str | None = None,
    ) -> Procedure:
        """Makes another edition of a procedure: letters from now on follow it, and those that were
        written keep what they say. Plans keep the number of their level. Needs `procedure.write`
        with scope `all`.

        Args:
            procedure: The procedure; not an archived one (procedure id).
            version: The version the caller saw; not checked when not given.
            policy: What it says from now on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A procedure by which customers are dunned. Changing what it says makes another edition;
            a letter keeps the one it was written by.

        Raises:
            Refused: `procedure.archived`: the procedure "‹name›" is archived.

        Example:
            s.procedure.revise(
                procedure=3,
                policy=crm.procedure.Policy(
                    levels=[
                        crm.procedure.Level(
                            days_late=10,
                            pause_days=14,
                            title="催款函",
                            fee_percent=Decimal("1"),
                            fees=[
                                crm.procedure.CurrencyAmount(currency="CNY", amount=Decimal("10")),
                            ],
                        ),
                        crm.procedure.Level(days_late=20, pause_days=14, title="最后通知"),
                    ],
                    interest=crm.procedure.InterestTerms(
                        percent=Decimal("8"),
                        day_count=crm.procedure.DayCount.ACTUAL_360,
                    ),
                ),
            )
        """
        return self._caller._run("procedure.revise", Operations.revise, locals())

    def get(self, *, procedure: int, edition: int | None = None) -> Procedure:
        """Reads a procedure.

        Args:
            procedure: The procedure (procedure id).
            edition: Which edition of it, from 1; the one in use when not given.

        Returns:
            A procedure by which customers are dunned. Changing what it says makes another edition;
            a letter keeps the one it was written by.

        Example:
            s.procedure.get(procedure=3, edition=2)
        """
        return self._caller._run("procedure.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        status: Lifecycle | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Procedure, Page[Procedure]]:
        """Lists procedures by name.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            status: Only active or only archived ones; both when not given.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.procedure.list(status=crm.procedure.Lifecycle.ACTIVE)
        """
        return self._caller._list("procedure.list", Operations.list, locals())

    def archive(
        self,
        *,
        procedure: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Procedure:
        """Retires a procedure: nobody new is given it, who has it is dunned by it still, and its
        name is free again. Needs `procedure.write` with scope `all`.

        Args:
            procedure: The procedure (procedure id).
            version: The version the caller saw; not checked when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A procedure by which customers are dunned. Changing what it says makes another edition;
            a letter keeps the one it was written by.

        Example:
            s.procedure.archive(procedure=12)
        """
        return self._caller._run("procedure.archive", Operations.archive, locals())

    def restore(
        self,
        *,
        procedure: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Procedure:
        """Takes an archived procedure back into use, if no other one has its name. Needs
        `procedure.write` with scope `all`.

        Args:
            procedure: The procedure (procedure id).
            version: The version the caller saw; not checked when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A procedure by which customers are dunned. Changing what it says makes another edition;
            a letter keeps the one it was written by.

        Example:
            s.procedure.restore(procedure=12)
        """
        return self._caller._run("procedure.restore", Operations.restore, locals())

__all__ = [
    "Channel",
    "CurrencyAmount",
    "DayCount",
    "FeeBy",
    "InterestTerms",
    "Level",
    "Lifecycle",
    "Operations",
    "Policy",
    "Procedure",
]
