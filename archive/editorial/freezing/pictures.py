"""Pictures: with the master of their file."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Model, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editions.payloads.pictures import PicturePayload
from archive.languages.named import name_of
from archive.records.base import Record
from archive.records.persons import Person
from archive.records.phrases import by_language
from archive.records.pictures import Picture, PictureFile
from archive.records.texts import Text

from .. import privacy
from ..problems import Problem, Spot, problem
from .base import Freezing
from .labels import Public
from .texts import phrase


class PictureFreezing(Freezing[Picture]):
    MODEL = Picture

    def prefetched(self) -> "Iterator[Prefetch[Any]]":
        yield Prefetch("phrases")
        yield Prefetch("places")
        yield Prefetch("persons")

    def own_rows(self) -> Iterator[Model]:
        yield from self.record.phrases.all()

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        return [*self.record.places.all(), *self.record.persons.all()]

    def payload(self, public: Public, **common: Any) -> PicturePayload:
        one = self.record
        return PicturePayload(
            **(_master(one.file) if one.file else {}),
            focus_x=one.focus_x,
            focus_y=one.focus_y,
            sort=one.sort,
            date=one.date,
            places=public.references(one.places.all(), "place"),
            persons=public.references(one.persons.all(), "shown"),
            alternative=phrase(one.phrases.all(), "alternative"),
            decorative=one.decorative,
            creator=phrase(one.phrases.all(), "creator"),
            credit=phrase(one.phrases.all(), "credit"),
            rights=one.rights,
            sensitive=one.sensitive,
            **common,
        )

    def unsaid(self) -> Iterator[Problem]:
        if self.record.file is None:
            yield problem(gettext_lazy("Choose the file of the picture."), Spot(field="upload"))
        if not self.record.rights:
            yield problem(gettext_lazy("Say what may be done with the picture: its rights."), Spot(field="rights"))
        if self.record.persons.all() and not self.record.consent:
            said = gettext_lazy("Persons are shown: say on which basis of consent.")
            yield problem(said, Spot(field="consent"))

    def problems(self, texts: Collection[Text]) -> Iterator[Problem]:
        yield from self._undescribed(texts)
        if self.record.sensitive and not any(text.content_note for text in texts):
            said = gettext_lazy("It is shown on request only: say in a content note what it shows.")
            yield problem(said, Spot(language=next((text.language for text in texts), "")))
        if hidden := [one for one in self.record.persons.all() if one.privacy != Person.Privacy.PUBLIC]:
            yield Problem(message=privacy.sentence(hidden), spot=Spot(field="persons"))

    def _undescribed(self, texts: Collection[Text]) -> Iterator[Problem]:
        if self.record.decorative:
            return
        written = by_language(self.record.phrases.all(), "alternative")
        for language in sorted(text.language for text in texts if text.language not in written):
            said = _("There is no alternative text in this language yet: %(language)s.")
            message = said % {"language": name_of(language)}
            yield Problem(message=message, spot=Spot(field=f"alternative_{language}"))

    def keeps(self) -> Iterator[str]:
        if self.record.files.exists():
            yield _("A file was taken in for it, and originals are kept.")


def _master(file: PictureFile) -> dict[str, Any]:
    return {
        "master": file.master,
        "media_type": file.master_type,
        "width": file.width,
        "height": file.height,
        "colour": file.colour,
    }
