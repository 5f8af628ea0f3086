"""``nd30 check`` and ``nd30 rules``: is this Word file in the form of the decree, and what are the rules."""

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service import checking
from service.checking import PrintedPage, PrintedText, Report, page_of
from service.errors import ConversionFailed, MissingProgram, Nd30Error, Overloaded, UnreadableFile
from service.reading import read_document
from service.settings import Settings

if TYPE_CHECKING:
    from service.converting import OfficePool

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
_HAS_ERRORS = 1
_UNREADABLE = 2
_STATES = {"issued": True, "draft": False, "auto": None}


@click.command("check")
@click.argument("files", type=_FILE, nargs=-1, required=True, metavar="TỆP.docx...")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help="Dạng báo cáo.")
@click.option(
    "--as",
    "state",
    type=click.Choice(list(_STATES)),
    default="auto",
    help="Xét như bản dự thảo (draft) hoặc văn bản phát hành (issued); auto: để trống số hoặc ngày là dự thảo.",
)
@click.option(
    "--annotate",
    "annotated",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Ghi một bản sao có chú thích Word ở từng chỗ.",
)
@click.option("--with-pdf", is_flag=True, help="Chuyển sang PDF và đo cả những gì chỉ bản in cho thấy.")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Ghi báo cáo ra tệp.")
@click.pass_context
def check(
    context: click.Context,
    files: tuple[Path, ...],
    form: str,
    state: str,
    annotated: Path | None,
    with_pdf: bool,
    output: Path | None,
) -> None:
    """Kiểm tra thể thức của tệp Word (.docx) theo Nghị định 30/2020/NĐ-CP.

    \b
    Mã thoát: 0 không có lỗi; 1 có lỗi thể thức; 2 không đọc được tệp;
    3 không đo được bản in (--with-pdf): kết quả xét tệp Word vẫn được in ra.

    \b
    Ví dụ:
      nd30 check ke-hoach.docx
      nd30 check ke-hoach.docx --as issued --format html -o phieu.html
      nd30 check ke-hoach.docx --annotate ke-hoach-chu-thich.docx
      nd30 check out/*.docx
    """
    if annotated is not None and len(files) > 1:
        raise click.UsageError("--annotate dùng với một tệp.")
    with _Paper(wanted=with_pdf) as paper:
        results = [(path, _checked(path, _STATES[state], paper)) for path in files]
    failed = [result for _, result in results if isinstance(result, Nd30Error)]
    if failed and len(files) == 1:
        raise failed[0]
    _write(_rendered(results, form), output)
    first = results[0][1]
    if annotated is not None and isinstance(first, Report):
        annotated.write_bytes(checking.annotate(files[0].read_bytes(), first))
    if paper.fault is not None:
        raise paper.fault
    context.exit(_exit_code([result for _, result in results]))


def _checked(path: Path, issued: bool | None, paper: "_Paper") -> Report | Nd30Error:
    try:
        data = path.read_bytes()
        read = read_document(data)
        return checking.check_document(read, issued=issued, printed=paper.pages(data, path.name))
    except UnreadableFile as error:
        return error


class _Paper(ExitStack):
    """Prints files with LibreOffice when that is `wanted`; where it cannot, the DOCX is checked all the same and `fault` says why."""

    def __init__(self, *, wanted: bool) -> None:
        super().__init__()
        self.fault: Nd30Error | None = None
        self._wanted = wanted
        self._pool: OfficePool | None = None

    def pages(self, data: bytes, name: str) -> list[PrintedPage] | None:
        """The pages as LibreOffice prints them, measured; None when nobody asked, or it could not."""
        if not self._wanted:
            return None
        from service.converting import OfficePool, PdfOptions

        if self._pool is None:
            self._pool = self.enter_context(OfficePool(Settings.from_env()))
        try:
            return _measured(self._pool.convert(data, PdfOptions(archival=False), name=name))
        except (MissingProgram, ConversionFailed, Overloaded) as error:
            sentence = f"Đã xét tệp Word, chưa đo được bản in: {error.message}"
            self.fault = self.fault or type(error)(sentence, error.problems)
            return None


def _measured(pdf: bytes) -> list[PrintedPage]:
    """Each line of each page with its place."""
    from service.converting.pdf import page_sizes, placed_texts

    stretches = placed_texts(pdf)
    pages: list[PrintedPage] = []
    for number, size in enumerate(page_sizes(pdf), 1):
        held = [
            PrintedText(one.text, one.left_mm, one.top_mm, one.right_mm, one.bottom_mm)
            for one in stretches
            if one.page == number
        ]
        pages.append(page_of(held, size.width_mm, size.height_mm))
    return pages


def _rendered(results: list[tuple[Path, Report | Nd30Error]], form: str) -> str:
    if len(results) == 1:
        path, report = results[0]
        assert isinstance(report, Report)
        if form == "json":
            return checking.report_json(report)
        return checking.report_html(report, path.name) if form == "html" else checking.report_text(report, path.name)
    if form == "json":
        entries = [{"file": path.name, **_data(one)} for path, one in results]
        return json.dumps(entries, ensure_ascii=False, indent=2)
    if form == "html":
        return "\n".join(checking.report_html(one, path.name) for path, one in results if isinstance(one, Report))
    return checking.summary_table(
        [(path.name, one.message if isinstance(one, Nd30Error) else one) for path, one in results]
    )


def _data(result: Report | Nd30Error) -> dict[str, Any]:
    return {"error": result.message} if isinstance(result, Nd30Error) else checking.report_data(result)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")


def _exit_code(results: list[Report | Nd30Error]) -> int:
    if any(isinstance(result, Nd30Error) for result in results):
        return _UNREADABLE
    return _HAS_ERRORS if any(isinstance(result, Report) and result.has_errors for result in results) else 0


@click.command("rules")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", help="Dạng danh sách."
)
def rules(form: str) -> None:
    """Liệt kê mọi quy tắc kiểm tra: mã, mức, nội dung, quy định.

    \b
    Ví dụ:
      nd30 rules
      nd30 rules --format markdown > docs/rules.md
    """
    if form == "json":
        click.echo(json.dumps(checking.rules_data(), ensure_ascii=False, indent=2))
    else:
        click.echo(checking.rules_table() if form == "text" else checking.rules_markdown().rstrip())
