"""The start page: what waits for whoever sits down, in their language and on their clock."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from archive.editorial import publishing, reviewing, second_opinions
from tests import making

from ..desk import act, form_of, sits

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
    making.approved_alone(making.place("Approved alone", by=making.sole()))
    making.scheduled(making.place("Coming"), making.release())
    gone = making.place("Withdrawn")
    making.published(gone)
    publishing.withdraw(gone, by=making.publisher(), reason_class="superseded", note={"en": "Elsewhere."})


def test_everybody_finds_what_waits_for_them_and_nothing_empty():
    something_of_everything()
    known = {"Coming": ["Coming"]}
    own = {"Withdrawn or reinstated by you; nobody else has read the note yet": ["Withdrawn"]}
    approved = {"Approved, to be published": ["Approved", "Approved alone"]}

    assert worklists(making.archivist()) == {
        "Returned to you": ["Returned"],
        **known,
        "Yours, in review": ["In review"],
        "You wrote last on": ["Withdrawn", "Coming", "Approved", "Returned", "In review"],
    }
    assert worklists(making.reviewer()) == {
        "Waits for your review": ["In review", "Of somebody else"],
        "Approved alone: confirm or object": ["Approved alone"],
        "Withdrawn or reinstated: read the note": ["Withdrawn"],
        **known,
    }
    assert worklists(making.publisher()) == {**approved, **known, **own}
    assert worklists(making.administrator()) == known


def test_what_is_asked_alike_for_two_people_is_found_for_each_and_at_each_instant(time_machine):
    time_machine.move_to(datetime(2026, 1, 1, tzinfo=UTC), tick=False)
    making.submitted(making.place("In review"))
    making.submitted(making.place("Of somebody else", by=making.person("else", "archivist")), by=making.person("else"))
    making.scheduled(making.place("Coming"), making.release())
    shown = "Yours, in review", "Coming"

    def found(person) -> list[list[str] | None]:
        waits = worklists(person)
        return [waits.get(heading) for heading in shown]

    assert found(making.archivist()) == [["In review"], ["Coming"]]
    assert found(making.person("else")) == [["Of somebody else"], ["Coming"]]
    time_machine.move_to(datetime(2050, 1, 1, tzinfo=UTC), tick=False)
    assert found(making.archivist()) == [["In review"], None]


def test_what_was_mended_and_submitted_again_is_no_longer_returned():
    place = making.place("Mended")
    first = making.submitted(place)
    reviewing.return_(first, by=making.reviewer(), digest=first.digest, remark="Which?")
    making.change(place, title="Mended well")
    making.submitted(place)

    assert "Returned to you" not in worklists(making.archivist())
    assert worklists(making.archivist())["Yours, in review"] == ["Mended well"]


def test_each_line_leads_to_its_next_act():
    making.submitted(making.place("In review"))
    making.approved(making.place("Approved"))
    there = making.place("Scheduled and mended")
    making.scheduled(there, making.release())
    making.change(there, title="Mended")
    making.approved(there)
    waiting = making.release()
    later = making.institution("Later")
    making.scheduled(later, waiting)
    making.approved(making.statement("Names what comes later", issuers=[later]), release=waiting)
    client = sits(making.person("all", "archivist", "reviewer", "publisher"))

    page = client.get(reverse("admin:index"))
    steps = {
        line.title: [str(step.label) for step in line.steps]
        for worklist in page.context["worklists"]
        for line in worklist.lines
        if str(worklist.heading) != "Coming"
    }
    answers = {
        client.get(step.url).status_code
        for worklist in page.context["worklists"]
        for line in worklist.lines
        for step in line.steps
    }

    assert steps == {
        "In review": ["Read and decide"],
        "Approved": ["Publish now", "Schedule"],
        "Mended": ["Replace what is scheduled"],
        "Names what comes later": ["Schedule"],
    }
    assert answers == {200}


def test_of_more_than_ten_the_first_are_shown_and_all_are_a_click_away():
    for number in range(12):
        making.submitted(making.place(f"In review {number}"))
    client = sits(making.reviewer())

    (found,) = client.get(reverse("admin:index")).context["worklists"]
    whole = client.get(found.all_url)

    assert (found.count, len(found.lines)) == (12, 10)
    assert [line.title for line in whole.context["lines"]] == [f"In review {number}" for number in range(12)]
    assert sits(making.administrator()).get(found.all_url).status_code == 403
    assert client.get(reverse("admin:pile", args=["nothing"])).status_code == 404


def test_after_an_act_one_lands_at_what_waits_next_and_then_at_the_start():
    places = [making.place(f"In review {number}") for number in range(2)]
    first, second = (making.submitted(place) for place in places)
    client = sits(making.reviewer())

    def approve(place, candidate):
        return client.post(act(place, "approve"), {"verdict-seen": candidate.digest}, follow=True)

    after_first, after_second = approve(places[0], first), approve(places[1], second)

    assert after_first.redirect_chain == [(reverse("admin:review", args=[second.uuid]), 302)]
    assert after_second.redirect_chain == [(reverse("admin:index"), 302)]
    told = [str(one) for one in after_second.context["messages"]]
    link = f'<a href="{form_of(places[1])}">In review 1</a>'
    assert told == [f"Approved. A publisher can now publish it. {link}"]


def test_an_objection_waits_for_whoever_did_it_until_something_is_done():
    place = making.place("Approved alone", by=making.sole())
    done = second_opinions.approved_alone(making.approved_alone(place).review)
    second_opinions.object_to(done, by=making.reviewer(), remark="The year is wrong.")

    before = worklists(making.sole())
    making.change(place, by=making.sole(), title="Mended")
    making.submitted(place, by=making.sole())

    assert before["Objected to: what you did alone"] == ["Approved alone"]
    assert "Objected to: what you did alone" not in worklists(making.sole())


def test_days_of_the_next_weeks_lead_to_their_statements(time_machine):
    time_machine.move_to(datetime(2026, 12, 1, 8, 0, tzinfo=UTC), tick=False)
    near, later = making.observance("Day of Mourning", month=1, day=20), making.observance("Later", month=2, day=26)
    for one in (near, later):
        making.published(one)
    client, heading = sits(making.archivist()), "Kept in the next 60 days"

    def line():
        page = client.get(reverse("admin:index"))
        (found,) = next(one.lines for one in page.context["worklists"] if str(one.heading) == heading)
        return found

    unwritten = line()
    form = client.get(unwritten.first).context["adminform"].form
    making.statement("Of 2027", issuers=[], observance=near, year=2027)

    assert (unwritten.title, unwritten.said) == ("Day of Mourning", "20 January 2027 · No statement of ours yet")
    assert (form["observance"].value(), form["year"].value(), form["date"].value()) == (
        str(near.pk),
        "2027",
        "2027-01-20",
    )
    assert (line().said, client.get(line().first).status_code) == ("20 January 2027 · Statement: Draft", 200)


def test_an_empty_archive_says_what_comes_first():
    root = making.administrator()
    root.is_superuser = True
    root.save()
    client = sits(root)

    def steps():
        page = client.get(reverse("admin:index"))
        return {str(one.label): one.is_done for one in page.context["first_steps"]}

    empty = steps()
    links = [one.url for one in client.get(reverse("admin:index")).context["first_steps"]]
    answers = [client.get(url).status_code for url in links]
    making.published(making.identity())
    begun = steps()
    making.public_statement()

    assert list(empty.values()) == [False] * 4
    assert answers == [200] * 4
    assert [label for label, is_done in begun.items() if is_done] == ["Say whose archive this is", "Invite people"]
    assert steps() == {}


@pytest.mark.parametrize("count", [1, 12])
def test_the_start_page_takes_as_many_queries_for_one_record_as_for_twelve(count, django_assert_num_queries):
    making.public_statement()
    for number in range(count):
        making.submitted(making.place(f"In review {number}"))
        making.approved(making.place(f"Approved {number}"))
        making.scheduled(making.place(f"Coming {number}"), making.release())
    client = sits(making.person("all", "archivist", "reviewer", "publisher"))
    client.get(reverse("admin:index"))  # the days of observances are found out once for a version

    with django_assert_num_queries(13):
        client.get(reverse("admin:index"))


def test_the_desk_speaks_the_language_of_whoever_sits_at_it():
    archivist = making.archivist()
    client = sits(archivist)

    saved = client.post(reverse("admin:my_desk"), {"language": "az", "time_zone": "Europe/Berlin"}, follow=True)
    page = client.get(reverse("admin:index"), headers={"accept-language": "ru"})

    assert "Yadda saxlanıldı." in saved.content.decode()

    assert '<html lang="az"' in page.content.decode()
    assert page.headers["Content-Language"] == "az"


def test_times_are_shown_on_the_clock_of_whoever_looks():
    archivist = making.archivist()
    archivist.time_zone = "America/New_York"
    archivist.save()
    place = making.place()

    html = sits(archivist).get(reverse("admin:versions", args=[place.uuid])).content.decode()

    assert "(New York, United States)" in html


def test_an_unknown_time_zone_is_refused_in_words():
    client = sits(making.archivist())

    page = client.post(reverse("admin:my_desk"), {"language": "en", "time_zone": "Baku time"})

    told = page.content.decode()
    assert "“Baku time” is not the name of a time zone. Name the place whose clocks are meant, as in “Baku”." in told
