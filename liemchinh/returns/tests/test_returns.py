"""Figures defined, asked once, sent beside last time, approved and locked, sent back; up the tree; a merger; as known on a day."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from liemchinh.figures.asking import ask, question
from liemchinh.figures.periods import Period
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import names, standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import Facts, Founding, facts_of, found_organisations
from liemchinh.returns.approving import approve_returns, send_back
from liemchinh.returns.calling import NewCall, call_for, withdraw_call
from liemchinh.returns.defining import NewQuantity, cancel_quantity, define_quantity
from liemchinh.returns.models import Amount, Call, Respondent, Return
from liemchinh.returns.periods import fits, latest_of, next_of
from liemchinh.returns.progress import OWN, approved_totals, progress_of
from liemchinh.returns.queries import asked_by, asked_of, calls_visible_to, last_times, quantities_for, sent_lines
from liemchinh.returns.recount import differences
from liemchinh.returns.sending import Numbers, is_jump, send_return, send_returns
from liemchinh.returns.waiting import waiting
from liemchinh.tasks.addressing import To
from liemchinh.tasks.tests.test_answering import merge
from regulations.answers import Refused
from tests.permissions_of_returns import alone, called, month, numbers, quantity
from tests.world import CONSOLE, KNOWN_FROM, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code.removeprefix("returns.") for fault in refused.value.refusals)


def branches(world: World) -> To:
    return To(world.places["commune"], ("branch",))


def sent(call: Call, place: int) -> Return:
    return Return.objects.get(respondent__call=call, respondent__organisation_id=place, cancelled_by=None)


def acts() -> list[str]:
    """What the book says was done, in its order."""
    kinds = Entry.objects.filter(kind__startswith="returns.").order_by("sequence").values_list("kind", flat=True)
    return [kind.removeprefix("returns.") for kind in kinds]


def states(call: Call, at: int, on: date = TODAY) -> dict[str, int]:
    """The states that are not nought."""
    found = progress_of(call, at, on)
    assert found is not None
    return {state: count for state, count in found.whole.items() if count}


def test_a_period_is_whole_and_a_jump_is_measured_both_ways() -> None:
    assert fits("month", *FEBRUARY) and fits("quarter", date(2026, 1, 1), date(2026, 3, 31))
    assert not fits("month", date(2026, 2, 1), date(2026, 2, 27)) and not fits(
        "half", date(2026, 2, 1), date(2026, 7, 31)
    )
    assert fits("window", date(2026, 2, 3), date(2026, 2, 3)) and not fits("window", date(2026, 2, 3), date(2026, 2, 2))
    assert latest_of("month", TODAY) == FEBRUARY and latest_of("year", TODAY) == (date(2025, 1, 1), date(2025, 12, 31))
    told = [is_jump(3, 10, value) for value in (30, 31, 4, 3, 0, 10)]
    assert told == [False, True, False, True, True, False] and not is_jump(0, 1, 1000) and is_jump(2, 0, 1)


def test_one_figure_is_defined_once_and_asked_once(world: World) -> None:
    an, nam, province, commune = (
        world.actor("an"),
        world.actor("nam"),
        world.places["province"],
        world.places["commune"],
    )
    whole = define_quantity(province, NewQuantity("window", "staff_cut"), actor=an)
    assert [one.code for one in quantities_for(commune)] == ["staff_cut", "staff_cut_party", "staff_cut_government"]
    for told, faults in (
        (NewQuantity("window", "staff_cut_party"), ["twice"]),
        (NewQuantity("year", "", ""), ["lists", "name"]),
        (NewQuantity("fortnight", "handbooks", jump=7), ["lists"]),
        (NewQuantity("window", "", "Một phần", "positions", whole=whole.pk), ["whole"]),
    ):
        with pytest.raises(Refused) as refused:
            define_quantity(commune, told, actor=nam)
        assert codes(refused) == faults
    call = called(world, [whole], branches(world), due=TODAY + timedelta(days=9))
    assert call.count == 2 and [one.quantity.code for one in call.items.order_by("number")] == [
        "staff_cut_party", "staff_cut_government",
    ]  # fmt: skip
    asked = NewCall((whole.pk,), date(2026, 2, 10), date(2026, 3, 1), TODAY)
    for to in (branches(world), To(commune, ("grassroots_committee",))):
        with pytest.raises(Refused) as refused:
            call_for(commune, asked, to, actor=nam)
        assert codes(refused) == ["asked"], "neither again, nor of the one above that would count them too"
    with pytest.raises(Refused) as refused:
        call_for(commune, asked, To(commune, ("grassroots_committee", "branch")), actor=nam)
    assert codes(refused) == ["nested"]
    with pytest.raises(Refused) as refused:
        call_for(commune, NewCall((), TODAY, FEBRUARY[1], FEBRUARY[0]), To(province, ("kings",)), actor=nam)
    assert codes(refused) == ["categories", "due", "nobody", "place", "quantities"]
    with pytest.raises(Refused) as refused:
        cancel_quantity(whole.pk, reason="twice", actor=an)
    assert codes(refused) == ["called"]
    withdraw_call(call.pk, reason="twice", actor=an)
    cancel_quantity(whole.pk, reason="wrong_kind", actor=an)
    assert acts()[-2:] == ["call_withdrawn", "quantity_cancelled"]
    assert quantities_for(commune) == [] and list(differences()) == []


def test_numbers_are_sent_beside_last_time_approved_locked_and_opened_again(world: World) -> None:
    row = quantity(world, "commune")
    before, call = called(world, [row], branches(world), 1), called(world, [row], branches(world))
    chi, nam, an = world.actor("chi"), world.actor("nam"), world.actor("an")
    branch, commune = world.places["branch"], world.places["commune"]
    assert [one.kind for one in waiting(chi, TODAY)] == ["returns.open", "returns.open"]
    send_return(before.pk, branch, numbers(before, 10), actor=chi)
    with pytest.raises(Refused) as refused:
        send_return(call.pk, branch, Numbers({}), actor=chi)
    assert codes(refused) == ["incomplete"]
    with pytest.raises(Refused) as refused:
        send_return(call.pk, branch, numbers(call, 100), actor=chi)
    assert codes(refused) == ["jump"]
    send_return(call.pk, branch, numbers(call, 100, confirmed=frozenset({row.pk})), actor=chi)
    assert [one.kind for one in waiting(nam, TODAY)][:2] == ["returns.approve", "returns.approve"]
    with pytest.raises(Refused) as refused:
        approve_returns(call.pk, world.places["province"], [sent(call, branch).pk], actor=an)
    assert codes(refused) == ["returns"], "it waits with the organisation directly above"
    approve_returns(call.pk, commune, [sent(call, branch).pk], actor=nam)
    with pytest.raises(Refused) as refused:
        send_return(call.pk, branch, numbers(call, 11), actor=chi)
    assert codes(refused) == ["locked"]
    with pytest.raises(Refused) as refused:
        send_back(call.pk, commune, [sent(call, branch).pk], "a whim", actor=nam)
    assert codes(refused) == ["reason"]
    later = TODAY + timedelta(days=5)
    with clock.at(later):
        send_back(call.pk, commune, [sent(call, branch).pk], "differs", actor=nam)
        assert [one.kind for one in waiting(chi, later)] == ["returns.returned"]
        send_return(call.pk, branch, numbers(call, 11), actor=chi)
        assert states(call, commune, later) == {"on_time": 1, "missing": 1}, "putting right is not late"
        assert "returns.missing" in [one.kind for one in waiting(nam, later)]
        known = progress_of(call, commune, TODAY)
        assert known is not None and (known.sent, known.approved) == ({row.pk: 100}, {row.pk: 100}), (
            "as known on the day before"
        )
    assert acts() == ["quantity_defined", "called", "called", "sent", "sent", "approved", "sent_back", "sent"]
    assert list(differences()) == []


def test_many_send_at_once_all_of_them_or_none(world: World) -> None:
    call, nam = called(world, [quantity(world, "commune")], branches(world)), world.actor("nam")
    branch, sibling = world.places["branch"], world.places["sibling"]
    with pytest.raises(Refused) as refused:
        send_returns(call.pk, {branch: numbers(call, 3), sibling: numbers(call, -1)}, actor=nam)
    assert codes(refused) == ["value"] and not Return.objects.exists()
    assert refused.value.refusals[0].message.startswith(f"{names([sibling])[sibling]}: ")
    with pytest.raises(Refused) as refused:
        send_returns(call.pk, {branch: numbers(call, 3), world.places["commune"]: numbers(call, 4)}, actor=nam)
    assert codes(refused) == ["not-asked"] and not Return.objects.exists()
    send_return(call.pk, branch, numbers(call, 2), actor=nam)
    first, second = send_returns(call.pk, {sibling: numbers(call, 4), branch: numbers(call, 3)}, actor=nam)
    assert [sent(call, place).recorded_by for place in (sibling, branch)] == [first, second]
    assert [one.value for place in (sibling, branch) for one in sent(call, place).amounts.all()] == [4, 3]
    assert acts()[-3:] == ["sent", "sent", "sent"] and list(differences()) == []


def test_the_period_after_one_follows_it_day_by_day() -> None:
    assert next_of("month", *FEBRUARY) == (date(2026, 3, 1), date(2026, 3, 31))
    assert next_of("quarter", date(2025, 10, 1), date(2025, 12, 31)) == (date(2026, 1, 1), date(2026, 3, 31))
    assert next_of("window", date(2026, 1, 10), date(2026, 1, 12)) == (date(2026, 1, 13), date(2026, 1, 15))


def test_what_was_asked_is_asked_again_for_the_next_period_by_one_press(world: World) -> None:
    nam, commune, sibling = world.client("nam"), world.places["commune"], world.places["sibling"]
    to = To(commune, ("branch",), frozenset({sibling}))
    before = called(world, [quantity(world, "commune")], to, 1, due=date(2026, 3, 20))
    there = f"{reverse('returns:ask', args=[commune])}?again={before.pk}"
    assert there in nam.get(reverse("returns:list", args=[commune])).content.decode()
    page = nam.get(there).content.decode()
    assert 'name="seen" value="1"' in page and 'value="01/02/2026"' in page and names([sibling])[sibling] in page
    hidden = dict(re.findall(r'name="(seen|first|last|due_on|left_out)" value="([^"]*)"', page))
    told = {**hidden, "quantities": re.findall(r'name="quantities" value="(\d+)"[^>]*checked', page), "place": str(commune),
            "categories": re.findall(r'name="categories" value="(\w+)"[^>]*checked', page), "ask": "1"}  # fmt: skip
    answer = nam.post(there, told)
    made = Call.objects.latest("pk")
    assert answer.url == reverse("returns:progress", args=[made.pk])
    assert (made.first, made.last, made.due_on - made.last) == (*FEBRUARY, before.due_on - before.last)
    assert list(made.respondents.values_list("organisation_id", flat=True)) == [world.places["branch"]]
    assert nam.get(f"{reverse('returns:ask', args=[commune])}?again=999").status_code == 200
    other = called(world, [quantity(world, "other")], alone(world, "other"))
    assert 'name="seen"' not in nam.get(f"{reverse('returns:ask', args=[commune])}?again={other.pk}").content.decode()


def test_from_each_entry_of_a_call_whoever_approves_it_opens_it_again(world: World) -> None:
    call, branch, commune = (
        called(world, [quantity(world, "commune")], branches(world)),
        world.places["branch"],
        world.places["commune"],
    )
    send_return(call.pk, branch, numbers(call, 3), actor=world.actor("chi"))
    way = reverse("returns:approve", args=[commune, call.pk])
    entries = reverse("returns:entries", args=[call.pk])
    assert way in world.client("nam").get(f"{entries}?at={commune}").content.decode()
    assert "/approve/" not in world.client("chi").get(f"{entries}?at={branch}").content.decode()


def test_whoever_sent_numbers_does_not_approve_them_and_others_do_not_see_them(world: World) -> None:
    row = quantity(world, "commune")
    call, nam = called(world, [row], branches(world)), world.actor("nam")
    send_return(call.pk, world.places["sibling"], numbers(call, 4), actor=nam)
    with pytest.raises(Refused) as refused:
        approve_returns(call.pk, world.places["commune"], [sent(call, world.places["sibling"]).pk], actor=nam)
    assert codes(refused) == ["own"]
    assert list(calls_visible_to(world.actor("giang"))) == [call] and list(calls_visible_to(world.actor("chi"))) == [
        call
    ]
    assert not calls_visible_to(world.actor("dung")).exists() and not calls_visible_to(world.actor("binh")).exists()
    with pytest.raises(Refused) as refused:
        send_return(call.pk, world.places["other_branch"], numbers(call, 4), actor=world.actor("dung"))
    assert codes(refused) == ["not-asked"]


def test_approved_numbers_add_up_the_tree_and_are_indicators(world: World) -> None:
    whole = define_quantity(world.places["province"], NewQuantity("month", "staff_cut"), actor=CONSOLE)
    call = called(world, [whole], branches(world))
    party, government = (one.quantity_id for one in call.items.order_by("number"))
    commune, province = world.places["commune"], world.places["province"]
    for place, told in (("branch", {party: 2, government: 5}), ("sibling", {party: 1, government: 0})):
        send_return(call.pk, world.places[place], Numbers(told), actor=CONSOLE)
    approve_returns(call.pk, commune, [sent(call, world.places["branch"]).pk], actor=CONSOLE)
    period = Period(*FEBRUARY)
    keys = ["returned_staff_cut", "returned_staff_cut_party", "returned_handbooks"]
    asked = question(province, *FEBRUARY, tree_on=TODAY)
    assert ask(asked, keys, [period])[0].whole == dict(zip(keys, (7, 2, None), strict=True)), (
        "what is not approved does not count"
    )
    approve_returns(call.pk, commune, [sent(call, world.places["sibling"]).pk], actor=CONSOLE)
    answer = ask(asked, keys[:2], [period, period.year_before], by_child=True)
    assert answer[0].whole == {keys[0]: 8, keys[1]: 3} and answer[1].whole == {keys[0]: None, keys[1]: None}
    assert answer[0].nodes[world.places["district"]] == answer[0].whole
    assert approved_totals(["staff_cut"], [commune], date(2026, 2, 2), FEBRUARY[1], TODAY) == {}, (
        "a period must lie within"
    )
    found = progress_of(call, commune, TODAY)
    assert (
        found is not None
        and set(found.children) == {world.places["branch"], world.places["sibling"]}
        and OWN not in found.children
    )
    assert found.approved == {party: 3, government: 5} and found.approved_count == 2


def test_a_merger_in_the_middle_loses_nothing_and_doubles_nothing(world: World) -> None:
    row = quantity(world, "commune", jump=0)
    call, chi, branch, sibling = (
        called(world, [row], branches(world)),
        world.actor("chi"),
        *map(world.places.get, ("branch", "sibling")),
    )
    assert branch is not None and sibling is not None
    send_return(call.pk, branch, numbers(call, 3), actor=chi)
    merge(world, "sibling", "branch")
    assert [one.pk for one in asked_of(branch)] == [call.pk] and states(call, world.places["commune"]) == {
        "on_time": 1,
        "ahead": 1,
    }
    send_return(call.pk, branch, numbers(call, 8), actor=chi)
    found = progress_of(call, world.places["commune"], TODAY)
    assert found is not None and found.whole["on_time"] == 2 and found.sent == {row.pk: 8}
    lines = sent_lines(call, call.respondents.order_by("pk"), TODAY)
    live = Amount.objects.filter(sent__cancelled_by=None)
    assert Respondent.objects.filter(call=call).count() == 2 and [one.value for one in live] == [8]
    assert [(one.now != "", one.values) for one in lines] == [(False, {row.pk: 8}), (True, {})]
    approve_returns(call.pk, world.places["commune"], [one.sent.pk for one in lines if one.sent], actor=CONSOLE)
    with pytest.raises(Refused) as refused:
        send_return(call.pk, branch, numbers(call, 9), actor=chi)
    assert codes(refused) == ["locked"] and list(differences()) == []
    assert month(0) == FEBRUARY


def _commune_ends(world: World) -> int:
    """The commune becomes part of a new one, and its branches stand under that; gives the new one's number."""
    facts = Facts("Đảng bộ xã Cây Sao", "đảng bộ cơ sở", KNOWN_FROM, world.places["district"], "3")
    (heir,) = found_organisations([Founding(facts)], actor=CONSOLE)
    after = [After(f"#{heir}", f"#{facts.parent}", facts)]
    for name in ("branch", "sibling"):
        stays = facts_of(standing(TODAY).get(organisation_id=world.places[name]))
        after.append(After(f"#{world.places[name]}", f"#{heir}", replace(stays, parent=heir)))
    steps = [Step(f"#{world.places['commune']}", f"#{heir}", "merge", ""), Step(f"#{heir}", f"#{heir}", "merge", "")]
    apply(Decision("08-QĐ", TODAY, after, steps), actor=CONSOLE)
    return heir


