# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `customer`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset, Word
from .base import Lifecycle


class AddressKind(Word):
    """What an address is for."""

    OFFICE = "office"
    """Where people work."""

    BILLING = "billing"
    """Where bills go."""

    SHIPPING = "shipping"
    """Where goods go."""


class Kind(Word):
    """What a customer is before the law."""

    COMPANY = "company"
    """A company, an authority, an association."""

    PERSON = "person"
    """A natural person."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address."""

    kind: AddressKind
    """What it is for."""

    city: str | None = None
    """The city, at most 200 characters."""

    country: str | None = None
    """The country, at most 200 characters."""

    district: str | None = None
    """The district, at most 200 characters."""

    postcode: str | None = None
    """The postcode, at most 100 characters."""

    province: str | None = None
    """The province, at most 200 characters."""

    street: str | None = None
    """Street, house and room, at most 1,000 characters."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A customer."""

    id: int
    """Its id (customer id)."""

    version: int
    """Raised by every change."""

    status: Lifecycle
    """Whether it is in use; an archived one takes no new orders."""

    kind: Kind
    """Company or person."""

    name: str
    """Its name; several customers may have the same."""

    category: str | None = None
    """A code of the list `customer_category`."""

    level: str | None = None
    """A code of the list `customer_level`."""

    industry: str | None = None
    """A code of the list `industry`."""

    source: str | None = None
    """A code of the list `source`."""

    parent: int | None = None
    """The customer it belongs to, such as a group's head (customer id)."""

    owner: int | None = None
    """Who looks after it (user id)."""

    department: int | None = None
    """The department it belongs to (department id)."""

    credit_code: str | None = None
    """Its 统一社会信用代码 (GB 32100-2015), unique among active customers; it is the tax number too."""

    phone: str | None = None
    """A telephone number."""

    email: str | None = None
    """A mail address."""

    website: str | None = None
    """A web address."""

    addresses: tuple[Address, ...]
    """Where its offices are, and where bills and goods go."""

    currency: str | None = None
    """The currency of its credit limit and of `secured`, and of its documents that name none."""

    credit_limit: Decimal | None = None
    """How much it may owe, in `currency`."""

    secured: Decimal | None = None
    """What of its debt is secured, such as by an insurance or a guarantee, in `currency`."""

    terms: int | None = None
    """The term template of its orders that name none (terms id)."""

    price_list: int | None = None
    """The price list that comes before the general ones (price list id)."""

    allocation: Allocation | None = None
    """Which plans its receipts pay when nothing is said; by setting when empty."""

    dunning_procedure: int | None = None
    """The procedure by which it is dunned; by setting when empty (procedure id)."""

    never_dunned: bool
    """Whether it is not dunned at all."""

    external_ref: str | None = None
    """The host's own key, unique among customers."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""


class Operations:
    """The operations `customer.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        kind: Kind | None = None,
        category: str | None = None,
        level: str | None = None,
        industry: str | None = None,
        source: str | None = None,
        parent: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        credit_code: str | None = None,
        phone: str | None = None,
        email: str | None = None,
        website: str | None = None,
        addresses: Sequence[Address] = (),
        currency: str | None = None,
        credit_limit: Decimal | None = None,
        secured: Decimal | None = None,
        terms: int | None = None,
        price_list: int | None = None,
        allocation: Allocation | None = None,
        dunning_procedure: int | None = None,
        never_dunned: bool = False,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Customer:
        """Creates a customer.

        Args:
            name: Its name, at most 200 characters; several customers may have the same.
            kind: Company or person; `company` when not given.
            category: A code of the list `customer_category` (at most 100 characters).
            level: A code of the list `customer_level` (at most 100 characters).
            industry: A code of the list `industry` (at most 100 characters).
            source: A code of the list `source` (at most 100 characters).
            parent: The customer it belongs to; at most 64 stand above each other (customer id).
            owner: Who looks after it; the acting user when not given (user id).
            department: The department it belongs to; the owner's when not given (department id).
            credit_code: Its 统一社会信用代码 (GB 32100-2015): 18 digits and capitals, unique among active
                customers (at most 100 characters).
            phone: A telephone number, at most 100 characters.
            email: A mail address, at most 1,000 characters.
            website: A web address, at most 1,000 characters.
            addresses: Its addresses, at most 20.
            currency: The currency of its credit limit and of `secured`, and of its documents that
                name none (ISO 4217 code).
            credit_limit: How much it may owe, not negative; in `currency`, which is the setting's
                when not given (money, at most 4 decimals).
            secured: What of its debt is secured, such as by an insurance or a guarantee, not
                negative; in `currency`, which is the setting's when not given (money, at most 4
                decimals).
            terms: The term template of its orders that name none (terms id).
            price_list: The price list that comes before the general ones (price list id).
            allocation: Which plans its receipts pay when nothing is said; by setting when not
                given.
            dunning_procedure: The procedure by which it is dunned; by setting when not given
                (procedure id).
            never_dunned: Whether it is not dunned at all. `false` when not given.
            external_ref: The host's own key, unique among customers (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A customer.

        Raises:
            InvalidInput: `customer.credit_code`: "‹code›" is no credit code of GB 32100-2015: 18
                digits and capitals without I, O, S, V, Z.
            InvalidInput: `customer.credit_code_check`: the check character of "‹code›" would be
                ‹expected›, not ‹found›.
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `customer.too_deep`: at most ‹max› customers stand above each other.
            Refused: `terms.archived`: the terms "‹name›" are archived.
            Refused: `procedure.archived`: the procedure "‹name›" is archived.

        Example:
            s.customer.create(
                name="北京华信科技有限公司",
                category="end_user",
                level="A",
                industry="manufacturing",
                credit_code="91110108551385082Q",
                phone="010-8888 6666",
                email="info@huaxin.example",
                website="https://huaxin.example",
                addresses=[
                    crm.customer.Address(
                        kind=crm.customer.AddressKind.OFFICE,
                        city="北京市",
                        district="海淀区",
                        postcode="100080",
                        province="北京市",
                        street="中关村大街 1 号",
                    ),
                    crm.customer.Address(
                        kind=crm.customer.AddressKind.SHIPPING,
                        city="廊坊市",
                        country="CN",
                        province="河北省",
                        street="工业路 8 号",
                    ),
                ],
                credit_limit=Decimal("500000.00"),
                allocation=crm.customer.Allocation.MANUAL,
                external_ref="ERP-1001",
                extra={"vip": True},
            )
        """
        return self._caller._run("customer.create", Operations.create, locals())

    def update(
        self,
        *,
        customer: int,
        addresses: Sequence[Address] | None = None,
        allocation: Allocation | None | Unset = UNSET,
        category: str | None | Unset = UNSET,
        credit_code: str | None | Unset = UNSET,
        credit_limit: Decimal | None | Unset = UNSET,
        currency: str | None | Unset = UNSET,
        department: int | None | Unset = UNSET,
        dunning_procedure: int | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        external_ref: str | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        industry: str | None | Unset = UNSET,
        kind: Kind | None = None,
        level: str | None | Unset = UNSET,
        name: str | None = None,
        never_dunned: bool | None = None,
        owner: int | None | Unset = UNSET,
        parent: int | None | Unset = UNSET,
        phone: str | None | Unset = UNSET,
        price_list: int | None | Unset = UNSET,
        secured: Decimal | None | Unset = UNSET,
        source: str | None | Unset = UNSET,
        terms: int | None | Unset = UNSET,
        version: int | None = None,
        website: str | None | Unset = UNSET,
        request: str | None = None,
    ) -> Customer:
        """Changes a customer; fields that are not given are kept, `null` empties a field.

        Args:
            customer: The customer (customer id).
            addresses: All its addresses, at most 20: they take the place of the former ones.
            allocation: Which plans its receipts pay when nothing is said; by setting when empty.
                `None` clears it.
            category: A code of the list `customer_category` (at most 100 characters). `None` clears
                it.
            credit_code: Its 统一社会信用代码 (GB 32100-2015): 18 digits and capitals, unique among active
                customers (at most 100 characters). `None` clears it.
            credit_limit: How much it may owe, not negative; in `currency`, which is the setting's
                when empty (money, at most 4 decimals). `None` clears it.
            currency: The currency of its credit limit and of `secured`, and of its documents that
                name none (ISO 4217 code). `None` clears it.
            department: The department it belongs to; a new owner's when only that is given
                (department id). `None` clears it.
            dunning_procedure: The procedure by which it is dunned; by setting when empty (procedure
                id). `None` clears it.
            email: A mail address, at most 1,000 characters. `None` clears it.
            external_ref: The host's own key, unique among customers (at most 100 characters).
                `None` clears it.
            extra: The host's own data, at most 16 KiB; it takes the place of the former. `None`
                clears it.
            industry: A code of the list `industry` (at most 100 characters). `None` clears it.
            kind: Company or person.
            level: A code of the list `customer_level` (at most 100 characters). `None` clears it.
            name: Its name, at most 200 characters.
            never_dunned: Whether it is not dunned at all.
            owner: Who looks after it (user id). `None` clears it.
            parent: The customer it belongs to; never itself or one below it; at most 64 stand above
                each other (customer id). `None` clears it.
            phone: A telephone number, at most 100 characters. `None` clears it.
            price_list: The price list that comes before the general ones (price list id). `None`
                clears it.
            secured: What of its debt is secured, such as by an insurance or a guarantee, not
                negative; in `currency`, which is the setting's when empty (money, at most 4
                decimals). `None` clears it.
            source: A code of the list `source` (at most 100 characters). `None` clears it.
            terms: The term template of its orders that name none (terms id). `None` clears it.
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            website: A web address, at most 1,000 characters. `None` clears it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A customer.

        Raises:
            InvalidInput: `customer.credit_code`: "‹code›" is no credit code of GB 32100-2015: 18
                digits and capitals without I, O, S, V, Z.
            InvalidInput: `customer.credit_code_check`: the check character of "‹code›" would be
                ‹expected›, not ‹found›.
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `customer.cycle`: customer ‹parent› is customer ‹customer› or stands below it.
            Refused: `customer.too_deep`: at most ‹max› customers stand above each other.
            Refused: `terms.archived`: the terms "‹name›" are archived.
            Refused: `procedure.archived`: the procedure "‹name›" is archived.

        Example:
            s.customer.update(
                customer=5,
                level="B",
                name="張偉",
                phone="+86 138-0013-8000",
                version=1,
            )
        """
        return self._caller._run("customer.update", Operations.update, locals())

    def get(self, *, customer: int) -> Customer:
        """Reads a customer.

        Args:
            customer: The customer (customer id).

        Returns:
            A customer.

        Example:
            s.customer.get(customer=1)
        """
        return self._caller._run("customer.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        text: str | None = None,
        owner: int | None = None,
        department: int | None = None,
        category: str | None = None,
        level: str | None = None,
        industry: str | None = None,
        source: str | None = None,
        parent: int | None = None,
        status: Lifecycle | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Customer, Page[Customer]]:
        """Lists customers, the newest first. With `text` a page may be shorter than asked when much
        of what is found lies outside what the actor may see; `next` goes on all the same.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            text: Only those found by name, credit code or telephone: words of one or more
                characters, all of which must occur; width, capitals, spaces and punctuation do not
                count.
            owner: Only those of one owner (user id).
            department: Only those of one department, not of those below it (department id).
            category: Only those of one category (at most 100 characters).
            level: Only those of one level (at most 100 characters).
            industry: Only those of one industry: a code of the list `industry` (at most 100
                characters).
            source: Only those from one source: a code of the list `source` (at most 100
                characters).
            parent: Only those directly below one customer (customer id).
            status: Only active or only archived ones; both when not given.
            limit: Customers wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Raises:
            InvalidInput: `search.empty`: the text holds no letter and no digit to look for.

        Example:
            s.customer.list(text="华信")
        """
        return self._caller._list("customer.list", Operations.list, locals())

    def archive(
        self,
        *,
        customer: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Customer:
        """Archives a customer: it takes no new orders, and what it has stays. Its credit code
        becomes free for another customer.

        Args:
            customer: The customer (customer id).
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A customer.

        Example:
            s.customer.archive(customer=1, version=1)
        """
        return self._caller._run("customer.archive", Operations.archive, locals())

    def restore(
        self,
        *,
        customer: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Customer:
        """Takes an archived customer back into use; refused with `taken` when another active
        customer has its credit code by now.

        Args:
            customer: The customer (customer id).
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A customer.

        Example:
            s.customer.restore(customer=1)
        """
        return self._caller._run("customer.restore", Operations.restore, locals())


# At the end, because those modules may need this one's types.
from .setting import Allocation  # noqa: E402

__all__ = [
    "Address",
    "AddressKind",
    "Allocation",
    "Customer",
    "Kind",
    "Lifecycle",
    "Operations",
]
