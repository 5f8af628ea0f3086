"""Who else has a draft open: one small file per person, touched while the page is open, shared by all processes."""

import time
import uuid
from pathlib import Path

from service.accounts import Actor
from service.settings import Settings

#: Seconds after which a person who said nothing more is gone.
_GONE_AFTER = 45


def others_here(settings: Settings, document_id: uuid.UUID, actor: Actor) -> list[str]:
    """Note that the actor has the draft open and return the names of the others."""
    folder = settings.data_dir / "cache" / "presence" / document_id.hex
    folder.mkdir(parents=True, exist_ok=True)
    mine = folder / (actor.user_id or actor.agency_id).hex
    mine.write_text(actor.name)
    return sorted(_name(path) for path in folder.iterdir() if path != mine and _is_here(path))


def _is_here(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime < _GONE_AFTER
    except FileNotFoundError:
        return False


def _name(path: Path) -> str:
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""
