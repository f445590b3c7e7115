"""The kind of case of this room: who acts in it by which right, and how a case is called on home pages."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from liemchinh.admission.facts import KIND, is_forgotten
from liemchinh.admission.models import Candidate
from liemchinh.casework.kinds import CaseKind, Told, register_kind
from liemchinh.casework.models import Party
from liemchinh.members.queries import names


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """How cases are called: by the candidate's name, or the member's once the candidate's data is gone."""
    wanted = list(cases)
    called = dict(Candidate.objects.filter(case__in=wanted).values_list("case_id", "full_name"))
    members = Party.objects.filter(case__in=wanted, role="member", cancelled_by=None).exclude(case__in=list(called))
    people = dict(members.values_list("case_id", "person_id"))
    known = names(person for person in people.values() if person)
    called |= {case: known[person] for case, person in people.items() if person in known}
    return {case: Told(name, reverse("admission:one", args=[case])) for case, name in called.items()}


register_kind(CaseKind(KIND, {"branch": "branch.keep", "committee": "members.decide"}, tell, forgotten=is_forgotten))
