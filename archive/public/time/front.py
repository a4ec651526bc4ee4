"""What archivists put on the first page: a story, and a number of which several speakers say something else."""

from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

from django.utils.translation import ngettext

from archive import markup
from archive.editions import figures
from archive.editions.payloads import Payload, Reference, Words
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload
from archive.kept import Kept
from archive.public import kinds
from archive.public.detail.builder import when
from archive.public.detail.figures import measure_in_words, number_in_words, when_it_was
from archive.public.frame import addresses, identity
from archive.public.frame.pages import Link
from archive.public.frame.visits import Visit
from archive.public.pictures import heads
from archive.public.pictures.pages import Image
from archive.public.time.pages import Accounts, Claim, Story
from archive.public.words import counting, labels
from archive.public.words.opening import opening

# So many claims show that accounts differ.
CLAIMS: Final = 6


class Front(NamedTuple):
    story: Story | None = None
    accounts: Accounts | None = None


_FRONTS: Final = Kept[Front](most=32)


def of(visit: Visit) -> Front:
    """As far as readers can see it. At most one query for a publication version."""
    return _FRONTS.get((visit.version, visit.language, visit.as_of), lambda: _chosen(visit))


def _chosen(visit: Visit) -> Front:
    archive = identity.itself(visit.reading, version=visit.version)
    if archive is None:
        return Front()
    named = [one for one in (archive.story, archive.figures_of) if one]
    found = _readable(named, visit)
    story = found.get(archive.story.record) if archive.story else None
    event = found.get(archive.figures_of.record) if archive.figures_of else story
    return Front(
        story=_story(story, visit) if story else None,
        accounts=_accounts(event, visit) if isinstance(event, TimelineEntryPayload) else None,
    )


def _readable(named: Sequence[Reference], visit: Visit) -> dict[str, Payload]:
    if not named:
        return {}
    found = visit.reading.live(*{one.kind for one in named}, records={one.record for one in named})
    return {payload.record: payload for payload in found}


def _story(payload: Payload, visit: Visit) -> Story:
    language, words = payload.words(visit.language)
    return Story(
        title=_link(payload, visit),
        kind=kinds.called(payload.kind, visit.language),
        summary=words.summary,
        opening=opening(_plain(words), besides=(words.title, words.summary)),
        language="" if language == visit.language else language,
        image=_image(payload, visit),
    )


def _image(payload: Payload, visit: Visit) -> Image | None:
    """Of the pictures that it names, those at its head before all others, the first that everybody may see at once."""
    named = [UUID(one.record) for one in (*payload.pictures, *payload.references()) if one.kind == "picture"]
    found = heads.in_list(named, visit=visit)
    return next((found[one] for one in named if one in found), None)


def _plain(words: Words) -> str:
    return "\n".join(markup.plain(block.html) for block in words.blocks)


def _link(payload: Payload, visit: Visit) -> Link:
    language, words = payload.words(visit.language)
    return Link(
        text=words.title,
        language="" if language == visit.language else language,
        address=addresses.record(visit.language, payload.kind, payload.slug, as_of=visit.as_of),
    )


def _accounts(event: TimelineEntryPayload, visit: Visit) -> Accounts | None:
    """Of the measures in which accounts differ the one that most speakers give, with all that they say of it."""
    claims = max(_differing(event), key=len, default=())
    if not claims:
        return None
    return Accounts(
        event=_link(event, visit),
        when=when_it_was(event, visit.language),
        measure=measure_in_words(claims[0]),
        claims=tuple(_claim(one, visit.language) for one in claims[:CLAIMS]),
        more=_more(len(claims) - CLAIMS),
    )


def _more(left: int) -> str:
    if left <= 0:
        return ""
    said = ngettext("%(count)s more figure is in the record.", "%(count)s more figures are in the record.", left)
    return said % {"count": left}


def _differing(event: TimelineEntryPayload) -> list[tuple[FigureForm, ...]]:
    """What all speakers say now of each measure in which some differ, in the order in which they said it."""
    measures = {measure for measure, *_of_whom in figures.differing(event.figures)}
    whole = [one for one in figures.current(event.figures) if not one.part_of]
    return [tuple(one for one in whole if one.measure == measure) for measure in sorted(measures)]


def _claim(figure: FigureForm, language: str) -> Claim:
    code, speaker = labels.localized(figure.stated_by.label, language)
    return Claim(
        number=number_in_words(figure, language),
        counted=counting.noun_of(figure),
        speaker=Link(text=speaker, language="" if code == language else code),
        stated_on=when(figure.stated_on, language),
    )
