# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `amendment`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word
from .base import Tie
from .base import Warning


class Strategy(Word):
    """How the plans of an order follow its new total (M22). What is settled stays settled. A total
    that became smaller takes from the latest plan backwards (M23), but for `reproportion` and
    `manual`.
    """

    SPREAD_OPEN = "spread_open"
    """More is spread over the plans with something open, in proportion to their amounts."""

    LAST_LINE = "last_line"
    """More goes to the latest plan with something open."""

    NEW_LINE = "new_line"
    """More is a plan of its own."""

    REPROPORTION = "reproportion"
    """Every plan is the same part of the total as before. That can open again what was settled,
    which the caller must consent to.
    """

    MANUAL = "manual"
    """As the caller says."""

    TERMS = "terms"
    """What is open is planned anew under other terms. Only `amendment.change_terms` does so."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """An amended order."""

    order: Order
    """The order with its lines, as it is from now on."""

    amendment: Amendment
    """What changed."""

    plans: tuple[CollectionPlan, ...]
    """All its plans, in order, as they stand today."""

    warnings: tuple[Warning, ...]
    """What the approver should know: a credit limit that is exceeded or cannot be counted."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AmendedLine:
    """What a line of an order said."""

    description: str
    """What is sold."""

    quantity: Decimal
    """How many units."""

    unit_price: Decimal
    """The price of one unit."""

    tax_percent: Decimal
    """The tax rate in percent."""

    gross: Decimal
    """After all discounts, with tax."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What changed about an approved order (M22). Never changed itself. All amounts are in
    `currency`.
    """

    id: int
    """Its id (amendment id)."""

    version: int
    """Always 1."""

    order: int
    """The order (order id)."""

    revision: int
    """Its number among the amendments of the order, from 1."""

    currency: str
    """The order's currency."""

    strategy: Strategy
    """How the plans followed."""

    effective_on: dt.date
    """The day it takes effect."""

    reason: str
    """Why."""

    before: Totals
    """The totals of the order before."""

    after: Totals
    """The totals since."""

    lines: tuple[LineChange, ...]
    """The lines that changed, in the order they have now, the gone ones last."""

    plans: tuple[PlanMove, ...]
    """What became of the plans that changed or are new."""

    terms_before: int | None = None
    """The terms before, when they changed (terms id)."""

    edition_before: int | None = None
    """Their edition."""

    terms_after: int | None = None
    """The terms since, when they changed (terms id)."""

    edition_after: int | None = None
    """Their edition."""

    planned: Totals | None = None
    """What was open then and was planned anew, when the terms changed."""

    amended_by: int | None = None
    """Who amended it (user id)."""

    created_at: dt.datetime
    """When it was recorded."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """A line of an order that changed."""

    line: int | None = None
    """The line; nothing in a proposal for one that is to be made (order line id)."""

    before: AmendedLine | None = None
    """What it said; nothing when it is new."""

    after: AmendedLine | None = None
    """What it says; nothing when it went."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NewPlan:
    """A plan that an amendment adds."""

    starts: Start = dataclasses.field(default_factory=lambda: Start.APPROVAL)
    """What it waits for; the day of the amendment when not given."""

    milestone: str | None = None
    """The milestone's name, when it waits for one (at most 200 characters)."""

    due: str = ""
    """The way from its start to its due date; that day when not given (date rule such as `30d,
    eom`).
    """

    method: str | None = None
    """How it is to be paid: a code of the list `payment_method` (at most 100 characters)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanAmount:
    """What one plan is to be."""

    plan: int
    """The plan (plan id)."""

    amount: Decimal
    """What is to come in: not below what has settled it; zero cancels it (money, at most 4
    decimals).
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanMove:
    """What became of a plan."""

    plan: int | None = None
    """The plan; nothing in a proposal for one that is to be made (plan id)."""

    before: Decimal | None = None
    """What was to come in; nothing for a plan that is new."""

    after: Decimal
    """What is to come in; zero when nothing is left of it, and it is cancelled."""

    released: Decimal
    """What had settled it and no longer does: the customer's credit again, when it was money."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What an amendment would do. All amounts are in `currency`."""

    order: int
    """The order (order id)."""

    version: int
    """The version it was seen at."""

    currency: str
    """The order's currency."""

    before: Totals
    """The totals of the order."""

    after: Totals
    """The totals it would have."""

    lines: tuple[LineChange, ...]
    """The lines that would change."""

    plans: tuple[PlanMove, ...]
    """The plans that would change or be added."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The totals of an order."""

    net: Decimal
    """Without tax."""

    tax: Decimal
    """The tax."""

    gross: Decimal
    """With tax: what the customer pays."""


