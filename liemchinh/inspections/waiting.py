"""What has to be done after conclusions, for whoever the case is open to; called by the case, never by who is in it."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case
from liemchinh.casework.work import cases_called
from liemchinh.inspections.case_queries import follow_ups_open_to, withheld_of
from liemchinh.inspections.words import DUTIES
from liemchinh.web.contributions import Waiting, concerns

MOST = 20


@concerns(rows=(Case,))
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each thing to be done, or to be confirmed by somebody else than who recorded it."""
    rows = follow_ups_open_to(actor).filter(confirmed_by=None)[:MOST]
    called = cases_called({(row.case_id, row.case.kind) for row in rows})
    done = _("Đã ghi làm xong; chờ người thứ hai xác nhận.")
    late = _("Việc phải làm theo kết luận.")
    return [
        Waiting(
            f"{DUTIES[row.what]}: {called[row.case_id].title}", done if row.done_on else late, row.due_on,
            called[row.case_id].url, "inspections.follow_up",
        )
        for row in rows
        if row.case_id in called and row.done_by != actor.account_id
    ] + _withheld(actor)  # fmt: skip


def _withheld(actor: Actor) -> list[Waiting]:
    """What was concluded on paper without hearing and has no effect: it is put to the body above."""
    cases = withheld_of(actor)
    called = cases_called((case.pk, case.kind) for case in cases)
    why = _("Kết luận ghi lại từ giấy không có hiệu lực; phải báo cáo cấp trên xem xét.")
    return [
        Waiting(told.title, why, None, told.url, "inspections.withheld") for told in called.values()
    ]  # fmt: skip
