"""There is one archive, and what is refused of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests import making

pytestmark = pytest.mark.django_db


def test_there_is_one_archive():
    making.identity()

    with pytest.raises(IntegrityError):
        making.identity("Another", slug="another")


def test_an_address_of_a_licence_has_a_name():
    identity = making.identity(licence_address="https://licence.example/by")

    with pytest.raises(ValidationError, match="Name the licence"):
        identity.full_clean()
