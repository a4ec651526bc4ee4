"""What differs between two payloads, field by field, in words that a person reads.

What only one kind has, its own module says: the names of fields and their values on its admin class (``RecordAdmin``
has the list), the rows of its payloads as ``@in_words.register``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import singledispatch
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import dates, languages, markup
from archive.editions import payloads
from archive.editions.payloads import (
    Block,
    Cited,
    IdentifierForm,
    NameForm,
    Payload,
    Phrase,
    Reference,
    Remark,
    RenderingForm,
    Words,
)
from archive.markup import Span
from archive.records.base import KINDS, Record
from archive.records.citations import Citation
from archive.records.identifiers import Identifier
from archive.records.names import Name
from archive.records.texts import Text

from ..site import site
from .fact_labels import fact_label
from .records import RecordAdmin


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field. ``spans`` is the difference word by word; ``language`` is that of the words, if they are one's."""

    field: str
    before: str
    after: str
    language: str = ""
    spans: tuple[Span, ...] = ()


# Not content: what a payload says about itself, and what ``texts`` says better.
NOT_SHOWN = frozenset({"schema", "kind", "record", "change", "texts", "mentions"})
TEXT_LABELS = {
    "remarks": _("Editor’s notes"),
    "renderings": _("Further texts of this document"),
    "is_behind": _("Translation and original"),
}
# Of the words of a language, what the desk itself says of them.
OURS = frozenset({"translation", "is_behind", "renderings"})


def differences(before: Payload | None, after: Payload) -> tuple[Difference, ...]:
    """Every field that readers would see otherwise; of a first edition, every field there is."""
    return tuple(_differences(before, after))


def _differences(before: Payload | None, after: Payload) -> Iterator[Difference]:
    kind = site.get_model_admin(KINDS[after.kind])
    for field in fields(after):
        if field.name in NOT_SHOWN or field.name in kind.payload_hidden:
            continue
        old = _shown(kind, before, field.name) if before else ""
        new = _shown(kind, after, field.name)
        if old != new:
            yield Difference(field=fact_label(after.kind, field.name), before=old, after=new)
    old_texts = before.texts if before else {}
    for language in sorted(old_texts.keys() | after.texts.keys()):
        yield from _of_words(language, old_texts.get(language), after.texts.get(language))


def of_the_desk(before: Record, after: Record) -> Iterator[Difference]:
    """What the desk alone knows of two forms of one record: columns that readers are given in no form."""
    frozen = {field.name for field in fields(payloads.KINDS[after.kind])}
    for field in after._meta.concrete_fields:
        old, new = _column(before, field), _column(after, field)
        if field.editable and field.name not in frozen and old != new:
            label = str(field.verbose_name)
            yield Difference(field=label[:1].upper() + label[1:], before=old, after=new)


def _column(record: Record, field: Any) -> str:
    value = getattr(record, field.name)
    is_none = value in (None, "")
    return "" if is_none else in_words(value if not field.choices else dict(field.flatchoices).get(value, value))


# --- fields of the kind -------------------------------------------------------------------------------


def _shown(kind: RecordAdmin, payload: Payload, name: str) -> str:
    value = getattr(payload, name, None)
    if value in (None, "", ()):
        return ""
    if name in kind.payload_words:
        return kind.payload_words[name](payload)
    if name in kind.payload_dates:
        return date_in_words(str(value))
    return in_words(value) if not isinstance(value, str) else _choice(kind, name, value)


def _choice(kind: RecordAdmin, name: str, value: str) -> str:
    try:
        choices = dict(kind.model._meta.get_field(name).flatchoices)
    except (FieldDoesNotExist, AttributeError):
        choices = {}
    return str(choices.get(value, value))


@singledispatch
def in_words(value: object) -> str:
    """One value of a payload, or one row of it, in one line."""
    return str(value)


@in_words.register
def _yes_in_words(value: bool) -> str:
    return gettext("yes") if value else ""


@in_words.register
def _rows_in_words(value: tuple) -> str:
    return "\n".join(map(in_words, value))


@in_words.register
def _reference_in_words(value: Reference) -> str:
    return label_in_words(value.label)


@in_words.register
def _phrase_in_words(value: Phrase) -> str:
    return joined(*(f"{code}: {words}" for code, words in sorted(value.words.items())))


@in_words.register
def _name_in_words(value: NameForm) -> str:
    period = "–".join(map(date_in_words, (value.since, value.until))) if value.since or value.until else ""
    told = (value.language, str(Name.Sort(value.sort).label), value.scheme, period, value.used_by)
    return f"{value.text} ({', '.join(filter(None, told))})"


@in_words.register
def _identifier_in_words(value: IdentifierForm) -> str:
    return f"{Identifier.Register(value.register).label} {value.value}"


@in_words.register
def _citation_in_words(value: Cited) -> str:
    thing = " ".join(part for part in (value.paragraph or value.figure, value.paragraph_language) if part)
    field = str(Citation.Field(value.field).label) if value.field else thing
    said = f"“{value.quotation}”" if value.quotation else ""
    return joined(label_in_words(value.source.label), field, in_words(value.about), value.locator, said)


def joined(*parts: str) -> str:
    """What there is of ``parts``, in one line."""
    return "; ".join(filter(None, parts))


def date_in_words(value: str) -> str:
    """A dating; what is none, as it is written."""
    try:
        return dates.in_words(value, languages.current()) if value else ""
    except dates.DateError:
        return value


def label_in_words(label: dict[str, str]) -> str:
    return next((label[code] for code in languages.stand_ins() if label.get(code)), "")


# --- words by language --------------------------------------------------------------------------------


def _of_words(language: str, before: Words | None, after: Words | None) -> Iterator[Difference]:
    old, new = _parts(before), _parts(after)
    for name in old:
        if old[name] == new[name]:
            continue
        yield Difference(
            field=gettext("%(field)s, %(language)s")
            % {"field": _text_label(name), "language": languages.autonym(language)},
            before=old[name],
            after=new[name],
            language="" if name in OURS else language,
            spans=markup.difference(old[name], new[name]) if old[name] and new[name] else (),
        )


def _text_label(name: str) -> str:
    label = TEXT_LABELS[name] if name in TEXT_LABELS else Text._meta.get_field(name).verbose_name
    return str(label).capitalize()


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
        "remarks": "\n".join(map(_remark, said.remarks)),
        "renderings": "\n".join(map(_rendering, said.renderings)),
    }


def _body(blocks: Iterable[Block]) -> str:
    return "\n".join(markup.plain(block.html) for block in blocks)


def _remark(remark: Remark) -> str:
    return f"{remark.block}: {remark.words}" if remark.block else remark.words


def _rendering(one: RenderingForm) -> str:
    translation = str(Text.Translation(one.translation).label)
    published, source = date_in_words(one.published), in_words(one.found_in or "")
    said = joined(one.language, translation, one.translator, published, one.of_version, one.title, source)
    return f"{said}\n{_body(one.blocks)}"
