"""Goes through the documents one by one: reads, cleans, understands, tells, and drafts when asked to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from archive.records.sources import Source

from . import drafts, telling
from .cleaning import clean
from .documents import Document
from .files import Unreadable, documents, text_of
from .known import known
from .understanding import propose

__all__ = ["Outcome", "go_through"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many documents were understood, recognised, drafted, and how many failed."""

    understood: int = 0
    recognised: int = 0
    drafted: int = 0
    failed: int = 0


def go_through(paths: Iterable[Path], *, by=None, tell: Callable[[str], object]) -> Outcome:
    """Tell what the documents at ``paths`` are; with ``by``, draft them as that person.

    A document that cannot be read, or not be drafted, is told of and left; the others go on.
    """
    round_ = _Round(by=by, tell=tell)
    for path in paths:
        try:
            found = documents(path)
        except (Unreadable, OSError) as error:
            round_.begin(str(path))
            round_.fail(str(error))
            continue
        for file in found:
            round_.take(file)
    return round_.outcome


class _Round:
    def __init__(self, *, by, tell: Callable[[str], object]) -> None:
        self.by = by
        self.tell = tell
        self.known = known()
        self.seen: dict[str, Document] = {}
        self.outcome = Outcome()

    def take(self, file: Path) -> None:
        self.begin(str(file))
        try:
            document = clean(text_of(file), name=file.name)
            self.understand(document)
        except (Unreadable, drafts.Unfit) as error:
            self.fail(str(error))

    def understand(self, document: Document) -> None:
        if self.recognise(document):
            self.count("recognised")
            return
        proposal = propose(document, known=self.known)
        for sentence in telling.understood(document, proposal):
            self.tell(f"  {sentence}")
        if self.by:
            made = drafts.save(document, proposal, by=self.by)
            for sentence in telling.drafted(made):
                self.tell(f"  {sentence}")
            self.count("drafted")
            self.known = known()  # the next document may name what this one brought
        self.seen[document.digest] = document
        self.count("understood")

    def recognise(self, document: Document) -> bool:
        """Whether the same words came before, in this round or another."""
        before, earlier = drafts.made_from(document.digest), self.seen.get(document.digest)
        if before:
            source = drafts.source_of(before)
            elsewhere = source.addresses() if source else (document.address,)
            told = telling.imported_before(before)
        elif earlier:
            source, elsewhere = None, (earlier.address,)
            told = _("It has the same words as %(name)s above.") % {"name": earlier.name}
        else:
            return False
        self.tell(f"  {told} {self.another_address(document.address, elsewhere, source)}")
        return True

    def another_address(self, address: str, elsewhere: tuple[str, ...], source: Source | None) -> str:
        """What came of the address of a document that was there already: it stays one document."""
        if not address or address in elsewhere:
            return _("Nothing was done.")
        if not (self.by and source):
            return _("It stands at another address: --save adds “%(address)s” to the source that is there.") % {
                "address": address
            }
        drafts.add_address(source, address, by=self.by)
        self.known = known()
        return _("Its address “%(address)s” was added to the source “%(title)s”.") % {
            "address": address,
            "title": source,
        }

    def begin(self, name: str) -> None:
        if self.outcome != Outcome():
            self.tell("")
        self.tell(name)

    def fail(self, why: str) -> None:
        self.tell("  " + _("It was left out. %(why)s") % {"why": why})
        self.count("failed")

    def count(self, what: str) -> None:
        self.outcome = replace(self.outcome, **{what: getattr(self.outcome, what) + 1})
