"""Whose name is withheld is named nowhere: not under any address, in any language, spelling or format, now or then."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import cycle
from urllib.parse import quote, unquote, urlencode

import pytest
import time_machine

from archive.catalogue import rebuilding
from archive.catalogue.models import Row, RowForReader, RowText, Spelling, Term
from archive.editions.models import Address
from archive.editorial import merging, publishing
from archive.public import kinds
from archive.records.base import Record
from archive.records.statements import DocumentVersion, Rendering
from tests import making
from tests.crawling import Answer, crawl, snapshot

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 1, 10, 12, 0, tzinfo=UTC)
# As each is called: in Latin letters, and in Cyrillic.
STEMS = {
    "person": ("dravink", "дравинк"),
    "place": ("lomzhar", "ломжар"),
    "institution": ("kestrov", "кестров"),
    "source": ("vurpel", "вурпел"),
    "observance": ("tomsik", "томсик"),
    "statement": ("gralnov", "гралнов"),
    "timeline-entry": ("hubrel", "хубрел"),
    "subject": ("nizvar", "низвар"),
    "collection": ("plokert", "плокерт"),
    "page": ("skundr", "скундр"),
}
NOTE = {"az": "Xahişlə.", "en": "On request.", "ru": "По просьбе."}
LANGUAGES = tuple(NOTE)


def called(kind: str) -> dict:
    """What all makers take: three titles, another name, and an address."""
    latin, cyrillic = STEMS[kind]
    return {
        "titles": {"en": f"{latin.title()}a", "az": f"{latin.title()}ə", "ru": f"{cyrillic.title()}а"},
        "names": [("tr", f"{latin.upper()}I")],
        "slug": f"old-{latin}a",
        "summary": f"Of {latin.title()}a.",
    }


def everywhere(words: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, words)


def fill() -> list[Record]:
    """One record of every kind, each named by others wherever one can be named. Returns them in their order."""
    source = making.source(
        **called("source"), creator="Vurpela", publisher="Vurpela", address="https://vurpel.example/"
    )
    place, town = making.place(**called("place")), making.place(everywhere("Town"), slug="town")
    institution = making.institution(**called("institution"))
    house = making.institution(everywhere("House"), slug="house", parent=institution, place=place)
    subject = making.subject(**called("subject"))
    page = making.page(**called("page"), menu=1)
    same = making.place(everywhere("Lomzhara of old"), slug="lomzhara-of-old")
    for made in (source, place, same, institution, subject, page):
        making.published(made)
    town.parent, house.predecessor = place, institution
    town.save(), house.save()
    observance = making.observance(**called("observance"))
    for made in (town, house, observance):
        making.published(made)
    linked = "".join(f'<p><a data-record="{one.uuid}">It</a>.</p>' for one in (place, institution))
    event = making.entry(**called("timeline-entry"), sources=[source], body=linked)
    said = making.statement(**called("statement"), issuers=[house], body=linked)
    for made in (event, said):
        making.published(made)
    person = making.human(
        **called("person"),
        parts=[
            {"role": "witness", "entry": event, "source": source},
            {
                "role": "official",
                "statement": said,
                "source": source,
                "quotation": "Vurpela says.",
                "quotation_language": "en",
            },
        ],
    )
    collection = making.collection(**called("collection"), members=[town])
    for made in (person, collection):
        making.published(made)
    protected = [source, place, institution, subject, page, observance, event, said, person, collection]
    named_elsewhere(protected)
    for made in protected:  # a second edition under another address
        making.Record.objects.filter(pk=made.pk).exclude(kind="person").update(slug=made.slug.removeprefix("old-"))
        making.change(made, summary="Mended.")
        making.published(made, change="correction", note=NOTE)
    same.refresh_from_db(), place.refresh_from_db()
    merging.merge(same, into=place, by=making.archivist(), seen=merging.plan(same, into=place).seen)
    making.published(place, change="minor")
    making.published(same, change="update", note=NOTE)
    return protected


def named_elsewhere(protected: list[Record]) -> None:
    """The records that name them, each in two editions."""
    source, place, institution, subject, page, observance, event, said, person, _collection = protected
    instrument = {"instrument": source}
    kept = making.observance(
        everywhere("Day"),
        slug="day",
        rules=[
            {"kind": "fixed", "month": 1, "day": 20, **instrument},
            {"kind": "offset", "base": observance, "days": 3, "kept_by": institution, **instrument},
        ],
        overrides=[{"year": 2025, "outcome": "not-observed", **instrument}],
        rituals=[{"what": {"en": "Silence"}, **instrument}],
    )
    renamed = making.observance(everywhere("Renamed"), slug="renamed", status="renamed", successor=observance)
    body = "".join(
        f'<p><a data-record="{one.uuid}">It</a> was there.</p>' for one in (place, institution, person, said, page)
    )
    statement = making.statement(
        everywhere("Statement"), slug="statement", issuers=[institution], observance=observance, places=[place],
        sources=[source], body=body,
    )  # fmt: skip
    making.Citation.objects.filter(record=statement).update(
        quotation="Vurpela!", quotation_language="en", locator="Vurpel, 1"
    )
    DocumentVersion.objects.create(statement=statement, label="1", source=source)
    Rendering.objects.create(statement=statement, language="tr", title="Metin", body="<p>Söz.</p>", source=source)
    entry = making.entry(
        everywhere("Event"), slug="event", observances=[observance, kept], places=[place], sources=[source], body=body
    )
    making.figure(
        entry, 150, by=institution, source=source, place=place, quotation="Vurpela: 150", quotation_language="en"
    )
    witness = making.human(
        everywhere("Witness"), parts=[{"role": "witness", "entry": event, "source": source}], sources=[source]
    )
    narrower = making.subject(everywhere("Narrower"), slug="narrower", broader=subject)
    members = [(one, f"{STEMS[one.kind][0]}, of which it speaks.") for one in protected]
    night = making.collection(everywhere("Night"), slug="night", members=members)
    identity = making.identity(everywhere("Archive"), support=page, email="house@archive.example")
    for made in (kept, renamed, statement, entry, witness, narrower, night, identity):
        if hasattr(made, "subjects"):
            made.subjects.set([subject])
        making.published(made)
        making.change(made, summary="Mended.")
        making.published(made, change="update", note=NOTE)


@pytest.fixture
def traveller():
    with time_machine.travel(BEGIN) as traveller:
        protected = fill()
        traveller.shift(timedelta(days=2))
        traveller.protected = protected
        yield traveller


def withdraw(protected: list[Record]) -> None:
    for made, reason in zip(protected, ("personal-data", "safety") * len(protected), strict=False):
        publishing.withdraw(made, by=making.publisher(), reason_class=reason, note=NOTE)


def guesses(linked: Iterable[str]) -> set[str]:
    """What nothing leads to, and somebody may ask for all the same: each in one of the languages, now and then."""
    programs = (
        "feed.atom",
        "corrections/feed.atom",
        "statements/feed.atom",
        "observances/day/feed.atom",
        "calendar.ics",
    )
    asked = [*programs, "observances/day/2026/calendar.ics", "search/?q=mended", "timeline/?lanes=place", "years/2026/"]
    for kind, slug in Address.objects.values_list("kind", "slug"):
        asked += [f"{kinds.of(kind).segment}/{slug}/{rest}" for rest in ("", "editions/", "editions/1/")]
    for kind in ("place", "institution", "observance", "subject"):
        asked.append(f"statements/?{kind.replace('institution', 'issuer')}={STEMS[kind][0]}a")
    asked += ["observances/tomsika/2026/", "observances/old-tomsika/feed.atom", f"sources/vurpela/copies/{64 * '0'}/"]
    titles, tongues = (called(kind)["titles"] for kind in STEMS), cycle(LANGUAGES)
    asked += [f"search/?{urlencode({'q': one[next(tongues)]})}" for one in titles]
    asked += [f"search/?q={latin[1:]}a" for latin, _cyrillic in STEMS.values()]
    asked += [f"search/suggest/?q={quote(stem[:3])}" for stems in STEMS.values() for stem in stems]
    languages = cycle(LANGUAGES)
    present = [f"/{next(languages)}/{one}" for one in dict.fromkeys(asked)]
    then = f"as_of={(BEGIN + timedelta(days=1)).isoformat().replace('+00:00', 'Z')}"
    past = [f"{one}{'&' if '?' in one else '?'}{then}" for one in (*present, *linked) if "editions/" not in one]
    return {*present, *past, "/robots.txt", "/sitemap.xml", "/sitemaps/undated.xml", "/sitemaps/2026.xml"}


def told(address: str, answer: Answer) -> set[str]:
    """The kinds whose names stand in an answer, besides what its own address echoes."""
    _status, headers, content = answer
    text = unquote(unescape(f"{content.decode()} {headers}")).casefold()
    for asked in re.findall("[^/?=&]{4,}", unquote(address).casefold()):
        text = text.replace(asked, "")
    return {kind for kind, stems in STEMS.items() if any(stem in text for stem in stems)}


@pytest.mark.long
@pytest.mark.once
def test_a_name_that_is_withheld_is_in_no_public_byte(traveller):
    before = snapshot(
        [f"/en/{one}" for one in ("collections/night/", "statements/statement/", "feed.atom", "sources/")]
    )
    assert set().union(*(told(*one) for one in before.items())) == set(STEMS)

    withdraw(traveller.protected)
    traveller.shift(timedelta(minutes=1))

    linked = crawl(start=("/en/", "/az/", "/ru/"), asking=False)
    in_english = [address for address in linked if address.startswith("/en/")]
    everything = linked | snapshot(guesses(in_english) - linked.keys())
    assert {address: kinds for address, answer in everything.items() if (kinds := told(address, answer))} == {}
    assert [address for address in linked if told("", (200, {}, address.encode()))] == []
    open_pages = ("collections/night", "statements/statement", "timeline/event", "observances/day", "corrections")
    assert {linked[f"/en/{one}/"][0] for one in open_pages} == {200}
    of_old = [
        address for address in everything if re.search("(old-|-of-old|persons/p-)", address) and "?" not in address
    ]
    assert {everything[address][0] for address in of_old} <= {200, 410}


def rows() -> list:
    """All that the catalogue holds, whatever the keys of its rows."""
    columns = ("record", "slug", "number", "live_from", "live_until", "issuers")
    several = [model.objects.values_list("row__record", "row__number", *what) for model, what in (
        (RowText, ("language", "title", "summary", "words", "folded")), (Term, ("facet", "value")),
        (Spelling, ("folded",)), (RowForReader, ("reader", "language", "sort_key")),
    )]  # fmt: skip
    return [sorted(map(repr, found)) for found in (Row.objects.values_list(*columns), *several)]


def test_what_names_it_is_found_by_its_name_no_longer_until_it_is_reinstated(client):
    issuer = making.institution("Kestrova")
    making.published(issuer)
    making.published(making.statement("Said", slug="said", issuers=[issuer]))

    def found() -> list[str]:
        page = client.get("/en/search/?q=kestrova").context["page"]
        return sorted(one.title.text for group in page.results.groups for one in group.items)

    before, public = rows(), found()
    publishing.withdraw(issuer, by=making.publisher(), reason_class="safety", note=NOTE)
    withheld = rows()
    assert (found(), rebuilding.rebuild() and rows()) == ([], withheld)
    listed = client.get("/en/statements/")
    assert b"[name withheld]" in listed.content
    assert b"estrov" not in listed.content
    publishing.reinstate(issuer, by=making.publisher(), note={})

    assert public == found() == ["Kestrova", "Said"]
    assert {row for row in before[0] if "'Said'" in row} == {row for row in rows()[0] if "'Said'" in row}
    again = rows()
    assert rebuilding.rebuild()
    assert rows() == again
