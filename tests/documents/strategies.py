"""Hypothesis strategies for random documents: any Vietnamese text, any depth, 0 to 300 tasks; every one is valid.

from tests.documents.strategies import documents

@given(documents())
def test_every_word_is_printed(document): ...
"""

import unicodedata
from typing import Any

from hypothesis import strategies as st

from service.documents import Document, parse_document
from service.nd30.kinds import KINDS, Addressing, Kind, Layout

Data = dict[str, Any]

#: Syllables with every tone and every letter that Vietnamese adds to Latin.
_SYLLABLES = """
    Ủy ban nhân dân xã phường đặc khu tỉnh kế hoạch báo cáo quyết định căn cứ nghị quyết thực hiện nhiệm vụ cải cách hành chính
    ằng ẳng ẵng ắng ặng ầm ẩm ẫm ấm ậm đề ể ễ ế ệ hồ hổ hỗ hố hộ giờ giở giỡ giớ giợ từ tử tữ tứ tự ỳ ỷ ỹ ý ỵ ngoằn nghiêng
    khuỷu tuyết thuở quýnh Đắk Lắk Nguyễn Thị Hồng Ước Ưng Ễnh Ọe
"""
SYLLABLES = tuple(_SYLLABLES.split())
#: What breaks careless templates and careless XML.
AWKWARD = (
    "&",
    "<b>",
    "a<b>c",
    "{{ ten }}",
    "{% if x %}",
    "{%p for a in b %}",
    "]]>",
    "\\n",
    "“ngoặc”",
    "'",
    '"',
    "😀",
    "👩‍🌾",
    "½",
    "m²",
)
RENDERED = tuple(kind for kind, facts in KINDS.items() if facts.rendered)
DUES = (
    "Quý I/2026", "Trước ngày 30/01/2026", "Tháng 12/2026", "Thường xuyên", "Hằng quý và năm 2026", "Theo quy định",
    "Trong năm 2026 (nếu có)", "Giai đoạn 2026 - 2030",
)  # fmt: skip

syllables = st.sampled_from(SYLLABLES)


def words(least: int = 1, most: int = 30) -> st.SearchStrategy[str]:
    """Draw running text: Vietnamese syllables, now and then something awkward, some of it decomposed (NFD)."""
    word = st.one_of(syllables, syllables, syllables, st.sampled_from(AWKWARD), syllables.map(_decomposed))
    return st.lists(word, min_size=least, max_size=most).map(" ".join)


def names(most: int = 12) -> st.SearchStrategy[str]:
    """Draw a name or title: syllables that begin with a capital and end with no mark."""
    return st.lists(syllables, min_size=2, max_size=most).map(lambda found: " ".join(found).capitalize())


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def rich_text(most: int = 30) -> st.SearchStrategy[Any]:
    """Draw a plain string or a list of runs with light marks."""
    run = st.fixed_dictionaries(
        {"text": words(1, 8).map(lambda text: f"{text} ")}, optional={"bold": st.booleans(), "italic": st.booleans()}
    )
    return st.one_of(words(1, most), words(1, most), st.lists(run, min_size=1, max_size=3))


@st.composite
def tables(draw: st.DrawFn) -> Data:
    """Draw a free table of 1-6 columns and 0-8 rows."""
    width = draw(st.integers(1, 6))
    cell = st.one_of(st.just(""), words(1, 6))
    alignments = st.sampled_from(["left", "center", "right", "justify"])
    columns = [{"heading": draw(names(4)), "align": draw(alignments)} for _ in range(width)]
    if draw(st.booleans()):
        columns = [column | {"width": draw(st.floats(0.5, 9, allow_nan=False))} for column in columns]
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), max_size=8))
    return {"type": "table", "columns": columns, "rows": rows, "merge_equal": draw(st.booleans())}


#: What may stand in what, from the largest division to the smallest.
_DIVISIONS = {
    Layout.SECTIONS: ("part", "section", "clause", "subclause", "point", "dash"),
    Layout.ARTICLES: ("part", "chapter", "section", "subsection", "article", "clause", "point", "dash"),
}
_TITLED = ("part", "chapter", "section", "subsection")


