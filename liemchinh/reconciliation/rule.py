"""What the regulations say of how often counts are confirmed. No text seen says by which day."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.rulebook.current import charter
from regulations.answers import Answer

RULE = "member_count.reconcile_every"


def how_often(on: date) -> Answer:
    """Every how many months on a day; "unknown" where no verified text says it."""
    return charter().rulebook.parameter(RULE, on=on)


def why(on: date) -> str:
    """In one sentence: what asks for the confirmation, and that no day is named."""
    rule = how_often(on)
    if rule.verdict != "yes":
        return _("Văn bản hiện hành về chu kỳ đối chiếu chưa xác minh được; phần mềm nhắc mỗi quý. Không có hạn ngày.")
    told = {"months": rule.value, "citation": rule.citation}
    return _("Đối chiếu %(months)s tháng một lần theo %(citation)s. Văn bản không nêu hạn ngày.") % told
