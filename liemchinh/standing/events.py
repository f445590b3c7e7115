from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import STEP_DATA
from liemchinh.journal.registry import EventKind, register

_GROUND, _UNTIL, _CARD, _OUTCOME = ("ground", "proved"), ("until",), ("card",), ("outcome",)

# Step, sentence, label, what it holds beside votes and papers, whether it is shown only to those who may open sensitive acts.
for code, sentence, label, more, sensitive in (
    ("exemption_asked", _("{member} nộp đơn xin miễn sinh hoạt tại {organisation}"), _("Xin miễn sinh hoạt"), (), False),
    ("exemption_decided", _("{organisation} quyết định miễn sinh hoạt cho {member}"), _("Quyết định miễn"), (), False),
    ("exemption_declined", _("{organisation} không miễn sinh hoạt cho {member}"), _("Không miễn"), (), False),
    ("exemption_ended", _("{organisation} quyết định {member} thôi miễn sinh hoạt"), _("Quyết định thôi miễn"), (), False),
    ("withdrawn", _("{member} rút đơn tại {organisation}"), _("Rút đơn"), (), True),
    ("suspended", _("{organisation} quyết định đình chỉ sinh hoạt của {member}"), _("Quyết định đình chỉ"), (), True),
    ("suspended_by_law", _("{organisation} đình chỉ sinh hoạt của {member} theo thời hạn tố tụng"),
     _("Quyết định đình chỉ theo tố tụng"), (), True),
    ("suspension_extended", _("{organisation} gia hạn đình chỉ sinh hoạt của {member}"), _("Gia hạn đình chỉ"), _UNTIL, True),
    ("suspension_lapsed", _("Hết hạn đình chỉ, {member} trở lại sinh hoạt tại {organisation}"), _("Hết hạn đình chỉ"), (), True),
    ("extension_lapsed", _("Hết hạn gia hạn đình chỉ, {member} trở lại sinh hoạt tại {organisation}"),
     _("Hết hạn gia hạn đình chỉ"), (), True),
    ("suspension_lifted", _("{organisation} quyết định thôi đình chỉ sinh hoạt của {member}"), _("Thôi đình chỉ"), (), True),
    ("law_limit_over", _("{organisation} thôi đình chỉ sinh hoạt của {member}, hết thời hạn tố tụng"),
     _("Thôi đình chỉ theo tố tụng"), (), True),
    ("suspension_ended", _("{organisation} quyết định {member} trở lại sinh hoạt"), _("Quyết định thôi đình chỉ"), (), True),
    ("leave_asked", _("{member} nộp đơn xin ra khỏi Hiệp hội tại {organisation}"), _("Xin ra khỏi Hiệp hội"), (), True),
    ("leave_considered", _("{organisation} xem xét đơn xin ra khỏi Hiệp hội của {member}"), _("Xem xét đơn xin ra"), (), True),
    ("leave_decided", _("{organisation} cho {member} ra khỏi Hiệp hội"), _("Quyết định cho ra"), (), True),
    ("leave_declined", _("{organisation} không cho {member} ra khỏi Hiệp hội"), _("Không cho ra"), (), True),
    ("strike_off_stated", _("{organisation} nêu căn cứ xóa tên {member}"), _("Nêu căn cứ xóa tên"), _GROUND, True),
    ("strike_off_told", _("{organisation} báo căn cứ xóa tên cho {member}"), _("Báo căn cứ xóa tên"), (), True),
    ("strike_off_voted", _("{organisation} biểu quyết đề nghị xóa tên {member}"), _("Biểu quyết đề nghị xóa tên"), _OUTCOME, True),
    ("strike_off_decided", _("{organisation} quyết định xóa tên {member}"), _("Quyết định xóa tên"), (), True),
    ("strike_off_declined", _("{organisation} không xóa tên {member}"), _("Không xóa tên"), (), True),
    ("strike_off_dropped", _("{organisation} thôi đề nghị xóa tên {member}"), _("Thôi đề nghị xóa tên"), (), True),
    ("delivered", _("{organisation} giao quyết định cho {member}"), _("Giao quyết định"), _CARD, True),
    ("appealed", _("{organisation} nhận đơn khiếu nại của {member}"), _("Nhận đơn khiếu nại xóa tên"), (), True),
    ("appeal_answered", _("{organisation} giải quyết khiếu nại của {member}"), _("Giải quyết khiếu nại xóa tên"), _OUTCOME, True),
    ("appealed_again", _("{organisation} nhận đơn khiếu nại tiếp của {member}"), _("Nhận đơn khiếu nại tiếp"), (), True),
    ("expelled", _("{organisation} trục xuất {member}, theo quyết định"), _("Quyết định trục xuất"), (), True),
    ("restored", _("{organisation} phục hồi hội tịch cho {member}, theo quyết định"), _("Quyết định phục hồi"), (), True),
    ("readmission_asked", _("{member} nộp đơn xin kết nạp lại tại {organisation}"), _("Xin kết nạp lại"), (), False),
    ("readmission_considered", _("{organisation} đề nghị kết nạp lại {member}"), _("Đề nghị kết nạp lại"), (), False),
    ("readmission_consented", _("{organisation} ghi văn bản đồng ý kết nạp lại {member}"), _("Đồng ý kết nạp lại"), (), False),
    ("readmission_decided", _("{organisation} quyết định kết nạp lại {member}"), _("Quyết định kết nạp lại"), ("reviewed",), False),
    ("readmission_declined", _("{organisation} không kết nạp lại {member}"), _("Không kết nạp lại"), (), False),
    ("readmitted", _("{organisation} tổ chức lễ kết nạp lại {member}"), _("Lễ kết nạp lại"), (), False),
):  # fmt: skip
    register(EventKind(f"standing.{code}", sentence, data=(*STEP_DATA, *more), label=label, sensitive=sensitive))
