"""A database's address, read: ``MEMORIAL_DATABASE_URL``."""

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


def database(address: str) -> dict[str, Any]:
    """Django's settings for the database at this address.

    ``postgres://`` (or ``postgresql://``) takes libpq's options after a question mark; ``host`` there
    may be the folder of a Unix socket. ``sqlite:///`` takes an absolute path.
    Raises ``ImproperlyConfigured`` in words; a password is never repeated in them.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"MEMORIAL_DATABASE_URL cannot be read. Write {EXAMPLES}; special characters of a password "
            "are written in percent form, such as %40 for @."
        ) from wrong
    if parts.scheme in ("postgres", "postgresql"):
        options = dict(parse_qsl(parts.query, keep_blank_values=True))
        name = unquote(parts.path.removeprefix("/"))
        if not name or "/" in name:
            raise ImproperlyConfigured(f"MEMORIAL_DATABASE_URL names no database. Write {EXAMPLES}.")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
            "PORT": str(port or options.pop("port", "")),
            "OPTIONS": options,
            # Kept open between requests, and asked whether it still lives before it is used.
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return sqlite(Path(unquote(parts.path)))
    raise ImproperlyConfigured(f"MEMORIAL_DATABASE_URL names no database that is known here. Write {EXAMPLES}.")


def only_if_there(settings: dict[str, Any]) -> None:
    """Let a connection open a SQLite file that is there, and never make one.

    For whatever serves: a file that is gone would be made anew, empty, in its place. Commands such as ``migrate`` may.
    """
    if settings["ENGINE"].endswith("sqlite3") and isinstance(settings["NAME"], Path):
        settings["NAME"] = f"{settings['NAME'].as_uri()}?mode=rw"


def sqlite(path: Path) -> dict[str, Any]:
    """Django's settings for a SQLite file on a local disk."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
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
                "PRAGMA recursive_triggers=ON"
            ),
        },
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
