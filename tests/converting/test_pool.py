import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import psutil
import pytest

from benchmarks.convert.plan import plan_docx
from service.converting import OfficePool, PdfOptions
from service.converting.installation import TINOS_FILES, find_installation
from service.converting.pdf import page_count, page_text
from service.errors import ConversionFailed, MissingProgram, Overloaded, UnreadableFile
from service.settings import Settings
from tests.converting.papers import linked_picture, paper, relation

pytestmark = pytest.mark.office

QUICK = PdfOptions(archival=False)


def code_of(failure):
    [problem] = failure.value.problems
    return problem.code


def numbered(count):
    return [paper(f"Kế hoạch cải cách hành chính số {number}.") for number in range(count)]


def assert_each_once(pdfs):
    for number, pdf in enumerate(pdfs):
        assert f"số {number}." in page_text(pdf, 1)


def test_offices_start_only_when_a_document_comes(make_pool):
    pool = make_pool(office_processes=2)

    assert pool.metrics().pids == ()
    pool.convert(paper())

    assert len(pool.metrics().pids) == 1


def test_many_callers_at_once_get_their_own_document(make_pool):
    pool = make_pool(office_processes=2)

    with ThreadPoolExecutor(8) as callers:
        pdfs = list(callers.map(lambda docx: pool.convert(docx, QUICK), numbered(24)))

    assert_each_once(pdfs)
    assert pool.metrics().converted == 24
    assert pool.metrics().busy == 0


def test_300_conversions_in_one_go_without_growing(make_pool):
    pool = make_pool(office_processes=2)
    papers = numbered(300)

    with ThreadPoolExecutor(2) as callers:
        pdfs = list(callers.map(lambda docx: pool.convert(docx, QUICK), papers[:150]))
        half_way = pool.metrics().memory
        pdfs += callers.map(lambda docx: pool.convert(docx, QUICK), papers[150:])

    assert_each_once(pdfs)
    assert pool.metrics().starts == 2
    assert pool.metrics().memory < half_way * 1.25


def test_killing_offices_during_a_run_of_200_loses_nothing(make_pool):
    pool = make_pool(office_processes=2)
    delivered, lock = [], threading.Lock()

    def convert(docx):
        pdf = pool.convert(docx, QUICK)
        with lock:
            delivered.append(docx)
            if len(delivered) in {30, 75, 120, 165}:
                os.kill(pool.metrics().pids[0], signal.SIGKILL)
        return pdf

    with ThreadPoolExecutor(2) as callers:
        pdfs = list(callers.map(convert, numbered(200)))

    assert_each_once(pdfs)
    assert len(delivered) == 200
    assert pool.metrics().converted == 200
    assert pool.metrics().failed == 0
    assert pool.metrics().starts >= 4


def test_a_hung_document_fails_within_its_time_and_the_pool_serves_on(make_pool):
    pool = make_pool(office_timeout=5)
    pool.convert(paper())
    [pid] = pool.metrics().pids
    os.kill(pid, signal.SIGSTOP)

    with pytest.raises(ConversionFailed, match="Kế hoạch số 5 sang PDF: quá thời gian") as failure:
        pool.convert(paper(), name="Kế hoạch số 5")

    assert code_of(failure) == "timeout"
    assert not psutil.pid_exists(pid)
    assert pool.convert(paper()).startswith(b"%PDF")
    assert pool.metrics().timeouts == 1


def test_a_document_that_kills_the_office_twice_is_set_aside_with_its_reason(make_pool):
    """The poison is a document that needs more memory than it may have."""
    pool = make_pool(office_kill_memory=1 << 20)

    with pytest.raises(ConversionFailed, match="bộ nhớ") as failure:
        pool.convert(paper("độc"))
    starts = pool.metrics().starts
    with pytest.raises(ConversionFailed):
        pool.convert(paper("độc"))

    assert code_of(failure) == "set-aside"
    assert starts == 2
    assert pool.metrics().starts == 2, "the third time nothing is tried"
    assert pool.metrics().set_aside == 1
    assert pool.metrics().deaths == 2


