"""The grid's rows as an Excel file and back: nothing is lost, what is unsure is asked, nothing of another agency's."""

import io

import pytest

from service.accounts import Role
from service.actions.people import create_user
from tests.agencies import new_agency  # noqa: F401 - fixture
from tests.web.conftest import PASSWORD, Browser
from tests.web.test_pages import task_sheet

TASKS = [
    {
        "name": "Cải cách thể chế",
        "tasks": [
            {
                "name": "=Rà soát, kiến nghị",
                "outputs": [{"name": "Kế hoạch", "due": "Quý I/2027"}, {"name": "Báo cáo", "due": "10/12/2027"}],
                "lead": ["Phòng Văn hóa, Xã hội", "Văn phòng"],
                "coordinating": ["Công an xã"],
            },
            {"name": "Theo dõi", "outputs": [{"name": "", "due": "30/02/2027"}], "lead": [], "coordinating": []},
        ],
    },
    {
        "name": "Chuyển đổi số",
        "tasks": [
            {
                "name": "Theo dõi",
                "outputs": [{"name": "Báo cáo", "due": "Hằng quý"}],
                "lead": ["Văn phòng"],
                "coordinating": [],
            }
        ],
    },
]


@pytest.fixture
def table(clerk):
    """Where the table of a new draft is read and written."""
    return clerk.post("/van-ban/moi/ke-hoach").headers["Location"] + "bang-nhiem-vu/"


def read(browser, table, content=None, name="bang.xlsx", **fields):
    sent = fields | {"csrf_token": browser.token()} | ({"file": (io.BytesIO(content), name)} if content else {})
    return browser.client.post(f"{table}nhap", data=sent, headers={"Accept": "application/json"})


def test_what_is_exported_reads_back_without_loss(clerk, table):
    sheet = clerk.send("POST", f"{table}xuat", {"tasks": TASKS}).data
    told = read(clerk, table, sheet).json
    assert told["sure"]
    assert told["tasks"] == TASKS


@pytest.mark.parametrize("tasks", [None, "a", [1], [{"tasks": 3}], [{"tasks": [{"outputs": "b", "lead": {"c": 1}}]}]])
def test_rows_of_no_known_shape_are_passed_over(clerk, table, tasks):
    assert clerk.send("POST", f"{table}xuat", {"tasks": tasks}).data.startswith(b"PK")


def test_a_column_that_is_not_recognised_is_chosen_and_the_file_is_not_sent_again(clerk, table):
    headings = ("Nhiệm vụ", "Thành phẩm nộp", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn")
    told = read(clerk, table, task_sheet(headings)).json
    assert not told["sure"]
    assert told["missing"] == ["Sản phẩm"]
    assert {"at": 1, "words": "B: Thành phẩm nộp"} in told["columns"]
    chosen = read(clerk, table, key=told["key"], name=told["name"], **{"cot-output": "1"}).json
    assert chosen["missing"] == []
    assert chosen["tasks"][0]["tasks"][0]["outputs"] == [{"name": "Báo cáo", "due": "Quý II/2026"}]


def test_a_csv_file_is_read_too(clerk, table):
    content = "Nhiệm vụ,Sản phẩm,Chủ trì,Thời hạn\nRà soát,Báo cáo,Văn phòng,Quý I/2027\n".encode()
    assert read(clerk, table, content, "bang.csv").json["tasks"][0]["tasks"][0]["name"] == "Rà soát"


@pytest.mark.parametrize("content", [b"khong phai", task_sheet(("A", "B"))])
def test_what_is_no_task_sheet_is_refused_in_a_sentence(clerk, table, content):
    answer = read(clerk, table, content)
    assert answer.status_code == 422
    assert answer.json["message"]


def test_another_agency_neither_reads_nor_writes_here(app, clerk, table, services, new_agency):  # noqa: F811
    told = read(clerk, table, task_sheet()).json
    stranger = new_agency("Ủy ban nhân dân xã Tam Nông")
    create_user(services, stranger, "tam-nong@example.vn", "Hà Đức Thịnh", [Role.DRAFTER], password=PASSWORD)
    browser = Browser(app)
    browser.sign_in("tam-nong@example.vn")
    assert browser.send("POST", f"{table}xuat", {"tasks": TASKS}).status_code == 404
    assert read(browser, table, key=told["key"]).status_code == 404
    own = browser.post("/van-ban/moi/ke-hoach").headers["Location"] + "bang-nhiem-vu/"
    assert read(browser, own, key=told["key"]).status_code == 404
