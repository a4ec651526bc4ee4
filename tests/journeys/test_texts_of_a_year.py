"""Before the day, with the texts: figures and their sources, names as the archive spells them, and languages."""

import pytest

from archive.records.citations import Citation
from archive.records.statements import Statement
from tests import making
from tests.admin.desk import act, bar_of, form_of, section, sent_by, sits, typed
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LAST = "<p>In Karabakh 150 people were killed on 20 January 1990.</p>"
AZ = "<p>Qarabağda 20 yanvar 1990-cı ildə 147 nəfər həlak oldu.</p>"


@pytest.fixture
@kept
def draft():
    """Of 2027, beside what the same ministry said the year before."""
    day = making.observance("Day", month=1, day=20, base_year=1990)
    ministry = making.institution({"az": "Nazirlik", "en": "Ministry", "ru": "Министерство"})
    place = making.place({"az": "Qarabağ", "en": "Karabakh", "ru": "Карабах"}, names=[("en", "Garabagh")])
    for one in (day, ministry, place, making.source("A list of names")):
        making.published(one)
    making.published(making.statement("Of 2026", issuers=[ministry], observance=day, year=2026, body=LAST))
    return making.statement(
        {"az": "Bəyanat"},
        issuers=[ministry],
        observance=day,
        year=2027,
        date="2027-01-20",
        original_language="az",
        body=AZ,
    )


def now(made: Statement) -> Statement:
    return Statement.objects.get(pk=made.pk)


def writes(made: Statement, *, language: str, **words) -> None:
    desk = sits(making.archivist())
    page = desk.get(form_of(made))
    prefix = section(language, page)
    answer = desk.post(form_of(made), typed(page) | {f"{prefix}-{name}": said for name, said in words.items()})
    assert answer.status_code == 302


def sends(person, made: Statement, name: str, **words):
    """Opens the page of an act, types ``words`` and sends it."""
    desk = sits(person)
    form = desk.get(act(made, name)).context["form"]
    return desk.post(act(made, name), sent_by(form) | {form.add_prefix(field): said for field, said in words.items()})


def open_doubts(made: Statement) -> dict[str, str]:
    """Rule → what the publishing bar says."""
    bar = sits(making.archivist()).get(form_of(made)).context["bar"]
    return {one.doubt.rule: one.doubt.message for one in bar.doubts if not one.acknowledged}


def test_25_days_before_each_figure_has_its_source_or_somebody_lets_it_stand(draft):
    desk, day = sits(making.archivist()), draft.observance
    writes(draft, language="en", title="Statement", body=LAST.replace("150", "147"), translation="archive")
    dossier = desk.get(f"/desk/observances/{day.uuid}/2027/").content.decode()
    address = f"/desk/record/{draft.uuid}/figures/"
    assert f'href="{address}"' in dossier  # beside the task
    assert f'href="{address}"' in desk.get(form_of(draft)).content.decode()

    (line,) = desk.get(address).context["sheet"].lines
    assert (line.number, line.sources, line.before, line.is_changed) == ("147", (), "150", True)
    assert [(one.code, one.words) for one in line.said] == [("az", "147"), ("en", "147")]

    refused = sends(making.archivist(), draft, "submit")
    assert refused.status_code == 422
    assert "147 has no source here" in refused.content.decode()

    Citation.objects.create(record=draft, source=making.Source.objects.get(), paragraph=1)
    assert sends(making.archivist(), draft, "submit").status_code == 302
    (line,) = desk.get(address).context["sheet"].lines
    assert [one.words for one in line.sources] == ["A list of names"]


def test_another_figure_than_last_year_is_approved_with_a_source_or_with_a_reason(draft):
    writes(draft, language="en", title="Statement", body=LAST.replace("150", "147"), translation="archive")
    assert sends(making.archivist(), draft, "submit", acknowledged=making.unsourced(now(draft))).status_code == 302
    page = sits(making.reviewer()).get(act(draft, "approve"))
    (doubt,) = [one.doubt for one in page.context["doubts"] if not one.acknowledged]
    assert doubt.message.startswith("It says 147 where the statement of 2026 says 150")

    answers = [
        sends(making.reviewer(), draft, "approve", acknowledged=[doubt.digest], why=why).status_code
        for why in ("", "Counted anew by the court.")
    ]

    assert answers == [422, 302]


