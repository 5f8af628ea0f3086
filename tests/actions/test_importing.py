import datetime as dt

import pytest

from service.accounts import AgencyProfile
from service.actions.importing import Choices, draft_of, is_own
from service.importing import Level, Where, read_old_document
from service.nd30.kinds import Kind
from tests.importing.old_documents import LAST_YEAR_DOCX

TODAY = dt.date(2026, 1, 5)
PROFILE = AgencyProfile.model_validate(
    {
        "issuer": {"name": "Ủy ban nhân dân xã Tam Nông", "sign": "UBND", "place": "Tam Nông"},
        "signers": [{"post": "Chủ tịch", "name": "Hà Đức Thịnh"}],
    }
)


@pytest.fixture(scope="module")
def recognised():
    return read_old_document(LAST_YEAR_DOCX)


def draft(recognised, **choices):
    return draft_of(recognised, Choices(kind=Kind.KE_HOACH, **choices), PROFILE, TODAY)


def test_the_old_number_and_day_are_gone(recognised):
    data = draft(recognised)
    assert data["issued_on"] == "2026-01"
    assert "number" not in data
    assert "symbol" not in data


def test_the_own_agency_and_its_signer_stand_in_for_the_files(recognised):
    assert draft(recognised)["issuer"]["name"] == "Ủy ban nhân dân xã Tam Nông"
    assert draft(recognised)["signer"]["name"] == "Hà Đức Thịnh"
    kept = draft(recognised, own_agency=False, words={"signer": {"post": "Chủ tịch", "name": "Lê Văn An"}})
    assert kept["issuer"]["name"] == "Ủy ban nhân dân xã Hòa Lạc"
    assert (kept["signer"]["name"], kept["signer"]["authority"][0]["form"]) == ("Lê Văn An", "TM")
    assert not is_own(recognised, PROFILE)


def test_only_the_chosen_years_move_on(recognised):
    data = draft(recognised, years=frozenset({Where.DEADLINE}))
    assert data["tasks"][0]["tasks"][0]["outputs"][0]["due"] == "Tháng 02/2026"
    assert data["subject"] == "Chuyển đổi số năm 2025"


def test_a_part_that_is_left_out_takes_what_shows_it_along(recognised):
    data = draft(recognised, left_out=frozenset({"tasks", "recipients"}))
    assert "tasks" not in data
    assert "appendices" not in data, "the only appendix held the table of tasks"
    assert "recipients" not in data
    assert draft(recognised, left_out=frozenset({"body"}))["body"]["content"] == []


def test_lines_take_the_level_that_was_chosen_or_go(recognised):
    sections = draft(recognised, levels={1: Level.POINT, 2: None})["body"]["content"]
    first = sections[0]["content"]
    assert (first[0]["type"], first[0]["text"]) == ("point", "Mục đích")
    assert first[1]["title"] == "Yêu cầu"
    assert first[1]["number"] == "2", "its printed number is kept until somebody changes it"


def test_words_typed_over_replace_what_was_read(recognised):
    assert draft(recognised, words={"subject": "Chuyển đổi số"})["subject"] == "Chuyển đổi số"
