"""Subjects, collections and what the archive says of itself: what their models refuse."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from archive.records.collections import Member
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


def test_a_collection_holds_each_record_once_and_never_itself():
    place = making.place()
    collection = making.collection(members=[place])

    with pytest.raises(ValidationError, match="cannot hold itself"):
        Member(collection=collection, record_id=collection.pk).full_clean()
    with pytest.raises(ValidationError, match="in the collection already"):
        Member(collection=collection, record_id=place.pk).full_clean()


def test_a_caption_is_there_in_the_languages_in_which_it_is_written():
    member = Member(caption_en="Where it was.", caption_ru="Где это было.")

    assert member.caption() == {"en": "Where it was.", "ru": "Где это было."}


def test_there_is_one_archive():
    making.identity()

    with pytest.raises(IntegrityError):
        making.identity("Another", slug="another")


def test_an_address_of_a_licence_has_a_name():
    identity = making.identity(licence_address="https://licence.example/by")

    with pytest.raises(ValidationError, match="Name the licence"):
        identity.full_clean()
