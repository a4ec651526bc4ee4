"""Reading what was submitted: the difference in words, the authors, the page as readers would see it."""

import pytest
from django.urls import reverse

from archive import markup
from archive.admin.base.differences import Difference, differences
from archive.admin.base.publishing_bar import payload_of
from archive.editorial.reviewing import standing
from archive.markup import Span
from tests import making

from ..desk import sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def corrected_statement():
    issuer, source, place = making.institution("The Archive"), making.source("A decree"), making.place("Shusha")
    for one in (issuer, source, place):
        making.published(one)
    record = making.statement("Statement of 2026", issuers=[issuer], places=[place], sources=[source])
    making.published(record)
    making.change(record, title="Statement of 2025", body="<p>We remember them.</p>")
    record.refresh_from_db()
    record.date, record.form = "2025-01-20", "message"
    record.places.clear()
    record.save()
    note = {"en": "It is of 2025."}
    return making.submitted(record, by=making.person("second", "archivist"), change="correction", note=note)


def test_differences_are_a_plain_list_of_fields_in_words():
    candidate = corrected_statement()

    found = differences(standing(candidate.record), payload_of(candidate))

    assert found == (
        Difference(field="Date on the document", before="20 January 2026", after="20 January 2025"),
        Difference(field="Form", before="Statement", after="Message"),
        Difference(field="Places", before="Shusha", after=""),
        Difference(
            field="Title, English",
            before="Statement of 2026",
            after="Statement of 2025",
            language="en",
            spans=(
                Span(op="same", text="Statement of"),
                Span(op="removed", text=" 2026"),
                Span(op="added", text=" 2025"),
            ),
        ),
        Difference(
            field="Text, English",
            before="We remember.",
            after="We remember them.",
            language="en",
            spans=markup.difference("We remember.", "We remember them."),
        ),
    )


def test_of_a_first_edition_everything_is_listed():
    place = making.place({"az": "Şuşa"}, latitude="39.7583", names=[("hy", "Շուշի")])

    found = differences(None, payload_of(making.submitted(place)))

    assert {one.field: one.after for one in found} == {
        "Address": place.slug,
        "Latitude": "39.7583",
        "Other names and spellings": "Շուշի (hy, Other spelling)",
        "Title, Azərbaycanca": "Şuşa",
        "Translation, Azərbaycanca": "Original",
    }


def test_the_review_page_names_the_authors_and_reads_out_what_changed():
    candidate = corrected_statement()

    html = sits(making.reviewer()).get(reverse("admin:review", args=[candidate.uuid])).content.decode()

    assert "Archivist, Second" in html
    assert "It is of 2025." in html
    assert '<span class="visually-hidden" lang="en">removed: </span> 2026</del>' in html
    assert '<span class="visually-hidden" lang="en">added: </span> 2025</ins>' in html
    assert 'data-act="approve"' in html


def test_an_author_may_return_but_not_approve():
    both = making.person("both", "archivist", "reviewer")
    place = making.place(by=both)
    candidate = making.submitted(place, by=both)

    page = sits(both).get(reverse("admin:review", args=[candidate.uuid]))

    assert [button.act for button in page.context["buttons"]] == ["return"]


def test_what_is_no_longer_current_can_be_read_but_not_decided():
    place = making.place()
    old = making.submitted(place)
    making.change(place, title="Another")

    page = sits(making.reviewer()).get(reverse("admin:review", args=[old.uuid]))

    assert page.context["buttons"] == []
    assert "This is no longer what the record says" in page.content.decode()


def test_the_preview_is_the_public_page_that_nobody_keeps_or_finds():
    place = making.place({"en": "Shusha", "az": "Şuşa"})
    candidate = making.submitted(place)
    client = sits(making.reviewer())

    english = client.get(reverse("admin:preview", args=[candidate.uuid, "en"]))
    azerbaijani = client.get(reverse("admin:preview", args=[candidate.uuid, "az"]))
    russian = client.get(reverse("admin:preview", args=[candidate.uuid, "ru"]))

    assert [one.status_code for one in (english, azerbaijani, russian)] == [200, 200, 404]
    assert '<html lang="az"' in azerbaijani.content.decode()
    assert "This is a preview." in english.content.decode()
    assert "no-store" in english.headers["Cache-Control"]
    assert english.headers["X-Robots-Tag"] == "noindex"
    assert "ETag" not in english.headers


def test_the_preview_of_a_draft_is_not_open_to_readers(client):
    candidate = making.submitted(making.place())

    answer = client.get(reverse("admin:preview", args=[candidate.uuid, "en"]))

    assert answer.status_code == 302
