"""Saving at the desk: with the version that was opened, all or nothing, and no typed word lost."""

import pytest
from django.urls import reverse

from archive.records.citations import Citation
from archive.records.contributions import Contribution
from archive.records.statements import Statement
from archive.records.texts import Text
from tests import making

from ..desk import form_of, section, sits, typed

pytestmark = pytest.mark.django_db


def test_a_statement_is_written_from_an_empty_form():
    institution, source = making.institution(), making.source()
    client = sits(making.archivist())
    empty = client.get(reverse("admin:archive_statement_add"))
    words = typed(empty)
    english = section("en", empty)
    words |= {
        "year": "2026",
        "date": "2026-01-20",
        "original_language": "en",
        "issued_by-0-institution": str(institution.pk),
        f"{english}-title": "Statement on the Day",
        f"{english}-body": "<p>We <b>remember</b>.</p>",
        "citations-0-source": str(source.pk),
    }

    response = client.post(reverse("admin:archive_statement_add"), words)

    assert response.status_code == 302, response.context["errors"]
    made = Statement.objects.get()
    assert (made.slug, made.version, made.title()) == ("statement-on-the-day", 1, "Statement on the Day")
    assert [(text.language, text.body) for text in made.texts.all()] == [("en", "<p>We <strong>remember</strong>.</p>")]
    assert [one.institution for one in made.issued_by.all()] == [institution]
    assert [one.source for one in made.citations.all()] == [source]
    assert [(one.by.username, one.version) for one in made.contributions.all()] == [("archivist", 1)]


def test_a_second_record_of_one_title_gets_an_address_of_its_own():
    making.place("Şuşa", slug="susa")
    client = sits(making.archivist())
    empty = client.get(reverse("admin:archive_place_add"))

    client.post(reverse("admin:archive_place_add"), typed(empty) | {f"{section('az', empty)}-title": "Şuşa"})

    assert Text.objects.get(language="az").record.slug == "susa-2"


def test_an_address_that_another_record_has_is_refused_in_words():
    making.place("Baku", slug="baku")
    shusha = making.place("Shusha", slug="shusha")
    client = sits(making.archivist())

    response = client.post(form_of(shusha), typed(client.get(form_of(shusha))) | {"slug": "baku"})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors == {
        "slug": ["Another record has this address. Choose another one."]
    }


def test_a_save_in_which_nothing_changed_writes_nothing():
    record = making.statement(issuers=[making.institution()])
    client = sits(making.archivist())

    response = client.post(form_of(record), typed(client.get(form_of(record))), follow=True)

    assert Statement.objects.get(pk=record.pk).version == 1
    assert Contribution.objects.filter(record=record.pk).count() == 1
    assert "Nothing was changed, so nothing was saved." in response.content.decode()


def test_a_save_bumps_the_version_and_names_its_author():
    record = making.statement(issuers=[making.institution()])
    colleague = making.person("colleague", "archivist")
    client = sits(colleague)
    page = client.get(form_of(record))

    response = client.post(form_of(record), typed(page) | {f"{section('en', page)}-title": "Another title"})

    assert response.status_code == 302
    saved = Statement.objects.get(pk=record.pk)
    assert (saved.title(), saved.version) == ("Another title", 2)
    assert [(one.by.username, one.version) for one in saved.contributions.all()] == [
        ("archivist", 1),
        ("colleague", 2),
    ]


def test_a_stale_save_answers_409_and_keeps_every_typed_word():
    source = making.source()
    record = making.statement(issuers=[making.institution()], sources=[source])
    client = sits(making.archivist())
    opened = client.get(form_of(record))
    english = section("en", opened)
    mine = typed(opened) | {
        "year": "2019",
        f"{english}-title": "My title",
        f"{english}-body": "<p>My own words.</p>",
        f"{section('ru', opened)}-title": "Моё название",
        "citations-0-locator": "page 12",
        "citations-1-source": str(source.pk),
        "citations-1-quotation": "A second quotation",
    }
    making.change(record, by=making.person("colleague", "archivist"), title="Their title")

    response = client.post(form_of(record), mine)

    assert response.status_code == 409
    assert {name: value for name, value in typed(response).items() if name in mine} == mine
    html = response.content.decode()
    assert "Colleague has saved this record since you opened it" in html
    clashes = {field: (stored, own) for field, stored, own in response.context["clashes"]}
    assert clashes["Text (en): Title"] == ("Their title", "My title")
    assert clashes["Text (en): Text"] == ("We remember.", "My own words.")
    assert Statement.objects.get(pk=record.pk).title() == "Their title"


def test_words_are_saved_over_a_later_version_only_by_somebody_who_has_read_it():
    record = making.statement(issuers=[making.institution()])
    client = sits(making.archivist())
    opened = client.get(form_of(record))
    mine = typed(opened) | {f"{section('en', opened)}-title": "My title"}
    making.change(record, by=making.person("colleague", "archivist"), title="Their title")
    refused = client.post(form_of(record), mine)

    again = client.post(form_of(record), mine)
    over = client.post(form_of(record), mine | {"newer": str(refused.context["stands_now"])})

    assert (refused.status_code, again.status_code, over.status_code) == (409, 409, 302)
    assert Statement.objects.get(pk=record.pk).title() == "My title"


def test_a_row_somebody_else_has_removed_keeps_its_typed_words():
    record = making.statement(issuers=[making.institution()], sources=[making.source()])
    client = sits(making.archivist())
    mine = typed(client.get(form_of(record))) | {"citations-0-locator": "page 12"}
    making.change(record, by=making.person("colleague", "archivist"), title="Their title")
    Citation.objects.all().delete()

    response = client.post(form_of(record), mine)

    assert response.status_code == 409
    assert 'value="page 12"' in response.content.decode()


def test_a_form_without_its_version_is_taken_for_stale():
    record = making.place()
    client = sits(making.archivist())
    page = client.get(form_of(record))
    words = typed(page) | {f"{section('en', page)}-title": "Another"}
    del words["version"]

    assert client.post(form_of(record), words).status_code == 409


def test_a_text_that_would_lose_words_is_refused_and_kept():
    record = making.statement(issuers=[making.institution()])
    client = sits(making.archivist())
    page = client.get(form_of(record))
    body = '<p>Before <svg><p>after <a href="https://example.org/">a link</a></p>'

    response = client.post(form_of(record), typed(page) | {f"{section('en', page)}-body": body})

    form = next(
        form
        for inline in response.context["inline_admin_formsets"]
        for form in inline.formset.forms
        if form.prefix == section("en", page)
    )
    assert response.status_code == 200
    assert (list(form.errors), form["body"].value()) == (["body"], body)
    assert Statement.objects.get(pk=record.pk).version == 1


def test_a_language_is_removed_when_it_is_ticked():
    place = making.place({"en": "Shusha", "az": "Şuşa"})
    client = sits(making.archivist())
    page = client.get(form_of(place))

    client.post(form_of(place), typed(page) | {f"{section('en', page)}-DELETE": "on"})

    assert [text.language for text in place.texts.all()] == ["az"]


def test_a_quotation_without_its_language_is_refused_in_words():
    source = making.source()
    record = making.entry(sources=[source])
    client = sits(making.archivist())
    page = client.get(form_of(record))

    response = client.post(form_of(record), typed(page) | {"citations-0-quotation": "Their own words"})

    assert "Say in which language the quotation is." in response.content.decode()
