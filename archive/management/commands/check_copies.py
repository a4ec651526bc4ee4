"""Whether every captured copy is still what it was, byte by byte. For a timer: it fails when one is not."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive import copies
from archive.records.sources import CapturedCopy


class Command(BaseCommand):
    help = "Reads every captured copy and compares it with its SHA-256. Fails when one is lost or changed."

    def handle(self, *args, **options) -> None:
        copies.tidy()
        digests = CapturedCopy.objects.order_by("sha256").values_list("sha256", flat=True).distinct()
        broken = [digest for digest in digests.iterator() if not copies.is_whole(digest)]
        for copy in CapturedCopy.objects.filter(sha256__in=broken).select_related("source"):
            words = {"source": copy.source, "name": copy.name, "digest": copy.sha256}
            self.stderr.write(_("Lost or changed: %(name)s of “%(source)s” (SHA-256 %(digest)s).") % words)
        if broken:
            raise CommandError(_("Bring these files back from a backup."))
        count = digests.count()
        self.stdout.write(
            ngettext("%(count)s captured copy is whole.", "%(count)s captured copies are whole.", count)
            % {"count": count}
        )
