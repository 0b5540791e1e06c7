# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `change`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import UNSET, Listing, Unset, Word


class PlanChangeKind(Word):
    """What happened."""

    STARTED = "started"
    """The event it waited for came, and its days are counted."""

    SPLIT = "split"
    """A share of it started as a plan of its own."""

    STOPPED = "stopped"
    """The event turned out not to have happened: it waits again."""

    AMENDED = "amended"
    """An amendment of the order changed its amount."""

    RESCHEDULED = "rescheduled"
    """It was moved to another day."""

    WAIVED = "waived"
    """What waits for it need not wait any longer."""

    CANCELLED = "cancelled"
    """The approval was taken back, or the order given up."""


class RecordKind(Word):
    """A kind of record that changes are recorded of."""

    CUSTOMER = "customer"
    """A customer."""

    CONTACT = "contact"
    """A contact with its links."""

    PRODUCT = "product"
    """A product."""

    PRICE_LIST = "price_list"
    """A price list."""

    PRICE = "price"
    """A price on a list."""

    PIPELINE = "pipeline"
    """A pipeline."""

    OPPORTUNITY = "opportunity"
    """An opportunity."""

    QUOTE = "quote"
    """One version of a quote with its lines."""

    CONTRACT = "contract"
    """A contract."""

    ORDER = "order"
    """An order with its lines."""

    ORDER_EVENT = "order_event"
    """Something that happened to an order."""

    AMENDMENT = "amendment"
    """An amendment of an order."""

    DELIVERY = "delivery"
    """A delivery with its lines."""

    TERMS = "terms"
    """A term template."""

    PLAN = "plan"
    """A collection plan."""

    RECEIPT = "receipt"
    """A receipt with its collection details."""

    CREDIT_NOTE = "credit_note"
    """A credit note with its collection details."""

    REFUND = "refund"
    """A refund."""

    PROCEDURE = "procedure"
    """A procedure by which customers are dunned."""

    LETTER = "letter"
    """A letter to a customer who pays late, with its lines."""

    SUSPENSION = "suspension"
    """A dispute about a collection plan, or a promise to pay it."""

    INVOICE = "invoice"
    """A tax invoice with its lines."""

    DEPARTMENT = "department"
    """A department."""

    ROLE = "role"
    """A role."""

    USER = "user"
    """A user."""

    LIMIT = "limit"
    """The limit of a role."""

    APPROVAL = "approval"
    """A request for approval."""

    CODE = "code"
    """A code of a list."""

    CALENDAR = "calendar"
    """A business calendar."""

    RATE = "rate"
    """An exchange rate."""

    BASE_VALUE = "base_value"
    """What an order or a receipt is worth in the workspace's currency."""

    SETTING = "setting"
    """A setting, which is no record: its id is 0."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """What was removed."""

    removed: int
    """Commits removed by this call."""

    floor: int
    """The last position removed so far, 0 for none: the feed begins behind it."""

    more: bool
    """Whether commits through the wanted position are left for another call."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changes about an order. What is absent stays."""

    discount_amount: Decimal | None | Unset = UNSET
    """The document's discount in money; not together with `discount_percent` (money, at most 4
    decimals). `None` clears it.
    """

    discount_percent: Decimal | None | Unset = UNSET
    """The document's discount in percent, 0 to 100; not together with `discount_amount` (percent,
    at most 6 decimals). `None` clears it.
    """

    lines: Sequence[ChangedLine] | None = None
    """All lines, 1 to 1,000; the order's stay as they are when not given. What was delivered of a
    line stays.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """What a write did to one record."""

    kind: str
    """What happened, such as `order.approved`."""

    record: str
    """The kind of record, such as `order`."""

    id: int
    """The record's id; 0 for a setting, which is no record."""

    version: int
    """The record's version after it; 0 for a setting."""

    before: Mapping[str, object] | None = None
    """The fields that changed as they were; nothing for a new record."""

    after: Mapping[str, object] | None = None
    """The fields that changed as they are; the whole of a new record."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """Committed changes."""

    items: tuple[CommitEntry, ...]
    """The commits, oldest first."""

    next: int
    """The position to give as `after` next time; the given one when nothing more is there."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CommitEntry:
    """One commit: what one write did."""

    position: int
    """Its place in the feed."""

    at: dt.datetime
    """When it was made."""

    actor: int | None = None
    """Who made it; nothing for the system actor (user id)."""

    operation: str
    """The operation."""

    changes: tuple[ChangeEntry, ...]
    """The records it touched."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """How the plans of the order follow its new total."""

    strategy: Strategy = dataclasses.field(default_factory=lambda: Strategy.SPREAD_OPEN)
    """How; `spread_open` when not given."""

    consent: bool = False
    """With `reproportion`: whether a settled plan may be open again. `false` when not given."""

    amounts: Sequence[PlanAmount] | None = None
    """With `manual` only: what plans are to be, at most 1,000; those not named stay as they are."""

    new_plan: NewPlan | None = None
    """What a plan is like that is added: with `new_line`, or when nothing is open that could take
    more. On the day of the amendment when not given.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """One change of a plan. Never changed itself."""

    id: int
    """Its id (plan change id)."""

    plan: int
    """The plan (plan id)."""

    order: int
    """The plan's order (order id)."""

    kind: PlanChangeKind
    """What happened."""

    currency: str
    """The plan's currency."""

    amount: Decimal
    """What its amount changed by; for a plan that was cancelled, what was open."""

    due_before: dt.date | None = None
    """When it was due before; nothing while it waited."""

    due_after: dt.date | None = None
    """When it is due since."""

    effective_on: dt.date
    """The day it takes effect."""

    reason: str | None = None
    """Why."""

    recorded_by: int | None = None
    """Who did it (user id)."""

    created_at: dt.datetime
    """When it was written."""


