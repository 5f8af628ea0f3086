"""Quyền hạn, chức vụ, họ tên, chữ ký (Phụ lục I, Phần I, Mục II, khoản 7; Điều 13)."""

import re
from collections.abc import Iterator, Sequence

from service.checking.examined import Examined
from service.checking.finding import Finding, NotApplicable, Unknown, Verdict, at, on_page
from service.checking.rule import rule
from service.checking.topics import Severity, Topic
from service.checking.type_style import judge_pieces
from service.checking.wording import decimal, quoted
from service.nd30.kinds import Kind
from service.nd30.signing import (
    ACADEMIC_TITLES,
    CITE_AUTHORITY,
    CITE_POST,
    CITE_SIGNING,
    COMBINATIONS,
    DEPUTY_PREFIXES,
    SEAL_OVERLAP,
    Authority,
)
from service.nd30.type_styles import TYPE_STYLES, Component
from service.reading import Picture, Piece, SignBlock

_FORMS = "TM|KT|TL|TUQ|Q"
_RIGHT = re.compile(rf"^(?P<form>{_FORMS})\. (?P<rest>\S.*)$")
#: Everything people write instead: T/M, TM/, T.M., TM (no stop), TM.X (no space).
_MEANT = re.compile(
    r"^(?P<form>T\s?[./]?\s?M|K\s?[./]?\s?T|T\s?[./]?\s?L|T\s?[./]?\s?U\s?[./]?\s?Q|Q)\s?[./:,\-]*(?=[\s./:,\-]|[A-ZĐỦÀ-Ỹ]{2,}\b)"
    r"[./:,\-\s]*(?P<rest>[A-ZĐÀ-Ỹ].*)$"
)
_DEPUTY = re.compile(rf"^(?:{'|'.join(prefix.upper() for prefix in DEPUTY_PREFIXES)})\b")
_SHORT_COLLECTIVE = re.compile(r"^TM[./]?\s?(?:UBND|HĐND|UBMTTQ|BCĐ|BTV|BCH)\b")
_SHORT_POST = re.compile(r"^(?:KT\.|TL\.|TUQ\.|Q\.)?\s?(?:PCT|CT|PGĐ|GĐ|PTP|TP|CVP|PCVP|HT|PHT|TBT)\b\.?")
_TITLE = re.compile(rf"^(?:{'|'.join(sorted(map(re.escape, ACADEMIC_TITLES), key=len, reverse=True))})(?=[\s.])[\s.]*")
#: Sectors whose heads may allow titles and ranks before the name.
_SECTORS = re.compile(
    r"\b(?:TRƯỜNG|HỌC VIỆN|ĐẠI HỌC|CAO ĐẲNG|VIỆN|BỆNH VIỆN|Y TẾ|CÔNG AN|QUÂN SỰ|BIÊN PHÒNG|QUỐC PHÒNG|GIÁO DỤC|KHOA HỌC)\b"
)
#: Minutes are signed by a secretary and a chairman, who act on nobody's behalf.
_UNAUTHORISED = frozenset({Kind.BIEN_BAN, Kind.HOP_DONG, Kind.BAN_GHI_NHO, Kind.BAN_THOA_THUAN, Kind.THU_CONG})


@rule("signer-type", Topic.SIGNER, Severity.ERROR, TYPE_STYLES[Component.AUTHORITY].cite)
def signer_type(document: Examined) -> Iterator[Verdict]:
    """Quyền hạn, chức vụ in hoa, cỡ chữ 13 đến 14, đứng, đậm."""
    if not document.zones.signers:
        yield Unknown("chưa nhận ra người ký")
    for block in document.zones.signers:
        yield from judge_pieces(block.authority, Component.AUTHORITY)
        yield from judge_pieces(block.other_post, Component.OTHER_POST)


@rule("signer-name-type", Topic.SIGNER, Severity.ERROR, TYPE_STYLES[Component.SIGNER_NAME].cite)
def signer_name_type(document: Examined) -> Iterator[Verdict]:
    """Họ tên người ký cỡ chữ 13 đến 14, đứng, đậm."""
    names = _names(document)
    if not names:
        yield Unknown("chưa nhận ra họ tên người ký")
    yield from judge_pieces(names, Component.SIGNER_NAME, capitals=False)


@rule("signer-name-capitals", Topic.SIGNER, Severity.ERROR, CITE_POST, "Viết thường họ tên, chỉ viết hoa chữ đầu.")
def signer_name_capitals(document: Examined) -> Iterator[Verdict]:
    """Họ tên người ký ghi bằng chữ in thường."""
    names = _names(document)
    if not names:
        yield Unknown("chưa nhận ra họ tên người ký")
    for name in names:
        if name.upper:
            yield Finding(at(name, Component.SIGNER_NAME), quoted(name.text), quoted(name.text.title()))


