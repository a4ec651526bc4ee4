"""What is refused of subjects."""

import pytest
from django.core.exceptions import ValidationError

from tests import making

pytestmark = pytest.mark.django_db


def test_a_subject_is_never_broader_than_itself():
    broad = making.subject("Broad")
    narrow = making.subject("Narrow", broader=broad)
    narrowest = making.subject("Narrowest", broader=narrow)
    narrowest.full_clean()

    for above in (broad, narrowest):
        broad.broader = above
        with pytest.raises(ValidationError, match="cannot be broader than itself"):
            broad.full_clean()
