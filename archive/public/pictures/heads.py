"""The pictures at the head of a record's page, and those beside the records of a list."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from archive.editions.payloads import Reference
from archive.editions.payloads.pictures import PicturePayload
from archive.public.detail.builder import PageBuilder
from archive.public.frame import addresses
from archive.public.frame.visits import Visit
from archive.public.pictures import showing
from archive.public.pictures.pages import Image, ShownPicture


def at_head(pictures: Iterable[Reference], builder: PageBuilder) -> tuple[ShownPicture, ...]:
    """As they are known now, in their order, without those that nobody may see. One query, if there are any, and one
    for a version.
    """
    known = showing.at_heads(builder.visit.reading, named := tuple(pictures))
    return tuple(
        showing.shown(known[ref.record], builder.language, page=builder.link(ref))
        for ref in named
        if ref.record in known
    )


def in_list(records: Iterable[UUID], *, visit: Visit) -> Mapping[UUID, Image]:
    """What is shown beside those of a list. One query, or none."""
    shown = _shown_to_all(records, visit)
    return {UUID(one.record): showing.image_of(one, showing.card(one), visit.language) for one in shown}


def in_sitemap(records: Iterable[UUID], *, visit: Visit) -> Mapping[UUID, str]:
    """Where all of each can be seen. One query, or none."""
    shown = _shown_to_all(records, visit)
    images = {one.record: showing.image_of(one, showing.whole(one), visit.language) for one in shown}
    return {UUID(record): addresses.absolute(image.address) for record, image in images.items()}


def _shown_to_all(records: Iterable[UUID], visit: Visit) -> list[PicturePayload]:
    """Without those that are shown on request only."""
    known = showing.standing(visit.reading, map(str, records))
    return [one for one in known.values() if not one.is_on_request]
