"""Small parts without a page of their own."""

import datetime as dt
import hashlib
import json
import re
from pathlib import Path

import pytest

from service.web import assets, common_document, comparing, formatting, phieu, suggestions
from service.web.marking import marked
from service.web.typed import day_of

FRONTEND = Path(assets.__file__).parent / "frontend"


def source_digest():
    files = ["build.mjs", "package.json", "package-lock.json"]
    files += sorted_walk("src")
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.encode() + b"\0" + (FRONTEND / file).read_bytes() + b"\0")
    return digest.hexdigest()


def sorted_walk(folder):
    found = []
    for path in sorted((FRONTEND / folder).iterdir(), key=lambda path: path.name):
        name = f"{folder}/{path.name}"
        found += sorted_walk(name) if path.is_dir() else [name]
    return found


def test_the_built_files_are_those_of_the_sources():
    manifest = json.loads((assets.STATIC / "manifest.json").read_text())
    assert manifest["sources"] == source_digest(), "run `npm ci && npm run build` in service/web/frontend"
    assert {path.name for path in assets.STATIC.iterdir()} == {*manifest["files"].values(), "manifest.json"}


def test_the_form_weighs_less_than_400_kilobytes_compressed():
    import gzip

    files = json.loads((assets.STATIC / "manifest.json").read_text())["files"]
    wanted = [
        name for name in files if name.startswith(("be-vietnam", "so-", "tinos", "app.", "editor.", "icons", "mark"))
    ]
    weight = sum(len(gzip.compress((assets.STATIC / files[name]).read_bytes())) for name in wanted)
    assert weight < 400_000


@pytest.mark.parametrize(("value", "words"), [(3321, "3.321"), (70.7, "70,7"), (0, "0")])
def test_numbers_are_written_the_vietnamese_way(value, words):
    assert formatting.number(value) == words


def test_days_are_padded_as_the_decree_pads_them():
    assert formatting.day(dt.date(2026, 1, 8)) == "08/01/2026"
    assert formatting.day(dt.date(2026, 3, 5)) == "05/3/2026"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("cai cach", "Kế hoạch <mark>cải cách</mark> &lt;2027&gt; &amp; cải tiến"),
        ("CẢI 2027", "Kế hoạch <mark>cải</mark> cách &lt;<mark>2027</mark>&gt; &amp; <mark>cải</mark> tiến"),
        ("", "Kế hoạch cải cách &lt;2027&gt; &amp; cải tiến"),
    ],
)
def test_what_was_searched_for_is_marked_without_diacritics(words, shown):
    assert str(marked("Kế hoạch cải cách <2027> & cải tiến", words)) == shown


def finding(place, found, title="Cỡ chữ"):
    return {
        "tone": "bad",
        "place": place,
        "title": title,
        "cite": "Phụ lục I",
        "found": found,
        "expected": "",
        "others": 0,
    }


def test_what_is_wrong_in_one_place_with_one_provision_is_one_row_of_the_phieu():
    rows = phieu.rows_of(
        [finding("Số", "cỡ 10"), finding("Ngày", "cỡ 10"), finding("Số", "đậm"), finding("Số", "x", "Dấu")]
    )
    assert [(row.place, row.title, len(row.pairs)) for row in rows] == [
        ("Số", "Cỡ chữ", 2), ("Ngày", "Cỡ chữ", 1), ("Số", "Dấu", 1),
    ]  # fmt: skip


def test_initials_are_of_the_last_two_words():
    assert formatting.initials("Nguyễn Thị Thu Hà") == "TH"


def test_a_day_is_read_as_people_type_it():
    assert day_of("5/3/2026") == day_of("2026-03-05") == dt.date(2026, 3, 5)
    assert day_of(" ") is None


def test_moved_words_are_not_called_changed():
    old = {"legal_bases": ["Căn cứ Luật A", "Căn cứ Luật B"]}
    new = {"legal_bases": ["Căn cứ Luật B", "Căn cứ Luật A"]}
    assert comparing.changes(old, new) == []


def test_changed_words_are_marked_on_both_sides():
    [change] = comparing.changes({"subject": "Kế hoạch năm 2026"}, {"subject": "Kế hoạch năm 2027"})
    assert change.where == "Trích yếu"
    assert str(change.new) == 'Kế hoạch năm <span class="diff-added">2027</span>'


def test_markup_in_a_text_stays_text():
    [change] = comparing.changes({"subject": ""}, {"subject": "<b>x</b>"})
    assert "&lt;b&gt;" in str(change.new)


def test_a_common_document_speaks_of_each_unit(new_agency, services):
    from service.accounts import profile_of
    from service.actions.people import all_agencies
    from service.documents.starting import starting_document
    from service.nd30.kinds import Kind

    new_agency()
    profile = profile_of(all_agencies(services)[0])
    made = common_document.of_each_unit(starting_document(Kind.KE_HOACH).as_data(), profile)
    assert made["issuer"]["name"] == "Ủy ban nhân dân {{ unit.full_name }}"
    assert made["signer"]["name"] == "{{ row.nguoi_ky }}"
    sent = common_document.sent_to_each(starting_document(Kind.CONG_VAN).as_data(), profile)
    assert sent["addressees"] == ["Ủy ban nhân dân {{ unit.full_name }}"]


def test_suggestions_count_what_was_used(services, actor):
    from service.actions.documents import create_document
    from service.documents.starting import starting_document
    from service.nd30.kinds import Kind

    made = [create_document(services, actor, starting_document(Kind.KE_HOACH).as_data()) for _ in range(2)]
    used = suggestions.used_before(made)
    assert ("Thường trực Đảng ủy xã", 2) in used["recipients"]


def test_no_english_word_translates_a_sentence_that_is_gone():
    from service.web.language import catalogue

    def bare(text):  # figures stand in a sentence of the source as {NAMES}
        return re.sub(r"\{[A-Z_]+\}|\d+", "#", text)

    root = Path(assets.__file__).parent.parent
    sources = [*root.rglob("*.py"), *root.rglob("*.html"), *(FRONTEND / "src" / "js").rglob("*.js")]
    text = bare("\n".join(path.read_text() for path in sources if "node_modules" not in path.parts))
    words = [key for key in catalogue("en")._catalog if key]
    assert len(words) > 400
    assert [key for key in words if bare(key) not in text] == []
