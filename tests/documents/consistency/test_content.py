"""Structure of the content, and references to what comes with it."""

import pytest

from tests.documents import drafts
from tests.documents.drafts import paragraph

APPENDIX = {"name": "Danh sách", "content": [paragraph("Một dòng.")]}
ATTACHMENT = {
    "kind": "quy-che",
    "subject": "Làm việc",
    "body": {"content": [{"type": "article", "title": "A", "content": []}]},
}


def body(*content: drafts.Data, layout: str = "sections") -> drafts.Data:
    """Return the data of a body."""
    return {"layout": layout, "content": list(content)}


def faults(*content: drafts.Data, layout: str = "sections") -> list[tuple[str, str]]:
    """Return the faults of a plan with this content."""
    return drafts.faults(body=body(*content, layout=layout))


def block(kind: str, *content: drafts.Data, **more: str) -> drafts.Data:
    """Return a block with a title, or with words where it has no title."""
    words = {"text": "lời văn"} if kind in ("point", "dash") else {"title": "Tiêu đề"}
    return {"type": kind, **(more or words), "content": list(content)}


def test_an_empty_body_is_refused() -> None:
    assert faults() == [("/body/content", "body-empty")]


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("clause", "section"),
        ("point", "clause"),
        ("dash", "point"),
        ("section", "part"),
        ("section", "section"),
        ("point", "point"),
    ],
)
def test_a_larger_division_cannot_stand_in_a_smaller_one(outer: str, inner: str) -> None:
    assert faults(block(outer, block(inner))) == [("/body/content/0/content/0", "block-in-smaller-block")]


def test_levels_may_be_left_out() -> None:
    assert faults(block("section", block("point", block("dash")), paragraph("x")), block("clause", block("dash"))) == []


def test_a_dash_may_hold_dashes_once() -> None:
    assert faults(block("dash", block("dash"))) == []
    assert faults(block("dash", block("dash", block("dash")))) != []


@pytest.mark.parametrize("kind", ["chapter", "subsection", "article"])
def test_articles_and_chapters_need_their_layout(kind: str) -> None:
    assert faults(block(kind)) == [("/body/content/0", "block-of-other-layout")]


def test_a_subclause_stands_in_a_clause_or_gives_its_number() -> None:
    assert faults(block("clause", block("subclause"))) == []
    assert faults(block("subclause")) == [("/body/content/0", "subclause-without-clause")]
    assert faults(block("subclause", title="Tiêu đề", number="2.1")) == []


@pytest.mark.parametrize("kind", ["article", "clause", "subclause"])
def test_a_numbered_line_says_something(kind: str) -> None:
    outer = {"type": "clause", "text": "x", "content": [{"type": kind}]} if kind == "subclause" else {"type": kind}

    assert [code for _, code in faults(outer, layout="articles")] == ["block-without-words"]


def test_a_clause_has_a_title_or_words_but_not_both() -> None:
    assert faults({"type": "clause", "title": "A", "text": "b"}) == [
        ("/body/content/0/text", "clause-with-title-and-text")
    ]


def test_an_article_may_have_both() -> None:
    assert faults({"type": "article", "title": "A", "text": "b"}, layout="articles") == []


def test_an_article_of_a_divided_text_has_a_title() -> None:
    article = {"type": "article", "text": "lời văn"}

    assert faults(block("chapter", article), layout="articles") == [
        ("/body/content/0/content/0/title", "article-without-title")
    ]
    assert faults(article, layout="articles") == []


def test_a_row_has_as_many_cells_as_the_table_has_columns() -> None:
    table = {"type": "table", "columns": [{"heading": "A"}, {"heading": ""}], "rows": [["1", ""], ["2"]]}

    assert faults(table) == [("/body/content/0/rows/1", "row-of-other-length")]


def test_two_bases_in_one_are_refused() -> None:
    assert drafts.faults(legal_bases=["Căn cứ A;\nCăn cứ B"]) == [("/legal_bases/0", "bases-joined")]


@pytest.mark.parametrize("kind", ["quyet-dinh", "nghi-quyet"])
def test_decisions_and_resolutions_have_legal_bases(kind: str) -> None:
    assert drafts.faults(drafts.DECISION, kind=kind, legal_bases=[]) == [("/legal_bases", "bases-missing")]


def test_a_plan_needs_no_legal_bases() -> None:
    assert drafts.problems(legal_bases=[]) == ()


def test_a_decision_has_articles_and_a_resolution_need_not() -> None:
    content = body(paragraph("x"), layout="articles")

    assert drafts.faults(drafts.DECISION, body=content) == [("/body/content", "articles-missing")]
    assert drafts.problems(drafts.DECISION, kind="nghi-quyet", body=content) == ()


def test_what_a_decision_issues_is_named_in_it() -> None:
    naming = body({"type": "article", "text": "Ban hành kèm theo Quyết định này Quy chế làm việc."}, layout="articles")

    assert drafts.faults(drafts.DECISION, attachment=ATTACHMENT) == [("/body/content", "attachment-not-referred")]
    assert drafts.problems(drafts.DECISION, attachment=ATTACHMENT, body=naming) == ()


def test_only_a_decision_or_resolution_issues_another_text() -> None:
    assert drafts.faults(attachment=ATTACHMENT) == [("/attachment", "attachment-not-allowed")]


def test_the_attached_text_is_checked_as_strictly() -> None:
    naming = body({"type": "article", "text": "Ban hành kèm theo Quyết định này Quy chế làm việc."}, layout="articles")
    chapter = block("chapter", {"type": "article", "text": "x"})
    attachment = ATTACHMENT | {"body": body(chapter, layout="articles")}

    assert drafts.faults(drafts.DECISION, attachment=attachment, body=naming) == [
        ("/attachment/body/content/0/content/0/title", "article-without-title")
    ]


def test_the_text_points_to_the_only_appendix() -> None:
    assert drafts.faults(appendices=[APPENDIX]) == [("/appendices/0", "appendix-not-referred")]


@pytest.mark.parametrize("words", ["(tại Phụ lục kèm theo)", "Danh sách kèm theo", "theo phụ lục đính kèm"])
def test_any_pointing_to_the_only_appendix_will_do(words: str) -> None:
    assert drafts.problems(appendices=[APPENDIX], opening=[words]) == ()


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("tại Phụ lục I và Phụ lục III", [1]),
        ("tại Phụ lục I", [1, 2]),
        ("tại Phụ lục I, II", [2]),
        ("tại Phụ lục I, II và III", []),
        ("tại Phụ lục I đến Phụ lục III", []),
        ("tại các Phụ lục kèm theo", []),
        ("tại 03 phụ lục", []),
        ("không nói gì", [0, 1, 2]),
    ],
)
def test_each_of_several_appendices_is_pointed_to(words: str, missing: list[int]) -> None:
    found = drafts.faults(appendices=[APPENDIX] * 3, opening=[words])

    assert found == [(f"/appendices/{index}", "appendix-not-referred") for index in missing]


def test_an_attached_regulation_may_point_to_the_appendix() -> None:
    article = {"type": "article", "title": "Biểu mẫu", "text": "Theo Phụ lục của Quy chế này."}
    naming = body({"type": "article", "text": "Ban hành kèm theo Quyết định này Quy chế."}, layout="articles")
    attachment = ATTACHMENT | {"body": body(article, layout="articles")}

    assert drafts.problems(drafts.DECISION, attachment=attachment, body=naming, appendices=[APPENDIX]) == ()
