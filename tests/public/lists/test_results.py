"""Lists that are narrowed and searched, and what is answered to nonsense."""

from itertools import product
from random import Random
from urllib.parse import urlencode

import pytest
from django.utils.translation import override

from archive import languages
from archive.editions.models import ChangeKind
from archive.editions.payloads import KINDS
from archive.public import kinds
from archive.public.frame.pages import Link, When
from archive.public.kinds import attribution
from archive.public.words import labels
from archive.records import base as records
from archive.records.citations import Citation
from archive.records.institutions import Institution
from archive.records.names import Name
from archive.records.sources import Source
from archive.records.statements import Statement
from archive.records.texts import Text
from tests import making
from tests.kept import kept
from tests.public.archives import ADDRESSES, small, whole

pytestmark = pytest.mark.django_db


def titles(answer) -> list[str]:
    return [item.title.text for group in answer.context["page"].results.groups for item in group.items]


@kept
def several():
    made = small()
    other = making.institution("Ministry", slug="ministry")
    making.published(other)
    for year in (2023, 2024, 2025):
        making.published(
            making.statement(
                {"en": f"Ministry, {year}", "az": f"Nazirlik, {year}"},
                slug=f"ministry-{year}",
                issuers=[other],
                sources=[made.source],
                year=year,
                date=f"{year}-01-20",
                body="<p>Fallen in Şuşa.</p>",
            )
        )
    return made


def test_statements_are_narrowed_by_what_the_address_asks(client):
    several()
    everything = ["A statement of the office", "Ministry, 2025", "Ministry, 2024", "Ministry, 2023"]

    for asked, expected in (
        ({}, everything),
        ({"issuer": "ministry"}, ["Ministry, 2025", "Ministry, 2024", "Ministry, 2023"]),
        ({"observance": "27-september"}, ["A statement of the office"]),
        ({"place": "shusha"}, ["A statement of the office"]),
        ({"year": "2024"}, ["Ministry, 2024"]),
        ({"language": "ru"}, ["Заявление"]),
        ({"from": "2024", "to": "2025-01"}, ["Ministry, 2025", "Ministry, 2024"]),
        ({"from": "2025-01-21"}, ["A statement of the office"]),
        ({"to": "2023-01-19"}, []),
        ({"issuer": "ministry", "year": "2026"}, []),
        ({"unknown": "ignored", "utm_source": "x"}, everything),
    ):
        answer = client.get("/en/statements/", asked)

        assert (asked, answer.status_code, titles(answer)) == (asked, 200, expected)


def test_each_filter_can_be_taken_away_and_values_are_counted(client):
    several()

    page = client.get("/en/statements/", {"issuer": "ministry", "year": "2024"}).context["page"]
    results, form = page.results, page.form

    assert [(one.name, one.value, one.without) for one in results.active_filters] == [
        ("Issuer", "Ministry", "/en/statements/?year=2024"),
        ("Year", "2024", "/en/statements/?issuer=ministry"),
    ]
    assert {facet.name: [(one.label, one.count, one.is_chosen) for one in facet.values] for facet in form.facets} == {
        "issuer": [("Ministry", "1", True)],
        "form": [("Statement", "1", False)],
        "year": [("2025", "1", False), ("2024", "1", True), ("2023", "1", False)],
        "language": [("Azərbaycanca", "1", False), ("English", "1", False)],
    }


