"""The sample's own promises: it is whole, speaks two languages everywhere, and gives no figure without a source."""

import re
import shutil
from collections import Counter

import pytest

from archive.dates import Dating
from archive.editions.reasons import REASONS
from archive.sample import contents
from archive.sample.contents import FOLDER, ContentsError, read

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Years, days and hours are no figures; these are the numbers somebody counted.
NUMBER = re.compile(r"\d+(?:[,\N{NO-BREAK SPACE}]\d{3})*")


@pytest.fixture(scope="module")
def sample() -> contents.Contents:
    return read()


def numbers(markdown: str) -> set[int]:
    words = contents.MENTION.sub("]", markdown)
    return {int(re.sub(r"\D", "", found)) for found in NUMBER.findall(words)}


def test_sample_has_something_of_every_kind(sample):
    found = Counter(entry.kind for entry in sample.entries.values())

    assert found == {
        "source": 75,
        "picture": 4,
        "place": 24,
        "institution": 20,
        "person": 4,
        "observance": 5,
        "timeline-entry": 32,
        "statement": 36,
        "collection": 2,
        "subject": 6,
        "page": 6,
        "identity": 1,
    }


def test_entry_comes_after_everything_it_names(sample):
    position = {key: number for number, key in enumerate(sample.entries)}

    late = [
        (key, named)
        for key, entry in sample.entries.items()
        for named in entry.named()
        if position[named] > position[key]
    ]

    assert late == []


def test_address_is_short_and_in_small_latin_letters(sample):
    wrong = [key for key, entry in sample.entries.items() if not SLUG.fullmatch(entry.slug) or len(entry.slug) > 100]

    assert wrong == []


def test_summary_and_title_fit(sample):
    too_long = [
        (key, code)
        for key, entry in sample.entries.items()
        for code, words in entry.texts.items()
        if len(words.title) > 300 or len(words.summary) > 1000 or not words.title.strip()
    ]

    assert too_long == []


def test_languages_of_an_entry_give_the_same_numbers(sample):
    differing = {
        (key, code): numbers(words.body) ^ numbers(entry.texts["az"].body)
        for key, entry in sample.entries.items()
        for code, words in entry.texts.items()
        if numbers(words.body) != numbers(entry.texts["az"].body)
    }

    assert differing == {}


def test_languages_of_an_entry_link_to_the_same_records(sample):
    differing = [
        (key, code)
        for key, entry in sample.entries.items()
        for code, words in entry.texts.items()
        if set(contents.MENTION.findall(words.body)) != set(contents.MENTION.findall(entry.texts["az"].body))
    ]

    assert differing == []


def test_figure_is_never_without_a_source(sample):
    unsourced = [
        key
        for key, entry in sample.entries.items()
        if not entry.citations and any(number > 100 and not 1800 < number < 2100 for number in numbers(_words(entry)))
    ]

    assert unsourced == []


def _words(entry: contents.Entry) -> str:
    return "\n".join(words.body for words in entry.texts.values())


def test_statement_has_a_text_an_issuer_and_a_source(sample):
    lacking = [
        key
        for key, entry in sample.entries.items()
        if entry.kind == "statement"
        and not (entry.issuers and entry.citations and all(words.body for words in entry.texts.values()))
    ]

    assert lacking == []


def test_document_of_others_is_only_summarised(sample):
    others = {
        (entry.values["origin"], entry.values["completeness"])
        for entry in sample.entries.values()
        if entry.kind == "statement" and entry.issuers[0].institution != "memorial-archive"
    }
    own = {
        (entry.values["origin"], entry.values["completeness"])
        for entry in sample.entries.values()
        if entry.kind == "statement" and entry.issuers[0].institution == "memorial-archive"
    }

    assert (others, own) == ({("transcribed", "summary")}, {("authored", "full")})


def test_archive_speaks_in_several_years(sample):
    years = {
        entry.values["year"]
        for entry in sample.entries.values()
        if entry.kind == "statement" and entry.issuers[0].institution == "memorial-archive"
    }

    assert years == {2023, 2024, 2025, 2026, 2027}


def test_source_has_an_address_or_says_it_is_bibliographic(sample):
    silent = [
        key
        for key, entry in sample.entries.items()
        if entry.kind == "source"
        and not re.fullmatch(r"https?://[^/]+/.+", entry.values.get("address", ""))
        and not ("bibliographic" in entry.texts["en"].summary and "biblioqrafikdir" in entry.texts["az"].summary)
    ]

    assert silent == []


def test_dates_are_dates(sample):
    for entry in sample.entries.values():
        for name in ("date", "published"):
            if value := entry.values.get(name):
                assert str(Dating.parse(value)) == value


