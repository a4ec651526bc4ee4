"""Fields for what people type: cleaned in every form, in ``full_clean``, and on every way into the database.

Bulk ways are among them, so that a title, name or note is the same whoever brings it. Migrations see the field of
Django's that each extends: cleaning is no matter of the table. And one for what nobody types.
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models

from archive import characters, languages
from archive.languages import interface
from archive.languages.codes import validate_language
from archive.packing import packed, unpacked


class Cleaned:
    """Mixed into fields of models and of forms; ``cleaning`` is what becomes of their text."""

    cleaning: Callable[[str], str] = staticmethod(characters.line)

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)  # type: ignore[misc]  # of the field that it is mixed into
        return self.cleaning(value) if isinstance(value, str) else value


class LineInput(Cleaned, forms.CharField):
    """One line in a form."""


class LinesInput(Cleaned, forms.CharField):
    """Several lines in a form."""

    cleaning = staticmethod(characters.written)


class WordingInput(Cleaned, forms.CharField):
    """A source's own words on one line, in a form."""

    cleaning = staticmethod(characters.wording)


class AddressInput(Cleaned, forms.CharField):
    """A web address, or a part of one, in a form."""

    cleaning = staticmethod(characters.address)


class LanguageChoice(forms.ChoiceField):
    """One of the archive's languages in a form, each under its own name."""

    def __init__(self, *, max_length: int | None = None, required: bool = True, **kwargs: Any) -> None:
        super().__init__(choices=self._offered, required=required, **kwargs)

    def _offered(self) -> list[tuple[str, str]]:
        return [("", "–"), *((code, languages.autonym(code)) for code in languages.spoken())]


class InterfaceChoice(LanguageChoice):
    """One of the languages in which the desk can speak."""

    def _offered(self) -> list[tuple[str, str]]:
        return [(code, languages.autonym(code)) for code in interface.offered()]


class _Stored(Cleaned):
    """``extends`` is the field that migrations see; ``typed_in`` what forms ask with, if not Django's own."""

    extends: type[models.Field]
    typed_in: type[forms.CharField] | None = None

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{self.extends.__name__}", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        asked = {"form_class": self.typed_in} if self.typed_in else {}
        return super().formfield(**{**asked, **kwargs})  # type: ignore[misc]


class LineField(_Stored, models.CharField):
    """Words on one line: a title, a name, a place in a source, a zone, a code."""

    extends, typed_in = models.CharField, LineInput


class LanguageField(LineField):
    """The code of a language (BCP 47): any that is known, whatever the archive speaks."""

    default_validators = [validate_language]  # of Django's own fields it is a list, too

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 16, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        """A suggested language is no word that somebody typed, so pages do not send along what they suggested."""
        return super().formfield(**{"show_hidden_initial": False, **kwargs})


class WordingField(_Stored, models.CharField):
    """A source's own words on one line. Letters are composed; blanks stay as somebody has read them."""

    extends, typed_in = models.CharField, WordingInput
    cleaning = staticmethod(characters.wording)


class LinesField(_Stored, models.TextField):
    """Words on several lines, or a source's own words: lines and blanks stay as they are."""

    extends, typed_in = models.TextField, LinesInput
    cleaning = staticmethod(characters.written)


class PackedLinesField(_Stored, models.TextField):
    """The same where they are long: the table holds them packed, so no database looks for anything in them."""

    extends, typed_in = models.BinaryField, LinesInput
    cleaning = staticmethod(characters.written)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return connection.Database.Binary(packed(value.encode()))

    def from_db_value(self, value: Any, *asked: Any) -> str:
        return unpacked(bytes(value)).decode()


class AddressField(_Stored, models.URLField):
    """A web address."""

    extends = models.URLField
    cleaning = staticmethod(characters.address)


class EmailField(_Stored, models.EmailField):
    """The address of a mailbox."""

    extends = models.EmailField


class DigestField(models.CharField):
    """A SHA-256 in hexadecimal digits, which is asked for as a whole.

    Where it is unique, Django would make a second index on PostgreSQL, for how it begins: that of columns it calls so.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 64, **kwargs})

    def db_type(self, connection: Any) -> str:
        told = str(super().db_type(connection))
        return told.replace("varchar", "character varying") if connection.vendor == "postgresql" else told

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
