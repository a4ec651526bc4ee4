"""A document as a source, which every one is; and what it is when it is nothing else."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _

from archive.records.sources import Source
from archive.records.statements import Statement

from .. import heuristics
from ..documents import is_address
from ..known import Named
from ..proposals import Proposal, Understood
from ..reading import LONGEST_TITLE, Reading, in_line, proposed
from .base import DocumentKind


class SourceDocument(DocumentKind):
    KIND: ClassVar[str] = Source.KIND

    def is_source_only(self, proposal: Proposal) -> bool:
        return True


def in_no_language(reading: Reading) -> Proposal | None:
    """A document in none of the archive's languages."""
    if reading.code:
        return None
    if reading.language:
        because = _("It is in none of the archive’s languages, so it is only kept as a source.")
    else:
        because = _("In which language it is could not be told, so it is only kept as a source.")
    return source(reading, because)


def otherwise(reading: Reading) -> Proposal:
    return source(reading, _("Nothing in it says what it is, so it is only kept as a source."))


def source(reading: Reading, because: str) -> Proposal:
    return proposal(reading, proposed(Source.KIND, because), published=reading.date())


def proposal(
    reading: Reading,
    kind: Understood[str],
    *,
    published: Understood[str] | None,
    title: Understood[str] | None = None,
    sort: Understood[str] | None = None,
    creator: Understood[str] | None = None,
    **of_its_kind: Any,
) -> Proposal:
    """What is proposed of ``kind``, with the source that it cites."""
    title = title or reading.title()
    source_title = heuristics.cut(reading.heading or title.value, LONGEST_TITLE)
    found = address(reading)
    if found is None:
        reading.missing.append(_("It does not say at which web address it was found."))
    return Proposal(
        kind=kind,
        title=_shortened(title),
        language=reading.language,
        source_sort=sort or source_sort(reading, None),
        source_title=source_title,
        creator=creator or creator_of(reading, None),
        publisher=publisher(reading),
        published=published,
        address=found,
        known_source=known_source(reading, source_title, published, found),
        **of_its_kind,
        missing=tuple(reading.missing),
    )


def source_sort(reading: Reading, form: Understood[str] | None) -> Understood[str]:
    if form and form.value != Statement.Form.ARTICLE:
        return proposed(Source.Sort.STATEMENT, form.because)
    if press := reading.press():
        return proposed(Source.Sort.NEWS, press)
    if reading.document.box:
        return proposed(Source.Sort.WEB, _("It has a box of facts, as pages of encyclopedias have."))
    if found := address(reading):
        return proposed(Source.Sort.WEB, found.because)
    return proposed(Source.Sort.OTHER, _("Nothing in it says what sort of source it is."))


def creator_of(reading: Reading, issuer: Understood[Named] | None) -> Understood[str] | None:
    if words := heuristics.byline(reading.document):
        return Understood(value=reading.document.byline, because=in_line(words))
    if label := next(reading.labels("author"), None):
        return Understood(value=label.value, because=in_line(label.words))
    if issuer is None:
        return None
    bodies = (one for one in reading.known.institutions if one.named == issuer.value)
    return Understood(value=next(bodies).called(reading.code), because=issuer.because)


def publisher(reading: Reading) -> Understood[str] | None:
    for label in reading.labels("publisher"):
        if not is_address(label.value):
            return Understood(value=label.value, because=in_line(label.words))
    if name := heuristics.agency(reading.document):
        return Understood(value=name, because=_("The report begins with “/%(words)s/”.") % {"words": name})
    reading.missing.append(_("It does not say who made it public."))
    return None


def address(reading: Reading) -> Understood[str] | None:
    label = reading.document.address_line
    return Understood(value=label.value, because=in_line(label.words)) if label else None


def known_source(
    reading: Reading, title: str, published: Understood[str] | None, address: Understood[str] | None
) -> Understood[Named] | None:
    for source in reading.known.sources:
        if address and address.value in source.addresses:
            return Understood(value=source.named, because=_("It has the same web address."))
        if published and source.published == published.value and source.is_called(title):
            return Understood(value=source.named, because=_("It has the same title and date."))
    return None


def _shortened(title: Understood[str]) -> Understood[str]:
    if len(title.value) <= LONGEST_TITLE:
        return title
    because = _("%(because)s It was longer and is cut here.") % {"because": title.because}
    return Understood(value=heuristics.cut(title.value, LONGEST_TITLE), because=because)