def test_narrowed_lists_are_not_indexed_and_pages_of_the_whole_are(client):
    small()
    for number in range(19):
        making.published(making.subject(f"Subject {number:02}", slug=f"subject-{number}"))

    first, second = client.get("/en/subjects/"), client.get("/en/subjects/?page=2")
    narrowed = client.get("/en/statements/?year=2026")

    assert [answer.context["page"].frame.canonical for answer in (first, second, narrowed)] == [
        "http://127.0.0.1:8000/en/subjects/",
        "http://127.0.0.1:8000/en/subjects/?page=2",
        "http://127.0.0.1:8000/en/statements/",
    ]
    assert [answer.context["page"].frame.is_indexed for answer in (first, second, narrowed)] == [True, True, False]
    assert '<link rel="next" href="/en/subjects/?page=2">' in first.content.decode()
    assert '<link rel="prev" href="/en/subjects/">' in second.content.decode()
    assert len(titles(first)) == 20
    assert titles(second) == ["War"]
    assert titles(client.get("/en/subjects/?page=900")) == ["War"]


def test_observances_stand_in_the_order_of_the_year(client):
    for month, day in ((9, 27), (1, 20), (11, 8), (2, 26)):
        source = making.source()
        making.published(source)
        making.published(making.observance(f"{day}.{month}", month=month, day=day, sources=[source]))

    assert titles(client.get("/en/observances/")) == ["20.1", "26.2", "27.9", "8.11"]


NONSENSE = (
    {"year": "abc"},
    {"year": "1e5"},
    {"year": "0"},
    {"year": "-1"},
    {"year": "99999"},
    {"year": "9" * 23},
    {"year": "1990\x00"},
    {"observance": "no-such"},
    {"observance": "\x00"},
    {"issuer": "x" * 5000},
    {"place": "'; DROP TABLE archive_row; --"},
    {"language": "de"},
    {"from": "yesterday"},
    {"from": "2024-13-01"},
    {"to": "\x00"},
    {"to": "x" * 5000},
    {"from": "2025", "to": "2024"},
    {"page": "zz"},
    {"page": "0"},
    {"page": "-3"},
    {"page": "9" * 5000},
    {"page": "\x00"},
)


def test_what_cannot_be_understood_is_said_beside_its_field(client):
    small()

    for asked in NONSENSE:
        answer = client.get("/en/statements/", asked)

        assert (asked, answer.status_code) == (asked, 400)
        errors = answer.context["page"].form.errors
        assert errors.keys() == {sorted(asked)[-1]}
        (said,) = (error for field in errors.values() for error in field)
        assert said in answer.content.decode()
        assert said[0].isupper()
        assert said.endswith(".")
        assert answer.context["page"].results is None


ODD_WORDS = (
    *(" ", "!!!", '"', "AND", "OR NOT NEAR(", "*", "a' OR 1=1 --", "<script>", "%", "\\", "ə" * 200, "🕯", "& | !"),
    ":*",
)

ENDS = ("0001", "0044", "1990~", "199X", "01XX", "19XX", "21XX", "99XX", "1990-XX", "1990-01-XX", "1990-21", "9998-24")
DATED = ("timeline/", "statements/", "search/", "feed.atom", "timeline/feed.atom", "statements/feed.atom")
# Five, beside six addresses: in time every one meets every other.
BESIDE = (
    {"lanes": "place"},
    {"lanes": "subject", "page": "2"},
    {"page": "100000", "view": "list"},
    {"q": "remember", "place": "shusha"},
    {"as_of": "2020-01-01", "lanes": "place"},
)


@pytest.mark.once
def test_one_end_of_time_is_enough_everywhere_and_with_everything_else(client):
    small()
    for number, (name, end, turn) in enumerate(product(("from", "to"), ENDS, range(3))):
        asked = {name: end, **BESIDE[number % 5]}
        address = f"/{languages.spoken()[number // 5 % 3]}/{DATED[(2 * turn + number // 3) % 6]}"

        answer = client.get(address, asked)

        assert (address, asked, answer.status_code) == (address, asked, 200)


