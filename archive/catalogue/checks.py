"""Whether the catalogue knows everybody whose language the archive speaks. Registers itself."""

from typing import Any

from django.core import checks
from django.db import connections

from archive import languages

from .models import RowForReader, RowText


@checks.register(checks.Tags.database)
def check_readers(app_configs: object, databases: Any = None, **kwargs: object) -> list[checks.CheckMessage]:
    """Say whose lists are still empty, because the archive did not speak their language when its rows were derived; and
    which languages readers have lost.

    Runs with ``check --database default`` and before ``migrate``.
    """
    unknown = [
        checks.Warning(
            f"The catalogue has no lists for readers of {code!r}.",
            hint="Run “manage.py rebuild_catalogue” after MEMORIAL_LANGUAGES has changed.",
            id="archive.W002",
        )
        for alias in databases or ()
        for code in _unknown(alias)
    ]
    forgotten = [
        checks.Warning(
            f"What is published in {code!r} cannot be read in it: MEMORIAL_LANGUAGES does not name it.",
            hint="Name it there again; in MEMORIAL_RETIRED_LANGUAGES as well, if nothing more is to be written in it.",
            id="archive.W003",
        )
        for alias in databases or ()
        for code in _forgotten(alias)
    ]
    return [*unknown, *forgotten]


def _unknown(alias: str) -> list[str]:
    if not _has_rows(alias):
        return []
    known = RowForReader.objects.using(alias)
    return [code for code in languages.spoken() if not known.filter(reader=code).exists()]


def _forgotten(alias: str) -> list[str]:
    if not _has_rows(alias):
        return []
    listed = RowForReader.objects.using(alias).filter(is_listed=True)
    of_one_reader = listed.filter(reader=listed.values_list("reader", flat=True).first())
    several = of_one_reader.order_by().values_list("languages", flat=True).distinct()
    return sorted({code for there in several for code in there.split()} - set(languages.spoken()))


def _has_rows(alias: str) -> bool:
    """An archive whose catalogue has not been migrated to its shape of today is not asked: it is derived anew then."""
    tables = {RowForReader._meta.db_table, RowText._meta.db_table}
    there = set(connections[alias].introspection.table_names())
    return tables <= there and RowForReader.objects.using(alias).exists()
