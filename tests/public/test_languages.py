"""Every word of another language says which it is, and the archive's own words are of the page's language."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from archive.records.citations import Citation
from archive.records.names import Name
from archive.records.statements import DocumentVersion, EditorsNote, Rendering
from tests import making
from tests.crawling import crawl

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANGUAGES = ("az", "en", "ru")
# Whatever has a language begins with its code, so that a page can be asked whether it says so.
MARKED = re.compile(r"\b(AZ|EN|RU|TR|FR|DE)\b")
# English words show on Russian pages: what is not translated has Latin letters. These may have them.
LATIN = re.compile(r"[A-Za-z]{3,}")
INTERNATIONAL = re.compile(
    r"https?://\S+|\b[0-9a-f]{64}\b|SHA-256|URL|Atom|iCalendar|Wikidata|[\w.]+\.example|[?&=/\w-]*\.html|“susa”|Şuşa|«susa»|«Şuşa»|\b(AZ|EN|RU|TR|FR|DE)\b"
)
VOID = frozenset(["meta", "link", "br", "img", "input", "hr", "source", "wbr"])
SPOKEN = ("aria-label", "placeholder", "alt", "title")


class Runs(HTMLParser):
    """The words of a page's body and of its labels, each run with the language of the nearest element that names one.

    Labels have no language of their own, so they are kept apart.
    """

    def __init__(self, page: str, language: str) -> None:
        super().__init__()
        self.open = [("html", language)]
        self.words: list[tuple[str, str]] = []
        self.labels: list[tuple[str, str]] = []
        self.feed(page.partition("</head>")[2])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        language = said.get("lang") or self.open[-1][1]
        self.labels += [(said[name] or "", language) for name in SPOKEN if name in said]
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        self.words.append((text.strip(), self.open[-1][1]))


def unmarked(page: str, language: str) -> Iterator[str]:
    """Words that stand in an element of another language than theirs."""
    for text, spoken in Runs(page, language).words:
        for written in MARKED.findall(text):
            if written.lower() != spoken.partition("-")[0]:
                yield f"{written} in {spoken}: {text[:80]}"


def untranslated(page: str, language: str) -> Iterator[str]:
    """On a Russian page: words of the archive's own that are not Russian."""
    runs = Runs(page, language)
    for text, spoken in (*runs.words, *runs.labels):
        if language == spoken == "ru" and LATIN.search(INTERNATIONAL.sub("", text)):
            yield f"not Russian: {text[:80]}"


def three(words: str) -> dict[str, str]:
    """A title in three languages."""
    return {"az": f"AZ {words}", "en": f"EN {words}", "ru": "RU запись"}


def mixed() -> None:
    """Records in three languages that name records in one, with names, quotations and notes in others."""
    summary = {"summary": "AZ xülasə"}
    place = making.place({"az": "AZ yer"}, slug="place", names=[("ru", "RU место"), ("tr", "TR yer")])
    house = making.institution({"ru": "RU служба"}, slug="house", place=place, names=[("en", "EN service")])
    decree = making.source(
        {"en": "EN decree"},
        slug="decree",
        creator={"fr": "FR auteur"},
        publisher={"fr": "FR éditeur"},
        original_title="TR ferman",
        language="tr",
    )
    topic = making.subject({"ru": "RU тема"}, slug="topic")
    for made in (place, house, decree, topic):
        making.published(made)
    day = making.observance(
        three("day"),
        slug="day",
        rules=[{"kind": "fixed", "month": 9, "day": 27, "instrument": decree, "valid_from_year": 2026}],
        rituals=[{"what": {"ru": "RU минута"}, "valid_from_year": 2020}],
        overrides=[{"year": 2027, "outcome": "not-observed", "instrument": decree}],
        names=[("tr", "TR gün")],
        sources=[decree],
    )
    making.published(day)
    statement = making.statement(
        three("statement"),
        slug="statement",
        issuers=[house],
        places=[place],
        observance=day,
        anniversary=36,
        completeness="excerpt",
        body="",
    )
    statement.subjects.set([topic])
    words = {"quotation": "TR söz", "quotation_language": "tr"}
    making.say(Citation.objects.create(record=statement, source=decree, **words), words={"de": "DE worüber"})
    version = DocumentVersion.objects.create(statement=statement, label="2", source=decree)
    making.say(version, words={"de": "DE Fassung"})
    Rendering.objects.create(
        statement=statement,
        language="tr",
        title="TR metin",
        body="<p>TR metin.</p>",
        translation="agency",
        source=decree,
    )
    entry = making.entry(
        three("event"),
        slug="event",
        places=[place],
        observances=[day],
        sources=[decree],
        date_wording="TR gece",
        date_wording_language="tr",
        body="",
    )
    for text in (*statement.texts.all(), *entry.texts.all()):
        text.body = f"<p>{text.title}.</p>"
        text.save()
    for language, title in three("note").items():
        EditorsNote.objects.create(statement=statement, language=language, words=title)
    figure = {"quotation": "FR mots", "quotation_language": "fr", "note": {"de": "DE Notiz"}}
    making.figure(entry, 147, by=house, source=decree, place=place, stated_on="2020", **figure)
    person = making.human(
        three("person"),
        slug="person",
        parts=[{"role": "witness", "entry": entry, "source": decree, "quotation": "FR vu", "quotation_language": "fr"}],
    )
    Name.objects.create(record=person, text="TR kişi", language="tr")
    azerbaijani = making.statement(
        {"az": "AZ bəyanat"}, slug="azerbaijani", issuers=[house], observance=day, body="<p>AZ söz.</p>", **summary
    )
    corrected = making.place(three("corrected"), slug="corrected")
    for made in (statement, entry, person, azerbaijani, corrected):
        making.published(made)
    making.change(corrected, title="EN corrected anew")
    making.published(corrected, change="correction", note=three("note"))
    for made in (
        making.collection(three("collection"), slug="night", members=[azerbaijani, (entry, "EN caption"), place]),
        making.page({"ru": "RU контакты"}, slug="contact", menu=1, body="<p>RU слова.</p>"),
        making.identity({"az": "AZ arxiv"}, body="<p>AZ sözlər.</p>", **summary),
    ):
        making.published(made)


def test_every_word_says_which_language_it_is_of():
    mixed()
    asked = (
        *(f"/{language}/search/?q={word}" for language in LANGUAGES for word in (*LANGUAGES, "metin", "unheard", "«»")),
        *("/ru/statements/?year=soon", "/ru/nothing/", "/ru/?as_of=2020-01-01"),
    )

    mistakes = {
        (mistake, address)
        for address, (_status, headers, content) in crawl(asked, asking=False).items()
        if "html" in headers["Content-Type"]
        for page in (content.decode(),)
        for mistake in (*unmarked(page, address[1:3]), *untranslated(page, address[1:3]))
    }

    assert sorted(mistakes) == []
