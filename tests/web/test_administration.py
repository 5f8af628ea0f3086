import io
import re
from html import unescape

import docx
import openpyxl
import pytest

from service.accounts import AuditFilter, Role, operator, record
from service.actions.audit_pages import names_in_log
from service.actions.documents import create_document
from service.actions.moving_agencies import consider_move, move_below
from service.actions.people import all_agencies, audit_log, create_user, users_of
from service.actions.register import series_of, set_series
from service.documents.starting import starting_document
from service.errors import NotFound
from service.nd30.kinds import Kind
from service.numbering import FIRST_PLAN, SeriesPlan
from service.rendering import template_path
from tests.web.test_pages import text

AGENCY = {"name": "Ủy ban nhân dân xã Phú Lộc", "sign": "UBND", "place": "Phú Lộc", "unit_code": "31756"}


@pytest.fixture
def admin(person):
    return person("quan-tri", name="Phạm Minh Tuấn")


def take_back(browser, html):
    """Press the Hoàn tác that the page offers."""
    form = re.search(r'<form class="note ok" method="post" action="([^"]+)" data-undo.*?</form>', html, re.DOTALL)
    fields = re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', form[0])
    sent = {}
    for name, value in fields:
        sent.setdefault(name, []).append(unescape(value))
    sent.pop("csrf_token")
    return browser.post(unescape(form[1]), sent)


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

    admin.post(f"{hook}/tat")
    admin.post(f"{hook}/bo")
    html = text(admin.get("/quan-tri/thong-bao"))
    assert "Chưa có địa chỉ nào" in html
    take_back(admin, html)
    html = text(admin.get("/quan-tri/thong-bao"))
    assert "https://127.0.0.1:9/" in html
    assert "Gửi thử" in html  # what it was told before is there too
    assert "Đã tắt" in html


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
    wrong = admin.get("/quan-tri/nhat-ky?tu=hom-qua&viec=token.create")
    assert (wrong.status_code, 'value="hom-qua"' in text(wrong)) == (422, True)


def test_a_line_of_the_log_names_what_it_is_about_and_links_it(admin, services, actor, clerk, draft, person):
    person("lanh-dao", name="Trần Văn Phúc")
    html = text(admin.get("/quan-tri/nhat-ky"))
    assert f'href="{draft}"' not in html  # a draft without a subject has no name yet
    document = create_document(services, actor, starting_document(Kind.KE_HOACH).as_data())
    admin.post(f"/quan-tri/nguoi-dung/{one_named(services, actor, 'Trần Văn Phúc').id}/dong")
    html = text(admin.get("/quan-tri/nhat-ky"))
    assert f'<a href="/van-ban/{document.id}/">{document.subject}</a>' in html
    assert re.search(r"Đóng tài khoản</td><td>\s*Trần Văn Phúc", html)
    assert "Loại: Kế hoạch" in html


def test_the_log_names_nothing_of_another_agency(services, actor, new_agency):
    other = new_agency("Ủy ban nhân dân xã Khác")
    document = create_document(services, other, starting_document(Kind.KE_HOACH).as_data())
    lines = audit_log(services, other, AuditFilter(object_id=str(document.id)), before=None, limit=5)
    assert names_in_log(services, other, lines) == {str(document.id): document.subject}
    assert names_in_log(services, actor, lines) == {}


def test_the_log_goes_on_page_by_page(admin, services, actor):
    with services.database.writing() as session:
        for _line in range(120):
            record(session, actor, "document.save", "document", "x", services.clock())
    first = text(admin.get("/quan-tri/nhat-ky"))
    older = unescape(re.search(r'href="([^"]+truoc=[^"]+)"', first)[1])
    assert first.count('<td class="n nowrap">') == 100
    assert "Về mới nhất" in text(admin.get(older))


def one_named(services, actor, name):
    return next(user for user in users_of(services, actor) if user.name == name)


def roles_of(services, actor, name):
    return {row.role for row in one_named(services, actor, name).memberships}


def test_taking_a_role_away_can_be_undone_and_nobody_is_left_without_one(admin, person, services, actor):
    person("van-thu", "soan-thao", name="Lê Văn Tâm")
    address = f"/quan-tri/nguoi-dung/{one_named(services, actor, 'Lê Văn Tâm').id}/vai-tro"
    refused = admin.post(address, {"role": []})
    assert refused.status_code == 422
    assert "Chọn ít nhất một vai trò" in text(refused)

    admin.post(address, {"role": ["soan-thao"]})
    assert roles_of(services, actor, "Lê Văn Tâm") == {"soan-thao"}
    take_back(admin, text(admin.get("/quan-tri/nguoi-dung")))
    assert roles_of(services, actor, "Lê Văn Tâm") == {"van-thu", "soan-thao"}


def plans(services, actor):
    return {(one.name, one.kinds) for one in series_of(services, actor) if one.until_year is None}


