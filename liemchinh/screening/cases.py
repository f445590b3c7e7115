"""The kind of case of this room: who acts in it by which right, and how a case is called on home pages."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from liemchinh.casework.kinds import CaseKind, Told, register_kind
from liemchinh.casework.models import Party
from liemchinh.members.queries import names

KIND, VERB = "screening", "screening.keep"


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """Cases are called by the member's name."""
    rows = Party.objects.filter(case__in=list(cases), role="member", cancelled_by=None)
    people = dict(rows.values_list("case_id", "person_id"))
    known = names(person for person in people.values() if person)
    return {
        case: Told(known[person], reverse("screening:one", args=[case]))
        for case, person in people.items()
        if person in known
    }


register_kind(CaseKind(KIND, {"branch": VERB, "committee": VERB}, tell))
