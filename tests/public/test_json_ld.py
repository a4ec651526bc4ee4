"""What programs are told of a page: in the vocabulary of schema.org, to search engines, and to other sites."""

import json
import re
from html import unescape
from urllib.parse import parse_qs

import pytest
import rdflib
import time_machine
from rdflib.namespace import RDF, SDO

from archive.editorial import publishing
from archive.public.programs import json_ld
from tests import making
from tests.public.archives import PAGES, small

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HOST = "http://127.0.0.1:8000"


def data(client, address: str) -> dict:
    """What a page says of itself in JSON-LD."""
    html = client.get(address).content.decode()
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(found)


def terms(said: dict) -> rdflib.Graph:
    """The same as statements. The vocabulary's own context would have to be fetched."""
    assert said["@context"] == "https://schema.org"
    return rdflib.Graph().parse(data=json.dumps(said | {"@context": {"@vocab": str(SDO)}}), format="json-ld")


# Of the types that we name, the broader one (nothing else is one here), and the properties that belong to each: what
# schema:domainIncludes says in the vocabulary.
BROADER = {
    **dict.fromkeys(("Article", "Claim", "Collection", "CollectionPage", "Legislation"), "CreativeWork"),
    **dict.fromkeys(("NewsArticle", "Report", "Book", "WebPage", "WebSite"), "CreativeWork"),
    "EventSeries": "Event",
    "ArchiveOrganization": "Organization",
}
OF_TYPE = {
    "Thing": {"name", "alternateName", "description", "url", "sameAs", "subjectOf"},
    "CreativeWork": {
        *("about", "author", "citation", "contentLocation", "creditText", "datePublished", "hasPart", "headline"),
        *("inLanguage", "isBasedOn", "isPartOf", "publisher", "translationOfWork"),
    },
    "Claim": {"appearance"},
    "Legislation": {"legislationDate"},
    "Event": {"about", "startDate", "endDate", "location", "superEvent", "subEvent"},
    "Place": {"geo", "containedInPlace"},
    "GeoCoordinates": {"latitude", "longitude"},
    "Organization": {
        *("email", "telephone", "address", "location", "foundingDate", "dissolutionDate", "parentOrganization"),
    },
    "Person": {"birthDate", "deathDate"},
}


def strangers(graph: rdflib.Graph) -> set[tuple[str, str]]:
    """Types with properties that do not belong to them."""
    found = set()
    for thing, sort in graph.subject_objects(RDF.type):
        name = sort.removeprefix(str(SDO))
        own = set().union(*(OF_TYPE.get(one, ()) for one in (name, BROADER.get(name), "Thing")))
        said = {term.removeprefix(str(SDO)) for term in graph.predicates(thing) if term != RDF.type}
        found |= {(name, term) for term in said - own}
    return found


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib speaks to itself
def test_every_indexed_page_speaks_in_words_that_schema_org_has(client):
    small()
    types = set()
    for address in PAGES:
        page = client.get(f"/en/{address}").context["page"]
        assert bool(page.frame.json_ld) == page.frame.is_indexed, address
        if not page.frame.json_ld:
            continue
        graph = terms(data(client, f"/en/{address}"))
        unknown = {term for term in (*graph.predicates(), *graph.objects(None, RDF.type)) if term not in SDO}
        assert (address, unknown - {RDF.type}) == (address, set())
        assert (address, strangers(graph)) == (address, set())
        assert (None, SDO.url, rdflib.Literal(page.frame.canonical)) in graph, address
        types |= {term.removeprefix(str(SDO)) for term in graph.objects(None, RDF.type)}
    assert types >= {
        *("WebSite", "ArchiveOrganization", "CollectionPage", "WebPage", "EventSeries", "Event", "Claim", "Article"),
        *("Legislation", "Place", "Organization", "Person", "Collection", "DefinedTerm", "GeoCoordinates"),
    }


