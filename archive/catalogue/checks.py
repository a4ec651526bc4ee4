"""Whether the catalogue knows everybody whose language the archive speaks. Registers itself."""

from typing import Any

from django.core import checks
from django.db import connections

from archive import languages

from .models import Row, RowForReader


@checks.register(checks.Tags.database)
def check_readers(app_configs: object, databases: Any = None, **kwargs: object) -> list[checks.CheckMessage]:
    """Say whose lists are still empty, because the archive did not speak their language when its rows were derived.

    Runs with ``check --database default`` and before ``migrate``.
    """
    return [
        checks.Warning(
            f"The catalogue has no lists for readers of {code!r}.",
            hint="Run “manage.py rebuild_catalogue” after MEMORIAL_LANGUAGES has changed.",
            id="archive.W002",
        )
        for alias in databases or ()
        for code in _unknown(alias)
    ]


def _unknown(alias: str) -> list[str]:
    tables = connections[alias].introspection.table_names()
    if RowForReader._meta.db_table not in tables or not Row.objects.using(alias).exists():
        return []
    known = RowForReader.objects.using(alias)
    return [code for code in languages.spoken() if not known.filter(reader=code).exists()]
