"""Which screens of models of branches the guide shows."""

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.emulation.models import Registration
from tests.guide import DESK, PHONE, Picture

OFFICER = "to-chuc-ben-tre"


def pictures() -> list[Picture]:
    """The picture of a year, a registration with its conditions, a decision, the public list."""
    top = RoleGrant.objects.filter(account__username=OFFICER).exclude(organisation_id=None).latest("pk").organisation_id
    asked = "period=2022&model=no_violation"
    row = Registration.objects.filter(model="no_violation", period="2022", cancelled_by=None).earliest("pk")
    return [
        Picture("emulation", OFFICER, f"{reverse('emulation:list')}?at={top}&period=2022", (DESK, PHONE)),
        Picture("emulation-one", OFFICER, reverse("emulation:one", args=[row.pk]), (PHONE,)),
        Picture("emulation-decide", OFFICER, f"{reverse('emulation:decide', args=[top])}?{asked}"),
        Picture("emulation-public", OFFICER, reverse("emulation:public"), (PHONE,)),
    ]
