"""Sources: with the copy that they offer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model, Prefetch
from django.utils.translation import gettext as _

from archive.editions.payloads.sources import OfferedCopy, SourcePayload
from archive.records.sources import CapturedCopy, Source

from .base import Freezing
from .labels import Public
from .texts import phrase


class SourceFreezing(Freezing[Source]):
    MODEL = Source

    def prefetched(self) -> "Iterator[Prefetch[Any]]":
        yield Prefetch("phrases")
        yield Prefetch("further_addresses")

    def own_rows(self) -> Iterator[Model]:
        yield from (*self.record.phrases.all(), *self.record.further_addresses.all())

    def payload(self, public: Public, **common: Any) -> SourcePayload:
        one = self.record
        return SourcePayload(
            sort=one.sort,
            standing=one.standing,
            original_title=one.original_title,
            creator=phrase(one.phrases.all(), "creator"),
            publisher=phrase(one.phrases.all(), "publisher"),
            published=one.published,
            language=one.language,
            rights=one.rights,
            address=one.address,
            accessed=one.accessed.isoformat() if one.accessed else "",
            current_address=one.current_address,
            address_state=one.address_state,
            checked_at=_instant(one.checked_at) if one.checked_at else "",
            archived_address=one.archived_address,
            further_addresses=tuple(row.address for row in one.further_addresses.all()),
            offered_copy=_offered(one.offered_copy) if one.offered_copy else None,
            **common,
        )

    def unpublished(self, public: Public, **common: Any) -> SourcePayload:
        """In full: what cites it describes it."""
        return self.payload(public, **common)

    def keeps(self) -> Iterator[str]:
        if self.record.copies.exists():
            yield _("There are captured copies of it, and these are kept.")


def _offered(copy: CapturedCopy) -> OfferedCopy:
    return OfferedCopy(
        sha256=copy.sha256, size=copy.size, media_type=copy.media_type, captured_at=_instant(copy.captured_at)
    )


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
