"""Whose words readers are shown of a statement. Its page, citation, data, card and lists ask here, and nowhere else."""

from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editions.payloads import Reference, Words
from archive.editions.payloads.statements import StatementPayload
from archive.public.detail.builder import when
from archive.public.words import labels
from archive.public.words.labels import Labels, localized


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
# Who takes part in a document, in the order in which it is said.
PARTS: Final[dict[str, Promise | str]] = {
    "issuer": "%(names)s",
    "on-behalf-of": gettext_lazy("on behalf of %(names)s"),
    "delivered-by": gettext_lazy("delivered by %(names)s"),
    "published-by": gettext_lazy("published by %(names)s"),
}
# Whose words the text is. Keys are origin and completeness.
PROVENANCE: Final[dict[tuple[str, str], Promise]] = {
    ("transcribed", "full"): gettext_lazy("Reproduced as issued by %(issuers)s."),
    ("transcribed", "excerpt"): gettext_lazy("An excerpt, reproduced as issued by %(issuers)s."),
    ("transcribed", "summary"): gettext_lazy("The archive’s summary of a document issued by %(issuers)s."),
    ("transcribed", "report"): gettext_lazy("A report of what %(issuers)s said."),
    ("transcribed", "none"): gettext_lazy("No text: the words, if there were any, are not in the archive."),
    ("authored", "full"): gettext_lazy("Issued and published here by %(issuers)s."),
    ("authored", "excerpt"): gettext_lazy("An excerpt of a document that %(issuers)s issued and publishes here."),
    ("authored", "summary"): gettext_lazy("The archive’s summary of a document issued by %(issuers)s."),
    ("authored", "report"): gettext_lazy("A report of what %(issuers)s said."),
    ("authored", "none"): gettext_lazy("No text: the words, if there were any, are not in the archive."),
}
# The same, for a document whose issuer is not known.
PROVENANCE_OF_NOBODY: Final[dict[str, Promise]] = {
    "full": gettext_lazy("Reproduced as issued; the issuer is not recorded."),
    "excerpt": gettext_lazy("An excerpt, reproduced as issued; the issuer is not recorded."),
    "summary": gettext_lazy("The archive’s summary; the issuer of the document is not recorded."),
    "report": gettext_lazy("A report of what was said; the issuer is not recorded."),
    "none": gettext_lazy("No text: the words, if there were any, are not in the archive."),
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


def of_text(payload: StatementPayload) -> Voice:
    return TEXTS[payload.completeness]


def of_summary(payload: StatementPayload) -> Voice:
    """Only of what our institution itself issues is the summary a part of the document."""
    is_ours = payload.origin == "authored"
    return Voice.ISSUER if is_ours and of_text(payload) == Voice.ISSUER else Voice.ARCHIVE


def issuers(payload: StatementPayload) -> tuple[Reference, ...]:
    """Those who issued it themselves. On whose behalf it was issued, or who delivered it, is no author."""
    return tuple(ref for ref in payload.issuers if ref.role == "issuer")


def authors(payload: StatementPayload) -> tuple[Reference, ...]:
    """Who speaks in its text, if those do who issued it."""
    return payload.issuing() if of_text(payload) == Voice.ISSUER else ()


def by(payload: StatementPayload, language: str) -> str:
    """Who speaks: "Ministry, Council"; if nobody is said to have issued it, "on behalf of Council"."""
    for role, pattern in PARTS.items():
        names = (localized(ref.label, language)[1] for ref in payload.issuers if ref.role == role)
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
    if issuers(payload):
        return str(PROVENANCE[payload.origin, completeness]).partition("%(issuers)s")
    return labels.label_of(PROVENANCE_OF_NOBODY, completeness), "", ""


def introduced(payload: StatementPayload, language: str, *, summary: str, text: str) -> str:
    """Words of a record as they stand where nothing else stands beside them: with who speaks before them."""
    said, voice = (summary, of_summary(payload)) if summary else (text, of_text(payload))
    if not said:
        return said
    speaks = whose(payload, language, voice)
    colon = ":" if voice == Voice.ISSUER else ""
    return f"{speaks}{colon} {said}" if speaks else said


def signed(payload: StatementPayload, language: str) -> str:
    """Whose words its text is, as it stands under a title or over the text, where nothing else says so."""
    voice = of_text(payload)
    return whose(payload, language, voice) or "".join(provenance(payload, voice))


def whose(payload: StatementPayload, language: str, voice: Voice) -> str:
    """ "Ministry [translated by the archive]" where those speak who issued it; else a sentence that says who does."""
    if voice == Voice.ISSUER:
        speaker, by_whom = by(payload, language), translated(payload, payload.texts[language])
        return f"{speaker} [{by_whom}]" if speaker and by_whom else speaker
    before, at_names, after = provenance(payload, voice)
    return f"{before}{by(payload, language) if at_names else ''}{after}"


def over_summary(payload: StatementPayload) -> str:
    """What has to stand before a summary that the text beside it does not belong to."""
    is_theirs = of_text(payload) != Voice.ARCHIVE
    return _("Summary by the archive:") if is_theirs and of_summary(payload) == Voice.ARCHIVE else ""


def cited(payload: StatementPayload, title: str, language: str, *, archive: str) -> str:
    """The title, whose document it is whose words are shown, and when it was issued.

    What the archive itself describes is the archive's.
    """
    quoted = _("“%(title)s”") % {"title": title}
    voice, speaker, date = of_text(payload), by(payload, language), when(payload.date, language)
    by_whom = translated(payload, payload.words(language)[1])
    quoted += f" [{by_whom}]" if by_whom else ""
    author = {Voice.ISSUER: speaker, Voice.ARCHIVE: archive, Voice.REPORTER: ""}[voice]
    document = quoted if voice == Voice.ISSUER else _in_sentences(speaker, quoted)
    return _in_sentences(author, headed(payload, document), date.words if date else "")


def _in_sentences(*parts: str) -> str:
    return ". ".join(part for part in parts if part)
