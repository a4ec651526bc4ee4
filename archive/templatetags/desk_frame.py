"""What stands around every page of the desk, and the rows of its lists: written once for all that is alike."""

from typing import Any

from django import template
from django.contrib.admin.helpers import AdminField, AdminReadonlyField, Fieldline, Fieldset
from django.contrib.admin.templatetags.admin_list import result_headers, result_hidden_fields
from django.forms import BoundField
from django.template import Engine
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from archive.kept import Kept

from .desk import contents, shelf

register = template.Library()

_sidebars: Kept[SafeString] = Kept(most=200)
# What the scripts are told that keep words: it differs by the language, and by the shelf of whose they are.
_told: Kept[SafeString] = Kept(most=200)
# By what they weigh: so many characters at most.
_filters: Kept[SafeString] = Kept(most=2_000_000)
_actions: Kept[SafeString] = Kept(most=1_000_000)
# Empty rows, and all of the form of a new record: the same until somebody writes there.
_empty: Kept[SafeString] = Kept(most=10_000_000)
# Of what is around a list, all that the line of what is done with its rows says.
_SAID_OF_ACTIONS = ("module_name", "selection_note", "selection_note_all", "actions_selection_counter")


@register.simple_tag(takes_context=True)
def sidebar(context: Context) -> SafeString:
    """Django's own, with everything on the desk: the same for all who may see the same, wherever they are in a list."""
    shelves, request = context["available_apps"], context["request"]
    urls = [url for shelf in shelves for url in (shelf["app_url"], *(one["admin_url"] for one in shelf["models"]))]
    here = tuple(url for url in urls if url and url in request.path)
    shown = {"available_apps": shelves, "request": request}
    return _sidebars.get((shelves.key, here), lambda: render_to_string("admin/nav_sidebar.html", shown))


@register.simple_tag(takes_context=True)
def unsaved_words(context: Context) -> SafeString:
    """What keeps the words that this person types, on every page."""
    said = {"shelf": shelf(context["user"])}
    key = get_language(), get_script_prefix(), said["shelf"]
    return _told.get(key, lambda: render_to_string("admin/archive/unsaved.html", said))


@register.simple_tag
def written_filter(title: Any, choices: list[dict[str, Any]]) -> SafeString:
    """Django's own, kept under every word and address in it: it is the same until there is something else to choose."""
    key = get_language(), str(title), *map(_said, choices)
    shown = {"title": title, "choices": choices}
    return _filters.get(key, lambda: render_to_string("admin/filter.html", shown), weight=len)


def _said(choice: dict[str, Any]) -> tuple[Any, ...]:
    """All of it that is written; whether its name is HTML is told as well."""
    display = choice["display"]
    return hasattr(display, "__html__"), str(display), choice["query_string"], bool(choice["selected"])


@register.simple_tag(takes_context=True)
def written_actions(context: Context) -> SafeString:
    """Django's own, kept under all that is said in it: the choices, and how many rows there are to choose."""
    cl, form = context["cl"], context["action_form"]
    said = {name: context[name] for name in _SAID_OF_ACTIONS}
    choices = tuple((value, str(label)) for value, label in form.fields["action"].choices)
    key = get_language(), choices, *said.values(), cl.result_count, len(cl.result_list)
    shown = {**said, "cl": cl, "action_form": form}
    return _actions.get(key, lambda: render_to_string("admin/actions.html", shown), weight=len)


@register.inclusion_tag("admin/archive/chips.html")
def chips(cl: Any) -> dict[str, Any]:
    """What a list is narrowed by."""
    return {"cl": cl, "chips": list(cl.chips())}


@register.inclusion_tag("admin/change_list_results.html")
def written_rows(cl: Any) -> dict[str, Any]:
    """``result_list`` of Django's admin; but the list itself writes every row, in one piece."""
    headers = list(result_headers(cl))
    return {
        "cl": cl,
        "result_hidden_fields": list(result_hidden_fields(cl)),
        "result_headers": headers,
        "num_sorted_fields": sum(bool(header["sortable"] and header["sorted"]) for header in headers),
        "results": [[mark_safe("</tr>\n<tr>".join(rows))]] if (rows := cl.rows()) else [],
    }


@register.simple_tag(takes_context=True)
def written_section(context: Context, sort: str, section: Any, place: str, number: int) -> SafeString:
    """A part of a form; of that of a new record it is kept for whoever may do the same."""

    def write() -> SafeString:
        with context.push(sort=sort, section=section, place=place, number=number):
            return Engine.get_default().get_template("admin/archive/section.html").render(context)

    if not (_is_untouched(context) and (sort == "fieldset" or section.is_alike)):
        return write()
    return _empty.get((context["available_apps"].key, context["opts"].label, place, number), write, weight=len)


def _is_untouched(context: Context) -> bool:
    """Whether it is the form of a new record for which nothing is said yet."""
    return context["add"] and not context["request"].GET and not context["adminform"].form.is_bound


@register.simple_tag(takes_context=True)
def row_fields(context: Context, row: Any) -> SafeString:
    """The fields of a row that hangs on a record; of an empty one they are kept for whoever may do the same."""

    def write() -> SafeString:
        return render_to_string("admin/archive/row_fields.html", {"row": row})

    inline = row.model_admin
    key = context["available_apps"].key, inline.parent_model, type(inline), row.form.prefix
    return _empty.get(key, write, weight=len) if row.is_alike else write()


@register.filter
def written_lines(fieldset: Fieldset) -> SafeString:
    """All fields of it, line by line: in one piece, for a form has more than a hundred."""
    return mark_safe("\n".join(map(_line, fieldset)))


def _line(line: Fieldline) -> str:
    fields = [*line]
    if not line.has_visible_field:
        return "".join(str(one.field) for one in fields if not one.is_readonly)
    names = (one.field["name"] if one.is_readonly else one.field.name for one in fields)
    told = "".join(f" field-{escape(name)}" for name in names if name)
    shown = "".join(_read(one) if one.is_readonly else _field(one) for one in fields)
    several = f'<div class="form-multiline">{shown}</div>' if len(fields) > 1 else shown
    return f'<div class="form-row{told}">{several}</div>'


def _read(field: AdminReadonlyField) -> str:
    """What nobody may write here."""
    shown = conditional_escape(contents(field))
    parts = f'{field.label_tag()}<div class="readonly">{shown}</div>'
    return f'<div class="field"><div class="flex-container">{parts}</div></div>'


def _field(field: AdminField) -> str:
    """With its errors before it, its label and its help."""
    bound = field.field
    errors = field.errors() if bound.errors else ""
    label, widget = field.label_tag(), str(bound)
    parts, row = (f"{widget}{label}", " checkbox-row") if field.is_checkbox else (f"{label}{widget}", "")
    beside = _help(bound) if bound.help_text else ""
    told = " errors" if errors else ""
    return f'<div class="field{told}">{errors}<div class="flex-container{row}">{parts}</div>{beside}</div>'


def _help(bound: BoundField) -> str:
    named = f' id="{escape(bound.id_for_label)}_helptext"' if bound.id_for_label else ""
    return f'<div class="help"{named}><div>{conditional_escape(bound.help_text)}</div></div>'
