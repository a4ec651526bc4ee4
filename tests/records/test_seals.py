"""Seals tell what two saves of a record have in common, by language and in its facts."""

import pytest

from archive.records import seals, stored_rows
from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.contributions import Contribution
from archive.records.places import Place
from archive.records.saving import saving
from archive.records.statements import EditorsNote, Rendering, Statement
from archive.records.texts import Text
from tests import making

pytestmark = pytest.mark.django_db


def sealed(record: Record) -> dict[str, str]:
    return seals.of(record, stored_rows.stored(record))


def changed(record: Record, before: dict[str, str]) -> set[str]:
    now = sealed(type(record).objects.get(pk=record.pk))
    return {part for part in now.keys() | before.keys() if now.get(part) != before.get(part)}


def test_words_change_the_seal_of_their_language_and_no_other():
    place = making.place({"en": "Shusha", "az": "Şuşa"})
    before = sealed(place)

    making.change(place, language="az", body="<p>Dağlarda.</p>")

    assert changed(place, before) == {"az"}
    making.change(place, language="az", body="")
    assert changed(place, before) == set()
    making.change(place, language="ru", title="Шуша")
    assert changed(place, before) == {"ru"}


def test_rows_that_are_written_anew_as_they_were_are_sealed_alike():
    source = making.source()
    place = making.place(sources=[source], names=[("en", "Shusha"), ("ru", "Шуша")])
    making.say(place.citations.get(), words="its height")
    before = sealed(place)

    place.citations.all().delete()
    assert changed(place, before) == {seals.FACTS}
    making.say(Citation.objects.create(record=place, source=source), words="its height")

    assert changed(place, before) == set()


def test_every_row_and_relation_of_a_record_is_sealed():
    place, source = making.place(), making.source()
    statement = making.statement(issuers=[making.institution()], places=[place], sources=[source])
    note = EditorsNote.objects.create(statement=statement, language="en", words="So it stands.")
    Rendering.objects.create(statement=statement, language="de", title="Erklärung", body="<p>So.</p>")

    def after(act) -> set[str]:
        before = sealed(statement)
        act()
        return changed(statement, before)

    assert after(note.delete) == {"en"}
    assert after(lambda: statement.renderings.update(body="")) == {seals.FACTS}
    assert after(lambda: statement.places.clear()) == {seals.FACTS}
    assert after(lambda: statement.issued_by.update(role="signatory")) == {seals.FACTS}
    assert after(lambda: Statement.objects.update(number="7")) == {seals.FACTS}
    assert after(lambda: Record.objects.filter(pk=statement.pk).update(slug="another")) == {seals.FACTS}
    assert after(lambda: Record.objects.filter(pk=statement.pk).update(merged_into=place)) == {seals.FACTS}


def test_what_the_records_that_it_names_are_called_is_not_sealed():
    place = making.place()
    institution = making.institution(place=place)
    before = sealed(institution)

    making.change(place, title="Another", summary="Otherwise")

    assert changed(institution, before) == set()


def test_a_translation_that_is_confirmed_is_sealed_anew():
    place = making.place({"en": "Shusha"}, body="<p>In the mountains.</p>")
    with saving(place, by=making.archivist(), version=place.version):
        Text.objects.create(record=place, language="ru", title="Шуша", translation="archive")
    making.change(place, body="<p>In high mountains.</p>")
    before = sealed(place)

    place = Place.objects.get(pk=place.pk)
    with saving(place, by=making.archivist(), version=place.version):
        Text.objects.filter(language="ru").update(renders="")

    assert changed(place, before) == {"ru"}


def test_a_save_keeps_the_seals_of_what_it_stored():
    place = making.place()

    making.change(place, title="Another")

    first, second = Contribution.objects.filter(record=place).order_by("version")
    assert second.seals == sealed(place)
    assert first.seals["en"] != second.seals["en"]
    assert first.seals[seals.FACTS] == second.seals[seals.FACTS]
