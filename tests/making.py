"""People, records and editions for tests. What is published here was published through the verbs."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from io import BytesIO
from itertools import count

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import Model
from PIL import Image

from archive import clock, picture_files
from archive.editions.models import Edition, Release
from archive.editorial import publishing, readiness, reviewing, sensitivity
from archive.editorial.models import Candidate
from archive.editorial.people import User
from archive.editorial.readiness import doubts_of
from archive.imaging import offers
from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.collections import Collection, Member
from archive.records.date_rules import DateRule, Override
from archive.records.figures import Figure
from archive.records.identities import Identity
from archive.records.institutions import Institution
from archive.records.names import Name
from archive.records.observances import Observance
from archive.records.pages import Page
from archive.records.persons import Involvement, Person
from archive.records.pictures import Picture, PicturePage, ShownPicture, take_in, take_in_page
from archive.records.places import Place
from archive.records.rituals import Ritual
from archive.records.saving import saving
from archive.records.sources import CapturedCopy, Source, capture
from archive.records.statements import Issuer, Statement
from archive.records.subjects import Subject
from archive.records.texts import Text
from archive.records.timeline_entries import TimelineEntry

PASSWORD = "a quiet room with many letters"
_numbers = count(1)
# Whom a test has met, by name. Emptied before each: they are gone with its database.
people: dict[str, User] = {}


def say(row: Model, **columns: Mapping[str, str] | str) -> None:
    """Give ``row`` what is said of it, by the columns of its phrases: in several languages, or in English."""
    by_column = {name: {"en": said} if isinstance(said, str) else said for name, said in columns.items()}
    for code in dict.fromkeys(code for said in by_column.values() for code, words in said.items() if words):
        row.phrases.create(language=code, **{name: said.get(code, "") for name, said in by_column.items()})


def person(name: str, *groups: str) -> User:
    """Somebody with a desk, in these groups. Who acts again is not asked for her rights again."""
    if name not in people:
        defaults = {"public_name": name.title(), "is_staff": True, "password": make_password(PASSWORD)}
        people[name] = User.objects.create(username=name, **defaults)
        people[name].groups.set(Group.objects.filter(name__in=groups))
    return people[name]


def sole() -> User:
    """Who does everything, and may do it alone."""
    return person("sole", "archivist", "reviewer", "alone", "publisher")


def archivist() -> User:
    return person("archivist", "archivist")


def reviewer() -> User:
    return person("reviewer", "reviewer")


def publisher() -> User:
    return person("publisher", "publisher")


def administrator() -> User:
    return person("administrator", "administrator")


def record(
    model: type[Record],
    titles: Mapping[str, str] | str,
    *,
    body: str = "",
    slug: str = "",
    summary: str = "",
    names: Iterable[tuple[str, str]] = (),
    sources: Iterable[Source] = (),
    by: User | None = None,
    **fields,
) -> Record:
    """A working record with one text per title. ``names`` are (language, name)."""
    titles = {"en": titles} if isinstance(titles, str) else titles
    made = model(slug=slug or f"{model.__name__.lower()}-{next(_numbers)}", **fields)
    with saving(made, by=by or archivist()):
        made.save()
        for language, title in titles.items():
            Text.objects.create(record=made, language=language, title=title, summary=summary, body=body)
        for language, name in names:
            Name.objects.create(record=made, language=language, text=name)
        for position, source in enumerate(sources):
            Citation.objects.create(record=made, source=source, position=position)
    return made


def place(titles: Mapping[str, str] | str = "Shusha", **options) -> Place:
    return record(Place, titles, **options)


def institution(titles: Mapping[str, str] | str = "Ministry of Remembrance", **options) -> Institution:
    return record(Institution, titles, **options)


def human(titles: Mapping[str, str] | str = "Zərifə Orucova", *, parts: Iterable[Mapping] = (), **options) -> Person:
    """A person who may be public; ``parts`` are the fields of ``Involvement``."""
    made = record(
        Person, titles, **{"privacy": Person.Privacy.PUBLIC, "living": Person.Living.DEAD, "died": "1990", **options}
    )
    for part in parts:
        Involvement.objects.create(person=made, **part)
    return made


def source(
    titles: Mapping[str, str] | str = "Decree on a day of remembrance",
    *,
    creator: Mapping[str, str] | str = "",
    publisher: Mapping[str, str] | str = "",
    **options,
) -> Source:
    made = record(Source, titles, **{"sort": Source.Sort.LAW, "address": "https://law.example/1", **options})
    say(made, creator=creator, publisher=publisher)
    return made


def captured(source: Source, content: bytes = b"%PDF-1.7 a copy", *, name: str = "copy.pdf", **options) -> CapturedCopy:
    """A captured copy of ``source``."""
    wanted = {"by": archivist(), "at": clock.now(), **options}
    return capture(source, ContentFile(content, name), **wanted)


def observance(
    titles: Mapping[str, str] | str = "Day of Remembrance", *, rules=None, overrides=(), rituals=(), **options
) -> Observance:
    """A day of remembrance on a fixed day, 27 September if nothing else is said; or by ``rules`` and ``overrides``.

    These are the fields of ``DateRule``, ``Override`` and ``Ritual``; ``what`` is done is said in its phrases.
    """
    fixed = {
        "kind": "fixed",
        "month": options.pop("month", 9),
        "day": options.pop("day", 27),
        "valid_from_year": options.pop("first_year", None),
    }
    made = record(Observance, titles, **options)
    for row in (fixed,) if rules is None else rules:
        DateRule.objects.create(observance=made, **row)
    for row in overrides:
        Override.objects.create(observance=made, **row)
    for row in rituals:
        fields = dict(row)
        what = fields.pop("what", "")
        say(Ritual.objects.create(observance=made, **fields), words=what)
    return made


def entry(
    titles: Mapping[str, str] | str = "Something happened", *, observances=(), places=(), **options
) -> TimelineEntry:
    made = record(TimelineEntry, titles, **{"date": "1990-01-20", "body": "<p>It happened.</p>", **options})
    made.observances.set(observances)
    made.places.set(places)
    return made


def figure(
    event: TimelineEntry,
    value: int | None = None,
    *,
    by: Institution,
    source: Source,
    note: Mapping[str, str] | str = "",
    **fields,
) -> Figure:
    """Somebody's figure for ``event``: exactly so many killed, unless ``fields`` say otherwise."""
    wanted = {"measure": Figure.Measure.KILLED, "value": value, "stated_on": "2024-01-20", **fields}
    made = Figure(entry=event, stated_by=by, stated_in=source, **wanted)
    made.full_clean()
    made.save()
    say(made, words=note)
    return made


