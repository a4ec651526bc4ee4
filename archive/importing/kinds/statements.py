"""Documents that are statements, and the drafts that they become."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from django.utils.translation import gettext as _

from archive import datings, languages, matching, names
from archive.records.base import Record
from archive.records.institutions import Institution
from archive.records.observances import Observance
from archive.records.places import Place
from archive.records.saving import saving
from archive.records.sources import Source
from archive.records.statements import DocumentVersion, Issuer, Statement
from archive.records.texts import Text

from .. import forms, heuristics
from ..known import Named
from ..proposals import Proposal, Understood
from ..reading import LONGEST_TITLE, Reading, day_of, proposed
from . import sources
from .base import DocumentKind, require_valid, value_of
from .observances import belongs_to
from .places import places


class StatementDocument(DocumentKind):
    KIND: ClassVar[str] = Statement.KIND

    def dated(self, proposal: Proposal) -> str:
        return proposal.date.value if proposal.date else ""

    def remarks(self, proposal: Proposal) -> Iterator[str]:
        if proposal.translation:
            yield _("Whose words: %(value)s. %(because)s If it gives the issuer’s own words, say so in the draft.") % {
                "value": Text.Translation(proposal.translation.value).label,
                "because": proposal.translation.because,
            }
        elif proposal.language and not is_report(proposal):
            spoken = proposal.language.value
            name = {"value": languages.autonym(spoken) if proposal.text_language else spoken}
            yield _("Language of the original: %(value)s, unless you know that this is a translation.") % name

    def record(self, proposal: Proposal) -> Record:
        known = proposal.observance
        return Statement(
            observance=Observance.objects.get(slug=known.value.slug) if known else None,
            year=value_of(proposal.year),
            date=value_of(proposal.date),
            form=value_of(proposal.form),
            origin=Statement.Origin.TRANSCRIBED,
            completeness=value_of(proposal.completeness),
            original_language="" if proposal.translation or is_report(proposal) else value_of(proposal.language),
        )

    def complete(self, record: Any, proposal: Proposal) -> None:
        if proposal.issuer:
            institution = Institution.objects.get(slug=proposal.issuer.value.slug)
            Issuer.objects.create(statement=record, institution=institution)
        record.places.set(Place.objects.filter(slug__in=[place.value.slug for place in proposal.places]))

    def words(self, proposal: Proposal) -> dict[str, str]:
        return whose_words(proposal)

    def slug(self, proposal: Proposal) -> str:
        """What it has in common with its issuer's others for the same day, when that makes a short address."""
        if not (proposal.issuer and proposal.observance):
            return ""
        joined = f"{proposal.issuer.value.slug}-{proposal.observance.value.slug}"
        return joined if len(joined) <= names.LONGEST_SLUG else ""

    def list_copy(self, record: Any, source: Source, dated: str, *, by: Any) -> str:
        listed = set(record.versions.values_list("label", flat=True))
        label = next(str(number) for number in range(2, len(listed) + 3) if str(number) not in listed)
        row = DocumentVersion(statement=record, label=label, issued=dated, source=source, position=len(listed))
        require_valid(row)
        with saving(record, by=by, version=record.version):
            row.save()
        return label


# --- recognised ---------------------------------------------------------------------------------------


def whose_words(proposal: Proposal) -> dict[str, str]:
    """Who translated it, as a text says it."""
    if not proposal.translation:
        return {}
    return {"translation": proposal.translation.value, "translator": (value_of(proposal.publisher) or "")[:200]}


def is_report(proposal: Proposal) -> bool:
    """Whether it gives somebody's report of what was said, and not the words themselves."""
    return value_of(proposal.completeness) == Statement.Completeness.REPORT


def by_heading(reading: Reading) -> Proposal | None:
    """Its heading says which form of statement it is; in a report of the press it has to begin or end with that."""
    form = forms.form_of(reading.heading)
    if not form or not (form.at_edge or not reading.press()):
        return None
    because = _("The heading has the word “%(words)s”.") % {"words": form.words}
    return statement(reading, proposed(Statement.KIND, because), proposed(form.form, because))


def by_report(reading: Reading) -> Proposal | None:
    """What the press reports of a statement: another's words, as it tells them."""
    press = reading.press()
    told = heuristics.reported(reading.document) if press else None
    form = forms.form_of(told.form) if told else None
    if not (told and form):
        return None
    because = _("It tells of a statement: “%(words)s”.") % {"words": told.words}
    return statement(reading, proposed(Statement.KIND, because), proposed(form.form, because), told=told.sentence)


