"""Transfers as a kind of case: who acts for each side, and how one is called in a list."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from liemchinh.casework.kinds import CaseKind, Told, register_kind
from liemchinh.casework.models import Party
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from liemchinh.transfers.models import Transfer

KIND = "transfers"
SENDER, RECEIVER, MEMBER = "sender", "receiver", "member"
KEEP = "branch.keep"


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """Each transfer as "who, from where to where", for readers who may see it."""
    wanted = list(cases)
    parties = list(Party.objects.filter(case_id__in=wanted, cancelled_by=None))
    places = names({row.organisation_id for row in parties if row.organisation_id})
    people = people_names({row.person_id for row in parties if row.person_id})
    outside = dict(Transfer.objects.filter(case_id__in=wanted).values_list("case_id", "outside"))
    found: dict[int, dict[str, str]] = {case: {} for case in wanted}
    for row in parties:
        name = people.get(row.person_id, "") if row.person_id else places.get(row.organisation_id or 0, "")
        found[row.case_id][row.role] = name
    return {
        case: Told(
            f"{sides.get(MEMBER, '')}, {sides.get(SENDER) or outside.get(case, '')} → "
            f"{sides.get(RECEIVER) or outside.get(case, '')}",
            reverse("transfers:one", args=[case]),
        )
        for case, sides in found.items()
    }


register_kind(CaseKind(KIND, {SENDER: KEEP, RECEIVER: KEEP}, tell))
