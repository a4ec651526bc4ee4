"""The start page: what waits for whoever sits down, in their language and on their clock."""

import pytest
from django.urls import reverse

from archive.editorial import publishing, reviewing
from tests import making

from ..desk import sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def worklists(person) -> dict[str, list[str]]:
    page = sits(person).get(reverse("admin:index"))
    return {str(worklist.heading): [line.title for line in worklist.lines] for worklist in page.context["worklists"]}


def something_of_everything() -> None:
    making.submitted(making.place("In review"))
    making.submitted(making.place("Of somebody else", by=making.person("else", "archivist")), by=making.person("else"))
    back = making.submitted(making.place("Returned"))
    reviewing.return_(back, by=making.reviewer(), digest=back.digest, remark="Which?")
    making.approved(making.place("Approved"))
    making.scheduled(making.place("Coming"), making.release())
    gone = making.place("Withdrawn")
    making.published(gone)
    publishing.withdraw(gone, by=making.publisher(), reason_class="superseded", note={"en": "Elsewhere."})


def test_everybody_finds_what_waits_for_them():
    something_of_everything()
    known = {"Coming": ["Coming"], "Withdrawn": ["Withdrawn"]}

    assert worklists(making.archivist()) == {
        "Returned to you": ["Returned"],
        "Yours, in review": ["In review"],
        **known,
        "You wrote last on": ["Withdrawn", "Coming", "Approved", "Returned", "In review"],
    }
    assert worklists(making.reviewer()) == {"Waits for your review": ["In review", "Of somebody else"], **known}
    assert worklists(making.publisher()) == {"Approved, to be published": ["Approved"], **known}
    assert worklists(making.administrator()) == known


def test_what_was_mended_and_submitted_again_is_no_longer_returned():
    place = making.place("Mended")
    first = making.submitted(place)
    reviewing.return_(first, by=making.reviewer(), digest=first.digest, remark="Which?")
    making.change(place, title="Mended well")
    making.submitted(place)

    assert worklists(making.archivist())["Returned to you"] == []
    assert worklists(making.archivist())["Yours, in review"] == ["Mended well"]


@pytest.mark.parametrize("count", [1, 12])
def test_the_start_page_takes_as_many_queries_for_one_record_as_for_twelve(count, django_assert_num_queries):
    for number in range(count):
        making.submitted(making.place(f"In review {number}"))
        making.approved(making.place(f"Approved {number}"))
        making.scheduled(making.place(f"Coming {number}"), making.release())
    client = sits(making.person("all", "archivist", "reviewer", "publisher"))

    with django_assert_num_queries(14):
        client.get(reverse("admin:index"))


def test_the_desk_speaks_the_language_of_whoever_sits_at_it():
    archivist = making.archivist()
    client = sits(archivist)

    client.post(reverse("admin:my_desk"), {"language": "az", "time_zone": "Europe/Berlin"})
    page = client.get(reverse("admin:index"), headers={"accept-language": "ru"})

    assert '<html lang="az"' in page.content.decode()
    assert page.headers["Content-Language"] == "az"


def test_times_are_shown_on_the_clock_of_whoever_looks():
    archivist = making.archivist()
    archivist.time_zone = "America/New_York"
    archivist.save()
    place = making.place()

    html = sits(archivist).get(reverse("admin:versions", args=[place.uuid])).content.decode()

    assert "(America/New_York)" in html


def test_an_unknown_time_zone_is_refused_in_words():
    client = sits(making.archivist())

    page = client.post(reverse("admin:my_desk"), {"language": "en", "time_zone": "Baku time"})

    assert "“Baku time” is not the name of a time zone." in page.content.decode()
