"""Whatever is typed into the form of a picture is taken or refused; what is refused changes nothing and is not lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import pytest
from django import forms
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from archive.records.pictures import Picture
from archive.records.stored_rows import stored
from tests import making

from .desk import fields_on, form_of, sits, typed

pytestmark = pytest.mark.django_db

WORDS = st.one_of(
    st.sampled_from(
        ("", " ", "\0", "a\0b", "\u202egpj.exe", "\ufffe", "a\r\nb", "x" * 501, "ə" * 70_000, "z" + "\u0300" * 99)
    ),
    st.sampled_from(("-1", "0", "1001", "32768", "65536", "9" * 30, "9" * 5000, "1.5", "1e3", "٣", "²", "NaN")),
    st.sampled_from(("0000", "1990-02-30", "199X~/2000", "10000-01-01", "..", "[]", "%(x)s %", "{0}", "zz", "sr-Latn")),
    st.sampled_from(
        ("<script>alert(1)</script>", "<p>x</p><p onclick='x'>y", "<figure data-record='x'></figure>", "&amp;")
    ),
    st.text(max_size=20),
)


# What is chosen, and not typed.
CHOSEN = (forms.ChoiceField, forms.BooleanField)


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def values_of(field: forms.Field, keys: list[str]) -> st.SearchStrategy:
    """What a hand, or a page that stood open for long, may send of it. ``keys`` are some of records."""
    match field:
        case forms.ModelMultipleChoiceField():
            return st.lists(st.sampled_from(keys), max_size=3)
        case forms.ModelChoiceField():
            return st.sampled_from(["", *keys])
        case forms.ChoiceField():
            return st.sampled_from([value for value, _label in field.choices])
        case forms.BooleanField():
            return st.sampled_from(["", "on"])
    return WORDS


def stands_in(page: str, said: str) -> bool:
    """Whether it stands in a field still, or among the words of a form that was refused as a whole."""
    around = (('value="', '"'), (">\n", "</textarea>"), ("<dd>", "</dd>"))
    return not said or any(f"{before}{escape(said)}{after}" in page for before, after in around)


def test_whatever_is_typed_is_saved_or_is_refused_and_stands_there_still():
    town, source = making.place("Baku"), making.source("Decree")
    picture = making.picture(
        {"en": "A letter", "az": "Məktub"}, places=[town], names=[("az", "Vərəq")], sources=[source]
    )
    making.further_page(picture, transcription="Fin.", language="fr", translation={"en": "End."})
    making.derived_file(making.drawn())
    client = sits(making.archivist())
    opened = client.get(form_of(picture))
    page, before = typed(opened), stored(picture)
    fields = {one.html_name: one.field for one in fields_on(opened) if not one.is_hidden}
    fields = {name: field for name, field in fields.items() if not isinstance(field, forms.FileField)}
    keys = [str(town.pk), str(source.pk), str(picture.pk), "77777", "9" * 30]
    each = [st.tuples(st.just(name), values_of(field, keys)) for name, field in fields.items()]
    answers = set()

    @given(st.lists(st.one_of(each), min_size=1, max_size=3).map(dict))
    def is_taken_or_refused(sent: dict[str, str | list[str]]) -> None:
        with undone():
            answer = client.post(form_of(picture), {**page, **sent})
            answers.add(answer.status_code)
            if answer.status_code == 302:
                assert client.get(form_of(picture)).status_code == 200
                return
            page_again = answer.content.decode()
            words = {name: said for name, said in sent.items() if not isinstance(fields[name], CHOSEN)}
            assert [name for name, said in words.items() if not stands_in(page_again, said)] == []
            assert stored(Picture.objects.get()) == before

    is_taken_or_refused()

    assert {200, 302} <= answers
