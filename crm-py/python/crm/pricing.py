# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `pricing`."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Word
from .base import Tie


class StepKind(Word):
    """Which figure a step explains."""

    LIST = "list"
    """Quantity × unit price before the line's discount; only on lines that have one."""

    AMOUNT = "amount"
    """The amount after the line's discount; of a document, the sum of its lines' amounts."""

    DISCOUNT = "discount"
    """The line's discount in money; of a document, its discount."""

    DOCUMENT_DISCOUNT = "document_discount"
    """The line's share of the document's discount."""

    RATE_GROSS = "rate_gross"
    """The gross amount of all lines of one tax rate, when tax is inside and rounded per document.
    """

    RATE_NET = "rate_net"
    """The net amount of all lines of one tax rate, when tax is rounded per document."""

    RATE_TAX = "rate_tax"
    """The tax of all lines of one tax rate, when tax is rounded per document."""

    NET = "net"
    """The amount without tax."""

    TAX = "tax"
    """The tax."""

    GROSS = "gross"
    """The amount with tax."""


class TaxRounding(Word):
    """Where tax is rounded to the minor unit."""

    LINE = "line"
    """On each line; the document's tax is their sum."""

    DOCUMENT = "document"
    """Once per tax rate on the sum of its lines, then returned to these lines by M5."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LineArgs:
    """One line to be sold: a product, or free text."""

    quantity: Decimal
    """How many units; above zero, at most six decimals (quantity, at most 6 decimals)."""

    description: str | None = None
    """What is sold, at most 200 characters; needed without a product."""

    discount_amount: Decimal | None = None
    """The line's discount in money; not together with `discount_percent` (money, at most 4
    decimals).
    """

    discount_percent: Decimal | None = None
    """The line's discount in percent, 0 to 100; not together with `discount_amount` (percent, at
    most 6 decimals).
    """

    product: int | None = None
    """The product; it lends the line its name, unit, price and tax rate where they are not given
    (product id).
    """

    tax_percent: Decimal | None = None
    """The tax rate in percent, 0 to 100; the product's, else 0, when not given (percent, at most 6
    decimals).
    """

    unit: str | None = None
    """The unit of the quantity, such as `台` (at most 100 characters)."""

    unit_price: Decimal | None = None
    """The price of one unit, not negative, at most six decimals; needed without a product (price,
    at most 6 decimals).
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LineInput:
    """One line to be priced, the same for quotes, orders and previews."""

    quantity: Decimal
    """How many units; above zero, at most six decimals (quantity, at most 6 decimals)."""

    unit_price: Decimal
    """The price of one unit, not negative, at most six decimals; with tax when `prices_include_tax`
    says so (price, at most 6 decimals).
    """

    tax_percent: Decimal = Decimal("0")
    """The tax rate in percent, 0 to 100; 0 when not given (percent, at most 6 decimals)."""

    discount_amount: Decimal | None = None
    """The line's discount in money, 0 to quantity × unit price rounded; not together with
    `discount_percent` (money, at most 4 decimals).
    """

    discount_percent: Decimal | None = None
    """The line's discount in percent, 0 to 100; not together with `discount_amount` (percent, at
    most 6 decimals).
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Priced:
    """What a document comes to, each figure explained. None of the amounts is negative; `net + tax
    = gross`.
    """

    currency: str
    """The currency of all amounts."""

    lines: tuple[PricedLine, ...]
    """Each line, in the order given."""

    amount: Decimal
    """The sum of the lines' `amount`, before the document's discount."""

    discount: Decimal
    """The document's discount, the sum of the lines' `document_discount`."""

    taxes: tuple[RateTotals, ...]
    """Each tax rate that occurs, zero too, the highest first."""

    net: Decimal
    """The sum of the lines' `net`."""

    tax: Decimal
    """The sum of the lines' `tax`."""

    gross: Decimal
    """The sum of the lines' `gross`."""

    steps: tuple[Step, ...]
    """How the document's figures came about."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PricedLine:
    """What one line comes to, each figure explained. None of them is negative; `net + tax = gross`.
    """

    discount: Decimal
    """The line's own discount in money: quantity × unit price rounded, less `amount`."""

    amount: Decimal
    """After the line's discount, before the document's; with tax when prices include it."""

    document_discount: Decimal
    """The line's share of the document's discount."""

    net: Decimal
    """After all discounts, without tax."""

    tax: Decimal
    """The tax."""

    gross: Decimal
    """After all discounts, with tax."""

    steps: tuple[Step, ...]
    """How these figures came about."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RateTotals:
    """What the lines of one tax rate come to."""

    tax_percent: Decimal
    """The tax rate in percent."""

    net: Decimal
    """The sum of its lines' `net`."""

    tax: Decimal
    """The sum of its lines' `tax`."""

    gross: Decimal
    """The sum of its lines' `gross`."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of an explanation. A line's step uses what was given, the steps before it and, where
    a total is shared out, the document's; a document's step uses its lines' figures.
    """

    step: StepKind
    """Which figure it is about."""

    value: Decimal
    """The figure."""

    note: str
    """The calculation in signs, the same in every language, ending with the figure: `3 × 19.99 =
    59.97`. `≈` stands before a rounded figure, and where an exact half was rounded the rule
    follows: `3 × 0.335 = 1.005 ≈ 1.01 (half_up)`. `R(…)` is rounding to the minor unit, `Σ net` a
    sum over all lines, `Σ net(13%)` over those of one tax rate.
    """


class Operations:
    """The operations `pricing.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def preview(
        self,
        *,
        currency: str,
        lines: Sequence[LineInput],
        discount_amount: Decimal | None = None,
        discount_percent: Decimal | None = None,
        prices_include_tax: bool | None = None,
        tax_rounding: TaxRounding | None = None,
        tie: Tie | None = None,
    ) -> Priced:
        """Prices a document of which nothing is kept, and explains each figure step by step. A
        quote or an order with the same lines comes to the same figures.

        Args:
            currency: The currency of all prices and amounts (ISO 4217 code).
            lines: The lines, 1 to 1,000.
            discount_amount: The document's discount in money, 0 to the sum of its line amounts; not
                together with `discount_percent` (money, at most 4 decimals).
            discount_percent: The document's discount in percent of the sum of its line amounts, 0
                to 100; not together with `discount_amount` (percent, at most 6 decimals).
            prices_include_tax: Whether the unit prices, and so all discounts, contain the tax; by
                setting when not given.
            tax_rounding: Where tax is rounded; by setting when not given.
            tie: How an exact half of a minor unit is rounded; by setting when not given.

        Returns:
            What a document comes to, each figure explained. None of the amounts is negative; `net +
            tax = gross`.

        Raises:
            Refused: `pricing.discount_too_large`: the discount ‹discount› is more than the value
                ‹value›.

        Example:
            s.pricing.preview(
                currency="CNY",
                lines=[
                    crm.pricing.LineInput(
                        quantity=Decimal("3"),
                        unit_price=Decimal("19.99"),
                        tax_percent=Decimal("13"),
                    ),
                ],
            )
        """
        return self._caller._run("pricing.preview", Operations.preview, locals())

__all__ = [
    "LineArgs",
    "LineInput",
    "Operations",
    "Priced",
    "PricedLine",
    "RateTotals",
    "Step",
    "StepKind",
    "TaxRounding",
    "Tie",
]
