"""Whoever reads a carried passage and lets it stand, as it is or with what is proposed in it."""

from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from archive import clock, markup
from archive.editions.acts import Refused
from archive.records.base import Record
from archive.records.saving import saving
from archive.records.statements import Statement
from archive.records.texts import Text

from .carried import HEADS, RULE, Carrying, Confirmation, Passage
from .outdated import Finding
from .people import User
from .permissions import require


class AnotherPassage(Refused):
    """What was on the page is not what stands there now."""

    def __init__(self) -> None:
        super().__init__(_("This passage is no longer what was on your page. Read it again."))


@transaction.atomic
def confirm(statement: Statement, digest: str, *, by: User) -> Confirmation:
    """``by`` has read the passage of this ``digest`` and lets it stand. Nothing is saved: the words are the same.

    Who was first is kept. Raises ``AnotherPassage`` where no passage is carried so.
    """
    statement, carrying = _opened(statement, by=by)
    passage = next((one for one in carrying.passages() if one.digest == digest), None)
    if passage is None:
        raise AnotherPassage
    return _confirmed(statement, passage, by=by)


@transaction.atomic
def say_anew(statement: Statement, digest: str, proposed: Collection[str], *, by: User, version: int) -> Confirmation:
    """Write what is ``proposed`` in the passage of this ``digest``, and confirm it as it then stands.

    ``proposed`` are keys of its proposals. ``version`` is the one on the page.
    Raises ``AnotherPassage`` and ``StaleVersion``.
    """
    statement, carrying = _opened(statement, by=by)
    passage = next((one for one in carrying.unconfirmed() if one.digest == digest), None)
    chosen = [one for one in passage.proposals if one.key in proposed] if passage else []
    if passage is None or not chosen:
        raise AnotherPassage
    with saving(statement, by=by, version=version):
        _write(statement, passage, chosen)
    statement, carrying = _opened(statement, by=by)
    written = carrying.passage(passage.language, passage.place)
    if written is None or written.words != _said(passage.words, chosen):
        raise AnotherPassage
    return _confirmed(statement, written, by=by, changed=chosen)


@transaction.atomic
def take_back(statement: Statement, digest: str, *, by: User) -> None:
    """``by`` has confirmed a passage by mistake, and nobody has submitted that yet. Raises ``AnotherPassage``."""
    statement, _carrying = _opened(statement, by=by)
    own = statement.confirmations.filter(digest=digest, by=by, submitted_in=None)
    if not own.delete()[0]:
        raise AnotherPassage


def _opened(statement: Statement, *, by: User) -> tuple[Statement, Carrying]:
    """As it stands, while nobody else saves it."""
    require(by, "change_statement")
    Record.objects.select_for_update().get(pk=statement.pk)
    rows = ("texts", "issued_by", "confirmations", "carried")
    current = Statement.objects.prefetch_related(*rows).get(pk=statement.pk)
    carrying = Carrying.of(current)
    if carrying is None:
        raise AnotherPassage
    return current, carrying


def _confirmed(statement: Statement, passage: Passage, *, by: User, changed: Iterable[Finding] = ()) -> Confirmation:
    said = {
        "version": statement.version,
        "rule": RULE,
        "language": passage.language,
        "place": passage.place,
        "found": [one.result for one in passage.findings],
        "changed": [one.result for one in changed],
        "by": by,
        "at": clock.now(),
    }
    found, _made = Confirmation.objects.get_or_create(statement=statement, digest=passage.digest, defaults=said)
    return found


def _write(statement: Statement, passage: Passage, chosen: Sequence[Finding]) -> None:
    text = Text.objects.get(record=statement.pk, language=passage.language)
    if passage.place in HEADS:
        setattr(text, passage.place, _said(passage.words, chosen))
    else:
        blocks = [
            _reworded(html, passage.words, chosen) if f"p{number}" == passage.place else html
            for number, html in text.numbered_blocks()
        ]
        text.body = "\n".join(blocks)
    text.full_clean(exclude={"record", "folded"}, validate_unique=False, validate_constraints=False)
    text.save()


def _said(words: str, chosen: Iterable[Finding]) -> str:
    """From the end on, so that what comes before stays where it was."""
    for one in sorted(chosen, key=lambda one: -one.start):
        words = words[: one.start] + one.instead + words[one.start + len(one.words) :]
    return words


def _reworded(html: str, words: str, chosen: Iterable[Finding]) -> str:
    for one in sorted(chosen, key=lambda one: -one.start):
        nth = words[: one.start].count(one.words)
        html = markup.reworded(html, one.words, one.instead, nth=nth)
    return html
