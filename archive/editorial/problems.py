"""What an archivist is told to mend, or to look at: each says where in the record it stands."""

import hashlib
import json
from dataclasses import dataclass

from django.utils.functional import Promise

from archive.records.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a record: the words in a ``language`` or one ``block`` of them (p3); a ``field`` of it, or of its
    words; one ``row`` (its key) of the ``rows`` that hang on it, or all of these. What says nothing is all of it.
    """

    language: str = ""
    block: str = ""
    field: str = ""
    rows: str = ""
    row: int | None = None


EVERYWHERE = Spot()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. ``records`` are those that must be published first, or in the same release.

    ``before_doubts``: what is doubted is looked at once this is done.
    """

    message: str
    records: tuple[Record, ...] = ()
    spot: Spot = EVERYWHERE
    before_doubts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something to look at.

    ``rule`` is for ever the name of what found it; ``about`` tells which of its like it is, and never by its place.
    ``words`` are what it was found in: when these change it is another doubt.
    """

    rule: str
    about: str
    message: str
    spot: Spot
    words: tuple[str, ...] = ()
    # Whoever acknowledges it says why it stays.
    asks_why: bool = False
    # Nobody submits it until somebody lets it stand; all others wait for whoever approves.
    keeps_back: bool = False
    # Where something can be said of it, if the words themselves stay.
    answered_at: Spot | None = None

    @property
    def digest(self) -> str:
        """Names this doubt about these words."""
        said = json.dumps([self.rule, self.about, *self.words])
        return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def problem(message: Promise, spot: Spot = EVERYWHERE, **values: str) -> Problem:
    return Problem(message=str(message) % values, spot=spot)
