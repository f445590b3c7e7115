"""Figures of models: registrations under the branch, decisions in effect by organ and form until they are revoked; as known on a day."""

from datetime import date, timedelta

import pytest

from liemchinh.emulation.deciding import revoke_model
from liemchinh.emulation.given import Revocation
from liemchinh.emulation.tests.samples import decided, recognition, registered, vouched
from liemchinh.figures.asking import ask, question
from liemchinh.figures.records import records_visible_to
from liemchinh.journal import clock
from liemchinh.organisations.planning import Step
from liemchinh.organisations.reorganisation import Decision as Reorganisation
from liemchinh.organisations.reorganisation import apply
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY, YEAR = date(2026, 3, 3), (date(2026, 1, 1), date(2026, 12, 31))
KEYS = (
    "models_registered",
    "models_registered_no_violation",
    "models_committee_recognise",
    "models_inspection_recognise",
)


def counted(at: int, known: date | None = None, until: date = YEAR[1]) -> list[object]:
    asked = question(at, YEAR[0], until, known_on=known)
    told = ask(asked, KEYS, [asked.period])[0].whole
    return [told[key] for key in KEYS]


def test_models_are_counted_by_registration_and_by_decision_until_it_is_revoked(world: World) -> None:
    registered(world, "branch", "sibling")
    decided(world, "branch")
    commune, branch = world.places["commune"], world.places["branch"]
    assert counted(commune) == [2, 2, 0, 0], "what no second officer vouched for is in nobody's figures"
    vouched(world)
    assert (counted(commune), counted(branch)) == ([2, 2, 1, 0], [1, 1, 1, 0])
    found = records_visible_to(world.actor("nam"), question(commune, *YEAR), "models_registered")
    assert found is not None and found.people is None
    assert [(one.name, one.count) for one in found.organisations] == [
        ("Chi bộ ấp Gò Cát", 1),
        ("Chi bộ ấp Rạch Dừa", 1),
    ]
    later = TODAY + timedelta(days=4)
    with clock.at(later):
        revoke_model(recognition(world).pk, Revocation("21-QĐ/ĐU", later, "conclusion"), actor=world.actor("nam"))
        assert counted(commune) == [2, 2, 0, 0]
        assert counted(commune, until=TODAY) == [2, 2, 1, 0], "until the later decision it stood"
        assert counted(commune, known=TODAY) == [2, 2, 1, 0]


def test_a_recognised_branch_that_ends_stays_in_the_figures_of_its_days(world: World) -> None:
    registered(world), decided(world, "branch"), vouched(world)
    commune, branch, later = world.places["commune"], world.places["branch"], TODAY + timedelta(days=4)
    with clock.at(later):
        step = Step(f"#{branch}", f"#{world.places['sibling']}", "merge", "full")
        apply(Reorganisation("11-QĐ", later, [], [step]), actor=world.actor("an"))
        assert counted(commune) == counted(world.places["province"]) == [1, 1, 1, 0]
        assert counted(branch, until=TODAY) == counted(commune, until=TODAY) == [1, 1, 1, 0]
        assert counted(world.places["sibling"], until=TODAY) == [0, 0, 0, 0]
