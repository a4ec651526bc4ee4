"""Statements: with their issuers, their versions, their further texts and what the archive says beside a text."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django.db.models import Model, Prefetch
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import clock, markup, rules
from archive.editions.payloads import Remark, RenderingForm, SlotForm, Words
from archive.editions.payloads.observances import ObservancePayload
from archive.editions.payloads.statements import IssuersVersion, StatementPayload
from archive.languages import spoken
from archive.languages.named import name_of
from archive.records.base import Record
from archive.records.statements import DocumentVersion, EditorsNote, Issuer, Rendering, Statement
from archive.records.texts import Text

from .. import anniversaries_said, carried, figures_sourced, last_time, numbers_said
from ..anniversaries_said import Miscount, Recalled
from ..figures_sourced import Cites, Figures
from ..models import Candidate
from ..problems import Doubt, Problem, Spot, problem
from .base import Freezing
from .labels import Public
from .texts import blocks, phrase, words_of


class StatementFreezing(Freezing[Statement]):
    MODEL = Statement

    def prefetched(self) -> "Iterator[Prefetch[Any]]":
        yield Prefetch("places")
        yield Prefetch("issued_by", Issuer.objects.select_related("institution"))
        yield Prefetch("versions", DocumentVersion.objects.select_related("source").prefetch_related("phrases"))
        yield Prefetch("renderings", Rendering.objects.select_related("source"))
        yield Prefetch("notes")
        yield Prefetch("carried")
        yield Prefetch("confirmations")
        yield Prefetch("slots")

    def own_rows(self) -> Iterator[Model]:
        yield from (*self.record.versions.all(), *self.record.renderings.all(), *self.record.notes.all())
        yield from self.record.slots.all()
        yield from (note for version in self.record.versions.all() for note in version.phrases.all())

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        return [
            self.record.observance,
            *self.record.places.all(),
            *(one.institution for one in self.record.issued_by.all()),
            *(version.source for version in self.record.versions.all()),
            *(rendering.source for rendering in self.renderings(languages)),
        ]

    def renderings(self, languages: Iterable[str]) -> tuple[Rendering, ...]:
        """Those in the languages of the readers, and those nobody finds otherwise, as a first report in a language in
        which the issuer’s own words are to come.
        """
        written = {text.language for text in self.record.texts.all()}
        unread = set(spoken()) - set(languages)
        return tuple(
            one
            for one in self.record.renderings.all()
            if one.language not in unread or (one.translation in Rendering.TOLD and one.language not in written)
        )

    def beside(self, language: str, public: Public) -> dict[str, Any]:
        return {
            "remarks": tuple(_remark(note) for note in self.record.notes.all() if note.language == language),
            "renderings": tuple(_rendering(one, public) for one in self.renderings([language])),
            "slots": self._slots(language),
        }

    def _slots(self, language: str) -> tuple[SlotForm, ...]:
        """Those of paragraphs that are there: where one has gone, nothing has to be said of it."""
        there = {(text.language, number) for text in self.record.texts.all() for number in text.paragraphs}
        return tuple(
            SlotForm(block=f"p{slot.paragraph}", part=slot.part)
            for slot in self.record.slots.all()
            if slot.language == language and (language, slot.paragraph) in there
        )

    def payload(self, public: Public, **common: Any) -> StatementPayload:
        one = self.record
        return StatementPayload(
            year=one.year or 0,
            date=one.date,
            form=one.form,
            origin=one.origin,
            completeness=one.completeness,
            original_language=one.original_language,
            observance=public.optional(one.observance, "observance"),
            issuers=tuple(public.reference(issuer.institution.uuid, issuer.role) for issuer in one.issued_by.all()),
            places=public.references(one.places.all(), "place"),
            number=one.number,
            signed=one.signed,
            released=clock.stamp(one.released_wall, one.released_zone) if one.released_wall else "",
            released_zone=one.released_zone,
            embargo=clock.stamp(one.embargo_wall, one.embargo_zone) if one.embargo_wall else "",
            embargo_zone=one.embargo_zone,
            anniversary=one.anniversary,
            counted=self._counted(public),
            received=one.received,
            versions=tuple(_version(version, public) for version in one.versions.all()),
            **common,
        )

    def _counted(self, public: Public) -> tuple[int, ...]:
        """Counted from the years that readers are told the observance recalls."""
        recalled = public.payloads[str(self.record.observance.uuid)] if self.record.observance else None
        if not (isinstance(recalled, ObservancePayload) and self.record.year):
            return ()
        return rules.anniversaries(self.record.year, recalled.base_year, recalled.base_year_last)

    def own_year(self) -> int:
        return 0 if self._is_evidence() else self.record.year or 0

    @classmethod
    def own_year_of(cls, payload: StatementPayload) -> int:
        return payload.year if payload.origin == Statement.Origin.AUTHORED else 0

    def needs_source(self) -> bool:
        return self._is_evidence()

    def needs_text(self) -> bool:
        return self.may_have_text()

    def may_have_text(self) -> bool:
        return self.record.completeness != Statement.Completeness.NONE

    def doubts(self) -> Iterator[Doubt]:
        noted = {(note.language, f"p{note.paragraph}" if note.paragraph else "") for note in self.record.notes.all()}
        yield from anniversaries_said.doubts(self._miscounts, is_evidence=self._is_evidence(), noted=noted)
        if self._field_miscounts() and not self._has_to_count():
            yield _miscounted(self.record.anniversary, self.record.counted())
        yield from self._since_last_time()
        yield from figures_sourced.doubts(self._figures())

    def _figures(self) -> Figures:
        one = self.record
        original = one.original()
        return Figures(
            texts=words_of(one),
            original=original.language if original else "",
            origin=one.origin,
            observance=str(one.observance.uuid) if one.observance else "",
            citations=tuple(map(Cites.of_row, one.citations.all())),
        )

    @cached_property
    def _miscounts(self) -> tuple[Miscount, ...]:
        """What its words count otherwise."""
        one = self.record
        observance = str(one.observance.uuid) if one.observance else ""
        recalled = Recalled(year=one.year or 0, counted=one.counted(), observance=observance)
        return tuple(anniversaries_said.miscounts(words_of(one), recalled))

    def _field_miscounts(self) -> bool:
        """Whether its field does so, and its words do not say the same."""
        one = self.record
        return one.miscounts() and not anniversaries_said.states(self._miscounts, one.anniversary)

    def _is_evidence(self) -> bool:
        return self.record.origin == Statement.Origin.TRANSCRIBED

    @classmethod
    def keeps_back(cls, payload: StatementPayload) -> Iterator[Doubt]:
        if payload.origin == Statement.Origin.AUTHORED:
            found = anniversaries_said.doubts(_miscounts(payload), is_evidence=False)
            yield from (one for one in found if one.keeps_back)
            yield from figures_sourced.doubts(figures_of(payload))

    @classmethod
    def doubts_in(cls, payload: StatementPayload) -> Iterator[Doubt]:
        found, is_evidence = _miscounts(payload), payload.origin == Statement.Origin.TRANSCRIBED
        noted = {(language, one.block) for language, words in payload.texts.items() for one in words.remarks}
        yield from anniversaries_said.doubts(found, is_evidence=is_evidence, noted=noted)
        if payload.miscounts() and not anniversaries_said.states(found, payload.anniversary):
            yield _miscounted(payload.anniversary, payload.counted)

    @classmethod
    def doubts_of(cls, payload: StatementPayload) -> Iterator[Doubt]:
        yield from cls.doubts_in(payload)
        if payload.origin == Statement.Origin.AUTHORED and payload.observance:
            issuers = [one.record for one in payload.issuers]
            last = last_time.said(payload.observance.record, issuers, payload.form, before=payload.year)
            cited = {one.paragraph for one in payload.citations if one.paragraph}
            yield from _other_numbers(last, payload.texts, payload.year, cited)
        yield from figures_sourced.doubts(figures_of(payload))

    def _since_last_time(self) -> Iterator[Doubt]:
        one = self.record
        if one.origin == Statement.Origin.AUTHORED and one.observance and one.year:
            issuers = [str(issuer.institution.uuid) for issuer in one.issued_by.all()]
            last = last_time.said(str(one.observance.uuid), issuers, one.form, before=one.year)
            cited = {f"p{cited.paragraph}" for cited in one.citations.all() if cited.paragraph}
            yield from _other_numbers(last, words_of(one), one.year, cited)

    def problems(self, texts: Collection[Text]) -> Iterator[Problem]:
        one = self.record
        if not one.issued_by.all():
            yield problem(_("Say who issues the statement."), Spot(rows="issued_by"))
        if self._field_miscounts() and self._has_to_count():
            found = _miscounted(one.anniversary, one.counted())
            yield Problem(message=found.message, spot=found.spot)
        yield from carried.problems(one, [text.language for text in texts])
        yield from self._unknown_versions(texts)
        yield from self._lost_paragraphs(texts)
        yield from self._pictures_in_evidence(texts)

    def keep_with(self, candidate: Candidate) -> None:
        carried.keep_with(candidate, self.record)

    def unsaid(self) -> Iterator[Problem]:
        if not self.record.year:
            yield problem(_("Say for the observance of which year it was issued."), Spot(field="year"))
        if not self.record.date:
            yield problem(_("Say how the document is dated."), Spot(field="date"))
        if not self.record.original_language:
            yield problem(_("Say in which language the original is."), Spot(field="original_language"))

    def _unknown_versions(self, texts: Collection[Text]) -> Iterator[Problem]:
        labels = {version.label for version in self.record.versions.all()}
        rendered = {text.of_version for text in texts} | {one.of_version for one in self.record.renderings.all()}
        for unknown in sorted(rendered - labels - {""}):
            yield problem(
                _("A text renders version “%(version)s”, which is not among the issuer’s versions."),
                Spot(rows="versions"),
                version=unknown,
            )

    def _lost_paragraphs(self, texts: Collection[Text]) -> Iterator[Problem]:
        """A paragraph may have gone since something was said of it."""
        paragraphs = {text.language: text.paragraphs for text in texts}
        for note in self.record.notes.all():
            if note.paragraph and note.paragraph not in paragraphs.get(note.language, [note.paragraph]):
                yield problem(
                    _("An editor’s note names paragraph %(number)s, which this text does not have: %(language)s."),
                    Spot(rows="notes", row=note.pk),
                    number=str(note.paragraph),
                    language=name_of(note.language),
                )

    def _pictures_in_evidence(self, texts: Collection[Text]) -> Iterator[Problem]:
        """Words that somebody else has written are kept with nothing put between them."""
        further = self.renderings([text.language for text in texts])
        spots: list[tuple[Text | Rendering, Spot]] = []
        spots += [(text, Spot(language=text.language)) for text in (texts if self._is_evidence() else ())]
        spots += [(one, Spot(rows="renderings", row=one.pk)) for one in further]
        for text, spot in spots:
            if markup.pictures(text.body):
                yield problem(
                    _(
                        "A text that is kept as it was issued holds no pictures. Show them at the head of the record, "
                        "and take them out of the text: %(language)s."
                    ),
                    spot,
                    language=name_of(text.language),
                )

    def _has_to_count(self) -> bool:
        """Our institution's own words are counted right, unless somebody said that they are meant so."""
        one = self.record
        return one.origin == Statement.Origin.AUTHORED and not one.anniversary_is_confirmed


