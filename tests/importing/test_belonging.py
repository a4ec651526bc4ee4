"""Texts of one statement, as they appear one after another, and what only looks like one."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.editions.models import Edition
from archive.importing.models import ImportedDocument
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.institutions import Institution
from archive.records.observances import Observance
from archive.records.sources import CapturedCopy, Source
from archive.records.statements import Rendering, Statement
from tests import making

from .test_import_documents import run

pytestmark = pytest.mark.once

HEADING = "Statement of the Ministry of Civil Protection of the Republic of Velmar on Flood Remembrance Day"
AGENCY = "LORIN, Velmar, May 11, 2026. /Velmar News Agency/"

REPORT = f"""# Velmar prepares for Flood Remembrance Day

{AGENCY} The MCP has issued a statement on Flood Remembrance Day, 12 May 2026.

The ministry recalled that 214 people lost their lives when the dam at Tarn broke, and that 62 warning posts stand along
the river today. It thanked the volunteers who look after the memorial garden.
"""
OFFICIAL = f"""# {HEADING}

12 May 2026

Thirty-nine years ago, in the early morning of 12 May 1987, the dam at Tarn broke and the water reached the lower
streets of Lorin.

According to the list kept by the town archive, 214 people lost their lives. Their names are read out today in the town
hall, as in every year since 1991.

The Ministry thanks the volunteers of Lorin, who look after the memorial garden. Today 62 warning posts stand along the
river.

At noon all offices of the Republic keep a minute of silence.

https://civil.velmar.example/en/2026
"""
TRANSLATED = f"""# {HEADING}

{AGENCY} 39 years ago, early in the morning on 12 May 1987, the Tarn dam collapsed, and water flooded the lower
streets of Lorin.

As the list of the town archive shows, 214 persons lost their lives that day. As in every year since 1991, their names
are read in the town hall today.

The Ministry is grateful to the volunteers who care for the memorial garden of Lorin. 62 warning posts are standing
along the river now.

A minute of silence is kept at noon in all offices of the Republic.
"""
AZERBAIJANI = """# Velmar Respublikası Mülki Müdafiə Nazirliyinin Daşqın Qurbanlarının Anım Günü ilə bağlı bəyanatı

12 may 2026-cı il

Otuz doqquz il əvvəl, 1987-ci il mayın 12-də səhər tezdən Tarndakı bənd yarıldı və su Lorinin küçələrinə çatdı.

Şəhər arxivinin siyahısına görə, həmin gün 214 nəfər həlak olub. Onların adları 1991-ci ildən bəri hər il oxunur.

Bu gün çay boyunca 62 xəbərdarlıq məntəqəsi var və günorta bir dəqiqəlik sükut elan ediləcək.
"""
RUSSIAN = """# ЗАЯВЛЕНИЕ Министерства гражданской защиты Республики Вельмар в связи с Днём памяти жертв наводнения

12 мая 2026 года

Тридцать девять лет назад, ранним утром 12 мая 1987 года, прорвало плотину в Тарне, и вода дошла до улиц Лорина.

По списку городского архива, в тот день погибли 214 человек. Их имена каждый год с 1991 года читают в ратуше.

Сегодня вдоль реки стоят 62 поста, и в полдень пройдёт минута молчания.
"""
# Of the same ministry, on the same day: about something else.
ANOTHER = f"""# {HEADING}

12 May 2026

From this autumn on, schools of the district will teach how dams are inspected. Engineers of three universities have
written the course, and 1,400 pupils take part in it.

