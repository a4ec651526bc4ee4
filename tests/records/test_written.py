"""What the desk finds in all that is written: always what is saved now, and no word more."""

import pytest
from django.db import connection

from archive.editorial import deleting
from archive.records import finding, stored_rows, written
from archive.records.asked import ways
from archive.records.base import Record
from archive.records.saving import saving
from archive.records.texts import Text
from archive.records.timeline_entries import TimelineEntry
from archive.word_index import WordsField
from tests import making
from tests.indexes import indexed

pytestmark = pytest.mark.django_db


def found(asked: str, kind: str = "") -> str:
    of_kind = Record.objects.filter(kind=kind) if kind else Record.objects.all()
    records = finding.holding(of_kind.order_by("slug"), ways(asked), kind=kind, are_all=True).records
    return " ".join(records.values_list("slug", flat=True))


def stored() -> dict[int, set[str]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT record_id, folded FROM {written.TABLE}")
        return {key: set(WordsField().from_db_value(words).split()) for key, words in cursor.fetchall()}


@pytest.fixture(params=["few", "many", "common"])
def any_way(request, monkeypatch) -> None:
    """Looked up in the index, a few or all of them, or met while going through all."""
    if request.param != "few":
        monkeypatch.setattr(finding, "FEW", 0)
    if request.param == "common":
        monkeypatch.setattr(finding, "COMMON", dict.fromkeys(finding.COMMON, 0))


def test_words_of_titles_and_texts_in_every_language_are_found_together(any_way):
    town = making.place({"az": "Şuşa", "ru": "Шуша"}, names=[("az", "Pənahabad")], slug="town")
    making.change(town, language="az", summary="Dağ qalası & more.")
    link = '<a data-record="00000000-0000-4000-8000-000000000000">town</a>'
    making.page("Contact", slug="contact", body=f"<h2>Heading</h2><p>Old <b>wal</b>ls of the {link}.</p>")

    one = ("susa шуша penah", "qala susa", "QALA ŞUŞA", "more pən")
    other = ("walls", "heading of", "contact WALL")
    neither = ("walls qala", "alls", "data", "record", "href", "az", "§az", "place")
    answers = {asked: found(asked) for asked in (*one, *other, *neither)}

    assert answers == dict.fromkeys(one, "town") | dict.fromkeys(other, "contact") | dict.fromkeys(neither, "")
    assert (found("of", "page"), found("of", "place")) == ("contact", "")


def test_dates_are_found_by_what_they_lie_in():
    dates = {
        **{"day": "1990-01-20", "month": "1990-01", "year": "1990", "decade": "199X", "about": "1990-01-20~"},
        **{"days": "1990-01-18/1990-02-02", "years": "1988/1994", "either": "[1990-01-20,1991-01-13]"},
        **{"since": "1990-01-20/..", "autumn": "1990-23", "none": ""},
    }
    for slug, date in dates.items():
        making.entry("E", date=date, slug=slug, body="")

    answers = {
        asked: found(asked) for asked in ("20.01.1990", "13 yanvar 1991", "январь 1990", "1990", "1993", "1990s")
    }

    assert answers == {
        "20.01.1990": "about day days either since",
        "13 yanvar 1991": "either",
        "январь 1990": "about day days either month since",
        "1990": "about autumn day days either month since year years",
        "1993": "years",
        "1990s": "about autumn day days decade either month since year years",
    }


def test_a_day_is_found_in_texts_however_it_is_asked_for():
    making.page("A", slug="english", body="<p>In Baku on 20 January 1990.</p>")
    making.page({"az": "B"}, slug="azeri", body="<p>1990-cı il yanvarın 20-də Bakıda.</p>")
    making.page({"ru": "C"}, slug="russian", body="<p>20 января 1990 года в Баку.</p>")
    making.page("D", slug="other", body="<p>On 21 January 1990.</p>")
    days = ("20.01.1990", "1990-01-20", "20/01/1990", "20 yanvar 1990", "January 20, 1990", "20 января 1990")

    assert {asked: found(asked) for asked in days} == dict.fromkeys(days, "azeri english russian")
    # "20" is not how 2020 begins.
    making.page("E", slug="year", body="<p>In January 2020.</p>")
    assert (found("20 yanvar"), found("20 января")) == ("azeri english russian", "azeri english russian")
    assert (found("20.01.1990 baku"), found("yanvar 1990")) == ("english", "azeri english other russian")


def test_a_draft_with_what_nobody_can_read_is_found_by_its_words():
    making.entry("Unreadable", date="sometime in March", body="<blink>Words <i>left open", slug="draft")

    assert [found(asked) for asked in ("words left", "sometime march", "blink")] == ["draft", "draft", ""]


def test_words_are_those_of_the_last_save_and_gone_with_the_record():
    place, kept = making.place("Shusha", slug="draft", summary="Walls"), making.place("Kept", slug="kept")
    assert found("walls") == "draft"

    making.change(place, summary="Gates")
    assert (found("walls"), found("gates")) == ("", "draft")
    before = stored()
    with saving(place, by=making.archivist(), version=place.version):
        pass
    assert stored() == before
    with saving(place, by=making.archivist(), version=place.version):
        Text.objects.create(record=place, language="ru", title="Шуша")
    assert written.lacks("ru") in before[place.pk] - stored()[place.pk]

    deleting.delete(place, by=making.archivist(), version=place.version)
    assert (found("gates"), stored().keys()) == ("", {kept.pk})
    assert indexed(written.WORDS) == {(key, word) for key, words in stored().items() for word in words}


def test_what_was_saved_before_there_were_words_is_found_after_migrating():
    place, gone = making.place("Shusha", slug="place"), making.place("Gone")
    finding.lift_before_migrate(sender=None, using="default")
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {written.TABLE} WHERE record_id = %s", [place.pk])
    deleting.delete(gone, by=making.archivist(), version=gone.version)
    assert (found("shusha"), stored().keys()) == ("", {gone.pk})
    told = []

    finding.install_after_migrate(sender=None, using="default")
    written.derive_after_migrate(sender=None, using="default", progress=lambda done, total: told.append((done, total)))

    assert (found("shusha"), stored().keys(), told) == ("place", {place.pk}, [(1, 1)])


def test_all_words_are_derived_as_each_save_wrote_them_whatever_else_stood_there():
    places = [making.place("Shusha", names=[("az", "Pənahabad")]), making.place("Lachin")]
    making.statement("Statement", issuers=[making.institution()], places=places)
    making.entry("Event", places=places, observances=[making.observance()])
    before, others = stored(), WordsField().get_db_prep_value("neverland", connection)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {written.TABLE} WHERE record_id = %s", [places[0].pk])
        cursor.execute(f"UPDATE {written.TABLE} SET folded = %s WHERE record_id = %s", [others, places[1].pk])
    assert (found("neverland"), found("pənahabad")) == (places[1].slug, "")

    written.derive_all(lambda done, total: None)

    assert stored() == before
    assert indexed(written.WORDS) == {(key, word) for key, words in before.items() for word in words}


def test_rows_of_several_records_are_read_as_those_of_each():
    places = [making.place("Shusha", names=[("az", "Pənahabad")]), making.place("Lachin")]
    entries = [
        making.entry("One", places=places, observances=[making.observance()]),
        making.entry("Other", places=places[:1], sources=[making.source()]),
    ]

    found = stored_rows.stored_each(TimelineEntry, [one.pk for one in entries])

    assert found == {one.pk: stored_rows.stored(one) for one in entries}
