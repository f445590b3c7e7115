"""What every page shows around itself: the places the reader may go to, their name, text size and language."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liemchinh.web.discovery import is_offered

TEXT_SIZES = ("normal", "large", "larger")
TEXT_COOKIE = "text"
LANGUAGE_COOKIE = "language"


_SIZES = (
    (TEXT_SIZES[0], "A", _("chữ thường")),
    (TEXT_SIZES[1], "A+", _("chữ lớn")),
    (TEXT_SIZES[2], "A++", _("chữ rất lớn")),
)
_IN_ITSELF = {"vi": "Tiếng Việt", "en": "English"}


class Destination(NamedTuple):
    """A place of the main menu. One of the verbs is enough to see it; none means whoever is signed in."""

    name: str
    title: Any
    icon: str
    says: Any
    verbs: tuple[str, ...] = ()


# The first four stand at the bottom of a phone; on a desk those beyond the sixth open under one word.
AT_TOP = 6
DESTINATIONS = (
    Destination("home", _("Trang chính"), "home", _("Việc đang chờ và thay đổi mới")),
    Destination(
        "organisations:tree",
        _("Tổ chức"),
        "building-library",
        _("Cây tổ chức, hôm nay hay bất kỳ ngày nào"),
        ("organisations.see",),
    ),
    Destination(
        "members:list", _("Hội viên"), "users", _("Danh sách, tìm người, quá trình từng người"), ("members.see",)
    ),
    Destination(
        "admission:list",
        _("Kết nạp"),
        "user-plus",
        _("Người xin vào Hiệp hội: hồ sơ, biểu quyết, quyết định, dự bị"),
        ("branch.keep", "members.decide"),
    ),
    Destination(
        "transfers:list",
        _("Chuyển sinh hoạt"),
        "arrows-right-left",
        _("Ai đang đến, ai đang chuyển đi"),
        ("branch.keep",),
    ),
    Destination("figures:report", _("Số liệu"), "chart-bar", _("Theo đơn vị, mở được đến từng dòng"), ("figures.see",)),
    Destination(
        "standing:list",
        _("Tình trạng"),
        "identification",
        _("Miễn sinh hoạt, đình chỉ, ra khỏi Hiệp hội, xóa tên, kết nạp lại"),
        ("branch.keep", "members.decide"),
    ),
    Destination(
        "casework:work",
        _("Việc được giao"),
        "briefcase",
        _("Kiểm tra, kỷ luật, đơn thư, khiếu nại: các bước đang chờ trong vụ việc mở cho mình"),
        ("inspection.keep", "discipline.keep", "letters.keep", "appeals.keep"),
    ),
    Destination(
        "commission:week",
        _("Năm công tác"),
        "calendar-days",
        _("Việc đến hạn trong tuần, trong quý, cuối năm; tiếp nhận việc của tổ chức đã giải thể"),
        ("inspection.keep", "discipline.keep", "letters.keep", "appeals.keep"),
    ),
    Destination(
        "imports:start", _("Nhập tệp"), "arrow-up-tray", _("Đưa danh sách Excel, CSV đang có vào sổ"), ("imports.run",)
    ),
    Destination(
        "screening:list",
        _("Rà soát"),
        "lifebuoy",
        _("Rà soát, giúp đỡ hội viên: từng việc đang mở"),
        ("screening.keep",),
    ),
    Destination(
        "inspections:list",
        _("Kiểm tra"),
        "clipboard-document-check",
        _("Chương trình kiểm tra, giám sát; tổ chức chưa được kiểm tra"),
        ("inspection.keep",),
    ),
    Destination(
        "discipline:cases",
        _("Kỷ luật"),
        "briefcase",
        _("Việc kỷ luật được mở cho mình, và lập hồ sơ mới"),
        ("discipline.keep",),
    ),
    Destination(
        "appeals:cases",
        _("Khiếu nại"),
        "hand-raised",
        _("Khiếu nại kỷ luật được mở cho mình, và nhận đơn giấy"),
        ("appeals.keep",),
    ),
    Destination(
        "rulebook:list",
        _("Quy định"),
        "scale",
        _("Giá trị cơ quan phải xác nhận, và vì sao còn chưa rõ"),
        ("rulebook.keep",),
    ),
    Destination(
        "journal:entries",
        _("Nhật ký"),
        "book-open",
        _("Mọi việc đã ghi: ai, khi nào, ở đâu"),
        ("journal.see", "journal.audit"),
    ),
    Destination(
        "access:accounts",
        _("Tài khoản"),
        "key",
        _("Người dùng và vai trò được giao"),
        ("accounts.manage", "roles.grant"),
    ),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A destination this reader may open."""

    title: Any
    url: str
    icon: str
    says: Any
    current: bool


def layout(request: HttpRequest) -> dict[str, Any]:
    """`layout` for the templates. Asks the database nothing beyond what the actor already knows, so that error pages can use it."""
    actor = getattr(request, "actor", None)
    own_account = address("access:me")
    size, language = text_size(request), (get_language() or "vi")[:2]
    signed_in = getattr(actor, "account_id", None) is not None
    open_to = places(request, actor) if signed_in else []
    # One alone is no shorter under another word.
    at_top = AT_TOP if len(open_to) > AT_TOP + 1 else len(open_to)
    return {
        "layout": {
            "places": open_to,
            "at_top": at_top,
            "beyond": open_to[at_top:],
            "home": address("home") or "/",
            "me": own_account if signed_in else "",
            "at_me": _is_at(request, own_account),
            "leave": address("sign-out") if signed_in else "",
            "worker": address("kept-worker") if signed_in else "",
            "account": str(getattr(actor, "account_id", "")) if signed_in else "",
            "name": getattr(actor, "name", ""),
            "text_size": size,
            "text_sizes": [(value, sign, words, value == size) for value, sign, words in _SIZES],
            "language": language,
            "languages": [(code, _IN_ITSELF[code], code == language) for code, _name in settings.LANGUAGES],
            "here": request.get_full_path() if request.method == "GET" else "/",
        }
    }


def places(request: HttpRequest, actor: Any) -> list[Place]:
    """The destinations that this installation and its charter have and that the actor may open, in the order of the menu."""
    match = request.resolver_match
    # One's own account is reached by one's name, not by the menu, though its pages lie in the room of accounts.
    here = match.view_name if match and not _is_at(request, address("access:me")) else ""
    room = here.partition(":")[0]
    found = []
    for name, title, icon, says, verbs in DESTINATIONS:
        url = address(name) if is_offered(apps.app_configs.get(name.partition(":")[0])) else ""
        if url and (not verbs or any(actor.may(verb) for verb in verbs)):
            found.append(
                Place(str(title), url, icon, says, bool(here) and (name == here or name.partition(":")[0] == room))
            )
    return found


def text_size(request: HttpRequest) -> str:
    """ "normal", "large" or "larger": chosen in this browser, else the account's."""
    for wish in (request.COOKIES.get(TEXT_COOKIE, ""), getattr(getattr(request, "user", None), "text_size", "")):
        if wish in TEXT_SIZES:
            return wish
    return TEXT_SIZES[0]


def address(name: str) -> str:
    """The address of a named page without parameters, "" where this installation has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_at(request: HttpRequest, url: str) -> bool:
    return bool(url) and request.path.startswith(url)
