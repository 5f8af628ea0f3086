"""The topics under which findings are filed, and how grave they are; both are part of the report's stable form."""

from enum import StrEnum


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Breaks the text of the decree (Lỗi)."""
    WARNING = "warning"
    """Differs from its samples or from settled practice (Cảnh báo)."""
    INFO = "info"
    """A matter of style, or worth knowing (Lưu ý)."""

    @property
    def label(self) -> str:
        """The word that people read."""
        return {"error": "Lỗi", "warning": "Cảnh báo", "info": "Lưu ý"}[self.value]


class Outcome(StrEnum):
    """What became of one rule on one document."""

    OK = "ok"
    VIOLATED = "violated"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"


class Topic(StrEnum):
    """What a rule is about; each rule belongs to one topic, in the order of a reading from the page to the details."""

    PAGE_SIZE = "page-size"
    MARGINS = "margins"
    FONT_FAMILY = "font-family"
    TEXT_COLOUR = "text-colour"
    TEXT_ENCODING = "text-encoding"
    PAGE_NUMBER = "page-number"
    QUOC_HIEU = "quoc-hieu"
    TIEU_NGU = "tieu-ngu"
    TIEU_NGU_RULE = "tieu-ngu-rule"
    ISSUER = "issuer"
    ISSUER_RULE = "issuer-rule"
    NUMBER_FORMAT = "number-format"
    PLACE_DATE = "place-date"
    TITLE = "title"
    CONG_VAN_SUBJECT = "cong-van-subject"
    TITLE_RULE = "title-rule"
    KINH_GUI = "kinh-gui"
    LEGAL_BASES = "legal-bases"
    BODY_STRUCTURE = "body-structure"
    BODY_SIZE = "body-size"
    BODY_JUSTIFIED = "body-justified"
    BODY_INDENT = "body-indent"
    BODY_PARAGRAPH_GAP = "body-paragraph-gap"
    BODY_LINE_SPACING = "body-line-spacing"
    CAPITALISATION = "capitalisation"
    CLOSING_MARK = "closing-mark"
    SIGNER = "signer"
    RECIPIENTS_HEADING = "recipients-heading"
    RECIPIENTS_LIST = "recipients-list"
    ARCHIVE_LINE = "archive-line"
    APPENDIX_HEADING = "appendix-heading"
    APPENDIX_PAGE = "appendix-page"
    STAMPS = "stamps"
    UNITS = "units"
    CONSISTENCY = "consistency"

    @property
    def label(self) -> str:
        """The words that people read."""
        return _LABELS[self]


_LABELS = {
    Topic.PAGE_SIZE: "Khổ giấy",
    Topic.MARGINS: "Lề trang",
    Topic.FONT_FAMILY: "Phông chữ",
    Topic.TEXT_COLOUR: "Màu chữ",
    Topic.TEXT_ENCODING: "Bảng mã",
    Topic.PAGE_NUMBER: "Số trang",
    Topic.QUOC_HIEU: "Quốc hiệu",
    Topic.TIEU_NGU: "Tiêu ngữ",
    Topic.TIEU_NGU_RULE: "Đường kẻ dưới Tiêu ngữ",
    Topic.ISSUER: "Tên cơ quan",
    Topic.ISSUER_RULE: "Đường kẻ dưới tên cơ quan",
    Topic.NUMBER_FORMAT: "Số, ký hiệu",
    Topic.PLACE_DATE: "Địa danh, thời gian",
    Topic.TITLE: "Tên loại, trích yếu",
    Topic.CONG_VAN_SUBJECT: "Trích yếu công văn",
    Topic.TITLE_RULE: "Đường kẻ dưới trích yếu",
    Topic.KINH_GUI: "Kính gửi",
    Topic.LEGAL_BASES: "Căn cứ ban hành",
    Topic.BODY_STRUCTURE: "Bố cục nội dung",
    Topic.BODY_SIZE: "Cỡ chữ nội dung",
    Topic.BODY_JUSTIFIED: "Canh lề nội dung",
    Topic.BODY_INDENT: "Lùi đầu dòng",
    Topic.BODY_PARAGRAPH_GAP: "Khoảng cách đoạn",
    Topic.BODY_LINE_SPACING: "Khoảng cách dòng",
    Topic.CAPITALISATION: "Viết hoa",
    Topic.CLOSING_MARK: "Kết thúc nội dung",
    Topic.SIGNER: "Người ký",
    Topic.RECIPIENTS_HEADING: "Nơi nhận",
    Topic.RECIPIENTS_LIST: "Danh sách nơi nhận",
    Topic.ARCHIVE_LINE: "Dòng Lưu",
    Topic.APPENDIX_HEADING: "Phụ lục",
    Topic.APPENDIX_PAGE: "Trang phụ lục",
    Topic.STAMPS: "Dấu chỉ độ khẩn, lưu hành, mật",
    Topic.UNITS: "Đơn vị hành chính",
    Topic.CONSISTENCY: "Thống nhất trong văn bản",
}
