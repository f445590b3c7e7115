"""What this room asks the rules for by name."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

USES: dict[str, str | Promise] = {
    "decision.effect.body": _("Quyết định kỷ luật có hiệu lực từ ngày nào"),
    "decision.effect.branch": _("Quyết định kỷ luật của chi hội có hiệu lực từ ngày nào"),
    "deferral.clauses": _("Chưa xem xét kỷ luật theo điều khoản nào"),
    "hearing.goes_on_without": _("Khi nào vẫn xem xét kỷ luật dù vắng mặt"),
    "right.heard_at_meeting": _("Nghe trình bày tại hội nghị"),
    "right.heard_before_decision": _("Nghe trình bày trước khi quyết định"),
    "right.written_instead": _("Trình bày bằng văn bản"),
    "sanction_forms.official_member": _("Các hình thức kỷ luật hội viên chính thức"),
    "sanction_forms.organisation": _("Các hình thức kỷ luật tổ chức hiệp hội"),
    "sanction_forms.probationary_member": _("Các hình thức kỷ luật hội viên dự bị"),
    "suspension.extension": _("Quyết định gia hạn đình chỉ"),
    "suspension.initial": _("Quyết định đình chỉ"),
    "suspension.purpose": _("Đình chỉ thôi trước khi việc kết thúc"),
    "vote.form.branch": _("Tổng số phiếu của chi hội khi bỏ phiếu về hình thức kỷ luật"),
    "vote.secret_ballot": _("Bỏ phiếu kín về hình thức kỷ luật"),
}


def rule_uses() -> list[tuple[str, str | Promise]]:
    """Rule → what for."""
    return list(USES.items())
