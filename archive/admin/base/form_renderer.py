"""How the parts of a form are written: as Django's templates say, to the byte.

A form has hundreds of small parts, and most of what it costs is the template of each. Those of which there are many are
written here without one; any other is left to Django.
"""

import html
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template import Context
from django.template.base import render_value_in_context
from django.utils.safestring import SafeData

_WIDGETS: Final = "django/forms/widgets"
_CONTEXT: Final = Context()


class FormRenderer(DjangoTemplates):
    def render(self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None) -> str:
        write = _WRITTEN.get(template_name)
        written = write(context) if write else None
        return super().render(template_name, context, request) if written is None else written


def _input(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    value = "" if widget["value"] is None else f' value="{_plain(widget["value"])}"'
    return f'<input type="{_said(widget["type"])}" name="{_said(widget["name"])}"{value}{_attributes(widget["attrs"])}>'


def _textarea(context: Mapping[str, Any]) -> str:
    widget = context["widget"]
    said = _said(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_said(widget["name"])}"{_attributes(widget["attrs"])}>\n{said}</textarea>'


def _select(context: Mapping[str, Any]) -> str | None:
    widget = context["widget"]
    groups = [(name, options) for name, options, _place in widget["optgroups"]]
    if any(option["template_name"] != f"{_WIDGETS}/select_option.html" for _name, some in groups for option in some):
        return None
    choices = "".join(part for name, options in groups for part in _group(name, options))
    return f'<select name="{_said(widget["name"])}"{_attributes(widget["attrs"])}>{choices}\n</select>'


def _group(name: Any, options: list[dict[str, Any]]) -> Iterator[str]:
    if name:
        yield f'\n  <optgroup label="{_said(name)}">'
    for one in options:
        attributes = _attributes(one["attrs"])
        yield f'\n  <option value="{_plain(one["value"])}"{attributes}>{_said(one["label"])}</option>\n'
    if name:
        yield "\n  </optgroup>"


def _label(context: Mapping[str, Any]) -> str:
    label = _said(context["label"])
    if not context["use_tag"]:
        return label.strip()
    tag = _said(context["tag"])
    return f"<{tag}{_attributes(context['attrs'])}>{label}</{tag}>"


def _no_errors(context: Mapping[str, Any]) -> str | None:
    return None if context["errors"] else ""


def _hidden(context: Mapping[str, Any]) -> str | None:
    """A form in which nothing is shown, as what a page says of the number of its rows."""
    return None if context["fields"] or context["errors"] else "".join(map(str, context["hidden_fields"]))


def _attributes(attributes: Mapping[str, Any] | None) -> str:
    some = [(name, value) for name, value in (attributes or {}).items() if value is not False]
    return "".join(f" {_said(name)}" + ("" if value is True else f'="{_plain(value)}"') for name, value in some)


def _said(value: Any) -> str:
    """As ``{{ value }}``."""
    return html.escape(value) if type(value) is str else render_value_in_context(value, _CONTEXT)


def _plain(value: Any) -> str:
    """As ``{{ value|stringformat:'s' }}``: a number has no marks between its digits."""
    return str(value) if isinstance(value, SafeData) else html.escape(str(value))


_WRITTEN: Final[Mapping[str, Callable[[Mapping[str, Any]], str | None]]] = {
    **{f"{_WIDGETS}/{name}.html": _input for name in ("text", "hidden", "number", "checkbox")},
    f"{_WIDGETS}/textarea.html": _textarea,
    f"{_WIDGETS}/select.html": _select,
    "django/forms/label.html": _label,
    "django/forms/div.html": _hidden,
    "django/forms/errors/list/ul.html": _no_errors,
    "django/forms/errors/list/default.html": _no_errors,
}
