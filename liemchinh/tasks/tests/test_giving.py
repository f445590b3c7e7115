"""Tasks given to many by one entry: whom the rule means, what the book holds, what is refused, what is taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liemchinh.directives import services as directives
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.sentences import sentences
from liemchinh.journal.services import last_sequence, personal_of
from liemchinh.tasks import answering, services
from liemchinh.tasks.addressing import To
from liemchinh.tasks.models import Addressee, Giving, Task
from liemchinh.tasks.recount import differences
from regulations.answers import Refused
from tests.permissions_of_directives import PROGRAMME, document
from tests.permissions_of_tasks import ALL, addressed_names, given, tasks
from tests.world import World

pytestmark = pytest.mark.django_db


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code.removeprefix("tasks.") for fault in refused.value.refusals)


def test_one_entry_gives_all_tasks_to_all_whom_the_rule_means_but_those_left_out(world: World) -> None:
    programme, before = document(world, PROGRAMME), last_sequence()
    to = To(world.places["province"], ("grassroots_committee", "branch"), frozenset({world.places["sibling"]}))
    giving = services.give_tasks(programme.pk, tasks(), to, actor=world.actor("an"))
    assert last_sequence() == before + 1 and giving.count == 2
    assert addressed_names(giving, world) == {"commune", "branch"}
    entry = Entry.objects.get(pk=giving.recorded_by)
    assert sentences([entry]) == ["Đảng bộ tỉnh Bình An giao 4 nhiệm vụ theo 13-CTr/TU cho 2 tổ chức"]
    assert "Sinh hoạt chuyên đề" in personal_of(entry.pk)["titles"]
    assert [(one.clause, one.group, one.proof) for one in giving.tasks.order_by("number")] == [
        ("I.1", "plan", "plan"), ("II.1", "standing", "day"), ("II.2", "preventive", "number"), ("", "immediate", "count")
    ]  # fmt: skip
    assert list(differences()) == []
    Task.objects.filter(giving=giving, number=1).update(proof="day")
    assert len(list(differences())) == 1


def test_everything_that_is_wrong_is_told_at_once(world: World) -> None:
    programme, an, here = document(world, PROGRAMME), world.actor("an"), world.places["province"]
    bad = replace(tasks()[1], group="plan", title=" ", clause="tất cả", due_on=date(2026, 1, 1))
    with pytest.raises(Refused) as refused:
        services.give_tasks(programme.pk, [bad], To(world.places["other"], ("cell",), frozenset({here})), actor=an)
    assert codes(refused) == ["categories", "clause", "due", "group", "left-out", "nobody", "place", "title"]
    with pytest.raises(Refused) as refused:
        services.give_tasks(programme.pk, [], To(here, ALL), on=clock.today() + timedelta(days=1), actor=an)
    assert codes(refused) == ["ahead", "tasks"]
    directives.end_document(programme.pk, clock.today(), actor=an)
    with pytest.raises(Refused) as refused:
        services.give_tasks(programme.pk, tasks(), To(here, ALL), actor=an)
    assert codes(refused) == ["over"]
    for name, number in (("nam", programme.pk), ("an", 0), ("binh", programme.pk)):
        with pytest.raises(Refused):
            services.give_tasks(number, tasks(), To(here, ALL), actor=world.actor(name))
    assert not Giving.objects.exists()


def test_what_was_done_on_paper_before_is_given_as_of_its_day(world: World) -> None:
    old = document(world, replace(PROGRAMME, dated=date(2021, 8, 15)))
    to = To(world.places["province"], ALL)
    giving = services.give_tasks(old.pk, tasks(date(2021, 12, 31)), to, on=date(2021, 8, 20), actor=world.actor("an"))
    assert giving.on == date(2021, 8, 20) and giving.count == 5
    with pytest.raises(Refused) as refused:
        services.give_tasks(old.pk, tasks(date(2021, 12, 31)), to, on=date(2021, 8, 14), actor=world.actor("an"))
    assert codes(refused) == ["over"], "nothing is given by a document before its day"


def test_tasks_given_wrongly_are_taken_back_until_somebody_has_reported(world: World) -> None:
    an, giving = world.actor("an"), given(world)
    answering.acknowledge_tasks(giving.pk, world.places["branch"], actor=world.actor("chi"))
    with pytest.raises(Refused) as refused:
        directives.cancel_document(giving.document_id, reason="twice", actor=an)
    assert codes(refused) == ["given"]
    with pytest.raises(Refused) as refused:
        services.withdraw_giving(giving.pk, reason="a whim", actor=an)
    assert codes(refused) == ["reason"]
    services.withdraw_giving(giving.pk, reason="twice", actor=an)
    assert list(differences()) == []
    with pytest.raises(Refused) as refused:
        services.withdraw_giving(giving.pk, reason="twice", actor=an)
    assert codes(refused) == ["withdrawn"]
    again = given(world)
    answering.report_task(
        again.tasks.get(number=2).pk, world.places["branch"], answering.Proof(clock.today()), actor=world.actor("chi")
    )
    with pytest.raises(Refused) as refused:
        services.withdraw_giving(again.pk, reason="twice", actor=an)
    assert codes(refused) == ["reported"]
    assert Addressee.objects.filter(giving=again).count() == 5 and list(differences()) == []