def statement(
    titles: Mapping[str, str] | str = "Statement on the Day of Remembrance",
    *,
    issuers: Iterable[Institution],
    places=(),
    **options,
) -> Statement:
    """An authored statement, complete and ready to submit once what it names is public."""
    wanted = {
        "year": 2026,
        "date": "2026-01-20",
        "origin": Statement.Origin.AUTHORED,
        "original_language": "en",
        "body": "<p>We remember.</p>",
        **options,
    }
    made = record(Statement, titles, **wanted)
    made.places.set(places)
    for position, issuer in enumerate(issuers):
        Issuer.objects.create(statement=made, institution=issuer, position=position)
    return made


@cache
def drawn(colour: str = "#7b342d", *, width: int = 700, height: int = 500, format: str = "PNG", **options) -> bytes:
    """A picture file with a lighter sheet in it."""
    picture, written = Image.new("RGB", (width, height), colour), BytesIO()
    picture.paste("#efe8d8", (width // 4, height // 4, width // 2, height // 2))
    picture.save(written, format, **options)
    return written.getvalue()


@cache
def kept_file(content: bytes) -> picture_files.Kept:
    """A file that was taken in, once for all tests: what is in the stores stays there."""
    return picture_files.keep(ContentFile(content, "drawn.png"))


@cache
def derived_file(content: bytes, *, focus_x: int = 500) -> picture_files.Kept:
    """The same with what readers get of it, which the desk makes when a form is sent."""
    kept = kept_file(content)
    measures = offers.Measures(kept.width, kept.height, focus_x, 500)
    picture_files.derive_missing(kept.master, offers.offered(measures).values())
    return kept


def picture(
    titles: Mapping[str, str] | str = "Carnations",
    *,
    content: bytes = b"",
    name: str = "drawn.png",
    persons=(),
    places=(),
    alternative: Mapping[str, str] | str | None = None,
    creator: Mapping[str, str] | str = "",
    credit: Mapping[str, str] | str = "",
    **options,
) -> Picture:
    """A picture with its file, complete and ready to submit."""
    made = record(Picture, titles, **{"rights": "CC0-1.0", "sort": Picture.Sort.DRAWING, **options})
    take_in(made, kept_file(content or drawn()), name=name, by=archivist(), at=clock.now())
    made.persons.set(persons)
    made.places.set(places)
    described = alternative if alternative is not None else dict.fromkeys(made.languages(), "A red field.")
    say(made, alternative=described, creator=creator, credit=credit)
    return made


def further_page(
    picture: Picture,
    content: bytes = b"",
    *,
    name: str = "page.png",
    translation: Mapping[str, str] | str = "",
    alternative: Mapping[str, str] | str = "",
    **options,
) -> PicturePage:
    """A further page behind those that ``picture`` has, with its file."""
    made = PicturePage.objects.create(picture=picture, position=picture.pages.count(), **options)
    take_in_page(made, kept_file(content or drawn("#30577b")), name=name, by=archivist(), at=clock.now())
    say(made, translation=translation, alternative=alternative)
    return made


def show(made: Record, *pictures: Picture) -> None:
    """Put ``pictures`` at the head of a record."""
    for position, one in enumerate(pictures):
        ShownPicture.objects.create(record_id=made.pk, picture=one, position=position)


def subject(titles: Mapping[str, str] | str = "Remembrance", **options) -> Subject:
    return record(Subject, titles, **options)


def collection(
    titles: Mapping[str, str] | str = "A night",
    *,
    members: Iterable[Record | tuple[Record, Mapping[str, str] | str]] = (),
    **options,
) -> Collection:
    """A collection of ``members``, each with a caption if one is given beside it."""
    made = record(Collection, titles, **options)
    for position, member in enumerate(members):
        one, caption = member if isinstance(member, tuple) else (member, "")
        say(Member.objects.create(collection=made, record_id=one.pk, position=position), words=caption)
    return made


def page(titles: Mapping[str, str] | str = "Contact", **options) -> Page:
    return record(Page, titles, **{"body": "<p>Write to us.</p>", **options})


def identity(titles: Mapping[str, str] | str = "House of Memory", **options) -> Identity:
    return record(Identity, titles, **{"slug": Identity.SLUG, "body": "<p>Words at the foot.</p>", **options})


def change(made: Record, *, by: User | None = None, language: str = "en", **words: str) -> Record:
    """Save ``made`` with other words (title, summary, body) in one language; returns it as stored."""
    current = type(made).objects.get(pk=made.pk)
    with saving(current, by=by or archivist(), version=current.version):
        current.save()
        text, _made = Text.objects.get_or_create(record_id=made.pk, language=language)
        for field, value in words.items():
            setattr(text, field, value)
        text.save()
    made.version = current.version
    return current


def replace_file(picture: Picture, content: bytes, *, name: str = "other.png") -> Picture:
    """Save ``picture`` with another file; returns it as stored."""
    current = Picture.objects.get(pk=picture.pk)
    with saving(current, by=archivist(), version=current.version):
        take_in(current, kept_file(content), name=name, by=archivist(), at=clock.now())
    return current


def submitted(
    made: Record,
    *,
    by: User | None = None,
    change: str = "",
    note: Mapping[str, str] | None = None,
    **options,
) -> Candidate:
    """The candidate of ``made`` as it is stored: a first edition, or a ``change`` with its public ``note``."""
    current = type(made).objects.get(pk=made.pk)
    actor = by or archivist()
    options.setdefault("acknowledged", unsourced(current))
    if change:
        return reviewing.correct(current, by=actor, version=current.version, change=change, note=note or {}, **options)
    return reviewing.submit(current, by=actor, version=current.version, **options)


def unsourced(made: Record) -> list[str]:
    """Its figures without a source: whoever submits it lets them stand."""
    if getattr(made, "origin", "") != Statement.Origin.AUTHORED:
        return []
    return [one.digest for one in readiness.doubts(made) if one.rule == "figure-without-source"]


def doubted(candidate: Candidate) -> list[str]:
    """The digests of all that is doubted of it: whoever approves it with these lets all of it stand."""
    return [one.digest for one in doubts_of(candidate.payload)]


def approved(made: Record, **options) -> Candidate:
    candidate = submitted(made, **options)
    why = {"acknowledged": doubted(candidate), "why": "It is so."}
    reviewing.approve(candidate, by=reviewer(), digest=candidate.digest, **why)
    return candidate


def approved_alone(made: Record, *, by: User | None = None, **options) -> Candidate:
    """What one of its authors submitted and approved."""
    actor = by or sole()
    candidate = submitted(made, by=actor, **options)
    signed = {"digest": candidate.digest, "reason": "Nobody else is here."}
    reviewing.approve_alone(candidate, by=actor, acknowledged=doubted(candidate), why="It is meant so.", **signed)
    return candidate


def looked_at(candidate: Candidate) -> Candidate:
    """``candidate``, signed for sensitivity if that is asked."""
    if sensitivity.is_missing(candidate):
        sensitivity.sign(candidate, by=reviewer(), digest=candidate.digest)
    return candidate


def published(made: Record, **options) -> Edition:
    """``made`` through the door: submitted, approved and published by three people."""
    candidate = looked_at(approved(made, **options))
    return publishing.publish(candidate, by=publisher(), digest=candidate.digest)


def scheduled(made: Record, coming: Release, **options) -> Edition:
    """``made`` approved and scheduled for a release that is still to come."""
    candidate = looked_at(approved(made, **options))
    return publishing.schedule(candidate, by=publisher(), digest=candidate.digest, release=coming)


def release(*, hours: int = 24, minutes: int = 0, title: str = "") -> Release:
    """A release that far from now."""
    ahead = timedelta(hours=0 if minutes else hours, minutes=minutes)
    wall = clock.local(clock.now() + ahead).replace(tzinfo=None, microsecond=0)
    return publishing.plan_release(by=publisher(), wall=wall, zone="Asia/Baku", title=title)


def public_statement(titles: Mapping[str, str] | str = "Statement on the Day of Remembrance", **options) -> Statement:
    """A statement that readers can read, with its issuer."""
    issuer = institution()
    published(issuer)
    made = statement(titles, issuers=[issuer], **options)
    published(made)
    return made
