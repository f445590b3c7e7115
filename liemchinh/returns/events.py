from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "returns.quantity_defined",
        _("{organisation} định nghĩa một số liệu báo cáo"),
        data=("code", "unit", "period", "jump", "whole"),
        # A name of its own is typed by people: beside the chain, where it can be erased.
        personal=("name",),
        label=_("Định nghĩa số liệu báo cáo"),
    ),
    EventKind(
        "returns.quantity_cancelled",
        _("{organisation} bỏ một số liệu báo cáo định nghĩa nhầm"),
        data=("reason",),
        label=_("Bỏ số liệu báo cáo định nghĩa nhầm"),
    ),
    EventKind(
        "returns.called",
        _("{organisation} hỏi {quantities_count} số liệu của {count} tổ chức"),
        data=(
            "quantities", "quantities_count", "place", "categories", "left_out", "respondents", "count", "first", "last", "due_on",
        ),
        label=_("Hỏi số liệu báo cáo"),
    ),
    EventKind(
        "returns.call_withdrawn",
        _("{organisation} rút một lần hỏi số liệu nhầm"),
        data=("reason",),
        label=_("Rút lần hỏi số liệu nhầm"),
    ),
    EventKind(
        "returns.sent",
        _("{organisation} gửi số liệu báo cáo"),
        data=("call", "respondents", "amounts", "on"),
        label=_("Gửi số liệu báo cáo"),
    ),
    EventKind(
        "returns.approved",
        _("{organisation} duyệt số liệu của {count} tổ chức"),
        data=("call", "respondents", "count"),
        label=_("Duyệt số liệu báo cáo"),
    ),
    EventKind(
        "returns.sent_back",
        _("{organisation} trả lại hoặc mở lại số liệu của {count} tổ chức"),
        data=("call", "respondents", "count", "reason"),
        label=_("Trả lại số liệu báo cáo"),
    ),
)  # fmt: skip
