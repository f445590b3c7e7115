"""A branch registers, a committee proposes, an organ decides for many at once; what no text says is vouched for; a later act revokes."""

from datetime import date
from typing import Any

import pytest

from liemchinh.dues.models import Month
from liemchinh.emulation import recount
from liemchinh.emulation.deciding import revoke_model, take_back_model
from liemchinh.emulation.given import Revocation
from liemchinh.emulation.models import Recognition, Registration
from liemchinh.emulation.overview import progress_visible_to
from liemchinh.emulation.queries import public_recognitions, undecided_under
from liemchinh.emulation.services import list_registration, propose_models, register_models, withdraw_registration
from liemchinh.emulation.tests.samples import (
    MODEL,
    YEAR,
    decided,
    recognition,
    registered,
    registering,
    stated,
    vouched,
)
from liemchinh.emulation.waiting import waiting
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import recount_state, verify
from liemchinh.reviews.periods import read
from regulations.answers import Refused


def codes(refused: Any) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_a_branch_registers_by_its_resolution_and_withdraws_until_something_is_decided(world: Any) -> None:
    row = registered(world, by="chi", listed=False)
    entry = Entry.objects.get(sequence=row.recorded_by)
    assert (entry.kind, entry.effective_on, entry.organisation_id) == (
        "emulation.registered", row.dated, world.places["branch"]
    )  # fmt: skip
    with pytest.raises(Refused) as refused:
        registered(world, by="chi")
    assert codes(refused) == ["emulation.twice"]
    assert list_registration(row.pk, False, actor=world.actor("chi")) == row.recorded_by
    list_registration(row.pk, True, actor=world.actor("chi"))
    withdraw_registration(row.pk, reason="resolution", actor=world.actor("chi"))
    again = registered(world, by="chi")
    decided(world, "branch")
    with pytest.raises(Refused) as refused:
        withdraw_registration(again.pk, reason="because", actor=world.actor("chi"))
    assert codes(refused) == ["reason", "emulation.decided"]
    with pytest.raises(Refused) as refused:
        withdraw_registration(row.pk, reason="resolution", actor=world.actor("chi"))
    assert codes(refused) == ["emulation.moved_on"]
    assert list(recount.differences()) == [] and verify().ok and list(recount_state()) == []


def test_everything_that_is_wrong_with_a_registration_is_said_at_once(world: Any) -> None:
    before = Entry.objects.count()
    wrong = registering(
        world, "commune", model="best", period=read("2024-Q4"), number=" ", dated=date(2026, 5, 1), lies="home"
    )
    with pytest.raises(Refused) as refused:
        register_models([wrong], actor=world.actor("nam"))
    assert codes(refused) == [
        "emulation.number", "ahead", "emulation.model", "emulation.period", "emulation.late", "emulation.lies", "emulation.branch",
    ]  # fmt: skip
    with pytest.raises(Refused) as refused:
        register_models(
            [registering(world), registering(world), registering(world, "sibling")], actor=world.actor("chi")
        )
    assert codes(refused) == ["access.out_of_scope"]
    stated(world, "emulation.models", ["four_good"])
    with pytest.raises(Refused) as refused:
        registered(world, by="chi")
    assert codes(refused) == ["emulation.model"] and "31-KH/TU" in refused.value.refusals[0].citation
    assert Entry.objects.filter(kind__startswith="emulation.").count() == 0 and before


