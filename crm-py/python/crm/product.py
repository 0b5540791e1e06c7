# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `product`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset
from .base import Lifecycle


class Operations:
    """The operations `product.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        code: str,
        name: str,
        unit: str | None = None,
        category: str | None = None,
        tax_percent: Decimal = Decimal("0"),
        cost: Decimal | None = None,
        description: str | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Product:
        """Creates a product. Needs `catalog.write` with scope `all`; giving its cost needs the
        permission `catalog.cost` too.

        Args:
            code: Its code, at most 100 characters, unique among products.
            name: Its name, at most 200 characters.
            unit: The unit it is sold in, such as `台` (at most 100 characters).
            category: A code of the list `product_category` (at most 100 characters).
            tax_percent: The tax rate in percent, 0 to 100; 0 when not given (percent, at most 6
                decimals).
            cost: What one unit costs us, in the workspace's currency; not negative (price, at most
                6 decimals).
            description: What it is, at most 16,000 characters.
            external_ref: The host's own key, unique among products (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A product or a service.

        Raises:
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.

        Example:
            s.product.create(code="P-1", name="停产品", tax_percent=Decimal("13"))
        """
        return self._caller._run("product.create", Operations.create, locals())

    def update(
        self,
        *,
        product: int,
        category: str | None | Unset = UNSET,
        code: str | None = None,
        cost: Decimal | None | Unset = UNSET,
        description: str | None | Unset = UNSET,
        external_ref: str | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        name: str | None = None,
        tax_percent: Decimal | None = None,
        unit: str | None | Unset = UNSET,
        version: int | None = None,
        request: str | None = None,
    ) -> Product:
        """Changes a product; fields that are not given are kept, `null` empties a field. What
        quotes and orders say of it stays as it was. Needs `catalog.write` with scope `all`;
        changing its cost needs the permission `catalog.cost` too.

        Args:
            product: The product (product id).
            category: A code of the list `product_category` (at most 100 characters). `None` clears
                it.
            code: Its code, at most 100 characters, unique among products.
            cost: What one unit costs us, in the workspace's currency; not negative (price, at most
                6 decimals). `None` clears it.
            description: What it is, at most 16,000 characters. `None` clears it.
            external_ref: The host's own key, unique among products (at most 100 characters). `None`
                clears it.
            extra: The host's own data, at most 16 KiB; it takes the place of the former. `None`
                clears it.
            name: Its name, at most 200 characters.
            tax_percent: The tax rate in percent, 0 to 100 (percent, at most 6 decimals).
            unit: The unit it is sold in (at most 100 characters). `None` clears it.
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A product or a service.

        Raises:
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.

        Example:
            s.product.update(
                product=3,
                name="现场安装调试",
                tax_percent=Decimal("6"),
                unit="次",
                version=1,
            )
        """
        return self._caller._run("product.update", Operations.update, locals())

    def get(self, *, product: int) -> Product:
        """Reads a product. Its cost is empty for who may not see costs.

        Args:
            product: The product (product id).

        Returns:
            A product or a service.

        Example:
            s.product.get(product=3)
        """
        return self._caller._run("product.get", Operations.get, locals())

    def list(
        self,
        *,
        code: str | None = None,
        external_ref: str | None = None,
        text: str | None = None,
        category: str | None = None,
        status: Lifecycle | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Product, Page[Product]]:
        """Lists products, the newest first. Costs are empty for who may not see them.

        Args:
            code: Only the one with this code (at most 100 characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            text: Only those found by name or code: words of one or more characters, all of which
                must occur; width, capitals, spaces and punctuation do not count.
            category: Only those of one category (at most 100 characters).
            status: Only active or only archived ones; both when not given.
            limit: Products wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Raises:
            InvalidInput: `search.empty`: the text holds no letter and no digit to look for.

        Example:
            s.product.list(text="电机")
        """
        return self._caller._list("product.list", Operations.list, locals())

    def archive(
        self,
        *,
        product: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Product:
        """Archives a product: it stands on no new quote or order, and what it stands on stays.
        Needs `catalog.write` with scope `all`.

        Args:
            product: The product (product id).
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A product or a service.

        Example:
            s.product.archive(product=16)
        """
        return self._caller._run("product.archive", Operations.archive, locals())

    def restore(
        self,
        *,
        product: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Product:
        """Takes an archived product back into use. Needs `catalog.write` with scope `all`.

        Args:
            product: The product (product id).
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A product or a service.

        Example:
            s.product.restore(product=1)
        """
        return self._caller._run("product.restore", Operations.restore, locals())


# At the end, because those modules may need this one's types.
from .catalog import Product  # noqa: E402

__all__ = [
    "Lifecycle",
    "Operations",
    "Product",
]
