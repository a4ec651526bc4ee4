"""What differs between two payloads, field by field, in words that a person reads."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import languages, markup
from archive.dates import DateError, in_words
from archive.editions.payloads import (
    Block,
    Cited,
    IdentifierForm,
    NameForm,
    Payload,
    Reference,
    Remark,
    RenderingForm,
    Words,
)
from archive.editions.payloads.collections import MemberForm
from archive.editions.payloads.observances import DateRule, Override, RitualForm
from archive.editions.payloads.persons import InvolvementForm
from archive.editions.payloads.sources import OfferedCopy
from archive.editions.payloads.statements import IssuersVersion
from archive.editions.payloads.timeline_entries import FigureForm
from archive.markup import Span
from archive.public.detail import figures
from archive.public.words import counting, labels
from archive.records import date_rules as records
from archive.records.base import Language
from archive.records.citations import Citation
from archive.records.identifiers import Identifier
from archive.records.names import Name
from archive.records.persons import Involvement
from archive.records.statements import Issuer
from archive.records.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field. ``spans`` is the difference word by word; ``language`` is that of the words, if they are one's."""

    field: str
    before: str
    after: str
    language: str = ""
    spans: tuple[Span, ...] = ()


# Not content: what a payload says about itself, and what ``texts`` says better.
NOT_SHOWN = frozenset(
    {
        "schema",
        "kind",
        "record",
        "change",
        "texts",
        "mentions",
        "month",
        "day",
        "first_year",
        "date_end",
        "instant",
        "released_zone",
        "embargo_zone",
    }
)
LABELS = {
    "rules": _("Instruments and date rules"),
    "overrides": _("Single years"),
    "rituals": _("Rituals"),
    "names": _("Other names and spellings"),
    "citations": _("Citations"),
    "issuers": _("Issuers"),
    "figures": _("Figures"),
    "involvements": _("Parts in events"),
    "further_addresses": _("Further addresses"),
    "identifiers": _("Identifiers elsewhere"),
    "parents": _("Lies in, or is part of"),
    "versions": _("The issuer’s versions of this document"),
    "renderings": _("Further texts of this document"),
    "remarks": _("Editor’s notes"),
    "is_behind": _("Translation and original"),
    "released": _("Released by the issuer"),
    "embargo": _("Embargo, as the issuer stated it"),
    "counted": _("Anniversary as counted"),
    "received": _("Received by the archive"),
    "offered_copy": _("Copy for readers"),
    "members": _("In this collection"),
}
# Of the words of a language, what the desk itself says of them.
OURS = frozenset({"translation", "is_behind", "renderings"})


def differences(before: Payload | None, after: Payload) -> tuple[Difference, ...]:
    """Every field that readers would see otherwise; of a first edition, every field there is."""
    return tuple(_differences(before.of_today() if before else None, after.of_today()))


def _differences(before: Payload | None, after: Payload) -> Iterator[Difference]:
    for field in fields(after):
        if field.name in NOT_SHOWN:
            continue
        old = _shown(before, field.name) if before else ""
        new = _shown(after, field.name)
        if old != new:
            yield Difference(field=_label(after, field.name), before=old, after=new)
    old_texts = before.texts if before else {}
    for language in sorted(old_texts.keys() | after.texts.keys()):
        yield from _of_words(language, old_texts.get(language), after.texts.get(language))


def _of_words(language: str, before: Words | None, after: Words | None) -> Iterator[Difference]:
    old, new = _parts(before), _parts(after)
    for name in old:
        if old[name] == new[name]:
            continue
        yield Difference(
            field=gettext("%(field)s, %(language)s")
            % {"field": _text_label(name), "language": Language(language).label},
            before=old[name],
            after=new[name],
            language="" if name in OURS else language,
            spans=markup.difference(old[name], new[name]) if old[name] and new[name] else (),
        )


def _parts(words: Words | None) -> dict[str, str]:
    """What readers find in one language, by the names of the fields in which it is written."""
    said = words or Words(title="")
    return {
        "title": said.title,
        "summary": said.summary,
        "body": _body(said.blocks),
        "translation": str(Text.Translation(said.translation).label) if words else "",
        "translator": said.translator,
        "of_version": said.of_version,
        "content_note": said.content_note,
        "is_behind": gettext("It renders an earlier text of the original.") if said.is_behind else "",
        "remarks": "\n".join(_remark(remark) for remark in said.remarks),
        "renderings": "\n".join(_rendering(one) for one in said.renderings),
    }


def _body(blocks: tuple[Block, ...]) -> str:
    return "\n".join(markup.plain(block.html) for block in blocks)


def _remark(remark: Remark) -> str:
    return f"{remark.block}: {remark.words}" if remark.block else remark.words


def _rendering(one: RenderingForm) -> str:
    parts = (
        one.language,
        str(Text.Translation(one.translation).label),
        one.translator,
        _date(one.published) if one.published else "",
        one.of_version,
        one.title,
        _line(one.found_in) if one.found_in else "",
    )
    return "\n".join(("; ".join(part for part in parts if part), _body(one.blocks)))


def _text_label(name: str) -> str:
    label = LABELS[name] if name in LABELS else Text._meta.get_field(name).verbose_name
    return str(label).capitalize()


