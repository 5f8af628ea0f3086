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
    assert "Bỏ biểu đồ khỏi văn bản" in text(clerk.get(report))
    clerk.post(f"{report}/bieu-do")
    assert "progress-chart" not in str(data_of(report))
