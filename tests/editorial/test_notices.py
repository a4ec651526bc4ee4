"""Who is told what happened, by e-mail and at the desk: once, late or not, and without a word of what is pending."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.urls import reverse

from archive import clock
from archive.admin.screens import notices
from archive.editorial import comments, merging, notice_mails, publishing, reviewing, second_opinions
from archive.editorial.models import Review
from archive.editorial.notices import SentNotice
from archive.editorial.problems import EVERYWHERE
from tests import making
from tests.admin.desk import sits
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mail_server(settings) -> None:
    settings.MEMORIAL_SMTP_URL = "smtp://localhost"
    settings.MEMORIAL_ADDRESS = "https://archive.example.org"


def with_address(*people):
    for person in people:
        person.email = f"{person.username}@example.org"
        person.save()
    return people


def sent() -> dict[str, list[str]]:
    """Address → subjects of what was sent by one command."""
    mail.outbox.clear()
    call_command("send_notices")
    found: dict[str, list[str]] = {}
    for message in mail.outbox:
        assert not [title for title in PENDING if title in message.subject + message.body]
        found.setdefault(message.to[0], []).append(message.subject)
    return found


# Titles that no message may tell.
PENDING = ("Pending", "Words that are pending")


class RefusesFirst(EmailBackend):
    """A server that does not know the reviewer's address."""

    def send_messages(self, email_messages):
        if email_messages[0].to == ["reviewer@example.org"]:
            raise SMTPRecipientsRefused({"reviewer@example.org": (550, b"nobody")})
        return super().send_messages(email_messages)


@kept
def commemorating():
    day = making.observance({"en": "Black January", "az": "20 Yanvar"}, month=1, day=20)
    issuer = making.institution()
    for record in (day, issuer):
        making.published(record)
    return making.statement("Words that are pending", issuers=[issuer], observance=day)


def test_everybody_is_told_once_what_concerns_them_and_never_a_title():
    with_address(making.archivist(), making.reviewer(), making.publisher())
    candidate = making.submitted(commemorating())
    SentNotice.objects.all().delete()

    first = sent()

    assert first["reviewer@example.org"] == ["Waits for your review: Statement, Black January"]
    assert "Words that are pending" not in "".join(message.body + message.subject for message in mail.outbox)
    (read,) = [message.body for message in mail.outbox if message.to == ["reviewer@example.org"]]
    assert f"https://archive.example.org/desk/review/{candidate.uuid}/" in read
    assert sent() == {}

    reviewing.return_(candidate, by=making.reviewer(), digest=candidate.digest, remark="Which day?")

    assert sent() == {"archivist@example.org": ["Returned: Statement, Black January"]}
    assert "Which day?" not in mail.outbox[0].body


def test_what_is_approved_and_goes_out_is_told_to_who_wrote_it_and_who_publishes():
    with_address(making.archivist(), making.publisher())
    with time_machine.travel(clock.now(), tick=False) as traveller:
        place = making.place("Pending")
        making.scheduled(place, making.release(hours=2))
        both = {"archivist@example.org", "publisher@example.org"}

        assert sent() == {address: ["Approved: Place"] for address in both}
        traveller.shift(timedelta(minutes=61))
        assert {subject[:12] for subjects in sent().values() for subject in subjects} == {"Goes out on "}
        traveller.shift(timedelta(hours=5))  # the command runs late
        late = sent()

    assert late.keys() == both
    assert {subject[:9] for subjects in late.values() for subject in subjects} == {"Went out "}
    assert "Pending" not in "".join(message.body for message in mail.outbox)


def test_the_day_is_not_named_as_long_as_readers_do_not_know_it():
    with_address(making.reviewer())
    day = making.observance("A day nobody knows")
    coming = making.release()
    making.scheduled(day, coming)
    issuer = making.institution()
    making.published(issuer)
    making.submitted(making.statement(issuers=[issuer], observance=day), release=coming)

    assert sent() == {"reviewer@example.org": ["Waits for your review: Statement"]}


def test_nobody_is_told_of_what_they_do_not_want_of_their_own_or_after_they_left():
    _archivist, reviewer, other = with_address(
        making.archivist(), making.reviewer(), making.person("other", "reviewer", "archivist")
    )
    reviewer.unwanted_notices = ["submitted"]
    reviewer.save()
    making.submitted(making.place("Of the other", by=other), by=other)
    assert sent() == {}

    leaver = making.person("leaver", "reviewer")
    (leaver,) = with_address(leaver)
    leaver.is_active = False
    leaver.save()
    assert sent() == {}


def test_a_message_that_no_server_took_is_sent_the_next_time(monkeypatch, settings):
    with_address(making.reviewer())
    making.submitted(making.place())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1  # nobody listens

    with pytest.raises(CommandError, match="did not take"):
        call_command("send_notices")

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert sent() == {"reviewer@example.org": ["Waits for your review: Place"]}


def test_an_address_that_is_refused_keeps_nobody_else_from_being_told(settings):
    first, second = with_address(making.reviewer(), making.person("second", "reviewer"))
    making.submitted(making.place())
    settings.EMAIL_BACKEND = f"{__name__}.RefusesFirst"

    with pytest.raises(CommandError, match="did not take"):
        call_command("send_notices")

    assert [message.to for message in mail.outbox] == [[second.email]]
    assert not SentNotice.objects.filter(person=first).exists()


def test_what_is_reinstated_did_not_go_out():
    with_address(making.publisher())
    with time_machine.travel(clock.now(), tick=False) as traveller:
        place = making.place()
        making.scheduled(place, making.release(hours=2))
        traveller.shift(timedelta(days=40))
        publishing.withdraw(place, by=making.publisher(), reason_class="published-in-error", note={"en": "Wrong."})
        traveller.shift(timedelta(hours=1))
        publishing.reinstate(place, by=making.publisher(), note={"en": "Right."})

        assert sent() == {}


def test_several_notices_come_in_one_message_in_the_language_of_whoever_reads():
    (reviewer,) = with_address(making.reviewer())
    reviewer.language = "ru"
    reviewer.save()
    for number in range(3):
        making.submitted(making.place(f"Place {number}"))

    (subjects,) = sent().values()

    assert len(subjects) == 1
    assert subjects[0].startswith("3 ")
    assert "notices" not in subjects[0]


def test_what_was_sent_is_forgotten_after_a_month():
    with time_machine.travel(clock.now(), tick=False) as traveller:
        with_address(making.reviewer())
        making.submitted(making.place())
        sent()
        traveller.shift(notice_mails.REMEMBERED + timedelta(minutes=1))

        assert sent() == {}
        assert not SentNotice.objects.exists()


def test_the_desk_shows_the_same_with_titles_and_links():
    candidate = making.submitted(commemorating())

    page = sits(making.reviewer()).get(reverse("admin:notices"))

    assert [line["title"] for line in page.context["lines"]] == ["Words that are pending"]
    assert reverse("admin:review", args=[candidate.uuid]) in page.content.decode()
    assert sits(making.archivist()).get(reverse("admin:notices")).context["lines"][0]["words"].startswith("Approved")


def test_notices_are_shown_so_many_on_a_page_the_last_first(monkeypatch):
    monkeypatch.setattr(notices, "ON_A_PAGE", 2)
    for title in ("Baku", "Ganja", "Shusha"):
        making.submitted(making.place(title))
    desk = sits(making.reviewer())

    pages = [desk.get(reverse("admin:notices"), {"page": number}) for number in (1, 2)]

    assert [[line["title"] for line in page.context["lines"]] for page in pages] == [["Shusha", "Ganja"], ["Baku"]]
    assert ['rel="next" href="?page=2"' in page.content.decode() for page in pages] == [True, False]


def test_what_was_merged_is_told_like_all_else():
    old, kept = making.place("Shushi"), making.place("Shusha")
    for record in (old, kept):
        making.published(record)
    merging.merge(old, into=kept, by=making.archivist(), seen=merging.plan(old, into=kept).seen)
    making.submitted(old, change="update", note={"en": "It is the same town."})

    page = sits(making.reviewer()).get(reverse("admin:notices"))

    assert [line["title"] for line in page.context["lines"]] == ["Shushi"]


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_of_notices_asks_as_often_for_one_as_for_twelve(count, django_assert_num_queries):
    for number in range(count):
        making.submitted(making.place(f"Place {number}"))
    desk = sits(making.reviewer())
    desk.get(reverse("admin:notices"))

    with django_assert_num_queries(9):
        desk.get(reverse("admin:notices"))


def test_everybody_chooses_what_they_are_told():
    desk, address = sits(making.reviewer()), reverse("admin:my_desk")

    desk.post(address, {"language": "en", "time_zone": "UTC", "email": "r@example.org", "notices": ["approved"]})

    reviewer = type(making.reviewer()).objects.get(username="reviewer")
    assert reviewer.email == "r@example.org"
    assert set(reviewer.unwanted_notices) == {"submitted", "returned", "alone", "comment", "soon", "out", "digest"}
    assert desk.get(address).context["form"]["notices"].value() == ["approved"]


def test_a_comment_waits_for_who_wrote_it_and_its_answer_for_who_asked_without_a_word_of_either():
    archivist, reviewer = with_address(making.archivist(), making.reviewer())
    candidate = making.submitted(commemorating())
    sent()
    said = comments.comment(candidate, EVERYWHERE, words="Words that are pending.", by=reviewer)

    waiting = {"archivist@example.org": ["A comment waits for you: Statement, Black January"]}
    assert sent() == waiting
    assert sent() == {}

    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        comments.answer(said, words="Pending.", by=archivist)
        assert sent() == {"reviewer@example.org": waiting["archivist@example.org"]}
        comments.answer(said, words="Pending, is it?", by=reviewer)
        comments.resolve(said, by=archivist)
        assert sent() == {}


def approved_alone():
    words, sole = commemorating(), making.person("sole", "archivist", "alone")
    making.change(words, by=sole, title="Other words that are pending")
    making.approved_alone(words, by=sole)
    SentNotice.objects.all().delete()
    return Review.objects.get(candidate__record=words.pk)


def test_what_was_approved_alone_is_told_to_who_publishes():
    with_address(making.publisher())
    approved_alone()

    sent()
    (read,) = [message.body for message in mail.outbox if message.to == ["publisher@example.org"]]
    assert read.startswith("Approved: Statement, Black January")


def test_what_was_approved_alone_is_told_to_who_may_say_what_they_think_of_it():
    review = approved_alone()
    with_address(making.reviewer(), review.by)

    told, (message,) = sent(), mail.outbox

    assert told == {"reviewer@example.org": ["Approved alone, waits for a second opinion: Statement, Black January"]}
    assert reverse("admin:second_opinion", args=["review", review.pk]) in message.body
    SentNotice.objects.all().delete()
    second_opinions.confirm(second_opinions.approved_alone(review), by=making.reviewer())
    assert sent() == {}
