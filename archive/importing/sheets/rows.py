"""The rows of a sheet beside what is stored: what each would change, and saving it.

A row is one record. What may stand in a cell is decided by the models alone. Comparing asks them and writes nothing;
saving is one short transaction for each row, so nobody has to wait for a long sheet.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from time import sleep
from typing import Any, Final
from uuid import UUID, uuid5

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _

from archive import languages
from archive.records.base import Record
from archive.records.phrases import Phrase
from archive.records.saving import StaleVersion, free_slug, saving

from .columns import (
    NO,
    WORDS,
    YES,
    cell_of,
    cells_of,
    line_of,
    own_fields,
    parts_of,
    row_lists,
    slugs_in,
    stored,
    worded,
    words_of_line,
)
from .sheet import Change, Fault, Outcome, Sheet

# Seconds between two rows: who waits to write meanwhile looks now and then, on SQLite, whether it is their turn.
A_TURN: Final = 0.01
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


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
        for row in _words(record, cells, differing):
            _valid_words(row, exclude={"record", "owner"})
        for name, owner in row_lists(self.model):
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
            for row in _words(record, cells, differing):
                _save_words(row)
            for name, owner in row_lists(self.model):
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
        if not (record.pk and record.texts.all()) and not any(map(cells.get, _columns_of_texts())):
            raise ValidationError({NON_FIELD_ERRORS: _("Give it a title in at least one language.")})
        return form

    def _without(self, cell: str, field: forms.Field, addresses: Collection[str]) -> str:
        named = field.queryset if isinstance(field, forms.ModelChoiceField) else None
        if named is None or named.model is not self.model:
            return cell
        return " ".join(slug for slug in slugs_in(cell) if slug not in addresses)

    def _fault(self, number: int, column: str, message: str) -> None:
        self.faults.append(Fault(row=number, column=column, message=message))


def _version(written: str) -> int:
    if not written.isdecimal():
        raise ValidationError({"version": _("Give the version that was exported: it says what you have seen.")})
    return int(written)


def _columns_of_texts() -> Iterator[str]:
    return (f"{part}_{code}" for code in languages.written() for part in WORDS)


def _titles(cells: Mapping[str, str]) -> list[str]:
    return [cells.get(f"title_{code}", "") for code in languages.stand_ins(languages.SOURCE)]


def _form(model: type[Record], given: Iterable[str]) -> Any:
    """The model's own form for the columns that are there."""
    own = {field.name for field in own_fields(model)} | {"slug"}
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
    return slugs_in(cell) if isinstance(field, forms.ModelMultipleChoiceField) else cell


def _words(record: Record, cells: Mapping[str, str], differing: set[str]) -> Iterator[Any]:
    """The texts and phrases that the row changes, with the words that it gives them."""
    for name, owner, parts in worded(type(record)):
        there = {row.language: row for row in getattr(record, name).all()} if record.pk else {}
        for code in languages.written():
            said = {part: cells[f"{part}_{code}"] for part in parts if f"{part}_{code}" in differing}
            if said:
                row = there.get(code) or owner.model(**{owner.name: record}, language=code)
                for part, words in said.items():
                    setattr(row, part, words)
                yield row


def _valid_words(row: Any, *, exclude: Collection[str] = ()) -> None:
    try:
        row.full_clean(exclude=exclude)
    except ValidationError as refused:
        found = refused.message_dict.items()
        raise ValidationError({f"{part}_{row.language}": messages for part, messages in found}) from refused


def _save_words(row: Any) -> None:
    """A phrase without words is none."""
    if isinstance(row, Phrase) and not any(getattr(row, part) for part in row.WORDS):
        if row.pk:
            row.delete()
        return
    _valid_words(row)
    row.save()


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
    return {line_of(row, owner): row for row in rows}


def _wanted(cell: str) -> list[str]:
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _new_lines(record: Record, name: str, owner: Any, cell: str) -> Iterator[tuple[str, Any]]:
    """Each line of the cell that is not there yet, and its valid form."""
    parts = parts_of(owner)
    form = forms.modelform_factory(owner.model, fields=[part.name for part in parts], formfield_callback=_form_field)
    there = _lines_there(record, owner)
    for line in _wanted(cell):
        if line in there:
            continue
        words = words_of_line(line)
        if len(words) > len(parts):
            raise ValidationError({name: _("This line has more parts than there are: %(line)s") % {"line": line}})
        # A part that was left out is what it is in an empty form.
        said = {part.name: cell_of(part.get_default()) for part in parts}
        said |= {part.name: word for part, word in zip(parts, words, strict=False) if word}
        filled = form(said, instance=owner.model(**{owner.name: record}))
        if not filled.is_valid():
            raise ValidationError({name: [f"{line}: {one}" for found in filled.errors.values() for one in found]})
        yield line, filled
