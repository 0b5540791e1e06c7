# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `contract`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract. All amounts are in `currency`."""

    id: int
    """Its id (contract id)."""

    version: int
    """Raised by every change."""

    number: str
    """Its number, unique; drawn from the series unless the host gave one."""

    name: str
    """What it is about."""

    category: str | None = None
    """A code of the list `contract_category`."""

    customer: int
    """The customer: one of the two parties (customer id)."""

    opportunity: int | None = None
    """The opportunity it came from (opportunity id)."""

    party_a: str
    """甲方: the party that orders and pays."""

    party_a_signatory: str | None = None
    """Who signed for 甲方."""

    party_b: str
    """乙方: the party that delivers."""

    party_b_signatory: str | None = None
    """Who signed for 乙方."""

    owner: int | None = None
    """The salesperson (user id)."""

    department: int | None = None
    """The department it belongs to (department id)."""

    currency: str
    """The currency of its amounts."""

    amount: Decimal
    """What it is worth, not negative."""

    expected_margin: Decimal | None = None
    """What is expected to be earned by it, not negative; nothing for those who lack the permission
    `contract.margin`.
    """

    signed_on: dt.date | None = None
    """The day it was signed."""

    starts_on: dt.date | None = None
    """The first day it is in force."""

    ends_on: dt.date | None = None
    """The last day it is in force, not before the first."""

    external_ref: str | None = None
    """The host's own key, unique among contracts."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""


class Operations:
    """The operations `contract.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        number: str | None = None,
        name: str,
        category: str | None = None,
        customer: int,
        opportunity: int | None = None,
        party_a: str,
        party_a_signatory: str | None = None,
        party_b: str,
        party_b_signatory: str | None = None,
        owner: int | None = None,
        department: int | None = None,
        currency: str | None = None,
        amount: Decimal,
        expected_margin: Decimal | None = None,
        signed_on: dt.date | None = None,
        starts_on: dt.date | None = None,
        ends_on: dt.date | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Contract:
        """Creates a contract. To give its expected margin needs the permission `contract.margin`.

        Args:
            number: Its number, unique; drawn from the series when not given (at most 100
                characters).
            name: What it is about, at most 200 characters.
            category: A code of the list `contract_category` (at most 100 characters).
            customer: The customer: one of the two parties (customer id).
            opportunity: The opportunity it comes from; the customer's (opportunity id).
            party_a: 甲方: the party that orders and pays, at most 200 characters.
            party_a_signatory: Who signs for 甲方, at most 200 characters.
            party_b: 乙方: the party that delivers, at most 200 characters.
            party_b_signatory: Who signs for 乙方, at most 200 characters.
            owner: The salesperson; the acting user when not given (user id).
            department: The department it belongs to; the salesperson's when not given (department
                id).
            currency: The currency of its amounts; the customer's, else the setting's, when not
                given (ISO 4217 code).
            amount: What it is worth, not negative (money, at most 4 decimals).
            expected_margin: What is expected to be earned by it, not negative; needs the permission
                `contract.margin` (money, at most 4 decimals).
            signed_on: The day it was signed, not in the future.
            starts_on: The first day it is in force.
            ends_on: The last day it is in force, not before the first.
            external_ref: The host's own key, unique among contracts (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A contract. All amounts are in `currency`.

        Raises:
            Refused: `customer.archived`: customer ‹customer› is archived.
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `contract.other_customer`: the ‹record› belongs to another customer.

        Example:
            s.contract.create(
                name="伺服电机年度采购合同",
                category="sales",
                customer=7,
                opportunity=14,
                party_a="北京华信科技有限公司",
                party_a_signatory="王建国",
                party_b="苏州精工自动化有限公司",
                party_b_signatory="李敏",
                owner=3,
                department=1,
                amount=Decimal("360000"),
                expected_margin=Decimal("54000.5"),
                signed_on=dt.date.fromisoformat("2026-01-14"),
                starts_on=dt.date.fromisoformat("2026-02-01"),
                ends_on=dt.date.fromisoformat("2027-01-31"),
                external_ref="HT-88",
            )
        """
        return self._caller._run("contract.create", Operations.create, locals())

    def get(self, *, contract: int) -> Contract:
        """Reads a contract.

        Args:
            contract: The contract (contract id).

        Returns:
            A contract. All amounts are in `currency`.

        Example:
            s.contract.get(contract=16)
        """
        return self._caller._run("contract.get", Operations.get, locals())

    def list(
        self,
        *,
        number: str | None = None,
        external_ref: str | None = None,
        owner: int | None = None,
        department: int | None = None,
        customer: int | None = None,
        opportunity: int | None = None,
        category: str | None = None,
        signed_from: dt.date | None = None,
        signed_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Contract, Page[Contract]]:
        """Lists contracts, newest first; with a window of signing days by that day.

        Args:
            number: Only the one with this number (at most 100 characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            owner: Only those of this salesperson (user id).
            department: Only those of this department, not of those below it (department id).
            customer: Only those of this customer (customer id).
            opportunity: Only those from this opportunity (opportunity id).
            category: Only those of this category (at most 100 characters).
            signed_from: Only those signed on this day or later.
            signed_to: Only those signed on this day or earlier.
            limit: Items wanted, 1 to 500; 50 when not given. Going through the list reads on to its
                end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.contract.list(limit=1)
        """
        return self._caller._list("contract.list", Operations.list, locals())

__all__ = [
    "Contract",
    "Operations",
]
