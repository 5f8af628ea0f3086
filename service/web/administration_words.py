"""Slugs of permissions, events and log lines in the words of the people who administer."""

import datetime as dt
import re
from collections.abc import Mapping

from service.accounts import ROLE_NAMES, Permission
from service.actions.webhook_trials import TRIAL
from service.nd30.kinds import KINDS
from service.web.formatting import day, number
from service.web.words import _
from service.webhooks import Event

SCOPES: Mapping[str, str] = {
    Permission.RENDER: "Lập, kiểm tra văn bản không lưu",
    Permission.READ_DOCUMENTS: "Đọc văn bản",
    Permission.WRITE_DOCUMENTS: "Soạn, sửa văn bản",
    Permission.APPROVE: "Duyệt văn bản",
    Permission.ISSUE: "Cấp số, phát hành",
    Permission.READ_REGISTER: "Đọc sổ văn bản đi",
    Permission.WRITE_REGISTER: "Ghi sổ: giữ số, vào sổ, hủy số",
    Permission.READ_TEMPLATES: "Đọc mẫu văn bản",
    Permission.WRITE_TEMPLATES: "Đưa mẫu lên, ngừng mẫu",
    Permission.WEBHOOKS: "Đặt thông báo ra ngoài",
    Permission.BATCHES: "Phát hành hàng loạt",
    Permission.ADMINISTER: "Quản trị cơ quan",
    Permission.READ_AUDIT: "Đọc nhật ký",
}
EVENTS: Mapping[str, str] = {
    Event.DOCUMENT_SUBMITTED: "Văn bản được trình",
    Event.DOCUMENT_APPROVED: "Văn bản được duyệt",
    Event.DOCUMENT_RETURNED: "Văn bản bị trả lại",
    Event.DOCUMENT_ISSUED: "Văn bản phát hành",
    Event.DOCUMENT_VOIDED: "Số bị hủy",
    Event.BATCH_FINISHED: "Lô chạy xong",
}
#: Events that nobody asks for by name: what was sent as a trial.
TOLD: Mapping[str, str] = {**EVENTS, TRIAL: "Gửi thử"}
ACTIONS: Mapping[str, str] = {
    "user.sign-in": "Đăng nhập",
    "user.wrong-password": "Nhập sai mật khẩu",
    "user.change-password": "Đổi mật khẩu của mình",
    "user.create": "Tạo tài khoản",
    "user.roles": "Đổi vai trò",
    "user.close": "Đóng tài khoản",
    "user.reopen": "Mở lại tài khoản",
    "user.reset-password": "Đặt lại mật khẩu",
    "user.end-sessions": "Đăng xuất người dùng mọi nơi",
    "token.create": "Tạo khóa kết nối",
    "token.revoke": "Thu hồi khóa kết nối",
    "token.restore": "Dùng lại khóa vừa thu hồi",
    "agency.create": "Tạo cơ quan",
    "agency.update": "Sửa thiết lập cơ quan",
    "agency.move": "Chuyển cơ quan quản lý",
    "series.decide": "Quy định hệ thống số",
    "template.add": "Thêm mẫu văn bản",
    "template.replace": "Đưa lên bản mới của mẫu",
    "template.retire": "Ngừng dùng mẫu",
    "template.offer": "Dùng lại mẫu",
    "webhook.create": "Thêm địa chỉ nhận thông báo",
    "webhook.delete": "Bỏ địa chỉ nhận thông báo",
    "webhook.restore": "Lấy lại địa chỉ vừa bỏ",
    "webhook.on": "Bật thông báo",
    "webhook.off": "Tắt thông báo",
    "webhook.try": "Gửi thử thông báo",
    "document.create": "Tạo bản thảo",
    "document.save": "Lưu bản thảo",
    "document.template": "Đổi mẫu của văn bản",
    "document.delete": "Chuyển bản thảo vào thùng rác",
    "document.undelete": "Lấy lại bản thảo",
    "document.submitted": "Trình duyệt",
    "comment.add": "Góp ý",
    "comment.settle": "Ghi ý kiến đã xong",
    "comment.reopen": "Mở lại ý kiến",
    "document.approved": "Duyệt",
    "document.returned": "Trả lại",
    "document.issue": "Cấp số, phát hành",
    "document.void": "Hủy số văn bản",
    "register.reserve": "Giữ số",
    "register.late-entry": "Vào sổ cho số đã giữ",
    "register.copy": "Cấp số bản sao",
    "register.void": "Hủy số trong sổ",
    "register.restate": "Sửa dòng trong sổ theo văn bản làm lại",
    "register.dispatch": "Ghi chuyển, ký nhận",
    "batch.create": "Lập lô",
    "batch.start": "Duyệt và chạy lô",
    "batch.pause": "Tạm dừng lô",
    "batch.resume": "Chạy tiếp lô",
    "batch.cancel": "Hủy lô",
    "batch.mend": "Sửa dòng lỗi của lô",
    "batch.retry": "Chạy lại dòng lỗi",
    "batch.renumber": "Dùng số mới khi chạy lại",
    "batch.keep-number": "Giữ số đã cấp",
}
#: Names of what a log line tells in detail; others are shown as they are.
DETAILS: Mapping[str, str] = {
    "by": "bằng",
    "email": "thư điện tử",
    "roles": "vai trò",
    "name": "tên",
    "scopes": "được làm",
    "kind": "loại",
    "revision": "bản",
    "version": "phiên bản",
    "number": "số",
    "reason": "lý do",
    "to": "trình",
    "note": "lời nhắn",
    "instead_of": "duyệt thay",
    "year": "năm",
    "issued_on": "ngày",
    "series": "hệ thống số",
    "url": "địa chỉ",
    "rows": "số dòng",
    "digest": "mã dữ liệu",
    "locked": "đã khóa",
    "superior": "cơ quan quản lý mới",
    "former": "cơ quan quản lý cũ",
    "place": "chỗ",
    "text": "lời",
}
_ROLES = {role.value: name for role, name in ROLE_NAMES.items()}
_KINDS = {kind.value: facts.name for kind, facts in KINDS.items()}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
#: Ids, which say nothing to people.
_FOR_MACHINES = ("template",)
#: Figures up to this may be years, which have no point in them.
_LAST_YEAR = 2200
_WORDS = {"password": "mật khẩu", "True": "có", "False": "không"}


#: Every word of this module, for the catalogues of other languages.
ALL_WORDS = (*SCOPES.values(), *TOLD.values(), *ACTIONS.values(), *DETAILS.values(), *_ROLES.values(), *_WORDS.values())


def detail(line: Mapping[str, object], named: str = "") -> str:
    """What a log line says beyond who and what: ``Vai trò: Văn thư, Soạn thảo; tên: …``; without the name that stands beside it."""
    told = {
        key: value
        for key, value in line.items()
        if value not in (None, "", []) and value != named and key not in _FOR_MACHINES
    }
    said = "; ".join(f"{_(DETAILS.get(key, key))}: {_value(value)}" for key, value in told.items())
    return said[:1].upper() + said[1:]


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_value, value))
    if isinstance(value, int) and not isinstance(value, bool) and value > _LAST_YEAR:
        return number(value)
    text = str(value)
    if _DATE.fullmatch(text):
        return day(dt.date.fromisoformat(text))
    if text in _KINDS:  # kinds of documents keep their Vietnamese names in every language
        return _KINDS[text]
    found = _ROLES.get(text) or SCOPES.get(text) or _WORDS.get(text)
    return _(found) if found else (f"{text[:8]}…" if len(text) == 64 and text.isalnum() else text)
