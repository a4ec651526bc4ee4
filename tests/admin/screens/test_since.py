"""What somebody is about to say, beside what was said the year before."""

import pytest
from django.urls import reverse

from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def house():
    source, made = making.source(), making.institution("House", slug="house")
    made.day = making.observance("20 January", slug="20-january", month=1, day=20, sources=[source])
    for record in (source, made, made.day):
        making.published(record)
    return made


def say(house, year, body):
    return making.statement(
        f"Of {year}", issuers=[house], observance=house.day, year=year, date=f"{year}-01-20", body=body
    )


def test_who_reviews_reads_figures_and_removed_terms_first(client, house):
    making.published(say(house, 2025, "<p>The genocide took 147 lives of the town.</p>"))
    candidate = making.submitted(say(house, 2026, "<p>The tragedy took 150 lives of the town.</p>"))
    client.force_login(making.reviewer())

    read = client.get(reverse("admin:review", args=[candidate.uuid])).content.decode()
    answer = client.get(reverse("admin:since", args=[candidate.uuid, "en"]))

    page = answer.context["page"]
    assert "What changed since 2025" in read
    assert reverse("admin:since", args=[candidate.uuid, "en"]) in read
    assert [(one.before, one.after) for one in page.figures] == [("147", "150")]
    assert [one.words for one in page.removed] == ["genocide"]
    assert (page.after.edition, page.after.year) == (None, 2026)
    assert (answer["X-Robots-Tag"], answer["X-Frame-Options"]) == ("noindex", "SAMEORIGIN")


def test_where_nothing_was_said_before_there_is_nothing_to_compare(client, house):
    candidate = making.submitted(say(house, 2026, "<p>Words.</p>"))
    client.force_login(making.reviewer())

    read = client.get(reverse("admin:review", args=[candidate.uuid])).content.decode()

    assert "What changed since" not in read
    assert client.get(reverse("admin:since", args=[candidate.uuid, "en"])).status_code == 404
    place = making.submitted(making.place())
    assert client.get(reverse("admin:since", args=[place.uuid, "en"])).status_code == 404


def test_what_is_saved_is_compared_by_those_who_may_see_it(client, house):
    making.published(say(house, 2025, "<p>It took 147 lives of the town.</p>"))
    draft = say(house, 2026, "<p>It took 150 lives of the town.</p>")
    address = reverse("admin:draft_since", args=[draft.uuid, "en"])

    assert client.get(address).status_code == 302
    client.force_login(making.archivist())
    form = client.get(reverse("admin:archive_statement_change", args=[draft.pk])).content.decode()
    assert f'href="{address}"' in form
    page = client.get(address).context["page"]

    assert [(one.before, one.after) for one in page.figures] == [("147", "150")]
    assert client.get(reverse("admin:draft_since", args=[draft.uuid, "ru"])).status_code == 404
