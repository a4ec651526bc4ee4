"""What one issuer says on one observance in two years, beside one another."""

from types import SimpleNamespace

import pytest
import time_machine

from archive import kept
from archive.catalogue.listing import series
from archive.editorial import publishing
from archive.public.frame.pages import Link
from tests import making

pytestmark = pytest.mark.django_db

ADDRESS = "/en/observances/20-january/compare/house/2025/2026/"
EARLIER = (
    "<p>35 years ago the genocide in Garabagh began, and 147 people were killed there.</p>\n"
    "<p>We offer our condolences to all families.</p>"
)
LATER = (
    "<p>We offer our condolences to all families.</p>\n"
    "<p>36 years ago the tragedy in Karabakh began, and 150 people were killed there.</p>"
)


@pytest.fixture
def archive() -> SimpleNamespace:
    with time_machine.travel("2026-02-01T08:00:00Z"):
        house, source = making.institution("House", slug="house"), making.source(slug="decree")
        place = making.place("Karabakh", slug="karabakh", names=[("en", "Garabagh")])
        for record in (house, source, place):
            making.published(record)
        day = making.observance("20 January", slug="20-january", month=1, day=20, sources=[source])
        making.published(day)
        found = SimpleNamespace(house=house, day=day, source=source)
        found.earlier = say(found, 2025, EARLIER)
        making.published(found.earlier)
    with time_machine.travel("2026-03-01T08:00:00Z"):
        found.later = say(found, 2026, LATER)
        making.published(found.later)
    with time_machine.travel("2026-04-01T08:00:00Z"):
        yield found


def say(archive, year, body, **options):
    wanted = {"slug": f"{year}-house", "date": f"{year}-01-20", "observance": archive.day, "sources": [archive.source]}
    titles = options.pop("titles", {"en": f"Statement of {year}", "az": f"Bəyanat {year}"})
    return making.statement(titles, issuers=[archive.house], year=year, body=body, **{**wanted, **options})


def page_at(client, address=ADDRESS):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.context["page"]


def test_what_changed_is_told_figures_names_and_terms_first(client, archive):
    page = page_at(client)

    assert [(one.before, one.after) for one in page.figures] == [("147", "150")]
    assert [(one.before, one.after) for one in page.names] == [("Garabagh", "Karabakh")]
    assert ([one.words for one in page.removed], [one.words for one in page.added]) == (["genocide"], ["tragedy"])
    assert [(line.sort, line.label) for line in page.lines] == [
        ("moved", "Moved"),
        ("changed", "Changed"),
    ]
    assert page.lines[1].spots == (
        Link(text="2025, paragraph 1", address="/en/statements/2025-house/editions/1/#p1"),
        Link(text="2026, paragraph 2", address="/en/statements/2026-house/editions/1/#p2"),
    )
    assert (page.language, page.notices) == ("en", ())
    written = client.get(ADDRESS).content.decode()
    assert '<del><span class="unseen">removed: </span> 147</del>' in written
    assert "<del>genocide</del>" in written


def test_editions_that_are_compared_are_named(client, archive):
    making.change(archive.later, body=LATER.replace("150", "151"))
    making.published(archive.later, change="correction", note={"en": "The figure.", "az": "Rəqəm."})

    page = page_at(client)

    assert (page.before.edition, page.after.edition) == (
        Link(text="Edition 1", address="/en/statements/2025-house/editions/1/"),
        Link(text="Edition 2", address="/en/statements/2026-house/editions/2/"),
    )
    assert [one.after for one in page.figures] == ["151"]
    then = page_at(client, f"{ADDRESS}?as_of=2026-03-15")
    assert [one.after for one in then.figures] == ["150"]
    assert then.after.edition.address == "/en/statements/2026-house/editions/1/?as_of=2026-03-15"


@pytest.mark.parametrize(
    "path",
    [
        "20-january/compare/house/2024/2025/",
        "20-january/compare/house/2025/2025/",
        "20-january/compare/house/0000/2025/",
        "20-january/compare/nobody/2025/2026/",
        "20-january/compare/decree/2025/2026/",
        "nothing/compare/house/2025/2026/",
        "20-january/compare/house/2025/2027/",
        "20-january/compare/house/2027/2025/",
        "20-january/compare/house/2025/2026/?as_of=2026-02-15",
    ],
)
def test_there_is_nothing_unless_both_can_be_read(client, archive, path):
    making.scheduled(say(archive, 2027, "<p>Secret.</p>"), making.release(hours=5))

    assert client.get(f"/en/observances/{path}").status_code == 404


