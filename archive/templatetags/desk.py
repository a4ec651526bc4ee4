"""Words and addresses for the desk's templates."""

from datetime import datetime

from django import template
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from archive import clock, languages
from archive.dates import in_words
from archive.fields import LanguageField
from archive.languages.named import name_of, zone_name

register = template.Library()

ACTS: dict[str, Promise] = {
    "submit": _("Submitted for review"),
    "approved": _("Approved"),
    "alone": _("Approved alone"),
    "returned": _("Returned to the authors"),
    "confirmed": _("Confirmed afterwards"),
    "objected": _("Objected to afterwards"),
    "publish": _("Published"),
    "plan": _("Release planned"),
    "schedule": _("Scheduled"),
    "reschedule": _("Rescheduled"),
    "recall": _("Recalled"),
    "withdraw": _("Withdrawn"),
    "reinstate": _("Reinstated"),
    "carry": _("Begun from an earlier year’s statement"),
    "delete": _("Draft deleted"),
    "export": _("Exported as a sheet"),
    "import": _("Imported from a sheet"),
    "merge": _("Merged into another record"),
    "separate": _("Merging undone"),
    "capture": _("Copy captured"),
    "take in": _("File of a picture taken in"),
    "open dossier": _("Dossier opened"),
    "close dossier": _("Dossier closed"),
    "reopen dossier": _("Dossier opened again"),
    "tick task": _("Task ticked off"),
    "look at sensitivity": _("Looked at for sensitivity"),
    "watch page": _("Page to be watched"),
    "stop watching page": _("Page watched no longer"),
    "untick task": _("Task to be done again"),
    "change task": _("Task changed"),
    "add task": _("Task added"),
    "leave out task": _("Task left out"),
    "note in dossier": _("Noted in a dossier"),
    "settle note": _("Note settled"),
    "make calendar address": _("Address of a calendar made"),
    "revoke calendar address": _("Address of a calendar stopped"),
    "prepare": _("Said what every year asks"),
    "invite": _("Invited"),
    "accept invitation": _("Invitation accepted"),
    "add user": _("Account made"),
    "change user": _("Account changed"),
    "add group": _("Group made"),
    "change group": _("Group changed"),
}


@register.filter
def act_in_words(act: str) -> str:
    return str(ACTS.get(act, act))


@register.filter
def moment(instant: datetime, zone: str = "") -> str:
    """As in “20 January 2026, 00:00 (Baku, Azerbaijan)”; by default on the clock of whoever looks."""
    zone = zone or timezone.get_current_timezone_name()
    there = clock.local(instant, zone)
    day = in_words(there.date().isoformat(), languages.current())
    return f"{day}, {there:%H:%M} ({zone_name(zone)})"


@register.filter
def row_language(row) -> str:
    """The language of one section of a form."""
    form = row.form
    return str(form["language"].value() if "language" in form.fields else form.instance.language)


@register.filter
def contents(field) -> str:
    """What a field holds where nobody may write; a language and a zone by their names."""
    model, said = field.form._meta.model, field.contents()
    stored = {one.name: one for one in model._meta.fields}.get(field.field["name"])
    if isinstance(stored, LanguageField):
        return name_of(said)
    return zone_name(said) if stored and clock.validate_zone in stored.validators else said


@register.filter
def kind_of_row(row: Model) -> str:
    """What a row is called, as in “citation”."""
    return str(row._meta.verbose_name)


@register.filter
def shelf(person: Model) -> str:
    """Under which name the browser keeps the words of ``person``: nobody else's, in no other installation."""
    return salted_hmac("archive.words", str(person.pk)).hexdigest()[:16]


@register.filter
def autonym(code: str) -> str:
    """A language under its own name."""
    found = languages.pack(code)
    return found.autonym if found else code
