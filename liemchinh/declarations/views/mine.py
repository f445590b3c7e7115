"""One's own declarations: what is owed and why, what was recorded, and who opened the list."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.access.names import role_name
from liemchinh.access.requests import SignedRequest
from liemchinh.declarations.due import words_of
from liemchinh.declarations.queries import drawn_of, own_duties, readings_of
from liemchinh.declarations.words import KINDS, LIES, STATES
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.rulebook.current import charter
from liemchinh.web.components import Crumb
from regulations.rules.declaring import due_on


@require_safe
def one(request: SignedRequest) -> HttpResponse:
    """Nothing for whoever is in no register."""
    person = request.actor.person_id
    if person is None or not request.actor.may("me.see"):
        raise Http404
    own, today = own_duties(person), clock.today()
    drawn = drawn_of(line.duty.pk for line in own)
    places = names(line.duty.organisation_id for line in own)
    told = []
    for line in own:
        duty, rules = line.duty, charter(line.duty.organisation_id)
        why = due_on(rules.rulebook, rules.calendar, duty.kind, duty.arose_on, on=duty.arose_on).reason
        told.append({
            "line": line, "kind": KINDS[duty.kind], "place": places.get(duty.organisation_id, ""), "why": why,
            "basis": words_of(duty.basis) if duty.basis else "", "state": STATES[line.state],
            "lies": LIES[line.handed.lies] if line.handed else "", "drawn": duty.pk in drawn,
        })  # fmt: skip
    given = {
        "rows": told, "today": today, "readings": [(one, role_name(one.role)) for one in readings_of(person)],
        "crumbs": [Crumb(_("Kê khai của tôi"))],
    }  # fmt: skip
    return render(request, "declarations/mine.html", given)