@rule("signer-name-title", Topic.SIGNER, Severity.ERROR, CITE_POST, "Bỏ học hàm, học vị, danh hiệu.")
def signer_name_title(document: Examined) -> Iterator[Verdict]:
    """Trước họ tên người ký không ghi học hàm, học vị."""
    if _in_sector(document):
        yield NotApplicable("cơ quan thuộc ngành được quy định riêng")
        return
    yield from _titled(document)


@rule(
    "signer-name-title-sector",
    Topic.SIGNER,
    Severity.WARNING,
    CITE_POST,
    "Chỉ ghi khi người đứng đầu cơ quan quản lý ngành có quy định.",
)
def signer_name_title_sector(document: Examined) -> Iterator[Verdict]:
    """Cơ quan giáo dục, y tế, khoa học, vũ trang chỉ ghi học hàm, học vị, quân hàm khi ngành quy định."""
    if not _in_sector(document):
        yield NotApplicable("không thuộc ngành được quy định riêng")
        return
    yield from _titled(document)


def _titled(document: Examined) -> Iterator[Verdict]:
    names = _names(document)
    if not names:
        yield Unknown("chưa nhận ra họ tên người ký")
    for name in names:
        title = _TITLE.match(name.text)
        if title:
            bare = name.text[title.end() :]
            yield Finding(at(name, Component.SIGNER_NAME), quoted(name.text), quoted(bare))


def _in_sector(document: Examined) -> bool:
    issuer = f"{document.zones.text(Component.PARENT_AGENCY)} {document.zones.text(Component.ISSUER)}"
    return bool(_SECTORS.search(issuer.upper()))


@rule("signer-authority-form", Topic.SIGNER, Severity.ERROR, CITE_AUTHORITY)
def signer_authority_form(document: Examined) -> Iterator[Verdict]:
    """Quyền hạn ghi đúng “TM.”, “KT.”, “TL.”, “TUQ.”, “Q.” rồi cách chữ."""
    for piece in _authority_lines(document):
        meant = _MEANT.match(piece.text)
        if meant and not _RIGHT.match(piece.text):
            form = re.sub(r"[\s./]", "", meant["form"])
            expected = f"{form}. {meant['rest']}"
            yield Finding(
                at(piece, Component.AUTHORITY), quoted(piece.text), quoted(expected), fix=f"Ghi {quoted(expected)}."
            )


@rule("signer-deputy", Topic.SIGNER, Severity.ERROR, CITE_SIGNING)
def signer_deputy(document: Examined) -> Iterator[Verdict]:
    """Cấp phó ký phải có dòng “KT.” ngay trên."""
    if document.kind in _UNAUTHORISED:
        yield NotApplicable("loại văn bản không ghi quyền hạn")
        return
    for block in _blocks(document):
        last, before = block.authority[-1], block.authority[-2] if len(block.authority) > 1 else None
        if _DEPUTY.match(last.text.upper()) and (before is None or _form(before) not in {"KT", None}):
            post = _head_post(last.text)
            fix = f"Thêm dòng {quoted(f'KT. {post}')} phía trên."
            yield Finding(
                at(last, Component.AUTHORITY), quoted(_joined(block)), quoted(f"KT. {post} / {last.text}"), fix=fix
            )


def _head_post(deputy: str) -> str:
    if deputy.upper().startswith("THỨ TRƯỞNG"):
        return "BỘ TRƯỞNG"
    return re.sub(r"^PHÓ\s+", "", deputy.upper())


@rule("signer-combination", Topic.SIGNER, Severity.ERROR, CITE_SIGNING, "Chọn lại hình thức ký.")
def signer_combination(document: Examined) -> Iterator[Verdict]:
    """Các quyền hạn đi với nhau đúng quy định (TM. rồi KT.; TL. rồi KT.; TUQ. không ủy quyền lại)."""
    if document.kind in _UNAUTHORISED:
        yield NotApplicable("loại văn bản không ghi quyền hạn")
        return
    for block in _blocks(document):
        forms = tuple(Authority(form) for piece in block.authority if (form := _form(piece)))
        if forms not in COMBINATIONS:
            yield Finding(
                at(block.authority[0], Component.AUTHORITY), quoted(_joined(block)), "tổ hợp quyền hạn hợp lệ"
            )


@rule("signer-shortened", Topic.SIGNER, Severity.WARNING, CITE_AUTHORITY, "Ghi đầy đủ.")
def signer_shortened(document: Examined) -> Iterator[Verdict]:
    """Tên tập thể và chức vụ người ký ghi đầy đủ, không viết tắt."""
    for piece in _authority_lines(document):
        match = _SHORT_COLLECTIVE.match(piece.text) or _SHORT_POST.match(piece.text)
        if match:
            yield Finding(at(piece, Component.AUTHORITY), quoted(piece.text), "tên, chức vụ ghi đầy đủ")