The Ministry invites parents to open lessons on Saturdays. Whoever wants to join may write to its office in Lorin before
30 June, and will be told within 45 days.
"""


@pytest.fixture
def take(velmar, tmp_path):
    """Import a text as a file; returns what was said."""

    def take(text: str, *options: str) -> str:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.md"
        path.write_text(text)
        return run(path, *options)

    return take


def saved(take, *texts: str) -> Statement:
    take(texts[0], "--save")
    for text in texts[1:]:
        take(text, "--save", "--as-text")
    return Statement.objects.get(year=2026)


def page(statement: Statement) -> dict[str, tuple[str, str]]:
    return {text.language: (text.translation, text.body) for text in statement.texts.all()}


def beside(statement: Statement) -> list[tuple[str, str]]:
    return [(one.language, one.translation) for one in statement.renderings.all()]


# --- the four relations -------------------------------------------------------------------------------


def test_agencys_report_becomes_a_statement_of_the_issuer_that_is_only_told(take):
    said = take(REPORT, "--save")

    statement = Statement.objects.get()
    assert [one.institution.slug for one in statement.issued_by.all()] == ["ministry-of-civil-protection"]
    assert (statement.form, statement.completeness, statement.year, statement.original_language) == (
        "statement",
        "report",
        2026,
        "",
    )
    assert Source.objects.get().sort == "news"
    assert "Kind: Statement. It tells of a statement: “has issued a statement”." in said
    assert "Completeness: Somebody’s report of what was said. It is told in the words of the press." in said


def test_official_text_takes_the_place_of_a_first_report_which_is_kept_as_one(take):
    take(REPORT, "--save")
    offered = take(OFFICIAL, "--save")
    before = Statement.objects.get()
    assert (before.completeness, before.version, ImportedDocument.objects.count()) == ("report", 1, 1)

    said = take(OFFICIAL, "--save", "--as-text")

    statement = Statement.objects.get()
    assert [statement.completeness, statement.date, statement.version] == ["full", "2026-05-12", 2]
    assert page(statement)["en"][1].startswith("<p>Thirty-nine years ago")
    (kept,) = statement.renderings.all()
    assert (kept.language, kept.translation, kept.title, kept.published) == (
        "en",
        "report",
        "Velmar prepares for Flood Remembrance Day",
        "2026-05-11",
    )
    assert "62 warning posts" in kept.body
    assert (kept.source.sort, statement.citations.count()) == ("news", 2)
    assert CapturedCopy.objects.count() == Source.objects.count() == 2
    assert not Edition.objects.exists()
    assert offered.splitlines()[-8:-2] == [
        "  It belongs to the statement “Velmar prepares for Flood Remembrance Day” "
        "(ministry-of-civil-protection-12-may-2026).",
        "  It has the same issuer, observance, year and form.",
        "  67 per cent of its longer words stand in “Velmar prepares for Flood Remembrance Day” too.",
        "  It is the issuer’s own text, where until now somebody else’s words stood.",
        "  Proposed: it becomes the text of the page, marked “Original”; what stands there becomes a further text, in "
        "every language if the words were only told.",
        "  Nothing was done with it: --save --as-text adds it to that statement; with --save --as-new it becomes a "
        "draft of its own.",
    ]
    assert "Still open: do the summary, and the notes and citations beside paragraphs, still fit?" in said


def test_official_text_takes_the_place_of_an_agencys_translation(take):
    statement = saved(take, TRANSLATED, OFFICIAL)

    (kept,) = statement.renderings.all()
    assert page(statement)["en"][1].startswith("<p>Thirty-nine years ago")
    assert (kept.translation, kept.translator, kept.published) == ("agency", "Velmar News Agency", "2026-05-11")
    assert "<p>As the list of the town archive shows" in kept.body


def test_agencys_text_that_comes_after_the_official_one_is_a_further_text(take):
    statement = saved(take, OFFICIAL, TRANSLATED)

    assert page(statement)["en"][1].startswith("<p>Thirty-nine years ago")
    assert beside(statement) == [("en", "agency")]
    assert statement.renderings.get().source.published == "2026-05-11"


def test_both_ways_lead_to_the_same_record(take):
    first = saved(take, TRANSLATED, OFFICIAL)
    one = (page(first), beside(first), first.date)
    Statement.objects.update(year=2020)
    Source.objects.update(address="", published="")
    ImportedDocument.objects.all().delete()

    second = saved(take, OFFICIAL, TRANSLATED)

    assert (page(second), beside(second), second.date) == one


@pytest.mark.parametrize("first", [OFFICIAL, TRANSLATED])
def test_issuers_other_languages_become_the_page_of_their_readers(take, first):
    said = [take(text, *options) for text, *options in [(first, "--save"), (AZERBAIJANI, "--save", "--as-text")]]
    said.append(take(RUSSIAN, "--save", "--as-text"))

    statement = Statement.objects.get()
    assert {code: words[0] for code, words in page(statement).items()} == (
        {"en": "original", "az": "issuer", "ru": "issuer"}
        if first == OFFICIAL
        else {"en": "agency", "az": "original", "ru": "issuer"}
    )
    assert statement.original_language == ("en" if first == OFFICIAL else "az")
    assert beside(statement) == []
    assert "The same figures stand in both: 62, 214, 1987, 1991." in said[1]
    assert "62, 214, 1987, 1991" in said[2]


def test_report_in_english_makes_room_for_an_original_in_another_language(take):
    statement = saved(take, REPORT, AZERBAIJANI)

    assert (list(page(statement)), beside(statement), statement.completeness) == (["az"], [("en", "report")], "full")
    assert (page(statement)["az"][0], statement.original_language) == ("original", "az")

    take(OFFICIAL, "--save", "--as-text")
    statement = Statement.objects.get()
    assert (sorted(page(statement)), beside(statement)) == (["az", "en"], [("en", "report")])


def test_same_text_at_an_agency_is_a_further_address_and_no_text(take):
    copy = OFFICIAL.replace("12 May 2026\n\n", f"{AGENCY} ", 1).replace("civil.velmar", "agency")
    statement = saved(take, OFFICIAL, copy)

    source = Source.objects.get()
    assert (statement.version, beside(statement), statement.renderings.count()) == (1, [], 0)
    assert source.addresses() == ("https://civil.velmar.example/en/2026", "https://agency.example/en/2026")
    assert source.copies.count() == 2
    assert "Nothing was done." in take(copy, "--save", "--as-text")


def test_copy_with_another_figure_is_kept_as_a_text_of_its_own(take):
    copy = OFFICIAL.replace("12 May 2026\n\n", f"{AGENCY} ", 1).replace("214", "241")

    statement = saved(take, OFFICIAL, copy)

    assert "241 people" in statement.renderings.get().body
    assert "214 people" in page(statement)["en"][1]


def test_what_was_added_is_known_when_it_comes_again(take):
    saved(take, REPORT, OFFICIAL, AZERBAIJANI)
    before = (Record.objects.count(), Contribution.objects.count(), CapturedCopy.objects.count())

    said = [take(text, "--save", "--as-text") for text in (REPORT, OFFICIAL, AZERBAIJANI)]

    assert all("It has the same words as" in one and "Nothing was done." in one for one in said)
    assert (Record.objects.count(), Contribution.objects.count(), CapturedCopy.objects.count()) == before


def test_official_text_takes_the_place_of_the_archives_summary(take):
    """Until then it has no words of the ministry; its figures are the ministry's."""
    making.statement(
        "What the ministry said",
        issuers=[Institution.objects.get(slug="ministry-of-civil-protection")],
        observance=Observance.objects.get(slug="12-may"),
        date="2026-05-12",
        origin="transcribed",
        completeness="summary",
        body="<p>Recalls the dead of Tarn (214), names 62 posts and thanks helpers.</p>",
    )

    take(OFFICIAL, "--save", "--as-text")

    statement = Statement.objects.get()
    assert (statement.completeness, beside(statement)) == ("full", [("en", "summary")])
    assert page(statement)["en"][1].startswith("<p>Thirty-nine years ago")


