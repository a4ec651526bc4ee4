"""What stands beside a record because it is about the same, and what is found within an observance or an issuer."""

import pytest

from archive.editorial import publishing
from tests import making

pytestmark = pytest.mark.django_db


def akin(client, address: str) -> list[str]:
    return [one.title.text for one in client.get(address).context["page"].akin]


def test_what_shares_most_and_is_nearest_in_time_stands_beside_a_record(client):
    source, house, other = making.source(slug="law"), making.institution("House"), making.institution("Other")
    town, region, war = making.place("Town"), making.place("Region"), making.subject("War")
    for record in (source, house, other, town, region, war):
        making.published(record)

    def said(title: str, year: int, *places, by=other, subject=None):
        made = making.statement(
            title, slug=title.lower(), issuers=[by], places=places, year=year, date=f"{year}-05-01", sources=[source]
        )
        made.subjects.set([subject] if subject else [])
        making.published(made)
        return made

    this = said("This", 2020, town, region, subject=war)
    said("All", 2022, town, region, subject=war)
    said("Two", 2020, town, region)
    said("Nearer", 2021, town, subject=war)
    gone = said("Gone", 2020, town, region, subject=war)
    said("One", 2020, town)
    said("Far", 2010, town, region, subject=war)
    making.scheduled(
        making.statement("Coming", issuers=[house], places=[town, region], date="2020-05-01"), making.release()
    )
    publishing.withdraw(gone, by=making.publisher(), reason_class="legal", note={"en": "No."})

    assert akin(client, "/en/statements/this/") == ["All", "Two", "Nearer"]
    assert akin(client, "/en/statements/one/") == ["This", "Two", "Nearer", "All"]
    assert akin(client, "/en/statements/this/editions/1/") == []

    # What is known again since is where it was, as for whoever reads all of it now.
    making.change(this, body="<p>More words.</p>")
    making.scheduled(this, making.release(), change="update", note={"en": "More.", "az": "Daha."})
    said("New", 1990)
    assert akin(client, "/en/statements/one/") == ["This", "Two", "Nearer", "All"]


def test_who_looks_within_an_observance_or_an_issuer_finds_what_belongs_to_it(client):
    source, house, other = (
        making.source(slug="law"),
        making.institution("House", slug="house"),
        making.institution("Other"),
    )
    day = making.observance("Day", slug="day", sources=[source])
    for record in (source, house, other, day):
        making.published(record)
    for title, by, on in (("Here", house, day), ("There", other, day), ("Elsewhere", other, None)):
        making.published(
            making.statement(
                title, slug=title.lower(), issuers=[by], observance=on, body="<p>Words.</p>", sources=[source]
            )
        )

    def found(address: str) -> set[str]:
        within = client.get(address).context["page"].within
        answer = client.get(within.address, {"q": "words", within.name: within.value}).context["page"]
        return {item.title.text for group in answer.results.groups for item in group.items}

    assert found("/en/institutions/house/") == {"Here"}
    assert found("/en/observances/day/") == {"Here", "There"}


def test_an_event_leads_to_those_before_and_after_it_of_its_observance(client):
    source, day = making.source(slug="law"), making.observance("Day", slug="day")
    making.published(source)
    making.published(day)

    def happened(title: str, date: str, *observances, order: int = 0):
        made = making.entry(
            title, slug=title.lower(), sources=[source], date=date, observances=observances, order_in_day=order
        )
        making.published(made)
        return made

    happened("First", "1990-01-13", day)
    happened("Second", "1990-01-19", day, order=1)
    happened("Same", "1990-01-19", day, order=2)
    gone = happened("Gone", "1990-01-20", day)
    happened("Last", "1990-01-21", day)
    happened("Apart", "1990-01-18")
    happened("Alone", "1918-03")
    other = making.observance("Other day", slug="other-day")
    making.published(other)
    happened("Only", "1990-01-20", other)  # of its day, so it stands among all
    publishing.withdraw(gone, by=making.publisher(), reason_class="legal", note={"en": "No."})

    def beside(slug: str) -> tuple[str, str]:
        page = client.get(f"/en/timeline/{slug}/").context["page"]
        return page.before.title.text if page.before else "", page.after.title.text if page.after else ""

    assert {slug: beside(slug) for slug in ("first", "second", "same", "last", "apart", "alone", "only")} == {
        "first": ("", "Second"),
        "second": ("First", "Same"),
        "same": ("Second", "Last"),
        "last": ("Same", ""),
        "apart": ("First", "Second"),
        "alone": ("", "First"),
        "only": ("Same", "Last"),
    }
    assert client.get("/en/timeline/second/editions/1/").context["page"].before is None