class Operations:
    """The operations `amendment.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def propose(self, *, order: int, change: Change, follow: Follow | None = None) -> Proposal:
        """Shows what an amendment would do to an approved order and its plans. Nothing is kept;
        `amendment.apply` with the same arguments does it.

        Args:
            order: The order (order id).
            change: What would change.
            follow: How the plans would follow; `spread_open` when not given.

        Returns:
            What an amendment would do. All amounts are in `currency`.

        Raises:
            Refused: `order.not_approved`: the order is ‹status›, not approved.
            Refused: `order.line_unknown`: the order has no line ‹line›.
            Refused: `order.line_twice`: line ‹line› is given twice.
            Refused: `product.archived`: product ‹code› is archived.
            Refused: `price.none`: no list has a price for ‹quantity› of product ‹code› in
                ‹currency› on ‹date›.
            Refused: `price.tax_basis`: the price of product ‹code› on list ‹price_list› stands on
                the other side of tax than the document's prices.
            Refused: `pricing.discount_too_large`: the discount ‹discount› is more than the value
                ‹value›.
            Refused: `amendment.nothing`: nothing of the order would change.
            Refused: `amendment.below_delivered`: ‹quantity› is less than the ‹delivered› delivered
                of line ‹line›.
            Refused: `amendment.below_credited`: credit notes of ‹credited› about the order stand,
                it would be ‹total›.
            Refused: `amendment.below_invoiced`: tax invoices of ‹invoiced› are applied for or
                issued, the order less its credit notes would be ‹total›.
            Refused: `amendment.below_settled`: ‹amount› is less than the ‹settled› that has settled
                plan ‹plan›.
            Refused: `amendment.not_closed`: the plans come to ‹sum›, the order to ‹total›.
            Refused: `amendment.reopens`: plan ‹plan› is settled and would have ‹open› open again;
                consent to it, or choose another strategy.

        Example:
            s.amendment.propose(
                order=5,
                change=crm.amendment.Change(
                    lines=[
                        crm.amendment.ChangedLine(
                            quantity=Decimal("1"),
                            line=6,
                            unit_price=Decimal("120000"),
                        ),
                    ],
                ),
            )
        """
        return self._caller._run("amendment.propose", Operations.propose, locals())

    def apply(
        self,
        *,
        order: int,
        version: int | None = None,
        change: Change,
        follow: Follow | None = None,
        effective_on: dt.date | None = None,
        reason: str,
        override_credit: bool = False,
        override_reason: str | None = None,
        request: str | None = None,
    ) -> Amended:
        """Amends an approved order: its lines and discounts change, and its collection plans follow
        in the same transaction. What was collected stays collected, or is the customer's credit
        (M22 to M24). A larger total is held against the customer's credit limit as an approval is
        (M40).

        Args:
            order: The order (order id).
            version: The version it was seen at.
            change: What changes.
            follow: How the plans follow; `spread_open` when not given.
            effective_on: The day it takes effect, from the order's approval to today; today when
                not given.
            reason: Why, at most 1,000 characters.
            override_credit: Whether it may go beyond its customer's credit limit, by who reaches
                that far. `false` when not given; takes `override_reason`.
            override_reason: Why it may go beyond the limit, at most 1,000 characters; with
                `override_credit` only.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An amended order.

        Raises:
            Refused: `order.not_approved`: the order is ‹status›, not approved.
            Refused: `order.day_before_approval`: ‹day› lies before ‹approved_on›, the day the order
                was approved.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `order.own_approval`: nobody approves an order they submitted or are the
                salesperson of.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `order.line_unknown`: the order has no line ‹line›.
            Refused: `order.line_twice`: line ‹line› is given twice.
            Refused: `product.archived`: product ‹code› is archived.
            Refused: `price.none`: no list has a price for ‹quantity› of product ‹code› in
                ‹currency› on ‹date›.
            Refused: `price.tax_basis`: the price of product ‹code› on list ‹price_list› stands on
                the other side of tax than the document's prices.
            Refused: `pricing.discount_too_large`: the discount ‹discount› is more than the value
                ‹value›.
            Refused: `amendment.nothing`: nothing of the order would change.
            Refused: `amendment.below_delivered`: ‹quantity› is less than the ‹delivered› delivered
                of line ‹line›.
            Refused: `amendment.below_credited`: credit notes of ‹credited› about the order stand,
                it would be ‹total›.
            Refused: `amendment.below_invoiced`: tax invoices of ‹invoiced› are applied for or
                issued, the order less its credit notes would be ‹total›.
            Refused: `amendment.below_settled`: ‹amount› is less than the ‹settled› that has settled
                plan ‹plan›.
            Refused: `amendment.not_closed`: the plans come to ‹sum›, the order to ‹total›.
            Refused: `amendment.reopens`: plan ‹plan› is settled and would have ‹open› open again;
                consent to it, or choose another strategy.
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.
            Refused: `credit.limit_exceeded`: ‹amount› ‹currency› more on ‹exposure› ‹currency› is
                beyond the credit limit of ‹limit› ‹currency›.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.
            Refused: `quote.beyond_quantity`: ‹quantity› is more than the ‹left› left of line
                ‹sequence›.
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.amendment.apply(
                order=5,
                change=crm.amendment.Change(
                    lines=[crm.amendment.ChangedLine(quantity=Decimal("6"), line=6)],
                ),
                reason="余量取消",
            )
        """
        return self._caller._run("amendment.apply", Operations.apply, locals())

    def change_terms(
        self,
        *,
        order: int,
        version: int | None = None,
        terms: int,
        base_date: dt.date | None = None,
        reason: str,
        request: str | None = None,
    ) -> Amended:
        """Puts what is open of an approved order under other terms: what is settled stays as it is,
        the rest is planned anew from a day on (M25). An amendment of its own.

        Args:
            order: The order (order id).
            version: The version it was seen at.
            terms: The term template (terms id).
            base_date: The day that counts as the approval for them, and on which the change takes
                effect: from the order's approval to today; today when not given.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An amended order.

        Raises:
            Refused: `order.not_approved`: the order is ‹status›, not approved.
            Refused: `order.day_before_approval`: ‹day› lies before ‹approved_on›, the day the order
                was approved.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `order.own_approval`: nobody approves an order they submitted or are the
                salesperson of.
            Refused: `terms.archived`: the terms "‹name›" are archived.
            Refused: `amendment.nothing_open`: nothing of the order is open that could be planned
                anew.
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.amendment.change_terms(order=24, terms=22, reason="改为票到付款")
        """
        return self._caller._run("amendment.change_terms", Operations.change_terms, locals())

    def get(self, *, amendment: int) -> Amendment:
        """Reads an amendment.

        Args:
            amendment: The amendment (amendment id).

        Returns:
            What changed about an approved order (M22). Never changed itself. All amounts are in
            `currency`.

        Example:
            s.amendment.get(amendment=95)
        """
        return self._caller._run("amendment.get", Operations.get, locals())

    def list(
        self,
        *,
        order: int,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Amendment, Page[Amendment]]:
        """Lists the amendments of an order, in their order.

        Args:
            order: The order (order id).
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.amendment.list(order=76)
        """
        return self._caller._list("amendment.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .change import Change  # noqa: E402
from .change import Follow  # noqa: E402
from .collection import ClaimOf  # noqa: E402
from .collection import CollectionPlan  # noqa: E402
from .collection import PlanKind  # noqa: E402
from .collection import PlanStatus  # noqa: E402
from .credit import CreditOverride  # noqa: E402
from .order import ChangedLine  # noqa: E402
from .order import Order  # noqa: E402
from .order import OrderLine  # noqa: E402
from .order import Status  # noqa: E402
from .pricing import TaxRounding  # noqa: E402
from .terms import Early  # noqa: E402
from .terms import EarlyOffer  # noqa: E402
from .terms import Gate  # noqa: E402
from .terms import PartPayment  # noqa: E402
from .terms import Start  # noqa: E402
from .terms import TaxBase  # noqa: E402

__all__ = [
    "Amended",
    "AmendedLine",
    "Amendment",
    "Change",
    "ChangedLine",
    "ClaimOf",
    "CollectionPlan",
    "CreditOverride",
    "Early",
    "EarlyOffer",
    "Follow",
    "Gate",
    "LineChange",
    "NewPlan",
    "Operations",
    "Order",
    "OrderLine",
    "PartPayment",
    "PlanAmount",
    "PlanKind",
    "PlanMove",
    "PlanStatus",
    "Proposal",
    "Start",
    "Status",
    "Strategy",
    "TaxBase",
    "TaxRounding",
    "Tie",
    "Totals",
    "Warning",
]
