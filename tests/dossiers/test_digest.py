"""The days ahead by e-mail: once for what is the same, late or not, and without a word of what is pending."""

from datetime import UTC, datetime
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from archive.dossiers.models import Dossier, Obligation
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def board(settings, time_machine):
    """A day in a month with a statement that nobody may know of, on the clocks of 21 December."""
    settings.MEMORIAL_SMTP_URL = "smtp://localhost"
    settings.MEMORIAL_ADDRESS = "https://archive.example.org"
    time_machine.move_to(datetime(2026, 12, 21, 8, 0, tzinfo=UTC), tick=False)
    observance, house = (
        making.observance({"en": "Mourning", "az": "Hüzn"}, month=1, day=20),
        making.institution("Pending"),
    )
    making.published(observance)
    making.statement("Pending", issuers=[house], observance=observance, year=2027)
    Obligation.objects.create(observance=observance, institution=house, languages=["en", "ru"], note="Pending")
    time_machine.move_to(datetime(2026, 12, 21, 9, 0, tzinfo=UTC), tick=False)
    for person in (making.archivist(), making.reviewer()):
        person.email = f"{person.username}@example.org"
        person.language = "en"
        person.save()


def sent() -> dict[str, str]:
    mail.outbox.clear()
    call_command("send_digest")
    assert not [one for one in mail.outbox if "Pending" in one.subject + one.body]
    return {one.to[0]: one.subject for one in mail.outbox}


def test_everybody_is_told_what_is_new_and_of_what_is_the_same_once():
    everybody = {"archivist@example.org": "The days ahead", "reviewer@example.org": "The days ahead"}

    first = sent()
    body = mail.outbox[0].body
    again = sent()
    Obligation.objects.update(languages=["en"])
    changed = sent()
    Obligation.objects.update(languages=["en", "ru"])
    as_before = sent()

    assert (first, again, changed, as_before) == (everybody, {}, everybody, everybody)
    assert "20 January 2027, Mourning (in 30 days)" in body
    assert "- Statement: English: Draft, Русский: Missing" in body
    assert "https://archive.example.org/desk/days/" in body


def test_a_red_day_is_told_every_day(time_machine):
    sent()
    time_machine.move_to(datetime(2027, 1, 15, 9, 0, tzinfo=UTC), tick=False)
    red, again = sent(), sent()
    time_machine.move_to(datetime(2027, 1, 16, 9, 0, tzinfo=UTC), tick=False)

    assert red == dict.fromkeys(("archivist@example.org", "reviewer@example.org"), "The days ahead: 1 is not ready")
    assert again == {}
    assert len(sent()) == 2
    assert "Nothing of it will go out." in mail.outbox[0].body


def test_who_does_not_want_it_or_has_left_is_told_nothing_and_each_reads_her_own_language():
    archivist, reviewer = making.archivist(), making.reviewer()
    archivist.unwanted_notices, reviewer.language = ["digest"], "az"
    for person in (archivist, reviewer):
        person.save()

    assert list(sent()) == ["reviewer@example.org"]
    assert "Hüzn" in mail.outbox[0].body
    reviewer.is_active = False
    reviewer.save()
    Obligation.objects.all().delete()
    assert sent() == {}


class RefusesFirst(EmailBackend):
    def send_messages(self, email_messages):
        if email_messages[0].to == ["archivist@example.org"]:
            raise SMTPRecipientsRefused({"archivist@example.org": (550, b"nobody")})
        return super().send_messages(email_messages)


def test_who_could_not_be_reached_is_told_next_time_and_the_others_at_once(settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusesFirst"
    mail.outbox = []
    with pytest.raises(CommandError, match="did not take"):
        call_command("send_digest")
    reached = [one.to[0] for one in mail.outbox]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert reached == ["reviewer@example.org"]
    assert list(sent()) == ["archivist@example.org"]


def test_a_year_is_opened_ahead_for_all_that_is_kept_in_it(capsys):
    call_command("open_year", "2027")
    call_command("open_year", "2027")

    assert capsys.readouterr().out == "1 made.\n0 made.\n"
    assert Dossier.objects.get().tasks.count() == 17
    with pytest.raises(CommandError, match="Give a year"):
        call_command("open_year", "3000")
