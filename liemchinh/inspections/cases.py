"""The kinds of case of this room, each open by grant alone, and how a case is called where nobody may be named."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from liemchinh.casework.kinds import CaseKind, Told, register_kind
from liemchinh.casework.models import Case, Party
from liemchinh.inspections.organ import VERB
from liemchinh.inspections.words import ALL_SORTS, FOLLOW_UP, PLANNED, SIGNS, TOPIC
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import names

PLANNED_KIND, BRANCH_KIND, SIGNS_KIND = "inspection", "branch_inspection", "inspection_on_signs"
TOPIC_KIND, FOLLOW_UP_KIND = "topic_supervision", "follow_up"
KINDS = (PLANNED_KIND, BRANCH_KIND, SIGNS_KIND, TOPIC_KIND, FOLLOW_UP_KIND)


def kind_of(sort: str, category: str) -> str:
    """Which procedure a sort of work follows in an organisation of a category: a branch inspects by steps of its own."""
    if sort == PLANNED and category in BRANCHES:
        return BRANCH_KIND
    return {SIGNS: SIGNS_KIND, TOPIC: TOPIC_KIND, FOLLOW_UP: FOLLOW_UP_KIND}.get(sort, PLANNED_KIND)


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """Cases are called by sort, organisation that acts and number; who is in one is read on its own page, where each reading is kept."""
    listed = list(cases)
    rows = Party.objects.filter(case__in=listed, role="body", cancelled_by=None)
    bodies = dict(rows.values_list("case_id", "organisation_id"))
    known = names(place for place in bodies.values() if place)
    sorts = dict(Case.objects.filter(pk__in=listed).values_list("pk", "inspection__sort"))
    return {
        case: Told(
            f"{ALL_SORTS.get(sorts.get(case) or '', '')}, số {case} – {known.get(bodies.get(case) or 0, '')}",
            reverse("inspections:case", args=[case]),
        )
        for case in listed
        if case in bodies
    }


for code in KINDS:
    register_kind(CaseKind(code, {"body": VERB}, tell, granted=True))
