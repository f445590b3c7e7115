from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

ABOUT = ("emulated_model", "emulated_period")
# `registered`, `decided`: the entry of the registration, of the decision, that this one is about.
DECIDED = ("registered", "body", "deciding_organ", "emulation_form", "number", "exceeded", "basis")

register(
    EventKind(
        "emulation.registered",
        _("{organisation} đăng ký {emulated_model} {emulated_period}, nghị quyết số {number}"),
        data=(*ABOUT, "number", "lies", "listed"),
        label=_("Đăng ký mô hình chi hội"),
    ),
    EventKind(
        "emulation.withdrawn",
        _("Rút đăng ký {emulated_model} {emulated_period} của {organisation}"),
        data=(*ABOUT, "reason"),
        label=_("Rút đăng ký mô hình chi hội"),
    ),
    EventKind(
        "emulation.listed",
        _("{organisation} ghi có hay không nêu tên trong danh sách công khai: {emulated_model} {emulated_period}"),
        data=(*ABOUT, "registered", "listed"),
        label=_("Nêu tên mô hình công khai"),
    ),
    EventKind(
        "emulation.proposed",
        _("Đề nghị công nhận {organisation}: {emulated_model} {emulated_period}"),
        data=(*ABOUT, "registered", "proposer"),
        label=_("Đề nghị công nhận mô hình chi hội"),
    ),
    EventKind(
        "emulation.decided",
        _(
            "{deciding_organ}, quyết định số {number}, {organisation}: {emulation_form}, {emulated_model} {emulated_period}"
        ),
        data=(*ABOUT, *DECIDED),
        label=_("Quyết định về mô hình chi hội"),
    ),
    EventKind(
        "emulation.vouched",
        _("Xác nhận căn cứ của quyết định số {number} về {emulated_model} {emulated_period} của {organisation}"),
        data=(*ABOUT, "decided", "number"),
        label=_("Xác nhận căn cứ về mô hình chi hội"),
    ),
    EventKind(
        "emulation.revoked",
        _("Thu hồi quyết định về {emulated_model} {emulated_period} của {organisation}, số {number}"),
        data=(*ABOUT, "decided", "number", "cause"),
        label=_("Thu hồi quyết định về mô hình"),
    ),
    EventKind(
        "emulation.taken_back",
        _("Hủy quyết định ghi nhầm về {emulated_model} {emulated_period} của {organisation}, số {number}"),
        data=(*ABOUT, "number", "reason"),
        label=_("Hủy quyết định ghi nhầm về mô hình"),
    ),
)
