"""Vietnamese alphabetical order, against CLDR."""

import icu
from hypothesis import given
from hypothesis import strategies as st

from service.documents.ordering import vietnamese_key
from tests.documents.strategies import SYLLABLES

COLLATOR = icu.Collator.createInstance(icu.Locale("vi_VN"))
NAMES = st.text("aàảãáạăằẳẵắặâầẩẫấậbcdđeéêếfghijklmnoóôốơớpqrstuúưứvwxyýzAÀĂÂĐÊÔƠƯ 019-'", max_size=8)


def test_the_alphabet_is_in_order() -> None:
    assert "".join(sorted("yxvưutsrqpơôonmlkihgêeđdcbâăa", key=vietnamese_key)) == "aăâbcdđeêghiklmnoôơpqrstuưvxy"


def test_the_tones_are_in_order() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=vietnamese_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_letters_count_before_tones() -> None:
    assert sorted(["Bàn Đạt", "Bạc", "Bản Đẹt", "Ba Đình"], key=vietnamese_key) == [
        "Ba Đình",
        "Bạc",
        "Bàn Đạt",
        "Bản Đẹt",
    ]


@given(st.lists(NAMES | st.lists(st.sampled_from(SYLLABLES), max_size=3).map(" ".join), min_size=2, max_size=6))
def test_the_order_is_that_of_cldr(names: list[str]) -> None:
    ours = sorted(names, key=vietnamese_key)

    assert [COLLATOR.getSortKey(name) for name in ours] == sorted(map(COLLATOR.getSortKey, names))
