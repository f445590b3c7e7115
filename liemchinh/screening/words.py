"""Closed lists of this room: grounds, duties, steps of help, outcomes; each from the catalogue, the charter or this file."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import Words
from liemchinh.rulebook.current import charter
from liemchinh.rulebook.rows import shipped
from regulations.catalogue import catalogue

# Only twelve months of help can show this one: it is the ground of the decision, not of the naming.
AFTER_HELP = "duty.no_progress_after_help"
LISTED, NOT_LISTED, RECOGNISED, NOT_RECOGNISED = "listed", "not_listed", "recognised", "not_recognised"
STRUCK_OFF, LEFT, STOPPED = "struck_off", "left", "stopped"
OUTCOMES: Mapping[str, Words] = {
    LISTED: _("đủ tỷ lệ, đưa vào danh sách giúp đỡ"),
    NOT_LISTED: _("chưa đủ tỷ lệ, không đưa vào danh sách"),
    RECOGNISED: _("công nhận tiến bộ"),
    NOT_RECOGNISED: _("chưa đủ tỷ lệ công nhận tiến bộ"),
    STRUCK_OFF: _("xóa tên"),
    LEFT: _("cho ra khỏi Hiệp hội"),
    STOPPED: _("không làm tiếp"),
}
# What to know before a step.
SAYS: Mapping[str, Words] = {
    "told": _("Từ khi ghi, người này đọc được căn cứ, từng bước và ai đã mở việc này trong “Hồ sơ của tôi”."),
    "review_vote": _("Chưa đủ tỷ lệ thì việc kết thúc và không mở lại được: hãy xem kỹ các số trước khi ghi."),
    "help": _("Thời gian giúp đỡ tính từ ngày này."),
    "progress_vote": _(
        "Đủ tỷ lệ thì việc kết thúc, không còn ở màn hình nào và không mở lại được: hãy xem kỹ các số trước khi ghi."
    ),
    "decided": _("Công nhận tiến bộ thì việc kết thúc, không còn ở màn hình nào và không mở lại được."),
    "stopped": _("Việc kết thúc, không còn ở màn hình nào và không mở lại được. Không hỏi lý do."),
}
DECISIONS = (RECOGNISED, STRUCK_OFF, LEFT)


def grounds_on(day: date) -> dict[str, str]:
    """The grounds on which somebody can be named on a day, code → words: what the rules of that day name, in terms of the catalogue."""
    book = charter().rulebook
    found: dict[str, str] = {}
    for name in ("screening.criteria", "strike_off.grounds"):
        codes = book.parameter(name, on=day).value
        if isinstance(codes, tuple):
            found |= {code: catalogue()[code].text for code in codes if code != AFTER_HELP}
    return found


def duties() -> dict[str, str]:
    """The duties of membership, as the catalogue words them when they are not done."""
    return {code: item.text for code, item in catalogue().items() if item.group == "duty" and code != AFTER_HELP}


def help_steps() -> dict[str, str]:
    """The steps of help that can be agreed: the charter's list."""
    return {item.code: item.label for item in shipped().lists["help_steps"].items}


def words_of_ground(code: str) -> str:
    """The catalogue's words."""
    return catalogue()[code].text


def words_of_outcome(code: str) -> str:
    """How a vote or a decision is told."""
    return str(OUTCOMES.get(code, code))