ANYTHING = {
    **dict.fromkeys(("from", "to"), ENDS),
    **dict.fromkeys(("lanes", "view", "kind"), ("place", "subject", "nonsense")),
    **dict.fromkeys(("page", "part", "year"), ("1", "2", "100000", "100001", "1e3", "٣", "-1", "\x00")),
    "as_of": (
        "2020-01-01",
        "0001-01-01",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "2020-02-30",
        "T",
        "\x00",
        "2020-01-01 0",
    ),
    "q": ODD_WORDS,
    **dict.fromkeys(("place", "issuer", "observance", "subject"), ("shusha", "office", "no-such", "\x00", "%")),
    "language": (*languages.spoken(), "de", "\ud83d"),
}


def test_whatever_is_asked_of_any_page_it_is_no_mistake_of_the_archives(client):
    whole()
    chance = Random(20)
    feeds = ("feed.atom", "corrections/feed.atom", "observances/calendar.ics", "observances/27-september/feed.atom")
    for address in (*ADDRESSES, *feeds, "observances/27-september/2026/calendar.ics"):
        names = chance.sample(sorted(ANYTHING), 4)
        asked = urlencode({name: chance.choice(ANYTHING[name]) for name in names}, errors="surrogatepass")
        joint = "&" if "?" in address else "?"
        answer = client.get(f"/{chance.choice(languages.spoken())}/{address}{joint}{asked}")

        assert (address, asked, answer.status_code < 500) == (address, asked, True)
    for address in ("/sitemap.xml", "/sitemaps/2026.xml", "/sitemaps/undated.xml", "/robots.txt", "/timeline/"):
        assert client.get(address, {"part": "0", "as_of": "x", "from": "99XX"}).status_code < 500


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("5/6/2024", "Perhaps you mean: 2024-06-05 (5 June 2024); 2024-05-06 (6 May 2024). If so, write that."),
        ("-0044", "reaches back before the year 1"),
        ("1990/1994", "Write a day, a month or a year, as in 1990-01-20, 20 January 1990, 1990-01 or 1990."),
    ],
)
@pytest.mark.once
def test_a_date_that_can_be_read_in_two_ways_or_in_none_is_not_guessed(client, written, sentence):
    for address, status in (("timeline/", 400), ("statements/", 400), ("search/", 400), ("timeline/feed.atom", 400)):
        answer = client.get(f"/en/{address}", {"from": written})

        assert (address, answer.status_code) == (address, status)
        assert sentence in answer.content.decode()


def test_too_many_words_are_refused(client):
    for words in ("x" * 201, "x" * 5000, "null\x00byte"):
        answer = client.get("/en/search/", {"q": words})

        assert (words, answer.status_code) == (words, 400)
        assert answer.context["page"].form.errors.keys() == {"q"}


def test_no_words_make_a_mistake_of_the_archives(client):
    for words in ODD_WORDS:
        for address in ("statements/", "timeline/", "places/", "search/", "on-this-day/", "years/", "feed.atom"):
            assert client.get(f"/en/{address}", {"q": words, "x": words}).status_code == 200


def test_search_finds_a_record_once_however_its_words_are_typed(client):
    several()

    for words in ("shusha", "SUSHA", "şuşa", "susa", "Шуша"):
        answer = client.get("/en/search/", {"q": words})

        found = [item.title.address for item in answer.context["page"].results.groups[0].items]
        assert "/en/places/shusha/" in found
        assert len(found) == len(set(found))
    assert titles(client.get("/en/search/", {"q": "Fallen SUSA"}))[:4] == [
        "An event",  # it has a figure of those who fell
        "Ministry, 2025",
        "Ministry, 2024",
        "Ministry, 2023",
    ]
    assert "<mark>Fallen</mark> in <mark>Şuşa</mark>." in client.get("/en/search/?q=susa+fallen").content.decode()


