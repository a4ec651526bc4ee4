"""Rows that are written once. The rule is kept by the model, and by triggers that raw SQL meets too.

Triggers are lifted before every migrate and put in place after it: SQLite drops those of a table that it remakes,
and refuses to remake one that the trigger of another table speaks of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, NoReturn

from django.apps import apps
from django.core import checks
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper


class Frozen(Exception):
    """Somebody tried to change what is written once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Refuse ``event`` (INSERT, UPDATE, DELETE) on a table ``when`` an SQL condition over OLD and NEW holds.

    ``when`` must be SQL that SQLite and PostgreSQL both understand; ``engine`` limits the guard to one of them.
    ``table`` is another than that of the model which declares it, where a room guards what a lower one keeps.
    """

    name: str
    event: str
    when: str
    message: str
    engine: str = ""
    table: str = ""


class FrozenQuerySet(models.QuerySet):
    """Reads and creates; refuses to update or delete."""

    def _refuse(self, *args, **kwargs) -> NoReturn:
        raise Frozen(f"{self.model._meta.verbose_name_plural} are written once")

    update = delete = bulk_update = update_or_create = _refuse


class AppendOnly(models.Model):
    """A row that is never changed and never deleted.

    A column of ``MAY_LEAVE`` may be emptied, once, when its SQL condition over OLD holds; all others stay as they are.
    """

    GUARDS: ClassVar[tuple[Guard, ...]] = ()
    MAY_LEAVE: ClassVar[Mapping[str, str]] = {}

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise Frozen(f"{self._meta.verbose_name_plural} are written once")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs) -> NoReturn:
        raise Frozen(f"{self._meta.verbose_name_plural} are written once")


def guarded() -> Iterator[tuple[str, Guard]]:
    """Every guard with its table, those of append-only models included."""
    for model in apps.get_app_config("archive").get_models():
        table = model._meta.db_table
        if issubclass(model, AppendOnly):
            yield from ((table, guard) for guard in _append_only(model))
        yield from ((guard.table or table, guard) for guard in getattr(model, "GUARDS", ()))


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, replacing older ones."""
    lift(connection)
    with connection.cursor() as cursor:
        for table, guard in guarded():
            for statement in _create(connection.vendor, table, guard):
                cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger away, those of guards that an older version declared included."""
    with connection.cursor() as cursor:
        for trigger, table, _works in _installed(connection):
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER {trigger} ON {table}")
                cursor.execute(f"DROP FUNCTION IF EXISTS {trigger}()")
            else:
                cursor.execute(f"DROP TRIGGER {trigger}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be there and are not."""
    there = {trigger for trigger, _table, works in _installed(connection) if works}
    wanted = [_trigger(table, guard) for table, guard in guarded() if _applies(connection.vendor, guard)]
    return [trigger for trigger in wanted if trigger not in there]


def lift_before_migrate(sender, using: str, **kwargs) -> None:
    """Receiver of ``pre_migrate``."""
    lift(connections[using])


def install_after_migrate(sender, using: str, **kwargs) -> None:
    """Receiver of ``post_migrate``. While migrating half-way back some tables do not exist: nothing to guard then."""
    connection = connections[using]
    if {table for table, _ in guarded()} <= set(connection.introspection.table_names()):
        install(connection)


@checks.register(checks.Tags.database)
def check_guards(app_configs, databases=None, **kwargs) -> list[checks.CheckMessage]:
    """Say which trigger is missing. Runs with ``check --database default`` and before ``migrate``."""
    found: list[checks.CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if _is_behind(connection):  # what is missing comes with what is to be migrated, unless there is nothing at all
            found += _unguarded(alias)
            continue
        found += [
            checks.Warning(
                f"The database {alias} has lost the trigger {name}.",
                hint="Run “manage.py migrate”: it puts every trigger in place again.",
                id="archive.W001",
            )
            for name in missing(connection)
        ]
    return found


def _unguarded(alias: str) -> list[checks.CheckMessage]:
    """Of an older database with tables that anything guards: that it has no trigger left."""
    connection = connections[alias]
    tables = {table for table, _guard in guarded()} & set(connection.introspection.table_names())
    if not tables or _installed(connection):
        return []
    return [
        checks.Warning(
            f"The database {alias} has lost all triggers of the archive.",
            hint="Run “manage.py migrate”: it puts every trigger in place again.",
            id="archive.W001",
        )
    ]


def _is_behind(connection: BaseDatabaseWrapper) -> bool:
    """Whether migrations are still to be applied: of an older database, or all of an empty one."""
    from django.db.migrations.executor import MigrationExecutor  # only where somebody migrates

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes("archive")))


