"""Who may sign how: authority, post and name of the signer (Phụ lục I, Phần I, Mục II, khoản 7; Điều 13)."""

import re
from collections.abc import Iterator

from service.documents.model import Document
from service.documents.people import AuthorityLine, Signer
from service.documents.wording import capitals, is_collective
from service.errors import Problem
from service.nd30.signing import ACADEMIC_TITLES, COMBINATIONS, DEPUTY_PREFIXES, Authority

#: Lines of the block over the signature that the decree's forms need at most.
_MAX_LINES = 3
#: Bodies led by one head (chế độ thủ trưởng): nobody signs for a collective there (Điều 13, khoản 1).
_HEADED = re.compile(r"(?:Sở|Phòng|Bộ|Trường|Trung tâm|Văn phòng|Chi cục|Cục|Tổng cục|Kho bạc|Thanh tra)\b")
#: Bodies whose sector may allow degrees before the name (khoản 7, điểm c).
_DEGREES_ALLOWED = re.compile(
    r"(?:Trường|Đại học|Học viện|Viện|Bệnh viện|Trung tâm [Yy] tế|Trạm [Yy] tế|Sở Y tế|Công an|Bộ Chỉ huy|Ban Chỉ huy|"
    r"Bộ Tư lệnh|Sư đoàn|Trung đoàn|Đồn )"
)
#: Posts as clerks abbreviate them among themselves.
_SHORT_POSTS = {"CT", "PCT", "GĐ", "PGĐ", "TP", "PTP", "CVP", "PCVP", "HT", "PHT", "BT"}
_AUTHORITY_TYPED = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T)\s*[./]", re.IGNORECASE)


def signing_problems(document: Document) -> Iterator[Problem]:
    """Yield what is impossible in the signer's block."""
    signer = document.signer
    yield from _combination(signer)
    for index, line in enumerate(signer.authority):
        yield from _line(line, signer, f"/signer/authority/{index}")
    yield from _deputy(signer)
    yield from _on_behalf(document)
    yield from _post(signer)
    yield from _name(document)


def _combination(signer: Signer) -> Iterator[Problem]:
    forms = tuple(line.form for line in signer.authority)
    if forms in COMBINATIONS:
        return
    above = [form for form in forms if form is not Authority.Q]
    if len(above) + 1 > _MAX_LINES:
        message = (
            "Phần quyền hạn, chức vụ có nhiều nhất ba dòng, ví dụ: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH."
        )
        yield Problem("/signer/authority", "too-many-authority-lines", message)
        return
    shown = ", ".join(form.printed for form in forms)
    message = f"Không ghi {shown} cùng nhau theo thứ tự này; dùng TM., KT. hoặc TL., KT. hoặc chỉ một hình thức."
    yield Problem("/signer/authority", "authority-combination", message)


def _line(line: AuthorityLine, signer: Signer, path: str) -> Iterator[Problem]:
    if line.form is Authority.Q:
        if line.of and line.of.casefold() != signer.post.casefold():
            message = f"Q. viết trước chức vụ người đứng đầu; để trống mục này hoặc ghi “{signer.post}”."
            yield Problem(f"{path}/of", "acting-of-another-post", message)
    elif not line.of:
        after = "tên tập thể" if line.form is Authority.TM else "chức vụ của người đứng đầu"
        message = f"Sau {line.form.printed} phải có {after}."
        yield Problem(f"{path}/of", "authority-of-missing", message)
    elif _AUTHORITY_TYPED.match(line.of):
        message = f"Chỉ ghi tên hoặc chức vụ; máy tự thêm {line.form.printed}"
        yield Problem(f"{path}/of", "authority-typed", message)
    elif line.form is not Authority.TM and is_deputy(line.of):
        message = (
            f"Sau {line.form.printed} là chức vụ của người đứng đầu, không phải cấp phó; ghi “{_head_of(line.of)}”."
        )
        yield Problem(f"{path}/of", "authority-of-deputy", message)
    elif re.match(r"UBND|HĐND", line.of):
        message = "Không viết tắt sau TM.; ghi “Ủy ban nhân dân” hoặc “Hội đồng nhân dân”."
        yield Problem(f"{path}/of", "authority-abbreviated", message)


def is_deputy(post: str) -> bool:
    """Tell whether a post is a deputy's, who signs KT. for the head."""
    return any(re.match(rf"{prefix}\b", post, re.IGNORECASE) for prefix in DEPUTY_PREFIXES)


