"""Every word of another language says which it is; what is missing in one language leads to the others."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.test import Client

from archive.records.base import Citation, Name
from archive.records.statements import DocumentVersion, EditorsNote, Rendering
from tests import making
from tests.crawling import crawl

pytestmark = pytest.mark.django_db

# Whatever has a language begins with its code, so that a page can be asked whether it says so.
MARKED = re.compile(r"\b(AZ|EN|RU|TR|FR|DE)\b")
VOID = frozenset(["meta", "link", "br", "img", "input", "hr", "source", "wbr"])


class Runs(HTMLParser):
    """The words of a page's body, each run with the language of the nearest element that names one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []
        self.feed(page.partition("</head>")[2])

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        around = self.open[-1][1] if self.open else ""
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text: str) -> None:
        self.found.append((text.strip(), self.open[-1][1] if self.open else ""))


def unmarked(page: str, language: str) -> Iterator[str]:
    """Words that stand in an element of another language than theirs."""
    for text, spoken in Runs(page).found:
        around = spoken.partition("-")[0] or language
        for written in MARKED.findall(text):
            if written.lower() != around:
                yield f"{written} in {around}: {text[:80]}"


CODES = ("az", "en", "ru")


def three(words: str) -> dict[str, str]:
    return {code: f"{code.upper()} {words}" for code in CODES}


def mixed() -> None:
    """Records in three languages that name records in one, with names, quotations and notes in others."""
    summary = {"summary": "AZ xülasə"}
    place = making.place({"az": "AZ yer"}, slug="place", names=[("ru", "RU место"), ("tr", "TR yer")])
    house = making.institution({"ru": "RU служба"}, slug="house", place=place, names=[("en", "EN service")])
    decree = making.source(
        {"en": "EN decree"}, slug="decree", creator="FR auteur", publisher="FR éditeur", described_in="fr"
    )
    topic = making.subject({"ru": "RU тема"}, slug="topic")
    for made in (place, house, decree, topic):
        making.published(made)
    day = making.observance(
        three("day"),
        slug="day",
        rules=[{"kind": "fixed", "month": 9, "day": 27, "instrument": decree, "effect": "establishes"}],
        rituals=[{"what_ru": "RU минута", "valid_from_year": 2020}],
        overrides=[{"year": 2021, "outcome": "not-observed", "instrument": decree}],
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
    )
    statement.subjects.set([topic])
    Citation.objects.create(
        record=statement, source=decree, about="DE worüber", about_language="de", quotation="TR söz",
        quotation_language="tr",
    )  # fmt: skip
    DocumentVersion.objects.create(statement=statement, label="2", note="DE Fassung", note_language="de", source=decree)
    Rendering.objects.create(
        statement=statement, language="tr", title="TR metin", body="<p>TR metin.</p>", translation="agency",
        source=decree,
    )  # fmt: skip
    for language in CODES:
        EditorsNote.objects.create(statement=statement, language=language, words=f"{language.upper()} note")
    entry = making.entry(
        three("event"), slug="event", places=[place], observances=[day], sources=[decree],
        date_wording="TR gece", date_wording_language="tr",
    )  # fmt: skip
    making.figure(
        entry, 147, by=house, source=decree, place=place, quotation="FR mots", quotation_language="fr", note="DE Notiz",
        note_language="de", stated_on="2020",
    )  # fmt: skip
    person = making.human(
        three("person"),
        slug="person",
        parts=[{"role": "witness", "entry": entry, "source": decree, "quotation": "FR vu", "quotation_language": "fr"}],
    )
    Name.objects.create(record=person, text="TR kişi", language="tr")
    azerbaijani = making.statement({"az": "AZ bəyanat"}, slug="azerbaijani", issuers=[house], observance=day, **summary)
    corrected = making.place(three("corrected"), slug="corrected")
    for made in (statement, entry, person, azerbaijani, corrected):
        making.published(made)
    making.change(corrected, title="EN corrected anew")
    making.published(corrected, change="correction", note=three("note"))
    for made in (
        making.collection(three("collection"), slug="night", members=[azerbaijani, (entry, "EN caption"), place]),
        making.page({"ru": "RU контакты"}, slug="contact", menu=1),
        making.identity({"az": "AZ arxiv"}, body="<p>AZ sözlər</p>", **summary),
    ):
        making.published(made)


def test_every_word_of_another_language_says_which_it_is():
    mixed()
    client = Client()

    found = {
        (address, mistake)
        for address in (*crawl(asking=False), *(f"/{code}/search/?q={word}" for code in CODES for word in CODES))
        if "/copies/" not in address and "html" in (answer := client.get(address)).headers["Content-Type"]
        for mistake in unmarked(answer.content.decode(), address[1:3])
    }

    assert sorted(found) == []
