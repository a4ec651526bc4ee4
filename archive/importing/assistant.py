"""Goes through the documents one by one: reads, cleans, understands, tells, and drafts when asked to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from django.utils.translation import gettext as _

from archive.records.saving import StaleVersion
from archive.records.sources import Source

from . import adding, drafts, reports
from .belonging import Belonging, belonging
from .cleaning import clean
from .documents import Document
from .drafts import Made
from .earlier import Before, Seen, before_of, made_from, source_of
from .files import Unreadable, content_of, decoded, documents
from .kinds import dated
from .known import known
from .proposals import Proposal
from .understanding import propose

__all__ = ["Outcome", "go_through"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many documents were understood, recognised, changed copies of known ones, texts of statements that are there
    already, and how many failed.
    """

    understood: int = 0
    recognised: int = 0
    changed: int = 0
    belonging: int = 0
    failed: int = 0


def go_through(
    paths: Iterable[Path], *, by=None, as_new: bool = False, as_text: bool = False, tell: Callable[[str], object]
) -> Outcome:
    """Tell what the documents at ``paths`` are; with ``by``, draft them as that person.

    A changed copy of a known document, and a text of a statement that is there already, become drafts of their own only
    ``as_new``; such a text is added to the statement only ``as_text``. A document that cannot be read, or
    not be drafted, is told of and left; the others go on.
    """
    round_ = _Round(by=by, as_new=as_new, as_text=as_text, tell=tell)
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
    def __init__(self, *, by, as_new: bool, as_text: bool, tell: Callable[[str], object]) -> None:
        self.by = by
        self.as_new = as_new
        self.as_text = as_text
        self.tell = tell
        self.known = known()
        self.seen = Seen()
        self.outcome = Outcome()

    def take(self, file: Path) -> None:
        self.begin(str(file))
        try:
            content = content_of(file)
            self.understand(clean(decoded(content), name=file.name), content)
        except (Unreadable, drafts.Unfit, StaleVersion) as error:
            self.fail(str(error))

    def understand(self, document: Document, content: bytes) -> None:
        if before := made_from(document.digest) or self.seen.same(document):
            self.recognise(before, document, content)
            return
        proposal = propose(document, known=self.known)
        before = before_of(document, dated(proposal), seen=self.seen)
        found = None if self.as_new else belonging(document, proposal)
        if before and before.is_same:
            self.recognise(before, document, content)
        elif found and (found.is_other_voice or not before):
            self.belong(found, document, content, proposal)
        elif before and not self.as_new:
            self.compare(before, document, content, dated=dated(proposal))
        else:
            self.draft(document, content, drafts.of_its_own(proposal))

    def draft(self, document: Document, content: bytes, proposal: Proposal) -> None:
        self.say(reports.understood(document, proposal))
        if self.by:
            self.say(reports.drafted(drafts.save(document, content, proposal, by=self.by)))
            self.known = known()  # the next document may name what this one brought
        else:
            self.seen.add(document, dated(proposal))
        self.count("understood")

    def recognise(self, before: Before, document: Document, content: bytes) -> None:
        """The same words came before, in this round or another. The file is kept all the same."""
        source = source_of(before.row) if before.row else None
        made = drafts.keep(document, content, Made(source=source), by=self.by) if self.by and source else None
        elsewhere = self.another_address(document.address, before.said.addresses, source)
        is_new = made and (made.is_kept or made.refused)
        done = [*filter(None, [elsewhere]), *(reports.kept(made) if made and is_new else ())]
        self.tell("  " + " ".join((reports.same(before), *(done or [_("Nothing was done.")]))))
        self.count("recognised")

    def compare(self, before: Before, document: Document, content: bytes, *, dated: str) -> None:
        """Tell what was changed in a copy of a known document, and keep it beside the one that came first."""
        self.say(reports.changed(before, document))
        if self.by and before.row:
            made = drafts.add_version(before.row, document, content, dated, by=self.by)
            self.say(reports.added(made, before.row.record))
        else:
            self.say([reports.OFFERED])
        self.count("changed")

    def belong(self, found: Belonging, document: Document, content: bytes, proposal: Proposal) -> None:
        """Tell which text of which statement it is, and add it there if somebody has said so."""
        self.say(reports.understood(document, proposal))
        self.say(reports.belongs(found))
        if self.by and self.as_text:
            self.say(reports.joined(found, adding.add(found, document, content, proposal, by=self.by)))
            self.known = known()
        else:
            self.say([reports.WAITS])
        self.count("belonging")

    def another_address(self, address: str, elsewhere: tuple[str, ...], source: Source | None) -> str:
        """What came of the address of a document that was there already: it stays one document. Mostly nothing."""
        if not address or address in elsewhere:
            return ""
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

    def say(self, sentences: Iterable[object]) -> None:
        for sentence in sentences:
            self.tell(f"  {sentence}")

    def begin(self, name: str) -> None:
        if self.outcome != Outcome():
            self.tell("")
        self.tell(name)

    def fail(self, why: str) -> None:
        self.tell("  " + _("It was left out. %(why)s") % {"why": why})
        self.count("failed")

    def count(self, what: str) -> None:
        self.outcome = replace(self.outcome, **{what: getattr(self.outcome, what) + 1})
