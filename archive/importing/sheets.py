"""Records as the rows of a sheet: which columns there are, what a row would change, and saving it.

A row is one record. What may stand in a cell is decided by the models alone. Comparing asks them and writes nothing;
saving is one short transaction for each row, so nobody has to wait for a long sheet.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from time import sleep
from typing import Any, Final
from uuid import UUID, uuid5

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from archive import languages
from archive.records.base import Language, Record
from archive.records.naming import belongings
from archive.records.saving import StaleVersion, free_slug, saving
from archive.records.texts import Text

WORDS: Final = ("title", "summary")
# By these a row is matched; the version says upon which save it was written.
KEYS: Final = ("uuid", "version", "slug")
# Words that no spreadsheet takes for a value of its own, as it does with "true".
YES, NO = "yes", "no"
# Seconds between two rows: who waits to write meanwhile looks now and then, on SQLite, whether it is their turn.
A_TURN: Final = 0.01
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
    """What rows of a sheet change, or have changed. A row with a fault changes nothing; the others do."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    unchanged: int


# --- what a sheet of a kind consists of ---------------------------------------------------------------


def columns(model: type[Record]) -> tuple[str, ...]:
    """The columns of a kind, in their order: keys, words by language, its own fields, rows of plain values."""
    return (*KEYS, *_words_columns(), *(field.name for field in _own(model)), *(name for name, _owner in _lists(model)))


def _words_columns() -> tuple[str, ...]:
    return tuple(f"{part}_{code}" for code in Language.values for part in WORDS)


def explained(model: type[Record]) -> Iterator[tuple[str, str, str]]:
    """Each column with its name at the desk and what to write."""
    yield "uuid", "", _("Leave it as it was exported; empty for a new record.")
    yield "version", "", _("Leave it as it was exported; empty for a new record.")
    slug = Record._meta.get_field("slug")
    yield "slug", str(slug.verbose_name), _address_to_write(model)
    for code in Language.values:
        for part in WORDS:
            words: Any = Text._meta.get_field(part)
            yield f"{part}_{code}", str(words.verbose_name), str(Language(code).label)
    for field in _own(model):
        yield field.name, str(field.verbose_name), _to_write(field)
    for name, owner in _lists(model):
        parts = " | ".join(str(part.verbose_name) for part in _parts(owner))
        yield name, str(owner.model._meta.verbose_name_plural), _("One on each line: %(parts)s.") % {"parts": parts}


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


def in_order(sheet: Sheet, model: type[Record]) -> Sheet:
    """The same rows, each after those of this sheet that it names: the larger place before what lies in it.

    Where rows name each other in a circle they stay as they are, and saving refuses the first.
    """
    within = [field.name for field in _own(model) if field.is_relation and field.related_model is model]
    rows = dict(sheet.rows)
    by_slug = {cells["slug"]: number for number, cells in rows.items() if cells.get("slug")}
    named = {number: [one for name in within for one in _slugs(cells.get(name, ""))] for number, cells in rows.items()}
    before = {number: [by_slug[one] for one in ones if one in by_slug] for number, ones in named.items()}
    try:
        order = tuple(TopologicalSorter(before).static_order())
    except CycleError:
        return sheet
    return replace(sheet, rows=tuple((number, rows[number]) for number in order))


def coming(sheet: Sheet) -> frozenset[str]:
    """The addresses that the sheet itself may bring, so that its rows may name them."""
    return frozenset(cells["slug"] for _number, cells in sheet.rows if cells.get("slug") and not cells.get("uuid"))


def repeated(sheet: Sheet) -> dict[int, int]:
    """Row → an earlier one that is about the same record."""
    first: dict[str, int] = {}
    found = {}
    for number, cells in sorted(sheet.rows, key=lambda row: row[0]):
        key = cells.get("uuid", "").lower() or cells.get("slug", "")
        if key and (earlier := first.setdefault(key, number)) != number:
            found[number] = earlier
    return found


def compare(sheet: Sheet, model: type[Record], *, coming: Collection[str] = (), repeated: Mapping[int, int]) -> Outcome:
    """What saving these rows would change. Nothing is written and nothing is locked.

    ``coming`` and ``repeated`` are those of the whole sheet, where these are some rows of it.
    """
    return _Rows(sheet, model, repeated=repeated).compared(coming)


def save(sheet: Sheet, model: type[Record], *, by: Any, key: UUID, repeated: Mapping[int, int]) -> Outcome:
    """Save these rows as drafts, each by itself: what is wrong with one is told, and the others are saved.

    ``key`` names the sheet: a new record that was saved from it already is not saved again.
    """
    return _Rows(sheet, model, repeated=repeated).saved(by, key)


