# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `quote`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset, Word
from .base import Tie


class Action(Word):
    """What can be done with a quote."""

    UPDATE = "update"
    """Change its fields and lines."""

    SEND = "send"
    """Say that it went to the customer."""

    ACCEPT = "accept"
    """Say that the customer took it."""

    REJECT = "reject"
    """Say that the customer turned it down."""

    REVISE = "revise"
    """Replace it by its next version."""

    CONVERT = "convert"
    """Order from it, in whole or in part."""


class Status(Word):
    """Where a quote stands. That it has expired is no state: it follows from `valid_until` and the
    day.
    """

    DRAFT = "draft"
    """Being written; everything may change."""

    SENT = "sent"
    """With the customer, who has not decided."""

    ACCEPTED = "accepted"
    """Accepted: it can be ordered from."""

    REJECTED = "rejected"
    """Turned down by the customer."""

    SUPERSEDED = "superseded"
    """Replaced by its next version; stays readable."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How much of a line is to be ordered."""

    line: int
    """The line of the quote (quote line id)."""

    quantity: Decimal
    """How many units; above zero, at most what is not ordered yet (quantity, at most 6 decimals).
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One version of a quote with its lines. All amounts are in `currency`."""

    id: int
    """Its id; each version has its own (quote id)."""

    version: int
    """Raised by every change."""

    number: str
    """Its number, shared by its versions only; drawn from the series unless the host gave one."""

    revision: int
    """Which version of the number this is, from 1."""

    revises: int | None = None
    """The version that this one replaces (quote id)."""

    status: Status
    """Where it stands."""

    customer: int
    """Who is to buy (customer id)."""

    contact: int | None = None
    """Whom to talk to (contact id)."""

    owner: int | None = None
    """The salesperson (user id)."""

    department: int | None = None
    """The department it belongs to (department id)."""

    opportunity: int | None = None
    """The opportunity it is made for (opportunity id)."""

    currency: str
    """The currency of all its amounts."""

    prices_include_tax: bool
    """Whether unit prices and discounts contain the tax."""

    tax_rounding: TaxRounding
    """Where tax is rounded."""

    tie: Tie
    """How exact halves round."""

    discount_percent: Decimal | None = None
    """The document's discount in percent."""

    discount_amount: Decimal | None = None
    """The document's discount in money."""

    discount: Decimal
    """What the document's discount comes to."""

    net: Decimal
    """The total without tax."""

    tax: Decimal
    """The tax."""

    gross: Decimal
    """The total with tax."""

    terms: int | None = None
    """The term template its orders are collected by (terms id)."""

    payment_method: str | None = None
    """A code of the list `payment_method`."""

    delivery_method: str | None = None
    """A code of the list `delivery_method`."""

    clauses: str | None = None
    """Terms and clauses in words."""

    note: str | None = None
    """A note of the seller's own, not carried to orders."""

    quoted_on: dt.date
    """The day it is dated."""

    valid_until: dt.date | None = None
    """The last day on which it can be accepted; open-ended without one."""

    sent_on: dt.date | None = None
    """The day it was sent."""

    decided_on: dt.date | None = None
    """The day it was accepted or rejected."""

    reason: str | None = None
    """Why it was rejected."""

    external_ref: str | None = None
    """The host's own key, unique among quotes."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""

    lines: tuple[QuoteLine, ...]
    """Its lines, 1 to 1,000. `quote.list` does not read them: there the list is empty."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """One line of a quote."""

    id: int
    """Its id (quote line id)."""

    quote: int
    """The quote (quote id)."""

    sequence: int
    """Its place, from 1."""

    product: int | None = None
    """The product, when it is one (product id)."""

    description: str
    """What is offered."""

    unit: str | None = None
    """The unit of the quantity."""

    quantity: Decimal
    """How many units."""

    unit_price: Decimal
    """The price of one unit."""

    discount_percent: Decimal | None = None
    """The line's discount in percent."""

    discount_amount: Decimal | None = None
    """The line's discount in money."""

    tax_percent: Decimal
    """The tax rate in percent."""

    ordered: Decimal
    """How many units stand in orders that are not cancelled, 0 to `quantity`."""

    net: Decimal
    """After all discounts, without tax."""

    tax: Decimal
    """The tax."""

    gross: Decimal
    """After all discounts, with tax."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSheet:
    """A quote and what follows from it today."""

    quote: Quote
    """The quote with its lines."""

    expired: bool
    """Whether it is sent and its validity date has passed. Computed, never stored."""

    superseded_by: int | None = None
    """The version that replaced it (quote id)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One permitted move, as documents show it."""

    from_: Status
    """The state before."""

    action: Action
    """What is done."""

    to: Status
    """The state after."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TransitionList:
    """The moves a kind of record permits, in the order they are declared."""

    items: tuple[Transition, ...]
    """The moves; every other pair of state and action is refused."""


