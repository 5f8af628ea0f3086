import pytest
from typed.draft import Rule, Run

from service.checking import check


@pytest.mark.parametrize("text", ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"])
def test_both_ways_of_writing_quoc_hieu_are_accepted(draft, accepts, text):
    draft.nation.text = text

    accepts("quoc-hieu-text", draft)
    accepts("quoc-hieu-missing", draft)
    accepts("quoc-hieu-place", draft)


@pytest.mark.parametrize(
    "text",
    ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHỈA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHŨ NGHĨA VIỆT NAM."],
)
def test_a_misspelt_quoc_hieu_is_reported(draft, reports, text):
    draft.nation.text = text

    reports("quoc-hieu-text", draft)


def test_a_missing_quoc_hieu_is_reported(draft):
    draft.nation = None

    rules = {finding.rule for finding in check(draft.docx()).findings}

    assert "quoc-hieu-missing" in rules


def test_only_quoc_hieu_missing_is_reported(draft, reports):
    draft.nation.text = "Việt Nam Dân chủ Cộng hòa"
    draft.nation.bold = True

    reports("quoc-hieu-missing", draft)


@pytest.mark.parametrize("size", [12, 12.5, 13])
def test_quoc_hieu_at_12_to_13_is_accepted(draft, accepts, size):
    draft.nation.size = size

    accepts("quoc-hieu-type", draft)


@pytest.mark.parametrize(
    "change",
    [{"size": 11.5}, {"size": 13.5}, {"bold": False}, {"italic": True}, {"text": "Cộng hòa xã hội chủ nghĩa Việt Nam"}],
)
def test_quoc_hieu_set_otherwise_is_reported(draft, reports, change):
    draft.columns = (60, 105)
    for name, value in change.items():
        setattr(draft.nation, name, value)

    reports("quoc-hieu-type", draft)


def test_quoc_hieu_half_bold_is_reported(draft, reports):
    draft.nation.runs = [Run("CỘNG HÒA XÃ HỘI "), Run("CHỦ NGHĨA VIỆT NAM", bold=False)]

    reports("quoc-hieu-type", draft, found="một phần")


@pytest.mark.parametrize(
    "text",
    ["Độc lập - Tự do - Hạnh phúc", "Độc lập\u00a0- Tự do -\u00a0Hạnh phúc", "Độc lập \u2011 Tự do \u2011 Hạnh phúc"],
)
def test_the_motto_with_hyphens_and_spaces_is_accepted(draft, accepts, text):
    draft.motto.text = text
    draft.motto_rule = Rule(length=60.5)

    accepts("tieu-ngu-text", draft)
    accepts("tieu-ngu-missing", draft)


@pytest.mark.parametrize(
    "text",
    [
        "Độc lập – Tự do – Hạnh phúc",
        "Độc lập-Tự do-Hạnh phúc",
        "Độc lập - tự do - hạnh phúc",
        "Độc Lập - Tự Do - Hạnh Phúc",
        "Độc lập Tự do Hạnh phúc",
        "Độc lập - Tự do - Hạnh phúc.",
    ],
)
def test_the_motto_written_otherwise_is_reported(draft, reports, text):
    draft.motto.text = text

    reports("tieu-ngu-text", draft)


def test_a_missing_motto_is_reported(draft, reports):
    draft.motto.text = "Tiêu ngữ"

    reports("tieu-ngu-missing", draft)


@pytest.mark.parametrize("size", [13, 14])
def test_the_motto_at_13_to_14_is_accepted(draft, accepts, size):
    draft.motto.size = size

    accepts("tieu-ngu-type", draft)


@pytest.mark.parametrize(
    "change", [{"size": 14.5}, {"bold": False}, {"italic": True}, {"text": "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"}]
)
def test_the_motto_set_otherwise_is_reported(draft, reports, change):
    draft.columns = (62, 103)
    for name, value in change.items():
        setattr(draft.motto, name, value)

    reports("tieu-ngu-type", draft)


def test_a_motto_off_the_middle_is_reported(draft, reports):
    draft.motto.align = "left"
    draft.motto_rule = Rule(shift=-19)

    reports("tieu-ngu-type", draft, found="lệch")


def test_a_motto_smaller_than_quoc_hieu_is_told(draft, reports, accepts):
    draft.nation.size, draft.motto.size = 13, 13
    accepts("tieu-ngu-smaller", draft)
    draft.motto.size = 12.5
    reports("tieu-ngu-smaller", draft, also=("tieu-ngu-type",))


@pytest.mark.parametrize("kind", ["drawing", "connector", "vml", "both", "characters", "border", "underline"])
def test_a_rule_under_the_motto_is_found_however_it_is_made(draft, kind):
    draft.motto_rule = Rule(kind)

    rules = {finding.rule for finding in check(draft.docx()).findings}

    assert "tieu-ngu-rule-missing" not in rules
    assert "tieu-ngu-rule-length" not in rules


def test_no_rule_under_the_motto_is_reported(draft, reports, accepts):
    accepts("tieu-ngu-rule-missing", draft)
    draft.motto_rule = None

    reports("tieu-ngu-rule-missing", draft)


@pytest.mark.parametrize("share", [0.955, 1.0, 1.045])
def test_a_rule_as_long_as_the_motto_is_accepted(draft, accepts, share):
    draft.motto_rule = Rule(length=60.5 * share)

    accepts("tieu-ngu-rule-length", draft)


@pytest.mark.parametrize("share", [0.5, 0.92, 1.08, 1.5])
def test_a_rule_shorter_or_longer_is_reported_in_millimetres(draft, reports, share):
    draft.motto_rule = Rule(length=60.5 * share)

    reports("tieu-ngu-rule-length", draft, found="mm")


def test_a_broken_rule_is_reported(draft, reports, accepts):
    accepts("tieu-ngu-rule-unbroken", draft)
    draft.motto_rule = Rule("drawing", dash="dash")

    reports("tieu-ngu-rule-unbroken", draft)


def test_an_underlined_motto_is_told(draft, reports, accepts):
    accepts("tieu-ngu-rule-underline", draft)
    draft.motto_rule = Rule("underline")

    reports("tieu-ngu-rule-underline", draft)


def test_quoc_hieu_on_the_left_is_told(draft, reports):
    draft.columns = (40, 120)
    for line in (draft.nation, draft.motto, draft.place_date):
        line.align = "center"
    draft.swapped = True

    reports("quoc-hieu-place", draft)
