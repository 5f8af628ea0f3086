import io
import re
import uuid

import openpyxl
import pytest

from service.actions.documents import create_document, get_document
from service.documents.starting import starting_document
from service.nd30.kinds import Kind


def text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def report(clerk, services, actor):
    """The address of a report begun from a plan with two outputs."""
    plan = create_document(services, actor, starting_document(Kind.KE_HOACH).as_data())
    return clerk.post(f"/bao-cao/tu-ke-hoach/{plan.id}").headers["Location"]


@pytest.fixture
def data_of(services, actor):
    def data(address):
        return get_document(services, actor, uuid.UUID(address.rpartition("/")[2])).data

    return data


def filled(clerk, report, cells):
    """The report's own sheet with some cells typed into."""
    book = openpyxl.load_workbook(io.BytesIO(clerk.get(f"{report}/excel/").data))
    for address, value in cells.items():
        book.active[address] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def send(clerk, report, content, name="ket-qua.xlsx"):
    sent = {"file": (io.BytesIO(content), name), "csrf_token": clerk.token()}
    return clerk.client.post(f"{report}/excel/", data=sent)


def outputs(data):
    return [output for group in data["tasks"] for task in group["tasks"] for output in task["outputs"]]


def test_a_filled_sheet_is_shown_first_and_taken_over_then(clerk, report, data_of):
    content = filled(clerk, report, {"G2": "Hoàn thành", "I2": "10/02/2026", "G3": "Gần xong"})

    html = text(send(clerk, report, content))

    assert "Nhận 1 thay đổi" in html
    assert re.search(r"G3</b> Không có tình trạng “Gần xong”", html)
    assert "Hoàn thành, 100%, 10/02/2026" in html
    assert all("progress" not in output for output in outputs(data_of(report)))
    answer = clerk.post(re.search(rf'action="({report}/excel/\w+)"', html)[1], {"name": "ket-qua.xlsx"})
    assert answer.headers["Location"] == report
    first, second = outputs(data_of(report))
    assert first["progress"] == {"state": "done", "percent": 100, "completed_on": "2026-02-10"}
    assert "progress" not in second


def test_the_same_sheet_again_says_that_there_is_nothing_new(clerk, report):
    html = text(send(clerk, report, filled(clerk, report, {})))

    assert "Bảng này không có gì mới" in html
    assert "Sẽ thay đổi" in html


def test_another_file_is_refused_with_a_sentence(clerk, report):
    answer = send(clerk, report, b"PK nothing", "anh.png")

    assert answer.status_code == 422
    assert "bảng tính" in text(answer)


def test_a_plan_has_no_such_sheet_and_a_foreign_key_finds_no_file(clerk, draft, report):
    assert clerk.get(draft.replace("/van-ban/", "/bao-cao/") + "excel/").status_code == 404
    assert clerk.post(f"{report}/excel/{'0' * 64}").status_code == 404


def test_the_chart_goes_into_the_document_after_its_figures_and_out_again(clerk, report, data_of):
    clerk.post(f"{report}/bieu-do")
    blocks = [block["type"] for section in data_of(report)["body"]["content"] for block in section["content"]]
    assert blocks[blocks.index("progress-figures") + 1] == "progress-chart"
    assert re.search(r'id="chart-choice" checked', text(clerk.get(report)))
    clerk.post(f"{report}/bieu-do")
    assert "progress-chart" not in str(data_of(report))


def fill(clerk, report, place, values, loc=""):
    data = values | {"csrf_token": clerk.token()}
    return text(clerk.client.post(f"{report}/{place}?loc={loc}", data=data, headers={"HX-Request": "true"}))


def test_a_filter_holds_while_a_line_is_filled_and_the_line_stays_until_the_next_look(clerk, report):
    html = fill(clerk, report, "0/0/0", {"state": "done", "completed": "05/03/2026"}, loc="none")
    assert 'href="?loc=none" aria-current=true' in html
    assert 'id="dong-0-0-0"' in html
    assert 'id="dong-0-0-1"' in html
    assert 'id="dong-0-0-0"' not in text(clerk.get(f"{report}?loc=none"))
    fill(clerk, report, "0/0/1", {"state": "done", "completed": "10/02/2026"})
    assert "Mọi sản phẩm đã nhập kết quả" in text(clerk.get(f"{report}?loc=none"))


def test_days_of_results_are_padded_as_the_decree_pads_them(clerk, report):
    html = fill(clerk, report, "0/0/0", {"state": "done", "completed": "5/3/2026"})
    assert "05/3/2026" in html
    assert "05/03/2026" not in html
    same = text(send(clerk, report, filled(clerk, report, {"G3": "Hoàn thành", "I3": "07/03/2026"})))
    assert "Hoàn thành, 100%, 07/3/2026" in same


def test_without_scripts_a_line_is_saved_and_found_again(clerk, report):
    answer = clerk.post(f"{report}/0/0/1?loc=all", {"state": "doing", "percent": "40", "reason": "Chờ kinh phí"})
    assert answer.headers["Location"] == f"{report}?loc=all#dong-0-0-1"
    assert "Chờ kinh phí" in text(clerk.get(report))


def test_a_report_can_be_submitted_from_its_results(person, clerk, report):
    drafter = person("soan-thao", name="Lê Văn Tâm")
    html = text(drafter.get(report))
    assert f'action="{report.replace("/bao-cao/", "/van-ban/")}/trinh"' in html


def test_an_issued_report_is_read_and_not_filled(clerk, services, actor):
    made = create_document(services, actor, starting_document(Kind.BAO_CAO).as_data())
    clerk.post(f"/van-ban/{made.id}/cap-so/", {"number": "1", "day": "05/6/2026"})
    html = text(clerk.get(f"/bao-cao/{made.id}"))
    assert "hx-post" not in html
    assert 'type="file"' not in html
