"""What every year asks of whoever prepares an observance, as long as nobody has said otherwise."""

from typing import Final, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Whose task it is, before somebody takes it."""

    ARCHIVIST = "archivist", _("Archivist")
    CHECKER = "checker", _("Fact-checker")
    LIAISON = "liaison", _("Liaison to issuers")
    TRANSLATOR = "translator", _("Translators")
    SENSITIVITY = "sensitivity", _("Sensitivity reviewer")
    APPROVER = "approver", _("Approver")
    EDITOR = "editor", _("Duty editor")
    OPERATOR = "operator", _("Operator")
    EVERYBODY = "everybody", _("Everybody")


class Step(models.TextChoices):
    """The tasks of the default template, which everybody reads in their own language."""

    SCOPE = "scope", _("Say which issuers, languages and media, and whether we issue a statement or only record")
    DRAFT = "draft", _("Begin the draft from last year’s statement")
    FIGURES = "figures", _("Check the figures: each has a source, and is compared with last year’s")
    NAMES = "names", _("Check the names of persons, places and institutions")
    REQUEST = "request", _("Ask issuers for texts under embargo, their numbers and official translations")
    TRANSLATIONS = "translations", _("Translate, with figures, dates and names as in the original")
    SENSITIVITY = "sensitivity", _("Look at media, personal data and content notes")
    APPROVAL = "approval", _("Read the statement as readers will see it, and approve it")
    SCHEDULE = "schedule", _("Schedule it, and say at which time")
    REHEARSAL = "rehearsal", _("Rehearse the day; make a backup and restore it")
    WATCH = "watch", _("Watch whether the issuer makes it public early")
    PROBE = "probe", _("Look at the public site in every language")
    CAPTURE = "capture", _("Record what others issue: first reports, official texts, translations")
    COMPARE = "compare", _("Compare official texts with what was published")
    MISSING = "missing", _("Add missing languages and better copies")
    REVIEW = "review", _("Look back: what went wrong, what took long, what was asked")
    CLOSE = "close", _("Close the dossier")


class Templated(NamedTuple):
    """A task so many ``days`` after the day itself, or before it."""

    step: Step
    days: int
    role: Role


DEFAULT: Final = (
    Templated(Step.SCOPE, -30, Role.ARCHIVIST),
    Templated(Step.DRAFT, -28, Role.ARCHIVIST),
    Templated(Step.FIGURES, -25, Role.CHECKER),
    Templated(Step.NAMES, -21, Role.ARCHIVIST),
    Templated(Step.REQUEST, -18, Role.LIAISON),
    Templated(Step.TRANSLATIONS, -14, Role.TRANSLATOR),
    Templated(Step.SENSITIVITY, -10, Role.SENSITIVITY),
    Templated(Step.APPROVAL, -7, Role.APPROVER),
    Templated(Step.SCHEDULE, -5, Role.EDITOR),
    Templated(Step.REHEARSAL, -3, Role.OPERATOR),
    Templated(Step.WATCH, -1, Role.EDITOR),
    Templated(Step.PROBE, 0, Role.EDITOR),
    Templated(Step.CAPTURE, 0, Role.ARCHIVIST),
    Templated(Step.COMPARE, 1, Role.CHECKER),
    Templated(Step.MISSING, 3, Role.ARCHIVIST),
    Templated(Step.REVIEW, 5, Role.EVERYBODY),
    Templated(Step.CLOSE, 7, Role.ARCHIVIST),
)
