"""Loads the sample through the desk's own verbs: one person writes, a second approves, a third publishes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Model

from archive import clock, markup, picture_files
from archive.editions.models import ChangeKind
from archive.editorial import acknowledgements, carrying, confirming, merging, publishing, reviewing, sensitivity
from archive.editorial.carried import Carrying
from archive.editorial.models import Candidate
from archive.editorial.people import User
from archive.editorial.readiness import doubts_of
from archive.imaging.refusals import Unfit
from archive.markup.markdown import from_markdown
from archive.records.base import KINDS, Record
from archive.records.citations import Citation, CitedFor
from archive.records.collections import Caption, Member
from archive.records.date_rules import DateRule, Override
from archive.records.figures import Figure, FigureNote
from archive.records.identifiers import Identifier
from archive.records.institutions import Institution
from archive.records.names import Name, UsedBy
from archive.records.persons import Involvement
from archive.records.pictures import (
    Picture,
    PictureDescription,
    PicturePage,
    PicturePageWords,
    ShownPicture,
    take_in,
    take_in_page,
)
from archive.records.rituals import Ritual, RitualWords
from archive.records.saving import saving
from archive.records.slots import Slot
from archive.records.sources import Source, SourceDescription, capture
from archive.records.statements import DocumentVersion, EditorsNote, Issuer, Rendering, Statement, VersionNote
from archive.records.texts import Text
from archive.upkeep import Shown, offered

from . import dossiers, drawing
from .contents import (
    FOLDER,
    LANGUAGES,
    LINKS,
    MENTION,
    SPOKEN,
    Begun,
    Contents,
    Corrected,
    Entry,
    Merged,
    Scheduled,
    Words,
)

# Sign-in name, which is also the group → the name the ledger writes.
PEOPLE = {
    "archivist": "Sample archivist",
    "reviewer": "Sample reviewer",
    "publisher": "Sample publisher",
    "administrator": "Sample administrator",
}
# The sample's own institution: where it is, the sample is.
OURS = "memorial-archive"


class NotEmpty(Exception):
    """There is something in this archive already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who does what while the sample is loaded."""

    archivist: User
    reviewer: User
    publisher: User


def is_loaded() -> bool:
    """Whether the sample is in this archive."""
    return Institution.objects.filter(slug=OURS).exists()


@transaction.atomic
def load(sample: Contents, *, password: str) -> None:
    """Fill an empty archive with ``sample`` and its four people. Raises ``NotEmpty`` for any other archive.

    All of it or nothing. Everything is published at the instant of loading: the verbs publish nothing in the past.
    """
    if Record.objects.exists() or User.objects.filter(username__in=PEOPLE).exists():
        raise NotEmpty
    hashed = make_password(password)  # once for all of them: it takes as long as anything here
    accounts = {name: _account(name, public_name, hashed) for name, public_name in PEOPLE.items()}
    by = People(archivist=accounts["archivist"], reviewer=accounts["reviewer"], publisher=accounts["publisher"])
    corrected = {one.record: one for one in sample.desk.corrected}
    why = {one.record: one.why for one in sample.desk.let_stand}
    hidden = sample.desk.unpublished()
    made: dict[str, Record] = {}
    entries = {key: _as_first_published(entry, corrected.get(key)) for key, entry in sample.entries.items()}
    # Pictures are taken in, and what readers are given of them is made, by processes of their own, meanwhile.
    with ThreadPoolExecutor(max_workers=1) as meanwhile:
        files = {key: meanwhile.submit(_files, entry) for key, entry in entries.items() if entry.draws}
        for key, entry in entries.items():
            made[key] = _written(entry, made, files.get(key), by=by.archivist)
            if isinstance(picture := made[key], Picture):
                for shown in _shown(picture):
                    meanwhile.submit(_derive, shown)
            if key not in hidden:
                candidate = _submit(made[key], by=by)
                _let_stand(candidate, why.get(key, ""), by=by)
                _publish(candidate, by=by)
        _lay_out_the_desk(sample, made, by=by)
        dossiers.lay_out(made, accounts)


def set_password(password: str) -> None:
    """Give the sample's people this password."""
    for user in User.objects.filter(username__in=PEOPLE):
        if not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])


