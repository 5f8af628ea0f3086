from service.converting.set_aside import SetAside


def test_one_death_may_be_an_accident():
    documents = SetAside()
    documents.strike("a", "quá thời gian")

    assert documents.verdict("a") is None


def test_after_two_the_document_is_set_aside_with_its_last_reason():
    documents = SetAside()
    documents.strike("a", "quá thời gian")
    documents.strike("a", "tín hiệu SIGSEGV")

    assert documents.verdict("a") == "LibreOffice đã 2 lần dừng khi chuyển văn bản này, lần cuối vì tín hiệu SIGSEGV"
    assert documents.verdict("b") is None
    assert len(documents) == 1


def test_offices_killed_by_others_weigh_less_but_not_nothing():
    """The system kills whoever takes its memory; that may be this document's doing every time."""
    documents = SetAside()
    for _ in range(5):
        documents.strike("a", "tín hiệu SIGKILL", shot=True)
    assert documents.verdict("a") is None

    documents.strike("a", "tín hiệu SIGKILL", shot=True)

    assert "6 lần" in documents.verdict("a")


def test_a_document_converted_after_all_begins_anew():
    documents = SetAside()
    documents.strike("a", "tín hiệu SIGKILL")
    documents.absolve("a")
    documents.strike("a", "tín hiệu SIGKILL")

    assert documents.verdict("a") is None


def test_a_death_is_forgotten_after_a_day():
    now = 1_000_000.0
    documents = SetAside(clock=lambda: now)
    documents.strike("a", "tín hiệu SIGKILL")
    documents.strike("a", "tín hiệu SIGKILL")

    now += 24 * 3600 + 1

    assert documents.verdict("a") is None
    assert len(documents) == 0


def test_the_memory_is_bounded():
    documents = SetAside()
    for number in range(1001):
        documents.strike(str(number), "x")
        documents.strike(str(number), "x")

    assert documents.verdict("0") is None
    assert documents.verdict("1000") is not None
    assert len(documents) == 1000
