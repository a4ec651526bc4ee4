"""Put a report of what was looked at elsewhere into a dossier: of a load test, of a backup that was put back."""

import sys
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import characters, clock, rules
from archive.dossiers import days, reports
from archive.records.observances import Observance

RESULTS: Final = {"ok": True, "wrong": False, "none": None}
# In characters. Of a longer report the end is kept: there it says how it ended.
LONGEST: Final = 20_000
LONGEST_TITLE: Final = 100


class Command(BaseCommand):
    help = (
        "Put what is read from standard input into the dossier of an observance and a year, as a report with a title: "
        "what a load test, a backup or putting one back has found."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--observance", required=True, help="its slug, as in its public address")
        parser.add_argument("--year", type=int, help="the year; otherwise that in which it is kept next")
        parser.add_argument("--title", required=True, help="what was looked at, in a few words")
        parser.add_argument("--result", choices=RESULTS, default="none", help="whether all was as it should be")

    def handle(self, *, observance: str, year: int | None, title: str, result: str, **options: Any) -> None:
        found = Observance.objects.filter(slug=observance, merged_into=None).first()
        if found is None:
            raise CommandError(f"There is no observance “{observance}”. Give its slug, as in its public address.")
        if year is not None and year not in rules.YEARS:
            raise CommandError(f"Give a year from {rules.YEARS[0]} to {rules.YEARS[-1]}.")
        called, words = characters.line(title)[:LONGEST_TITLE], characters.written(sys.stdin.read()).strip()[-LONGEST:]
        if not called or not words:
            raise CommandError("Give it a title, and the report itself on standard input.")
        in_year = year or _next(found)
        reports.keep(found, in_year, reports.ADDED, is_ok=RESULTS[result], words=words, data={"title": called})
        self.stdout.write(f"Kept in the dossier of {in_year}.")


def _next(observance: Observance) -> int:
    """The year in which it is kept next; this one, if its rules say nothing."""
    today = clock.today()
    coming = (one for one in days.of(observance, today.year, today.year + 1) if one.last and one.last >= today)
    return next((one.year for one in coming), today.year)