def _account(name: str, public_name: str, hashed: str) -> User:
    user = User.objects.create(username=name, password=hashed, public_name=public_name, is_staff=True)
    user.groups.add(Group.objects.get(name=name))
    return user


# --- writing -----------------------------------------------------------------------------------------


def _written(
    entry: Entry, made: Mapping[str, Record], files: "Future[list[picture_files.Kept]] | None", *, by: User
) -> Record:
    """The draft of ``entry``. Everything it names is in ``made``, and what is drawn for it are its ``files``."""
    model = KINDS[entry.kind]
    record = model(slug=entry.slug, **entry.values)
    several = {}
    for name, named in _linked(entry, made).items():
        if model._meta.get_field(name).many_to_many:
            several[name] = named
        else:
            setattr(record, name, named[0])
    with saving(record, by=by):
        _checked([record])
        for name, named in several.items():
            getattr(record, name).set(named)
        figures = _counted(entry, record, made)
        _checked(_rows(entry, record, made, figures))
        if isinstance(record, Source):
            _capture(entry, record, by=by)
        if isinstance(record, Picture) and files:
            _take_in(entry, record, files.result(), by=by)
    return record


def _files(entry: Entry) -> list[picture_files.Kept]:
    """Those of a picture and of its further pages: what is written in the first one are the words of the record, in the
    language in which they were written first. The database is asked nothing.
    """
    original = next(iter(entry.texts.values()))
    drawings = [(entry.draws, original.body), *((leaf.draws, leaf.transcription) for leaf in entry.pages)]
    return [picture_files.keep(ContentFile(drawing.drawn(*one))) for one in drawings]


def _take_in(entry: Entry, picture: Picture, files: Iterable[picture_files.Kept], *, by: User) -> None:
    own, *others = files
    take_in(picture, own, name=f"{entry.slug}.png", by=by, at=clock.now())
    for number, (page, file) in enumerate(zip(picture.pages.all(), others, strict=True), start=2):
        take_in_page(page, file, name=f"{entry.slug}-{number}.png", by=by, at=clock.now())


def _shown(picture: Picture) -> Iterator[Shown]:
    """Its master, and those of its pages."""
    if file := picture.file:
        x, y = picture.focus_x, picture.focus_y
        yield Shown(master=file.master, width=file.width, height=file.height, focus_x=x, focus_y=y)
    for page in picture.pages.select_related("file"):
        if page.file:
            yield Shown(master=page.file.master, width=page.file.width, height=page.file.height, is_page=True)


def _derive(shown: Shown) -> None:
    """Make what readers are given of it. The database is asked nothing."""
    with suppress(Unfit, OSError):  # what cannot be made now is made when it is asked for
        picture_files.derive_missing(shown.master, offered([shown]))


def _capture(entry: Entry, source: Source, *, by: User) -> None:
    for one in entry.copies:
        with (FOLDER / "copies" / one.file).open("rb") as file:
            copy = capture(source, File(file, one.file), by=by, at=one.captured_at, captured_with=one.captured_with)
        if one.is_offered:
            source.offered_copy = copy
            _checked([source])


def _counted(entry: Entry, record: Record, made: Mapping[str, Record]) -> dict[str, Figure]:
    """The figures of an event by their ids, each after the one it is part of."""
    by_id: dict[str, Figure] = {}
    for position, counted in enumerate(entry.figures):
        figure = Figure(
            entry_id=record.pk,
            measure=counted.measure,
            qualifier=counted.qualifier,
            value=counted.value,
            low=counted.low,
            high=counted.high,
            unit=counted.unit,
            population=counted.population,
            place_id=made[f"place/{counted.place}"].pk if counted.place else None,
            as_of=counted.as_of,
            stated_by_id=made[f"institution/{counted.by}"].pk,
            stated_on=counted.stated_on,
            stated_in_id=made[f"source/{counted.source}"].pk,
            locator=counted.locator,
            part_of=by_id[counted.part_of] if counted.part_of else None,
            position=position,
        )
        _checked([figure])
        _checked(_phrases(FigureNote, figure, counted.note))
        by_id[counted.id] = figure
    return by_id


