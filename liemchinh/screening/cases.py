"""The kind of case of this room: who acts in it by which right, and how a case is called on home pages."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from liemchinh.casework.kinds import CaseKind, Told, register_kind
from liemchinh.casework.models import Party
from liemchinh.organisations.queries import names

KIND, VERB = "screening", "screening.keep"


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """Cases are called by the branch: who is in one is read on its own pages, where each reading is kept."""
    rows = Party.objects.filter(case__in=list(cases), role="branch", cancelled_by=None)
    branches = dict(rows.values_list("case_id", "organisation_id"))
    known = names(branch for branch in branches.values() if branch)
    return {
        case: Told(known[branch], reverse("screening:one", args=[case]))
        for case, branch in branches.items()
        if branch in known
    }


register_kind(CaseKind(KIND, {"branch": VERB, "committee": VERB}, tell))
