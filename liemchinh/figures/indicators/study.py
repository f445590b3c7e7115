"""Study sittings and talks: how many were held, and of those due how many came, each once over a sitting and its make-ups.

A sitting counts where it was called, its people where they were counted. Make-ups are told by themselves, and who came to one counts on
the day of the sitting that was missed.
"""

from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Indicator, declare
from liemchinh.figures.sql.flows import ATTENDED, HELD, MADE_UP, TO_ATTEND

_SITTINGS = {
    "study_sittings": (_("Buổi học tập, nói chuyện đã tổ chức"), HELD),
    "study_make_ups": (_("Buổi học bù đã tổ chức"), MADE_UP),
}
_PEOPLE = {
    "study_due": (_("Lượt người phải dự học tập, nói chuyện"), TO_ATTEND),
    "study_attended": (_("Lượt người đã dự học tập, nói chuyện"), ATTENDED),
}

for _key, (_label, _act) in _SITTINGS.items():
    declare(Indicator(_key, _label, "study", "flow", "times", of="study", acts=(_act,)))
for _key, (_label, _act) in _PEOPLE.items():
    declare(Indicator(_key, _label, "study", "flow", "times", of="study", acts=(_act,), sums="weight"))
declare(
    Indicator(
        "study_share", _("Tỷ lệ dự học tập, nói chuyện"), "study", "share", "percent", of="study",
        over=("study_attended", "study_due"),
    )
)  # fmt: skip
