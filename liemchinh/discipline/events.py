from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import register_steps
from liemchinh.discipline.cases import KIND
from liemchinh.journal.registry import EventKind, register

FILED = ("source", "source_number", "source_dated", "source_issuer", "allegation")
DECISION = ("form", "organ", "of_person", "of_organisation", "by", "posts", "unverified", "withheld", "effective_on")
MEETING = ("ballot", "heard", "by")
SAID = {
    "branch_meeting": MEETING, "body_meeting": MEETING, "heard": ("heard", "by"), "deferred": ("clause", "ask_again_on"),
    "proposed": ("allegation",), "put_above": ("allegation",), "decided": DECISION,
    "announced": ("effective_on", "lapses_on", "by_product"),
    "not_sanctioned": ("cause", "form"), "refused": ("told_cost",), "cross_noticed": ("noticed",),
}  # fmt: skip
register_steps(KIND, FILED, SAID)
register(
    EventKind(
        "discipline.allegation_stated",
        _("{organisation} ghi lại nội dung, ngày của vi phạm và điều dùng để xét thẩm quyền"),
        data=("allegation",),
        label=_("Ghi lại nội dung vi phạm"),
        sensitive=True,
    ),
)
register(
    EventKind(
        "discipline.set_aside",
        _("{organisation} ghi quyết định của cấp có thẩm quyền về một quyết định kỷ luật"),
        data=("outcome", "form", "number", "dated", "issuer", "lapses_on", "by_product", "ruled_in"),
        label=_("Quyết định của cấp trên về kỷ luật"),
        sensitive=True,
    ),
)
for code, sentence, label in (
    ("begun", _("{organisation} ghi một quyết định đình chỉ sinh hoạt"), _("Kỷ luật: đình chỉ sinh hoạt")),
    ("extended", _("{organisation} ghi một quyết định gia hạn đình chỉ sinh hoạt"), _("Kỷ luật: gia hạn đình chỉ")),
    ("ended", _("{organisation} ghi thôi đình chỉ sinh hoạt"), _("Kỷ luật: thôi đình chỉ")),
):
    register(
        EventKind(
            f"discipline.suspension_{code}",
            sentence,
            data=("matter", "by", "until", "papers"),
            label=label,
            sensitive=True,
        ),
    )
