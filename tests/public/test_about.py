"""What the archive says of itself: its name around every page, its site pages; collections and subjects."""

import pytest
import time_machine
from django.test import Client

from archive.editorial import publishing
from archive.records.identities import Identity
from tests import making
from tests.public.archives import listed, small

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOTE = {"az": "Qeyd.", "en": "Note.", "ru": "Причина."}


def foot(page) -> list[tuple[str, str, str]]:
    return [(link.text, link.language, link.address) for link in page.frame.foot]


def shown(address: str):
    return Client().get(address).context["page"]


def test_an_archive_that_has_not_said_who_it_is_has_the_words_of_the_interface():
    page = shown("/en/")
    html = Client().get("/en/").content.decode()

    assert (page.frame.identity.name, page.frame.identity.licence) == ("Memorial Archive", None)
    assert foot(page) == []
    assert [(link.text, link.address) for link in page.frame.sections][7:] == [
        ("Collections", "/en/collections/"),
        ("Subjects", "/en/subjects/"),
        ("On this day", "/en/on-this-day/"),
        ("Years", "/en/years/"),
        ("Corrections log", "/en/corrections/"),
    ]
    assert "<title>Memorial Archive</title>" in html
    assert "The archive’s own voice is neutral." in html
    assert "<title>Xatirə Arxivi</title>" in Client().get("/az/").content.decode()


def test_the_archive_has_its_own_name_around_every_page_and_on_those_of_errors():
    small()

    for address in ("/en/", "/en/statements/", "/en/places/shusha/", "/en/search/", "/en/nothing/", "/en/?as_of=x"):
        html = Client().get(address).content.decode()

        assert "House of Memory</title>" in html
        assert "Memorial Archive" not in html
        assert "<p>Words at the foot.</p>" in html
        assert '<a href="https://licence.example/by" dir="auto">CC BY 4.0</a>' in html
        assert '<a href="mailto:house@archive.example">' in html
    assert shown("/en/").frame.description == "What it is."
    assert foot(shown("/ru/statements/")) == [("Контакты", "", "/ru/about/contact/")]
    assert '<a href="/ru/identity/archive/">Дом памяти</a>' in Client().get("/ru/statements/").content.decode()


def test_the_mark_stands_where_the_drawn_one_would():
    making.published(making.identity(mark="HM"))

    html = Client().get("/en/").content.decode()

    assert '<span class="mark" aria-hidden="true">HM</span>House of Memory</a>' in html
    assert 'width="28"' not in html


def test_words_in_another_language_say_so():
    making.published(making.identity({"az": "Yaddaş Evi"}))
    making.published(making.page({"az": "Əlaqə"}, slug="contact", menu=1))

    html = Client().get("/en/").content.decode()

    assert '<a href="/en/about/contact/" lang="az" dir="auto">Əlaqə</a>' in html
    assert 'href="/en/" lang="az"' in html
    assert '<h1 lang="az">Yaddaş Evi</h1>' in html


def test_the_menu_holds_live_pages_in_their_order_and_no_others():
    for slug, menu in (("second", 2), ("first", 1), ("elsewhere", None), ("gone", 3)):
        making.published(making.page(slug.title(), slug=slug, menu=menu))
    making.approved(making.page("Secret", slug="secret", menu=1))
    gone = making.Page.objects.get(slug="gone")
    publishing.withdraw(gone, by=making.publisher(), reason_class="superseded", note={"en": "Note."})

    assert [text for text, _language, _address in foot(shown("/en/"))] == ["First", "Second"]
    listed = [item.title.text for group in shown("/en/about/").results.groups for item in group.items]
    assert listed == ["Elsewhere", "First", "Second"]


