"""``word/document.xml``: the visible page with its tags, one builder per region of the decree's diagram."""

from dataclasses import dataclass

from service.nd30.forms import FORMS, SECRETARY
from service.nd30.kinds import KINDS, Addressing, Kind
from service.nd30.page import HEADER_LEFT_SHARE, MARGINS, PAGE_WIDTH, QUOC_HIEU, TIEU_NGU, URGENCY_BOXES
from service.nd30.type_styles import Component
from templates_nd30.generator.forms import confirmation, form_line, form_lines, wired
from templates_nd30.generator.lists import ListLevel, style_levels
from templates_nd30.generator.ooxml import (
    CELL,
    CELL_CENTERED,
    CELL_GROUP,
    CELL_HEADING,
    NAMESPACES,
    RULE,
    SECTION_BREAK,
    SIGNING_SPACE,
    SPACER,
    XML,
    cell,
    dxa,
    numbering,
    paragraph,
    row,
    section,
    table,
    tag,
)

C = Component
_TEXT_WIDTH = dxa(PAGE_WIDTH.use - MARGINS["left"].use - MARGINS["right"].use)
_LEFT = round(_TEXT_WIDTH * HEADER_LEFT_SHARE.use)
#: Width of the recipients' column beside the signer's block, share of the text width (samples: 0.35-0.4; longer lines wrap less).
_RECIPIENTS = round(_TEXT_WIDTH * 0.46)

#: References of the header and footer parts, in the order of the schema; ids as `parts` relates them.
MAIN_HEADERS = (
    '<w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="first" r:id="rIdFirstHeader"/>'
    '<w:footerReference w:type="default" r:id="rIdFooter"/><w:footerReference w:type="first" r:id="rIdFirstFooter"/>'
)
OTHER_HEADERS = (
    '<w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="first" r:id="rIdEmptyHeader"/>'
    '<w:footerReference w:type="default" r:id="rIdFooter"/><w:footerReference w:type="first" r:id="rIdFooter"/>'
)


@dataclass(frozen=True)
class _Level:
    """One kind of line in a text.

    Attributes:
        name: what the data calls it.
        component: its style.
        place: its list (0 sections, 1 chapters, 2 articles) and level there; None where no list counts it.
    """

    name: str
    component: Component
    place: tuple[int, int] | None = None


_LEVELS = (
    _Level("part", C.PART, (0, 0)),
    _Level("roman_section", C.ROMAN_SECTION, (0, 1)),
    _Level("titled_clause", C.TITLED_CLAUSE, (0, 2)),
    _Level("clause", C.CLAUSE, (0, 2)),
    _Level("titled_subclause", C.TITLED_SUBCLAUSE, (0, 3)),
    _Level("subclause", C.SUBCLAUSE, (0, 3)),
    _Level("chapter", C.CHAPTER, (1, 0)),
    _Level("section", C.SECTION, (1, 1)),
    _Level("subsection", C.SUBSECTION, (1, 2)),
    _Level("article", C.ARTICLE, (2, 0)),
    _Level("article_titled_clause", C.TITLED_CLAUSE, (2, 1)),
    _Level("article_clause", C.CLAUSE, (2, 1)),
    _Level("point", C.POINT),
    _Level("dash", C.DASH),
    _Level("paragraph", C.BODY),
)
#: First list of each place; in appendices an invisible first level moves the others one down.
_MAIN, _ATTACHED, _APPENDED = 1, 4, 7


def _header_table(*, with_number: bool, with_date: bool = True, subject: str = "", rules: str = "") -> str:
    """Ô 1-4: issuer and Quốc hiệu; below, on one line, number and date (the attached text has neither).

    `subject` is the paragraph under the number of a công văn; `rules` says where the data keeps the drawn rules.
    """
    right = _TEXT_WIDTH - _LEFT
    issuer = (
        tag("{%p if parent_agency %}")
        + paragraph(C.PARENT_AGENCY, "{{ parent_agency }}")
        + tag("{%p endif %}")
        + paragraph(C.ISSUER, "{{ issuer }}")
        + paragraph(RULE, f"{{{{r {rules}issuer_rule }}}}")
    )
    nation = (
        paragraph(C.QUOC_HIEU, QUOC_HIEU.use)
        + paragraph(C.TIEU_NGU, TIEU_NGU.use)
        + paragraph(RULE, f"{{{{r {rules}motto_rule }}}}")
    )
    widths = ("{% columnwidth header_left %}", "{% columnwidth header_right %}")
    rows = [row(cell(_with_tag(issuer, widths[0]), _LEFT), cell(_with_tag(nation, widths[1]), right))]
    if with_number:
        number = paragraph(C.NUMBER, "{{ number_line }}") + subject + _urgency()
        dated = paragraph(C.PLACE_DATE, "{{r place_date }}") if with_date else paragraph(SECTION_BREAK)
        rows.append(row(cell(_with_tag(number, widths[0]), _LEFT), cell(_with_tag(dated, widths[1]), right)))
    return table([_LEFT, right], *rows)