def _linked(entry: Entry, made: Mapping[str, Record]) -> dict[str, list[Record]]:
    kinds = LINKS.get(entry.kind, {})
    return {name: [made[f"{kinds[name]}/{slug}"] for slug in slugs] for name, slugs in entry.links.items()}


def _rows(entry: Entry, record: Record, made: Mapping[str, Record], figures: Mapping[str, Figure]) -> Iterable[Model]:
    for language, words in entry.texts.items():
        yield Text(
            record=record,
            language=language,
            title=words.title,
            summary=words.summary,
            body=_body(words, made),
            translation=words.translation,
            translator=words.translator,
            content_note=words.content_note,
        )
    for spelling in entry.names:
        name = Name(
            record=record,
            text=spelling.text,
            language=spelling.language,
            sort=spelling.sort,
            since=spelling.since,
            until=spelling.until,
        )
        yield name
        yield from _phrases(UsedBy, name, spelling.used_by)
    for register, value in entry.identifiers.items():
        yield Identifier(record=record, register=register, value=value)
    for position, cited in enumerate(entry.citations):
        citation = Citation(
            record=record,
            source_id=made[f"source/{cited.source}"].pk,
            field=cited.field,
            figure=figures[cited.figure] if cited.figure else None,
            paragraph=cited.paragraph,
            locator=cited.locator,
            quotation=cited.quotation,
            quotation_language=cited.quotation_language,
            relation=cited.relation,
            position=position,
        )
        yield citation
        yield from _phrases(CitedFor, citation, cited.about)
    for position, issuer in enumerate(entry.issuers):
        yield Issuer(
            statement_id=record.pk,
            institution_id=made[f"institution/{issuer.institution}"].pk,
            role=issuer.role,
            position=position,
        )
    for language in entry.texts:
        for paragraph, slot in entry.slots.items():
            yield Slot(statement_id=record.pk, language=language, paragraph=int(paragraph), part=slot)
    for note in entry.notes:
        yield EditorsNote(statement_id=record.pk, language=note.language, words=note.words, paragraph=note.paragraph)
    for position, version in enumerate(entry.versions):
        listed = DocumentVersion(
            statement_id=record.pk,
            label=version.label,
            issued=version.issued,
            source_id=made[f"source/{version.source}"].pk if version.source else None,
            position=position,
        )
        yield listed
        yield from _phrases(VersionNote, listed, version.note)
    for position, further in enumerate(entry.renderings):
        yield Rendering(
            statement_id=record.pk,
            language=further.language,
            title=further.title,
            body=from_markdown(further.body),
            translation=further.translation,
            translator=further.translator,
            position=position,
        )
    for position, member in enumerate(entry.members):
        row = Member(collection_id=record.pk, record=made[member.record], position=position)
        yield row
        yield from _phrases(Caption, row, {"az": member.az, "en": member.en, "ru": member.ru})
    for position, part in enumerate(entry.involvements):
        event = "statement" if part.event.startswith("statement/") else "entry"
        yield Involvement(
            person_id=record.pk,
            role=part.role,
            **{f"{event}_id": made[part.event].pk},
            source_id=made[f"source/{part.source}"].pk,
            locator=part.locator,
            position=position,
        )
    for said in entry.rules:
        instrument = made[f"source/{said.source}"].pk if said.source else None
        yield DateRule(observance_id=record.pk, instrument_id=instrument, **said.values)
    for said in entry.overrides:
        yield Override(observance_id=record.pk, instrument_id=made[f"source/{said.source}"].pk, **said.values)
    for said in entry.rituals:
        instrument = made[f"source/{said.source}"].pk if said.source else None
        ritual = Ritual(observance_id=record.pk, instrument_id=instrument, **said.values)
        yield ritual
        yield from _phrases(RitualWords, ritual, said.what)
    for position, slug in enumerate(entry.pictures):
        yield ShownPicture(record=record, picture_id=made[f"picture/{slug}"].pk, position=position)
    for language in LANGUAGES if entry.kind == Picture.KIND else ():
        described = {"alternative": entry.alternative, "creator": entry.creator, "credit": entry.credit}
        said_of_it = {name: said.get(language, "") for name, said in described.items()}
        yield PictureDescription(owner_id=record.pk, language=language, **said_of_it)
    for position, leaf in enumerate(entry.pages):
        page = PicturePage(
            picture_id=record.pk, transcription=leaf.transcription, language=leaf.language, position=position
        )
        yield page
        for language, said_there in leaf.translation.items():
            yield PicturePageWords(owner=page, language=language, translation=said_there)
    for language in LANGUAGES if entry.kind == Source.KIND else ():
        by_whom = {"creator": entry.creator.get(language, ""), "publisher": entry.publisher.get(language, "")}
        if any(by_whom.values()):
            yield SourceDescription(owner_id=record.pk, language=language, **by_whom)


