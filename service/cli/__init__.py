"""The command ``nd30``: parse arguments, call one action, print; exit codes live in `service.cli.exits`."""

import click

from service.cli.exits import run
from service.cli.vietnamese import LazyGroup

#: Command -> where it is defined; loaded only when it is called, so that `nd30 kinds` need not load a web framework.
COMMANDS = {
    "render": "service.cli.documents:render",
    "validate": "service.cli.documents:validate",
    "schema": "service.cli.documents:schema",
    "kinds": "service.cli.documents:kinds",
    "new": "service.cli.documents:new",
    "demo": "service.cli.demo:demo",
    "settings": "service.cli.documents:settings",
    "pdf": "service.cli.pdf:pdf",
    "check": "service.cli.check:check",
    "rules": "service.cli.check:rules",
    "units": "service.cli.units:units",
    "batch": "service.cli.batch:batch",
    "worker": "service.cli.worker:worker",
    "serve": "service.cli.serve:serve",
    "agencies": "service.cli.agencies:agencies",
    "users": "service.cli.users:users",
    "tokens": "service.cli.tokens:tokens",
    "migrate": "service.cli.maintenance:migrate",
    "backup": "service.cli.maintenance:backup",
    "restore": "service.cli.maintenance:restore",
    "tidy": "service.cli.maintenance:tidy",
}


@click.group(cls=LazyGroup, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nd30", message="nd30 %(version)s", help="In phiên bản rồi thoát.")
def group() -> None:
    """Soạn văn bản hành chính đúng thể thức Nghị định 30/2020/NĐ-CP: DOCX và PDF từ dữ liệu.

    \b
    Bắt đầu:
      nd30 new ke-hoach > ke-hoach.json
      nd30 render ke-hoach.json -o ke-hoach.docx --pdf ke-hoach.pdf

    \b
    Mã thoát: 0 xong; 1 có lỗi thể thức (check); 2 dữ liệu hoặc tham số sai;
    3 không tạo được PDF; 4 không tìm thấy hoặc không được phép; 5 hệ thống bận.
    """


def main() -> None:
    """Entry point of the command."""
    run(group)