def test_figures_of_an_event_come_with_their_speakers_and_years(sample):
    told = [
        (figure.measure, figure.value, figure.by, figure.stated_on)
        for figure in sample.entries["timeline-entry/night-of-19-20-january-1990"].figures
    ]

    ministry = "ministry-of-foreign-affairs-of-azerbaijan"
    assert told == [
        ("killed", 100, "human-rights-watch", "1995"),
        ("killed", 131, "an-embassy-of-azerbaijan", "2011-01"),
        ("killed", 147, "azvision", "2021-01"),
        ("killed", 147, ministry, "2022-01-19"),
        ("killed", 150, ministry, "2023-01-20"),
        ("killed", 150, "turkpa", "2024-01-19"),
        ("killed", 150, ministry, "2026-01-19"),
        ("injured", 744, "an-embassy-of-azerbaijan", "2011-01"),
        ("injured", 744, ministry, "2023-01-20"),
        ("injured", 744, ministry, "2026-01-19"),
        ("missing", 4, ministry, "2023-01-20"),
        ("missing", 4, ministry, "2026-01-19"),
        ("arrested", 841, "an-embassy-of-azerbaijan", "2011-01"),
        ("arrested", 841, "azvision", "2021-01"),
    ]
    assert {key for key, entry in sample.entries.items() if entry.figures} == {
        "timeline-entry/events-of-march-april-1918",
        "timeline-entry/night-of-19-20-january-1990",
        "timeline-entry/night-of-25-26-february-1992",
        "timeline-entry/first-figure-of-losses-3-december-2020",
        "timeline-entry/figure-of-armenian-losses-27-september-2025",
    }


def test_desk_has_one_of_each(sample):
    desk = sample.desk

    assert {name: len(getattr(desk, name)) for name in desk.__slots__} == {
        "drafts": 1,
        "in_review": 1,
        "returned": 1,
        "let_stand": 7,
        "scheduled": 1,
        "corrected": 1,
        "withdrawn": 1,
        "merged": 1,
        "begun": 1,
    }
    assert desk.withdrawn[0].reason in REASONS


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("places.toml", 'slug = "baku"', 'slug = "baky"', "names what is not described"),
        ("places.toml", 'latitude = "40.4093"', 'height = "0"', "has unknown fields: height"),
        ("places.toml", 'slug = "guba"', 'slug = "baku"', "Described twice: place/baku"),
        ("places.toml", "[[place]]", "[[planet]]", "no kind of record"),
        ("observances.toml", 'en = { title = "8 November', 'eo = { title = "8 November', "unknown fields: eo"),
        ("timeline.toml", 'by = "turkpa"', 'by = "turkpan"', "names what is not described: institution/turkpan"),
        ("timeline.toml", 'part_of = "killed"', 'part_of = "died"', "part of none before it: died"),
        (
            "places.toml",
            'slug = "baku"',
            'slug = "baku"\nfigures = [{ measure = "killed", by = "turkpa", '
            'source = "turkpa-message-of-19-january-2024" }]',
            "has figures, which only events have",
        ),
        ("desk.toml", "place/horadiz", "place/shusha", "names what readers will not see"),
        ("desk.toml", "note.az", "note.tr", "are told nothing in: az"),
        ("desk.toml", "gives 150 killed, 744", "gives 151 killed, 744", "does not have these words once"),
    ],
)
def test_mistake_in_the_sample_is_named(tmp_path, file, old, new, said):
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    broken = tmp_path / file
    broken.write_text(broken.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises(ContentsError, match=said):
        read(tmp_path)


def test_circle_of_names_is_refused(tmp_path):
    for path in FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    places = tmp_path / "places.toml"
    words = places.read_text(encoding="utf-8")
    places.write_text(
        words.replace("A region of the South Caucasus. In", "See [Shusha](record:place/shusha). In"), encoding="utf-8"
    )

    with pytest.raises(ContentsError, match="in a circle"):
        read(tmp_path)


# --- whose figures, words and judgements these are ---------------------------------------------------

# Who speaks, or that somebody does: in a sentence with a figure one of these has to occur.
SPOKEN_BY = re.compile(
    r"Ministry|ministry|Human Rights Watch|AzVision|TURKPA|News\.Az|ABCmedia|JAMnews|Trend|[Ee]mbassy|[Mm]ission|"
    r"[Aa]ccording to|statement|sources|report\b|document|Speaker|assembly|text|lists|archive knows"
)
SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-Z0-9])|\n+")


def counted_anywhere(sample) -> set[int]:
    figures = [figure for entry in sample.entries.values() for figure in entry.figures]
    return {one for figure in figures for one in (figure.value, figure.low, figure.high) if one and one > 31}


