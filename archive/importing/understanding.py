"""Proposes what a cleaned document is, told by its own words and by what the archive knows."""

from .documents import Document
from .kinds import IN_ORDER, sources
from .known import Known
from .proposals import Proposal
from .reading import Reading

__all__ = ["propose"]


def propose(document: Document, *, known: Known) -> Proposal:
    """What ``document`` seems to be."""
    reading = Reading(document, known)
    found = (recognised(reading) for recognised in IN_ORDER)
    return next(filter(None, found), None) or sources.otherwise(reading)
