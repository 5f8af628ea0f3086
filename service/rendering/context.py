"""A document's data as the plain values that the tags of a template name."""

from typing import Any

from markupsafe import Markup

from service.documents.form_wording import form_values, sender_line, wired_lines
from service.documents.marks import closed
from service.documents.model import Appendix, Attachment, Document, Orientation
from service.documents.wording import (
    addressee_lines,
    appendix_heading,
    attached_line,
    capitals,
    competence_line,
    contact_lines,
    drafter_line,
    legal_basis_lines,
    number_line,
    recipient_lines,
    signer_lines,
    subject_line,
    urgency_words,
)
from service.nd30.forms import FORMS
from service.nd30.kinds import KINDS, Kind, Layout
from service.nd30.metrics import text_width_pt
from service.nd30.page import APPENDIX_RULE, MARGINS, PAGE_HEIGHT, SUBJECT_RULE
from service.nd30.type_styles import TYPE_STYLES, Component
from service.rendering.balance import balanced, width_pt
from service.rendering.header import TEXT_WIDTH_PT, Header, Rules, heading_lines, lay_out_header
from service.rendering.layouts import Layouts
from service.rendering.lines import Line, Place, keep_with_next, last_words, lay_out_lines
from service.rendering.runs import runs_xml, slanted_runs

Context = dict[str, Any]

_TWIPS_PER_PT = 20
#: Width of the text on a landscape page, pt.
_LANDSCAPE_WIDTH_PT = (PAGE_HEIGHT.use - MARGINS["left"].use - MARGINS["right"].use) * 72 / 25.4
#: Room at the end of a line for the overhang of slanted letters, pt (LibreOffice leaves a twelfth of the size).
_SLANT_PT = 3.0
#: Share of the page that the recipients take beside the signer's block; the block may take more for a long post.
_RECIPIENTS_SHARE = 0.46
_RECIPIENTS_LEAST = 0.36


def build_context(document: Document, layouts: Layouts | None = None) -> Context:
    """Return every value that the shipped templates use; text is plain, `Markup` is WordprocessingML made here.

    With `layouts`, text that an earlier document had too is not laid out again.
    """
    layouts = layouts or Layouts()
    rules, header = Rules(), lay_out_header(document)
    subject = _subject(document, header)
    signing = _signing(document)
    return {
        "parent_agency": _stacked(header.parent),
        "issuer": _stacked(header.issuer),
        "issuer_rule": rules.issuer(header),
        "motto_rule": rules.motto(),
        "header_left": round(header.left * _TWIPS_PER_PT),
        "header_right": round(header.right * _TWIPS_PER_PT),
        "number_line": number_line(document),
        "place_date": header.place_date,
        "title": KINDS[document.kind].title,
        "subject": _stacked(subject),
        "subject_rule": _heading_rule(document, subject, rules),
        "enacting_authority": _stacked(heading_lines(competence_line(document), Component.ENACTING_AUTHORITY)),
        "addressees": _addressees(document),
        "sender": _stacked(heading_lines(sender_line(document), Component.WIRED_BY)),
        "form": form_values(document),
        "legal_bases": [runs_xml(basis) for basis in legal_basis_lines(document)],
        "opening": [runs_xml(text) for text in document.opening],
        "body": layouts.lines(document.body, document, lambda: _body(document)),
        "attachment": _attachment(document, header, rules, layouts),
        "appendices": [_appendix(document, index, rules, layouts) for index in range(len(document.appendices))],
        **signing,
        "urgency": urgency_words(document.urgency) if document.urgency else "",
        "circulation": capitals(document.circulation) if document.circulation else "",
        "contact": "\n".join(contact_lines(document.contact)) if document.contact else "",
    }


def _stacked(lines: tuple[str, ...]) -> str:
    """Put lines into one paragraph; the template language makes a line break of each line feed."""
    return "\n".join(lines)


def _subject(document: Document, header: Header) -> tuple[str, ...]:
    """Return the lines of the subject: under the number for a công văn, else centred on the page."""
    if document.kind is Kind.CONG_VAN:
        return balanced(subject_line(document), Component.CONG_VAN_SUBJECT, header.left - _TWIPS_PER_PT)
    return heading_lines(subject_line(document), Component.SUBJECT)


def _heading_rule(document: Document, subject: tuple[str, ...], rules: Rules) -> Markup:
    """The rule under the subject, or under the title where the sample has no subject.

    Mẫu 1.9 shows none in minutes; Phụ lục I, Phần I, Mục II, khoản 5, điểm b asks for one under every subject, and the text
    goes before its samples.
    """
    facts = KINDS[document.kind]
    return (
        rules.subject(subject) if facts.prints_subject else rules.under((facts.title,), Component.TITLE, SUBJECT_RULE)
    )


