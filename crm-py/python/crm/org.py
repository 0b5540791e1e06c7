# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `org`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping

from ._values import Word


class CodeList(Word):
    """The lists whose codes a host may define. A list without any code accepts every code."""

    ORDER_TYPE = "order_type"
    """Types of orders."""

    PAYMENT_METHOD = "payment_method"
    """How customers pay."""

    DELIVERY_METHOD = "delivery_method"
    """How goods are delivered."""

    SOURCE = "source"
    """Where customers and deals come from."""

    CUSTOMER_CATEGORY = "customer_category"
    """Categories of customers."""

    CUSTOMER_LEVEL = "customer_level"
    """Levels of customers."""

    INDUSTRY = "industry"
    """Industries of customers."""

    PRODUCT_CATEGORY = "product_category"
    """Categories of products."""

    CONTRACT_CATEGORY = "contract_category"
    """Categories of contracts."""

    LOST_REASON = "lost_reason"
    """Why opportunities were lost."""

    WRITE_OFF_REASON = "write_off_reason"
    """Why differences are not asked for any more."""

    CONTACT_ROLE = "contact_role"
    """What a contact is at a customer."""

    INVOICE_TYPE = "invoice_type"
    """Types of tax invoices."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """One code of a host-defined list. Codes are retired, never deleted."""

    id: int
    """Its id (code id)."""

    version: int
    """Raised by every change."""

    list: CodeList
    """The list it belongs to."""

    code: str
    """The code that records carry, unique in its list; it never changes."""

    label: str
    """What people read."""

    label_zh: str | None = None
    """What people read in Chinese."""

    position: int
    """Its place in the list; equal places are ordered by code."""

    active: bool
    """Whether new records may carry it; `false` once retired."""

    created_at: dt.datetime
    """When it was created."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """One department of the tree. Departments are archived, never deleted."""

    id: int
    """Its id (department id)."""

    version: int
    """Raised by every change."""

    name: str
    """Its name."""

    parent: int | None = None
    """The department above it; none at the top (department id)."""

    active: bool
    """Whether it is in use; `false` once archived."""

    external_ref: str | None = None
    """The host's own key, unique among departments."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """One permission and how far it reaches."""

    permission: Permission
    """The permission."""

    scope: Scope
    """How far it reaches. What belongs to the whole workspace (users, roles, settings, code lists)
    is read with any reach and changed only with `all`.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A set of permissions that users can hold. Roles are archived, never deleted."""

    id: int
    """Its id (role id)."""

    version: int
    """Raised by every change."""

    name: str
    """Its name, unique among roles."""

    grants: tuple[Grant, ...]
    """What it grants, each permission at most once."""

    active: bool
    """Whether it grants anything; `false` once archived."""

    external_ref: str | None = None
    """The host's own key, unique among roles."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody a session can be opened as. Users are archived, never deleted."""

    id: int
    """Its id (user id)."""

    version: int
    """Raised by every change."""

    key: str
    """The host's own key, unique: what sessions are opened with."""

    name: str
    """The person's name."""

    department: int | None = None
    """The department the user sits in (department id)."""

    roles: tuple[int, ...]
    """The roles held; archived ones grant nothing."""

    active: bool
    """Whether the user may act; `false` once archived."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""


# At the end, because those modules may need this one's types.
from .permission import Permission  # noqa: E402
from .permission import Scope  # noqa: E402

__all__ = [
    "CodeEntry",
    "CodeList",
    "Department",
    "Grant",
    "Permission",
    "Role",
    "Scope",
    "User",
]
