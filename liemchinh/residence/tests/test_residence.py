"""The lighter second membership where somebody lives: a link, a slip twice a year, and no total moves."""

from datetime import date

import pytest
from django.urls import reverse

from liemchinh.behalf.services import Choice, choose, confirm
from liemchinh.figures.asking import ask, question
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.changes import Change
from liemchinh.members.erasing import erase_people
from liemchinh.members.facts import PersonFacts
from liemchinh.members.queries import headcounts
from liemchinh.members.services import NewAct, cancel_act, record_act, record_changes, register_person
from liemchinh.residence import recount
from liemchinh.residence.halves import Half, asked_on, half_of
from liemchinh.residence.models import Link, Slip
from liemchinh.residence.queries import missing_at, rows_of
from liemchinh.residence.services import Letter, end_link, hand_in, link_by_letter, mark_slips
from regulations.answers import Refused
from tests.world import CONSOLE, PEOPLE, PLACES, REGISTERED, World

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 1)
HALF = half_of(DAY)


def letter(name: str = PEOPLE["em"][0], card: str = "84004") -> Letter:
    return Letter(name, card, date(2026, 1, 15), DAY)


def linked(world: World) -> Link:
    """Em, a member of the sibling, lives where Chi keeps the branch."""
    return link_by_letter(world.places["branch"], letter(), actor=world.actor("chi"))


def codes(call: object, *args: object, **more: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*args, **more)  # type: ignore[operator]
    return [refusal.code for refusal in refused.value.refusals]


def figures(world: World) -> list[dict[str, object]]:
    told = []
    for place in PLACES:
        asked = question(world.places[place], date(2026, 1, 1), date(2026, 3, 3))
        told.append(dict(ask(asked, ["members", "transferred_in", "transferred_out"], [asked.period])[0].whole))
    return [*told, dict(headcounts(world.places.values(), date(2026, 3, 3)))]


def test_no_total_moves_when_somebody_is_linked_marked_and_ended(world: World) -> None:
    before = figures(world)
    assert before[list(PLACES).index("branch")]["members"] == 2
    link = linked(world)
    mark_slips(world.places["branch"], HALF, [link.pk], True, actor=world.actor("chi"))
    assert figures(world) == before
    end_link(link.pk, date(2026, 3, 1), actor=world.actor("chi"))
    assert figures(world) == before


