"""In the middle of the flow organisations end: heirs see what waits, carry it on, and nothing is decided twice or lost."""

from datetime import date
from typing import Any

from liemchinh.casework.tests.test_taking_over import merge
from liemchinh.emulation.deciding import decide_models, revoke_model
from liemchinh.emulation.given import Revocation
from liemchinh.emulation.models import Recognition
from liemchinh.emulation.overview import progress_visible_to
from liemchinh.emulation.queries import decided_by, own_registrations, public_recognitions, undecided_under
from liemchinh.emulation.services import list_registration, propose_models
from liemchinh.emulation.tests.samples import MODEL, YEAR, decided, decision, recognition, registered, vouched
from liemchinh.emulation.waiting import waiting
from liemchinh.journal import clock
from liemchinh.journal.verification import recount_state, verify
from liemchinh.organisations.planning import Step
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.undoing import undo


def dissolve(world: Any, source: str, heir: str) -> int:
    step = Step(f"#{world.places[source]}", f"#{world.places[heir]}", "dissolve", "full")
    return apply(Decision("11-QĐ", date(2026, 3, 1), [], [step]), actor=world.actor("an"))[0]


def test_a_branch_that_ends_between_registration_and_decision_loses_nothing(world: Any) -> None:
    registered(world, "branch"), registered(world, "sibling", listed=False)
    merged = merge(world, "branch", "sibling")
    commune, sibling, branch = (world.places[name] for name in ("commune", "sibling", "branch"))
    assert progress_visible_to(world.actor("nam"), commune, YEAR)[0].counts["registered"] == 2
    page = world.client("nam").get(f"/emulation/?at={sibling}&period=2026").content.decode()
    assert page.count("Chi bộ nói không với vi phạm</a>") == 1 and page.count("Chi bộ ấp Gò Cát</a>") == 1
    propose_models(commune, MODEL, YEAR, [branch, sibling], actor=world.actor("nam"))
    decided(world, "branch", "sibling")
    vouched(world)
    # Whoever keeps the heir says whether the name of the ended one stands in public.
    assert [one.registration.organisation_id for one in public_recognitions(2026)] == [branch]
    list_registration(recognition(world).registration_id, False, actor=world.actor("nam"))
    assert list(public_recognitions(2026)) == []
    undo(merged, actor=world.actor("an"))
    assert [len(own_registrations(place)) for place in (branch, sibling)] == [1, 1]
    assert verify().ok and list(recount_state()) == []


def test_a_branch_dissolved_into_its_committee_waits_there(world: Any) -> None:
    registered(world, "branch", "sibling")
    dissolve(world, "branch", "commune")
    commune, branch = world.places["commune"], world.places["branch"]
    assert [one.organisation_id for one in own_registrations(commune)] == [branch]
    shown = world.client("nam").get(f"/emulation/?at={commune}&period=2026").content.decode()
    assert "Chi bộ ấp Gò Cát" in shown and "Chi bộ đã đăng ký" in shown
    decided(world, "branch", "sibling")
    vouched(world)
    assert public_recognitions(2026).count() == 2


def test_the_heir_of_a_body_finishes_what_it_decided_and_decides_nothing_twice(world: Any) -> None:
    registered(world, "branch", "sibling")
    branch, sibling, province = (world.places[name] for name in ("branch", "sibling", "province"))
    decide_models(MODEL, YEAR, [branch], decision(world, "district"), actor=world.actor("an"))
    dissolve(world, "district", "province")
    told = [one for one in waiting(world.actor("oanh"), clock.today()) if one.kind == "emulation.vouch"]
    assert "emulation.vouch" not in [one.kind for one in waiting(world.actor("an"), clock.today())], "whoever wrote it"
    assert [one.url for one in told] == [f"/emulation/?at={province}&period=2026"]
    page = world.client("oanh").get(told[0].url).content.decode()
    assert "15-QĐ/ĐU" in page and f'name="decided" value="{recognition(world).pk}"' in page
    vouched(world, by="oanh")
    assert [one.organisation_id for one in undecided_under(province, "committee", MODEL, YEAR.code)] == [sibling]
    assert decided_by(province, "committee", MODEL, YEAR.code) == 1, "and its share holds for both"
    revoke_model(recognition(world).pk, Revocation("21-QĐ/TU", date(2026, 3, 3), "court"), actor=world.actor("oanh"))
    decided(world, "branch", body="province", by="an")
    assert Recognition.objects.filter(cancelled_by=None).count() == 2 and list(recount_state()) == []
