"""What one's own page says of a screening: the ground, the days, what was agreed, who read it, and what can be appealed."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.access.roles import roles
from liemchinh.casework.models import Case
from liemchinh.casework.queries import course_of
from liemchinh.organisations.queries import names
from liemchinh.rulebook.current import charter
from liemchinh.screening.checking import unproved
from liemchinh.screening.queries import own_cases, readings_of
from liemchinh.screening.words import STRUCK_OFF, duties, help_steps, words_of_ground, words_of_outcome
from liemchinh.web.contributions import Section
from liemchinh.web.dates import show

MOST = 10


def mine(actor: Actor, on: date) -> list[Section]:
    """One part for each case the member was told of, while it is open or ended in a decision."""
    return [Section(_("Rà soát, giúp đỡ"), _rows(case)) for case in own_cases(actor)]


def _rows(case: Case) -> list[tuple[str, str]]:
    course = course_of(case)
    rows = [(_("Căn cứ được nêu"), words_of_ground(case.screening.ground))]
    if why := unproved(case):
        ground = course[0].ground
        rows.append((_("Chưa xác minh"), why))
        rows += [(_("Căn cứ do hai cán bộ nêu"), f"{ground.article}, {ground.document}")] if ground else []
    rows += [(step.title, show(step.on)) for step in course]
    rows += [
        (
            help_steps().get(one.step, one.step),
            f"{duties().get(one.duty, one.duty)}: "
            + (_("đã làm ngày %(day)s") % {"day": show(one.done_on)} if one.done_on else _("chưa làm")),
        )
        for one in case.agreed.filter(cancelled_by=None).order_by("pk")
    ]
    rows += [(_("Gặp, trao đổi"), show(talk.on)) for talk in case.talks.filter(cancelled_by=None).order_by("on")]
    if case.screening.outcome:
        rows.append((_("Quyết định"), words_of_outcome(case.screening.outcome)))
    rows.append((_("Khiếu nại, kiến nghị"), _appeal(case, course[-1].on)))
    return rows + _readers(case)


def _appeal(case: Case, on: date) -> str:
    if case.screening.outcome != STRUCK_OFF:
        return _("Gửi ý kiến bằng văn bản tới chi hội hoặc ban điều hành bất cứ lúc nào.")
    rule = charter().rulebook.parameter("strike_off.appeal_within", on=on)
    if rule.verdict == "yes":
        return rule.reason
    return _("Thời hạn chưa rõ; không đơn nào bị từ chối vì quá hạn.")


def _readers(case: Case) -> list[tuple[str, str]]:
    found = readings_of(case)[:MOST]
    places, known = names(row.organisation_id for row in found if row.organisation_id), roles()
    return [
        (
            _("Đã mở việc này ngày %(day)s") % {"day": show(row.hour.date())},
            ", ".join(
                filter(None, (known[row.role].name if row.role in known else "", places.get(row.organisation_id or 0)))
            ),
        )
        for row in found
    ]
