"""Quyền hạn and chức vụ of the signer: forms of authority and which may stand together (Phụ lục I, Phần I, Mục II, khoản 7; Điều 13)."""

from dataclasses import dataclass
from enum import StrEnum

from service.nd30.provision import Provision, Range

CITE_AUTHORITY = "Phụ lục I, Phần I, Mục II, khoản 7, điểm b"
CITE_POST = "Phụ lục I, Phần I, Mục II, khoản 7, điểm c"
CITE_SIGNING = "Điều 13"

#: How much of the signature's image the seal's covers, from the left, as a share of its width; "about" leaves room to either side.
SEAL_OVERLAP = Provision(
    "Phụ lục I, Phần I, Mục II, khoản 8, điểm a",
    "Dấu trùm lên khoảng 1/3 chữ ký về bên trái",
    Range(1 / 3, 1 / 3, "lần chữ ký", 0.2, "khoảng 1/3 chữ ký, về bên trái"),
    1 / 3,
)


class Authority(StrEnum):
    """On what authority a person signs; the value is the sign in data, printed with a full stop."""

    TM = "TM"
    Q = "Q"
    KT = "KT"
    TL = "TL"
    TUQ = "TUQ"

    @property
    def printed(self) -> str:
        """As printed: capitals and a full stop (``KT.``)."""
        return f"{self.value}."


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """What the decree says of one form of authority.

    Attributes:
        meaning: what it means, for people.
        before: what is written after the sign.
        cite: the provision.
    """

    meaning: str
    before: str
    cite: str


AUTHORITIES: dict[Authority, AuthorityFacts] = {
    Authority.TM: AuthorityFacts(
        "ký thay mặt tập thể", "tên tập thể lãnh đạo hoặc tên cơ quan, tổ chức", CITE_AUTHORITY
    ),
    Authority.Q: AuthorityFacts("được giao quyền cấp trưởng", "chức vụ của người đứng đầu", CITE_AUTHORITY),
    Authority.KT: AuthorityFacts("cấp phó ký thay người đứng đầu", "chức vụ của người đứng đầu", CITE_AUTHORITY),
    Authority.TL: AuthorityFacts("ký thừa lệnh người đứng đầu", "chức vụ của người đứng đầu", CITE_AUTHORITY),
    Authority.TUQ: AuthorityFacts("ký thừa ủy quyền người đứng đầu", "chức vụ của người đứng đầu", CITE_AUTHORITY),
}

#: Which forms may follow one another, top line first (khoản 7, điểm b; Điều 13, khoản 2 and 4).
COMBINATIONS: frozenset[tuple[Authority, ...]] = frozenset(
    {
        (),
        (Authority.TM,),
        (Authority.TM, Authority.KT),
        (Authority.TM, Authority.Q),
        (Authority.Q,),
        (Authority.KT,),
        (Authority.TL,),
        (Authority.TL, Authority.KT),
        (Authority.TL, Authority.Q),
        (Authority.TUQ,),
        (Authority.TUQ, Authority.KT),
        (Authority.TUQ, Authority.Q),
    }
)

#: A post that begins so is a deputy's, and signs KT. (Điều 13, khoản 1 and 2).
DEPUTY_PREFIXES = ("Phó", "Thứ trưởng")

#: Not written before the name (khoản 7, điểm c). Sector heads may allow them in the armed forces, education, health and science.
ACADEMIC_TITLES = (
    "GS.", "PGS.", "TS.", "ThS.", "Ths.", "CN.", "KS.", "BS.", "TSKH.", "NGƯT.", "NGND.", "NSƯT.", "NSND.",
    "GS", "PGS", "TS", "ThS", "TSKH", "BSCKI", "BSCKII", "BS.CKI", "BS.CKII",
    "Giáo sư", "Phó Giáo sư", "Tiến sĩ", "Tiến sỹ", "Thạc sĩ", "Thạc sỹ", "Cử nhân", "Kỹ sư", "Bác sĩ",
    "Nhà giáo Ưu tú", "Nhà giáo Nhân dân",
)  # fmt: skip

#: A collective with these names is headed by a chairman and signs TM. for itself.
COLLECTIVES = (
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Thường trực Hội đồng nhân dân",
    "Ủy ban",
    "Ban Chỉ đạo",
    "Hội đồng",
)

#: The head's post of a collective, for the THẨM QUYỀN BAN HÀNH line (Mẫu 1.2, note 6).
COLLECTIVE_HEAD = "Chủ tịch"

#: State-secret marks (Phụ lục I, Phần I, Mục III, khoản 2, điểm a): never processed by this service.
SECRET_MARKS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
