"""The address of a mail server (``MEMORIAL_SMTP_URL``), read."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLES = "smtps://user:password@mail.example.org, smtp://user:password@mail.example.org:587 or smtp://localhost"
# Where nothing is said of a port. Over smtp the connection is encrypted by STARTTLS, except on the machine itself.
PORTS = {"smtp": 587, "smtps": 465}
ITSELF = {"localhost", "127.0.0.1", "::1"}
# Seconds for connecting, and for each answer.
PATIENCE = 20


def server(address: str) -> dict[str, Any]:
    """Django’s settings for the mail server at this address; none sends nothing.

    Raises ``ImproperlyConfigured``, without the password.
    """
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    try:
        read = urlsplit(address)
        port = read.port
    except ValueError:
        read, port = urlsplit(""), None
    if read.scheme not in PORTS or not read.hostname or read.path.strip("/") or read.query or read.fragment:
        raise ImproperlyConfigured(
            f"MEMORIAL_SMTP_URL names no mail server. Write {EXAMPLES}; special characters of a password are written "
            "in percent form, such as %40 for @."
        )
    is_near = read.hostname in ITSELF
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": read.hostname,
        "EMAIL_PORT": port or (25 if is_near and read.scheme == "smtp" else PORTS[read.scheme]),
        "EMAIL_HOST_USER": unquote(read.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(read.password or ""),
        "EMAIL_USE_SSL": read.scheme == "smtps",
        "EMAIL_USE_TLS": read.scheme == "smtp" and not is_near,
        "EMAIL_TIMEOUT": PATIENCE,
    }