class Operations:
    """The operations `quote.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        number: str | None = None,
        customer: int,
        contact: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        opportunity: int | None = None,
        currency: str | None = None,
        prices_include_tax: bool | None = None,
        tax_rounding: TaxRounding | None = None,
        tie: Tie | None = None,
        discount_percent: Decimal | None = None,
        discount_amount: Decimal | None = None,
        terms: int | None = None,
        payment_method: str | None = None,
        delivery_method: str | None = None,
        clauses: str | None = None,
        note: str | None = None,
        quoted_on: dt.date | None = None,
        valid_until: dt.date | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        lines: Sequence[LineArgs],
        request: str | None = None,
    ) -> Quote:
        """Creates a draft quote with its lines, priced.

        Args:
            number: Its number, unique; drawn from the series when not given (at most 100
                characters).
            customer: Who is to buy (customer id).
            contact: Whom to talk to (contact id).
            owner: The salesperson; the acting user when not given (user id).
            department: The department it belongs to; the salesperson's when not given (department
                id).
            opportunity: The opportunity it is made for (opportunity id).
            currency: The currency; the customer's, else the setting's, when not given (ISO 4217
                code).
            prices_include_tax: Whether unit prices and discounts contain the tax; by setting when
                not given.
            tax_rounding: Where tax is rounded; by setting when not given.
            tie: How exact halves round; by setting when not given.
            discount_percent: The document's discount in percent, 0 to 100; not together with
                `discount_amount` (percent, at most 6 decimals).
            discount_amount: The document's discount in money; not together with `discount_percent`
                (money, at most 4 decimals).
            terms: The term template its orders are to be collected by; the customer's when not
                given (terms id).
            payment_method: A code of the list `payment_method` (at most 100 characters).
            delivery_method: A code of the list `delivery_method` (at most 100 characters).
            clauses: Terms and clauses in words, at most 16,000 characters.
            note: A note of the seller's own, at most 16,000 characters; not carried to orders.
            quoted_on: The day it is dated; today when not given.
            valid_until: The last day on which it can be accepted, not before `quoted_on`;
                open-ended without one.
            external_ref: The host's own key, unique among quotes (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            lines: The lines, 1 to 1,000.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One version of a quote with its lines. All amounts are in `currency`.

        Raises:
            Refused: `customer.archived`: customer ‹customer› is archived.
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `terms.archived`: the terms "‹name›" are archived.
            Refused: `contact.archived`: the contact ‹contact› is archived.
            Refused: `contact.not_linked`: contact ‹contact› is not linked to customer ‹customer›.
            Refused: `quote.other_customer`: the ‹record› belongs to another customer.
            Refused: `product.archived`: product ‹code› is archived.
            Refused: `price.none`: no list has a price for ‹quantity› of product ‹code› in
                ‹currency› on ‹date›.
            Refused: `price.tax_basis`: the price of product ‹code› on list ‹price_list› stands on
                the other side of tax than the document's prices.
            Refused: `pricing.discount_too_large`: the discount ‹discount› is more than the value
                ‹value›.

        Example:
            s.quote.create(
                customer=1,
                discount_amount=Decimal("10.00"),
                payment_method="银行转账",
                note="老客户",
                valid_until=dt.date.fromisoformat("2026-01-31"),
                external_ref="CPQ-88",
                lines=[
                    crm.quote.LineArgs(
                        quantity=Decimal("3"),
                        description="伺服电机 750W",
                        discount_amount=Decimal("1.00"),
                        tax_percent=Decimal("13"),
                        unit="台",
                        unit_price=Decimal("100.00"),
                    ),
                    crm.quote.LineArgs(
                        quantity=Decimal("2"),
                        description="安装调试",
                        tax_percent=Decimal("6"),
                        unit="次",
                        unit_price=Decimal("50.50"),
                    ),
                ],
            )
        """
        return self._caller._run("quote.create", Operations.create, locals())

    def update(
        self,
        *,
        quote: int,
        version: int | None = None,
        clauses: str | None | Unset = UNSET,
        contact: int | None | Unset = UNSET,
        delivery_method: str | None | Unset = UNSET,
        department: int | None | Unset = UNSET,
        discount_amount: Decimal | None | Unset = UNSET,
        discount_percent: Decimal | None | Unset = UNSET,
        external_ref: str | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        lines: Sequence[LineArgs] | None = None,
        note: str | None | Unset = UNSET,
        opportunity: int | None | Unset = UNSET,
        owner: int | None | Unset = UNSET,
        payment_method: str | None | Unset = UNSET,
        quoted_on: dt.date | None = None,
        terms: int | None | Unset = UNSET,
        valid_until: dt.date | None | Unset = UNSET,
        request: str | None = None,
    ) -> Quote:
        """Changes a draft. An absent field is kept, `null` clears it. Lines are replaced as a
        whole.

        Args:
            quote: The quote (quote id).
            version: The version it was seen at.
            clauses: Terms and clauses in words, at most 16,000 characters. `None` clears it.
            contact: Whom to talk to (contact id). `None` clears it.
            delivery_method: A code of the list `delivery_method` (at most 100 characters). `None`
                clears it.
            department: The department it belongs to; a new owner's when only that is given
                (department id). `None` clears it.
            discount_amount: The document's discount in money; not together with `discount_percent`
                (money, at most 4 decimals). `None` clears it.
            discount_percent: The document's discount in percent, 0 to 100; not together with
                `discount_amount` (percent, at most 6 decimals). `None` clears it.
            external_ref: The host's own key, unique among quotes (at most 100 characters). `None`
                clears it.
            extra: The host's own data, at most 16 KiB. `None` clears it.
            lines: All lines anew, 1 to 1,000; the old ones are kept when not given.
            note: A note of the seller's own, at most 16,000 characters; not carried to orders.
                `None` clears it.
            opportunity: The opportunity it is made for (opportunity id). `None` clears it.
            owner: The salesperson (user id). `None` clears it.
            payment_method: A code of the list `payment_method` (at most 100 characters). `None`
                clears it.
            quoted_on: The day it is dated; kept when not given.
            terms: The term template its orders are to be collected by (terms id). `None` clears it.
            valid_until: The last day on which it can be accepted, not before `quoted_on`. `None`
                clears it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One version of a quote with its lines. All amounts are in `currency`.

        Raises:
            Refused: `quote.not_draft`: the quote is ‹status›, not a draft.
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `terms.archived`: the terms "‹name›" are archived.
            Refused: `contact.archived`: the contact ‹contact› is archived.
            Refused: `contact.not_linked`: contact ‹contact› is not linked to customer ‹customer›.
            Refused: `quote.other_customer`: the ‹record› belongs to another customer.
            Refused: `product.archived`: product ‹code› is archived.
            Refused: `price.none`: no list has a price for ‹quantity› of product ‹code› in
                ‹currency› on ‹date›.
            Refused: `price.tax_basis`: the price of product ‹code› on list ‹price_list› stands on
                the other side of tax than the document's prices.
            Refused: `pricing.discount_too_large`: the discount ‹discount› is more than the value
                ‹value›.

        Example:
            s.quote.update(
                quote=5,
                version=1,
                discount_amount=None,
                discount_percent=Decimal("10"),
                external_ref="CPQ-89",
                note=None,
            )
        """
        return self._caller._run("quote.update", Operations.update, locals())

    def send(self, *, quote: int, version: int | None = None, request: str | None = None) -> Quote:
        """Says that a draft went to the customer today. From now on its content stays as it is;
        another content is another version, by `quote.revise`.

        Args:
            quote: The quote (quote id).
            version: The version it was seen at.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One version of a quote with its lines. All amounts are in `currency`.

        Raises:
            Refused: `quote.not_draft`: the quote is ‹status›, not a draft.

        Example:
            s.quote.send(quote=7)
        """
        return self._caller._run("quote.send", Operations.send, locals())

    def accept(
        self,
        *,
        quote: int,
        version: int | None = None,
        accepted_on: dt.date | None = None,
        request: str | None = None,
    ) -> Quote:
        """Says that the customer took a sent quote. After its validity date only when the setting
        `late_acceptance` allows it.

        Args:
            quote: The quote (quote id).
            version: The version it was seen at.
            accepted_on: The day the customer took it, not before the quote's date and not in the
                future; today when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One version of a quote with its lines. All amounts are in `currency`.

        Raises:
            Refused: `quote.not_sent`: the quote is ‹status›, not sent.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `quote.expired`: the quote was valid until ‹valid_until›; it cannot be accepted
                on ‹accepted_on›.

        Example:
            s.quote.accept(quote=7)
        """
        return self._caller._run("quote.accept", Operations.accept, locals())

    def reject(
        self,
        *,
        quote: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> Quote:
        """Says that the customer turned a sent quote down today.

        Args:
            quote: The quote (quote id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One version of a quote with its lines. All amounts are in `currency`.

        Raises:
            Refused: `quote.not_sent`: the quote is ‹status›, not sent.

        Example:
            s.quote.reject(quote=13, reason="交期太长")
        """
        return self._caller._run("quote.reject", Operations.reject, locals())

    def revise(
        self,
        *,
        quote: int,
        version: int | None = None,
        external_ref: str | None = None,
        request: str | None = None,
    ) -> Quote:
        """Makes the next version of a quote that was sent, accepted or rejected and of which
        nothing is ordered: a draft with the same number and content, dated today and valid for as
        many days as the old one was. The old version becomes `superseded`; its content stays
        readable as it was.

        Args:
            quote: The quote (quote id).
            version: The version it was seen at.
            external_ref: The host's own key of the new version, unique among quotes; the old
                version keeps its own (at most 100 characters).
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One version of a quote with its lines. All amounts are in `currency`.

        Raises:
            Refused: `quote.not_revisable`: a quote that is ‹status› cannot be revised.
            Refused: `quote.ordered`: ‹ordered› of line ‹sequence› are already ordered.

        Example:
            s.quote.revise(quote=7)
        """
        return self._caller._run("quote.revise", Operations.revise, locals())

    def convert(
        self,
        *,
        quote: int,
        version: int | None = None,
        lines: Sequence[Part] | None = None,
        number: str | None = None,
        terms: int | None = None,
        signed_on: dt.date | None = None,
        contract: int | None = None,
        project: str | None = None,
        external_ref: str | None = None,
        request: str | None = None,
    ) -> Order:
        """Makes a draft order of an accepted quote, in whole or in part; a quote may be ordered
        from until nothing is left of it. Needs `order.write` as well. The order takes the quote's
        customer, contact, salesperson, department, opportunity, currency, pricing rules, methods,
        terms and clauses, and of each line the price, tax rate and product. Discounts in percent
        are carried over as they stand. Discounts in money are shared out by cumulative rounding
        (M5) over all orders of the quote: after each conversion its orders together carry
        R(discount × ordered ÷ quantity) of a line's discount and R(discount × W ÷ Σ amount) of the
        document's, where `amount` is a line's amount after its own discount and W = Σ R(amount ×
        ordered ÷ quantity). Cancelled orders do not count, and an order never carries more than the
        value it is taken from; so the orders of a whole quote together carry exactly the whole
        discount, as far as their values hold it.

        Args:
            quote: The quote (quote id).
            version: The version it was seen at.
            lines: What is ordered, 1 to 1,000 parts, which become the order's lines in this order;
                everything that is not ordered yet when not given. A line may stand several times.
            number: The order's number, unique; drawn from the series when not given (at most 100
                characters).
            terms: The term template of the order's collection plans; the quote's, else the
                customer's, when not given (terms id).
            signed_on: The day the order was signed, not in the future.
            contract: The contract the order belongs to; of the same customer (contract id).
            project: The host's own project (at most 1,000 characters).
            external_ref: The host's own key of the order, unique among orders (at most 100
                characters).
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order with its lines. All amounts are in `currency`.

        Raises:
            Refused: `customer.archived`: customer ‹customer› is archived.
            Refused: `quote.not_accepted`: the quote is ‹status›, not accepted.
            Refused: `quote.nothing_left`: everything of the quote is ordered.
            Refused: `quote.line_unknown`: the quote has no line ‹line›.
            Refused: `quote.beyond_quantity`: ‹quantity› is more than the ‹left› left of line
                ‹sequence›.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `terms.archived`: the terms "‹name›" are archived.
            Refused: `order.other_customer`: the ‹record› belongs to another customer.

        Example:
            s.quote.convert(
                quote=7,
                version=3,
                lines=[crm.quote.Part(line=8, quantity=Decimal("1"))],
                number="SO-A",
                signed_on=dt.date.fromisoformat("2026-02-27"),
                project="一期",
                external_ref="ERP-1",
            )
        """
        return self._caller._run("quote.convert", Operations.convert, locals())

    def get(self, *, quote: int) -> QuoteSheet:
        """Reads one version of a quote with its lines.

        Args:
            quote: The quote (quote id).

        Returns:
            A quote and what follows from it today.

        Example:
            s.quote.get(quote=7)
        """
        return self._caller._run("quote.get", Operations.get, locals())

    def list(
        self,
        *,
        number: str | None = None,
        external_ref: str | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        opportunity: int | None = None,
        status: Status | None = None,
        expired: bool | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Quote, Page[Quote]]:
        """Lists quotes without their lines, newest first. Each version is an item of its own.

        Args:
            number: Only the versions of the quote with this number, the latest first (at most 100
                characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            opportunity: For one opportunity (opportunity id).
            status: In one state.
            expired: Only those that have expired by today, or only those that have not.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.quote.list(customer=3)
        """
        return self._caller._list("quote.list", Operations.list, locals())

    def explain(self, *, quote: int) -> Priced:
        """Explains a quote's totals line by line: each figure with the calculation it came from.

        Args:
            quote: The quote (quote id).

        Returns:
            What a document comes to, each figure explained. None of the amounts is negative; `net +
            tax = gross`.

        Example:
            s.quote.explain(quote=5)
        """
        return self._caller._run("quote.explain", Operations.explain, locals())

    def transitions(self) -> TransitionList:
        """Lists which actions are possible in which state of a quote.

        Returns:
            The moves a kind of record permits, in the order they are declared.

        Example:
            s.quote.transitions()
        """
        return self._caller._run("quote.transitions", Operations.transitions, locals())


# At the end, because those modules may need this one's types.
from .credit import CreditOverride  # noqa: E402
from .order import Order  # noqa: E402
from .order import OrderLine  # noqa: E402
from .order import Status as OrderStatus  # noqa: E402
from .pricing import LineArgs  # noqa: E402
from .pricing import Priced  # noqa: E402
from .pricing import PricedLine  # noqa: E402
from .pricing import RateTotals  # noqa: E402
from .pricing import Step  # noqa: E402
from .pricing import StepKind  # noqa: E402
from .pricing import TaxRounding  # noqa: E402

__all__ = [
    "Action",
    "CreditOverride",
    "LineArgs",
    "Operations",
    "Order",
    "OrderLine",
    "OrderStatus",
    "Part",
    "Priced",
    "PricedLine",
    "Quote",
    "QuoteLine",
    "QuoteSheet",
    "RateTotals",
    "Status",
    "Step",
    "StepKind",
    "TaxRounding",
    "Tie",
    "Transition",
    "TransitionList",
]