def test_a_statement_is_by_its_issuers_and_a_figure_by_its_speaker(client):
    small()
    office = {"@type": "Organization", "name": "Office of Remembrance", "url": f"{HOST}/en/institutions/office/"}
    decree = {"@type": "Legislation", "name": "Decree", "url": f"{HOST}/en/sources/decree/"}
    here = f"{HOST}/en/statements/27-september-2026/"

    statement = data(client, "/en/statements/27-september-2026/")
    event = data(client, "/en/timeline/an-event/")

    assert statement == {
        "@context": "https://schema.org",
        "@id": here,
        "@type": "Article",
        "url": here,
        "description": "Office of Remembrance: We remember Shusha. The second paragraph.",
        "name": "A statement of the office",
        "headline": "A statement of the office",
        "inLanguage": "en",
        "author": [office],
        "datePublished": "2026-09-27",
        "contentLocation": [{"@type": "Place", "name": "Shusha", "url": f"{HOST}/en/places/shusha/"}],
        "about": [
            {
                "@type": "EventSeries",
                "name": "Day of Remembrance",
                "url": f"{HOST}/en/observances/27-september/",
            },
            {"@type": "DefinedTerm", "name": "War", "url": f"{HOST}/en/subjects/war/"},
        ],
        "citation": [decree],
        "isPartOf": {"@type": "WebSite", "name": "House of Memory", "url": f"{HOST}/en/"},
    }
    assert (event["startDate"], event["endDate"]) == ("2020-09-27", "2020-11-10")
    claims = [claim for claim in event["subjectOf"] if claim["@type"] == "Claim"]
    assert len(claims) == 3
    assert all(claim["author"] == office for claim in claims)
    assert all("Office of Remembrance" in claim["name"] for claim in claims)
    assert {claim["about"]["@id"] for claim in claims} == {f"{HOST}/en/timeline/an-event/"}


def test_an_occurrence_is_an_event_with_its_days(client):
    small()

    [event] = data(client, "/en/observances/27-september/2026/")["@graph"]

    assert (event["@type"], event["startDate"], event["endDate"]) == ("Event", "2026-09-27", "2026-09-27")
    assert event["superEvent"]["url"] == f"{HOST}/en/observances/27-september/"


def test_no_text_gets_out_of_its_element():
    said = json_ld.serialized({"name": "</script><script>alert('1 & 2')\u2028", "empty": [{"nothing": ""}]})

    assert not set("<>&\u2028") & set(said)
    assert json.loads(said)["name"] == "</script><script>alert('1 & 2')\u2028"
    assert "empty" not in json.loads(said)


