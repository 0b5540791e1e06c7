# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `catalog`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from .base import Lifecycle


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppliedPrice:
    """The price that applies, and where it stands."""

    product: int
    """The product (product id)."""

    unit_price: Decimal
    """The price of one unit."""

    currency: str
    """Its currency."""

    prices_include_tax: bool
    """Whether it contains the tax."""

    price_list: int
    """The list it stands on (price list id)."""

    min_quantity: Decimal
    """The quantity it holds from."""

    valid_from: dt.date | None = None
    """Its first day on that list; the list's when empty."""

    valid_to: dt.date | None = None
    """Its last day on that list; the list's when empty."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListPrice:
    """What a product costs on a list from a quantity on."""

    id: int
    """Its id (row id)."""

    version: int
    """Raised by every change."""

    price_list: int
    """The list (price list id)."""

    product: int
    """The product (product id)."""

    min_quantity: Decimal
    """The least quantity it holds for."""

    unit_price: Decimal
    """The price of one unit, in the list's currency."""

    valid_from: dt.date | None = None
    """Its first day; the list's when empty."""

    valid_to: dt.date | None = None
    """Its last day; the list's when empty."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PriceList:
    """A list of prices in one currency."""

    id: int
    """Its id (price list id)."""

    version: int
    """Raised by every change."""

    status: Lifecycle
    """Whether it is in use; an archived one lends no price."""

    name: str
    """Its name."""

    currency: str
    """The currency of its prices."""

    prices_include_tax: bool
    """Whether its prices contain the tax."""

    general: bool
    """Whether it serves every sale; otherwise only those to customers whose `price_list` it is."""

    valid_from: dt.date | None = None
    """Its first day; always valid before `valid_to` when empty."""

    valid_to: dt.date | None = None
    """Its last day; without end when empty."""

    external_ref: str | None = None
    """The host's own key, unique among price lists."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product or a service."""

    id: int
    """Its id (product id)."""

    version: int
    """Raised by every change."""

    status: Lifecycle
    """Whether it is in use; an archived one stands on no new quote or order."""

    code: str
    """Its code, unique among products."""

    name: str
    """Its name."""

    unit: str | None = None
    """The unit it is sold in, such as `台`."""

    category: str | None = None
    """A code of the list `product_category`."""

    tax_percent: Decimal
    """The tax rate in percent, 0 to 100."""

    cost: Decimal | None = None
    """What one unit costs us, in the workspace's currency; empty too for who may not see it."""

    description: str | None = None
    """What it is."""

    external_ref: str | None = None
    """The host's own key, unique among products."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""

__all__ = [
    "AppliedPrice",
    "Lifecycle",
    "ListPrice",
    "PriceList",
    "Product",
]