def _with_tag(content: str, own_tag: str) -> str:
    """Put a tag of our own at the end of the last paragraph of a cell."""
    run = f'<w:r><w:t xml:space="preserve">{own_tag}</w:t></w:r></w:p>'
    assert content.endswith("</w:p>")
    return content[: -len("</w:p>")] + run


def _urgency() -> str:
    """Ô 10b: the stamp, a frame of the ordered size, under the number."""
    boxes = ""
    for position, (words, (width, height)) in enumerate(URGENCY_BOXES.items()):
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="8" w:space="0" w:color="FF0000"/>'
            for edge in ("top", "left", "bottom", "right")
        )
        condition = f'{{%p {"if" if position == 0 else "elif"} urgency == "{words}" %}}'
        boxes += tag(condition) + paragraph(SPACER) + (
            f'<w:tbl><w:tblPr><w:tblW w:w="{dxa(width)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders>'
            '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{dxa(width)}"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="{dxa(height)}" w:hRule="exact"/></w:trPr>'
            f'<w:tc><w:tcPr><w:tcW w:w="{dxa(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{paragraph(C.URGENCY, words)}</w:tc></w:tr></w:tbl>'
        )  # fmt: skip
    return boxes + tag("{%p endif %}") + paragraph(SECTION_BREAK)


def _heading(kind: Kind) -> str:
    """Ô 5a: tên loại and trích yếu with its rule; for decisions, who enacts."""
    facts = KINDS[kind]
    subject = paragraph(C.SUBJECT, "{{ subject }}") if facts.prints_subject else ""
    text = paragraph(C.TITLE, facts.title) + subject + paragraph(RULE, "{{r subject_rule }}")
    if facts.enacting_line:
        text += paragraph(C.ENACTING_AUTHORITY, "{{ enacting_authority }}")
    return text


def _addressees() -> str:
    """Ô 9a: one on the line of "Kính gửi", several below it in a list."""
    return (
        tag("{%p if addressees.single %}")
        + paragraph(C.ADDRESSEE, "Kính gửi: {{ addressees.single }}")
        + tag("{%p elif addressees.several %}")
        + paragraph(C.ADDRESSEE, "Kính gửi:", properties="<w:keepNext/>")
        + tag("{%p for addressee in addressees.several %}")
        + paragraph(C.ADDRESSEE_LIST, "{{ addressee }}")
        + tag("{%p endfor %}")
        + tag("{%p endif %}")
    )


def _lines(source: str, first_list: int, bound: dict[Component, ListLevel]) -> str:
    """Ô 6: every line of a text, each level a paragraph of its own style, numbered in the lists of its place."""
    text = tag(f"{{%p for line in {source} %}}")
    for position, level in enumerate(_LEVELS):
        text += tag(f'{{%p {"if" if position == 0 else "elif"} line.kind == "{level.name}" %}}')
        text += _line(level, first_list, bound)
    spacer_above = paragraph(SPACER, properties="<w:keepNext/>")
    spacer_below = paragraph(SPACER, "{% keepnext line.keep %}")
    text += tag('{%p elif line.kind == "tasks" %}') + spacer_above + _task_table() + spacer_below
    text += (
        tag('{%p elif line.kind == "table" %}') + spacer_above + paragraph(C.BODY, "{{p line.table }}") + spacer_below
    )
    return text + tag("{%p endif %}") + tag("{%p endfor %}")


def _line(level: _Level, first_list: int, bound: dict[Component, ListLevel]) -> str:
    """Return the paragraph of one level; its number comes from its style where that is bound, else stands in the paragraph."""
    flags = "{% keepnext line.keep %}"
    if level.place is None:
        return _two_runs(level.component, "{{r line.text }}" + flags, "")
    list_offset, ilvl = level.place
    place = ListLevel(first_list + list_offset, ilvl + (first_list == _APPENDED and list_offset > 0))
    style = {C.CLAUSE: C.TITLED_CLAUSE, C.SUBCLAUSE: C.TITLED_SUBCLAUSE}.get(level.component, level.component)
    direct = "" if bound.get(style) == place else numbering(place.list_id, place.ilvl)
    return _two_runs(level.component, "{{r line.text }}" + flags + "{% nonumber line.explicit %}", direct)


