# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `dunning`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page, Word
from .base import Warning


class LetterStatus(Word):
    """Where a letter stands."""

    ISSUED = "issued"
    """It was written, and what it claims is to come in."""

    WITHDRAWN = "withdrawn"
    """It was a mistake: its plans stand at their level before, and nothing is claimed by it."""


class SuspensionKind(Word):
    """Why a plan is not dunned."""

    DISPUTE = "dispute"
    """The customer says that it need not pay."""

    PROMISE = "promise"
    """The customer says that it will pay."""


class SuspensionStatus(Word):
    """Where a suspension stands. Derived, never stored."""

    RUNNING = "running"
    """Its last day is not over: the plan is not dunned."""

    KEPT = "kept"
    """A promise: so much was settled by its day."""

    BROKEN = "broken"
    """A promise: its day is over and less was settled."""

    OVER = "over"
    """A dispute: its last day is over."""

    RESOLVED = "resolved"
    """Somebody ended it before."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedInterest:
    """What a letter claimed of a plan's interest."""

    letter: int
    """The letter (letter id)."""

    claim: int | None = None
    """The plan by which it is collected (plan id)."""

    interest: Decimal
    """How much."""

    periods: tuple[InterestPeriod, ...]
    """Its times."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DunningProposal:
    """What the letter of one customer in one currency would say. All amounts are in `currency`."""

    customer: int
    """The customer (customer id)."""

    currency: str
    """The currency."""

    procedure: int | None = None
    """The procedure it is dunned by; nothing for who is not dunned (procedure id)."""

    edition: int | None = None
    """The edition of the procedure."""

    level: int | None = None
    """The highest level of the lines."""

    open: Decimal
    """What is open of the plans of the lines."""

    claimed_before: Decimal
    """What is open of fees and interest that were claimed before."""

    fee: Decimal
    """The fees that would be claimed."""

    interest: Decimal
    """The interest that would be claimed."""

    total: Decimal
    """What the customer would be asked to pay: all of that."""

    lines: tuple[LetterLine, ...]
    """What the letter would say of each plan, the oldest due first; without any there would be
    none.
    """

    left_out: tuple[LeftOut, ...]
    """The plans that are late and left out, the oldest due first."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InterestPeriod:
    """Interest of a time in which the same amount was open."""

    from_: dt.date
    """The day from which it counts: the due date with the days of grace, the end of the period
    before, or the day on which what was open changed.
    """

    to: dt.date
    """The day to which it counts. The days between the two are late."""

    days: int
    """Days, as the day count has them."""

    open: Decimal
    """What was open."""

    percent: Decimal
    """Percent a year."""

    interest: Decimal
    """The interest: what all periods so far come to, rounded once, less those before."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class InterestSheet:
    """The interest of a plan. All amounts are in `currency`."""

    plan: int
    """The plan (plan id)."""

    customer: int
    """Who pays it (customer id)."""

    currency: str
    """The plan's currency."""

    as_of: dt.date
    """The day."""

    procedure: int | None = None
    """The procedure that says how much; nothing for who is not dunned (procedure id)."""

    terms: InterestTerms | None = None
    """What it says of interest today; without it none is owed."""

    claimed: tuple[ClaimedInterest, ...]
    """The times that letters claimed, in order."""

    periods: tuple[InterestPeriod, ...]
    """The times that none claims yet, in order."""

    interest: Decimal
    """What those come to."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A plan that is late and left out of a letter."""

    plan: int
    """The plan (plan id)."""

    order: int
    """The plan's order (order id)."""

    due_on: dt.date | None = None
    """The day it was due."""

    days_late: int
    """Days since then."""

    open: Decimal
    """What is open."""

    level: int | None = None
    """The level it stands at, from 1."""

    reason: Warning
    """Why it is left out."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter that asks a customer to pay, as data. All amounts are in `currency`."""

    id: int
    """Its id (letter id)."""

    version: int
    """Raised by every change."""

    number: str
    """Its number, unique; drawn from the series unless the host gave one."""

    status: LetterStatus
    """Where it stands."""

    customer: int
    """Who is asked to pay (customer id)."""

    owner: int | None = None
    """Who looks after the customer, at that time (user id)."""

    department: int | None = None
    """The customer's department, at that time (department id)."""

    currency: str
    """The currency of the plans it is about."""

    procedure: int
    """The procedure it was written by (procedure id)."""

    edition: int
    """The edition of the procedure."""

    level: int | None = None
    """The highest level that a plan rises to or stays at; nothing when none stands at one."""

    title: str | None = None
    """The title of that level."""

    text: str | None = None
    """What that level says."""

    channel: Channel
    """How it reaches the customer."""

    issued_on: dt.date
    """The day it was issued."""

    pay_by: dt.date
    """The day by which the customer is to pay; what it claims is due then."""

    open: Decimal
    """What was open of the plans it is about."""

    claimed_before: Decimal
    """What was open of fees and interest that were claimed before."""

    fee: Decimal
    """The fees it claims."""

    interest: Decimal
    """The interest it claims."""

    total: Decimal
    """What the customer is asked to pay: all of that."""

    issued_by: int | None = None
    """Who issued it (user id)."""

    withdrawn_on: dt.date | None = None
    """The day it was withdrawn."""

    withdrawn_for: str | None = None
    """Why it was withdrawn."""

    withdrawn_by: int | None = None
    """Who withdrew it (user id)."""

    external_ref: str | None = None
    """The host's own key, unique among letters."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was written."""

    lines: tuple[LetterLine, ...]
    """What it says of each plan, the oldest due first. `dunning.list` does not read them: there the
    list is empty.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """What a letter says of one plan."""

    letter: int | None = None
    """The letter; nothing while it is proposed (letter id)."""

    plan: int
    """The plan (plan id)."""

    order: int
    """The plan's order (order id)."""

    currency: str
    """The plan's currency."""

    issued_on: dt.date
    """The day of the letter."""

    due_on: dt.date | None = None
    """The day it was due."""

    days_late: int
    """Days since then."""

    open: Decimal
    """What is open."""

    level_before: int | None = None
    """The level it stood at before, from 1; nothing when no letter was about it."""

    level: int | None = None
    """The level it rises to, or stays at when only interest is claimed."""

    fee: Decimal
    """The fee for that."""

    interest: Decimal
    """The interest that is claimed."""

    periods: tuple[InterestPeriod, ...]
    """The periods of that interest, in order."""

    fee_claim: int | None = None
    """The plan by which the fee is collected, once the letter is issued (plan id)."""

    interest_claim: int | None = None
    """The plan by which the interest is collected, once the letter is issued (plan id)."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What letters would say."""

    as_of: dt.date
    """The day."""

    items: tuple[DunningProposal, ...]
    """One item for each customer and currency, by their ids and codes."""

    next: str | None = None
    """Where the next page starts: give it as `after`. `null` on the last page."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ShownSuspension:
    """A suspension as it stands today. All amounts are in its currency."""

    suspension: Suspension
    """The dispute or the promise."""

    status: SuspensionStatus
    """Where it stands."""

    settled: Decimal
    """What of the plan was settled since it was said, up to its last day."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A dispute about a plan, or a promise to pay it."""

    id: int
    """Its id (suspension id)."""

    version: int
    """Raised by every change."""

    kind: SuspensionKind
    """What it is."""

    plan: int
    """The plan (plan id)."""

    order: int
    """The plan's order (order id)."""

    customer: int
    """The plan's customer (customer id)."""

    owner: int | None = None
    """The salesperson, as the plan's at that time (user id)."""

    department: int | None = None
    """The department, as the plan's at that time (department id)."""

    currency: str
    """The plan's currency."""

    amount: Decimal
    """What is disputed, or promised: what was open when nothing was said."""

    said_on: dt.date
    """The day it was said."""

    until: dt.date
    """Its last day: the plan is dunned again from the day behind it. A promise is kept on that day
    still.
    """

    reason: str
    """Why, or what was said."""

    recorded_by: int | None = None
    """Who recorded it (user id)."""

    resolved_on: dt.date | None = None
    """The day it was ended before."""

    resolved_for: str | None = None
    """Why it was ended."""

    resolved_by: int | None = None
    """Who ended it (user id)."""

    created_at: dt.datetime
    """When it was recorded."""


