"""The mark that closes the content (every sample of Phụ lục III)."""

import re
from collections.abc import Iterator

from service.checking.examined import LOOSE_KINDS, Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at_paragraph
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.wording import quoted
from service.nd30.page import CLOSING_MARK
from service.nd30.type_styles import Component
from service.reading import Paragraph, clean

_MARK = re.compile(r"\./\s?\.[”\"’)\s]*$")
_SHOWN = 12


@rule("closing-mark", Topic.CLOSING_MARK, Severity.WARNING, CLOSING_MARK.cite, "Kết thúc nội dung bằng ./.")
def closing_mark(document: Examined) -> Iterator[Verdict]:
    """Nội dung kết thúc bằng dấu ./."""
    if document.kind in LOOSE_KINDS and not document.minutes_of_meeting:
        yield NotApplicable("loại văn bản không có mẫu")
        return
    content = [paragraph for paragraph in document.zones.content if paragraph.text.strip()]
    has_end = document.of(Component.RECIPIENTS_HEADING) or document.zones.signers
    if not content or not has_end or content[-1].cell is not None:
        yield Unknown("chưa nhận ra chỗ kết thúc nội dung")
    else:
        yield from _judged(content[-1])
    for attachment in document.zones.attachments:
        words = [paragraph for paragraph in attachment.paragraphs if paragraph.text.strip()]
        if words and words[-1].cell is None:
            yield from _judged(words[-1])


def _judged(paragraph: Paragraph) -> Iterator[Finding]:
    text = clean(paragraph.text)
    if not _MARK.search(text):
        yield Finding(at_paragraph(paragraph), quoted("…" + text[-_SHOWN:]), quoted(CLOSING_MARK.use))
