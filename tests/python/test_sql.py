"""The host's own SQL: its tables beside the library's, one transaction for both, every refusal."""

from __future__ import annotations

import datetime as dt
from dataclasses import FrozenInstanceError
from decimal import Decimal
from pathlib import Path

import pytest

import crm

PROJECTS = """CREATE TABLE project (
    id BIGINT PRIMARY KEY, customer BIGINT NOT NULL REFERENCES crm_customer (id), name TEXT
)"""
ADD = "INSERT INTO project (id, customer, name) VALUES (?1, ?2, ?3)"


@pytest.fixture
def projects(s: crm.Session) -> crm.Session:
    s.sql(PROJECTS)
    return s


def counts(s: crm.Session) -> tuple[object, ...]:
    sql = "SELECT (SELECT count(*) FROM project), (SELECT count(*) FROM crm_order)"
    return s.sql(sql).rows[0]


def test_a_table_of_the_host_is_joined_to_the_librarys(projects: crm.Session, buyer: int) -> None:
    assert projects.sql(ADD, 1, buyer, "产线改造").touched == 1
    answer = projects.sql(
        "SELECT c.name, p.name AS project FROM project p "
        "JOIN crm_customer c ON c.id = p.customer WHERE p.id = ?1",
        1,
    )
    row = ("北京华信科技有限公司", "产线改造")
    assert answer == crm.SqlAnswer(columns=("name", "project"), rows=(row,), touched=0)
    with pytest.raises(FrozenInstanceError):
        answer.touched = 1  # type: ignore[misc]


def test_values_come_back_as_they_went(s: crm.Session) -> None:
    values = (-(2**63), 2**63 - 1, "?1 '甲'", "", b"\x00\xff", b"", None)
    marks = ", ".join(f"?{index}" for index in range(1, len(values) + 1))
    assert s.sql(f"SELECT {marks}", *values).rows == (values,)


def test_if_either_side_fails_neither_happened(
    projects: crm.Session, buyer: int, motor: crm.order.LineArgs
) -> None:
    s = projects
    with pytest.raises(crm.NotFound), s.transaction():
        s.sql(ADD, 1, buyer, "产线改造")
        s.order.create(customer=999, lines=[motor])
    assert counts(s) == (0, 0)
    with pytest.raises(crm.Refused) as refused, s.transaction():
        s.order.create(customer=buyer, lines=[motor])
        assert counts(s) == (0, 1)
        s.sql(ADD, 1, 999, "产线改造")
    assert refused.value.kind == "sql.constraint"
    assert counts(s) == (0, 0)
    with s.transaction():
        s.sql(ADD, 1, buyer, "产线改造")
        with pytest.raises(crm.Refused):
            s.sql(ADD, 1, buyer, "again")
        s.order.create(customer=buyer, lines=[motor])
    assert counts(s) == (1, 1)


@pytest.mark.parametrize("value", [1.5, Decimal(1), True, [1], dt.date(2026, 1, 15), bytearray()])
def test_other_types_are_type_errors(s: crm.Session, value: object) -> None:
    with pytest.raises(TypeError, match=r"^values\[1\]: ") as refused:
        s.sql("SELECT ?1, ?2", 1, value)  # type: ignore[arg-type]
    assert isinstance(refused.value, crm.FieldTypeError) and refused.value.field == "values[1]"
    with pytest.raises(TypeError, match="^text: wanted str"):
        s.sql(b"SELECT 1")  # type: ignore[arg-type]


REFUSALS: list[tuple[type[crm.Error], str, str, tuple[int | str | bytes | None, ...]]] = [
    (crm.InvalidInput, "text.empty", " ", ()),
    (crm.InvalidInput, "text.control", "SELECT 1\0", ()),
    (crm.InvalidInput, "text.too_long", "SELECT 1" + " " * 100_000, ()),
    (crm.InvalidInput, "text.not_utf8", "SELECT '\ud800'", ()),
    (crm.InvalidInput, "text.not_utf8", "SELECT ?1", ("\ud800",)),
    (crm.InvalidInput, "list.too_long", "SELECT 1", (None,) * 1_001),
    (crm.InvalidInput, "sql.value", "SELECT ?1", (2**63,)),
    (crm.InvalidInput, "sql.value", "SELECT ?1", ("a\0",)),
    (crm.InvalidInput, "sql.malformed", "SELECT /* 1", ()),
    (crm.InvalidInput, "sql.escaped_name", 'SELECT U&"a"', ()),
    (crm.InvalidInput, "sql.placeholder", "SELECT :name", ("x",)),
    (crm.InvalidInput, "sql.values", "SELECT ?1", ()),
    (crm.InvalidInput, "sql.many", "SELECT 1; DROP TABLE crm_order", ()),
    (crm.Refused, "sql.transaction", "SAVEPOINT x", ()),
    (crm.Refused, "sql.verb", "ATTACH 'other.db' AS other", ()),
    (crm.Refused, "sql.function", "SELECT load_extension('x')", ()),
    (crm.Refused, "sql.temporary", "CREATE TEMP VIEW crm_order AS SELECT 1", ()),
    (crm.Refused, "sql.reserved", "DELETE FROM [crm_order]", ()),
    (crm.Refused, "sql.reserved", "UPDATE crm_order SET version = ?1", (7,)),
    (crm.Refused, "sql.held", "CREATE VIEW v AS SELECT id FROM crm_order", ()),
    (crm.Refused, "sql.constraint", ADD, (1, 999, "x")),
    (crm.Refused, "sql.value_type", "SELECT 1.5 AS price", ()),
    (crm.InvalidInput, "sql.failed", "SELECT id FROM no_such_table", ()),
    (crm.Refused, "sql.bytes", "SELECT ?1 UNION ALL SELECT ?1", (bytes(9 * 2**20),)),
    (
        crm.Refused,
        "sql.rows",
        "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < ?1) "
        "SELECT x FROM n",
        (10_001,),
    ),
]


@pytest.mark.parametrize(("raised", "kind", "text", "values"), REFUSALS)
def test_every_refusal_has_its_name(
    projects: crm.Session,
    raised: type[crm.Error],
    kind: str,
    text: str,
    values: tuple[int | str | bytes | None, ...],
) -> None:
    with pytest.raises(raised) as refused:
        projects.sql(text, *values)
    assert refused.value.kind == kind
    assert counts(projects) == (0, 0)


def test_a_refusal_speaks_chinese() -> None:
    with crm.open(":memory:", language="zh") as db, db.session() as s:
        with pytest.raises(crm.Refused, match="^宿主不得改动 crm_order:"):
            s.sql("DROP TABLE crm_order")


def test_it_takes_a_permission_for_everything(db: crm.Database, s: crm.Session) -> None:
    zhang = s.user.create(key="zhang.wei", name="张伟")
    with db.session("zhang.wei") as mine, pytest.raises(crm.Denied) as denied:
        mine.sql("SELECT 1")
    assert denied.value.details["permission"] == "sql.run"
    grant = crm.role.Grant(permission=crm.role.Permission.SQL_RUN, scope=crm.role.Scope.ALL)
    role = s.role.create(name="报表", grants=[grant])
    s.user.update(user=zhang.id, roles=[role.id])
    with db.session("zhang.wei") as mine:
        assert mine.sql("SELECT key FROM crm_user").rows == (("zhang.wei",),)


def test_a_closed_session_runs_nothing(tmp_path: Path) -> None:
    with crm.open(tmp_path / "sales.db") as db:
        s = db.session()
        s.close()
        with pytest.raises(crm.Misuse, match="the session is closed"):
            s.sql("SELECT 1")
