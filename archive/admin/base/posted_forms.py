"""What a form of the desk has posted: kept for another try, and said in words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db.models import Model
from django.forms import ChoiceField
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.template.defaultfilters import linebreaksbr
from django.urls import Resolver404, resolve
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive import markup

from . import workflow_forms
from .phrases import lines

# The field in which words go along with a name and a password.
CARRIED = "words"
UNREADABLE = (BadRequest, MultiPartParserError, OSError, SuspiciousOperation)
ACT_FORMS: tuple[type[workflow_forms.ActForm], ...] = (
    workflow_forms.CorrectForm,
    workflow_forms.ScheduleForm,
    workflow_forms.VerdictForm,
    workflow_forms.WithdrawForm,
    workflow_forms.ReinstateForm,
    workflow_forms.RecallForm,
    workflow_forms.RescheduleForm,
)
# What a page sends for itself, and ticks; what is chosen from a list goes along unsaid.
UNTYPED = {"id", "version", "newer", "began", "seen", "back", "post", "confirms", "DELETE"}
UNTYPED |= {"TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostedForm:
    """Names and values as a form sent them, and to which address. ``lacks``: passwords or files, which are not kept."""

    address: str
    words: tuple[tuple[str, str], ...] = ()
    lacks: bool = False

    def carried(self) -> str:
        """To go along with a name and a password; ``carried_over`` reads it."""
        return json.dumps([self.address, self.words, self.lacks], ensure_ascii=False)

    def said(self) -> Iterator[tuple[str, SafeString]]:
        """What somebody typed, under the names of the fields. The database is not asked."""
        given, models = dict(self.words), _models(self.address)
        for name, value in self.words:
            row, _dash, field = name.rpartition("-")
            label = _label(field, models.get(row.rpartition("-")[0]), value)
            if label and value.strip() and not name.startswith("_") and "__prefix__" not in name:
                language = given.get(f"{row}-language", "") if field != "language" else ""
                yield f"{label[:1].upper()}{label[1:]}{f' ({language})' if language else ''}", _readable(field, value)


def posted(request: HttpRequest) -> PostedForm:
    """What ``request`` brought, as far as it can be read."""
    try:
        given = [(name, value) for name, values in request.POST.lists() for value in values]
        lacks = bool(request.FILES)
    except UNREADABLE:
        return PostedForm(address=request.get_full_path())
    kept = [one for one in given if "password" not in one[0]]
    words = tuple(one for one in kept if one[0] != "csrfmiddlewaretoken")
    return PostedForm(address=request.get_full_path(), words=words, lacks=lacks or kept != given)


def carried_over(request: HttpRequest) -> PostedForm | None:
    """What somebody had sent before she was asked to sign in."""
    try:
        address, words, lacks = json.loads(request.POST.get(CARRIED, ""))
        kept = tuple((str(name), str(value)) for name, value in words)
    except (*UNREADABLE, TypeError, ValueError):
        return None
    ours = str(address).startswith(settings.MEMORIAL_DESK_PATH)
    return PostedForm(address=address, words=kept, lacks=bool(lacks)) if ours else None


def _models(address: str) -> dict[str, type[Model]]:
    """The model whose form stands at ``address``, under no name, and those of its rows under what these begin with."""
    try:
        admin = getattr(resolve(address.partition("?")[0]).func, "model_admin", None)
    except Resolver404:
        return {}
    found = {"": admin.model} if admin else {}
    for model in [inline.model for inline in admin.inlines] if admin else ():
        found |= {one.remote_field.get_accessor_name(): model for one in model._meta.fields if one.is_relation}
    return found


def _label(name: str, model: type[Model] | None, value: str) -> str:
    """What a field is called. Nothing for one in which nobody types, or where ``value`` is what stood there."""
    if name in UNTYPED:
        return ""
    fields = (*model._meta.fields, *model._meta.many_to_many) if model else ()
    for field in fields:
        if field.name == name:
            is_typed = not field.is_relation and not field.choices and value != str(field.get_default())
            return str(field.verbose_name) if is_typed else ""
    if model and name in (said := lines(model)):
        return str(said[name].label)
    return _labels_of_acts().get(name, name.replace("_", " "))


def _labels_of_acts() -> dict[str, str]:
    found = {f"note_{code}": _("Public note, %(language)s") % {"language": name} for code, name in settings.LANGUAGES}
    for form in ACT_FORMS:
        for name, field in form.base_fields.items():
            found[name] = "" if isinstance(field, ChoiceField) else str(field.label or name)
    return found


def _readable(field: str, value: str) -> SafeString:
    """As it was typed; what came from the editor, with its headings and lists."""
    try:
        return mark_safe(markup.clean(value)) if field == "body" else linebreaksbr(value)
    except markup.MarkupError:
        return linebreaksbr(value)
