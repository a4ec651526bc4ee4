"""What people at the desk say to one another about a spot of what was submitted. Nothing of it ever reaches readers."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import characters, clock, markup
from archive.editions.acts import Refused
from archive.editions.payloads import Payload, Words
from archive.fields import LanguageField, LinesField
from archive.guards import AppendOnly
from archive.records.base import Record

from .models import Candidate, CandidateAuthor
from .people import User
from .permissions import may, require
from .problems import EVERYWHERE, Spot

# The parts of a text that are no blocks.
HEADS = ("title", "summary", "content_note")
# Of a payload, what is no fact.
NO_FACTS = frozenset({"schema", "kind", "record", "slug", "change", "texts", "mentions"})


class Comment(AppendOnly):
    """Said of one spot of a candidate: of the words that ``quote`` has of it, or of all that stands there.

    Without a ``language`` it is about the fact in ``field``, or about the record as a whole. It is shown beside later
    candidates of the record as well.
    """

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="comments")
    language = LanguageField(_("language"), blank=True)
    block = models.CharField(max_length=20, blank=True)
    field = models.CharField(max_length=40, blank=True)
    quote = LinesField(_("the words it is about"), max_length=1000, blank=True)
    words = LinesField(_("comment"), max_length=4000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ("id",)
        # Whoever may read a candidate may read what was said of it.
        default_permissions = ()

    @property
    def spot(self) -> Spot:
        return Spot(language=self.language, block=self.block, field=self.field)

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is about what no text of the record has: all of it, a fact, or a further text."""
        return not self.language or (not self.block.startswith("p") and bool(self.block))

    @property
    def is_of_a_fact(self) -> bool:
        return bool(self.field) and not self.language

    @property
    def is_open(self) -> bool:
        return hasattr(self, "opened")

    def stands_among(self, texts: Mapping[str, Words]) -> bool:
        """Whether what it is about stands there, by the words of each language; of what is no fact."""
        said = _words_in(texts, self.spot) if self.language else ""
        return said is not None and _alike(self.quote) in _alike(said)


