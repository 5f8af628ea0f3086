"""The 29 kinds of administrative documents (tên loại) and what differs between them in form (Điều 7; Phụ lục III)."""

from dataclasses import dataclass
from enum import StrEnum

CITE_KINDS = "Điều 7; Phụ lục III, Mục I"


class Kind(StrEnum):
    """One kind (tên loại văn bản hành chính), in the decree's order; the value is its slug in data and file names."""

    NGHI_QUYET = "nghi-quyet"
    QUYET_DINH = "quyet-dinh"
    CHI_THI = "chi-thi"
    QUY_CHE = "quy-che"
    QUY_DINH = "quy-dinh"
    THONG_CAO = "thong-cao"
    THONG_BAO = "thong-bao"
    HUONG_DAN = "huong-dan"
    CHUONG_TRINH = "chuong-trinh"
    KE_HOACH = "ke-hoach"
    PHUONG_AN = "phuong-an"
    DE_AN = "de-an"
    DU_AN = "du-an"
    BAO_CAO = "bao-cao"
    BIEN_BAN = "bien-ban"
    TO_TRINH = "to-trinh"
    HOP_DONG = "hop-dong"
    CONG_VAN = "cong-van"
    CONG_DIEN = "cong-dien"
    BAN_GHI_NHO = "ban-ghi-nho"
    BAN_THOA_THUAN = "ban-thoa-thuan"
    GIAY_UY_QUYEN = "giay-uy-quyen"
    GIAY_MOI = "giay-moi"
    GIAY_GIOI_THIEU = "giay-gioi-thieu"
    GIAY_NGHI_PHEP = "giay-nghi-phep"
    PHIEU_GUI = "phieu-gui"
    PHIEU_CHUYEN = "phieu-chuyen"
    PHIEU_BAO = "phieu-bao"
    THU_CONG = "thu-cong"


class Addressing(StrEnum):
    """Whether a kind opens with "Kính gửi" (Phụ lục I, Phần I, Mục II, khoản 9, điểm b)."""

    ALWAYS = "always"
    UPWARD = "upward"
    """Only when it goes to a superior body."""
    OTHERWISE = "otherwise"
    """Not by "Kính gửi" but by words of its own sample, behind which its addressees stand (Mẫu 1.6 to 1.8)."""
    NEVER = "never"


class Layout(StrEnum):
    """How the content is divided (bố cục; Phụ lục I, Phần I, Mục II, khoản 6, điểm c, đ)."""

    SECTIONS = "sections"
    """phần, mục (I.), khoản (1.), điểm (a)"""
    ARTICLES = "articles"
    """phần, chương, mục, tiểu mục, điều, khoản, điểm"""


@dataclass(frozen=True, slots=True)
class KindFacts:
    """What the decree fixes about one kind.

    Attributes:
        title: the tên loại as printed, in capitals.
        abbreviation: for the sign (ký hiệu); empty for công văn and thư công, which have none.
        addressing: whether "Kính gửi" belongs to it.
        addressees: what those it is addressed to are called.
        layout: the usual division of its content.
        enacting_line: the words between the legal bases and the content (``QUYẾT ĐỊNH:``), else empty.
        sample: its sample form in Phụ lục III, Mục II; empty where the decree has none.
        rendered: whether this service makes it.
        prints_subject: whether its sample prints the subject, which the register needs in any case.
        prints_date: whether its sample prints place and date under Quốc hiệu.
    """

    title: str
    abbreviation: str
    addressing: Addressing = Addressing.NEVER
    addressees: str = "Kính gửi"
    layout: Layout = Layout.SECTIONS
    enacting_line: str = ""
    sample: str = "Mẫu 1.4"
    rendered: bool = False
    prints_subject: bool = True
    prints_date: bool = True

    @property
    def name(self) -> str:
        """The kind as a word inside a sentence, first letter capital: ``Kế hoạch``."""
        return self.title.capitalize()

    @property
    def why_not(self) -> str:
        """Why this service does not make the kind, a sentence without its full stop; empty for one that it makes."""
        return "" if self.rendered else f"Phụ lục III không có mẫu trình bày {self.name.lower()}"


_NO_SAMPLE = ""

