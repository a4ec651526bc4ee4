"""Where in the form of a record something stands: addresses that lead to it."""

from archive.editorial.problems import Spot
from archive.records.base import Record

from .links import record_url


def spot_url(record: Record, spot: Spot) -> str:
    """The form of ``record``, at ``spot``: ``static/desk/writing.js`` opens what is folded on the way there."""
    fragment = spot_id(spot)
    return f"{record_url(record)}#{fragment}" if fragment else record_url(record)


def spot_id(spot: Spot) -> str:
    """The id it has in the form; empty if it is all of the record."""
    if spot.rows:
        return f"{spot.rows}-group" if spot.row is None else f"{spot.rows}-row-{spot.row}"
    if spot.language:
        return "-".join(filter(None, ("texts", spot.language, spot.block)))
    return f"id_{spot.field}" if spot.field else ""
