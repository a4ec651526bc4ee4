"""What readers find of a record that was merged into another: every address works, and nothing is told early."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from archive import clock
from archive.catalogue import rebuilding
from archive.catalogue.models import Row, RowText, Term
from archive.editorial import merging, publishing
from archive.records.base import Record
from archive.records.places import Place
from tests import making
from tests.crawling import crawl, snapshot
from tests.kept import kept

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 1, 19, 12, 0, tzinfo=UTC)


@pytest.fixture
def traveller():
    with time_machine.travel(NOON) as traveller:
        yield traveller


@kept
def fill() -> tuple[Place, Place]:
    """Two places that are one, both public and named by a statement each."""
    old = making.place({"en": "Shushi", "az": "Şuşi"}, slug="shushi")
    kept = making.place({"en": "Shusha town", "az": "Şuşa", "ru": "Шуша"}, slug="shusha")
    issuer = making.institution(slug="house")
    for one in (old, kept, issuer):
        making.published(one)
    body = f'<p>In <a data-record="{old.uuid}">the old town</a>.</p>'
    for slug, place in (("of-old", old), ("of-kept", kept)):
        words = {"en": f"Statement {slug}", "az": f"Bəyanat {slug}"}
        made = making.statement(words, slug=slug, issuers=[issuer], places=[place], body=body)
        making.published(made)
    return old, kept


def merge(old: Place, kept: Place) -> None:
    """On the desk alone, as both stand now."""
    old.refresh_from_db(), kept.refresh_from_db()
    merging.merge(old, into=kept, by=making.archivist(), seen=merging.plan(old, into=kept).seen)


def publish(old: Place, kept: Place) -> None:
    merge(old, kept)
    making.published(kept, change="minor")
    making.published(old, change="update", note={"en": "Both are one town.", "az": "Hər ikisi bir şəhərdir."})


def get(address: str):
    return Client().get(address)


def titles(address: str) -> set[str]:
    page = get(address).context["page"]
    return {item.title.text for group in page.results.groups for item in group.items}


def test_its_address_leads_to_the_kept_record_in_every_language():
    publish(*fill())

    for language in ("en", "az", "ru"):
        response = get(f"/{language}/places/shushi/")
        assert (response.status_code, response.headers["Location"]) == (301, f"/{language}/places/shusha/")
        assert get(f"/{language}/places/shusha/").status_code == 200


def test_its_editions_keep_their_addresses_and_say_what_became_of_it():
    publish(*fill())

    first, last, all_of_them = (get(f"/en/places/shushi/editions/{rest}") for rest in ("1/", "2/", ""))

    assert [one.status_code for one in (first, last, all_of_them)] == [200, 200, 200]
    told = "This is edition 1 of a record that was merged into “Shusha town”."
    assert told in first.content.decode()
    assert "Merged into “Shusha town”" in all_of_them.content.decode()
    assert "Both are one town." in all_of_them.content.decode()


def test_a_past_reading_still_shows_its_page(traveller):
    old, kept = fill()
    traveller.shift(timedelta(days=1))
    then = clock.now().isoformat().replace("+00:00", "Z")
    traveller.shift(timedelta(days=1))
    publish(old, kept)

    response = get(f"/en/places/shushi/?as_of={then}")

    assert response.status_code == 200
    assert response.context["page"].prose.title == "Shushi"
    assert titles(f"/en/places/?as_of={then}") == {"Shushi", "Shusha town"}
    traveller.shift(timedelta(days=1))
    today = clock.now().isoformat().replace("+00:00", "Z")
    assert get(f"/en/places/shushi/?as_of={today}").headers["Location"].startswith("/en/places/shusha/?as_of=")


def test_it_is_in_no_list_and_search_finds_the_kept_record_under_all_names():
    publish(*fill())

    assert titles("/en/places/") == {"Shusha town"}
    assert titles("/en/search/?q=shushi&kind=place") == {"Shusha town"}
    assert titles("/az/search/?q=şuşa&kind=place") == {"Şuşa"}


def test_filters_by_either_address_find_what_names_either():
    publish(*fill())

    everything = {"Statement of-old", "Statement of-kept"}
    assert titles("/en/statements/?place=shushi") == everything
    assert titles("/en/statements/?place=shusha") == everything
    shown = get("/en/statements/?place=shushi").context["page"].form
    (places,) = (facet.values for facet in shown.facets if facet.name == "place")
    assert [(one.value, one.count, one.is_chosen) for one in places] == [("shusha", "2", True)]


def test_a_page_frozen_before_keeps_its_words_and_leads_to_the_kept_record():
    publish(*fill())

    page = get("/en/statements/of-old/").content.decode()

    assert 'href="/en/places/shushi/"' in page
    assert "Shushi" in page
    appears = get("/en/places/shusha/").context["page"].appears
    assert {item.title.text for group in appears for item in group.items} == {"Statement of-old", "Statement of-kept"}


def test_a_chain_of_mergers_leads_on_link_by_link():
    old, kept = fill()
    publish(old, kept)
    last = making.place("The last one", slug="last")
    making.published(last)
    merge(kept, last)
    making.published(kept, change="minor")

    response = Client().get("/en/places/shushi/", follow=True)

    assert [address for address, _status in response.redirect_chain] == ["/en/places/shusha/", "/en/places/last/"]
    assert titles("/en/statements/?place=shushi") == {"Statement of-kept"}
    making.published(Record.objects.get(pk=old.pk).of_its_kind(), change="minor")
    assert titles("/en/statements/?place=shushi") == {"Statement of-old", "Statement of-kept"}


def test_it_can_be_withdrawn_reinstated_and_taken_out_again():
    old, kept = fill()
    publish(old, kept)
    note = {"en": "No.", "az": "Yox."}

    publishing.withdraw(old, by=making.publisher(), reason_class="legal", note=note)
    assert get("/en/places/shushi/").status_code == 410
    publishing.reinstate(old, by=making.publisher(), note={})
    assert get("/en/places/shushi/").status_code == 301
    old.refresh_from_db()
    merging.separate(old, by=making.archivist(), version=old.version)
    making.published(old, change="minor")
    assert get("/en/places/shushi/").status_code == 200
    assert titles("/en/places/") == {"Shushi", "Shusha town"}


def test_where_a_name_is_withheld_so_is_that_of_what_was_merged_into_it():
    old, kept = fill()
    publish(old, kept)
    by, note = making.publisher(), {"en": "On request.", "az": "Xahişlə.", "ru": "По просьбе."}
    addresses = [f"/en/places/{slug}/{rest}" for slug in ("shushi", "shusha") for rest in ("", "editions/1/")]

    def answers() -> list[tuple[int, str]]:
        return [(one.status_code, one.headers.get("Location", "")) for one in map(get, addresses)]

    before = answers()
    publishing.withdraw(kept, by=by, reason_class="safety", note=note)
    assert answers() == [(410, "")] * 4
    assert "shush" not in get("/en/statements/of-old/").content.decode().casefold()
    publishing.withdraw(kept, by=by, reason_class="personal-data", note=note)
    assert answers() == [(410, "")] * 4
    publishing.withdraw(kept, by=by, reason_class="superseded", note=note)
    assert answers()[0] == (301, "/en/places/shusha/")
    publishing.withdraw(kept, by=by, reason_class="safety", note=note)
    publishing.reinstate(kept, by=by, note={})
    assert answers() == before


def test_the_address_of_a_record_that_was_never_public_leads_nowhere():
    _old, kept = fill()
    merge(making.place("Never public", slug="never"), kept)

    assert get("/en/places/never/").status_code == 404


def test_rebuilding_derives_the_same_rows():
    publish(*fill())

    def rows():
        derived = Row.objects.order_by("record", "live_from").values_list(
            "record", "slug", "live_from", "live_until", "into"
        )
        return list(derived), Term.objects.count(), RowText.objects.count()

    before = rows()
    rebuilding.rebuild()

    assert rows() == before


def test_nothing_is_told_before_the_merging_is_public(traveller):
    old, kept = fill()
    traveller.shift(timedelta(hours=1))
    with time_machine.travel(clock.now(), tick=False) as still:
        guesses = ("/en/places/shushi/", "/en/statements/?place=shushi", "/en/search/?q=shushi", "/az/places/shushi/")
        before = crawl(guesses, start=("/en/",))

        merge(old, kept)
        release = making.release()
        making.scheduled(kept, release, change="minor")
        making.scheduled(old, release, change="update", note={"en": "One town.", "az": "Bir şəhər."})

        assert snapshot(before) == before
        still.shift(timedelta(days=2))
        assert get("/en/places/shushi/").status_code == 301
        assert titles("/en/places/") == {"Shusha town"}


def test_a_merged_record_costs_no_further_query(django_assert_max_num_queries):
    publish(*fill())
    get("/en/")  # from now on it is known who the archive is

    with django_assert_max_num_queries(6):
        get("/en/statements/of-old/")
    with django_assert_max_num_queries(4):
        get("/en/places/shusha/")
    with django_assert_max_num_queries(5):
        get("/en/statements/?place=shusha")
