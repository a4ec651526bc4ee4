"""What somebody said last on an observance, in a year before."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from archive import clock
from archive.catalogue.deriving import SERIES, series
from archive.catalogue.models import Row
from archive.editions.models import Interval, StoredPayload
from archive.editions.payloads import Payload
from archive.editions.payloads.statements import StatementPayload
from archive.kept import Kept


def said(observance: str, issuers: Iterable[str], form: str, *, before: int) -> StatementPayload | None:
    """What one of ``issuers`` said last on this observance in a year ``before``, as readers have it now."""
    now, years = clock.now(), [series(UUID(observance), UUID(issuer)) for issuer in issuers]
    earlier = Row.objects.filter(terms__facet=SERIES, terms__value__in=years, terms__first_year__lt=before, form=form)
    standing = earlier.filter(live_from__lte=now, live_until__gt=now).order_by("-terms__first_year", "-pk")
    found = standing.values_list("record", flat=True).first() if years else None
    live = Interval.objects.live(now).filter(record=found) if found else Interval.objects.none()
    digest = live.values_list("payload", flat=True).first()
    held = _KEPT.get(digest, lambda: StoredPayload.objects.get(pk=digest).held) if digest else None
    return held if isinstance(held, StatementPayload) else None


# By their digests: it is asked of one statement again and again.
_KEPT: Final[Kept[Payload]] = Kept(most=50)