def _two_runs(component: Component, words: str, properties: str) -> str:
    """Return a paragraph with the raw-run tag in a run of its own, since docxtpl drops everything else of that run."""
    raw, _, flags = words.partition("}}")
    flag_run = f'<w:r><w:t xml:space="preserve">{flags}</w:t></w:r>' if flags else ""
    return paragraph(component, raw + "}}", properties=properties).removesuffix("</w:p>") + flag_run + "</w:p>"


def _task_table() -> str:
    """The table of tasks: one row per output, group and task merged down, the heading repeated on each page."""
    headings = {
        "ordinal": "TT",
        "group": "Nhiệm vụ chung",
        "task": "Nhiệm vụ cụ thể",
        "output": "Sản phẩm",
        "lead": "Cơ quan chủ trì",
        "coordinating": "Cơ quan phối hợp",
        "due": "Thời gian thực hiện",
    }
    share = {"ordinal": 4, "group": 11, "task": 27, "output": 17, "lead": 15, "coordinating": 16, "due": 10}
    widths = {name: round(_TEXT_WIDTH * part / 100) for name, part in share.items()}
    merges = {
        "ordinal": "task_first",
        "group": "group_first",
        "task": "task_first",
        "lead": "lead_first",
        "coordinating": "coordinating_first",
    }
    styles = {"ordinal": CELL_CENTERED, "group": CELL_GROUP, "due": CELL_CENTERED}
    head, body = [], []
    for name, heading in headings.items():
        width_tag = f"{{% columnwidth line.widths.{name} %}}"
        flags = f"{{% vmerge row.{merges[name]} %}}" if name in merges else ""
        # Word and LibreOffice keep a row with what follows if its first paragraph says so.
        flags += "{% keepnext row.keep %}" if name == "ordinal" else ""
        head.append(
            cell(paragraph(CELL_HEADING, heading + width_tag), widths[name], properties='<w:vAlign w:val="center"/>')
        )
        value = f"{{{{r row.{name} }}}}" if name == "task" else f"{{{{ row.{name} }}}}"
        words = _two_runs_text(styles.get(name, CELL), value, flags + width_tag)
        body.append(cell(words, widths[name]))
    count = len(headings)
    return table(
        list(widths.values()),
        row(*head, heading=True),
        _row_tag("{%tr for row in line.rows %}", count, list(widths.values())),
        row(*body),
        _row_tag("{%tr endfor %}", count, list(widths.values())),
        bordered=True,
        centred=True,
    )


def _two_runs_text(style: str, value: str, flags: str) -> str:
    text = paragraph(style, value)
    return text.removesuffix("</w:p>") + f'<w:r><w:t xml:space="preserve">{flags}</w:t></w:r></w:p>'


def _row_tag(words: str, count: int, widths: list[int]) -> str:
    """Return a row that holds only a row tag, and vanishes when rendered."""
    span = f'<w:gridSpan w:val="{count}"/>'
    return row(cell(paragraph(CELL, words), sum(widths), properties=span))


def _recipients() -> str:
    """Ô 9b, 12: the recipients, the archive line, the drafter's mark."""
    return (
        paragraph(C.RECIPIENTS_HEADING, "Nơi nhận:")
        + tag("{%p for recipient in recipients %}")
        + paragraph(C.RECIPIENTS_LIST, "{{ recipient }}")
        + tag("{%p endfor %}")
        + paragraph(C.RECIPIENTS_LIST, "{{ archive }}")
        + tag("{%p if drafter_mark %}")
        + paragraph(C.DRAFTER, "{{ drafter_mark }}")
        + tag("{%p endif %}")
    )


def _signer(properties: str = "") -> str:
    """Ô 7: authority and post, room for the signature, another post, the name."""
    return (
        tag("{%p for line in authority %}")
        + paragraph(C.AUTHORITY, "{{ line }}", properties=properties)
        + tag("{%p endfor %}")
        + paragraph(SIGNING_SPACE)
        + tag("{%p if other_post %}")
        + paragraph(C.OTHER_POST, "{{ other_post }}", properties=properties)
        + tag("{%p endif %}")
        + paragraph(C.SIGNER_NAME, "{{ signer_name }}", properties=properties)
    )


def _two_signatures() -> str:
    """Minutes: the secretary signs at the left, the chair at the right; the recipients stand below (Mẫu 1.9)."""
    half, keep = _TEXT_WIDTH // 2, "<w:keepNext/>"
    secretary = (
        paragraph(C.AUTHORITY, SECRETARY.upper(), properties=keep)
        + paragraph(SIGNING_SPACE)
        + paragraph(C.SIGNER_NAME, "{{ form.secretary_name }}", properties=keep)
    )
    signatures = row(cell(secretary, half), cell(_signer(keep), _TEXT_WIDTH - half))
    left = paragraph(SPACER, properties=keep) + _recipients() + paragraph(SECTION_BREAK)
    below = row(cell(left, half), cell(paragraph(SECTION_BREAK), _TEXT_WIDTH - half))
    return paragraph(SPACER, properties=keep) + table([half, _TEXT_WIDTH - half], signatures, below)


