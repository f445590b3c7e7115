from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

# `round`: the entry that called it. Whoever an act is about stands beside the chain, and goes when the next round closes.
OF_ROUND, PERSON = ("round", "survey_period"), ("person",)
COUNTS = ("assessed", "talked", "concluded")

for code, sentence, label, data, personal in (
    (
        "resolved",
        _("{organisation} có nghị quyết số {number} về khảo sát bằng phiếu kín"),
        _("Nghị quyết khảo sát bằng phiếu kín"),
        ("number", "lies"),
        (),
    ),
    ("ended", _("{organisation} thôi khảo sát bằng phiếu kín"), _("Thôi khảo sát bằng phiếu kín"), ("reason",), ()),
    (
        "called",
        _("{organisation} tổ chức đợt khảo sát {survey_period}"),
        _("Tổ chức đợt khảo sát"),
        ("survey_period", "items", "branches"),
        (),
    ),
    (
        "withdrawn",
        _("{organisation} hủy đợt khảo sát {survey_period} ghi nhầm"),
        _("Hủy đợt khảo sát ghi nhầm"),
        (*OF_ROUND, "reason"),
        (),
    ),
    (
        "counted",
        _("{organisation} kiểm phiếu khảo sát {survey_period}"),
        _("Kiểm phiếu khảo sát"),
        (*OF_ROUND, "assessed", "valid", "counts"),
        ("signs",),
    ),
    (
        "voided",
        _("Kết quả khảo sát {survey_period} của {organisation} không còn giá trị"),
        _("Kết quả khảo sát không còn giá trị"),
        OF_ROUND,
        (),
    ),
    (
        "talked",
        _("{organisation} gặp một hội viên về khảo sát {survey_period}"),
        _("Gặp hội viên về khảo sát"),
        (*OF_ROUND, "reason"),
        (*PERSON, "heard", "conclusion"),
    ),
    (
        "contested",
        _("Một hội viên của {organisation} không đồng ý với kết luận khảo sát {survey_period}"),
        _("Không đồng ý với kết luận khảo sát"),
        OF_ROUND,
        PERSON,
    ),
    (
        "agreed",
        _("{organisation} thống nhất một việc giúp đỡ sau khảo sát {survey_period}"),
        _("Thống nhất việc giúp đỡ sau khảo sát"),
        OF_ROUND,
        (*PERSON, "item", "step"),
    ),
    (
        "done",
        _("Một việc giúp đỡ sau khảo sát {survey_period} đã làm xong tại {organisation}"),
        _("Việc giúp đỡ sau khảo sát đã xong"),
        OF_ROUND,
        (*PERSON, "item", "step"),
    ),
    (
        "reported",
        _("{organisation} báo cáo trước chi hội kết quả khảo sát {survey_period}, biên bản số {minutes}"),
        _("Báo cáo kết quả khảo sát"),
        (*OF_ROUND, *COUNTS, "minutes"),
        (),
    ),
    (
        "closed",
        _("{organisation} kết thúc đợt khảo sát {survey_period}"),
        _("Kết thúc đợt khảo sát"),
        OF_ROUND,
        (),
    ),
):  # fmt: skip
    register(EventKind(f"surveys.{code}", sentence, data=data, personal=personal, label=label, sensitive=True))
