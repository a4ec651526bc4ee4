"""Bytes that are stored packed, in a third of their room. What is signed and compared are the bytes themselves."""

import zlib
from typing import Any, Final

from django.db import models
from zlib_ng import zlib_ng

# What payloads say again and again is not stored in each: a seventh of a statement, and more than half of a source.
# What was packed with it is unpacked with nothing else, so it is never changed; what is not in it is packed by itself.
COMMON: Final = (
    b'"date_wording":"","date_wording_language":"","figures":[{"as_of":"","high":null,"id":"f1","low":null,'
    b'"measure":"killed","note":{"original":"","words":{}},"part_of":"","place":null,"population":"",'
    b'"qualifier":"exact","stated_by":{"kind":"institution","label":{},"record":"","role":"speaker"},"stated_in":,'
    b'"stated_on":"","superseded_by":"","unit":"persons","value":}],"instant":"","observances":[],"one_night":false,'
    b'"time":"","zone":"","address_state":"unknown","archived_address":"","checked_at":"","current_address":"",'
    b'"further_addresses":[],"kind":"source","offered_copy":null,"rights":"","standing":"","parents":[],'
    b'{"anniversary":null,"change":{"kind":"correction","note":{}},{"kind":"first","note":{}},'
    b'"citations":[{"about":{"original":"","words":{}},"field":"","figure":"","locator":"","paragraph":"",'
    b'"paragraph_language":"","quotation":"","quotation_language":"","relation":"supports","source":{"accessed":"",'
    b'"address":"https://","creator":{"original":"","words":{}},"label":{},"language":"","original_title":"",'
    b'"published":"","publisher":{"original":"","words":{}},"record":"","sort":"web"}},'
    b'{"about":"completeness":"full","counted":[],"date":"20","embargo":"","embargo_zone":"","form":"statement",'
    b'"identifiers":[],"issuers":[{"kind":"institution","label":{},"record":"","role":"issuer"}],"kind":"statement",'
    b'"mentions":[{"kind":"observance","label":{},"record":"","role":"mention"}],"merged_into":null,"names":[],'
    b'"number":"","observance":{"kind":"observance","label":{},"record":"","role":"observance"},'
    b'"offers_support":false,"origin":"transcribed","original_language":"","places":[{"kind":"place","label":{},'
    b'"record":"","role":"place"}],"received":"","record":"","released":"","released_zone":"","schema":1,"signed":"",'
    b'"slug":"","subjects":[],"texts":{"translation":"original","translator":""},'
    b'"blocks":[{"html":"<p><a data-record=\\"\\"></a></p>","id":"p1"}],"content_note":"","is_behind":false,'
    b'"of_version":"","remarks":[],"renderings":[],"summary":"","title":"","translation":"archive","translator":""}},'
    b'"versions":[],"year":20'
)


def packed(content: bytes) -> bytes:
    packer = zlib.compressobj(zdict=COMMON)
    return packer.compress(content) + packer.flush()


def unpacked(stored: bytes) -> bytes:
    """What was ``packed``, also when nothing was ``COMMON`` yet; and JSON that was stored as it is, and stays so."""
    return stored if stored.startswith(b"{") else zlib_ng.decompressobj(zdict=COMMON).decompress(stored)


class PackedField(models.BinaryField):
    """Bytes that only the table holds packed. Who asks the table itself unpacks them."""

    def from_db_value(self, value: Any, *asked: Any) -> bytes | None:
        return None if value is None else unpacked(bytes(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        stored = None if value is None else packed(bytes(value))
        return super().get_db_prep_value(stored, connection, prepared)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs
