"""Pictures of pages while somebody drafts: fast, and free when nothing has changed."""

from dataclasses import dataclass

from service.converting.cache import FileCache, content_key
from service.converting.options import PdfOptions
from service.converting.pdf import page_png
from service.converting.pool import OfficePool
from service.errors import NotFound, Problem
from service.settings import Settings

#: Tagging and PDF/A marks cannot be seen on a picture.
_OPTIONS = PdfOptions(archival=False)
_SCREEN_DPI = 96


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A picture of page `number` (from 1) of `pages`.

    Attributes:
        png: the picture.
        removed: what was taken out of the DOCX for safety.
    """

    png: bytes
    number: int
    pages: int
    removed: tuple[Problem, ...] = ()


class Preview:
    """Shows pages of a DOCX; the PDF behind them is made once and kept in the pool's cache."""

    def __init__(self, pool: OfficePool, settings: Settings) -> None:
        self._pool = pool
        self._cache = FileCache(settings.data_dir / "cache" / "pages", settings.cache_size // 4)

    def page(self, docx: bytes, number: int = 1, *, dpi: int = _SCREEN_DPI) -> PreviewPage:
        """A picture of one page; raise NotFound when there is no such page, else what OfficePool.convert raises."""
        conversion = self._pool.convert_and_report(docx, _OPTIONS)
        if not 1 <= number <= conversion.pages:
            raise NotFound(f"Văn bản có {conversion.pages} trang, không có trang {number}.")
        key = content_key(conversion.pdf, f"{number} {dpi}")
        png = self._cache.get(key)
        if png is None:
            png = page_png(conversion.pdf, number, dpi=dpi)
            self._cache.put(key, png)
        return PreviewPage(png, number, conversion.pages, conversion.removed)
