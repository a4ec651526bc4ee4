"""What differs between two payloads, field by field, in words that a person reads.

What only one kind has, its own module says: the names of fields and their values on its admin class (``RecordAdmin``
has the list), the rows of its payloads as ``@in_words.register``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, fields
from functools import singledispatch
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import clock, dates, languages, markup
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
    SlotForm,
    Words,
)
from archive.fields import LanguageField
from archive.languages.named import name_of, zone_name
from archive.markup import Span
from archive.records.base import KINDS, Record
from archive.records.citations import Citation
from archive.records.identifiers import Identifier
from archive.records.names import Name
from archive.records.slots import Slot
from archive.records.statements import Rendering
from archive.records.texts import Text

from ..site import site
from .fact_labels import fact_label
from .records import RecordAdmin


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field of a record in two forms, in words: a row of it in each line."""

    field: str
    was: str = ""
    will_be: str = ""

    @property
    def is_changed(self) -> bool:
        return self.was != self.will_be

    def lines_were(self) -> list[tuple[str, bool]]:
        """Each line, and whether it is no more."""
        return _unlike(self.was, self.will_be)

    def lines_will_be(self) -> list[tuple[str, bool]]:
        """Each line, and whether it is new."""
        return _unlike(self.will_be, self.was)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Words in one language that are others now. ``spans`` is the difference word by word."""

    field: str
    before: str
    after: str
    language: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What is another thing in one form of a record than in one before it. ``is_new``: there is none before it."""

    facts: tuple[Fact, ...]
    words: tuple[Difference, ...]
    is_new: bool = False

    def __bool__(self) -> bool:
        return bool(self.facts or self.words)


def _unlike(one: str, other: str) -> list[tuple[str, bool]]:
    there = other.split("\n")
    return [(line, line not in there) for line in one.split("\n") if line]


# Not content: what a payload says about itself, and what ``texts`` says better.
NOT_SHOWN = frozenset({"schema", "kind", "record", "change", "texts", "mentions"})
TEXT_LABELS = {
    "remarks": _("Editor’s notes"),
    "renderings": _("Further texts of this document"),
    "is_behind": _("Translation and original"),
    "slots": _("Recurring parts"),
}
# Of the words of a language, what the desk itself says of them.
OURS = frozenset({"translation", "is_behind", "renderings"})


def differences(before: Payload | None, after: Payload) -> Differences:
    """Everything that readers would see otherwise; of a first edition, everything there is."""
    changed = tuple(fact for fact in facts(before, after) if fact.is_changed)
    return Differences(facts=changed, words=tuple(_words(before, after)), is_new=before is None)


def facts(before: Payload | None, after: Payload) -> Iterator[Fact]:
    """Every field that says anything, the words by language apart: first those that only its kind has."""
    kind = site.get_model_admin(KINDS[after.kind])
    for field in sorted(fields(after), key=_is_common):
        if field.name in NOT_SHOWN or field.name in kind.payload_hidden:
            continue
        old = _shown(kind, before, field.name) if before else ""
        new = _shown(kind, after, field.name)
        if old or new:
            yield Fact(field=fact_label(after.kind, field.name), was=old, will_be=new)


def _is_common(field: "Field[Any]") -> bool:
    return field.name in {one.name for one in fields(Payload)}


def _words(before: Payload | None, after: Payload) -> Iterator[Difference]:
    old_texts = before.texts if before else {}
    called = {ref.record: label_in_words(ref.label) for one in (before, after) if one for ref in one.mentions}
    for language in sorted(old_texts.keys() | after.texts.keys()):
        yield from _of_words(language, old_texts.get(language), after.texts.get(language), called)


def read_alike(one: Words, other: Words) -> bool:
    """Whether nothing differs but emphasis, which no mark can show."""
    return _parts(one, {}) == _parts(other, {})


def of_the_desk(before: Record, after: Record) -> Iterator[Fact]:
    """What the desk alone knows of two forms of one record: columns that readers are given in no form."""
    frozen = {field.name for field in fields(payloads.KINDS[after.kind])}
    for field in after._meta.concrete_fields:
        old, new = _column(before, field), _column(after, field)
        if field.editable and field.name not in frozen and old != new:
            label = str(field.verbose_name)
            yield Fact(field=label[:1].upper() + label[1:], was=old, will_be=new)


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
    return in_words(value) if not isinstance(value, str) else _called(kind, name, value)


