"""People are invited by a link that is used once."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from archive import clock
from archive.audit import AuditEvent
from archive.editorial import invitations
from archive.editorial.people import User
from tests import making

from .desk import sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PASSWORD = {"new_password1": "a long quiet evening", "new_password2": "a long quiet evening"}


def invited(client: Client) -> tuple[User, str]:
    """Somebody new, and the address in the link that the administrator is shown."""
    groups = [making.archivist().groups.get().pk]
    words = {"username": "newcomer", "public_name": "A Newcomer", "language": "az", "time_zone": "Asia/Baku"}
    made = client.post(reverse("admin:archive_user_add"), words | {"groups": groups})
    person = User.objects.get(username="newcomer")
    assert made.headers["Location"] == reverse("admin:invite", args=[person.pk])
    link = client.post(made.headers["Location"]).context["link"]
    return person, link[link.index("/desk/") :]


def test_somebody_new_sets_their_password_by_a_link_and_signs_in():
    person, link = invited(sits(making.administrator()))
    client = Client()

    page = client.get(link)
    weak = client.post(link, {"new_password1": "short", "new_password2": "short"})
    done = client.post(link, PASSWORD)
    again = client.post(link, PASSWORD | {"new_password1": "another quiet evening"})
    signed_in = client.post(
        reverse("admin:login"), {"username": "newcomer", "password": PASSWORD["new_password1"], "next": "/desk/"}
    )

    assert not person.has_usable_password()
    assert '<html lang="az"' in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert (weak.status_code, done.headers["Location"], again.status_code) == (200, "/desk/login/", 410)
    assert signed_in.headers["Location"] == "/desk/"
    acts = AuditEvent.objects.order_by("pk").values_list("act", "by_name")
    assert list(acts) == [
        ("add user", "Administrator"),
        ("invite", "Administrator"),
        ("accept invitation", "A Newcomer"),
    ]


def test_a_link_ends_after_a_week_with_the_account_and_by_signing_in():
    person = making.person("newcomer", "archivist")
    token = invitations.invite(person, by=making.administrator())

    with time_machine.travel(clock.now() + timedelta(days=6)):
        assert invitations.invited(token) == person
    with time_machine.travel(clock.now() + timedelta(days=8)), pytest.raises(invitations.Outdated):
        invitations.invited(token)
    person.is_active = False
    person.save()
    with pytest.raises(invitations.Outdated):
        invitations.invited(token)
    person.is_active = True
    person.save()
    sits(person)
    with pytest.raises(invitations.Outdated):
        invitations.accept(token, "a long quiet evening")


def test_nobody_is_invited_by_a_link_that_was_made_up():
    for token in ("x", "1:2:3", "a" * 500):
        assert Client().get(reverse("admin:invitation", args=[token])).status_code == 410


def test_nobody_but_superusers_invites_superusers():
    root = making.person("root")
    root.is_superuser = True
    root.save()

    assert sits(making.administrator()).post(reverse("admin:invite", args=[root.pk])).status_code == 403


def test_nobody_is_called_as_somebody_else_but_for_capitals():
    client = sits(making.administrator())
    words = {"username": "ADMINISTRATOR", "public_name": "Another", "language": "az", "time_zone": "Asia/Baku"}

    refused = client.post(reverse("admin:archive_user_add"), words)

    assert list(refused.context["adminform"].form.errors) == ["username"]
    assert User.objects.count() == 1
