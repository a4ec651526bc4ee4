"""What a statement cites."""

from archive.editions.payloads import Cited

from .examples import CITED, EXAMPLES, SOURCE


def test_a_statement_cites_what_its_versions_and_further_texts_stand_in():
    assert EXAMPLES["statement"].cited() == (CITED, Cited(source=SOURCE), Cited(source=SOURCE))
