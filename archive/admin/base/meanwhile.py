"""What others saved meanwhile is taken over into what a form sent, wherever its sender wrote nothing.

A page has *sections*: the record's own form, each language of its texts, and each other row. It says how each of them
stood when it was made (``BEGAN``). So it is known of every section, when it comes back, who has written in it since:
its sender, others, or both. Only then do two people collide.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django import forms
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

from archive import markup

from .inlines import TextFormSet, language_of
from .numbers import number_in
from .widgets import RichTextEditor

BEGAN: Final = "began"
# The version from which what is sent goes on, once all that others saved until then stands in it.
TAKEN: Final = "taken"

# The section that has no rows.
OWN: Final = "own"

# The values of a form by the names of its fields, as a browser sends them.
Sent = Mapping[str, list[str]]


@dataclass(slots=True, kw_only=True)
class _Page:
    """What a page said of its sections when it was made, and who has written in them since."""

    began: Mapping[str, str]
    both: set[str] = field(default_factory=set)

    def is_taken(self, section: str, sent: Sent, stored: forms.BaseForm | None, like: forms.BaseForm) -> bool:
        """Whether others have written there and its sender has not. ``like`` has the fields that ``sent`` may have."""
        began, now = self.began.get(section), _digest(_sent_by(stored), stored) if stored else None
        if began == now and began is not None:
            return False
        said = _digest(sent, like)
        if said == began:
            return True
        if said != now:
            self.both.add(section)
        return False


def began(form: forms.BaseForm, formsets: Iterable[BaseInlineFormSet], *, version: int) -> str:
    """How each section stands on a page that is made now, from ``version``."""
    return json.dumps({"version": str(version), "sections": _digests(form, formsets)}, separators=(",", ":"))


def merged(
    sent: QueryDict, form: forms.BaseForm, formsets: Iterable[BaseInlineFormSet], *, version: int
) -> tuple[QueryDict, frozenset[str]]:
    """What was ``sent`` as if its page had been made from ``version``, as which all of these stand stored.

    But for the sections in which both wrote, which are named. If there are none it goes on from that version.
    """
    data = sent.copy()
    page = _Page(began=_read(data))
    if _version(data) != str(version):
        _merge(data, form, list(formsets), page)
    if not page.both:
        data[TAKEN] = str(version)
    return data, frozenset(page.both)


def _merge(data: QueryDict, form: forms.BaseForm, formsets: list[BaseInlineFormSet], page: _Page) -> None:
    own = _sent_by(form)
    if page.is_taken(OWN, {name: data.getlist(name) for name in own}, form, form):
        _put(data, own, "")
    for formset in formsets:
        _merge_rows(data, formset, page)
    sections = _digests(form, formsets) | _kept(page)
    data[BEGAN] = json.dumps({"version": _version(data), "sections": sections}, separators=(",", ":"))


def section(formset: BaseInlineFormSet, row: Any) -> str:
    """The name of one section; none for a row that nobody has stored."""
    name = language_of(row) if isinstance(formset, TextFormSet) else row.instance.pk or ""
    return f"{formset.prefix} {name}" if name else ""


# --- what a page said ---------------------------------------------------------------------------------


def _version(data: QueryDict) -> str:
    return str(data.get("version", ""))


def _read(data: QueryDict) -> dict[str, str]:
    """Section → its digest. Nothing that belongs to another version, or cannot be read, is believed."""
    try:
        said = json.loads(data.get(BEGAN, ""))
        return dict(said["sections"]) if said["version"] == _version(data) else {}
    except (KeyError, TypeError, ValueError):
        return {}


def _kept(page: _Page) -> dict[str, str]:
    """Where both wrote, the page goes on saying how it began."""
    return {one: page.began[one] for one in page.both if one in page.began}


def _digests(form: forms.BaseForm, formsets: Iterable[BaseInlineFormSet]) -> dict[str, str]:
    rows = {section(formset, row): row for formset in formsets for row in formset.forms if section(formset, row)}
    return {name: _digest(_sent_by(one), one) for name, one in {OWN: form, **rows}.items()}


# --- rows ---------------------------------------------------------------------------------------------


def _merge_rows(data: QueryDict, formset: BaseInlineFormSet, page: _Page) -> None:
    stored = {section(formset, row): row for row in formset.forms}
    rows = [_merged_row(formset, row, stored, page) for row in _rows(data, formset)]
    _put_rows(data, formset, [row for row in rows if row is not None])


def _merged_row(
    formset: BaseInlineFormSet, row: dict[str, list[str]], stored: Mapping[str, Any], page: _Page
) -> dict[str, list[str]] | None:
    """The row as it goes on; none if others have removed it, and its sender wrote nothing there."""
    key, name = formset.model._meta.pk.name, _section_of(formset, row)
    if not name:
        return row
    now = stored.get(name)
    like = now or formset.empty_form
    sent = {one: row.get(one, []) for one in _sent_by(like)}
    if page.is_taken(name, sent, now, like):
        if now is None:
            return None
        row = {**row, **_sent_by(now)}
    return {**row, key: [str(now.instance.pk or "")]} if now is not None else row


def _section_of(formset: BaseInlineFormSet, row: Sent) -> str:
    name = "language" if isinstance(formset, TextFormSet) else formset.model._meta.pk.name
    told = (row.get(name) or [""])[0]
    return f"{formset.prefix} {told}" if told else ""


def _rows(data: QueryDict, formset: BaseInlineFormSet) -> Iterator[dict[str, list[str]]]:
    """What was sent of each row, by the names of its fields."""
    total = data.get(f"{formset.prefix}-TOTAL_FORMS", "")
    for index in range(min(number_in(total), formset.absolute_max)):
        begin = f"{formset.prefix}-{index}-"
        yield {name.removeprefix(begin): data.getlist(name) for name in data if name.startswith(begin)}


def _put_rows(data: QueryDict, formset: BaseInlineFormSet, rows: list[dict[str, list[str]]]) -> None:
    """In the order that Django expects: first those that are stored."""
    key = formset.model._meta.pk.name
    for name in [name for name in data if name.startswith(f"{formset.prefix}-") and name.split("-")[1:][0].isdecimal()]:
        del data[name]
    rows.sort(key=lambda row: not any(row.get(key, ())))
    for index, row in enumerate(rows):
        _put(data, row, f"{formset.prefix}-{index}-")
    data[f"{formset.prefix}-TOTAL_FORMS"] = str(len(rows))
    data[f"{formset.prefix}-INITIAL_FORMS"] = str(sum(any(row.get(key, ())) for row in rows))


def _put(data: QueryDict, sent: Sent, begin: str) -> None:
    for name, values in sent.items():
        data.setlist(f"{begin}{name}", list(values))


# --- what a form sends --------------------------------------------------------------------------------


def _sent_by(form: Any) -> dict[str, list[str]]:
    """What a browser sends of ``form`` as it is stored, without what nobody types."""
    found: dict[str, list[str]] = {}
    for name, one in form.fields.items():
        if not one.widget.is_hidden:
            found |= _sent_by_field(name, one, one.prepare_value(form[name].initial))
    return found


def _sent_by_field(name: str, one: forms.Field, value: Any) -> dict[str, list[str]]:
    widget: Any = getattr(one.widget, "widget", one.widget)
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        return {f"{name}{suffix}": _strings(part.format_value(value)) for suffix, part, value in parts}
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if value else []}
    return {name: _strings(widget.format_value(value))}


def _strings(shown: Any) -> list[str]:
    values = shown if isinstance(shown, list | tuple) else [shown]
    return [str(getattr(one, "pk", one)) for one in values if one not in (None, "")]


def _digest(sent: Sent, form: Any) -> str:
    said = {name: sorted(map(_bare, values)) for name, values in sent.items() if any(values)}
    for name in said.keys() & form.fields.keys():
        if isinstance(form.fields[name].widget, RichTextEditor):
            said[name] = [_one_form(words) for words in said[name]]
    return hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=6).hexdigest()


def _bare(words: str) -> str:
    return "\n".join(words.splitlines()).strip()


def _one_form(words: str) -> str:
    """The editor writes the same text in other bytes."""
    try:
        return markup.clean(words)
    except markup.MarkupError:
        return words
