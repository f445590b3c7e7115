"""Everything a role can allow: a closed list. A new verb is a reviewed change of the product, never data."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: Mapping[str, str | Promise] = {
    "organisations.see": _("Xem cây tổ chức"),
    "organisations.edit": _("Sửa tổ chức"),
    "organisations.reorganise": _("Sắp xếp, sáp nhập, giải thể tổ chức"),
    "members.see": _("Xem danh sách và hồ sơ hội viên"),
    "members.edit": _("Ghi vào danh sách hội viên"),
    "members.decide": _("Ghi quyết định của ban điều hành về hội viên"),
    "branch.keep": _(
        "Ghi việc hằng tháng của chi hội: sinh hoạt, hội phí, chuyển đến, chuyển đi, người xin vào Hiệp hội"
    ),
    "branch.vote": _("Ghi kết quả bỏ phiếu của chi hội"),
    "ballots.keep": _(
        "Tổ chức bỏ phiếu kín: khóa danh sách, in phiếu, mở, đóng, kiểm phiếu; không mở được phiếu của ai"
    ),
    "surveys.lead": _("Tổ chức khảo sát bằng phiếu kín: nghị quyết, đợt, số liệu; không thấy tên ai"),
    "surveys.keep": _("Làm khảo sát của chi hội: hòm phiếu, gặp người có mục đủ ngưỡng, báo cáo trước chi hội"),
    "screening.keep": _("Làm công tác rà soát, sàng lọc hội viên"),
    "inspection.keep": _("Làm công tác kiểm tra, giám sát: chương trình, và những vụ việc được giao"),
    "discipline.keep": _("Làm công tác kỷ luật: mở và ghi những vụ việc được giao"),
    "declarations.keep": _("Lập danh sách kê khai tài sản, thu nhập; đánh dấu đã nộp; ghi việc công khai"),
    "letters.keep": _("Giữ sổ đơn thư, giải quyết tố cáo: mở và ghi những vụ việc được giao"),
    "reports.read": _("Mở tin báo của người dân đã niêm phong cho mình"),
    "letters.identity": _("Giữ riêng tên người viết đơn; mở theo văn bản yêu cầu"),
    "appeals.keep": _("Giải quyết khiếu nại kỷ luật: mở và ghi những vụ việc được giao"),
    "members.see_one_with_reason": _("Mở hồ sơ từng hội viên cấp dưới, có nêu lý do"),
    "papers.keep": _("Giữ sổ văn bản: ký hiệu, số, mẫu văn bản"),
    "directives.keep": _("Ghi văn bản chỉ đạo, kế hoạch; giao nhiệm vụ, tiếp nhận, báo cáo"),
    "citizens.keep": _("Giữ trang cho người dân của cơ quan: mở trang, in phiếu kết quả, ghi số đếm, công bố"),
    "papers.declare": _("Khai báo máy này được giữ gì của vụ việc"),
    "imports.run": _("Nhập danh sách từ tệp"),
    "national.keep": _("Lấy và đối chiếu danh sách để nhập vào cơ sở dữ liệu hội viên quốc gia"),
    "rulebook.keep": _("Nêu và xác nhận giá trị của quy định mà phần mềm chưa rõ (hai người)"),
    "figures.see": _("Xem số liệu"),
    "figures.open_sensitive": _("Mở số liệu kỷ luật, sàng lọc tới từng người"),
    "figures.export": _("Xuất số liệu ra tệp"),
    "api.keep": _("Cấp và thu hồi khóa cho phần mềm khác đọc dữ liệu"),
    "reports.sign": _("Duyệt báo cáo của cấp dưới, ký báo cáo của mình"),
    "journal.see": _("Xem nhật ký của tổ chức"),
    "journal.audit": _("Kiểm tra sổ nhật ký: loại, thời điểm, mã băm"),
    "roles.grant": _("Cấp và thu vai trò"),
    "roles.grant_case": _("Cấp và thu vai trò làm việc với vụ việc (hai người)"),
    "accounts.manage": _("Lập, khóa, mở tài khoản"),
    "accounts.recover": _("Khôi phục đăng nhập cho người trong tổ chức (hai người)"),
    "installation.see": _("Xem tình trạng máy chủ và việc chạy nền"),
    "me.see": _("Xem hồ sơ của chính mình"),
    "me.act": _("Tự làm việc của mình: xin sửa thông tin, chọn người ghi thay"),
}

# Opens cases that nobody sees without a grant, or says who wrote a letter: held only by roles that two officers grant (guards 16).
OPENS_CASES = frozenset(
    {"inspection.keep", "discipline.keep", "letters.keep", "letters.identity", "reports.read", "appeals.keep"}
)

# Held for the installation as a whole: asked without an organisation.
INSTALLATION = frozenset({"accounts.manage", "installation.see", "journal.audit"})

# What only a person signed in as themselves does: refused to the console and to an administrator on behalf of someone.
# Votes, approvals, decisions and openings are added here by the issues that bring them.
IN_PERSON = frozenset(
    {
        "roles.grant",
        "roles.grant_case",
        "accounts.recover",
        "members.see_one_with_reason",
        "members.decide",
        "branch.vote",
        "ballots.keep",
        "surveys.keep",
        "screening.keep",
        "papers.declare",
        "inspection.keep",
        "discipline.keep",
        "letters.keep",
        "letters.identity",
        "reports.read",
        "appeals.keep",
        "rulebook.keep",
        "api.keep",
        "reports.sign",
        "me.see",
        "me.act",
    }
)

# The machine's own console works on the register; it reads no book but through `journal verify`, and grants nothing.
CONSOLE = frozenset(VERBS) - IN_PERSON

# Refused in a session that was not opened with a second factor, whatever the role says.
WITH_SECOND_FACTOR = frozenset(
    {"roles.grant_case", "accounts.recover", "rulebook.keep", "letters.identity", "reports.read", "api.keep"}
)

# Nothing about other people: whoever administers the installation may hold these too, as a member of a branch does.
NO_CONTENT = frozenset({"me.see", "me.act", "organisations.see"})
