"""Finding records at the desk, however their names are spelled."""

import pytest
from django.urls import reverse

from archive.records.statements import Statement
from tests import making

from ..desk import sits

pytestmark = pytest.mark.django_db


def completed(client, term: str, model: str = "institution", field: str = "place") -> list[str]:
    answer = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "archive", "model_name": model, "field_name": field, "term": term},
    )
    return [found["text"] for found in answer.json()["results"]]


def test_autocomplete_finds_susa_for_şuşa():
    making.place({"az": "Şuşa"})
    making.place({"az": "Bakı"})
    client = sits(making.archivist())

    assert [completed(client, term) for term in ("susa", "ŞUŞA", "baki")] == [["Şuşa"], ["Şuşa"], ["Bakı"]]


def test_autocomplete_finds_a_place_by_its_other_names():
    making.place("Shusha", names=[("ru", "Шуша"), ("az", "Pənahabad")])
    client = sits(making.archivist())

    assert [completed(client, term) for term in ("шуша", "penahabad", "nowhere")] == [["Shusha"], ["Shusha"], []]


def test_lists_are_searched_folded_and_show_each_record_once():
    issuer = making.institution()
    making.statement({"az": "Xocalı haqqında", "en": "On Khojaly"}, issuers=[issuer])
    making.statement({"az": "Başqa bəyanat"}, issuers=[issuer])
    client = sits(making.archivist())

    page = client.get(reverse("admin:archive_statement_changelist"), {"q": "xocali haqqinda"})

    assert [str(one) for one in page.context["cl"].result_list] == ["On Khojaly"]


def test_lists_are_sorted_by_the_day_with_which_a_date_begins():
    for written in ("2020-11-10", "[1988,1992]", "1990-21", "../1991", "1990-01-19/1990-01-20", "198X", ""):
        making.source(f"Source of {written}", published=written)
    client = sits(making.archivist())

    page = client.get(reverse("admin:archive_source_changelist"))

    assert [one.published for one in page.context["cl"].result_list] == [
        "2020-11-10",
        "../1991",
        "1990-21",
        "1990-01-19/1990-01-20",
        "[1988,1992]",
        "198X",
        "",
    ]
    assert "spring 1990" in page.content.decode()


def test_the_link_dialog_finds_places_and_institutions_only():
    place = making.place({"az": "Şuşa"})
    institution = making.institution({"en": "Shusha City Museum"}, names=[("az", "Şuşa Muzeyi")])
    making.source("A book about Şuşa")
    making.submitted(making.place("Elsewhere"))

    answer = sits(making.archivist()).get(reverse("admin:find"), {"q": "susa"})

    assert answer.json() == {
        "found": [
            {"record": str(one.uuid), "title": str(one), "kind": one.kind_name}
            for one in sorted((place, institution), key=lambda one: one.slug)
        ]
    }
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_link_dialog_answers_nobody_without_a_desk(client):
    answer = client.get(reverse("admin:find"), {"q": "susa"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/login/?next=/desk/find/%3Fq%3Dsusa")


def test_a_list_is_filtered_by_state():
    issuer = making.institution()
    making.published(issuer)
    draft = making.statement("A draft", issuers=[issuer])
    making.submitted(making.statement("In review", issuers=[issuer]))
    client = sits(making.archivist())

    page = client.get(reverse("admin:archive_statement_changelist"), {"state": "draft"})

    assert list(page.context["cl"].result_list) == [Statement.objects.get(pk=draft.pk)]


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_as_many_queries_for_one_record_as_for_thirty(count, django_assert_num_queries):
    issuer = making.institution()
    for number in range(count):
        making.statement(f"Statement {number}", issuers=[issuer])
    client = sits(making.archivist())
    client.get("/desk/")

    with django_assert_num_queries(12):
        client.get(reverse("admin:archive_statement_changelist"))


def test_the_editor_finds_persons_too():
    making.human("Zarifa Orujova", names=[("az", "Zərifə Orucova")])

    found = sits(making.archivist()).get(reverse("admin:find"), {"q": "zerife"}).json()["found"]

    assert [(one["title"], one["kind"]) for one in found] == [("Zarifa Orujova", "Person")]
