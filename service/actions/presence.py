"""Who else has a draft open: one row per person, renewed while the page is open, seen by every machine."""

import datetime as dt
import uuid
from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from service.accounts import Actor
from service.actions.services import Services
from service.storage.unfinished_tables import PresenceRow

#: After so long without a word a person is gone.
_GONE_AFTER = dt.timedelta(seconds=45)
#: A word heard so lately needs no new write.
_FRESH = dt.timedelta(seconds=10)


def others_here(services: Services, document_id: uuid.UUID, actor: Actor) -> list[str]:
    """Note that the actor has the draft open and return the names of the others.

    The caller has made sure that the actor may see the draft.
    """
    now, person = services.clock(), actor.user_id or actor.agency_id
    with services.database.reading() as session:
        here = session.scalars(sa.select(PresenceRow).where(PresenceRow.document_id == document_id)).all()
    mine = next((row for row in here if row.person_id == person), None)
    if mine is None or now - mine.seen_at > _FRESH:
        _note(services, PresenceRow(document_id=document_id, person_id=person, name=actor.name[:200], seen_at=now))
    return sorted(row.name for row in here if row.person_id != person and now - row.seen_at < _GONE_AFTER)


def _note(services: Services, mine: PresenceRow) -> None:
    """Renew the actor's row and drop those of people long gone."""
    here = PresenceRow.document_id == mine.document_id
    with services.database.writing() as session:
        session.execute(sa.delete(PresenceRow).where(here, PresenceRow.seen_at < mine.seen_at - _GONE_AFTER))
        renewed = sa.update(PresenceRow).where(here, PresenceRow.person_id == mine.person_id)
        if (
            session.scalar(renewed.values(seen_at=mine.seen_at, name=mine.name).returning(PresenceRow.person_id))
            is None
        ):
            with suppress(IntegrityError), session.begin_nested():  # another window of theirs was first
                session.add(mine)
