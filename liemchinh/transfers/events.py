from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import STEP_DATA
from liemchinh.journal.registry import EventKind, register

_TO = ("receiver", "until", *STEP_DATA)
_OUTSIDE = ("outside",)

register(
    EventKind(
        "transfers.sent",
        _("{organisation} giới thiệu {member} chuyển sinh hoạt chính thức"),
        data=_TO,
        label=_("Giới thiệu chuyển sinh hoạt"),
    ),
    EventKind(
        "transfers.sent_temporarily",
        _("{organisation} giới thiệu {member} sinh hoạt tạm thời nơi khác"),
        data=_TO,
        label=_("Giới thiệu sinh hoạt tạm thời"),
    ),
    EventKind(
        "transfers.presented",
        _("{member} nộp giấy giới thiệu tại {organisation}"),
        data=STEP_DATA,
        label=_("Nộp giấy giới thiệu"),
    ),
    EventKind(
        "transfers.received",
        _("{organisation} tiếp nhận {member}"),
        data=STEP_DATA,
        label=_("Tiếp nhận chuyển sinh hoạt"),
    ),
    EventKind(
        "transfers.received_temporarily",
        _("{organisation} nhận {member} sinh hoạt tạm thời"),
        data=STEP_DATA,
        label=_("Nhận sinh hoạt tạm thời"),
    ),
    EventKind(
        "transfers.returned",
        _("{organisation} trả lại giấy giới thiệu của {member}"),
        data=STEP_DATA,
        label=_("Trả lại giấy giới thiệu"),
    ),
    EventKind(
        "transfers.withdrawn",
        _("{organisation} thu hồi giấy giới thiệu của {member}"),
        data=STEP_DATA,
        label=_("Thu hồi giấy giới thiệu"),
    ),
    EventKind(
        "transfers.went_back",
        _("{member} trở về nơi sinh hoạt chính thức, hết sinh hoạt tạm thời tại {organisation}"),
        data=STEP_DATA,
        label=_("Hết sinh hoạt tạm thời"),
    ),
    EventKind(
        "transfers.left",
        _("{organisation} giới thiệu {member} ra nơi ngoài danh sách này"),
        data=_TO,
        personal=_OUTSIDE,
        label=_("Giới thiệu ra nơi khác"),
    ),
    EventKind(
        "transfers.left_for_a_time",
        _("{organisation} giới thiệu {member} sinh hoạt tạm thời ở nơi ngoài danh sách này"),
        data=_TO,
        personal=_OUTSIDE,
        label=_("Giới thiệu tạm thời ra nơi khác"),
    ),
    EventKind(
        "transfers.came_home",
        _("{member} trở về {organisation} sau thời gian sinh hoạt tạm thời bên ngoài"),
        data=STEP_DATA,
        label=_("Trở về từ nơi khác"),
    ),
    EventKind(
        "transfers.arrived",
        _("{organisation} nhận {member} từ nơi ngoài danh sách này"),
        data=_TO,
        personal=_OUTSIDE,
        label=_("Nhận từ nơi khác"),
    ),
    EventKind(
        "transfers.book_printed",
        _("In sổ chuyển sinh hoạt hiệp hội của {organisation}"),
        data=("first", "last", "count"),
        label=_("In sổ chuyển sinh hoạt"),
    ),
)