def _signing_table() -> str:
    """Ô 7, 8, 9b, 12: recipients at the left, the signer's block at the right, never torn apart."""
    left = _recipients() + paragraph(SECTION_BREAK)
    right = _signer()
    widths = [_RECIPIENTS, _TEXT_WIDTH - _RECIPIENTS]
    cells = (
        cell(_with_tag(left, "{% columnwidth signing_left %}"), widths[0]),
        cell(_with_tag(right, "{% columnwidth signing_right %}"), widths[1]),
    )
    return paragraph(SPACER, properties="<w:keepNext/>") + table(widths, row(*cells))


def _break(headers: str, *, landscape: bool = False, restart: bool = False) -> str:
    return paragraph(SECTION_BREAK, properties=section(headers, landscape=landscape, restart=restart))


def _attachment(bound: dict[Component, ListLevel]) -> str:
    """The text that an indirect decision issues (Mẫu 1.3): ô 1 and 2, its own heading, its content, no signature."""
    return (
        tag("{%p if attachment %}")
        + _header_table(with_number=False, rules="attachment.")
        + paragraph(C.TITLE, "{{ attachment.title }}")
        + paragraph(C.SUBJECT, "{{ attachment.subject }}")
        + paragraph(C.APPENDIX_ATTACHED, "{{r attachment.attached_to }}")
        + paragraph(RULE, "{{r attachment.rule }}")
        + _lines("attachment.lines", _ATTACHED, bound)
        + _break(OTHER_HEADERS, restart=True)
        + tag("{%p endif %}")
    )


def _appendices(bound: dict[Component, ListLevel]) -> str:
    """Phụ lục: each in a section of its own, portrait or landscape, pages numbered from 1."""
    return (
        tag("{%p for appendix in appendices %}")
        + paragraph(C.APPENDIX, "{{ appendix.heading }}")
        + tag("{%p if appendix.title %}")
        + paragraph(C.APPENDIX_TITLE, "{{ appendix.title }}")
        + tag("{%p endif %}")
        + paragraph(C.APPENDIX_ATTACHED, "{{r appendix.attached_to }}")
        + paragraph(RULE, "{{r appendix.rule }}")
        + _lines("appendix.lines", _APPENDED, bound)
        + tag("{%p if appendix.landscape %}")
        + _break(OTHER_HEADERS, landscape=True, restart=True)
        + tag("{%p else %}")
        + _break(OTHER_HEADERS, restart=True)
        + tag("{%p endif %}")
        + tag("{%p endfor %}")
    )


def document_part(kind: Kind) -> str:
    """Return the whole part for the template of `kind`."""
    facts = KINDS[kind]
    bound = style_levels(facts.layout)
    is_letter = kind is Kind.CONG_VAN
    subject = paragraph(C.CONG_VAN_SUBJECT, "{{ subject }}") if is_letter else ""
    body = _header_table(with_number=True, with_date=facts.prints_date, subject=subject)
    body += "" if is_letter else _heading(kind)
    body += _addressees() if facts.addressing in (Addressing.ALWAYS, Addressing.UPWARD) else ""
    body += wired() if kind is Kind.CONG_DIEN else ""
    body += tag("{%p for basis in legal_bases %}") + paragraph(C.LEGAL_BASIS, "{{r basis }}") + tag("{%p endfor %}")
    body += tag("{%p for text in opening %}") + paragraph(C.OPENING, "{{r text }}") + tag("{%p endfor %}")
    body += paragraph(C.ENACTING_LINE, facts.enacting_line) if facts.enacting_line else ""
    body += form_lines(FORMS[kind]) if kind in FORMS else ""
    body += _lines("body", _MAIN, bound)
    body += "".join(map(form_line, FORMS[kind].closing)) if kind in FORMS else ""
    body += _two_signatures() if kind is Kind.BIEN_BAN else _signing_table()
    body += confirmation(_RECIPIENTS, _TEXT_WIDTH) if kind in FORMS and FORMS[kind].confirmation else ""
    body += _break(MAIN_HEADERS)
    body += _attachment(bound) if facts.enacting_line else ""
    body += _appendices(bound)
    return f"{XML}<w:document {NAMESPACES}><w:body>{body}{section(OTHER_HEADERS)}</w:body></w:document>"
