"""Two people at one record: what each of them wrote is saved, and they collide only where both wrote."""

import re
from threading import Barrier, Thread

import pytest
from django.contrib.messages import get_messages
from django.db import connections

from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.contributions import Contribution
from archive.records.places import Place
from archive.records.saving import saving
from archive.records.statements import EditorsNote, Statement
from archive.records.texts import Text
from tests import making

from ..desk import form_of, section, sits, typed

pytestmark = pytest.mark.django_db


def colleague():
    return making.person("colleague", "archivist")


def opened(record: Record, client=None):
    """Somebody's desk, and what her form of ``record`` would send as it stands, with the page."""
    client = client or sits(making.archivist())
    page = client.get(form_of(record))
    return client, page, typed(page)


def titles(record: Record) -> dict[str, str]:
    return {text.language: text.title for text in Text.objects.filter(record=record.pk)}


def test_two_translators_do_not_collide():
    place = making.place({"az": "Şuşa", "ru": "Шуша", "en": "Shusha"})
    mine, my_page, my_words = opened(place)
    theirs, their_page, their_words = opened(place, sits(colleague()))

    first = theirs.post(form_of(place), their_words | {f"{section('ru', their_page)}-title": "Город Шуша"})
    second = mine.post(form_of(place), my_words | {f"{section('en', my_page)}-title": "Shusha town"})
    told = [str(one) for response in (first, second) for one in get_messages(response.wsgi_request)]

    assert (first.status_code, second.status_code) == (302, 302)
    assert "Others have saved something else here meanwhile. It stays as they saved it." in told[1:]
    assert not told[0].startswith("Others")
    assert titles(place) == {"az": "Şuşa", "ru": "Город Шуша", "en": "Shusha town"}
    saves = Contribution.objects.filter(record=place).order_by("version")
    assert [(one.by.username, one.version) for one in saves] == [("archivist", 1), ("colleague", 2), ("archivist", 3)]


def test_a_translator_and_whoever_writes_facts_do_not_collide():
    source, other = making.source(), making.source("Another")
    record = making.statement(issuers=[making.institution()], sources=[source, other])
    mine, page, words = opened(record)
    current = Statement.objects.get(pk=record.pk)
    with saving(current, by=colleague(), version=current.version):
        current.year, current.number = 2019, "7"
        current.save()
        record.citations.filter(source=source).delete()
        Citation.objects.create(record=record, source=source, locator="page 12", position=5)

    response = mine.post(form_of(record), words | {f"{section('az', page)}-title": "Bəyanat"})

    assert response.status_code == 302, response.context["errors"]
    saved = Statement.objects.get(pk=record.pk)
    assert (saved.year, saved.number, titles(record)["az"]) == (2019, "7", "Bəyanat")
    assert [one.locator for one in saved.citations.order_by("position")] == ["", "page 12"]


def test_two_collide_only_where_both_wrote():
    place = making.place({"az": "Şuşa", "ru": "Шуша", "en": "Shusha"})
    mine, page, words = opened(place)
    making.change(place, by=colleague(), title="Their town")
    making.change(place, by=colleague(), language="ru", title="Город Шуша")
    english, azerbaijani, russian = (section(code, page) for code in ("en", "az", "ru"))
    wanted = words | {f"{english}-title": "My town", f"{azerbaijani}-title": "Şuşa şəhəri"}

    refused = mine.post(form_of(place), wanted)

    assert refused.status_code == 409
    assert refused.context["clashes"] == [("Text (en): Title", "Their town", "My town")]
    shown = typed(refused)
    assert (shown[f"{english}-title"], shown[f"{russian}-title"]) == ("My town", "Город Шуша")
    over = mine.post(form_of(place), shown | {"newer": str(refused.context["stands_now"])})
    assert over.status_code == 302
    assert titles(place) == {"az": "Şuşa şəhəri", "ru": "Город Шуша", "en": "My town"}


def test_two_who_begin_the_same_language_collide_and_lose_nothing():
    place = making.place("Shusha")
    mine, page, words = opened(place)
    making.change(place, by=colleague(), language="ru", title="Шуша")

    refused = mine.post(form_of(place), words | {f"{section('ru', page)}-title": "Город"})
    over = mine.post(form_of(place), typed(refused) | {"newer": str(refused.context["stands_now"])})

    assert (refused.status_code, over.status_code) == (409, 302)
    assert refused.context["clashes"] == [("Text (ru): Title", "Шуша", "Город")]
    assert titles(place) == {"en": "Shusha", "ru": "Город"}