class Operations:
    """The operations `change.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(
        self,
        *,
        record: RecordKind | None = None,
        id: int | None = None,
        after: int | None = None,
        limit: int | None = None,
    ) -> Listing[CommitEntry, ChangePage]:
        """Lists committed changes in the order they became visible. Every one is answered exactly
        once to a reader that continues with `next` until it stays where it was; `change.wait` waits
        for more. Once a part of the feed is archived, a reader that stands before its beginning is
        refused and told where it begins; one that starts gives that position as `after`. The trail
        of one record (`id`) is never refused: it shows what is left. With `record` alone a page may
        be shorter than asked, even empty, when much of the feed is about other records; `next` goes
        on all the same. A product's cost and a contract's expected margin are left out for readers
        without the permission to see them.

        Args:
            record: Only changes of one kind of record; commits without one are left out.
            id: Only changes of the record with this id, whatever else its commits touched; 0 for
                settings.
            after: The position read last; 0 or nothing to start from the beginning, as long as
                nothing is archived.
            limit: Commits wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Raises:
            Refused: `change.archived`: the feed begins after ‹floor›; what was changed before is
                archived.

        Example:
            s.change.list(after=1, limit=50)
        """
        return self._caller._list("change.list", Operations.list, locals())

    def wait(self, *, after: int, timeout_ms: int, limit: int | None = None) -> ChangePage:
        """Waits for changes behind a position and answers them as `change.list` does, as soon as
        one is committed; when the time is over, an empty page. What is there already is answered at
        once. A commit made through the same open workspace is noticed at once, one of another
        process or of another opening of the same workspace within 100 milliseconds. While it waits
        it holds no transaction, no connection and no lock, but the session is in use by its thread,
        as during any other call, and can be neither used nor closed by another: a reader that is to
        be stopped waits for a second or so at a time. Inside a transaction it is refused.

        Args:
            after: The position read last; 0 to start from the beginning, as long as nothing is
                archived.
            timeout_ms: How long to wait for a change, in milliseconds, 0 to 60000; 0 does not wait.
            limit: Commits wanted, 1 to 500; 50 when not given.

        Returns:
            Committed changes.

        Raises:
            Misuse: `change.in_transaction`: an open transaction never sees what others commit; end
                it before waiting.
            Refused: `change.archived`: the feed begins after ‹floor›; what was changed before is
                archived.

        Example:
            s.change.wait(after=0, timeout_ms=30)
        """
        return self._caller._run("change.wait", Operations.wait, locals())

    def archive(self, *, through: int, request: str | None = None) -> Archived:
        """Removes the beginning of the change feed, through a position, for hosts that have copied
        it away: commits and what they changed, at most 1,000 commits a call, oldest first. While
        `more` is true, call it again. The records themselves, and the answers kept for request
        keys, stay. Positions never begin anew, and readers that stand at the floor or behind it
        notice nothing; one that stands before it is refused by `change.list` and `change.wait` with
        `change.archived`. The trail of a record loses what is removed. The call itself is a commit
        of the feed, behind what it removes. In a transaction that also keeps the copies, both
        happen or neither. Needs `change.archive` with scope `all`.

        Args:
            through: The last position to remove; nothing happens when it is removed already.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            What was removed.

        Raises:
            Refused: `change.beyond_end`: the feed ends at ‹last›, before ‹through›.

        Example:
            s.change.archive(through=2)
        """
        return self._caller._run("change.archive", Operations.archive, locals())


# At the end, because those modules may need this one's types.
from .amendment import NewPlan  # noqa: E402
from .amendment import PlanAmount  # noqa: E402
from .amendment import Strategy  # noqa: E402
from .order import ChangedLine  # noqa: E402
from .terms import Start  # noqa: E402

__all__ = [
    "Archived",
    "Change",
    "ChangeEntry",
    "ChangePage",
    "ChangedLine",
    "CommitEntry",
    "Follow",
    "NewPlan",
    "Operations",
    "PlanAmount",
    "PlanChange",
    "PlanChangeKind",
    "RecordKind",
    "Start",
    "Strategy",
]