def test_no_figure_stands_without_its_speaker(sample):
    figures = counted_anywhere(sample) | {5_000, 26_000, 50_000}
    alone = [
        (key, sentence)
        for key, entry in sample.entries.items()
        for text in (entry.texts["en"].summary, entry.texts["en"].body)
        for sentence in SENTENCE.split(contents.MENTION.sub("]", text))
        if entry.kind != "source"  # what a source gives, it gives itself
        and re.search(r"\b(killed|injured|wounded|missing|buried|arrested|captured|died|dead|returned)\b", sentence)
        and numbers(sentence) & figures
        and not SPOKEN_BY.search(sentence)
    ]

    assert alone == []


def test_a_summary_that_counts_sources_names_all_of_them(sample):
    for key, entry in sample.entries.items():
        by_measure: dict[str, set[int]] = {}
        for figure in entry.figures:
            if not figure.part_of:
                by_measure.setdefault(figure.measure, set()).update(
                    filter(None, (figure.value, figure.low, figure.high))
                )
        for words in entry.texts.values():
            for measure, given in by_measure.items():
                told = numbers(words.summary) & given
                assert len(told) < 2 or (key, measure, told) == (key, measure, given)


def test_losses_of_all_sides_are_figures_with_speakers_and_sources(sample):
    found = {
        (figure.measure, figure.value): (figure.by, figure.source)
        for slug in ("first-figure-of-losses-3-december-2020", "figure-of-armenian-losses-27-september-2025")
        for figure in sample.entries[f"timeline-entry/{slug}"].figures
    }

    assert found["killed", 2783] == ("ministry-of-defence-of-azerbaijan", "mod-information-of-3-december-2020")
    assert found["killed", 3830] == found["missing", 195] == ("abcmedia", "abcmedia-27-september-2025")
    assert found["killed", 3752] == found["missing", 20] == ("abcmedia", "abcmedia-27-september-2025")
    collection = [member.record for member in sample.entries["collection/january-1990"].members]
    assert collection[0] == "timeline-entry/violence-in-baku-from-13-january-1990"


def test_azerbaijani_says_on_a_side_and_not_by_it(sample):
    """ "Ermənistan tərəfindən 3830 həlak olmuş" says that Armenia killed them."""
    wrong = [
        (key, found) for key, entry in sample.entries.items() for found in re.findall(r"\w+ tərəfindən \d+", _az(entry))
    ]

    assert wrong == []


def _az(entry: contents.Entry) -> str:
    words = entry.texts["az"]
    return "\n".join((words.title, words.summary, words.body))


def test_a_number_stands_before_the_singular_and_thousands_as_the_language_has_them(sample):
    for key, entry in sample.entries.items():
        assert (key, re.findall(r"\b\d[\d\xa0]*(?:-d[aə]n çox)? \w+l[aə]r\b", _az(entry))) == (key, [])
        for language in {"az", "ru"} & entry.texts.keys():
            words = entry.texts[language]
            assert (key, re.findall(r"(?<![\d/(-])\b\d{5,}\b", f"{words.summary} {words.body}")) == (key, [])


def test_a_subject_is_as_strong_in_one_language_as_in_the_others(sample):
    titles = {
        key.partition("/")[2]: {code: words.title for code, words in entry.texts.items()}
        for key, entry in sample.entries.items()
        if entry.kind == "subject"
    }

    assert titles["killing-of-civilians"] == {
        "az": "Mülki əhalinin öldürülməsi",
        "en": "Killing of civilians",
        "ru": "Убийства мирных жителей",
    }
    # Who is said to have been killed in one language has not merely died in another.
    for key, entry in sample.entries.items():
        said = {code: f"{words.summary} {words.body}" for code, words in entry.texts.items()}
        if "more than 100 civilians killed" in said["en"]:
            assert (key, "öldürüldüyünü" in said["az"]) == (key, True)
            assert "ru" not in said or "были убиты более 100 мирных жителей" in said["ru"]


def test_short_words_beside_a_record_are_in_all_languages(sample):
    short = {
        (key, said["en"]): set(said)
        for key, entry in sample.entries.items()
        for said in (
            *(cited.about for cited in entry.citations if cited.about["en"]),
            *(one.note for one in (*entry.figures, *entry.versions) if one.note),
            *(entry.creator, entry.publisher),
        )
    }

    assert {said: languages for said, languages in short.items() if languages != {"az", "en", "ru"}} == {}


def test_a_phrase_gives_the_same_numbers_in_every_language():
    phrases = contents._phrases(FOLDER / "phrases.toml")

    assert [said for said in phrases.values() if len({frozenset(numbers(words)) for words in said.values()}) > 1] == []
