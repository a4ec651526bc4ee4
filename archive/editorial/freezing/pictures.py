"""Pictures: with the master of their file."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from django.db.models import Model, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import names
from archive.editions import payloads
from archive.editions.payloads.pictures import FIRST_FURTHER, PageForm, PicturePayload
from archive.languages.named import name_of
from archive.records.base import Record
from archive.records.persons import Person
from archive.records.phrases import by_language
from archive.records.pictures import Picture, PictureFile, PicturePage
from archive.records.texts import Text
from archive.rights import ALL

from .. import privacy
from ..problems import Doubt, Problem, Spot, problem
from .base import Freezing
from .labels import Public
from .texts import phrase

# How an alternative text begins, or ends, that has told nothing yet; folded.
_ONLY_A_PICTURE: Final = re.compile(
    r"^((a |the )?(photo(graph)?|picture|image) of|(foto(da|sekil|sekilde)?|sekil(de)?|img)\b"
    r"|(на )?(фото|фотографи[яи]|изображени[еи]|снимок|снимке)\b)|\bsekli$| (jpe?g|png|tiff?|webp|avif)$"
)
_NOT_FOUND_OUT: Final = ("CNE", "UND")


class PictureFreezing(Freezing[Picture]):
    MODEL = Picture
    JOINED = ("file",)

    def prefetched(self) -> "Iterator[Prefetch[Any]]":
        yield Prefetch("phrases")
        yield Prefetch("places")
        yield Prefetch("persons")
        yield Prefetch("pages", PicturePage.objects.select_related("file").prefetch_related("phrases"))

    def own_rows(self) -> Iterator[Model]:
        yield from self.record.phrases.all()
        for page in self.record.pages.all():
            yield page
            yield from page.phrases.all()

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
            pages=tuple(map(_page, one.pages.all())),
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
        for number, page in self._numbered():
            if page.file is None:
                said = gettext_lazy("Page %(page)s has no file.")
                yield problem(said, Spot(rows="pages", row=page.pk), page=str(number))

    def _numbered(self) -> Iterator[tuple[int, PicturePage]]:
        """The first page is the picture's own file."""
        return enumerate(self.record.pages.all(), start=FIRST_FURTHER)

    def unlike(self, other: Record) -> str:
        """What readers are kept from in one, the other would show them."""
        if not isinstance(other, Picture):
            return ""
        if self.record.is_on_request and not other.is_on_request:
            return _("This picture is shown on request, the other one at once. Decide first which is right for both.")
        if set(self.record.persons.all()) - set(other.persons.all()):
            return _("This picture shows persons whom the other one does not name. Decide first whom both show.")
        return ""

    def problems(self, texts: Collection[Text]) -> Iterator[Problem]:
        yield from self._undescribed(texts)
        if self.record.sensitive and not any(text.content_note for text in texts):
            said = gettext_lazy("It is shown on request only: say in a content note what it shows.")
            yield problem(said, Spot(language=next((text.language for text in texts), "")))
        if self.record.consent == Picture.Consent.PUBLISHED and self.lacks_source():
            said = gettext_lazy("It is said to have been made public officially: cite the source that shows it.")
            yield problem(said, Spot(rows="citations"))
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

    def doubts(self) -> Iterator[Doubt]:
        titles = {text.language: text.title for text in self.record.texts.all()}
        yield from _of_words(self.record, by_language(self.record.phrases.all(), "alternative"), titles)
        for (number, row), page in zip(self._numbered(), map(_page, self.record.pages.all()), strict=True):
            if _is_silent(page):
                yield _silent(number, page, Spot(rows="pages", row=row.pk))

    @classmethod
    def doubts_of(cls, payload: PicturePayload) -> Iterator[Doubt]:
        titles = {code: words.title for code, words in payload.texts.items()}
        yield from _of_words(payload, payload.alternative.words, titles)
        for number, page in enumerate(payload.pages, start=FIRST_FURTHER):
            if _is_silent(page):
                yield _silent(number, page, Spot(rows="pages"))

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


def _page(page: PicturePage) -> PageForm:
    written = {page.language: page.transcription} if page.transcription else {}
    translated = by_language(page.phrases.all(), "translation")
    return PageForm(
        **(_master(page.file) if page.file else {}),
        alternative=phrase(page.phrases.all(), "alternative"),
        transcription=payloads.Phrase.of(written | translated | written),
    )


def _of_words(
    one: Picture | PicturePayload, alternative: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[Doubt]:
    """What stands for it in each language, and what is said of its rights."""
    for code, words in sorted(alternative.items()):
        if words and (
            _ONLY_A_PICTURE.search(names.fold(words)) or names.fold(words) == names.fold(titles.get(code, ""))
        ):
            said = _("The alternative text says that it is a picture, or what its title says. Say what is to be seen:")
            yield Doubt(
                rule="alternative-tells-little",
                about=code,
                message=f"{said} {name_of(code)}.",
                spot=Spot(field=f"alternative_{code}"),
                words=(words,),
            )
    if one.decorative and any(alternative.values()):
        said = _("It is said to be decorative, and has an alternative text, which is then read out to nobody.")
        yield Doubt(rule="decorative-and-described", about="", message=said, spot=Spot(field="decorative"))
    if one.rights in _NOT_FOUND_OUT:
        said = _("Nobody has found out what may be done with it: %(rights)s.") % {"rights": ALL[one.rights].label}
        yield Doubt(rule="rights-not-found-out", about=one.rights, message=said, spot=Spot(field="rights"))


def _is_silent(page: PageForm) -> bool:
    """Whether whoever cannot see it learns nothing of it."""
    return not (page.alternative.words or page.transcription.words)


def _silent(number: int, page: PageForm, spot: Spot) -> Doubt:
    said = _("Page %(page)s has neither a transcription nor an alternative text: who cannot see it learns nothing.")
    return Doubt(
        rule="page-without-words",
        about=page.master,
        message=said % {"page": number},
        spot=spot,
    )
