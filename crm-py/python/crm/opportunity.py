# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `opportunity`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset, Word


class Action(Word):
    """What moves an opportunity."""

    ADVANCE = "advance"
    """To another stage."""

    WIN = "win"
    """The customer buys."""

    LOSE = "lose"
    """The customer does not buy."""

    REOPEN = "reopen"
    """A win or a loss is taken back."""


class Status(Word):
    """Where an opportunity stands."""

    OPEN = "open"
    """In one of the stages of its pipeline."""

    WON = "won"
    """The customer bought."""

    LOST = "lost"
    """The customer did not buy; the reason is given."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityDocument:
    """An opportunity with what is derived from it: its probability, its weighted amount and, from
    `opportunity.get`, its history.
    """

    id: int
    """Its id (opportunity id)."""

    version: int
    """Raised by every change."""

    name: str
    """What it is about."""

    status: Status
    """Where it stands."""

    customer: int
    """Who may buy (customer id)."""

    contact: int | None = None
    """Whom to talk to (contact id)."""

    pipeline: int
    """The pipeline it goes through (pipeline id)."""

    stage: int
    """The stage it stands in; once won or lost, the last one before that (stage id)."""

    owner: int | None = None
    """The salesperson (user id)."""

    department: int | None = None
    """The department it belongs to (department id)."""

    currency: str
    """The currency of its amounts."""

    amount: Decimal | None = None
    """What the customer may spend, not negative."""

    probability: Decimal
    """The probability in force, in percent, 0 to 100: 100 when won, 0 when lost, otherwise the
    manual one where it is set, otherwise the stage's.
    """

    manual_probability: Decimal | None = None
    """The probability a person set, in percent, 0 to 100; kept over every move. `"0"` is set,
    `null` is not.
    """

    weighted: Decimal | None = None
    """The amount times the probability, rounded to the currency's minor unit as the setting `tie`
    says; nothing without an amount.
    """

    expected_close: dt.date | None = None
    """The day it is expected to be decided."""

    closed_on: dt.date | None = None
    """The day it was won or lost; nothing while it is open."""

    lost_reason: str | None = None
    """Why it was lost, a code of the list `lost_reason`; only while it is lost."""

    lost_note: str | None = None
    """More about the loss; only while it is lost."""

    source: str | None = None
    """A code of the list `source`."""

    note: str | None = None
    """A note."""

    external_ref: str | None = None
    """The host's own key, unique among opportunities."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""

    stages: tuple[StageVisit, ...] | None = None
    """Where it has been, oldest first, with the time spent in each: every stage entered, every win,
    loss and reopening. Answered by `opportunity.get` only.
    """


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StageVisit:
    """One entry of an opportunity's history, with the time spent there."""

    sequence: int
    """Its place, from 1."""

    stage: int
    """The stage it stood in; of a win or a loss the last one before it (stage id)."""

    name: str
    """The stage's name."""

    status: Status
    """Where the opportunity stood: open in the stage, won or lost."""

    lost_reason: str | None = None
    """The reason of a loss, a code of the list `lost_reason`."""

    reason: str | None = None
    """Why it moved back or was reopened, or the note of a loss."""

    entered_at: dt.datetime
    """When it came here."""

    entered_by: int | None = None
    """Who moved it here; nothing for the system actor (user id)."""

    left_at: dt.datetime | None = None
    """When it went on; nothing while it is here."""

    seconds: int
    """Whole seconds spent here, up to now for the entry it stands in."""


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
    """The operations `opportunity.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        customer: int,
        contact: int | None = None,
        pipeline: int | None = None,
        stage: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        currency: str | None = None,
        amount: Decimal | None = None,
        manual_probability: Decimal | None = None,
        expected_close: dt.date | None = None,
        source: str | None = None,
        note: str | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> OpportunityDocument:
        """Creates an open opportunity in a stage of a pipeline; its history begins.

        Args:
            name: What it is about, at most 200 characters.
            customer: Who may buy (customer id).
            contact: Whom to talk to (contact id).
            pipeline: The pipeline; the only active one when there is just one, otherwise needed
                (pipeline id).
            stage: The stage it starts in; the pipeline's first when not given (stage id).
            owner: The salesperson; the acting user when not given (user id).
            department: The department it belongs to; the salesperson's when not given (department
                id).
            currency: The currency of the amount; the customer's, else the setting's, when not given
                (ISO 4217 code).
            amount: What the customer may spend, not negative (money, at most 4 decimals).
            manual_probability: A probability in percent, 0 to 100, that stands instead of the
                stage's and is kept over every move (percent, at most 6 decimals).
            expected_close: The day it is expected to be decided.
            source: A code of the list `source` (at most 100 characters).
            note: A note, at most 16,000 characters.
            external_ref: The host's own key, unique among opportunities (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An opportunity with what is derived from it: its probability, its weighted amount and,
            from `opportunity.get`, its history.

        Raises:
            Refused: `customer.archived`: customer ‹customer› is archived.
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            Refused: `contact.archived`: the contact ‹contact› is archived.
            Refused: `contact.not_linked`: contact ‹contact› is not linked to customer ‹customer›.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.
            Refused: `pipeline.archived`: the pipeline "‹name›" is archived.
            Refused: `opportunity.stage_foreign`: pipeline ‹pipeline› has no stage ‹stage›.

        Example:
            s.opportunity.create(name="华信二期产线改造", customer=25)
        """
        return self._caller._run("opportunity.create", Operations.create, locals())

    def update(
        self,
        *,
        opportunity: int,
        version: int | None = None,
        name: str | None = None,
        currency: str | None = None,
        amount: Decimal | None | Unset = UNSET,
        contact: int | None | Unset = UNSET,
        department: int | None | Unset = UNSET,
        expected_close: dt.date | None | Unset = UNSET,
        external_ref: str | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        manual_probability: Decimal | None | Unset = UNSET,
        note: str | None | Unset = UNSET,
        owner: int | None | Unset = UNSET,
        source: str | None | Unset = UNSET,
        request: str | None = None,
    ) -> OpportunityDocument:
        """Changes an opportunity's fields, whatever its status; status, stage and history stay. A
        field that is not given is kept, `null` clears it.

        Args:
            opportunity: The opportunity (opportunity id).
            version: The version the caller saw; when it has changed since, the call loses with
                `conflict`.
            name: What it is about, at most 200 characters.
            currency: The currency of the amount (ISO 4217 code).
            amount: What the customer may spend, not negative (money, at most 4 decimals). `None`
                clears it.
            contact: Whom to talk to (contact id). `None` clears it.
            department: The department it belongs to; a new owner's when only that is given
                (department id). `None` clears it.
            expected_close: The day it is expected to be decided. `None` clears it.
            external_ref: The host's own key, unique among opportunities (at most 100 characters).
                `None` clears it.
            extra: The host's own data, at most 16 KiB. `None` clears it.
            manual_probability: A probability in percent, 0 to 100, that stands instead of the
                stage's; `null` goes back to the stage's (percent, at most 6 decimals). `None`
                clears it.
            note: A note, at most 16,000 characters. `None` clears it.
            owner: The salesperson (user id). `None` clears it.
            source: A code of the list `source` (at most 100 characters). `None` clears it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An opportunity with what is derived from it: its probability, its weighted amount and,
            from `opportunity.get`, its history.

        Raises:
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            Refused: `contact.archived`: the contact ‹contact› is archived.
            Refused: `contact.not_linked`: contact ‹contact› is not linked to customer ‹customer›.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.

        Example:
            s.opportunity.update(opportunity=40, contact=32)
        """
        return self._caller._run("opportunity.update", Operations.update, locals())

    def advance(
        self,
        *,
        opportunity: int,
        version: int | None = None,
        stage: int | None = None,
        reason: str | None = None,
        request: str | None = None,
    ) -> OpportunityDocument:
        """Moves an open opportunity to another stage of its pipeline: forward to any, back with a
        reason. A manual probability stays.

        Args:
            opportunity: The opportunity (opportunity id).
            version: The version the caller saw; when it has changed since, the call loses with
                `conflict`.
            stage: The stage to move to; the next one when not given (stage id).
            reason: Why, at most 1,000 characters; needed to move back.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An opportunity with what is derived from it: its probability, its weighted amount and,
            from `opportunity.get`, its history.

        Raises:
            Refused: `opportunity.not_open`: the opportunity is ‹status›; reopen it first.
            Refused: `opportunity.stage_foreign`: pipeline ‹pipeline› has no stage ‹stage›.
            Refused: `opportunity.last_stage`: "‹stage›" is the last stage: win or lose the
                opportunity.
            Refused: `opportunity.same_stage`: the opportunity already stands in "‹stage›".
            Refused: `opportunity.reason_needed`: moving back from "‹from›" to "‹to›" needs a
                reason.

        Example:
            s.opportunity.advance(opportunity=40)
        """
        return self._caller._run("opportunity.advance", Operations.advance, locals())

    def win(
        self,
        *,
        opportunity: int,
        version: int | None = None,
        closed_on: dt.date | None = None,
        request: str | None = None,
    ) -> OpportunityDocument:
        """Wins an open opportunity. Its probability is 100 from then on.

        Args:
            opportunity: The opportunity (opportunity id).
            version: The version the caller saw; when it has changed since, the call loses with
                `conflict`.
            closed_on: The day it was won, not in the future; today when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An opportunity with what is derived from it: its probability, its weighted amount and,
            from `opportunity.get`, its history.

        Raises:
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `opportunity.not_open`: the opportunity is ‹status›; reopen it first.

        Example:
            s.opportunity.win(opportunity=19)
        """
        return self._caller._run("opportunity.win", Operations.win, locals())

    def lose(
        self,
        *,
        opportunity: int,
        version: int | None = None,
        reason: str,
        note: str | None = None,
        closed_on: dt.date | None = None,
        request: str | None = None,
    ) -> OpportunityDocument:
        """Loses an open opportunity for a reason. Its probability is 0 from then on.

        Args:
            opportunity: The opportunity (opportunity id).
            version: The version the caller saw; when it has changed since, the call loses with
                `conflict`.
            reason: Why, a code of the list `lost_reason` (at most 100 characters).
            note: More about it, at most 1,000 characters.
            closed_on: The day it was lost, not in the future; today when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An opportunity with what is derived from it: its probability, its weighted amount and,
            from `opportunity.get`, its history.

        Raises:
            Refused: `date.in_future`: ‹day› lies after today, ‹today›.
            Refused: `opportunity.not_open`: the opportunity is ‹status›; reopen it first.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.

        Example:
            s.opportunity.lose(opportunity=40, reason="price")
        """
        return self._caller._run("opportunity.lose", Operations.lose, locals())

    def reopen(
        self,
        *,
        opportunity: int,
        version: int | None = None,
        stage: int | None = None,
        reason: str,
        request: str | None = None,
    ) -> OpportunityDocument:
        """Takes a win or a loss back: the opportunity is open again. What was won or lost stays in
        its history.

        Args:
            opportunity: The opportunity (opportunity id).
            version: The version the caller saw; when it has changed since, the call loses with
                `conflict`.
            stage: The stage to go on in; the last one it stood in when not given (stage id).
            reason: Why, at most 1,000 characters.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            An opportunity with what is derived from it: its probability, its weighted amount and,
            from `opportunity.get`, its history.

        Raises:
            Refused: `opportunity.not_closed`: the opportunity is ‹status›, neither won nor lost.
            Refused: `opportunity.stage_foreign`: pipeline ‹pipeline› has no stage ‹stage›.

        Example:
            s.opportunity.reopen(opportunity=8, reason="预算已批")
        """
        return self._caller._run("opportunity.reopen", Operations.reopen, locals())

    def get(self, *, opportunity: int) -> OpportunityDocument:
        """Reads an opportunity with its history: every stage entered, every win, loss and
        reopening, and the time spent in each.

        Args:
            opportunity: The opportunity (opportunity id).

        Returns:
            An opportunity with what is derived from it: its probability, its weighted amount and,
            from `opportunity.get`, its history.

        Example:
            s.opportunity.get(opportunity=40)
        """
        return self._caller._run("opportunity.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        owner: int | None = None,
        department: int | None = None,
        customer: int | None = None,
        pipeline: int | None = None,
        stage: int | None = None,
        status: Status | None = None,
        expected_from: dt.date | None = None,
        expected_to: dt.date | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[OpportunityDocument, Page[OpportunityDocument]]:
        """Lists opportunities, newest first; with a window of expected closing days by that day.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            owner: Only those of this salesperson (user id).
            department: Only those of this department, not of those below it (department id).
            customer: Only those of this customer (customer id).
            pipeline: Only those in this pipeline (pipeline id).
            stage: Only those in this stage, or closed from it (stage id).
            status: Only those that stand so.
            expected_from: Only those expected to be decided on this day or later.
            expected_to: Only those expected to be decided on this day or earlier.
            limit: Items wanted, 1 to 500; 50 when not given. Going through the list reads on to its
                end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.opportunity.list(limit=2)
        """
        return self._caller._list("opportunity.list", Operations.list, locals())

    def transitions(self) -> TransitionList:
        """Answers which action leads from which status to which. Every other pair is refused.

        Returns:
            The moves a kind of record permits, in the order they are declared.

        Example:
            s.opportunity.transitions()
        """
        return self._caller._run("opportunity.transitions", Operations.transitions, locals())

__all__ = [
    "Action",
    "Operations",
    "OpportunityDocument",
    "StageVisit",
    "Status",
    "Transition",
    "TransitionList",
]
