"""``nd30 users``: accounts and roles, from the server's own command line."""

import secrets
import sys

import click

from service.accounts import ROLE_NAMES, Role, operator
from service.actions import people
from service.actions.services import Services
from service.cli.choosing import choose_agency
from service.cli.opening import open_services
from service.errors import NotFound
from service.storage.agency_tables import AgencyRow, UserRow

_agency = click.option("--agency", help="Mã hoặc tên cơ quan; không cần khi chỉ có một.")
_roles = click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    help="Vai trò: soan-thao, van-thu, lanh-dao, quan-tri; lặp lại được.",
)


@click.group("users")
def users() -> None:
    """Người dùng và vai trò."""


@users.command("add")
@click.argument("email")
@click.option("--name", required=True, help="Họ và tên.")
@_agency
@_roles
@click.option("--password-stdin", is_flag=True, help="Đọc mật khẩu từ đầu vào chuẩn thay vì tạo ngẫu nhiên.")
@click.option("--no-password", is_flag=True, help="Chỉ đăng nhập qua hệ thống xác thực (OIDC).")
def add(
    email: str, name: str, agency: str | None, roles: tuple[str, ...], password_stdin: bool, no_password: bool
) -> None:
    """Thêm người dùng; mật khẩu ngẫu nhiên được in một lần."""
    password = None if no_password else _password(password_stdin)
    with open_services() as services:
        row = choose_agency(services, agency)
        given = [Role(role) for role in roles] or [Role.DRAFTER]
        user = people.create_user(services, operator(row.id), email, name, given, password=password)
    click.echo(f"{user.id}  {user.email}")
    if password and not password_stdin:
        click.echo(f"Mật khẩu (chỉ hiện lần này): {password}")


@users.command("list")
@_agency
def list_(agency: str | None) -> None:
    """Liệt kê người dùng của một cơ quan."""
    with open_services() as services:
        row = choose_agency(services, agency)
        for user in people.users_of(services, operator(row.id)):
            roles = sorted(ROLE_NAMES[Role(one.role)] for one in user.memberships if one.agency_id == row.id)
            click.echo(f"{user.email}  {user.name}  {', '.join(roles)}{'' if user.active else '  (đã khóa)'}")


@users.command("roles")
@click.argument("email")
@_agency
@_roles
def roles_(email: str, agency: str | None, roles: tuple[str, ...]) -> None:
    """Đặt lại vai trò của người dùng; các phiên đang mở kết thúc."""
    with open_services() as services:
        row, user = _found(services, agency, email)
        people.set_roles(services, operator(row.id), user.id, [Role(role) for role in roles])
    click.echo(f"Đã đặt vai trò của {user.email}.")


@users.command("reset-password")
@click.argument("email")
@_agency
def reset_password(email: str, agency: str | None) -> None:
    """Đặt mật khẩu ngẫu nhiên mới và mở khóa."""
    with open_services() as services:
        row, user = _found(services, agency, email)
        password = people.reset_password(services, operator(row.id), user.id)
    click.echo(f"Mật khẩu mới của {user.email} (chỉ hiện lần này): {password}")


@users.command("close")
@click.argument("email")
@_agency
def close(email: str, agency: str | None) -> None:
    """Không cho người dùng đăng nhập nữa; nhật ký và sổ giữ nguyên tên."""
    with open_services() as services:
        row, user = _found(services, agency, email)
        people.close_account(services, operator(row.id), user.id)
    click.echo(f"Đã khóa {user.email}.")


def _password(from_stdin: bool) -> str:
    return sys.stdin.readline().rstrip("\n") if from_stdin else secrets.token_urlsafe(12)


def _found(services: Services, agency: str | None, email: str) -> tuple[AgencyRow, UserRow]:
    row = choose_agency(services, agency)
    for user in people.users_of(services, operator(row.id)):
        if user.email == email.strip().casefold():
            return row, user
    raise NotFound(f"Cơ quan không có người dùng {email}.")
