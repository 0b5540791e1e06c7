# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `contact`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset
from .base import Lifecycle


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at one or several customers."""

    id: int
    """Its id (contact id)."""

    version: int
    """Raised by every change, of its links too."""

    status: Lifecycle
    """Whether it is in use."""

    name: str
    """The person's name."""

    title: str | None = None
    """The job title."""

    mobile: str | None = None
    """The mobile telephone number."""

    phones: tuple[str, ...]
    """Other telephone numbers."""

    email: str | None = None
    """The mail address."""

    note: str | None = None
    """Remarks."""

    owner: int | None = None
    """Who looks after the contact (user id)."""

    department: int | None = None
    """The department it belongs to (department id)."""

    external_ref: str | None = None
    """The host's own key, unique among contacts."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""

    links: tuple[ContactLink, ...]
    """The customers it is linked to, by their ids."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContactLink:
    """A contact's place at one customer."""

    contact: int
    """The contact (contact id)."""

    customer: int
    """The customer (customer id)."""

    role: str | None = None
    """What the person is there: a code of the list `contact_role`."""

    primary: bool
    """Whether it is the customer's main contact; a customer has at most one."""


class Operations:
    """The operations `contact.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        title: str | None = None,
        mobile: str | None = None,
        phones: Sequence[str] = (),
        email: str | None = None,
        note: str | None = None,
        customer: int | None = None,
        role: str | None = None,
        primary: bool = False,
        owner: int | None = None,
        department: int | None = None,
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Contact:
        """Creates a contact, linked to a customer when one is given.

        Args:
            name: The person's name, at most 200 characters.
            title: The job title, at most 200 characters.
            mobile: The mobile telephone number, at most 100 characters.
            phones: Other telephone numbers, at most 10.
            email: The mail address, at most 1,000 characters.
            note: Remarks, at most 16,000 characters.
            customer: A customer to link the contact to (customer id).
            role: What the person is there: a code of the list `contact_role`; only together with
                `customer` (at most 100 characters).
            primary: Whether it becomes that customer's main contact; only together with `customer`.
            owner: Who looks after the contact; the acting user when not given (user id).
            department: The department it belongs to; the owner's when not given (department id).
            external_ref: The host's own key, unique among contacts (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A person at one or several customers.

        Raises:
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.

        Example:
            s.contact.create(
                name="王芳",
                title="采购经理",
                mobile="138 0013 8000",
                phones=["010-8888 6666", "010-8888 6667"],
                email="Wang.Fang@huaxin.example",
                note="周五下午不便接电话。",
                customer=1,
                role="采购决策人",
                primary=True,
                external_ref="HR-7",
                extra={"wechat": "wangfang"},
            )
        """
        return self._caller._run("contact.create", Operations.create, locals())

    def update(
        self,
        *,
        contact: int,
        department: int | None | Unset = UNSET,
        email: str | None | Unset = UNSET,
        external_ref: str | None | Unset = UNSET,
        extra: Mapping[str, object] | None | Unset = UNSET,
        mobile: str | None | Unset = UNSET,
        name: str | None = None,
        note: str | None | Unset = UNSET,
        owner: int | None | Unset = UNSET,
        phones: Sequence[str] | None = None,
        title: str | None | Unset = UNSET,
        version: int | None = None,
        request: str | None = None,
    ) -> Contact:
        """Changes a contact; fields that are not given are kept, `null` empties a field.

        Args:
            contact: The contact (contact id).
            department: The department it belongs to; a new owner's when only that is given
                (department id). `None` clears it.
            email: The mail address, at most 1,000 characters. `None` clears it.
            external_ref: The host's own key, unique among contacts (at most 100 characters). `None`
                clears it.
            extra: The host's own data, at most 16 KiB; it takes the place of the former. `None`
                clears it.
            mobile: The mobile telephone number, at most 100 characters. `None` clears it.
            name: The person's name, at most 200 characters.
            note: Remarks, at most 16,000 characters. `None` clears it.
            owner: Who looks after the contact (user id). `None` clears it.
            phones: All other telephone numbers, at most 10: they take the place of the former ones.
            title: The job title, at most 200 characters. `None` clears it.
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A person at one or several customers.

        Raises:
            Refused: `user.archived`: user ‹user› is archived.
            Refused: `department.archived`: department ‹department› is archived.

        Example:
            s.contact.update(contact=5, name="王方", phones=[], title=None, version=4)
        """
        return self._caller._run("contact.update", Operations.update, locals())

    def get(self, *, contact: int) -> Contact:
        """Reads a contact with its links.

        Args:
            contact: The contact (contact id).

        Returns:
            A person at one or several customers.

        Example:
            s.contact.get(contact=5)
        """
        return self._caller._run("contact.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        text: str | None = None,
        customer: int | None = None,
        owner: int | None = None,
        department: int | None = None,
        status: Lifecycle | None = None,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Contact, Page[Contact]]:
        """Lists contacts with their links, the newest first. With `text` a page may be shorter than
        asked when much of what is found lies outside what the actor may see; `next` goes on all the
        same.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            text: Only those found by name, telephone or mail address: words of one or more
                characters, all of which must occur; width, capitals, spaces and punctuation do not
                count.
            customer: Only those linked to one customer (customer id).
            owner: Only those of one owner (user id).
            department: Only those of one department, not of those below it (department id).
            status: Only active or only archived ones; both when not given.
            limit: Contacts wanted, 1 to 500; 50 when not given. Going through the list reads on to
                its end.
            after: Where to go on: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Raises:
            InvalidInput: `search.empty`: the text holds no letter and no digit to look for.

        Example:
            s.contact.list(customer=1)
        """
        return self._caller._list("contact.list", Operations.list, locals())

    def link(
        self,
        *,
        contact: int,
        customer: int,
        role: str | None = None,
        primary: bool = False,
        version: int | None = None,
        request: str | None = None,
    ) -> Contact:
        """Links a contact to a customer, or states anew what the link says: role and main contact
        become what is given here. The customer's former main contact, if another, stops being it.

        Args:
            contact: The contact (contact id).
            customer: The customer; a contact is linked to at most 200 (customer id).
            role: What the person is there: a code of the list `contact_role` (at most 100
                characters).
            primary: Whether it is that customer's main contact.
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A person at one or several customers.

        Raises:
            InvalidInput: `code.unknown`: the list ‹list› has no code "‹code›".
            Refused: `code.retired`: the code "‹code›" of the list ‹list› is retired.

        Example:
            s.contact.link(contact=5, customer=3, role="顾问")
        """
        return self._caller._run("contact.link", Operations.link, locals())

    def unlink(
        self,
        *,
        contact: int,
        customer: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Contact:
        """Takes a contact's link to a customer away. What the customer's documents say stays.

        Args:
            contact: The contact (contact id).
            customer: The customer (customer id).
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A person at one or several customers.

        Raises:
            Refused: `contact.not_linked`: contact ‹contact› is not linked to customer ‹customer›.

        Example:
            s.contact.unlink(contact=7, customer=1)
        """
        return self._caller._run("contact.unlink", Operations.unlink, locals())

    def archive(
        self,
        *,
        contact: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Contact:
        """Archives a contact, such as somebody who left; what it stands on stays.

        Args:
            contact: The contact (contact id).
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A person at one or several customers.

        Example:
            s.contact.archive(contact=5)
        """
        return self._caller._run("contact.archive", Operations.archive, locals())

    def restore(
        self,
        *,
        contact: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Contact:
        """Takes an archived contact back into use.

        Args:
            contact: The contact (contact id).
            version: The version the change is based on; refused with `conflict` when it has moved
                on.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            A person at one or several customers.

        Example:
            s.contact.restore(contact=5)
        """
        return self._caller._run("contact.restore", Operations.restore, locals())

__all__ = [
    "Contact",
    "ContactLink",
    "Lifecycle",
    "Operations",
]
