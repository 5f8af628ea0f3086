import io

import pytest
from PIL import Image, ImageDraw
from typed.draft import Line
from typed.wordml import picture

from service.checking import check

BLUE, RED, BLACK = (0, 40, 180), (220, 20, 20), (10, 10, 10)


def drawn(colour, *, background=(0, 0, 0, 0), form="PNG"):
    """A picture of a stroke, see-through unless a background is given."""
    image = Image.new("RGBA", (120, 60), background)
    ImageDraw.Draw(image).line([(5, 50), (60, 10), (115, 50)], fill=(*colour, 255), width=6)
    data = io.BytesIO()
    (image if form == "PNG" else image.convert("RGB")).save(data, form)
    return data.getvalue()


def signed(draft, name, data):
    """Put a picture between post and name."""
    draft.images[name] = data
    draft.signer[2:-1] = [Line(align="center", extra=picture(name, 40, 20, 60))]
    return draft


@pytest.mark.parametrize("colour", [BLUE, RED])
def test_a_blue_signature_and_a_red_seal_without_background_are_accepted(draft, accepts, colour):
    accepts("signature-image", signed(draft, "chu-ky.png", drawn(colour)))


def test_a_jpeg_is_reported(draft, reports):
    data = drawn(BLUE, background=(255, 255, 255, 255), form="JPEG")

    reports("signature-image", signed(draft, "chu-ky.jpg", data), found="JPEG")


def test_a_picture_with_a_white_background_is_reported(draft, reports):
    data = drawn(BLUE, background=(255, 255, 255, 255))

    reports("signature-image", signed(draft, "chu-ky.png", data), found="nền đặc")


def test_a_black_signature_is_reported(draft, reports):
    reports("signature-image", signed(draft, "chu-ky.png", drawn(BLACK)), found="đen")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\nrubbish", b"nothing", b""])
def test_a_damaged_picture_is_not_judged(draft, data):
    report = check(signed(draft, "chu-ky.png", data).docx())

    assert "signature-image" not in {finding.rule for finding in report.findings}
