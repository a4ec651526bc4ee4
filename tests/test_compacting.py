"""The database is written anew without the room of what is gone."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from archive import compacting, holdings
from archive.catalogue import engines, rebuilding
from archive.catalogue.models import Row, Word
from archive.records import finding
from archive.records.base import Record
from archive.word_index import Wanted
from tests import making

ROWS = 3_000


def everything() -> dict[str, list[str]]:
    return {model._meta.db_table: sorted(map(repr, model._base_manager.values_list())) for model in holdings.tables()}


def found(word: str) -> tuple[list[int], list[str]]:
    """The texts that readers find by it, and what the desk does."""
    return texts_with(word), [str(one) for one in finding.called(Record.objects.all(), [word]).records]


def texts_with(word: str) -> list[int]:
    return [*engines.WORDS.all_that_hold(Wanted((((word,),),)))]


def indexed() -> int:
    """Bytes of SQLite's index of what readers find."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT SUM(LENGTH(block)) FROM archive_searchindex_data")
        return int(cursor.fetchone()[0])


def compact() -> str:
    out = StringIO()
    call_command("compact_database", stdout=out)
    return out.getvalue()


def test_the_room_of_what_is_gone_is_given_back_and_nothing_else(committed):
    making.published(making.place({"az": "Şuşa", "en": "Shusha"}))
    Word.objects.bulk_create(Word(word=f"w{number:099}", language="en", root="w", sound="v") for number in range(ROWS))
    Word.objects.filter(root="w").delete()
    before, there, told = everything(), found("susa"), compacting.size()
    assert [len(one) for one in there] == [1, 1]

    said = compact()

    assert (everything(), found("susa")) == (before, there)
    assert compacting.size() < told - ROWS * 100
    assert said == f"The database took {told / 1e6:,.1f} MB and takes {compacting.size() / 1e6:,.1f} MB.\n"
    making.published(making.place("Shusha fortress"))
    assert [len(one) for one in found("shusha")] == [2, 2]


def test_what_cannot_be_written_anew_stays_and_says_why(committed):
    making.published(making.place("Shusha"))
    with pytest.raises(CommandError, match=r"The database is as it was. .*VACUUM"), transaction.atomic():
        compact()
    assert Record.objects.get().slug


@pytest.mark.django_db
def test_nothing_is_left_in_an_index_of_what_was_derived_anew():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL makes room in its index by itself.")
    for number in range(30):
        making.published(making.place(f"Place {number}", slug=f"place-{number}"))
    rebuilding.rebuild()
    before = indexed()
    for _ in range(3):
        Row.objects.all().delete()
        rebuilding.rebuild()
    assert indexed() < 1.1 * before  # keys are longer by now
    assert len(texts_with("place")) == 30
