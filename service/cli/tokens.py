"""``nd30 tokens``: API tokens of an agency."""

import datetime as dt
import uuid

import click

from service.accounts import Permission, operator
from service.actions import people
from service.cli.choosing import choose_agency
from service.cli.opening import open_services

_agency = click.option("--agency", help="Mã hoặc tên cơ quan; không cần khi chỉ có một.")


@click.group("tokens")
def tokens() -> None:
    """Mã truy cập API."""


@tokens.command("add")
@click.argument("name")
@_agency
@click.option(
    "--scope",
    "scopes",
    type=click.Choice([permission.value for permission in Permission]),
    multiple=True,
    required=True,
    help="Phạm vi; lặp lại được.",
)
@click.option("--days", type=click.IntRange(1, 730), default=90, show_default=True, help="Số ngày dùng được.")
def add(name: str, agency: str | None, scopes: tuple[str, ...], days: int) -> None:
    """Tạo mã truy cập; mã chỉ được in một lần này."""
    with open_services() as services:
        row = choose_agency(services, agency)
        expires = services.clock() + dt.timedelta(days=days)
        token = people.create_token(services, operator(row.id), name, scopes, expires)
    click.echo(token.secret)
    click.echo(f"Mã {token.row.id}, hết hạn {expires:%d/%m/%Y}. Giữ kín; không xem lại được.", err=True)


@tokens.command("list")
@_agency
def list_(agency: str | None) -> None:
    """Liệt kê mã truy cập của cơ quan."""
    with open_services() as services:
        row = choose_agency(services, agency)
        now = services.clock()
        for token in people.tokens_of(services, operator(row.id)):
            state = "đã thu hồi" if token.revoked_at else "hết hạn" if token.expires_at <= now else "đang dùng"
            used = f"{token.last_used_at:%d/%m/%Y}" if token.last_used_at else "chưa dùng"
            click.echo(f"{token.id}  {token.name}  {state}  {used}  {','.join(token.scopes)}")


@tokens.command("revoke")
@click.argument("token", type=click.UUID)
@_agency
def revoke(token: uuid.UUID, agency: str | None) -> None:
    """Thu hồi ngay một mã truy cập."""
    with open_services() as services:
        row = choose_agency(services, agency)
        people.cancel_token(services, operator(row.id), token)
    click.echo("Đã thu hồi.")
