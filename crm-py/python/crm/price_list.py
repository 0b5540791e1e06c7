# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `price_list`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset
from .base import Lifecycle


class Operations:
    """The operations `price_list.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        currency: str | None = None,
        prices_include_tax: bool | None = None,
        general: bool | None = None,
        valid_from: dt.date | None = None,
        valid_to: dt.date | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> PriceList:
        """Creates a price list; its prices are set one by one with `price.set`. Needs
        `catalog.write` with scope `all`.

        Args:
            name: Its name, at most 200 characters.
            currency: The currency of its prices; the setting's when not given (ISO 4217 code).
            prices_include_tax: Whether its prices contain the tax; by setting when not given.
            general: Whether it serves every sale; `false` keeps it to sales to customers whose
                `price_list` it is. `true` when not given.
            valid_from: Its first day; no beginning when not given.
            valid_to: Its last day; no end when not given.
            external_ref: The host's own key, unique among price lists (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A list of prices in one currency.

        Example:
            s.price_list.create(
                name="2026 年标准价",
                valid_from=dt.date.fromisoformat("2026-01-01"),
                valid_to=dt.date.fromisoformat("2026-12-31"),
                external_ref="PL-26",
            )
        """
        return self._caller._run("price_list.create", Operations.create, locals())

    def update(
        self,
        *,
        price_list: int,
        external_ref: str | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        general: bool | None = None,
        name: str | None = None,
        valid_from: dt.date | None | Unset = UNSET,
        valid_to: dt.date | None | Unset = UNSET,
        version: int | None = None,
        request: str | None = None,
    ) -> PriceList:
        """Changes a price list: absent fields stay. Its currency, and whether its prices contain
        the tax, stay for good, for its prices were written so. Needs `catalog.write` with scope
        `all`.

        Args:
            price_list: The price list (price list id).
            external_ref: The host's own key, unique among price lists (at most 100 characters).
                `None` clears it.
            extra: The host's own data, at most 16 KiB; it takes the place of the former. `None`
                clears it.
            general: Whether it serves every sale; `false` keeps it to sales to customers whose
                `price_list` it is.
            name: Its name, at most 200 characters.
            valid_from: Its first day; `null` for no beginning. `None` clears it.
            valid_to: Its last day; `null` for no end. `None` clears it.
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A list of prices in one currency.

        Example:
            s.price_list.update(
                price_list=3,
                name="2026 至 2027 年标准价",
                valid_to=dt.date.fromisoformat("2027-06-30"),
                version=1,
            )
        """
        return self._caller._run("price_list.update", Operations.update, locals())

    def get(self, *, price_list: int) -> PriceList:
        """Reads a price list; its prices are listed by `price.list`.

        Args:
            price_list: The price list (price list id).

        Returns:
            A list of prices in one currency.

        Example:
            s.price_list.get(price_list=14)
        """
        return self._caller._run("price_list.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        currency: str | None = None,
        status: Lifecycle | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[PriceList, Page[PriceList]]:
        """Lists price lists, the newest first.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            currency: Only those of one currency (ISO 4217 code).
            status: Only active or only archived ones; both when not given.
            limit: Price lists wanted, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.price_list.list(currency="CNY")
        """
        return self._caller._list("price_list.list", Operations.list, locals())

    def archive(
        self,
        *,
        price_list: int,
        version: int | None = None,
        request: str | None = None,
    ) -> PriceList:
        """Archives a price list: it lends no price any more. Needs `catalog.write` with scope
        `all`.

        Args:
            price_list: The price list (price list id).
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A list of prices in one currency.

        Example:
            s.price_list.archive(price_list=12)
        """
        return self._caller._run("price_list.archive", Operations.archive, locals())

    def restore(
        self,
        *,
        price_list: int,
        version: int | None = None,
        request: str | None = None,
    ) -> PriceList:
        """Takes an archived price list back into use. Needs `catalog.write` with scope `all`.

        Args:
            price_list: The price list (price list id).
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A list of prices in one currency.

        Example:
            s.price_list.restore(price_list=12)
        """
        return self._caller._run("price_list.restore", Operations.restore, locals())


# At the end, because those modules may need this one's types.
from .catalog import PriceList  # noqa: E402

__all__ = [
    "Lifecycle",
    "Operations",
    "PriceList",
]
