# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `terms`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word
from .base import Lifecycle
from .base import Tie


class Gate(Word):
    """What may not begin before a line is paid (M10)."""

    ORDER_START = "order_start"
    """Work on the order."""

    SUPPLY = "supply"
    """Buying or making what it needs."""

    SHIPPING = "shipping"
    """Delivering: `delivery.record` refuses while it is closed."""


class PartPayment(Word):
    """What an early payment of a part is worth (M11)."""

    NOTHING = "nothing"
    """Nothing: only who pays all of the line in one go gets the discount."""

    PRO_RATA = "pro_rata"
    """Its share: 245.00 paid in time with 2 % settle 250.00."""


class Rounding(Word):
    """How the lines of a template are rounded to the minor unit."""

    CUMULATIVE = "cumulative"
    """Percentages of the total are rounded over all their lines in order, so that they sum exactly
    and each is within one minor unit of its share (M5); the other lines are rounded alone.
    """

    LAST_LINE = "last_line"
    """Every line is rounded alone; the balance, or without one the last line, takes the rest."""


class Start(Word):
    """What a line waits for before its days are counted (M9). Until then its plan is dormant: it
    counts in totals and is not due.
    """

    APPROVAL = "approval"
    """The approval of the order."""

    SIGNING = "signing"
    """The signing of the order."""

    DELIVERY = "delivery"
    """Each delivery, for its share of the order's value: what was delivered of it starts as a plan
    of its own.
    """

    FULL_DELIVERY = "full_delivery"
    """The delivery that completes the order."""

    ACCEPTANCE = "acceptance"
    """The customer's acceptance (验收)."""

    INVOICE = "invoice"
    """Each tax invoice, for its share of the order's value."""

    MILESTONE = "milestone"
    """The milestone that the line names."""

    CONTRACT_END = "contract_end"
    """The end of the order's contract."""