def test_21_days_before_names_are_as_the_archive_spells_them(draft):
    writes(draft, language="en", title="Statement", body=LAST.replace("Karabakh", "Garabagh"), translation="archive")
    said = "It says “Garabagh”; the archive’s spelling in this year is “Karabakh”."
    assert open_doubts(draft)["name-spelled-otherwise"] == said

    writes(draft, language="en", body=LAST)
    assert "name-spelled-otherwise" not in open_doubts(draft)


def test_14_days_before_figures_dates_and_names_match_between_the_languages(draft):
    writes(
        draft,
        language="ru",
        title="Заявление",
        translation="archive",
        body="<p>В Баку 21 января 1990 года погибли 150.</p>",
    )
    told = {rule: said for rule, said in open_doubts(draft).items() if rule.endswith("disagree")}
    assert told == {
        "languages-disagree": "Numbers differ in paragraph 1: 150 (Русский), 147 (Azərbaycanca).",
        "dates-disagree": "Dates differ in paragraph 1: 21 января 1990 (Русский), 20 yanvar 1990 (Azərbaycanca).",
        "names-disagree": "Names differ in paragraph 1: not said (Русский), Qarabağda (Azərbaycanca).",
    }
    sends(making.archivist(), draft, "submit", acknowledged=making.unsourced(now(draft)))
    refused = sends(making.reviewer(), draft, "approve")
    assert refused.status_code == 422
    assert all(said in "".join(refused.context["form"].non_field_errors()) for said in told.values())

    writes(draft, language="ru", body="<p>В Карабахе 20 января 1990 года погибли 147 человек.</p>")
    assert not [rule for rule in open_doubts(draft) if rule.endswith("disagree")]


def test_what_differs_is_told_as_it_is_typed(draft):
    day = draft.observance
    sent = {
        "year": "2027",
        "origin": "authored",
        "observance": str(day.pk),
        "texts-0-language": "az",
        "texts-0-title": "Bəyanat",
        "texts-0-translation": "original",
        "texts-0-body": AZ,
        "texts-1-language": "en",
        "texts-1-title": "Statement",
        "texts-1-translation": "archive",
        "texts-1-body": LAST.replace("20 January", "21 January").replace("Karabakh", "Garabagh"),
    }

    told = sits(making.archivist()).post("/desk/archive/statement/counted/", sent).json()["told"]

    assert [(one["field"], one["place"], one["words"]) for one in told] == [
        ("texts-1-body", 0, "150"),
        ("texts-1-body", 0, "21 January 1990"),
        ("texts-1-body", 0, "Garabagh"),
    ]


def test_the_bar_and_the_reading_ask_a_fixed_number_of_times(draft, django_assert_max_num_queries):
    writes(draft, language="en", title="Statement", body=LAST, translation="archive")
    sends(making.archivist(), draft, "submit", acknowledged=making.unsourced(now(draft)))
    candidate, desk = draft.candidates.get(), sits(making.reviewer())
    desk.get(f"/desk/review/{candidate.uuid}/")

    with django_assert_max_num_queries(30):
        desk.get(f"/desk/review/{candidate.uuid}/")
    with django_assert_max_num_queries(45):
        bar_of(making.archivist(), draft)


def test_the_sheet_is_there_before_anything_is_said_and_says_what_cannot_be_read(draft):
    desk, address = sits(making.archivist()), f"/desk/record/{draft.uuid}/figures/"
    Statement.objects.filter(pk=draft.pk).update(year=None, date="", observance=None)
    assert [one.number for one in desk.get(address).context["sheet"].lines] == ["147"]
    draft.texts.update(body="<p>We remember.</p>")
    assert "The text gives no figures." in desk.get(address).content.decode()

    draft.texts.update(body="<p>one</p><p>two <b unfinished")
    answer = desk.get(address)
    assert answer.status_code in (200, 302)
    assert desk.get(f"/desk/record/{draft.observance.uuid}/figures/").status_code == 404
