"""What the tests of the Python door share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from server import Server

import crm

NOW = dt.datetime(2026, 1, 15, 2, tzinfo=dt.timezone.utc)


@pytest.fixture
def db() -> Iterator[crm.Database]:
    with crm.open(":memory:", now=NOW) as db:
        yield db


@pytest.fixture
def s(db: crm.Database) -> Iterator[crm.Session]:
    with db.session() as session:
        yield session


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest) -> str:
    """Where an empty workspace is, on each engine."""
    if request.param == "sqlite":
        return ":memory:"
    server: Server = request.getfixturevalue("server")
    return server.workspace()


@pytest.fixture
def buyer(s: crm.Session) -> int:
    return s.customer.create(name="北京华信科技有限公司").id


@pytest.fixture
def motor() -> crm.order.LineArgs:
    """Hand: 3 × 19.99 = 59.97; 13 % of it 7.7961, rounded 7.80; together 67.77."""
    return crm.order.LineArgs(
        description="伺服电机",
        quantity=Decimal(3),
        unit_price=Decimal("19.99"),
        tax_percent=Decimal(13),
    )
