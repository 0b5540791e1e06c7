# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `invoice`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset, Word


class Action(Word):
    """What can be done with a tax invoice."""

    UPDATE = "update"
    """Change the application."""

    WITHDRAW = "withdraw"
    """Take the application back."""

    REJECT = "reject"
    """Turn the application down."""

    ISSUE = "issue"
    """Write down that it is issued."""

    VOID = "void"
    """Declare it void."""

    RED_LETTER_PART = "red_letter_part"
    """Take a part of it back by a red letter."""

    RED_LETTER_REST = "red_letter_rest"
    """Take all that is left of it back by a red letter."""


class Kind(Word):
    """Whether an invoice bills or takes back."""

    BLUE = "blue"
    """蓝字发票: it bills; its amounts are above zero."""

    RED = "red"
    """红字发票: it takes an issued blue one back, wholly or in part; its amounts are negative."""


class Medium(Word):
    """What an invoice is written on."""

    ELECTRONIC = "electronic"
    """电子发票, such as the fully digital 数电票: only a red letter takes it back."""

    PAPER = "paper"
    """纸质发票: it can be voided in the calendar month it was issued in."""


class Status(Word):
    """Where a tax invoice stands."""

    APPLIED = "applied"
    """Applied for: it takes its part of the order, and may still change."""

    ISSUED = "issued"
    """Issued by the tax authority's system: it has its official number."""

    REJECTED = "rejected"
    """The application was turned down."""

    WITHDRAWN = "withdrawn"
    """The application was taken back by those who made it."""

    VOID = "void"
    """作废: issued and declared void in the same month."""

    PARTLY_RED_LETTERED = "partly_red_lettered"
    """部分红冲: red letters have taken a part of it back."""

    RED_LETTERED = "red_lettered"
    """红冲: red letters have taken all of it back."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyGaps:
    """How a customer's orders in one currency stand."""

    currency: str
    """The currency."""

    standing: Standing
    """The sums over the orders. Gaps are never netted: what one order lacks, another does not make
    good.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CustomerGaps:
    """How a customer stands."""

    customer: int
    """The customer (customer id)."""

    balances: tuple[CurrencyGaps, ...]
    """One entry for each currency of its orders, by its code."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """A tax invoice with its lines. All amounts are in `currency`; those of a red-letter invoice
    are negative. `gross` is what the customer pays, tax included.
    """

    id: int
    """Its id (invoice id)."""

    version: int
    """Raised by every change."""

    number: str
    """The number of its application, unique; drawn from the series unless the host gave one."""

    kind: Kind
    """Whether it bills or takes back."""

    status: Status
    """Where it stands. A red-letter invoice is issued from the beginning."""

    reverses: int | None = None
    """The blue invoice that a red-letter one takes back (invoice id)."""

    customer: int
    """Who buys, as the order says (customer id)."""

    order: int
    """The order it bills (order id)."""

    plan: int | None = None
    """The collection plan of the order that it is for (plan id)."""

    owner: int | None = None
    """The salesperson, as the order's (user id)."""

    department: int | None = None
    """The department, as the order's (department id)."""

    currency: str
    """The order's currency."""

    invoice_type: str | None = None
    """A code of the list `invoice_type`, such as one for 增值税专用发票."""

    medium: Medium
    """What it is written on."""

    title: str
    """购方名称: whom it is made out to."""

    tax_number: str | None = None
    """The buyer's 纳税人识别号, mostly its 统一社会信用代码."""

    bank: str | None = None
    """开户行: the buyer's bank."""

    bank_account: str | None = None
    """The buyer's account there."""

    address: str | None = None
    """The buyer's registered address."""

    phone: str | None = None
    """The buyer's telephone number."""

    net: Decimal
    """The total without tax: the sum of its lines."""

    tax: Decimal
    """The tax: the sum of its lines."""

    gross: Decimal
    """The total with tax."""

    red_lettered: Decimal
    """How much of `gross` red letters have taken back; never negative, never more than it."""

    applied_on: dt.date
    """The day it was applied for; of a red-letter invoice the day it was written down."""

    applied_by: int | None = None
    """Who applied for it (user id)."""

    issued_on: dt.date | None = None
    """The day it was issued."""

    issued_by: int | None = None
    """Who wrote down that it was issued (user id)."""

    official_number: str | None = None
    """发票号码, unique together with `official_code`."""

    official_code: str | None = None
    """发票代码; a fully digital invoice has none."""

    voided_on: dt.date | None = None
    """The day it was declared void."""

    reason: str | None = None
    """What was said last: why it was withdrawn, rejected, declared void or taken back."""

    external_ref: str | None = None
    """The host's own key, unique among tax invoices."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was applied for."""

    lines: tuple[InvoiceLine, ...]
    """One line for each tax rate, in the order of the order's lines. `invoice.list` does not read
    them: there the list is empty.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """What a tax invoice says at one tax rate."""

    invoice: int
    """The invoice (invoice id)."""

    sequence: int
    """Its place, from 1."""

    tax_percent: Decimal
    """The tax rate in percent."""

    net: Decimal
    """Without tax."""

    tax: Decimal
    """The tax."""

    gross: Decimal
    """With tax."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OrderGaps:
    """How an order stands. All amounts are in `currency`."""

    order: int
    """The order (order id)."""

    number: str
    """Its number."""

    customer: int
    """Who buys (customer id)."""

    currency: str
    """Its currency."""

    gross: Decimal
    """Its total with tax."""

    standing: Standing
    """What is planned, invoiced and collected of it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RateArgs:
    """How much of an invoice lies at one tax rate."""

    tax_percent: Decimal
    """The tax rate in percent, 0 to 100: one at which there is something to invoice (percent, at
    most 6 decimals).
    """

    gross: Decimal
    """How much, tax included; above zero, in the order's currency (money, at most 4 decimals)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RedLettered:
    """A red letter and the invoice it takes back."""

    red_letter: Invoice
    """The red letter."""

    invoice: Invoice
    """The invoice after it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The three accounts of an order, and the two gaps between what is invoiced and what came in. A
    customer's is the sum of its orders': what one order lacks, another does not make good.
    """

    planned: Decimal
    """What is to come in: its collection plans."""

    applied: Decimal
    """What is applied for and not issued yet; it counts as neither invoiced nor open to be."""

    invoiced: Decimal
    """What is issued and not void, less what red letters took back."""

    collected: Decimal
    """What has come in."""

    credited: Decimal
    """What need not be paid: its credit notes that stand."""

    uninvoiced: Decimal
    """What can still be applied for: what was sold less that; never negative."""

    over_invoiced: Decimal
    """What of it is applied for or invoiced all the same, because a credit note came later:
    applications to withdraw, invoices to void or to take back by red letters; never negative.
    """

    invoiced_not_collected: Decimal
    """What is invoiced and was paid neither by money nor by credit of other orders; never negative.
    """

    collected_not_invoiced: Decimal
    """What was paid of what is sold less its credit notes, and is not invoiced; never negative.
    What came in beyond that is the customer's credit, or went back.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One permitted move, as documents show it."""

    from_: Status
    """The state before."""

    action: Action
    """What is done."""

    to: Status
    """The state after."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TransitionList:
    """The moves a kind of record permits, in the order they are declared."""

    items: tuple[Transition, ...]
    """The moves; every other pair of state and action is refused."""


class Operations:
    """The operations `invoice.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def apply(
        self,
        *,
        number: str | None = None,
        order: int,
        version: int | None = None,
        plan: int | None = None,
        gross: Decimal | None = None,
        lines: Sequence[RateArgs] | None = None,
        invoice_type: str | None = None,
        medium: Medium | None = None,
        title: str | None = None,
        tax_number: str | None = None,
        bank: str | None = None,
        bank_account: str | None = None,
        address: str | None = None,
        phone: str | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Invoice:
        """Applies for a tax invoice of an approved or completed order: for all of it that is not
        invoiced yet, or of a collection plan of it, or for less. What its credit notes take off is
        not invoiced (M38). Its tax is a part of the order's, so that the invoices of all of an
        order come to exactly its net amount and tax (M5, M14). Who may write invoices and see the
        order may apply.

        Args:
            number: The number of the application, unique; drawn from the series when not given (at
                most 100 characters).
            order: The order (order id).
            version: The version the order was seen at.
            plan: The collection plan of the order that the invoice is for (plan id).
            gross: How much, tax included, above zero, in the order's currency; spread over the
                order's tax rates by what each has left. All that is left when neither this nor
                `lines` is given (money, at most 4 decimals).
            lines: How much at each tax rate, 1 to 1,000; not together with `gross`.
            invoice_type: A code of the list `invoice_type` (at most 100 characters).
            medium: What it is to be written on; `electronic` when not given.
            title: 购方名称, at most 200 characters; the customer's name when not given.
            tax_number: The buyer's 纳税人识别号, at most 100 characters; when neither this nor `title` is
                given, the customer's 统一社会信用代码.
            bank: 开户行: the buyer's bank, at most 200 characters.
            bank_account: The buyer's account there, at most 100 characters.
            address: The buyer's registered address, at most 1,000 characters.
            phone: The buyer's telephone number, at most 100 characters.
            external_ref: The host's own key, unique among tax invoices (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A tax invoice with its lines. All amounts are in `currency`; those of a red-letter
            invoice are negative. `gross` is what the customer pays, tax included.

        Raises:
            Refused: `order.not_approved`: the order is ‹status›, not approved.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `invoice.plan_unknown`: the order has no collection plan ‹plan› that stands.
            Refused: `invoice.rate_unknown`: there is nothing to invoice at ‹tax_percent› % tax.
            Refused: `invoice.rate_twice`: ‹tax_percent› % is named twice.
            Refused: `invoice.nothing_left`: nothing is left to invoice.
            Refused: `invoice.beyond_rate`: ‹gross› is more than the ‹left› left at ‹tax_percent› %
                tax.
            Refused: `invoice.beyond_order`: ‹gross› is more than the ‹left› of the order, less its
                credit notes, that is not invoiced.
            Refused: `invoice.beyond_plan`: ‹gross› is more than the ‹left› of the collection plan
                that is not invoiced.

        Example:
            s.invoice.apply(
                order=19,
                plan=23,
                invoice_type="special",
                bank="中国工商银行北京中关村支行",
                bank_account="0200004509000123456",
                address="北京市海淀区中关村大街1号",
                phone="010-62510000",
                external_ref="FP-1",
                extra={"flow": 7},
            )
        """
        return self._caller._run("invoice.apply", Operations.apply, locals())

    def update(
        self,
        *,
        invoice: int,
        version: int | None = None,
        address: str | None | Unset = UNSET,
        bank: str | None | Unset = UNSET,
        bank_account: str | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        gross: Decimal | None = None,
        invoice_type: str | None | Unset = UNSET,
        lines: Sequence[RateArgs] | None = None,
        medium: Medium | None = None,
        phone: str | None | Unset = UNSET,
        plan: int | None | Unset = UNSET,
        tax_number: str | None | Unset = UNSET,
        title: str | None = None,
        request: str | None = None,
    ) -> Invoice:
        """Changes an application that is neither issued nor closed. An absent field is kept, `null`
        clears it. With another amount or plan the lines are computed anew, as if it were applied
        for now.

        Args:
            invoice: The application (invoice id).
            version: The version it was seen at.
            address: The buyer's registered address, at most 1,000 characters. `None` clears it.
            bank: 开户行: the buyer's bank, at most 200 characters. `None` clears it.
            bank_account: The buyer's account there, at most 100 characters. `None` clears it.
            extra: The host's own data, at most 16 KiB. `None` clears it.
            gross: How much, tax included, above zero; as before when neither this nor `lines` is
                given (money, at most 4 decimals).
            invoice_type: A code of the list `invoice_type` (at most 100 characters). `None` clears
                it.
            lines: How much at each tax rate, 1 to 1,000; not together with `gross`.
            medium: What it is to be written on.
            phone: The buyer's telephone number, at most 100 characters. `None` clears it.
            plan: The collection plan of the order that the invoice is for (plan id). `None` clears
                it.
            tax_number: The buyer's 纳税人识别号, at most 100 characters. `None` clears it.
            title: 购方名称, at most 200 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A tax invoice with its lines. All amounts are in `currency`; those of a red-letter
            invoice are negative. `gross` is what the customer pays, tax included.

        Raises:
            Refused: `invoice.not_applied`: the invoice is ‹status›, no open application.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `invoice.plan_unknown`: the order has no collection plan ‹plan› that stands.
            Refused: `invoice.rate_unknown`: there is nothing to invoice at ‹tax_percent› % tax.
            Refused: `invoice.rate_twice`: ‹tax_percent› % is named twice.
            Refused: `invoice.beyond_rate`: ‹gross› is more than the ‹left› left at ‹tax_percent› %
                tax.
            Refused: `invoice.beyond_order`: ‹gross› is more than the ‹left› of the order, less its
                credit notes, that is not invoiced.
            Refused: `invoice.beyond_plan`: ‹gross› is more than the ‹left› of the collection plan
                that is not invoiced.

        Example:
            s.invoice.update(
                invoice=26,
                version=1,
                address=None,
                bank="中国银行北京分行",
                bank_account=None,
                extra=None,
                invoice_type="ordinary",
                medium=crm.invoice.Medium.PAPER,
                phone=None,
                tax_number="91110108551385082Q",
                title="北京华信科技有限公司海淀分公司",
            )
        """
        return self._caller._run("invoice.update", Operations.update, locals())

    def withdraw(
        self,
        *,
        invoice: int,
        version: int | None = None,
        reason: str | None = None,
        request: str | None = None,
    ) -> Invoice:
        """Takes an application back; what it took can be applied for again, but for what credit
        notes take off the order.

        Args:
            invoice: The application (invoice id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A tax invoice with its lines. All amounts are in `currency`; those of a red-letter
            invoice are negative. `gross` is what the customer pays, tax included.

        Raises:
            Refused: `invoice.not_applied`: the invoice is ‹status›, no open application.

        Example:
            s.invoice.withdraw(invoice=39, reason="客户暂不需要")
        """
        return self._caller._run("invoice.withdraw", Operations.withdraw, locals())

    def reject(
        self,
        *,
        invoice: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> Invoice:
        """Turns an application down; what it took can be applied for again, but for what credit
        notes take off the order.

        Args:
            invoice: The application (invoice id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A tax invoice with its lines. All amounts are in `currency`; those of a red-letter
            invoice are negative. `gross` is what the customer pays, tax included.

        Raises:
            Refused: `invoice.not_applied`: the invoice is ‹status›, no open application.

        Example:
            s.invoice.reject(invoice=37, reason="抬头与合同不符")
        """
        return self._caller._run("invoice.reject", Operations.reject, locals())

    def issue(
        self,
        *,
        invoice: int,
        version: int | None = None,
        official_number: str,
        official_code: str | None = None,
        issued_on: dt.date | None = None,
        medium: Medium | None = None,
        request: str | None = None,
    ) -> Invoice:
        """Writes down that an invoice was issued, with the number the tax authority's system gave
        it.

        Args:
            invoice: The application (invoice id).
            version: The version it was seen at.
            official_number: 发票号码, at most 100 characters; unique together with `official_code`.
            official_code: 发票代码, at most 100 characters; a fully digital invoice has none.
            issued_on: The day it was issued, from the order's approval to today; today when not
                given.
            medium: What it is written on; as applied for when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A tax invoice with its lines. All amounts are in `currency`; those of a red-letter
            invoice are negative. `gross` is what the customer pays, tax included.

        Raises:
            Refused: `invoice.not_applied`: the invoice is ‹status›, no open application.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `order.day_before_approval`: ‹day› lies before ‹approved_on›, the day the order
                was approved.
            Refused: `calendar.no_workday`: the calendar ‹calendar› has no workday within ‹days›
                days of ‹date›.

        Example:
            s.invoice.issue(
                invoice=26,
                version=4,
                official_number="26112000000000000001",
                issued_on=dt.date.fromisoformat("2026-01-19"),
            )
        """
        return self._caller._run("invoice.issue", Operations.issue, locals())

    def void(
        self,
        *,
        invoice: int,
        version: int | None = None,
        voided_on: dt.date | None = None,
        reason: str,
        request: str | None = None,
    ) -> Invoice:
        """作废: declares an issued invoice void, on a day of the calendar month it was issued in.
        Only one on paper of which no red letter took anything back: an electronic one, and any of
        an earlier month, is taken back by `invoice.red_letter`.

        Args:
            invoice: The invoice (invoice id).
            version: The version it was seen at.
            voided_on: The day it was declared void, today or before; today when not given.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A tax invoice with its lines. All amounts are in `currency`; those of a red-letter
            invoice are negative. `gross` is what the customer pays, tax included.

        Raises:
            Refused: `invoice.not_issued`: an invoice that is ‹status› cannot be declared void or
                taken back by a red letter.
            Refused: `invoice.is_red`: a red-letter invoice stands: apply for a new invoice instead.
            Refused: `invoice.electronic`: an electronic invoice cannot be declared void: write a
                red letter.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `invoice.day_before`: ‹day› lies before ‹issued_on›, the day the invoice was
                issued.
            Refused: `invoice.other_month`: ‹day› lies in another month than ‹issued_on›, the day
                the invoice was issued: write a red letter.

        Example:
            s.invoice.void(
                invoice=11,
                version=2,
                voided_on=dt.date.fromisoformat("2026-01-30"),
                reason="税率有误",
            )
        """
        return self._caller._run("invoice.void", Operations.void, locals())

    def red_letter(
        self,
        *,
        invoice: int,
        version: int | None = None,
        number: str | None = None,
        gross: Decimal | None = None,
        lines: Sequence[RateArgs] | None = None,
        official_number: str,
        official_code: str | None = None,
        issued_on: dt.date | None = None,
        medium: Medium | None = None,
        reason: str,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> RedLettered:
        """红冲: writes down a red letter that takes an issued invoice back, wholly or in part. It is
        an invoice of its own with negative amounts; what it took back can be applied for again,
        unless a credit note takes it off the order.

        Args:
            invoice: The blue invoice that is taken back (invoice id).
            version: The version it was seen at.
            number: The number of the red letter's own record, unique; drawn from the series when
                not given (at most 100 characters).
            gross: How much of the invoice, tax included, above zero; spread over its tax rates by
                what each has left. All that is left when neither this nor `lines` is given (money,
                at most 4 decimals).
            lines: How much at each tax rate, 1 to 1,000, above zero; not together with `gross`.
            official_number: 发票号码 of the red letter, at most 100 characters; unique together with
                `official_code`.
            official_code: 发票代码 of the red letter, at most 100 characters.
            issued_on: The day it was issued, today or before, not before the invoice; today when
                not given.
            medium: What it is written on; as the invoice when not given.
            reason: Why, at most 1,000 characters.
            external_ref: The host's own key of the red letter, unique among tax invoices (at most
                100 characters).
            extra: The host's own data of the red letter, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A red letter and the invoice it takes back.

        Raises:
            Refused: `invoice.not_issued`: an invoice that is ‹status› cannot be declared void or
                taken back by a red letter.
            Refused: `invoice.is_red`: a red-letter invoice stands: apply for a new invoice instead.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `invoice.day_before`: ‹day› lies before ‹issued_on›, the day the invoice was
                issued.
            Refused: `invoice.rate_unknown`: there is nothing to invoice at ‹tax_percent› % tax.
            Refused: `invoice.rate_twice`: ‹tax_percent› % is named twice.
            Refused: `invoice.beyond_rate`: ‹gross› is more than the ‹left› left at ‹tax_percent› %
                tax.
            Refused: `invoice.beyond_invoice`: ‹gross› is more than the ‹left› left of the invoice.

        Example:
            s.invoice.red_letter(
                invoice=15,
                version=2,
                lines=[crm.invoice.RateArgs(tax_percent=Decimal("13"), gross=Decimal("565.00"))],
                official_number="26112000000000000003",
                issued_on=dt.date.fromisoformat("2026-02-09"),
                reason="退货一台",
                external_ref="HZ-1",
                extra={"sheet": "1101"},
            )
        """
        return self._caller._run("invoice.red_letter", Operations.red_letter, locals())

    def get(self, *, invoice: int) -> Invoice:
        """Reads a tax invoice with its lines.

        Args:
            invoice: The invoice (invoice id).

        Returns:
            A tax invoice with its lines. All amounts are in `currency`; those of a red-letter
            invoice are negative. `gross` is what the customer pays, tax included.

        Example:
            s.invoice.get(invoice=26)
        """
        return self._caller._run("invoice.get", Operations.get, locals())

    def list(
        self,
        *,
        number: str | None = None,
        external_ref: str | None = None,
        official_number: str | None = None,
        customer: int | None = None,
        order: int | None = None,
        plan: int | None = None,
        reverses: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        status: Status | None = None,
        issued_from: dt.date | None = None,
        issued_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Invoice, Page[Invoice]]:
        """Lists tax invoices without their lines, newest first, red letters among them; by the day
        they were issued, latest first, when a window of such days is given.

        Args:
            number: Only the one whose application has this number (at most 100 characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            official_number: Only those with this 发票号码, whatever their 发票代码 (at most 100
                characters).
            customer: Of one customer (customer id).
            order: Of one order (order id).
            plan: For one collection plan (plan id).
            reverses: Only the red letters that take this invoice back (invoice id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            status: In one state.
            issued_from: Issued on this day or later.
            issued_to: Issued on this day or earlier.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.invoice.list(limit=2)
        """
        return self._caller._list("invoice.list", Operations.list, locals())

    def transitions(self) -> TransitionList:
        """Lists which actions are possible in which state of a tax invoice.

        Returns:
            The moves a kind of record permits, in the order they are declared.

        Example:
            s.invoice.transitions()
        """
        return self._caller._run("invoice.transitions", Operations.transitions, locals())

    def gaps(
        self,
        *,
        order: int | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[OrderGaps, Page[OrderGaps]]:
        """Lists what is planned, invoiced and collected for approved and completed orders, and the
        gaps between what is invoiced and what came in; newest orders first.

        Args:
            order: Only this order (order id).
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.invoice.gaps(order=19)
        """
        return self._caller._list("invoice.gaps", Operations.gaps, locals())

    def balance(self, *, customer: int) -> CustomerGaps:
        """Answers what is planned, invoiced and collected for a customer, per currency: of the
        approved and completed orders that the acting user may see. Its time grows with their
        number.

        Args:
            customer: The customer (customer id).

        Returns:
            How a customer stands.

        Example:
            s.invoice.balance(customer=2)
        """
        return self._caller._run("invoice.balance", Operations.balance, locals())

__all__ = [
    "Action",
    "CurrencyGaps",
    "CustomerGaps",
    "Invoice",
    "InvoiceLine",
    "Kind",
    "Medium",
    "Operations",
    "OrderGaps",
    "RateArgs",
    "RedLettered",
    "Standing",
    "Status",
    "Transition",
    "TransitionList",
]
