"""Agenda and conclusions of a branch's meeting: closed lists, votes as counts, what the rules say; what was said stays on paper."""

from datetime import date, timedelta

import pytest

from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import verify
from liemchinh.meetings import recount
from liemchinh.meetings.concluding import Concluded, Planned, conclude_meeting, set_agenda
from liemchinh.meetings.minutes import agenda_due, agenda_on, minutes_of, quorum_of, results_due, voters
from liemchinh.meetings.models import Agenda, Item, Minutes, Outcome
from liemchinh.meetings.queries import meeting_on
from liemchinh.meetings.services import cancel_meeting, record_meeting
from liemchinh.meetings.waiting import waiting
from regulations.answers import Answer, Refused
from tests.permissions_of_directives import document

DAY = date(2026, 2, 3)


def met(world, phuc="present", binh="present", day=DAY):
    states = {world.people["branch"]: phuc, world.people["binh"]: binh}
    record_meeting(world.places["branch"], day, states, actor=world.actor("chi"))
    return meeting_on(world.places["branch"], day)


def planned(world, *items, day=DAY):
    wanted = items or (Planned("next_month"), Planned("news", document(world).pk))
    return set_agenda(world.places["branch"], day, wanted, actor=world.actor("chi"))


def concluded(world, first=None, second=None, **more):
    outcomes = {1: first or Concluded("agreed", "5-NQ/CB", 2, 0, 0), 2: second or Concluded("told")}
    return conclude_meeting(world.places["branch"], DAY, outcomes, actor=world.actor("chi"), **more)


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_agenda_and_conclusions_are_each_one_entry_and_corrected_by_another(world):
    first = planned(world)
    agenda = agenda_on(world.places["branch"], DAY)
    assert Entry.objects.get(sequence=first).kind == "meetings.planned"
    assert planned(world, *(Planned(one.kind, one.document_id) for one in agenda.items.order_by("number"))) == first
    met(world)
    assert [item.title for item in waiting(world.actor("chi"), clock.today())][
        -1
    ] == "Ghi kết luận buổi sinh hoạt ngày 03/02/2026"
    sequence = concluded(world)
    assert (
        Entry.objects.get(sequence=sequence).kind == "meetings.concluded"
        and len(waiting(world.actor("chi"), clock.today())) == 1
    )
    with pytest.raises(Refused) as refused:
        planned(world, Planned("dues"))
    assert codes(refused) == ["meetings.concluded"]
    with pytest.raises(Refused) as refused:
        concluded(world, second=Concluded("continued"))
    assert codes(refused) == ["meetings.reason"]
    again = concluded(world, second=Concluded("continued"), reason="paper")
    assert (
        Entry.objects.get(sequence=again).cancels_id == sequence
        and Minutes.objects.filter(cancelled_by=again).count() == 1
    )
    stands = Outcome.objects.filter(minutes=minutes_of(agenda)).order_by("item__number")
    assert [(one.result, one.resolution, one.votes_for) for one in stands] == [
        ("agreed", "5-NQ/CB", 2),
        ("continued", "", None),
    ]
    assert list(recount.differences()) == [] and verify().ok
    cancel_meeting(meeting_on(world.places["branch"], DAY).pk, reason="wrong_day", actor=world.actor("chi"))
    assert agenda_on(world.places["branch"], DAY) is None and list(recount.differences()) == []
    Item.objects.filter(number=1).update(kind="dues")
    assert len(list(recount.differences())) == 1 and Agenda.objects.count() == 1


def test_everything_that_is_wrong_is_said_at_once(world):
    with pytest.raises(Refused) as refused:
        concluded(world)
    assert codes(refused) == ["meetings.no-agenda", "meetings.no-meeting"]
    elsewhere = document(world, at="other")
    with pytest.raises(Refused) as refused:
        planned(
            world,
            Planned("gossip"),
            Planned("news"),
            Planned("plan", elsewhere.pk),
            day=clock.today() + timedelta(days=90),
        )
    assert codes(refused) == ["meetings.kind", "meetings.news", "meetings.document", "meetings.far"]
    planned(world)
    met(world, binh="absent")
    with pytest.raises(Refused) as refused:
        concluded(world, Concluded("agreed", "năm", 2, 0, 0), Concluded("because"))
    assert codes(refused) == ["meetings.resolution", "meetings.votes", "meetings.result"]
    with pytest.raises(Refused) as refused:
        conclude_meeting(world.places["branch"], DAY, {1: Concluded("told", "5-NQ/CB")}, actor=world.actor("chi"))
    assert codes(refused) == ["meetings.left-out", "meetings.resolution"]


def test_quorum_has_three_answers_no_blocks_an_agreement_and_unknown_blocks_nothing(world, monkeypatch):
    planned(world)
    meeting = met(world, binh="absent")
    assert voters(meeting) == (1, 2) and quorum_of(meeting).verdict == "unknown"
    concluded(world, Concluded("agreed"))
    monkeypatch.setattr("liemchinh.meetings.concluding.quorum_of", lambda meeting: Answer("no", 2))
    with pytest.raises(Refused) as refused:
        concluded(world, Concluded("agreed"), reason="paper")
    assert codes(refused) == ["meetings.quorum"]
    concluded(world, Concluded("continued"), reason="paper")


def test_days_to_enter_are_counted_by_the_rules_of_the_day_and_unknown_before_them(world):
    branch = world.places["branch"]
    found = agenda_due(branch, DAY), results_due(branch, DAY)
    assert [one.on for one in found] == [date(2026, 2, 2), date(2026, 2, 5)]
    assert {str(one.answer.citation) for one in found} == {"Hướng dẫn 42-HD/BTCTW"}
    assert [agenda_due(branch, date(2025, 9, 3)).on, results_due(branch, date(2025, 9, 3)).on] == [None, None]


def test_the_pages_hold_agenda_conclusions_and_lines_to_write_on(world):
    chi, base = world.client("chi"), f"/meetings/{world.places['branch']}"
    row, asked = document(world), "?on=2026-02-03"
    sent = {
        "i-TOTAL_FORMS": "6",
        "i-INITIAL_FORMS": "0",
        "i-0-kind": "next_month",
        "i-1-kind": "news",
        "i-1-document": str(row.pk),
    }
    assert chi.post(f"{base}/agenda/{asked}", {**sent, "i-2-document": str(row.pk)}).status_code == 422
    assert chi.post(f"{base}/agenda/{asked}", sent).url == f"{base}/minutes/?on=2026-02-03"
    met(world)
    page = chi.get(f"{base}/minutes/{asked}").content.decode()
    assert "13-CTr/TU" in page and "chưa xác minh" in page and "05/02/2026" in page
    given = {
        "n1-result": "agreed",
        "n1-resolution": "5-NQ/CB",
        "n1-votes_for": "2",
        "n1-votes_against": "0",
        "n1-abstained": "0",
    }
    assert chi.post(f"{base}/minutes/{asked}", given).status_code == 422
    assert chi.post(f"{base}/minutes/{asked}", {**given, "n2-result": "told"}).status_code == 302
    paper = chi.get(f"{base}/paper/{asked}").content.decode()
    assert "Nghị quyết số 5-NQ/CB" in paper and "tán thành 2" in paper and paper.count('class="write"') == 6
    assert "Trần Văn Bình" not in paper