def uuid_of(key: UUID, number: int) -> UUID:
    """What a new record is called that row ``number`` of the sheet ``key`` becomes."""
    return uuid5(key, str(number))


class _Rows:
    """Some rows of a sheet, beside what is stored."""

    def __init__(self, sheet: Sheet, model: type[Record], *, repeated: Mapping[int, int]) -> None:
        self.sheet, self.model, self.repeated = sheet, model, repeated
        self.form = _form(model, sheet.columns)
        rows = [cells for _number, cells in sheet.rows]
        uuids = [cells["uuid"] for cells in rows if _UUID.fullmatch(cells.get("uuid", ""))]
        slugs = [cells["slug"] for cells in rows if cells.get("slug") and not cells.get("uuid")]
        found = list(stored(model).filter(models.Q(uuid__in=uuids) | models.Q(slug__in=slugs)))
        self.by_uuid = {str(record.uuid): record for record in found}
        self.by_slug = {record.slug: record for record in found}
        self.changes: list[Change] = []
        self.faults: list[Fault] = []
        self.unchanged = 0

    def compared(self, coming: Collection[str]) -> Outcome:
        for number, cells in self.sheet.rows:
            self._take(number, cells, lambda *row: self._check(*row, coming=coming))
        return self._outcome()

    def saved(self, by: Any, key: UUID) -> Outcome:
        there = {uuid_of(key, number) for number, _cells in self.sheet.rows}
        there &= set(self.model._default_manager.filter(uuid__in=there).values_list("uuid", flat=True))
        for number, cells in self.sheet.rows:
            own = uuid_of(key, number)
            if own in there:
                self.unchanged += 1
            else:
                self._take(number, cells, lambda *row, own=own: self._save(*row, by=by, own=own))
                sleep(A_TURN)
        return self._outcome()

    def _outcome(self) -> Outcome:
        return Outcome(changes=tuple(self.changes), faults=tuple(self.faults), unchanged=self.unchanged)

    def _take(self, number: int, cells: Mapping[str, str], act: Any) -> None:
        """Tell what the row changes, and do ``act`` with it."""
        uuid, slug = cells.get("uuid", ""), cells.get("slug", "")
        record = self.by_uuid.get(uuid.lower()) if uuid else self.by_slug.get(slug)
        if uuid and record is None:
            return self._fault(number, "uuid", _("There is no such record of this kind."))
        if earlier := self.repeated.get(number):
            return self._fault(number, "", _("Row %(row)s is about the same record.") % {"row": earlier})
        before = cells_of(record) if record else {}
        compared = [name for name in self.sheet.columns if name not in ("uuid", "version")]
        both = ((name, before.get(name, ""), cells[name]) for name in compared)
        differing = [(name, old, new) for name, old, new in both if old != new]
        if not differing:
            self.unchanged += 1
            return None
        title = str(record or next(filter(None, _titles(cells)), slug))
        change = Change(row=number, title=title, is_new=record is None, cells=tuple(differing))
        return self._try(change, cells, record or self.model(), act)

    def _try(self, change: Change, cells: Mapping[str, str], record: Any, act: Any) -> None:
        try:
            act(record, cells, {name for name, _old, _new in change.cells})
        except StaleVersion:
            stale = _("This record was saved since the sheet was exported. Export it again and repeat your change.")
            self._fault(change.row, "version", stale)
        except IntegrityError:
            self._fault(change.row, "", _("This cannot be stored: it contradicts what another record says."))
        except ValidationError as refused:
            for name, messages in refused.message_dict.items():
                for message in messages:
                    self._fault(change.row, "" if name == NON_FIELD_ERRORS else name, message)
        else:
            self.changes.append(change)

    def _check(self, record: Any, cells: Mapping[str, str], differing: set[str], *, coming: Collection[str]) -> None:
        """Ask the models whether the row could be saved. What it names of this very sheet will be there by then."""
        if record.pk and record.version != _version(cells.get("version", "")):
            raise StaleVersion(record)
        self._filled(record, cells, differing, ignoring=coming)
        for text in _texts(record, cells, differing):
            _valid_text(text, exclude={"record"})
        for name, owner in _lists(self.model):
            if name in differing:
                for _line, filled in _new_lines(record, name, owner, cells[name]):
                    filled.instance.validate_constraints(exclude={owner.name})  # what it collides with may go

    def _save(self, record: Any, cells: Mapping[str, str], differing: set[str], *, by: Any, own: UUID) -> None:
        version = None if record.pk is None else _version(cells.get("version", ""))
        if record.pk is None:
            record.uuid = own
        form = self._filled(record, cells, differing)
        with saving(record, by=by, version=version):
            form.save()
            for text in _texts(record, cells, differing):
                _valid_text(text)
                text.save()
            for name, owner in _lists(self.model):
                if name in differing:
                    _save_list(record, name, owner, cells[name])

    def _filled(
        self, record: Any, cells: Mapping[str, str], differing: Collection[str], *, ignoring: Collection[str] = ()
    ) -> Any:
        """The valid form of a row. Raises ``ValidationError``."""
        if "slug" in differing and not self.model.chooses_address:
            stays = _("The archive itself gives a person an address, and it stays. Leave this cell as it was.")
            raise ValidationError({"slug": stays})
        record.kind = self.model.KIND
        fields = self.form.base_fields.items()
        said = {name: _typed(self._without(cells[name], field, ignoring), field) for name, field in fields}
        form = self.form(said, instance=record)
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        record.slug = record.slug or free_slug(self.model, _titles(cells))
        record.validate_constraints()
        if not (record.pk and record.texts.all()) and not any(cells.get(name) for name in _words_columns()):
            raise ValidationError({NON_FIELD_ERRORS: _("Give it a title in at least one language.")})
        return form

    def _without(self, cell: str, field: forms.Field, addresses: Collection[str]) -> str:
        named = field.queryset if isinstance(field, forms.ModelChoiceField) else None
        if named is None or named.model is not self.model:
            return cell
        return " ".join(slug for slug in _slugs(cell) if slug not in addresses)

    def _fault(self, number: int, column: str, message: str) -> None:
        self.faults.append(Fault(row=number, column=column, message=message))


