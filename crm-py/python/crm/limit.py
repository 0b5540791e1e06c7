# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `limit`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word


class LimitedAction(Word):
    """What a role may do up to an amount."""

    RECEIPT_CONFIRM = "receipt_confirm"
    """To confirm a receipt."""

    WRITE_OFF = "write_off"
    """To write off what is open."""

    REFUND = "refund"
    """To pay money back."""

    WAIVE = "waive"
    """To open a gate without the money it waits for."""

    RESCHEDULE = "reschedule"
    """To move due dates."""

    CREDIT_NOTE = "credit_note"
    """To give a credit note."""

    CREDIT_OVERRIDE = "credit_override"
    """To sell beyond a customer's credit limit."""

    DISCOUNT_OVERRIDE = "discount_override"
    """To give more discount than is usual."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Approver:
    """Somebody who may act where another one may not."""

    key: str
    """The host's key of the user."""

    name: str
    """The person's name."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How far a role reaches with an action, in one currency."""

    id: int
    """Its id (limit id)."""

    version: int
    """Raised by every change."""

    role: int
    """The role (role id)."""

    action: LimitedAction
    """What is limited."""

    currency: str
    """The currency of the amounts it is about."""

    up_to: Decimal | None = None
    """The largest amount the role reaches to, itself included; null when it is not limited."""

    created_at: dt.datetime
    """When it was first set."""


class Operations:
    """The operations `limit.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def set(
        self,
        *,
        role: int,
        action: LimitedAction,
        currency: str,
        up_to: Decimal | None = None,
        version: int | None = None,
        request: str | None = None,
    ) -> Limit:
        """Says up to which amount a role reaches with an action in a currency (M39). A role that
        grants the permission for it and has no limit there reaches to everything, and so do other
        currencies; a user has the best of the roles that grant the permission for a record. Needs
        `org.write` with scope `all`.

        Args:
            role: The role (role id).
            action: What is limited.
            currency: The currency of the amounts it is about (ISO 4217 code).
            up_to: The largest amount the role reaches to, itself included, not negative; the limit
                is taken away when not given (money, at most 4 decimals).
            version: The version of the limit it takes the place of, 0 when there is none;
                `conflict` when there is another. Not checked when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            How far a role reaches with an action, in one currency.

        Example:
            s.limit.set(
                role=7,
                action=crm.limit.LimitedAction.RECEIPT_CONFIRM,
                currency="CNY",
                up_to=Decimal("50000"),
                version=0,
            )
        """
        return self._caller._run("limit.set", Operations.set, locals())

    def list(
        self,
        *,
        role: int | None = None,
        action: LimitedAction | None = None,
        currency: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Limit, Page[Limit]]:
        """Lists the limits in force, role by role.

        Args:
            role: Only those of one role (role id).
            action: Only those of one action.
            currency: Only those in one currency (ISO 4217 code).
            limit: Limits wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.limit.list(role=7, action=crm.limit.LimitedAction.WRITE_OFF, currency="CNY")
        """
        return self._caller._list("limit.list", Operations.list, locals())

__all__ = [
    "Approver",
    "Limit",
    "LimitedAction",
    "Operations",
]
