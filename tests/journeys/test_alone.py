"""An archive of one person: from ``createsuperuser`` to a public page, and on to the second person who comes later."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from archive.admin.screens.first_steps import first_steps
from archive.editorial.people import User
from archive.records.places import Place
from tests.admin.desk import act, bar_of, bar_words, form_of, section, sent_by, sits, typed, verdicts

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PASSWORD = "a long quiet evening"  # of nobody


def headings(client: Client) -> dict[str, list]:
    page = client.get(reverse("admin:index"))
    return {str(one.heading): list(one.lines) for one in page.context["worklists"]}


def test_one_person_brings_a_page_to_readers_and_another_looks_at_it_afterwards(monkeypatch, client):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, username="aynur", email="", verbosity=0)
    aynur = User.objects.get()
    desk = sits(aynur)
    assert [step.is_done for step in first_steps(aynur)] == [False] * 4

    # She writes, submits, reads and approves alone, and publishes: each time where the start page leads her.
    form = desk.get(reverse("admin:archive_place_add"))
    words = typed(form) | {f"{section('en', form)}-title": "Shusha", "slug": "shusha"}
    desk.post(reverse("admin:archive_place_add"), words)
    place = Place.objects.get()
    assert desk.post(act(place, "submit"), bar_words(aynur, place, "submit")).status_code == 302
    (line,) = headings(desk)["Yours, in review"]
    page = desk.get(line.first)
    alone = sent_by(verdicts(page)["alone"].form)
    approved = desk.post(act(place, "alone"), alone | {"alone-reason": "I am the only one here."})
    (line,) = headings(desk)["Approved, to be published"]
    form = desk.get(line.first).context["form"]
    published = desk.post(line.first, sent_by(form))

    # Readers are told nothing of it.
    assert (approved.status_code, published.status_code) == (302, 302)
    public = client.get("/en/places/shusha/")
    assert public.status_code == 200
    assert "only one here" not in public.content.decode()
    assert "Approved alone by you; nobody else has looked at it yet" in headings(desk)

    # A second person is invited, and says what she thinks.
    groups = dict(form_choices(desk))
    new = {"username": "nigar", "public_name": "Nigar", "language": "en", "time_zone": "Asia/Baku"}
    added = desk.post(reverse("admin:archive_user_add"), new | {"groups": [groups["Reviewer"]]})
    link = desk.post(added.headers["Location"]).context["link"]
    Client().post(link[link.index("/desk/") :], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    nigar = Client()
    assert nigar.post(reverse("admin:login"), {"username": "nigar", "password": PASSWORD}).status_code == 302
    (line,) = headings(nigar)["Approved alone: confirm or object"]
    nigar.post(line.first, {"verdict": "confirm", "remark": ""})

    assert headings(nigar) == {}
    assert list(headings(desk)) == ["You wrote last on"]
    assert "Nigar confirmed it" in bar_of(aynur, place).facts[-1]
    assert "Approved alone by" in desk.get(form_of(place)).content.decode()


def form_choices(desk: Client):
    field = desk.get(reverse("admin:archive_user_add")).context["adminform"].form.fields["groups"]
    return ((label, key.value) for key, label in field.choices)