def _addressees(document: Document) -> Context:
    if document.kind is Kind.CONG_DIEN:
        return {"single": "", "several": list(wired_lines(document))}
    lines = addressee_lines(document)
    return {"single": lines[0] if len(lines) == 1 else "", "several": list(lines) if len(lines) > 1 else []}


def _body(document: Document) -> list[Line]:
    """Return the lines of the content, at least two of them kept together with the signer's block.

    Where a sample closes the content with a line of its own (Mẫu 1.9), that line is one of the two.
    """
    closes = document.kind in FORMS and FORMS[document.kind].closing
    content = document.body.content if closes else closed(document.body.content)
    width = round(TEXT_WIDTH_PT * _TWIPS_PER_PT)
    lines = lay_out_lines(content, document.body.layout, Place.MAIN, document, width)
    one_line = text_width_pt(last_words(content), TYPE_STYLES[Component.BODY].size.use) < TEXT_WIDTH_PT
    for line in lines[-2 if one_line and not closes else -1 :]:
        keep_with_next(line)
    return lines


def _attachment(document: Document, header: Header, rules: Rules, layouts: Layouts) -> Context | None:
    attachment = document.attachment
    if attachment is None:
        return None
    subject = heading_lines(attachment.subject, Component.SUBJECT)
    attached_to = heading_lines(attached_line(document), Component.APPENDIX_ATTACHED)
    return {
        "title": KINDS[attachment.kind].title,
        "subject": _stacked(subject),
        "attached_to": slanted_runs(_stacked(attached_to)),
        "issuer_rule": rules.issuer(header),
        "motto_rule": rules.motto(),
        "rule": rules.under(attached_to, Component.APPENDIX_ATTACHED, APPENDIX_RULE),
        "lines": layouts.lines(attachment, document, lambda: _attached_lines(document, attachment)),
    }


def _attached_lines(document: Document, attachment: Attachment) -> list[Line]:
    content, width = closed(attachment.body.content), round(TEXT_WIDTH_PT * _TWIPS_PER_PT)
    return _kept_to_the_end(lay_out_lines(content, attachment.body.layout, Place.ATTACHED, document, width))


def _appendix(document: Document, index: int, rules: Rules, layouts: Layouts) -> Context:
    appendix = document.appendices[index]
    landscape = appendix.orientation is Orientation.LANDSCAPE
    available = _LANDSCAPE_WIDTH_PT if landscape else TEXT_WIDTH_PT
    attached_to = balanced(attached_line(document), Component.APPENDIX_ATTACHED, available - _SLANT_PT)
    title = balanced(capitals(appendix.name), Component.APPENDIX_TITLE, available * 0.92) if appendix.name else ()
    return {
        "heading": appendix_heading(index, len(document.appendices)),
        "title": _stacked(title),
        "attached_to": slanted_runs(_stacked(attached_to)),
        "rule": rules.under(attached_to, Component.APPENDIX_ATTACHED, APPENDIX_RULE),
        "landscape": landscape,
        "lines": layouts.lines(appendix, document, lambda: _appendix_lines(document, appendix, available)),
    }


def _appendix_lines(document: Document, appendix: Appendix, available_pt: float) -> list[Line]:
    width = round(available_pt * _TWIPS_PER_PT)
    return _kept_to_the_end(lay_out_lines(appendix.content, Layout.SECTIONS, Place.APPENDED, document, width))


def _kept_to_the_end(lines: list[Line]) -> list[Line]:
    """Keep the last line with the section break below it, which must never stand on a page alone."""
    for line in lines[-1:]:
        keep_with_next(line)
    return lines


def _signing(document: Document) -> Context:
    """Return the recipients' column and the signer's block, split so that no line of authority wraps needlessly."""
    lines = signer_lines(document.signer)
    needed = max(width_pt(line, Component.AUTHORITY) for line in lines) + 6
    right = min(max(TEXT_WIDTH_PT * (1 - _RECIPIENTS_SHARE), needed), TEXT_WIDTH_PT * (1 - _RECIPIENTS_LEAST))
    *recipients, archive = recipient_lines(document)
    return {
        "recipients": recipients,
        "archive": archive,
        "drafter_mark": drafter_line(document.drafter_mark) if document.drafter_mark else "",
        "authority": [_stacked(balanced(line, Component.AUTHORITY, right)) for line in lines],
        "other_post": capitals(document.signer.other_post) if document.signer.other_post else "",
        "signer_name": document.signer.name,
        "signing_left": round((TEXT_WIDTH_PT - right) * _TWIPS_PER_PT),
        "signing_right": round(right * _TWIPS_PER_PT),
    }
