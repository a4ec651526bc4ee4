"""The archive itself."""

from collections.abc import Collection, Iterable
from typing import Any

from archive.editions.payloads.identities import IdentityPayload
from archive.records.base import Record
from archive.records.identities import Identity

from .base import Freezing
from .labels import Public


class IdentityFreezing(Freezing[Identity]):
    MODEL = Identity

    def named(self, languages: Collection[str]) -> Iterable[Record | None]:
        return [self.record.support, self.record.story, self.record.figures_of]

    def payload(self, public: Public, **common: Any) -> IdentityPayload:
        one = self.record
        return IdentityPayload(
            mark=one.mark,
            licence=one.licence,
            licence_address=one.licence_address,
            postal_address="\n".join(one.postal_address.splitlines()),
            email=one.email,
            telephone=one.telephone,
            support=public.optional(one.support, "support"),
            quiet_exit=one.quiet_exit,
            texts_in_feeds=one.texts_in_feeds,
            story=public.optional(one.story, "story"),
            figures_of=public.optional(one.figures_of, "figures"),
            **common,
        )
