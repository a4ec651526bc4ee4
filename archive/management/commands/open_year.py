"""Make the dossiers of a year ahead. Nobody has to: each is there, and has a row as soon as it is written into."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive import clock, rules
from archive.dossiers import opening
from archive.editions import reading
from archive.public.kinds import observance_calendar
from archive.records.observances import Observance


class Command(BaseCommand):
    help = "Make a dossier, with its tasks, for every observance that is kept in YEAR. Those that are there stay."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)

    def handle(self, *, year: int, **options) -> None:
        if year not in rules.YEARS:
            raise CommandError(f"Give a year from {rules.YEARS[0]} to {rules.YEARS[-1]}.")
        calendar = observance_calendar.everything(reading.at(clock.now()))
        kept = {payload.record for payload, _day in calendar.of_year(year)}
        made = opening.open_year(year, list(Observance.objects.filter(uuid__in=kept).order_by("slug")))
        self.stdout.write(f"{made} made.")
