"""What this room asks the rules for by name."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liemchinh.rulebook.current import charter
from regulations.rules.surveys import Shown, shown_on

USES: dict[str, str | Promise] = {
    "surveys.ballots_at_least": _("Từ bao nhiêu phiếu hợp lệ thì được nêu kết quả khảo sát"),
    "surveys.marks_at_least": _("Từ bao nhiêu dấu thì được nêu một mục về một người"),
    "surveys.marks_one_in": _("Từ một phần mấy số phiếu thì được nêu một mục về một người"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())


def rule_of(organisation: int, on: date) -> Shown:
    """From when on something of a survey in this organisation is told, by the rules of that day."""
    return shown_on(charter(organisation).rulebook, on)