def test_many_branches_are_proposed_and_decided_at_once_and_a_second_officer_vouches(world: Any) -> None:
    registered(world, "branch", "sibling")
    both = [world.places["branch"], world.places["sibling"]]
    with pytest.raises(Refused) as refused:
        propose_models(world.places["commune"], "four_good", YEAR, both, actor=world.actor("nam"))
    assert codes(refused) == ["emulation.moved_on"]
    propose_models(world.places["commune"], MODEL, YEAR, both, actor=world.actor("nam"))
    assert [one.kind for one in waiting(world.actor("an"), clock.today())] == ["emulation.decide"]
    assert waiting(world.actor("nam"), clock.today()) == [], "what it proposed itself waits above it"
    with pytest.raises(Refused) as refused:
        decided(world, "branch", "sibling", body="province", by="an", number=" ", basis="", on=date(2026, 1, 1))
    assert codes(refused) == [
        "emulation.number", "emulation.early", "emulation.early", "emulation.unknown", "emulation.unknown",
    ]  # fmt: skip
    assert len(decided(world, "branch", "sibling", body="province", by="an")) == 2
    line = progress_visible_to(world.actor("an"), world.places["province"], YEAR)[0]
    assert dict(line.counts) == {"registered": 2, "proposed": 2, "reward": 0, "commend": 0, "recognise": 0}
    assert list(public_recognitions(2026)) == []
    with pytest.raises(Refused) as refused:
        vouched(world)
    assert codes(refused) == ["emulation.same_officer"]
    vouched(world, by="oanh")
    with pytest.raises(Refused) as refused:
        vouched(world, by="oanh")
    assert codes(refused) == ["emulation.gone"]
    line = progress_visible_to(world.actor("an"), world.places["province"], YEAR)[0]
    assert (line.branches, line.counts["recognise"]) == (2, 2) and public_recognitions(2026).count() == 2
    assert progress_visible_to(world.actor("giang"), world.places["district"], YEAR) == []
    with pytest.raises(Refused) as refused:
        decided(world, "branch", body="province", by="an", number="16-QĐ/TU")
    assert codes(refused) == ["emulation.moved_on"]
    # Another organ decides for itself.
    decided(world, "branch", body="district", by="khoa", organ="inspection", form="commend", number="02-QĐ/UBKT")
    assert Recognition.objects.filter(cancelled_by=None).count() == 3 and list(recount.differences()) == []


def test_no_organisation_decides_about_itself_and_nobody_outside_their_right(world: Any) -> None:
    registered(world)
    with pytest.raises(Refused) as refused:
        decided(world, "branch", body="branch", by="chi", organ="inspection")
    assert codes(refused) == ["emulation.own"]
    for name, body in (("chi", "commune"), ("giang", "district"), ("hien", "commune"), ("dung", "commune")):
        with pytest.raises(Refused):
            decided(world, "branch", body=body, by=name)
    with pytest.raises(Refused) as refused:
        decided(world, "branch", organ="friends")
    assert codes(refused) == ["emulation.form"]
    assert not Recognition.objects.exists()


def test_what_two_officers_vouched_for_binds_and_an_excess_needs_a_reason_of_the_list(world: Any) -> None:
    registered(world, "branch", "sibling")
    stated(world, "emulation.models", ["no_violation", "four_good"])
    stated(world, "emulation.conditions.no_violation", ["no_sanction", "dues"])
    stated(world, "emulation.quota", 50)
    with pytest.raises(Refused) as refused:
        decided(world, "branch", "sibling", basis="")
    assert (
        codes(refused) == ["emulation.quota"]
        and "Có 2 chi bộ đăng ký: nhiều nhất 1" in refused.value.refusals[0].message
    )
    decided(world, "branch", basis="needless")
    assert recognition(world).basis == "" and public_recognitions(2026).count() == 1
    with pytest.raises(Refused) as refused:
        decided(world, "sibling", basis="", exceeded="because")
    assert codes(refused) == ["emulation.quota"]
    decided(world, "sibling", basis="", exceeded="rounding")
    assert recognition(world, "sibling").exceeded == "rounding" and list(recount.differences()) == []
    # Each organ of each body has its own share: what the commune's committee decided takes nothing from the level above.
    decided(world, "branch", body="province", by="an", basis="")
    with pytest.raises(Refused) as refused:
        decided(world, "sibling", body="province", by="an", basis="")
    assert codes(refused) == ["emulation.quota"]
    decided(world, "sibling", body="district", by="khoa", organ="inspection", basis="")


