"""Repairs on a PDF written by hand, byte for byte as LibreOffice writes it."""

import io
import zlib
from datetime import UTC, datetime, timedelta, timezone

import pypdf
import pytest

from service.converting.finishing import fix_bytes, moment_of
from tests.converting.papers import paper

MOMENT = datetime(2026, 6, 5, 8, 30, 15, tzinfo=UTC)


def icc(day):
    """A colour profile made on a day of 2026, padded with what does not compress."""
    numbers = b"".join(number.to_bytes(2, "big") for number in (2026, 11, day, 13, 17, 11))
    return b"\0" * 24 + numbers + b"acsp" + bytes(range(256))


def as_libreoffice_writes(second=11, language="en-US", profile=None):
    """A PDF of one empty page with every place where the clock stands."""
    packed = zlib.compress(profile if profile is not None else icc(22))
    xmp = f"<x:xmpmeta><xmp:CreateDate>2026-11-22T13:17:{second:02d}Z</xmp:CreateDate></x:xmpmeta>".encode()
    objects = [
        b"<</Type/Pages/Kids[2 0 R]/Count 1>>",
        b"<</Type/Page/Parent 1 0 R/MediaBox[0 0 595 842]>>",
        b"<</N 3/Length 4 0 R/Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream",
        b"%d" % len(packed),
        b"<</Type/OutputIntent/S/GTS_PDFA1/DestOutputProfile 3 0 R>>",
        b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n" % len(xmp) + xmp + b"\nendstream",
        f"<</Type/Catalog/Pages 1 0 R/Lang({language})/OutputIntents[5 0 R]/Metadata 6 0 R>>".encode(),
        b"<</Title(x)\n/CreationDate(D:202611221317%02dZ')>>" % second,
    ]
    pdf, offsets = bytearray(b"%PDF-1.6\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(pdf))
        pdf += b"\n%d 0 obj\n" % number + content + b"\nendobj\n"
    offsets = [offset + 1 for offset in offsets]
    start = len(pdf)
    pdf += b"xref\n0 9\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    identity = b"%032X" % (second * 12345678901234567890)
    pdf += b"trailer\n<</Size 9/Root 7 0 R\n/Info 8 0 R\n/ID [ <" + identity + b">\n<" + identity + b"> ]\n"
    pdf += b"/DocChecksum /" + identity + b"\n>>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(pdf)


def fixed(pdf, seed=b"x", language="vi-VN", moment=MOMENT):
    return fix_bytes(pdf, moment=moment, seed=seed, language=language)


def opened(pdf):
    return pypdf.PdfReader(io.BytesIO(pdf), strict=True)


def test_the_sample_is_a_sound_pdf():
    assert len(opened(as_libreoffice_writes().replace(b"Z')", b"Z )")).pages) == 1


def test_files_made_at_two_moments_become_equal():
    one = as_libreoffice_writes(second=11, profile=icc(22))
    two = as_libreoffice_writes(second=59, profile=icc(23))

    assert one != two
    assert fixed(one) == fixed(two)


def test_every_date_is_the_one_asked_for():
    reader = opened(fixed(as_libreoffice_writes()))

    assert reader.metadata.creation_date == MOMENT
    assert b">2026-06-05T08:30:15Z<" in reader.root_object["/Metadata"].get_object().get_data()
    profile = reader.root_object["/OutputIntents"][0]["/DestOutputProfile"].get_object().get_data()
    assert profile[24:36] == bytes([7, 234, 0, 6, 0, 5, 0, 8, 0, 30, 0, 15])
    assert profile[36:] == icc(22)[36:]


def test_a_date_of_another_zone_is_written_as_utc():
    hanoi = datetime(2026, 6, 5, 0, 30, tzinfo=timezone(timedelta(hours=7)))

    assert opened(fixed(as_libreoffice_writes(), moment=hanoi)).metadata.creation_date == datetime(
        2026, 6, 4, 17, 30, tzinfo=UTC
    )


def test_the_id_is_drawn_from_the_seed():
    assert (
        opened(fixed(as_libreoffice_writes(), b"a")).trailer["/ID"]
        != opened(fixed(as_libreoffice_writes(), b"b")).trailer["/ID"]
    )


@pytest.mark.parametrize("language", ["vi-VN", "vi", "en-US-x-longer"])
def test_a_language_of_any_length_moves_the_table_along(language):
    reader = opened(fixed(as_libreoffice_writes(), language=language))

    assert reader.root_object["/Lang"] == language
    assert reader.metadata.title == "x"


@pytest.mark.parametrize("padding", [0, 1, 7, 600])
def test_a_profile_that_packs_differently_moves_the_table_along(padding):
    """The original is stored badly on purpose, so that our packing is shorter."""
    pdf = as_libreoffice_writes(profile=icc(22) + b"\0" * padding)

    reader = opened(fixed(pdf))

    assert len(reader.pages) == 1
    assert [reader.get_object(number) is not None for number in range(1, 9)] == [True] * 8


def test_a_pdf_without_pdf_a_needs_no_profile():
    pdf = as_libreoffice_writes().replace(b"/DestOutputProfile 3 0 R", b"/SomethingElseHere 3 0 R")

    assert opened(fixed(pdf)).metadata.creation_date == MOMENT


def test_a_pdf_of_another_maker_is_left_as_it_is():
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    file = io.BytesIO()
    writer.write(file)

    assert fixed(file.getvalue()) == file.getvalue()


def core(modified):
    return paper(parts={"docProps/core.xml": f'<c><dcterms:modified x="y">{modified}</dcterms:modified></c>'})


@pytest.mark.parametrize(
    ("modified", "moment"),
    [
        ("2026-06-05T08:00:00Z", datetime(2026, 6, 5, 8, tzinfo=UTC)),
        ("2026-06-05T08:00:00+07:00", datetime(2026, 6, 5, 1, tzinfo=UTC)),
        ("2026-06-05", datetime(2026, 6, 5, tzinfo=UTC)),
        ("hôm qua", datetime(2000, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_moment_of_a_docx_is_its_own_date(modified, moment):
    assert moment_of(core(modified)) == moment


def test_a_docx_without_a_date_has_a_fixed_one():
    assert moment_of(paper()) == datetime(2000, 1, 1, tzinfo=UTC)
    assert moment_of(b"no docx") == datetime(2000, 1, 1, tzinfo=UTC)
