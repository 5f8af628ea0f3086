import os
import threading

from service.converting.cache import FileCache, content_key


def test_what_was_kept_is_found_again(tmp_path):
    cache = FileCache(tmp_path, 1000)
    key = content_key("a")

    assert cache.get(key) is None
    cache.put(key, b"pdf")

    assert cache.get(key) == b"pdf"


def test_other_processes_see_what_this_one_kept(tmp_path):
    FileCache(tmp_path, 1000).put(content_key("a"), b"pdf")

    assert FileCache(tmp_path, 1000).get(content_key("a")) == b"pdf"


def test_the_folder_never_grows_far_past_its_limit(tmp_path):
    cache = FileCache(tmp_path, 10_000)

    for number in range(200):
        cache.put(content_key(str(number)), b"x" * 400)

    assert sum(path.stat().st_size for path in tmp_path.glob("*/*")) <= 10_000 * 1.05


def test_the_longest_unused_goes_first(tmp_path):
    cache = FileCache(tmp_path, 10_000)
    for number in range(20):
        cache.put(content_key(str(number)), b"x" * 450)
        path = tmp_path / content_key(str(number))[:2] / content_key(str(number))[2:]
        os.utime(path, (number, number))
    cache.get(content_key("0"))

    for number in range(20, 26):
        cache.put(content_key(str(number)), b"x" * 450)

    assert cache.get(content_key("0")) is not None
    assert cache.get(content_key("1")) is None


def test_a_limit_of_nothing_keeps_nothing(tmp_path):
    cache = FileCache(tmp_path, 0)
    cache.put(content_key("a"), b"pdf")

    assert cache.get(content_key("a")) is None
    assert list(tmp_path.iterdir()) == []


def test_one_huge_result_does_not_drive_all_others_out(tmp_path):
    cache = FileCache(tmp_path, 10_000)
    cache.put(content_key("a"), b"x")
    cache.put(content_key("b"), b"x" * 9_000)

    assert cache.get(content_key("a")) == b"x"
    assert cache.get(content_key("b")) is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = FileCache(blocked, 1000)

    cache.put(content_key("a"), b"pdf")

    assert cache.get(content_key("a")) is None


def test_readers_meet_whole_contents_only(tmp_path):
    cache, key, seen = FileCache(tmp_path, 10**8), content_key("a"), set()
    contents = [bytes([number]) * 100_000 for number in range(4)]

    def write():
        for content in contents * 20:
            cache.put(key, content)

    def read():
        for _ in range(200):
            seen.add(cache.get(key))

    threads = [threading.Thread(target=work) for work in (write, read, read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen <= {None, *contents}


def test_results_are_private_to_the_service(tmp_path):
    FileCache(tmp_path / "cache", 1000).put(content_key("a"), b"pdf")

    [folder] = (tmp_path / "cache").iterdir()
    [file] = folder.iterdir()

    assert folder.stat().st_mode & 0o077 == 0
    assert file.stat().st_mode & 0o077 == 0


def test_parts_of_a_key_cannot_run_into_each_other():
    assert content_key("ab", "c") != content_key("a", "bc")
    assert content_key("a") == content_key(b"a")
