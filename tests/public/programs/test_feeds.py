"""Feeds, read by another program: what is new and changed, in the archive, a list, an observance, the corrections."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID, uuid5
from xml.etree import ElementTree

import feedparser
import pytest
import time_machine

from archive.editions.models import Edition
from archive.editorial import publishing
from archive.records.identities import Identity
from archive.records.institutions import Institution
from archive.records.places import Place
from archive.records.statements import Statement
from tests import making
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ATOM = {"a": "http://www.w3.org/2005/Atom", "m": "urn:ietf:params:xml:ns:metalink"}
TOMBSTONES = {"t": "http://purl.org/atompub/tombstones/1.0"}
FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)
SECOND = datetime(2026, 2, 1, 8, tzinfo=UTC)


def read(client, address: str):
    """The feed as a feed reader has it, and as XML."""
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8"), address
    feed = feedparser.parse(answer.content)
    assert not feed.bozo
    return feed, ElementTree.fromstring(answer.content)


def titles(client, address: str) -> list[str]:
    return [entry.title for entry in read(client, address)[0].entries]


@kept
def arrange() -> Place:
    """A place with a correction, an observance with a statement, and a text without a title that XML could not hold."""
    with time_machine.travel(FIRST):
        town = making.place({"en": "Shusha", "az": "Şuşa"}, slug="shusha", summary="A <town> & more.\x0b")
        day, house = making.observance("A day", slug="day"), making.institution("House", slug="house")
        for made in (town, day, house):
            making.published(made)
        making.published(making.statement("Said", slug="said", observance=day, issuers=[house], year=2026))
        making.published(making.identity())
    with time_machine.travel(SECOND):
        making.change(town, title="Shusha town")
        making.published(town, change="correction", note={"en": "The name.", "az": "Ad."})
    return town


@pytest.fixture
def town():
    made = arrange()
    with time_machine.travel(SECOND + timedelta(minutes=1)):
        yield made


def test_an_entry_is_a_record_in_a_language_with_its_edition_and_digest(client, town):
    feed, tree = read(client, "/en/places/feed.atom")
    [entry] = feed.entries
    edition = Edition.objects.filter(record=town.uuid).last()
    [xml] = tree.findall("a:entry", ATOM)

    assert (feed.feed.language, feed.feed.title) == ("en", "House of Memory – Places")
    assert {link.rel: urlsplit(link.href).path for link in feed.feed.links} == {
        "self": "/en/places/feed.atom",
        "alternate": "/en/places/",
    }
    assert entry.id == uuid5(town.uuid, "en").urn
    assert (entry.title, entry.updated[:19]) == ("Shusha town", "2026-02-01T08:00:00")
    assert entry.summary == "<p>Correction: The name.</p><p>A &lt;town&gt; &amp; more.</p>"
    assert entry.published[:19] == "2026-01-01T08:00:00"
    assert read(client, "/ru/places/feed.atom")[0].entries[0].summary.startswith("<p>Düzəliş: Ad.</p>")
    assert {link.rel: urlsplit(link.href).path for link in entry.links} == {
        "alternate": "/en/places/shusha/",
        "memento": "/en/places/shusha/editions/2/",
    }
    assert xml.attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "en"}
    assert (xml.find("m:hash", ATOM).text, xml.find("m:hash", ATOM).attrib) == (
        edition.payload_id,
        {"type": "sha-256"},
    )
    assert [(tag.term, tag.label) for tag in entry.tags] == [("place", "Place")]
    assert read(client, "/ru/places/feed.atom")[0].entries[0].id == uuid5(town.uuid, "az").urn


def test_every_feed_keeps_the_musts_of_the_standard(client, town, monkeypatch):
    monkeypatch.setattr("archive.catalogue.listing.programs.PER_FEED", 2)

    for address in (
        "en/feed.atom",
        "az/feed.atom?page=2",
        "ru/places/feed.atom",
        "en/statements/feed.atom?year=1999",
        "en/feed.atom?q=susa",
        "en/observances/day/feed.atom",
        "en/corrections/feed.atom",
    ):
        assert (address, wrong(read(client, f"/{address}")[1])) == (address, [])


# RFC 4287: what an element holds exactly once, and at most once.
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated"), "author": ("name",)}
AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
    "author": ("uri", "email"),
}
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def wrong(feed: ElementTree.Element) -> list[str]:
    """What a feed must not be: the rules of RFC 4287, sections 3 and 4, for the elements that feeds of ours have."""
    entries = feed.findall("a:entry", ATOM)
    found = []
    for element in (feed, *entries, *feed.iterfind(".//a:author", ATOM)):
        name = element.tag.rpartition("}")[2]
        for child in ONCE[name]:
            found += [f"not one {child} in {name}"] * (len(element.findall(f"a:{child}", ATOM)) != 1)
        for child in AT_MOST_ONCE[name]:
            found += [f"several {child} in {name}"] * (len(element.findall(f"a:{child}", ATOM)) > 1)
    for element in (feed, *entries):
        relations = [link.get("rel", "alternate") for link in element.findall("a:link", ATOM)]
        found += ["not one alternate link"] * (relations.count("alternate") != 1)
    found += ["no author"] * (feed.find("a:author", ATOM) is None)
    ids = [entry.findtext("a:id", "", ATOM) for entry in entries]
    found += ["an id twice"] * (len({feed.findtext("a:id", "", ATOM), *ids}) != len(ids) + 1)
    for element in feed.iter():
        match element.tag.rpartition("}")[2], element.text or "":
            case "id" | "uri", iri if not urlsplit(iri).scheme:
                found.append(f"no absolute IRI: {iri}")
            case "updated" | "published", instant if not INSTANT.fullmatch(instant):
                found.append(f"no instant: {instant}")
            case "link", _text if not urlsplit(element.get("href", "")).netloc:
                found.append(f"no absolute address: {element.attrib}")
            case "category", _text if not element.get("term"):
                found.append("a category without a term")
    return found


def test_ids_outlast_address_and_slug(client, town, settings):
    def ids(language: str) -> tuple:
        feed, _xml = read(client, f"/{language}/places/feed.atom")
        return feed.feed.id, [entry.id for entry in feed.entries]

    before = ids("en")
    making.Record.objects.filter(pk=town.pk).update(slug="shusha-town")
    making.change(town, summary="Another.")
    making.published(town, change="minor")
    settings.MEMORIAL_ADDRESS = "https://elsewhere.example"

    assert ids("en") == before
    assert ids("az") != before
    assert titles(client, "/en/places/feed.atom") == ["Shusha town"]


def test_a_feed_asks_what_its_list_asks(client, town):
    assert titles(client, "/en/feed.atom")[0] == "Shusha town"
    assert len(titles(client, "/en/feed.atom")) == 5
    assert titles(client, "/en/statements/feed.atom?observance=day&year=2026") == ["Said"]
    assert titles(client, "/en/statements/feed.atom?year=1999") == []
    assert titles(client, "/en/feed.atom?q=susa") == ["Shusha town"]
    assert titles(client, "/en/feed.atom?q=shusha+towns") == ["Shusha town"]
    assert titles(client, "/en/feed.atom?q=shusha+towns&literal=1") == []
    assert read(client, "/en/places/feed.atom?q=Şuşa")[0].feed.title.endswith(": Şuşa")
    page = client.get("/en/places/?q=susa&order=title&literal=1").context["page"]
    assert page.frame.feed.address == "/en/places/feed.atom?q=susa&literal=1"
    names = {read(client, f"/en/places/feed.atom?q=susa{order}")[0].feed.id for order in ("", "&order=title")}
    assert len(names) == 1
    assert titles(client, "/en/observances/day/feed.atom") == ["Said", "A day"]
    assert titles(client, "/en/feed.atom?as_of=2026-01-15&kind=place") == ["Shusha"]
    for wrong in ("statements/feed.atom?year=then", "feed.atom?page=0", "corrections/feed.atom?page=x"):
        assert client.get(f"/en/{wrong}").status_code == 400
    assert "Write a year in four digits" in client.get("/en/statements/feed.atom?year=then").content.decode()
    page = client.get("/en/statements/?observance=day").context["page"]
    assert page.frame.feed.address == "/en/statements/feed.atom?observance=day"
    assert client.get("/en/observances/nothing/feed.atom").status_code == 404
    assert client.get("/en/observances/day/?as_of=2026-01-15").context["page"].frame.feed is None


def test_a_long_feed_goes_on(client, town, monkeypatch):
    monkeypatch.setattr("archive.catalogue.listing.programs.PER_FEED", 2)

    feed, _xml = read(client, "/en/feed.atom?page=2")

    assert len(feed.entries) == 2
    assert {link.rel: urlsplit(link.href).query for link in feed.feed.links} == {
        "self": "page=2",
        "previous": "",
        "next": "page=3",
        "alternate": "",
    }


def test_corrections_tell_what_was_said_of_each_change(client, town):
    with time_machine.travel("2026-03-01T08:00:00Z"):
        publishing.withdraw(
            town, by=making.publisher(), reason_class="personal-data", note={"en": "Gone.", "az": "Yoxdur."}
        )
        withdrawn, _xml = read(client, "/en/corrections/feed.atom")
        assert titles(client, "/en/places/feed.atom") == []
        with time_machine.travel("2026-03-02T08:00:00Z"):
            publishing.reinstate(town, by=making.publisher(), reason="An error.", note={"en": "Back."})
            back, _xml = read(client, "/en/corrections/feed.atom")
            corrected, _xml = read(client, "/en/corrections/feed.atom?as_of=2026-02-15")

    def told(feed) -> list[tuple[str, str, str]]:
        return [(one.title, one.get("summary", ""), urlsplit(one.link).path) for one in feed.entries]

    correction = ("Correction: Shusha town", "<p>The name.</p>", "/en/places/shusha/editions/2/")
    gone = ("Withdrawn: Protection of personal data", "<p>Gone.</p>", "/en/corrections/")
    assert told(withdrawn) == [gone]
    assert [one[0] for one in told(back)] == [
        "Reinstated: Shusha town",
        "Withdrawn: Protection of personal data",
        "Correction: Shusha town",
    ]
    assert told(corrected) == [correction]
    assert len({entry.id for entry in back.entries}) == 3


def test_what_was_withdrawn_is_told_by_its_id_alone(client, town):
    def gone(address: str) -> list[tuple[str, str, str]]:
        tree = read(client, address)[1]
        assert wrong(tree) == []
        found = tree.findall("t:deleted-entry", TOMBSTONES)
        return [(one.get("ref"), one.get("when")[:10], one.findtext("t:comment", "", TOMBSTONES)) for one in found]

    [entry] = read(client, "/en/places/feed.atom")[0].entries
    said = Statement.objects.get(slug="said")
    note = {"en": "Wrong.", "az": "Səhv."}
    with time_machine.travel("2026-03-01T08:00:00Z"):
        publishing.withdraw(town, by=making.publisher(), reason_class="personal-data", note=note)
    with time_machine.travel("2026-03-02T08:00:00Z"):
        publishing.withdraw(said, by=making.publisher(), reason_class="published-in-error", note=note)
    with time_machine.travel("2026-03-03T08:00:00Z"):
        place = (entry.id, "2026-03-01", "Withdrawn: Protection of personal data")
        assert gone("/en/places/feed.atom") == [place]
        assert [one[0] for one in gone("/en/feed.atom")] == [uuid5(said.uuid, "en").urn, place[0]]
        assert gone("/en/feed.atom") == gone("/en/observances/day/feed.atom") == gone("/en/feed.atom?q=nothing")
        assert (gone("/en/institutions/feed.atom"), gone("/en/feed.atom?page=2")) == ([], [])
        assert gone("/en/places/feed.atom?as_of=2026-02-15") == []
        assert read(client, "/en/places/feed.atom")[0].feed.updated[:10] == "2026-03-01"
        xml = client.get("/en/feed.atom").content.decode()
        assert not {word for word in ("Shusha", "shusha", "town", "Said", "Wrong") if word in xml}
        assert str(town.uuid) not in xml


def test_texts_are_brought_where_the_archive_says_so_with_whose_words_they_are(client, town):
    house = Institution.objects.get(slug="house")
    common = {"issuers": [house], "body": '<p>We <strong>remember</strong> it, <a href="/corrections/">always</a>.</p>'}
    with time_machine.travel("2026-02-02T08:00:00Z"):
        source = making.source(slug="source")
        making.published(source)
        theirs = {"origin": "transcribed", "sources": [source], "summary": "A word."}
        making.published(making.statement("Theirs", slug="theirs", **theirs, **common))
        making.published(making.statement("Ours", slug="ours", completeness="summary", **common))
        hard = making.statement("Hard", slug="hard", **common)
        making.published(making.change(hard, content_note="It tells of killing."))

    def entries() -> dict[str, tuple]:
        feed, tree = read(client, "/en/statements/feed.atom")
        assert wrong(tree) == []
        schemes = {tag.scheme for entry in feed.entries for tag in entry.tags if tag.term == "House"}
        assert schemes == {"http://127.0.0.1:8000/institutions/"}
        return {
            entry.title: (
                entry.get("author", feed.feed.author),
                entry.get("summary", ""),
                entry.content[0].value if "content" in entry else "",
            )
            for entry in feed.entries
        }

    with time_machine.travel("2026-02-02T09:00:00Z"):
        assert entries()["Theirs"] == ("House of Memory", "<p>A word.</p>", "")
    with time_machine.travel("2026-02-03T08:00:00Z"):
        archive = Identity.objects.get()
        Identity.objects.update(texts_in_feeds=True)
        making.published(archive, change="minor")
        text = '<p>We <strong>remember</strong> it, <a href="http://127.0.0.1:8000/en/corrections/">always</a>.</p>'
        ours = "<p>The archive’s summary of a document issued by House.</p>" + text
        assert entries() == {
            "Theirs": ("House", "<p>Summary by the archive: A word.</p>", "<p>House</p>" + text),
            "Summary of: Ours": ("House of Memory", ours, ours),  # without a summary it shows the text
            "Hard": ("House of Memory", "", ""),
            "Said": ("House", "<p>House</p><p>We remember.</p>", "<p>House</p><p>We remember.</p>"),
        }


def test_a_feed_is_asked_for_with_few_queries_and_answers_304(client, town, django_assert_num_queries):
    asked = {
        "feed.atom": 6,
        "feed.atom?q=shusha": 7,
        "statements/feed.atom?observance=day": 5,
        "places/feed.atom": 4,
        "observances/day/feed.atom": 5,
        "corrections/feed.atom": 2,
    }
    client.get("/en/statements/")
    for address, number in asked.items():
        with django_assert_num_queries(number, info=address):
            answer = client.get(f"/en/{address}")
        with django_assert_num_queries(1):
            again = client.get(f"/en/{address}", headers={"if-none-match": answer.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert UUID(read(client, "/en/places/feed.atom")[0].feed.id.removeprefix("urn:uuid:"))
