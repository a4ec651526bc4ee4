"""Records as the rows of a sheet: which columns there are, what a row would change, and saving it.

A row is one record. What may stand in a cell is decided by the models alone: a dry run saves everything as it would
be saved, and takes it back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from archive.records.base import Language, Record, Text
from archive.records.naming import belongings
from archive.records.saving import StaleVersion, free_slug, saving

WORDS: Final = ("title", "summary")
# By these a row is matched; the version says upon which save it was written.
KEYS: Final = ("uuid", "version", "slug")
# Words that no spreadsheet takes for a value of its own, as it does with "true".
YES, NO = "yes", "no"
# Between the parts of a line such as “Şuşa | az”. One that belongs to a part has a backslash before it.
_BAR = re.compile(r"(?<!\\)\|")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a file says: its columns, and for each row its number in the file with its cells by column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that would change something: column, stored and new, for each cell that differs."""

    row: int
    title: str
    is_new: bool
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong in one row; ``column`` is empty where it concerns the row as a whole."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a sheet changes. With ``faults`` nothing is saved."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    unchanged: int

    @property
    def seen(self) -> str:
        """Names these changes: what is saved is what was on the page."""
        return sha256(repr(self.changes).encode()).hexdigest()


# --- what a sheet of a kind consists of ---------------------------------------------------------------


def columns(model: type[Record]) -> tuple[str, ...]:
    """The columns of a kind, in their order: keys, words by language, its own fields, rows of plain values."""
    words = (f"{part}_{code}" for code in Language.values for part in WORDS)
    return (*KEYS, *words, *(field.name for field in _own(model)), *(name for name, _owner in _lists(model)))


def explained(model: type[Record]) -> Iterator[tuple[str, str, str]]:
    """Each column with its name at the desk and what to write."""
    yield "uuid", "", _("Leave it as it was exported; empty for a new record.")
    yield "version", "", _("Leave it as it was exported; empty for a new record.")
    slug = Record._meta.get_field("slug")
    yield "slug", str(slug.verbose_name), _("May stay empty for a new record: then it is made from the title.")
    for code in Language.values:
        for part in WORDS:
            words: Any = Text._meta.get_field(part)
            yield f"{part}_{code}", str(words.verbose_name), str(Language(code).label)
    for field in _own(model):
        yield field.name, str(field.verbose_name), _to_write(field)
    for name, owner in _lists(model):
        parts = " | ".join(str(part.verbose_name) for part in _parts(owner))
        yield name, str(owner.model._meta.verbose_name_plural), _("One on each line: %(parts)s.") % {"parts": parts}


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
    texts = {text.language: text for text in record.texts.all()}
    for code in Language.values:
        for part in WORDS:
            cells[f"{part}_{code}"] = _cell(getattr(texts.get(code), part, ""))
    for field in _own(type(record)):
        value = getattr(record, field.name)
        many = field.many_to_many
        cells[field.name] = ", ".join(sorted(one.slug for one in value.all())) if many else _cell(value)
    for name, owner in _lists(type(record)):
        cells[name] = "\n".join(_line(row, owner) for row in getattr(record, name).all())
    return cells


def _own(model: type[Record]) -> list[Any]:
    """The fields of the kind's own table that somebody types in."""
    fields = (*model._meta.local_fields, *model._meta.local_many_to_many)
    return [field for field in fields if field.editable and not field.primary_key and _is_typed(field)]


def _is_typed(field: Any) -> bool:
    """Files are not; of what is related only records are, by their addresses."""
    if field.is_relation:
        is_record = issubclass(field.related_model, Record)
        return is_record and (not field.many_to_many or field.remote_field.through._meta.auto_created)
    return not isinstance(field, models.FileField)


def _lists(model: type[Record]) -> list[tuple[str, Any]]:
    """Rows of nothing but plain values, as other names are: accessor, and the field that says whose they are."""
    found = [
        (owner.remote_field.get_accessor_name() or "", owner)
        for owner in belongings(model)
        if owner.model is not Text and not any(part.is_relation for part in _parts(owner))
    ]
    return sorted((name, owner) for name, owner in found if name)


def _parts(owner: Any) -> list[Any]:
    fields = owner.model._meta.local_fields
    return [field for field in fields if field.editable and not field.primary_key and field is not owner]


