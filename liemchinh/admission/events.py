from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import STEP_DATA
from liemchinh.journal.registry import EventKind, register

FILE = ("agreement_on", "certificate_on", "sponsors", "file")
PERSONAL = ("full_name", "gender", "birth", "ethnicity", "certificate_no")

register(
    EventKind(
        "admission.entered",
        _("{organisation} ghi một người xin vào Hiệp hội, có giấy đồng ý"),
        data=(*STEP_DATA, *FILE),
        personal=PERSONAL,
        label=_("Ghi người xin vào Hiệp hội"),
    ),
    EventKind(
        "admission.changed",
        _("{organisation} ghi lại thông tin, hồ sơ của một người xin vào Hiệp hội"),
        data=FILE,
        personal=PERSONAL,
        label=_("Ghi lại hồ sơ người xin vào Hiệp hội"),
    ),
    EventKind(
        "admission.branch_vote",
        _("{organisation} biểu quyết đề nghị kết nạp một người: {outcome}"),
        data=(*STEP_DATA, "outcome"),
        label=_("Chi hội biểu quyết đề nghị kết nạp"),
    ),
    EventKind(
        "admission.decided",
        _("{organisation} quyết định kết nạp một người"),
        data=STEP_DATA,
        label=_("Ban điều hành quyết định kết nạp"),
    ),
    EventKind(
        "admission.declined",
        _("{organisation} không kết nạp một người"),
        data=STEP_DATA,
        label=_("Ban điều hành không kết nạp"),
        sensitive=True,
    ),
    EventKind(
        "admission.received",
        _("{organisation} nhận quyết định kết nạp"),
        data=STEP_DATA,
        label=_("Chi hội nhận quyết định kết nạp"),
    ),
    EventKind(
        "admission.ceremony", _("{organisation} tổ chức lễ kết nạp"), data=STEP_DATA, label=_("Tổ chức lễ kết nạp")
    ),
    EventKind(
        "admission.withdrawn",
        _("Một người xin vào Hiệp hội rút đơn tại {organisation}"),
        data=STEP_DATA,
        label=_("Người xin vào Hiệp hội rút đơn"),
        sensitive=True,
    ),
    EventKind(
        "admission.recognition_vote",
        _("{organisation} xét công nhận chính thức một hội viên dự bị"),
        data=STEP_DATA,
        label=_("Chi hội xét công nhận chính thức"),
    ),
    EventKind(
        "admission.strike_off_vote",
        _("{organisation} biểu quyết đề nghị xóa tên một hội viên dự bị: {outcome}"),
        data=(*STEP_DATA, "outcome"),
        label=_("Chi hội đề nghị xóa tên hội viên dự bị"),
        sensitive=True,
    ),
    EventKind(
        "admission.recognised",
        _("{organisation} quyết định công nhận một hội viên chính thức"),
        data=(*STEP_DATA, "official_from"),
        label=_("Ban điều hành công nhận hội viên chính thức"),
    ),
    EventKind(
        "admission.struck_off",
        _("{organisation} quyết định xóa tên một hội viên dự bị"),
        data=STEP_DATA,
        label=_("Ban điều hành xóa tên hội viên dự bị"),
        sensitive=True,
    ),
    EventKind(
        "admission.returned",
        _("{organisation} giao chi hội xét lại một hội viên dự bị"),
        data=STEP_DATA,
        label=_("Ban điều hành giao chi hội xét lại"),
    ),
    EventKind(
        "admission.forgotten",
        _("Xóa dữ liệu về một người xin vào Hiệp hội tại {organisation}, hết thời hạn giữ"),
        label=_("Xóa dữ liệu người xin vào Hiệp hội"),
    ),
)
