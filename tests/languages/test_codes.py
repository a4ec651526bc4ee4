"""Codes of languages: those that browsers and screen readers understand."""

import pytest
from django.core.exceptions import ValidationError

from archive.languages.codes import validate_language


@pytest.mark.parametrize("code", ["az", "en", "ru", "hy", "lez", "tly", "az-Cyrl", "pt-BR", "es-419", "mul"])
def test_a_language_is_taken(code):
    validate_language(code)


@pytest.mark.parametrize(
    "code", ["Klingon", "EN", "english", "e", "az_AZ", "az-", "az-x", "-az", "az\n", "аз", "a1", "az-Cyrl-AZ-abcdefgh"]
)
def test_what_is_no_code_is_refused(code):
    with pytest.raises(ValidationError, match="Write the code of the language"):
        validate_language(code)


@pytest.mark.parametrize("code", ["xx", "qaa", "zz-Cyrl"])
def test_a_code_of_no_known_language_is_refused(code):
    with pytest.raises(ValidationError, match=f"“{code}” is not the code of a language the archive knows"):
        validate_language(code)