def test_a_card_names_page_site_and_languages(client):
    small()
    html = client.get("/en/statements/27-september-2026/").content.decode()
    card = [(name, unescape(said)) for name, said in re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html)]
    published = dict(card).pop("article:published_time")

    assert card == [
        ("og:title", "A statement of the office"),
        ("og:description", "Office of Remembrance: We remember Shusha. The second paragraph."),
        ("og:type", "article"),
        ("article:published_time", published),
        ("og:url", f"{HOST}/en/statements/27-september-2026/"),
        ("og:image", f"{HOST}/en/statements/27-september-2026/card.png"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        (
            "og:image:alt",
            "Statement · 27 September 2026 · A statement of the office · Office of Remembrance · House of Memory",
        ),
        ("og:site_name", "House of Memory"),
        ("og:locale:alternate", "az_AZ"),
        ("og:locale", "en_GB"),
        ("og:locale:alternate", "ru_RU"),
    ]
    assert "og:" not in client.get("/en/nothing/").content.decode()


# --- what search engines are told --------------------------------------------------------------------

# The table of docs/architecture.md: address → status, whether it is indexed, and its canonical address.
TOLD = {
    "": (200, True, ""),
    "subjects/": (200, True, "subjects/"),
    "subjects/?page=2": (200, True, "subjects/?page=2"),
    "statements/?year=2024": (200, False, "statements/"),
    "statements/?year=then": (400, False, "statements/"),
    "search/?q=kept": (200, False, "search/"),
    "places/kept/": (200, True, "places/kept/"),
    "places/kept/editions/": (200, False, "places/kept/editions/"),
    "places/kept/editions/1/": (200, False, "places/kept/"),
    "places/kept/?as_of=2026-01-02": (200, False, "places/kept/"),
    "places/?as_of=2026-01-02": (200, False, "places/"),
    "observances/day/2027/": (200, True, "observances/day/2027/"),
    "observances/day/2020/": (200, False, "observances/day/2020/"),
    "places/yalniz/": (200, False, "places/yalniz/"),
    "places/replaced/": (200, False, "places/replaced/"),
    "places/gone/": (410, False, "places/gone/"),
}


def test_search_engines_are_told_which_pages_stand_for_themselves(client):
    with time_machine.travel("2026-01-01T08:00:00Z"):
        kept = making.place({"en": "Kept", "az": "Saxlanmış"}, slug="kept")
        gone, replaced = making.place("Gone", slug="gone"), making.place("Replaced", slug="replaced")
        alone, day = making.place({"az": "Yalnız"}, slug="yalniz"), making.observance(slug="day", first_year=2027)
        for made in (kept, gone, replaced, alone, day, *(making.subject(f"Subject {number}") for number in range(21))):
            making.published(made)
        for made, reason in ((gone, "published-in-error"), (replaced, "superseded")):
            publishing.withdraw(made, by=making.publisher(), reason_class=reason, note={"en": "Gone."})
    with time_machine.travel("2026-02-01T08:00:00Z"):
        found = {}
        for address in TOLD:
            answer = client.get(f"/en/{address}")
            html, frame = answer.content.decode(), answer.context["page"].frame
            found[address] = (answer.status_code, frame.is_indexed, frame.canonical.removeprefix(f"{HOST}/en/"))
            other = re.findall(r'<link rel="alternate" hreflang="([^"]+)"', html)
            live = [link.code for link in frame.languages if link.is_live]
            assert other == ([*live, "x-default"] if frame.is_indexed else []), address
            assert ('<meta name="robots" content="noindex">' in html) != frame.is_indexed
    assert found == TOLD


def test_a_reader_may_write_about_an_error(client):
    small()
    making.published(making.place({"en": "A & B “100%”"}, slug="a"))

    def message(address: str, language: str = "en") -> tuple[str, dict]:
        html = client.get(f"/{language}/{address}").content.decode()
        [found] = re.findall(r'<a href="mailto:([^"?]+\?[^"]+)"', html)
        to, _mark, query = unescape(found).partition("?")
        assert "+" not in query
        return to, {name: said for name, [said] in parse_qs(query).items()}

    to, said = message("places/a/")
    assert to == "house@archive.example"
    assert said["subject"] == "An error on the page “A & B “100%””"
    assert said["body"].split("\r\n")[-3:] == [f"Page: {HOST}/en/places/a/", "Edition: 1", "Language: English"]
    _to, said = message("statements/27-september-2026/editions/1/", "ru")
    assert said["body"].split("\r\n")[-3:-1] == [
        f"Страница: {HOST}/ru/statements/27-september-2026/editions/1/",
        "Редакция: 1",
    ]
    assert message("observances/27-september/2026/")[1]["subject"].endswith("2026”")
    making.Identity.objects.update(email="")
    making.change(making.Identity.objects.get(), summary="Without.")
    making.published(making.Identity.objects.get(), change="minor")
    answer = client.get("/en/places/a/")
    assert answer.context["page"].frame.report == ""
    assert "Report an error" not in answer.content.decode()


def test_a_dash_begins_no_line_of_a_page_and_programs_have_the_title_as_it_was_frozen(client):
    title = "20 Января — День памяти"
    making.published(making.observance({"ru": title, "en": "20 January"}, slug="20-january"))

    html = client.get("/ru/observances/20-january/").content.decode()

    assert ">20 Января\xa0— День памяти</h1>" in html
    assert title not in html
    assert data(client, "/ru/observances/20-january/")["name"] == title
