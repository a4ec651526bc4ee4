"""Languages and zones are written by their names; the browser offers those that there are."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive import clock
from archive.fields import LanguageField, LineInput
from archive.languages import named
from archive.languages.codes import validate_language
from archive.templatetags.offered_names import LANGUAGES, ZONES

from .cells import RecordSelect, RecordSelectMultiple


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
        code = named.code_of(super().to_python(value))
        try:
            if code:
                validate_language(code)
        except ValidationError:
            words = _("“%(name)s” is not the name of a language. Write it as in “Turkish” or “French”.")
            raise ValidationError(words % {"name": code}, code="language") from None
        return code


class ZoneInput(_Named):
    offered = ZONES

    def prepare_value(self, value: Any) -> Any:
        return named.zone_name(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> Any:
        zone = named.zone_of(super().to_python(value))
        if zone and not clock.is_place(zone):
            words = _("“%(zone)s” is not the name of a time zone. Name the place whose clocks are meant, as in “Baku”.")
            raise ValidationError(words % {"zone": zone}, code="zone")
        return zone


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

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RecordSelectMultiple(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, **kwargs)
