"""Files that somebody sent and looks at for a while: found again by their agency only, and only for a day."""

import datetime as dt
import hashlib

from service.converting.cache import FileCache
from service.errors import NotFound
from service.web.context import actor, services
from service.web.words import _

#: The cache takes a file of at most a twentieth of its limit; the largest request must fit.
_SHARE = 25


class KeptFiles:
    """A folder of such files; the key of a file is the digest of its content."""

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Keep a file and return its key."""
        key = hashlib.sha256(content).hexdigest()
        self._cache().put(self._owned(key), content)
        return key

    def look(self, key: str) -> bytes | None:
        """The file of this key, or None."""
        return self._cache().get(self._owned(key)) if len(key) == 64 and key.isalnum() else None

    def find(self, key: str) -> bytes:
        """The file of this key; raise NotFound when it is another agency's or gone."""
        content = self.look(key)
        if content is None:
            raise NotFound(_("Tệp không còn ở đây; đưa lại tệp."))
        return content

    def _owned(self, key: str) -> str:
        day = services().clock().astimezone(dt.UTC).date()
        return hashlib.sha256(f"{actor().agency_id} {day} {key}".encode()).hexdigest()

    def _cache(self) -> FileCache:
        here = services()
        limit = max(here.settings.cache_size // 4, here.settings.max_body * _SHARE)
        return FileCache(here.settings.data_dir / "cache" / self._folder, limit)


def largest_mb() -> int:
    """The size of the largest file that can be sent, in whole megabytes."""
    return services().settings.max_body // 1_000_000