def by_press(reading: Reading) -> Proposal | None:
    if press := reading.press():
        return statement(reading, proposed(Statement.KIND, press), proposed(Statement.Form.ARTICLE, press))
    return None


# --- understood ---------------------------------------------------------------------------------------


def statement(reading: Reading, kind: Understood[str], form: Understood[str], *, told: str = "") -> Proposal:
    """``told`` is the sentence in which the press tells of it, where that is all there is."""
    date = reading.date()
    year = year_of(reading, date)
    if year is None:
        because = _("%(because)s But it names no year, so it is only kept as a source.") % {"because": kind.because}
        return sources.proposal(
            reading, proposed(Source.KIND, because), sort=sources.source_sort(reading, form), published=None
        )
    on_document = date or Understood(
        value=str(year.value), because=_("Only the year could be worked out; no date stands on the document.")
    )
    issuer = issuer_of(reading, form, told)
    observance = belongs_to(reading, day_of(date))
    look_for_the_same(reading, issuer, observance, year.value)
    return sources.proposal(
        reading,
        kind,
        form=form,
        sort=sources.source_sort(reading, None if told else form),
        published=date,
        issuer=issuer,
        creator=sources.creator_of(reading, None if told or _is_article(form) else issuer),
        date=on_document,
        year=year,
        observance=observance,
        places=places(reading),
        completeness=completeness(reading, told),
        translation=None if told or _is_article(form) else translation(reading),
    )


def year_of(reading: Reading, date: Understood[str] | None) -> Understood[int] | None:
    if date:
        return Understood(value=int(date.value[:4]), because=_("It is the year of the date."))
    if found := datings.anniversary(reading.text):
        because = _("It is worked out from the words “%(words)s”.") % {"words": found.words}
        return Understood(value=found.year, because=because)
    return None


def issuer_of(reading: Reading, form: Understood[str] | None, told: str = "") -> Understood[Named] | None:
    """Who issues it: named in the heading or in a line about the document, never in the running text.

    Of what the press only reports, the sentence ``told`` says it.
    """
    is_article = _is_article(form)
    if told:
        lines = [told]
    elif is_article:
        lines = [*(label.value for label in reading.labels("publisher")), heuristics.agency(reading.document)]
    else:
        lines = [reading.heading, *(label.value for label in reading.labels("issuer"))]
    for line in lines:
        for mention in matching.mentions(line, reading.known.institutions, language=reading.code):
            if len(mention.authorities) == 1:
                because = _("The words “%(words)s” name it.") % {"words": mention.words}
                return Understood(value=mention.authorities[0].named, because=because)
    name = "" if told else next(filter(None, lines if is_article else map(_of_whom, lines)), "")
    if name:
        unknown = _("The archive has no institution called “%(name)s”: describe it first, or choose the issuer later.")
        reading.missing.append(unknown % {"name": name})
    else:
        reading.missing.append(_("It does not say who issues it: choose the issuer in the draft."))
    return None


def look_for_the_same(
    reading: Reading, issuer: Understood[Named] | None, observance: Understood[Named] | None, year: int
) -> None:
    """Report statements of the archive that this one may be: same issuer, observance and year."""
    if issuer is None or observance is None:
        return
    for known in reading.known.statements:
        if (known.observance, known.year) == (observance.value.slug, year) and issuer.value.slug in known.issuers:
            message = _("The archive has a statement of this issuer for this day and year: see “%(title)s”.")
            reading.missing.append(message % {"title": known.named})


def completeness(reading: Reading, told: str = "") -> Understood[str]:
    if told:
        return proposed(Statement.Completeness.REPORT, _("It is told in the words of the press."))
    if words := heuristics.cut_short(reading.document):
        return proposed(Statement.Completeness.EXCERPT, _("It breaks off with “%(words)s”.") % {"words": words})
    return proposed(Statement.Completeness.FULL, _("Nothing in it says that a part was left out."))


def translation(reading: Reading) -> Understood[str] | None:
    """Whose words these are, where the press sends them out in another language than the archive's first."""
    press = reading.press()
    if not press or reading.code == languages.spoken()[0]:
        return None
    return proposed(Text.Translation.AGENCY, press)


# The words after or before the form that say whose it is: "Statement by the Council on …", "Şuranın bəyanatı".
_OF_WHOM: Final = tuple(re.compile(one.issuer_in_heading) for one in languages.known() if one.issuer_in_heading)


def _of_whom(heading: str) -> str:
    found = (pattern.search(heading[:LONGEST_TITLE]) for pattern in _OF_WHOM)
    return next((match["who"].strip(" –—-,") for match in found if match), "")


def _is_article(form: Understood[str] | None) -> bool:
    return form is not None and form.value == Statement.Form.ARTICLE
