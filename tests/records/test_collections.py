"""What is refused of collections."""

import pytest
from django.core.exceptions import ValidationError

from archive.records.collections import Member
from tests import making

pytestmark = pytest.mark.django_db


def test_a_collection_holds_each_record_once_and_never_itself():
    place = making.place()
    collection = making.collection(members=[place])

    with pytest.raises(ValidationError, match="cannot hold itself"):
        Member(collection=collection, record_id=collection.pk).full_clean()
    with pytest.raises(ValidationError, match="in the collection already"):
        Member(collection=collection, record_id=place.pk).full_clean()
