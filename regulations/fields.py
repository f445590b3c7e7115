"""The closed list of fields a document can hold. Each is filled from records: numbers, days, names of organisations, items of lists.

There is no field for a text about a person, for a reason of leaving or deferral, for who denounced, for what somebody said. A new field
is a reviewed change of the product.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from regulations.words import own


@dataclass(frozen=True, slots=True)
class Field:
    """What a field is, for the person who changes a wording, and an example of it for previews."""

    title: str
    example: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", own(self.title))
        object.__setattr__(self, "example", own(self.example))


FIELDS: Mapping[str, Field] = {
    # The document itself
    "so": Field("số, ký hiệu của văn bản này", "05-QĐ/BKSLH"),
    "ngay": Field("ngày của văn bản này", "ngày 03 tháng 4 năm 2026"),
    "dia_danh": Field("địa danh", "Trà Mây"),
    "co_quan": Field("cơ quan ban hành", "Ban kiểm soát"),
    "co_quan_tren": Field("cơ quan cấp trên trực tiếp", "Ban liên hội xã Trà Mây"),
    "nhiem_ky": Field("nhiệm kỳ, theo số thứ tự", "27"),
    # Whom and what it concerns
    "ho_ten": Field("họ và tên hội viên", "Trần Văn Bình"),
    "ngay_sinh": Field("ngày sinh", "03/4/1971"),
    "ngay_vao_dang": Field("ngày vào Hiệp hội", "19/5/2016"),
    "chuc_vu": Field("chức vụ trong Hiệp hội đang giữ", "ủy viên điều hành"),
    "chi_bo": Field("chi hội đang sinh hoạt", "Chi hội ấp Gò Cát"),
    "to_chuc": Field("tổ chức hiệp hội là đối tượng", "Chi hội ấp Rạch Dừa"),
    "doi_tuong": Field("danh sách đối tượng", "Chi hội ấp Gò Cát; Chi hội ấp Rạch Dừa"),
    "noi_dung": Field("nội dung, theo danh mục", "Thu, chi ngân sách sai quy định"),
    "moc_thoi_gian": Field("quãng thời gian được xem xét", "từ 01/01/2024 đến 31/12/2025"),
    "thoi_gian_lam_viec": Field("thời gian làm việc của đoàn", "từ 06/4/2026 đến 20/4/2026"),
    "truong_doan": Field("trưởng đoàn", "Vũ Đăng Khoa"),
    "thanh_vien": Field("các thành viên của đoàn", "Nguyễn Thị An; Phan Hoài Nam"),
    "nam": Field("năm của chương trình", "2026"),
    # What it stands on
    "van_ban_can_cu": Field("số, ký hiệu văn bản làm căn cứ", "12-TTr/CB"),
    "ngay_can_cu": Field("ngày của văn bản làm căn cứ", "ngày 20 tháng 3 năm 2026"),
    "co_quan_can_cu": Field("nơi ban hành văn bản làm căn cứ", "Chi hội ấp Gò Cát"),
    "dieu_khoan": Field("điều, khoản áp dụng", "Điều 25, Quy định 69-QĐ/TW"),
    "ngay_hop": Field("ngày họp", "ngày 28 tháng 3 năm 2026"),
    # Votes
    "phieu_tong": Field("tổng số người làm mẫu số", "15"),
    "phieu_phat": Field("số phiếu phát ra", "14"),
    "phieu_thu": Field("số phiếu thu về", "14"),
    "phieu_hop_le": Field("số phiếu hợp lệ", "14"),
    "phieu_dong_y": Field("số phiếu đồng ý", "12"),
    "phieu_khong_thu": Field("số phiếu không thu về", "0"),
    "phieu_khong_hop_le": Field("số phiếu không hợp lệ, theo lý do", "1 (Phiếu trắng: 1)"),
    "ngay_kiem_phieu": Field("ngày kiểm phiếu", "ngày 28 tháng 3 năm 2026"),
    "lan_kiem_phieu": Field("lần kiểm phiếu; lần sau thì vì sao", "lần thứ nhất"),
    "to_kiem_phieu": Field("những người kiểm phiếu", "Nguyễn Thị An; Phan Hoài Nam"),
    "cach_bo_phieu": Field("cách bỏ phiếu", "Hòm phiếu giấy và điện thoại, một lần kiểm phiếu"),
    "ket_qua_kiem_phieu": Field(
        "kết quả kiểm phiếu, mỗi dòng một đoạn", "- Trần Văn Bình: Đồng ý: 12; Không đồng ý: 1; Để trống: 0."
    ),
    "dau_danh_sach": Field("dấu của danh sách người bỏ phiếu đã khóa", "9f86d081884c7d65"),
    # Outcome
    "hinh_thuc": Field("hình thức kỷ luật", "quở trách"),
    "ket_qua": Field("kết quả, theo danh sách", "giữ nguyên hình thức kỷ luật"),
    "ket_luan": Field("kết luận theo từng nội dung", "Nội dung 1: có vi phạm; nội dung 2: không có vi phạm"),
    "ngay_hieu_luc": Field("ngày có hiệu lực", "ngày 03 tháng 4 năm 2026"),
    "ngay_het_hieu_luc": Field("ngày hết hiệu lực", "ngày 03 tháng 4 năm 2027"),
    "han": Field("hạn, ngày cuối", "ngày 20 tháng 5 năm 2026"),
    # Delivery and appeal
    "quyet_dinh": Field("số, ký hiệu quyết định được nói tới", "03-QĐ/BKSLH"),
    "ngay_quyet_dinh": Field("ngày của quyết định được nói tới", "ngày 02 tháng 3 năm 2026"),
    "ngay_giao": Field("ngày giao, công bố", "ngày 06 tháng 4 năm 2026"),
    "ngay_nhan_don": Field("ngày nhận đơn", "ngày 08 tháng 4 năm 2026"),
    "noi_giai_quyet": Field("tổ chức có thẩm quyền giải quyết", "Ban kiểm soát Ban tỉnh hội"),
    "noi_nhan_don": Field("nơi nhận đơn khiếu nại kế tiếp", "Ban kiểm soát Ban tỉnh hội"),
}
EXAMPLES: Mapping[str, str] = {name: field.example for name, field in FIELDS.items()}
