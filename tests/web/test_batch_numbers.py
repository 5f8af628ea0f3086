from service.actions.batches import retry_batch
from tests.actions.test_batches import _today, failed_after_its_number, register_of, work
from tests.web.test_pages import text

assert _today
assert failed_after_its_number  # both are fixtures


def test_another_number_is_an_act_told_first_and_taken_back_until_it_is_done(
    clerk, services, actor, failed_after_its_number
):
    batch = f"/hang-loat/{failed_after_its_number}"
    html = text(clerk.get(f"{batch}/loi"))
    assert "Số 01/KH-UBND đã cấp; chạy lại vẫn giữ số này" in html
    assert "so-moi" in html

    told = text(clerk.get(f"{batch}/dong/1/so-moi"))
    assert "Gạch ngang, ghi đã hủy kèm lý do" in told
    assert "02/KH-UBND" in told
    refused = clerk.post(f"{batch}/dong/1/so-moi", {"reason": " "})
    assert refused.status_code == 422
    assert "Cần ghi lý do" in text(refused)

    clerk.post(f"{batch}/dong/1/so-moi", {"reason": "Bản giấy ký nhầm"})
    assert "Sẽ dùng số mới" in text(clerk.get(f"{batch}?xem=ban-do"))
    clerk.post(f"{batch}/dong/1/giu-so")
    assert "chạy lại vẫn giữ số này" in text(clerk.get(f"{batch}/loi"))

    clerk.post(f"{batch}/dong/1/so-moi", {"reason": "Bản giấy ký nhầm"})
    retry_batch(services, actor, failed_after_its_number)
    work(services)
    assert register_of(services) == [(1, "voided", "Bản giấy ký nhầm"), (2, "issued", "")]


def test_a_row_without_a_number_has_none_to_change(clerk, failed_after_its_number):
    assert clerk.get(f"/hang-loat/{failed_after_its_number}/dong/2/so-moi").status_code == 409
