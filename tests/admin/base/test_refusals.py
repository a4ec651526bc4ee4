"""No typed word is lost: whatever the desk refuses, and why, its answer shows what was typed into any of its forms."""

import re
import uuid
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser

import pytest
import time_machine
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from archive.records.places import Place
from tests import making

from ..desk import form_of, section, sits, typed
from ..test_permissions import addresses  # noqa: F401

pytestmark = pytest.mark.django_db

ORIGIN = {"origin": "http://testserver"}
# Pages with no form, or with one that asks for no words: lists, files, buttons.
LISTS = ("changelist", "history", "find", "used_in", "index", "app_list")
WORDLESS = (*LISTS, "delete", "export", "upload", "file", "media", "original", "preview", "draft", "jsi18n", "batch")
# To these, forms of other pages send.
SENT_TO = ("reschedule", "link", "password_change_done")
TYPED = ("text", "url", "email", "search", "number", "textarea")


class Forms(HTMLParser):
    """The forms of a page that send something: to where, and what, with a word in every field that takes one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.is_open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attributes) -> None:
        given = dict(attributes)
        if tag == "form":
            self.is_open = given.get("method") == "post"
            self.found += [(given.get("action") or "", {})] if self.is_open else []
        kind = given.get("type", "text") if tag == "input" else tag
        name = given.get("name")
        if self.is_open and name and "__prefix__" not in name and kind in (*TYPED, "hidden"):
            sent = self.found[-1][1]
            sent[name] = f"word {len(sent)} & more" if kind in TYPED else given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        self.is_open = self.is_open and tag != "form"


def words_of(sent: dict[str, str]) -> set[str]:
    return {value for value in sent.values() if value.startswith("word ")}


def lost(response, sent: dict[str, str]) -> set[str]:
    """What was typed and cannot be read on the page."""
    shown = unescape(re.sub(r"<[^>]*>", "", response.content.decode()))
    return {word for word in words_of(sent) if word not in shown}


def form_on(response, *, sends_to: str) -> dict[str, str]:
    """All that the form on a page sends as it stands."""
    return next(sent for address, sent in Forms(response.content.decode()).found if address == sends_to)


@pytest.fixture
def everybody():
    """Somebody who may do everything, in Russian."""
    person = making.person("everybody", "archivist", "reviewer", "publisher", "administrator")
    person.language, person.is_superuser = "ru", True
    person.save()
    return person


@pytest.fixture
def forms(addresses, everybody) -> dict[str, dict[str, str]]:  # noqa: F811
    """Every form of the desk that takes words, found on its pages: what it would send, by address."""
    client = sits(everybody)
    found = {}
    for name, address in addresses.items():
        empty = addresses.get(name.replace("_change", "_add"), address)
        if name.endswith(WORDLESS) or name in SENT_TO or empty != address:
            continue
        for action, sent in Forms(client.get(address).content.decode()).found:
            if words_of(sent):
                found[action or address] = sent
    # Both have the same fields, and the empty one is drawn faster.
    changes = {name: address for name, address in addresses.items() if name.endswith("_change") and "copy" not in name}
    return found | {
        address: found[empty]
        for name, address in changes.items()
        if (empty := addresses.get(name[:-6] + "add")) in found
    }


def no_database(*asked):
    raise OperationalError("database or disk is full")


@pytest.mark.long
@pytest.mark.once
def test_every_refusal_of_every_form_shows_the_words(forms, everybody):
    nobody = making.person("nobody")
    nobody.language = "ru"
    nobody.save()
    signed_in, signed_out, without_rights = sits(everybody), Client(), sits(nobody)
    of_before = Client(enforce_csrf_checks=True)
    of_before.force_login(everybody)
    without_rights.raise_request_exception = signed_in.raise_request_exception = False

    wrong = []

    def look(why: str, response, status: int, sent: dict[str, str], speaks: str = "ru") -> None:
        is_right = response.status_code == status and f'<html lang="{speaks}"' in response.content.decode()
        if not is_right or lost(response, sent):
            wrong.append((why, response.status_code, response.request["PATH_INFO"], lost(response, sent)))

    for address, sent in forms.items():
        look("token", of_before.post(address, sent, headers=ORIGIN), 403, sent)
        look("signed out", signed_out.post(address, sent), 403, sent, "en")
        if "/me/" not in address and "password_change" not in address:
            look("rights", without_rights.post(address, sent), 403, sent)
        with connection.execute_wrapper(no_database):
            look("database", signed_in.post(address, sent, headers={"accept-language": "ru"}), 503, sent)
        elsewhere = deleted(address)
        if elsewhere != address and "/user/" not in address and "/group/" not in address:  # nobody deletes those
            look("deleted", signed_in.post(elsewhere, sent), 410, sent)

    assert wrong == []
    assert len(forms) > 30


def deleted(address: str) -> str:
    """The same address, of something that is not there any more."""
    address = re.sub(r"/\d+/change/|entry=\d+", lambda found: re.sub(r"\d+", "987654", found[0]), address)
    return re.sub(r"(?<=/record/)[0-9a-f-]{36}", str(uuid.uuid4()), address)


# --- a refused token ---------------------------------------------------------------------------------


@pytest.fixture
def second_window():
    """An archivist who typed into a form, and signed in anew in another window: the client, where and what."""
    place = making.place()
    client = Client(enforce_csrf_checks=True)
    client.force_login(making.archivist())
    opened = client.get(form_of(place))
    sent = typed(opened) | {"csrfmiddlewaretoken": str(opened.context["csrf_token"])}
    sent |= {f"{section('en', opened)}-body": "<p>Typed &amp; not <strong>lost</strong>.</p>"}
    client.logout()
    client.get(reverse("admin:login"))
    client.force_login(making.archivist())
    client.cookies[settings.CSRF_COOKIE_NAME] = "n" * 32
    return client, place, sent


def test_words_with_the_token_of_an_earlier_session_are_sent_again_by_a_button(second_window):
    client, place, sent = second_window

    refused = client.post(form_of(place), sent, headers=ORIGIN)
    again = client.post(form_of(place), form_on(refused, sends_to=form_of(place)), headers=ORIGIN)

    assert refused.status_code == 403
    assert "You are signed in as Archivist." in refused.content.decode()
    assert "<strong>lost</strong>" in refused.content.decode()
    assert "no-store" in refused.headers["Cache-Control"]
    assert again.status_code == 302
    assert place.texts.get().body == "<p>Typed &amp; not <strong>lost</strong>.</p>"


@pytest.mark.parametrize(("headers", "is_shown"), [({"origin": "https://evil.example"}, False), ({}, True)])
def test_what_another_site_may_have_sent_is_never_one_press_away(second_window, headers, is_shown):
    client, place, sent = second_window

    refused = client.post(form_of(place), sent, headers=headers)

    assert refused.status_code == 403
    assert ("Typed" in refused.content.decode()) is is_shown
    assert 'method="post"' not in refused.content.decode()
    assert "evil" not in refused.content.decode()


def test_readers_who_send_something_are_answered_by_the_reading_room():
    answer = Client(enforce_csrf_checks=True).post("/en/", {"words": "x"})

    assert (answer.status_code, answer.context["page"].heading) == (403, "Access denied")


# --- a session that has ended ------------------------------------------------------------------------


def test_words_of_an_ended_session_go_along_through_the_sign_in_page():
    place = making.place()
    client = sits(making.archivist())
    opened = client.get(form_of(place))
    sent = typed(opened) | {f"{section('en', opened)}-title": "A word of “hers”"}
    Session.objects.all().delete()
    login = reverse("admin:login")
    known = {"username": "archivist", "password": making.PASSWORD}

    door = client.post(form_of(place), sent)
    wrong = client.post(login, form_on(door, sends_to=login) | carried(door) | known | {"password": "wrong"})
    assert "hers" not in AccessAttempt.objects.get().post_data
    through = client.post(login, form_on(wrong, sends_to=login) | carried(wrong) | known)
    saved = client.post(form_of(place), form_on(through, sends_to=form_of(place)))

    assert [one.status_code for one in (door, wrong, through, saved)] == [403, 200, 200, 302]
    assert "Nothing of this is saved yet" in through.content.decode()
    assert Place.objects.get(pk=place.pk).title() == "A word of “hers”"


def carried(door) -> dict[str, str]:
    (value,) = re.findall('name="words" value="([^"]*)"', door.content.decode())
    return {"words": unescape(value)}


@pytest.mark.parametrize("words", ["", "x", "[]", '["https://evil.example/", [], 0]', '["/desk/", [1], 0]'])
def test_nothing_else_goes_along(words):
    making.archivist()
    known = {"username": "archivist", "password": making.PASSWORD, "next": "/desk/", "words": words}

    assert Client().post(reverse("admin:login"), known).headers["Location"] == "/desk/"


def test_passwords_are_not_shown_again():
    sent = {"username": "newcomer", "password1": "a long quiet evening", "password2": "a long quiet evening"}

    answer = Client().post(reverse("admin:archive_user_add"), sent).content.decode()

    assert "newcomer" in answer
    assert "quiet evening" not in answer


# --- the database ------------------------------------------------------------------------------------


def test_what_a_full_database_did_not_take_is_sent_again_in_a_little_while():
    place = making.place()
    client = sits(making.archivist())
    client.raise_request_exception = False
    sent = typed(client.get(form_of(place))) | {"slug": "another-address"}

    def full(execute, sql, *asked):
        return no_database() if sql.startswith(("UPDATE", "INSERT")) else execute(sql, *asked)

    with connection.execute_wrapper(full):
        refused = client.post(form_of(place), sent)
    again = client.post(form_of(place), form_on(refused, sends_to=form_of(place)))

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "120")
    assert "cannot save anything at the moment" in refused.content.decode()
    assert again.status_code == 302
    assert Place.objects.get(pk=place.pk).slug == "another-address"


# --- how long a session lasts ------------------------------------------------------------------------


def signed_in_for(*hours: float) -> list[int]:
    """What the start page answers so many hours after signing in, one after the other."""
    client = Client()
    with time_machine.travel("2026-01-20T08:00Z", tick=False) as clock:
        client.force_login(making.archivist())
        answers = []
        for before, after in zip((0, *hours), hours, strict=False):
            clock.shift(timedelta(hours=after - before))
            answers.append(client.get("/desk/").status_code)
    return answers


def test_a_session_lasts_as_long_as_somebody_works():
    assert signed_in_for(1, 11, 22, 33) == [200] * 4
    assert signed_in_for(1, 13.5) == [200, 302]


def test_a_session_is_not_written_with_every_page():
    client = sits(making.archivist())
    client.get("/desk/")
    ends = Session.objects.get().expire_date

    client.get("/desk/")

    assert Session.objects.get().expire_date == ends


def test_where_nothing_can_be_written_the_desk_is_still_read():
    client = Client()
    client.force_login(making.archivist())

    def full(execute, sql, *asked):
        return no_database() if sql.startswith(("UPDATE", "INSERT")) else execute(sql, *asked)

    with connection.execute_wrapper(full):
        assert client.get("/desk/").status_code == 200


# --- what is saved is acknowledged -------------------------------------------------------------------


def test_only_what_is_saved_is_acknowledged():
    place = making.place()
    client = sits(making.archivist())
    sent = typed(client.get(form_of(place))) | {"_words": "mjx2k90abcdef"}

    refused = client.post(form_of(place), sent | {"slug": "not an address"})
    odd = client.post(form_of(place), sent | {"_words": "a;b"})
    saved = client.post(form_of(place), sent)

    told = [{name for name in one.cookies if name.startswith("saved-")} for one in (refused, odd, saved)]
    assert told == [set(), set(), {"saved-mjx2k90abcdef"}]
    assert not saved.cookies["saved-mjx2k90abcdef"]["httponly"]


def test_what_a_popup_has_saved_is_acknowledged():
    client = sits(making.archivist())
    address = reverse("admin:archive_place_add") + "?_popup=1"
    empty = client.get(address)
    sent = typed(empty) | {f"{section('en', empty)}-title": "Shusha", "_popup": "1", "_words": "mjx2k90abcdef"}

    assert "saved-mjx2k90abcdef" in client.post(address, sent).cookies


def test_the_archive_is_described_once_and_a_second_description_is_not_lost():
    client = sits(making.archivist())
    address = reverse("admin:archive_identity_add")
    empty = client.get(address)
    making.identity()

    refused = client.post(address, typed(empty) | {f"{section('en', empty)}-title": "House of Words"})

    assert refused.status_code == 409
    assert "House of Words" in refused.content.decode()