def figures_of(payload: StatementPayload) -> Figures:
    return Figures(
        texts=payload.texts,
        original=payload.original(),
        origin=payload.origin,
        observance=payload.observance.record if payload.observance else "",
        citations=tuple(map(Cites.of, payload.citations)),
    )


def _other_numbers(
    last: StatementPayload | None, texts: Mapping[str, Words], year: int, sourced: Collection[str]
) -> Iterator[Doubt]:
    if last:
        yield from numbers_said.since(last.texts, texts, year=last.year, years=year - last.year, sourced=sourced)


def _miscounts(payload: StatementPayload) -> tuple[Miscount, ...]:
    """What its words count otherwise."""
    observance = payload.observance.record if payload.observance else ""
    recalled = Recalled(year=payload.year, counted=payload.counted, observance=observance)
    return tuple(anniversaries_said.miscounts(payload.texts, recalled))


def _miscounted(stated: int | None, counted: Iterable[int]) -> Doubt:
    words = {"stated": str(stated), "counted": " / ".join(map(str, counted))}
    said = gettext("It states anniversary %(stated)s; counted from what the observance recalls it is %(counted)s.")
    return Doubt(
        rule="anniversary-miscounted",
        about="anniversary",
        message=said % words,
        spot=Spot(field="anniversary"),
        words=tuple(words.values()),
    )


def _version(one: DocumentVersion, public: Public) -> IssuersVersion:
    return IssuersVersion(
        label=one.label,
        issued=one.issued,
        note=phrase(one.phrases.all()),
        found_in=public.found_in(one.source),
    )


def _remark(note: EditorsNote) -> Remark:
    return Remark(words=note.words, block=f"p{note.paragraph}" if note.paragraph else "")


def _rendering(one: Rendering, public: Public) -> RenderingForm:
    return RenderingForm(
        id=f"r{one.number}",
        language=one.language,
        translation=one.translation,
        title=one.title,
        blocks=blocks(one, prefix=f"r{one.number}"),
        translator=one.translator,
        published=one.published,
        of_version=one.of_version,
        found_in=public.found_in(one.source),
    )
