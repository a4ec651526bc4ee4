"""What a draft still says as last year's statement did, and who has confirmed that it may.

The words themselves stand in the draft, and know nothing of it. What was carried follows from the edition that it was
carried from; what somebody confirmed are rows beside the text.
"""

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, Final

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import clock, languages, markup
from archive.editions.models import Edition, Interval
from archive.editions.payloads import Words
from archive.editions.payloads.statements import StatementPayload
from archive.fields import LanguageField
from archive.guards import AppendOnly, Guard
from archive.records import known_names
from archive.records.figures import Figure
from archive.records.persons import Person
from archive.records.statements import Statement
from archive.records.texts import Text

from .models import Candidate
from .outdated import Finding, Since, findings, restated
from .problems import Problem, Spot

# For ever the name of what asks for a confirmation.
RULE: Final = "carried"
# The parts of a text that are no blocks.
HEADS: Final = ("title", "summary", "content_note")


class CarriedManager(models.Manager["Carried"]):
    """Each with the payload of its edition, and whether readers have its statement by now (``is_public``)."""

    def get_queryset(self) -> models.QuerySet["Carried"]:
        given = Interval.objects.begun(clock.now()).filter(record=OuterRef("statement__uuid"))
        return super().get_queryset().select_related("edition__payload").annotate(is_public=Exists(given))


class Carried(models.Model):
    """That a draft was begun from an ``edition`` of an earlier year's statement."""

    objects = CarriedManager()

    statement = models.ForeignKey(Statement, models.CASCADE, db_index=False, related_name="carried")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("what it was carried from")
        verbose_name_plural = _("what it was carried from")
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("statement",), name="statement_is_carried_once"),)


class Confirmation(models.Model):
    """That ``by`` has read a carried passage and lets it stand in this year's words.

    ``digest`` names the rule, the place, the words and what was found in them (``found``): when any of these changes it
    confirms nothing any more. ``changed`` is what was said anew in the same act. ``version`` is that of the draft.
    """

    GUARDS = (
        Guard(name="update", event="UPDATE", when="1 = 1", message="what somebody confirmed is never changed"),
        Guard(
            name="replace",
            event="INSERT",
            when=(
                "EXISTS (SELECT 1 FROM archive_confirmation "
                "WHERE id = NEW.id OR (statement_id = NEW.statement_id AND digest = NEW.digest))"
            ),
            message="what somebody confirmed is never changed",
            engine="sqlite",
        ),
    )

    statement = models.ForeignKey(Statement, models.CASCADE, db_index=False, related_name="confirmations")
    version = models.PositiveIntegerField()
    rule = models.CharField(max_length=40)
    language = LanguageField(_("language"))
    # A block of the text, as p3; or its title, summary or content note.
    place = models.CharField(max_length=20)
    digest = models.CharField(max_length=32)
    found = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ("id",)
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("statement", "digest"), name="passage_is_confirmed_once"),)

    @property
    def spot(self) -> Spot:
        return spot_of(self.language, self.place)


class ConfirmedIn(AppendOnly):
    """``confirmation`` held for the words of ``candidate`` when it was submitted."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, db_index=False, related_name="confirmed")
    confirmation = models.ForeignKey(Confirmation, models.PROTECT, related_name="submitted_in")

    class Meta:
        verbose_name = _("confirmation that was submitted")
        verbose_name_plural = _("confirmations that were submitted")
        ordering = ("id",)
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("candidate", "confirmation"), name="confirmation_is_submitted_once"),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a draft that last year's statement has as well; or others that still hold what a year has changed."""

    language: str
    place: str
    words: str
    findings: tuple[Finding, ...] = ()
    is_carried: bool = True

    @property
    def spot(self) -> Spot:
        return spot_of(self.language, self.place)

    @property
    def digest(self) -> str:
        """Names this passage with these words and what was found in them."""
        said = json.dumps([RULE, self.language, self.place, self.words, [one.result for one in self.findings]])
        return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()

    @property
    def proposals(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.instead)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unconfirmed(Problem):
    """A ``passage`` that nobody has confirmed yet, carried from the statement of ``year``."""

    passage: Passage
    year: int


def spot_of(language: str, place: str) -> Spot:
    return Spot(language=language, field=place) if place in HEADS else Spot(language=language, block=place)


