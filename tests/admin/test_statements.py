"""Statements at the desk: everything that is known of a document, and translations that have been overtaken."""

import pytest
from django.conf import settings
from django.urls import reverse

from archive.admin.base.differences import differences
from archive.editorial.reviewing import standing
from archive.records.slots import Slot
from archive.records.statements import DocumentVersion, EditorsNote, Issuer, Rendering, Statement
from archive.records.texts import Text
from tests import making
from tests.kept import kept

from .desk import form_of, message, section, sits, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_a_document_is_entered_with_all_that_is_known_of_it():
    ministry, council, report = making.institution("Ministry"), making.institution("Council"), making.source()
    client = sits(making.archivist())
    empty = client.get(reverse("admin:archive_statement_add"))
    english = section("en", empty)
    words = typed(empty) | {
        "year": "2026",
        "date": "2026-01-20",
        "original_language": "tr",
        "number": "SG/SM/20036",
        "released_wall": "2026-01-19 22:01",
        "embargo_wall": "2026-01-20 00:00",
        "embargo_zone": "Europe/Moscow",
        "anniversary": "36",
        "issued_by-0-institution": str(ministry.pk),
        "issued_by-1-institution": str(council.pk),
        "issued_by-1-role": "on-behalf-of",
        "issued_by-1-position": "1",
        "issued_by-TOTAL_FORMS": "2",
        f"{english}-title": "Statement",
        f"{english}-body": "<p>Word.</p>",
        f"{english}-translation": "issuer",
        f"{english}-translator": "The ministry",
        f"{english}-of_version": "2",
        f"{english}-content_note": "It tells of a death.",
        "versions-0-label": "2",
        "versions-0-words_en": "Gives 150.",
        "versions-0-source": str(report.pk),
        "renderings-0-language": "tr",
        "renderings-0-translation": "original",
        "renderings-0-title": "Bildiri",
        "renderings-0-body": "<p>Söz <b>bu</b>.</p>",
        "notes-0-language": "en",
        "notes-0-paragraph": "1",
        "notes-0-words": "So in the document.",
    }

    response = client.post(reverse("admin:archive_statement_add"), words)

    assert response.status_code == 302, response.context["errors"]
    made = Statement.objects.get()
    assert (made.number, made.original_language, made.anniversary) == ("SG/SM/20036", "tr", 36)
    assert (made.released_wall, made.released_zone) == ("2026-01-19T22:01", "Asia/Baku")
    assert (made.embargo_wall, made.embargo_zone) == ("2026-01-20T00:00", "Europe/Moscow")
    assert list(Issuer.objects.values_list("institution", "role")) == [
        (ministry.pk, "issuer"),
        (council.pk, "on-behalf-of"),
    ]
    assert list(Text.objects.filter(record=made).values_list("translation", "of_version", "content_note")) == [
        ("issuer", "2", "It tells of a death.")
    ]
    assert list(DocumentVersion.objects.values_list("label", "phrases__words", "source")) == [
        ("2", "Gives 150.", report.pk)
    ]
    assert list(Rendering.objects.values_list("language", "body")) == [("tr", "<p>Söz <strong>bu</strong>.</p>")]
    assert list(EditorsNote.objects.values_list("paragraph", "words")) == [(1, "So in the document.")]
    # Whoever may only look reads it as it is shown.
    read = sits(making.publisher()).get(form_of(made)).content.decode()
    assert '<div class="readonly"><p>Söz <strong>bu</strong>.</p></div>' in read


def test_a_moment_that_is_none_is_refused_and_stays_typed():
    record, client = making.statement(issuers=[making.institution()]), sits(making.archivist())
    words = typed(client.get(form_of(record))) | {
        "released_wall": "midnight 20 January 2026",
        "released_zone": "Asia/Baku",
    }

    response = client.post(form_of(record), words)

    assert response.context["adminform"].form.errors == {
        "released_wall": [
            "“midnight 20 January 2026” is not a time. Write the day and the time as in 2026-01-19 22:01.",
            "Midnight may be the beginning of a day or its end. Write the time as 00:00, and the day on which it is "
            "00:00: 2026-01-20 or 2026-01-21.",
        ]
    }
    assert 'value="midnight 20 January 2026"' in response.content.decode()