def test_a_document_killed_each_time_it_runs_is_set_aside_and_others_are_served(make_pool):
    pool = make_pool(office_processes=1)
    pool.convert(paper())
    victim, done = plan_docx(rows=200), threading.Event()

    def kill_whoever_works():
        while not done.is_set():
            metrics = pool.metrics()
            if metrics.busy:
                for pid in metrics.pids:
                    with suppress(ProcessLookupError):
                        os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_whoever_works)
    killer.start()
    try:
        with pytest.raises(ConversionFailed, match="SIGKILL") as failure:
            pool.convert(victim)
    finally:
        done.set()
        killer.join()

    assert code_of(failure) == "set-aside"
    assert pool.convert(paper()).startswith(b"%PDF")


def test_more_callers_than_the_queue_holds_are_turned_away(make_pool):
    pool = make_pool(office_queue=0, office_timeout=20)
    pool.convert(paper())
    [pid] = pool.metrics().pids
    os.kill(pid, signal.SIGSTOP)

    with ThreadPoolExecutor(1) as caller:
        first = caller.submit(pool.convert, paper())
        while not pool.metrics().busy:
            assert not first.done()
        with pytest.raises(Overloaded):
            pool.convert(paper())
        os.kill(pid, signal.SIGCONT)

        assert first.result().startswith(b"%PDF")
    assert pool.metrics().refused == 1


def test_a_caller_does_not_wait_for_ever(make_pool):
    pool = make_pool(office_wait=0.1, office_timeout=20)
    pool.convert(paper())
    [pid] = pool.metrics().pids
    os.kill(pid, signal.SIGSTOP)

    with ThreadPoolExecutor(1) as caller:
        first = caller.submit(pool.convert, paper())
        while not pool.metrics().busy:
            assert not first.done()
        with pytest.raises(Overloaded):
            pool.convert(paper())
        os.kill(pid, signal.SIGCONT)
        first.result()


def test_a_closed_pool_leaves_no_process_and_takes_no_document(make_pool):
    pool = make_pool()
    pool.convert(paper())
    [pid] = pool.metrics().pids

    pool.close()

    assert not psutil.pid_exists(pid)
    with pytest.raises(Overloaded):
        pool.convert(paper())


def test_closing_blames_no_document_under_way(make_pool):
    pool = make_pool(office_timeout=20)
    pool.convert(paper())
    os.kill(pool.metrics().pids[0], signal.SIGSTOP)

    with ThreadPoolExecutor(1) as caller:
        under_way = caller.submit(pool.convert, paper())
        while not pool.metrics().busy:
            assert not under_way.done()
        pool.close()
        with pytest.raises(Overloaded, match="đang dừng"):
            under_way.result()


def test_an_office_that_cannot_start_blames_no_document(make_pool, tmp_path):
    for name, text in (("soffice.bin", "#!/bin/sh\nexit 7\n"), ("pythonscript.py", "")):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)

    with pytest.raises(Overloaded, match=r"không khởi động được .*mã 7") as failure:
        make_pool(soffice=str(tmp_path / "soffice")).convert(paper())

    assert code_of(failure) == "office-down"


def test_what_was_stripped_is_told(make_pool):
    docx = paper(
        body=linked_picture(), main_relations=[relation("pic", "image", "http://10.0.0.1/a.png", external=True)]
    )

    conversion = make_pool().convert_and_report(docx)

    assert [problem.code for problem in conversion.removed] == ["external-link"]
    assert conversion.pages == 1


def test_what_is_no_docx_never_reaches_an_office(make_pool):
    pool = make_pool()

    with pytest.raises(UnreadableFile):
        pool.convert(b"{\\rtf1 x}")

    assert pool.metrics().starts == 0


def test_a_damaged_docx_fails_alone(make_pool):
    pool = make_pool()
    docx = paper(body="<w:p><w:không đóng")

    with pytest.raises(ConversionFailed):
        pool.convert(docx)

    assert pool.convert(paper()).startswith(b"%PDF")
    assert pool.metrics().failed == 1


