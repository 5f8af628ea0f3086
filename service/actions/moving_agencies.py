"""Moving an agency below another one: who would come to administer it and who no longer, said before it is done."""

import uuid
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from service.accounts import Actor, Permission, Role, agencies_below, find_agency, move_agency, record
from service.actions.services import Services
from service.errors import NotFound
from service.storage.agency_tables import AgencyRow, MembershipRow, TokenRow, UserRow


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """An agency that administers another one, through these people and API tokens."""

    name: str
    people: tuple[str, ...]
    tokens: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Move:
    """What a move changes.

    Attributes:
        superior: under which agency it comes.
        former: under which it is.
        gaining: agencies that come to administer it, the nearest first.
        losing: those that no longer do.
        along: agencies below it, which go along.
    """

    agency: AgencyRow
    superior: AgencyRow
    former: AgencyRow
    gaining: tuple[Keeper, ...]
    losing: tuple[Keeper, ...]
    along: tuple[AgencyRow, ...]


def possible_superiors(services: Services, actor: Actor, agency_id: uuid.UUID) -> list[AgencyRow]:
    """Under which agencies the actor may put this one: their own and those below, but not itself and what is below it."""
    actor.require(Permission.ADMINISTER)
    with services.database.reading() as session:
        _movable(session, actor, agency_id)
        possible = agencies_below(session, actor.agency_id) - agencies_below(session, agency_id)
        rows = session.scalars(sa.select(AgencyRow).where(AgencyRow.id.in_(possible)).order_by(AgencyRow.name)).all()
        return sorted(rows, key=lambda row: row.id != actor.agency_id)


def consider_move(services: Services, actor: Actor, agency_id: uuid.UUID, superior_id: uuid.UUID) -> Move:
    """What moving would change; raise NotFound for agencies that the actor does not administer."""
    actor.require(Permission.ADMINISTER)
    with services.database.reading() as session:
        row = _movable(session, actor, agency_id)
        superior = _administered(session, actor, superior_id)
        return _considered(services, session, row, superior)


def move_below(services: Services, actor: Actor, agency_id: uuid.UUID, superior_id: uuid.UUID) -> Move:
    """Put the agency under another one; both agencies' logs tell it.

    Raises:
        NotFound: the actor does not administer one of the two, or it is the actor's own agency that would move.
        InvalidInput: it would be below itself.
    """
    actor.require(Permission.ADMINISTER)
    now = services.clock()
    with services.database.writing() as session:
        row = _movable(session, actor, agency_id)
        superior = _administered(session, actor, superior_id)
        move = _considered(services, session, row, superior)
        move_agency(session, row, superior.id)
        detail = {"name": row.name, "superior": superior.name, "former": move.former.name}
        for agency in (actor.agency_id, row.id):
            record(session, replace(actor, agency_id=agency), "agency.move", "agency", row.id, now, detail)
    return move


def _movable(session: Session, actor: Actor, agency_id: uuid.UUID) -> AgencyRow:
    if agency_id == actor.agency_id:  # where it stands is for those above to say
        raise NotFound("Không tìm thấy cơ quan.")
    return _administered(session, actor, agency_id)


def _administered(session: Session, actor: Actor, agency_id: uuid.UUID) -> AgencyRow:
    if agency_id not in agencies_below(session, actor.agency_id):
        raise NotFound("Không tìm thấy cơ quan.")
    return find_agency(session, agency_id)


def _considered(services: Services, session: Session, row: AgencyRow, superior: AgencyRow) -> Move:
    before, after = _above(session, row.superior_id), _above(session, superior.id)
    below = agencies_below(session, row.id) - {row.id}
    along = session.scalars(sa.select(AgencyRow).where(AgencyRow.id.in_(below)).order_by(AgencyRow.name))
    return Move(
        agency=row,
        superior=superior,
        former=before[0],
        gaining=tuple(_keeper(services, session, one) for one in after if one not in before),
        losing=tuple(_keeper(services, session, one) for one in before if one not in after),
        along=tuple(along),
    )


def _above(session: Session, agency_id: uuid.UUID | None) -> list[AgencyRow]:
    """The agency and those above it, the nearest first."""
    found: list[AgencyRow] = []
    while agency_id is not None:
        found.append(find_agency(session, agency_id))
        agency_id = found[-1].superior_id
    return found


def _keeper(services: Services, session: Session, row: AgencyRow) -> Keeper:
    people = sa.select(UserRow.name).where(
        UserRow.active,
        UserRow.memberships.any(sa.and_(MembershipRow.agency_id == row.id, MembershipRow.role == Role.ADMIN.value)),
    )
    tokens = sa.select(TokenRow).where(
        TokenRow.agency_id == row.id, TokenRow.revoked_at.is_(None), TokenRow.expires_at > services.clock()
    )
    return Keeper(
        name=row.name,
        people=tuple(session.scalars(people.order_by(UserRow.name))),
        tokens=tuple(one.name for one in session.scalars(tokens) if Permission.ADMINISTER in one.scopes),
    )
