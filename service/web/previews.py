"""Pages as pictures while somebody drafts: PDF kept by its content, pictures and places of words made from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.accounts import Actor
from service.actions.services import Services
from service.converting import PdfOptions
from service.converting.cache import FileCache, content_key
from service.converting.pdf import PlacedText, page_count, page_png, page_sizes, placed_texts
from service.documents import Agency, Document, PartialDate, parse_document
from service.documents.starting import starting_document
from service.errors import NotFound
from service.nd30.kinds import Kind
from service.rendering import CompiledTemplate, render_document
from service.web.context import services
from service.web.printed_places import path_of, places_of_lines, printed_paragraphs
from service.web.unfinished import printable

#: Tagging and PDF/A marks cannot be seen on a picture.
_OPTIONS = PdfOptions(archival=False)
_LARGEST_DPI = 220


@dataclass(frozen=True, kw_only=True)
class Preview:
    """A document's pages: `key` names their PDF for as long as the cache keeps it."""

    key: str
    pages: int
    sizes: tuple[tuple[float, float], ...]


def make(actor: Actor, document: Document, template: CompiledTemplate | None = None) -> Preview:
    """Lay the document out; raise what OfficePool.convert raises."""
    here = services()
    docx = render_document(document, template, templates_dir=here.settings.templates_dir)
    return keep(actor, here.office.convert(docx, _OPTIONS, name=document.subject))


def keep(actor: Actor, pdf: bytes) -> Preview:
    """Keep a PDF for the actor's agency to look at."""
    key = content_key(str(actor.agency_id), pdf)
    _cache(services()).put(key, pdf)
    sizes = tuple((round(size.width_mm, 1), round(size.height_mm, 1)) for size in page_sizes(pdf))
    return Preview(key=f"{actor.agency_id.hex}-{key}", pages=page_count(pdf), sizes=sizes)


def picture(actor: Actor, key: str, page: int, dpi: int) -> bytes:
    """PNG of one page; raise NotFound for a page that is not there, or not the actor's to see."""
    here = services()
    pages = FileCache(here.settings.data_dir / "cache" / "pages", here.settings.cache_size // 4)
    dpi = min(dpi, _LARGEST_DPI)
    name = content_key(key, f"{page} {dpi}")
    png = pages.get(name)
    if png is None or not key.startswith(actor.agency_id.hex):
        pdf = _pdf(actor, key)
        if not 1 <= page <= page_count(pdf):
            raise NotFound(f"Văn bản không có trang {page}.")
        png = page_png(pdf, page, dpi=dpi)
        pages.put(name, png)
    return png


def texts(actor: Actor, key: str) -> list[PlacedText]:
    """Every line of the pages with its place."""
    return placed_texts(_pdf(actor, key))


def lines(
    actor: Actor, key: str, data: Mapping[str, Any], template: CompiledTemplate | None = None
) -> list[tuple[PlacedText, str, int]]:
    """Every line of the pages that belongs to a paragraph, with the field it shows (or none) and the paragraph's ordinal."""
    templates_dir = services().settings.templates_dir
    boxes = texts(actor, key)
    docx = render_document(printable(data), template, templates_dir=templates_dir)
    printed = printed_paragraphs(data, docx, template, templates_dir)
    found = zip(boxes, places_of_lines(boxes, printed), strict=True)
    return [(box, path_of(printed[at], data, box.text), at) for box, at in found if at is not None]


def head_picture(issuer: Agency, parent: str, date: PartialDate) -> bytes:
    """The first page of an example plan under the agency's own head."""
    here = services()
    data = starting_document(Kind.KE_HOACH).as_data()
    data |= {
        "issuer": issuer.model_dump(exclude_none=True),
        "issued_on": date.isoformat(),
        "legal_bases": [],
        "appendices": [],
        "tasks": [],
    }
    data["subject"] = f"Thực hiện cải cách hành chính năm {date.year + 1}"
    data["body"]["content"] = data["body"]["content"][:1]
    if parent:
        data["parent_agency"] = {"name": parent}
    docx = render_document(parse_document(data), templates_dir=here.settings.templates_dir)
    return page_png(here.office.convert(docx, _OPTIONS), 1, dpi=90)


def _pdf(actor: Actor, key: str) -> bytes:
    owner, _, digest = key.partition("-")
    if owner != actor.agency_id.hex or len(digest) != 64 or not digest.isalnum():
        raise NotFound("Không có trang này.")
    pdf = _cache(services()).get(digest)
    if pdf is None:
        raise NotFound("Trang này không còn trong bộ đệm; dựng lại trang in.")
    return pdf


def _cache(here: Services) -> FileCache:
    return FileCache(here.settings.data_dir / "cache" / "previews", here.settings.cache_size // 4)


__all__ = ["Preview", "head_picture", "keep", "lines", "make", "picture", "texts"]
