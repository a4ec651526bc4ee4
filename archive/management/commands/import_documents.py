"""Reads documents and tells what they are; with --save it makes drafts of them."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.importing.assistant import Outcome, go_through


class Command(BaseCommand):
    help = (
        "Reads plain text and Markdown, takes out what clung to it on its way, and tells what each document seems "
        "to be and why. Saves nothing, unless --save is given: then it makes drafts, and never publishes any."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder of documents")
        parser.add_argument("--save", action="store_true", help="make drafts")
        parser.add_argument(
            "--by", metavar="USERNAME", help="whose drafts they are; not needed where there is only one archivist"
        )

        parser.add_argument(
            "--as-new",
            action="store_true",
            help="make drafts of changed copies of known documents, and of texts of known statements, as well",
        )
        parser.add_argument(
            "--as-text",
            action="store_true",
            help="add what is a text of a statement that is there already to that statement, as it is told",
        )

    def handle(
        self, *, paths: list[Path], save: bool, by: str | None, as_new: bool = False, as_text: bool = False, **options
    ):
        if as_new and as_text:
            raise CommandError(_("It can become a draft of its own or a text of another one, not both."))
        person = self.person(by) if save or by else None
        drafter = person if save else None
        outcome = go_through(paths, by=drafter, as_new=as_new, as_text=as_text, tell=self.stdout.write)
        self.stdout.write("")
        self.stdout.write(_summary(outcome, saved=save))
        if outcome.failed:
            raise CommandError(
                ngettext(
                    "%(count)s document was left out; the reason stands above.",
                    "%(count)s documents were left out; the reasons stand above.",
                    outcome.failed,
                )
                % {"count": outcome.failed}
            )

    def person(self, username: str | None):
        """Whoever ``username`` names, or the only archivist."""
        people = get_user_model().objects.filter(is_active=True)
        if username is None:
            archivists = list(people.filter(groups__name="archivist")[:2])
            if len(archivists) != 1:
                raise CommandError(_("Say with --by whose drafts these will be: there is not exactly one archivist."))
            return archivists[0]
        person = people.filter(username=username).first()
        if person is None:
            raise CommandError(_("Nobody here has the sign-in name “%(name)s”.") % {"name": username})
        if not person.has_perm("archive.add_statement"):
            raise CommandError(_("%(name)s has no right to make drafts.") % {"name": person})
        return person


def _summary(outcome: Outcome, *, saved: bool) -> str:
    counts = {"understood": outcome.understood, "recognised": outcome.recognised, "failed": outcome.failed}
    sentence = _("Understood: %(understood)s. Recognised as known: %(recognised)s. Left out: %(failed)s.") % counts
    if outcome.changed:
        sentence += " " + _("Changed copies of known ones: %(count)s.") % {"count": outcome.changed}
    if outcome.belonging:
        sentence += " " + _("Texts of statements that are there: %(count)s.") % {"count": outcome.belonging}
    if saved:
        return sentence
    return sentence + " " + _("Nothing was saved: --save makes drafts.")
