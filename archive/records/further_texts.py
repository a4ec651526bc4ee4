"""Which text of a statement is the page's own in its language, and which are further ones."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from .base import Record
from .citations import Citation
from .saving import saving
from .sources import Source
from .statements import Rendering, Statement
from .texts import Text

__all__ = ["NotItsWords", "exchange", "make_the_page", "making_room", "source_of_text"]

# What a text says of itself, be it the page's own or a further one. Summary and content note stay with the page.
WORDS = ("title", "body", "translation", "translator", "of_version")


class NotItsWords(Exception):
    """What others tell of a statement takes the place of nobody's own words."""

    def __init__(self) -> None:
        super().__init__(_("It does not give the words of the statement, so it cannot be its text."))


def make_the_page(rendering: Rendering, *, by, version: int) -> None:
    """Let a further text be the page's own; what the page had in its language becomes a further text.

    Raises ``NotItsWords``, and ``StaleVersion`` if others have saved the statement since ``version``.
    """
    statement = rendering.statement
    if rendering.translation in Rendering.TOLD:
        raise NotItsWords
    with saving(statement, by=by, version=version):
        exchange(statement, rendering)


def exchange(statement: Statement, new: Rendering) -> None:
    """Do so inside of a block that saves ``statement``; ``new`` need not be stored.

    Where the words were only told, by the press or the archive, that goes in every language. What was the page gets a
    number of its own, and keeps the source that the statement cites for it.
    """
    was_told = statement.completeness in Rendering.TOLD
    for text in making_room(statement, new.language):
        _keep_beside(statement, text)
    page = _the_page(statement, new)
    if was_told:
        statement.texts.exclude(pk=page.pk).delete()
        statement.completeness = Statement.Completeness.FULL
        statement.save()
    _cite(statement, new.source)
    if new.pk:
        new.delete()


def making_room(statement: Statement, language: str) -> QuerySet[Text]:
    """The texts of the page that become further ones when the statement's own words in ``language`` come."""
    texts = statement.texts.order_by("language")
    return texts if statement.completeness in Rendering.TOLD else texts.filter(language=language)


def source_of_text(statement: Statement, text: Text) -> Source | None:
    """Where the archive has found a text of the page: the source that is cited and has no further text.

    Of several it is the one that bears its title, or else its language. None if that leaves more than one.
    """
    beside = statement.renderings.exclude(source=None).values("source")
    cited = list(Source.objects.filter(cited_by__record=statement.pk).exclude(pk__in=beside).distinct())
    called = [one for one in cited if one.texts.filter(language=text.language, title=text.title).exists()]
    spoken = [one for one in cited if one.language == text.language]
    found = called or spoken or cited
    return found[0] if len(found) == 1 else None


def _keep_beside(statement: Statement, text: Text) -> None:
    if not text.body:
        return
    kept = Rendering(statement=statement, language=text.language, position=statement.renderings.count())
    for name in WORDS:
        setattr(kept, name, getattr(text, name))
    kept.source = source_of_text(statement, text)
    kept.published = kept.source.published if kept.source else ""
    if statement.completeness in Rendering.TOLD:
        kept.translation = statement.completeness
    kept.save()


def _the_page(statement: Statement, new: Rendering) -> Text:
    page = statement.texts.filter(language=new.language).first()
    page = page or Text(record=Record.objects.get(pk=statement.pk), language=new.language)
    for name in WORDS:
        setattr(page, name, getattr(new, name))
    page.save()
    return page


def _cite(statement: Statement, source: Source | None) -> None:
    if source and not statement.citations.filter(source=source).exists():
        record = Record.objects.get(pk=statement.pk)
        Citation.objects.create(record=record, source=source, position=statement.citations.count())
