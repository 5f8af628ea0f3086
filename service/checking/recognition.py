"""What the report's head says a document is: kind, regime, number, date, issuer, signer, counts, and what stayed undetermined."""

from service.checking.examined import Examined
from service.checking.report import Recognised
from service.nd30.kinds import KINDS, Kind
from service.nd30.type_styles import Component
from service.reading import Regime, SignBlock, Table

_UNFOUND = {
    Component.QUOC_HIEU: "Quốc hiệu",
    Component.TIEU_NGU: "Tiêu ngữ",
    Component.ISSUER: "tên cơ quan ban hành",
    Component.NUMBER: "số, ký hiệu",
    Component.PLACE_DATE: "địa danh, thời gian",
    Component.RECIPIENTS_HEADING: "nơi nhận",
}
_REGIME_NOTES = {
    Regime.NORMATIVE: "Văn bản quy phạm pháp luật: thể thức theo quy định riêng, không theo Phụ lục I của Nghị định 30/2020/NĐ-CP.",
    Regime.PARTY: "Văn bản của Đảng: thể thức theo hướng dẫn của Văn phòng Trung ương Đảng.",
    Regime.EARLIER: "Văn bản ban hành trước ngày 05/3/2020: không theo Nghị định 30/2020/NĐ-CP.",
    Regime.UNRECOGNISED: "Không nhận ra thành phần thể thức nào của văn bản hành chính, nên không xét.",
    Regime.CLASSIFIED: "Văn bản có dấu chỉ độ mật: không xử lý trên hệ thống này.",
}


def recognised(document: Examined) -> Recognised:
    """Sum up what was recognised; a classified document is only named as such."""
    zones = document.zones
    if zones.regime is Regime.CLASSIFIED:
        return Recognised(
            regime=zones.regime.value,
            regime_reason=zones.regime_reason,
            state=_state(document),
            notes=(_REGIME_NOTES[zones.regime],),
        )
    number, place_date = zones.number, zones.place_date
    issued_on = place_date.date if place_date else None
    signer = zones.signers[-1] if zones.signers else SignBlock(())
    pieces = document.read.pieces
    return Recognised(
        kind=zones.kind.value if zones.kind else "",
        kind_name=_kind_name(document),
        regime=zones.regime.value,
        regime_reason=zones.regime_reason,
        state=_state(document),
        number=number.number if number else "",
        symbol=number.sign if number else "",
        issued_on=issued_on.isoformat() if issued_on else "",
        place=place_date.place if place_date else "",
        issuer=zones.text(Component.ISSUER),
        parent_agency=zones.text(Component.PARENT_AGENCY),
        subject=zones.text(Component.SUBJECT) or zones.text(Component.CONG_VAN_SUBJECT),
        signer=signer.name.text if signer.name else "",
        post=signer.authority[-1].text if signer.authority else "",
        pages=len(document.printed) if document.printed is not None else document.layout.pages,
        pages_measured=document.printed is not None,
        words=sum(len(piece.text.split()) for piece in pieces),
        paragraphs=len({piece.paragraph.ordinal for piece in pieces}),
        tables=sum(isinstance(block, Table) for block in document.facts.blocks),
        appendices=len(zones.appendices),
        recipients=sum(piece.text.startswith(("-", "–", "+", "•")) for piece in document.of(Component.RECIPIENTS_LIST)),
        made_by_us=zones.ours,
        undetermined=_undetermined(document),
        notes=_notes(document),
    )


def _state(document: Examined) -> str:
    return "issued" if document.issued else "draft"


def _kind_name(document: Examined) -> str:
    kind = document.kind
    return KINDS[kind].name if kind else document.zones.title_text.capitalize()


def _undetermined(document: Examined) -> tuple[str, ...]:
    zones = document.zones
    undated = zones.kind is not None and not KINDS[zones.kind].prints_date
    missing = [words for component, words in _UNFOUND.items() if not zones.of(component)]
    if undated and _UNFOUND[Component.PLACE_DATE] in missing:
        missing.remove(_UNFOUND[Component.PLACE_DATE])
    if zones.kind is None:
        missing.append("tên loại")
    elif zones.kind is not Kind.CONG_VAN and KINDS[zones.kind].prints_subject and not zones.of(Component.SUBJECT):
        missing.append("trích yếu")
    if not zones.signers:
        missing.append("người ký")
    return tuple(missing)


def _notes(document: Examined) -> tuple[str, ...]:
    notes: list[str] = []
    regime = document.zones.regime
    if regime in _REGIME_NOTES:
        notes.append(_REGIME_NOTES[regime])
    properties = document.facts.properties
    if properties.tracked_changes:
        notes.append(f"Còn {properties.tracked_changes} thay đổi được theo dõi; đã đọc như khi chấp nhận tất cả.")
    if properties.comments:
        notes.append(f"Còn {properties.comments} chú thích trong tệp.")
    if properties.signed:
        notes.append("Tệp có chữ ký số; chỉ đọc, không sửa.")
    if properties.damaged_parts:
        notes.append("Có phần của tệp bị hỏng, đã bỏ qua: " + ", ".join(properties.damaged_parts) + ".")
    if document.facts.notes:
        notes.append(f"Có {len(document.facts.notes)} đoạn chú thích cuối trang; chỉ xét phông, màu và mã chữ.")
    if document.facts.diagrams:
        notes.append(f"Có {document.facts.diagrams} biểu đồ hoặc sơ đồ; không đọc chữ bên trong.")
    if document.facts.unread:
        notes.append("Có nội dung nhúng từ tệp khác, không đọc được.")
    return tuple(notes)
