# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `order`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset, Word
from .base import Tie
from .base import Warning


class Action(Word):
    """What can be done with an order."""

    UPDATE = "update"
    """Change its fields and lines."""

    ASSIGN = "assign"
    """Hand it over to another salesperson."""

    SUBMIT = "submit"
    """Ask for approval."""

    APPROVE = "approve"
    """Approve it; its plans are made."""

    REJECT = "reject"
    """Send it back."""

    REVOKE = "revoke"
    """Take the approval back."""

    COMPLETE = "complete"
    """Say that it is fulfilled."""

    CANCEL = "cancel"
    """Give it up."""


class EventKind(Word):
    """What can happen."""

    SIGNING = "signing"
    """Both sides signed it."""

    ACCEPTANCE = "acceptance"
    """The customer accepted what was delivered (验收)."""

    MILESTONE = "milestone"
    """A milestone was reached."""

    CONTRACT_END = "contract_end"
    """Its contract ended."""


class Status(Word):
    """Where an order stands."""

    DRAFT = "draft"
    """Being written; everything may change."""

    SUBMITTED = "submitted"
    """Waiting for approval."""

    APPROVED = "approved"
    """Approved: its collection plans exist."""

    REJECTED = "rejected"
    """Sent back by the approver; may be changed and submitted again."""

    COMPLETED = "completed"
    """Fulfilled; what is open is still collected."""

    CANCELLED = "cancelled"
    """Given up."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedOrder:
    """An order and its collection plans."""

    order: Order
    """The order with its lines."""

    plans: tuple[CollectionPlan, ...]
    """Its collection plans, in order."""

    warnings: tuple[Warning, ...]
    """What the approver should know: lines of the terms that were cut, days beyond the calendar, an
    order without a value in the workspace's currency, money of the customer that pays nothing yet,
    a credit limit that is exceeded or cannot be counted.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    """One line of a changed order: a new one, or one that the order keeps."""

    quantity: Decimal
    """How many units; above zero, at most six decimals. Of a line that is ordered from a quote, at
    most what the quote line has left (quantity, at most 6 decimals).
    """

    description: str | None = None
    """What is sold, at most 200 characters; needed for a new line without a product."""

    discount_amount: Decimal | None = None
    """The line's discount in money; not together with `discount_percent`. It takes the place of a
    kept line's discount in percent (money, at most 4 decimals).
    """

    discount_percent: Decimal | None = None
    """The line's discount in percent, 0 to 100; not together with `discount_amount`. It takes the
    place of a kept line's discount in money (percent, at most 6 decimals).
    """

    line: int | None = None
    """The id of the order's line that is kept: it stays the same line, ordered from the same quote
    line, with everything that is not given here. A new line when not given (order line id).
    """

    product: int | None = None
    """The product of a new line; it lends the line its name, unit, price and tax rate where they
    are not given. A kept line keeps its own (product id).
    """

    tax_percent: Decimal | None = None
    """The tax rate in percent, 0 to 100; a new line's is the product's, else 0, when not given
    (percent, at most 6 decimals).
    """

    unit: str | None = None
    """The unit of the quantity, such as `台` (at most 100 characters)."""

    unit_price: Decimal | None = None
    """The price of one unit, not negative, at most six decimals; needed for a new line without a
    product (price, at most 6 decimals).
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class EventList:
    """What happened to an order."""

    events: tuple[OrderEvent, ...]
    """Its events, oldest first."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order with its lines. All amounts are in `currency`."""

    id: int
    """Its id (order id)."""

    version: int
    """Raised by every change."""

    number: str
    """Its number, unique; drawn from the series unless the host gave one."""

    status: Status
    """Where it stands."""

    order_type: str | None = None
    """A code of the list `order_type`."""

    customer: int
    """Who buys (customer id)."""

    contact: int | None = None
    """Whom to talk to (contact id)."""

    owner: int | None = None
    """The salesperson (user id)."""

    department: int | None = None
    """The department it belongs to (department id)."""

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
    """The total with tax: what the customer pays."""

    payment_method: str | None = None
    """A code of the list `payment_method`."""

    delivery_method: str | None = None
    """A code of the list `delivery_method`."""

    signed_on: dt.date | None = None
    """The day it was signed."""

    terms: int | None = None
    """The term template its collection plans are made from (terms id)."""

    terms_edition: int | None = None
    """The edition of its terms that it was approved with."""

    clauses: str | None = None
    """Terms and clauses in words."""

    source: str | None = None
    """A code of the list `source`."""

    opportunity: int | None = None
    """The opportunity it came from (opportunity id)."""

    project: str | None = None
    """The host's own project."""

    quote: int | None = None
    """The quote it was converted from (quote id)."""

    contract: int | None = None
    """The contract it belongs to (contract id)."""

    revision: int
    """How often it was approved; its live plans carry this number."""

    amendments: int
    """How often it was amended."""

    submitted_by: int | None = None
    """Who submitted it (user id)."""

    approved_by: int | None = None
    """Who approved it (user id)."""

    approved_on: dt.date | None = None
    """The day it was approved: the base date of its terms."""

    reason: str | None = None
    """What was said at the last decision: why it was rejected, taken back or cancelled, or the
    approver's note.
    """

    credit_override: CreditOverride | None = None
    """That somebody let it go beyond its customer's credit limit; nothing when nobody had to."""

    external_ref: str | None = None
    """The host's own key, unique among orders."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""

    lines: tuple[OrderLine, ...]
    """Its lines, 1 to 1,000. `order.list` does not read them: there the list is empty."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OrderEvent:
    """Something that happened to an order. Never deleted: taking it back is kept with it."""

    id: int
    """Its id (order event id)."""

    version: int
    """Raised when it is taken back."""

    order: int
    """The order (order id)."""

    event: EventKind
    """What happened."""

    milestone: str | None = None
    """Which milestone was reached."""

    happened_on: dt.date
    """The day it happened."""

    note: str | None = None
    """Anything worth saying."""

    recorded_by: int | None = None
    """Who said so (user id)."""

    revoked_on: dt.date | None = None
    """The day it was taken back."""

    reason: str | None = None
    """Why it was taken back."""

    created_at: dt.datetime
    """When it was recorded."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One line of an order."""

    id: int
    """Its id (order line id)."""

    order: int
    """The order (order id)."""

    sequence: int
    """Its place, from 1."""

    product: int | None = None
    """The product, when it is one (product id)."""

    description: str
    """What is sold."""

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

    quote_line: int | None = None
    """The quote line it was ordered from (quote line id)."""

    net: Decimal
    """After all discounts, without tax."""

    tax: Decimal
    """The tax."""

    gross: Decimal
    """After all discounts, with tax."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OrderSheet:
    """An order and what is to come in for it."""

    order: Order
    """The order with its lines."""

    plans: tuple[CollectionPlan, ...]
    """The plans of its last approval, in order; none before the first. Once that approval is
    revoked or the order cancelled they are `cancelled`, until another approval makes new ones.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RecordedEvent:
    """An event and the plans it changed."""

    event: OrderEvent
    """The event."""

    plans: tuple[CollectionPlan, ...]
    """The plans that started, or wait again, as they stand today."""


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
    """The operations `order.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        number: str | None = None,
        order_type: str | None = None,
        customer: int,
        contact: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        currency: str | None = None,
        prices_include_tax: bool | None = None,
        tax_rounding: TaxRounding | None = None,
        tie: Tie | None = None,
        discount_percent: Decimal | None = None,
        discount_amount: Decimal | None = None,
        payment_method: str | None = None,
        delivery_method: str | None = None,
        signed_on: dt.date | None = None,
        terms: int | None = None,
        clauses: str | None = None,
        source: str | None = None,
        opportunity: int | None = None,
        project: str | None = None,
        contract: int | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        lines: Sequence[LineArgs],
        request: str | None = None,
    ) -> Order:
        """Creates a draft order with its lines, priced.

        Args:
            number: Its number, unique; drawn from the series when not given (at most 100
                characters).
            order_type: A code of the list `order_type` (at most 100 characters).
            customer: Who buys (customer id).
            contact: Whom to talk to (contact id).
            owner: The salesperson; the acting user when not given (user id).
            department: The department it belongs to; the salesperson's when not given (department
                id).
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
            payment_method: A code of the list `payment_method` (at most 100 characters).
            delivery_method: A code of the list `delivery_method` (at most 100 characters).
            signed_on: The day it was signed, not in the future.
            terms: The term template its collection plans are made from; the customer's when not
                given (terms id).
            clauses: Terms and clauses in words, at most 16,000 characters.
            source: A code of the list `source` (at most 100 characters).
            opportunity: The opportunity it comes from (opportunity id).
            project: The host's own project (at most 1,000 characters).
            contract: The contract it belongs to (contract id).
            external_ref: The host's own key, unique among orders (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            lines: The lines, 1 to 1,000.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order with its lines. All amounts are in `currency`.

        Raises:
            Refused: `customer.archived`: customer ‹customer› is archived.
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `terms.archived`: the terms "‹name›" are archived.
            Refused: `contact.archived`: the contact ‹contact› is archived.
            Refused: `contact.not_linked`: contact ‹contact› is not linked to customer ‹customer›.
            Refused: `order.other_customer`: the ‹record› belongs to another customer.
            Refused: `product.archived`: product ‹code› is archived.
            Refused: `price.none`: no list has a price for ‹quantity› of product ‹code› in
                ‹currency› on ‹date›.
            Refused: `price.tax_basis`: the price of product ‹code› on list ‹price_list› stands on
                the other side of tax than the document's prices.
            Refused: `pricing.discount_too_large`: the discount ‹discount› is more than the value
                ‹value›.

        Example:
            s.order.create(
                customer=1,
                lines=[
                    crm.order.LineArgs(
                        quantity=Decimal("3"),
                        description="伺服电机",
                        tax_percent=Decimal("13"),
                        unit_price=Decimal("19.99"),
                    ),
                ],
            )
        """
        return self._caller._run("order.create", Operations.create, locals())

    def update(
        self,
        *,
        order: int,
        version: int | None = None,
        clauses: str | None | Unset = UNSET,
        contact: int | None | Unset = UNSET,
        contract: int | None | Unset = UNSET,
        delivery_method: str | None | Unset = UNSET,
        department: int | None | Unset = UNSET,
        discount_amount: Decimal | None | Unset = UNSET,
        discount_percent: Decimal | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        lines: Sequence[ChangedLine] | None = None,
        opportunity: int | None | Unset = UNSET,
        order_type: str | None | Unset = UNSET,
        owner: int | None | Unset = UNSET,
        payment_method: str | None | Unset = UNSET,
        project: str | None | Unset = UNSET,
        signed_on: dt.date | None | Unset = UNSET,
        source: str | None | Unset = UNSET,
        terms: int | None | Unset = UNSET,
        request: str | None = None,
    ) -> Order:
        """Changes a draft or a rejected order. An absent field is kept, `null` clears it. Lines are
        given as a whole: those that name a line of the order keep it, the others are new, and what
        is not given is gone; what a gone line had ordered from a quote can be ordered from it
        again.

        Args:
            order: The order (order id).
            version: The version it was seen at.
            clauses: Terms and clauses in words, at most 16,000 characters. `None` clears it.
            contact: Whom to talk to (contact id). `None` clears it.
            contract: The contract it belongs to (contract id). `None` clears it.
            delivery_method: A code of the list `delivery_method` (at most 100 characters). `None`
                clears it.
            department: The department it belongs to; a new owner's when only that is given
                (department id). `None` clears it.
            discount_amount: The document's discount in money; not together with `discount_percent`
                (money, at most 4 decimals). `None` clears it.
            discount_percent: The document's discount in percent, 0 to 100; not together with
                `discount_amount` (percent, at most 6 decimals). `None` clears it.
            extra: The host's own data, at most 16 KiB. `None` clears it.
            lines: All lines, 1 to 1,000; the order's stay as they are when not given.
            opportunity: The opportunity it comes from (opportunity id). `None` clears it.
            order_type: A code of the list `order_type` (at most 100 characters). `None` clears it.
            owner: The salesperson (user id). `None` clears it.
            payment_method: A code of the list `payment_method` (at most 100 characters). `None`
                clears it.
            project: The host's own project (at most 1,000 characters). `None` clears it.
            signed_on: The day it was signed, not in the future. `None` clears it.
            source: A code of the list `source` (at most 100 characters). `None` clears it.
            terms: The term template its collection plans are made from (terms id). `None` clears
                it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order with its lines. All amounts are in `currency`.

        Raises:
            Refused: `order.not_editable`: an order that is ‹status› cannot be changed.
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `terms.archived`: the terms "‹name›" are archived.
            Refused: `contact.archived`: the contact ‹contact› is archived.
            Refused: `contact.not_linked`: contact ‹contact› is not linked to customer ‹customer›.
            Refused: `order.other_customer`: the ‹record› belongs to another customer.
            Refused: `order.line_unknown`: the order has no line ‹line›.
            Refused: `order.line_twice`: line ‹line› is given twice.
            Refused: `product.archived`: product ‹code› is archived.
            Refused: `price.none`: no list has a price for ‹quantity› of product ‹code› in
                ‹currency› on ‹date›.
            Refused: `price.tax_basis`: the price of product ‹code› on list ‹price_list› stands on
                the other side of tax than the document's prices.
            Refused: `pricing.discount_too_large`: the discount ‹discount› is more than the value
                ‹value›.
            Refused: `quote.beyond_quantity`: ‹quantity› is more than the ‹left› left of line
                ‹sequence›.

        Example:
            s.order.update(order=51, owner=12)
        """
        return self._caller._run("order.update", Operations.update, locals())

    def submit(
        self,
        *,
        order: int,
        version: int | None = None,
        override_credit: bool = False,
        override_reason: str | None = None,
        request: str | None = None,
    ) -> Order:
        """Submits a draft, or a rejected order, for approval. With the settings `credit_check`
        `block` and `credit_check_at` `submit` it is refused when it takes its customer beyond the
        credit limit, together with the customer's other submitted orders (M40). It never warns: the
        approval does.

        Args:
            order: The order (order id).
            version: The version it was seen at.
            override_credit: Whether it may go beyond its customer's credit limit, by who may
                approve it and reaches that far. `false` when not given; takes `override_reason`.
            override_reason: Why it may go beyond the limit, at most 1,000 characters; with
                `override_credit` only.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order with its lines. All amounts are in `currency`.

        Raises:
            Refused: `order.not_submittable`: an order that is ‹status› cannot be submitted.
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.
            Refused: `credit.limit_exceeded`: ‹amount› ‹currency› more on ‹exposure› ‹currency› is
                beyond the credit limit of ‹limit› ‹currency›.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.

        Example:
            s.order.submit(order=31)
        """
        return self._caller._run("order.submit", Operations.submit, locals())

    def approve(
        self,
        *,
        order: int,
        version: int | None = None,
        note: str | None = None,
        override_credit: bool = False,
        override_reason: str | None = None,
        request: str | None = None,
    ) -> ApprovedOrder:
        """Approves a submitted order; its collection plans are made in the same transaction,
        exactly once (M1). An order without terms is due in whole on the day of approval. By the
        settings `credit_check` and `credit_check_at` it is refused, or warned of, when it takes its
        customer beyond the credit limit (M40).

        Args:
            order: The order (order id).
            version: The version it was seen at.
            note: What the approver has to say, at most 1,000 characters; kept as the order's
                `reason`.
            override_credit: Whether it may go beyond its customer's credit limit, by who reaches
                that far. `false` when not given; takes `override_reason`.
            override_reason: Why it may go beyond the limit, at most 1,000 characters; with
                `override_credit` only.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order and its collection plans.

        Raises:
            Refused: `order.not_submitted`: the order is ‹status›, not submitted.
            Refused: `order.own_approval`: nobody approves an order they submitted or are the
                salesperson of.
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.
            Refused: `credit.limit_exceeded`: ‹amount› ‹currency› more on ‹exposure› ‹currency› is
                beyond the credit limit of ‹limit› ‹currency›.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.order.approve(order=31)
        """
        return self._caller._run("order.approve", Operations.approve, locals())

    def reject(
        self,
        *,
        order: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> Order:
        """Sends a submitted order back to the salesperson.

        Args:
            order: The order (order id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order with its lines. All amounts are in `currency`.

        Raises:
            Refused: `order.not_submitted`: the order is ‹status›, not submitted.

        Example:
            s.order.reject(order=11, reason="数量有误")
        """
        return self._caller._run("order.reject", Operations.reject, locals())

    def revoke(
        self,
        *,
        order: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> Order:
        """Takes an approval back: the order is a draft again and its plans are cancelled. Refused
        once money has come in for it or something was delivered, and while tax invoices of it are
        applied for or issued or credit notes about it stand.

        Args:
            order: The order (order id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order with its lines. All amounts are in `currency`.

        Raises:
            Refused: `order.not_approved`: the order is ‹status›, not approved.
            Refused: `order.collected`: ‹collected› has come in for the order.
            Refused: `order.delivered`: something of the order was delivered; take the deliveries
                back first.
            Refused: `order.invoiced`: ‹invoiced› of the order is invoiced or applied for.
            Refused: `order.credited`: credit notes of ‹credited› about the order stand; reverse
                them first.

        Example:
            s.order.revoke(order=3, reason="客户改单")
        """
        return self._caller._run("order.revoke", Operations.revoke, locals())

    def complete(
        self,
        *,
        order: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Order:
        """Says that an approved order is fulfilled. What is open is still collected.

        Args:
            order: The order (order id).
            version: The version it was seen at.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order with its lines. All amounts are in `currency`.

        Raises:
            Refused: `order.not_approved`: the order is ‹status›, not approved.

        Example:
            s.order.complete(order=3)
        """
        return self._caller._run("order.complete", Operations.complete, locals())

    def cancel(
        self,
        *,
        order: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> Order:
        """Gives an order up: the plans of an approved one are cancelled, what was collected for it
        is the customer's credit (M25), and what was ordered from a quote can be ordered from it
        again. Refused once something was delivered, and while tax invoices of it are applied for or
        issued or credit notes about it stand. An approved order is given up by somebody who may
        approve: it needs `order.approve` as well.

        Args:
            order: The order (order id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order with its lines. All amounts are in `currency`.

        Raises:
            Refused: `order.not_cancellable`: an order that is ‹status› cannot be cancelled.
            Refused: `order.delivered`: something of the order was delivered; take the deliveries
                back first.
            Refused: `order.invoiced`: ‹invoiced› of the order is invoiced or applied for.
            Refused: `order.credited`: credit notes of ‹credited› about the order stand; reverse
                them first.

        Example:
            s.order.cancel(order=11, reason="客户改期")
        """
        return self._caller._run("order.cancel", Operations.cancel, locals())

    def assign(
        self,
        *,
        order: int,
        version: int | None = None,
        owner: int,
        department: int | None | Unset = UNSET,
        request: str | None = None,
    ) -> Order:
        """Hands an order with its collection plans and tax invoices over to another salesperson,
        whatever its status but submitted: whose order it is must not change while its approval is
        being decided. Needs the permission where the order is and where it goes.

        Args:
            order: The order (order id).
            version: The version it was seen at.
            owner: Its new salesperson (user id).
            department: The department it belongs to; the new salesperson's when not given
                (department id). `None` clears it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An order with its lines. All amounts are in `currency`.

        Raises:
            Refused: `order.not_assignable`: an order that is ‹status› cannot be handed over.
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.

        Example:
            s.order.assign(order=31, owner=12)
        """
        return self._caller._run("order.assign", Operations.assign, locals())

    def get(self, *, order: int) -> OrderSheet:
        """Reads an order with its lines and its collection plans.

        Args:
            order: The order (order id).

        Returns:
            An order and what is to come in for it.

        Example:
            s.order.get(order=3)
        """
        return self._caller._run("order.get", Operations.get, locals())

    def list(
        self,
        *,
        number: str | None = None,
        external_ref: str | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        status: Status | None = None,
        order_type: str | None = None,
        opportunity: int | None = None,
        quote: int | None = None,
        contract: int | None = None,
        signed_from: dt.date | None = None,
        signed_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Order, Page[Order]]:
        """Lists orders without their lines, newest first; by the day they were signed, latest
        first, when a window of such days is given.

        Args:
            number: Only the one with this number (at most 100 characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            status: In one state.
            order_type: Of one type: a code of the list `order_type` (at most 100 characters).
            opportunity: From one opportunity (opportunity id).
            quote: From one version of a quote (quote id).
            contract: Under one contract (contract id).
            signed_from: Signed on this day or later.
            signed_to: Signed on this day or earlier.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.order.list(contract=14)
        """
        return self._caller._list("order.list", Operations.list, locals())

    def transitions(self) -> TransitionList:
        """Lists which actions are possible in which state of an order.

        Returns:
            The moves a kind of record permits, in the order they are declared.

        Example:
            s.order.transitions()
        """
        return self._caller._run("order.transitions", Operations.transitions, locals())

    def record_event(
        self,
        *,
        order: int,
        version: int | None = None,
        event: EventKind,
        milestone: str | None = None,
        happened_on: dt.date | None = None,
        note: str | None = None,
        request: str | None = None,
    ) -> RecordedEvent:
        """Says that something happened to an approved order, once: it was signed or accepted, a
        milestone was reached, its contract ended. The collection plans that waited for it start on
        that day (M9).

        Args:
            order: The order (order id).
            version: The version it was seen at.
            event: What happened.
            milestone: With `milestone` only, and needed there: the name its term lines give it (at
                most 200 characters).
            happened_on: The day it happened, from the approval to today, a signing also earlier;
                today when not given.
            note: Anything worth saying, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An event and the plans it changed.

        Raises:
            Refused: `order.not_approved`: the order is ‹status›, not approved.
            Refused: `order.day_before_approval`: ‹day› lies before ‹approved_on›, the day the order
                was approved.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `order.event_happened`: ‹event› is recorded already, for ‹happened_on›.
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.order.record_event(
                order=5,
                event=crm.order.EventKind.ACCEPTANCE,
                happened_on=dt.date.fromisoformat("2026-03-20"),
                note="签收单 88",
            )
        """
        return self._caller._run("order.record_event", Operations.record_event, locals())

    def revoke_event(
        self,
        *,
        event: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> RecordedEvent:
        """Takes an event back that had not happened: the plans that started with it wait again.
        Refused once something has settled them.

        Args:
            event: The event (order event id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An event and the plans it changed.

        Raises:
            Refused: `order.event_revoked`: the event was taken back on ‹revoked_on›.
            Refused: `collection.settled`: plans that started with it have ‹settled› settled
                already; take that back first.

        Example:
            s.order.revoke_event(event=22, reason="误记")
        """
        return self._caller._run("order.revoke_event", Operations.revoke_event, locals())

    def events(self, *, order: int) -> EventList:
        """Lists what happened to an order, oldest first, with what was taken back.

        Args:
            order: The order (order id).

        Returns:
            What happened to an order.

        Example:
            s.order.events(order=7)
        """
        return self._caller._run("order.events", Operations.events, locals())


# At the end, because those modules may need this one's types.
from .collection import ClaimOf  # noqa: E402
from .collection import CollectionPlan  # noqa: E402
from .collection import PlanKind  # noqa: E402
from .collection import PlanStatus  # noqa: E402
from .credit import CreditOverride  # noqa: E402
from .pricing import LineArgs  # noqa: E402
from .pricing import TaxRounding  # noqa: E402
from .terms import Early  # noqa: E402
from .terms import EarlyOffer  # noqa: E402
from .terms import Gate  # noqa: E402
from .terms import PartPayment  # noqa: E402
from .terms import Start  # noqa: E402
from .terms import TaxBase  # noqa: E402

__all__ = [
    "Action",
    "ApprovedOrder",
    "ChangedLine",
    "ClaimOf",
    "CollectionPlan",
    "CreditOverride",
    "Early",
    "EarlyOffer",
    "EventKind",
    "EventList",
    "Gate",
    "LineArgs",
    "Operations",
    "Order",
    "OrderEvent",
    "OrderLine",
    "OrderSheet",
    "PartPayment",
    "PlanKind",
    "PlanStatus",
    "RecordedEvent",
    "Start",
    "Status",
    "TaxBase",
    "TaxRounding",
    "Tie",
    "Transition",
    "TransitionList",
    "Warning",
]
