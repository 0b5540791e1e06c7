"""Files that cannot be opened are named, and open once the cause is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import crm


def kind(path: Path) -> str:
    with pytest.raises(crm.StorageError) as failed:
        crm.open(path)
    return failed.value.kind


def works(path: Path) -> None:
    with crm.open(path) as db, db.session() as s:
        s.customer.create(name="北京华信科技有限公司")
        assert s.admin.verify().clean


def test_what_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none" / "sales.db"
    assert kind(path) == "storage.open"
    path.parent.mkdir()
    path.mkdir()
    assert kind(path) == "storage.open"
    path.rmdir()
    path.write_text("客户名单\n" * 1000)
    assert kind(path) == "storage.corrupt"
    path.unlink()
    works(path)


def test_a_file_that_another_process_has_locked_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "sales.db"
    works(path)
    hold = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute('BEGIN IMMEDIATE'); print('locked', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"locked\n"
        with crm.open(path, wait_ms=200) as db, db.session() as s:
            with pytest.raises(crm.Busy) as busy:
                s.customer.create(name="甲")
            assert busy.value.details == {"milliseconds": 200} and busy.value.retryable
            holder.communicate()
            s.customer.create(name="甲")
