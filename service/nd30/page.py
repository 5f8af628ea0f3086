"""Page setup, page numbers and the body's paragraphs (Phụ lục I, Phần I, Mục I and Mục II, khoản 6, điểm e)."""

from math import inf

from service.nd30.provision import Force, OneOf, Provision, Range

_GENERAL = "Phụ lục I, Phần I, Mục I, khoản"
_BODY = "Phụ lục I, Phần I, Mục II, khoản 6, điểm e"
_APPENDIX = "Phụ lục I, Phần I, Mục III, khoản 1"

#: Word stores lengths in twentieths of a point: the nearest twip is at most this far off, in mm.
_TWIP = 0.1

#: Khổ giấy A4, portrait, in mm.
PAGE_WIDTH = Provision(f"{_GENERAL} 1", "Khổ giấy A4, rộng 210 mm", Range(210, 210, "mm", 1), 210.0)
PAGE_HEIGHT = Provision(f"{_GENERAL} 1", "Khổ giấy A4, cao 297 mm", Range(297, 297, "mm", 1), 297.0)

#: Kiểu trình bày.
CITE_ORIENTATION = f"{_GENERAL} 2"

#: Định lề trang: distance of the text from each edge of the page, by reading orientation.
MARGINS = {
    "top": Provision(f"{_GENERAL} 3", "Lề trên 20-25 mm", Range(20, 25, "mm", _TWIP), 20.0),
    "bottom": Provision(f"{_GENERAL} 3", "Lề dưới 20-25 mm", Range(20, 25, "mm", _TWIP), 20.0),
    "left": Provision(f"{_GENERAL} 3", "Lề trái 30-35 mm", Range(30, 35, "mm", _TWIP), 30.0),
    "right": Provision(f"{_GENERAL} 3", "Lề phải 15-20 mm", Range(15, 20, "mm", _TWIP), 15.0),
}

#: Phông chữ và màu chữ.
FONT = Provision(f"{_GENERAL} 4", "Phông chữ Times New Roman", OneOf(("Times New Roman",)), "Times New Roman")
COLOUR = Provision(f"{_GENERAL} 4", "Chữ màu đen", OneOf(("000000", "auto")), "000000")
CITE_ENCODING = f"{_GENERAL} 4"
#: Ink of the urgency stamp, bright red (Mục III, khoản 2, điểm b).
STAMP_COLOUR = Provision(
    "Phụ lục I, Phần I, Mục III, khoản 2, điểm b", "Dấu khẩn màu đỏ tươi", OneOf(("FF0000",)), "FF0000"
)

#: Số trang.
PAGE_NUMBER_SIZE = Provision(f"{_GENERAL} 7", "Số trang cỡ chữ 13 đến 14, kiểu đứng", Range(13, 14, "pt"), 14.0)
PAGE_NUMBER_ALIGN = Provision(f"{_GENERAL} 7", "Số trang canh giữa trong lề trên", OneOf(("center",)), "center")
PAGE_NUMBER_FIRST = Provision(f"{_GENERAL} 7", "Số trang đánh từ số 1", OneOf((1,)), 1)
CITE_PAGE_NUMBER = f"{_GENERAL} 7"
#: Each appendix is numbered separately.
APPENDIX_PAGE_NUMBER_FIRST = Provision(f"{_APPENDIX}, điểm đ", "Số trang đánh riêng theo từng phụ lục", OneOf((1,)), 1)
#: Distance of the page number from the top edge, mm: inside the top margin whatever that is.
HEADER_DISTANCE = Provision(f"{_GENERAL} 7", "Số trang nằm trong lề trên", Range(5, 15, "mm"), 10.0, Force.PRACTICE)

#: Nội dung văn bản.
BODY_ALIGN = Provision(_BODY, "Nội dung canh đều cả hai lề", OneOf(("both",)), "both")
FIRST_LINE_INDENT = Provision(_BODY, "Chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm", OneOf((12.7, 10.0), "mm", _TWIP), 12.7)
PARAGRAPH_GAP = Provision(
    _BODY, "Khoảng cách giữa các đoạn tối thiểu 6 pt", Range(6, inf, "pt", words="từ 6 pt trở lên"), 6.0
)
LINE_SPACING = Provision(_BODY, "Khoảng cách dòng từ dòng đơn đến 1,5 dòng", Range(1.0, 1.5, "dòng", 0.01), 1.1)
CITE_BODY = _BODY

#: Height of a single-spaced line of Times New Roman, in multiples of the size: turns exact spacing (pt) into lines.
SINGLE_LINE = 1.15

