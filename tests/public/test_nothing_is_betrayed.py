"""Nothing public tells that something is pending: not a header, not a number, not a byte."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from archive.catalogue import grants
from archive.editorial import publishing, reviewing
from archive.records.base import Record
from archive.records.places import Place
from archive.records.subjects import Subject
from tests import making
from tests.crawling import crawl, snapshot

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 19, 12, 0, tzinfo=UTC)
AFTER = NOON + timedelta(days=3)


@pytest.fixture
def traveller():
    """Noon of the eve. The clock stands still until the test moves it."""
    with time_machine.travel(NOON - timedelta(days=1)):
        fill()
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def fill() -> None:
    """A small archive in which everything has been published, corrected and withdrawn at least once."""
    source, town = making.source(slug="decree"), making.place({"en": "Shusha", "az": "Şuşa"}, slug="shusha")
    day = making.observance(slug="day", first_year=2024, sources=[source])
    house = making.institution("House", slug="house")
    for record in (source, town, house):
        making.published(record)
    making.published(day)
    for year in (2024, 2025):
        statement = making.statement(
            {"en": f"Statement of {year}", "az": f"Bəyanat {year}"},
            slug=f"{year}-house",
            issuers=[house],
            observance=day,
            places=[town],
            year=year,
            date=f"{year}-01-20",
            sources=[source],
        )
        making.published(statement)
    event = making.entry("Event", slug="event", sources=[source], observances=[day], places=[town])
    making.figure(event, 150, by=house, source=source)
    making.published(event)
    war = making.subject("War", slug="war")
    shown = making.picture("Square", slug="square", content=making.drawn("#7b342d"), places=[town])
    for record in (war, shown, making.page(slug="contact", menu=1), making.identity()):
        making.published(record)
    making.published(making.collection(slug="a-night", members=[town, event]))
    making.change(town, title="Shusha town")
    making.published(town, change="correction", note={"en": "The name.", "az": "Ad."})
    gone = making.place("Gone", slug="gone")
    making.published(gone)
    publishing.withdraw(gone, by=making.publisher(), reason_class="published-in-error", note={"en": "Not ours."})


def hide_everything() -> list:
    """One of each thing that readers must not notice. Returns the pending editions."""
    town = Place.objects.get(slug="shusha")
    draft = making.place("Secret draft", slug="secret-draft", names=[("en", "Shusha secret")])
    making.submitted(making.place("Secret in review", slug="secret-review"))
    making.approved(making.place("Secret approved", slug="secret-approved"))
    returned = making.submitted(making.place("Secret returned", slug="secret-returned"))
    reviewing.return_(returned, by=making.reviewer(), digest=returned.digest, remark="No.")
    recalled = making.scheduled(making.place("Secret recalled", slug="secret-recalled"), making.release(hours=3))
    publishing.recall(recalled, by=making.publisher(), reason="No.")
    release = making.release(hours=5)
    statement = making.statement(
        {"en": "Secret statement", "az": "Sirr", "ru": "Секрет"},
        slug="2026-house",
        issuers=[Record.objects.get(slug="house").of_its_kind()],
        observance=Record.objects.get(slug="day").of_its_kind(),
        places=[town],
        year=2026,
    )
    pending = [making.scheduled(statement, release)]
    making.change(town, title="Secret name", body="<p>Secret words of Shusha.</p>")
    pending.append(making.scheduled(town, release, change="update", note={"en": "Secret.", "az": "Sirr."}))
    event = Record.objects.get(slug="event").of_its_kind()
    speaker = making.institution("Secret speaker", slug="secret-speaker")
    pending.append(making.scheduled(speaker, release))
    making.figure(event, 4711, by=speaker, source=Record.objects.get(slug="decree").of_its_kind())
    making.TimelineEntry.objects.filter(pk=event.pk).update(weight=3, order_in_day=1)
    making.change(event, summary="Secret summary.")
    note = {"en": "Secret figure."}
    pending.append(making.scheduled(event, release, change="update", note=note, release=release))
    subject = making.subject("Secret subject", slug="secret-subject", broader=Subject.objects.get())
    pending.append(making.scheduled(subject, release))
    collection = making.Collection.objects.get()
    collection.subjects.add(subject)
    making.change(collection, title="Secret title")
    pending.append(making.scheduled(collection, release, change="minor", release=release))
    pending.append(making.scheduled(making.page("Secret page", slug="secret-page", menu=2), release))
    making.picture("Secret draft", slug="secret-picture", content=making.drawn("#224466"), places=[town])
    coming = making.picture("Secret wall", slug="secret-wall", content=making.drawn("#335577"), places=[town])
    pending.append(making.scheduled(coming, release))
    shown = making.replace_file(making.Picture.objects.get(slug="square"), SECRET, name="secret.png")
    with making.saving(shown, by=making.archivist(), version=shown.version):
        making.further_page(shown, SECRET_PAGE, language="en", transcription="Secret words of a page.")
    pending.append(making.scheduled(shown, release, change="update", note={"en": "Secret."}))
    identity = making.Identity.objects.get()
    making.Identity.objects.filter(pk=identity.pk).update(
        mark="S", email="secret@archive.example", story=event, figures_of=event, texts_in_feeds=True
    )
    making.change(identity, title="Secret name of the archive", body="<p>Secret foot.</p>")
    making.change(identity, language="az", title="Arxivin sirr adı")
    pending.append(making.scheduled(identity, release, change="minor"))
    publishing.reschedule(
        release, by=making.publisher(), wall=datetime(2026, 1, 20, 9), zone="Asia/Baku", reason="Secret reason."
    )
    making.change(draft, title="Secret draft again")
    return pending


SECRET, SECRET_PAGE = making.drawn("#1d2735"), making.drawn("#30577b")


def media(slug: str, content: bytes) -> str:
    """The address at which a picture that was made of this file would be."""
    return f"/media/{slug}/{making.derived_file(content).master}/whole-640.jpeg"


def guessed_media() -> list[str]:
    """All that could be guessed of a picture: which file it is to have."""
    colours = ("#7b342d", "#335577", "#224466", "#1d2735", "#30577b")
    slugs = ("square", "secret-wall", "secret-picture", "nonsense")
    return [media(slug, making.drawn(colour)) for slug in slugs for colour in colours]


WITHOUT_LANGUAGE = (
    *("/", "/robots.txt", "/sitemap.xml", "/sitemaps/undated.xml"),
    *(f"/sitemaps/{year}.xml" for year in (1990, 2024, 2026)),
)
GUESSES = [
    f"/{language}/{address}"
    for language in ("en", "az", "ru")
    for address in (
        "pictures/secret-wall/",
        "pictures/square/editions/2/",
        "places/secret-draft/",
        "places/secret-review/",
        "places/secret-approved/",
        "places/secret-recalled/",
        "places/secret-recalled/editions/",
        "places/secret-recalled/editions/1/",
        "statements/2026-house/",
        "statements/2026-house/editions/1/",
        "observances/day/compare/house/2025/2026/",
        "observances/day/compare/house/2026/2025/",
        "places/shusha/editions/3/",
        "places/shusha/?as_of=2026-01-20",
        "places/shusha/?as_of=2026-01-19",
        "places/?as_of=2026-01-19",
        "search/?q=secret",
        "search/?q=shusha",
        "search/suggest/?q=sec",
        "search/suggest/?q=shu",
        "search/suggest/?q=sta&as_of=2026-01-19",
        "statements/?year=2026",
        "on-this-day/",
        "on-this-day/01-20/",
        "years/2026/",
        "timeline/?from=199X&to=199X",
        "timeline/?from=1990-01&to=1990-01&lanes=place",
        "timeline/?from=2026&lanes=subject",
        "statements/?subject=secret-subject",
        "subjects/secret-subject/",
        "about/secret-page/",
        "identity/archive/editions/2/",
        "statements/?observance=day&language=ru",
        "statements/feed.atom?observance=day&year=2026",
        "feed.atom?q=secret",
        "card.png",
        "places/shusha/card.png",
        "places/secret-draft/card.png",
        "places/shusha/card.jpeg",
        "pictures/secret-picture/card.jpeg",
        "places/secret-recalled/card.png",
        "statements/2026-house/card.png",
        "statements/feed.atom",
        "observances/day/calendar.ics",
        "manifest.webmanifest",
        "nonsense/",
    )
]


@contextmanager
def reading_room() -> Iterator[None]:
    """On PostgreSQL, as a role that may read the public tables and no others."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE reading_room")
        grants.grant(connection, "reading_room")
        cursor.execute("SET LOCAL ROLE reading_room")
        yield
        cursor.execute("RESET ROLE")


