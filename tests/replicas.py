"""A real replica of the server that the tests on PostgreSQL run on: a copy of its folder, which follows it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import psycopg
import pytest
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.postgresql import Server
from tests.programs import EVERYTHING, until

# What a copy must not have: another server's number, its list of followers, and what it has still to write.
NOT_COPIED = shutil.ignore_patterns("postmaster.pid", "postmaster.opts", "pg_replslot", "pg_wal")


class Replica(Server):
    """It follows the server of ``primary``, whose superuser this connection is."""

    def __init__(self, primary: BaseDatabaseWrapper, folder: Path) -> None:
        self.primary = psycopg.connect(**_address(primary.settings_dict), autocommit=True)
        self.name = primary.settings_dict["NAME"]
        programs = Path(self._of_primary("SELECT setting FROM pg_config() WHERE name = 'BINDIR'"))
        super().__init__(programs=programs, folder=folder)

    @property
    def address(self) -> str:
        """For ``MEMORIAL_REPLICA_URL``."""
        return f"postgres://memorial@/{self.name}?host={quote(str(self.folder), safe='')}"

    def copy(self) -> Self:
        """While others go on writing there, as a backup is made."""
        self.primary.execute("SELECT pg_backup_start('replica', fast => true)")
        shutil.copytree(self._of_primary("SHOW data_directory"), self.cluster, ignore=NOT_COPIED, symlinks=True)
        label = self._of_primary("SELECT labelfile FROM pg_backup_stop(false)")
        (self.cluster / "backup_label").write_text(label, encoding="utf-8")
        for folder in ("pg_wal", "pg_replslot"):
            (self.cluster / folder).mkdir(mode=0o700)
        (self.cluster / "standby.signal").touch()
        followed = f"host={self._of_primary('SHOW unix_socket_directories')} user=memorial"
        self.configure(
            "postgresql.auto.conf",
            f"unix_socket_directories = '{self.folder}'",
            f"primary_conninfo = '{followed}'",
            "wal_retrieve_retry_interval = 100ms",
        )
        self._given_away()
        return self

    def ask(self, sql: str) -> Any:
        with psycopg.connect(self.address, autocommit=True) as connection:
            return (connection.execute(sql).fetchone() or [None])[0]

    def catch_up(self) -> None:
        """Until it has all that was committed so far, and hears what comes."""
        # What others committed is written at some time: this connection's own commit is waited for, and all before it.
        self.primary.execute("SET synchronous_commit = local")
        self.primary.execute("SELECT pg_logical_emit_message(true, 'replica', 'all until here')")
        here = self._of_primary("SELECT pg_current_wal_lsn()")
        has_all = f"pg_last_wal_replay_lsn() >= '{here}' AND EXISTS (SELECT FROM pg_stat_wal_receiver)"
        until(lambda: self.ask(f"SELECT {has_all}"))

    def _of_primary(self, sql: str) -> str:
        return str((self.primary.execute(sql).fetchone() or [""])[0])

    def _given_away(self) -> None:
        """To the account the server runs as."""
        if self.account:
            for path in (self.cluster, *self.cluster.rglob("*")):
                shutil.chown(path, self.account)


@contextmanager
def following(primary: BaseDatabaseWrapper) -> Iterator[Replica]:
    """A replica for the length of a block."""
    folder = Path(tempfile.mkdtemp(prefix="memorial-replica-", dir="/tmp"))
    replica = Replica(primary, folder)
    try:
        if not os.access(replica._of_primary("SHOW data_directory"), os.R_OK):
            (pytest.fail if EVERYTHING else pytest.skip)("the folder of the server cannot be copied")
        replica.copy().run()
        replica.catch_up()
        yield replica
    finally:
        replica.stop()
        replica.primary.close()
        shutil.rmtree(folder, ignore_errors=True)


def _address(settings: dict[str, Any]) -> dict[str, Any]:
    names = {"dbname": "NAME", "host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {name: settings[key] for name, key in names.items() if settings[key]}