def test_text_comes_to_a_statement_of_which_there_was_none(take):
    making.statement(
        "What the ministry said",
        issuers=[Institution.objects.get(slug="ministry-of-civil-protection")],
        observance=Observance.objects.get(slug="12-may"),
        date="2026-05-12",
        origin="transcribed",
        completeness="none",
        body="",
    )

    take(OFFICIAL, "--save", "--as-text")

    statement = Statement.objects.get()
    assert (statement.completeness, beside(statement)) == ("full", [])
    assert page(statement)["en"][1].startswith("<p>Thirty-nine years ago")


# --- near misses --------------------------------------------------------------------------------------


def test_another_statement_of_the_same_ministry_on_the_same_day_stays_another(take):
    take(OFFICIAL, "--save")

    said = take(ANOTHER, "--save", "--as-text")

    assert Statement.objects.count() == 2
    assert "It belongs to the statement" not in said
    assert "The archive has a statement of this issuer for this day and year: see" in said


def test_post_of_the_same_day_is_not_taken_for_the_statement(take):
    take(OFFICIAL, "--save")
    Statement.objects.update(form="post")

    take(TRANSLATED, "--save", "--as-text")

    assert sorted(Statement.objects.values_list("form", flat=True)) == ["post", "statement"]


@pytest.mark.parametrize("voice", ["", AGENCY.replace("11, 2026", "12, 2025")])
def test_last_years_text_is_never_taken_for_this_years(take, voice):
    take(OFFICIAL, "--save")
    last = OFFICIAL.replace("12 May 2026", voice or "12 May 2025").replace("Thirty-nine", "Thirty-eight")

    said = take(last, "--save", "--as-text")

    assert sorted(Statement.objects.values_list("year", flat=True)) == [2025, 2026]
    assert "It belongs to" not in said


