"""Conduct surveys: how many members were assessed in rounds that branches reported on, and of them how many were concluded to show signs.

Counted by the last day of the round's half-year, under the branch. A number for whoever leads surveys there and nobody else: others read
the sums of a closed round that say nothing of one branch (`surveys.above`). They open to organisations, never to persons.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Indicator, declare
from liemchinh.figures.sql.flows import ASSESSED, SHOWED_SIGNS

_PEOPLE = {
    "survey_assessed": (_("Lượt hội viên được ghi phiếu khảo sát"), ASSESSED),
    "survey_concluded": (_("Lượt hội viên được kết luận có biểu hiện"), SHOWED_SIGNS),
}
_OF: dict[str, Any] = {"of": "surveys", "sensitive": "open", "opened_by": "surveys.lead"}

for _key, (_label, _act) in _PEOPLE.items():
    declare(Indicator(_key, _label, "surveys", "flow", "times", acts=(_act,), sums="weight", **_OF))
declare(
    Indicator(
        "survey_share", _("Tỷ lệ có biểu hiện trong số được ghi phiếu"), "surveys", "share", "percent",
        over=("survey_concluded", "survey_assessed"), **_OF,
    )
)  # fmt: skip
