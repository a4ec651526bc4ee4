"""What readers ask, and in how many clicks the sample answers, from the first page on, in a real browser.

A click is one press of the pointer; words typed into a search and sent with Enter are one as well. An answer has to be
in sight: what is folded does not count.
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
MOST: Final = 2
HIGHEST: Final = 1800  # pixels of the first page, in whichever language

Click = Callable[[Page], None]


def asked(words: str) -> Click:
    """Typed into the search at the head of every page, and sent."""

    def type_and_send(page: Page) -> None:
        page.locator(".masthead input[name=q]").fill(words)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    return type_and_send


def on(name: str, within: str = "body") -> Click:
    """On the first link in sight that is called so, or begins so."""
    return lambda page: page.locator(within).locator("a:visible", has_text=name).first.click()


def unfolding(name: str) -> Click:
    return lambda page: page.locator("summary:visible", has_text=name).first.click()


# What is asked → the clicks, and what has to be in sight then.
QUESTIONS: Final[dict[str, tuple[tuple[Click, ...], str]]] = {
    "When did troops enter Baku?": ((on("The night of 19 to 20"),), "Soviet troops entered Baku"),
    "Who said 147?": ((), "147 people AzVision"),
    "Where is Khojaly?": ((on("Places"), on("Khojaly", "main")), "39.9"),
    "What happened on 12 May?": ((asked("12 May"),), "The ceasefire of 1994"),
    "What did Armenia lose in 2020?": (
        (asked("Armenian losses 2020"), on("Losses of the Armenian side", "main")),
        "3,830 killed on the Armenian side and 195 missing",
    ),
    "How does the ministry’s statement of 2023 differ from that of 2022?": (
        (on("20 January –"), on("Compare with 2022")),
        "Figures, before and after 2022 2023 Sentence 147 150",
    ),
    "How is the number 150 of 2023 cited?": (
        (on("The night of 19 to 20"), unfolding("Figure by figure")),
        "Killed: 150 people, 20 January 2023. Statement by the Ministry of Foreign Affairs",
    ),
    "What is done on 20 January?": ((on("20 January –"),), "remembers those who were killed"),
    "In which years is there a statement of a ministry on 26 February?": ((on("26 February –"),), "2024 Statement"),
    "What was corrected last?": ((on("Corrections log"),), "The first edition gave 147 as the ministry’s figure"),
    "Who is the archive?": ((on("What this archive is"),), "This is a sample archive."),
    "Which source gives 613?": ((asked("613"), on("Khojaly, 25", "main")), "Cited for: 613 killed"),
    "Which is the next day of remembrance?": ((), "20 January 2027 37th anniversary In 51 days"),
    "Which statements can be read in Russian?": ((on("Русский"), on("Заявления")), "32 заявления"),
    "What happened in Shusha?": ((asked("Shusha"),), "Shusha comes under the control of Armenian forces"),
}


def test_fifteen_questions_are_answered_in_two_clicks(served, new_page, settings, tmp_path):
    settings.MEMORIAL_DATA_DIR = tmp_path
    with time_machine.travel(TODAY):
        call_command("load_sample", stdout=io.StringIO())
        page = new_page(viewport={"width": 1280, "height": 900})
        shown = {question: shows(page, served, clicks) for question, (clicks, _answer) in QUESTIONS.items()}
        heights = {language: height_of_the_first_page(page, served, language) for language in ("az", "en", "ru")}

    assert {
        question: shown[question] for question, (_clicks, answer) in QUESTIONS.items() if answer not in shown[question]
    } == {}
    assert (len(QUESTIONS), max(len(clicks) for clicks, _answer in QUESTIONS.values())) == (15, MOST)
    assert {language: height for language, height in heights.items() if height > HIGHEST} == {}


def shows(page: Page, served: str, clicks: tuple[Click, ...]) -> str:
    """What is in sight after these clicks."""
    page.goto(f"{served}/en/")
    for click in clicks:
        click(page)
        page.wait_for_load_state()
    return " ".join(page.locator("main").inner_text().split())


def height_of_the_first_page(page: Page, served: str, language: str) -> int:
    page.goto(f"{served}/{language}/")
    return int(page.evaluate("document.documentElement.scrollHeight"))
