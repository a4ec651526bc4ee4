"""What readers ask, and in how many clicks the sample answers, from the first page on, in a real browser.

A click is one press of the pointer; words typed into a search and sent with Enter are one as well. An answer has to be
in sight: what is folded does not count. Words are told in Azerbaijani, English and Russian, in this order, or once
where they are the same in all.
"""

import io
from collections.abc import Callable
from typing import Final

import pytest
import time_machine
from django.core.management import call_command
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.long]

TODAY: Final = "2026-11-30T10:00:00+04:00"
LANGUAGES: Final = ("az", "en", "ru")
MOST: Final = 2
# What is high, by its address and the width of the screen → its highest, in whichever language, in pixels.
HIGHEST: Final = {
    ("", 1280): 1800,
    ("timeline/?lanes=place", 1280): 3000,
    ("timeline/night-of-19-20-january-1990/", 1280): 2600,
    ("timeline/night-of-19-20-january-1990/", 390): 4500,
    ("observances/20-january/", 1280): 3200,
}

Click = Callable[[Page, str], None]


def in_language(words: tuple[str, ...], language: str) -> str:
    return words[LANGUAGES.index(language)] if len(words) > 1 else words[0]


def asked(*words: str) -> Click:
    """Typed into the search at the head of every page, and sent."""

    def type_and_send(page: Page, language: str) -> None:
        page.locator(".masthead input[name=q]").fill(in_language(words, language))
        with page.expect_navigation():
            page.keyboard.press("Enter")

    return type_and_send


def on(*names: str, within: str = "body") -> Click:
    """On the first link in sight that is called so, or begins so."""

    def click(page: Page, language: str) -> None:
        page.locator(within).locator("a:visible", has_text=in_language(names, language)).first.click()

    return click


def unfolding(*names: str) -> Click:
    return lambda page, language: page.locator("summary:visible", has_text=in_language(names, language)).first.click()


THE_NIGHT: Final = on("1990-cı ilin 19–20", "The night of 19 to 20", "Ночь с 19 на 20")
# What is asked → the clicks, and what has to be in sight then.
QUESTIONS: Final[dict[str, tuple[tuple[Click, ...], tuple[str, ...]]]] = {
    "When did troops enter Baku?": (
        (THE_NIGHT,),
        ("Sovet qoşunları Bakıya daxil olur", "Soviet troops entered Baku", "советские войска вошли в Баку"),
    ),
    "Who said 147?": ((), ("147 nəfər AzVision", "147 people AzVision", "147 человек AzVision")),
    "Where is Khojaly?": (
        (on("Yerlər", "Places", "Места"), on("Xocalı", "Khojaly", "Ходжалы", within="main ul")),
        ("39.9112° şimal enliyi", "39.9", "39.9"),
    ),
    "What happened on 12 May?": (
        (asked("12 may", "12 May", "12 мая"),),
        ("1994-cü ilin atəşkəsi", "The ceasefire of 1994", "Прекращение огня 1994 года"),
    ),
    "What did Armenia lose in 2020?": (
        (
            asked("erməni itkiləri 2020", "Armenian losses 2020", "потери Армении 2020"),
            on(
                "Ermənistan tərəfinin itkiləri",
                "Losses of the Armenian side",
                "Потери армянской стороны",
                within="main",
            ),
        ),
        ("3830 nəfərin", "3,830 killed on the Armenian side and 195 missing", "3830"),
    ),
    "How does the ministry’s statement of 2023 differ from that of 2022?": (
        (on("20 Yanvar –", "20 January –", "20 Января —"), on("2022", "Compare with 2022", "Сравнить с 2022")),
        ("147 150",),
    ),
    "How is the number 150 of 2023 cited?": (
        (THE_NIGHT, unfolding("Rəqəm-rəqəm", "Figure by figure", "Цифра за цифрой")),
        (
            "Həlak olanlar: 150 nəfər, 20 yanvar 2023.",
            "Killed: 150 people, 20 January 2023. Statement by the Ministry of Foreign Affairs",
            "Погибшие: 150 человек, 20 января 2023. Statement by",
        ),
    ),
    "What is done on 20 January?": (
        (on("20 Yanvar –", "20 January –", "20 Января —"),),
        ("həlak olanların anıldığı gün", "remembers those who were killed", "вспоминают погибших"),
    ),
    "In which years is there a statement of a ministry on 26 February?": (
        (on("26 Fevral –", "26 February –", "26 февраля —"),),
        ("2024 Bəyanat", "2024 Statement", "2024 Заявление"),
    ),
    "What was corrected last?": (
        (on("Düzəlişlər jurnalı", "Corrections log", "Журнал исправлений"),),
        (
            "Birinci nəşrdə nazirliyin 2024-cü il bəyanatındakı rəqəm 147",
            "The first edition gave 147 as the ministry’s figure",
            "В первой редакции как цифра министерства за 2024 год было указано 147",
        ),
    ),
    "Who is the archive?": (
        (on("Bu arxiv nədir", "What this archive is", "Что это за архив"),),
        ("Bu, nümunə arxivdir.", "This is a sample archive.", "Это демонстрационный архив."),
    ),
    "Which source gives 613?": (
        (asked("613"), on("Xocalı, 25", "Khojaly, 25", "Ходжалы, 25", within="main")),
        ("Nə barədə: 613 nəfər", "Cited for: 613 killed", "О чём: 613"),
    ),
    "Which is the next day of remembrance?": (
        (),
        (
            "20 yanvar 2027 37-ci ildönümü 51 gün sonra",
            "20 January 2027 37th anniversary In 51 days",
            "20 января 2027 37-я годовщина Через 51 день",
        ),
    ),
    "Which statements can be read in Russian?": ((on("Русский"), on("Заявления")), ("32 заявления",)),
    "What happened in Shusha?": (
        (asked("Şuşa", "Shusha", "Шуша"),),
        ("Şuşa, 8 may 1992", "Shusha comes under the control of Armenian forces", "Шуша, 8 мая 1992"),
    ),
}


def test_fifteen_questions_are_answered_in_two_clicks_in_every_language(served, new_page, settings, tmp_path):
    settings.MEMORIAL_DATA_DIR = tmp_path
    with time_machine.travel(TODAY):
        call_command("load_sample", stdout=io.StringIO())
        page, phone = (new_page(viewport={"width": width, "height": 900}) for width in (1280, 390))
        shown = {
            (question, language): shows(page, f"{served}/{language}/", clicks, language)
            for question, (clicks, _answer) in QUESTIONS.items()
            for language in LANGUAGES
        }
        heights = {
            (address, width, language): height(page if width == 1280 else phone, f"{served}/{language}/{address}")
            for address, width in HIGHEST
            for language in LANGUAGES
        }

    assert {
        asked_in: found
        for asked_in, found in shown.items()
        if in_language(QUESTIONS[asked_in[0]][1], asked_in[1]) not in found
    } == {}
    assert (len(QUESTIONS), max(len(clicks) for clicks, _answer in QUESTIONS.values())) == (15, MOST)
    assert {where: found for where, found in heights.items() if found > HIGHEST[where[:2]]} == {}


def shows(page: Page, address: str, clicks: tuple[Click, ...], language: str) -> str:
    """What is in sight after these clicks."""
    page.goto(address)
    for click in clicks:
        click(page, language)
        page.wait_for_load_state()
    return " ".join(page.locator("main").inner_text().split())


def height(page: Page, address: str) -> int:
    page.goto(address)
    return int(page.evaluate("document.documentElement.scrollHeight"))