def test_search_has_what_is_named_first_and_counts_kinds_years_and_languages(client):
    several()

    page = client.get("/en/search/", {"q": "ministry"}).context["page"]
    results = page.results

    assert [item.title.text for item in results.groups[0].items] == [
        "Ministry",
        "Ministry, 2025",
        "Ministry, 2024",
        "Ministry, 2023",
        "Decree",
    ]
    assert [(facet.heading, [(one.label, one.count) for one in facet.values]) for facet in page.form.facets] == [
        ("Kind of record", [("Statements", "3"), ("Institutions", "1"), ("Sources", "1")]),
        ("Issuer", [("Ministry", "3")]),
        ("What it is", [("Statement", "3"), ("Law or decree", "1")]),
        ("Year", [("2025", "1"), ("2024", "1"), ("2023", "1"), ("2020", "1")]),
        ("Available in", [("Azərbaycanca", "4"), ("English", "5"), ("Русский", "1")]),
    ]
    narrowed = client.get("/en/search/", {"q": "ministry", "kind": "institution"})
    assert titles(narrowed) == ["Ministry"]
    assert narrowed.context["page"].results.active_filters[0].without == "/en/search/?q=ministry"


def test_search_that_is_asked_again_shows_the_words_that_stand_by_then(client):
    made = making.public_statement("Said", body="<p>Those who have fallen are remembered.</p>")

    def passages() -> list[str]:
        addresses = ("/en/search/?q=fallen", "/en/search/?q=fallen&order=newest", "/az/search/?q=fallen")
        found = [client.get(address).context["page"].results.groups[0].items[0] for address in addresses]
        return ["".join(piece.text for piece in item.passages[0].pieces) for item in found]

    assert passages() == 3 * ["Those who have fallen are remembered."]
    making.change(made, body="<p>Nobody forgets the fallen.</p>")
    making.published(made, change="correction", note={"az": "Səhv.", "en": "A mistake.", "ru": "Ошибка."})

    assert passages() == 3 * ["Nobody forgets the fallen."]


def test_hits_are_marked_in_the_title_and_the_passage_is_from_below_it(client):
    making.public_statement("The fallen", body="<p>Words of the fallen are kept.</p>")

    item, *_others = client.get("/en/search/?q=fallen").context["page"].results.groups[0].items

    assert [(piece.text, piece.hit) for piece in item.titled] == [("The ", False), ("fallen", True)]
    assert "".join(piece.text for piece in item.passages[0].pieces) == "Words of the fallen are kept."
    item, *_others = client.get("/en/search/?q=kept").context["page"].results.groups[0].items
    assert item.titled == ()
    # Names beside a text say something only where its own words do not.
    making.published(making.place("The hill", names=[("en", "Hill of the Bell")], body="<p>High.</p>"))
    item, *_others = client.get("/en/search/?q=hill").context["page"].results.groups[0].items
    assert ([piece.text for piece in item.titled if piece.hit], item.passages) == (["hill"], ())


def test_a_list_says_how_its_words_were_understood_and_leads_to_the_very_words(client):
    several()
    making.published(making.statement("Ministry, of the past", issuers=[Institution.objects.get(slug="ministry")]))

    page = client.get("/en/statements/", {"q": "ministry qwertz", "year": "2024"}).context["page"]

    told = page.understanding
    assert (page.results.counted, told.is_near, told.counted, told.left_out) == ("1 statement", True, "", ("qwertz",))
    assert [(one.words, [link.text for link in one.links]) for one in told.meant] == [("ministry", ["Ministry"])]
    assert told.literally == "/en/statements/?q=ministry+qwertz&year=2024&literal=1"
    assert told.best_of == 0
    exactly = client.get(told.literally)
    assert exactly.context["page"].results.total == 0
    assert exactly.context["page"].understanding.loosely == "/en/statements/?q=ministry+qwertz&year=2024"
    assert "Only the exact words were searched for." in exactly.content.decode()
    nowhere = client.get("/en/statements/?q=susha&year=2024&as_of=2020-01-01").context["page"]
    assert nowhere.everywhere == "/en/search/?q=susha&as_of=2020-01-01"
    assert "Not searched for:" in client.get("/en/timeline/?q=event+qwertz").content.decode()
    # Of what is on the list, all has the words; what came near is elsewhere.
    told = client.get("/en/statements/", {"q": "ministry", "year": "2024"}).context["page"].understanding
    assert (told.is_near, told.literally) == (False, "/en/statements/?q=ministry&year=2024&literal=1")