def _phrases(rows: Any, owner: Model, words: Mapping[str, str]) -> Iterable[Model]:
    """Rows of ``owner``, which has been saved by the time that they are taken."""
    return (rows(owner=owner, language=language, words=said) for language, said in words.items() if said)


def _checked(rows: Iterable[Model]) -> None:
    """Store rows that a form would take. The database keeps the rest, and that what they name is there."""
    for row in rows:
        named = {field.name for field in row._meta.fields if field.is_relation}
        row.full_clean(exclude={*named, "folded"}, validate_unique=False, validate_constraints=False)
        row.save()


# An address no text can have, which stands for a record until the Markdown has become HTML.
STAND_IN = "https://record.invalid/"
_SPOKEN_HTML: Final = re.compile(rf'<a href="{re.escape(STAND_IN)}([a-z-]+)">(.*?)</a>')


def _body(words: Words, made: Mapping[str, Record]) -> str:
    """The canonical HTML of a body, with its mentions as links to the records, and words in other languages as such."""
    html = from_markdown(SPOKEN.sub(rf"]({STAND_IN}\1)", MENTION.sub(rf"]({STAND_IN}\1)", words.body)))
    html = _SPOKEN_HTML.sub(r'<span lang="\1">\2</span>', html)
    for key in dict.fromkeys(MENTION.findall(words.body)):
        if key.startswith("picture/"):
            html = _alone(key).sub(f'<figure data-record="{made[key].uuid}"></figure>', html)
        html = html.replace(f'href="{STAND_IN}{key}"', f'data-record="{made[key].uuid}"')
    return markup.clean(html)


def _alone(key: str) -> re.Pattern[str]:
    """A paragraph of nothing but a link to that entry."""
    return re.compile(rf'<p><a href="{re.escape(STAND_IN + key)}">[^<]*</a></p>')


# --- the desk ----------------------------------------------------------------------------------------


def _submit(record: Record, *, by: People) -> Candidate:
    return reviewing.submit(record, by=by.archivist, version=record.version)


def _let_stand(candidate: Candidate, why: str, *, by: People) -> None:
    """What is doubted, as far as the sample says why; the reviewer approves nothing else of which there are doubts."""
    doubted = [one.digest for one in doubts_of(candidate.payload)] if why else ()
    acknowledgements.acknowledge(candidate, doubted, by=by.reviewer, reason=why)


