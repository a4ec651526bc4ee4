"""Who runs the archive is told whose lists are empty."""

import pytest

from archive.catalogue import checks, rebuilding
from tests import making

pytestmark = pytest.mark.django_db


def test_a_language_that_came_after_the_catalogue_is_named_until_that_is_derived_anew(settings):
    settings.MEMORIAL_LANGUAGES = ("az", "en")
    assert checks.check_readers(None, databases=["default"]) == []  # there is nothing to list
    making.published(making.place())
    settings.MEMORIAL_LANGUAGES = ("az", "en", "ru")

    found = checks.check_readers(None, databases=["default"])
    rebuilding.rebuild()

    assert [(one.id, one.msg) for one in found] == [("archive.W002", "The catalogue has no lists for readers of 'ru'.")]
    assert checks.check_readers(None, databases=["default"]) == []
