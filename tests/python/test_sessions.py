"""Transactions, lifetimes, threads, forks, callbacks and clocks."""

from __future__ import annotations

import datetime as dt
import functools
import os
import sys
import threading
from decimal import Decimal
from pathlib import Path

import pytest

import crm


def names(s: crm.Session) -> list[str]:
    return sorted(customer.name for customer in s.customer.list())


def test_a_transaction_is_kept_or_undone_whole(s: crm.Session) -> None:
    with s.transaction():
        s.customer.create(name="甲")
        s.customer.create(name="乙")
    with pytest.raises(ZeroDivisionError), s.transaction():
        s.customer.create(name="丙")
        raise ZeroDivisionError
    assert names(s) == ["乙", "甲"]


def test_an_inner_transaction_undoes_only_its_own_work(s: crm.Session) -> None:
    with s.transaction():
        s.customer.create(name="甲")
        with pytest.raises(crm.InvalidInput), s.transaction() as inner:
            inner.customer.create(name="乙")
            inner.customer.create(name="")
        s.customer.create(name="丙")
    assert names(s) == ["丙", "甲"]
    with pytest.raises(KeyError), s.transaction():
        with s.transaction():
            s.customer.create(name="丁")
        raise KeyError
    assert names(s) == ["丙", "甲"], "an inner one is kept only with the outer one"


def test_a_refused_operation_leaves_the_transaction_open(s: crm.Session) -> None:
    with s.transaction():
        s.customer.create(name="甲")
        with pytest.raises(crm.NotFound):
            s.order.get(order=99)
    assert names(s) == ["甲"]


def test_nesting_is_bounded(s: crm.Session) -> None:
    def nest(depth: int) -> None:
        with s.transaction():
            nest(depth + 1)

    with pytest.raises(crm.Misuse) as deep:
        nest(0)
    assert deep.value.kind == "transaction.too_deep"
    assert names(s) == []


def test_what_is_closed_raises(db: crm.Database) -> None:
    s = db.session()
    s.close()
    s.close()
    for use in (lambda: s.customer.list().page(), lambda: s.transaction().__enter__()):
        with pytest.raises(crm.Misuse, match="the session is closed"):
            use()
    db.close()
    db.close()
    with pytest.raises(crm.Misuse, match="the database is closed"):
        db.session()
    with pytest.raises(crm.Misuse, match="the database is closed"):
        db.on_commit(print)
    with pytest.raises(crm.Misuse, match="the database is closed"):
        db.set_now(dt.datetime.now(dt.timezone.utc))


def test_closing_the_database_closes_its_sessions_and_the_file(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    db = crm.open(path)
    s, forgotten = db.session(), db.session()
    transaction = s.transaction()
    transaction.__enter__()
    s.customer.create(name="未提交")
    db.close()
    with pytest.raises(crm.Misuse):
        forgotten.customer.list().page()
    assert [file.name for file in tmp_path.iterdir()] == ["sales.db"], "no -wal is left"
    with crm.open(path, create=False) as again, again.session() as other:
        assert names(other) == []


def test_one_thread_at_a_time(db: crm.Database, s: crm.Session) -> None:
    """A session is caught in use by a callback that runs within its own commit's thread."""
    errors: list[Exception] = []
    busy = threading.Event()
    done = threading.Event()

    def hold() -> None:
        busy.set()
        done.wait(10)

    db.on_commit(hold)
    writer = threading.Thread(target=lambda: s.customer.create(name="甲"))
    writer.start()
    assert busy.wait(10)
    try:
        s.customer.list().page()
    except crm.Misuse as error:
        errors.append(error)
    with pytest.raises(crm.Misuse):
        s.close()
    done.set()
    writer.join()
    assert [str(error) for error in errors] == ["the session is in use; one thread at a time"]
    assert names(s) == ["甲"]


def test_threads_with_sessions_of_their_own(tmp_path: Path) -> None:
    failures: list[BaseException] = []
    with crm.open(tmp_path / "sales.db", durability="normal") as db:

        def work(worker: int) -> None:
            try:
                with db.session() as s:
                    for index in range(20):
                        s.customer.create(name=f"客户 {worker}-{index}")
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(worker,)) for worker in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with db.session() as s:
            assert failures == [] and len(names(s)) == 80


