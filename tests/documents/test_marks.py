"""End marks: never missing, never doubled."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.documents import Block, Paragraph, Run, Table
from service.documents.marks import closed, with_end_mark, without_end_mark
from service.nd30.kinds import Layout
from tests.documents import drafts
from tests.documents.strategies import blocks


def closed_text(*content: drafts.Data) -> str:
    """Return the last words of a plan's content after closing."""
    last: Block = closed(drafts.document(body={"content": list(content)}).body.content)[-1]
    while getattr(last, "content", ()):
        last = last.content[-1]  # type: ignore[union-attr]
    text = getattr(last, "text", None)
    return "".join(run.text for run in text) if text else str(getattr(last, "title", ""))


def test_the_closing_mark_takes_the_place_of_the_full_stop() -> None:
    assert closed_text(drafts.paragraph("Nghiêm túc thực hiện.")) == "Nghiêm túc thực hiện./."


def test_the_closing_mark_is_not_doubled() -> None:
    assert closed_text(drafts.paragraph("Nghiêm túc thực hiện./.")) == "Nghiêm túc thực hiện./."


def test_only_the_last_words_are_closed() -> None:
    content = drafts.document(body={"content": [drafts.paragraph("Một."), drafts.paragraph("Hai")]}).body.content

    assert [block.text[0].text for block in closed(content)] == ["Một.", "Hai./."]  # type: ignore[union-attr]


def test_the_mark_goes_into_the_innermost_last_block() -> None:
    point = {"type": "point", "text": "đến từng hộ;"}
    clause = {"type": "clause", "title": "Tuyên truyền", "content": [point]}

    assert closed_text({"type": "section", "title": "Nhiệm vụ", "content": [clause]}) == "đến từng hộ./."


def test_a_title_alone_is_closed_too() -> None:
    assert closed_text({"type": "section", "title": "Tổ chức thực hiện"}) == "Tổ chức thực hiện./."


def test_content_that_ends_with_a_table_gets_the_mark_on_a_line_of_its_own() -> None:
    table = {"type": "table", "columns": [{"heading": "A"}], "rows": [["1"]]}
    content = closed(drafts.document(body={"content": [table]}).body.content)

    assert isinstance(content[0], Table)
    assert content[1] == Paragraph(text=(Run(text="./."),))


def test_a_mark_takes_the_style_of_the_last_words() -> None:
    runs = (Run(text="Căn cứ "), Run(text="Luật A.", bold=True))

    assert with_end_mark(runs, ";") == (Run(text="Căn cứ "), Run(text="Luật A;", bold=True))


def test_a_text_of_marks_alone_is_left() -> None:
    assert without_end_mark("...") == "..."


@settings(deadline=None, max_examples=25)
@given(blocks(Layout.SECTIONS))
def test_closing_twice_is_closing_once(content: list[drafts.Data]) -> None:
    once = closed(drafts.document(body={"content": content}).body.content)

    assert closed(once) == once


@given(st.text("ab ;,.", min_size=1, max_size=12))
def test_an_end_mark_is_never_followed_by_another(text: str) -> None:
    ended = with_end_mark((Run(text=text),), ";")[-1].text

    assert ended.endswith(";")
    assert not ended[:-1].endswith((";", ",", ".", " "))
