"""CSV as Vietnamese offices really send it: semicolons, UTF-16 from Excel, a BOM, or a code page that cannot be guessed."""

import codecs
import csv
import io
from typing import Final

from service.importing.bounds import MAX_COLUMNS, MAX_ROWS, refusal
from service.importing.sheets import Sheet, Workbook, cell_of
from service.sentences import Sentence

_DELIMITERS: Final = ";,\t|"
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE_LINES: Final = 20
_MAX_FIELD: Final = 100_000
_HOW_TO_SAVE: Final = Sentence("trong Excel chọn Lưu thành, kiểu “CSV UTF-8”, hoặc gửi tệp .xlsx")


def read_csv(data: bytes, name: str) -> Workbook:
    """Read a CSV file of any common delimiter, in UTF-8 or UTF-16; raise UnreadableFile for any other encoding."""
    text = _decode(data)
    delimiter = _delimiter(text)
    rows = []
    try:
        csv.field_size_limit(_MAX_FIELD)
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(tuple(cell_of(value) for value in row))
            if len(rows) > MAX_ROWS:
                raise refusal(
                    "too-many-rows", Sentence("Tệp CSV có hơn %(most)s dòng.", most=f"{MAX_ROWS:,}".replace(",", "."))
                )
    except csv.Error as error:
        raise refusal(
            "bad-csv",
            Sentence("Dòng %(line)s không đúng dạng CSV (thường do thiếu dấu nháy kép đóng).", line=len(rows) + 1),
        ) from error
    if any(len(row) > MAX_COLUMNS for row in rows):
        raise refusal("too-many-columns", Sentence("Tệp CSV có hơn %(most)s cột.", most=MAX_COLUMNS))
    return Workbook((Sheet(name, tuple(rows)),))


def _decode(data: bytes) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise refusal(
            "wrong-encoding",
            Sentence(
                "Dòng %(line)s không đọc được: tệp CSV không ở bảng mã UTF-8; %(how)s.", line=line, how=_HOW_TO_SAVE
            ),
        ) from error
    if "\x00" in text:
        raise refusal("wrong-encoding", Sentence("Tệp không phải CSV dạng chữ; %(how)s.", how=_HOW_TO_SAVE))
    return text


def _delimiter(text: str) -> str:
    """The mark that cuts the first lines into the most columns, equally often on each."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]

    def likelihood(mark: str) -> tuple[bool, int]:
        counts = [line.count(mark) for line in lines] or [0]
        return counts[0] > 0, min(counts) or counts[0]

    return max(_DELIMITERS, key=likelihood)
