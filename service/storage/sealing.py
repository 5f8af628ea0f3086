"""Secrets that must be readable again (what signs webhooks), kept so that a copy of the database alone does not tell them."""

import base64
import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from service.errors import Conflict
from service.settings import Settings

#: Marks what is sealed, and how; a secret of ours has no colon.
_MARK: Final = "1:"
_NONCE_BYTES: Final = 12


def secret_key(settings: Settings) -> str:
    """The key that signs sessions and seals secrets: the operator's, or one made once and readable by its owner only."""
    return settings.secret_key or _kept_key(settings.data_dir)


class Sealer:
    """Seals and opens with AES-256-GCM under a key derived from the service's own."""

    def __init__(self, key: str) -> None:
        derived = HKDF(SHA256(), length=32, salt=None, info=b"nd30 sealed secrets").derive(key.encode())
        self._cipher = AESGCM(derived)

    @classmethod
    def from_settings(cls, settings: Settings) -> "Sealer":
        """With the service's key."""
        return cls(secret_key(settings))

    def seal(self, text: str) -> str:
        """`text` for the database, about 4/3 as long and 40 characters more."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, text.encode(), None)
        return _MARK + base64.urlsafe_b64encode(sealed).decode().rstrip("=")

    def open(self, sealed: str) -> str:
        """The text again; what was kept before there was sealing is returned as it is.

        Raises:
            Conflict: it was sealed with another key, or changed.
        """
        if not sealed.startswith(_MARK):
            return sealed
        try:
            data = base64.urlsafe_b64decode(sealed.removeprefix(_MARK) + "==")
            return self._cipher.decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None).decode()
        except (InvalidTag, ValueError):
            raise Conflict("Khóa bí mật của hệ thống (ND30_SECRET_KEY) đã đổi; không mở được khóa đã lưu.") from None


def _kept_key(folder: Path) -> str:
    """The key in `folder`; of several processes that start at once one makes it, and none sees half of it."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=folder, prefix=".secret-key-") as beside:  # made with mode 600
            beside.write(secrets.token_hex(32))
            beside.flush()
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(beside.name)
    return path.read_text()
