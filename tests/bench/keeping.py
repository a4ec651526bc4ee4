"""Where filled archives are kept, and how one comes to be: ``var/bench``, or ``BENCH_DIR``."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import psycopg

from tests import postgresql

from .workers import ROOT, manage, run

FOLDER: Final = Path(os.environ.get("BENCH_DIR") or ROOT / "var" / "bench").resolve()
BARE_FILE: Final = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(FOLDER / "bare.sqlite3")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An archive of ``size`` statements on ``database``, and the environment in which it is there.

    It is measured beside a bare Django whose environment is ``bare``.
    """

    database: str
    size: int
    environment: Mapping[str, str] = field(repr=False)
    bare: Mapping[str, str] = field(repr=False)
    # Where the files of its database are.
    holding: Path

    def __str__(self) -> str:
        return f"{self.database} {self.size:,}"

    @property
    def folder(self) -> Path:
        return Path(self.environment["MEMORIAL_DATA_DIR"])

    def manage(self, *command: str) -> None:
        manage(*command, environment=self.environment)

    def is_of_this_version(self) -> bool:
        """Whether nothing is to be migrated."""
        asked = [sys.executable, "manage.py", "migrate", "--check"]
        told = subprocess.run(asked, cwd=ROOT, env={**os.environ, **self.environment}, capture_output=True, check=False)
        return not told.returncode


@contextmanager
def archives(sizes: list[int], databases: list[str]) -> Iterator[list[Kept]]:
    """Every size on every database, filled if it is not yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        found = [_kept("sqlite", size, BARE_FILE) for size in sizes if "sqlite" in databases]
        if "postgresql" in databases:
            server = stack.enter_context(_server())
            found += [server.archive(size) for size in sizes]
        for one in found:
            _fill(one)
        for folder in {one.holding for one in found}:
            _read(folder)
        for one in found:
            if one.database == "postgresql":
                _read_by_its_server(one.environment["MEMORIAL_DATABASE_URL"])
        yield found


@contextmanager
def copied(kept: Kept) -> Iterator[Kept]:
    """The same archive once more, for whoever writes in it; gone afterwards."""
    with TemporaryDirectory(prefix="copy-", dir=FOLDER) as folder:
        shutil.copytree(kept.folder, folder, dirs_exist_ok=True)
        copy = replace(kept, environment={**kept.environment, "MEMORIAL_DATA_DIR": folder})
        if kept.database == "sqlite":
            yield copy
        else:
            with _copied_database(kept.environment["MEMORIAL_DATABASE_URL"]) as address:
                yield replace(copy, environment={**copy.environment, "MEMORIAL_DATABASE_URL": address})


def _kept(database: str, size: int, bare: Mapping[str, Any], *, holding: Path | None = None, **more: str) -> Kept:
    folder = FOLDER / f"{database}-{size}"
    own = {
        "MEMORIAL_DATA_DIR": str(folder),
        "MEMORIAL_DATABASE_URL": "",
        "MEMORIAL_ADDRESS": "http://127.0.0.1:8000",  # it stands in pages, wherever they are served
        "BENCH_POSTMASTER": "",
    }
    of_bare = {"BENCH_BARE": json.dumps(bare), "BENCH_POSTMASTER": more.get("BENCH_POSTMASTER", "")}
    return Kept(database=database, size=size, environment=own | more, bare=of_bare, holding=holding or folder)


def _fill(kept: Kept) -> None:
    is_filled = kept.folder / "filled"
    kept.folder.mkdir(exist_ok=True)
    if not kept.is_of_this_version():
        kept.manage("migrate", "--verbosity=0")
        if is_filled.exists():  # as docs/operating.md asks for after an upgrade
            kept.manage("compact_database")
    if not is_filled.exists():
        print(f"{kept} is filled once, and kept", flush=True)
        run("-m", "tests.bench.filling", str(kept.size), environment=kept.environment)
        is_filled.touch()
    kept.manage("collectstatic", "--noinput", "--verbosity=0")


def _read(folder: Path) -> None:
    """Every file there, once: what is asked for all day is in the memory of the machine, and no disk is measured."""
    for path in filter(Path.is_file, folder.rglob("*")):
        with path.open("rb") as file:
            while file.read(2**24):
                pass


def _read_by_its_server(address: str) -> None:
    """The same once more: what PostgreSQL takes from the machine's memory for the first time it has to copy."""
    with suppress(psycopg.errors.FeatureNotSupported), psycopg.connect(address) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        connection.execute("SELECT pg_prewarm(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't')")
        connection.rollback()  # the archive stays as it was


