"""Rows that hang on a record: a line each, and one spare row of each sort."""

import gc
import re
import weakref
from functools import partial

import pytest
from django.urls import reverse

from archive.editorial.people import User
from archive.kept import forget
from archive.records.names import Name, UsedBy
from archive.records.places import Place
from archive.records.timeline_entries import TimelineEntry
from tests import making

from ..desk import form_of, section, sits, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]

ROW = re.compile(
    r'<details class="(row[^"]*)" id="(names-\w+)" data-index="\w+"( open)?>\s*<summary[^>]*>([^<]*)</summary>'
)


def rows(response) -> list[tuple[str, str, bool, str]]:
    """Sort, id, whether it stands open, and line of each row of names."""
    return [(sort, name, bool(is_open), line) for sort, name, is_open, line in ROW.findall(response.content.decode())]


def test_each_row_is_a_line_and_one_that_is_spare_stands_folded_behind_them():
    place = making.place(names=[("ru", "Шуша")])

    shown = rows(sits(making.archivist()).get(form_of(place)))

    assert shown == [
        ("row", "names-0", False, "Шуша · Other spelling · Russian"),
        ("row spare", "names-1", False, "Another name or spelling"),
    ]


def test_rows_that_come_back_stand_open_where_somebody_wrote_and_there_is_a_pattern_for_more():
    place, client = making.place(names=[("ru", "Шуша")]), sits(making.archivist())
    words = typed(client.get(form_of(place))) | {"names-1-text": "Shushi", "names-1-language": "no language"}

    shown = rows(client.post(form_of(place), words))

    assert shown == [
        ("row", "names-0", False, "Шуша · Other spelling · Russian"),
        ("row", "names-1", True, "Another name or spelling"),
        ("row spare", "names-__prefix__", False, "Another name or spelling"),
    ]


def test_whoever_may_only_look_is_offered_no_row():
    place = making.place(names=[("ru", "Шуша")])

    page = sits(making.reviewer()).get(form_of(place))

    assert rows(page) == [("row", "names-0", False, "Шуша · Other spelling · Russian")]
    assert b"used_by" not in page.content  # a field that is hidden from those who may write as well


MAKERS = {
    **{"place": making.place, "institution": making.institution, "person": making.human, "source": making.source},
    **{"observance": making.observance, "subject": making.subject, "collection": making.collection},
    **{"page": making.page, "picture": making.picture, "statement": partial(making.statement, issuers=())},
    "event": lambda title: with_a_figure(making.entry(title)),
}
# What differs from one answer to the next.
ONCE = re.compile(r'(name="csrfmiddlewaretoken" value|nonce|data-csrf)="[^"]*"')


def with_a_figure(event: TimelineEntry) -> TimelineEntry:
    """Its sources may be cited for that."""
    making.figure(event, 613, by=making.institution(), source=making.source())
    return event


def shown_to(person: User, address: str) -> str:
    return ONCE.sub("", sits(person).get(address).content.decode())


@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_empty_is_written_once_and_is_what_it_would_be_if_it_were_written_anew(kind):
    russian = making.person("russian", "archivist")
    User.objects.filter(pk=russian.pk).update(language="ru")
    one, other = MAKERS[kind]("One"), MAKERS[kind]("Another")
    new = reverse(f"admin:archive_{type(one)._meta.model_name}_add")
    addresses = (form_of(one), form_of(other), new, f"{new}?slug=said")
    pages = [(person, address) for address in addresses for person in (making.archivist(), russian, making.reviewer())]

    forget()
    kept = [shown_to(*page) for page in (*pages, *pages)][len(pages) :]
    anew = [(forget(), shown_to(*page))[1] for page in pages]

    assert kept == anew


def test_what_rows_name_is_called_as_it_is_called_now():
    house = making.institution("Ministry")
    said, client = making.statement("Said", issuers=[house]), sits(making.archivist())
    before = client.get(form_of(said)).content.decode()

    making.change(house, title="Committee")
    after = client.get(form_of(said)).content.decode()

    assert (">Ministry</option>" in before, ">Committee</option>" in after) == (True, True)
    assert "Ministry" not in after


def test_what_is_kept_of_forms_holds_on_to_no_request_and_to_no_rows_that_are_made_anew():
    response = sits(making.archivist()).get(form_of(MAKERS["event"]("Said")))
    rows = response.context["inline_admin_formsets"]
    asked = weakref.ref(response.wsgi_request)
    anew = [weakref.ref(one.formset.form) for one in rows if not one.opts.offers_the_same]

    del response, rows
    gc.collect()

    assert (asked(), [form() for form in anew]) == (None, [None, None])


def test_who_uses_a_name_is_written_in_each_language_and_what_was_written_before_until_it_is_emptied():
    place, client = making.place(names=[("hy", "Շուշի"), ("ru", "Шуша")]), sits(making.archivist())
    place.names.filter(language="ru").update(used_by="Press")
    page = client.get(form_of(place))

    words = typed(page) | {"names-0-words_en": "Armenia", "names-0-words_ru": "Армения"}
    client.post(form_of(place), words | {"names-1-words_ru": "Печать", "names-1-used_by": ""})

    names = next(one.formset for one in page.context["inline_admin_formsets"] if one.formset.model is Name)
    hidden, shown = (form["used_by"].is_hidden for form in names.forms[:2])
    assert (hidden, shown) == (True, False)
    said = UsedBy.objects.filter(owner__record=place).order_by("owner__language", "language")
    assert [*said.values_list("language", "words")] == [("en", "Armenia"), ("ru", "Армения"), ("ru", "Печать")]
    assert [*place.names.values_list("used_by", flat=True)] == ["", ""]


def test_a_draft_needs_a_title_in_one_language_and_nothing_else():
    client = sits(making.archivist())
    for kind, model in (("place", Place), ("timelineentry", TimelineEntry)):
        address = reverse(f"admin:archive_{kind}_add")
        empty = client.get(address)

        refused = client.post(address, typed(empty))
        taken = client.post(address, typed(empty) | {f"{section('ru', empty)}-title": "Название"})

        said = [(one.where, one.said, one.target) for one in refused.context["faults"]]
        assert said == [("Texts by language", "Write a title in one language at least.", "texts-group")]
        assert taken.status_code == 302
        assert model.objects.get().title("ru") == "Название"


def test_a_draft_without_a_date_is_told_what_it_lacks_instead_of_being_shown_as_a_page():
    made, client = making.entry(date=""), sits(making.archivist())

    page = client.get(reverse("admin:draft", args=[made.uuid, "en"]), follow=True)

    assert page.redirect_chain == [(form_of(made), 302)]
    assert "Say when it happened." in [problem.message for problem, _url, _missing in page.context["bar"].problems]
    assert [str(message) for message in page.context["messages"]] == ["Say when it happened."]
