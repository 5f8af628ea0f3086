"""``nd30 render``, ``validate``, ``schema``, ``kinds``, ``new``: from data to a document on the command line."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import click

from service.converting import OfficePool
from service.documents.parse import parse_document
from service.documents.schema import json_schema
from service.documents.starting import starting_document
from service.errors import InvalidDocument, Problem
from service.nd30.kinds import KINDS, Kind
from service.rendering import compile_document_template, render_document
from service.settings import Settings, describe

DATA = click.argument("data", type=click.Path(path_type=Path, allow_dash=True), metavar="DATA.json")
_KINDS = {kind.value: kind for kind in Kind}


class KindType(click.ParamType[Kind]):
    """A kind by its slug or abbreviation: ``ke-hoach``, ``KH``."""

    name = "tên loại"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Kind:
        """Return the kind; fail in Vietnamese with the nearest ones."""
        known = _KINDS | {facts.abbreviation: kind for kind, facts in KINDS.items() if facts.abbreviation}
        if value not in known:
            self.fail(f"không có tên loại {value!r}; xem nd30 kinds.", param, ctx)
        return known[value]


KIND = click.argument("kind", type=KindType(), metavar="TÊN-LOẠI")


@click.command("render")
@DATA
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Tệp DOCX ghi ra (mặc định: cùng tên với dữ liệu)."
)
@click.option("--pdf", "pdf_path", type=click.Path(path_type=Path), help="Tệp PDF ghi ra, nếu cần.")
@click.option(
    "--template", "template_path", type=click.Path(path_type=Path, exists=True), help="Mẫu Word riêng của cơ quan."
)
def render(data: Path, output: Path | None, pdf_path: Path | None, template_path: Path | None) -> None:
    """Tạo DOCX (và PDF) từ dữ liệu JSON.

    \b
    Ví dụ:
      nd30 render ke-hoach.json
      nd30 render ke-hoach.json -o out/ke-hoach.docx --pdf out/ke-hoach.pdf
      nd30 render ke-hoach.json --template mau-rieng.docx
      nd30 new bao-cao | nd30 render - -o bao-cao.docx
    """
    settings = Settings.from_env()
    document = parse_document(_read(data))
    template = compile_document_template(template_path, document.kind) if template_path else None
    docx = render_document(document, template, templates_dir=settings.templates_dir)
    target = output or (Path(f"{document.kind}.docx") if str(data) == "-" else data.with_suffix(".docx"))
    _write(target, docx)
    click.echo(str(target))
    if pdf_path:
        # What is made lies in its target already: nothing is gained by keeping it in a cache as well.
        with OfficePool(replace(settings, cache_size=0)) as pool:
            _write(pdf_path, pool.convert(docx, name=target.name))
        click.echo(str(pdf_path))


@click.command("validate")
@DATA
def validate(data: Path) -> None:
    """Kiểm tra dữ liệu JSON, liệt kê mọi lỗi cùng lúc.

    \b
    Ví dụ: nd30 validate ke-hoach.json
    """
    document = parse_document(_read(data))
    state = "văn bản đã có số, ngày" if document.is_issued else "bản thảo"
    click.echo(f"Dữ liệu hợp lệ: {KINDS[document.kind].name}, {state}.")


@click.command("schema")
@KIND
def schema(kind: Kind) -> None:
    """In JSON Schema của một tên loại.

    \b
    Ví dụ: nd30 schema ke-hoach > ke-hoach.schema.json
    """
    click.echo(json.dumps(json_schema(kind), ensure_ascii=False, indent=2))


@click.command("kinds")
def kinds() -> None:
    """Liệt kê 29 tên loại văn bản và chữ viết tắt (Điều 7; Phụ lục III).

    Dấu x ở cột cuối: tên loại mà dịch vụ này tạo được; tên loại khác có ghi lý do.
    """
    click.echo(f"{'':>2}  {'mã':<18} {'viết tắt':<8}  {'tên loại':<16} tạo được")
    for number, (kind, facts) in enumerate(KINDS.items(), start=1):
        click.echo(
            f"{number:>2}  {kind.value:<18} {facts.abbreviation or '-':<8}  {facts.title:<16} {facts.why_not or 'x'}"
        )


@click.command("new")
@KIND
def new(kind: Kind) -> None:
    """In dữ liệu JSON mẫu đã điền sẵn để bắt đầu một văn bản.

    \b
    Ví dụ: nd30 new ke-hoach > ke-hoach.json
    """
    click.echo(json.dumps(starting_document(kind).as_data(), ensure_ascii=False, indent=2))


@click.command("settings")
def settings() -> None:
    """Liệt kê các thiết lập (biến môi trường ND30_...) và giá trị mặc định."""
    for variable, default, sentence in describe():
        click.echo(f"{variable:<32} {default:<12} {sentence}")


def _read(path: Path) -> bytes:
    if str(path) == "-":
        return sys.stdin.buffer.read()
    if not path.is_file():
        raise InvalidDocument(f"Không có tệp {path}.", [Problem(str(path), "no-file", "Không có tệp này.")])
    return path.read_bytes()


def _write(path: Path, content: bytes) -> None:
    """Write whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(content)
    partial.replace(path)
