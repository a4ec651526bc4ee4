"""A new archive: from ``createsuperuser`` over three people who are invited to a page that the public reads."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from archive.admin.screens.first_steps import first_steps
from archive.editorial.people import User
from archive.records.places import Place
from tests.admin.desk import act, section, sent_by, sits, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PASSWORD = "a long quiet evening"  # of nobody
PEOPLE = {"archivist": "aysel", "reviewer": "nigar", "publisher": "rashad"}


def test_three_new_people_bring_a_page_to_readers_each_from_the_start_page(monkeypatch, client):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, username="leyla", email="", verbosity=0)
    leyla = User.objects.get()
    desk, people = sits(leyla), next(step for step in first_steps(leyla) if "user" in step.url)
    assert desk.get(people.url).status_code == 200

    aysel, nigar, rashad = (joins(desk, group, name) for group, name in PEOPLE.items())
    form = aysel.get(reverse("admin:archive_place_add"))
    words = {f"{section('en', form)}-title": "Shusha", "slug": "shusha"}
    saved = aysel.post(reverse("admin:archive_place_add"), typed(form) | words)
    place = Place.objects.get()
    does(aysel, act(place, "submit"))
    does(nigar, waits(nigar, "Waits for your review", place, "approve"))
    does(rashad, waits(rashad, "Approved, to be published", place, "publish"))

    assert saved.status_code == 302
    assert "Shusha" in client.get("/en/places/shusha/").content.decode()
    assert not User.objects.get(username="nigar").is_superuser
    assert aysel.get(act(place, "approve")).status_code == 403


def joins(desk: Client, group: str, name: str) -> Client:
    """Somebody of this name in this group, who was invited at ``desk`` and has chosen a password."""
    page = desk.get(reverse("admin:archive_user_add"))
    choices = {label: key.value for key, label in page.context["adminform"].form.fields["groups"].choices}
    new = {"username": name, "public_name": name.title(), "language": "en", "time_zone": "Asia/Baku"}
    added = desk.post(reverse("admin:archive_user_add"), new | {"groups": [choices[group.title()]]})
    link = desk.post(added.headers["Location"]).context["link"]
    client = Client()
    client.post(link[link.index("/desk/") :], {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert client.post(reverse("admin:login"), {"username": name, "password": PASSWORD}).status_code == 302
    assert Client().get(link[link.index("/desk/") :]).status_code != 200  # used once
    return client


def waits(desk: Client, heading: str, record, name: str) -> str:
    """The address of an act on ``record``, which waits in the pile of that ``heading``."""
    piles = {str(one.heading): one.lines for one in desk.get(reverse("admin:index")).context["worklists"]}
    (line,) = piles[heading]
    assert (line.title, desk.get(line.first).status_code) == (str(record), 200)
    return act(record, name)


def does(desk: Client, address: str) -> None:
    form = desk.get(address).context["form"]
    assert desk.post(address, sent_by(form)).status_code == 302
