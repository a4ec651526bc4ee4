"""A forgotten password: a link by e-mail, used once; strangers learn nothing."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEW = "another quiet room with letters"


@pytest.fixture(autouse=True)
def mail_server(settings) -> None:
    settings.MEMORIAL_SMTP_URL = "smtp://localhost"
    settings.MEMORIAL_ADDRESS = "https://archive.example.org"


def asked(address: str):
    return Client().post(reverse("admin:password_forgotten"), {"email": address}, follow=True)


def test_link_arrives_at_the_archives_own_address_and_works_once():
    person = making.archivist()
    person.email, person.language = "leyla@example.org", "az"
    person.save()
    client = Client()

    page = client.post(reverse("admin:password_forgotten"), {"email": "Leyla@example.org"}, HTTP_HOST="127.0.0.1")
    assert page.status_code == 302
    (link,) = re.findall(r"https://archive\.example\.org(/desk/password/\S+)", mail.outbox[0].body)
    form = client.get(link, follow=True)
    changed = client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW}, follow=True)

    assert changed.status_code == 200
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert Client().get(link).context["validlink"] is False


def test_strangers_read_the_same_and_nobody_is_written_to_twice_in_a_row():
    person = making.archivist()
    person.email = "leyla@example.org"
    person.save()

    known, unknown = asked("leyla@example.org"), asked("nobody@example.org")
    asked("leyla@example.org")

    assert known.content == unknown.content
    assert len(mail.outbox) == 1


def test_without_a_mail_server_nothing_is_offered(settings):
    assert reverse("admin:password_forgotten") in Client().get(reverse("admin:login")).content.decode()

    settings.MEMORIAL_SMTP_URL = ""

    assert reverse("admin:password_forgotten") not in Client().get(reverse("admin:login")).content.decode()
    assert Client().get(reverse("admin:password_forgotten")).status_code == 404
    assert Client().get(reverse("admin:password_choose", args=["a", "b"])).status_code == 404


def test_a_link_that_is_none_says_so():
    assert Client().get(reverse("admin:password_choose", args=["MQ", "nonsense"])).context["validlink"] is False
