"""Gives a fresh PDF fixed dates and ids, so that the same document always becomes the same bytes.

LibreOffice writes the clock into four places: the information dictionary, the XMP packet, the colour profile of PDF/A, and the
file's id. They are mended in place; the one that changes length moves the cross-reference table with it.
"""

import hashlib
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate

from service.errors import UnreadableFile
from service.reading.opening import open_package

_UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)
_MODIFIED = re.compile(r"<dcterms:modified[^>]*>([^<]+)<")
#: LibreOffice ends it with a stray apostrophe, which not every reader forgives.
_INFO_DATE = re.compile(rb"/CreationDate\(D:(\d{14}Z')\)")
_XMP_DATE = re.compile(rb"<xmp:CreateDate>([^<]{20})</xmp:CreateDate>")
_IDS = re.compile(rb"/ID \[ <([0-9A-F]{32})>\s<([0-9A-F]{32})> \]\s/DocChecksum /([0-9A-F]{32})")
_PROFILE = re.compile(rb"/DestOutputProfile (\d+) 0 R")
_STREAM = re.compile(rb" 0 obj\s<<[^>]*?/Length (\d+) 0 R[^>]*>>\sstream\r?\n")
_LANGUAGE = re.compile(rb"/Lang\(([^)]*)\)")
_XREF_LINE = re.compile(rb"(\d{10}) 00000 n")
_START_XREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
#: Where an ICC profile keeps the moment it was made (ICC.1, 7.2.8): six 16-bit numbers.
_ICC_DATE = slice(24, 36)


@dataclass(frozen=True, slots=True)
class _Edit:
    """Bytes `start` to `end` become `new`."""

    start: int
    end: int
    new: bytes


def moment_of(docx: bytes) -> datetime:
    """When the DOCX says it was last changed, else the start of the century: never the clock."""
    try:
        package = open_package(docx)
        written = _MODIFIED.search(package.read("docProps/core.xml").decode("utf-8", "replace"))
        moment = datetime.fromisoformat(written[1].strip()) if written else _UNKNOWN
    except (UnreadableFile, ValueError):
        return _UNKNOWN
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def fix_bytes(pdf: bytes, *, moment: datetime, seed: bytes, language: str) -> bytes:
    """Return `pdf` with `moment` for all its dates, an id drawn from `seed`, and `language` for its text.

    A place that is not found as LibreOffice 7 writes it stays as it is: the PDF is then as good, only not repeatable.
    """
    moment = moment.astimezone(UTC)
    edits = [
        *_edits_of(_INFO_DATE, pdf, moment.strftime("%Y%m%d%H%M%SZ").encode()),
        *_edits_of(_XMP_DATE, pdf, moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()),
        *_edits_of(_IDS, pdf, hashlib.sha256(seed).hexdigest()[:32].upper().encode()),
        *_edits_of(_LANGUAGE, pdf, language.encode("ascii", "replace")),
        *_profile_edits(pdf, moment),
    ]
    return _apply(pdf, edits)


def _edits_of(pattern: re.Pattern[bytes], pdf: bytes, new: bytes) -> Iterable[_Edit]:
    """Replace every group of the last match: all of these stand behind the pages."""
    found = list(pattern.finditer(pdf))[-1:]
    for match in found:
        for group in range(1, pattern.groups + 1):
            yield _Edit(*match.span(group), new)


def _profile_edits(pdf: bytes, moment: datetime) -> Iterable[_Edit]:
    """Date the colour profile; it is compressed, so its length may change, and its length is an object of its own."""
    reference = _PROFILE.search(pdf)
    if reference is None:
        return
    head = _STREAM.search(pdf, pdf.find(b"\n" + reference[1] + b" 0 obj"))
    if head is None:
        return
    length = re.compile(rb"\n" + head[1] + rb" 0 obj\s(\d+)\s").search(pdf)
    if length is None:
        return
    start, end = head.end(), head.end() + int(length[1])
    profile = bytearray(zlib.decompress(pdf[start:end]))
    numbers = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    profile[_ICC_DATE] = b"".join(number.to_bytes(2, "big") for number in numbers)
    packed = zlib.compress(bytes(profile), 6)
    yield _Edit(start, end, packed)
    yield _Edit(*length.span(1), str(len(packed)).encode())


def _apply(pdf: bytes, edits: Iterable[_Edit]) -> bytes:
    ordered = sorted(edits, key=lambda edit: edit.start)
    pieces, done = [], 0
    for edit in ordered:
        pieces += [pdf[done : edit.start], edit.new]
        done = edit.end
    result = b"".join([*pieces, pdf[done:]])
    longer = [edit for edit in ordered if len(edit.new) != edit.end - edit.start]
    return _move_references(pdf, result, longer) if longer else result


def _move_references(original: bytes, result: bytes, edits: list[_Edit]) -> bytes:
    """Add to every offset in the cross-reference table what `edits`, in order, inserted before it."""
    starts = [edit.start for edit in edits]
    inserted = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits)]

    def moved(digits: bytes) -> int:
        offset = int(digits)
        return offset + inserted[bisect_left(starts, offset)]

    old_start = _START_XREF.search(original)
    assert old_start is not None
    table = moved(old_start[1])
    references = _XREF_LINE.sub(lambda line: b"%010d 00000 n" % moved(line[1]), result[table:])
    return result[:table] + _START_XREF.sub(b"startxref\n%d\n%%%%EOF\n" % table, references)
