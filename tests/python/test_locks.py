"""An accident: Python brings a second copy of SQLite, and closing the file through it drops
the locks that the library holds. The library notices before it answers a commit."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import crm

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="noticed on Linux only")

NAME = "北京华信科技有限公司"


def accident(path: Path) -> None:
    """What a script does that only wants to look."""
    connection = sqlite3.connect(path)
    connection.execute("SELECT count(*) FROM crm_customer").fetchone()
    connection.close()


def refs(db: crm.Database) -> set[str | None]:
    with db.session() as s:
        return {customer.external_ref for customer in s.customer.list()}


def test_a_lost_lock_is_named_and_the_database_is_used_again(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    with crm.open(path) as db, db.session() as s:
        s.customer.create(name=NAME, external_ref="first")
        accident(path)
        # The second copy took itself for the last one, but could not delete the log.
        assert path.with_name("sales.db-wal").exists()
        s.customer.create(name=NAME, external_ref="second")
        with pytest.raises(crm.StorageError) as lost, s.transaction():
            s.customer.create(name=NAME, external_ref="undone")
            accident(path)
        assert (lost.value.kind, lost.value.retryable) == ("storage.lock_lost", False)
        assert refs(db) == {"first", "second"}
    with crm.open(path) as db:
        assert refs(db) == {"first", "second"}


def test_nothing_answered_is_lost_while_a_second_copy_comes_and_goes(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    answered: list[str] = []
    lost: list[str] = []
    other = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA user_version').close()"
    with crm.open(path) as db:

        def sell(thread: int) -> None:
            with db.session() as s:
                for number in range(60):
                    ref = f"{thread}-{number}"
                    while True:
                        try:
                            s.customer.create(name=NAME, external_ref=ref, request=ref)
                        except crm.StorageError as error:
                            assert error.kind == "storage.lock_lost", error
                            lost.append(ref)
                        else:
                            answered.append(ref)
                            break

        threads = [threading.Thread(target=sell, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        accidents = 0
        while any(thread.is_alive() for thread in threads):
            accident(path)
            accidents += 1
            if accidents % 10 == 0:
                subprocess.run([sys.executable, "-c", other, str(path)], check=True)
            time.sleep(0.02)
    print(f"{accidents} accidents, {len(answered)} answered, {len(lost)} times a lost lock")
    assert len(answered) == 240 and lost
    with crm.open(path) as db, db.session() as s:
        assert refs(db) == set(answered)
        assert s.admin.verify().clean
    checked = sqlite3.connect(path)
    assert checked.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    checked.close()


def test_it_bites_a_second_copy_alone_loses_what_it_was_answered(tmp_path: Path) -> None:
    """As the library would without its watch: the copy of SQLite in this process closes the file
    under itself, another process takes the log for nobody's, and an answered commit is gone."""
    path = tmp_path / "notes.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE note (text)")
    for suffix in ("", "-wal", "-shm"):
        path.with_name("notes.db" + suffix).read_bytes()
    other = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
        "print(c.execute('SELECT count(*) FROM note').fetchone()[0]); c.close()"
    )

    def seen() -> str:
        command = [sys.executable, "-c", other, str(path)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    assert seen() == "0"
    connection.execute("INSERT INTO note VALUES ('answered')")
    assert seen() == "0"
    connection.close()
