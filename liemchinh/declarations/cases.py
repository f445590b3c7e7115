"""Verifications as a kind of case that opens by grant alone, and how one is called where nobody may be named."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.casework.kinds import CaseKind, Told, register_kind
from liemchinh.casework.models import Party
from liemchinh.declarations.words import CONTROL
from liemchinh.organisations.queries import names

KIND, BODY, SUBJECT = "verification", "body", "subject"


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """Cases are called by the organisation that acts and number; who is verified is read on the case's own page."""
    listed = list(cases)
    rows = Party.objects.filter(case__in=listed, role=BODY, cancelled_by=None)
    bodies = dict(rows.values_list("case_id", "organisation_id"))
    known = names(place for place in bodies.values() if place)
    return {
        case: Told(
            _("Xác minh tài sản, thu nhập, số %(number)s – %(name)s")
            % {"number": case, "name": known.get(bodies[case] or 0, "")},
            reverse("declarations:case", args=[case]),
        )
        for case in listed
        if case in bodies
    }


register_kind(CaseKind(KIND, {BODY: CONTROL}, tell, granted=True))
