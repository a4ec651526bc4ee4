"""What a database does by itself after a row was written, in SQL that SQLite and PostgreSQL both understand."""

from dataclasses import dataclass
from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_NAMES: Final = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
}


def there(database: BaseDatabaseWrapper) -> set[str]:
    """The names of all triggers of this database."""
    with database.cursor() as cursor:
        cursor.execute(_NAMES[database.vendor])
        return {name for (name,) in cursor.fetchall()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """After each ``event`` (INSERT, UPDATE OF a column, DELETE) on ``table``, statements over OLD and NEW."""

    name: str
    table: str
    event: str
    does: str

    def install(self, database: BaseDatabaseWrapper) -> None:
        """Put it in place, instead of an older one of its name."""
        after = f"TRIGGER {self.name} AFTER {self.event} ON {self.table}"
        statements = {
            "sqlite": (f"DROP TRIGGER IF EXISTS {self.name}", f"CREATE {after} BEGIN {self.does} END"),
            "postgresql": (
                f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN {self.does} RETURN NULL; END $$""",
                f"CREATE OR REPLACE {after} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
            ),
        }
        with database.cursor() as cursor:
            for statement in statements[database.vendor]:
                cursor.execute(statement)

    def lift(self, database: BaseDatabaseWrapper) -> None:
        """Take it away, if it is there."""
        drop = {"sqlite": "DROP TRIGGER IF EXISTS {}", "postgresql": "DROP FUNCTION IF EXISTS {}() CASCADE"}
        with database.cursor() as cursor:
            cursor.execute(drop[database.vendor].format(self.name))