INSTALLED = {
    "sqlite": "SELECT name, tbl_name, 1 FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard!_%' ESCAPE '!'",
    "postgresql": (
        "SELECT tgname, CAST(tgrelid AS regclass), tgenabled IN ('O', 'A') FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgname LIKE 'guard!_%' ESCAPE '!' AND pg_table_is_visible(tgrelid)"
    ),
}


def _installed(connection: BaseDatabaseWrapper) -> list[tuple[str, str, bool]]:
    """Trigger, its table, and whether it is switched on."""
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED[connection.vendor])
        return cursor.fetchall()


def _append_only(model: type[AppendOnly]) -> Iterator[Guard]:
    message = f"{model._meta.model_name} rows are written once"
    yield Guard(name="update", event="UPDATE", when=_changes(model), message=message)
    yield Guard(name="delete", event="DELETE", when="1 = 1", message=message)
    yield Guard(name="truncate", event="TRUNCATE", when="", message=message, engine="postgresql")
    # INSERT OR REPLACE deletes the row in its way without asking the DELETE trigger.
    taken = " OR ".join(
        f"EXISTS (SELECT 1 FROM {model._meta.db_table} WHERE "
        + " AND ".join(f"{column} = NEW.{column}" for column in columns)
        + ")"
        for columns in _keys(model)
    )
    yield Guard(name="replace", event="INSERT", when=taken, message=message, engine="sqlite")


def _changes(model: type[AppendOnly]) -> str:
    """SQL for an update that does anything but empty what may leave."""
    if not model.MAY_LEAVE:
        return "1 = 1"
    kept = (str(field.column) for field in model._meta.local_fields if field.name not in model.MAY_LEAVE)
    same = " AND ".join(f"(NEW.{one} = OLD.{one} OR NEW.{one} IS NULL AND OLD.{one} IS NULL)" for one in kept)
    left = " AND ".join(f"NEW.{column} IS NULL AND {when}" for column, when in model.MAY_LEAVE.items())
    return f"({same} AND {left}) IS NOT TRUE"


def _keys(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    """The columns of each key that a row may collide on."""
    columns = {field.name: str(field.column) for field in model._meta.local_fields}
    yield from ((columns[field.name],) for field in model._meta.local_fields if field.unique)
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield tuple(columns[name] for name in constraint.fields)


def _trigger(table: str, guard: Guard) -> str:
    return f"guard_{table}_{guard.name}"


def _applies(vendor: str, guard: Guard) -> bool:
    return guard.engine in ("", vendor)


def _create(vendor: str, table: str, guard: Guard) -> Iterator[str]:
    trigger, message = _trigger(table, guard), guard.message.replace("'", "''")
    if not _applies(vendor, guard):
        return
    if vendor == "sqlite":
        yield (
            f"CREATE TRIGGER {trigger} BEFORE {guard.event} ON {table} WHEN {guard.when} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )
        return
    refusal = f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation';"
    if guard.when:
        refusal = f"IF {guard.when} THEN {refusal} END IF;"
    row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(guard.event, "NEW")
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    body = f"BEGIN {refusal} RETURN {row}; END"
    yield f"CREATE OR REPLACE FUNCTION {trigger}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    yield f"CREATE TRIGGER {trigger} BEFORE {guard.event} ON {table} FOR EACH {each} EXECUTE FUNCTION {trigger}()"
