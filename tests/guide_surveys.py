"""Which screens of surveys the guide shows: the commune's page, its round, and the branch that counted."""

from django.urls import reverse

from liemchinh.access.models import RoleGrant
from liemchinh.surveys.models import Part, Round
from tests.guide import DESK, PHONE, Picture

COMMUNE, SECRETARY = "to-chuc-xa", "bi-thu-chi-bo"


def pictures() -> list[Picture]:
    """In the order of the page."""
    round = Round.objects.filter(closed_by=None, cancelled_by=None).latest("pk")
    branch = RoleGrant.objects.filter(account__username=SECRETARY).latest("pk").organisation_id
    part = Part.objects.get(round=round, organisation_id=branch)
    return [
        Picture("surveys-list", COMMUNE, reverse("surveys:list", args=[round.organisation_id]), (DESK,)),
        Picture("surveys-round", COMMUNE, reverse("surveys:round", args=[round.pk]), (PHONE,)),
        Picture("surveys-part", SECRETARY, reverse("surveys:part", args=[part.pk]), (PHONE,)),
    ]
