"""Databases’ addresses, read (``MEMORIAL_DATABASE_URL`` …), and who asks which: archivists the one, readers theirs."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import sqlite_version_info
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLES = "postgres://user:password@host:5432/name or sqlite:///absolute/path/archive.sqlite3"

# Two connections that write and checkpoint at the same time could corrupt a database in WAL mode
# before SQLite 3.51.3. Older SQLites keep the rollback journal, which was measured to be as good for
# writers; readers then wait for a commit to end.
WAL_IS_SAFE = sqlite_version_info >= (3, 51, 3)

# Connections stay open between requests. Whether one is still good is asked of this machine alone (memorial/engines).
KEPT = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}

# What libpq is told, unless the address says otherwise. Whoever does not answer is given up: while connecting, when
# nothing is said for a while, and when what was sent is not taken.
LINE = {
    "application_name": "memorial",
    "connect_timeout": "5",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
}
# What is asked again and again is planned once, for each connection: most of it takes longer to plan than to answer.
PREPARED: Mapping[str, Any] = {"server_side_binding": True, "prepare_threshold": 3}
# What the server is told for each session.
SESSION = {
    # On disks of today, and in memory, any page is as near as the next one. The server takes it to be four times as
    # far: rather than look up a hundred rows it read twelve thousand, which took 15 ms in place of 0.5.
    "random_page_cost": "1.1",
    # Compiling one query took from 146 ms to 2.6 s, and running it 50 to 107 ms.
    "jit": "off",
    # Of a machine that has vanished it keeps no locks, above all not that on the ledger.
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
# And for readers: none waits longer for one answer, and nothing of theirs is written. The desk and commands may take
# their time.
READERS_SESSION = {
    "statement_timeout": "5s",
    "default_transaction_read_only": "on",
    # An index has whatever they ask for. The server knows how long it takes to read a table, and nothing of the long
    # values beside it: the texts with a common word were looked for in all of them, for 180 ms in place of 3.
    "enable_seqscan": "off",
}

# The name of where readers read, on PostgreSQL.
READERS = "readers"
# How long readers stay with one server before it is asked again whether it follows the primary; and how long they wait
# for one that does not answer, since there is another.
KEPT_OF_REPLICA = {"CONN_MAX_AGE": 60}
LINE_TO_REPLICA = {"connect_timeout": "2"}


def database(address: str, *, setting: str = "MEMORIAL_DATABASE_URL", line: Mapping[str, str] = LINE) -> dict[str, Any]:
    """Django's settings for the database at this address. ``line`` is what libpq is told, unless the address says it.

    ``postgres://`` (or ``postgresql://``) takes libpq's options after a question mark; ``host`` there
    may be the folder of a Unix socket. ``sqlite:///`` takes an absolute path.
    Raises ``ImproperlyConfigured`` in words; a password is never repeated in them.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"{setting} cannot be read. Write {EXAMPLES}; special characters of a password "
            "are written in percent form, such as %40 for @."
        ) from wrong
    if parts.scheme in ("postgres", "postgresql"):
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        name = unquote(parts.path.removeprefix("/"))
        if not name or "/" in name:
            raise ImproperlyConfigured(f"{setting} names no database. Write {EXAMPLES}.")
        return {
            "ENGINE": "memorial.engines.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
            "PORT": str(port or options.pop("port", "")),
            "OPTIONS": {**PREPARED, **line, **options, "options": _session(SESSION, options.get("options", ""))},
            **KEPT,
        }
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return sqlite(Path(unquote(parts.path)))
    raise ImproperlyConfigured(f"{setting} names no database that is known here. Write {EXAMPLES}.")


def readers(own: dict[str, Any], replica: str = "") -> dict[str, dict[str, Any]]:
    """Name → Django’s settings for where readers read, if it differs from ``own``, the archive’s database.

    ``replica`` is the address of a server that follows it.
    """
    if own["ENGINE"].endswith("sqlite3"):
        if replica:
            raise ImproperlyConfigured("MEMORIAL_REPLICA_URL is for an archive on PostgreSQL; this one is on SQLite.")
        return {}
    return {READERS: _following(replica, _of_readers(own)) if replica else _of_readers(own)}


