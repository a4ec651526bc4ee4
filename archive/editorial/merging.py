"""Two records that turn out to be one. Merging changes drafts; readers are led on by an edition, as for any change."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from archive import audit
from archive.editions.acts import Refused
from archive.records.base import Record
from archive.records.names import Name
from archive.records.naming import Naming, belongings, drafts_naming, namings, texts_linking
from archive.records.numbering import LastNumber
from archive.records.phrases import Phrase
from archive.records.saving import StaleVersion, saving
from archive.records.texts import Text, TextLink

from . import authorship, freezing
from .people import User
from .permissions import require
from .uses import Use, uses


class Unlike(Refused):
    """These two cannot be merged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What merging ``old`` into ``kept`` would change.

    ``names`` are the titles of ``old`` that become names of ``kept``; ``rows`` move there as they are. ``uses`` are
    the records that name ``old``: their drafts will name ``kept``, their editions stay. ``seen`` changes with every
    save of any record concerned.
    """

    old: Record
    kept: Record
    names: tuple[Text, ...]
    rows: tuple[Model, ...]
    uses: tuple[Use, ...]

    @property
    def drafts(self) -> tuple[Record, ...]:
        """The records, besides these two, whose drafts change."""
        return tuple(use.record for use in self.uses if use.ways and use.record.pk != self.kept.pk)

    @property
    def seen(self) -> str:
        stood = sorted((str(one.uuid), one.version) for one in (self.old, self.kept, *self.drafts))
        return sha256(repr(stood).encode()).hexdigest()


def plan(old: Record, *, into: Record) -> Plan:
    """What would change if ``old`` were merged into ``into``. Raises ``Unlike``."""
    old, kept = old.of_its_kind(), into.of_its_kind()
    if old.kind != kept.kind or not old.may_merge:
        raise Unlike(_("Only two places, institutions, persons, sources or pictures can be merged."))
    if old.pk == kept.pk:
        raise Unlike(_("A record cannot be merged into itself."))
    if said := freezing.of(old).unlike(kept):
        raise Unlike(said)
    if old.merged_into_id or kept.merged_into_id:
        raise Unlike(_("One of these records has been merged already."))
    return Plan(
        old=old,
        kept=kept,
        names=tuple(_new_names(old, kept)),
        rows=tuple(_moving(old, kept)),
        uses=uses(old),
    )


@transaction.atomic
def merge(old: Record, *, into: Record, by: User, seen: str) -> None:
    """Merge ``old`` into ``into`` on the desk: names and other rows move, and every draft that named it names ``into``.

    With the rows come their authors: whoever wrote any of ``old`` that readers do not have yet cannot approve ``into``.

    ``seen`` is that of the plan on the page: when any record concerned was saved since, ``StaleVersion`` is raised.
    Readers notice nothing before the next edition of ``old`` is published: that one leads them on.
    """
    require(by, "submit")
    list(Record.objects.select_for_update().filter(pk__in=(old.pk, into.pk)).order_by("pk"))
    planned = plan(Record.objects.get(pk=old.pk), into=Record.objects.get(pk=into.pk))
    if planned.seen != seen:
        raise StaleVersion(old)
    old, kept = planned.old, planned.kept
    wrote_old = dict.fromkeys(authorship.not_yet_public(old), old)
    ways = drafts_naming(old)
    for record in (one.of_its_kind() for one in planned.drafts):
        with saving(record, by=by, version=record.version):
            _repoint(record, old, kept, ways.get(record.pk, ()))
    # Both begin before a row moves: what their last saves left is kept as it stood.
    with (
        saving(old, by=by, version=old.version),
        saving(kept, by=by, version=kept.version, brings=wrote_old),
    ):
        _repoint(kept, old, kept, ways.get(kept.pk, ()))
        for row in planned.rows:
            row.save()
        for text in planned.names:
            Name.objects.create(record_id=kept.pk, text=text.title, language=text.language)
        old.merged_into_id = kept.pk
        old.save()
    audit.note("merge", by=by, kind=old.kind, record=old.uuid, about=old.title() or old.slug, into=str(kept.uuid))


@transaction.atomic
def separate(record: Record, *, by: User, version: int) -> None:
    """Undo a merge as far as it can be undone: the record stands for itself again. What has moved stays where it is."""
    require(by, "submit")
    record = record.of_its_kind()
    if record.merged_into_id is None:
        raise Refused(_("This record is not merged into another one."))
    with saving(record, by=by, version=version):
        record.merged_into = None
        record.save()
    audit.note("separate", by=by, kind=record.kind, record=record.uuid, about=record.title() or record.slug)


def _new_names(old: Record, kept: Record) -> Iterator[Text]:
    """The titles of ``old`` by which ``kept`` is not known yet."""
    known = {(name.language, name.text) for one in (old, kept) for name in one.names.all()}
    known |= {(text.language, text.title) for text in kept.texts.all()}
    return (text for text in old.texts.order_by("language") if text.title and (text.language, text.title) not in known)


def _moving(old: Record, kept: Record) -> Iterator[Model]:
    """What belongs to ``old`` and can belong to ``kept``, given to it and not saved. Its words and numbers stay."""
    titles = {(text.language, text.title) for text in kept.texts.all()}
    for field in belongings(type(old)):
        if issubclass(field.model, (Text, TextLink, Phrase, LastNumber)):
            continue
        for row in field.model._default_manager.filter(**{field.name: old.pk}):
            names_kept = any(getattr(row, naming.field.attname) == kept.pk for naming in _namings_in(row, type(kept)))
            is_its_title = isinstance(row, Name) and (row.language, row.text) in titles
            setattr(row, field.attname, kept.pk)
            if not names_kept and not is_its_title and _is_sound(row):
                yield row


def _repoint(record: Record, old: Record, kept: Record, ways: Collection[Naming | None]) -> None:
    """Let the draft of ``record`` name ``kept`` wherever it names ``old``: in these ``ways``."""
    for naming in filter(None, ways):
        rows = naming.rows._default_manager.filter(**{naming.field.name: old.pk, naming.owner: record.pk})
        for row in rows:
            if naming.field.many_to_many:
                named = getattr(row, naming.field.name)
                named.remove(old)
                named.add(*([kept] if record.pk != kept.pk else []))
            else:
                _name_instead(row, naming.field, kept, is_about_itself=record.pk == kept.pk)
    for text in texts_linking(old, of=record) if None in ways else ():
        text.body = text.body.replace(str(old.uuid), str(kept.uuid))
        text.save()


def _name_instead(row: Any, field: Any, kept: Record, *, is_about_itself: bool) -> None:
    """What would then be said twice, or of itself, goes."""
    was_sound = _is_sound(row)
    for named in (None,) if is_about_itself else (kept.pk, None):
        if named is None and not field.null:
            break
        setattr(row, field.attname, named)
        if _is_sound(row) or not was_sound:
            row.save()
            return
    if not isinstance(row, Record):
        row.delete()


def _namings_in(row: Model, kind: type[Record]) -> Iterator[Naming]:
    return (naming for naming in namings(kind) if naming.rows is type(row) and not naming.field.many_to_many)


def _is_sound(row: Model) -> bool:
    try:
        row.clean()
        row.validate_unique()
        row.validate_constraints()
    except ValidationError:
        return False
    return True
