"""What importing asks of a kind that a document may be."""

from collections.abc import Iterator
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db.models import Model

from archive.records.base import Record
from archive.records.sources import Source

from ..proposals import Proposal, Understood, Unfit

# Every kind that a document may be: its class sets itself down here.
KINDS: Final[dict[str, "DocumentKind"]] = {}


class DocumentKind:
    KIND: ClassVar[str]

    def __init_subclass__(cls) -> None:
        KINDS[cls.KIND] = cls()

    def dated(self, proposal: Proposal) -> str:
        """The date of the document itself, if anybody knows it."""
        return proposal.published.value if proposal.published else ""

    def is_source_only(self, proposal: Proposal) -> bool:
        """Whether it becomes a source and nothing else."""
        return False

    def obstacles(self, proposal: Proposal) -> Iterator[str]:
        """Why no draft can be made of it: what a draft of this kind must have."""
        yield from ()

    def remarks(self, proposal: Proposal) -> Iterator[str]:
        """What else the archivist is told of it."""
        yield from ()

    def record(self, proposal: Proposal) -> Record | None:
        """The record itself, not stored yet; None when the source is all there is to draft."""
        return None

    def complete(self, record: Any, proposal: Proposal) -> None:
        """Store what hangs on the record, which is stored by now."""

    def words(self, proposal: Proposal) -> dict[str, str]:
        """Whose words its text has, as fields of the text."""
        return {}

    def slug(self, proposal: Proposal) -> str:
        """An address that says more than the title does; "" if there is none."""
        return ""

    def list_copy(self, record: Any, source: Source, dated: str, *, by: Any) -> str:
        """List a changed copy of the document with the record; returns as which version, "" if this kind lists none."""
        return ""


def value_of(understood: Understood | None) -> Any:
    return understood.value if understood else None


def require_valid(row: Model) -> None:
    """Refuse what the desk's form would refuse, and name the field."""
    try:
        row.full_clean()
    except ValidationError as error:
        called = {field.name: f"{field.verbose_name}: " for field in row._meta.fields}
        said = (called.get(name, "") + " ".join(messages) for name, messages in error.message_dict.items())
        raise Unfit(" ".join(said)) from error