@pytest.fixture
@kept
def overtaken():
    """A statement whose English translation renders an earlier Azerbaijani text, submitted as a correction."""
    issuer = making.institution()
    making.published(issuer)
    made = making.statement(
        {"az": "Bəyanat", "en": "Statement"}, issuers=[issuer], original_language="az", body="<p>Söz.</p>"
    )
    making.change(made, language="en", translation="official", body="<p>Word.</p>")
    making.published(made)
    making.change(made, language="az", body="<p>Düzgün söz.</p>")
    return made


TOLD = "The original, or the version it stands for, has changed since this translation was written."
DOUBT = "This translation renders an earlier text of the original, or another version: English."


def test_an_overtaken_translation_is_told_of_where_it_is_written_and_confirmed_there(overtaken):
    client = sits(making.archivist())
    page = client.get(form_of(overtaken))
    english = section("en", page)
    assert page.content.decode().count(TOLD) == 1
    assert [one.doubt.message for one in page.context["bar"].doubts] == [DOUBT]

    client.post(form_of(overtaken), typed(page) | {f"{english}-confirms": "on"})

    page = client.get(form_of(overtaken))
    assert TOLD not in page.content.decode()
    assert page.context["bar"].doubts == ()


def test_saving_something_else_confirms_no_translation(overtaken):
    client = sits(making.archivist())

    client.post(form_of(overtaken), typed(client.get(form_of(overtaken))) | {"number": "7"})

    assert TOLD in client.get(form_of(overtaken)).content.decode()


def test_a_reviewer_is_told_of_an_overtaken_translation(overtaken):
    candidate = making.submitted(overtaken, change="correction", note={"az": "Düzəldildi.", "en": "Corrected."})

    page = sits(making.reviewer()).get(reverse("admin:review", args=[candidate.uuid]))

    assert DOUBT in page.content.decode()
    (reading,) = page.context["readings"]
    english = next(tab for tab in reading.tabs if tab.code == "en")
    marked = sits(making.reviewer()).get(english.url).content.decode()
    assert english.state == "changed"
    assert "This translation renders an earlier version of the original.</ins>" in marked


def test_what_changed_in_a_document_is_read_out_to_a_reviewer():
    issuer, source = making.institution("Ministry"), making.source("Report")
    making.published(issuer)
    making.published(source)
    made = making.statement("Statement", issuers=[issuer])
    making.published(made)
    making.change(made, content_note="It tells of a death.")
    Statement.objects.filter(pk=made.pk).update(
        number="7", signed="2026-01-18", released_wall="2026-01-19T22:01", released_zone="Asia/Baku", anniversary=36
    )
    Issuer.objects.create(statement=made, institution=issuer, role="published-by", position=1)
    DocumentVersion.objects.create(statement=made, label="1", issued="2026-01-19", source=source)
    EditorsNote.objects.create(statement=made, language="en", paragraph=1, words="So in the document.")
    Rendering.objects.create(
        statement=made, language="en", translation="agency", translator="An agency", title="Eve", body="<p>Word.</p>"
    )
    candidate = making.submitted(made, change="update", note={"en": "More is known."})

    found = differences(standing(made), candidate.payload)

    assert [(one.field, one.was, one.will_be) for one in found.facts] == [
        ("Issuers", "Ministry", "Ministry\nMinistry (Published by)"),
        ("Issuer’s number", "", "7"),
        ("Signed", "", "18 January 2026"),
        ("Released by the issuer", "", "19 January 2026, 22:01 (Baku time, +04:00)"),
        ("Anniversary it states", "", "36"),
        ("The issuer’s versions of this document", "", "1; 19 January 2026; Report"),
    ]
    assert [(one.field, one.before, one.after) for one in found.words] == [
        ("Content note, English", "", "It tells of a death."),
        ("Editor’s notes, English", "", "Paragraph 1: So in the document."),
        ("Further texts of this document, English", "", "English; News agency’s translation; An agency; Eve\nWord."),
    ]


# --- what its words count -----------------------------------------------------------------------------


def _told(person, **typed) -> list[dict]:
    answer = sits(person).post(reverse("admin:archive_statement_counted"), typed)
    assert answer.status_code == 200
    return answer.json()["told"]


