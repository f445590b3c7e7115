"""What a split leaves waits under "chưa phân bổ", counted above, until people decide; then it stands where they said, from the same day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.journal.models import Entry
from liemchinh.members import recount as members_recount
from liemchinh.members.models import Spell
from liemchinh.members.queries import active
from liemchinh.organisations import recount
from liemchinh.organisations.assigning import Assignment, assign
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import headcounts, standing
from liemchinh.organisations.reorganisation import apply
from liemchinh.organisations.tests.test_reorganisation import DAY, decision, row, tree
from liemchinh.organisations.undoing import undo
from liemchinh.organisations.waiting import waiting
from liemchinh.organisations.waiting_queries import places_visible_to
from regulations.answers import Refused

CONSOLE = Actor.at_console("kiểm thử")
pytestmark = pytest.mark.django_db


@pytest.fixture
def split(today: date) -> dict[str, Any]:
    """Commune o3 (with branches o7, o11) and branch o8 are split on DAY; the commune's branches and the branch's members wait."""
    ids = tree()
    sequence, seen = apply(
        decision(
            [
                row("a", "o1", "Xã A", "đảng bộ cơ sở"), row("b", "o1", "Xã B", "đảng bộ cơ sở"),
                row("c", "o4", "Chi bộ C"), row("d", "o4", "Chi bộ D"),
            ],
            ("o3", "a", "split"), ("o3", "b", "split"), ("o8", "c", "split"), ("o8", "d", "split"),
        ),
        actor=CONSOLE,
    )  # fmt: skip
    new = {name: Version.objects.get(name=name).organisation_id for name in ("Xã A", "Xã B", "Chi bộ C", "Chi bộ D")}
    places = {version.parent_id: version.organisation_id for version in standing(DAY).filter(category="unassigned")}
    return {"ids": ids, "sequence": sequence, "seen": seen, **new, "upper": places[ids[1]], "lower": places[ids[4]]}


def waiting_people(place: int) -> list[int]:
    return list(
        Spell.objects.filter(organisation_id=place, cancelled_by=None)
        .values_list("person_id", flat=True)
        .order_by("person_id")
    )


def sound() -> None:
    assert list(recount.differences()) == [] and list(members_recount.differences()) == []


def test_what_waits_is_told_and_counted_above(split: dict[str, Any]) -> None:
    ids = split["ids"]
    assert [(item["name"], item["branches"], item["members"]) for item in split["seen"].to_decide] == [
        ("Tổ chức 3", ["Tổ chức 7", "Tổ chức 11"], 0),
        ("Tổ chức 8", [], 3),
    ]
    counts = headcounts([ids[0], ids[1], split["upper"], split["lower"]], DAY)
    assert counts == {ids[0]: 18, ids[1]: 12, split["upper"]: 6, split["lower"]: 3}
    sound()


def test_places_tell_what_waits_by_where_it_came_from_with_its_successors(split: dict[str, Any]) -> None:
    ids = split["ids"]
    found = {place.number: place for place in places_visible_to(CONSOLE)}
    (upper,), (lower,) = found[split["upper"]].sources, found[split["lower"]].sources
    assert (upper.number, {branch.organisation_id for branch in upper.branches}, upper.people) == (
        ids[3],
        {ids[7], ids[11]},
        [],
    )
    assert upper.targets == {split["Xã A"]: "Xã A", split["Xã B"]: "Xã B"}
    assert (lower.number, len(lower.people)) == (ids[8], 3)
    assert [item.kind for item in waiting(CONSOLE, DAY)] == ["organisations.unassigned"] * 2


def test_branches_stand_under_the_target_from_the_day_and_an_empty_place_is_no_more(split: dict[str, Any]) -> None:
    ids = split["ids"]
    told = [Assignment(split["Xã A"], [ids[7]]), Assignment(split["Xã B"], [ids[11]])]
    assign(split["upper"], told, decision="15-QĐ", actor=CONSOLE)
    assert dict(
        standing(DAY).filter(organisation_id__in=[ids[7], ids[11]]).values_list("organisation_id", "parent_id")
    ) == {
        ids[7]: split["Xã A"],
        ids[11]: split["Xã B"],
    }
    assert headcounts([ids[0], split["Xã A"], split["Xã B"]], DAY) == {ids[0]: 18, split["Xã A"]: 3, split["Xã B"]: 3}
    assert not standing(DAY).filter(organisation_id=split["upper"]).exists()
    sound()


def test_members_stand_in_the_target_from_the_day_and_the_rest_goes_on_waiting(split: dict[str, Any]) -> None:
    first, *rest = waiting_people(split["lower"])
    assign(split["lower"], [Assignment(split["Chi bộ C"], members=[first])], decision="15-QĐ", actor=CONSOLE)
    assert active(DAY).filter(person_id=first).values_list("organisation_id", flat=True).get() == split["Chi bộ C"]
    assert (
        active(DAY - timedelta(days=1)).filter(person_id=first).values_list("organisation_id", flat=True).get()
        == split["ids"][8]
    )
    assert waiting_people(split["lower"]) == rest
    sound()
    assign(split["lower"], [Assignment(split["Chi bộ D"], members=rest)], decision="16-QĐ", actor=CONSOLE)
    assert not standing(DAY).filter(organisation_id=split["lower"]).exists()
    assert headcounts([split["ids"][0]], DAY) == {split["ids"][0]: 18}
    sound()


def test_every_reason_is_told_at_once_and_nothing_is_written(split: dict[str, Any]) -> None:
    ids = split["ids"]
    before = Version.objects.count()
    with pytest.raises(Refused) as refused:
        assign(
            split["upper"],
            [Assignment(ids[5], [ids[7], ids[9]]), Assignment(split["upper"], [ids[7]])],
            decision="",
            actor=CONSOLE,
        )
    assert {refusal.code for refusal in refused.value.refusals} == {
        "decision-missing",
        "twice",
        "not-waiting",
        "target",
    }
    with pytest.raises(Refused):
        assign(ids[3], [], decision="15-QĐ", actor=CONSOLE)
    assert Version.objects.count() == before


def test_a_reorganisation_is_not_taken_back_once_what_it_left_was_assigned(split: dict[str, Any]) -> None:
    sequences = assign(split["upper"], [Assignment(split["Xã A"], [split["ids"][7]])], decision="15-QĐ", actor=CONSOLE)
    with pytest.raises(Refused) as refused:
        undo(split["sequence"], actor=CONSOLE)
    assert any(f"số {sequences[0]} " in refusal.message for refusal in refused.value.refusals)


def test_an_officer_decides_on_the_page_and_strangers_do_not_find_it(world: Any) -> None:
    commune, branch = world.places["commune"], world.places["branch"]
    told = decision(
        [row("+1", f"#{commune}", "Chi bộ ấp Một"), row("+2", f"#{commune}", "Chi bộ ấp Hai")],
        (f"#{branch}", "+1", "split"), (f"#{branch}", "+2", "split"), on=date(2026, 2, 2),
    )  # fmt: skip
    apply(told, actor=world.actor("nam"))
    place = standing(date(2026, 2, 2)).get(category="unassigned").organisation_id
    one = Version.objects.get(name="Chi bộ ấp Một").organisation_id
    address = f"{reverse('organisations:assign', args=[place])}?source={branch}"
    for stranger in ("chi", "giang", "dung", "ha"):
        assert world.client(stranger).get(address).status_code == 404
    officer = world.client("nam")
    listed = officer.get(reverse("organisations:unassigned"))
    assert "Chi bộ ấp Gò Cát" in listed.content.decode()
    shown = officer.get(address)
    assert shown.status_code == 200 and "Thạch Vĩnh Phúc" in shown.content.decode()
    assert officer.post(address, {"decision": "15-QĐ"}).status_code == 422
    person = world.people["branch"]
    done = officer.post(address, {"decision": "15-QĐ", "people": [str(person)], "target": str(one)}, follow=True)
    assert done.status_code == 200 and "Đã phân bổ" in done.content.decode()
    assert active(date(2026, 3, 3)).filter(person_id=person).values_list("organisation_id", flat=True).get() == one
    undoing = reverse("organisations:unassign", args=[Entry.objects.get(kind="organisations.assigned").sequence])
    assert undoing in officer.get(reverse("organisations:unassigned")).content.decode()
    for stranger in ("chi", "giang", "dung", "ha"):
        assert [getattr(world.client(stranger), method)(undoing).status_code for method in ("get", "post")] == [
            404,
            404,
        ]
    assert "có hiệu lực từ ngày 02/02/2026" in officer.get(undoing).content.decode()
    undone = officer.post(undoing, follow=True).content.decode()
    assert (
        "Đã hủy việc phân bổ" in undone and person in waiting_people(place) and officer.get(undoing).status_code == 404
    )
    outside = officer.post(
        address, {"decision": "15-QĐ", "everyone": "on", "target": str(world.places["other_branch"])}
    )
    assert outside.status_code == 422