#: Gap between the number and the subject of a công văn.
CONG_VAN_SUBJECT_GAP = Provision(
    "Phụ lục I, Phần I, Mục II, khoản 5, điểm b", "Trích yếu công văn cách số, ký hiệu 6 pt", Range(6, 6, "pt"), 6.0
)

#: Lengths of drawn rules, in multiples of the line of text above them.
MOTTO_RULE = Provision(
    "Phụ lục I, Phần I, Mục II, khoản 1, điểm b",
    "Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ",
    Range(1, 1, "lần dòng chữ", 0.05, "bằng độ dài của dòng chữ"),
    1.0,
)
ISSUER_RULE = Provision(
    "Phụ lục I, Phần I, Mục II, khoản 2, điểm b",
    "Đường kẻ dưới tên cơ quan dài từ 1/3 đến 1/2 dòng chữ",
    Range(1 / 3, 1 / 2, "lần dòng chữ", 0.005, "từ 1/3 đến 1/2 độ dài của dòng chữ"),
    0.42,
)
SUBJECT_RULE = Provision(
    "Phụ lục I, Phần I, Mục II, khoản 5, điểm b",
    "Đường kẻ dưới trích yếu dài từ 1/3 đến 1/2 dòng chữ",
    Range(1 / 3, 1 / 2, "lần dòng chữ", 0.005, "từ 1/3 đến 1/2 độ dài của dòng chữ"),
    0.42,
)
#: Short rule under an appendix's reference line, as its samples print it (no length in the text).
APPENDIX_RULE = Provision(
    "Phụ lục III, Mẫu 2.1",
    "Đường kẻ ngắn dưới dòng kèm theo của phụ lục",
    Range(1 / 3, 1 / 2, "lần dòng chữ"),
    0.42,
    Force.SAMPLE,
)

#: Cột trái và cột phải phần đầu văn bản, share of the text width (samples of Phụ lục III; settled practice).
HEADER_LEFT_SHARE = Provision(
    "Phụ lục I, Phần I, Mục IV", "Cơ quan ban hành bên trái, Quốc hiệu bên phải", Range(0.3, 0.5, ""), 0.4, Force.SAMPLE
)

#: Dashes of "Kính gửi" line up under its colon (khoản 9, điểm d).
CITE_ADDRESSEES = "Phụ lục I, Phần I, Mục II, khoản 9, điểm d"
CITE_RECIPIENTS = "Phụ lục I, Phần I, Mục II, khoản 9, điểm d"

#: Phụ lục.
CITE_APPENDIX_REFERENCE = f"{_APPENDIX}, điểm a"
CITE_APPENDIX_HEADING = f"{_APPENDIX}, điểm b"
CITE_APPENDIX_ATTACHED = f"{_APPENDIX}, điểm c"
CITE_APPENDIX_PAGES = f"{_APPENDIX}, điểm đ"

#: Boxes of the urgency stamps: words -> (width, height) in mm (Mục III, khoản 2, điểm b).
CITE_URGENCY = "Phụ lục I, Phần I, Mục III, khoản 2, điểm b"
URGENCY_BOXES = {
    "HỎA TỐC": (30.0, 8.0),
    "THƯỢNG KHẨN": (40.0, 8.0),
    "KHẨN": (20.0, 8.0),
}
#: Words of the circulation marks (Mục III, khoản 2, điểm c); their box has no ordered size.
CITE_CIRCULATION = "Phụ lục I, Phần I, Mục III, khoản 2, điểm c"
CIRCULATION_MARKS = ("XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ")

#: Mark that closes the content (every sample of Phụ lục III; the text does not name it).
CLOSING_MARK = Provision("Phụ lục III, Mục II", "Nội dung kết thúc bằng ./.", OneOf(("./.",)), "./.", Force.SAMPLE)

#: First day the decree is in force (Điều 37): earlier documents have other rules.
IN_FORCE_FROM = "2020-03-05"

#: Exact strings.
QUOC_HIEU = Provision(
    "Phụ lục I, Phần I, Mục II, khoản 1, điểm a",
    "Quốc hiệu ghi đúng lời văn",
    OneOf(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
)
TIEU_NGU = Provision(
    "Phụ lục I, Phần I, Mục II, khoản 1, điểm b",
    "Tiêu ngữ ghi đúng lời văn, gạch nối có cách chữ",
    OneOf(("Độc lập - Tự do - Hạnh phúc",)),
    "Độc lập - Tự do - Hạnh phúc",
)
