# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `currency`."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from ._call import Caller


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyInfo:
    """A currency of ISO 4217."""

    currency: str
    """The code."""

    digits: int
    """Decimals of its minor unit, 0 to 4: CNY 2, JPY 0, KWD 3."""

    name: str
    """Its English name."""


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

__all__ = [
    "CurrencyInfo",
    "Operations",
]
