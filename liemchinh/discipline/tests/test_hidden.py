"""Before a decision nobody without the grant gets a byte more or less, whatever the case has come to (guards 8)."""

from typing import Any

import pytest

from liemchinh.casework.models import Case
from liemchinh.discipline.given import Given
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import HEARD, body_meets, by_commune, commune_officer
from tests.attacks.test_granted_cases import pages
from tests.granted_kind import more_officers

pytestmark = pytest.mark.django_db
# Everybody whose role leads to the person or the place, colleagues at the body itself among them; not Bình, who is told.
WITHOUT = ("thu", "an", "nam", "giang", "khoa", "hien", "chi", "em", "ha", "quan", "sau")


def test_the_register_and_every_list_read_byte_for_byte_the_same_until_there_is_a_decision(world: Any) -> None:
    more_officers(world)
    tam, _colleague = commune_officer(world), commune_officer(world, "sau")
    pages(world, WITHOUT)  # Whoever reads a person's page is named on that person's own: everybody has read once.
    before = pages(world, WITHOUT)
    assert sum("Bình".encode() in page for page in before.values()) > 5
    case = by_commune(world)
    record_step(case, "self_review", Given(HEARD), actor=tam)
    body_meets(case, {"warning": 12}, tam)
    assert Case.objects.filter(pk=case.pk, closed_by=None).exists()
    after = pages(world, WITHOUT)
    assert [key for key, page in after.items() if page != before[key]] == []
