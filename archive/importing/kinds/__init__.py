"""What a document may be: each kind recognises it, understands it and drafts it in a module of its own."""

from ..proposals import Proposal
from . import observances, sources, statements, timeline_entries
from .base import KINDS, DocumentKind

__all__ = ["IN_ORDER", "KINDS", "dated", "is_source_only", "kind_of", "obstacles"]

# By what a document is recognised, the surest first.
IN_ORDER = (
    sources.in_no_language,
    statements.by_heading,
    statements.by_report,
    observances.by_description,
    timeline_entries.by_opening,
    statements.by_press,
)


def kind_of(proposal: Proposal) -> DocumentKind:
    return KINDS[proposal.kind.value]


def dated(proposal: Proposal) -> str:
    """The date of the document itself, if anybody knows it."""
    return kind_of(proposal).dated(proposal)


def is_source_only(proposal: Proposal) -> bool:
    """Whether it becomes a source and nothing else."""
    return kind_of(proposal).is_source_only(proposal)


def obstacles(proposal: Proposal) -> tuple[str, ...]:
    """Why no draft can be made of this: what a draft of its kind must have. Empty when one can."""
    return tuple(kind_of(proposal).obstacles(proposal))
