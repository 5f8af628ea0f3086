"""``nd30 demo``: every example as DOCX and PDF, with a table of what came out."""

import time
from pathlib import Path

import click

from service.converting import OfficePool
from service.converting.pdf import page_count
from service.documents.parse import parse_document
from service.errors import MissingProgram
from service.nd30.kinds import KINDS
from service.rendering import render_document
from service.settings import Settings

_LINE = "{:<34} {:<12} {:>6} {:>10} {:>10}"


@click.command("demo")
@click.argument(
    "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path("fixtures/documents")
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Thư mục ghi ra."
)
def demo(folder: Path, output: Path) -> None:
    """Tạo mọi văn bản ví dụ trong một thư mục ra DOCX và PDF.

    \b
    Ví dụ: nd30 demo fixtures/documents -o out
    """
    output.mkdir(parents=True, exist_ok=True)
    click.echo(_LINE.format("tệp", "tên loại", "trang", "DOCX (ms)", "PDF (ms)"))
    missing: MissingProgram | None = None
    with OfficePool(Settings.from_env()) as pool:
        for data in sorted(folder.glob("*.json")):
            document = parse_document(data.read_bytes())
            started = time.perf_counter()
            docx = render_document(document)
            docx_ms = (time.perf_counter() - started) * 1000
            (output / f"{data.stem}.docx").write_bytes(docx)
            pages = pdf_ms = "-"
            if missing is None:
                try:
                    started = time.perf_counter()
                    pdf = pool.convert(docx, name=data.stem)
                    pdf_ms = f"{(time.perf_counter() - started) * 1000:.0f}"
                    (output / f"{data.stem}.pdf").write_bytes(pdf)
                    pages = str(page_count(pdf))
                except MissingProgram as error:
                    missing = error
            click.echo(_LINE.format(data.stem, KINDS[document.kind].name, pages, f"{docx_ms:.1f}", pdf_ms))
    if missing:
        click.echo(f"Chưa có PDF: {missing.message}")