def test_what_the_words_count_otherwise_is_told_as_they_are_typed():
    day = making.observance(base_year=1990)
    typed = {
        "year": "2027",
        "observance": str(day.pk),
        "origin": "authored",
        "texts-0-language": "en",
        "texts-0-title": "36 years ago",
        "texts-0-body": "<p>We remember.</p><p>It was <em>36</em> years ago.</p>",
    }
    said = "It says “36 years ago”; counted: 2027 − 1990 = 37, so “37 years ago”."

    assert _told(making.archivist(), **typed) == [
        {"field": "texts-0-title", "place": None, "words": "36 years ago", "said": said},
        {"field": "texts-0-body", "place": 1, "words": "36 years ago", "said": said},
    ]
    assert _told(making.archivist(), **{**typed, "year": "2026"}) == []


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"year": "9" * 5000, "observance": "9" * 5000, "texts-0-language": "en", "texts-0-title": "36 years ago"},
        {"year": "²027", "observance": "x", "texts-0-language": "xx", "texts-0-body": "<p>one</p><p>two <b unfinished"},
        {"year": "2026", "observance": "0", "texts-0-language": "en", "texts-0-body": "<b unfinished"},
    ],
)
def test_whatever_is_typed_is_answered(typed):
    assert _told(making.archivist(), **typed) == []


def test_only_who_may_write_statements_is_told():
    assert sits(making.publisher()).post(reverse("admin:archive_statement_counted")).status_code == 403


def test_of_evidence_a_note_beside_it_is_offered():
    day = making.observance(base_year=1990)
    made = making.statement("It was 35 years ago", issuers=[], observance=day, origin="transcribed")

    page = sits(making.archivist()).get(form_of(made)).content.decode()

    assert "The words stay: say it in an editor’s note beside them." in page
    assert f'<a class="answer" href="{form_of(made)}#notes-group">Write an editor’s note</a>' in page


def test_what_a_paragraph_is_is_chosen_beside_its_words():
    statement = making.statement(
        issuers=[], body="<p>On this day.</p>\n<p>We remember.</p>\n<p>We shall not forget.</p>"
    )
    Slot.objects.create(statement=statement, language="en", paragraph=3, part="pledge")
    Slot.objects.create(statement=statement, language="en", paragraph=9, part="day")
    client = sits(making.archivist())

    page = client.get(form_of(statement))
    html = page.content.decode()
    shown = page.context["inline_admin_formsets"]
    (rows,) = [one.forms_by_language for one in shown if one.formset.prefix == "slots"]
    words = typed(page)
    named = {row.form.words: row.form.prefix for row in rows[0][1]}
    sent = {f"{named['We remember.']}-part": "tribute", f"{named['']}-part": "", f"{named['On this day.']}-part": ""}
    answer = client.post(form_of(statement), {**words, **sent})

    assert [row.form.words for row in rows[0][1]] == ["On this day.", "We remember.", "We shall not forget.", ""]
    assert "Paragraph 9, which is there no more" in html
    assert answer.status_code == 302
    assert list(statement.slots.values_list("paragraph", "part")) == [(2, "tribute"), (3, "pledge")]
    assert client.post(form_of(statement), typed(client.get(form_of(statement)))).status_code == 302
    assert "Nothing was changed" in message(client.post(form_of(statement), typed(client.get(form_of(statement)))))


@pytest.mark.parametrize("many", [1, 6])
def test_the_form_asks_no_more_of_a_long_statement_than_of_a_plain_one(many, django_assert_num_queries):
    issuers = [making.institution(f"House {number}") for number in range(many)]
    sources = [making.source(f"Source {number}") for number in range(many)]
    places = [making.place(f"Place {number}") for number in range(many)]
    for one in (*issuers, *sources, *places):
        making.published(one)
    made = making.statement(issuers=issuers, sources=sources, places=places, body="<p>We remember.</p>")
    for number in range(many):
        EditorsNote.objects.create(statement=made, language="en", words=f"Note {number}.")
        making.say(
            DocumentVersion.objects.create(statement=made, label=str(number), source=sources[0]), words="A note."
        )
        Rendering.objects.create(statement=made, language="tr", translation="agency", title="T", source=sources[-1])
    client = sits(making.archivist())
    client.get(form_of(made))

    with django_assert_num_queries(34):
        client.get(form_of(made))


def test_a_statement_of_very_many_paragraphs_is_saved():
    statement = making.statement(issuers=[], body="\n".join(f"<p>Line {number}.</p>" for number in range(1200)))
    client = sits(making.archivist())

    words = typed(client.get(form_of(statement)))
    answer = client.post(form_of(statement), {**words, "slots-0-part": "day"})

    assert len(words) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 2
    assert answer.status_code == 302
    assert list(statement.slots.values_list("paragraph", "part")) == [(1, "day")]
