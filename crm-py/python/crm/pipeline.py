# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `pipeline`."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ._call import Caller
from ._values import Listing, Page


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The way an opportunity goes. Its stages never change, so that an old opportunity keeps the
    definition it runs under: archive it and create another.
    """

    id: int
    """Its id (pipeline id)."""

    version: int
    """Raised by every change."""

    name: str
    """Its name."""

    active: bool
    """Whether it is in use; an archived one takes no new opportunities, and those in it go on."""

    external_ref: str | None = None
    """The host's own key, unique among pipelines."""

    extra: Mapping[str, object] | None = None
    """The host's own data."""

    created_at: dt.datetime
    """When it was created."""

    stages: tuple[Stage, ...]
    """Its stages in order, 1 to 50."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a pipeline."""

    id: int
    """Its id (stage id)."""

    pipeline: int
    """The pipeline (pipeline id)."""

    sequence: int
    """Its place, from 1."""

    name: str
    """Its name, unique in the pipeline."""

    probability: Decimal
    """How likely an opportunity that stands here is won, in percent, 0 to 100."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StageArgs:
    """One stage as hosts give it."""

    name: str
    """Its name, unique in the pipeline, at most 200 characters."""

    probability: Decimal
    """How likely an opportunity that stands here is won, in percent, 0 to 100 (percent, at most 6
    decimals).
    """


class Operations:
    """The operations `pipeline.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def create(
        self,
        *,
        name: str,
        stages: Sequence[StageArgs],
        external_ref: str | None = None,
        extra: Mapping[str, object] | None = None,
        request: str | None = None,
    ) -> Pipeline:
        """Creates a pipeline with its stages. They never change afterwards: archive it and create
        another.

        Args:
            name: Its name, at most 200 characters.
            stages: Its stages in order, 1 to 50.
            external_ref: The host's own key, unique among pipelines (at most 100 characters).
            extra: The host's own data, at most 16 KiB.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            The way an opportunity goes. Its stages never change, so that an old opportunity keeps
            the definition it runs under: archive it and create another.

        Raises:
            Refused: `pipeline.stage_twice`: there are two stages named "‹name›".

        Example:
            s.pipeline.create(
                name="标准",
                stages=[crm.pipeline.StageArgs(name="初步接触", probability=Decimal("10"))],
            )
        """
        return self._caller._run("pipeline.create", Operations.create, locals())

    def archive(
        self,
        *,
        pipeline: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Pipeline:
        """Archives a pipeline: it takes no new opportunities, and those in it go on. Archiving
        twice changes nothing.

        Args:
            pipeline: The pipeline (pipeline id).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            The way an opportunity goes. Its stages never change, so that an old opportunity keeps
            the definition it runs under: archive it and create another.

        Example:
            s.pipeline.archive(pipeline=3, version=1)
        """
        return self._caller._run("pipeline.archive", Operations.archive, locals())

    def restore(
        self,
        *,
        pipeline: int,
        version: int | None = None,
        request: str | None = None,
    ) -> Pipeline:
        """Takes an archived pipeline back: it takes new opportunities again.

        Args:
            pipeline: The pipeline (pipeline id).
            version: The version it was read at; `conflict` when it has changed since.
            request: A key of this call, 1 to 200 characters: a repeat with the same key answers the
                first answer and does nothing twice.

        Returns:
            The way an opportunity goes. Its stages never change, so that an old opportunity keeps
            the definition it runs under: archive it and create another.

        Example:
            s.pipeline.restore(pipeline=3)
        """
        return self._caller._run("pipeline.restore", Operations.restore, locals())

    def get(self, *, pipeline: int) -> Pipeline:
        """Reads a pipeline with its stages.

        Args:
            pipeline: The pipeline (pipeline id).

        Returns:
            The way an opportunity goes. Its stages never change, so that an old opportunity keeps
            the definition it runs under: archive it and create another.

        Example:
            s.pipeline.get(pipeline=36)
        """
        return self._caller._run("pipeline.get", Operations.get, locals())

    def list(
        self,
        *,
        external_ref: str | None = None,
        include_archived: bool = False,
        limit: int | None = None,
        after: str | None = None,
    ) -> Listing[Pipeline, Page[Pipeline]]:
        """Lists pipelines with their stages, oldest first.

        Args:
            external_ref: Only the one with this key of the host's own (at most 100 characters).
            include_archived: Whether archived ones are listed too. Default: `false`.
            limit: Items wanted, 1 to 500; 50 when not given. Going through the list reads on to its
                end.
            after: The `next` of the page before.

        Returns:
            The items; a page is read, and may be refused, when one gets to it.

        Example:
            s.pipeline.list(external_ref="PIPE-1")
        """
        return self._caller._list("pipeline.list", Operations.list, locals())

__all__ = [
    "Operations",
    "Pipeline",
    "Stage",
    "StageArgs",
]
