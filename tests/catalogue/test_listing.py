"""Lists, filters and search, the same on both engines."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import clock, names
from archive.catalogue import listing, rebuilding
from archive.catalogue.engines import WORDS
from archive.catalogue.listing import Query, bits, finding, keeping, ordering, sql, standing
from archive.catalogue.models import TEXTS, Row, RowText
from archive.editions import reading
from archive.editorial import publishing
from archive.word_index import Wanted
from tests import making
from tests.indexes import indexed
from tests.kept import kept

pytestmark = pytest.mark.django_db


def found(query: Query = Query(), *, reader: str = "en", **options) -> listing.ResultPage:  # noqa: B008  # it is frozen
    return listing.find(reading.at(clock.now()), query, reader=reader, **options)


def titles(query: Query, **options) -> list[str]:
    return [entry.title for entry in found(query, **options).entries]


def search(query: str, **options) -> list[str]:
    """The titles of what has all of it, and of nothing that only comes near."""
    answer = found(Query(question=query), **{"order": "best", **options})
    return [entry.title for entry in answer.entries[: answer.search.total]]


def test_a_list_has_one_row_a_record_in_the_readers_language_or_the_next_best():
    making.published(making.place({"en": "Shusha", "az": "Şuşa"}))
    making.published(making.place({"az": "Bakı"}))

    assert titles(Query(kinds=("place",)), order="title") == ["Bakı", "Shusha"]
    assert titles(Query(kinds=("place",)), reader="az", order="title") == ["Bakı", "Şuşa"]
    assert titles(Query(kinds=("place",)), reader="ru", order="title") == ["Bakı", "Şuşa"]


def test_titles_stand_in_the_alphabet_of_the_reader_whatever_their_own_language():
    for written in (
        *({"az": title} for title in ("Füzuli", "Əsgəran", "Emin", "Qala", "Laçın", "Xankəndi")),
        *({"ru": title} for title in ("Баку", "Ёлкино", "Ельня", "Жук")),
        {"en": "Kura"},
    ):
        making.published(making.place(written))

    assert {reader: titles(Query(kinds=("place",)), reader=reader, order="title") for reader in ("az", "en", "ru")} == {
        "az": ["Emin", "Əsgəran", "Füzuli", "Xankəndi", "Kura", "Qala", "Laçın", "Баку", "Ёлкино", "Ельня", "Жук"],
        "en": ["Emin", "Əsgəran", "Füzuli", "Kura", "Laçın", "Qala", "Xankəndi", "Баку", "Ёлкино", "Ельня", "Жук"],
        "ru": ["Баку", "Ёлкино", "Ельня", "Жук", "Emin", "Əsgəran", "Füzuli", "Kura", "Laçın", "Qala", "Xankəndi"],
    }
    offered = listing.choices(reading.at(clock.now()), ("place",), reader="az")
    assert [entry.title for entry in offered][:4] == ["Emin", "Əsgəran", "Füzuli", "Xankəndi"]


def test_who_finds_nothing_is_offered_public_names_that_look_like_it():
    making.published(making.place({"en": "Shusha", "az": "Şuşa"}, names=[("ru", "Шуша")]))
    making.published(making.institution("Office of Remembrance"))
    making.place("Shushi")  # nobody published it

    def near(words: str) -> list[str]:
        found = listing.suggestions(reading.at(clock.now()), names.query_terms(words), reader="en")
        return [" ".join((*one.before, one.entry.title, *one.after)) for one in found]

    assert {
        words: near(words)
        for words in ("shuhsa", "Шуща 1992", "ofice of remembrence", "nothing alike", "shu", "ofi", "")
    } == {
        "shuhsa": ["Shusha"],
        "Шуща 1992": ["Shusha 1992"],
        "ofice of remembrence": ["Office of Remembrance"],
        "nothing alike": [],
        "shu": [],
        "ofi": [],
        "": [],
    }


def test_a_statement_leads_in_the_language_of_its_original():
    making.public_statement({"az": "Bəyanat", "en": "Statement"}, original_language="en")

    assert titles(Query(kinds=("statement",)), reader="ru") == ["Statement"]


def test_counts_of_a_facet_ignore_its_own_filter():
    issuer = making.institution("Ministry")
    making.published(issuer)
    for year, languages in ((2024, ("en",)), (2025, ("en", "az")), (2025, ("az",))):
        statement = making.statement(
            {language: f"{language} {year}" for language in languages},
            issuers=[issuer],
            year=year,
            date=f"{year}-01-20",
        )
        making.published(statement)

    page = found(Query(kinds=("statement",), years=frozenset({2025})))

    assert (page.total, page.facets["year"], page.facets["language"]) == (2, {2025: 2, 2024: 1}, {"az": 2, "en": 1})
    assert page.facets["kind"] == {"statement": 2}
    assert found(Query(languages=frozenset({"az"}))).facets["kind"] == {"statement": 2}


def test_filters_meet():
    day, town = making.observance("Day"), making.place("Town")
    house, other = making.institution("House"), making.institution("Other house")
    for record in (day, town, house, other):
        making.published(record)
    one = making.statement("One", issuers=[house], observance=day, places=[town])
    two = making.statement("Two", issuers=[other, house], date="2025-09-27", year=2025)
    for record in (one, two):
        making.published(record)

    assert titles(Query(issuers=frozenset({house.uuid}))) == ["One", "Two"]
    assert titles(Query(issuers=frozenset({other.uuid}))) == ["Two"]
    assert titles(Query(issuers=frozenset({house.uuid}), observances=frozenset({day.uuid}))) == ["One"]
    assert titles(Query(places=frozenset({town.uuid}))) == ["One"]
    assert titles(Query(kinds=("statement",), earliest=date(2026, 1, 1))) == ["One"]
    assert titles(Query(kinds=("statement",), latest=date(2025, 12, 31))) == ["Two"]


def test_a_date_known_to_the_month_overlaps_a_period():
    source = making.source()
    making.published(source)
    making.published(making.entry("March", date="1918-03/1918-04", sources=[source]))

    assert titles(Query(earliest=date(1918, 4, 30), latest=date(1918, 5, 1))) == ["March"]
    assert titles(Query(earliest=date(1918, 5, 1))) == []


@pytest.mark.parametrize("query", ["Şuşa", "susa", "SUSA", "ŞUŞA", "şuşa  ", "Шуша", "“Şuşa”", "Şuşa'", "susa Şuşa"])
def test_search_folds_what_is_written_and_what_is_asked(query):
    making.published(making.place({"az": "Şuşa"}, names=[("ru", "Шуша")]))
    making.published(making.place({"az": "Bakı"}))

    assert search(query) == ["Şuşa"]


@pytest.mark.parametrize(
    "query", ['"x', "AND", "a AND b", "NEAR(", "*", "'; --", "\x00", "x" * 5000, "١٩٩٠", "--", "()"]
)
def test_no_query_reaches_the_engine_as_syntax(query):
    making.published(making.place("Shusha"))

    assert names.query_terms(query) == () or search(query) == []


def test_search_finds_words_of_texts_and_of_whom_they_name():
    making.public_statement("Statement", body="<p>Sentyabrın 27-də 2 783 nəfər.</p>")

    assert search("2783") == search("27 sentyabrin") == ["Statement"]
    assert search("ministry statement")[0] == "Statement"
    assert search("elsewhere") == []
    assert found(Query(question="ministry elsewhere")).search.total == 0


SPELLINGS = ("Qarabağ", "Garabagh", "Karabakh", "Карабах", "QARABAG")


@kept
def karabakh() -> None:
    """A region under five names, a statement that links to it, and one that only has one of its names in it."""
    region = making.place(
        {"az": "Qarabağ", "en": "Karabakh", "ru": "Карабах"}, names=[("en", "Garabagh"), ("en", "Nagorno-Karabakh")]
    )
    making.published(region)
    making.published(making.place({"az": "Bakı"}))
    making.published(making.human({"az": "Anar Əliyev"}, sources=[_public_source()]))
    making.public_statement("Of the region", body=f'<p><a data-record="{region.uuid}">There</a> in 1990.</p>')
    making.public_statement("Of Garabagh", body="<p>Garabagh in 1991.</p>")


def _public_source():
    source = making.source("Source", address="https://law.example/2")
    making.published(source)
    return source


def test_scenario_31_every_spelling_of_a_name_finds_the_same():
    karabakh()

    for query in SPELLINGS:
        assert (query, sorted(search(query))) == (query, ["Karabakh", "Of Garabagh", "Of the region"])
        assert (query, search(f"{query} 1990")[0]) == (query, "Of the region")
    assert (search("baki"), search("eliyev")[0], search("nagorno karabakh 1991")[0]) == (
        ["Bakı"],
        "Anar Əliyev",
        "Of Garabagh",
    )


def test_a_name_finds_others_only_while_its_record_can_be_read():
    karabakh()
    hidden = making.place("Garabagh", names=[("en", "Lorin")])
    making.scheduled(hidden, making.release())

    assert search("lorin") == []
    (region,) = found(Query(question="qarabag", kinds=("place",))).entries
    record = making.Record.objects.get(uuid=region.record)
    publishing.withdraw(
        record,
        by=making.publisher(),
        reason_class="legal",
        note={"az": "Məhkəmə.", "en": "A court.", "ru": "Суд."},
    )
    assert (search("“garabagh”"), search("“karabakh”")) == (["Of Garabagh"], ["Of the region"])


def test_what_was_found_by_another_name_shows_where_that_stands():
    karabakh()

    assert found(Query(question="qarabag")).words == ("qarabag", "garabagh", "karabakh", "nagorno", "карабах")


def test_search_shows_a_record_once_in_the_language_where_the_words_are():
    making.published(making.place({"en": "Shusha", "az": "Şuşa"}, summary="Town"))
    making.published(making.source({"en": "Decree", "ru": "Указ"}))

    assert search("town", reader="az") == ["Şuşa"]
    assert search("указ", reader="en") == ["Указ"]


def test_what_is_found_in_another_language_than_hers_says_so():
    making.published(making.source({"en": "Decree", "az": "Fərman"}))
    making.published(making.source({"az": "Fərman və qərar"}))

    entries = found(Query(question="ferman"), order="title").entries

    assert [(entry.title, entry.leads) for entry in entries] == [("Fərman", False), ("Fərman və qərar", True)]


def test_a_name_in_another_language_finds_a_record_in_the_readers():
    making.published(making.place({"en": "Baku", "ru": "Баку"}))

    assert [(entry.title, entry.leads) for entry in found(Query(question="баку")).entries] == [("Baku", True)]


def test_passages_are_cut_from_a_records_own_words():
    making.public_statement("Statement", body="<p>Words.</p>")

    (entry,) = found(Query(question="ministry", kinds=("statement",))).entries

    assert entry.words == "Statement\nWords."


def test_search_finds_only_the_last_edition_of_what_is_live():
    place = making.place("Shusa")
    making.published(place)
    making.change(place, title="Shusha")
    making.published(place, change="minor")
    hidden = making.place("Shusha hidden")
    making.scheduled(hidden, making.release())

    assert (search("“shusa”"), search("shusha"), search("hidden")) == ([], ["Shusha"], [])
    publishing.withdraw(place, by=making.publisher(), reason_class="superseded", note={"en": "Elsewhere."})
    assert search("shusha") == []


def test_a_list_as_it_stood_leaves_out_what_is_withheld_today():
    kept, withheld = making.place("Kept"), making.place("Withheld")
    making.published(kept)
    making.published(withheld)
    then = clock.now()
    making.change(kept, title="Renamed")
    making.published(kept, change="minor")
    publishing.withdraw(withheld, by=making.publisher(), reason_class="legal", note={"en": "A court."})

    room = reading.at(clock.now(), as_of=then)

    assert [entry.title for entry in listing.find(room, Query(), reader="en").entries] == ["Kept"]


def test_pages_beyond_the_last_are_the_last():
    for number in range(21):
        making.published(making.place(f"Place {number:02}"))

    page = found(Query(), page=10**6, order="title")

    assert (page.page, page.pages, page.total, [entry.title for entry in page.entries]) == (2, 2, 21, ["Place 20"])


def test_azerbaijani_titles_stand_in_the_order_of_their_alphabet():
    for title in ("Zaqatala", "Çaylı", "Cəbrayıl", "Əskəran", "Füzuli", "Xocalı", "Hadrut", "İsmayıllı", "Ağdam"):
        making.published(making.place({"az": title}))

    assert titles(Query(), reader="az", order="title") == [
        "Ağdam", "Cəbrayıl", "Çaylı", "Əskəran", "Füzuli", "Hadrut", "Xocalı", "İsmayıllı", "Zaqatala",
    ]  # fmt: skip


def test_a_word_longer_than_any_index_takes_is_published_all_the_same():
    making.published(making.place("Long", body=f"<p>{'ə' * 4000} short</p>"))

    assert search("short") == search("e" * 4000) == ["Long"]


def test_the_index_is_in_step_with_the_texts():
    making.public_statement("Statement", body="<p>Words of a statement.</p>")
    rebuilding.rebuild()

    assert search("words") == ["Statement"]
    assert RowText.objects.count() == Row.objects.count()
    assert indexed(WORDS) == {(text.pk, word) for text in RowText.objects.all() for word in text.folded.split()}


@pytest.mark.parametrize("places", [1, 5])
def test_a_list_asks_as_often_for_five_as_for_one(places, django_assert_num_queries):
    for number in range(places):
        making.published(making.place(f"Place {number}"))

    room = reading.at(clock.now())
    room.version()
    # Once for a process all rows: which are the first, the last and the newest, what they are, and what they name.
    # For a version what was merged, what lies in what, who took part; then in which order it stands. Of less than ten
    # also what the best say, by which words, which records they are, what they name and hold, and what names them.
    for query, once in ((Query(kinds=("place",)), 4 + 3 + 1), (Query(question="place"), 3 + 1 + 1 + 6)):
        with django_assert_num_queries(once + 1):
            listing.find(room, query, reader="en")
        with django_assert_num_queries(1):
            listing.find(room, query, reader="en")

    making.published(making.place("Place, one more"))
    again = reading.at(clock.now())
    again.version()
    # For the next version also what was written, and that is read again: nothing else.
    with django_assert_num_queries(4 + 2 + 1 + 1):
        assert listing.find(again, Query(kinds=("place",)), reader="en").total == places + 1


def test_what_names_a_record_is_asked_again_only_of_what_was_written_since():
    town = making.place("Shusha")
    source = making.source("Decree")
    first = making.entry("A first event", sources=[source], places=[town])
    for record in (town, source, first):
        making.published(record)

    def naming() -> set[str]:
        named = {*titles(Query(naming=town.uuid))}
        assert {*titles(Query(naming=town.uuid, itself=True))} == named | {"Shusha"}
        return named

    assert naming() == {"A first event"}
    making.published(making.entry("A second event", sources=[source], places=[town]))
    assert naming() == {"A first event", "A second event"}
    with CaptureQueriesContext(connection) as asked:
        making.published(making.entry("A third event", sources=[source], places=[town]))
        begun = len(asked)
        assert naming() == {"A first event", "A second event", "A third event"}
    (again,) = {query["sql"] for query in asked[begun:] if " UNION SELECT own.id, 1 " in query["sql"]}
    assert {*re.findall(r"\b\d+\b", again.split("AND term.row_id")[1].split("UNION")[0])} == {
        str(Row.objects.latest("pk").pk)
    }
    first.refresh_from_db()
    publishing.withdraw(first, by=making.publisher(), reason_class="legal", note={"en": "No."})
    assert naming() == {"A second event", "A third event"}


def test_what_stands_is_found_while_what_takes_its_place_is_still_to_come():
    """Who reads the past, or what comes, learns of rows that nobody knew who reads the present."""
    town, source = making.place("Shusha"), making.source("Decree")
    event = making.entry("Zorvan lumtek", sources=[source], places=[town])
    for record in (town, source, event):
        making.published(record)
    past = clock.now()
    making.published(making.place("Aghdam"))
    asked = (
        *(Query(question=words, is_literal=True) for words in ("zorvan", "lumtek", "“zorvan lumtek”")),
        *(Query(naming=one.uuid) for one in (town, source)),
    )
    present = [titles(query) for query in asked[::2]]
    coming = making.release(hours=1)
    making.scheduled(
        making.change(event, title="Zorvan birfad"), coming, change="update", note={"az": "Belə.", "en": "So."}
    )

    def told(room) -> list[list[str]]:
        return [[one.title for one in listing.find(room, query, reader="en").entries] for query in asked]

    for room in (reading.at(clock.now(), as_of=past), reading.rehearsed_at(coming.instant)):
        told(room)
        assert told(reading.at(clock.now())) == [["Zorvan lumtek"]] * len(asked)
    assert present == [["Zorvan lumtek"]] * len(present)
    # Of what stands nothing is kept any more, and more is known by now: what was found goes by other numbers.
    keeping._KEPT.clear()
    assert told(reading.at(clock.now())) == [["Zorvan lumtek"]] * len(asked)


def test_more_may_become_known_while_somebody_goes_through_what_was_found():
    source = making.source("Decree")
    events = [making.entry(f"Zorvan {one}", sources=[source]) for one in range(3)]
    for record in (source, *events):
        making.published(record)
    there = standing.at(reading.at(clock.now()))
    texts = finding._of_all(there, Wanted(((("zorvan",),),))).texts
    numbers = [there.number(text // TEXTS) for text in texts]

    class Meanwhile(list):
        def __getitem__(self, which):
            found = super().__getitem__(which)
            return self.meanwhile(found) if isinstance(which, slice) else found

        def meanwhile(self, found):
            yield from found[:1]
            for title in ("Zorvan and more", "Zorvan and most"):
                making.published(making.change(events[2], title=title), change="minor")
            assert standing.at(reading.at(clock.now())).size > there.size + 1
            yield from found[1:]

    assert there.of_texts(Meanwhile(texts)) == there.of_texts(texts)
    assert [there.number(text // TEXTS) for text in texts] == numbers
    assert (there.of_texts(texts) & there.live).bit_count() == len(events)


def test_the_newest_of_many_are_the_first_by_their_dates_and_of_one_date_those_stored_first():
    making.published(source := making.source("Decree"))
    for number, year in enumerate((1991, 1990, 1991, 1992, 1991)):
        making.published(making.entry(f"Event {number}", sources=[source], date=f"{year}-01-20"))
    there = standing.at(reading.at(clock.now()))

    in_order = sorted(bits.numbers_of(there.live), key=lambda one: (-there.dates[one], there.rows[one]))
    assert len(in_order) == 6
    for most in range(1, 8):
        assert ordering.newest_of(there, there.live, most) == in_order[:most]


def test_how_events_lie_in_time_is_worked_out_again_only_after_one_of_them_changed():
    source = making.source("Decree")
    making.published(source)
    event = making.entry("An event", sources=[source], date="1990-01-20")
    making.published(event)
    events = Query(kinds=("timeline-entry",))

    def histogram() -> listing.Histogram:
        return listing.date_histogram(reading.at(clock.now()), events)

    first = histogram()
    making.published(making.place("Shusha"))
    assert histogram() is first
    making.published(making.entry("Another", sources=[source], date="1990-01-20"))
    assert [(bucket.year, bucket.count) for bucket in histogram().buckets] == [(1990, 2)]
    assert [(bucket.year, bucket.count) for bucket in first.buckets] == [(1990, 1)]


def test_an_embargo_is_a_condition_of_every_list():
    making.scheduled(making.place("Coming"), making.release(hours=1))

    now, then = reading.at(clock.now()), reading.at(clock.now() + timedelta(hours=2))

    assert listing.find(now, Query(), reader="en").total == len(listing.choices(now, ["place"], reader="en")) == 0
    assert listing.find(then, Query(), reader="en").total == len(listing.choices(then, ["place"], reader="en")) == 1


def test_subjects_are_asked_with_all_below_them_even_in_a_circle():
    broad = making.subject("Broad", slug="broad")
    narrow = making.subject("Narrow", slug="narrow", broader=broad)
    narrowest = making.subject("Narrowest", slug="narrowest", broader=narrow)
    other, house = making.subject("Other", slug="other"), making.institution("House")
    for subject in (broad, narrow, narrowest, other, house):
        making.published(subject)
    making.change(narrow, title="Narrow, on its own")
    type(narrow).objects.filter(pk=narrow.pk).update(broader=None)
    making.change(broad, title="Broad, below the narrowest")
    type(broad).objects.filter(pk=broad.pk).update(broader=narrowest)
    making.published(broad, change="minor")  # two editions now make a circle between them

    for subject in (broad, narrowest, other):
        statement = making.statement(f"Of {subject.slug}", issuers=[house], slug=f"of-{subject.slug}")
        statement.subjects.set([subject])
        making.published(statement)

    def under(subject) -> set[str]:
        return set(titles(Query(subjects=frozenset({subject.uuid}), kinds=("statement",))))

    assert under(broad) == under(narrowest) == {"Of broad", "Of narrowest"}
    assert under(other) == {"Of other"}


def test_an_edition_ends_at_the_instant_in_which_its_successor_begins():
    place = making.place()
    making.published(place)
    making.published(making.change(place, title="Again"), change="minor")

    begins = Row.objects.get(number=2).live_from

    assert [row.number for row in Row.objects.live(begins)] == [2]


@pytest.mark.once
@pytest.mark.parametrize("many", [0, 1, bits.FEW - 1, bits.FEW, 500])
def test_numbers_are_told_in_their_order_however_many_they_are(many):
    numbers = [9 * number for number in range(many)]

    assert bits.numbers_of(bits.bits_of(numbers, 5000)) == numbers


def test_a_few_keys_are_named_in_the_same_question_as_a_few_others():
    said = {}

    assert sql.among("row", [1, 2], {}) == sql.among("row", [1, 2, 3], said)
    assert {one for named in said.values() for one in (named if isinstance(named, list) else [named])} == {1, 2, 3}
