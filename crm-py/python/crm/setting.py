# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `setting`."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from ._call import Caller
from ._values import Word
from .base import Tie


class Allocation(Word):
    """Which plans a confirmed receipt pays when nothing was said (M17). Plans that still wait for
    their event are paid only when they are named.
    """

    OLDEST_DUE = "oldest_due"
    """The open plan due first, then the next; the surplus stays as credit."""

    EXACT_MATCH = "exact_match"
    """The plan, or the smallest set of plans, that the money settles to the cent; of several the
    earliest due. Otherwise all of it stays as credit.
    """

    EXACT_OR_OLDEST = "exact_or_oldest"
    """As `exact_match`, and when nothing matches as `oldest_due`."""

    PRO_RATA = "pro_rata"
    """Every open plan, in proportion to what is open on it."""

    PENALTY_FIRST = "penalty_first"
    """Fees and interest of letters before everything else, each in the order of `oldest_due`."""

    MANUAL = "manual"
    """Nothing by itself."""


class CreditCheck(Word):
    """What happens when an order would take a customer beyond its credit limit (M40)."""

    NONE = "none"
    """Nothing: nobody asks."""

    WARN = "warn"
    """The approval says so among its warnings."""

    BLOCK = "block"
    """It is refused, unless somebody may override the limit."""


class CreditCheckAt(Word):
    """When a credit limit holds an order up."""

    SUBMIT = "submit"
    """When it is submitted; the customer's other orders that are submitted count too."""

    APPROVE = "approve"
    """When it is approved, and when an amendment raises its total."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting."""

    name: str
    """Its name."""

    value: object
    """What is in force: the workspace's own value or the default."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a workspace decides once. Each field has a default, so that a new workspace works.
    """

    currency: str = "CNY"
    """The currency of documents that name none, and whose customer has none. Default: `CNY`."""

    prices_include_tax: bool = False
    """Whether prices include tax when a document does not say. Default: `false`."""

    tax_rounding: TaxRounding = dataclasses.field(default_factory=lambda: TaxRounding.LINE)
    """Tax is rounded once per line, or once per rate over the document. Default: `line`."""

    tie: Tie = dataclasses.field(default_factory=lambda: Tie.HALF_UP)
    """How exact halves round. Default: `half_up`, away from zero."""

    late_acceptance: bool = False
    """Whether a quote may be accepted after its validity date. Default: `false`."""

    own_approval: bool = True
    """Whether somebody may approve an order they submitted or are the salesperson of. Default:
    `true`.
    """

    credit_check: CreditCheck = CreditCheck.NONE
    """What happens when an order would take its customer beyond the credit limit. Default: `none`.
    """

    credit_check_at: CreditCheckAt = CreditCheckAt.APPROVE
    """When the limit holds an order up, with `credit_check` `block`; a warning is always one of the
    approval. Default: `approve`.
    """

    quote_number: str = "QT-{yyyy}-{seq:6}"
    """The numbers of quotes. Default: `QT-{yyyy}-{seq:6}`."""

    contract_number: str = "CT-{yyyy}-{seq:6}"
    """The numbers of contracts. Default: `CT-{yyyy}-{seq:6}`."""

    order_number: str = "SO-{yyyy}-{seq:6}"
    """The numbers of orders. Default: `SO-{yyyy}-{seq:6}`."""

    delivery_number: str = "DN-{yyyy}-{seq:6}"
    """The numbers of deliveries. Default: `DN-{yyyy}-{seq:6}`."""

    receipt_number: str = "RC-{yyyy}-{seq:6}"
    """The numbers of receipts. Default: `RC-{yyyy}-{seq:6}`."""

    credit_note_number: str = "CN-{yyyy}-{seq:6}"
    """The numbers of credit notes. Default: `CN-{yyyy}-{seq:6}`."""

    refund_number: str = "RF-{yyyy}-{seq:6}"
    """The numbers of refunds. Default: `RF-{yyyy}-{seq:6}`."""

    letter_number: str = "DL-{yyyy}-{seq:6}"
    """The numbers of letters to customers who pay late. Default: `DL-{yyyy}-{seq:6}`."""

    invoice_number: str = "IV-{yyyy}-{seq:6}"
    """The numbers of applications for tax invoices. Default: `IV-{yyyy}-{seq:6}`."""

    number_block: int = 1
    """How many numbers are taken at once, 1 to 1000. 1 keeps each series without gaps; larger
    blocks spare writers the wait for each other. Default: `1`.
    """

    allocation: Allocation = Allocation.OLDEST_DUE
    """Which plans a confirmed receipt pays when nothing is said. Default: `oldest_due`."""

    confirm_by_other: bool = False
    """Whether receipts must be confirmed by somebody other than who recorded them. Default:
    `false`.
    """

    submit_receipts: bool = False
    """Whether receipts must be submitted before they are confirmed. Default: `false`."""

    tolerances: tuple[Tolerance, ...] = ()
    """Which differences are written off by themselves when a receipt settles a plan but for them,
    and leave gates open, at most one for each currency. Default: none.
    """

    remind_days: int = 3
    """Days before its due date that a plan's reminder starts, when its term line does not say, 0 to
    366. Default: `3`.
    """

    rate_days: int = 7
    """Days that an exchange rate is carried forward when there is none of a day, 0 to 366; 0 takes
    rates of the day alone. Default: `7`.
    """

    calendar: str | None = None
    """The business calendar of due dates. Default: none; then due dates are not moved."""

    adjustment: Adjustment = dataclasses.field(default_factory=lambda: Adjustment.FOLLOWING)
    """How a due date on a rest day moves. Default: `following`."""

    dunning_procedure: int | None = None
    """The procedure by which customers are dunned that have none of their own. Default: none; then
    those are not dunned (procedure id).
    """

    ageing_boundaries: tuple[int, ...] | None = None
    """The last day of each bucket of an ageing report, in days after the due date: 1 to 12 of them,
    ascending, each 1 to 36,500. Default: `[30, 60, 90, 120]`.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How small a difference is not asked for any more (M30)."""

    currency: str
    """The currency it is in."""

    amount: Decimal
    """The largest difference, not negative."""

    percent: Decimal | None = None
    """The largest difference in percent of the receipt, 0 to 100; the amount alone counts when not
    given.
    """


