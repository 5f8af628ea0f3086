"""Look at a spreadsheet's compressed parts before any library opens it: size, extent, formulas without a value.

A reader allocates the rectangle up to the last used cell, so one cell at ``XFD1048576`` would take all memory.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import column_index_from_string

from service.errors import Problem, UnreadableFile
from service.sentences import Sentence

#: The most rows that one sheet may have, headings included: six times the communes of the country.
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
_MAX_FILE: Final = 30 << 20
_MAX_PART: Final = 300 << 20
_MAX_RATIO: Final = 200
_MAX_ENTRIES: Final = 2000
_RATIO_FLOOR: Final = 5 << 20
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_XLSX_CELL: Final = re.compile(rb'<(?:x:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*?(?<!/)>(?!<v ?/>|<v></v>|</)')
_ODS_ROW: Final = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_CELL: Final = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_REPEAT: Final = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')


@dataclass(frozen=True, slots=True)
class Inspected:
    """What the look told.

    Attributes:
        format: ``xlsx`` or ``ods``.
        has_formulas: whether some cell holds a formula or an error value, so that a second look is due.
    """

    format: str
    has_formulas: bool


def inspect(data: bytes) -> Inspected:
    """Tell what a file is; raise UnreadableFile when it is no spreadsheet, encrypted, too large or a bomb."""
    if not data:
        raise refusal("empty", "Tệp rỗng.")
    if len(data) > _MAX_FILE:
        raise refusal("too-large", Sentence("Tệp lớn quá %(size)s MB.", size=_MAX_FILE >> 20))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise refusal("encrypted", "Tệp đặt mật khẩu; bỏ mật khẩu rồi gửi lại.")
        raise refusal("old-excel", "Đây là tệp Excel kiểu cũ (.xls); mở bằng Excel và lưu lại dạng .xlsx.")
    archive = _archive(data)
    names = archive.namelist()
    if "content.xml" in names:
        return _inspect_ods(archive)
    sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
    if not sheets:
        raise refusal("not-a-spreadsheet", "Tệp không phải bảng tính Excel (.xlsx), OpenDocument (.ods) hoặc CSV.")
    has_formulas = [_inspect_sheet(_read(archive, name)) for name in sheets]  # every sheet's extent is checked
    return Inspected("xlsx", any(has_formulas))


def refusal(code: str, sentence: str, path: str = "") -> UnreadableFile:
    """The error for a file that cannot be read."""
    return UnreadableFile(sentence, [Problem(path, code, sentence)])


def _archive(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except Exception as error:  # zipfile raises struct, value, key and overflow errors on a damaged directory
        raise refusal("not-a-spreadsheet", "Tệp bị hỏng hoặc không phải bảng tính.") from error
    if any(info.flag_bits & 0x1 for info in entries):
        raise refusal("encrypted", "Tệp đặt mật khẩu; bỏ mật khẩu rồi gửi lại.")
    dense = (info.file_size > _RATIO_FLOOR and info.file_size > info.compress_size * _MAX_RATIO for info in entries)
    if len(entries) > _MAX_ENTRIES or any(dense) or sum(info.file_size for info in entries) > _MAX_PART:
        raise refusal("too-large", "Tệp bung ra quá lớn, không đọc.")
    return archive


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as stream:
            data = stream.read(_MAX_PART + 1)
    except Exception as error:  # zipfile and zlib raise a dozen kinds on damaged data
        raise refusal("damaged", "Tệp bị hỏng, không giải nén được.") from error
    if len(data) > _MAX_PART:
        raise refusal("too-large", "Tệp bung ra quá lớn, không đọc.")
    return data


def _inspect_sheet(xml: bytes) -> bool:
    """Check the extent of one sheet; tell whether it has formulas or error values."""
    last_row, columns = 0, set()
    for cell in _XLSX_CELL.finditer(xml):  # one after the other: a hundred thousand rows have half a million cells
        columns.add(cell[1])
        last_row = max(last_row, int(cell[2]))
    last_column = max((column_index_from_string(letters.decode()) for letters in columns), default=0)
    _refuse_extent(last_row, last_column)
    return b"<f" in xml or b't="e"' in xml


def _inspect_ods(archive: zipfile.ZipFile) -> Inspected:
    xml = _read(archive, "content.xml")
    for table in xml.split(b"<table:table ")[1:]:
        rows = list(_ods_rows(table))
        _refuse_extent(sum(repeats for repeats, _ in rows), max((columns for _, columns in rows), default=0))
    return Inspected("ods", has_formulas=False)


def _ods_rows(table: bytes) -> Iterator[tuple[int, int]]:
    """Yield (times repeated, columns) of each row that holds a value; blank rows below do not count."""
    blank = 0
    for attributes, content in _ODS_ROW.findall(table):
        repeats = _repeats(attributes)
        columns, used = 0, 0
        for cell in _ODS_CELL.findall(content):
            columns += _repeats(cell)
            used = columns if b"value-type" in cell else used
        if used:
            yield blank + repeats, used
        blank = 0 if used else blank + repeats


def _repeats(attributes: bytes) -> int:
    found = _ODS_REPEAT.search(attributes)
    return int(found[1]) if found else 1


def _refuse_extent(rows: int, columns: int) -> None:
    if rows > MAX_ROWS:
        raise refusal(
            "too-many-rows",
            Sentence(
                "Trang tính có %(rows)s dòng; tối đa %(most)s dòng.", rows=_grouped(rows), most=_grouped(MAX_ROWS)
            ),
        )
    if columns > MAX_COLUMNS:
        raise refusal(
            "too-many-columns",
            Sentence("Trang tính có %(columns)s cột; tối đa %(most)s cột.", columns=columns, most=MAX_COLUMNS),
        )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