KINDS: dict[Kind, KindFacts] = {
    Kind.NGHI_QUYET: KindFacts(
        "NGHỊ QUYẾT", "NQ", layout=Layout.ARTICLES, enacting_line="QUYẾT NGHỊ:", sample="Mẫu 1.1", rendered=True
    ),
    Kind.QUYET_DINH: KindFacts(
        "QUYẾT ĐỊNH", "QĐ", layout=Layout.ARTICLES, enacting_line="QUYẾT ĐỊNH:", sample="Mẫu 1.2, 1.3", rendered=True
    ),
    Kind.CHI_THI: KindFacts("CHỈ THỊ", "CT", rendered=True),
    Kind.QUY_CHE: KindFacts("QUY CHẾ", "QC", layout=Layout.ARTICLES, rendered=True),
    Kind.QUY_DINH: KindFacts("QUY ĐỊNH", "QyĐ", layout=Layout.ARTICLES, rendered=True),
    Kind.THONG_CAO: KindFacts("THÔNG CÁO", "TC", rendered=True),
    Kind.THONG_BAO: KindFacts("THÔNG BÁO", "TB", rendered=True),
    Kind.HUONG_DAN: KindFacts("HƯỚNG DẪN", "HD", rendered=True),
    Kind.CHUONG_TRINH: KindFacts("CHƯƠNG TRÌNH", "CTr", rendered=True),
    Kind.KE_HOACH: KindFacts("KẾ HOẠCH", "KH", rendered=True),
    Kind.PHUONG_AN: KindFacts("PHƯƠNG ÁN", "PA", rendered=True),
    Kind.DE_AN: KindFacts("ĐỀ ÁN", "ĐA", rendered=True),
    Kind.DU_AN: KindFacts("DỰ ÁN", "DA", rendered=True),
    Kind.BAO_CAO: KindFacts("BÁO CÁO", "BC", addressing=Addressing.UPWARD, rendered=True),
    Kind.BIEN_BAN: KindFacts("BIÊN BẢN", "BB", sample="Mẫu 1.9", rendered=True, prints_date=False),
    Kind.TO_TRINH: KindFacts("TỜ TRÌNH", "TTr", addressing=Addressing.ALWAYS, rendered=True),
    Kind.HOP_DONG: KindFacts("HỢP ĐỒNG", "HĐ", layout=Layout.ARTICLES, sample=_NO_SAMPLE),
    Kind.CONG_VAN: KindFacts("CÔNG VĂN", "", addressing=Addressing.ALWAYS, sample="Mẫu 1.5", rendered=True),
    Kind.CONG_DIEN: KindFacts(
        "CÔNG ĐIỆN",
        "CĐ",
        addressing=Addressing.OTHERWISE,
        addressees="Nơi nhận điện",
        sample="Mẫu 1.6",
        rendered=True,
    ),
    Kind.BAN_GHI_NHO: KindFacts("BẢN GHI NHỚ", "BGN", sample=_NO_SAMPLE),
    Kind.BAN_THOA_THUAN: KindFacts("BẢN THỎA THUẬN", "BTT", sample=_NO_SAMPLE),
    Kind.GIAY_UY_QUYEN: KindFacts("GIẤY ỦY QUYỀN", "GUQ", rendered=True),
    Kind.GIAY_MOI: KindFacts(
        "GIẤY MỜI",
        "GM",
        addressing=Addressing.OTHERWISE,
        addressees="Kính mời",
        sample="Mẫu 1.7",
        rendered=True,
    ),
    Kind.GIAY_GIOI_THIEU: KindFacts(
        "GIẤY GIỚI THIỆU",
        "GGT",
        addressing=Addressing.OTHERWISE,
        addressees="Được cử đến",
        sample="Mẫu 1.8",
        rendered=True,
        prints_subject=False,
    ),
    Kind.GIAY_NGHI_PHEP: KindFacts("GIẤY NGHỈ PHÉP", "GNP", sample="Mẫu 1.10", rendered=True, prints_subject=False),
    Kind.PHIEU_GUI: KindFacts("PHIẾU GỬI", "PG", rendered=True),
    Kind.PHIEU_CHUYEN: KindFacts("PHIẾU CHUYỂN", "PC", rendered=True),
    Kind.PHIEU_BAO: KindFacts("PHIẾU BÁO", "PB", rendered=True),
    Kind.THU_CONG: KindFacts("THƯ CÔNG", "", sample=_NO_SAMPLE),
}

#: Abbreviations of the three kinds of copies (bản sao); Phụ lục III, Mục I.
COPY_ABBREVIATIONS = {"SY": "Bản sao y", "TrS": "Bản trích sao", "SL": "Bản sao lục"}

BY_ABBREVIATION: dict[str, Kind] = {facts.abbreviation: kind for kind, facts in KINDS.items() if facts.abbreviation}
BY_TITLE: dict[str, Kind] = {facts.title: kind for kind, facts in KINDS.items()}

#: Indirect decisions say what they do to the attached text (Mẫu 1.3).
INDIRECT_OPENINGS = ("Ban hành", "Phê duyệt")
#: Direct decisions open their subject so (Mẫu 1.2).
DIRECT_OPENING = "Về việc"
#: What stands before the subject of a công văn (Phụ lục I, Phần I, Mục II, khoản 5, điểm b).
CONG_VAN_OPENING = "V/v"