def _called(kind: RecordAdmin, name: str, value: str) -> str:
    """A choice, a language and a zone by their names."""
    try:
        field = kind.model._meta.get_field(name)
    except FieldDoesNotExist:
        return value
    if isinstance(field, LanguageField):
        return name_of(value)
    if clock.validate_zone in field.validators:
        return zone_name(value)
    return str(dict(field.flatchoices).get(value, value))


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
    return joined(*(f"{languages.autonym(code)}: {words}" for code, words in sorted(value.words.items())))


@in_words.register
def _name_in_words(value: NameForm) -> str:
    period = "–".join(map(date_in_words, (value.since, value.until))) if value.since or value.until else ""
    told = (
        name_of(value.language),
        str(Name.Sort(value.sort).label),
        value.scheme,
        period,
        value.used_by,
        in_words(value.users),
    )
    return f"{value.text} ({', '.join(filter(None, told))})"


@in_words.register
def _identifier_in_words(value: IdentifierForm) -> str:
    return f"{Identifier.Register(value.register).label} {value.value}"


@in_words.register
def _citation_in_words(value: Cited) -> str:
    thing = ", ".join(part for part in (_thing(value), name_of(value.paragraph_language)) if part)
    field = str(Citation.Field(value.field).label) if value.field else thing
    said = f"“{value.quotation}”" if value.quotation else ""
    return joined(label_in_words(value.source.label), field, in_words(value.about), value.locator, said)


def _thing(value: Cited) -> str:
    if value.paragraph:
        return gettext("Paragraph %(number)s") % {"number": value.paragraph.removeprefix("p")}
    return gettext("One of the figures") if value.figure else ""


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


def _of_words(
    language: str, before: Words | None, after: Words | None, called: Mapping[str, str]
) -> Iterator[Difference]:
    old, new = _parts(before, called), _parts(after, called)
    for name in old:
        if old[name] == new[name] or (name == "translation" and not before and _is_original(after)):
            continue
        yield Difference(
            field=gettext("%(field)s, %(language)s")
            % {"field": _text_label(name), "language": languages.autonym(language)},
            before=old[name],
            after=new[name],
            language="" if name in OURS else language,
            spans=markup.difference(old[name], new[name]) if old[name] and new[name] else (),
        )


def _is_original(words: Words | None) -> bool:
    return words is not None and words.translation == Text.Translation.ORIGINAL


def _text_label(name: str) -> str:
    label = TEXT_LABELS[name] if name in TEXT_LABELS else Text._meta.get_field(name).verbose_name
    return str(label).capitalize()


def _parts(words: Words | None, called: Mapping[str, str]) -> dict[str, str]:
    """What readers find in one language, by the names of the fields in which it is written.

    ``called`` are the records to which its links may lead.
    """
    said = words or Words(title="")
    return {
        "title": said.title,
        "summary": said.summary,
        "body": _body(said.blocks, called),
        "translation": str(Text.Translation(said.translation).label) if words else "",
        "translator": said.translator,
        "of_version": said.of_version,
        "content_note": said.content_note,
        "is_behind": gettext("It renders an earlier text of the original.") if said.is_behind else "",
        "remarks": "\n".join(map(_remark, said.remarks)),
        "renderings": "\n".join(_rendering(one, called) for one in said.renderings),
        "slots": "\n".join(map(_slot, said.slots)),
    }


def _body(blocks: Iterable[Block], called: Mapping[str, str]) -> str:
    """A text in lines, in which every link says where it leads."""
    return "\n".join(markup.plain(markup.spell_out_links(block.html, called)) for block in blocks)


def _remark(remark: Remark) -> str:
    return f"{_place(remark.block)}: {remark.words}" if remark.block else remark.words


def _slot(slot: SlotForm) -> str:
    return f"{_place(slot.block)}: {Slot.Part(slot.part).label}"


def _place(block: str) -> str:
    return gettext("Paragraph %(number)s") % {"number": block.rpartition("p")[2]}


def _rendering(one: RenderingForm, called: Mapping[str, str]) -> str:
    translation = str(dict(Rendering.TRANSLATIONS)[one.translation])
    published, source = date_in_words(one.published), in_words(one.found_in or "")
    said = joined(name_of(one.language), translation, one.translator, published, one.of_version, one.title, source)
    return f"{said}\n{_body(one.blocks, called)}"
