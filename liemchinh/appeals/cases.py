"""The kind of case of this room, open by grant alone, and how a case is called where nobody may be named."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.casework.kinds import CaseKind, Told, register_kind
from liemchinh.casework.models import Party
from liemchinh.organisations.queries import names

# Whoever keeps discipline in an organisation that was sanctioned files its appeal.
KIND, VERB, FILES = "appeal", "appeals.keep", "discipline.keep"
BODY, DECIDER, APPELLANT = "body", "decider", "appellant"


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """Cases are called by number and organisation that acts; who appeals is read on the case's own page, where each reading is kept."""
    rows = Party.objects.filter(case__in=list(cases), role=BODY, cancelled_by=None)
    bodies = {case: place for case, place in rows.values_list("case_id", "organisation_id") if place is not None}
    known, called = names(bodies.values()), _("Khiếu nại kỷ luật, số %(case)s – %(body)s")
    return {
        case: Told(called % {"case": case, "body": known.get(place, "")}, reverse("appeals:case", args=[case]))
        for case, place in bodies.items()
    }


register_kind(CaseKind(KIND, {BODY: VERB}, tell, granted=True, files={APPELLANT: FILES}))