class Answer(AppendOnly):
    """Said under a comment, or done with it; or both at once."""

    class Turn(models.TextChoices):
        RESOLVED = "resolved", _("Resolved")
        REOPENED = "reopened", _("Opened again")

    comment = models.ForeignKey(Comment, models.PROTECT, related_name="answers")
    words = LinesField(_("answer"), max_length=4000, blank=True)
    turn = models.CharField(max_length=8, choices=Turn, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ("id",)
        default_permissions = ()
        constraints = (
            models.CheckConstraint(condition=~Q(words="") | ~Q(turn=""), name="answer_says_or_does_something"),
        )


class OpenComment(models.Model):
    """That a comment waits, and for others than who said the last of it. It follows from what was said and done."""

    comment = models.OneToOneField(Comment, models.PROTECT, primary_key=True, related_name="opened")
    last_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("open comment")
        verbose_name_plural = _("open comments")
        default_permissions = ()


class NotThere(Refused):
    """What is commented on does not stand there."""


class NotOpen(Refused):
    """Somebody else has resolved it, or opened it again."""


# --- what is done ---------------------------------------------------------------------------------------


@transaction.atomic
def comment(candidate: Candidate, spot: Spot, *, words: str, by: User, quote: str = "") -> Comment:
    """Say something of ``spot`` of ``candidate``; ``quote`` are the words that are meant, as they stand there."""
    _require(by)
    _require_words(words)
    said = words_at(candidate.payload, spot)
    if said is None:
        raise NotThere(_("What was submitted has no such place."))
    if _alike(quote) not in _alike(said):
        raise NotThere(_("These words do not stand there. Quote them as they stand, or leave the quotation empty."))
    made = Comment.objects.create(
        candidate=candidate,
        language=spot.language,
        block=spot.block,
        field=spot.field,
        quote=quote,
        words=words,
        by=by,
        at=clock.now(),
    )
    OpenComment.objects.create(comment=made, last_by=by, at=made.at)
    return made


@transaction.atomic
def answer(comment: Comment, *, words: str, by: User) -> Answer:
    """Say something to it. One that was resolved stays so."""
    _require(by)
    _require_words(words)
    OpenComment.objects.filter(comment=comment).update(last_by=by, at=clock.now())
    return _answered(comment, by=by, words=words)


@transaction.atomic
def resolve(comment: Comment, *, by: User, words: str = "") -> Answer:
    """Say that nothing is left to be done about it."""
    _require(by)
    if not OpenComment.objects.filter(comment=comment).delete()[0]:
        raise NotOpen(_("Somebody else has resolved this already."))
    return _answered(comment, by=by, words=words, turn=Answer.Turn.RESOLVED)


@transaction.atomic
def reopen(comment: Comment, *, by: User, words: str = "") -> Answer:
    """Say that something is left to be done after all."""
    _require(by)
    _again, is_new = OpenComment.objects.get_or_create(comment=comment, defaults={"last_by": by, "at": clock.now()})
    if not is_new:
        raise NotOpen(_("It is open."))
    return _answered(comment, by=by, words=words, turn=Answer.Turn.REOPENED)


def may_comment(person: User) -> bool:
    """Whoever writes records, or decides on them."""
    return may(person, "submit") or may(person, "review")


def _require(person: User) -> None:
    if not may_comment(person):
        require(person, "review")


def _require_words(words: str) -> None:
    if not characters.written(words):
        raise Refused(_("Write what you want to say."))


def _answered(comment: Comment, *, by: User, words: str, turn: str = "") -> Answer:
    return Answer.objects.create(comment=comment, words=words, turn=turn, by=by, at=clock.now())


# --- what is found --------------------------------------------------------------------------------------


def of(record: Record) -> QuerySet[Comment]:
    """All that was said of any candidate of ``record``, the first first."""
    said = Comment.objects.filter(candidate__record=record.pk).select_related("candidate", "by", "opened")
    return said.defer("candidate__content").order_by("pk")


def beside(candidate: Candidate) -> Iterator[tuple[Comment, bool]]:
    """All that was said of its record, each with whether what it is about stands in ``candidate``.

    Two queries with the answers; one more if any was said of a fact of another candidate.
    """
    said = list(of(candidate.record).prefetch_related("answers__by"))
    others = {one.candidate_id for one in said if one.is_of_a_fact} - {candidate.pk}
    frozen = {candidate.pk: candidate} | (Candidate.objects.in_bulk(others) if others else {})
    for one in said:
        yield one, one.candidate_id == candidate.pk or _stands_in(one, candidate, frozen)


def _stands_in(one: Comment, candidate: Candidate, frozen: Mapping[int, Candidate]) -> bool:
    payload = candidate.payload
    if one.is_of_a_fact:
        return getattr(payload, one.field, None) == getattr(frozen[one.candidate_id].payload, one.field, None)
    return one.stands_among(payload.texts)


def open_of(record: Record) -> QuerySet[Comment]:
    """What of it waits."""
    return of(record).filter(opened__isnull=False)


def waiting_for(person: User) -> QuerySet[OpenComment]:
    """What others said last: of what ``person`` wrote, or where she said something. What waits longest comes first."""
    wrote = CandidateAuthor.objects.filter(candidate=OuterRef("comment__candidate"), person=person.pk)
    answered = Answer.objects.filter(comment=OuterRef("comment"), by=person.pk)
    is_hers = Q(comment__by=person.pk) | Exists(wrote) | Exists(answered)
    return OpenComment.objects.filter(is_hers).exclude(last_by=person.pk).order_by("at", "pk")


def open_ones() -> QuerySet[OpenComment]:
    """Each with its comment, and what that is of without its contents."""
    found = OpenComment.objects.select_related("comment__by", "comment__candidate")
    return found.defer("comment__candidate__content")


# --- what stands where ----------------------------------------------------------------------------------


def words_at(payload: Payload, spot: Spot) -> str | None:
    """The words that stand at ``spot``; ``None`` if there is no such place. What is no text has none to be quoted."""
    if spot.language:
        return _words_in(payload.texts, spot)
    return "" if spot == EVERYWHERE or spot.field in facts_of(payload) else None


def _words_in(texts: Mapping[str, Words], spot: Spot) -> str | None:
    if spot.language not in texts:
        return None
    said, place = dict(_parts(texts[spot.language])), spot.block or spot.field
    return said.get(place) if place else "\n".join(said.values())


def spots_of(payload: Payload, language: str) -> Iterator[tuple[Spot, str]]:
    """Every place in its text in ``language``, with the words that stand there; first that text as a whole."""
    yield Spot(language=language), ""
    for place, said in _parts(payload.texts[language]):
        is_head = place in HEADS
        yield Spot(language=language, field=place if is_head else "", block="" if is_head else place), said


def facts_of(payload: Payload) -> tuple[str, ...]:
    """What it says besides its texts, by the names of its fields."""
    names = (field.name for field in fields(payload) if field.name not in NO_FACTS)
    return tuple(name for name in names if getattr(payload, name) not in (None, "", ()))


def _parts(words: Words) -> Iterator[tuple[str, str]]:
    yield from ((head, said) for head in HEADS if (said := getattr(words, head)))
    yield from ((block.id, markup.plain(block.html)) for block in words.bodies())


def _alike(words: str) -> str:
    """As a browser gives words that somebody has chosen in a page, and as they are written."""
    return " ".join(unicodedata.normalize("NFKC", words).replace("\u00ad", "").split())
