"""All settings in one place: one field, one sentence, one environment variable ``ND30_<NAME>`` each.

``Settings.from_env`` is called in two places only, the command line and the WSGI entry; everything else is handed its settings.
"""

import contextlib
import dataclasses
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, get_type_hints

from service.errors import InvalidInput, Problem

PREFIX = "ND30_"


#: ``1200/minute``, ``100 per 5 minutes``, or several of them.
_RATE = r"\d+ ?(/|per) ?(\d+ )?(second|minute|hour|day)s?"


def _setting(default: Any, sentence: str, *, least: float = 0, form: str = "") -> Any:
    """A field: what it is for, the smallest number it takes, the pattern of its text."""
    return field(default=default, metadata={"sentence": sentence, "least": least, "form": form})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an operator may change. Times in seconds, sizes in bytes unless the name says otherwise."""

    data_dir: Path = _setting(Path("var"), "Thư mục chứa cơ sở dữ liệu và tệp (mặc định: ./var).")
    templates_dir: Path | None = _setting(None, "Thư mục mẫu Word; để trống thì dùng mẫu đi kèm.")
    soffice: str = _setting("", "Đường dẫn soffice; để trống thì tự tìm.")
    fonts_dir: Path | None = _setting(None, "Thư mục chứa phông Tinos; để trống thì tự tìm.")
    office_timeout: float = _setting(60.0, "Thời gian tối đa chuyển một văn bản sang PDF.", least=1)
    office_start_timeout: float = _setting(60.0, "Thời gian tối đa chờ LibreOffice khởi động.", least=1)
    office_processes: int = _setting(0, "Số tiến trình LibreOffice; 0 là bằng số lõi CPU.")
    office_queue: int = _setting(64, "Số văn bản được xếp hàng chờ chuyển; nhiều hơn thì báo bận.", least=1)
    office_wait: float = _setting(300.0, "Thời gian tối đa một văn bản xếp hàng chờ.")
    office_restart_after: int = _setting(
        500, "Số văn bản mỗi tiến trình LibreOffice chuyển trước khi khởi động lại.", least=1
    )
    office_restart_memory: int = _setting(
        600_000_000, "Bộ nhớ mà vượt quá thì LibreOffice được khởi động lại giữa hai văn bản."
    )
    office_kill_memory: int = _setting(2_000_000_000, "Bộ nhớ mà vượt quá thì dừng ngay văn bản đang chuyển.")
    office_tcmalloc: bool = _setting(True, "Dùng tcmalloc cho LibreOffice nếu máy có (nhanh hơn khoảng 15%).")
    office_temp_dir: Path | None = _setting(
        None, "Thư mục tạm của LibreOffice; để trống thì dùng bộ nhớ (/dev/shm) nếu đủ chỗ, không thì thư mục tạm."
    )
    cache_size: int = _setting(500_000_000, "Dung lượng tối đa của bộ đệm PDF và ảnh xem trước; 0 là tắt.")

    database: str = _setting(
        "", "Địa chỉ cơ sở dữ liệu, ví dụ postgresql://user:pass@host/nd30; để trống thì dùng SQLite."
    )
    database_patience: float = _setting(
        20.0,
        "Sau bao lâu thì một giao dịch ghi đứng yên trên PostgreSQL (máy bị treo) bị cắt, để máy khác làm tiếp.",
        least=1,
    )
    files: str = _setting("", "Nơi lưu tệp (thư mục hoặc s3://...); để trống thì dùng thư mục files trong data_dir.")

    oidc_issuer: str = _setting(
        "",
        "Địa chỉ (https://...) của hệ thống xác thực OpenID Connect; để trống thì chỉ đăng nhập bằng mật khẩu.",
        form="(https?://.+)?",
    )
    oidc_client_id: str = _setting("", "Mã ứng dụng đăng ký với hệ thống xác thực.")
    oidc_client_secret: str = _setting("", "Khóa bí mật của ứng dụng đăng ký với hệ thống xác thực.")

    batch_processes: int = _setting(0, "Số tiến trình làm lô văn bản; 0 là bằng số lõi CPU.")
    batch_lease: float = _setting(30.0, "Sau bao lâu thì phần việc của một tiến trình đã chết được làm lại.", least=1)

    webhook_allow: str = _setting(
        "", "Dải địa chỉ nội bộ mà webhook được gửi tới, cách nhau dấu phẩy, ví dụ 10.0.0.0/8."
    )
    issue_pdf: bool = _setting(True, "Khi ban hành, làm cả tệp PDF/A cùng tệp DOCX.")

    secret_key: str = _setting(
        "",
        "Khóa ký phiên làm việc và niêm khóa webhook, từ 16 ký tự; để trống thì tạo một lần và giữ trong data_dir. "
        "Nhiều máy dùng chung.",
        form="(.{16,})?",
    )
    secure_cookies: bool = _setting(False, "Chỉ gửi cookie qua HTTPS; bật khi phục vụ sau HTTPS.")
    trusted_proxies: int = _setting(
        0, "Số máy chủ trung gian (reverse proxy) đứng trước; để lấy đúng địa chỉ người gọi."
    )
    max_body: int = _setting(10_000_000, "Dung lượng lớn nhất của một yêu cầu.", least=1000)
    rate_limit: str = _setting(
        "1200/minute",
        "Số yêu cầu API tối đa cho mỗi mã truy cập (hoặc địa chỉ, khi chưa đăng nhập), ví dụ 1200/minute.",
        form=f"{_RATE}([;,] ?{_RATE})*",
    )
    rate_limit_storage: str = _setting(
        "",
        "Nơi đếm giới hạn, ví dụ redis://...; để trống thì đếm chung trên một máy.",
        form=r"((memory|memcached|mongodb|redis|rediss|valkey|valkeys)(\+\w+)?://.*)?",
    )
    streams: int = _setting(
        4, "Số người theo dõi lô trực tiếp cùng lúc trên mỗi tiến trình; nd30 serve không để quá nửa số luồng."
    )
    metrics_token: str = _setting("", "Mã để đọc /metrics từ máy khác; để trống thì chỉ đọc được từ chính máy chủ.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read ``ND30_*`` variables; raise InvalidInput naming every variable that is unknown or has a wrong value."""
        environ = os.environ if environ is None else environ
        known = {PREFIX + item.name.upper(): item for item in dataclasses.fields(cls)}
        hints = get_type_hints(cls)
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        for variable, text in environ.items():
            if not variable.startswith(PREFIX):
                continue
            item = known.get(variable.upper())
            if item is None:
                problems.append(Problem(variable, "unknown-setting", f"Không có thiết lập {variable}."))
                continue
            try:
                values[item.name] = _convert(text, hints[item.name], item.metadata)
            except ValueError as error:
                problems.append(Problem(variable, "bad-setting", f"{variable} không đúng: cần {error}."))
        if problems:
            raise InvalidInput("Biến môi trường chưa đúng.", problems)
        return cls(**values)