def test_text_dated_a_week_later_is_another_one(take):
    take(OFFICIAL, "--save")

    take(TRANSLATED.replace("May 11,", "May 19,"), "--save", "--as-text")

    assert Statement.objects.count() == 2


def test_figures_that_contradict_each_other_across_languages_make_two(take):
    take(OFFICIAL, "--save")

    take(AZERBAIJANI.replace("214", "307").replace("1991", "1998").replace("62", "75"), "--save", "--as-text")

    assert Statement.objects.count() == 2


def test_two_statements_that_fit_alike_are_not_chosen_from(take):
    for number in (1, 2):
        making.statement(
            f"Statement {number}",
            issuers=[Institution.objects.get(slug="ministry-of-civil-protection")],
            observance=Observance.objects.get(slug="12-may"),
            date="2026-05-12",
            origin="transcribed",
        )

    said = take(AZERBAIJANI, "--save", "--as-text")

    assert "It belongs to" not in said
    assert Rendering.objects.count() == 0


def test_what_we_issue_ourselves_takes_no_text_from_elsewhere(take):
    take(OFFICIAL, "--save")
    Statement.objects.update(origin="authored")

    assert "It belongs to" not in take(AZERBAIJANI, "--save", "--as-text")


# --- confirmed, and refused ---------------------------------------------------------------------------


def test_nothing_is_added_unless_somebody_says_so(take):
    take(OFFICIAL, "--save")
    before = Statement.objects.get().version

    said = take(TRANSLATED, "--save")

    statement = Statement.objects.get()
    assert (statement.version, beside(statement), Source.objects.count()) == (before, [], 1)
    assert "Proposed: it becomes a further text, marked “News agency’s translation”." in said
    assert "Nothing was done with it: --save --as-text adds it to that statement;" in said
    assert said.splitlines()[-1].endswith("Texts of statements that are there: 1.")


def test_it_becomes_a_statement_of_its_own_when_somebody_says_so(take):
    take(OFFICIAL, "--save")

    take(TRANSLATED, "--save", "--as-new")

    assert Statement.objects.count() == 2


def test_both_at_once_are_refused(take):
    with pytest.raises(CommandError, match="not both"):
        call_command("import_documents", "x.md", "--as-new", "--as-text", stdout=StringIO())


def test_text_written_at_the_desk_is_compared_too(take):
    made = making.statement(
        "Typed at the desk",
        issuers=[Institution.objects.get(slug="ministry-of-civil-protection")],
        observance=Observance.objects.get(slug="12-may"),
        date="2026-05-12",
        origin="transcribed",
        body="<p>39 years ago the dam at Tarn broke, and water reached the lower streets of Lorin; 214 people lost "
        "their lives. 62 warning posts stand along the river.</p>",
    )

    take(TRANSLATED, "--save", "--as-text")

    assert beside(Statement.objects.get(pk=made.pk)) == [("en", "agency")]


@pytest.mark.parametrize("ago", ["Thirty-eight years ago, in", "On the 38th anniversary of the flood we say: in"])
def test_last_years_text_that_bears_no_date_is_no_copy_of_this_years(take, ago):
    take(OFFICIAL, "--save")
    before = Statement.objects.get()
    last = OFFICIAL.replace("12 May 2026\n\n", "").replace("Thirty-nine years ago, in", ago)

    said = take(last.partition("https://")[0], "--save", "--as-text")

    assert "It belongs to" not in said
    assert "It is a changed copy of" not in said
    after = Statement.objects.get(pk=before.pk)
    assert (after.version, after.versions.count()) == (before.version, 0)