def test_whoever_asked_may_end_and_its_heir_approves_opens_asks_on_and_withdraws(world: World) -> None:
    row = quantity(world, "commune", jump=0)
    call, idle = called(world, [row], branches(world)), called(world, [row], branches(world), 1)
    branch, sibling = world.places["branch"], world.places["sibling"]
    send_return(call.pk, branch, numbers(call, 3), actor=world.actor("chi"))
    heir = _commune_ends(world)
    send_return(call.pk, sibling, numbers(call, 4), actor=CONSOLE)
    an, waits = world.actor("an"), [sent(call, branch).pk, sent(call, sibling).pk]
    assert [one.pk for one in asked_by(heir)] == [idle.pk, call.pk] and quantities_for(heir) == [row]
    assert [one.approver for one in sent_lines(call, call.respondents.order_by("pk"), TODAY)] == [heir, heir]
    approve_returns(call.pk, heir, waits, actor=an)
    found = progress_of(call, heir, TODAY)
    assert found is not None and found.approved == {row.pk: 7} and found.whole["on_time"] == 2
    send_back(call.pk, heir, waits[:1], "differs", actor=an)
    send_return(call.pk, branch, numbers(call, 5), actor=world.actor("chi"))
    march = NewCall((row.pk,), *month(-1), due_on=date(2026, 4, 9))
    further = call_for(heir, march, To(heir, ("branch",)), actor=an)
    assert last_times(further, [branch], [row]) == {branch: {row.pk: 5}}, (
        "what was sent to the ended one is last time's"
    )
    withdraw_call(idle.pk, reason="twice", actor=an)
    assert world.client("an").get(reverse("returns:withdraw", args=[call.pk])).status_code == 200
    assert list(differences()) == []
