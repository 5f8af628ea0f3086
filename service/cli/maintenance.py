"""``nd30 migrate``, ``backup``, ``restore``, ``tidy``: the operator's care for the data."""

from pathlib import Path

import click

from service.actions import maintenance
from service.actions.services import Services
from service.cli.opening import open_services
from service.settings import Settings

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("migrate")
def migrate() -> None:
    """Tạo hoặc nâng cấp cơ sở dữ liệu."""
    with Services(Settings.from_env()) as services:
        before, after = maintenance.upgrade(services)
    click.echo(
        "Cơ sở dữ liệu đã đúng phiên bản." if before == after else f"Đã nâng cấp: {before or 'trống'} → {after}."
    )


@click.command("backup")
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Sao lưu toàn bộ dữ liệu và tệp vào một tệp ZIP, kiểm tra lại sau khi ghi; dịch vụ vẫn chạy."""
    with Services(Settings.from_env()) as services:
        manifest = maintenance.save_backup(services, file)
    click.echo(f"Đã sao lưu {sum(manifest.tables.values())} dòng và {manifest.files} tệp vào {file}.")


@click.command("restore")
@click.argument("file", type=_FILE)
def restore(file: Path) -> None:
    """Khôi phục một bản sao lưu vào cơ sở dữ liệu trống."""
    with Services(Settings.from_env()) as services:
        manifest = maintenance.load_backup(services, file)
    click.echo(
        f"Đã khôi phục {sum(manifest.tables.values())} dòng và {manifest.files} tệp (bản ngày {manifest.made_at})."
    )


@click.command("tidy")
def tidy() -> None:
    """Xóa hẳn những gì đã quá hạn: thùng rác, câu trả lời lưu tạm, tệp không còn dùng."""
    with open_services() as services:
        done = maintenance.tidy(services)
    click.echo(
        f"Đã xóa {done.documents} văn bản, {done.files} tệp, {done.answers} câu trả lời, {done.deliveries} lần báo."
    )