def test_a_past_reading_shows_the_archive_as_it_called_itself_then():
    with time_machine.travel("2026-03-01T08:00:00Z"):
        making.published(making.place("Before", slug="before"))
    with time_machine.travel("2026-03-02T08:00:00Z"):
        identity = making.identity({"en": "First name"})
        making.published(identity)
    with time_machine.travel("2026-03-03T08:00:00Z"):
        making.change(identity, title="Second name")
        making.published(Identity.objects.get(), change="update", note={"en": "It has another name."})
    with time_machine.travel("2026-03-04T08:00:00Z"):
        names = {day: shown(f"/en/?as_of=2026-03-0{day}").frame.identity.name for day in (1, 2, 3)}
        past = Client().get("/en/?as_of=2026-03-02").content.decode()

    assert names == {1: "Memorial Archive", 2: "First name", 3: "Second name"}
    assert '<a href="/en/identity/archive/?as_of=2026-03-02">First name</a>' in past


def test_a_text_leads_to_lists_of_the_archive_in_the_readers_language_and_time(client):
    body = '<p><a href="/corrections/">All</a>, <a href="/on-this-day/">today</a>, <a href="/nonsense/">none</a></p>'
    with time_machine.travel("2026-01-01T08:00:00Z"):
        making.published(making.page({"en": "Corrections", "az": "Düzəlişlər"}, slug="corrections", body=body))

    found = client.get("/az/about/corrections/").content.decode()
    past = client.get("/en/about/corrections/?as_of=2026-01-02").content.decode()

    assert '<p><a href="/az/corrections/">All</a>, <a href="/az/on-this-day/">today</a>, none</p>' in found
    assert '<a href="/en/corrections/?as_of=2026-01-02">All</a>' in past


def test_a_page_that_moved_leads_on_from_its_old_address():
    page = making.page(slug="contact")
    making.published(page)
    current = making.change(page, title="Reach us")
    making.Page.objects.filter(pk=current.pk).update(slug="reach-us")
    making.published(page, change="minor")

    answer = Client().get("/en/about/contact/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/about/reach-us/")


def test_a_collection_shows_its_members_in_order_with_captions():
    made = small()

    members = shown("/en/collections/a-night/").members

    assert [(one.title.text, one.title.address, one.kind, one.caption, one.summary) for one in members] == [
        ("A statement of the office", "/en/statements/27-september-2026/", "Statement", "What was said.", ""),
        ("An event", "/en/timeline/an-event/", "Timeline entry", "", ""),
        ("Shusha", "/en/places/shusha/", "Place", "", ""),
    ]
    assert members[0].when.words == "27 September 2026"
    assert [link.address for link in shown("/en/places/shusha/").collections] == ["/en/collections/a-night/"]
    assert "Collections" not in [group.heading for group in shown("/en/places/shusha/").appears]

    publishing.withdraw(made.place, by=making.publisher(), reason_class="legal", note=NOTE)

    last = shown("/en/collections/a-night/").members[-1]
    assert (last.title.text, last.title.address, last.when) == ("Shusha", "", None)


def test_a_subject_leads_up_and_down_and_to_its_records():
    small()

    above, below = shown("/en/subjects/remembrance/"), shown("/en/subjects/war/")

    assert [(link.text, link.address) for link in above.narrower] == [("War", "/en/subjects/war/")]
    assert (above.broader, above.appears) == (None, ())
    assert (below.broader.text, below.broader.address) == ("Remembrance", "/en/subjects/remembrance/")
    assert [(group.heading, [item.title.text for item in group.items]) for group in below.appears] == [
        ("Statements", ["A statement of the office"]),
        ("Timeline", ["An event"]),
    ]
    assert [link.address for link in above.everything] == [
        "/en/statements/?subject=remembrance",
        "/en/timeline/?subject=remembrance",
    ]
    assert [(link.text, link.address) for link in shown("/en/timeline/an-event/").subjects] == [
        ("War", "/en/subjects/war/")
    ]


def test_a_list_is_narrowed_by_a_subject_and_all_below_it():
    small()
    making.public_statement("Of nothing in particular", slug="other")

    def found(address: str) -> list[str]:
        return [item.title.text for item in listed(Client().get(address))]

    assert len(found("/en/statements/")) == 2
    for subject in ("war", "remembrance"):
        assert found(f"/en/statements/?subject={subject}") == ["A statement of the office"]
        assert found(f"/en/timeline/?subject={subject}") == ["An event"]
    assert found("/en/search/?q=event&subject=remembrance")[0] == "An event"
    assert Client().get("/en/statements/?subject=nonsense").status_code == 400