class Server(postgresql.Server):
    """A server whose folder stays, with a quarter of the machine's memory.

    It compiles queries as servers do where nobody said otherwise. After a start it has in its memory what it had before
    (docs/operating.md).
    """

    def start(self) -> None:
        if not (self.folder / "cluster").exists():
            super().start()
            quarter = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 4 // 1024**2
            self.execute("ALTER SYSTEM SET jit = on", f"ALTER SYSTEM SET shared_buffers = '{quarter}MB'")
            self.stop()
        loaded = "-c shared_preload_libraries=pg_prewarm" if any(self.programs.parent.rglob("pg_prewarm.so")) else ""
        ctl = (self.programs / "pg_ctl", "-D", self.folder / "cluster", "-w", "-l", "log", "-o", loaded)
        started = self.call(*ctl, "start")
        if started.returncode:
            raise postgresql.NoPostgreSQL(f"The database server of the bench did not start.\n{started.stdout}")
        self.create("bench_bare")

    def stop(self) -> None:
        self.call(self.programs / "pg_ctl", "-D", self.folder / "cluster", "-m", "fast", "-w", "stop")

    def execute(self, *statements: str) -> None:
        with psycopg.connect(f"host={self.folder} user=memorial dbname=postgres", autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)

    def create(self, name: str) -> None:
        """Make a database of this name, unless it is there."""
        with suppress(psycopg.errors.DuplicateDatabase):
            self.execute(f"CREATE DATABASE {name}")

    @property
    def bare(self) -> dict[str, str]:
        own = {"NAME": "bench_bare", "USER": "memorial", "HOST": str(self.folder)}
        return {"ENGINE": "django.db.backends.postgresql", **own}

    def archive(self, size: int) -> Kept:
        kept = _kept(
            "postgresql",
            size,
            self.bare,
            holding=self.folder,
            MEMORIAL_DATABASE_URL=self.address.replace("/memorial?", f"/bench_{size}?"),
            BENCH_POSTMASTER=(self.folder / "cluster" / "postmaster.pid").read_text().split()[0],
        )
        if not (kept.folder / "filled").exists():
            self.execute(f"DROP DATABASE IF EXISTS bench_{size}", f"CREATE DATABASE bench_{size}")
        return kept


@contextmanager
def _server() -> Iterator[Server]:
    with TemporaryDirectory() as unpacked:
        programs = postgresql.installed() or postgresql.bundled(Path(unpacked))
        if programs is None:
            raise postgresql.NoPostgreSQL("There is no PostgreSQL on this machine, and none in the environment.")
        folder = FOLDER / f"postgresql-{postgresql.version(programs)}"
        folder.mkdir(exist_ok=True)
        server = Server(programs=programs, folder=folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def _copied_database(address: str) -> Iterator[str]:
    """Nobody may be connected to the one that is copied: whoever is will connect again."""
    name = address.partition("?")[0].rpartition("/")[2]
    with psycopg.connect(address.replace(f"/{name}?", "/postgres?"), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        connection.execute(f"CREATE DATABASE {name}_copy TEMPLATE {name}")
        try:
            yield address.replace(f"/{name}?", f"/{name}_copy?")
        finally:
            connection.execute(f"DROP DATABASE {name}_copy WITH (FORCE)")
