"""Numbers are Word's own lists, and print what the data counts, in the text, in an attached text and in every appendix."""

import io
import re

import docx as python_docx
import pytest

from service.documents import plain_text
from service.documents.outline import outline, outline_blocks
from service.nd30.kinds import Layout
from service.rendering import render_document
from tests.rendering import examples, word_files
from tests.rendering.measuring import measure
from tests.rendering.specimens import NAMES, specimen

#: A text in which everything is counted, twice over.
SECTIONS = [
    {
        "type": "part",
        "title": f"Phần thứ {number}",
        "content": [
            {
                "type": "section",
                "title": f"Mục {number}.{inner}",
                "content": [
                    {
                        "type": "clause",
                        "title": "Khoản có tiêu đề",
                        "content": [
                            {"type": "subclause", "text": "Khoản nhỏ thứ nhất."},
                            {"type": "subclause", "text": "Khoản nhỏ thứ hai.", "content": [{"type": "point", "text": "Điểm."}] * 3},
                        ],
                    },
                    {"type": "clause", "text": "Khoản chỉ có lời văn.", "content": [{"type": "dash", "text": "Gạch."}] * 2},
                ],
            }
            for inner in (1, 2)
        ],
    }
    for number in (1, 2)
]  # fmt: skip
ARTICLES = [
    {
        "type": "chapter",
        "title": f"Chương thứ {number}",
        "content": [
            {
                "type": "section",
                "title": "Mục trong chương",
                "content": [
                    {
                        "type": "subsection",
                        "title": "Tiểu mục",
                        "content": [
                            {
                                "type": "article",
                                "title": "Điều có tiêu đề",
                                "content": [
                                    {"type": "clause", "text": "Khoản một.", "content": [{"type": "point", "text": "Điểm."}] * 6},
                                    {"type": "clause", "text": "Khoản hai."},
                                ],
                            }
                        ]
                        * 2,
                    }
                ],
            }
        ],
    }
    for number in (1, 2)
]  # fmt: skip
CLAUSE = {"type": "clause", "text": "Khoản."}
EXPLICIT = [
    {"type": "section", "title": "Mục đầu", "content": [CLAUSE, CLAUSE]},
    {
        "type": "section",
        "number": "IV",
        "title": "Mục nhảy số",
        "content": [CLAUSE, {"type": "clause", "number": "1a", "text": "Khoản chen."}, CLAUSE],
    },
    {
        "type": "section",
        "title": "Mục sau",
        "content": [{"type": "clause", "number": "7", "text": "Khoản bảy."}, CLAUSE],
    },
]


def everything():
    """One decision whose main text, attached text and two appendices count everything."""
    appended = [block for part in SECTIONS for block in part["content"]]
    return examples.decision(
        subject="Ban hành Quy chế làm việc",
        body={"content": [{"type": "article", "text": "Ban hành kèm theo Quyết định này Quy chế và các phụ lục.",
                           "content": [{"type": "clause", "text": "Khoản."}] * 2}] * 2},
        attachment={"kind": "quy-che", "subject": "Làm việc", "body": {"content": ARTICLES}},
        appendices=[{"name": f"Danh mục {name}", "content": appended} for name in ("một", "hai")],
    )  # fmt: skip


DOCUMENTS = {
    "sections": lambda: examples.plan(body={"content": SECTIONS}),
    "explicit": lambda: examples.plan(body={"content": EXPLICIT}),
    "everything": everything,
}


@pytest.fixture(params=[*DOCUMENTS, *NAMES])
def document(request):
    return DOCUMENTS[request.param]() if request.param in DOCUMENTS else specimen(request.param)


def labels(document):
    """What the data counts, in the order of the pages: the number and the first words after it."""
    entries = list(outline(document.body))
    if document.attachment:
        entries += outline(document.attachment.body, "/attachment/body")
    for appendix in document.appendices:
        entries += outline_blocks(appendix.content, Layout.SECTIONS, "")
    for entry in entries:
        text = getattr(entry.block, "title", None) or plain_text(getattr(entry.block, "text", None) or ())
        if entry.label:
            yield entry.label, text.split("\n")[0].split()[0]


