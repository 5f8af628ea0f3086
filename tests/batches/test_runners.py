"""One contract for both runners: what a batch does must not depend on the database under it."""

import pytest

from service.batches import BatchState, ItemState, approve, cancel, pause, retry, start
from service.errors import Conflict
from tests.batches.common_plan import items
from tests.batches.running import now


def test_every_row_is_made_once_and_the_end_is_told_once(running):
    batch = running.batch(50)
    running.work()

    running.until_state(batch)

    running.assert_whole(batch, 50)
    assert set(running.made().values()) == {1}


def test_a_finished_row_knows_what_was_made(running):
    batch = running.batch(items(1, so="7"))
    running.work(1)

    running.until_state(batch)

    [row] = running.rows(batch)
    assert (row.number, row.symbol, row.file_name) == (7, "KH-UBND", "07-KH-UBND_phuong-ba-dinh_00004")
    assert row.subject == "Cải cách hành chính năm 2026 của phường Ba Đình"
    assert row.finished_at is not None
    assert row.error is None


def test_nothing_runs_before_it_is_approved_and_started(running):
    waiting = running.batch(5, started=False)
    other = running.batch(5)
    running.work()
    running.until_state(other)

    assert running.progress(waiting).counts[ItemState.WAITING] == 5
    with pytest.raises(Conflict, match="chưa được duyệt"):
        running.change(waiting, lambda session, batch: start(batch, now()))
    with pytest.raises(Conflict, match="đã thay đổi"):
        running.change(waiting, lambda session, batch: approve(batch, "0" * 64, "ai đó"))


def test_a_row_that_raises_fails_alone_with_a_reference_and_may_be_tried_again(running):
    (running.settings.data_dir / "raises").write_text("00025")
    batch = running.batch(12)
    running.work()
    running.until_state(batch)

    [failed] = running.rows(batch, ItemState.FAILED)
    assert failed.unit_code == "00025"
    assert failed.error["code"] == "internal"
    assert "mã tra cứu" in failed.error["message"]
    assert "không bao giờ" not in str(failed.error)
    running.assert_whole(batch, 12, failed=1)

    (running.settings.data_dir / "raises").unlink()
    (running.settings.data_dir / "finished").unlink()
    assert running.change(batch, retry, now()) == 1
    running.wake(batch)
    running.until_state(batch)
    running.assert_whole(batch, 12)


def test_a_row_that_kills_its_worker_is_set_aside_and_takes_no_other_along(running):
    (running.settings.data_dir / "kills").write_text("00025")
    batch = running.batch(12)
    running.work()

    running.until_state(batch)

    [failed] = running.rows(batch, ItemState.FAILED)
    assert (failed.unit_code, failed.error["code"], failed.attempts) == ("00025", "worker-died", 3)
    running.assert_whole(batch, 12, failed=1)


def test_a_paused_batch_stops_and_goes_on_where_it_was(running):
    batch = running.batch(300)
    running.work()
    running.until_done(batch, 20)
    running.change(batch, lambda session, row: pause(row))
    running.until(lambda: running.progress(batch).counts[ItemState.RUNNING] == 0, "không còn dòng đang làm")
    stopped_at = running.progress(batch).counts[ItemState.DONE]

    other = running.batch(3)
    running.until_state(other)
    assert running.progress(batch).counts[ItemState.DONE] == stopped_at < 300
    (running.settings.data_dir / "finished").unlink()

    running.change(batch, lambda session, row: start(row, now()))
    running.wake(batch)
    running.until_state(batch)
    assert running.progress(batch).counts[ItemState.DONE] == 300
    assert running.finished_told() == 1


def test_a_cancelled_batch_keeps_what_is_done_and_gives_up_the_rest(running):
    batch = running.batch(300)
    running.work()
    running.until_done(batch, 20)
    running.change(batch, cancel, now())
    running.until(lambda: running.progress(batch).left == 0, "không còn dòng chờ")

    counts = running.progress(batch).counts
    assert running.progress(batch).state is BatchState.CANCELLED
    assert counts[ItemState.DONE] >= 20
    assert counts[ItemState.DONE] + counts[ItemState.CANCELLED] == 300
    assert running.change(batch, retry, now()) == counts[ItemState.CANCELLED]
    running.wake(batch)
    running.until_state(batch)
    assert running.progress(batch).counts[ItemState.DONE] == 300


def test_two_machines_share_a_batch_without_doing_a_row_twice(running):
    batch = running.batch(200)
    first, second = running.work(1), running.work(1)

    running.until_state(batch)

    running.assert_whole(batch, 200)
    assert set(running.made().values()) == {1}
    running.stop(first)
    running.stop(second)


def test_a_machine_told_to_stop_finishes_what_it_makes_and_gives_back_the_rest(running):
    batch = running.batch(400)
    supervisor = running.work()
    running.until_done(batch, 10)

    running.stop(supervisor)

    counts = running.progress(batch).counts
    assert counts[ItemState.RUNNING] == 0
    assert 10 <= counts[ItemState.DONE] < 400
    assert all(row.attempts == 0 for row in running.rows(batch, ItemState.WAITING))


def test_progress_tells_speed_and_time_left_while_it_runs(running):
    batch = running.batch(300)
    running.work()
    running.until_done(batch, 40)

    told = running.progress(batch)

    assert told.a_second > 0
    assert told.seconds_left is not None
    assert told.finished + told.left == told.total == 300
