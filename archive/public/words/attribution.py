"""Whose words readers are shown. Page, citation, data, cards and feeds ask here: no other place decides it."""

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editions.payloads import Payload, Reference, Words
from archive.editions.payloads.statements import StatementPayload
from archive.public.words import labels
from archive.public.words.labels import Labels, chosen


class Voice(StrEnum):
    ISSUER = "issuer"
    ARCHIVE = "archive"
    REPORTER = "reporter"  # somebody else; the sources say who


# Completeness of a document → whose words its text is. Where there is none, all that is said is the archive's.
TEXTS: Final = {
    "full": Voice.ISSUER,
    "excerpt": Voice.ISSUER,
    "summary": Voice.ARCHIVE,
    "report": Voice.REPORTER,
    "none": Voice.ARCHIVE,
}
# What stands before the title of a document that is not there itself, or not all of it.
HEADINGS: Final[Labels] = {
    "excerpt": gettext_lazy("Excerpt from: %(document)s"),
    "summary": gettext_lazy("Summary of: %(document)s"),
    "report": gettext_lazy("Report of: %(document)s"),
    "none": gettext_lazy("Record of: %(document)s"),
}
# Translations for which those who speak do not answer.
TRANSLATED: Final[Labels] = {
    "archive": gettext_lazy("translated by the archive"),
    "agency": gettext_lazy("translated by a news agency"),
    "machine": gettext_lazy("machine translation"),
}


def of_text(payload: Payload) -> Voice:
    """Whose words the text is. All but documents is the archive's."""
    return TEXTS[payload.completeness] if isinstance(payload, StatementPayload) else Voice.ARCHIVE


def of_summary(payload: Payload) -> Voice:
    """Whose words the summary is: only of what our institution itself issues is it a part of the document."""
    is_ours = isinstance(payload, StatementPayload) and payload.origin == "authored"
    return Voice.ISSUER if is_ours and of_text(payload) == Voice.ISSUER else Voice.ARCHIVE


def issuers(payload: StatementPayload) -> tuple[Reference, ...]:
    """Those who issued it themselves. On whose behalf it was issued, or who delivered it, is no author."""
    return tuple(ref for ref in payload.issuers if ref.role == "issuer")


def by(payload: StatementPayload, language: str) -> str:
    """Who speaks: "Ministry, Council"; if nobody is said to have issued it, "on behalf of Council"."""
    for role, pattern in labels.PARTS.items():
        names = (chosen(ref.label, language)[1] for ref in payload.issuers if ref.role == role)
        if said := ", ".join(name for name in names if name):
            return str(pattern) % {"names": said}
    return ""


def headed(payload: StatementPayload, document: str) -> str:
    """ "Summary of: A statement"; a document in full stands for itself."""
    return (
        str(HEADINGS[payload.completeness]) % {"document": document} if payload.completeness in HEADINGS else document
    )


def translated(payload: StatementPayload, words: Words) -> str:
    """By whom another's words were translated, if not by who speaks: "translated by the archive"."""
    if of_text(payload) == Voice.ARCHIVE or words.translation not in TRANSLATED:
        return ""
    return ": ".join(part for part in (str(TRANSLATED[words.translation]), words.translator) if part)


def provenance(payload: StatementPayload, voice: Voice) -> tuple[str, str, str]:
    """Whose words ``voice`` speaks, in a sentence: what stands before, at and after the issuers' names."""
    is_summary = voice == Voice.ARCHIVE and of_text(payload) == Voice.ISSUER
    completeness = "summary" if is_summary else payload.completeness
    return labels.provenance(payload.origin, completeness, is_issued=bool(issuers(payload)))


def introduced(payload: Payload, language: str, *, summary: str = "", text: str = "") -> str:
    """Words of a record as they stand where nothing else stands beside them: with who speaks before them."""
    said, voice = (summary, of_summary(payload)) if summary else (text, of_text(payload))
    if not said or not isinstance(payload, StatementPayload):
        return said
    if voice == Voice.ISSUER:
        speaker, by_whom = by(payload, language), translated(payload, payload.texts[language])
        speaker += f" [{by_whom}]" if by_whom else ""
        return f"{speaker}: {said}" if speaker else said
    before, at_names, after = provenance(payload, voice)
    return f"{before}{by(payload, language) if at_names else ''}{after} {said}"


def over_summary(payload: Payload) -> str:
    """What has to stand before a summary that the text beside it does not belong to."""
    is_theirs = isinstance(payload, StatementPayload) and of_text(payload) != Voice.ARCHIVE
    return _("Summary by the archive:") if is_theirs and of_summary(payload) == Voice.ARCHIVE else ""