def _of_readers(own: dict[str, Any]) -> dict[str, Any]:
    options = own["OPTIONS"]
    session = _session(READERS_SESSION, options["options"])
    return {**own, "OPTIONS": {**options, "application_name": "memorial-readers", "options": session}}


def _following(address: str, primary: dict[str, Any]) -> dict[str, Any]:
    replica = database(address, setting="MEMORIAL_REPLICA_URL", line=LINE | LINE_TO_REPLICA)
    if replica["ENGINE"].endswith("sqlite3"):
        raise ImproperlyConfigured("MEMORIAL_REPLICA_URL names a SQLite file, which follows no other.")
    options = {**_of_readers(replica)["OPTIONS"], "primary": primary}
    return {**replica, **KEPT_OF_REPLICA, "ENGINE": "memorial.engines.replica", "OPTIONS": options}


def serve_readers() -> None:
    """From now on, whatever this thread asks of the database it asks where readers read. No page has to think of it."""
    from django.db import DEFAULT_DB_ALIAS, connections

    if READERS in connections:
        connections[DEFAULT_DB_ALIAS] = connections[READERS]


@contextmanager
def readers_served() -> Iterator[None]:
    """``serve_readers``, for the length of a block."""
    from django.db import DEFAULT_DB_ALIAS, connections

    own = connections[DEFAULT_DB_ALIAS]
    serve_readers()
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = own


def _session(chosen: Mapping[str, str], given: str = "") -> str:
    """As the server's command line has it. What is ``given`` comes last, and so counts."""
    return " ".join([*(f"-c {name}={value}" for name, value in chosen.items()), given]).strip()


def only_if_there(settings: dict[str, Any]) -> None:
    """Let a connection open a SQLite file that is there, and never make one.

    For whatever serves: a file that is gone would be made anew, empty, in its place. Commands such as ``migrate`` may.
    """
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"]["only_if_there"] = True


def reads_alone(settings: dict[str, Any]) -> None:
    """Let a connection keep half as much of a SQLite file in its own memory: whoever only reads has enough of it."""
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"]["init_command"] += ";PRAGMA cache_size=-2000"


def sqlite(path: Path) -> dict[str, Any]:
    """Django's settings for a SQLite file on a local disk."""
    return {
        "ENGINE": "memorial.engines.sqlite3",
        "NAME": path,
        "OPTIONS": {
            # A transaction that is going to write waits for its turn at its beginning. With the default,
            # more than half of simultaneous publishings failed with "database is locked".
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                f"PRAGMA journal_mode={'WAL' if WAL_IS_SAFE else 'TRUNCATE'};"
                # What was acknowledged survives a power cut.
                "PRAGMA synchronous=FULL;"
                "PRAGMA foreign_keys=ON;"
                # Without it INSERT OR REPLACE would delete rows behind the triggers' back.
                "PRAGMA recursive_triggers=ON;"
                # Kilobytes. With half of that a few acts in one transaction wrote three times as much: what does not
                # fit is written before its time, and waited for.
                "PRAGMA cache_size=-4000"
            ),
        },
        **KEPT,
    }


def what_is_wrong() -> str:
    """Why no command can do anything with the database, in a sentence; empty if it has its tables."""
    from django.db import DatabaseError, connection

    where = connection.settings_dict["NAME"]
    try:
        tables = connection.introspection.table_names()
    except DatabaseError as error:
        return f"The database {where} cannot be reached: {error}".strip()
    if "archive_record" in tables:
        return ""
    return (
        f"The database {where} is empty. If it is the right one, run 'manage.py migrate' first; if not, set "
        "MEMORIAL_DATA_DIR or MEMORIAL_DATABASE_URL as the archive itself is run with."
    )