@st.composite
def blocks(draw: st.DrawFn, layout: Layout, *, above: tuple[str, ...] = (), most: int = 4) -> list[Data]:
    """Draw blocks of any depth that may stand inside `above`."""
    allowed = _allowed(layout, above)
    found = []
    for _ in range(draw(st.integers(1, most))):
        kind = draw(st.sampled_from((*allowed, "paragraph")))
        found.append(draw(_block(kind, layout, above)))
    return found


def _allowed(layout: Layout, above: tuple[str, ...]) -> tuple[str, ...]:
    divisions = _DIVISIONS[layout]
    smaller = divisions[divisions.index(above[-1]) + 1 :] if above else divisions
    return tuple(kind for kind in smaller if kind != "subclause" or (above and above[-1] == "clause"))


@st.composite
def _block(draw: st.DrawFn, kind: str, layout: Layout, above: tuple[str, ...]) -> Data:
    if kind == "paragraph":
        return draw(st.one_of(st.builds(lambda text: {"type": "paragraph", "text": text}, rich_text()), tables()))
    block: Data = {"type": kind}
    if (
        kind in _TITLED
        or (kind == "article" and any(outer in _TITLED for outer in above))
        or (kind in ("clause", "subclause") and draw(st.booleans()))
    ):
        block["title"] = draw(names())
    else:
        block["text"] = draw(rich_text())
    if draw(st.integers(0, 9)) == 0:
        block |= {} if kind == "dash" else {"number": draw(st.sampled_from(("7", "12a")))}
    if len(above) < 6 and _allowed(layout, (*above, kind)) and draw(st.booleans()):
        block["content"] = draw(blocks(layout, above=(*above, kind), most=2))
    return block


@st.composite
def task_groups(draw: st.DrawFn, most: int = 300, *, progress: bool = False) -> list[Data]:
    """Draw 1 to `most` tasks in a few groups; names carry a running number, so that each is found once."""
    count = draw(st.one_of(st.integers(1, min(12, most)), st.integers(1, most)))
    pool = draw(st.lists(words(1, 15), min_size=1, max_size=4))
    agencies = draw(st.lists(names(6), min_size=1, max_size=4))
    outputs = draw(st.lists(st.integers(1, 3), min_size=1, max_size=5))
    groups = draw(st.integers(1, min(6, count)))
    tasks = [_task(index, pool, agencies, outputs[index % len(outputs)], progress=progress) for index in range(count)]
    return [{"name": f"Nhóm {index + 1}", "tasks": tasks[index::groups]} for index in range(groups)]


