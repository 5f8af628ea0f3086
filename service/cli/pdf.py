"""``nd30 pdf``: Word files to PDF/A on the command line."""

import mimetypes
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import click

from service.converting import Attachment, OfficePool, PdfOptions
from service.errors import ConversionFailed, InvalidInput, Nd30Error, Problem
from service.settings import Settings

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@click.command("pdf")
@click.argument("sources", type=_FILE, nargs=-1, required=True, metavar="TỆP.docx...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Tệp PDF ghi ra; có nhiều tệp Word thì là thư mục."
)
@click.option("--pdfa/--no-pdfa", default=True, help="Tạo PDF/A-2b để lưu trữ (mặc định), hoặc PDF thường.")
@click.option("--title", default="", help="Tiêu đề ghi trong PDF (mặc định: lấy từ tệp Word).")
@click.option("--author", default="", help="Tác giả, thường là cơ quan ban hành.")
@click.option("--subject", default="", help="Chủ đề, thường là trích yếu.")
@click.option(
    "--attach", type=_FILE, multiple=True, help="Tệp đính vào trong PDF (thành PDF/A-3b); dùng được nhiều lần."
)
def pdf(
    sources: tuple[Path, ...],
    output: Path | None,
    pdfa: bool,
    title: str,
    author: str,
    subject: str,
    attach: tuple[Path, ...],
) -> None:
    """Chuyển tệp Word (.docx) sang PDF/A bằng LibreOffice.

    Liên kết ra ngoài, macro và đối tượng nhúng được bỏ trước khi chuyển, và được nêu tên.

    \b
    Ví dụ:
      nd30 pdf ke-hoach.docx
      nd30 pdf ke-hoach.docx -o out/ke-hoach.pdf --title "Kế hoạch cải cách hành chính"
      nd30 pdf ke-hoach.docx --attach ke-hoach.json --attach ke-hoach.docx
      nd30 pdf out/*.docx -o out/pdf
    """
    attachments = tuple(map(_attachment, attach))
    options = PdfOptions(archival=pdfa, title=title, author=author, subject=subject, attachments=attachments)
    # What is made lies in its target already: nothing is gained by keeping it in a cache as well.
    settings = replace(Settings.from_env(), cache_size=0)
    with OfficePool(settings) as pool, ThreadPoolExecutor(pool.metrics().processes) as workers:
        targets = _targets(sources, output)
        failures = [one for one in workers.map(lambda a, b: _make(pool, a, b, options), sources, targets) if one]
    if failures and len(sources) == 1:
        raise failures[0]
    if failures:
        problems = [problem for failure in failures for problem in failure.problems]
        raise ConversionFailed(f"{len(failures)} trên {len(sources)} tệp không chuyển được sang PDF.", problems)


def _make(pool: OfficePool, source: Path, target: Path, options: PdfOptions) -> Nd30Error | None:
    """Convert one file and say so; return what stood in the way of this one file."""
    try:
        conversion = pool.convert_and_report(source.read_bytes(), options, name=source.name)
    except (ConversionFailed, InvalidInput) as error:
        problems = [Problem(source.name, problem.code, problem.message) for problem in error.problems]
        return type(error)(error.message, problems)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(conversion.pdf)
    click.echo(f"{target} ({conversion.pages} trang)")
    for problem in conversion.removed:
        click.echo(f"  {source.name}: {problem.message}", err=True)
    return None


def _targets(sources: tuple[Path, ...], output: Path | None) -> list[Path]:
    if output is not None and len(sources) == 1 and not output.is_dir():
        return [output]
    return [(output or source.parent) / source.with_suffix(".pdf").name for source in sources]


def _attachment(path: Path) -> Attachment:
    kind = _DOCX if path.suffix == ".docx" else mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Attachment(path.name, path.read_bytes(), kind)
