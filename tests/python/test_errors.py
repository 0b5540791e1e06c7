"""The exceptions: their hierarchy, what they carry, and opening's own refusals."""

from __future__ import annotations

import copy
import pickle
import sqlite3
from pathlib import Path

import pytest

import crm

BUILTIN = {
    crm.InvalidInput: ValueError,
    crm.NotFound: LookupError,
    crm.Conflict: Exception,
    crm.Refused: Exception,
    crm.Denied: PermissionError,
    crm.Busy: TimeoutError,
    crm.StorageError: Exception,
    crm.Misuse: RuntimeError,
    crm.VersionError: Exception,
    crm.InternalError: RuntimeError,
}


def test_each_is_an_error_and_the_builtin_one_expects() -> None:
    for cls, builtin in BUILTIN.items():
        assert issubclass(cls, crm.Error) and issubclass(cls, builtin)
    assert len({cls.code for cls in BUILTIN}) == len(BUILTIN)
    assert set(crm.Error.__subclasses__()) == set(BUILTIN)


@pytest.mark.parametrize("cls", BUILTIN)
def test_each_carries_its_case_through_copies(cls: type[crm.Error]) -> None:
    error = cls("没有", kind="order.x", field="lines[2]", retryable=True, details={"n": "3"})
    for one in (error, copy.copy(error), pickle.loads(pickle.dumps(error))):
        assert type(one) is cls and str(one) == one.message == "没有" and one.args == ("没有",)
        assert (one.kind, one.field, one.retryable) == ("order.x", "lines[2]", True)
        assert one.details == {"n": "3"}
    assert cls("x").kind == cls.code


def test_an_error_says_what_and_where(s: crm.Session) -> None:
    with pytest.raises(crm.NotFound) as missing:
        s.order.get(order=7)
    error = missing.value
    assert (error.code, error.kind, error.field, error.retryable) == (
        "not_found",
        "not_found",
        "order",
        False,
    )
    assert error.details == {"record": "order", "id": 7} and str(error) == "there is no order 7"
    with pytest.raises(crm.InvalidInput) as unknown:
        s.invoke("order.get", {"order": 7, "colour": "red"})
    assert (unknown.value.kind, unknown.value.field) == ("field.unknown", "colour")
    with pytest.raises(crm.InvalidInput) as unknown:
        s.invoke("order.fly")
    assert unknown.value.kind == "operation.unknown"
    with pytest.raises(crm.InvalidInput) as key:
        s.invoke("order.get", {"order": 7, "request": "k"})
    assert key.value.kind == "request.on_read"


def test_a_business_refusal_and_a_conflict(
    s: crm.Session, buyer: int, motor: crm.order.LineArgs
) -> None:
    order = s.order.create(customer=buyer, lines=[motor])
    with pytest.raises(crm.Refused) as refused:
        s.order.approve(order=order.id)
    assert refused.value.kind == "order.not_submitted"
    with pytest.raises(crm.Conflict) as conflict:
        s.order.submit(order=order.id, version=9)
    assert conflict.value.details["expected"] == 9


def test_messages_in_chinese() -> None:
    with crm.open(":memory:", language="zh") as db, db.session() as s:
        with pytest.raises(crm.NotFound) as missing:
            s.order.get(order=7)
        assert str(missing.value) == "没有编号为 7 的订单"


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"durability": "none"}, "durability"),
        ({"language": "fr"}, "language"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
    ],
)
def test_options_are_checked(options: dict[str, str], field: str) -> None:
    with pytest.raises(crm.InvalidInput) as wrong:
        crm.open(":memory:", **options)  # type: ignore[arg-type]
    assert wrong.value.field == field


def test_the_time_zone_decides_what_today_is(buyer: int, s: crm.Session) -> None:
    """2026-01-15 02:00 UTC is the 14th in New York (UTC-5)."""
    from conftest import NOW

    with crm.open(":memory:", now=NOW, time_zone="America/New_York") as db, db.session() as far:
        customer = far.customer.create(name="甲").id
        assert str(far.receipt.record(customer=customer, amount=1).received_on) == "2026-01-14"  # type: ignore[arg-type]
    assert str(s.receipt.record(customer=buyer, amount=1).received_on) == "2026-01-15"  # type: ignore[arg-type]


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(crm.StorageError) as missing:
        crm.open(tmp_path / "none.db", create=False)
    assert missing.value.kind == "storage.open"
    text = tmp_path / "text.db"
    text.write_text("not a database, but long enough to be read as one" * 20)
    with pytest.raises(crm.StorageError) as corrupt:
        crm.open(text)
    assert corrupt.value.kind == "storage.corrupt"
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(crm.VersionError) as foreign:
        crm.open(other)
    assert foreign.value.kind == "version.foreign"
