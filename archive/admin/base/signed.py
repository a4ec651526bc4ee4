"""What a page says of candidates that are decided on together: of each its key, and the digest that was on the page."""

from collections.abc import Iterable, Iterator

from archive.editorial.models import Candidate

from .numbers import number_in

Signed = tuple[Candidate, str]


def read(lines: Iterable[str]) -> Iterator[Signed]:
    """The candidates that there are, each with the digest that stood there."""
    for line in lines:
        key, _colon, digest = line.partition(":")
        found = Candidate.objects.filter(pk=number_in(key)).select_related("record").first()
        if found:
            yield found, digest