def test_a_decision_on_number_series_can_be_undone_also_one_that_was_made_elsewhere(admin, services, actor):
    own = (SeriesPlan(name="Quyết định", kinds=("quyet-dinh", "nghi-quyet")), *FIRST_PLAN)
    set_series(services, actor, own)
    before = plans(services, actor)
    html = text(admin.get("/quan-tri/so"))
    assert "Giữ cách chia đang dùng" in html
    admin.post("/quan-tri/so", {"series": "own"})
    assert plans(services, actor) == before

    admin.post("/quan-tri/so", {"series": "by-kind"})
    html = text(admin.get("/quan-tri/so"))
    assert "Giữ cách chia đang dùng" not in html
    assert len(plans(services, actor)) == 9
    take_back(admin, html)
    assert plans(services, actor) == before
    assert admin.post("/quan-tri/so", {"plan": ["{"]}).status_code == 422


def test_a_refused_template_taken_off_the_list_comes_back(admin):
    sent = {
        "file": (io.BytesIO(b"no word"), "mau.docx"),
        "kind": "ke-hoach",
        "name": "Mẫu hỏng",
        "csrf_token": admin.token(),
    }
    admin.client.post("/quan-tri/mau/", data=sent)
    html = text(admin.get("/quan-tri/mau/"))
    forget = re.search(r'action="(/quan-tri/mau/[^"]+/bo)"', html)[1]
    admin.post(forget)
    html = text(admin.get("/quan-tri/mau/"))
    assert "Mẫu hỏng" not in html
    assert "Mẫu hỏng" in text(admin.get(take_back(admin, html).headers["Location"]))


def test_the_faults_of_a_template_are_told_in_english_too(admin):
    document = docx.Document(template_path(Kind.KE_HOACH))
    next(one for one in document.paragraphs if "{{ subject }}" in one.text).runs[0].text = "{{ subjct }}"
    sent = io.BytesIO()
    document.save(sent)
    form = {"file": (io.BytesIO(sent.getvalue()), "mau.docx"), "kind": "ke-hoach", "csrf_token": admin.token()}
    admin.post("/ngon-ngu", {"language": "en"})
    page = admin.client.post("/quan-tri/mau/", data=form | {"name": "Mẫu"}, follow_redirects=True)

    assert "The data has no field subjct. Is it subject?" in text(page)
    assert "Body, paragraph 2 «{{ subjct }}»" in text(page)


@pytest.fixture
def below(services, new_agency, actor):
    """A department and a commune below the actor's agency, as ids by name."""
    return {
        name: new_agency(name, superior_id=actor.agency_id).agency_id
        for name in ("Ủy ban nhân dân xã Phú Lộc", "Sở Nội vụ", "Sở Tài chính")
    }


def superiors(services):
    return {row.name: row.superior_id for row in all_agencies(services)}


def test_an_agency_moves_below_another_after_the_page_said_who_gains_rights(admin, services, actor, below):
    commune, department, _finance = below.values()
    create_user(services, actor, "minh@snv.vn", "Đỗ Văn Minh", [Role.ADMIN], password=None, agency_id=department)
    one = f"/quan-tri/cap-duoi/{commune}"
    assert "Đỗ Văn Minh" not in text(admin.get(one))
    html = text(admin.get(f"{one}?quan-ly={department}"))
    assert "Thêm quyền tạo tài khoản" in html
    assert "Sở Nội vụ</b>: Đỗ Văn Minh" in html

    admin.post(f"{one}/chuyen", {"quan-ly": str(department)})
    assert superiors(services)["Ủy ban nhân dân xã Phú Lộc"] == department
    for log in (actor, operator(commune)):
        newest = audit_log(services, log, AuditFilter(), before=None, limit=1)[0]
        assert (newest.action, newest.detail["superior"]) == ("agency.move", "Sở Nội vụ")
    take_back(admin, text(admin.get("/quan-tri/cap-duoi")))
    assert superiors(services)["Ủy ban nhân dân xã Phú Lộc"] == actor.agency_id


def test_who_loses_rights_and_what_goes_along_is_said_too(admin, services, actor, below):
    commune, department, finance = below.values()
    move_below(services, actor, commune, department)
    html = text(admin.get(f"/quan-tri/cap-duoi/{department}?quan-ly={finance}"))
    assert "Đi theo cả 1 cơ quan bên dưới: Ủy ban nhân dân xã Phú Lộc" in html
    html = text(admin.get(f"/quan-tri/cap-duoi/{commune}?quan-ly={actor.agency_id}"))
    assert "Không ai có thêm quyền" in html
    assert "Không còn các quyền ấy" in html


def test_only_what_one_administers_is_moved_and_only_to_where_one_administers(
    admin, services, actor, below, new_agency
):
    commune, department, _finance = below.values()
    before = superiors(services)
    stranger = new_agency("Ủy ban nhân dân xã Khác").agency_id
    refused = [(stranger, actor.agency_id), (commune, stranger), (actor.agency_id, commune), (commune, commune)]
    for moved, to in refused:
        assert admin.post(f"/quan-tri/cap-duoi/{moved}/chuyen", {"quan-ly": str(to)}).status_code in {404, 422}
        assert "Ủy ban nhân dân xã Khác" not in text(admin.get(f"/quan-tri/cap-duoi/{moved}?quan-ly={to}"))
    assert admin.post(f"/quan-tri/cap-duoi/{commune}/chuyen", {}).status_code == 422
    with pytest.raises(NotFound):  # the commune's own people do not choose who is above them
        move_below(services, operator(commune), commune, department)
    with pytest.raises(NotFound):
        consider_move(services, operator(department), commune, department)
    assert superiors(services) == before | {"Ủy ban nhân dân xã Khác": None}
