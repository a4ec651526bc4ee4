"""Codes of languages: those that browsers and screen readers understand."""

import pytest
from django.core.exceptions import ValidationError

from archive.languages.codes import KNOWN, validate_language
from archive.names import USUAL_SCRIPTS


@pytest.mark.parametrize("code", ["az", "en", "ru", "hy", "lez", "tly", "az-Cyrl", "pt-BR", "es-419", "mul"])
def test_a_language_is_taken(code):
    validate_language(code)


@pytest.mark.parametrize("code", ["Klingon", "EN", "english", "e", "az_AZ", "az-", "az-x", "-az", "az\n", "аз", "a1"])
def test_what_is_no_code_is_refused(code):
    with pytest.raises(ValidationError, match="Write the code of the language"):
        validate_language(code)


@pytest.mark.parametrize("code", ["xx", "qaa", "zz-Cyrl"])
def test_a_code_of_no_known_language_is_refused(code):
    with pytest.raises(ValidationError, match=f"“{code}” is not the code of a language the archive knows"):
        validate_language(code)


def test_every_language_whose_script_is_known_is_known():
    assert set(USUAL_SCRIPTS) <= KNOWN
