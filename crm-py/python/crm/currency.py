# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `currency`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from ._call import Caller
from ._values import Word


class RatePath(Word):
    """How two currencies were found to be worth each other."""

    SAME = "same"
    """They are one currency."""

    DIRECT = "direct"
    """By a rate from the one to the other."""

    INVERSE = "inverse"
    """By a rate from the other to the one, which divides."""

    CROSS = "cross"
    """By two rates, across the currency of the settings."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AppliedRate:
    """What a currency is worth in another one on a day."""

    from_: str
    """The currency converted from."""

    to: str
    """The currency converted to."""

    on: dt.date
    """The day asked for."""

    path: RatePath
    """How it was found."""

    rate: Decimal | None = None
    """How much of `to` one of `from` is worth, where that ends within 12 decimals; null where it
    does not: nothing is rounded but the amount.
    """

    legs: tuple[RateLeg, ...]
    """The rates applied, one after the other; none between a currency and itself."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CapitalAmount:
    """An amount in Chinese capitals."""

    amount: Decimal
    """The amount."""

    currency: str
    """Its currency."""

    capitals: str
    """The amount in capitals behind the currency's name, such as `人民币壹万贰仟叁佰肆拾伍元陆角柒分`."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ConvertedAmount:
    """An amount in another currency."""

    amount: Decimal
    """The amount that was given, in `rate.from`."""

    converted: Decimal
    """What it is in `rate.to`, rounded once to its minor unit."""

    rate: AppliedRate
    """How it was converted."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyInfo:
    """A currency of ISO 4217."""

    currency: str
    """The code."""

    digits: int
    """Decimals of its minor unit, 0 to 4: CNY 2, JPY 0, KWD 3."""

    name: str
    """Its English name."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """An exchange rate of one day, as a source gives it."""

    id: int
    """Its id (rate id)."""

    version: int
    """Raised whenever it is replaced by another rate of the same currencies, day and source."""

    from_: str
    """The currency that is worth it."""

    to: str
    """The currency it is worth it in."""

    valid_on: dt.date
    """The day it is valid on."""

    rate: Decimal
    """How much of `to` the `unit` of `from` is worth."""

    unit: int
    """How many of `from` the rate is quoted for."""

    source: str
    """Who says so."""

    created_at: dt.datetime
    """When it was first brought in."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RateArgs:
    """A rate as it is brought in."""

    from_: str
    """The currency that is worth it (ISO 4217 code)."""

    to: str
    """The currency it is worth it in, another one (ISO 4217 code)."""

    valid_on: dt.date
    """The day it is valid on. It is carried forward until the next one, for as many days as the
    setting `rate_days` says.
    """

    rate: Decimal
    """How much of `to` the `unit` of `from` is worth: 7.2 from USD to CNY (rate, at most 12
    decimals).
    """

    unit: int | None = None
    """How many of `from` the rate is quoted for, 1 to 10000: 100 where yen are quoted by the
    hundred. 1 when not given.
    """

    source: str
    """Who says so, such as a bank (at most 100 characters)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RateLeg:
    """One rate of a conversion."""

    id: int
    """The rate's id (rate id)."""

    from_: str
    """The currency it converts from."""

    to: str
    """The currency it converts to."""

    inverse: bool
    """Whether it is a rate from `to` to `from`: then it divides instead of multiplying."""

    rate: Decimal
    """The rate as it was brought in."""

    unit: int
    """How many it is quoted for."""

    valid_on: dt.date
    """The day it is valid on."""

    source: str
    """Who says so."""


class Operations:
    """The operations `currency.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, *, currency: str) -> CurrencyInfo:
        """Answers how a currency of ISO 4217 is written.

        Args:
            currency: The code in capitals, such as `CNY` (ISO 4217 code).

        Returns:
            A currency of ISO 4217.

        Example:
            s.currency.get(currency="CNY")
        """
        return self._caller._run("currency.get", Operations.get, locals())

    def capitals(self, *, amount: Decimal, currency: str) -> CapitalAmount:
        """Writes an amount in Chinese capitals (大写金额), as bills and tax invoices carry it, by the
        《正确填写票据和结算凭证的基本规定》.

        Args:
            amount: The amount; a negative one is written with 负 (money, at most 4 decimals).
            currency: Its currency: one with a common Chinese name and two decimals or none (ISO
                4217 code).

        Returns:
            An amount in Chinese capitals.

        Raises:
            Refused: `currency.no_capitals`: amounts in ‹currency› are not written in Chinese
                capitals: its Chinese name is not known.

        Example:
            s.currency.capitals(amount=Decimal("1409.50"), currency="CNY")
        """
        return self._caller._run("currency.capitals", Operations.capitals, locals())

__all__ = [
    "AppliedRate",
    "CapitalAmount",
    "ConvertedAmount",
    "CurrencyInfo",
    "ExchangeRate",
    "Operations",
    "RateArgs",
    "RateLeg",
    "RatePath",
]