def _task(index: int, pool: list[str], agencies: list[str], outputs: int, *, progress: bool) -> Data:
    lead = agencies[index // 3 % len(agencies)]
    made = [
        {"name": f"Sản phẩm {index}.{number}", "due": DUES[(index + number) % len(DUES)]} for number in range(outputs)
    ]
    states: list[Data] = [
        {"state": "done", "percent": 100, "evidence": f"Văn bản số {index}"},
        {"state": "in-progress", "percent": index % 100},
        {"state": "late", "reason": "Thiếu nhân lực"},
        {"state": "not-started"},
    ]
    if progress:
        made = [output | {"progress": states[(index + number) % 4]} for number, output in enumerate(made)]
    task = {"name": f"{pool[index % len(pool)]} {index}", "outputs": made, "lead": [lead]}
    return task | ({"coordinating": agencies[:2]} if index % 2 else {})


SIGNERS: tuple[Data, ...] = (
    {"post": "Chủ tịch"},
    {"authority": [{"form": "TM", "of": "Ủy ban nhân dân"}], "post": "Chủ tịch"},
    {"authority": [{"form": "TM", "of": "Ủy ban nhân dân"}, {"form": "KT", "of": "Chủ tịch"}], "post": "Phó Chủ tịch"},
    {"authority": [{"form": "KT", "of": "Chủ tịch"}], "post": "Phó Chủ tịch"},
    {"authority": [{"form": "TL", "of": "Chủ tịch"}], "post": "Chánh Văn phòng"},
    {"authority": [{"form": "TL", "of": "Chủ tịch"}, {"form": "KT", "of": "Chánh Văn phòng"}], "post": "Phó Chánh Văn phòng"},
    {"authority": [{"form": "TUQ", "of": "Chủ tịch"}], "post": "Trưởng phòng"},
    {"authority": [{"form": "Q"}], "post": "Chủ tịch"},
)  # fmt: skip


@st.composite
def document_data(
    draw: st.DrawFn, *, kinds: tuple[Kind, ...] = RENDERED, most_tasks: int = 300, rare_parts: bool = False
) -> Data:
    """Draw the data of a valid document of one of `kinds`."""
    kind = draw(st.sampled_from(kinds))
    unit = draw(st.sampled_from(("xã", "phường", "đặc khu")))
    place = draw(names(4))
    data: Data = {
        "kind": kind.value,
        "issuer": {"name": f"Ủy ban nhân dân {unit} {place}", "sign": "UBND", "place": place},
        "subject": draw(names(40)),
        "legal_bases": draw(st.lists(words(3, 30), min_size=1 if KINDS[kind].enacting_line else 0, max_size=4)),
        "opening": draw(st.lists(rich_text(), max_size=2)),
        "recipients": [{"name": name} for name in draw(st.lists(names(), max_size=6, unique_by=str.casefold))],
        "archive": {"unit": "VHXH", "copies": draw(st.one_of(st.none(), st.integers(1, 20)))},
        "signer": draw(st.sampled_from(SIGNERS))
        | {"name": draw(st.sampled_from(("Nguyễn Văn An", "Lý Thị Ước", "H'Drai Niê")))},
        "medium": draw(st.sampled_from(("paper", "electronic"))),
    }
    data |= draw(_dating())
    if rare_parts:
        data |= draw(_rare_parts())
    data |= draw(_addressing(kind, data["recipients"]))
    data |= draw(_form(kind))
    data |= draw(_content(kind))
    data |= draw(_appendices_and_tasks(data, most_tasks))
    return data


def _rare_parts() -> st.SearchStrategy[Data]:
    """Draw the parts that few documents have."""
    return st.fixed_dictionaries(
        {},
        optional={
            "parent_agency": st.just({"name": "UBND tỉnh Lào Cai"}),
            "urgency": st.sampled_from(("hoa-toc", "thuong-khan", "khan")),
            "circulation": st.sampled_from(("Lưu hành nội bộ", "Xem xong trả lại")),
            "drafter_mark": st.just({"sign": "PL", "copies": 300}),
            "contact": st.just({"address": "Số 1, xã An Bình", "phone": "0200 000 000", "email": "a@b.gov.vn"}),
        },
    )


@st.composite
def _dating(draw: st.DrawFn) -> Data:
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
    return draw(
        st.sampled_from(
            (
                {},
                {"issued_on": "2026"},
                {"issued_on": f"2026-{month:02d}"},
                {"issued_on": f"2026-{month:02d}-{day:02d}"},
                {"issued_on": f"2026-{month:02d}-{day:02d}", "number": day * month},
            )
        )
    )


@st.composite
def _addressing(draw: st.DrawFn, kind: Kind, recipients: list[Data]) -> Data:
    addressing = KINDS[kind].addressing
    if addressing is Addressing.NEVER or (addressing is Addressing.UPWARD and draw(st.booleans())):
        return {}
    return {
        "addressees": draw(st.lists(names(), min_size=1, max_size=1 if kind is Kind.GIAY_GIOI_THIEU else 4)),
        "recipients": [{"name": "Như trên"}, *recipients],
    }


def _form(kind: Kind) -> st.SearchStrategy[Data]:
    """Draw what the kind's own sample has filled in, if it has one."""
    called = st.sampled_from(("ong", "ba", None))
    if kind is Kind.GIAY_MOI:
        return _filled_in("invitation", event=names(30), chair=names(12), time=names(12), place=names(12))
    if kind is Kind.GIAY_GIOI_THIEU:
        until = st.just("2026-12-31")
        return _filled_in(
            "introduction", salutation=called, person=names(5), post=names(20), purpose=names(30), valid_until=until
        )
    if kind is Kind.GIAY_NGHI_PHEP:
        days = {
            "requested_on": st.just("2026-01-05"),
            "from_day": st.just("2026-02-02"),
            "to_day": st.just("2026-12-06"),
        }
        words = {name: names(12) for name in ("person", "post", "length", "place", "counted_as")}
        return _filled_in("leave", salutation=called, confirmed=st.booleans(), **words, **days)
    if kind is Kind.BIEN_BAN:
        words = {name: names(12) for name in ("place", "chair", "secretary", "secretary_name")}
        meeting = st.sampled_from(("cuoc-hop", "hoi-nghi", "hoi-thao"))
        hours = {"started_at": st.just("2026-01-05T08:00"), "ended_at": st.just("2026-01-05T17:05")}
        attendees = st.lists(names(12), min_size=1, max_size=5)
        filled = _filled_in("minutes", meeting=meeting, attendees=attendees, **words, **hours)
        return filled.map(lambda data: data | {"signer": {"post": "Chủ tọa", "name": "Lý Thị Ước"}})
    return st.just({})


def _filled_in(name: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    return st.fixed_dictionaries({name: st.fixed_dictionaries(fields)})


@st.composite
def _content(draw: st.DrawFn, kind: Kind) -> Data:
    layout = KINDS[kind].layout
    content = draw(blocks(layout))
    if kind is Kind.QUYET_DINH:
        content.append({"type": "article", "text": draw(words())})
    if kind is Kind.QUYET_DINH and draw(st.booleans()):
        content.append({"type": "article", "text": "Ban hành kèm theo Quyết định này Quy chế sau đây."})
        attached = {"layout": "articles", "content": draw(blocks(Layout.ARTICLES))}
        return {
            "body": {"layout": layout.value, "content": content},
            "attachment": {"kind": "quy-che", "subject": draw(names()), "body": attached},
        }
    return {"body": {"layout": layout.value, "content": content}}


@st.composite
def _appendices_and_tasks(draw: st.DrawFn, data: Data, most_tasks: int) -> Data:
    layout = Layout(data["body"]["layout"])
    report = data["kind"] == Kind.BAO_CAO.value
    tasks = draw(task_groups(most_tasks, progress=report)) if draw(st.booleans()) else []
    appendices = []
    for _ in range(draw(st.integers(0, 3))):
        content = draw(st.one_of(tables().map(lambda table: [table]), blocks(layout, most=2)))
        appendices.append(
            {"name": draw(names()), "orientation": draw(st.sampled_from(("portrait", "landscape"))), "content": content}
        )
    if tasks:
        table = {
            "type": "task-table",
            "merge_equal_lead": draw(st.booleans()),
            "with_progress": report and draw(st.booleans()),
        }
        appendices.append({"orientation": "landscape", "content": [table]})
    body = data["body"]
    extra = [{"type": "paragraph", "text": "Chi tiết tại các Phụ lục kèm theo văn bản này."}] if appendices else []
    if tasks and report:
        extra += [{"type": "progress-figures"}, {"type": "progress-chart"}, {"type": "late-list"}]
    return {"tasks": tasks, "appendices": appendices, "body": body | {"content": [*body["content"], *extra]}}


def documents(
    *, kinds: tuple[Kind, ...] = RENDERED, most_tasks: int = 300, rare_parts: bool = False
) -> st.SearchStrategy[Document]:
    """Draw valid documents; `rare_parts` adds stamps, the drafter's mark, an address block, a body above the issuer."""
    return document_data(kinds=kinds, most_tasks=most_tasks, rare_parts=rare_parts).map(parse_document)
