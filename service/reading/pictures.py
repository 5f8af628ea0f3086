"""What an image inside the file is: its format by its first bytes, whether it is see-through, and the colour of its ink."""

import io
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from service.errors import UnreadableFile
from service.reading.drawings import Picture
from service.reading.opening import Package

_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"\x01\x00\x00\x00", "emf"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_HEAD: Final = 16
#: Larger images are photographs or scans, not signatures and seals: their ink is not looked at.
_MAX_BYTES: Final = 1 << 20
_MAX_PIXELS: Final = 4_000_000
_MAX_LOOKED_AT: Final = 12
_THUMBNAIL: Final = (64, 64)
#: Below this opacity, above this brightness, a pixel is paper.
_OPAQUE: Final = 96
_PAPER: Final = 235
_CLEARLY: Final = 30


def with_contents(package: Package, pictures: Iterable[Picture]) -> tuple[Picture, ...]:
    """Complete pictures with what their bytes tell; what cannot be told stays unknown."""
    return tuple(_completed(package, picture, index < _MAX_LOOKED_AT) for index, picture in enumerate(pictures))


def _completed(package: Package, picture: Picture, look: bool) -> Picture:
    if not picture.part or not package.has(picture.part):
        return picture
    try:
        head = package.read(picture.part, _HEAD)
        form = next((name for magic, name in _MAGIC if head.startswith(magic)), "")
        picture = replace(picture, image_format=form)
        if not look or form not in {"png", "jpeg", "gif", "bmp"} or package.size(picture.part) > _MAX_BYTES:
            return picture
        transparent, ink = _look(package.read(picture.part, _MAX_BYTES))
    except UnreadableFile:
        return picture
    return replace(picture, transparent=transparent, ink=ink)


def _look(data: bytes) -> tuple[bool | None, str]:
    """Whether the background is see-through, and the ink: ``blue``, ``red``, ``black`` or empty."""
    from PIL import Image  # few documents hold a picture, and loading this takes 30 ms

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MAX_PIXELS:
                return None, ""
            image.thumbnail(_THUMBNAIL)
            raw = image.convert("RGBA").tobytes()
    except Exception:  # noqa: BLE001 - damaged images raise whatever their decoder feels like
        return None, ""
    pixels = [raw[start : start + 4] for start in range(0, len(raw), 4)]
    transparent = any(pixel[3] < _OPAQUE for pixel in pixels)
    inked = [pixel for pixel in pixels if pixel[3] >= _OPAQUE and min(pixel[:3]) < _PAPER]
    return transparent, _ink(inked)


def _ink(pixels: list[bytes]) -> str:
    if not pixels:
        return ""
    red, green, blue = (sum(pixel[index] for pixel in pixels) / len(pixels) for index in range(3))
    if blue > red + _CLEARLY and blue >= green:
        return "blue"
    if red > green + _CLEARLY and red > blue + _CLEARLY:
        return "red"
    return "black" if max(red, green, blue) - min(red, green, blue) < _CLEARLY else ""
