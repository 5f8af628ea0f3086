"""Papers with a form of their own: begun from the home page, filled in, printed."""

import pytest

from tests.end_to_end.browser.drafts import stored
from tests.end_to_end.browser.visits import saved

pytestmark = [pytest.mark.browser, pytest.mark.office, pytest.mark.xdist_group("browser"), pytest.mark.timeout(300)]


def begun(visit, kind):
    """A new draft of `kind`, as the home page begins it."""
    page = visit.open("/")
    address = page.evaluate(
        """async (kind) => {
            const body = new FormData();
            body.append('csrf_token', document.querySelector('meta[name=csrf]').content);
            return (await fetch(`/van-ban/moi/${kind}`, {method: 'POST', body})).url;
        }""",
        kind,
    )
    visit.open(address.removeprefix(visit.address))
    page.wait_for_selector("#part-head.open")
    return page


def test_an_invitation_is_filled_in_and_its_page_shows_the_words_of_the_sample(visit):
    page = begun(visit, "giay-moi")
    page.fill("[data-path='/subject']", "Dự Hội nghị tổng kết năm 2026")
    page.fill("[data-path='/addressees/0']", "Trưởng các ấp")
    for name, words in {
        "event": "Hội nghị tổng kết năm 2026",
        "chair": "Chủ tịch Ủy ban nhân dân xã",
        "time": "8 giờ 00, ngày 18 tháng 12 năm 2026",
        "place": "Hội trường xã",
    }.items():
        page.fill(f"[data-path='/invitation/{name}']", words)
    saved(page)
    data = stored(page)
    assert data["addressees"] == ["Trưởng các ấp"]
    assert data["invitation"]["place"] == "Hội trường xã"
    page.wait_for_selector("#desk img")
    assert page.locator("#part-head .label:has-text('Kính mời')").count() == 1


def test_minutes_keep_hours_names_and_choices(visit):
    page = begun(visit, "bien-ban")
    page.fill("[data-path='/minutes/started_at']", "8 giờ 00, 18/12/2026")
    page.fill("[data-path='/minutes/ended_at']", "11h30 ngày 18 tháng 12 năm 2026")
    page.select_option("[data-path='/minutes/meeting']", "hoi-nghi")
    page.fill("[data-add='/minutes/attendees']", "Trưởng các ấp")
    page.press("[data-add='/minutes/attendees']", "Enter")
    page.wait_for_selector("[data-path='/minutes/attendees/0']")
    saved(page)
    minutes = stored(page)["minutes"]
    assert minutes == {
        "started_at": "2026-12-18T08:00",
        "ended_at": "2026-12-18T11:30",
        "meeting": "hoi-nghi",
        "attendees": ["Trưởng các ấp"],
    }
    page.select_option("[data-path='/minutes/meeting']", "")
    page.fill("[data-path='/minutes/ended_at']", "")
    saved(page)
    assert "ended_at" not in stored(page)["minutes"]
    assert "meeting" not in stored(page)["minutes"]


def test_leave_is_typed_in_days_and_a_box(visit):
    page = begun(visit, "giay-nghi-phep")
    page.fill("[data-path='/leave/from_day']", "21/12/2026")
    page.select_option("[data-path='/leave/salutation']", "ba")
    page.check("[data-path='/leave/confirmed']")
    saved(page)
    assert stored(page)["leave"] == {"from_day": "2026-12-21", "salutation": "ba", "confirmed": True}
