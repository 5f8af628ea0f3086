"""Passwords: argon2id, a short policy that people can keep, and the same time for users that do not exist."""

import argon2

from service.errors import InvalidInput, Problem

SHORTEST = 10
LONGEST = 200
FEWEST_DIFFERENT = 5


def password_problems(password: str) -> list[Problem]:
    """What is wrong with a password that somebody chose; nothing for one that keeps the policy."""
    if SHORTEST <= len(password) <= LONGEST and len(set(password)) >= FEWEST_DIFFERENT:
        return []
    sentence = f"Mật khẩu phải có từ {SHORTEST} đến {LONGEST} ký tự, ít nhất {FEWEST_DIFFERENT} ký tự khác nhau."
    return [Problem("/password", "weak-password", sentence)]


class PasswordKeeper:
    """Hashes and compares passwords; the defaults of argon2-cffi follow RFC 9106 (64 MiB, about 50 ms)."""

    def __init__(self, hasher: argon2.PasswordHasher | None = None) -> None:
        self._hasher = hasher or argon2.PasswordHasher()
        self._nobody = self._hasher.hash("mật khẩu của không ai cả")

    def hash(self, password: str) -> str:
        """Hash a password that keeps the policy; raise InvalidInput for one that does not."""
        if found := password_problems(password):
            raise InvalidInput(found[0].message, found)
        return self._hasher.hash(password)

    def fits(self, password: str, hashed: str | None) -> bool:
        """Whether `password` is the one; takes as long when there is none."""
        try:
            self._hasher.verify(hashed or self._nobody, password[:LONGEST])
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False
        return hashed is not None

    def is_outdated(self, hashed: str) -> bool:
        """Whether the hash was made with weaker settings than today's."""
        return self._hasher.check_needs_rehash(hashed)
