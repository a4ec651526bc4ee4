"""How others cite a record: in words, with the address under which this very edition stands for ever."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from django.utils.translation import gettext as _

from archive import clock
from archive.editions.reading import Snapshot
from archive.public import kinds
from archive.public.detail.builder import plain_link
from archive.public.detail.editions import instant
from archive.public.detail.pages import Cite, FigureLine
from archive.public.frame import addresses, identity
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.words import labels


def cite(
    snapshots: tuple[Snapshot, ...],
    *,
    visit: Visit,
    edition: Snapshot | None = None,
    several: tuple[str, str] | None = None,
) -> Cite | None:
    """``snapshots`` is all that has stood there, oldest first; ``edition`` is the one shown at its own address.

    ``several`` are title and address of a page that shows more than this record: it is cited as it stands today.
    """
    if not snapshots:
        return None
    number, slug = (edition or snapshots[-1]).number, snapshots[-1].payload.slug
    shown = next(one for one in snapshots if one.number == number)
    payload = shown.payload
    _language, words = payload.words(visit.language)
    title, page = several or (words.title, addresses.record(visit.language, payload.kind, slug))
    lasting = addresses.edition(visit.language, payload.kind, slug, shown.number)
    if several:
        lasting = addresses.with_parameters(page, **{addresses.AS_OF: visit.as_of or visit.today.isoformat()})
    itself = identity.of(visit.reading, version=visit.version, language=visit.language)
    archive = Link(text=itself.name, language=itself.language)
    issuers = (plain_link(ref, visit.language) for ref in payload.issuing())
    day = labels.day_in_words(clock.local(shown.since).date(), visit.language)
    text = _("%(cited)s. %(archive)s, edition %(number)s of %(day)s. %(address)s (accessed: [date]).") % {
        "cited": kinds.of(payload.kind).cited(payload, title, visit.language, archive=itself.name),
        "archive": archive.text,
        "number": shown.number,
        "day": day,
        "address": addresses.absolute(lasting),
    }
    subject, body = (quote(said, safe="") for said in (title, f"\n{addresses.absolute(page)}\n"))
    return Cite(
        text=_in_pieces(text, (archive, *issuers), visit.language),
        page=addresses.absolute(page),
        mail=f"mailto:?subject={subject}&body={subject}{body}",
        number=shown.number,
        since=instant(shown.since, visit.language),
        address=addresses.absolute(lasting),
        digest="" if several else shown.digest,
        archive=archive,
    )


def figure(line: FigureLine, page: Cite | None, *, title: str, language: str) -> tuple[Link, ...]:
    """One figure of the record that ``page`` cites: its speaker, the number, and where it was said and stands."""
    if page is None:
        return ()
    counted = " ".join(part for part in (line.number, line.counted) if part)
    claim = (f"{line.measure}: {counted}", line.place.text if line.place else "")
    said = (*claim, line.stated_on.words if line.stated_on else "")
    source = line.cited.original_title or line.cited.source
    where = (source.text, line.cited.locator)
    text = _(
        "%(speaker)s. %(claim)s. %(source)s. Quoted in: “%(title)s”. %(archive)s, edition %(number)s. "
        "%(address)s (accessed: [date])."
    ) % {
        "speaker": line.speaker.text,
        "claim": ", ".join(part for part in said if part),
        "source": ", ".join(part for part in where if part),
        "title": title,
        "archive": page.archive.text,
        "number": page.number,
        "address": f"{page.address}#{line.id}",
    }
    names = (line.speaker, source, page.archive, *((line.place,) if line.place else ()))
    return _in_pieces(text, names, language)


def _in_pieces(text: str, names: Iterable[Link], language: str) -> tuple[Link, ...]:
    """``text``, cut at those of the ``names`` in it that are of another language."""
    foreign = {name.text: name.language for name in names if name.language not in ("", language)}
    parts = re.split(f"({'|'.join(map(re.escape, foreign))})", text) if foreign else [text]
    return tuple(Link(text=part, language=foreign.get(part, "")) for part in parts if part)
