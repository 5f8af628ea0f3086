"""State-secret marks are refused wherever they stand."""

import pytest

from tests.documents import drafts


@pytest.mark.parametrize(
    "changes",
    [
        {"circulation": "MẬT"},
        {"circulation": "Tối mật"},
        {"circulation": "tuyệt mật"},
        {"urgency": "mật"},
        {"subject": "MẬT: Kế hoạch diễn tập"},
        {"subject": "[TỐI MẬT] Kế hoạch diễn tập"},
        {"opening": ["TUYỆT MẬT"]},
        {"opening": ["(MẬT)"]},
        {"opening": ["Độ mật: TỐI MẬT"]},
        {"drafter_mark": {"sign": "MẬT"}},
        {"do_mat": "MẬT"},
        {"recipients": [{"name": "MẬT"}]},
    ],
)
def test_a_mark_is_refused(changes: drafts.Data) -> None:
    assert "state-secret" in [code for _, code in drafts.faults(**changes)]


@pytest.mark.parametrize(
    "text",
    [
        "Phát triển nghề nuôi ong lấy mật",
        "Mật độ dân số",
        "Bảo vệ bí mật nhà nước",
        "Không gửi văn bản đóng dấu MẬT qua thư điện tử",
        "Mật",
        "Số lượng bản: 02",
    ],
)
def test_words_about_secrets_or_honey_are_not_marks(text: str) -> None:
    assert drafts.problems(subject=text, opening=[text]) == ()


def test_the_refusal_says_where_such_a_document_belongs() -> None:
    [problem] = drafts.problems(circulation="MẬT")

    assert "máy độc lập" in problem.message
