"""Every table and folder that holds anything of a record, and how all of it is found for one.

What is erased, handed out or looked through is found here. A table or a folder that is new has to be named here, as one
that holds something or as one that does not; a test looks for those that nobody named.

A record's title that stands frozen as a label in another record is part of what is held of that other one:
``editorial.uses`` finds it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import Model, QuerySet

from archive import copies, picture_files
from archive.audit import AuditEvent
from archive.catalogue import engines
from archive.catalogue.models import Row, RowForReader, RowText, Spelling, Term, Word
from archive.dossiers.models import (
    AddressCheck,
    Dossier,
    DossierNote,
    Obligation,
    Report,
    Task,
    TemplateTask,
    WatchedAddress,
)
from archive.editions.models import Address, Edition, Interval, LedgerEntry, StoredPayload
from archive.editorial.acknowledgements import Acknowledgement
from archive.editorial.carried import Carried, Confirmation, ConfirmedIn
from archive.editorial.comments import Answer, Comment, OpenComment
from archive.editorial.models import Candidate, CandidateAuthor, HeldLabel, RecordState, Review, SecondOpinion
from archive.editorial.preparations import Preparation
from archive.editorial.sensitivity import SensitivityReview
from archive.editorial.working_copies import WorkingCopy
from archive.importing.models import Fingerprint, ImportedDocument
from archive.importing.sheets import uploads
from archive.records import finding, written
from archive.records.base import Record
from archive.records.contributions import BroughtIn, Contribution
from archive.records.naming import owner, working_models
from archive.records.pictures import PictureFile
from archive.records.saved_rows import SavedRows
from archive.records.sources import CapturedCopy

# Model → the lookup that leads from its rows to the uuid of their record. Working models say it themselves.
WRITTEN_ONCE: Final[Mapping[type[Model], str]] = {
    Contribution: "record__uuid",
    BroughtIn: "contribution__record__uuid",
    SavedRows: "contribution__record__uuid",
    CapturedCopy: "source__uuid",
    PictureFile: "picture__uuid",
    Candidate: "record__uuid",
    CandidateAuthor: "candidate__record__uuid",
    HeldLabel: "candidate__record__uuid",
    Review: "candidate__record__uuid",
    Acknowledgement: "candidate__record__uuid",
    ConfirmedIn: "candidate__record__uuid",
    SecondOpinion: "record__uuid",
    SensitivityReview: "candidate__record__uuid",
    Comment: "candidate__record__uuid",
    Answer: "comment__candidate__record__uuid",
    Edition: "record",
    StoredPayload: "editions__record",
    LedgerEntry: "record",
    Address: "record",
    AuditEvent: "record",
}
DERIVED: Final[Mapping[type[Model], str]] = {
    Interval: "record",
    Row: "record",
    RowForReader: "row__record",
    Term: "row__record",
    RowText: "row__record",
    Spelling: "row__record",
    RecordState: "record__uuid",
    OpenComment: "comment__candidate__record__uuid",
}
NOT_SAVED: Final[Mapping[type[Model], str]] = {WorkingCopy: "record"}
# Beside the words of a draft, and gone with it.
BESIDE: Final[Mapping[type[Model], str]] = {Carried: "statement__uuid", Confirmation: "statement__uuid"}
PREPARED: Final[Mapping[type[Model], str]] = {
    Preparation: "observance__uuid",
    TemplateTask: "preparation__observance__uuid",
    Obligation: "observance__uuid",
    Dossier: "observance__uuid",
    Task: "dossier__observance__uuid",
    DossierNote: "dossier__observance__uuid",
    Report: "dossier__observance__uuid",
    AddressCheck: "source",
    WatchedAddress: "dossier__observance__uuid",
}
IMPORTED: Final[Mapping[type[Model], str]] = {
    ImportedDocument: "record__uuid",
    Fingerprint: "document__record__uuid",
}
# Tables that are kept in step with those of a model, by how their names begin: what is in these is in them, and goes
# with it. SQLite's index may hold a word that was deleted until it merges its parts.
INDEXES: Final[Mapping[str, type[Model]]] = {
    engines.WORDS.index: RowText,
    Word._meta.db_table: RowText,
    finding.TABLE: Record,
    written.TABLE: Record,
}
NO_TABLES: Final[Mapping[str, str]] = {
    "archive_user": "people with desks",
    "archive_user_groups": "people with desks",
    "archive_user_user_permissions": "people with desks",
    "archive_sentnotice": "that somebody was told that something happened; no word of it",
    "archive_feedkey": "by which somebody's own calendar of the days ahead asks for them",
    "archive_derivation": "how often all that is derived was derived anew",
    "archive_rowchange": "that a row was written; no word of it",
    "archive_release": "an instant, and what people call it; many records may share it",
    "auth_group": "rights",
    "auth_group_permissions": "rights",
    "auth_permission": "rights",
    "axes_accessattempt": "wrong passwords; what came along with one is not written down",
    "axes_accessattemptexpiration": "wrong passwords",
    "axes_accessfailurelog": "never written",
    "axes_accesslog": "never written",
    "django_admin_log": "never written: the desk has its own trail",
    "django_content_type": "the models themselves",
    "django_migrations": "the tables themselves",
    "django_session": "who is signed in, and what the next page is to tell them; over within a day",
}


def _copies_of(record: UUID) -> Iterator[str]:
    """The files of its captured copies. The same bytes may have been captured of another source as well."""
    digests = CapturedCopy.objects.filter(source__uuid=record).order_by("sha256")
    return map(copies.name_of, digests.values_list("sha256", flat=True).distinct())


def _originals_of(record: UUID) -> Iterator[str]:
    return map(picture_files.name_of, _digests_of(record, "sha256"))


def _masters_of(record: UUID) -> Iterator[str]:
    return map(picture_files.name_of, _digests_of(record, "master"))


def _derivatives_of(record: UUID) -> Iterator[str]:
    for master in _digests_of(record, "master"):
        yield from picture_files.names_derived(master)


def _digests_of(record: UUID, column: str) -> QuerySet[Any, Any]:
    """Of the files that were taken in of a picture. The same bytes may have been taken in of another one as well."""
    return PictureFile.objects.filter(picture__uuid=record).order_by(column).values_list(column, flat=True).distinct()


FOLDERS: Final[Mapping[str, Callable[[UUID], Iterator[str]]]] = {
    "copies": _copies_of,
    "sheets": uploads.names_of,
    picture_files.ORIGINALS: _originals_of,
    picture_files.MASTERS: _masters_of,
    picture_files.DERIVATIVES: _derivatives_of,
}
NO_FOLDERS: Final[Mapping[str, str]] = {
    "default": "nothing is put there",
    "staticfiles": "what the site itself looks like",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is held of one record: rows by their model, and the names of files by their storage."""

    rows: Mapping[type[Model], QuerySet[Any]]
    files: Mapping[str, tuple[str, ...]]


def of(record: UUID) -> Held:
    """All that is held of ``record``. Of a deleted draft, who saved it when is no longer found: nothing has its key."""
    return Held(
        rows={model: _rows(model, path, record) for model, path in tables().items()},
        files={storage: tuple(find(record)) for storage, find in FOLDERS.items()},
    )


def tables() -> dict[type[Model], str]:
    """Every model that holds anything of a record → the lookup that leads from its rows to the uuid of that record."""
    return {**dict(_written_at_the_desk()), **WRITTEN_ONCE, **DERIVED, **NOT_SAVED, **BESIDE, **PREPARED, **IMPORTED}


def _written_at_the_desk() -> Iterator[tuple[type[Model], str]]:
    for model in working_models():
        yield model, "uuid" if issubclass(model, Record) else f"{owner(model)}__uuid"
        for field in model._meta.local_many_to_many:
            through: Any = field.remote_field.through
            if through._meta.auto_created:
                yield through, f"{field.m2m_field_name()}__uuid"


def _rows(model: type[Model], path: str, record: UUID) -> QuerySet[Any]:
    """By their keys: a payload that became two editions is one row."""
    rows = model._default_manager
    return rows.filter(pk__in=rows.filter(**{path: record}).values("pk"))
