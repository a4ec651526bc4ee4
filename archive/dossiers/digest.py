"""The days ahead by e-mail: one message to each person whenever anything of it has changed, and daily while it is red.

It names the observance, the kind and the state: never a title or a word of what is pending.
"""

import hashlib
from collections.abc import Sequence
from smtplib import SMTPRecipientsRefused
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive import clock, languages
from archive.dates import in_words
from archive.editorial.notice_mails import HEADERS
from archive.editorial.notices import SentNotice
from archive.editorial.people import User
from archive.records.base import kind_name
from archive.records.statements import Statement

from .board import BoardDay, Kept, Line, board

# Among what somebody does not want to be told, beside the notices.
UNWANTED: Final = "digest"
LABEL: Final = gettext_lazy("The days ahead and how ready each statement is, whenever that changes")


def send(kept: Sequence[Kept]) -> int:
    """Tell everybody with an address who was not told yet; returns how many messages went out. ``kept`` is what comes.

    Raises ``OSError`` or ``smtplib.SMTPException`` where the mail server does not take one: who was not told yet is
    told next time.
    """
    days = board(kept, clock.today())
    if not days:
        return 0
    key, refused, sent = _key(days), None, 0
    for person in _untold(key):
        try:
            sent += _sent(person, key, days)
        except SMTPRecipientsRefused as mistyped:  # the others are told nevertheless
            refused = mistyped
    if refused:
        raise refused
    return sent


def states_in_words(line: Line) -> str:
    """As in “Statement: Azərbaycanca: Scheduled, English: In review”; in the language that is spoken now."""
    if line.expected is None:
        return _("Nobody has said yet who must issue what.")
    cells = ", ".join(f"{languages.autonym(cell.language)}: {cell.label}" for cell in line.expected.cells)
    return f"{kind_name(Statement.KIND)}: {cells}" if cells else kind_name(Statement.KIND)


def day_in_words(day: BoardDay) -> str:
    """As in “20 January 2027, National Mourning Day (in 5 days)”."""
    return f"{in_words(day.first.isoformat(), languages.current())}, {day.title} ({day.distance})"


def _untold(key: str) -> list[User]:
    there = list(User.objects.filter(is_active=True, is_staff=True).exclude(email="").order_by("pk"))
    told = set(SentNotice.objects.filter(person__in=there, key=key).values_list("person", flat=True))
    wanting = (one for one in there if one.pk not in told and UNWANTED not in (one.unwanted_notices or ()))
    return [one for one in wanting if one.has_perm("archive.view_observance")]


def _key(days: Sequence[BoardDay]) -> str:
    """The same for what is the same; as long as a day is red, another one every day."""
    said = repr([_said(day) for day in days])
    return f"{UNWANTED} {hashlib.sha256(said.encode()).hexdigest()}"


def _said(day: BoardDay) -> tuple[object, ...]:
    left = day.days_left if day.is_alarming else None
    return str(day.record), str(day.first), left, [_states(line) for line in day.lines]


def _states(line: Line) -> object:
    one = line.expected
    return one and (one.form, bool(line.alarm), [(cell.language, cell.state) for cell in one.cells])


def _sent(person: User, key: str, days: Sequence[BoardDay]) -> bool:
    """It is marked as sent before it is: should two commands run at once, one of them does."""
    if not SentNotice.objects.get_or_create(person=person, key=key, defaults={"at": clock.now()})[1]:
        return False
    try:
        with translation.override(person.language):
            _message(person, days).send()
    except Exception:
        SentNotice.objects.filter(person=person, key=key).delete()
        raise
    # What was so before, and is so again, is new.
    SentNotice.objects.filter(person=person, key__startswith=UNWANTED).exclude(key=key).delete()
    return True


def _message(person: User, days: Sequence[BoardDay]) -> EmailMessage:
    red = sum(day.is_alarming for day in days)
    alarm = ngettext("The days ahead: %(count)s is not ready", "The days ahead: %(count)s are not ready", red)
    told = [
        {"day": day_in_words(day), "lines": [(states_in_words(line), line.alarm) for line in day.lines]} for day in days
    ]
    context = {
        "days": told,
        "board": settings.MEMORIAL_ADDRESS + reverse("admin:board"),
        "choosing": settings.MEMORIAL_ADDRESS + reverse("admin:my_desk"),
    }
    body = render_to_string("admin/archive/digest.txt", context)
    subject = alarm % {"count": red} if red else _("The days ahead")
    return EmailMessage(subject, body, to=[person.email], headers=HEADERS)
