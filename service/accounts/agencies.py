"""Agencies: what they print on every document, and which one administers which."""

import datetime as dt
import uuid
from typing import Any

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.orm import Session

from service.documents import Agency, Archive, Contact, Line, ParentAgency, Recipient, Signer
from service.documents.record import Record
from service.errors import InvalidInput, NotFound, Problem
from service.storage import new_id
from service.storage.agency_tables import AgencyRow


class RecipientList(Record, title="Danh sách nơi nhận"):
    """A recipient list that the agency uses again and again."""

    name: Line = Field(title="Tên danh sách", description="Ví dụ: Nơi nhận kế hoạch.")
    recipients: tuple[Recipient, ...] = Field(title="Nơi nhận", description="Từng nơi nhận theo thứ tự.", min_length=1)
    archive: Archive = Field(default_factory=Archive, title="Lưu", description="Dòng Lưu ở cuối nơi nhận.")


class AgencyProfile(Record, title="Cơ quan"):
    """What an agency prints: official name, sign, place, parent, signers, recipient lists."""

    issuer: Agency = Field(title="Cơ quan ban hành", description="Tên chính thức, chữ viết tắt và địa danh.")
    parent_agency: ParentAgency | None = Field(
        None, title="Cơ quan chủ quản trực tiếp", description="Cơ quan chủ quản trực tiếp, nếu có."
    )
    unit_code: Line | None = Field(
        None,
        title="Mã đơn vị hành chính",
        description="Mã xã, phường, đặc khu hoặc tỉnh, nếu là chính quyền địa phương.",
    )
    signers: tuple[Signer, ...] = Field((), title="Người ký", description="Những người có thẩm quyền ký văn bản.")
    recipient_lists: tuple[RecipientList, ...] = Field(
        (), title="Danh sách nơi nhận", description="Các danh sách nơi nhận dùng lại."
    )
    contact: Contact | None = Field(None, title="Địa chỉ liên hệ", description="In ở chân trang khi cần.")

    def as_data(self) -> dict[str, Any]:
        """JSON data that reads back as an equal profile."""
        return self.model_dump(mode="json", exclude_defaults=True)


def add_agency(
    session: Session,
    profile: AgencyProfile,
    now: dt.datetime,
    *,
    superior_id: uuid.UUID | None = None,
    approval_required: bool = False,
    agency_id: uuid.UUID | None = None,
) -> AgencyRow:
    """Make an agency, administered by `superior_id` too if there is one."""
    row = AgencyRow(
        id=agency_id or new_id(), superior_id=superior_id, approval_required=approval_required, created_at=now
    )
    update_agency(row, profile)
    session.add(row)
    session.flush()
    return row


def update_agency(row: AgencyRow, profile: AgencyProfile) -> None:
    """Describe the agency anew; documents already made keep what they print."""
    row.name, row.sign, row.profile = profile.issuer.name, profile.issuer.sign, profile.as_data()


def profile_of(row: AgencyRow) -> AgencyProfile:
    """What the agency prints."""
    return AgencyProfile.model_validate(row.profile)


def find_agency(session: Session, agency_id: uuid.UUID) -> AgencyRow:
    """The agency; raise NotFound when there is none."""
    row = session.get(AgencyRow, agency_id)
    if row is None:
        raise NotFound("Không tìm thấy cơ quan.")
    return row


def list_agencies(session: Session) -> list[AgencyRow]:
    """Every agency by name, for the operator."""
    return list(session.scalars(sa.select(AgencyRow).order_by(AgencyRow.name, AgencyRow.id)))


def agencies_below(session: Session, agency_id: uuid.UUID) -> set[uuid.UUID]:
    """The agency and all it administers, directly or through others."""
    tree = sa.select(AgencyRow.id).where(AgencyRow.id == agency_id).cte("tree", recursive=True)
    tree = tree.union(sa.select(AgencyRow.id).where(AgencyRow.superior_id == tree.c.id))
    return set(session.scalars(sa.select(tree.c.id)))


def move_agency(session: Session, row: AgencyRow, superior_id: uuid.UUID | None) -> None:
    """Put the agency under another one; raise InvalidInput where it would be its own superior."""
    if superior_id is not None and superior_id in agencies_below(session, row.id):
        sentence = "Cơ quan quản lý không được là chính cơ quan này hoặc cấp dưới của nó."
        raise InvalidInput(problems=[Problem("/superior_id", "circle", sentence)])
    row.superior_id = superior_id