def _version(written: str) -> int:
    if not written.isdecimal():
        raise ValidationError({"version": _("Give the version that was exported: it says what you have seen.")})
    return int(written)


def _titles(cells: Mapping[str, str]) -> list[str]:
    return [cells.get(f"title_{code}", "") for code in languages.stand_ins(languages.SOURCE)]


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


def _slugs(cell: str) -> list[str]:
    return re.findall(r"[^,;\s]+", cell)


def _typed(cell: str, field: forms.Field) -> Any:
    return _slugs(cell) if isinstance(field, forms.ModelMultipleChoiceField) else cell


def _texts(record: Any, cells: Mapping[str, str], differing: set[str]) -> Iterator[Text]:
    """The texts that the row changes, with the words that it gives them."""
    texts = {text.language: text for text in record.texts.all()} if record.pk else {}
    for code in Language.values:
        said = {part: cells[f"{part}_{code}"] for part in WORDS if f"{part}_{code}" in differing}
        if said:
            text = texts.get(code) or Text(record=record, language=code)
            for part, words in said.items():
                setattr(text, part, words)
            yield text


def _valid_text(text: Text, *, exclude: Collection[str] = ()) -> None:
    try:
        text.full_clean(exclude=exclude)
    except ValidationError as refused:
        found = refused.message_dict.items()
        raise ValidationError({f"{part}_{text.language}": messages for part, messages in found}) from refused


def _save_list(record: Record, name: str, owner: Any, cell: str) -> None:
    """Make the rows those of the cell: what stays the same is not touched."""
    there = _lines_there(record, owner)
    for line in there.keys() - set(_wanted(cell)):
        there[line].delete()
    for _line, filled in _new_lines(record, name, owner, cell):
        filled.instance.validate_constraints()
        filled.save()


def _lines_there(record: Record, owner: Any) -> dict[str, Any]:
    rows = owner.model._default_manager.filter(**{owner.name: record.pk}) if record.pk else ()
    return {_line(row, owner): row for row in rows}


def _wanted(cell: str) -> list[str]:
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _new_lines(record: Record, name: str, owner: Any, cell: str) -> Iterator[tuple[str, Any]]:
    """Each line of the cell that is not there yet, and its valid form."""
    parts = _parts(owner)
    form = forms.modelform_factory(owner.model, fields=[part.name for part in parts], formfield_callback=_form_field)
    there = _lines_there(record, owner)
    for line in _wanted(cell):
        if line in there:
            continue
        words = _words_of(line)
        if len(words) > len(parts):
            raise ValidationError({name: _("This line has more parts than there are: %(line)s") % {"line": line}})
        # A part that was left out is what it is in an empty form.
        said = {part.name: _cell(part.get_default()) for part in parts}
        said |= {part.name: word for part, word in zip(parts, words, strict=False) if word}
        filled = form(said, instance=owner.model(**{owner.name: record}))
        if not filled.is_valid():
            raise ValidationError({name: [f"{line}: {one}" for found in filled.errors.values() for one in found]})
        yield line, filled
