"""What is said in several languages, a row for each."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.records.phrases import by_language
from archive.records.rituals import Ritual
from tests import making

pytestmark = pytest.mark.django_db


def test_the_words_that_were_written_first_come_first():
    source = making.source(creator={"ru": "Комитет", "az": "Komitə"}, publisher={"az": "Qəzet"})

    rows = source.phrases.all()

    assert list(by_language(rows, "creator").items()) == [("ru", "Комитет"), ("az", "Komitə")]
    assert list(by_language(rows, "publisher").items()) == [("az", "Qəzet")]


def test_nothing_is_said_twice_in_one_language():
    source = making.source(creator="A clerk")

    with pytest.raises(IntegrityError), transaction.atomic():
        making.say(source, creator="Another clerk")


def test_words_are_in_a_language_that_is_known_whatever_the_archive_speaks():
    ritual = Ritual.objects.create(observance=making.observance())
    row = ritual.phrases.model(owner=ritual, words="Sükut")

    for row.language in ("az-Cyrl", "fr"):
        row.full_clean()
    row.language = "xx"
    with pytest.raises(ValidationError, match="not the code of a language"):
        row.full_clean()
