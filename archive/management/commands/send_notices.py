"""Tell people at the desk by e-mail what happened: a timer calls it, and it may be late."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from archive.editorial import notice_mails


class Command(BaseCommand):
    help = (
        "Send everybody at the desk an e-mail about what happened since the last: submitted, returned, approved, goes "
        "out within the hour, went out. Nothing is sent twice, and no title or word of what is pending."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--test", metavar="ADDRESS", help="send one message there, to see that messages arrive")

    def handle(self, *, test: str | None, **options) -> None:
        if not settings.MEMORIAL_SMTP_URL:
            raise CommandError("No mail server is known. Set MEMORIAL_SMTP_URL; docs/operating.md says how.")
        try:
            count = _test(test) if test else notice_mails.send()
        except (SMTPException, OSError) as refused:
            raise CommandError(f"The mail server did not take a message: {refused}") from refused
        self.stdout.write(f"{count} sent.")


def _test(address: str) -> int:
    subject = _("A test message of the memorial archive")
    return send_mail(subject, _("If you read this, notices of the desk arrive."), None, [address])