def test_a_waiting_writer_gives_up_in_time(tmp_path: Path) -> None:
    with crm.open(tmp_path / "sales.db", wait_ms=50) as db, db.session() as a, db.session() as b:
        with a.transaction():
            a.customer.create(name="甲")
            with pytest.raises(crm.Busy) as busy:
                b.customer.create(name="乙")
        assert busy.value.retryable and isinstance(busy.value, TimeoutError)
        b.customer.create(name="乙")


def test_commits_are_announced(db: crm.Database, s: crm.Session) -> None:
    seen: list[int] = []

    def listen() -> None:
        with db.session() as mine:
            seen.append(len(mine.change.list().page().items))

    db.on_commit(listen)
    s.customer.create(name="甲")
    with s.transaction():
        s.customer.create(name="乙")
        s.customer.create(name="丙")
    assert seen == [1, 3]
    assert names(s) == ["丙", "乙", "甲"] and seen == [1, 3], "a read announces nothing"


def test_a_listener_that_fails_changes_nothing(
    db: crm.Database, s: crm.Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda args: caught.append(args.exc_type))
    db.on_commit(lambda: 1 // 0)
    s.customer.create(name="甲")
    assert caught == [ZeroDivisionError] and names(s) == ["甲"]


def test_the_clock_stands_where_it_is_set(db: crm.Database, s: crm.Session) -> None:
    db.set_now(dt.datetime(2026, 3, 1, 7, 30, tzinfo=dt.timezone(dt.timedelta(hours=8))))
    created = s.customer.create(name="甲").created_at
    assert created == dt.datetime(2026, 2, 28, 23, 30, tzinfo=dt.timezone.utc)
    with pytest.raises(TypeError, match="^now: wanted a datetime with a time zone"):
        db.set_now(dt.datetime(2026, 3, 1))
    with crm.open(":memory:") as machine, pytest.raises(crm.Misuse, match="machine's clock"):
        machine.set_now(dt.datetime(2026, 3, 1, tzinfo=dt.timezone.utc))


def test_a_session_acts_as_its_user(db: crm.Database, s: crm.Session) -> None:
    zhang = s.user.create(key="zhang.wei", name="张伟")
    with db.session(user="zhang.wei") as mine, pytest.raises(crm.Denied) as denied:
        mine.customer.create(name="甲")
    assert isinstance(denied.value, PermissionError) and denied.value.details["user"] == "zhang.wei"
    with pytest.raises(crm.NotFound):
        db.session(user="nobody")
    role = s.role.create(
        name="销售",
        grants=[
            crm.role.Grant(
                permission=crm.role.Permission.CUSTOMER_WRITE, scope=crm.role.Scope.OWN
            )
        ],
    )
    s.user.update(user=zhang.id, roles=[role.id])
    with db.session("zhang.wei") as mine:
        assert mine.customer.create(name="甲").owner == zhang.id


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the platform has no fork")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_fork_may_not_use_what_was_opened_before(tmp_path: Path) -> None:
    with crm.open(tmp_path / "sales.db") as db, db.session() as s:
        child = os.fork()
        if child == 0:
            refused = 0
            again = functools.partial(crm.open, tmp_path / "sales.db")
            for use in (lambda: s.customer.list().page(), db.session, s.close, db.close, again):
                try:
                    use()
                except crm.Misuse as error:
                    refused += "forked" in str(error)
            del s, db
            os._exit(refused)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 5
        assert s.customer.create(name="甲", credit_limit=Decimal(5)).credit_limit == Decimal(5)
