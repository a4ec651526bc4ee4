"""How the tests of the tables read what is said against a row."""

import pytest
from django.core.exceptions import ValidationError


def refused(row) -> dict[str, list[str]]:
    """What is said against ``row``, by field."""
    with pytest.raises(ValidationError) as error:
        row.full_clean(exclude=("folded", "slug", "kind"))
    return error.value.message_dict
