# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `pricing`."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from ._values import Word


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

__all__ = [
    "LineArgs",
    "TaxRounding",
]
