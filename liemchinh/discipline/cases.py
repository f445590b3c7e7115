"""The kind of case of this room, open by grant alone, and how a case is called where nobody may be named."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.casework.kinds import CaseKind, Told, register_kind
from liemchinh.casework.models import Party
from liemchinh.organisations.queries import names

KIND, VERB = "discipline", "discipline.keep"
BODY, BRANCH, REVIEWER, SUBJECT = "body", "branch", "reviewer", "subject"


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """Cases are called by number and organisation that acts; who is in one is read on its own page, where each reading is kept."""
    rows = Party.objects.filter(case__in=list(cases), role=BODY, cancelled_by=None)
    bodies = {case: place for case, place in rows.values_list("case_id", "organisation_id") if place is not None}
    known = names(bodies.values())
    called = _("Kỷ luật, số %(case)s – %(body)s")
    return {
        case: Told(called % {"case": case, "body": known.get(place, "")}, reverse("discipline:case", args=[case]))
        for case, place in bodies.items()
    }


register_kind(CaseKind(KIND, {BODY: VERB}, tell, granted=True))
