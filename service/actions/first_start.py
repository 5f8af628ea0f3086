"""The first start in a browser: an account, then the agency that it administers; afterwards this door is shut."""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import (
    AgencyProfile,
    Role,
    add_agency,
    add_user,
    grant_roles,
    operator,
    record,
    set_password,
    user_problems,
)
from service.accounts.users import normal_email
from service.actions.services import Services
from service.errors import Conflict, InvalidInput
from service.numbering import SeriesPlan, decide_series, first_series, vietnam_day
from service.storage.agency_tables import AgencyRow, UserRow

#: Roles of the person who sets the service up: in a small office one person does everything but approve.
FIRST_ROLES = (Role.ADMIN, Role.CLERK, Role.DRAFTER)


def is_first_start(services: Services) -> bool:
    """Whether there is no agency yet."""
    with services.database.reading() as session:
        return not session.scalar(sa.select(sa.exists().where(AgencyRow.id.is_not(None))))


def first_user(services: Services, email: str, name: str, password: str) -> UserRow:
    """Make the first account, or change it while the set-up is not finished.

    Raises:
        InvalidInput: no address, no name, a weak password.
        Conflict: the service has been set up.
    """
    if found := user_problems(email, name, password):
        raise InvalidInput(problems=found)
    hashed = services.passwords.hash(password)
    with services.database.writing() as session:
        _refuse_later(session)
        user = session.scalar(sa.select(UserRow).where(UserRow.email == normal_email(email)))
        if user is None:
            return add_user(session, email, name, hashed, services.clock())
        user.name = " ".join(name.split()) or user.name
        set_password(user, hashed)
        return user


def unfinished_user(services: Services, user_id: uuid.UUID) -> UserRow | None:
    """The account of somebody who has left the set-up before there is an agency, to take it up again."""
    with services.database.reading() as session:
        return session.get(UserRow, user_id)


def first_agency(
    services: Services, user_id: uuid.UUID, profile: AgencyProfile, series: Iterable[SeriesPlan] | None
) -> tuple[AgencyRow, UserRow]:
    """Make the first agency with its number series (the usual ones when None) and put the first user in charge."""
    now = services.clock()
    with services.database.writing() as session:
        _refuse_later(session)
        user = session.get_one(UserRow, user_id)
        row = add_agency(session, profile, now)
        year = vietnam_day(now).year
        if series is None:
            first_series(session, row.id, year)
        else:
            decide_series(session, row.id, series, year)
        grant_roles(session, user, row.id, FIRST_ROLES)
        record(session, operator(row.id), "agency.create", "agency", row.id, now, {"name": row.name})
        return row, user


def _refuse_later(session: Session) -> None:
    if session.scalar(sa.select(sa.exists().where(AgencyRow.id.is_not(None)))):
        raise Conflict("Hệ thống đã được thiết lập; đăng nhập để dùng.")
