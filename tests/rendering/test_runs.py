"""Rich text as runs: marks, line breaks, escaping, upright blanks."""

from service.documents.text import Run
from service.rendering.runs import run_xml, runs_xml, slanted_runs

BLANK = "\u00a0" * 3


def test_plain_text_is_one_bare_run():
    assert run_xml("Chữ") == '<w:r><w:t xml:space="preserve">Chữ</w:t></w:r>'


def test_markup_characters_are_escaped_and_quotes_are_left():
    assert '<w:t xml:space="preserve">a &lt; b &amp; "c"</w:t>' in run_xml('a < b & "c"')


def test_a_line_feed_is_a_line_break():
    assert run_xml("a\nb").count("<w:br/>") == 1
    assert run_xml("\nb").startswith("<w:r><w:br/><w:t")


def test_marks_follow_the_order_of_the_schema():
    xml = run_xml("x", bold=True, italic=True, size_pt=13)

    assert xml.index("<w:b/>") < xml.index("<w:i/>") < xml.index("<w:sz ")
    assert '<w:sz w:val="26"/>' in xml


def test_weight_and_slant_can_be_turned_off_against_the_style():
    assert '<w:b w:val="0"/>' in run_xml("x", bold=False)
    assert '<w:i w:val="0"/>' in run_xml("x", italic=False)


def test_prefix_and_suffix_join_the_first_and_last_run():
    runs = (Run(text="một"), Run(text="hai", bold=True))

    assert runs_xml(runs, prefix="a) ", suffix=".").count("<w:r>") == 2
    assert "a) một" in runs_xml(runs, prefix="a) ")
    assert "hai." in runs_xml(runs, suffix=".")


def test_no_runs_still_print_prefix_and_suffix():
    assert "a)" in runs_xml((), prefix="a)")


def test_blanks_inside_slanted_text_stand_upright():
    xml = slanted_runs(f"ngày{BLANK}tháng 01")

    assert xml.count('<w:i w:val="0"/>') == 1
    assert f'<w:iCs w:val="0"/></w:rPr><w:t xml:space="preserve">{BLANK}</w:t>' in xml
