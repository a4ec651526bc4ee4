import pytest
from django.apps import apps
from django.test import Client
from django.utils import translation
from django.utils.functional import Promise

from tests import making


@pytest.mark.django_db
def test_whoever_reads_has_no_session_and_no_account_even_if_signed_in():
    client = Client()
    client.force_login(making.archivist())

    read, sat = (client.get(address).wsgi_request for address in ("/en/", "/desk/"))

    assert [hasattr(read, name) for name in ("session", "user", "_messages")] == [False, False, False]
    assert [hasattr(sat, name) for name in ("session", "user", "_messages")] == [True, True, True]


def test_what_begins_with_an_i_has_its_dot_where_it_is_a_label():
    """Python makes an I of it wherever a label begins; so its translation begins with the capital already."""
    named = [one._meta for one in apps.get_app_config("archive").get_models()]
    told = [words for meta in named for words in (meta.verbose_name, meta.verbose_name_plural)]
    told += [field.verbose_name for meta in named for field in meta.concrete_fields]

    with translation.override("az"):
        labels = [str(words) for words in told if isinstance(words, Promise)]

    assert len(labels) > 100
    assert [label for label in labels if label.startswith("i")] == []