def _label(payload: Payload, name: str) -> str:
    if name in LABELS:
        return str(LABELS[name])
    try:
        field = _model(payload)._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    label = str(field.verbose_name)
    return label[:1].upper() + label[1:]


def _model(payload: Payload):
    return apps.get_model("archive", payload.kind.replace("-", ""))


def _shown(payload: Payload, name: str) -> str:
    value = getattr(payload, name, None)
    match value:
        case None | "" | () | False:
            return ""
        case True:
            return gettext("yes")
        case Reference():
            return _named(value.label)
        case OfferedCopy():
            return f"{value.media_type}, SHA-256 {value.sha256}"
        case tuple():
            return "\n".join(_figure(one, value) if isinstance(one, FigureForm) else _line(one) for one in value)
    if name in ("date", "published", "accessed", "born", "died", "since", "until", "signed", "received"):
        return _date(str(value))
    if name in ("released", "embargo"):
        return labels.stamp_in_words(str(value), getattr(payload, f"{name}_zone"), languages.current())
    return _choice(payload, name, value)


def _choice(payload: Payload, name: str, value: object) -> str:
    try:
        choices = dict(_model(payload)._meta.get_field(name).flatchoices)
    except (FieldDoesNotExist, AttributeError):
        choices = {}
    return str(choices.get(value, value))


def _date(value: str) -> str:
    try:
        return in_words(value, languages.current())
    except DateError:
        return value


def _line(one: object) -> str:
    match one:
        case Reference(role=role) if role in Issuer.Role.values and role != Issuer.Role.ISSUER:
            return f"{_named(one.label)} ({Issuer.Role(role).label})"
        case Reference():
            return _named(one.label)
        case DateRule():
            return _rule(one)
        case MemberForm():
            captions = (f"{code}: {words}" for code, words in one.caption.items())
            return "; ".join((_named(one.record.label), *captions))
        case Override():
            outcome = str(records.Override.Outcome(one.outcome).label)
            days = (_date(day) for day in (one.date, one.day_off) if day)
            return "; ".join((str(one.year), outcome, *days, _named(one.instrument.label)))
        case RitualForm():
            return _ritual(one)
        case InvolvementForm():
            role = str(Involvement.Role(one.role).label)
            return "; ".join((role, _named(one.event.label), _line(one.stated_in)))
        case IssuersVersion():
            parts = (
                one.label,
                _date(one.issued) if one.issued else "",
                one.note,
                _line(one.found_in) if one.found_in else "",
            )
            return "; ".join(part for part in parts if part)
        case NameForm():
            period = "–".join(_date(day) for day in (one.since, one.until)) if one.since or one.until else ""
            told = (one.language, str(Name.Sort(one.sort).label), one.scheme, period, one.used_by)
            return f"{one.text} ({', '.join(filter(None, told))})"
        case IdentifierForm():
            return f"{Identifier.Register(one.register).label} {one.value}"
        case Cited():
            thing = " ".join(part for part in (one.paragraph or one.figure, one.paragraph_language) if part)
            field = str(Citation.Field(one.field).label) if one.field else thing
            said = f"“{one.quotation}”" if one.quotation else ""
            parts = (_named(one.source.label), field, one.about, one.locator, said)
            return "; ".join(part for part in parts if part)
    return str(one)


def _rule(row: DateRule) -> str:
    years = f"{row.from_year or ''}–{row.to_year or ''}" if row.from_year or row.to_year else ""
    parts = (
        _date(row.signed) if row.signed else "",
        str(records.DateRule.Effect(row.effect).label),
        row.in_words(languages.current()),
        gettext("from the evening before") if row.at_sunset else "",
        ", ".join(_date(day) for day in row.dates),
        years,
        _named(row.instrument.label) if row.instrument else "",
    )
    return "; ".join(part for part in parts if part)


def _ritual(one: RitualForm) -> str:
    parts = (
        *(f"{code}: {words}" for code, words in one.what.items()),
        labels.time_in_words(one.time, one.zone),
        f"{one.from_year or ''}–{one.to_year or ''}" if one.from_year or one.to_year else "",
        _named(one.instrument.label) if one.instrument else "",
    )
    return "; ".join(part for part in parts if part)


def _figure(figure: FigureForm, others: tuple[FigureForm, ...]) -> str:
    """Everything readers are told of it, in one line."""
    language = languages.current()
    numbers = {one.id: figures.number_in_words(one, language) for one in others}
    said = {
        gettext("place"): _named(figure.place.label) if figure.place else "",
        gettext("stated by"): _named(figure.stated_by.label),
        gettext("stated on"): _date(figure.stated_on),
        gettext("as of"): _date(figure.as_of),
        gettext("stated in"): _line(figure.stated_in),
        gettext("part of"): numbers.get(figure.part_of, ""),
        gettext("superseded by"): numbers.get(figure.superseded_by, ""),
        gettext("note"): figure.note,
    }
    told = f"{figures.measure_in_words(figure)}: {numbers[figure.id]} ({counting.noun_of(figure)})"
    return "; ".join([told, *(f"{name} {words}" for name, words in said.items() if words)])


def _named(label: dict[str, str]) -> str:
    return next((label[code] for code in languages.stand_ins() if label.get(code)), "")
