"""What keeps a running service in order: migrate, back up, restore, tidy."""

import datetime as dt
import threading
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
import structlog

from service.actions.services import Services
from service.actions.webhooks import deliver
from service.converting.installation import find_installation
from service.errors import Conflict, MissingProgram
from service.storage import back_up, current_revision, migrate, newest_revision, refuse_newer, restore, sweep
from service.storage.agency_tables import UserRow
from service.storage.backup import Manifest
from service.storage.drafts import empty_bin
from service.storage.exchange_tables import DeliveryRow, IdempotentRow, WebhookRow
from service.webhooks import REMOVAL_FRESH, forget_removed

#: How long answers to repeated requests, and finished deliveries, are kept.
ANSWERS_KEPT = dt.timedelta(days=1)
DELIVERIES_KEPT = dt.timedelta(days=30)
#: Seconds between two looks for deliveries, and between two rounds of tidying.
DELIVER_EVERY = 2.0
TIDY_EVERY = dt.timedelta(hours=1)

_log = structlog.get_logger("nd30.upkeep")


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """What a round of tidying removed."""

    documents: int
    files: int
    answers: int
    deliveries: int


def prepare(services: Services) -> bool:
    """Make the tables at the very first start and return True.

    Raises:
        Conflict: program and data are of different versions.
        Overloaded: the database cannot be reached.
    """
    revision = current_revision(services.database)
    if revision is None:
        migrate(services.database)
        return True
    if revision != newest_revision():
        refuse_newer(revision)
        raise Conflict("Phiên bản mới cần nâng cấp dữ liệu: chạy nd30 backup rồi nd30 migrate.")
    return False


def upgrade(services: Services) -> tuple[str | None, str]:
    """Bring the tables up to date; return the revision before and after."""
    return migrate(services.database)


def save_backup(services: Services, target: Path) -> Manifest:
    """Write everything into one checked file, while people work."""
    return back_up(services.database, services.files, target, services.clock())


def load_backup(services: Services, source: Path) -> Manifest:
    """Put a backup into an empty database."""
    return restore(services.database, services.files, source)


def missing_for_pdf(services: Services) -> tuple[str, ...]:
    """What has to be installed before a PDF can be made, a sentence each; looks only, so that it may be asked every second."""
    try:
        find_installation(services.settings)
    except MissingProgram as error:
        return tuple(problem.message for problem in error.problems)
    return ()


def has_users(services: Services) -> bool:
    """Whether anybody can sign in."""
    with services.database.reading() as session:
        return bool(session.scalar(sa.select(sa.exists().where(UserRow.active))))


def tidy(services: Services) -> Tidied:
    """Remove for good what nobody can ask for any more."""
    now = services.clock()
    old_answers = sa.delete(IdempotentRow).where(IdempotentRow.started_at < now - ANSWERS_KEPT)
    old_deliveries = sa.delete(DeliveryRow).where(
        DeliveryRow.state != "waiting", DeliveryRow.created_at < now - DELIVERIES_KEPT
    )
    with services.database.writing() as session:
        documents = empty_bin(session, now)
        forget_removed(session, WebhookRow.removed_at < now - REMOVAL_FRESH)
        answers = len(session.scalars(old_answers.returning(IdempotentRow.key)).all())
        deliveries = len(session.scalars(old_deliveries.returning(DeliveryRow.id)).all())
    files = sweep(services.database, services.files, now)
    return Tidied(documents=documents, files=files, answers=answers, deliveries=deliveries)


def keep_in_order(services: Services, stop: threading.Event) -> None:
    """Deliver webhooks and tidy until `stop` is set; meant for one thread of each process that serves."""
    tidied = services.clock()
    while not stop.wait(DELIVER_EVERY):
        try:
            deliver(services)
            if services.clock() - tidied > TIDY_EVERY:
                tidied = services.clock()
                with services.database.exclusively("tidy"):
                    tidy(services)
        except (sa.exc.SQLAlchemyError, OSError) as error:  # the database away, the disk full: both come back
            _log.warning("upkeep_failed", error=type(error).__name__)