def test_a_language_that_others_began_or_removed_meanwhile_is_left_as_they_left_it():
    place = making.place({"en": "Shusha", "az": "Şuşa"})
    mine, page, words = opened(place)
    making.change(place, by=colleague(), language="ru", title="Шуша")
    current = Place.objects.get(pk=place.pk)
    with saving(current, by=colleague(), version=current.version):
        Text.objects.filter(record=place, language="az").delete()

    response = mine.post(form_of(place), words | {f"{section('en', page)}-title": "Shusha town"})

    assert response.status_code == 302, response.context["errors"]
    assert titles(place) == {"en": "Shusha town", "ru": "Шуша"}


def test_words_upon_another_version_than_the_page_says_are_not_taken_for_untouched():
    place = making.place({"en": "Shusha", "ru": "Шуша"})
    mine, page, words = opened(place)
    making.change(place, by=colleague(), language="ru", title="Город Шуша")
    other = re.sub(r'"version":"\d+"', '"version":"99"', str(words["began"]))

    for began in (other, "", "{", "[]", '{"version":"1"}', '{"version":"1","sections":7}'):
        response = mine.post(form_of(place), words | {f"{section('en', page)}-title": "Town", "began": began})
        assert response.status_code == 409

    assert titles(place) == {"en": "Shusha", "ru": "Город Шуша"}


def test_a_translation_renders_the_original_that_its_writer_saw():
    place = making.place({"en": "Shusha"}, body="<p>In the mountains.</p>")
    with saving(place, by=making.archivist(), version=place.version):
        Text.objects.create(record=place, language="ru", title="Шуша", translation="archive")
    mine, page, words = opened(place)
    making.change(place, by=colleague(), body="<p>In high mountains.</p>")

    russian = section("ru", page)
    mine.post(form_of(place), words | {f"{russian}-body": "<p>В горах.</p>"})
    behind = [text.language for text in Place.objects.get(pk=place.pk).behind()]
    mine, page, words = opened(place)
    mine.post(form_of(place), words | {f"{russian}-confirms": "on"})

    assert (behind, Place.objects.get(pk=place.pk).behind()) == (["ru"], ())


def test_a_note_beside_the_original_puts_no_new_translation_behind():
    statement = making.statement({"en": "Statement"}, issuers=[], original_language="en", body="<p>Word.</p>")
    mine, page, words = opened(statement)
    russian = section("ru", page)
    begun = {f"{russian}-title": "Заявление", f"{russian}-body": "<p>Слово.</p>", f"{russian}-translation": "official"}
    current = Statement.objects.get(pk=statement.pk)
    with saving(current, by=colleague(), version=current.version):
        EditorsNote.objects.create(statement=current, language="en", words="As it stands in the document.")

    response = mine.post(form_of(statement), words | begun)

    assert response.status_code == 302, response.context["errors"]
    assert Statement.objects.get(pk=statement.pk).behind() == ()


def test_a_translation_of_an_original_that_is_written_with_it_is_not_behind_whatever_others_saved_meanwhile():
    statement = making.statement({"en": "Statement"}, issuers=[], original_language="az", body="<p>Word.</p>")
    mine, page, words = opened(statement)
    azerbaijani, english = section("az", page), section("en", page)
    current = Statement.objects.get(pk=statement.pk)
    with saving(current, by=colleague(), version=current.version):
        current.number = "7"
        current.save()

    begun = {f"{azerbaijani}-title": "Bəyanat", f"{azerbaijani}-body": "<p>Söz.</p>"}
    begun |= {f"{english}-translation": "official", f"{english}-body": "<p>A word.</p>"}
    response = mine.post(form_of(statement), words | begun)

    assert response.status_code == 302, response.context["errors"]
    assert Statement.objects.get(pk=statement.pk).behind() == ()


def test_many_who_write_in_their_own_languages_at_the_same_instant_all_save(committed):
    """Whoever finds another one there first looks again; SQLite lets one write at a time."""
    place = making.place({"az": "Şuşa", "ru": "Шуша", "en": "Shusha"})
    desks = {code: opened(place, sits(making.person(code, "archivist"))) for code in ("az", "ru")}
    begin, answers = Barrier(2), {}

    def save(code: str) -> None:
        client, page, words = desks[code]
        begin.wait()
        try:
            answers[code] = client.post(form_of(place), words | {f"{section(code, page)}-title": code.upper()})
        finally:
            connections.close_all()

    threads = [Thread(target=save, args=(code,)) for code in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {code: answer.status_code for code, answer in answers.items()} == {"az": 302, "ru": 302}
    assert titles(place) == {"az": "AZ", "ru": "RU", "en": "Shusha"}
