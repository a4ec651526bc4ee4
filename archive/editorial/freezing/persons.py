"""Persons: only as far as their level of privacy and the basis of consent allow it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Model, Prefetch
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import markup, names
from archive.editions.payloads import Cited
from archive.editions.payloads.persons import InvolvementForm, PersonPayload
from archive.languages.named import name_of
from archive.records.base import Record
from archive.records.persons import Involvement, Person
from archive.records.texts import Text

from .. import privacy
from ..problems import Problem, Spot, problem
from .base import Freezing
from .labels import Public


class PersonFreezing(Freezing[Person]):
    MODEL = Person

    def prefetched(self) -> "Iterator[Prefetch[Any]]":
        yield Prefetch("involvements", Involvement.objects.select_related("entry", "statement", "source"))

    def own_rows(self) -> Iterator[Model]:
        yield from self.record.involvements.all()

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        return [one for part in self.record.involvements.all() for one in (part.named(), part.source)]

    def payload(self, public: Public, **common: Any) -> PersonPayload:
        one = self.record
        involvements = tuple(_involvement(part, public) for part in one.involvements.all())
        if one.privacy == Person.Privacy.WITHHELD:
            texts = {code: replace(words, title=names.initials(words.title)) for code, words in common["texts"].items()}
            return PersonPayload(
                involvements=involvements, **{**common, "texts": texts, "names": (), "identifiers": ()}
            )
        return PersonPayload(born=one.born, died=one.died, involvements=involvements, **common)

    def needs_source(self) -> bool:
        return not self.record.involvements.all()

    def unlike(self, other: Record) -> str:
        if self.record.privacy == getattr(other, "privacy", ""):
            return ""
        return gettext("These persons have different levels of privacy. Decide first which one is right for both.")

    def problems(self, texts: Collection[Text]) -> Iterator[Problem]:
        """Nobody is published whose level of privacy or unknown consent is against it."""
        if self.record.privacy == Person.Privacy.HIDDEN:
            said = _("The level of privacy is “not public”, so this person cannot be published.")
            yield problem(said, Spot(field="privacy"))
        if self.record.living != Person.Living.DEAD and not self.record.consent:
            yield problem(
                _(
                    "Say on what basis this person may be named: she or he is living, or that is not known. A public "
                    "office, a consent or an official publication can be one."
                ),
                Spot(field="consent"),
            )
        if privacy.is_told(self.record):
            yield problem(
                _(
                    "An edition of this record shows more of the person than the level of privacy allows. Recall or "
                    "withdraw it; under initials the person needs a record of its own."
                ),
                Spot(field="privacy"),
            )
        if privacy.is_revealed(self.record):
            yield Problem(message=privacy.sentence([self.record]), spot=Spot(field="privacy"))
        if self.record.privacy == Person.Privacy.WITHHELD:
            yield from self._seen(texts)
            yield from self._told(texts)

    def _seen(self, texts: Collection[Text]) -> Iterator[Problem]:
        """A picture tells more than initials."""
        if self.record.shown_pictures.all() or any(markup.pictures(text.body) for text in texts):
            yield Problem(message=privacy.sentence([self.record]), spot=Spot(rows="shown_pictures"))

    def _told(self, texts: Collection[Text]) -> Iterator[Problem]:
        """Where a name that is withheld stands all the same."""
        said = [*(text.title for text in self.record.texts.all()), *(name.text for name in self.record.names.all())]
        told = tuple({word for name in said for word in names.fold(name).split() if len(word) > 2})
        for text in texts:
            said_here = names.fold(f"{text.summary} {text.content_note} {markup.plain(text.body)}").split()
            if any(word.startswith(told) for word in said_here):  # endings tell it too
                yield problem(
                    _("The name is withheld, but the text in this language tells it: %(language)s."),
                    Spot(language=text.language),
                    language=name_of(text.language),
                )


def _involvement(part: Involvement, public: Public) -> InvolvementForm:
    return InvolvementForm(
        role=part.role,
        event=public.reference(part.named().uuid, "event"),
        stated_in=Cited(
            source=public.source(part.source.uuid),
            locator=part.locator,
            quotation=part.quotation,
            quotation_language=part.quotation_language,
        ),
    )
