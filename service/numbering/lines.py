"""What the register says about a document, apart from its number and date."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.documents import Document
from service.nd30.kinds import COPY_ABBREVIATIONS, KINDS, Kind
from service.nd30.numbering import padded_number
from service.units.folding import bare_key

#: How the recipient list points to Kính gửi, without diacritics.
_AS_ABOVE = "nhu tren"


@dataclass(frozen=True, kw_only=True)
class RegisterLine:
    """The columns of Phụ lục IV, Mục I that come from the document itself.

    Attributes:
        symbol: ký hiệu as printed, ``KH-UBND``.
        kind: the kind's slug, or ``SY``, ``SL``, ``TrS`` for a copy.
        subject: trích yếu.
        signer: người ký.
        recipients: nơi nhận, joined by semicolons.
        archive: đơn vị, người nhận bản lưu.
        copies: số lượng bản.
        note: ghi chú.
    """

    symbol: str
    kind: str
    subject: str
    signer: str = ""
    recipients: str = ""
    archive: str = ""
    copies: int | None = None
    note: str = ""

    @property
    def kind_name(self) -> str:
        """Tên loại as a word: ``Kế hoạch``, ``Bản sao y``."""
        return kind_name(self.kind)

    def search_text(self, number: int) -> str:
        """Everything a clerk may look for, without diacritics."""
        words = f"{padded_number(number)}/{self.symbol} {self.kind_name} {self.subject} {self.signer} {self.recipients}"
        return bare_key(words)


def line_of(document: Document) -> RegisterLine:
    """The line of a document about to be issued."""
    archive = document.archive
    return RegisterLine(
        symbol=document.printed_symbol,
        kind=document.kind.value,
        subject=document.subject,
        signer=document.signer.name,
        recipients="; ".join(_receiving(document)),
        archive=", ".join(filter(None, (archive.registry, archive.unit))),
        copies=document.drafter_mark.copies if document.drafter_mark else None,
    )


def _receiving(document: Document) -> Iterator[str]:
    """Nơi nhận with the names that "Như trên" stands for."""
    for recipient in document.recipients:
        if bare_key(recipient.name).startswith(_AS_ABOVE) and document.addressees:
            yield from document.addressees
        else:
            yield recipient.name


def kind_name(kind: str) -> str:
    """The name of a kind or of a kind of copy; the slug itself when it is neither."""
    if kind in COPY_ABBREVIATIONS:
        return COPY_ABBREVIATIONS[kind]
    return KINDS[Kind(kind)].name if kind in KINDS else kind