class Operations:
    """The operations `dunning.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def propose(
        self,
        *,
        as_of: dt.date | None = None,
        customer: int | None = None,
        currency: str | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[DunningProposal, Proposals]:
        """Shows, customer by customer, which letters a day asks for: which plans reach which level,
        what fees and interest would be claimed, and why plans that are late are left out. Nothing
        is kept; `dunning.issue` writes the letter of a customer. Of the plans that the actor may
        see.

        Args:
            as_of: The day, today or later: as if nothing were paid until then; today when not
                given.
            customer: For one customer (customer id).
            currency: In one currency (ISO 4217 code).
            limit: Customers looked at for the page, 1 to 500; 50 when not given. Who has nothing
                late has no item. Going through the list reads on to its end.
            after: The `next` of the page before, with the same arguments otherwise.

        Returns:
            The items; a page is read, and may be refused, when one gets to it; `.page()` is the
            first page with `as_of`.

        Raises:
            Refused: `dunning.day_in_past`: ‹day› lies before today, ‹today›.

        Example:
            s.dunning.propose(as_of=dt.date.fromisoformat("2026-02-15"))
        """
        return self._caller._list("dunning.propose", Operations.propose, locals())

    def issue(
        self,
        *,
        number: str | None = None,
        customer: int,
        version: int | None = None,
        currency: str | None = None,
        plans: Sequence[int] | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Letter:
        """Writes the letter of today to a customer, in one currency: the plans it is about rise to
        their next level, and its fees and interest become collection plans of their own, due when
        the letter says. Interest is claimed up to today and of no day twice. What `dunning.propose`
        leaves out is left out; a second letter of the same day finds nothing to say.

        Args:
            number: Its number, unique; drawn from the series when not given (at most 100
                characters).
            customer: The customer (customer id).
            version: The version of the customer it was seen at.
            currency: The currency; the customer's, else the setting's, when not given (ISO 4217
                code).
            plans: About these plans alone, 1 to 1,000: each rises when its next level is met, else
                its interest is claimed, settled ones too that no letter was about. No minimum is
                asked for.
            external_ref: The host's own key, unique among letters (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A letter that asks a customer to pay, as data. All amounts are in `currency`.

        Raises:
            Refused: `dunning.not_dunned`: the customer is dunned by no procedure.
            Refused: `dunning.other_plan`: plan ‹plan› is no plan of an order of this customer in
                ‹currency›.
            Refused: `dunning.left_out`: plan ‹plan› is left out: ‹why›.
            Refused: `dunning.nothing_to_claim`: there is nothing in ‹currency› to dun the customer
                for; plans that are left out: ‹left_out›.

        Example:
            s.dunning.issue(customer=1)
        """
        return self._caller._run("dunning.issue", Operations.issue, locals())

    def withdraw(
        self,
        *,
        letter: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> Letter:
        """Withdraws a letter that was a mistake: the plans it is about stand at their level before,
        and what it claims is cancelled; its interest can be claimed anew. The latest letter about a
        plan goes first, and nothing of what it claims has come in.

        Args:
            letter: The letter (letter id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A letter that asks a customer to pay, as data. All amounts are in `currency`.

        Raises:
            Refused: `dunning.withdrawn`: the letter was withdrawn on ‹withdrawn_on›.
            Refused: `dunning.later_letter`: letter ‹letter› of ‹issued_on› is about plan ‹plan›
                too; withdraw that first.
            Refused: `dunning.claims_paid`: ‹paid› of what the letter claims came in; release that
                first.

        Example:
            s.dunning.withdraw(letter=16, reason="误发")
        """
        return self._caller._run("dunning.withdraw", Operations.withdraw, locals())

    def get(self, *, letter: int) -> Letter:
        """Reads a letter with its lines.

        Args:
            letter: The letter (letter id).

        Returns:
            A letter that asks a customer to pay, as data. All amounts are in `currency`.

        Example:
            s.dunning.get(letter=12)
        """
        return self._caller._run("dunning.get", Operations.get, locals())

    def list(
        self,
        *,
        number: str | None = None,
        external_ref: str | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        status: LetterStatus | None = None,
        issued_from: dt.date | None = None,
        issued_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Letter, Page[Letter]]:
        """Lists letters without their lines, latest first.

        Args:
            number: Only the one with this number (at most 100 characters).
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            customer: To one customer (customer id).
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
            s.dunning.list(customer=1)
        """
        return self._caller._list("dunning.list", Operations.list, locals())

    def interest(self, *, plan: int, as_of: dt.date | None = None) -> InterestSheet:
        """Explains the interest of a plan: what letters claimed of it, and the times up to a day
        that none claims yet, each with what was open. It is the same for who is open and who has
        paid late.

        Args:
            plan: The plan (plan id).
            as_of: The day, today or later: as if nothing were paid until then; today when not
                given.

        Returns:
            The interest of a plan. All amounts are in `currency`.

        Raises:
            Refused: `dunning.day_in_past`: ‹day› lies before today, ‹today›.

        Example:
            s.dunning.interest(plan=10)
        """
        return self._caller._run("dunning.interest", Operations.interest, locals())

    def dispute(
        self,
        *,
        plan: int,
        version: int | None = None,
        until: dt.date,
        amount: Decimal | None = None,
        reason: str,
        request: str | None = None,
    ) -> ShownSuspension:
        """Records that a customer says it need not pay a plan: up to a day, that one with it, the
        plan is not dunned. Money may come in for it all the same, it ages, and interest runs on.

        Args:
            plan: The plan; something is open on it (plan id).
            version: The version of the plan it was seen at.
            until: The last day, from today to 3,660 days behind it.
            amount: How much is disputed, above zero and at most what is open; all of that when not
                given (money, at most 4 decimals).
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A suspension as it stands today. All amounts are in its currency.

        Raises:
            Refused: `collection.nothing_open`: nothing is open on plan ‹plan›.
            Refused: `dunning.day_out_of_range`: ‹day› must lie between ‹first› and ‹last›.
            Refused: `collection.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `dunning.running`: the plan has a ‹kind› that runs up to ‹until›; resolve it
                first.

        Example:
            s.dunning.dispute(plan=10, until=dt.date.fromisoformat("2026-02-10"), reason="货物有瑕疵")
        """
        return self._caller._run("dunning.dispute", Operations.dispute, locals())

    def promise(
        self,
        *,
        plan: int,
        version: int | None = None,
        on: dt.date,
        amount: Decimal | None = None,
        reason: str,
        request: str | None = None,
    ) -> ShownSuspension:
        """Records that a customer says it will pay a plan, or a part of it, on a day: up to that
        day, that one with it, the plan is not dunned, and the expected cash has it then. It is kept
        once so much is settled by that day.

        Args:
            plan: The plan; something is open on it (plan id).
            version: The version of the plan it was seen at.
            on: The day, from today to 3,660 days behind it.
            amount: How much is promised, above zero and at most what is open; all of that when not
                given (money, at most 4 decimals).
            reason: What was said, and by whom, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A suspension as it stands today. All amounts are in its currency.

        Raises:
            Refused: `collection.nothing_open`: nothing is open on plan ‹plan›.
            Refused: `dunning.day_out_of_range`: ‹day› must lie between ‹first› and ‹last›.
            Refused: `collection.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `dunning.running`: the plan has a ‹kind› that runs up to ‹until›; resolve it
                first.

        Example:
            s.dunning.promise(
                plan=16,
                on=dt.date.fromisoformat("2026-02-05"),
                amount=Decimal("500"),
                reason="财务王女士电话承诺",
            )
        """
        return self._caller._run("dunning.promise", Operations.promise, locals())

    def resolve(
        self,
        *,
        suspension: int,
        version: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> ShownSuspension:
        """Ends a dispute, or a promise, before its last day: its plan is dunned again. A dispute
        that was right is a credit note besides.

        Args:
            suspension: The dispute or the promise (suspension id).
            version: The version it was seen at.
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A suspension as it stands today. All amounts are in its currency.

        Raises:
            Refused: `dunning.not_running`: it does not run any more: it is ‹status›.

        Example:
            s.dunning.resolve(suspension=33, reason="误记")
        """
        return self._caller._run("dunning.resolve", Operations.resolve, locals())

    def suspensions(
        self,
        *,
        plan: int | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        kind: SuspensionKind | None = None,
        unresolved: bool = False,
        until_from: dt.date | None = None,
        until_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[ShownSuspension, Page[ShownSuspension]]:
        """Lists disputes and promises, those with the latest last day first, each as it stands
        today.

        Args:
            plan: About one plan (plan id).
            customer: Of one customer (customer id).
            owner: Of one salesperson (user id).
            department: Of one department, not of those below it (department id).
            kind: Only disputes, or only promises.
            unresolved: Only those that nobody ended. `false` when not given.
            until_from: With a last day on this day or later.
            until_to: With a last day on this day or earlier.
            limit: Items of the page, 1 to 500; 50 when not given. Going through the list reads on
                to its end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.dunning.suspensions(plan=16)
        """
        return self._caller._list("dunning.suspensions", Operations.suspensions, locals())

    def waive(
        self,
        *,
        plan: int,
        version: int | None = None,
        amount: Decimal | None = None,
        reason: str,
        note: str | None = None,
        request: str | None = None,
    ) -> PlanSheet:
        """Waives what is open of a fee or of interest that a letter claims, or a part of it. It is
        written off, within the limits of write-offs; `collection.take_back` takes it back.

        Args:
            plan: The plan by which the fee or the interest is collected (plan id).
            version: The version it was seen at.
            amount: How much, above zero; all that is open when not given (money, at most 4
                decimals).
            reason: Why: a code of the list `write_off_reason` (at most 100 characters).
            note: Why, in words, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A plan and what has paid it.

        Raises:
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `dunning.no_claim`: plan ‹plan› is no fee and no interest; it is written off
                instead.
            Refused: `collection.nothing_open`: nothing is open on plan ‹plan›.
            Refused: `collection.beyond_open`: ‹amount› is more than the ‹open› open on plan ‹plan›.
            Refused: `approval.limit_exceeded`: ‹action›: ‹amount› ‹currency› is beyond the ‹limit›
                ‹currency› that ‹user› reaches to.

        Example:
            s.dunning.waive(plan=28, amount=Decimal("50"), reason="goodwill")
        """
        return self._caller._run("dunning.waive", Operations.waive, locals())


# At the end, because those modules may need this one's types.
from .change import PlanChange  # noqa: E402
from .change import PlanChangeKind  # noqa: E402
from .collection import Allocation  # noqa: E402
from .collection import ClaimOf  # noqa: E402
from .collection import CollectionPlan  # noqa: E402
from .collection import DetailKind  # noqa: E402
from .collection import PlanKind  # noqa: E402
from .collection import PlanSheet  # noqa: E402
from .collection import PlanStatus  # noqa: E402
from .procedure import Channel  # noqa: E402
from .procedure import DayCount  # noqa: E402
from .procedure import InterestTerms  # noqa: E402
from .terms import Early  # noqa: E402
from .terms import EarlyOffer  # noqa: E402
from .terms import Gate  # noqa: E402
from .terms import PartPayment  # noqa: E402
from .terms import Start  # noqa: E402
from .terms import TaxBase  # noqa: E402

__all__ = [
    "Allocation",
    "Channel",
    "ClaimOf",
    "ClaimedInterest",
    "CollectionPlan",
    "DayCount",
    "DetailKind",
    "DunningProposal",
    "Early",
    "EarlyOffer",
    "Gate",
    "InterestPeriod",
    "InterestSheet",
    "InterestTerms",
    "LeftOut",
    "Letter",
    "LetterLine",
    "LetterStatus",
    "Operations",
    "PartPayment",
    "PlanChange",
    "PlanChangeKind",
    "PlanKind",
    "PlanSheet",
    "PlanStatus",
    "Proposals",
    "ShownSuspension",
    "Start",
    "Suspension",
    "SuspensionKind",
    "SuspensionStatus",
    "TaxBase",
    "Warning",
]
