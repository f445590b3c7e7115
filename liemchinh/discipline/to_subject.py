"""What a disciplinary case says to the person it is about, from its first step on: what is alleged, the ballots, the decision."""

from datetime import date

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from liemchinh.casework.concern import Card, Concern
from liemchinh.casework.models import Case, Step
from liemchinh.discipline.cases import SUBJECT
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.queries import ballots_shown
from liemchinh.discipline.showing import facts_shown, sanction_shown
from liemchinh.journal import clock


def _shown_on(case: Case, _person: int) -> date | None:
    first = Step.objects.filter(case=case, cancelled_by=None).order_by("recorded_by")
    return first.values_list("on", flat=True).first()


def _cards(case: Case, _person: int) -> list[Card]:
    sanction, folder = sanction_shown(case, clock.today(), own=True), Folder(case)
    open_ = _("Đây là việc được xem xét, không có nghĩa là đã có vi phạm.")
    drawn = [
        (_("Quyết định về tôi"), "discipline/own_sanction.html", [{"sanction": sanction}] if sanction else [], ""),
        (_("Việc được xem xét"), "discipline/about.html", [facts_shown(folder)], "" if sanction else open_),
        (_("Kết quả bỏ phiếu kín"), "discipline/ballot.html", [{"one": one} for one in ballots_shown(folder)], ""),
    ]
    return [
        Card(title, says=says, drawn=[render_to_string(name, one) for one in given])
        for title, name, given, says in drawn
        if given
    ]


CONCERN = Concern(frozenset({SUBJECT}), _shown_on, _cards)
