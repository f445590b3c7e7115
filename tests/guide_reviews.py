"""Which screens of commitments and reviews the guide shows."""

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.journal import clock
from tests import guide_ballots as ballots
from tests import guide_emulation as emulation
from tests import guide_surveys as surveys
from tests.guide import DESK, PHONE, Picture

SECRETARY, OFFICER = "bi-thu-chi-bo", "to-chuc-xa"


def pictures() -> list[Picture]:
    """The overview, a sheet, a list of grades, a decision."""
    commune, branch = _place(OFFICER), _place(SECRETARY)
    year = clock.today().year
    return [
        Picture("reviews", OFFICER, f"{reverse('reviews:list')}?at={commune}&period={year}", (DESK, PHONE)),
        Picture(
            "review-handing",
            SECRETARY,
            f"{reverse('reviews:handing', args=[branch, 'commitment'])}?period={year}",
            (PHONE,),
        ),
        Picture("review-grades", SECRETARY, f"{reverse('reviews:grades', args=[branch])}?period={year}", (PHONE,)),
        Picture("remediation", OFFICER, f"{reverse('remediation:list')}?at={commune}", (DESK,)),
        Picture("remediation-new", SECRETARY, reverse("remediation:new", args=[branch]), (PHONE,)),
        Picture("review-decide", OFFICER, f"{reverse('reviews:decide', args=[commune])}?period={year}"),
        *emulation.pictures(),
        *ballots.pictures(),
        *surveys.pictures(),
    ]


def _place(person: str) -> int:
    grant = RoleGrant.objects.filter(account__username=person).exclude(organisation_id=None).latest("pk")
    return int(grant.organisation_id or 0)
