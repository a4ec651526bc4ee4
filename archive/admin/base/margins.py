"""What stands in the margin of a record at the desk: the doubts it raises, and what people say to one another about it.

Each leads to its spot in the form.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from archive.editorial import acknowledgements, comments, freezing
from archive.editorial.acknowledgements import Acknowledgement
from archive.editorial.comments import Comment
from archive.editorial.models import Candidate
from archive.editorial.people import User
from archive.editorial.problems import Doubt
from archive.editorial.readiness import doubts_of
from archive.records.base import Record

from .comment_forms import AnswerForm, CommentForm, code
from .fact_labels import spot_label
from .spots import spot_url


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldDoubt:
    """``url`` leads to where it can be mended, or ``answer_url`` to where something can be said of it;
    ``acknowledged`` says who lets it stand, if somebody does.
    """

    doubt: Doubt
    url: str
    answer_url: str
    acknowledged: Acknowledgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One comment with its answers. ``where`` names its spot, to which ``url`` leads in the form; ``page`` is its own.

    ``is_gone``: what it is about no longer stands there.
    """

    comment: Comment
    where: str
    url: str
    page: str
    is_gone: bool

    @property
    def code(self) -> str:
        """How the page as readers will see it calls its spot, if that has it."""
        return code(self.comment.spot) if self.comment.language and not self.is_gone else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """Of one candidate, for one person: ``commenting`` and ``answering`` are her forms, if she may say anything."""

    candidate: Candidate
    doubts: tuple[ToldDoubt, ...]
    open: tuple[Thread, ...]
    resolved: tuple[Thread, ...]
    commenting: CommentForm | None
    answering: AnswerForm | None
    url: str


def margin(candidate: Candidate, *, person: User) -> Margin:
    """All that is read beside ``candidate``."""
    payload, record = candidate.payload, candidate.record
    said = tuple(_thread(record, one, stands=stands) for one, stands in comments.beside(candidate))
    may = comments.may_comment(person)
    return Margin(
        candidate=candidate,
        doubts=told_doubts(record, doubts_of(payload)),
        open=tuple(one for one in said if one.comment.is_open),
        resolved=tuple(one for one in said if not one.comment.is_open),
        commenting=CommentForm(payload=payload, auto_id=f"{candidate.uuid}_%s") if may else None,
        answering=AnswerForm(initial={"back": candidate.uuid}, auto_id=False) if may else None,
        url=reverse("admin:comment_on", args=[candidate.uuid]),
    )


def told_doubts(record: Record, doubts: Collection[Doubt]) -> tuple[ToldDoubt, ...]:
    """First those that nobody lets stand. One query; none if there are no doubts."""
    return _told(record, doubts, acknowledgements.of(record.pk, doubts))


def doubts_of_each(candidates: Iterable[Candidate]) -> dict[Candidate, tuple[ToldDoubt, ...]]:
    """The same of what was submitted of several records. One query for all of them."""
    raised = {one: doubts_of(one.payload) for one in candidates}
    known = acknowledgements.of_each({one.record_id: doubts for one, doubts in raised.items()})
    return {one: _told(one.record, doubts, known[one.record_id]) for one, doubts in raised.items()}


def _told(record: Record, doubts: Iterable[Doubt], known: Mapping[str, Acknowledgement]) -> tuple[ToldDoubt, ...]:
    told = (
        ToldDoubt(
            doubt=one,
            url=spot_url(record, one.spot),
            answer_url=spot_url(record, one.answered_at) if one.answered_at else "",
            acknowledged=known.get(one.digest),
        )
        for one in doubts
    )
    return tuple(sorted(told, key=lambda one: bool(one.acknowledged)))


def open_threads(record: Record) -> tuple[Thread, ...]:
    """What is open beside the form of ``record``, as it is saved. One query, and its texts if they were not read."""
    said = list(comments.open_of(record))
    texts = freezing.words_of(record) if said else {}
    return tuple(_thread(record, one, stands=one.is_elsewhere or one.stands_among(texts)) for one in said)


def thread_of(record: Record, said: Comment) -> Thread:
    """``said`` of ``record``, whatever stands there by now."""
    return _thread(record, said, stands=True)


def told_open(record: Record, doubts: Iterable[Doubt]) -> tuple[ToldDoubt, ...]:
    """Of ``doubts`` that nobody lets stand."""
    return _told(record, doubts, {})


def thread(said: Comment) -> Thread:
    """``said`` by itself, beside its own candidate."""
    return _thread(said.candidate.record, said, stands=True)


def _thread(record: Record, one: Comment, *, stands: bool) -> Thread:
    return Thread(
        comment=one,
        where=spot_label(record.kind, one.spot),
        url=spot_url(record, one.spot),
        page=reverse("admin:comment", args=[one.pk]),
        is_gone=not stands,
    )
