"""Where in the form of a record something stands: addresses that lead to it."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.utils.html import format_html

from archive.editorial.carried import Passage, Unconfirmed
from archive.editorial.coming import NamesOtherwise
from archive.editorial.problems import EVERYWHERE, Problem, Spot
from archive.editorial.reviewing import NotReady
from archive.editorial.sensitivity import NotLookedAt
from archive.records.base import Record

from .links import record_url
from .sensitivity_told import spot_of


def spot_url(record: Record, spot: Spot) -> str:
    """The form of ``record``, at ``spot``: ``static/desk/writing.js`` opens what is folded on the way there."""
    fragment = spot_id(spot)
    return f"{record_url(record)}#{fragment}" if fragment else record_url(record)


def spot_id(spot: Spot) -> str:
    """The id it has in the form; empty if it is all of the record."""
    if spot.rows:
        return f"{spot.rows}-group" if spot.row is None else f"{spot.rows}-row-{spot.row}"
    if spot.block and not spot.block.startswith("p"):
        return "renderings-group"
    if spot.language:
        return "-".join(filter(None, ("texts", spot.language, spot.block)))
    return f"id_{spot.field}" if spot.field else ""


def waiting_id(passage: Passage) -> str:
    """Of a passage that waits to be confirmed, where one does that."""
    return f"carried-{passage.language}-{passage.place}"


def told_problems(
    record: Record, found: Iterable[Problem]
) -> Iterator[tuple[Problem, str, tuple[tuple[Record, str], ...]]]:
    """Each with the address of its spot, and the records it is about with theirs. What waits to be confirmed is told
    by itself.
    """
    for one in found:
        if not isinstance(one, Unconfirmed):
            url = "" if one.spot == EVERYWHERE else spot_url(record, one.spot)
            yield one, url, tuple((named, record_url(named)) for named in one.records)


def said_of(record: Record, refused: Exception) -> list[ValidationError]:
    """What a form says of a refusal: of what has to be mended first each by itself, with the way there."""
    if isinstance(refused, NotReady):
        return [ValidationError(_linked(record, one)) for one in refused.problems]
    return [ValidationError(told_refusal(refused))]


def told_refusal(refused: Exception) -> str:
    """In words, with the way to what stands in the way, if it is another record."""
    if isinstance(refused, NotLookedAt):
        return format_html('<a href="{}">{}</a>', spot_of(refused.candidates[0]), refused)
    if isinstance(refused, NamesOtherwise):
        return format_html('<a href="{}">{}</a>', record_url(Record.objects.get(uuid=refused.record)), refused)
    return str(refused)


def _linked(record: Record, problem: Problem) -> str:
    if problem.spot == EVERYWHERE:
        return problem.message
    is_waiting = isinstance(problem, Unconfirmed)
    url = f"{record_url(record)}#{waiting_id(problem.passage)}" if is_waiting else spot_url(record, problem.spot)
    return format_html('<a href="{}">{}</a>', url, problem.message)