def test_what_a_name_was_looked_for_as_besides_is_told(client):
    small()

    def told(address: str) -> list[tuple]:
        meant = client.get(address).context["page"].understanding.meant
        return [
            (one.words, [link.text for link in one.links], [(link.text, link.language) for link in one.spelled])
            for one in meant
        ]

    assert told("/en/search/?q=Shusha") == [("Shusha", [], [("Şuşa", "az"), ("Шуша", "ru")])]
    assert told("/en/places/?q=susha") == [("susha", ["Shusha"], [("Şuşa", "az"), ("Шуша", "ru")])]
    assert "also searched for <span lang=" in client.get("/en/search/?q=Shusha").content.decode()
    # Of a long one it is not told.
    making.published(making.institution({"en": "Kestrova", "ru": "Кестрова", "az": f"Kestrova {'arxivi ' * 5}"}))
    assert told("/en/search/?q=Kestrova") == [("Kestrova", [], [("Кестрова", "ru")])]


def test_full_matches_are_those_of_the_list(client):
    several()

    told = client.get("/en/statements/", {"q": "ministry of remembrance"}).context["page"]

    assert told.understanding.is_near
    assert told.understanding.counted == ""
    narrowed = client.get("/en/search/", {"q": "fallen shusha", "kind": "statement", "year": "2024"}).context["page"]
    assert (narrowed.results.counted, narrowed.understanding.is_near) == ("1 record", False)


def test_a_list_stands_in_the_order_that_is_asked_for(client):
    several()

    def shown(**asked: str):
        answer = client.get("/en/statements/", asked)
        return titles(answer), answer.context["page"]

    _newest, page = shown()
    assert [(one.label, one.address) for one in page.orders] == [
        ("Newest first", ""),
        ("Oldest first", "/en/statements/?order=oldest"),
        ("By title", "/en/statements/?order=title"),
    ]
    oldest, page = shown(order="oldest")
    assert oldest == ["Ministry, 2023", "Ministry, 2024", "Ministry, 2025", "A statement of the office"]
    assert [group.heading for group in page.results.groups] == ["2023", "2024", "2025", "2026"]
    assert (page.is_narrowed, page.results.active_filters, page.frame.feed.address) == (
        False,
        (),
        "/en/statements/feed.atom",
    )
    by_title, page = shown(order="title", issuer="ministry")
    assert by_title == ["Ministry, 2023", "Ministry, 2024", "Ministry, 2025"]
    assert page.results.active_filters[0].without == "/en/statements/?order=title"
    found, page = shown(q="ministry", order="newest")
    assert found[:3] == ["Ministry, 2025", "Ministry, 2024", "Ministry, 2023"]
    assert [one.label for one in page.orders] == ["Best match", "Newest first", "Oldest first", "By title"]
    # What has no date stands in one order, and days of every year in that of the calendar.
    assert client.get("/en/institutions/").context["page"].orders == ()
    making.published(making.observance("Another day", slug="another"))
    assert [one.label for one in client.get("/en/observances/").context["page"].orders] == [
        "By the calendar",
        "By title",
    ]
    # By its dates what has a summary is led by who issued it, and by titles by its title.
    making.public_statement("The fallen", summary="Words of the fallen.")
    led = {order: client.get("/en/statements/", {"order": order}).content.decode() for order in ("newest", "title")}
    assert {order: page.count('"line-title by-issuer"') for order, page in led.items()} == {"newest": 1, "title": 0}


