"""Every setting is one field with a Vietnamese sentence, named once in the environment, refused when wrong."""

import dataclasses
from pathlib import Path

import pytest
from limits import parse_many

from service.errors import InvalidInput
from service.settings import PREFIX, Settings, describe

ROOT = Path(__file__).parents[2]
FIELDS = dataclasses.fields(Settings)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_setting_has_a_sentence(field):
    sentence = field.metadata["sentence"]

    assert sentence.endswith(".")
    assert sentence[0].isupper()
    assert len(sentence.split()) >= 3


def test_every_setting_is_described_once():
    assert [variable for variable, _, _ in describe()] == [PREFIX + field.name.upper() for field in FIELDS]


def test_settings_without_any_variable_are_the_defaults():
    assert Settings.from_env({}) == Settings()


def test_wrong_and_unknown_variables_are_all_named_at_once():
    with pytest.raises(InvalidInput) as refused:
        Settings.from_env(
            {"ND30_OFFICE_TIMEOUT": "lâu", "ND30_KHONG_CO": "1", "ND30_OFFICE_QUEUE": "2.5", "PATH": "/bin"}
        )

    assert {problem.path for problem in refused.value.problems} == {
        "ND30_OFFICE_TIMEOUT",
        "ND30_KHONG_CO",
        "ND30_OFFICE_QUEUE",
    }


@pytest.mark.parametrize(
    ("variable", "text", "wanted"),
    [
        ("ND30_OFFICE_TIMEOUT", "nan", "số từ 1"),
        ("ND30_OFFICE_TIMEOUT", "inf", "số từ 1"),
        ("ND30_STREAMS", "-1", "số nguyên từ 0"),
        ("ND30_MAX_BODY", "10MB", "số nguyên từ 1000"),
        ("ND30_SECURE_COOKIES", "bật", "1 hoặc 0"),
        ("ND30_RATE_LIMIT", "nhiều", "nd30 settings"),
        ("ND30_RATE_LIMIT_STORAGE", "redis-1.example.vn:6379", "nd30 settings"),
        ("ND30_OIDC_ISSUER", "sso.example.vn", "nd30 settings"),
        ("ND30_SECRET_KEY", "mật khẩu", "nd30 settings"),
    ],
)
def test_a_value_that_could_not_work_is_refused_with_what_is_wanted(variable, text, wanted):
    with pytest.raises(InvalidInput) as refused:
        Settings.from_env({variable: text})

    [problem] = refused.value.problems
    assert problem.path == variable
    assert wanted in problem.message
    assert text not in problem.message  # it may be a secret


@pytest.mark.parametrize("rate", ["1200/minute", "100 per 5 minutes", "10/second; 2000/hour"])
def test_rates_are_written_as_the_limiter_reads_them(rate):
    assert len(parse_many(Settings.from_env({"ND30_RATE_LIMIT": rate}).rate_limit)) == 1 + rate.count(";")


def test_settings_are_read_by_the_command_line_and_the_entries_of_servers_only():
    readers = {
        str(path.relative_to(ROOT / "service"))
        for path in (ROOT / "service").rglob("*.py")
        if "from_env(" in path.read_text("utf-8") and path.name != "settings.py"
    }

    assert {reader for reader in readers if not reader.startswith("cli/")} <= {"app.py", "worker.py", "wsgi.py"}