@pytest.mark.office
@pytest.mark.xdist_group("printed")
def test_the_printed_numbers_are_those_that_the_data_counts(document, printed):
    text = re.sub(r"\s+", " ", " ".join(line.text for line in printed(document).lines))
    position = 0
    for label, word in labels(document):
        found = re.compile(rf"{re.escape(label)} ?{re.escape(word)}", re.IGNORECASE).search(text, position)
        assert found, f"{label} {word} không đứng sau {text[position - 60 : position]}"
        position = found.end()


def test_numbers_of_sections_articles_and_clauses_come_from_lists_not_from_text(document):
    docx = render_document(document)
    numbered = {"Mục La Mã", "Khoản tiêu đề", "Khoản", "Tiểu khoản", "Điều", "Chương", "Mục", "Tiểu mục", "Phần"}
    for para in word_files.paragraphs(docx):
        if para.style in numbered and (para.number is None or para.number[0] != 0):
            assert not re.match(r"(?:Điều|Chương|Mục|Phần) [\dIVX]+|[IVX]+\.|\d+(\.\d+)*\. ", para.text), para


def test_explicit_numbers_are_text_in_a_paragraph_outside_the_lists():
    docx = render_document(DOCUMENTS["explicit"]())
    outside = [para.text for para in word_files.paragraphs(docx) if para.number and para.number[0] == 0]

    assert outside == [
        "IV. MỤC NHẢY SỐ",
        "1. Khoản.",
        "1a. Khoản chen.",
        "2. Khoản.",
        "V. MỤC SAU",
        "7. Khoản bảy.",
        "8. Khoản./.",
    ]


def test_every_list_that_a_paragraph_names_exists_with_its_level(document):
    docx = render_document(document)
    lists = word_files.tree(docx, "word/numbering.xml")
    levels = {
        abstract.get(f"{word_files.W}abstractNumId"): {
            level.get(f"{word_files.W}ilvl") for level in abstract.iter(f"{word_files.W}lvl")
        }
        for abstract in lists.iter(f"{word_files.W}abstractNum")
    }
    known = {
        num.get(f"{word_files.W}numId"): levels[num.find(f"{word_files.W}abstractNumId").get(f"{word_files.W}val")]
        for num in lists.iter(f"{word_files.W}num")
    }
    used = [
        number
        for part in ("word/document.xml", "word/styles.xml")
        for number in word_files.tree(docx, part).iter(f"{word_files.W}numPr")
    ]

    assert used
    for number in used:
        list_id = number.find(f"{word_files.W}numId").get(f"{word_files.W}val")
        assert list_id == "0" or number.find(f"{word_files.W}ilvl").get(f"{word_files.W}val") in known[list_id]


def test_letters_of_points_follow_the_decrees_alphabet():
    content = [
        {"type": "clause", "text": "Khoản.", "content": [{"type": "point", "text": f"điểm {n}"} for n in range(9)]}
    ]
    docx = render_document(examples.plan(body={"content": content}))
    letters = [text[0] for text in word_files.styled(docx, "Điểm")]

    assert letters == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]


@pytest.mark.office
@pytest.mark.xdist_group("printed")
def test_a_line_inserted_in_word_gets_the_next_number(office):
    document = python_docx.Document(io.BytesIO(render_document(examples.plan(body={"content": SECTIONS[:1]}))))
    section = next(para for para in document.paragraphs if para.style.name == "ND30 Mục La Mã")
    section.insert_paragraph_before("MỤC CHEN", style="ND30 Mục La Mã")
    out = io.BytesIO()
    document.save(out)
    texts = [line.text for line in measure(office.convert(out.getvalue())).styled("Mục La Mã")]

    assert texts == ["I. MỤC CHEN", "II. MỤC 1.1", "III. MỤC 1.2"]
