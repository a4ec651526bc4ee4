"""Which columns the sheet of a kind has, and a stored record as its row."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext as _

from archive import languages
from archive.records.base import Record
from archive.records.naming import belongings
from archive.records.phrases import Phrase
from archive.records.stored_rows import NOT_KEPT
from archive.records.texts import Text

WORDS: Final = ("title", "summary")
# By these a row is matched; the version says upon which save it was written.
KEYS: Final = ("uuid", "version", "slug")
# Words that no spreadsheet takes for a value of its own, as it does with "true".
YES, NO = "yes", "no"
# Between the parts of a line such as “Şuşa | az”. One that belongs to a part has a backslash before it.
_BAR = re.compile(r"(?<!\\)\|")


def columns(model: type[Record]) -> tuple[str, ...]:
    """The columns of a kind, in their order: keys, words by language, its own fields, rows of plain values."""
    return (
        *KEYS,
        *words_columns(model),
        *(field.name for field in own_fields(model)),
        *(name for name, _owner in row_lists(model)),
    )


def words_columns(model: type[Record]) -> tuple[str, ...]:
    codes = languages.written()
    return tuple(f"{part}_{code}" for *_rows, parts in worded(model) for code in codes for part in parts)


@cache
def worded(model: type[Record]) -> list[tuple[str, Any, tuple[str, ...]]]:
    """What says something of a record in one language: accessor, field that says whose it is, columns with words."""
    phrases = [owner for owner in belongings(model) if issubclass(owner.model, Phrase)]
    text = ("texts", Text._meta.get_field("record"), WORDS)
    return [text, *((owner.remote_field.get_accessor_name() or "", owner, owner.model.WORDS) for owner in phrases)]


def explained(model: type[Record]) -> Iterator[tuple[str, str, str]]:
    """Each column with its name at the desk and what to write."""
    yield "uuid", "", _("Leave it as it was exported; empty for a new record.")
    yield "version", "", _("Leave it as it was exported; empty for a new record.")
    slug = Record._meta.get_field("slug")
    yield "slug", str(slug.verbose_name), _address_to_write(model)
    yield from _words_explained(model)
    for field in own_fields(model):
        yield field.name, str(field.verbose_name), _to_write(field)
    for name, owner in row_lists(model):
        parts = " | ".join(str(part.verbose_name) for part in parts_of(owner))
        yield name, str(owner.model._meta.verbose_name_plural), _("One on each line: %(parts)s.") % {"parts": parts}


def _words_explained(model: type[Record]) -> Iterator[tuple[str, str, str]]:
    for _name, owner, parts in worded(model):
        called = {part: str(owner.model._meta.get_field(part).verbose_name) for part in parts}
        for code in languages.written():
            yield from ((f"{part}_{code}", called[part], languages.autonym(code)) for part in parts)


def _address_to_write(model: type[Record]) -> str:
    if not model.chooses_address:
        return _("Leave it as it was exported; empty for a new record.")
    return _("May stay empty for a new record: then it is made from the title.")


def _to_write(field: Any) -> str:
    if field.many_to_many:
        return _("Their addresses in the archive, with commas between them.")
    if field.is_relation:
        return _("Its address in the archive.")
    choices = [YES, NO] if isinstance(field, models.BooleanField) else [value for value, _label in field.flatchoices]
    return ", ".join(str(value) for value in choices if value != "") or str(field.help_text)


def cells_of(record: Record) -> dict[str, str]:
    """A stored record as a row."""
    cells = {"uuid": str(record.uuid), "version": str(record.version), "slug": record.slug}
    for name, _owner, parts in worded(type(record)):
        rows = {row.language: row for row in getattr(record, name).all()}
        said = ((code, part) for code in languages.written() for part in parts)
        cells |= {f"{part}_{code}": cell_of(getattr(rows.get(code), part, "")) for code, part in said}
    for field in own_fields(type(record)):
        value = getattr(record, field.name)
        many = field.many_to_many
        cells[field.name] = ", ".join(sorted(one.slug for one in value.all())) if many else cell_of(value)
    for name, owner in row_lists(type(record)):
        cells[name] = "\n".join(line_of(row, owner) for row in getattr(record, name).all())
    return cells


@cache
def own_fields(model: type[Record]) -> list[Any]:
    """The fields of the kind's own table that somebody types in."""
    fields = (*model._meta.local_fields, *model._meta.local_many_to_many)
    return [field for field in fields if field.editable and not field.primary_key and _is_typed(field)]


def _is_typed(field: Any) -> bool:
    """Files are not; of what is related only records are, by their addresses."""
    if field.is_relation:
        is_record = issubclass(field.related_model, Record)
        return is_record and (not field.many_to_many or field.remote_field.through._meta.auto_created)
    return not isinstance(field, models.FileField)


@cache
def row_lists(model: type[Record]) -> list[tuple[str, Any]]:
    """Rows of nothing but plain values that somebody types, as other names are: accessor, and whose they are."""
    found = [
        (owner.remote_field.get_accessor_name() or "", owner)
        for owner in belongings(model)
        if not issubclass(owner.model, (Text, Phrase, *NOT_KEPT))
        and not any(part.is_relation for part in parts_of(owner))
    ]
    return sorted((name, owner) for name, owner in found if name)


def parts_of(owner: Any) -> list[Any]:
    fields = owner.model._meta.local_fields
    return [field for field in fields if field.editable and not field.primary_key and field is not owner]


def line_of(row: models.Model, owner: Any) -> str:
    said = [cell_of(getattr(row, part.name)).replace("\\", "\\\\").replace("|", "\\|") for part in parts_of(owner)]
    while said and not said[-1]:
        said.pop()
    return " | ".join(said)


def words_of_line(line: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", word.strip()) for word in _BAR.split(line)]


def cell_of(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case Record():
            return value.slug
        case date():
            return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def stored(model: type[Record]) -> models.QuerySet:
    """Records with everything their rows say."""
    own = own_fields(model)
    one = [field.name for field in own if field.is_relation and not field.many_to_many]
    many = [field.name for field in own if field.many_to_many]
    rows = [name for name, _owner, _parts in worded(model)[1:]] + [name for name, _owner in row_lists(model)]
    texts = models.Prefetch("texts", Text.objects.only("record", "language", *WORDS))  # what is long stays packed
    return model._default_manager.select_related(*one).prefetch_related(texts, *many, *rows).order_by("slug")


def slugs_in(cell: str) -> list[str]:
    return re.findall(r"[^,;\s]+", cell)
