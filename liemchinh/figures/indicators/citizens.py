"""What citizens answered about finished files: by the code on the result slip or counted on paper, of offices and never of clerks."""

from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Indicator, declare, declare_partition
from liemchinh.figures.sql.flows import RATED
from liemchinh.members.reasons import Words

_HOW = {
    "satisfied": (_("Hồ sơ được đánh giá hài lòng"), _("Tỷ lệ hài lòng")),
    "neutral": (_("Hồ sơ được đánh giá bình thường"), _("Tỷ lệ bình thường")),
    "not_satisfied": (_("Hồ sơ được đánh giá chưa hài lòng"), _("Tỷ lệ chưa hài lòng")),
}


def _files(key: str, label: Words, *acts: str) -> Indicator:
    return Indicator(key, label, "citizens", "flow", "times", of="citizens", acts=acts, sums="weight")


declare(_files("files_rated", _("Hồ sơ được người dân đánh giá"), *(f"{RATED}{how}" for how in _HOW)))
for _how, (_label, _share) in _HOW.items():
    declare(
        _files(f"files_{_how}", _label, f"{RATED}{_how}"),
        Indicator(
            f"files_{_how}_share", _share, "citizens", "share", "percent", of="citizens",
            over=(f"files_{_how}", "files_rated"),
        ),
    )  # fmt: skip
declare_partition("files_rated", (f"files_{how}" for how in _HOW))
