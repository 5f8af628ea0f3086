import io
import re
from html import unescape

import openpyxl
import pytest

from service.accounts import record
from service.actions.people import users_of
from tests.web.test_pages import text

AGENCY = {"name": "Ủy ban nhân dân xã Phú Lộc", "sign": "UBND", "place": "Phú Lộc", "unit_code": "31756"}


@pytest.fixture
def admin(person):
    return person("quan-tri", name="Phạm Minh Tuấn")


def test_an_agency_below_is_made_described_and_given_accounts(admin, services, actor):
    users = admin.post("/quan-tri/cap-duoi", AGENCY).headers["Location"]
    html = text(admin.get("/quan-tri/cap-duoi"))
    assert "Xã Phú Lộc, Cần Thơ" in html

    admin.post(users, {"email": "an@phuloc.gov.vn", "name": "Trần Văn An", "role": ["van-thu"]})
    assert "Trần Văn An" in text(admin.get(users))
    assert "Trần Văn An" not in text(admin.get("/quan-tri/nguoi-dung"))
    roles = re.search(r'action="([^"]+/vai-tro[^"]*)"', text(admin.get(users)))[1]
    assert admin.post(unescape(roles), {"role": ["lanh-dao"]}).status_code == 302
    assert [user.name for user in users_of(services, actor)] == ["Phạm Minh Tuấn"]

    one = re.search(r'href="(/quan-tri/cap-duoi/[^"]+)"', html)[1]
    assert admin.post(one, AGENCY | {"place": ""}).status_code == 422
    admin.post(one, AGENCY | {"name": "Ủy ban nhân dân xã Phú Lộc mới"})
    assert "Phú Lộc mới" in text(admin.get(one))
    assert admin.post("/quan-tri/cap-duoi", AGENCY | {"name": ""}).status_code == 422


def test_only_agencies_below_are_looked_after(admin, new_agency, actor):
    stranger = new_agency(name="Ủy ban nhân dân xã Khác").agency_id
    for path in (f"/quan-tri/cap-duoi/{stranger}", f"/quan-tri/nguoi-dung?co_quan={stranger}"):
        assert admin.get(path).status_code == 404
    assert admin.get(f"/quan-tri/cap-duoi/{actor.agency_id}").status_code == 404


def test_a_webhook_is_tried_paused_and_removed(admin, services):
    services.addresses.check = lambda url: None
    html = text(admin.post("/quan-tri/thong-bao", {"url": "https://127.0.0.1:9/", "event": ["document.issued"]}))
    hook = re.search(r'action="(/quan-tri/thong-bao/[^/"]+)/gui-thu"', html)[1]
    del services.addresses.check
    admin.post(f"{hook}/gui-thu")
    html = text(admin.get("/quan-tri/thong-bao"))
    assert "Gửi thử" in html
    assert "Không gửi được" in html

    assert admin.post(f"{hook}/bo").status_code == 422
    admin.post(f"{hook}/tat")
    assert admin.post(f"{hook}/bo").status_code == 302
    assert "Chưa có địa chỉ nào" in text(admin.get("/quan-tri/thong-bao"))


def test_the_log_is_filtered_by_person_act_and_day_and_taken_away(admin, services, clock):
    def lines(**asked):
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        book = openpyxl.load_workbook(io.BytesIO(admin.get(f"/quan-tri/nhat-ky.xlsx?{query}").data))
        return [row[2].value for row in book.active.iter_rows(min_row=2)]

    day = services.clock().date()
    admin.post("/quan-tri/khoa", {"name": "Một cửa", "scope": ["render"]})
    everything = lines()
    assert {"Tạo tài khoản", "Đăng nhập", "Tạo khóa kết nối"} <= set(everything)
    assert lines(viec="token.create") == ["Tạo khóa kết nối"]
    assert set(lines(ai="Phạm Minh Tuấn")) == {"Đăng nhập", "Tạo khóa kết nối"}
    assert lines(den=day.isoformat()) == everything
    assert lines(tu="2031-01-01") == []
    html = text(admin.get("/quan-tri/nhat-ky?viec=token.create"))
    assert html.count('<td class="n nowrap">') == 1
    assert admin.get("/quan-tri/nhat-ky?tu=hom-qua").status_code == 422


def test_the_log_goes_on_page_by_page(admin, services, actor):
    with services.database.writing() as session:
        for _line in range(120):
            record(session, actor, "document.save", "document", "x", services.clock())
    first = text(admin.get("/quan-tri/nhat-ky"))
    older = unescape(re.search(r'href="([^"]+truoc=[^"]+)"', first)[1])
    assert first.count('<td class="n nowrap">') == 100
    assert "Về mới nhất" in text(admin.get(older))