def test_what_was_withdrawn_is_compared_no_more(client, archive):
    publishing.withdraw(
        archive.earlier, by=making.publisher(), reason_class="issuer-withdrew", note={"en": "Gone.", "az": "Yox."}
    )

    assert client.get(ADDRESS).status_code == 404
    assert client.get(f"{ADDRESS}?as_of=2026-03-15").status_code == 200


def test_another_order_and_an_address_of_before_lead_to_it(client, archive):
    turned = client.get("/en/observances/20-january/compare/house/2026/2025/?as_of=2026-03-15")

    assert (turned.status_code, turned["Location"]) == (301, f"{ADDRESS}?as_of=2026-03-15")
    making.change(archive.house, title="House of Remembrance")
    type(archive.house).objects.filter(pk=archive.house.pk).update(slug="house-of-remembrance")
    making.published(archive.house, change="minor")
    moved = client.get(ADDRESS)
    assert (moved.status_code, moved["Location"]) == (301, ADDRESS.replace("/house/", "/house-of-remembrance/"))


def test_what_is_held_in_part_is_said_and_compared_as_far_as_it_goes(client, archive):
    making.published(say(archive, 2024, "<p>It counted 131 people.</p>", completeness="excerpt"))

    page = page_at(client, ADDRESS.replace("2026", "2024").replace("2025/2024", "2024/2025"))

    assert [notice.tone for notice in page.notices] == ["doubt"]
    assert page.before.provenance.startswith("An excerpt")


def test_of_several_documents_of_a_year_the_fullest_is_compared_and_the_others_are_named(client, archive):
    making.published(say(archive, 2026, "<p>A post.</p>", slug="a-post", form="post", titles="A post"))

    page = page_at(client)

    assert page.after.title.text == "Statement of 2026"
    assert page.after.others == (Link(text="A post", address="/en/statements/a-post/"),)


def test_another_language_is_compared_where_the_readers_is_missing(client, archive):
    page = page_at(client, ADDRESS.replace("/en/", "/ru/"))

    assert (page.language, len(page.notices)) == ("en", 1)
    assert page.lines[0].spots[0].address == "/en/statements/2025-house/editions/1/#p2"
    assert page_at(client, ADDRESS.replace("/en/", "/az/")).language == "az"
    making.published(say(archive, 2024, "<p>Words.</p>", titles={"ru": "Слово"}, original_language="ru"))
    apart = page_at(client, "/en/observances/20-january/compare/house/2024/2025/")
    assert (apart.language, apart.lines) == ("", ())


def test_statements_lead_to_what_changed(client, archive):
    making.published(say(archive, 2024, "<p>Words.</p>"))

    page = page_at(client, "/en/statements/2025-house/")

    assert page.comparisons == (
        Link(text="Compare with 2024", address="/en/observances/20-january/compare/house/2024/2025/"),
        Link(text="Compare with 2026", address=ADDRESS),
    )
    assert page_at(client, "/en/statements/2025-house/editions/1/").comparisons == ()
    then = page_at(client, "/en/statements/2025-house/?as_of=2026-03-15")
    assert [one.address for one in then.comparisons] == [f"{ADDRESS}?as_of=2026-03-15"]


@pytest.mark.parametrize("others", [1, 50])
def test_it_takes_as_many_queries_however_much_was_said(client, archive, others, django_assert_num_queries):
    body = "\n".join(f"<p>Sentence {number} of Town{number} tells of {number} people.</p>" for number in range(others))
    making.change(archive.later, body=body)
    making.published(archive.later, change="update", note={"en": "More.", "az": "Daha."})
    client.get("/en/")  # what is kept for all pages of a version
    kept.forget()

    with django_assert_num_queries(9):
        page_at(client)


def test_however_much_was_said_in_one_year_it_is_compared_with_the_other(client, archive, monkeypatch):
    monkeypatch.setattr(series, "MOST_IN_SERIES", 2)
    for number in range(2):
        making.published(say(archive, 2025, EARLIER, slug=f"2025-{number}", form="post"))

    assert client.get(ADDRESS).status_code == 200
