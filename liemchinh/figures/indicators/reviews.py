"""What yearly reviews found: grades as decided, who was left out, whom they found short. About conduct: nothing crosses them (guards 10).

Found short is who was reminded (which is no sanction) or graded "not completed"; the latter with or without a decision of discipline on
that ground. Each is counted once.
"""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Condition, Indicator, Unit, declare, declare_partition
from liemchinh.figures.indicators.cases import OBJECTS
from liemchinh.figures.sql.cases import GRADED
from liemchinh.members.reasons import Words

VERB = "members.decide"
LEVELS = {
    "excellent": _("hoàn thành xuất sắc"),
    "good": _("hoàn thành tốt"),
    "completed": _("hoàn thành"),
    "not_completed": _("không hoàn thành"),
}
LEFT_OUT = {"new": _("mới kết nạp"), "exempt": _("được miễn"), "suspended": _("bị đình chỉ")}
_REMINDED, _LOWEST = ("reminded",), ("not_completed",)
FOUND = {
    "short": (_("có khuyết điểm qua đánh giá hằng năm"), (Condition("result", "in", (*_REMINDED, *_LOWEST)),)),
    "reminded": (_("được nhắc nhở qua đánh giá hằng năm"), (Condition("result", "in", _REMINDED),)),
    "not_completed": (
        _("không hoàn thành nhiệm vụ, không bị kỷ luật"),
        (Condition("result", "in", _LOWEST), Condition("sanctioned", "no")),
    ),
    "sanctioned": (
        _("không hoàn thành nhiệm vụ, đã bị kỷ luật"),
        (Condition("result", "in", _LOWEST), Condition("sanctioned", "yes")),
    ),
}


def _declare(key: str, label: Words, about: str, where: tuple[Condition, ...]) -> None:
    unit: Unit = "organisations" if about == "orgs" else "times"
    declare(Indicator(key, label, "reviews", "flow", unit, of="cases", acts=(GRADED,), where=(*OBJECTS[about][1], *where),
                      sensitive="conduct", opened_by=VERB, shown=False))  # fmt: skip


for _about in ("orgs", "members"):
    _whom = OBJECTS[_about][0]
    for _code, (_said, _where) in FOUND.items():
        _declare(f"review_{_about}_{_code}", format_lazy("{whom} {said}", whom=_whom, said=_said), _about, _where)
    declare_partition(f"review_{_about}_short", (f"review_{_about}_{one}" for one in FOUND if one != "short"))
    _declare(
        f"reviewed_{_about}",
        format_lazy(_("Đã kiểm điểm: {whom}"), whom=_whom),
        _about,
        (Condition("form", "in", tuple(LEVELS)),),
    )
    for _code, _said in LEVELS.items():
        _label = format_lazy(_("Xếp loại {grade}: {whom}"), grade=_said, whom=_whom)
        _declare(f"reviewed_{_about}_{_code}", _label, _about, (Condition("form", "in", (_code,)),))
    declare_partition(f"reviewed_{_about}", (f"reviewed_{_about}_{one}" for one in LEVELS))

for _code, _said in LEFT_OUT.items():
    _label = format_lazy(_("Chưa kiểm điểm: hội viên {why}"), why=_said)
    _declare(f"not_reviewed_{_code}", _label, "members", (Condition("form", "in", (f"excluded_{_code}",)),))
