"""When two payloads say the same."""

from dataclasses import replace

from archive.editions import payloads
from archive.editions.payloads import UNSAID

from .examples import EXAMPLES, HOUSE


def test_a_newer_schema_alone_is_no_change_of_content():
    place = EXAMPLES["place"]

    assert payloads.same_content(replace(place, schema=place.schema + 1), place)
    assert not payloads.same_content(replace(place, slug="another"), place)


def test_the_reason_for_a_change_is_no_content():
    one = EXAMPLES["place"]
    other = payloads.from_bytes(payloads.to_bytes(one).replace(b"correction", b"update"))

    assert payloads.same_content(one, other)
    assert payloads.digest(payloads.to_bytes(one)) != payloads.digest(payloads.to_bytes(other))


def test_a_source_is_named_alike_only_where_it_is_described_alike():
    law, house = EXAMPLES["source"], EXAMPLES["institution"]

    assert payloads.named_alike(law, replace(law, archived_address=""))
    assert not payloads.named_alike(law, replace(law, publisher=UNSAID))
    assert payloads.named_alike(house, replace(house, place=None))


def test_what_names_a_record_by_its_label_names_it_anew():
    before = replace(EXAMPLES["institution"], record=HOUSE.record, texts=EXAMPLES["page"].texts)
    naming = replace(EXAMPLES["statement"], issuers=(replace(HOUSE, label=before.titles()), HOUSE))
    after = replace(before, texts={"en": replace(before.texts["en"], title="House")})

    anew = payloads.relabelled(naming, before=before, after=after)

    assert [one.label for one in anew.issuers] == [{"en": "House"}, HOUSE.label]
    assert replace(anew, issuers=naming.issuers) == naming
