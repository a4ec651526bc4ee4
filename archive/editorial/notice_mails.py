"""Notices by e-mail: one to each person, of all that happened since the last. It may be sent late, and never twice."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import clock
from archive.languages.named import zone_name
from archive.records.base import KINDS

from .models import Candidate
from .notices import About, Days, Notice, SentNotice, told
from .people import User

# What is older has been seen at the desk; that it was sent is known for longer.
LATEST: Final = timedelta(days=3)
REMEMBERED: Final = timedelta(days=30)
# Mail programs do not answer these.
HEADERS: Final = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def send() -> int:
    """Tell everybody with an address what they have not been told; returns how many messages went out.

    Raises ``OSError`` or ``smtplib.SMTPException`` where the mail server does not take one: who was not told yet is
    told next time.
    """
    now = clock.now()
    SentNotice.objects.filter(at__lt=now - REMEMBERED).delete()
    notices = told(since=now - LATEST, now=now)
    days = Days([notice.candidate for notice in notices], now=now)
    people = User.objects.filter(is_active=True, is_staff=True).exclude(email="").order_by("pk")
    sent, refused = 0, None
    for person in people:
        try:
            sent += _sent(person, [one for one in notices if one.concerns(person)], days)
        except SMTPRecipientsRefused as mistyped:  # the others are told nevertheless
            refused = mistyped
    if refused:
        raise refused
    return sent


def _sent(person: User, notices: Sequence[Notice], days: Days) -> bool:
    """Each is marked as sent before it is: should two commands run at once, one of them does."""
    keys = [notice.key for notice in notices]
    known = set(SentNotice.objects.filter(person=person, key__in=keys).values_list("key", flat=True))
    fresh = [notice for notice in notices if notice.key not in known and _claimed(person, notice)]
    if not fresh:
        return False
    try:
        with translation.override(person.language), timezone.override(person.time_zone):
            _message(person, fresh, days).send()
    except Exception:
        SentNotice.objects.filter(person=person, key__in=[notice.key for notice in fresh]).delete()
        raise
    return True


def _claimed(person: User, notice: Notice) -> bool:
    return SentNotice.objects.get_or_create(person=person, key=notice.key, defaults={"at": clock.now()})[1]


def _message(person: User, notices: Sequence[Notice], days: Days) -> EmailMessage:
    lines = [(in_words(notice, days), address(notice)) for notice in notices]
    several = ngettext("%(count)s notice from the desk", "%(count)s notices from the desk", len(lines))
    subject = lines[0][0] if len(lines) == 1 else several % {"count": len(lines)}
    choosing = settings.MEMORIAL_ADDRESS + reverse("admin:my_desk")
    body = render_to_string("admin/archive/notices.txt", {"lines": lines, "choosing": choosing})
    return EmailMessage(subject, body, to=[person.email], headers=HEADERS)


def in_words(notice: Notice, days: Days) -> str:
    """As in “Returned: Statement, National Mourning Day”."""
    what = {"what": notice.what(days), "when": _when(notice.at)}
    return {
        About.SUBMITTED: _("Waits for your review: %(what)s"),
        About.RETURNED: _("Returned: %(what)s"),
        About.APPROVED: _("Approved: %(what)s"),
        About.ALONE: _("Approved alone, waits for a second opinion: %(what)s"),
        About.COMMENT: _("A comment waits for you: %(what)s"),
        About.SOON: _("Goes out on %(when)s: %(what)s"),
        About.OUT: _("Went out on %(when)s: %(what)s"),
    }[notice.about] % what


def _when(instant: datetime) -> str:
    there = timezone.localtime(instant)
    return f"{there:%Y-%m-%d, %H:%M} ({zone_name(timezone.get_current_timezone_name())})"


def address(notice: Notice) -> str:
    """Where the next step is: reading what waits, saying what one thinks of it, or the record's own form."""
    return settings.MEMORIAL_ADDRESS + path(notice.about, notice.candidate)


def path(about: About, candidate: Candidate) -> str:
    if about == About.SUBMITTED:
        return reverse("admin:review", args=[candidate.uuid])
    if about == About.ALONE:
        return reverse("admin:second_opinion", args=["review", candidate.review.pk])
    name = KINDS[candidate.record.kind]._meta.model_name
    return reverse(f"admin:archive_{name}_change", args=[candidate.record_id])