def _head_of(post: str) -> str:
    """Return the head's post for a deputy's: ``Phó Chủ tịch`` gives ``Chủ tịch``."""
    head = re.sub(r"^Phó\s+", "", post, flags=re.IGNORECASE).replace("Thứ trưởng", "Bộ trưởng")
    return head[:1].upper() + head[1:]


def _deputy(signer: Signer) -> Iterator[Problem]:
    forms = [line.form for line in signer.authority]
    last = signer.authority[-1] if signer.authority else None
    head = capitals(_head_of(signer.post))
    if Authority.TL in forms and re.match(r"Phó Chủ tịch\b", signer.post, re.IGNORECASE):
        message = "Phó Chủ tịch không ký thừa lệnh (TL.) mà ký thay: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH."
        yield Problem("/signer/authority", "by-order-of-own-head", message)
    elif is_deputy(signer.post) and (last is None or last.form is not Authority.KT):
        message = f"Cấp phó ký thì dòng ngay trên chức vụ phải là KT. {head}; thêm KT với “{_head_of(signer.post)}”."
        yield Problem("/signer/authority", "deputy-without-kt", message)
    elif last and last.form is Authority.KT and last.of and last.of.casefold() == signer.post.casefold():
        message = f"Người đứng đầu tự ký thì không ghi KT.; nếu cấp phó ký thì chức vụ là “Phó {signer.post}”."
        yield Problem("/signer/post", "head-signs-for-himself", message)


def _on_behalf(document: Document) -> Iterator[Problem]:
    """TM. needs a collective, and the issuer's own one."""
    for index, line in enumerate(document.signer.authority):
        if line.form is not Authority.TM or not line.of:
            continue
        path = f"/signer/authority/{index}"
        if _HEADED.match(document.issuer.name) and not is_collective(line.of):
            message = (
                "Cơ quan làm việc theo chế độ thủ trưởng không ký TM.: người đứng đầu ký trực tiếp, cấp phó ký KT.; "
                "bỏ dòng TM."
            )
            yield Problem(path, "tm-of-headed-agency", message)
        elif _crosses(document.issuer.name, line.of):
            message = f"TM. phải là tập thể của cơ quan ban hành ({document.issuer.name})."
            yield Problem(path, "tm-of-another-body", message)


def _crosses(issuer: str, collective: str) -> bool:
    """Tell whether one of the two names is a people's committee and the other a people's council."""
    committee, council = "ủy ban nhân dân", "hội đồng nhân dân"
    one, other = issuer.casefold(), collective.casefold()
    return (one.startswith(committee) and council in other) or (one.startswith(council) and other.startswith(committee))


def _post(signer: Signer) -> Iterator[Problem]:
    if _AUTHORITY_TYPED.match(signer.post):
        message = "Chỉ ghi chức vụ; quyền hạn (TM., KT., TL., TUQ., Q.) ghi ở mục Quyền hạn ký."
        yield Problem("/signer/post", "authority-typed", message)
    elif signer.post.rstrip(".").upper() in _SHORT_POSTS:
        yield Problem(
            "/signer/post", "post-abbreviated", "Không viết tắt chức vụ người ký; ghi đầy đủ, ví dụ Phó Chủ tịch."
        )


def _name(document: Document) -> Iterator[Problem]:
    name = document.signer.name
    title = next((title for title in sorted(ACADEMIC_TITLES, key=len, reverse=True) if _begins(name, title)), None)
    if title and not _DEGREES_ALLOWED.match(document.issuer.name):
        right = name[len(title) :].strip(" .,")
        yield Problem("/signer/name", "degree-before-name", f"Không ghi học hàm, học vị trước họ tên; ghi “{right}”.")
    elif " " in name and name == capitals(name):
        right = " ".join(word.capitalize() for word in name.split())
        yield Problem("/signer/name", "name-in-capitals", f"Họ tên viết thường, chữ đầu viết hoa: “{right}”.")
    elif name == name.lower() and name != capitals(name):
        right = " ".join(word.capitalize() for word in name.split())
        yield Problem("/signer/name", "name-without-capitals", f"Họ tên viết hoa chữ đầu mỗi âm tiết: “{right}”.")


def _begins(name: str, title: str) -> bool:
    if title.endswith("."):
        return name.startswith(title)
    return name.startswith(f"{title} ")
