import pytest
from django.test import Client

from tests import making


@pytest.mark.django_db
def test_whoever_reads_has_no_session_and_no_account_even_if_signed_in():
    client = Client()
    client.force_login(making.archivist())

    read, sat = (client.get(address).wsgi_request for address in ("/en/", "/desk/"))

    assert [hasattr(read, name) for name in ("session", "user", "_messages")] == [False, False, False]
    assert [hasattr(sat, name) for name in ("session", "user", "_messages")] == [True, True, True]