def _approve(candidate: Candidate, *, by: People) -> Candidate:
    reviewing.approve(candidate, by=by.reviewer, digest=candidate.digest)
    if sensitivity.is_missing(candidate):
        sensitivity.sign(candidate, by=by.reviewer, digest=candidate.digest)
    return candidate


def _publish(candidate: Candidate, *, by: People) -> None:
    _approve(candidate, by=by)
    publishing.publish(candidate, by=by.publisher, digest=candidate.digest)


def _lay_out_the_desk(sample: Contents, made: Mapping[str, Record], *, by: People) -> None:
    desk = sample.desk
    for key in desk.in_review:
        _submit(made[key], by=by)
    for returned in desk.returned:
        candidate = _submit(made[returned.record], by=by)
        reviewing.return_(candidate, by=by.reviewer, digest=candidate.digest, remark=returned.reason)
    for scheduled in desk.scheduled:
        _schedule(scheduled, made[scheduled.record], by=by)
    for corrected in desk.corrected:
        _correct(corrected, sample.entries[corrected.record], made, by=by)
    for withdrawn in desk.withdrawn:
        publishing.withdraw(made[withdrawn.record], by=by.publisher, reason_class=withdrawn.reason, note=withdrawn.note)
    for merged in desk.merged:
        _merge(merged, made, by=by)
    for begun in desk.begun:
        _begin(begun, made, by=by)


def _schedule(scheduled: Scheduled, record: Record, *, by: People) -> None:
    candidate = _submit(record, by=by)
    # Whoever loads the sample after that day finds the statement published: nothing is scheduled for the past.
    if clock.resolve(scheduled.wall_time, scheduled.zone) <= clock.now():
        _publish(candidate, by=by)
        return
    release = publishing.plan_release(by=by.publisher, wall=scheduled.wall_time, zone=scheduled.zone)
    _approve(candidate, by=by)
    publishing.schedule(candidate, by=by.publisher, digest=candidate.digest, release=release)


def _as_first_published(entry: Entry, corrected: Corrected | None) -> Entry:
    """``entry`` with the words its first edition had."""
    texts = dict(entry.texts)
    for passage in corrected.passages if corrected else ():
        words = texts[passage.language]
        texts[passage.language] = replace(words, body=words.body.replace(passage.now, passage.before))
    return replace(entry, texts=texts)


def _correct(corrected: Corrected, entry: Entry, made: Mapping[str, Record], *, by: People) -> None:
    record = made[corrected.record]
    with saving(record, by=by.archivist, version=record.version):
        for text in record.texts.all():
            text.body = _body(entry.texts[text.language], made)
            text.save()
    candidate = reviewing.correct(
        record, by=by.archivist, version=record.version, change=corrected.kind, note=corrected.note
    )
    _publish(candidate, by=by)


def _merge(merged: Merged, made: Mapping[str, Record], *, by: People) -> None:
    old, kept = made[merged.record], made[merged.into]
    merging.merge(old, into=kept, by=by.archivist, seen=merging.plan(old, into=kept).seen)
    for record, change, note in ((kept, ChangeKind.MINOR, {}), (old, ChangeKind.UPDATE, merged.note)):
        record.refresh_from_db()
        candidate = reviewing.correct(record, by=by.archivist, version=record.version, change=change, note=note)
        _publish(candidate, by=by)


def _begin(begun: Begun, made: Mapping[str, Record], *, by: People) -> None:
    """In the middle of its work: in some languages read, with all that was proposed; in others not yet."""
    last = Statement.objects.get(pk=made[begun.record].pk)
    draft = carrying.carry_forward(last, year=begun.year, by=by.archivist)
    begun_from = Carrying.of(draft)
    for passage in list(begun_from.unconfirmed(begun.read)) if begun_from else ():
        draft.refresh_from_db(fields=["version"])
        if proposed := [one.key for one in passage.proposals]:
            confirming.say_anew(draft, passage.digest, proposed, by=by.archivist, version=draft.version)
        else:
            confirming.confirm(draft, passage.digest, by=by.archivist)
