"""Makes the pictures of real pages that the sign-in and home pages show: ``python service/web/frontend/sample_pages.py``."""

import io
from pathlib import Path

from PIL import Image

from service.converting import OfficePool
from service.converting.pdf import page_png
from service.documents.parse import parse_document
from service.rendering import render_document
from service.settings import Settings

IMAGES = Path(__file__).parent / "src" / "images"
SMALL_WIDTH, LARGE_WIDTH = 140, 930
PAGES = {"ke-hoach": "ke-hoach-xa-2026", "bao-cao": "bao-cao-quy", "quyet-dinh": "quyet-dinh-truc-tiep"}


def main() -> None:
    """Write a small picture per kind and one large page of a plan."""
    IMAGES.mkdir(exist_ok=True)
    with OfficePool(Settings()) as pool:
        for name, fixture in PAGES.items():
            data = Path(f"fixtures/documents/{fixture}.json").read_bytes()
            page = Image.open(io.BytesIO(page_png(pool.convert(render_document(parse_document(data))), dpi=200)))
            _write(page, f"trang-{name}-nho.png", SMALL_WIDTH)
            if name == "ke-hoach":
                _write(page, f"trang-{name}.png", LARGE_WIDTH)


def _write(page: Image.Image, name: str, width: int) -> None:
    """Shrink to `width` pixels in 16 greys: a page of text needs no more."""
    small = page.convert("L").resize((width, round(page.height * width / page.width)), Image.Resampling.LANCZOS)
    small.quantize(16).save(IMAGES / name, "PNG", optimize=True)


if __name__ == "__main__":
    main()
