"""A branch is merged between setting an agenda and meeting, or between meeting and concluding: its heir goes on with it."""

from datetime import date, timedelta

import pytest

from liemchinh.access.granting import Offer, grant_role
from liemchinh.casework.tests.test_taking_over import merge
from liemchinh.journal import clock
from liemchinh.journal.verification import verify
from liemchinh.meetings import recount
from liemchinh.meetings.concluding import Concluded, Planned, conclude_meeting, set_agenda
from liemchinh.meetings.minutes import agenda_on, items_of, minutes_of
from liemchinh.meetings.services import record_meeting
from liemchinh.meetings.waiting import waiting
from regulations.answers import Refused
from tests.permissions_of_directives import document
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)
HELD, PLANNED = TODAY - timedelta(days=7), TODAY + timedelta(days=9)


def test_what_a_merged_branch_planned_and_what_it_had_not_concluded_goes_on_with_its_heir(world: World) -> None:
    branch, sibling, chi = world.places["branch"], world.places["sibling"], world.actor("chi")
    states = {world.people["branch"]: "present", world.people["binh"]: "present"}
    set_agenda(branch, HELD, [Planned("dues")], actor=chi)
    record_meeting(branch, HELD, states, actor=chi)
    set_agenda(branch, PLANNED, [Planned("dues"), Planned("news", document(world).pk)], actor=chi)
    set_agenda(sibling, PLANNED, [Planned("dues")], actor=world.actor("nam"))
    merge(world, "branch", "sibling", TODAY)
    grant_role(Offer(world.accounts["lan"], "branch_secretary", sibling, TODAY), actor=world.actor("an"))
    lan, client = world.actor("lan"), world.client("lan")
    with pytest.raises(Refused) as refused:
        set_agenda(branch, PLANNED, [Planned("plan")], actor=lan)
    assert [one.code for one in refused.value.refusals] == ["organisation-ended"]
    lines = {(one.title, one.url) for one in waiting(lan, TODAY) if one.kind != "meetings.month"}
    assert lines == {
        ("Ghi kết luận buổi sinh hoạt ngày 24/02/2026", f"/meetings/{branch}/minutes/?on=2026-02-24"),
        ("Nhận nội dung buổi sinh hoạt ngày 12/03/2026", f"/meetings/{sibling}/agenda/?on=2026-03-12"),
    }
    conclude_meeting(branch, HELD, {1: Concluded("agreed")}, actor=lan)
    kept = agenda_on(branch, HELD)
    assert kept is not None and minutes_of(kept) is not None
    page = client.get(f"/meetings/{sibling}/agenda/?on=2026-03-12").content.decode()
    assert "Chi bộ ấp Gò Cát đã ghi nội dung cho ngày này" in page and page.count('value="news" selected') == 1
    own, left = agenda_on(sibling, PLANNED), agenda_on(branch, PLANNED)
    assert [one.kind for one in items_of(own)] == ["dues"] and len(items_of(left)) == 2
    set_agenda(sibling, PLANNED, [Planned(one.kind, one.document_id) for one in items_of(left)], actor=lan)
    with clock.at(PLANNED):
        assert [one.kind for one in waiting(lan, PLANNED) if one.kind != "meetings.month"] == ["meetings.conclusions"]
    assert list(recount.differences()) == [] and verify().ok
