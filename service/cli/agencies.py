"""``nd30 agencies``: make and describe agencies on the server."""

import json
import uuid
from pathlib import Path

import click

from service.accounts import AgencyProfile, operator
from service.actions import people
from service.actions.services import Services
from service.cli.choosing import choose_agency
from service.cli.opening import open_services
from service.documents import Agency, ParentAgency
from service.errors import InvalidInput, Problem
from service.numbering import vietnam_day
from service.units import units_on


@click.group("agencies")
def agencies() -> None:
    """Cơ quan dùng hệ thống."""


@agencies.command("add")
@click.option("--unit", help="Mã xã, phường, đặc khu: điền sẵn tên, địa danh, chữ viết tắt của Ủy ban nhân dân.")
@click.option("--name", help="Tên chính thức, ví dụ 'Ủy ban nhân dân xã An Bình'.")
@click.option("--sign", help="Chữ viết tắt trong ký hiệu, ví dụ UBND.")
@click.option("--place", help="Địa danh, ví dụ 'An Bình'.")
@click.option("--parent", help="Cơ quan chủ quản trực tiếp, nếu có.")
@click.option("--superior", type=click.UUID, help="Mã cơ quan quản lý tài khoản cấp trên, nếu có.")
def add(
    unit: str | None,
    name: str | None,
    sign: str | None,
    place: str | None,
    parent: str | None,
    superior: uuid.UUID | None,
) -> None:
    """Thêm một cơ quan."""
    with open_services() as services:
        profile = _of_unit(services, unit) if unit else _described(name, sign, place, parent)
        row = people.create_agency(services, profile, None, superior_id=superior)
    click.echo(f"{row.id}  {row.name}")


@agencies.command("list")
def list_() -> None:
    """Liệt kê các cơ quan."""
    with open_services() as services:
        for row in people.all_agencies(services):
            click.echo(f"{row.id}  {row.name}{'' if row.active else '  (ngừng)'}")


@agencies.command("show")
@click.argument("agency", required=False)
def show(agency: str | None) -> None:
    """In mô tả của cơ quan (JSON) để sửa rồi nạp lại bằng set."""
    with open_services() as services:
        row = choose_agency(services, agency)
    click.echo(json.dumps(row.profile, ensure_ascii=False, indent=2))


@agencies.command("set")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--agency", help="Mã hoặc tên cơ quan; không cần khi chỉ có một.")
@click.option("--approval/--no-approval", default=None, help="Văn bản phải được lãnh đạo duyệt trước khi cấp số.")
def set_(file: Path, agency: str | None, approval: bool | None) -> None:
    """Thay mô tả của cơ quan bằng tệp JSON: người ký, danh sách nơi nhận, địa chỉ."""
    with open_services() as services:
        row = choose_agency(services, agency)
        profile = people.read_profile(file.read_bytes())
        people.describe_agency(services, operator(row.id), profile, approval_required=approval)
    click.echo(f"Đã cập nhật {profile.issuer.name}.")


def _of_unit(services: Services, code: str) -> AgencyProfile:
    unit = units_on(vietnam_day(services.clock())).units.get(code)
    if unit is None:
        sentence = f"Không có xã, phường, đặc khu mã {code}; tra bằng nd30 units search."
        raise InvalidInput(sentence, [Problem("--unit", "unknown-unit", sentence)])
    issuer = Agency(name=f"Ủy ban nhân dân {unit.full_name}", sign="UBND", place=unit.place_name, head_post="Chủ tịch")
    return AgencyProfile(issuer=issuer, unit_code=code)


def _described(name: str | None, sign: str | None, place: str | None, parent: str | None) -> AgencyProfile:
    wanted = {"--name": name, "--sign": sign, "--place": place}
    missing = [Problem(option, "missing", f"Thiếu {option}.") for option, value in wanted.items() if not value]
    if missing:
        raise InvalidInput("Cần --unit, hoặc cả --name, --sign và --place.", missing)
    assert name
    assert sign
    assert place
    above = ParentAgency(name=parent) if parent else None
    return AgencyProfile(issuer=Agency(name=name, sign=sign, place=place), parent_agency=above)
