"""Last year's document as a Word file, to the data of this year's draft."""

from dataclasses import dataclass, replace
from typing import Final

from service.importing.bounds import refusal
from service.importing.old_document import recognise_document
from service.importing.old_letters import in_unicode
from service.importing.recognised import LIKELY, Part, Recognised
from service.importing.typed_columns import with_columns
from service.reading import Facts, Limits, read_document
from service.sentences import Sentence

_TYPED_COLUMNS: Final = Sentence("Nơi nhận và người ký gõ chung dòng, tách theo khoảng trống; đối chiếu với tệp.")
#: Parts whose words may have suffered from an old code page.
_WORDED: Final = ("/issuer", "/subject", "/legal_bases", "/opening", "/body", "/tasks", "/recipients", "/signer")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_old_docx(data: bytes, limits: Limits | None = None) -> Recognised:
    """Recognise a DOCX.

    Raises:
        UnreadableFile: it is no DOCX, encrypted, an old .doc, damaged, larger than `limits`, or nothing a draft can begin with.
    """
    if data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data:
        raise refusal("old-word", "Đây là tệp Word kiểu cũ (.doc); mở bằng Word và lưu lại dạng .docx.")
    mending = _Mending()
    found = recognise_document(read_document(data, limits, mend=mending))
    return mending.doubted(found)


@dataclass(slots=True)
class _Mending:
    """What is mended before anything is recognised, and the doubt that this leaves."""

    encoding: str = ""
    columns: bool = False

    def __call__(self, facts: Facts) -> Facts:
        """Letters in Unicode, a foot in two columns."""
        facts, self.encoding = in_unicode(facts)
        facts, self.columns = with_columns(facts)
        return facts

    def doubted(self, found: Recognised) -> Recognised:
        """Ask a person to look at the parts that were mended, unless there is something else to look at."""
        doubts = dict.fromkeys(("/recipients", "/signer"), _TYPED_COLUMNS) if self.columns else {}
        if self.encoding:
            why = Sentence("Chữ chuyển từ bảng mã cũ %(name)s; đọc lại từng chữ.", name=self.encoding.upper())
            doubts |= dict.fromkeys(_WORDED, why)
        return replace(found, parts=tuple(_doubted(part, doubts.get(part.pointer)) for part in found.parts))


def _doubted(part: Part, why: Sentence | None) -> Part:
    return part if why is None or part.why else replace(part, sure=min(part.sure, LIKELY), why=why)
