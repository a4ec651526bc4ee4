"""What keeps a record from being submitted, said so that an archivist knows what to do next."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import languages, markup
from archive.editions.models import Address
from archive.editions.payloads import NameForm, Payload, Words
from archive.languages.named import name_of
from archive.matching import Names
from archive.records import known_names
from archive.records.base import Record
from archive.records.known_names import Authority
from archive.records.names import Name
from archive.records.naming import owning
from archive.records.pictures import Picture
from archive.records.texts import Text

from . import between_languages, freezing, names_spelled, privacy
from .freezing import Public, labels_for, mentioned, names_of, read, words_of
from .freezing.base import Freezing
from .problems import Doubt, Problem, Spot, problem

Known = Callable[[], Names[Authority]]


def problems(
    record: Record, *, languages: Collection[str], at: datetime, public: Public | None = None
) -> tuple[Problem, ...]:
    """Everything that keeps ``record`` from being frozen in ``languages`` for an instant; empty when it is ready.

    ``public`` is what readers can see then of all that it names, if that has been read.
    """
    record = read(record)
    public = public or labels_for(record, languages=languages, at=at)
    return tuple(_problems(record, frozenset(languages), public))


def doubts(record: Record) -> tuple[Doubt, ...]:
    """What an archivist should look at before submitting ``record``. None of it keeps it from being published."""
    record = read(record)
    original = record.original()
    behind = (_behind(text.language, text.body, original.body if original else "") for text in record.behind())
    nobodys = (_nobodys(name) for name in record.names.all() if _is_nobodys(name))
    kind = freezing.of(record)
    read_in = _as_read(words_of(record), original.language if original else "", own_year=kind.own_year())
    return (*behind, *nobodys, *read_in, *kind.doubts())


def doubts_of(payload: Payload) -> tuple[Doubt, ...]:
    """What a reviewer should look at in a payload: found in what is signed, so it stays as long as that does."""
    kind = freezing.of_kind(payload.kind)
    found = _of_every_kind(payload, own_year=kind.own_year_of(payload), known=known_names.known)
    return (*found, *kind.doubts_of(payload))


def doubts_in(payload: Payload) -> tuple[Doubt, ...]:
    """Those of these for which nothing is read but the payload, not even which names there are."""
    found = _of_every_kind(payload, own_year=0, known=lambda: Names[Authority](()))
    return (*found, *freezing.of_kind(payload.kind).doubts_in(payload))


def _of_every_kind(payload: Payload, *, own_year: int, known: Known) -> tuple[Doubt, ...]:
    bodies = {language: "\n".join(block.html for block in words.blocks) for language, words in payload.texts.items()}
    original = bodies.get(payload.original(), "")
    behind = (_behind(code, bodies[code], original) for code, words in payload.texts.items() if words.is_behind)
    nobodys = (_nobodys(name) for name in payload.names if _is_nobodys(name))
    read_in = _as_read(payload.texts, payload.original(), own_year=own_year, known=known)
    return (*behind, *nobodys, *read_in)


def _as_read(
    texts: Mapping[str, Words], original: str, *, own_year: int, known: Known = known_names.known
) -> Iterator[Doubt]:
    """What its languages do not say alike; and how names are spelled in our own words. At most one query."""
    known = cache(known)
    yield from between_languages.doubts(texts, original, known=known)
    if own_year:
        yield from names_spelled.doubts(texts, own_year, known=known)


def _behind(language: str, body: str, original: str) -> Doubt:
    message = gettext("This translation renders an earlier text of the original, or another version: %(language)s.")
    return Doubt(
        rule="translation-behind",
        about=language,
        message=message % {"language": languages.autonym(language)},
        spot=Spot(language=language),
        words=(markup.plain(body), markup.plain(original)),
    )


def _nobodys(name: Name | NameForm) -> Doubt:
    return Doubt(
        rule="name-without-user",
        about=f"{name.language}: {name.text}",
        message=gettext("Say who uses this name, if that is known: %(name)s.") % {"name": name.text},
        spot=Spot(rows="names", row=name.pk if isinstance(name, Name) else None),
        words=(name.language, name.text),
    )


def _is_nobodys(name: Name | NameForm) -> bool:
    if name.sort != Name.Sort.OTHER or name.used_by:
        return False
    return not (name.users.words if isinstance(name, NameForm) else name.phrases.all())


def _problems(record: Record, languages: frozenset[str], public: Public) -> Iterator[Problem]:
    texts = [text for text in record.texts.all() if text.language in languages and text.title.strip()]
    missing = languages - {text.language for text in texts}
    if not languages:
        yield problem(_("Choose at least one language."))
    for language in sorted(missing):
        said = _("There is no title in this language yet: %(language)s.")
        yield problem(said, Spot(language=language), language=name_of(language))
    kind = freezing.of(record)
    rows = (*_names(record), *_citations(record), *record.identifiers.all(), *kind.own_rows())
    for row in (record, *texts, *rows):
        yield from _invalid(row)
    for text in texts:
        yield from _words(kind, text)
        yield from _cited_paragraphs(record, text)
    if Address.owner(kind=record.kind, slug=record.slug) not in (None, record.uuid):
        said = _("This address belongs, or once belonged, to another record. Choose another one.")
        yield problem(said, Spot(field="slug"))
    yield from kind.unsaid()
    yield from kind.problems(texts)
    if kind.needs_source() and kind.lacks_source():
        yield problem(_("Cite at least one source."), Spot(rows="citations"))
    yield from _unpublished(record, texts, public)
    yield from _no_pictures(texts, public)


def _names(record: Record) -> Iterator[Model]:
    for name in record.names.all():
        yield from (name, *name.phrases.all())


def _citations(record: Record) -> Iterator[Model]:
    for citation in record.citations.all():
        yield from (citation, *citation.phrases.all())


def _invalid(row: Model) -> Iterator[Problem]:
    """What the form would have refused: not everything is saved through it."""
    named = {field.name for field in row._meta.fields if field.is_relation}
    try:
        # The database keeps the rest, and that what is named is there.
        row.full_clean(exclude=named, validate_unique=False, validate_constraints=False)
    except ValidationError as refused:
        for field, messages in refused.message_dict.items():
            label = (
                "" if field == NON_FIELD_ERRORS else f"{getattr(row._meta.get_field(field), 'verbose_name', field)}: "
            )
            spot = _spot_of(row, field)
            yield from (Problem(message=f"{label}{message}", spot=spot) for message in messages)


def _spot_of(row: Model, field: str) -> Spot:
    """Where ``field`` of ``row`` is written; what hangs on a row stands in that row."""
    if isinstance(row, Record):
        return Spot(field="" if field == NON_FIELD_ERRORS else field)
    if isinstance(row, Text):
        return Spot(language=row.language)
    belongs: Any = owning(type(row))
    if not issubclass(belongs.related_model, Record):
        return _spot_of(getattr(row, belongs.name), field)
    return Spot(rows=belongs.remote_field.get_accessor_name(), row=row.pk)


def _cited_paragraphs(record: Record, text: Text) -> Iterator[Problem]:
    """A paragraph may have gone since a source was cited for it."""
    cited = [one for one in record.citations.all() if one.paragraph_language in ("", text.language)]
    rows = {one.paragraph: one.pk for one in cited if one.paragraph and one.paragraph not in text.paragraphs}
    for number, row in sorted(rows.items()):
        yield problem(
            _("A source is cited for paragraph %(number)s, which this text does not have: %(language)s."),
            Spot(rows="citations", row=row),
            number=str(number),
            language=name_of(text.language),
        )


def _words(kind: Freezing[Any], text: Text) -> Iterator[Problem]:
    try:
        body = markup.clean(text.body)
    except markup.MarkupError as refused:
        yield Problem(message=f"{name_of(text.language)}: {refused}", spot=Spot(language=text.language))
        return
    if kind.needs_text() and not body:
        said = _("There is no text in this language yet: %(language)s.")
        yield problem(said, Spot(language=text.language), language=name_of(text.language))
    if body and not kind.may_have_text():
        yield problem(
            _("It is said to have no text, and there is one in this language: %(language)s."),
            Spot(field="completeness"),
            language=name_of(text.language),
        )


def _no_pictures(texts: Collection[Text], public: Public) -> Iterator[Problem]:
    """What a text would show, and is none."""
    for text in texts:
        named = (public.payloads[uuid] for uuid in markup.pictures(text.body) if uuid in public.payloads)
        for one in (payload for payload in named if payload.kind != Picture.KIND):
            yield problem(
                _("Only pictures of the archive can stand in a text, and this is none: %(title)s."),
                Spot(language=text.language),
                title=next(iter(one.titles().values())),
            )


def _unpublished(record: Record, texts: Collection[Text], public: Public) -> Iterator[Problem]:
    named = names_of(record, texts)
    if private := privacy.forbidden(mentioned(texts)):
        yield Problem(message=privacy.sentence(private))
        named -= {str(one.uuid) for one in private}
    if absent := named - public.payloads.keys():
        records = tuple(Record.objects.filter(uuid__in=absent).prefetch_related("texts").order_by("kind", "slug"))
        names = ", ".join(str(one) for one in records)
        yield Problem(
            message=gettext("It names what readers cannot see yet: %(names)s. Publish these first, or together.")
            % {"names": names},
            records=records,
        )
