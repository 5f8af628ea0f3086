import io

import pytest
from PIL import Image, ImageDraw
from typed.draft import Line
from typed.wordml import picture

from service.checking import Outcome, check

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


def sealed(draft, *, seal_at, signature_at=30.0, floating=True):
    """Put a signature 30 mm wide and a seal 36 mm wide between post and name, so far right of the column."""
    draft.images = {"chu-ky.png": drawn(BLUE), "dau.png": drawn(RED)}
    places = (signature_at, seal_at) if floating else (None, None)
    extra = picture("chu-ky.png", 30, 15, 60, places[0]) + picture("dau.png", 36, 36, 61, places[1])
    draft.signer[2:-1] = [Line(align="center", extra=extra)]
    return draft


@pytest.mark.parametrize("covered", [0.2, 1 / 3, 0.5])
def test_a_seal_over_a_third_of_the_signature_is_accepted(draft, accepts, covered):
    accepts("seal-place", sealed(draft, seal_at=30 + 30 * covered - 36))


@pytest.mark.parametrize(
    ("seal_at", "found"), [(-10, "trùm 0 chữ ký"), (-5, "0,03"), (20, "trùm"), (40, "bên phải"), (65, "bên phải")]
)
def test_a_seal_elsewhere_is_reported(draft, reports, seal_at, found):
    reports("seal-place", sealed(draft, seal_at=seal_at), found=found)


def test_pictures_that_stand_in_the_line_are_not_judged(draft, accepts):
    accepts("seal-place", sealed(draft, seal_at=0, floating=False), outcome=Outcome.UNKNOWN)


def test_a_signature_without_a_seal_is_not_judged(draft, accepts):
    accepts("seal-place", signed(draft, "chu-ky.png", drawn(BLUE)), outcome=Outcome.NOT_APPLICABLE)
