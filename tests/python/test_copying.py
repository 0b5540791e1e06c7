"""A workspace copied to another place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import crm


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "from.db"
    with crm.open(path) as db, db.session() as s:
        buyer = s.customer.create(name="北京华信科技有限公司", credit_limit=Decimal("200.00"))
        s.customer.create(name="上海分公司", parent=buyer.id, credit_limit=Decimal("0.50"))
    return path


def test_a_copy_is_the_workspace(source: Path, tmp_path: Path) -> None:
    told: list[crm.CopyProgress] = []
    target = tmp_path / "to.db"
    copied = crm.copy(source, target, progress=told.append)
    customers = next(table for table in copied.tables if table.table == "crm_customer")
    assert (customers.rows, customers.amounts) == (2, Decimal("200.50"))
    assert copied.rows == sum(table.rows for table in copied.tables)
    assert copied.left == ()
    assert {one.stage for one in told} == {"copying", "verifying"}
    assert told[-1].done == told[-1].total == 2 * copied.rows
    with crm.open(target) as db, db.session() as s:
        assert {c.name for c in s.customer.list()} == {"北京华信科技有限公司", "上海分公司"}
        s.customer.create(name="新客户")


def test_a_callback_stops_it_and_the_next_call_goes_on(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "to.db"
    with pytest.raises(crm.Refused) as stopped:
        crm.copy(source, target, progress=lambda _: False, language="zh")
    assert stopped.value.kind == "copy.stopped"
    assert "复制已停止" in str(stopped.value)

    def fails(_: crm.CopyProgress) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        crm.copy(source, target, progress=fails)
    with pytest.raises(crm.VersionError) as unfinished:
        crm.open(target)
    assert unfinished.value.kind == "copy.unfinished"
    crm.copy(source, target)
    with pytest.raises(crm.Conflict):
        crm.copy(source, target)
    with pytest.raises(crm.Misuse):
        crm.copy(":memory:", target)
    with pytest.raises(crm.InvalidInput):
        crm.copy(source, target, wait_ms=3_600_001)
