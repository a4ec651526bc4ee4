"""A further text becomes the page's own, and the page's own a further one."""

import pytest
from django.urls import reverse

from archive.records.saved_rows import text_of
from archive.records.statements import Rendering, Statement
from tests import making
from tests.admin.desk import form_of, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def statement():
    wire = making.source("At the agency", slug="wire", published="2026-01-19")
    ministry = making.institution("Ministry")
    made = making.statement("Agency's", issuers=[ministry], sources=[wire], body="<p>Agency words.</p>")
    making.change(made, translation="agency", translator="The agency", summary="What it says.")
    Rendering.objects.create(
        statement=made,
        language="en",
        translation="official",
        title="Official",
        body="<p>Official words.</p>",
        source=making.source("At the ministry", slug="site"),
    )
    return Statement.objects.get(pk=made.pk)


def address(rendering: Rendering) -> str:
    return reverse("admin:exchange_texts", args=[rendering.statement.uuid, rendering.number])


def exchange(rendering: Rendering, version: int, person=None):
    return sits(person or making.archivist()).post(address(rendering), {"version": version})


def words(statement: Statement) -> tuple:
    page = statement.texts.get()
    beside = statement.renderings.values_list("title", "body", "translation", "translator", "source__slug", "published")
    return (page.title, page.body, page.translation, page.translator, page.summary), list(beside)


def test_form_leads_to_the_act_which_shows_both_texts(statement):
    client, rendering = sits(making.archivist()), statement.renderings.get()

    form = client.get(form_of(statement)).content.decode()
    shown = client.get(address(rendering)).content.decode()

    assert f'<a href="{address(rendering)}">Make it the text of the page</a>' in form
    main = shown[shown.index('id="content-main"') :]
    told = ("Becomes the text of the page", "Official", "Becomes a further text", "Agency&#x27;s")
    assert sorted(told, key=main.index) == list(told)
    assert Statement.objects.get(pk=statement.pk).version == statement.version


def test_texts_are_exchanged_and_no_word_is_lost(statement):
    answer = exchange(statement.renderings.get(), statement.version)

    assert (answer.status_code, answer.url) == (302, form_of(statement))
    after = Statement.objects.get(pk=statement.pk)
    assert words(after) == (
        ("Official", "<p>Official words.</p>", "official", "", "What it says."),
        [("Agency's", "<p>Agency words.</p>", "agency", "The agency", "wire", "2026-01-19")],
    )
    assert [one.source.slug for one in after.citations.all()] == ["wire", "site"]
    assert after.renderings.get().number == 2
    before = text_of(after, version=statement.version, language="en")
    assert before is not None
    assert before.body == "<p>Agency words.</p>"


def test_exchanged_twice_they_stand_where_they_stood(statement):
    exchange(statement.renderings.get(), statement.version)
    after = Statement.objects.get(pk=statement.pk)

    exchange(after.renderings.get(), after.version)

    assert words(Statement.objects.get(pk=statement.pk)) == (
        ("Agency's", "<p>Agency words.</p>", "agency", "The agency", "What it says."),
        [("Official", "<p>Official words.</p>", "official", "", "site", "")],
    )


def test_text_in_a_language_that_the_page_lacks_becomes_its_text(statement):
    russian = Rendering.objects.create(
        statement=statement, language="ru", translation="issuer", title="Слово", body="<p>Слово.</p>"
    )

    exchange(russian, statement.version)

    after = Statement.objects.get(pk=statement.pk)
    assert {text.language: text.translation for text in after.texts.all()} == {"en": "agency", "ru": "issuer"}
    assert after.renderings.count() == 1


def test_what_others_saved_meanwhile_keeps_it_back(statement):
    making.change(statement, title="Changed")

    answer = exchange(statement.renderings.get(), statement.version - 1)

    assert answer.status_code == 409
    assert "Somebody else has saved this record since you opened it." in answer.content.decode()
    assert Statement.objects.get(pk=statement.pk).texts.get().title == "Changed"


def test_report_of_what_was_said_is_never_the_text_of_the_page(statement):
    Rendering.objects.update(translation="report")

    answer = exchange(statement.renderings.get(), statement.version)

    assert answer.status_code == 422
    assert words(statement)[0][0] == "Agency's"
    assert "Make it the text of the page" not in sits(making.archivist()).get(form_of(statement)).content.decode()


def test_only_who_may_write_in_it_may_do_so(statement):
    rendering = statement.renderings.get()

    assert exchange(rendering, statement.version, making.reviewer()).status_code == 403
    assert exchange(rendering, 0).status_code == 409
    assert sits(making.archivist()).get(address(rendering).replace("/1/", "/7/")).status_code == 404
    assert words(statement)[0][0] == "Agency's"
