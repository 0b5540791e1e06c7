# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `price`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page


class Operations:
    """The operations `price.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def set(
        self,
        *,
        price_list: int,
        product: int,
        min_quantity: Decimal | None = None,
        unit_price: Decimal,
        valid_from: dt.date | None = None,
        valid_to: dt.date | None = None,
        version: int | None = None,
        request: str | None = None,
    ) -> ListPrice:
        """Sets what a product costs on a list from a quantity on. It takes the place of the price
        with the same product, list, `min_quantity` and `valid_from`. Needs `catalog.write` with
        scope `all`.

        Args:
            price_list: The list (price list id).
            product: The product (product id).
            min_quantity: The least quantity it holds for, above zero; 1 when not given (quantity,
                at most 6 decimals).
            unit_price: The price of one unit, in the list's currency; not negative, at most six
                decimals (price, at most 6 decimals).
            valid_from: Its first day; the list's when not given.
            valid_to: Its last day; the list's when not given.
            version: The version of the price it takes the place of, 0 when there is none;
                `conflict` when there is another. Not checked when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            What a product costs on a list from a quantity on.

        Raises:
            Refused: `price_list.archived`: price list ‹price_list› is archived.
            Refused: `product.archived`: product ‹code› is archived.

        Example:
            s.price.set(price_list=3, product=1, unit_price=Decimal("1999"))
        """
        return self._caller._run("price.set", Operations.set, locals())

    def list(
        self,
        *,
        price_list: int | None = None,
        product: int | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[ListPrice, Page[ListPrice]]:
        """Lists prices as they stand on lists, those entered last first.

        Args:
            price_list: Only those of one list (price list id).
            product: Only those of one product (product id).
            limit: Prices wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.price.list(price_list=10)
        """
        return self._caller._list("price.list", Operations.list, locals())

    def get(
        self,
        *,
        product: int,
        currency: str,
        quantity: Decimal,
        date: dt.date | None = None,
        price_list: int | None = None,
    ) -> AppliedPrice:
        """Answers the price that applies to a quantity of a product on a day. A given list comes
        before the general ones; on each the highest quantity break reached and the latest start
        decide.

        Args:
            product: The product (product id).
            currency: The currency wanted (ISO 4217 code).
            quantity: How many units, above zero (quantity, at most 6 decimals).
            date: The day; today when not given.
            price_list: The list that comes before the general ones, such as a customer's (price
                list id).

        Returns:
            The price that applies, and where it stands.

        Raises:
            Refused: `price.none`: no list has a price for ‹quantity› of product ‹code› in
                ‹currency› on ‹date›.

        Example:
            s.price.get(
                product=1,
                currency="CNY",
                quantity=Decimal("1"),
                date=dt.date.fromisoformat("2027-01-01"),
            )
        """
        return self._caller._run("price.get", Operations.get, locals())


# At the end, because those modules may need this one's types.
from .catalog import AppliedPrice  # noqa: E402
from .catalog import ListPrice  # noqa: E402

__all__ = [
    "AppliedPrice",
    "ListPrice",
    "Operations",
]
