"""Tasks received, planned, reported, not for us, sent back; progress up the tree; a reorganisation in the middle; as known on a day."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from liemchinh.directives import services as directives
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import facts_of
from liemchinh.organisations.undoing import undo
from liemchinh.tasks.answering import (
    Proof,
    acknowledge_tasks,
    cancel_answer,
    plan_task,
    report_task,
    return_answer,
    say_not_applicable,
)
from liemchinh.tasks.changed import changes
from liemchinh.tasks.models import Answer, Giving, Move
from liemchinh.tasks.moving import NewDay, move_due
from liemchinh.tasks.progress import OWN, progress_of
from liemchinh.tasks.queries import addressees_of, duties, given_to, givings_visible_to, is_received, lines, proves
from liemchinh.tasks.recount import differences
from liemchinh.tasks.waiting import waiting
from regulations.answers import Refused
from tests.permissions_of_directives import PLAN
from tests.permissions_of_tasks import given, task_of
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code.removeprefix("tasks.") for fault in refused.value.refusals)


def states(giving: Giving, at: int, on: date = TODAY) -> dict[str, int]:
    """The states that are not nought, of all duties at and under an organisation."""
    found = progress_of(giving, at, on)
    assert found is not None
    return {state: count for state, count in found.whole.items() if count}


def merge(world: World, source: str, target: str) -> int:
    """The entry by which one branch becomes part of another today."""
    ended, heir = world.places[source], world.places[target]
    stays = facts_of(standing(TODAY).get(organisation_id=heir))
    steps = [Step(f"#{ended}", f"#{heir}", "merge", ""), Step(f"#{heir}", f"#{heir}", "merge", "")]
    after = [After(f"#{heir}", f"#{stays.parent}", stays)]
    return apply(Decision("07-QĐ", TODAY, after, steps), actor=CONSOLE)[0]


def test_a_branch_receives_plans_and_reports_each_task_with_the_proof_it_asks_for(world: World) -> None:
    giving, chi, branch = given(world), world.actor("chi"), world.places["branch"]
    assert [(one.kind, one.title[:20]) for one in waiting(chi, TODAY)] == [("tasks.arrived", "Tiếp nhận 4 nhiệm vụ")]
    first = acknowledge_tasks(giving.pk, branch, actor=chi)
    assert is_received(giving, branch) and acknowledge_tasks(giving.pk, branch, actor=chi) == first
    assert [one.kind for one in waiting(chi, TODAY)] == ["tasks.open"]
    day, number, count = (task_of(giving, turn).pk for turn in (2, 3, 4))
    plan_task(day, branch, TODAY + timedelta(days=5), "secretary", actor=chi)
    plan_task(day, branch, TODAY + timedelta(days=9), "secretary", actor=chi)
    assert duties(giving, branch, TODAY)[1].plan.until == TODAY + timedelta(days=9)  # type: ignore[union-attr]
    for task, bad in (
        (day, Proof(TODAY, number="5-BC/CB")), (number, Proof(TODAY)), (count, Proof(TODAY)), (day, Proof(TODAY, count=4)),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            report_task(task, branch, bad, actor=chi)
        assert codes(refused) == ["proof"]
    with pytest.raises(Refused) as refused:
        report_task(count, branch, Proof(TODAY + timedelta(days=1), count=-1), actor=chi)
    assert codes(refused) == ["ahead", "long"]
    report_task(day, branch, Proof(TODAY), actor=chi)
    report_task(number, branch, Proof(TODAY, number="05-BC/CB"), actor=chi)
    report_task(count, branch, Proof(TODAY, count=12), actor=chi)
    with pytest.raises(Refused) as refused:
        report_task(count, branch, Proof(TODAY, count=13), actor=chi)
    assert codes(refused) == ["answered"]
    assert [one.state for one in duties(giving, branch, TODAY)] == ["ahead", "on_time", "on_time", "on_time"]
    assert states(giving, branch) == {"on_time": 3, "ahead": 1}
    assert states(giving, world.places["province"]) == {"on_time": 3, "ahead": 17}
    assert list(differences()) == []


def test_ones_own_plan_is_reported_by_writing_it_down(world: World) -> None:
    giving, nam, commune = given(world), world.actor("nam"), world.places["commune"]
    plan = directives.record_document(commune, replace(PLAN, dated=TODAY, carries=(giving.document_id,)), actor=nam)
    first = duties(giving, commune, TODAY)[0]
    assert first.state == "on_time" and first.answer is not None and first.answer.document_id == plan.pk
    assert [one.task.number for one in proves(plan) if one.task] == [1], "from the proof back to the task"
    with pytest.raises(Refused) as refused:
        directives.cancel_document(plan.pk, reason="twice", actor=nam)
    assert codes(refused) == ["proves"]
    report = Answer.objects.get(kind="reported")
    back = cancel_answer(report.pk, "wrong_kind", actor=nam)
    assert Entry.objects.get(pk=back).kind == "tasks.answer_cancelled"
    other = directives.record_document(commune, replace(PLAN, number=6, dated=TODAY), actor=nam)
    with pytest.raises(Refused) as refused:
        report_task(task_of(giving, 1).pk, commune, Proof(TODAY, document=other.pk), actor=nam)
    assert codes(refused) == ["plan"], "what does not carry the document out is no plan of it"
    report_task(task_of(giving, 1).pk, commune, Proof(TODAY, document=plan.pk), actor=nam)
    assert list(differences()) == []


def test_what_is_not_for_us_or_sent_back_has_a_reason_of_the_list(world: World) -> None:
    giving, chi, an, branch = given(world), world.actor("chi"), world.actor("an"), world.places["branch"]
    task = task_of(giving, 3)
    with pytest.raises(Refused) as refused:
        say_not_applicable(task.pk, branch, "we are tired", actor=chi)
    assert codes(refused) == ["reason"]
    say_not_applicable(task.pk, branch, "other_body", actor=chi)
    assert states(giving, branch) == {"exempt": 1, "ahead": 3}
    answer = Answer.objects.get(kind="not_applicable")
    for name in ("chi", "nam"):
        with pytest.raises(Refused):
            return_answer(answer.pk, "applies", actor=world.actor(name))
    return_answer(answer.pk, "applies", actor=an)
    assert duties(giving, branch, TODAY)[2].returned == "Nhiệm vụ có áp dụng cho tổ chức này"
    since = clock.now() - timedelta(hours=1)
    told = [one.sentence.partition(":")[0] for one in changes(chi, since)]
    assert told == ["Nhiệm vụ mới được giao theo Kế hoạch số 500-KH/ĐU, 02/02/2026", "Báo cáo bị trả lại"]
    assert changes(world.actor("dung"), since) == changes(world.actor("binh"), since) == []
    acknowledge_tasks(giving.pk, branch, actor=chi)
    assert [one.kind for one in waiting(chi, TODAY)] == ["tasks.returned"]
    with pytest.raises(Refused) as refused:
        return_answer(answer.pk, "a whim", actor=an)
    assert codes(refused) == ["answer", "reason"]
    report_task(task.pk, branch, Proof(TODAY, number="05-BC/CB"), actor=chi)
    assert duties(giving, branch, TODAY)[2].returned == "" and list(differences()) == []
    with pytest.raises(Refused) as refused:
        report_task(task.pk, world.places["other_branch"], Proof(TODAY, number="1"), actor=world.actor("dung"))
    assert codes(refused) == ["not-addressed"]
    with pytest.raises(Refused) as refused:
        plan_task(task_of(giving, 2).pk, branch, TODAY - timedelta(days=1), "emperor", actor=chi)
    assert codes(refused) == ["post", "until"]


def test_progress_is_counted_up_the_tree_on_time_late_overdue(world: World) -> None:
    giving = given(world, due=TODAY)
    later = TODAY + timedelta(days=4)
    report_task(task_of(giving, 2).pk, world.places["branch"], Proof(TODAY), actor=world.actor("chi"))
    with clock.at(later):
        report_task(task_of(giving, 2).pk, world.places["sibling"], Proof(later), actor=world.actor("nam"))
        assert states(giving, world.places["commune"], later) == {"on_time": 1, "late": 1, "overdue": 10}
        found = progress_of(giving, world.places["commune"], later)
        assert found is not None and {key: found.children[key]["overdue"] for key in found.children} == {
            world.places["branch"]: 3, world.places["sibling"]: 3, OWN: 4
        }  # fmt: skip
        one = progress_of(giving, world.places["province"], later, task=task_of(giving, 2).pk)
        assert one is not None and one.total == 5 and one.whole["overdue"] == 3
        told = {state: addressees_of(task_of(giving, 2), world.places["commune"], later, state).count()
                for state in ("on_time", "late", "overdue", "ahead", "exempt", "")}  # fmt: skip
        assert told == {"on_time": 1, "late": 1, "overdue": 1, "ahead": 0, "exempt": 0, "": 3}
        giang = waiting(world.actor("giang"), later)
        assert [(line.kind, line.title.partition(":")[0]) for line in giang] == [
            ("tasks.late_below", "10 nhiệm vụ quá hạn ở cấp dưới")
        ], "the leader sees how much is late, and opens where"


def test_the_progress_of_each_task_alone_adds_up_to_the_whole(world: World) -> None:
    """Whoever answered another task and not this one counts with it too."""
    giving, province = given(world), world.places["province"]
    report_task(task_of(giving, 2).pk, world.places["branch"], Proof(TODAY), actor=world.actor("chi"))
    report_task(task_of(giving, 3).pk, world.places["sibling"], Proof(TODAY, number="1"), actor=world.actor("nam"))
    for known in (TODAY, TODAY + timedelta(days=1)):
        with clock.at(TODAY + timedelta(days=1)):
            alone = [progress_of(giving, province, known, task=task.pk) for task in giving.tasks.all()]
            whole = progress_of(giving, province, known)
        assert whole is not None and [one.addressees for one in alone if one] == [whole.addressees] * 4
        assert sum((Counter(one.whole) for one in alone if one), Counter()) == Counter(whole.whole)


def test_a_reorganisation_in_the_middle_loses_nothing_and_doubles_nothing(world: World) -> None:
    giving, nam = given(world), world.actor("nam")
    branch, sibling = world.places["branch"], world.places["sibling"]
    report_task(task_of(giving, 2).pk, branch, Proof(TODAY), actor=world.actor("chi"))
    before = states(giving, world.places["province"])
    decided = merge(world, "branch", "sibling")
    assert states(giving, world.places["province"]) == before == {"on_time": 1, "ahead": 19}
    assert states(giving, sibling) == {"on_time": 1, "ahead": 7}
    mine = duties(giving, sibling, TODAY)
    assert [one.state for one in mine] == ["ahead"] * 4 and mine[0].for_ended == ("Chi bộ ấp Gò Cát",)
    assert [row.pk for row in given_to(sibling)] == [giving.pk] and list(given_to(branch)) == []
    with pytest.raises(Refused):
        report_task(task_of(giving, 3).pk, branch, Proof(TODAY, number="1-BC/CB"), actor=world.actor("chi"))
    entry = report_task(task_of(giving, 3).pk, sibling, Proof(TODAY, number="1-BC/CB"), actor=nam)
    assert Answer.objects.filter(recorded_by=entry).count() == 2, (
        "one report of the heir answers for both, by one entry"
    )
    report_task(task_of(giving, 2).pk, sibling, Proof(TODAY), actor=nam)
    assert states(giving, world.places["province"]) == {"on_time": 4, "ahead": 16}
    shown = lines(addressees_of(task_of(giving, 3), sibling, TODAY), task_of(giving, 3), TODAY)
    assert [(line.name, line.now) for line in shown] == [
        ("Chi bộ ấp Gò Cát", "Chi bộ ấp Rạch Dừa"),
        ("Chi bộ ấp Rạch Dừa", ""),
    ]
    return_answer(Answer.objects.filter(recorded_by=entry).earliest("pk").pk, "not_complete", actor=world.actor("an"))
    assert states(giving, world.places["province"]) == {"on_time": 2, "ahead": 18}, "it falls for both"
    assert list(differences()) == []
    undo(decided, actor=CONSOLE)
    assert [one.state for one in duties(giving, branch, TODAY)] == ["ahead", "on_time", "ahead", "ahead"]
    assert states(giving, branch) == {"on_time": 1, "ahead": 3} and list(differences()) == []


def test_progress_as_known_on_a_day_stays_what_was_known(world: World) -> None:
    giving, chi, branch = given(world, due=TODAY), world.actor("chi"), world.places["branch"]
    report_task(task_of(giving, 2).pk, branch, Proof(TODAY), actor=chi)
    then = progress_of(giving, world.places["province"], TODAY)
    with clock.at(TODAY + timedelta(days=10)):
        acknowledge_tasks(giving.pk, branch, actor=chi)
        cancel_answer(Answer.objects.get(kind="reported").pk, "wrong_day", actor=chi)
        report_task(task_of(giving, 3).pk, branch, Proof(TODAY, number="4-BC/CB"), actor=chi)
        assert progress_of(giving, world.places["province"], TODAY) == then
        assert states(giving, branch, clock.today()) == {"on_time": 1, "overdue": 3}
        assert progress_of(giving, world.places["province"], TODAY - timedelta(days=1)) is None, "not given yet"


def test_a_day_is_moved_for_all_by_one_entry_and_what_was_late_before_is_still_late_as_known_then(world: World) -> None:
    giving, an, chi = given(world, due=TODAY), world.actor("an"), world.actor("chi")
    task, branch, province = task_of(giving, 2), world.places["branch"], world.places["province"]
    over, moved = TODAY + timedelta(days=4), TODAY + timedelta(days=6)
    with clock.at(over):
        report_task(task.pk, branch, Proof(over), actor=chi)
        assert states(giving, province, over) == {"late": 1, "overdue": 19}
    with clock.at(moved):
        until = moved + timedelta(days=9)
        for bad, faults in (
            (NewDay(TODAY, "", moved + timedelta(days=1)), ["ahead", "number", "same"]),
            (NewDay(TODAY - timedelta(days=2), "1", TODAY - timedelta(days=1)), ["before", "due"]),
        ):
            with pytest.raises(Refused) as refused:
                move_due(task.pk, bad, actor=an)
            assert codes(refused) == faults
        entry = move_due(task.pk, NewDay(until, "12-QĐ/TU", moved), actor=an)
        assert Entry.objects.filter(kind="tasks.moved").count() == 1, "one entry for all five"
        assert states(giving, province, moved) == {"on_time": 1, "overdue": 15, "ahead": 4}
        then, before = progress_of(giving, province, over), progress_of(giving, province, TODAY)
        assert then is not None and (then.whole["late"], then.whole["overdue"], then.dues[task.pk]) == (1, 19, TODAY)
        assert then.tasks[task.pk]["overdue"] == 4 and before is not None and before.whole["ahead"] == 20
        told = duties(giving, branch, moved)[1].moved
        assert told is not None and (told.was, told.due_on, told.number) == (TODAY, until, "12-QĐ/TU")
        page = world.client("nam").get(f"/tasks/at/{world.places['commune']}/{giving.pk}/").content.decode()
        assert "hạn 18/03/2026" in page and "trước là 03/03/2026; dời theo 12-QĐ/TU ngày 09/03/2026" in page
        assert any("dời từ 03/03/2026 sang 18/03/2026" in one.sentence for one in changes(chi, clock.now()))
        move_due(task.pk, NewDay(until + timedelta(days=1), "13-QĐ/TU", moved), actor=an)
        with pytest.raises(Refused) as refused:
            move_due(task.pk, NewDay(until, "14-QĐ/TU", over), actor=an)
        assert codes(refused) == ["before"]
        assert [row.was for row in Move.objects.order_by("pk")] == [TODAY, until] and list(differences()) == []
        Move.objects.filter(recorded_by=entry).update(was=over)
        assert len(list(differences())) == 1


def test_tasks_are_seen_by_giver_addressees_and_those_above_them_alone(world: World) -> None:
    whole, own = given(world), given(world, "branch", categories=("branch",))

    def seen(name: str) -> list[int]:
        return sorted(givings_visible_to(world.actor(name)).values_list("pk", flat=True))

    assert seen("an") == seen("nam") == seen("giang") == seen("chi") == [whole.pk, own.pk]
    for name in ("dung", "binh", "quan", "lan"):
        assert seen(name) == []
    assert Entry.objects.filter(kind="tasks.given").count() == 2