def test_a_check_converts_a_page_and_finds_what_is_missing(make_pool, tmp_path):
    pool = make_pool(cache_size=10 << 20)
    pool.check()
    pool.check()

    assert len(pool.metrics().pids) == 1
    assert pool.metrics().cached == 0
    with pytest.raises(MissingProgram):
        make_pool(fonts_dir=tmp_path).check()


def test_without_tinos_the_caller_reads_what_to_install(make_pool, tmp_path):
    with pytest.raises(MissingProgram, match="apt install fonts-croscore"):
        make_pool(fonts_dir=tmp_path).convert(paper())


def test_another_font_under_tinos_name_is_found_in_the_pdf(make_pool, tmp_path):
    tinos = find_installation(Settings()).tinos
    for name, real in zip(TINOS_FILES, tinos, strict=True):
        (tmp_path / name).symlink_to(real.with_name(name.replace("Tinos", "Cousine")))

    with pytest.raises(ConversionFailed) as failure:
        make_pool(fonts_dir=tmp_path).convert(paper())

    assert {problem.code for problem in failure.value.problems} == {"unexpected-font"}


def test_an_unchanged_document_costs_no_conversion(make_pool):
    pool = make_pool(cache_size=10 << 20)

    first, second = pool.convert(paper()), pool.convert(paper())

    assert first == second
    assert (pool.metrics().converted, pool.metrics().cached) == (1, 1)


def test_other_options_are_another_document(make_pool):
    pool = make_pool(cache_size=10 << 20)

    assert pool.convert(paper()) != pool.convert(paper(), PdfOptions(title="Kế hoạch"))
    assert pool.convert(paper(), PdfOptions(title="Kế hoạch")) == pool.convert(paper(), PdfOptions(title="Kế hoạch"))
    assert (pool.metrics().converted, pool.metrics().cached) == (2, 2)


def test_a_child_process_has_offices_of_its_own(make_pool):
    pool = make_pool()
    pool.convert(paper())
    pids = pool.metrics().pids
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()

    def in_child():
        theirs.send((page_count(pool.convert(paper())), pool.metrics().pids))
        pool.close()

    child = context.Process(target=in_child)
    child.start()
    pages, childs_pids = ours.recv()
    child.join(timeout=30)

    assert child.exitcode == 0
    assert pages == 1
    assert not set(childs_pids) & set(pids)
    assert pool.metrics().pids == pids, "the child left ours alone"
    assert pool.convert(paper()).startswith(b"%PDF")


PROGRAM = """
import sys
from pathlib import Path
from service.converting import OfficePool
from service.settings import Settings
from tests.converting.papers import paper

pool = OfficePool(Settings(data_dir=Path(sys.argv[1]), office_temp_dir=Path(sys.argv[1]), office_processes=1))
pool.convert(paper())
print(pool.metrics().pids[0], flush=True)
sys.stdin.read()
"""


@pytest.fixture
def program(tmp_path):
    """Another process with a pool that it never closes, and the office it started."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    yield process, psutil.Process(int(process.stdout.readline()))
    process.kill()
    process.communicate()


def test_offices_end_when_the_program_ends(program, tmp_path):
    process, office = program

    process.communicate(timeout=30)

    assert psutil.wait_procs([office], timeout=10)[1] == []
    assert list(tmp_path.glob("nd30-office-*")) == []


def test_offices_end_even_when_the_program_is_killed(program, tmp_path):
    process, office = program

    process.kill()
    process.wait()

    assert psutil.wait_procs([office], timeout=20)[1] == []
    assert list(tmp_path.glob("nd30-office-*")) == []


def test_two_pools_work_side_by_side(settings, tmp_path):
    with OfficePool(settings) as one, OfficePool(replace(settings, data_dir=tmp_path / "two")) as two:
        assert one.convert(paper()) == two.convert(paper())
