"""One record in a list."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from archive.catalogue.models import Row, SearchText, Term
from archive.editions.masking import name_withheld

# Under which subject a subject stands.
BROADER = Subquery(Term.objects.filter(row=OuterRef("pk"), facet="broader").values("value")[:1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record in a list, in the language in which it is shown.

    ``number`` and ``digest`` are those of its edition, which stands ``since`` an instant. ``leads`` says whether the
    language is the best one for the reader; it is not when the words that were looked for, or the language that was
    asked for, stand in another. ``words`` is its whole text when searching, ``beside`` what says itself in which
    language it is. ``broader`` is said of subjects by ``choices`` and ``related``. ``issuers`` are the labels of those
    who issued it, by language.
    """

    record: UUID
    kind: str
    slug: str
    number: int
    digest: str
    since: datetime
    language: str
    title: str
    summary: str
    date: str
    one_night: bool
    time: str
    zone: str
    year: int | None
    form: str
    issuers: tuple[Mapping[str, str], ...] = ()
    leads: bool = True
    words: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    broader: UUID | None = None


def entry_of(row: Row, *, text: SearchText | None = None) -> Entry:
    return Entry(
        record=row.record,
        kind=row.kind,
        slug=row.slug,
        number=row.number,
        digest=row.digest,
        since=row.live_from,
        language=row.language,
        title=row.title,
        summary=row.summary,
        date=row.date,
        one_night=row.one_night,
        time=row.time,
        zone=row.zone,
        year=row.year,
        form=row.form,
        issuers=tuple(label or name_withheld() for label in row.issuers),
        leads=getattr(row, "leads", True),
        words=text.words if text else "",
        beside=tuple((language, words) for language, words in text.beside) if text else (),
        broader=getattr(row, "broader", None),
    )
