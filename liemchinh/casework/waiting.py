"""The steps of cases that wait for somebody: whose turn it is, by when, and why that day."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.kinds import Told, case_kind
from liemchinh.casework.models import Deadline
from liemchinh.casework.queries import told, waiting_visible_to
from liemchinh.web.contributions import Waiting
from liemchinh.web.dates import show
from liemchinh.web.numbers import show_number

MOST = 20


def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each of the most urgent, and one that says how many more there are."""
    found = waiting_visible_to(actor, on)
    rows = list(found[: MOST + 1])
    lines = [_line(row, called, on) for row, called in _called(rows[:MOST])]
    if len(rows) > MOST:
        more = show_number(found.count() - MOST)
        title = _("Còn %(count)s việc khác đang chờ") % {"count": more}
        lines.append(Waiting(title, _("Ở đây chỉ nêu những việc gấp nhất."), None, "", "casework.more"))
    return lines


def _called(rows: list[Deadline]) -> list[tuple[Deadline, Told]]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[row.case.kind].append(row.case_id)
    told_of = {kind: case_kind(kind).tell(cases) for kind, cases in by_kind.items()}
    return [(row, called) for row in rows if (called := told_of[row.case.kind].get(row.case_id)) is not None]


def _line(row: Deadline, called: Told, on: date) -> Waiting:
    awaited = told(row, row.case.kind)
    why = awaited.why or _("Không có văn bản nào đặt hạn cho bước này.")
    if row.opens_on and row.opens_on > on:
        why = f"{_('Làm được từ ngày %(day)s.') % {'day': show(row.opens_on)}} {why}"
    return Waiting(f"{awaited.title}: {called.title}", why, row.due_on, called.url, f"{row.case.kind}.{row.step}")
