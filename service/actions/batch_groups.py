"""Groups of units that an agency sends to again and again."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from service.accounts import Actor, Permission
from service.actions.services import Services
from service.errors import InvalidInput, NotFound, Problem
from service.storage import new_id
from service.storage.unfinished_tables import UnitGroupRow


def groups_of(services: Services, who: Actor) -> list[UnitGroupRow]:
    """The agency's groups by name."""
    who.require(Permission.BATCHES)
    with services.database.reading() as session:
        query = sa.select(UnitGroupRow).where(UnitGroupRow.agency_id == who.agency_id)
        return list(session.scalars(query.order_by(UnitGroupRow.name)))


def save_group(services: Services, who: Actor, name: str, codes: Sequence[str]) -> uuid.UUID:
    """Keep a group; one of the same name is replaced. Raise InvalidInput without a name or units."""
    who.require(Permission.BATCHES)
    name = " ".join(name.split())[:200]
    if not name or not codes:
        message = "Ghi tên nhóm và chọn ít nhất một đơn vị."
        raise InvalidInput(message, [Problem("/name", "blank", message)])
    same = sa.select(UnitGroupRow).where(UnitGroupRow.agency_id == who.agency_id, UnitGroupRow.name == name)
    with services.database.writing() as session:
        row = session.scalar(same)
        if row is None:
            row = UnitGroupRow(id=new_id(), agency_id=who.agency_id, name=name, codes=[])
            session.add(row)
        row.codes = list(codes)
        session.flush()
        return row.id


def remove_group(services: Services, who: Actor, group_id: uuid.UUID) -> tuple[str, list[str]]:
    """Remove a group and return its name and codes, so that it can be taken back; raise NotFound when there is none."""
    who.require(Permission.BATCHES)
    with services.database.writing() as session:
        row = session.get(UnitGroupRow, group_id)
        if row is None or row.agency_id != who.agency_id:
            raise NotFound("Không tìm thấy nhóm đơn vị.")
        session.delete(row)
        return row.name, list(row.codes)
