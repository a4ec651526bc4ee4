"""What is derived anew is as the acts derived it, and is written only where something else stands."""

import sys
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.catalogue import rebuilding
from archive.catalogue.models import Row, RowChange, RowForReader, RowText, Spelling, Term, Word
from archive.editions.models import Interval
from archive.editorial import publishing
from archive.records.places import Place
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db

DERIVED = (Interval, Row, RowText, RowForReader, Term, Spelling, Word)
KEYS = {"id", "row_id", "text_id", "held_by"}


@pytest.fixture(autouse=True)
@kept
def two_editions():
    region = making.place("Region")
    making.published(region)
    town = making.place({"en": "Town", "az": "Şəhər"}, parent=region)
    making.published(town)
    making.change(town, summary="A town of 2 000 houses.")
    making.published(town, change="minor")


def test_what_stands_as_it_is_derived_is_not_written_again():
    before = [list(model.objects.order_by("pk").values()) for model in DERIVED[1:]]

    with CaptureQueriesContext(connection) as asked:
        rebuilding.rebuild()

    assert [list(model.objects.order_by("pk").values()) for model in DERIVED[1:]] == before
    assert not [one["sql"] for one in asked if "INTO archive_row" in one["sql"] or 'INTO "archive_row' in one["sql"]]


def test_what_only_ends_is_told_so_and_not_written_again():
    town = Place.objects.get(uuid=Row.objects.get(number=2).record)
    before = {row.number: row for row in Row.objects.filter(record=town.uuid)}

    with CaptureQueriesContext(connection) as asked:
        publishing.withdraw(town, by=making.publisher(), reason_class="legal", note={"en": "So.", "az": "Belə."})

    after = {row.number: row for row in Row.objects.filter(record=town.uuid)}
    assert {number: row.pk for number, row in after.items()} == {number: row.pk for number, row in before.items()}
    assert after[1].live_until == before[1].live_until
    assert after[2].live_until < before[2].live_until
    readers = RowForReader.objects.filter(row=after[2].pk).values_list("live_until", flat=True)
    assert set(readers) == {after[2].live_until}
    assert RowChange.objects.latest("pk").written == after[2].pk
    assert not [one["sql"] for one in asked if "INTO archive_row" in one["sql"] or 'INTO "archive_row"' in one["sql"]]


@pytest.mark.parametrize(
    "change",
    [
        lambda: Row.objects.update(year=1990),
        lambda: Row.objects.filter(pk=Row.objects.latest("pk").pk).delete(),
        lambda: RowText.objects.filter(language="az").update(title="Kənd", folded="kend"),
        lambda: RowText.objects.filter(language="en").delete(),
        lambda: RowForReader.objects.filter(reader="ru").delete(),
        lambda: RowForReader.objects.filter(reader="az").update(sort_key=b"\x10"),
        lambda: Term.objects.all().delete(),
        lambda: Term.objects.bulk_create(Term(**{**one, "id": None}) for one in Term.objects.values()),
        lambda: Spelling.objects.filter(folded="town").update(folded="village"),
        lambda: Word.objects.all().delete(),
        lambda: Word.objects.create(word="nobody", language="en", root="nobod", sound="nabadi"),
        lambda: Word.objects.filter(word="town").update(root="tow", sound="taw"),
        lambda: [model.objects.all().delete() for model in DERIVED],
    ],
    ids=[
        *("a row", "no row", "words", "no words", "no readers", "order", "no terms", "terms", "spellings"),
        *("no vocabulary", "a word of no text", "roots", "nothing"),
    ],
)
def test_what_stands_otherwise_is_derived_anew(change):
    before = derived()
    change()
    assert derived() != before

    rebuilding.rebuild()

    assert derived() == before


def test_words_of_which_no_text_is_known_name_one_that_holds_them():
    Word.objects.update(held_by=None)

    rebuilding.rebuild()

    texts = {text.pk: (text.language, text.folded.split()) for text in RowText.objects.all()}
    for word in Word.objects.all():
        language, words = texts[word.held_by]
        assert (language, word.word in words) == (word.language, True)


class Stopping(StringIO):
    """Where a progress bar is drawn; whoever looks at it stops it when so many lines are there."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.most = lines

    def flush(self) -> None:
        if self.getvalue().count("\n") >= self.most:
            raise KeyboardInterrupt


def test_one_that_was_stopped_goes_on_from_there_while_people_read_and_publish(client, monkeypatch):
    before = derived()
    Row.objects.update(year=1990)
    monkeypatch.setattr(rebuilding, "AT_ONCE", 1)
    monkeypatch.setattr(sys, "stdout", Stopping(1))

    with pytest.raises(CommandError, match="call it again, and it goes on"):
        call_command("rebuild_catalogue")

    done = Row.objects.exclude(year=1990).values_list("record", flat=True).distinct()
    assert (len(done), rebuilding.is_due()) == (1, True)
    assert client.get("/en/places/").status_code == 200
    # What was done is not looked at again: nobody would find this.
    Row.objects.filter(record=done[0]).update(year=1991)
    lake = making.place("Lake", slug="lake")
    making.published(lake)
    assert "Lake" in client.get("/en/places/").content.decode()
    monkeypatch.setattr(sys, "stdout", shown := StringIO())
    call_command("rebuild_catalogue")

    assert "Deriving: 1 of 3" not in shown.getvalue()
    assert (Row.objects.filter(year=1990).exists(), rebuilding.is_due()) == (False, False)
    assert Row.objects.filter(year=1991).exists()
    rebuilding.rebuild()
    assert [one for one in derived()[1] if lake.uuid not in one] == before[1]


def derived() -> list[list[tuple]]:
    """All of it without its keys, which may be others afterwards."""
    return [sorted(model.objects.values_list(*columns(model)), key=repr) for model in DERIVED]


def columns(model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.attname not in KEYS]