def test_a_branch_that_fails_a_condition_two_officers_vouched_for_is_refused_by_name(world: Any) -> None:
    registered(world, "branch", "sibling")
    Month.objects.create(
        organisation_id=world.places["branch"], month=date(2026, 1, 1), paid=1, unpaid=1, excused=0, recorded_by=1
    )
    with pytest.raises(Refused) as refused:
        decided(world, "branch", "sibling", basis="")
    # Of the model, of the condition one of them fails, of the share no text was seen.
    assert codes(refused) == ["emulation.unknown"] * 3
    stated(world, "emulation.models", ["no_violation"])
    stated(world, "emulation.conditions.no_violation", ["dues"])
    stated(world, "emulation.quota", 100)
    with pytest.raises(Refused) as refused:
        decided(world, "branch", "sibling", basis="")
    assert [(one.code, one.message) for one in refused.value.refusals] == [
        ("emulation.condition", "Chi bộ ấp Gò Cát: Đóng đủ đảng phí.")
    ]
    decided(world, "sibling", basis="")
    assert Recognition.objects.get().registration.organisation_id == world.places["sibling"]


def test_a_later_decision_revokes_and_a_mistake_is_taken_back(world: Any) -> None:
    registered(world)
    decided(world, "branch")
    vouched(world)
    row = recognition(world)
    with pytest.raises(Refused) as refused:
        revoke_model(row.pk, Revocation("", date(2026, 1, 2), "because"), actor=world.actor("nam"))
    assert codes(refused) == ["emulation.number", "emulation.cause", "emulation.before"]
    revoke_model(row.pk, Revocation("21-QĐ/ĐU", date(2026, 3, 3), "conclusion"), actor=world.actor("nam"))
    assert list(public_recognitions(2026)) == []
    with pytest.raises(Refused) as refused:
        revoke_model(row.pk, Revocation("22-QĐ/ĐU", date(2026, 3, 3), "court"), actor=world.actor("nam"))
    assert codes(refused) == ["emulation.moved_on"]
    # It can be decided about anew, and a decision recorded wrongly leaves the registration waiting.
    decided(world, "branch", number="23-QĐ/ĐU")
    taken = take_back_model(recognition(world).pk, reason="wrong_day", actor=world.actor("nam"))
    assert Entry.objects.get(sequence=taken).kind == "emulation.taken_back"
    assert [one.organisation_id for one in undecided_under(world.places["commune"], "committee", MODEL, YEAR.code)] == [
        world.places["branch"]
    ]
    assert list(recount.differences()) == [] and verify().ok
    Registration.objects.update(number="99-NQ/CB")
    assert len(list(recount.differences())) == 1


def test_a_second_officer_vouches_for_what_the_page_showed_and_nothing_beside_it(world: Any) -> None:
    registered(world, "branch", "sibling"), registered(world, model="four_good")
    decided(world, "branch")
    # The number again: on another basis, and about another model of another day.
    decided(world, "sibling", basis="Mục 9 Kế hoạch 40-KH/ĐU")
    decided(world, "branch", model="four_good", on=date(2026, 3, 1))
    vouched(world, "sibling")
    assert [one.registration.organisation_id for one in Recognition.objects.filter(vouched_by__isnull=False)] == [
        world.places["sibling"]
    ]


def test_what_is_proposed_waits_above_until_a_committee_above_decides(world: Any) -> None:
    registered(world)
    propose_models(world.places["commune"], MODEL, YEAR, [world.places["branch"]], actor=world.actor("nam"))
    decided(world, "branch", number="16-QĐ/ĐU")
    decided(world, "branch", body="district", by="khoa", organ="inspection", number="02-QĐ/UBKT")

    def waits() -> bool:
        return "emulation.decide" in [one.kind for one in waiting(world.actor("oanh"), clock.today())]

    assert waits()
    decided(world, "branch", body="province", by="an")
    assert not waits()
