"""Numbers that mean one thing of a record for ever."""

import pytest
from django.db import IntegrityError, transaction

from archive.records import numbering
from archive.records.figures import Figure
from archive.records.statements import Rendering
from archive.records.texts import Text
from tests import making

pytestmark = pytest.mark.django_db

A, B, C = (f"<p>{words}</p>" for words in ("The first paragraph.", "Another one.", "The last of three."))
NEW = "<p>Nobody had written of this before.</p>"


def numbers(record, language="en"):
    return Text.objects.get(record=record.pk, language=language).paragraphs


def test_paragraphs_are_numbered_in_each_language_by_itself():
    record = making.entry({"en": "The night", "az": "Gecə"}, body=f"{A}\n{B}")
    making.change(record, language="az", body=f"{A}\n{NEW}\n{B}")

    assert (numbers(record), numbers(record, "az")) == ([1, 2], [1, 3, 2])


def test_a_number_is_not_given_again_when_its_paragraph_is_gone():
    record = making.entry(body=f"{A}\n{B}")
    making.change(record, body=A)
    making.change(record, body=f"{A}\n{NEW}")

    assert numbers(record) == [1, 3]


def test_nor_when_the_language_was_taken_out_and_is_written_anew():
    record = making.entry({"en": "The night", "az": "Gecə"}, body=f"{A}\n{B}")
    Text.objects.get(record=record.pk, language="az").delete()
    making.change(record, language="az", title="Gecə", body=NEW)

    assert numbers(record, "az") == [3]


def test_a_picture_in_a_text_keeps_its_number_where_it_is_moved_and_no_words_lose_theirs():
    wall, crowd = (f'<figure data-record="{making.picture(slug=slug).uuid}"></figure>' for slug in ("wall", "crowd"))
    record = making.entry(body=f"{A}\n{B}")
    making.change(record, body=f"{A}\n{wall}\n{crowd}\n{B}")
    first = numbers(record)
    making.change(record, body=f"{crowd}\n{A}\n{B}\n{wall}")

    assert (first, numbers(record)) == ([1, 3, 4, 2], [4, 1, 2, 3])


def test_words_that_are_saved_as_they_were_keep_their_numbers():
    record = making.entry(body=f"{A}\n{B}")
    making.change(record, body=f"{B}\n{A}")
    making.change(record, title="Another title")

    assert numbers(record) == [2, 1]


def test_a_figure_has_its_number_from_its_first_save():
    event, speaker, source = making.entry(), making.institution(), making.source()
    first, second = (making.figure(event, value, by=speaker, source=source) for value in (1, 2))
    first.position = 9
    first.save()
    second.delete()
    third = making.figure(event, 3, by=speaker, source=source)

    assert [(one.value, one.number) for one in Figure.objects.order_by("number")] == [(1, 1), (3, 3)]
    assert third.number == 3


def test_a_further_text_numbers_its_own_paragraphs():
    made = making.statement(issuers=[])
    texts = [Rendering.objects.create(statement=made, language="fr", title="Titre", body=f"{A}\n{B}") for _ in range(2)]
    texts[0].delete()
    texts[1].body = f"{NEW}\n{A}\n{B}"
    texts[1].save()

    assert (texts[1].number, texts[1].paragraphs) == (2, [3, 1, 2])


def test_after_words_that_nobody_could_read_paragraphs_are_numbered_anew():
    record = making.entry(body=f"{A}\n{B}")
    making.change(record, body="<p>The first<script>paragraph</p><svg")
    assert numbers(record) == []

    making.change(record, body=f"{A}\n{B}\n{C}")

    assert numbers(record) == [3, 4, 5]


def test_of_two_who_give_the_first_number_at_once_one_is_refused():
    record = making.entry()
    given = numbering._given(record.pk, "figures")
    assert numbering.next_number(record.pk, "figures") == 1

    with pytest.raises(IntegrityError), transaction.atomic():
        numbering._give(record.pk, "figures", 1, before=given)