def test_slips_are_ticked_together_and_taken_back(world: World) -> None:
    chi, branch = world.actor("chi"), world.places["branch"]
    link = linked(world)
    other = link_by_letter(branch, letter(REGISTERED["sibling"], "84001"), actor=chi)
    assert len(mark_slips(branch, HALF, [link.pk, other.pk], True, actor=chi)) == 2
    assert mark_slips(branch, HALF, [link.pk], True, actor=chi) == range(0), "what is so already is not written again"
    assert [row.received for row in rows_of([link, other], HALF)] == [date(2026, 3, 3)] * 2
    mark_slips(branch, HALF, [link.pk], False, actor=chi)
    assert Slip.objects.filter(cancelled_by=None).count() == 1
    assert missing_at(chi, HALF) == {branch: 1}
    assert codes(mark_slips, world.places["sibling"], HALF, [link.pk], True, actor=world.actor("nam")) == [
        "residence.gone"
    ]
    assert codes(mark_slips, branch, Half(HALF.number + 1), [link.pk], True, actor=chi) == ["residence.half"]
    kinds = Entry.objects.filter(kind__startswith="residence.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["residence.linked"] * 2 + ["residence.received"] * 2 + ["residence.not_received"]
    assert list(recount.differences()) == []
    Slip.objects.filter(cancelled_by=None).delete()
    assert len(list(recount.differences())) == 1


def test_a_letter_that_is_not_right_links_nobody_and_says_all_reasons(world: World) -> None:
    branch, chi = world.places["branch"], world.actor("chi")
    for name, card in ((PEOPLE["em"][0], "84001"), ("Huỳnh Thị", "84004"), ("", "84004")):
        assert codes(link_by_letter, branch, letter(name, card), actor=chi) == ["residence.nobody"]
    wrong = Letter(PEOPLE["em"][0], "84004", date(2026, 3, 2), DAY)
    assert codes(link_by_letter, world.places["commune"], wrong, actor=world.actor("nam")) == [
        "residence.no_branch", "residence.days",
    ]  # fmt: skip
    assert codes(link_by_letter, branch, letter(PEOPLE["binh"][0], "84003"), actor=chi) == ["residence.own_branch"]
    link = linked(world)
    assert codes(link_by_letter, branch, letter(), actor=chi) == ["residence.linked"]
    assert codes(end_link, link.pk, DAY, actor=chi) == ["residence.days"]
    assert codes(end_link, link.pk, date(2026, 3, 1), actor=world.actor("dung")) == ["access.out_of_scope"]
    end_link(link.pk, date(2026, 3, 1), actor=chi)
    assert Entry.objects.filter(kind="residence.ended").count() == 1
    assert codes(end_link, link.pk, date(2026, 3, 2), actor=chi) == ["residence.gone"]
    assert list(recount.differences()) == []


def test_the_branch_sees_name_and_own_branch_and_not_the_record(world: World) -> None:
    linked(world)
    chi = world.client("chi")
    told = chi.get(reverse("residence:list", args=[world.places["branch"]])).content.decode()
    assert PEOPLE["em"][0] in told and PLACES["sibling"][0] in told
    assert "84004" not in told and "1974" not in told
    assert chi.get(reverse("members:one", args=[world.uids["em"]])).status_code == 404
    assert reverse("residence:list", args=[world.places["branch"]]) in chi.get(
        reverse("organisations:one", args=[world.places["branch"]])
    ).content.decode()  # fmt: skip


def test_the_member_hands_in_and_so_does_whom_they_chose(world: World) -> None:
    linked(world)
    em, binh = world.people["em"], world.actor("binh")
    assert codes(hand_in, em, HALF, actor=binh) == ["behalf.not_chosen"]
    mandate = choose(Choice(em, "binh", ("hand_in_slip",), date(2026, 3, 3), date(2026, 9, 1)), actor=world.actor("em"))
    confirm(mandate, actor=binh)
    page = f"{reverse('residence:mine')}?for={mandate}"
    with clock.at(date(2026, 6, 10)):
        client = world.client("binh")
        assert PEOPLE["em"][0] in client.get(page).content.decode()
        assert client.post(page).status_code == 302
        assert codes(hand_in, em, HALF, actor=world.actor("em")) == ["residence.twice"]
        own = world.client("em")
        assert "đã ghi nộp ngày 10/06/2026" in own.get(reverse("residence:mine")).content.decode()
        assert PEOPLE["binh"][0] in own.get(reverse("members:mine")).content.decode()
    assert Entry.objects.filter(kind__in=["residence.handed_in", "behalf.acted"]).count() == 2
    assert list(recount.differences()) == []


@pytest.mark.parametrize(
    ("day", "half", "first", "last"),
    [
        (date(2026, 5, 31), "nửa cuối năm 2025", date(2025, 7, 1), date(2025, 12, 31)),
        (date(2026, 6, 1), "nửa đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), "nửa đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
    ],
)
def test_a_half_year_is_asked_for_from_its_last_month_on(day: date, half: str, first: date, last: date) -> None:
    asked = asked_on(day)
    assert (str(asked), asked.first, asked.last) == (half, first, last)


def test_missing_slips_wait_for_the_branch_when_the_half_year_ends(world: World) -> None:
    linked(world)
    with clock.at(date(2026, 3, 4)):
        assert "phiếu nhận xét" not in world.client("chi").get("/").content.decode()
    with clock.at(date(2026, 6, 20)):
        told = world.client("chi").get("/").content.decode()
        assert "còn 1 phiếu chưa nhận; kỳ này hết ngày 30/06/2026" in told
        assert "phiếu nhận xét" not in world.client("nam").get("/").content.decode(), (
            "the branch's own secretary does it"
        )


def test_whoever_is_erased_is_linked_nowhere(world: World) -> None:
    linked(world)
    record_act(world.people["em"], NewAct("left", date(2026, 3, 1), world.places["sibling"]), actor=CONSOLE)
    erase_people([world.people["em"]], actor=CONSOLE)
    assert Link.objects.count() == 0
    assert list(recount.differences()) == []


def test_ticks_and_the_letter_go_through_the_screen(world: World) -> None:
    chi, here = world.client("chi"), reverse("residence:list", args=[world.places["branch"]])
    form = {"full_name": PEOPLE["em"][0], "card_no": "84004", "letter_on": "15/01/2026", "starts_on": "01/02/2026"}
    add = reverse("residence:add", args=[world.places["branch"]])
    assert chi.post(add, {**form, "card_no": "1"}).status_code == 422
    assert chi.post(add, form).status_code == 302
    mark = f"{reverse('residence:mark', args=[world.places['branch']])}?half={HALF.number}"
    assert chi.post(mark, {"received": "1"}).status_code == 302 and Slip.objects.count() == 0
    link = Link.objects.get()
    assert chi.post(mark, {"link": [link.pk], "received": "1"}).status_code == 302
    assert "đã nhận 03/03/2026" in chi.get(f"{here}?half={HALF.number}").content.decode()
    assert chi.post(reverse("residence:end", args=[link.pk]), {"ends_on": "01/03/2026"}).status_code == 302


def test_names_and_cards_are_not_to_be_tried_one_after_the_other(world: World) -> None:
    chi, page = world.client("chi"), reverse("residence:add", args=[world.places["branch"]])
    form = {"full_name": PEOPLE["em"][0], "card_no": "84009", "letter_on": "15/01/2026", "starts_on": "01/02/2026"}
    said = [chi.post(page, form).content.decode() for _ in range(11)]
    assert "Không có đảng viên nào" in said[9] and "Đã thử nhiều lần" in said[10]
    assert chi.post(page, {**form, "card_no": "84004"}).status_code == 422 and not Link.objects.exists()


def test_a_letter_names_no_one_who_is_a_member_no_longer(world: World) -> None:
    record_act(world.people["em"], NewAct("struck_off", date(2026, 1, 20), world.places["sibling"]), actor=CONSOLE)
    assert codes(linked, world) == ["residence.nobody"]


@pytest.mark.parametrize("kind", ["struck_off", "died", "expelled", "left", "transferred_out"])
def test_a_link_ends_with_the_membership_and_stands_again_when_that_is_cancelled(world: World, kind: str) -> None:
    link, em, home = linked(world), world.people["em"], world.places["sibling"]
    act = record_act(em, NewAct(kind, date(2026, 3, 1), home), actor=CONSOLE)
    link.refresh_from_db()
    assert (link.ends_on, link.cancelled_by) == (date(2026, 3, 1), None)
    told = Entry.objects.get(kind="residence.ended")
    assert (told.account_id, told.member_id, told.organisation_id) == (None, em, world.places["branch"])
    with clock.at(date(2026, 12, 20)):
        assert missing_at(world.actor("chi"), half_of(date(2026, 12, 20))) == {}
    assert list(recount.differences()) == []
    cancel_act(act, reason="wrong_person", actor=CONSOLE)
    link.refresh_from_db()
    assert link.ends_on is None and list(recount.differences()) == []
    again = record_act(em, NewAct(kind, date(2026, 3, 2), home), actor=CONSOLE)
    cancel_act(again, reason="wrong_person", instead=[NewAct(kind, date(2026, 2, 20), home)], actor=CONSOLE)
    link.refresh_from_db()
    assert link.ends_on == date(2026, 2, 20) and list(recount.differences()) == []


def test_a_link_of_whoever_was_no_member_when_it_began_never_stood(world: World) -> None:
    link, em = linked(world), world.people["em"]
    act = record_act(em, NewAct("died", date(2026, 1, 20), world.places["sibling"]), actor=CONSOLE)
    assert not Link.objects.filter(cancelled_by=None).exists() and list(recount.differences()) == []
    cancel_act(act, reason="wrong_person", actor=CONSOLE)
    assert list(Link.objects.filter(cancelled_by=None, ends_on=None)) == [link] and list(recount.differences()) == []


def test_a_link_outlives_a_move_within_the_list_and_its_own_end_stays(world: World) -> None:
    link, em, home = linked(world), world.people["em"], world.places["sibling"]
    record_changes([Change(em, acts=[
        NewAct("transferred_out", date(2026, 2, 20), home), NewAct("transferred_in", date(2026, 2, 20), world.places["other_branch"]),
    ])], actor=CONSOLE)  # fmt: skip
    link.refresh_from_db()
    assert link.ends_on is None and not Entry.objects.filter(kind="residence.ended").exists()
    end_link(link.pk, date(2026, 3, 1), actor=world.actor("chi"))
    act = record_act(em, NewAct("died", date(2026, 3, 2), world.places["other_branch"]), actor=CONSOLE)
    cancel_act(act, reason="wrong_person", actor=CONSOLE)
    link.refresh_from_db()
    assert link.ends_on == date(2026, 3, 1) and list(recount.differences()) == []


def test_a_link_of_whoever_was_entered_wrongly_never_stood(world: World) -> None:
    facts, admitted = (
        PersonFacts("Danh Thị Sa", card_no="84009"),
        NewAct("admitted", date(2026, 1, 5), world.places["sibling"]),
    )
    person = register_person(facts, [admitted], actor=CONSOLE)
    link_by_letter(world.places["branch"], letter("Danh Thị Sa", "84009"), actor=world.actor("chi"))
    cancel_act(
        Entry.objects.get(member_id=person, kind="members.admitted").sequence, reason="wrong_person", actor=CONSOLE
    )
    assert not Link.objects.filter(cancelled_by=None).exists() and list(recount.differences()) == []


def test_whoever_is_known_to_leave_on_a_day_to_come_is_linked_no_more(world: World) -> None:
    with clock.at(date(2026, 3, 5)):
        record_act(world.people["em"], NewAct("died", date(2026, 3, 5), world.places["sibling"]), actor=CONSOLE)
    assert codes(linked, world) == ["residence.nobody"] and list(recount.differences()) == []


def test_the_recount_names_an_open_link_of_whoever_is_no_member(world: World) -> None:
    link = linked(world)
    record_act(world.people["em"], NewAct("died", date(2026, 3, 1), world.places["sibling"]), actor=CONSOLE)
    Link.objects.filter(pk=link.pk).update(ends_on=None)
    assert len(list(recount.differences())) == 1
