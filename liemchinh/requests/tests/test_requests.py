"""A member asks for a correction, gets a receipt and an answer, and may turn to the level above, where somebody else answers."""

from datetime import date

import pytest
from django.urls import reverse

from liemchinh.access.granting import Offer, grant_role
from liemchinh.behalf.services import Choice, choose, choose_on_paper, confirm
from liemchinh.behalf.tasks import ON_PAPER, TASKS
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.members import recount as members_recount
from liemchinh.members.queries import facts_of, history_of
from liemchinh.members.services import NewAct, record_act
from liemchinh.requests import recount
from liemchinh.requests.deadlines import due_on, forget_old
from liemchinh.requests.models import Reply, Request
from liemchinh.requests.queries import on_the_desk, requests_visible_to
from liemchinh.requests.services import Verdict, Wish, answer, send, turn_above
from regulations.answers import Refused
from tests.world import CONSOLE, PEOPLE, World

pytestmark = pytest.mark.django_db
NAME = "Trần Văn Bính"


def asked(world: World, item: str = "full_name", value: str = NAME, act: int | None = None) -> Request:
    return send(world.people["binh"], Wish(item, value, "branch", act), actor=world.actor("binh"))


def codes(call: object, *args: object, **more: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        call(*args, **more)  # type: ignore[operator]
    return [refusal.code for refusal in refused.value.refusals]


def test_an_answer_that_corrects_writes_the_register_in_the_same_go(world: World) -> None:
    one = asked(world)
    assert (one.office_id, one.due_on) == (world.places["commune"], None)
    reply = answer(one.pk, Verdict("corrected"), actor=world.actor("nam"))
    facts = facts_of(world.people["binh"])
    assert facts is not None and (facts.full_name, facts.birth, facts.card_no) == (NAME, "1973", "84003")
    assert Entry.objects.get(pk=reply.correction).kind == "members.corrected"
    assert list(recount.differences()) == list(members_recount.differences()) == []
    Request.objects.filter(pk=one.pk).update(waits_at_id=world.places["commune"])
    assert len(list(recount.differences())) == 1


def test_an_unknown_deadline_refuses_nothing_and_gives_no_day(world: World) -> None:
    assert due_on(date(2026, 3, 3), world.places["branch"]) is None
    assert asked(world).due_on is None


@pytest.mark.parametrize(
    ("item", "value", "verdict", "starts"),
    [
        ("act_day", "2017-06-20", Verdict("corrected"), date(2017, 6, 20)),
        ("act_day", "2017-06-20", Verdict("partly", "2017-06-21", reason="paper_says", document="12-CV/ĐU"), date(2017, 6, 21)),
        ("act_never", "", Verdict("corrected"), date(2016, 5, 19)),
    ],
)  # fmt: skip
def test_a_wrong_act_is_replaced_or_cancelled(
    world: World, item: str, value: str, verdict: Verdict, starts: date
) -> None:
    person = world.people["binh"]
    act = Entry.objects.get(member_id=person, kind="members.official").pk
    answer(asked(world, item, value, act).pk, verdict, actor=world.actor("nam"))
    assert [spell.starts_on for spell in history_of(person)][-1] == starts
    assert list(members_recount.differences()) == []


def test_a_wrong_branch_is_named_by_the_officer(world: World) -> None:
    person = world.people["binh"]
    act = Entry.objects.get(member_id=person, kind="members.admitted").pk
    one = asked(world, "act_place", "", act)
    assert codes(answer, one.pk, Verdict("corrected"), actor=world.actor("nam")) == ["requests.branch"]
    answer(one.pk, Verdict("corrected", organisation=world.places["sibling"]), actor=world.actor("nam"))
    assert {spell.organisation_id for spell in history_of(person)} == {world.places["sibling"]}


def test_whoever_answered_first_does_not_answer_above(world: World) -> None:
    one, an = asked(world), world.actor("an")
    kept = Verdict("kept", reason="paper_says", document="12-CV/ĐU")
    answer(one.pk, kept, actor=an)
    assert codes(answer, one.pk, kept, actor=an) == ["requests.answered"]
    assert codes(turn_above, one.pk, actor=world.actor("em")) == ["requests.not_yours"]
    turn_above(one.pk, actor=world.actor("binh"))
    assert Request.objects.get(pk=one.pk).waits_at_id == world.places["district"]
    assert codes(answer, one.pk, Verdict("corrected"), actor=an) == ["requests.answered_before"]
    assert codes(answer, one.pk, Verdict("corrected"), actor=world.actor("nam")) == ["access.out_of_scope"]
    answer(one.pk, Verdict("corrected"), actor=world.actor("oanh"))
    assert list(Reply.objects.order_by("pk").values_list("outcome", flat=True)) == ["kept", "corrected"]
    assert codes(turn_above, one.pk, actor=world.actor("binh")) == ["requests.not_above"]
    assert list(recount.differences()) == []
    kinds = Entry.objects.filter(kind__startswith="requests.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["requests.sent", "requests.answered", "requests.turned", "requests.answered"]


def test_without_an_answer_it_goes_above_after_thirty_days_and_not_before(world: World) -> None:
    one = asked(world)
    with clock.at(date(2026, 4, 1)):
        assert codes(turn_above, one.pk, actor=world.actor("binh")) == ["requests.not_above"]
    with clock.at(date(2026, 4, 2)):
        turn_above(one.pk, actor=world.actor("binh"))


def test_what_cannot_be_asked_or_answered_is_refused_with_all_reasons(world: World) -> None:
    assert codes(asked, world, "gender", "x") == ["gender"]
    assert codes(asked, world, "act_day", "2017-01-01", 999_999) == ["requests.act"]
    assert codes(send, world.people["binh"], Wish("số điện thoại", "0", "x"), actor=world.actor("binh")) == [
        "requests.item", "requests.paper",
    ]  # fmt: skip
    assert codes(send, world.people["em"], Wish("birth", "1970", "mine"), actor=world.actor("binh")) == [
        "behalf.not_chosen"
    ]
    one = asked(world)
    assert codes(asked, world) == ["requests.twice"]
    assert codes(answer, one.pk, Verdict("kept"), actor=world.actor("nam")) == ["requests.reason"]
    before = Entry.objects.count()
    wrong = Verdict("partly", value="", reason="paper_says", document="1")
    assert codes(answer, one.pk, wrong, actor=world.actor("nam")) == ["requests.value"]
    assert Entry.objects.count() == before


def test_nobody_else_sees_a_request_and_the_nearest_office_answers(world: World) -> None:
    one = asked(world)
    page = reverse("requests:answer", args=[one.pk])
    statuses = {name: world.client(name).get(page).status_code for name in PEOPLE if name != "quan"}
    assert {name for name, status in statuses.items() if status == 200} == {"an", "oanh", "nam"}
    assert [on_the_desk(world.actor(name)) for name in ("nam", "an", "dung")] == [[one], [], []]
    assert "Trả lời đề nghị sửa" in world.client("nam").get("/").content.decode()
    for name in ("an", "giang", "khoa", "chi", "em"):
        assert f"{PEOPLE['binh'][0]} đề nghị sửa" not in world.client(name).get("/journal/").content.decode()
    assert f"{PEOPLE['binh'][0]} đề nghị sửa" in world.client("binh").get("/journal/").content.decode()
    assert list(requests_visible_to(world.actor("em"))) == []
    revoked = world.accounts["nam"]
    revoked.is_active = False
    revoked.save()
    assert on_the_desk(world.actor("an")) == [one], "where nobody is left the level above answers"


def test_a_member_asks_on_the_screen_and_reads_the_answer(world: World) -> None:
    binh = world.client("binh")
    assert "Ngày sinh" in binh.get(reverse("requests:choose")).content.decode()
    ask = reverse("requests:ask", args=["birth"])
    assert binh.post(ask, {"value": "x", "paper": "mine"}).status_code == 422
    answered = binh.post(ask, {"value": "05/1974", "paper": "mine"})
    one = Request.objects.get()
    assert answered.url == reverse("requests:one", args=[one.pk]) and one.value == "1974-05"
    assert str(one.recorded_by) in binh.get(answered.url).content.decode()
    nam = world.client("nam")
    page = reverse("requests:answer", args=[one.pk])
    assert "05/1974" in nam.get(page).content.decode()
    refused = nam.post(page, {"outcome": "kept"})
    assert refused.status_code == 422 and "phải nêu lý do" in refused.content.decode()
    assert nam.post(page, {"outcome": "kept", "reason": "paper_says", "document": "12-CV/ĐU"}).status_code == 302
    told = binh.get(answered.url).content.decode()
    assert "12-CV/ĐU" in told and "Giấy tờ gốc ghi như sổ" in told and "Đảng bộ huyện Sông Thu" in told
    assert binh.post(reverse("requests:turn", args=[one.pk])).status_code == 302
    assert "đang chờ trả lời" in binh.get(reverse("members:mine")).content.decode()
    assert "Đề nghị sửa" in binh.get(reverse("requests:list")).content.decode()


def test_nobody_answers_the_own_request_and_a_year_after_the_answer_it_is_deleted(world: World) -> None:
    offer = Offer(world.accounts["binh"], "organisation_officer", world.places["commune"], clock.today())
    grant_role(offer, actor=world.actor("an"))
    one = asked(world)
    assert codes(answer, one.pk, Verdict("corrected"), actor=world.actor("binh")) == ["requests.oneself"]
    answer(one.pk, Verdict("corrected"), actor=world.actor("nam"))
    waiting = asked(world, "birth", "1975")
    with clock.at(date(2027, 3, 2)):
        forget_old()
        assert Request.objects.count() == 2
    with clock.at(date(2027, 3, 3)):
        forget_old()
        assert list(Request.objects.all()) == [waiting] and Reply.objects.count() == 0
        assert list(recount.differences()) == []


def test_what_somebody_asked_goes_when_they_are_erased(world: World) -> None:
    from liemchinh.members.erasing import erase_people

    asked(world)
    person = world.people["binh"]
    record_act(person, NewAct("left", date(2026, 3, 1), world.places["branch"]), actor=CONSOLE)
    erase_people([person], actor=CONSOLE)
    assert Request.objects.count() == 0
    assert list(recount.differences()) == []


def test_whoever_may_only_ask_for_a_member_reads_nothing_of_their_record(world: World) -> None:
    person, chi, em = world.people["branch"], world.actor("chi"), world.client("em")
    chosen = Choice(person, "em", ON_PAPER, date(2026, 3, 3), date(2026, 9, 3))
    mandate = choose_on_paper(chosen, date(2026, 3, 1), actor=chi)
    confirm(mandate, actor=world.actor("em"))
    act = Entry.objects.get(member_id=person, kind="members.official")
    page = em.get(reverse("requests:choose"), {"for": mandate}).content.decode()
    assert "Ngày sinh" in page and "1970" not in page and f"entry={act.pk}" not in page
    asked = reverse("requests:ask", args=["birth"])
    assert "1970" not in em.get(asked, {"for": mandate}).content.decode()
    of_act = reverse("requests:ask", args=["act"])
    assert em.get(of_act, {"for": mandate, "entry": act.pk}).status_code == 404
    assert not Reading.objects.filter(object_id=person).exists()
    assert em.post(f"{asked}?for={mandate}", {"value": "1971", "paper": "mine"}).status_code == 302


def test_whoever_may_see_the_page_too_sees_what_is_recorded_and_the_member_sees_that_they_did(world: World) -> None:
    person, em = world.people["binh"], world.client("em")
    chosen = Choice(person, "em", tuple(TASKS), date(2026, 3, 3), date(2026, 9, 3))
    mandate = choose(chosen, actor=world.actor("binh"))
    confirm(mandate, actor=world.actor("em"))
    assert "1973" in em.get(reverse("requests:choose"), {"for": mandate}).content.decode()
    assert "1973" in em.get(reverse("requests:ask", args=["birth"]), {"for": mandate}).content.decode()
    assert Reading.objects.filter(role="chosen", object_id=person).count() == 1


def test_whoever_asks_for_a_member_sees_what_they_sent_and_not_what_the_member_sent(world: World) -> None:
    person, em = world.people["binh"], world.actor("em")
    own = asked(world)
    mandate = choose(
        Choice(person, "em", ("ask_correction",), date(2026, 3, 3), date(2026, 9, 3)), actor=world.actor("binh")
    )
    confirm(mandate, actor=em)
    sent = send(person, Wish("birth", "1974", "mine"), actor=em)
    assert list(requests_visible_to(em)) == [sent]
    assert list(requests_visible_to(world.actor("binh"))) == [sent, own]
    assert world.client("em").get(reverse("requests:one", args=[own.pk])).status_code == 404