class TaxBase(Word):
    """What an early payment's discount is counted on (M11)."""

    INCLUDED = "included"
    """On the amount with its tax: 1,000.00 and 200.00 tax with 2 % are paid with 1,176.00."""

    EXCLUDED = "excluded"
    """On the amount without its tax: 1,180.00."""

    MIXED = "mixed"
    """The tax is lowered from the beginning, whoever pays when: 1,196.00 are open, and 1,176.00 pay
    them early.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Early:
    """The discounts of a line, with what they are counted on."""

    offers: tuple[EarlyOffer, ...]
    """The discounts, the earliest and largest first."""

    tax: TaxBase
    """What they are counted on."""

    parts: PartPayment
    """What an early payment of a part is worth."""

    lowered: Decimal
    """What the line is lowered by from the beginning: the discount on the tax, with `mixed`."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EarlyOffer:
    """A discount for paying early, with its amounts."""

    percent: Decimal
    """The discount in percent."""

    until: dt.date | None = None
    """The last day that counts as early; nothing while the line is dormant."""

    pay: Decimal
    """What pays the whole line by then: rounded, so that the discount is the difference."""

    discount: Decimal
    """What is discounted then."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EarlyPayment:
    """The discount for who pays a line early (Skonto, 现金折扣)."""

    steps: Sequence[EarlyStep]
    """One to three steps, such as 2 % within `10d` and 1 % within `20d`: each later than the one
    before, and worth less.
    """

    tax: TaxBase = TaxBase.INCLUDED
    """What the discount is counted on; `included` when not given."""

    parts: PartPayment = PartPayment.NOTHING
    """What an early payment of a part is worth; `nothing` when not given."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EarlyStep:
    """One step of an early-payment discount."""

    percent: Decimal
    """The discount in percent, above 0 and below 100 (percent, at most 6 decimals)."""

    within: str
    """The way from the day the line starts to the last day that counts as early, such as `10d`
    (date rule such as `30d, eom`).
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLine:
    """One amount to be collected on one day."""

    sequence: int
    """Its place, from 1, in the order of the template; due dates may go back and coincide (M8)."""

    amount: Decimal
    """How much, with the sign of the total. Zero when its share rounds to nothing."""

    tax: Decimal
    """The tax in it (M14)."""

    starts: Start
    """What it waits for."""

    milestone: str | None = None
    """The name of the milestone it waits for."""

    due_on: dt.date | None = None
    """The day it is due; nothing while it waits."""

    expected_on: dt.date | None = None
    """The day it is expected to be due while it waits, when its line says."""

    path: str | None = None
    """How the day moved, such as `2026-02-14 Sat -> 2026-02-16 Mon`: from the date rule's day to
    the pay day to the workday. Nothing when it did not.
    """

    method: str | None = None
    """How it is to be paid: a code of the list `payment_method`."""

    remind_days: int
    """Days before the due date that the reminder starts."""

    retention: bool
    """Whether the customer holds it back as a security."""

    gates: tuple[Gate, ...]
    """What may not begin before it is settled."""

    early_payment: Early | None = None
    """The discount for who pays early."""

    line: int
    """The line of the template it comes from, counted from 1."""

    part: int | None = None
    """Which of the line's parts it is, counted from 1; nothing when the line has no parts."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Payment terms as a host writes them. They must be closed: one balance line, or percentages of
    the total that sum to exactly 100 and no other line, or percentages of what fixed, tax and
    retention lines leave that sum to exactly 100 beside such lines alone.
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
    `percent_after_fixed`, `percent_of_untaxed`, `percent_of_remainder`, `fixed`, `tax` and
    `balance`; `parts` alone means the balance.
    """

    balance: bool | None = None
    """Whatever the other lines leave, wherever it stands; at most one line."""

    due: str | None = None
    """The way from the day the line starts to the due date, such as `30d, eom`; that day when not
    given (date rule such as `30d, eom`).
    """

    early_payment: EarlyPayment | None = None
    """The discount for who pays early (M11)."""

    every: str | None = None
    """With `parts` only: how far apart they are due, in days, weeks, months and years. Part k is (k
    − 1) times as much later than `due`; without it all parts are due together (date rule such as
    `30d, eom`).
    """

    expected: str | None = None
    """The way from the approval to the day on which `starts` is expected, such as `3m`, for the
    expected cash; not with `approval` (date rule such as `30d, eom`).
    """

    fixed: Decimal | None = None
    """An amount above zero in the currency of the total; of a negative total it is negative. When
    less is left it is cut to that, with the warning `terms.fixed_cut` (M3) (money, at most 4
    decimals).
    """

    gates: Sequence[Gate] | None = None
    """What may not begin before this line is settled, at most each once (M10)."""

    method: str | None = None
    """How it is to be paid: a code of the list `payment_method` (at most 100 characters)."""

    milestone: str | None = None
    """With `starts` `milestone` only, and needed there: its name (at most 200 characters)."""

    parts: int | None = None
    """Into how many equal parts the line's amount is split, by cumulative rounding (M5); 1 to 360.
    """

    percent: Decimal | None = None
    """A share of the total in percent, above 0 to 100 (percent, at most 6 decimals)."""

    percent_after_fixed: Decimal | None = None
    """A share in percent, above 0 to 100, of what fixed amounts, tax and retention lines leave of
    the total, wherever they stand (percent, at most 6 decimals).
    """

    percent_of_remainder: Decimal | None = None
    """A share in percent, above 0 to 100, of the total less the rounded lines before it; a balance
    line before it does not count, because it is computed last (percent, at most 6 decimals).
    """

    percent_of_untaxed: Decimal | None = None
    """A share in percent, above 0 to 100, of the total without its tax (percent, at most 6
    decimals).
    """

    remind_days: int | None = None
    """Days before the due date that the reminder starts, 0 to 366; by setting when not given."""

    retention: bool | None = None
    """Whether the customer holds it back as a security (质保金, M12): its plan stands as `held` until
    it starts.
    """

    round_to: Decimal | None = None
    """Rounds the line to a multiple of this amount above zero, such as `100.00`; not of a balance
    line, which takes what that leaves and which there must be (money, at most 4 decimals).
    """

    starts: Start | None = None
    """What the line waits for; the approval of the order when not given."""

    tax: bool | None = None
    """The tax of the total; at most one line."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A term template that is kept. Changing what it says makes another edition; the earlier ones
    stay readable, and an order keeps the one it was approved with.
    """

    id: int
    """Its id (terms id)."""

    version: int
    """Raised by every change."""

    edition: int
    """Which edition of its lines this is, from 1."""

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


class Operations:
    """The operations `terms.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        rounding: Rounding | None = None,
        tie: Tie | None = None,
        lines: Sequence[TermLine],
        pay_days: Sequence[int] | None = None,
        calendar: str | None = None,
        adjustment: Adjustment | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Terms:
        """Creates a term template. Needs `terms.write` with scope `all`.

        Args:
            name: Its name, 1 to 200 characters, unique among the templates that are not archived.
            rounding: How lines are rounded; `cumulative` when not given.
            tie: How an exact half of a minor unit is rounded; the setting of today when not given.
            lines: The lines, 1 to 100, with at most 1,000 parts in all.
            pay_days: The days of the month on which the customer pays; each due date waits for the
                next of them.
            calendar: The name of a loaded business calendar; by setting when not given (at most 100
                characters).
            adjustment: How a due date on a rest day of the calendar moves; by setting when not
                given.
            external_ref: The host's own key, unique among term templates (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A term template that is kept. Changing what it says makes another edition; the earlier
            ones stay readable, and an order keeps the one it was approved with.

        Raises:
            Refused: `terms.discounts_overlap`: discount ‹percent› within "‹within›" overlaps the
                one before: each must end later and be worth less.
            Refused: `terms.not_closed`: the lines do not add up to the total: ‹balances› balance
                lines, percentages of ‹percent› (‹missing› missing) of the total and ‹after_fixed›
                of what fixed lines leave; give one balance line and at most 100 percent of each, or
                exactly 100 percent of the total and nothing else, or exactly 100 percent of what
                fixed, tax and retention lines leave beside those alone.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.

        Example:
            s.terms.create(
                name="30/60/10",
                lines=[
                    crm.terms.TermLine(method="bank_transfer", percent=Decimal("30")),
                    crm.terms.TermLine(due="eom,30d", percent=Decimal("60")),
                    crm.terms.TermLine(due="90d", percent=Decimal("10"), remind_days=30),
                ],
                external_ref="T-1",
                extra={"contract_clause": "7.2"},
            )
        """
        return self._caller._run("terms.create", Operations.create, locals())

    def revise(
        self,
        *,
        terms: int,
        version: int | None = None,
        rounding: Rounding | None = None,
        tie: Tie | None = None,
        lines: Sequence[TermLine],
        pay_days: Sequence[int] | None = None,
        calendar: str | None = None,
        adjustment: Adjustment | None = None,
        request: str | None = None,
    ) -> Terms:
        """Makes another edition of a term template: what is approved from now on follows it, and
        what was approved keeps the edition it had. Needs `terms.write` with scope `all`.

        Args:
            terms: The term template; not an archived one (terms id).
            version: The version the caller saw; not checked when not given.
            rounding: How lines are rounded; `cumulative` when not given.
            tie: How an exact half of a minor unit is rounded; the setting of today when not given.
            lines: The lines, 1 to 100, with at most 1,000 parts in all.
            pay_days: The days of the month on which the customer pays; each due date waits for the
                next of them.
            calendar: The name of a loaded business calendar; by setting when not given (at most 100
                characters).
            adjustment: How a due date on a rest day of the calendar moves; by setting when not
                given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A term template that is kept. Changing what it says makes another edition; the earlier
            ones stay readable, and an order keeps the one it was approved with.

        Raises:
            Refused: `terms.archived`: the terms "‹name›" are archived.
            Refused: `terms.discounts_overlap`: discount ‹percent› within "‹within›" overlaps the
                one before: each must end later and be worth less.
            Refused: `terms.not_closed`: the lines do not add up to the total: ‹balances› balance
                lines, percentages of ‹percent› (‹missing› missing) of the total and ‹after_fixed›
                of what fixed lines leave; give one balance line and at most 100 percent of each, or
                exactly 100 percent of the total and nothing else, or exactly 100 percent of what
                fixed, tax and retention lines leave beside those alone.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.

        Example:
            s.terms.revise(
                terms=8,
                version=1,
                lines=[
                    crm.terms.TermLine(percent=Decimal("50")),
                    crm.terms.TermLine(balance=True, due="60d"),
                ],
            )
        """
        return self._caller._run("terms.revise", Operations.revise, locals())

    def get(self, *, terms: int, edition: int | None = None) -> Terms:
        """Reads a term template.

        Args:
            terms: The term template (terms id).
            edition: Which edition of it, from 1; the one in use when not given.

        Returns:
            A term template that is kept. Changing what it says makes another edition; the earlier
            ones stay readable, and an order keeps the one it was approved with.

        Example:
            s.terms.get(terms=1)
        """
        return self._caller._run("terms.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        status: Lifecycle | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Terms, Page[Terms]]:
        """Lists term templates by name.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            status: Only active or only archived ones; both when not given.
            limit: Templates wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.terms.list(limit=1)
        """
        return self._caller._list("terms.list", Operations.list, locals())

    def archive(
        self,
        *,
        terms: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Terms:
        """Retires a term template: what uses it keeps it, and its name is free again. Needs
        `terms.write` with scope `all`.

        Args:
            terms: The term template (terms id).
            version: The version the caller saw; not checked when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A term template that is kept. Changing what it says makes another edition; the earlier
            ones stay readable, and an order keeps the one it was approved with.

        Example:
            s.terms.archive(terms=1, version=1)
        """
        return self._caller._run("terms.archive", Operations.archive, locals())


# At the end, because those modules may need this one's types.
from .calendar import Adjustment  # noqa: E402

__all__ = [
    "Adjustment",
    "Early",
    "EarlyOffer",
    "EarlyPayment",
    "EarlyStep",
    "Gate",
    "Lifecycle",
    "Operations",
    "PartPayment",
    "PlannedLine",
    "Rounding",
    "Start",
    "TaxBase",
    "Template",
    "TermLine",
    "Terms",
    "Tie",
]
