"""Languages and zones are written by their names; the browser offers those that there are."""

from typing import Any

from django import forms

from archive import clock
from archive.fields import LanguageField, LineInput
from archive.languages import named
from archive.templatetags.offered_names import LANGUAGES, ZONES

from .cells import RecordSelect


class _Named(LineInput):
    """Shows the name of what is stored, and takes a name or a code. ``offered`` are the names to choose from."""

    offered: str

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"list": self.offered, "autocomplete": "off"}


class LanguageInput(_Named):
    offered = LANGUAGES

    def prepare_value(self, value: Any) -> Any:
        return named.name_of(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        return named.code_of(super().to_python(value))


class ZoneInput(_Named):
    offered = ZONES

    def prepare_value(self, value: Any) -> Any:
        return named.zone_name(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        return named.zone_of(super().to_python(value))


class NamedFields:
    """Mixed into admins: no field of theirs asks for the code of a language or of a zone."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, LanguageField) and LanguageField not in self.formfield_overrides:
            kwargs.setdefault("form_class", LanguageInput)
        elif clock.validate_zone in db_field.validators:
            kwargs.setdefault("form_class", ZoneInput)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