def _convert(text: str, hint: Any, rules: Mapping[str, Any]) -> Any:
    """Make `text` a value of the field type `hint` (str, int, float, bool, Path, each possibly optional).

    Raises:
        ValueError: it is none; the error says in Vietnamese what is wanted.
    """
    kinds = [kind for kind in getattr(hint, "__args__", (hint,)) if kind is not type(None)]
    if not text and len(kinds) < len(getattr(hint, "__args__", (hint,))):
        return None
    match kinds[0]:
        case kind if kind is bool:
            if text.lower() not in {"1", "0", "true", "false", "yes", "no"}:
                raise ValueError("1 hoặc 0")
            return text.lower() in {"1", "true", "yes"}
        case kind if kind in (int, float):
            return _number(text, kind, rules["least"])
        case kind:
            if rules["form"] and not re.fullmatch(rules["form"], text):
                raise ValueError("dạng như trong nd30 settings")
            return kind(text)


def _number(text: str, kind: type[int | float], least: float) -> int | float:
    with contextlib.suppress(ValueError):
        number = kind(text)
        if least <= number < float("inf"):
            return number
    raise ValueError(f"{'số nguyên' if kind is int else 'số'} từ {least} trở lên")


def describe() -> list[tuple[str, str, str]]:
    """Every setting as (variable, default, Vietnamese sentence), for the README and ``nd30 settings``."""
    return [
        (PREFIX + item.name.upper(), "" if item.default is None else str(item.default), item.metadata["sentence"])
        for item in dataclasses.fields(Settings)
    ]
