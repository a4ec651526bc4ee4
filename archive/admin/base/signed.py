"""What a page says of candidates that are decided on together: of each its key, and the digest that was on the page."""

from collections.abc import Iterable, Iterator

from archive.editorial.models import Candidate

from .numbers import number_in

Signed = tuple[Candidate, str]


def line(candidate: Candidate) -> str:
    """How the page says it."""
    return f"{candidate.pk}:{candidate.digest}"


def read(lines: Iterable[str]) -> Iterator[Signed]:
    """The candidates that there are, each with the digest that stood there. One query, if there is a line."""
    said = [(number_in(key), digest) for key, _colon, digest in (one.partition(":") for one in lines)]
    found = Candidate.objects.select_related("record").in_bulk([key for key, _digest in said])
    yield from ((found[key], digest) for key, digest in said if key in found)
