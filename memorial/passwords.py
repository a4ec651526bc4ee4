"""How passwords are hashed: dear enough for whoever steals the table, cheap enough that guessing harms no reader."""

from threading import BoundedSemaphore
from typing import Final

from django.contrib.auth.hashers import Argon2PasswordHasher

# However many sign in at the same moment, a process spends the memory of two. Older hashes took 100 MB each.
_TWO_AT_ONCE: Final = BoundedSemaphore(2)


class Argon2(Argon2PasswordHasher):
    """Argon2id with 19 MB, two passes and one lane, which OWASP names as enough. Django's own default takes 100 MB.

    A password that was hashed otherwise is hashed anew when its owner signs in.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _TWO_AT_ONCE:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _TWO_AT_ONCE:
            return super().verify(password, encoded)
