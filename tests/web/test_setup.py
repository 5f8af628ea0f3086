import pytest

from service.accounts import profile_of
from service.actions.people import all_agencies


@pytest.fixture
def newcomer(stranger):
    person = {"name": "Nguyễn Thị Thu Hà", "email": "ha@anbinh.gov.vn", "password": "mật khẩu đủ dài"}
    assert stranger.post("/thiet-lap/", person).headers["Location"] == "/thiet-lap/co-quan"
    return stranger


AGENCY = {
    "name": "Ủy ban nhân dân xã An Bình",
    "sign": "UBND",
    "place": "An Bình",
    "unit_code": "29584",
    "series": "by-kind",
}


def test_the_first_visit_leads_to_the_set_up(stranger):
    assert stranger.get("/").headers["Location"] == "/thiet-lap/"
    assert "Ai quản trị hệ thống?" in stranger.get("/thiet-lap/").get_data(as_text=True)


def test_a_commune_is_found_without_diacritics_and_fills_the_fields(stranger):
    html = stranger.get("/thiet-lap/don-vi?q=an+binh").get_data(as_text=True)
    assert 'data-code="29584"' in html
    assert 'data-name="Ủy ban nhân dân xã An Bình"' in html


def test_the_set_up_ends_with_a_signed_in_person_and_an_agency(newcomer, services):
    assert newcomer.post("/thiet-lap/co-quan", AGENCY).headers["Location"] == "/thiet-lap/nguoi-ky"
    people = {"post": ["Chủ tịch", "Phó Chủ tịch"], "signer": ["Trần Văn Phúc", "Lê Thị Kim Ngân"]}
    recipients = {"recipient": ["UBND tỉnh", ""], "purpose": ["(để b/c)", ""], "archive_unit": "VP"}
    assert newcomer.post("/thiet-lap/nguoi-ky", people | recipients).headers["Location"] == "/"
    [row] = all_agencies(services)
    profile = profile_of(row)
    assert [line.form for line in profile.signers[1].authority] == ["TM", "KT"]
    assert profile.recipient_lists[0].recipients[0].purpose == "để b/c"
    assert profile.unit_code == "29584"
    assert newcomer.get("/").status_code == 200


def test_the_set_up_that_was_left_goes_on_where_it_was(newcomer, app):
    assert newcomer.get("/").headers["Location"] == "/thiet-lap/"
    assert newcomer.get("/thiet-lap/").headers["Location"] == "/thiet-lap/co-quan"
    back = newcomer.get("/thiet-lap/?lai=1").get_data(as_text=True)
    assert 'value="Nguyễn Thị Thu Hà"' in back
    assert 'value="ha@anbinh.gov.vn"' in back
    other = type(newcomer)(app)
    assert "Nguyễn Thị Thu Hà" not in other.get("/thiet-lap/").get_data(as_text=True)


def test_a_fault_stands_beside_its_field_and_what_was_typed_is_kept(newcomer):
    answer = newcomer.post("/thiet-lap/co-quan", AGENCY | {"sign": ""})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in html
    assert "Ủy ban nhân dân xã An Bình" in html


def test_everything_wrong_with_the_first_account_is_said_at_once(stranger):
    answer = stranger.post("/thiet-lap/", {"name": " ", "email": "a@", "password": "1111111111"})
    html = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert html.count('aria-invalid="true"') == 3
    assert "Họ tên không được để trống." in html
    assert "Địa chỉ thư điện tử không đúng." in html
    assert "ít nhất 5 ký tự khác nhau" in html


def test_the_door_is_shut_once_there_is_an_agency(newcomer, app):
    newcomer.post("/thiet-lap/co-quan", AGENCY)
    other = type(newcomer)(app)
    assert other.get("/thiet-lap/").headers["Location"] == "/"
    late = other.post("/thiet-lap/", {"name": "B", "email": "b@b.vn", "password": "mật khẩu đủ dài"})
    assert late.status_code == 409
