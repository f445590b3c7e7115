"""Closed lists of this room, with their words. No "other", no free text (guards 2)."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CANCELLATION, Words

KEEP, COMMITTEE, INSPECTION = "branch.keep", "committee", "inspection"
# The models and conditions of the rule `emulation.models` and its like, in words that can be translated; a test holds them equal.
MODELS: Mapping[str, Words] = {
    "no_violation": _("Chi hội nói không với vi phạm"),
    "four_good": _("Chi hội bốn tốt"),
    "exemplary": _("Chi hội kiểu mẫu"),
    "sound_strong": _("Chi hội trong sạch, vững mạnh toàn diện"),
}
CONDITIONS: Mapping[str, Words] = {
    "no_sanction": _("Không có hội viên bị kỷ luật, trừ việc chi hội tự phát hiện"),
    "programme": _("Làm xong chương trình kiểm tra, giám sát của chi hội"),
    "meetings": _("Sinh hoạt đủ các tháng"),
    "dues": _("Đóng đủ hội phí"),
    "grade": _("Tập thể được xếp loại tốt trở lên"),
}
# Who may read the records behind a condition; whoever opens the page reads how it stands.
OPENS: Mapping[str, tuple[str, ...]] = {
    "no_sanction": ("members.decide", "discipline.keep"),
    "programme": ("inspection.keep",),
    "meetings": (KEEP,),
    "dues": (KEEP,),
    "grade": (KEEP, "members.decide"),
}
FORMS: Mapping[str, Words] = {
    "reward": _("Khen thưởng"),
    "commend": _("Biểu dương"),
    "recognise": _("Công nhận"),
}
ORGANS: Mapping[str, Words] = {COMMITTEE: _("Ban điều hành"), INSPECTION: _("Ban kiểm soát")}
VERBS: Mapping[str, str] = {COMMITTEE: "members.decide", INSPECTION: "inspection.keep"}

# Why more are recognised than the rule's share.
EXCESS: Mapping[str, Words] = {
    "agreed_above": _("Cấp trên trực tiếp đồng ý bằng văn bản"),
    "rounding": _("Ít chi hội đăng ký, làm tròn lên một"),
}
# Why a later decision revokes it.
CAUSES: Mapping[str, Words] = {
    "discipline": _("Quyết định kỷ luật đã có hiệu lực"),
    "conclusion": _("Kết luận kiểm tra, thanh tra hoặc kiểm toán"),
    "court": _("Bản án đã có hiệu lực"),
    "untrue_file": _("Hồ sơ đề nghị không đúng, đã có kết luận"),
}
# Why what was recorded does not stand.
WITHDRAWALS: Mapping[str, Words] = {
    "resolution": _("Chi hội có nghị quyết thôi đăng ký"),
    **{code: CANCELLATION[code] for code in ("wrong_day", "wrong_place", "twice")},
}
MISTAKES: Mapping[str, Words] = {
    code: CANCELLATION[code] for code in ("wrong_day", "wrong_place", "wrong_kind", "twice")
}


def model_words(code: str) -> str:
    """What the book calls a model; the code itself for none of them."""
    return str(MODELS.get(code, code))


def form_words(code: str) -> str:
    """What the book calls a decision's form."""
    return str(FORMS.get(code, code))


def organ_words(code: str) -> str:
    """What the book calls the organ that decided."""
    return str(ORGANS.get(code, code))