class Carrying:
    """A draft beside the edition from which it was carried: asked once for each reading of it."""

    def __init__(self, statement: Statement, edition: Edition) -> None:
        self.statement, self.edition = statement, edition
        payload = edition.payload.held
        assert isinstance(payload, StatementPayload)  # nothing else is carried
        self.before = payload

    @classmethod
    def of(cls, statement: Statement) -> "Carrying | None":
        """None for what was not carried, and once readers have it: then others look after it."""
        carried: Any = next(iter(statement.carried.all()), None)
        return None if carried is None or carried.is_public else cls(statement, carried.edition)

    def passages(self, languages: Collection[str] | None = None) -> Iterator[Passage]:
        """All that is to be confirmed, confirmed or not; of the original first, for what renders that follows it."""
        return (one for one in self._parts(languages) if one.is_carried)

    def unconfirmed(self, languages: Collection[str] | None = None) -> Iterator[Passage]:
        known = {one.digest for one in self.statement.confirmations.all()}
        return (one for one in self.passages(languages) if one.digest not in known)

    def confirmed(self, languages: Collection[str] | None = None) -> Iterator[Confirmation]:
        """What holds for the words as they are, of what was said anew included."""
        digests = {one.digest for one in self._parts(languages)}
        return (one for one in self.statement.confirmations.all() if one.digest in digests)

    def passage(self, language: str, place: str) -> Passage | None:
        """What stands there, be it carried or not."""
        return next((one for one in self._parts({language}) if one.place == place), None)

    @cached_property
    def since(self) -> Since:
        year, date = self.statement.year or self.before.year, self.statement.date
        return Since(
            then=self.before.year,
            now=year,
            restated=restated(self._figures()),
            names=tuple(dict.fromkeys((*self._linked(), *self._called()))),
            day=date if date[len("2026") :] != self.before.date[len("2026") :] else "",
        )

    def _linked(self) -> Iterator[str]:
        yield from chain.from_iterable(one.label.values() for one in self.before.mentions if one.kind == Person.KIND)

    def _called(self) -> Iterator[str]:
        """The words by which it names people whom nobody has linked, as they were called then."""
        known = known_names.known()
        for language, words in self.before.texts.items():
            for block in words.blocks:
                for one in known.mentions(markup.plain(block.html), language=language):
                    if any(who.kind == Person.KIND and who.is_called(self.before.year) for who in one.authorities):
                        yield one.words

    def _figures(self) -> list[Figure]:
        """What its issuers have said of the events that its observance recalls. One query."""
        issuers = [one.institution_id for one in self.statement.issued_by.all()]
        stated = Figure.objects.filter(entry__observances=self.statement.observance_id, stated_by__in=issuers)
        return list(stated.order_by("pk")) if issuers and self.statement.observance_id else []

    def _parts(self, languages: Collection[str] | None) -> Iterator[Passage]:
        for text in sorted(self.statement.texts.all(), key=lambda text: not text.is_original):
            if text.language in self.before.texts and (languages is None or text.language in languages):
                yield from self._beside(text, self.before.texts[text.language])

    def _beside(self, text: Text, before: Words) -> Iterator[Passage]:
        then = {words for _place, words in _written(before, [(one.id, one.html) for one in before.blocks])}
        old = "\n".join(then)
        for place, words in _written(text, _blocks(text)):
            is_same = words in then
            found = findings(words, text.language, self.since)
            left = tuple(one for one in found if is_same or one.words in old)
            yield Passage(
                language=text.language,
                place=place,
                words=words,
                findings=left,
                is_carried=is_same or bool(left),
            )


def problems(statement: Statement, languages: Collection[str]) -> Iterator[Unconfirmed]:
    """What keeps a draft in ``languages`` from being submitted: each passage that nobody has confirmed."""
    carrying = Carrying.of(statement)
    for one in carrying.unconfirmed(languages) if carrying else ():
        said = gettext("%(where)s: carried from %(year)s, and not confirmed yet.")
        year = carrying.before.year if carrying else 0
        message = said % {"where": where(one.spot), "year": year}
        yield Unconfirmed(message=message, spot=one.spot, passage=one, year=year, before_doubts=True)


def keep_with(candidate: Candidate, statement: Statement) -> None:
    """Store with ``candidate``, of the ``statement`` as it was read to be submitted, what somebody confirmed of it."""
    carrying = Carrying.of(statement)
    held = list(carrying.confirmed(candidate.languages)) if carrying else []
    ConfirmedIn.objects.bulk_create(ConfirmedIn(candidate=candidate, confirmation=one) for one in held)


def submitted_with(candidate: Candidate) -> list[Confirmation]:
    """What held for the words of ``candidate``, be it under other labels. One query; none for what is not carried."""
    if not isinstance(candidate.payload, StatementPayload):
        return []
    same = [one for one in (candidate.pk, candidate.relabels_id) if one]
    held = Confirmation.objects.filter(submitted_in__candidate__in=same).select_related("by").distinct()
    return list(held.order_by("pk"))


def where(spot: Spot) -> str:
    """As in “English, paragraph 3”."""
    place = gettext("paragraph %(number)s") % {"number": spot.block.removeprefix("p")} if spot.block else ""
    return ", ".join(filter(None, (languages.autonym(spot.language), place or str(_heading(spot.field)))))


def _heading(name: str) -> object:
    return getattr(Text._meta.get_field(name), "verbose_name", name)


def _written(words: Words | Text, blocks: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Place and words of each part in which anything is written: pictures have none."""
    for name in HEADS:
        if said := getattr(words, name):
            yield name, said
    yield from ((place, said) for place, html in blocks if (said := markup.plain(html)))


def _blocks(text: Text) -> list[tuple[str, str]]:
    try:
        return [(f"p{number}", html) for number, html in text.numbered_blocks()]
    except markup.MarkupError:
        return []  # readiness says so
