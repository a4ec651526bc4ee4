"""Where Django finds the models. Nothing imports from here."""

from archive.audit import AuditEvent
from archive.catalogue.models import Row, SearchText, Spelling, Term
from archive.editions.models import Address, Edition, Interval, LedgerEntry, Release, StoredPayload
from archive.editorial.models import Candidate, CandidateAuthor, Review
from archive.editorial.people import User
from archive.importing.models import Fingerprint, ImportedDocument
from archive.records.authorities import Institution, Involvement, Person, Place
from archive.records.base import BroughtIn, Citation, Contribution, Identifier, Name, Record, Text
from archive.records.collections import Collection, Member
from archive.records.figures import Figure
from archive.records.observances import DateRule, Observance, Override, Ritual
from archive.records.pages import Identity, Page
from archive.records.sources import CapturedCopy, FurtherAddress, Source
from archive.records.statements import DocumentVersion, EditorsNote, Issuer, Rendering, Statement
from archive.records.subjects import Subject
from archive.records.timeline import TimelineEntry

__all__ = [
    "Address",
    "AuditEvent",
    "BroughtIn",
    "Candidate",
    "CandidateAuthor",
    "CapturedCopy",
    "Citation",
    "Collection",
    "Contribution",
    "DateRule",
    "DocumentVersion",
    "Edition",
    "EditorsNote",
    "Figure",
    "Fingerprint",
    "FurtherAddress",
    "Identifier",
    "Identity",
    "ImportedDocument",
    "Institution",
    "Interval",
    "Involvement",
    "Issuer",
    "LedgerEntry",
    "Member",
    "Name",
    "Observance",
    "Override",
    "Page",
    "Person",
    "Place",
    "Record",
    "Release",
    "Rendering",
    "Review",
    "Ritual",
    "Row",
    "SearchText",
    "Source",
    "Spelling",
    "Statement",
    "StoredPayload",
    "Subject",
    "Term",
    "Text",
    "TimelineEntry",
    "User",
]
