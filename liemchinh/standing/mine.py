"""What one's own page says of a change of standing: what it is, each step with its day, what is awaited, and how to appeal."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case, Deadline
from liemchinh.casework.queries import awaited_of, calculation, course_of
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.rulebook.current import charter
from liemchinh.standing.cases import KIND
from liemchinh.standing.matter import subject_of
from liemchinh.standing.queries import own_cases
from liemchinh.standing.words import ANSWERS, CARD, EXPULSION, STRIKE_OFF, SUSPENSION, WHAT, words_of_ground
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show

MOST = 6


def mine(actor: Actor, on: date) -> list[Section]:
    """One part for each matter about the reader, newest first."""
    return [Section(str(WHAT[case.matter.what]), _rows(case)) for case in own_cases(actor)[:MOST]]


def _rows(case: Case) -> list[tuple[str, str]]:
    matter, rows = case.matter, []
    if matter.ground:
        stands = _("sổ ghi đúng như vậy") if matter.proved else _("chưa xác minh")
        rows.append((_("Căn cứ được nêu"), f"{words_of_ground(matter.ground)} ({stands})"))
    for step in course_of(case):
        rows.append((step.title, ", ".join([show(step.on), *step.papers])))
        if step.ground:
            rows.append((_("Chưa xác minh"), f"{step.ground.article}, {step.ground.document}"))
    for wait in awaited_of(case):
        if wait.step != "appealed":
            due = _("hạn %(day)s") % {"day": show(wait.due_on)} if wait.due_on else ""
            rows.append((_("Đang chờ"), f"{wait.title}{', ' if due else ''}{due}"))
    if matter.card:
        rows.append((_("Thẻ hội viên"), str(CARD[matter.card])))
    if matter.outcome:
        rows.append((_("Kết quả khiếu nại"), str(ANSWERS[matter.outcome])))
    if matter.what == SUSPENSION:
        rows.append((_("Lưu ý"), _("Đình chỉ là biện pháp ngăn ngừa, không phải hình thức kỷ luật.")))
    return [*rows, (_("Khiếu nại, kiến nghị"), _appeal(case))]


def _appeal(case: Case) -> str:
    """How to appeal: to whom and by when, the day with its calculation; where it is unknown nobody is late."""
    subject = subject_of(case, clock.today())
    body = names([subject.committee or 0]).get(subject.committee or 0, "")
    if case.matter.what == STRIKE_OFF and subject.day_of("strike_off_decided"):
        window = Deadline.objects.filter(case=case, step="appealed", cancelled_by=None).first()
        told = _("Gửi đơn tới %(body)s hoặc cấp trên.") % {"body": body}
        if window is None:
            return f"{told} {_window_before(subject.day_of('strike_off_decided') or clock.today())}"
        if window.due_on is None:
            return f"{told} {_('Thời hạn chưa rõ; không đơn nào bị từ chối vì quá hạn.')}"
        late = _("Đơn gửi sau ngày này vẫn được nhận, cấp có thẩm quyền xem xét.")
        return f"{told} {_('Hạn: ngày %(day)s.') % {'day': show(window.due_on)}} {calculation(window, KIND).why} {late}"
    if case.matter.what == EXPULSION:
        return _(
            "Khiếu nại quyết định trục xuất: gửi tới cấp đã quyết định hoặc cấp trên. Thời hạn ghi trong quyết định."
        )
    return _("Gửi ý kiến bằng văn bản tới chi hội hoặc ban điều hành bất cứ lúc nào.")


def _window_before(on: date) -> str:
    """Before the decision is handed over no day can be named, only the rule."""
    rule = charter().rulebook.parameter("strike_off.appeal_within", on=on)
    return rule.reason if rule.verdict == "yes" else _("Thời hạn chưa rõ; không đơn nào bị từ chối vì quá hạn.")
