"""What was understood of a document, in sentences for the archivist at the terminal."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from archive import clock, languages
from archive.dates import day_in_words
from archive.records.base import Record, kind_name
from archive.records.sources import Source
from archive.records.statements import Rendering, Statement

from . import likeness
from .belonging import Belonging, Role
from .documents import Document, Remains
from .drafts import Made
from .earlier import Before
from .kinds import is_source_only, kind_of, obstacles
from .models import ImportedDocument
from .proposals import Proposal

# A remain is shown by its beginning: enough to see what it was.
LONGEST_WORDS = 70
# So much of a changed copy is shown; whoever decides has both files.
MOST_CHANGES, LONGEST_CHANGE = 12, 200
OFFERED = gettext_lazy(
    "--save keeps it as a further copy of the same source and lists it as a version of a statement, without changing a "
    "word of the draft; with --as-new it becomes a draft of its own."
)

WAITS = gettext_lazy(
    "Nothing was done with it: --save --as-text adds it to that statement; with --save --as-new it becomes a draft of "
    "its own."
)

ROLES = {
    Role.SAME: gettext_lazy("Proposed: it stays one text; what is new is where it was found."),
    Role.PAGE: gettext_lazy("Proposed: it becomes the text of the page in its language, marked “%(translation)s”."),
    Role.FURTHER: gettext_lazy("Proposed: it becomes a further text, marked “%(translation)s”."),
    Role.OFFICIAL: gettext_lazy(
        "Proposed: it becomes the text of the page, marked “%(translation)s”; what stands there becomes a further "
        "text, in every language if the words were only told."
    ),
}
LEFT_OUT = {
    Remains.STAMP: gettext_lazy("Left out of the text: the copy’s own date, “%(words)s”."),
    Remains.FRONT_MATTER: gettext_lazy("Left out of the text: lines about the file, “%(words)s”."),
    Remains.BOX: gettext_lazy("Left out of the text: a box of facts, “%(words)s”."),
    Remains.BYLINE: gettext_lazy("Left out of the text: the author’s line, “%(words)s”."),
    Remains.LABEL: gettext_lazy("Left out of the text: a line about the document, “%(words)s”."),
    Remains.COMMENTS: gettext_lazy("Left out of the text: remains of a comment form, “%(words)s”."),
    Remains.MORE: gettext_lazy("Left out of the text: a button for reading on, “%(words)s”."),
    Remains.SEE_ALSO: gettext_lazy("Left out of the text: a list of other pages, “%(words)s”."),
    Remains.REPETITION: gettext_lazy("Left out of the text: a paragraph that stands there twice, “%(words)s”."),
    Remains.DATE_LINE: gettext_lazy("Left out of the text: the line with the date, “%(words)s”."),
}


def understood(document: Document, proposal: Proposal) -> tuple[str, ...]:
    """Every proposal with its reason, then what was left out, what is missing, and what keeps it from being a draft."""
    return (
        *_proposed(proposal),
        *_left_out(document),
        *(_("Still open: %(what)s") % {"what": sentence} for sentence in proposal.missing),
        *(_("No draft can be made of it: %(why)s") % {"why": sentence} for sentence in obstacles(proposal)),
    )


def drafted(made: Made) -> Iterator[str]:
    """Which drafts were made, and where the words and the file are now."""
    for draft in made.drafts:
        words = {"kind": draft.kind_name, "title": called(draft), "slug": draft.slug}
        yield _("Saved as a draft: %(kind)s “%(title)s” (%(slug)s).") % words
    if made.holder:
        words = {"kind": kind_name(made.holder.kind), "title": called(made.holder)}
        yield _("Its text stands in the draft: %(kind)s “%(title)s”.") % words
    if made.holder and made.holder == made.source:
        yield _("Still open: readers will see that text once the source is published. Mind its rights.")
    if made.source not in made.drafts:
        yield _("The source “%(title)s” was there already and stays as it is.") % {"title": called(made.source)}
    yield from kept(made)
    if not made.holder:
        yield _("Its text stands in that copy and in no draft.")


def kept(made: Made) -> Iterator[str]:
    """What became of the file itself."""
    title = {"title": called(made.source)}
    if made.refused:
        yield _("The file itself is not kept: %(why)s") % {"why": made.refused}
    elif made.is_kept:
        yield _("The file is kept as a private captured copy of the source “%(title)s”.") % title
    else:
        yield _("This very file is a captured copy of the source “%(title)s” already.") % title


def same(before: Before) -> str:
    """Which document has the same words."""
    if not before.row:
        return _("It has the same words as %(name)s above.") % {"name": before.said.name}
    words = _imported(before.row)
    return _("It has the same words as %(name)s, which %(person)s imported on %(day)s as “%(title)s”.") % words


def changed(before: Before, document: Document) -> Iterator[str]:
    """Which document this is a changed copy of, and what is different in it."""
    if before.row:
        sentence = _("It is a changed copy of %(name)s, which %(person)s imported on %(day)s as “%(title)s”.")
        yield sentence % _imported(before.row)
    else:
        yield _("It is a changed copy of %(name)s above.") % {"name": before.said.name}
    yield from _title(before.said.title, document.title)
    found = likeness.changes(before.said.text, document.text)
    if found is None:
        yield _("Too much of it is different to be shown word by word.")
    yield from map(_difference, (found or ())[:MOST_CHANGES])
    if (more := len(found or ()) - MOST_CHANGES) > 0:
        sentence = ngettext("And %(count)s more change like these.", "And %(count)s more changes like these.", more)
        yield sentence % {"count": more}


def _title(before: str, after: str) -> Iterator[str]:
    words = {"before": before, "after": after}
    if likeness.letters(before) == likeness.letters(after[:300]):
        return
    if before and after:
        yield _("Its title was “%(before)s” and is now “%(after)s”.") % words
    elif after:
        yield _("It had no title, and now it has: “%(after)s”.") % words
    else:
        yield _("It had a title, and now it has none: “%(before)s”.") % words


def added(made: Made, record: Record) -> Iterator[str]:
    """What came of a changed copy, and what a person has to decide."""
    yield from kept(made)
    words = {"version": made.version, "title": called(record)}
    if made.version:
        yield _("The draft “%(title)s” lists it as version %(version)s; no word of the draft was changed.") % words
        yield _(
            "Still open: did the issuer change the document? Then say in the draft what was changed. If it is only "
            "another copy, delete this version there."
        )
    else:
        yield _("No word of “%(title)s” was changed. Still open: which of the two texts should stand there?") % words


def belongs(found: Belonging) -> Iterator[str]:
    """To which statement it belongs, why, and what it would be there."""
    yield _("It belongs to the statement “%(title)s” (%(slug)s).") % _of(found)
    yield from found.because
    yield ROLES[found.role] % _of(found)


def joined(found: Belonging, made: Made) -> Iterator[str]:
    """What was done to that statement, and what a person has to look at."""
    if found.role is not Role.SAME:
        words = {"kind": kind_name(found.statement.kind), "title": called(found.statement)}
        yield _("Its text stands in the draft: %(kind)s “%(title)s”.") % words
    for draft in made.drafts:
        words = {"kind": draft.kind_name, "title": called(draft), "slug": draft.slug}
        yield _("Saved as a draft: %(kind)s “%(title)s” (%(slug)s).") % words
    yield from kept(made)
    if found.role is Role.SAME:
        yield _("Its text stands in that copy and in no draft.")
    if found.role is Role.OFFICIAL:
        yield _("Still open: do the summary, and the notes and citations beside paragraphs, still fit?")


def _of(found: Belonging) -> dict[str, str]:
    marks = dict(Rendering.TRANSLATIONS)
    return {
        "title": called(found.statement),
        "slug": found.statement.slug,
        "translation": str(marks[found.translation]),
    }


def called(record: Record) -> str:
    """Its title, or the name that stands for one where the document is in a language of others."""
    name = record.names.first() if not record.title() else None
    return record.title() or (name.text if name else record.slug)


def _imported(row: ImportedDocument) -> dict[str, object]:
    day = clock.local(row.at).date()
    return {"name": row.name, "person": row.by, "day": day, "title": called(row.record)}


def _difference(change: likeness.Change) -> str:
    words = {"before": _cut(change.before), "after": _cut(change.after)}
    if not change.before:
        return _("New: “%(after)s”.") % words
    if not change.after:
        return _("No longer there: “%(before)s”.") % words
    return _("Changed: “%(before)s” is now “%(after)s”.") % words


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_CHANGE else words[:LONGEST_CHANGE].rstrip() + "…"


def _proposed(proposal: Proposal) -> Iterator[str]:
    yield _line(_("Kind: %(value)s."), kind_name(proposal.kind.value), proposal.kind.because)
    if proposal.form:
        yield _line(_("Form: %(value)s."), Statement.Form(proposal.form.value).label, proposal.form.because)
    yield _line(_("Title: “%(value)s”."), proposal.title.value, proposal.title.because)
    if proposal.language:
        yield _line(_("Language: %(value)s."), _language(proposal), proposal.language.because)
    if proposal.date:
        yield _line(_("Date: %(value)s."), proposal.date.value, proposal.date.because)
    if proposal.year:
        yield _line(_("Year: %(value)s."), proposal.year.value, proposal.year.because)
    if proposal.day:
        day = day_in_words(proposal.day.value.month, proposal.day.value.day, languages.current())
        yield _line(_("Day of the year: %(value)s."), day, proposal.day.because)
    if proposal.issuer:
        yield _line(_("Issuer: %(value)s."), proposal.issuer.value, proposal.issuer.because)
    yield from _observance(proposal)
    for place in proposal.places:
        yield _line(_("Place: %(value)s."), place.value, place.because)
    if proposal.completeness:
        label = Statement.Completeness(proposal.completeness.value).label
        yield _line(_("Completeness: %(value)s."), label, proposal.completeness.because)
    yield from _source(proposal)
    yield from kind_of(proposal).remarks(proposal)


def _observance(proposal: Proposal) -> Iterator[str]:
    if not proposal.observance:
        return
    yield _line(_("Observance: %(value)s."), proposal.observance.value, proposal.observance.because)
    if is_source_only(proposal):
        yield _("The archive has this observance already; it stays as it is, and only the source is drafted.")


def _source(proposal: Proposal) -> Iterator[str]:
    if proposal.known_source:
        yield _line(
            _("Source, known already: “%(value)s”."), proposal.known_source.value, proposal.known_source.because
        )
        return
    label = Source.Sort(proposal.source_sort.value).label
    yield _line(_("Sort of source: %(value)s."), label, proposal.source_sort.because)
    yield _("Title of the source: “%(title)s”.") % {"title": proposal.source_title}
    if proposal.creator:
        yield _line(_("Written by: %(value)s."), proposal.creator.value, proposal.creator.because)
    if proposal.publisher:
        yield _line(_("Made public by: %(value)s."), proposal.publisher.value, proposal.publisher.because)
    if proposal.published and proposal.published != proposal.date:
        yield _line(_("Made public on: %(value)s."), proposal.published.value, proposal.published.because)
    if proposal.address:
        yield _line(_("Web address: “%(value)s”."), proposal.address.value, proposal.address.because)


def _language(proposal: Proposal) -> str:
    spoken = proposal.language.value if proposal.language else ""
    return languages.autonym(spoken) if proposal.text_language else spoken


def _left_out(document: Document) -> Iterator[str]:
    """One line for each sort; the words are those it begins with."""
    for sort, sentence in LEFT_OUT.items():
        words = " / ".join(remain.words for remain in document.remains if remain.sort is sort)
        if words:
            yield sentence % {"words": words if len(words) <= LONGEST_WORDS else words[:LONGEST_WORDS].rstrip() + "…"}


def _line(sentence: str, value: object, because: str) -> str:
    return f"{sentence % {'value': value}} {because}"
