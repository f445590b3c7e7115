"""Somebody the member chose enters for them: chosen and confirmed in person, ended by either, told to the member, never a vote."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from liemchinh.access.services import link_person
from liemchinh.behalf import recount
from liemchinh.behalf.models import Mandate
from liemchinh.behalf.queries import entered_for, mandate_for
from liemchinh.behalf.services import Choice, choose, choose_on_paper, confirm, end, entitled, told_beside
from liemchinh.behalf.tasks import NEVER, ON_PAPER, TASKS
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.members.queries import uid_of
from liemchinh.requests.services import Wish, send
from regulations.answers import Refused
from tests.world import PEOPLE, REGISTERED, World

pytestmark = pytest.mark.django_db
TODAY, LAST = date(2026, 3, 3), date(2026, 9, 3)


def chosen(world: World, *tasks: str, username: str = "chi") -> int:
    """Bình chooses somebody, in person."""
    choice = Choice(world.people["binh"], username, tasks or tuple(TASKS), TODAY, LAST)
    return choose(choice, actor=world.actor("binh"))


def codes(call: object, *args: object, **more: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*args, **more)  # type: ignore[operator]
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.parametrize("task", sorted(NEVER))
def test_a_ballot_a_report_a_statement_and_an_appeal_are_never_given_to_anybody(world: World, task: str) -> None:
    assert task not in TASKS
    assert codes(chosen, world, "see_page", task) == ["behalf.never"]
    Mandate.objects.create(
        person_id=world.people["binh"], account=world.accounts["chi"], tasks=task, starts_on=TODAY, ends_on=LAST,
        confirmed_by=1, recorded_by=1,
    )  # fmt: skip
    assert mandate_for(world.actor("chi"), world.people["binh"], task, TODAY) is None, "not even by a row put there"
    assert codes(entitled, world.actor("chi"), world.people["binh"], task) == ["behalf.not_chosen"]


def test_a_choice_holds_once_the_chosen_one_agrees_and_until_either_ends_it(world: World) -> None:
    person, chi = world.people["binh"], world.actor("chi")
    for ending in ("binh", "chi"):
        mandate = chosen(world)
        assert mandate_for(chi, person, "ask_correction", TODAY) is None
        assert codes(confirm, mandate, actor=world.actor("em")) == ["behalf.not_yours"]
        confirm(mandate, actor=chi)
        assert codes(confirm, mandate, actor=chi) == ["behalf.not_waiting"]
        days = (TODAY - timedelta(1), TODAY, LAST, LAST + timedelta(1))
        assert [mandate_for(chi, person, "see_page", day) is not None for day in days] == [False, True, True, False]
        assert codes(end, mandate, actor=world.actor("em")) == ["behalf.not_yours"]
        end(mandate, actor=world.actor(ending))
        assert mandate_for(chi, person, "see_page", TODAY) is None
    kinds = Entry.objects.filter(kind__startswith="behalf.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["behalf.chosen", "behalf.confirmed", "behalf.ended"] * 2
    assert list(recount.differences()) == []
    Mandate.objects.filter(pk=mandate).update(tasks="see_page")
    assert len(list(recount.differences())) == 1


def test_what_cannot_be_chosen_is_refused_with_all_reasons(world: World) -> None:
    person, binh = world.people["binh"], world.actor("binh")
    wrong = Choice(person, "khong-co", (), TODAY, date(2027, 3, 4))
    assert codes(choose, wrong, actor=binh) == ["behalf.nothing", "behalf.too_long", "behalf.no_account"]
    assert codes(choose, Choice(person, "binh", ("see_page",), TODAY, LAST), actor=binh) == ["behalf.oneself"]
    assert codes(choose, Choice(person, "chi", ("x",), TODAY, date(2026, 3, 1)), actor=binh) == [
        "behalf.unknown_task", "behalf.ends_before",
    ]  # fmt: skip
    chosen(world)
    assert codes(chosen, world) == ["behalf.already"]


def test_what_was_entered_for_a_member_is_recorded_with_both_and_shown_to_them(world: World) -> None:
    person, chi = world.people["binh"], world.actor("chi")
    confirm(chosen(world), actor=chi)
    sent = send(person, Wish("full_name", "Trần Văn Bính", "mine"), actor=chi)
    entry = Entry.objects.get(kind="behalf.acted")
    assert (entry.account_id, entry.member_id, entry.behalf_id) == (world.accounts["chi"].pk, person, None)
    assert Entry.objects.get(pk=sent.recorded_by).account_id == world.accounts["chi"].pk
    assert [line.by for line in entered_for(person)] == [PEOPLE["chi"][0]]
    told = world.client("binh").get(reverse("members:mine")).content.decode()
    assert PEOPLE["chi"][0] in told and "đã ghi thay tôi ngày 03/03/2026" in told
    assert told_beside(None, "ask_correction") == []
    own = send(person, Wish("birth", "1975", "mine"), actor=world.actor("binh"))
    assert Entry.objects.filter(kind="behalf.acted").count() == 1 and own.person_id == person


def test_the_page_of_whoever_chose_the_reader_opens_and_that_is_kept(world: World) -> None:
    mandate = chosen(world, "see_page", username="em")
    em, page = world.client("em"), reverse("behalf:page", args=[mandate])
    assert em.get(page).status_code == 404, "not before it is confirmed"
    assert PEOPLE["binh"][0] in em.get("/").content.decode(), "the choice waits on the chosen one's home page"
    assert em.post(reverse("behalf:confirm", args=[mandate])).status_code == 302
    assert PEOPLE["binh"][0] in em.get(page).content.decode()
    assert em.get(reverse("members:one", args=[world.uids["binh"]])).status_code == 404
    assert Reading.objects.filter(role="chosen", object_id=world.people["binh"]).count() == 1
    own = world.client("binh").get(reverse("members:mine")).content.decode()
    assert "Người được chọn ghi thay" in own
    assert em.post(reverse("behalf:end", args=[mandate])).status_code == 302
    assert em.get(page).status_code == 404


def test_a_member_without_an_account_chooses_on_paper_before_the_secretary(world: World) -> None:
    person, chi = world.people["branch"], world.actor("chi")
    choice = Choice(person, "em", ON_PAPER, TODAY, LAST)
    assert codes(choose_on_paper, Choice(person, "chi", ON_PAPER, TODAY, LAST), TODAY, actor=chi) == ["behalf.recorder"]
    assert codes(choose_on_paper, Choice(person, "em", ("see_page",), TODAY, LAST), TODAY, actor=chi) == [
        "behalf.unknown_task"
    ]
    mandate = choose_on_paper(choice, date(2026, 3, 1), actor=chi)
    em = world.actor("em")
    confirm(mandate, actor=em)
    sent = send(person, Wish("full_name", "Thạch Vĩnh Phước", "branch"), actor=em)
    assert sent.person_id == person
    # The member, who has no account, asks the secretary to end it.
    page = reverse("behalf:paper", args=[uid_of(person)])
    client = world.client("chi")
    assert PEOPLE["em"][0] in client.get(page).content.decode()
    assert client.post(reverse("behalf:end", args=[mandate])).status_code == 302
    assert codes(send, person, Wish("birth", "1975", "mine"), actor=em) == ["behalf.not_chosen"]
    link_person(world.accounts["lan"], person_id=person, actor=world.actor("an"))
    assert codes(choose_on_paper, choice, TODAY, actor=chi) == ["behalf.has_account"]


def test_names_of_accounts_are_not_to_be_guessed(world: World) -> None:
    binh, page = world.client("binh"), reverse("behalf:choose")
    form = {"username": "x", "tasks": ["see_page"], "starts_on": "03/03/2026", "last_day": "03/04/2026"}
    said = [binh.post(page, form).content.decode() for _ in range(11)]
    assert "Không có tài khoản nào" in said[9] and "Đã thử nhiều lần" in said[10]
    with clock.at(date(2026, 3, 4)):
        assert (
            world.client("binh").post(page, {**form, "username": "chi", "starts_on": "04/03/2026"}).status_code == 302
        )
    assert REGISTERED["branch"] not in binh.get(reverse("behalf:list")).content.decode()
