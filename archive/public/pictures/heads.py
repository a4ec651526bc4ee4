"""The pictures at the head of a record's page and in its text, and those beside the records of a list."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from archive import markup
from archive.editions.payloads import Payload, Reference
from archive.editions.payloads.pictures import PicturePayload
from archive.editions.reading import Reading, Snapshot
from archive.imaging import offers
from archive.public.detail.builder import PageBuilder
from archive.public.frame import addresses
from archive.public.frame.visits import Visit
from archive.public.pictures import showing
from archive.public.pictures.pages import Image, Plate, ShownPicture


def known(payload: Payload, language: str, reading: Reading) -> Mapping[str, PicturePayload]:
    """The pictures that the page of ``payload`` may show in ``language``, by the records (uuids) that are named: those
    at its head and in its text, and of a picture itself. One query, or none; where it names any, one for a version.
    """
    itself = (payload.record,) if isinstance(payload, PicturePayload) else ()
    return showing.named(reading, _named(payload, language), itself=itself)


def on_card(snapshot: Snapshot, known: Mapping[str, PicturePayload], reading: Reading) -> PicturePayload | None:
    """What others are shown of a page, of the pictures that are ``known``: the first that everybody may see at once.

    Nothing of what was withdrawn, and nothing in the past: what others show is not asked for again.
    """
    if snapshot.withdrawn or reading.is_past:
        return None
    payload = snapshot.payload
    named = (payload.record, *(ref.record for ref in payload.pictures))
    return next((known[one] for one in named if one in known and not known[one].is_on_request), None)


def shown_on(builder: PageBuilder) -> Mapping[str, ShownPicture]:
    """Those of its page, by the records (uuids) that are named, as they are known now: without any that nobody may see;
    in a preview, with those to come.
    """
    return {
        ref.record: showing.shown(
            builder.pictures[ref.record], builder.language, root=builder.media, page=builder.link(ref)
        )
        for ref in _named(builder.payload, builder.language)
        if ref.record in builder.pictures
    }


def _named(payload: Payload, language: str) -> tuple[Reference, ...]:
    named = [ref for ref in payload.mentions if ref.kind == "picture"]
    blocks = payload.texts[language].blocks if named and language in payload.texts else ()
    in_text = {record for block in blocks for record in markup.pictures(block.html)}
    return (*payload.pictures, *(ref for ref in named if ref.record in in_text))


def in_list(records: Iterable[UUID], *, visit: Visit) -> Mapping[UUID, Image]:
    """What is shown beside those of a list. One query, or none."""
    shown = _to_all(showing.standing(visit.reading, map(str, records)))
    return {UUID(record): showing.image_of(one, offers.card(one), visit.language) for record, one in shown.items()}


def of_members(pictures: Iterable[Reference], *, visit: Visit) -> Mapping[str, Plate]:
    """Those in a collection, by the records (uuids) that are named there. One query, or none."""
    known = showing.named(visit.reading, pictures)
    return {record: showing.plate(one, visit.language) for record, one in known.items()}


def in_sitemap(records: Iterable[UUID], *, visit: Visit) -> Mapping[UUID, str]:
    """Where all of each can be seen. One query, or none."""
    shown = _to_all(showing.standing(visit.reading, map(str, records)))
    images = {record: showing.image_of(one, offers.whole(one), visit.language) for record, one in shown.items()}
    return {UUID(record): addresses.absolute(image.address) for record, image in images.items()}


def _to_all(known: Mapping[str, PicturePayload]) -> Mapping[str, PicturePayload]:
    """Without those that are shown on request only."""
    return {record: one for record, one in known.items() if not one.is_on_request}
