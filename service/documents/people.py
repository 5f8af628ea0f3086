"""Who issues, signs and receives a document: cơ quan ban hành, người ký, nơi nhận."""

from pydantic import Field, StrictBool, StrictInt

from service.documents.record import Record
from service.documents.text import Line, Name, Sign
from service.nd30.signing import Authority


class Agency(Record, title="Cơ quan ban hành"):
    """The body that issues the document (cơ quan, tổ chức ban hành; Phụ lục I, Phần I, Mục II, khoản 2)."""

    name: Name = Field(
        title="Tên cơ quan ban hành",
        description="Tên chính thức, đầy đủ, không viết tắt. Ví dụ: Ủy ban nhân dân xã An Bình.",
        examples=["Ủy ban nhân dân xã An Bình"],
    )
    sign: Sign = Field(
        title="Chữ viết tắt tên cơ quan",
        description="Dùng trong ký hiệu văn bản. Ví dụ: UBND.",
        pattern=r"^\S+$",
        examples=["UBND"],
    )
    place: Line = Field(
        title="Địa danh",
        description="Tên gọi chính thức của đơn vị hành chính nơi cơ quan đóng trụ sở. Ví dụ: An Bình.",
        examples=["An Bình"],
    )
    head_post: Line | None = Field(
        None,
        title="Chức vụ người đứng đầu",
        description="Dùng cho dòng thẩm quyền ban hành khi người đứng đầu quyết định với danh nghĩa của mình. Ví dụ: Chủ tịch.",
    )
    name_lines: tuple[Line, ...] | None = Field(
        None,
        title="Cách ngắt dòng tên cơ quan",
        description="Từng dòng của tên cơ quan ở đầu văn bản, khi không muốn để máy tự ngắt.",
        min_length=1,
        max_length=5,
    )


class ParentAgency(Record, title="Cơ quan chủ quản trực tiếp"):
    """The body directly above the issuer (cơ quan chủ quản trực tiếp), printed over it where there is one."""

    name: Line = Field(
        title="Tên cơ quan chủ quản",
        description="Được viết tắt cụm từ thông dụng. Ví dụ: UBND tỉnh Lào Cai.",
        examples=["UBND tỉnh Lào Cai"],
    )


class AuthorityLine(Record, title="Quyền hạn"):
    """One line of authority over the signer's post (quyền hạn; khoản 7, điểm b)."""

    form: Authority = Field(
        title="Hình thức", description="TM (thay mặt), Q (quyền), KT (ký thay), TL (thừa lệnh), TUQ (thừa ủy quyền)."
    )
    of: Line | None = Field(
        None,
        title="Tên tập thể hoặc chức vụ người đứng đầu",
        description="Viết sau chữ viết tắt quyền hạn: tên tập thể sau TM., chức vụ người đứng đầu sau KT., TL., TUQ.; để trống khi là Q.",
    )


class Signer(Record, title="Người ký"):
    """Who signs, in what capacity (người ký; Phụ lục I, Phần I, Mục II, khoản 7)."""

    authority: tuple[AuthorityLine, ...] = Field(
        (), title="Quyền hạn ký", description="Các dòng quyền hạn, từ trên xuống; để trống khi người đứng đầu tự ký."
    )
    post: Line = Field(
        title="Chức vụ người ký", description="Chức vụ lãnh đạo chính thức, không viết tắt. Ví dụ: Phó Chủ tịch."
    )
    name: Name = Field(
        title="Họ và tên người ký",
        description="Họ, tên đệm và tên, chữ thường; không ghi học hàm, học vị. Ví dụ: Nguyễn Văn An.",
    )
    other_post: Line | None = Field(
        None,
        title="Chức vụ khác",
        description="Chức vụ và tên cơ quan của người ký, in phía trên họ tên khi văn bản do hội đồng, ban chỉ đạo ban hành.",
    )
    seal: StrictBool = Field(True, title="Đóng dấu", description="Văn bản có đóng dấu hoặc ký số của cơ quan.")


class Recipient(Record, title="Nơi nhận"):
    """One line of the recipient list (nơi nhận; khoản 9)."""

    name: Line = Field(
        title="Nơi nhận", description="Một cơ quan hoặc một nhóm; không ghi gạch đầu dòng và dấu cuối dòng."
    )
    purpose: Line | None = Field(
        None, title="Để làm gì", description="Ghi chú trong ngoặc đơn, không ghi dấu ngoặc. Ví dụ: để báo cáo."
    )


class Archive(Record, title="Lưu"):
    """The last line of the recipient list (dòng Lưu)."""

    registry: Sign = Field("VT", title="Nơi lưu", description="Chữ viết tắt của văn thư cơ quan, thường là VT.")
    unit: Name | None = Field(
        None, title="Đơn vị soạn thảo", description="Chữ viết tắt tên đơn vị (bộ phận) soạn thảo. Ví dụ: VHXH."
    )
    copies: StrictInt | None = Field(None, title="Số bản lưu", description="Số lượng bản lưu, nếu ghi.", ge=1, le=999)


class DrafterMark(Record, title="Ký hiệu người soạn thảo"):
    """Sign of the drafter and number of copies issued (Phụ lục I, Phần I, Mục III, khoản 3)."""

    sign: Line = Field(title="Ký hiệu", description="Chữ viết tắt của người soạn thảo, in hoa. Ví dụ: PL.")
    copies: StrictInt | None = Field(
        None, title="Số bản phát hành", description="Số lượng bản phát hành.", ge=1, le=100_000
    )


class Contact(Record, title="Địa chỉ liên hệ"):
    """Address block at the foot of page 1 (Phụ lục I, Phần I, Mục III, khoản 4)."""

    address: Line | None = Field(None, title="Địa chỉ", description="Địa chỉ trụ sở cơ quan.")
    phone: Line | None = Field(None, title="Điện thoại", description="Số điện thoại của cơ quan.")
    fax: Line | None = Field(None, title="Fax", description="Số fax của cơ quan.")
    email: Line | None = Field(None, title="Thư điện tử", description="Địa chỉ thư điện tử của cơ quan.")
    website: Line | None = Field(None, title="Trang thông tin điện tử", description="Địa chỉ trang thông tin điện tử.")