class Operations:
    """The operations `setting.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def get(self, *, name: str) -> Setting:
        """Reads one setting.

        Args:
            name: Its name: a field of the answer of `setting.list` (at most 100 characters).

        Returns:
            One setting.

        Raises:
            InvalidInput: `setting.unknown`: there is no setting "‹name›".

        Example:
            s.setting.get(name="tie")
        """
        return self._caller._run("setting.get", Operations.get, locals())

    def set(self, *, name: str, value: object, request: str | None = None) -> Setting:
        """Sets one setting, or takes it back to its default. Needs `setting.write` with scope
        `all`.

        Args:
            name: Its name: a field of the answer of `setting.list` (at most 100 characters).
            value: The value as it stands in the answer of `setting.list`; `null` for the default.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One setting.

        Raises:
            InvalidInput: `setting.unknown`: there is no setting "‹name›".
            Refused: `exchange.currency_in_use`: orders and receipts have values in ‹currency›; it
                stays the workspace's currency.
            Refused: `procedure.archived`: the procedure "‹name›" is archived.

        Example:
            s.setting.set(name="ageing_boundaries", value=[45])
        """
        return self._caller._run("setting.set", Operations.set, locals())

    def list(self) -> Settings:
        """Reads every setting in force.

        Returns:
            Everything a workspace decides once. Each field has a default, so that a new workspace
            works.

        Example:
            s.setting.list()
        """
        return self._caller._run("setting.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .calendar import Adjustment  # noqa: E402
from .pricing import TaxRounding  # noqa: E402

__all__ = [
    "Adjustment",
    "Allocation",
    "CreditCheck",
    "CreditCheckAt",
    "Operations",
    "Setting",
    "Settings",
    "TaxRounding",
    "Tie",
    "Tolerance",
]
