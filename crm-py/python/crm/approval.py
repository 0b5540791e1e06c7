# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `approval`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word


class ApprovableOperation(Word):
    """An operation that approval can be asked for."""

    RECEIPT_CONFIRM = "receipt.confirm"
    """To confirm a receipt."""

    ORDER_APPROVE = "order.approve"
    """To approve an order."""

    COLLECTION_WRITE_OFF = "collection.write_off"
    """To write off what is open."""

    COLLECTION_WAIVE = "collection.waive"
    """To open a gate without the money."""

    COLLECTION_RESCHEDULE = "collection.reschedule"
    """To move a due date."""

    DUNNING_WAIVE = "dunning.waive"
    """To waive what a letter claims."""

    CREDIT_NOTE_ISSUE = "credit_note.issue"
    """To give a credit note."""

    REFUND_RECORD = "refund.record"
    """To pay money back."""


class ApprovalStatus(Word):
    """Where a request stands."""

    PENDING = "pending"
    """Nobody has decided yet."""

    APPROVED = "approved"
    """The operation was carried out."""

    REJECTED = "rejected"
    """Somebody said no."""

    WITHDRAWN = "withdrawn"
    """Who filed it took it back."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A request for approval: a call of an operation that one person files and another one makes.
    """

    id: int
    """Its id (approval id)."""

    version: int
    """Raised by every change."""

    status: ApprovalStatus
    """Where it stands."""

    operation: ApprovableOperation
    """The operation asked for."""

    arguments: Mapping[str, object]
    """The arguments of the call, in the one way the library writes them."""

    record_id: int
    """The id of the record the call is about: of the receipt that is to be confirmed, of the order
    that is to be approved.
    """

    owner: int | None = None
    """The salesperson the record belonged to when it was filed (user id)."""

    department: int | None = None
    """The department the record belonged to when it was filed (department id)."""

    action: LimitedAction | None = None
    """What it is limited by, when it is."""

    currency: str | None = None
    """The currency of the amount."""

    amount: Decimal | None = None
    """The amount that limits are about."""

    note: str | None = None
    """Why it is asked for."""

    requested_by: int | None = None
    """Who filed it (user id)."""

    decided_by: int | None = None
    """Who decided, or took it back (user id)."""

    decided_on: dt.date | None = None
    """The day it was decided or taken back."""

    reason: str | None = None
    """What was said when it was decided: why it was rejected."""

    created_at: dt.datetime
    """When it was filed."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedRequest:
    """A request that was approved, and what came of it."""

    approval: Approval
    """The request."""

    outcome: object
    """What the operation answered."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RequestedApproval:
    """A request, and who may decide on it."""

    approval: Approval
    """The request."""

    may_act: tuple[Approver, ...]
    """The active users who hold `approval.write` and the operation's own permission for the record
    and reach its amount, in the order of their ids, at most 20. The operation itself decides when
    one of them approves.
    """


class Operations:
    """The operations `approval.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def request(
        self,
        *,
        operation: ApprovableOperation,
        arguments: Mapping[str, object],
        note: str | None = None,
        request: str | None = None,
    ) -> RequestedApproval:
        """Files the call of another operation, for somebody to make who may: who lacks the
        permission or does not reach the amount asks this way. The arguments are checked as the
        operation's own, and the record they name must be visible; the rules are asked when somebody
        approves. State the record's version among them, so that what is approved is what was seen.

        Args:
            operation: The operation.
            arguments: Its arguments, without a request key; at most 128 KiB.
            note: Why, at most 16,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A request, and who may decide on it.

        Example:
            s.approval.request(
                operation=crm.approval.ApprovableOperation.RECEIPT_CONFIRM,
                arguments={"receipt": 23, "version": 1},
                note="客户预付",
            )
        """
        return self._caller._run("approval.request", Operations.request, locals())

    def approve(
        self,
        *,
        approval: int,
        version: int | None = None,
        note: str | None = None,
        request: str | None = None,
    ) -> ApprovedRequest:
        """Approves a pending request: the operation that was asked for is carried out in the same
        transaction, by who approves, with their own permission, scope and limits. What it refuses
        is answered as its own refusal, and the request stays pending. Nobody approves a request of
        their own (M39).

        Args:
            approval: The request (approval id).
            version: The version it was seen at.
            note: Anything worth saying, at most 16,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A request that was approved, and what came of it.

        Raises:
            Refused: `approval.not_pending`: the request is ‹status›; only a pending one is decided.
            Refused: `approval.own_request`: nobody decides on a request of their own; withdraw it
                instead.

        Example:
            s.approval.approve(approval=25, note="已核实")
        """
        return self._caller._run("approval.approve", Operations.approve, locals())

    def reject(
        self,
        *,
        approval: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> Approval:
        """Rejects a pending request. Needs the permission of the operation that was asked for as
        well; who filed it withdraws it instead.

        Args:
            approval: The request (approval id).
            version: The version it was seen at.
            reason: Why, at most 16,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A request for approval: a call of an operation that one person files and another one
            makes.

        Raises:
            Refused: `approval.not_pending`: the request is ‹status›; only a pending one is decided.
            Refused: `approval.own_request`: nobody decides on a request of their own; withdraw it
                instead.

        Example:
            s.approval.reject(approval=38, reason="水单不清晰")
        """
        return self._caller._run("approval.reject", Operations.reject, locals())

    def withdraw(
        self,
        *,
        approval: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Approval:
        """Takes a pending request back: only who filed it, and the system, do.

        Args:
            approval: The request (approval id).
            version: The version it was seen at.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A request for approval: a call of an operation that one person files and another one
            makes.

        Raises:
            Refused: `approval.not_pending`: the request is ‹status›; only a pending one is decided.
            Refused: `approval.not_requester`: only who filed a request withdraws it.

        Example:
            s.approval.withdraw(approval=41)
        """
        return self._caller._run("approval.withdraw", Operations.withdraw, locals())

    def get(self, *, approval: int) -> Approval:
        """Reads a request for approval.

        Args:
            approval: The request (approval id).

        Returns:
            A request for approval: a call of an operation that one person files and another one
            makes.

        Example:
            s.approval.get(approval=25)
        """
        return self._caller._run("approval.get", Operations.get, locals())

    def list(
        self,
        *,
        status: ApprovalStatus | None = None,
        for_me: bool = False,
        requested_by: int | None = None,
        operation: ApprovableOperation | None = None,
        record_id: int | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Approval, Page[Approval]]:
        """Lists requests for approval, the latest first.

        Args:
            status: Only those in one state.
            for_me: Only pending ones of others that the acting user may decide on, as far as the
                permission of the operation goes; limits are asked when it is approved. `false` when
                not given.
            requested_by: Only those that one user filed (user id).
            operation: Only those of one operation.
            record_id: Only those about the record with this id.
            limit: Requests wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.approval.list(for_me=True)
        """
        return self._caller._list("approval.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .limit import Approver  # noqa: E402
from .limit import LimitedAction  # noqa: E402

__all__ = [
    "ApprovableOperation",
    "Approval",
    "ApprovalStatus",
    "ApprovedRequest",
    "Approver",
    "LimitedAction",
    "Operations",
    "RequestedApproval",
]
