"""What names a record: the newest of each kind on its page, and all of them behind it."""

import pytest

from archive.editorial import publishing
from archive.records.saving import saving
from tests import making
from tests.catalogue import many

pytestmark = pytest.mark.django_db


def named_by(times):
    """A town that so many statements name."""
    town, house = making.place({"en": "Shusha", "az": "Şuşa"}, slug="shusha"), making.institution(slug="house")
    making.published(town)
    making.published(house)
    statement = making.statement({"en": "Said", "az": "Deyilib"}, slug="said", issuers=[house], places=[town])
    making.published(statement)
    many.copy(statement, times - 1)
    return town


@pytest.fixture
def town():
    return named_by(25)


def page(client, address):
    return client.get(address).context["page"]


def test_what_names_a_record_is_shown_by_its_newest_and_all_of_it_stands_behind(client, town):
    (group,) = page(client, "/en/places/shusha/").appears
    assert (len(group.items), group.all.text) == (20, "All of them: 25 statements")

    first, second = (page(client, f"{group.all.address}{query}") for query in ("", "?page=2"))
    shown = [[item.title.address for item in one.results.groups[0].items] for one in (first, second)]

    assert group.all.address == "/en/places/shusha/named-in/statements/"
    assert (first.heading, first.results.counted) == ("Shusha: Statements", "25 statements")
    assert list(map(len, shown)) == [20, 5]
    assert shown[0] == [item.title.address for item in group.items]
    assert set(shown[0]).isdisjoint(shown[1])
    assert (first.frame.is_indexed, first.results.pagination.next) == (False, f"{group.all.address}?page=2")


def test_where_all_of_it_is_shown_nothing_leads_to_more(client, town):
    (group,) = page(client, "/en/institutions/house/").appears
    assert group.all is not None
    assert page(client, "/en/statements/said/").collections == ()
    assert client.get("/en/places/shusha/named-in/sources/").status_code == 404
    assert client.get("/en/statements/said/named-in/statements/").status_code == 404


@pytest.mark.parametrize(("times", "asked"), [(100, 4), (101, 3)])
def test_what_many_name_is_found_out_once_for_a_version(client, django_assert_num_queries, times, asked):
    named_by(times)
    first = client.get("/en/places/shusha/")

    with django_assert_num_queries(asked):
        again = client.get("/en/places/shusha/")

    assert again.content == first.content


def test_its_page_is_there_in_the_languages_of_the_record(client, town):
    answers = {code: client.get(f"/{code}/places/shusha/named-in/statements/") for code in ("az", "ru")}

    assert answers["az"].context["page"].heading == "Şuşa: Bəyanatlar"
    assert answers["ru"].templates[0].name == "public/missing_language.html"


def test_where_something_named_is_is_read_once_and_follows_every_publication(client, django_assert_num_queries):
    source, town, house = making.source(slug="law"), making.place("Town", slug="town"), making.institution(slug="house")
    for record in (source, town, house):
        making.published(record)
    for slug in ("one", "two"):
        making.published(making.statement(slug, slug=slug, issuers=[house], places=[town], sources=[source]))

    def place() -> str:
        (shown,) = page(client, "/en/statements/two/").places
        return shown.address

    page(client, "/en/statements/one/")
    with django_assert_num_queries(4):
        assert place() == "/en/places/town/"
    town.refresh_from_db()
    with saving(town, by=making.archivist(), version=town.version):
        town.slug = "city"
        town.save()
    making.published(town, change="update", note={"en": "Its address."})
    assert place() == "/en/places/city/"
    publishing.withdraw(town, by=making.publisher(), reason_class="legal", note={"en": "No."})
    assert place() == ""
    publishing.reinstate(town, by=making.publisher(), note={"en": "Again."})
    assert place() == "/en/places/city/"
