"""Which screens of models of branches the guide shows."""

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.emulation.models import Registration
from tests.guide import DESK, PHONE, Picture

OFFICER, SECRETARY = "to-chuc-ben-tre", "bi-thu-chi-bo"


def pictures() -> list[Picture]:
    """The picture of a year, a registration with its conditions, a decision, the public list."""
    top = RoleGrant.objects.filter(account__username=OFFICER).exclude(organisation_id=None).latest("pk").organisation_id
    asked = "period=2022&model=no_violation"
    branch = RoleGrant.objects.filter(account__username=SECRETARY).latest("pk").organisation_id
    row = Registration.objects.filter(organisation_id=branch, cancelled_by=None).latest("pk")
    return [
        Picture("emulation", OFFICER, f"{reverse('emulation:list')}?at={top}&period=2022", (DESK, PHONE)),
        Picture("emulation-one", SECRETARY, reverse("emulation:one", args=[row.pk]), (PHONE,)),
        Picture("emulation-decide", OFFICER, f"{reverse('emulation:decide', args=[top])}?{asked}"),
        Picture("emulation-public", OFFICER, reverse("emulation:public"), (PHONE,)),
    ]
