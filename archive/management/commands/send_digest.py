"""Tell people at the desk by e-mail which days come and how ready they are: a timer calls it, and it may be late."""

from smtplib import SMTPException

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from archive import clock
from archive.dossiers import board, digest
from archive.editions import reading
from archive.public.kinds import observance_calendar


class Command(BaseCommand):
    help = (
        "Send everybody at the desk who wants it the days of the next weeks and how ready each statement is: whenever "
        "anything of it has changed, and daily while a day is red. Nothing is sent twice, and no title or word of what "
        "is pending."
    )

    def handle(self, **options) -> None:
        if not settings.MEMORIAL_SMTP_URL:
            raise CommandError("No mail server is known. Set MEMORIAL_SMTP_URL; docs/operating.md says how.")
        today, calendar = clock.today(), observance_calendar.everything(reading.at(clock.now()))
        try:
            count = digest.send(board.soon(calendar.next_of_each(today), today))
        except (SMTPException, OSError) as refused:
            raise CommandError(f"The mail server did not take a message: {refused}") from refused
        self.stdout.write(f"{count} sent.")
