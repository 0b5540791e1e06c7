# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `code`."""

from __future__ import annotations

from ._call import Caller
from ._values import UNSET, Listing, Page, Unset


class Operations:
    """The operations `code.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        list: CodeList,
        code: str,
        label: str,
        label_zh: str | None = None,
        position: int | None = None,
        request: str | None = None,
    ) -> CodeEntry:
        """Adds a code to a list. From its first code on a list accepts nothing else on new records.
        Needs `setting.write` with scope `all`.

        Args:
            list: The list, of at most 2,000 codes.
            code: The code that records carry, unique in its list; it never changes (at most 100
                characters).
            label: What people read (at most 200 characters).
            label_zh: What people read in Chinese (at most 200 characters).
            position: Its place in the list; equal places are ordered by code. After the last one
                when not given.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One code of a host-defined list. Codes are retired, never deleted.

        Example:
            s.code.create(list=crm.code.CodeList.PAYMENT_METHOD, code="cash", label="Cash")
        """
        return self._caller._run("code.create", Operations.create, locals())

    def update(
        self,
        *,
        list: CodeList,
        code: str,
        version: int | None = None,
        label: str | None = None,
        position: int | None = None,
        label_zh: str | None | Unset = UNSET,
        request: str | None = None,
    ) -> CodeEntry:
        """Changes how a code is shown: absent fields stay. Needs `setting.write` with scope `all`.

        Args:
            list: The list.
            code: The code (at most 100 characters).
            version: The version it was read at; `conflict` when it has changed since.
            label: What people read (at most 200 characters).
            position: Its place in the list; equal places are ordered by code.
            label_zh: What people read in Chinese; `null` for nothing (at most 200 characters).
                `None` clears it.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One code of a host-defined list. Codes are retired, never deleted.

        Example:
            s.code.update(
                list=crm.code.CodeList.ORDER_TYPE,
                code="project",
                version=1,
                label="Projects",
                position=0,
                label_zh="项目订单",
            )
        """
        return self._caller._run("code.update", Operations.update, locals())

    def retire(
        self,
        *,
        list: CodeList,
        code: str,
        version: int | None = None,
        request: str | None = None,
    ) -> CodeEntry:
        """Retires a code: records keep it, new ones cannot carry it. Retiring twice changes
        nothing. Needs `setting.write` with scope `all`.

        Args:
            list: The list.
            code: The code (at most 100 characters).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One code of a host-defined list. Codes are retired, never deleted.

        Example:
            s.code.retire(list=crm.code.CodeList.PAYMENT_METHOD, code="old")
        """
        return self._caller._run("code.retire", Operations.retire, locals())

    def restore(
        self,
        *,
        list: CodeList,
        code: str,
        version: int | None = None,
        request: str | None = None,
    ) -> CodeEntry:
        """Takes a retired code back into its list. Needs `setting.write` with scope `all`.

        Args:
            list: The list.
            code: The code (at most 100 characters).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            One code of a host-defined list. Codes are retired, never deleted.

        Example:
            s.code.restore(list=crm.code.CodeList.ORDER_TYPE, code="project")
        """
        return self._caller._run("code.restore", Operations.restore, locals())

    def list(
        self,
        *,
        list: CodeList | None = None,
        include_retired: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[CodeEntry, Page[CodeEntry]]:
        """Lists codes by list, then by place.

        Args:
            list: Only this list.
            include_retired: Retired codes too.
            limit: Codes wanted, 1 to 500; 50 when not given. Going through the list reads on to its
                end.
            after: Where to continue: `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.code.list(list=crm.code.CodeList.WRITE_OFF_REASON)
        """
        return self._caller._list("code.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .org import CodeEntry  # noqa: E402
from .org import CodeList  # noqa: E402

__all__ = [
    "CodeEntry",
    "CodeList",
    "Operations",
]