def _line(row: models.Model, owner: Any) -> str:
    said = [_cell(getattr(row, part.name)).replace("\\", "\\\\").replace("|", "\\|") for part in _parts(owner)]
    while said and not said[-1]:
        said.pop()
    return " | ".join(said)


def _words_of(line: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", word.strip()) for word in _BAR.split(line)]


def _cell(value: Any) -> str:
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
    own = _own(model)
    one = [field.name for field in own if field.is_relation and not field.many_to_many]
    many = [field.name for field in own if field.many_to_many]
    lists = [name for name, _owner in _lists(model)]
    return model._default_manager.select_related(*one).prefetch_related("texts", *many, *lists).order_by("slug")


# --- comparing and saving -----------------------------------------------------------------------------


@transaction.atomic
def consider(sheet: Sheet, model: type[Record], *, by: Any) -> Outcome:
    """What saving the sheet would change. Nothing stays saved."""
    outcome = _apply(sheet, model, by=by)
    transaction.set_rollback(True)
    return outcome


@transaction.atomic
def save(sheet: Sheet, model: type[Record], *, by: Any, seen: str) -> Outcome:
    """Save every change as a draft; nothing at all if any row has a fault, or if they are not those ``seen``."""
    outcome = _apply(sheet, model, by=by)
    if outcome.faults or outcome.seen != seen:
        transaction.set_rollback(True)
    return outcome


def _apply(sheet: Sheet, model: type[Record], *, by: Any) -> Outcome:
    saver = _Saver(sheet, model, by=by)
    for number, cells in sheet.rows:
        saver.take(number, cells)
    return Outcome(changes=tuple(saver.changes), faults=tuple(saver.faults), unchanged=saver.unchanged)


class _Saver:
    """Goes through a sheet row by row, within one transaction."""

    def __init__(self, sheet: Sheet, model: type[Record], *, by: Any) -> None:
        self.model, self.by, self.columns = model, by, sheet.columns
        self.form = _form(model, sheet.columns)
        rows = [cells for _number, cells in sheet.rows]
        uuids = [cells["uuid"] for cells in rows if _UUID.fullmatch(cells.get("uuid", ""))]
        slugs = [cells["slug"] for cells in rows if cells.get("slug") and not cells.get("uuid")]
        found = list(stored(model).filter(models.Q(uuid__in=uuids) | models.Q(slug__in=slugs)))
        self.by_uuid = {str(record.uuid): record for record in found}
        self.by_slug = {record.slug: record for record in found}
        self.rows: dict[int, int] = {}
        self.changes: list[Change] = []
        self.faults: list[Fault] = []
        self.unchanged = 0

    def take(self, number: int, cells: Mapping[str, str]) -> None:
        uuid, slug = cells.get("uuid", ""), cells.get("slug", "")
        record = self.by_uuid.get(uuid.lower()) if uuid else self.by_slug.get(slug)
        if uuid and record is None:
            return self._fault(number, "uuid", _("There is no such record of this kind."))
        if record and (earlier := self.rows.setdefault(record.pk, number)) != number:
            return self._fault(number, "", _("Row %(row)s is about the same record.") % {"row": earlier})
        before = cells_of(record) if record else {}
        compared = [name for name in self.columns if name not in ("uuid", "version")]
        both = ((name, before.get(name, ""), cells[name]) for name in compared)
        differing = [(name, old, new) for name, old, new in both if old != new]
        if not differing:
            self.unchanged += 1
            return None
        title = str(record or next(filter(None, _titles(cells)), slug))
        self.changes.append(Change(row=number, title=title, is_new=record is None, cells=tuple(differing)))
        return self._try(number, cells, record or self.model(), {name for name, _old, _new in differing})

    def _try(self, number: int, cells: Mapping[str, str], record: Any, differing: set[str]) -> None:
        try:
            with transaction.atomic():
                self._save(record, cells, differing)
        except StaleVersion:
            stale = _("This record was saved since the sheet was exported. Export it again and repeat your change.")
            self._fault(number, "version", stale)
        except IntegrityError:
            self._fault(number, "", _("This cannot be stored: it contradicts what another record says."))
        except ValidationError as refused:
            for name, messages in refused.message_dict.items():
                for message in messages:
                    self._fault(number, "" if name == NON_FIELD_ERRORS else name, message)

    def _save(self, record: Any, cells: Mapping[str, str], differing: set[str]) -> None:
        version = None if record.pk is None else _version(cells.get("version", ""))
        record.kind = self.model.kind_of_model
        said = {name: _typed(cells[name], field) for name, field in self.form.base_fields.items()}
        form = self.form(said, instance=record)
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        record.slug = record.slug or free_slug(self.model, _titles(cells))
        record.validate_constraints()
        with saving(record, by=self.by, version=version):
            form.save()
            _save_words(record, cells, differing)
            for name, owner in _lists(self.model):
                if name in differing:
                    _save_list(record, name, owner, cells[name])

    def _fault(self, number: int, column: str, message: str) -> None:
        self.faults.append(Fault(row=number, column=column, message=message))


def _version(written: str) -> int:
    if not written.isdecimal():
        raise ValidationError({"version": _("Give the version that was exported: it says what you have seen.")})
    return int(written)


def _titles(cells: Mapping[str, str]) -> list[str]:
    return [cells.get(f"title_{code}", "") for code in ("en", "az", "ru")]


def _form(model: type[Record], given: Iterable[str]) -> Any:
    """The model's own form for the columns that are there."""
    own = {field.name for field in _own(model)} | {"slug"}
    return forms.modelform_factory(
        model, form=_RecordForm, fields=[name for name in given if name in own], formfield_callback=_form_field
    )


class _RecordForm(forms.ModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = bool(self.instance.pk)


def _form_field(field: Any, **kwargs: Any) -> Any:
    """What a field takes from a sheet: of another record its address, of a yes or no the word."""
    if isinstance(field, models.BooleanField):
        return forms.TypedChoiceField(choices=[(YES, YES), (NO, NO)], coerce=lambda word: word == YES)
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    if field.is_relation:
        kwargs["to_field_name"] = "slug"
        kwargs["error_messages"] = {"invalid_choice": _("No such record has this address: %(value)s.")}
    return field.formfield(**kwargs)


def _typed(cell: str, field: forms.Field) -> Any:
    return re.findall(r"[^,;\s]+", cell) if isinstance(field, forms.ModelMultipleChoiceField) else cell


def _save_words(record: Record, cells: Mapping[str, str], differing: set[str]) -> None:
    texts = {text.language: text for text in Text.objects.filter(record_id=record.pk)}
    for code in Language.values:
        said = {part: cells[f"{part}_{code}"] for part in WORDS if f"{part}_{code}" in differing}
        if not said:
            continue
        text = texts.setdefault(code, Text(record=record, language=code))
        for part, words in said.items():
            setattr(text, part, words)
        try:
            text.full_clean()
        except ValidationError as refused:
            found = refused.message_dict.items()
            raise ValidationError({f"{part}_{code}": messages for part, messages in found}) from refused
        text.save()
    if not texts:
        raise ValidationError({NON_FIELD_ERRORS: _("Give it a title in at least one language.")})


def _save_list(record: Record, name: str, owner: Any, cell: str) -> None:
    """Make the rows those of the cell: what stays the same is not touched."""
    parts = _parts(owner)
    form = forms.modelform_factory(owner.model, fields=[part.name for part in parts], formfield_callback=_form_field)
    there = {_line(row, owner): row for row in owner.model._default_manager.filter(**{owner.name: record.pk})}
    wanted = [line.strip() for line in cell.split("\n") if line.strip()]
    for line in there.keys() - set(wanted):
        there[line].delete()
    for line in wanted:
        if line in there:
            continue
        words = _words_of(line)
        if len(words) > len(parts):
            raise ValidationError({name: _("This line has more parts than there are: %(line)s") % {"line": line}})
        row = owner.model(**{owner.name: record})
        # A part that was left out is what it is in an empty form.
        said = {part.name: _cell(part.get_default()) for part in parts}
        said |= {part.name: word for part, word in zip(parts, words, strict=False) if word}
        filled = form(said, instance=row)
        if not filled.is_valid():
            raise ValidationError({name: [f"{line}: {one}" for found in filled.errors.values() for one in found]})
        row.validate_constraints()
        filled.save()
