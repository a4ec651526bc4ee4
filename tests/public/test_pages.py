"""What readers find at the addresses of the reading room."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client

from archive import clock
from archive.editions import payloads
from archive.editorial import publishing
from archive.public.detail import details
from archive.public.detail.pages import MissingLanguagePage
from archive.public.frame import responses
from archive.public.frame.pages import Link, When
from archive.public.kinds.statements import BylinePart, StatementPage
from tests import making
from tests.public.archives import PAGES, small

pytestmark = [pytest.mark.django_db, pytest.mark.once]

STATEMENT = "/en/statements/27-september-2026/"


def words(response) -> str:
    """What a page says, as one line."""
    text = re.sub(r"<(script|style|head).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(text).split())


def links(response, *, rel: str) -> dict[str, str]:
    """The links of the head with this ``rel``: language (or nothing) → address."""
    head = response.content.decode().partition("</head>")[0]
    found = re.findall(rf'<link rel="{rel}"(?: hreflang="(\w+)")? href="([^"]+)"', head)
    return {language: unescape(address) for language, address in found}


def test_entrance_chooses_a_language_once_and_leaves_no_cookie(client):
    chosen = {
        header: client.get("/", headers={"accept-language": header} if header else {}).headers["Location"]
        for header in ("", "ru", "en-GB,az;q=0.5", "de, ru;q=0.4", "fr", "*", ";;nonsense")
    }

    assert chosen == {
        "": "/az/",
        "ru": "/ru/",
        "en-GB,az;q=0.5": "/en/",
        "de, ru;q=0.4": "/ru/",
        "fr": "/az/",
        "*": "/az/",
        ";;nonsense": "/az/",
    }
    answer = client.get("/")
    assert (answer.status_code, answer.headers["Vary"], answer.cookies) == (302, "Accept-Language", {})


def test_an_address_without_a_language_gets_one(client):
    for address in ("/statements/", "/statements/nothing/?as_of=2024-09-27", "/search/?q=a+b", "/?as_of=2024-09-27"):
        answer = client.get(address, headers={"accept-language": "ru"})

        assert (answer.status_code, answer.headers["Location"]) == (302, f"/ru{address}")
        assert answer.headers["Vary"] == "Accept-Language"
    unknown = client.get("/nonsense/", headers={"accept-language": "ru"})
    assert (unknown.status_code, unknown.headers["Vary"]) == (404, "Accept-Language")


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_every_page_is_there_in_every_language(client, language):
    small()

    for page in PAGES:
        answer = client.get(f"/{language}/{page}")

        assert (page, answer.status_code) == (page, 200)
        assert answer.content.decode().startswith(f'<!doctype html>\n<html lang="{language}">')
        assert answer.headers["Content-Language"] == language


def test_a_statement_says_who_speaks_when_and_on_what_it_rests(client):
    small()

    answer = client.get(STATEMENT)
    page = answer.context["page"]

    assert page.provenance == BylinePart(
        before="Issued and published here by ",
        names=(Link(text="Office of Remembrance", language="en"),),
        after=".",
    )
    assert page.prose.translation == "This is the original text."
    assert (page.form, page.when, page.year) == (
        "Statement",
        When(machine="2026-09-27", words="27 September 2026"),
        2026,
    )
    assert [(link.text, link.address) for link in (*page.byline[0].names, page.observance, *page.places)] == [
        ("Office of Remembrance", "/en/institutions/office/"),
        ("Day of Remembrance", "/en/observances/27-september/"),
        ("Shusha", "/en/places/shusha/"),
    ]
    assert [paragraph.id for paragraph in page.prose.paragraphs] == ["p1", "p2"]
    assert '<div class="paragraph" id="p2">' in answer.content.decode()
    assert 'We remember <a href="/en/places/shusha/" class="record">Shusha</a>.' in answer.content.decode()
    assert [(cited.source.text, cited.sort, cited.access.host, cited.published.words) for cited in page.citations] == [
        ("Decree", "Law or decree", "law.example", "2 December 2020")
    ]


def test_a_person_is_said_to_be_what_a_source_says_and_stands_on_the_pages_of_that(client):
    small()

    page = client.get("/en/persons/p-zr7f2rjv/").context["page"]

    assert (page.born.words, page.died.words) == ("1930", "1990")
    assert [(one.role, one.event.text, one.event.address, one.cited.source.text) for one in page.involvements] == [
        ("Official", "A statement of the office", "/en/statements/27-september-2026/", "Decree"),
        ("Witness", "An event", "/en/timeline/an-event/", "Decree"),
    ]
    assert [one.title.text for one in client.get(STATEMENT).context["page"].persons] == ["Zarifa Orujova"]
    named_in = client.get("/en/timeline/an-event/").context["page"].appears
    assert [(group.heading, [item.title.text for item in group.items]) for group in named_in] == [
        ("People", ["Zarifa Orujova"])
    ]


def test_a_summary_of_anothers_document_is_called_one(client):
    issuer, source = making.institution("Ministry"), making.source()
    making.published(issuer)
    making.published(source)
    made = making.statement(
        "Theirs", issuers=[issuer], slug="theirs", sources=[source], origin="transcribed", completeness="summary"
    )
    making.published(made)

    said = words(client.get("/en/statements/theirs/"))

    assert "The archive’s summary of a document issued by Ministry" in said
    assert "This is the original text." not in said


def test_an_observance_shows_its_law_its_statements_its_events_and_its_next_days(client):
    with time_machine.travel("2026-11-22T10:00:00Z"):
        small()
        page = client.get("/en/observances/27-september/").context["page"]

    assert (page.day.words, page.is_today) == ("27 September", False)
    assert [day.when.machine for day in page.coming] == ["2027-09-27", "2028-09-27", "2029-09-27"]
    assert [cited.source.text for cited in page.citations] == ["Decree"]
    assert [(row.years.text, [one.title.text for one in row.cells[0].statements]) for row in page.matrix.rows] == [
        ("2026", ["A statement of the office"])
    ]
    assert [(item.title.text, item.when.words) for item in page.events] == [
        ("An event", "27 September – 10 November 2020")
    ]
    assert [name.text for name in page.names] == ["Memorial Day"]


def test_home_leads_with_the_day_from_its_eve_on(client):
    small()

    with time_machine.travel("2027-09-26T19:59:59Z"):
        eve = client.get("/en/").context["page"]
    with time_machine.travel("2027-09-26T20:00:00Z"):  # midnight in Baku
        day = client.get("/en/").context["page"]

    assert [(one.nearness, one.item.title.text) for one in eve.leading] == [("Tomorrow", "Day of Remembrance")]
    assert [(one.nearness, one.item.title.text) for one in day.leading] == [("Today", "Day of Remembrance")]
    assert (eve.coming, day.coming) == ((), ())


def test_a_place_an_institution_and_a_source_say_what_names_them(client):
    small()

    def named_in(address: str, field: str = "appears") -> list[tuple[str, list[str]]]:
        groups = getattr(client.get(address).context["page"], field)
        return [(group.heading, [item.title.text for item in group.items]) for group in groups]

    assert named_in("/en/places/shusha/") == [
        ("Statements", ["A statement of the office"]),
        ("Institutions", ["Office of Remembrance"]),
    ]
    assert [one.title.text for one in client.get("/en/places/shusha/").context["page"].events] == ["An event"]
    assert named_in("/en/institutions/office/") == [
        ("Statements", ["A statement of the office"]),
        ("Timeline", ["An event"]),
    ]
    assert named_in("/en/sources/decree/", "cited_by") == [
        ("Observances", ["Day of Remembrance"]),
        ("Statements", ["A statement of the office"]),
        ("Timeline", ["An event"]),
        ("People", ["Zarifa Orujova"]),
    ]
    assert client.get("/en/places/shusha/").context["page"].coordinates == "39.7583° north, 46.7492° east"


def test_labels_stay_as_they_were_frozen_while_links_lead_to_where_a_record_is_now(client):
    made = small()
    current = making.change(made.place, title="Shusha, renamed")
    type(current).objects.filter(pk=current.pk).update(slug="shusha-city")
    making.published(made.place, change="minor")

    page = client.get(STATEMENT).context["page"]

    assert [(link.text, link.address) for link in page.places] == [("Shusha", "/en/places/shusha-city/")]


def test_labels_of_what_was_withdrawn_are_plain_words(client):
    made = small()
    publishing.withdraw(
        made.place,
        by=making.publisher(),
        reason_class="published-in-error",
        note={"az": "Qeyd.", "en": "A note.", "ru": "Причина."},
    )

    answer = client.get(STATEMENT)

    assert [(link.text, link.address) for link in answer.context["page"].places] == [("Shusha", "")]
    assert "<p>We remember Shusha.</p>" in answer.content.decode()


def test_a_language_that_is_missing_says_so_and_links_to_those_that_are_there(client):
    making.published(making.place({"az": "Bakı", "en": "Baku"}, slug="baku"))

    answer = client.get("/ru/places/baku/")

    assert answer.status_code == 200
    assert answer.context["page"].title == Link(text="Bakı", language="az")
    assert [link.address for link in answer.context["page"].languages] == ["/az/places/baku/", "/en/places/baku/"]
    assert '<h1 lang="az" dir="auto">Bakı</h1>' in answer.content.decode()
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


def test_only_live_languages_are_given_as_alternates_and_the_switcher_keeps_the_place(client):
    making.published(making.place({"az": "Bakı", "en": "Baku"}, slug="baku"))

    answer = client.get("/en/places/baku/")

    assert links(answer, rel="canonical") == {"": "http://127.0.0.1:8000/en/places/baku/"}
    assert links(answer, rel="alternate") == {
        "az": "http://127.0.0.1:8000/az/places/baku/",
        "en": "http://127.0.0.1:8000/en/places/baku/",
    }
    assert [link.address for link in answer.context["page"].frame.languages] == [
        "/az/places/baku/",
        "/en/places/baku/",
        "/ru/places/baku/",
    ]
    assert client.get("/en/statements/?year=2026&x=1").context["page"].frame.languages[0].address == (
        "/az/statements/?year=2026"
    )


def test_an_old_address_leads_to_the_new_one_on_all_its_pages(client):
    place = making.place("Baku", slug="baku")
    making.published(place)
    current = making.change(place, title="Baku city")
    type(current).objects.filter(pk=current.pk).update(slug="baku-city")
    making.published(place, change="minor")

    moved = {
        address: (answer.status_code, answer.headers.get("Location"))
        for address in ("", "editions/", "editions/1/")
        if (answer := client.get(f"/en/places/baku/{address}"))
    }

    assert moved == {
        "": (301, "/en/places/baku-city/"),
        "editions/": (301, "/en/places/baku-city/editions/"),
        "editions/1/": (301, "/en/places/baku-city/editions/1/"),
    }


def test_a_withdrawn_record_whose_text_may_be_read_has_a_banner(client):
    place = making.place("Baku", slug="baku", body="<p>The text.</p>")
    making.published(place)
    publishing.withdraw(place, by=making.publisher(), reason_class="superseded", note={"en": "See the other."})

    answer = client.get("/en/places/baku/")

    assert answer.status_code == 200
    assert [(notice.tone, notice.heading, notice.text) for notice in answer.context["page"].notices] == [
        (
            "withdrawal",
            "This record was withdrawn. The reason: Something else has taken its place.",
            "See the other.",
        )
    ]
    assert "The text." in words(answer)
    assert '<meta name="robots" content="noindex">' in answer.content.decode()


@pytest.mark.parametrize(("reason", "heading"), [("legal", "Baku"), ("safety", "Withdrawn record")])
def test_a_withheld_record_leaves_a_tombstone_on_all_its_pages(client, reason, heading):
    place = making.place("Baku", slug="baku", body="<p>The text.</p>", summary="The summary.")
    with time_machine.travel("2026-01-01T00:00:00Z"):
        making.published(place)
    with time_machine.travel("2026-02-01T00:00:00Z"):
        publishing.withdraw(place, by=making.publisher(), reason_class=reason, note={"en": "The note."})

    for address in ("", "editions/", "editions/1/", "?as_of=2026-01-15"):
        with time_machine.travel("2026-03-01T00:00:00Z"):
            answer = client.get(f"/en/places/baku/{address}")

        assert (address, answer.status_code) == (address, 410)
        assert f"<h1>{heading}</h1>" in answer.content.decode().replace(' lang="en"', "").replace("<html>", "")
        assert "The note." in words(answer)
        assert "The text." not in words(answer)
        assert "The summary." not in words(answer)


def test_a_reinstated_record_can_be_read_again_and_says_what_happened(client):
    place = making.place("Baku", slug="baku")
    making.published(place)
    publishing.withdraw(place, by=making.publisher(), reason_class="legal", note={"en": "A note."})
    publishing.reinstate(place, by=making.publisher(), note={"en": "It was settled."})

    page = client.get("/en/places/baku/").context["page"]

    assert page.notices == ()
    assert [(line.label, line.is_withdrawal) for line in page.history.announced] == [
        ("Reinstated", False),
        ("Withdrawn: Legal reasons", True),
    ]


def test_a_correction_is_told_on_the_page_and_every_edition_keeps_its_address(client):
    place = making.place("Baku", slug="baku", body="<p>Said 147.</p>")
    making.published(place)
    making.change(place, body="<p>Says 150.</p>")
    making.published(place, change="correction", note={"en": "It said 147; it says 150."})
    making.change(place, summary="A blank was one too many.")
    making.published(place, change="minor")

    page = client.get("/en/places/baku/").context["page"]
    first = client.get("/en/places/baku/editions/1/")
    second = client.get("/en/places/baku/editions/2/").context["page"]

    assert [(one.tone, one.heading, one.text) for one in page.notices] == [
        ("correction", "This record was corrected.", "It said 147; it says 150.")
    ]
    assert [(line.number, line.label, line.note) for line in page.history.announced] == [
        (2, "Correction", "It said 147; it says 150.")
    ]
    assert page.history.number == 3
    assert [one.heading for one in first.context["page"].notices] == [
        "This is edition 1 of this record. A later one has taken its place."
    ]
    assert first.context["page"].history.number == 1
    assert "Said 147." in words(first)
    assert links(first, rel="canonical") == {"": "http://127.0.0.1:8000/en/places/baku/"}
    assert '<meta name="robots" content="noindex">' in first.content.decode()
    assert [one.tone for one in second.notices] == ["note", "correction"]
    lines = client.get("/en/places/baku/editions/").context["page"].editions
    assert [(line.number, line.label, line.until is None) for line in lines] == [
        (3, "Minor change", True),
        (2, "Correction", False),
        (1, "First publication", False),
    ]


def test_nothing_is_at_addresses_that_name_nothing(client):
    place = making.place("Baku", slug="baku")
    making.published(place)
    making.scheduled(making.place("Coming", slug="coming"), making.release())

    unknown = [
        client.get(f"/en/{address}")
        for address in (
            "places/nothing/",
            "places/coming/",
            "places/coming/editions/1/",
            "places/baku/editions/2/",
            "places/baku/editions/99999999999999999999999/",
            "statements/baku/",
            "nonsense/",
            f"places/{'x' * 3000}/",
            "places/%00/",
            "places/%ff/",
            "on-this-day/02-30/",
            "on-this-day/٠١-٢٠/",
            "years/٢٠٢٠/",
            "observances/baku/feed.atom",
            "observances/baku/2026/calendar.ics",
        )
    ]

    assert {answer.status_code for answer in unknown} == {404}
    # What was asked for stands in the box of the search, and nothing else is said of it.
    assert len({re.sub(rb' value="[^"]*"', b"", answer.content) for answer in unknown}) == 1
    headers = [dict(answer.headers) | {"Content-Length": ""} for answer in unknown]
    assert headers == headers[:1] * len(headers)


def test_pages_are_read_and_nothing_else(client):
    small()

    for address in ("/", *(f"/en/{page}" for page in PAGES)):
        for method in ("post", "put", "patch", "delete", "options", "trace"):
            assert getattr(client, method)(address).status_code == 405
        assert client.head(address).status_code in (200, 302)


def test_the_desk_can_look_at_a_page_before_anybody_else(client):
    made = small()
    candidate = making.statement("To come", issuers=[made.institution], places=[made.place], slug="to-come")
    payload = payloads.from_bytes(bytes(making.submitted(candidate).content))

    page = details.preview(payload, language="en", now=clock.now())

    assert (type(page), page.prose.title, page.history) == (StatementPage, "To come", None)
    assert [link.address for link in page.places] == ["/en/places/shusha/"]
    assert "This is a preview." in words(responses.render(page))
    assert type(details.preview(payload, language="ru", now=clock.now())) is MissingLanguagePage
    assert client.get("/en/statements/to-come/").status_code == 404


def test_a_machine_translation_warns_and_a_quotation_keeps_its_language(client):
    source = making.source(slug="decree")
    making.published(source)
    place = making.place("Baku", slug="baku", sources=[source])
    place.texts.update(translation="machine")
    place.citations.update(quotation="Bakı şəhəri", quotation_language="az", relation="disputes")
    making.published(place)

    answer = client.get("/en/places/baku/")

    assert [notice.heading for notice in answer.context["page"].notices] == [
        "This is a machine translation. It may be wrong: compare it with the original."
    ]
    assert '<blockquote lang="az" dir="auto"><p>Bakı şəhəri</p></blockquote>' in answer.content.decode()
    assert "This source disputes it." in words(answer)


def test_stored_words_cannot_write_html(client):
    making.published(making.place("<script>alert(1)</script>", slug="baku", summary="<b>bold</b>"))

    for address in ("places/baku/", "places/", "search/?q=script", "search/?q=%3Cscript%3E", "places/baku/editions/"):
        content = client.get(f"/en/{address}").content.decode()
        assert content.count("<script") == content.count('<script type="')


def test_readers_are_never_recognised():
    small()
    signed_in, stranger = Client(), Client()
    signed_in.force_login(making.archivist())
    signed_in.cookies["django_language"] = "ru"

    for address in PAGES:
        one, other = signed_in.get(f"/en/{address}"), stranger.get(f"/en/{address}")

        assert (address, one.content, dict(one.headers)) == (address, other.content, dict(other.headers))


def test_moments_are_written_as_html_wants_them(client):
    with time_machine.travel("2026-01-01T20:00:00.123456Z", tick=False):
        making.published(making.place("Baku", slug="baku"))

    text = client.get("/en/places/baku/").content.decode()

    assert '<time datetime="2026-01-01T20:00:00+00:00">2 January 2026, 00:00 (Baku time)</time>' in text