@rule("signer-collective-place", Topic.SIGNER, Severity.INFO, CITE_AUTHORITY, "Có thể bỏ tên địa phương.")
def signer_collective_place(document: Examined) -> Iterator[Verdict]:
    """Sau “TM. ỦY BAN NHÂN DÂN” các mẫu không ghi tên địa phương."""
    for piece in _authority_lines(document):
        if re.match(r"^TM\. (?:[ỦU][Ỷ]?Y?|UỶ|ỦY) BAN NHÂN DÂN (?:XÃ|PHƯỜNG|ĐẶC KHU|TỈNH|THÀNH PHỐ)\b", piece.text):
            yield Finding(at(piece, Component.AUTHORITY), quoted(piece.text), "“TM. ỦY BAN NHÂN DÂN”")


@rule("signature-image", Topic.SIGNER, Severity.ERROR, "Phụ lục I, Phần I, Mục II, khoản 7, điểm d; khoản 8, điểm a")
def signature_image(document: Examined) -> Iterator[Verdict]:
    """Hình chữ ký là PNG nền trong suốt màu xanh; hình dấu là PNG nền trong suốt màu đỏ."""
    pictures = _signing_pictures(document)
    if not pictures:
        yield NotApplicable("không có hình chữ ký, dấu")
    for picture in pictures:
        where = on_page("Chữ ký, dấu")
        if picture.image_format and picture.image_format != "png":
            yield Finding(
                where, f"hình {picture.image_format.upper()}", "hình PNG nền trong suốt", fix="Thay bằng hình PNG."
            )
        elif picture.transparent is False:
            yield Finding(where, "hình có nền đặc", "nền trong suốt", fix="Xóa nền của hình.")
        if picture.ink == "black":
            yield Finding(where, "hình màu đen", "chữ ký màu xanh, dấu màu đỏ", fix="Thay hình đúng màu.")
        elif not picture.ink:
            yield Unknown("chưa đọc được màu của hình")


@rule(
    "seal-place",
    Topic.SIGNER,
    Severity.ERROR,
    SEAL_OVERLAP.cite,
    "Kéo hình dấu trùm lên khoảng 1/3 bên trái hình chữ ký.",
)
def seal_place(document: Examined) -> Iterator[Verdict]:
    """Hình dấu trùm lên khoảng 1/3 hình chữ ký, về bên trái."""
    pictures = _signing_pictures(document)
    signatures, seals = ([one for one in pictures if one.ink == ink] for ink in ("blue", "red"))
    if not signatures or not seals:
        yield NotApplicable("không có đủ hình chữ ký và hình dấu")
        return
    seal = document.read.corner_of(seals[-1])
    signature = document.read.corner_of(signatures[-1])
    if seal is None or signature is None or len(seals) > 1 or len(signatures) > 1:
        yield Unknown("chưa đo được vị trí của hình")
        return
    share = (seal[0] + (seals[-1].width_mm or 0.0) - signature[0]) / (signatures[-1].width_mm or 1.0)
    if seal[0] > signature[0] or share not in SEAL_OVERLAP.allowed or seal[2] != signature[2]:
        found = "dấu ở bên phải chữ ký" if seal[0] > signature[0] else f"dấu trùm {decimal(max(share, 0.0), 2)} chữ ký"
        yield Finding(on_page("Chữ ký, dấu"), found, provision=SEAL_OVERLAP)


def _signing_pictures(document: Examined) -> list[Picture]:
    """Pictures that hang between the first authority line and the name."""
    found: list[Picture] = []
    for block in _blocks(document):
        if block.name is None:
            continue
        low, high = block.authority[0].paragraph.ordinal, block.name.paragraph.ordinal
        found += [one for one in document.facts.pictures if low <= one.anchor.paragraph <= high]
    return found


def _blocks(document: Examined) -> Sequence[SignBlock]:
    return [block for block in document.zones.signers if block.authority]


def _names(document: Examined) -> list[Piece]:
    return [block.name for block in document.zones.signers if block.name is not None]


def _authority_lines(document: Examined) -> list[Piece]:
    return [piece for block in document.zones.signers for piece in block.authority]


def _form(piece: Piece) -> str | None:
    """The authority a line begins with, however it is written; None when it is a plain post."""
    match = _RIGHT.match(piece.text) or _MEANT.match(piece.text)
    return re.sub(r"[\s./]", "", match["form"]) if match else None


def _joined(block: SignBlock) -> str:
    return " / ".join(piece.text for piece in block.authority)


def signs_for_collective(document: Examined) -> bool | None:
    """Whether the signer acts for a collective (TM.); None when no signer was recognised."""
    blocks = _blocks(document)
    return any(_form(piece) == "TM" for piece in blocks[-1].authority) if blocks else None
