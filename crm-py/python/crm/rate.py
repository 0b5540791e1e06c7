# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `rate`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RatesSet:
    """The rates as they are kept."""

    rates: tuple[ExchangeRate, ...]
    """In the order they were given."""


class Operations:
    """The operations `rate.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def set(self, *, rates: Sequence[RateArgs], request: str | None = None) -> RatesSet:
        """Brings in exchange rates. Each takes the place of the one with the same currencies, day
        and source; bringing in the same once more changes nothing. Needs `rate.write` with scope
        `all`.

        Args:
            rates: The rates, 1 to 500, none twice.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            The rates as they are kept.

        Raises:
            InvalidInput: `rate.same_currency`: a rate is from one currency to another one, not from
                ‹currency› to itself.
            InvalidInput: `rate.twice`: the rate from ‹from› to ‹to› on ‹valid_on› of ‹source›
                stands twice.

        Example:
            s.rate.set(
                rates=[
                    crm.rate.RateArgs(
                        from_="USD",
                        to="CNY",
                        valid_on=dt.date.fromisoformat("2026-01-15"),
                        rate=Decimal("7.20"),
                        source="中国人民银行",
                    ),
                    crm.rate.RateArgs(
                        from_="JPY",
                        to="CNY",
                        valid_on=dt.date.fromisoformat("2026-01-14"),
                        rate=Decimal("4.6223"),
                        unit=100,
                        source="中国人民银行",
                    ),
                ],
            )
        """
        return self._caller._run("rate.set", Operations.set, locals())

    def get(self, *, from_: str, to: str, on: dt.date | None = None) -> AppliedRate:
        """Answers what a currency is worth in another one on a day: by the last rate between the
        two of that day or of the days before it, as many as the setting `rate_days` says; else by
        the last rate the other way round; else by one of each across the currency of the settings
        (M33). Of several rates of one day that counts whose source was brought in last.

        Args:
            from_: The currency to convert from (ISO 4217 code).
            to: The currency to convert to (ISO 4217 code).
            on: The day; today when not given.

        Returns:
            What a currency is worth in another one on a day.

        Raises:
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.

        Example:
            s.rate.get(from_="USD", to="CNY")
        """
        return self._caller._run("rate.get", Operations.get, locals())

    def convert(
        self,
        *,
        amount: Decimal,
        from_: str,
        to: str,
        on: dt.date | None = None,
    ) -> ConvertedAmount:
        """Converts an amount to another currency by the rate that `rate.get` answers: exactly, and
        rounded once to the minor unit, halves as the setting `tie` says.

        Args:
            amount: The amount, in `from`; negative ones too (money, at most 4 decimals).
            from_: The currency to convert from (ISO 4217 code).
            to: The currency to convert to (ISO 4217 code).
            on: The day; today when not given.

        Returns:
            An amount in another currency.

        Raises:
            Refused: `rate.missing`: no rate leads from ‹from› to ‹to› on ‹on›, nor on the ‹days›
                days before it: write one down with rate.set.

        Example:
            s.rate.convert(
                amount=Decimal("1000.00"),
                from_="USD",
                to="CNY",
                on=dt.date.fromisoformat("2026-01-15"),
            )
        """
        return self._caller._run("rate.convert", Operations.convert, locals())

    def list(
        self,
        *,
        from_: str | None = None,
        to: str | None = None,
        source: str | None = None,
        valid_from: dt.date | None = None,
        valid_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[ExchangeRate, Page[ExchangeRate]]:
        """Lists exchange rates, the latest day first.

        Args:
            from_: Only those from this currency (ISO 4217 code).
            to: Only those to this currency (ISO 4217 code).
            source: Only those of one source (at most 100 characters).
            valid_from: Valid on this day or later.
            valid_to: Valid on this day or earlier.
            limit: Rates wanted, 1 to 500; 50 when not given. Going through the list reads on to its
                end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.rate.list(from_="USD", to="CNY")
        """
        return self._caller._list("rate.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .currency import AppliedRate  # noqa: E402
from .currency import ConvertedAmount  # noqa: E402
from .currency import ExchangeRate  # noqa: E402
from .currency import RateArgs  # noqa: E402
from .currency import RateLeg  # noqa: E402
from .currency import RatePath  # noqa: E402

__all__ = [
    "AppliedRate",
    "ConvertedAmount",
    "ExchangeRate",
    "Operations",
    "RateArgs",
    "RateLeg",
    "RatePath",
    "RatesSet",
]