def test_search_that_finds_nothing_helps_onward(client):
    small()
    making.published(making.place({"az": "Ağdam"}, slug="agdam"))

    answer = client.get("/en/search/", {"q": "shhuhsha"})

    assert answer.status_code == 200
    assert answer.context["page"].results.counted == "0 records"
    assert answer.context["page"].suggestions == (Link(text="Shusha", address="/en/search/?q=Shusha"),)
    assert "Try other words, another spelling or the name in another language" in answer.content.decode()
    making.published(making.place("Evnt", slug="evnt"))  # like a word that was looked for
    near = client.get("/en/search/", {"q": "shhuhsha event"})
    assert [(one.text, one.address) for one in near.context["page"].suggestions] == [
        ("Shusha event", "/en/search/?q=Shusha+event")
    ]
    assert "Did you mean:" in near.content.decode()
    assert client.get("/en/search/", {"q": "shusha event"}).context["page"].suggestions == ()
    elsewhere = client.get("/ru/search/", {"q": "agdam", "language": "en"}).context["page"]
    assert [(one.label, one.count, one.address) for one in elsewhere.in_other_languages] == [
        ("Azərbaycanca", "1", "/ru/search/?q=agdam&language=az")
    ]
    assert "This contains no words, only symbols." in client.get("/en/search/", {"q": "«…»"}).content.decode()


def test_a_hit_says_what_it_is_who_issued_it_and_when(client):
    small()

    def first(address: str):
        return client.get(address).context["page"].results.groups[0].items[0]

    hit, other = first("/en/search/?q=second+paragraph"), first("/az/search/?q=second+paragraph")
    assert (hit.form, hit.issuers, hit.when) == (
        "Statement",
        (Link(text="Office of Remembrance"),),
        When(machine="2026-09-27", words="27 September 2026"),
    )
    assert (other.issuers, other.when.words) == ((Link(text="Xatirə İdarəsi"),), "27 sentyabr 2026")


def test_what_was_left_empty_in_a_form_is_not_in_the_address(client):
    for asked, stays in (
        ("statements/?observance=&issuer=&year=2026&from=", "statements/?year=2026"),
        ("search/?q=&as_of=2020-01-01", "search/?as_of=2020-01-01"),
        ("timeline/?place=", "timeline/"),
        ("places/?as_of=", "places/"),
    ):
        answer = client.get(f"/en/{asked}")

        assert (answer.status_code, answer.headers.get("Location")) == (302, f"/en/{stays}")


def test_a_record_found_in_another_language_says_in_which(client):
    making.published(making.place({"az": "Bakı"}, slug="baku"))

    (item,) = client.get("/en/search/", {"q": "baki"}).context["page"].results.groups[0].items

    assert (item.title.text, item.title.language, item.language_name) == ("Bakı", "az", "Azərbaycanca")


@pytest.mark.parametrize("language", languages.spoken())
def test_every_frozen_word_has_a_label_in_every_language(language):
    with override(language):
        said = [
            *(str(kinds.of(value).label) for value in records.KINDS),
            *(str(kinds.of(value).section) for value in KINDS),
            *(kinds.of("statement").form(value) for value in Statement.Form.values),
            *(kinds.of("source").form(value) for value in Source.Sort.values),
            *(labels.label_of(labels.SORTS_OF_NAME, value) for value in Name.Sort.values),
            *(labels.label_of(labels.TRANSLATIONS, value) for value in Text.Translation.values),
            *(labels.label_of(labels.CHANGES, value) for value in ChangeKind.values),
            *(labels.label_of(attribution.PROVENANCE_OF_NOBODY, value) for value in Statement.Completeness.values),
        ]

    assert all(said)
    frozen = {*records.KINDS, *Statement.Form.values, *Source.Sort.values, *Text.Translation.values, *ChangeKind.values}
    assert not frozen & set(said)
    origins = {(origin, part) for origin in Statement.Origin.values for part in Statement.Completeness.values}
    assert attribution.PROVENANCE.keys() == origins
    assert set(Citation.Relation.values) - labels.RELATIONS.keys() == {"supports"}
