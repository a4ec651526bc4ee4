"""What is wrong with a form, in one list: each fault leads to its field."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext

from archive import languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """``where`` tells the field in words, ``target`` is its id in the page."""

    where: str
    said: str
    target: str


def faults(form: forms.ModelForm, inlines) -> tuple[Fault, ...]:
    """Everything that keeps the page from being saved, in the order of its parts."""
    if not form.is_bound:
        return ()
    return (*_of_form(form), *(fault for inline in inlines for fault in _of_rows(inline)))


def _of_rows(inline) -> Iterator[Fault]:
    name, prefix = str(inline.opts.verbose_name_plural), inline.formset.prefix
    for said in inline.formset.non_form_errors():
        yield Fault(where=_capital(name), said=said, target=f"{prefix}-group")
    for number, row in enumerate(inline.formset.forms, start=1):
        line = gettext("%(rows)s, line %(number)s") % {"rows": name, "number": number}
        yield from _of_form(row, within=_language(row) or line, target=row.prefix)


def _of_form(form: forms.ModelForm, *, within: str = "", target: str = "content-main") -> Iterator[Fault]:
    for name, said in form.errors.items():
        if name not in form.fields:
            yield from (Fault(where=_capital(within), said=one, target=target) for one in said)
            continue
        field = form[name]
        where = _capital(": ".join(filter(None, (within, str(field.label)))))
        yield from (Fault(where=where, said=one, target=field.auto_id) for one in said)


def _language(row: forms.ModelForm) -> str:
    """Whose section it is, where each language has one."""
    is_section = "language" in row.fields and row["language"].is_hidden
    return languages.autonym(str(row["language"].value())) if is_section else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
