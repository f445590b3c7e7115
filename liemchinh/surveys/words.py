"""Closed lists of this room, with their words. No "other", no free text (guards 2)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CANCELLATION, Words
from liemchinh.rulebook.rows import shipped
from regulations.catalogue import catalogue

# Who calls rounds and sees how far they are; who runs one in a branch and reads the names of those to talk with.
LEAD, KEEP = "surveys.lead", "surveys.keep"
USE = "survey"

HEARD: Mapping[str, Words] = {
    "heard": _("Đã nghe giải trình"),
    "in_writing": _("Giải trình bằng văn bản"),
    "not_heard": _("Được mời, không giải trình"),
}
NO_SIGNS, PUT_RIGHT, TO_CORRECT = "no_signs", "put_right", "to_correct"
CONCLUSIONS: Mapping[str, Words] = {
    NO_SIGNS: _("Không có biểu hiện"),
    PUT_RIGHT: _("Có biểu hiện, đã tự khắc phục"),
    TO_CORRECT: _("Có biểu hiện, cần sửa chữa"),
}
WITH_SIGNS = (PUT_RIGHT, TO_CORRECT)

# Why a resolution, a round or a talk that was recorded does not stand.
MISTAKES: Mapping[str, Words] = {code: CANCELLATION[code] for code in ("wrong_day", "wrong_place", "twice")}
ENDINGS: Mapping[str, Words] = {"resolution": _("Tổ chức có nghị quyết thôi khảo sát"), **MISTAKES}
CONTEST = "contest"
CORRECTIONS: Mapping[str, Words] = {
    CONTEST: _("Xem lại theo ý kiến của hội viên"),
    **{code: CANCELLATION[code] for code in ("wrong_person", "wrong_day", "wrong_kind")},
}


def item_words(code: str) -> str:
    """An item as the catalogue words it; the code itself for none of them."""
    found = catalogue().get(code)
    return found.text if found else code


def help_steps() -> dict[str, str]:
    """The steps of help that can be agreed: the charter's list, the same as in screening."""
    return {item.code: item.label for item in shipped().lists["help_steps"].items}
