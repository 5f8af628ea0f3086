import unicodedata

import pytest
from typed.draft import Run

from service.checking import Outcome, check


@pytest.mark.parametrize(
    "font",
    ["Times New Roman", "times new roman", "Times New Roman Bold", "TimesNewRomanPSMT", "Times New Roman,Italic"],
)
def test_names_that_mean_times_new_roman_are_accepted(draft, accepts, font):
    draft.text_of("Kinh phí").font = font

    accepts("font-family", draft)


@pytest.mark.parametrize("font", ["Calibri", "Arial", "Cambria Math", "Times", ".VnTime", "VNI-Times", ".VnTimeH"])
def test_any_other_font_that_prints_is_reported(draft, reports, font):
    draft.text_of("Kinh phí").font = font

    report = reports("font-family", draft)

    assert report.findings[0].found.startswith(font)


def test_spaces_and_marks_in_another_font_print_nothing_of_it(draft, accepts):
    line = draft.text_of("Kinh phí")
    line.runs = [Run(line.text), Run("  ☐ – ", font="Segoe UI Symbol")]

    accepts("font-family", draft)


def test_one_word_is_enough(draft, reports):
    line = draft.text_of("Kinh phí")
    line.runs = [Run(line.text), Run(" thêm", font="Calibri")]

    report = reports("font-family", draft)

    assert "4 chữ" in report.findings[0].found


@pytest.mark.parametrize("colour", ["000000", "auto", "0D0D0D", "262626"])
def test_black_is_accepted(draft, accepts, colour):
    draft.text_of("Kinh phí").colour = colour

    accepts("text-colour", draft)


@pytest.mark.parametrize(
    ("colour", "name"),
    [("FF0000", "đỏ"), ("1F4E79", "xanh"), ("7F7F7F", "xám"), ("FFFFFF", "trắng"), ("FFC000", "vàng")],
)
def test_any_colour_that_shows_is_reported_by_its_name(draft, reports, colour, name):
    draft.text_of("Kinh phí").colour = colour

    reports("text-colour", draft, found=name)


def test_precomposed_letters_are_accepted(draft, accepts):
    accepts("text-nfc", draft)


def test_loose_accents_are_reported_once_with_their_number(draft, reports):
    for line in draft.body[:3]:
        line.text = unicodedata.normalize("NFD", line.text)

    report = reports("text-nfc", draft)

    assert report.findings[0].where.others == 2


def test_unicode_text_is_no_old_code_page(draft, accepts):
    accepts("text-legacy-encoding", draft)


@pytest.mark.parametrize(
    "text",
    [
        "KÕ ho¹ch nµy ®­îc thùc hiÖn trong n¨m 2026 trªn ®Þa bµn x·, c¸c ®¬n vÞ chñ ®éng triÓn khai nhiÖm vô ®­îc giao.",
        "Keá hoaïch naøy ñöôïc thöïc hieän trong naêm 2026 treân ñòa baøn xaõ, caùc ñôn vò chuû ñoäng trieån khai nhieäm vuï.",
    ],
)
def test_text_in_an_old_code_page_is_told(draft, text):
    draft.text_of("Kinh phí").text = text

    rules = {finding.rule for finding in check(draft.docx()).findings}

    assert "text-legacy-encoding" in rules


def test_a_text_in_an_old_code_page_throughout_is_judged_by_nothing_that_reads_words(draft, reports):
    old = "KÕ ho¹ch nµy ®­îc thùc hiÖn trong n¨m 2026"
    draft.issuer[0].text, draft.nation.text, draft.motto.text = "ñy ban nh©n d©n", "céng hßa x· héi", "§éc lËp"
    draft.number.text, draft.place_date.text = "Sè: 15/KH-UBND", "An B×nh, ngµy 12 th¸ng 3 n¨m 2026"
    for line in (*draft.bases, *draft.lines(), *draft.recipients, draft.title, *draft.subject):
        line.text = old

    report = reports("text-legacy-encoding", draft)

    assert {one.reason for one in report.verdicts if one.outcome is Outcome.UNKNOWN} >= {
        "chữ ở bảng mã cũ, không đọc được"
    }


def test_the_old_code_page_is_the_only_fault(draft, reports):
    draft.text_of(
        "Kinh phí"
    ).text = (
        "KÕ ho¹ch nµy ®­îc thùc hiÖn trong n¨m 2026 trªn ®Þa bµn x·, c¸c ®¬n vÞ chñ ®éng triÓn khai nhiÖm vô ®­îc giao."
    )

    reports("text-legacy-encoding", draft)
