"""How figures are written on a screen and in a file. Pure."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.figures.asking import Number
from liemchinh.figures.declarations import Indicator, indicator
from liemchinh.figures.queries import Figure
from liemchinh.figures.statistical.filling import Hidden, Value
from liemchinh.returns.words import UNITS as RETURNED
from liemchinh.web.numbers import NOTHING, show_number, show_percent, show_signed

NOT_SHOWN = gettext_lazy("không hiện")
UNITS: Mapping[str, str | Promise] = {
    **RETURNED,
    "people": gettext_lazy("người"),
    "times": gettext_lazy("lượt"),
    "organisations": gettext_lazy("tổ chức"),
    "percent": "%",
    "years": gettext_lazy("tuổi"),
    "inhabitants": gettext_lazy("người dân"),
}
KINDS: Mapping[str, str | Promise] = {
    "stock": gettext_lazy("Có đến cuối kỳ"),
    "flow": gettext_lazy("Trong kỳ"),
    "share": gettext_lazy("Tỷ lệ"),
    "mean": gettext_lazy("Bình quân"),
    "reported": gettext_lazy("Nhập từ báo cáo"),
}
SUBJECTS: Mapping[str, str | Promise] = {
    "members": gettext_lazy("Hội viên"),
    "age": gettext_lazy("Tuổi đời"),
    "party_age": gettext_lazy("Tuổi Hiệp hội và thời gian vào Hiệp hội"),
    "schooling": gettext_lazy("Trình độ"),
    "occupation": gettext_lazy("Nghề nghiệp"),
    "admission": gettext_lazy("Kết nạp, công nhận chính thức"),
    "transfers": gettext_lazy("Chuyển sinh hoạt"),
    "changes": gettext_lazy("Thay đổi trong kỳ"),
    "awards": gettext_lazy("Kỷ niệm chương Hiệp hội"),
    "leaving": gettext_lazy("Ra khỏi danh sách"),
    "inspection": gettext_lazy("Kiểm tra, giám sát"),
    "discipline": gettext_lazy("Thi hành kỷ luật"),
    "tasks": gettext_lazy("Nhiệm vụ, kế hoạch"),
    "models": gettext_lazy("Mô hình chi hội"),
    "study": gettext_lazy("Học tập, nói chuyện"),
    "surveys": gettext_lazy("Khảo sát bằng phiếu kín"),
    "declared": gettext_lazy("Kê khai tài sản, thu nhập"),
    "citizens": gettext_lazy("Người dân đánh giá"),
    "organisations": gettext_lazy("Tổ chức"),
    "shares": gettext_lazy("Tỷ lệ"),
    "reported": gettext_lazy("Số liệu được báo cáo"),
}


def show_value(value: Number | None, unit: str) -> str:
    """46.214, 57,93%, 48,20; nothing is a dash."""
    if value is None:
        return NOTHING
    if unit == "percent":
        return show_percent(value)
    return show_number(value, 2) if isinstance(value, Decimal) else show_number(value)


def show_figure(figure: Figure) -> str:
    """The value, or that it is not shown."""
    return str(NOT_SHOWN) if figure.hidden else show_value(figure.value, figure.unit)


def show_before(figure: Figure) -> str:
    """The value of the same period before."""
    return str(NOT_SHOWN) if figure.hidden else show_value(figure.before, figure.unit)


def show_difference(figure: Figure) -> str:
    """+1.204 or −56; of percentages, in points."""
    told = figure.difference
    if told is None:
        return NOTHING
    return show_signed(told, 2) if isinstance(told, Decimal) else show_signed(told)


def show_percentage(figure: Figure) -> str:
    """This period as a percentage of the one before. Of percentages and means nobody asks that."""
    return (
        NOTHING if figure.percentage is None or figure.unit in {"percent", "years"} else show_percent(figure.percentage)
    )


def show_cell(value: Value) -> str:
    """A cell of a form that is no percentage."""
    if isinstance(value, Hidden):
        return str(NOT_SHOWN)
    return NOTHING if value is None else show_number(value)


def grouped(chosen: Iterable[Indicator]) -> dict[str, list[Indicator]]:
    """Indicators by subject, in the order of SUBJECTS and within it of declaration; what nobody named stands last, under its own word."""
    found: dict[str, list[Indicator]] = {}
    for one in chosen:
        found.setdefault(one.subject, []).append(one)
    order = [*(key for key in SUBJECTS if key in found), *(key for key in found if key not in SUBJECTS)]
    return {str(SUBJECTS.get(key, key)): found[key] for key in order}


def what_it_counts(one: Indicator) -> str:
    """A sentence made from the declaration."""
    if one.of == "returns":
        return _("Cộng các bản số liệu đã duyệt, của những kỳ nằm trọn trong kỳ này, theo cây tổ chức.")
    if one.kind == "reported":
        return _("Số mới nhất được báo cáo đến ngày cuối kỳ; phần mềm không tự đếm.")
    if one.over:
        part, whole = (indicator(key) for key in one.over)
        if one.kind == "mean":
            return _("Cộng số năm tuổi đủ rồi chia cho số người có ngày sinh đầy đủ; không cộng dồn.")
        return _("“%(part)s” chia cho “%(whole)s”; không cộng dồn.") % {"part": part.label, "whole": whole.label}
    told = [str(_WHAT[one.kind, one.of, one.distinct])]
    told += [str(CONDITIONS[test.column]) for test in one.where if test.column in CONDITIONS]
    return f"{'; '.join(dict.fromkeys(told))}."


_WHAT: Mapping[tuple[str, str, bool], str | Promise] = {
    ("stock", "members", False): gettext_lazy(
        "Người có trong danh sách vào cuối ngày cuối kỳ, mỗi người ở một chi hội"
    ),
    ("stock", "organisations", False): gettext_lazy(
        "Tổ chức đang hoạt động vào cuối ngày cuối kỳ, kể cả tổ chức được hỏi"
    ),
    ("flow", "members", False): gettext_lazy("Mỗi việc đã ghi có hiệu lực trong kỳ đếm một lần"),
    ("flow", "members", True): gettext_lazy("Mỗi người có việc ấy trong kỳ đếm một lần"),
    ("flow", "tasks", False): gettext_lazy(
        "Nhiệm vụ đã giao tính cho nơi giao, theo ngày giao; việc làm xong hay chưa tính cho từng nơi nhận, theo ngày đến hạn"
    ),
    ("flow", "models", False): gettext_lazy(
        "Tính cho chi hội: đăng ký theo ngày nghị quyết; quyết định đang có hiệu lực, chưa bị thu hồi, theo ngày quyết định"
    ),
    ("flow", "study", False): gettext_lazy(
        "Buổi tính cho nơi tổ chức; người tính cho nơi được điểm danh hoặc đếm theo biên bản, mỗi người một lần kể cả học bù"
    ),
    ("flow", "declared", False): gettext_lazy(
        "Mỗi bản kê khai tính một lần theo ngày hạn nộp, chưa rõ hạn thì theo ngày có nghĩa vụ; xác minh theo ngày kết luận"
    ),
    ("flow", "citizens", False): gettext_lazy(
        "Mỗi hồ sơ đã trả kết quả tính một lần cho cơ quan, theo ngày cuối của kỳ đếm; ý kiến không có mã phiếu để riêng"
    ),
    ("flow", "surveys", False): gettext_lazy(
        "Tính cho chi hội, theo ngày cuối kỳ của đợt, khi chi hội đã báo cáo; chỉ ai tổ chức khảo sát mới thấy"
    ),
    ("flow", "cases", False): gettext_lazy(
        "Mỗi đối tượng của mỗi cuộc trong kỳ đếm một lần, tính cho tổ chức tiến hành"
    ),
    ("flow", "cases", True): gettext_lazy(
        "Mỗi đối tượng trong kỳ đếm một lần dù có mấy cuộc, tính cho tổ chức tiến hành"
    ),
}
CONDITIONS: Mapping[str, str | Promise] = {
    "official": gettext_lazy("theo ngày công nhận chính thức"),
    "exempt": gettext_lazy("theo quyết định miễn công tác, sinh hoạt"),
    "suspended": gettext_lazy("theo quyết định đình chỉ sinh hoạt"),
    "gender": gettext_lazy("theo giới tính đã ghi"),
    "ethnicity": gettext_lazy("theo dân tộc đã ghi; chỉ để thống kê"),
    "education": gettext_lazy("theo trình độ học vấn đã ghi"),
    "profession_level": gettext_lazy("theo trình độ chuyên môn đã ghi"),
    "theory_level": gettext_lazy("theo trình độ lý luận đã ghi"),
    "occupation": gettext_lazy("theo nghề nghiệp đã ghi"),
    "category": gettext_lazy("theo loại tổ chức của ngày ấy"),
    "unit_type": gettext_lazy("theo loại hình cơ sở của ngày ấy"),
    "age": gettext_lazy("theo tuổi đủ tính đến ngày đếm; ngày sinh chưa đủ để biết nhóm tuổi thì đếm riêng"),
    "party_age": gettext_lazy("theo số năm đủ từ ngày kết nạp lần đầu"),
    "admitted": gettext_lazy("theo ngày kết nạp lần đầu"),
    "depth": gettext_lazy("ngay dưới tổ chức được hỏi"),
    "official_members": gettext_lazy("theo số hội viên chính thức của tổ chức ấy"),
    "members": gettext_lazy("theo số hội viên của tổ chức ấy"),
    "admissions": gettext_lazy("theo việc kết nạp trong kỳ của tổ chức ấy"),
    "counterpart": gettext_lazy("theo nơi đi, nơi đến ở đầu bên kia"),
    "organ": gettext_lazy("theo cơ quan tiến hành"),
    "sort": gettext_lazy("theo hình thức của cuộc"),
    "result": gettext_lazy("theo kết luận về từng đối tượng"),
    "discipline": gettext_lazy("theo kết luận về từng đối tượng"),
    "seated": gettext_lazy("giữ một chức vụ trong ban điều hành vào ngày của bước ấy"),
    "heads": gettext_lazy("là hội trưởng vào ngày của bước ấy"),
    "content": gettext_lazy("theo nội dung của cuộc trong danh mục"),
    "form": gettext_lazy("theo hình thức trong quyết định; quyết định đã bị hủy thì không đếm"),
    "arises": gettext_lazy("theo cuộc kiểm tra mà việc kỷ luật bắt nguồn từ đó"),
    "managed": gettext_lazy("theo cấp quản lý cán bộ đã ghi trong việc"),
    "pending": gettext_lazy("chưa có quyết định hay thông báo vào cuối kỳ"),
    "sanctioned": gettext_lazy("theo việc sau đó có quyết định kỷ luật vì mức xếp loại ấy hay không"),
}