@pytest.mark.long
def test_what_is_pending_changes_no_byte_of_the_public_site(traveller):
    before = crawl((*GUESSES, *WITHOUT_LANGUAGE, *guessed_media()), start=("/en/",))
    if connection.vendor == "sqlite":  # which language a page is in makes no difference to a database, or to a filter
        before |= crawl(start=("/az/", "/ru/"), asking=False)
    traveller.move_to(AFTER)
    later = snapshot(address for address in before if address.startswith("/en/"))
    traveller.move_to(NOON)

    pending = hide_everything()

    with reading_room():
        assert snapshot(before) == before
    for edition in reversed(pending):  # what names another one goes first
        publishing.recall(edition, by=making.publisher(), reason="No.")
    traveller.move_to(AFTER)
    assert snapshot(later) == later


def test_the_test_above_would_notice(traveller):
    programs = {
        *("/en/feed.atom", "/ru/statements/feed.atom", "/en/observances/day/feed.atom", "/en/corrections/feed.atom"),
        *("/sitemaps/undated.xml", "/sitemaps/2026.xml"),
    }
    addresses = ["/az/", "/en/places/shusha/", *GUESSES, *programs, *guessed_media()]
    hide_everything()
    before = snapshot(addresses)

    traveller.move_to(AFTER)

    after = snapshot(addresses)
    changed = {address for address, answer in after.items() if answer != before[address]}
    assert {"/en/places/shusha/", "/ru/statements/2026-house/", "/en/search/?q=secret", "/az/"} <= changed
    assert programs <= changed
    shown = {one for one in guessed_media() if after[one][0] == 200 != before[one][0]}
    assert shown == {
        media("secret-wall", making.drawn("#335577")),
        media("square", SECRET),
        media("square", SECRET_PAGE),
    }
    assert {"/en/nonsense/", "/en/about/secret-page/", "/az/identity/archive/editions/2/"} <= changed


@pytest.mark.postgresql
def test_the_role_of_the_reading_room_may_read_nothing_else(traveller):
    with reading_room():
        for model in (Record, Place, making.User, making.Candidate, making.Edition):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                model.objects.exists()
