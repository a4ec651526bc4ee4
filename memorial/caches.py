"""The address of a cache that several processes share (``MEMORIAL_CACHE_URL``), read."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

EXAMPLES = "redis://host:6379/0, rediss://user:password@host:6380/0 or unix:///run/valkey/valkey.sock"
# Valkey speaks as Redis does, and its addresses are known by their own names as well.
SCHEMES = {"valkey": "redis", "valkeys": "rediss"}

# Seconds, for connecting and for each answer: nobody waits longer for a page that is kept than for one that is made.
PATIENCE = 0.2


def shared(address: str) -> dict[str, Any]:
    """Django’s settings for the cache at this address. Raises ``ImproperlyConfigured``, without the password."""
    from redis.backoff import NoBackoff
    from redis.connection import parse_url
    from redis.retry import Retry

    scheme, _, rest = address.partition("://")
    location = f"{SCHEMES.get(scheme, scheme)}://{rest}"
    try:
        read = parse_url(location)
    except ValueError:
        read = {}
    if not (read.get("host") or read.get("path")):
        raise ImproperlyConfigured(
            f"MEMORIAL_CACHE_URL names no cache that is known here. Write {EXAMPLES}; special characters of a password "
            "are written in percent form, such as %40 for @."
        )
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": location,
        "KEY_PREFIX": "memorial",
        "OPTIONS": {
            "serializer": "memorial.answers.AnswerSerializer",
            "socket_connect_timeout": PATIENCE,
            "socket_timeout": PATIENCE,
            # Once more, at once: a server that was started anew has hung up on everybody.
            "retry": Retry(NoBackoff(), 1),
            "client_name": "memorial",
        },
    }
