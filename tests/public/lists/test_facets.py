"""What lists and the search can be narrowed by: several values of each, counted as they would leave, and no others."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction

from archive import clock, kept, languages
from archive.catalogue import listing
from archive.catalogue.listing import Query, bits
from archive.editions import reading
from archive.editorial import publishing
from archive.public import kinds
from archive.public.frame import addresses
from archive.public.lists.filters import OF_RECORDS
from archive.records.places import Place
from tests import making
from tests.kept import kept as arranged_once
from tests.public.archives import small

pytestmark = pytest.mark.django_db


@arranged_once
def nested():
    """The small archive, with a street in its place, and more of what it has."""
    made = small()
    region = making.place({"en": "Karabakh", "az": "Qarabağ"}, slug="karabakh")
    making.published(region)
    Place.objects.filter(pk=made.place.pk).update(parent=region)
    making.published(making.change(made.place, title="Shusha town"), change="minor")
    street = making.place("Street", slug="street", parent=made.place)
    other = making.institution("Ministry", slug="ministry", place=region)
    for record in (street, other):
        making.published(record)
    for number, (place, issuers) in enumerate(
        ((street, [other]), (region, [other, made.institution]), (made.place, [made.institution]))
    ):
        statement = making.statement(
            {"en": f"Said {number}", "az": f"Deyilib {number}"} if number else {"az": "Deyilib"},
            slug=f"said-{number}",
            issuers=issuers,
            places=[place],
            sources=[made.source],
            year=2020 + number,
            date=f"{2020 + number}-01-20",
        )
        making.published(statement)
    making.published(making.entry("Long", slug="long", date="2019/2021", places=[street], sources=[made.source]))
    return made


def page_at(client, address: str):
    answer = client.get(address)
    assert (address, answer.status_code) == (address, 200)
    return answer.context["page"]


def offered(address: str, page) -> list[tuple[str, str]]:
    """The address of every value of the facets of which none is chosen, as a form asks for it, and its count."""
    joint = "&" if "?" in address else "?"
    return [
        (f"{address}{joint}{facet.name}={value.value}", value.count)
        for facet in page.form.facets
        if not any(value.is_chosen for value in facet.values)
        for value in facet.values
    ]


def test_whatever_is_offered_leaves_as_many_as_it_says_two_deep(client):
    nested()
    chance, followed = Random(1), 0
    lists = [addresses.listing(code, kind.name) for kind in kinds.every() for code in languages.spoken()]
    searches = [
        f"/{code}/search/?q={word}" for code, word in zip(languages.spoken(), ("susa", "said", "шуша"), strict=True)
    ]
    for start in (
        *lists,
        *searches,
        "/en/search/?place=karabakh",
        "/en/timeline/?from=2019&to=2021",
        "/en/timeline/?q=susa",
    ):
        first = offered(start, page_at(client, start))
        for address, count in chance.sample(first, min(len(first), 2)):
            page = page_at(client, address)
            assert (address, str(page.results.total)) == (address, count)
            second = offered(address, page)
            for deeper, beside in chance.sample(second, min(len(second), 1)):
                assert (deeper, str(page_at(client, deeper).results.total)) == (deeper, beside)
                followed += 1
    assert followed >= 40


def titles(page) -> list[str]:
    return [item.title.text for group in page.results.groups for item in group.items]


def test_a_place_holds_what_lies_in_it_and_several_values_mean_either(client):
    nested()

    def found(asked: str) -> set[str]:
        return set(titles(page_at(client, f"/en/statements/?{asked}")))

    assert found("place=karabakh") == {"Deyilib", "Said 1", "Said 2", "A statement of the office"}
    assert found("place=shusha") == {"Deyilib", "Said 2", "A statement of the office"}
    assert found("place=street") == {"Deyilib"}
    assert found("place=street&year=2021&year=2022") == set()
    assert found("year=2020&year=2022") == {"Deyilib", "Said 2"}
    assert found("issuer=ministry&issuer=office&place=karabakh&year=2021") == {"Said 1"}
    # Which can be read in it, wherever the word is.
    assert found("language=en&q=deyilib&literal=1") == {"Deyilib 1", "Deyilib 2"}
    assert titles(page_at(client, "/en/places/?place=karabakh")) == ["Shusha town", "Street"]
    assert titles(page_at(client, "/en/statements/?person=p-zr7f2rjv")) == ["A statement of the office"]
    assert page_at(client, "/en/timeline/?year=2020").results.total == 2
    assert page_at(client, "/en/search/?figures=yes").results.counted == "1 record"


@pytest.mark.parametrize(
    "facet", ["year=2022", "year=1801", "place=karabakh", "form=address", "language=ru", "person=p-zr7f2rjv"]
)
def test_what_is_chosen_stays_in_the_form_where_it_leaves_nothing(client, facet):
    nested()
    name, chosen = facet.split("=")

    page = page_at(client, f"/en/statements/?{facet}&to=1950")

    (values,) = [one.values for one in page.form.facets if one.name == name]
    assert [(one.value, one.count, one.is_chosen) for one in values] == [(chosen, "0", True)]


def test_values_that_leave_as_much_stand_by_their_titles(client):
    made = nested()
    several = ("Çay", "Böyük", "Xan", "Cəbrayıl", "Ağdam", "İncə")
    for title in several:
        making.published(place := making.place({"az": title}))
        making.published(making.statement(f"Of {title}", issuers=[made.institution], places=[place]))

    (places,) = [one for one in page_at(client, "/az/statements/").form.facets if one.name == "place"]

    in_order = ["Ağdam", "Böyük", "Cəbrayıl", "Çay", "Xan", "İncə"]
    assert [one.label for one in places.values if one.label in several] == in_order


def test_sources_are_narrowed_and_ordered_by_when_they_were_published(client):
    for title, published in (("Report", "1991-05"), ("Act", "1991-10-18"), ("Letter", "2001"), ("Leaflet", "")):
        making.published(making.source(title, slug=title.lower(), published=published))

    page = page_at(client, "/en/sources/")
    assert titles(page) == ["Act", "Leaflet", "Letter", "Report"]
    (years,) = [one.values for one in page.form.facets if one.name == "year"]
    assert [(one.value, one.count) for one in years] == [("2001", "1"), ("1991", "2")]
    assert titles(page_at(client, "/en/sources/?order=newest")) == ["Letter", "Act", "Report", "Leaflet"]
    assert titles(page_at(client, "/en/sources/?from=06.1991&to=1995")) == ["Act"]
    assert titles(page_at(client, "/en/search/?kind=source&year=1991")) == ["Act", "Report"]
    assert page_at(client, "/en/years/1991/").events == ()  # it is of what happened and was said


def test_chosen_values_are_taken_away_one_by_one(client):
    nested()

    page = page_at(client, "/en/statements/?place=street&place=shusha&from=20.1.2020&q=deyilib")

    assert [(one.name, one.value, one.without) for one in page.results.active_filters] == [
        ("Words", "deyilib", "/en/statements/?place=street&place=shusha&from=2020-01-20"),
        ("Place", "Street", "/en/statements/?q=deyilib&place=shusha&from=2020-01-20"),
        ("Place", "Shusha town", "/en/statements/?q=deyilib&place=street&from=2020-01-20"),
        ("From", "20 January 2020", "/en/statements/?q=deyilib&place=street&place=shusha"),
    ]


@pytest.mark.parametrize(
    "written",
    ["20.01.2020", "20.1.2020", "2020/01/20", "20/1/2020", "20 January 2020", "20 yanvar 2020", "20 января 2020"],
)
def test_dates_are_understood_as_people_write_them(client, written):
    nested()

    page = page_at(client, f"/en/statements/?from={written}&to={written}")

    assert titles(page) == ["Deyilib"]
    assert [one.value for one in page.results.active_filters] == ["20 January 2020"] * 2


def test_nothing_is_offered_of_what_nobody_can_read(client):
    made = nested()
    hidden, coming = making.place("Hidden", slug="hidden"), making.institution("Coming", slug="coming")
    statement = making.statement(
        "Pending", slug="pending", issuers=[made.institution], places=[made.place], year=2031, date="2031-05-01"
    )
    before = {
        address: client.get(address).content for address in ("/en/statements/", "/az/search/?q=susa", "/en/timeline/")
    }

    making.scheduled(hidden, making.release(hours=2))
    making.scheduled(coming, making.release(hours=3))
    making.scheduled(statement, making.release(hours=5))

    kept.forget()
    assert {address: client.get(address).content for address in before} == before


def test_what_was_rolled_back_is_forgotten():
    making.published(making.place("One", slug="one"))
    at = reading.at(clock.now())
    with transaction.atomic():
        making.published(making.place("Two", slug="two"))
        assert listing.counts(reading.at(clock.now()), Query()).total == 2
        transaction.set_rollback(True)

    making.published(making.institution("Three", slug="three"))

    assert listing.counts(reading.at(clock.now()), Query()).facets["kind"] == {"institution": 1, "place": 1}
    assert listing.counts(at, Query()).total == 1


# --- beside a simple count ------------------------------------------------------------------------------


class Model:
    """What a reader would count by hand: every statement that stands, as its payload says."""

    def __init__(self, at: reading.Reading, below: dict[str, set[str]]) -> None:
        found = listing.find(at, Query(kinds=("statement",)), reader="en").entries
        payloads = [at.find("statement", entry.slug).payload for entry in found]
        self.rows = [self._facets(payload, below) for payload in payloads]

    def _facets(self, payload, below) -> dict[str, set]:
        places = {ref.record for ref in payload.places}
        return {
            "issuer": {ref.record for ref in payload.issuers if payload.FACETS[ref.role] == "issuer"},
            "place": {above for above, under in below.items() if places & (under | {above})} | places,
            "year": {payload.year},
            "language": set(payload.texts),
        }

    def counts(self, chosen: dict[str, set]) -> tuple[int, dict[str, Counter]]:
        def left(row, without: str = "") -> bool:
            return all(row[facet] & values for facet, values in chosen.items() if facet != without and values)

        total = sum(left(row) for row in self.rows)
        return total, {
            facet: Counter(value for row in self.rows if left(row, facet) for value in row[facet])
            for facet in ("issuer", "place", "year", "language")
        }


def test_counts_are_those_of_a_simple_model_after_every_act():
    chance = Random(7)
    houses = [making.institution(f"House {number}") for number in range(3)]
    towns = [making.place("Town 0"), making.place("Town 3")]
    towns[1:1] = [making.place("Town 1", parent=towns[0])]
    towns[2:2] = [making.place("Town 2", parent=towns[1])]
    for record in (*houses, *towns):
        making.published(record)
    uuids = [str(town.uuid) for town in towns]
    below = {uuids[0]: {uuids[1], uuids[2]}, uuids[1]: {uuids[2]}}
    there = []
    for number in range(10):
        if there and chance.random() < 0.4:
            act = chance.choice(("withdraw", "correct"))
            record = chance.choice(there)
            if act == "withdraw":
                there.remove(record)
                publishing.withdraw(
                    record, by=making.publisher(), reason_class="legal", note={"en": "No.", "az": "Yox."}
                )
            else:
                record.places.set(chance.sample(towns, 2))
                code = record.original_language
                making.published(making.change(record, language=code, title=f"Again {number}"), change="minor")
        else:
            codes = chance.choice((("en",), ("az",), ("en", "az")))
            record = making.statement(
                {code: f"{code} {number}" for code in codes},
                issuers=chance.sample(houses, chance.randint(1, 2)),
                places=chance.sample(towns, chance.randint(0, 2)),
                original_language=codes[0],
                year=(year := chance.randint(2020, 2023)),
                date=f"{year}-01-20",
            )
            making.published(record)
            there.append(record)
        at = reading.at(clock.now())
        model = Model(at, below)
        for _ in range(3):
            chosen = {
                "issuer": {str(one.uuid) for one in houses if chance.random() < 0.3},
                "place": {one for one in uuids if chance.random() < 0.2},
                "year": {one for one in range(2020, 2024) if chance.random() < 0.2},
                "language": {one for one in ("en", "az") if chance.random() < 0.2},
            }
            query = Query(
                kinds=("statement",),
                issuers=frozenset(one.uuid for one in houses if str(one.uuid) in chosen["issuer"]),
                places=frozenset(one.uuid for one in towns if str(one.uuid) in chosen["place"]),
                years=frozenset(chosen["year"]),
                languages=frozenset(chosen["language"]),
            )
            counted, (total, facets) = listing.counts(at, query), model.counts(chosen)

            assert counted.total == listing.find(at, query, reader="en").total == total
            assert {
                facet: {str(value) if facet in OF_RECORDS else value: many for value, many in of.items() if many}
                for facet, of in counted.facets.items()
                if facet in facets
            } == {facet: dict(of) for facet, of in facets.items()}


def test_few_rows_and_many_are_counted_and_ordered_alike(monkeypatch):
    nested()
    at = reading.at(clock.now() + timedelta(seconds=1))

    def everything() -> list:
        kept.forget()
        found = []
        for order in ("newest", "oldest", "title"):
            for query in (Query(), Query(kinds=("statement",)), Query(languages=frozenset({"az"}))):
                page = listing.find(at, query, reader="en", order=order)
                found.append((order, page.total, [entry.slug for entry in page.entries], page.facets))
        return found

    as_it_is = everything()
    monkeypatch.setattr(bits, "DENSE", 1)
    monkeypatch.setattr("archive.catalogue.listing.ordering.FEW", 0)

    assert everything() == as_it_is
