"""Lists of who declares: from the posts of the day, unknown never read against anybody, marked, public, and nothing of what is declared."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.declarations import recount, words
from liemchinh.declarations.due import candidates, unlisted
from liemchinh.declarations.handing import Handed, mark_handed_in, take_back_mark
from liemchinh.declarations.models import Duty, HandingIn, Position, Publication
from liemchinh.declarations.overview import progress_under
from liemchinh.declarations.positions import Taken, cancel_position, end_position, take_position
from liemchinh.declarations.publishing import Shown, cancel_publication, publish
from liemchinh.declarations.queries import duties_of, lines, own_duties, readings_of, state_of
from liemchinh.declarations.services import add_duty, draw_up_list, release_duty
from liemchinh.declarations.waiting import waiting
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import verify
from liemchinh.members.erasing import erase_people
from liemchinh.members.posting import Seat, take_post
from liemchinh.members.services import NewAct, record_act
from liemchinh.rulebook.current import charter
from regulations.answers import Refused
from regulations.rules.declaring import GROUPS as RULES
from tests.world import CONSOLE

pytestmark = pytest.mark.django_db
DAY, END = date(2026, 2, 2), date(2026, 12, 31)
BASIS = "Điều 11, Nghị định 130/2020/NĐ-CP"


def held(world, person="binh", group="accountant", place="branch", on=date(2026, 1, 5), **more):
    return take_position(world.places[place], Taken(world.people[person], group, on, **more), actor=world.actor("nam"))


def listed(world, on=DAY, place="branch"):
    return draw_up_list(world.places[place], on, actor=world.actor("nam"))


def marked(world, *duties, on=DAY, lies="unit", by="nam", place="branch"):
    return mark_handed_in(
        world.places[place], 2026, [one.pk for one in duties], Handed(on, lies), actor=world.actor(by)
    )


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


def test_the_list_of_a_year_is_drawn_up_from_the_posts_held_on_the_day(world):
    branch = world.places["branch"]
    held(world, leads=True)
    held(world, "branch", on=date(2026, 2, 10))
    assert [(one.person, one.basis, one.leads) for one in candidates(branch, DAY)] == [
        (world.people["binh"], "accountant", True)
    ]
    assert listed(world) == 1
    row = Duty.objects.get()
    assert (row.person_id, row.kind, row.year, row.basis, row.leads) == (
        world.people["binh"], "annual", 2026, "accountant", True,
    )  # fmt: skip
    assert (row.arose_on, row.due_on) == (DAY, END)
    assert listed(world, date(2026, 3, 1)) == 1, "who took a position later comes on it later"
    with pytest.raises(Refused) as refused:
        listed(world, date(2026, 3, 1))
    assert codes(refused) == ["declarations.nobody"]
    kinds = Entry.objects.filter(kind__startswith="declarations.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == [f"declarations.{kind}" for kind in ("position_taken", "position_taken", "listed", "listed")]
    assert list(recount.differences()) == [] and verify().ok


def test_of_whom_the_rules_do_not_know_nobody_is_listed_late_or_missing(world):
    district = world.places["district"]
    take_post(Seat(world.people["binh"], district, "inspection_member", date(2026, 1, 5)), actor=CONSOLE)
    (one,) = candidates(district, DAY)
    assert (one.person, one.answer.verdict, one.basis) == (world.people["binh"], "unknown", "")
    with pytest.raises(Refused) as refused:
        draw_up_list(district, DAY, actor=world.actor("khoa"))
    assert codes(refused) == ["declarations.nobody"] and not Duty.objects.exists()
    page = world.client("khoa").get(reverse("declarations:year", args=[district])).content.decode()
    assert "Chưa rõ có phải kê khai không" in page and "Trần Văn Bình" in page
    first = add_duty(district, "first", world.people["binh"], DAY, actor=world.actor("khoa"))
    assert first.due_on is None, "no verified text says by when"
    with clock.at(date(2030, 1, 1)):
        assert state_of(first, None, clock.today()) == words.WAITS
    marked(world, first, on=date(2026, 3, 2), by="khoa", place="district")
    assert state_of(first, HandingIn.objects.get(), clock.today()) == words.UNCLEAR


def test_a_branch_secretary_is_no_declarant_by_that_alone(world):
    take_post(Seat(world.people["binh"], world.places["branch"], "secretary", date(2026, 1, 5)), actor=CONSOLE)
    assert candidates(world.places["branch"], DAY) == []


def test_many_are_marked_at_once_late_ones_too_and_a_wrong_mark_is_taken_back(world):
    held(world), held(world, "branch")
    listed(world)
    rows = list(Duty.objects.order_by("pk"))
    assert marked(world, *rows) == 2
    assert marked(world, *rows) == 0, "what is marked stays as it is"
    back = take_back_mark(rows[0].pk, "wrong_person", actor=world.actor("nam"))
    assert Entry.objects.get(sequence=back).kind == "declarations.handing_cancelled"
    assert Entry.objects.filter(kind="declarations.handed_in").count() == 2
    with clock.at(date(2027, 1, 9)):
        assert [line.state for line in lines(duties_of(world.places["branch"], 2026), clock.today())] == [
            words.MISSING, words.ON_TIME,
        ]  # fmt: skip
        assert marked(world, rows[0], on=date(2027, 1, 8), lies="control") == 1
        progress = progress_under(world.places["commune"], 2026, clock.today())
        assert (progress.due, progress.handed_in, progress.late, progress.missing) == (2, 2, 1, 0)
        assert progress.children[world.places["branch"]].total() == 2
    assert list(recount.differences()) == [] and verify().ok


def test_a_mark_before_its_list_without_a_place_or_for_a_stranger_is_refused_all_at_once(world):
    held(world), held(world, "em", place="sibling")
    listed(world), listed(world, place="sibling")
    mine, other = Duty.objects.order_by("pk")
    with pytest.raises(Refused) as refused:
        marked(world, mine, other, on=date(2026, 1, 6), lies="home")
    assert codes(refused) == ["declarations.lies", "declarations.gone", "declarations.before"]
    with pytest.raises(Refused) as refused:
        marked(world, on=date(2026, 3, 4))
    assert codes(refused) == ["ahead", "declarations.nobody"]
    assert not HandingIn.objects.exists()


def test_whoever_left_a_post_is_released_and_a_position_ends_or_is_cancelled(world):
    row = held(world)
    listed(world)
    duty = Duty.objects.get()
    with pytest.raises(Refused) as refused:
        release_duty(duty.pk, "tired", actor=world.actor("nam"))
    assert codes(refused) == ["reason"]
    release_duty(duty.pk, "left_post", actor=world.actor("nam"))
    with pytest.raises(Refused) as refused:
        marked(world, duty)
    assert codes(refused) == ["declarations.gone"]
    end_position(row.pk, date(2026, 2, 20), actor=world.actor("nam"))
    assert candidates(world.places["branch"], date(2026, 2, 19)) and not candidates(
        world.places["branch"], date(2026, 2, 20)
    )
    with pytest.raises(Refused) as refused:
        end_position(row.pk, date(2026, 1, 1), actor=world.actor("nam"))
    assert codes(refused) == ["declarations.gone", "declarations.order"]
    cancel_position(row.pk, "wrong_person", actor=world.actor("nam"))
    kinds = Entry.objects.filter(kind__startswith="declarations.").order_by("sequence").values_list("kind", flat=True)
    ended = ["declarations.released", "declarations.position_ended", "declarations.position_cancelled"]
    assert list(kinds)[2:] == ended
    assert Position.objects.get().cancelled_by and not candidates(world.places["branch"], date(2026, 2, 19))
    assert list(recount.differences()) == [] and verify().ok


def test_one_person_declares_once_a_year_wherever_they_are_listed(world):
    held(world), held(world, place="sibling")
    assert listed(world) == 1
    assert unlisted(world.places["sibling"], 2026, DAY) == []


def test_a_year_is_made_public_and_where_no_text_tells_the_days_two_officers_stand_behind_them(world):
    branch, nam = world.places["branch"], world.actor("nam")
    with pytest.raises(Refused) as refused:
        publish(branch, 2026, Shown("posted", DAY, date(2026, 2, 1)), actor=nam)
    assert codes(refused) == ["declarations.order", "declarations.nothing", "declarations.unknown"]
    held(world)
    listed(world)
    marked(world, Duty.objects.get())
    posted = Shown("posted", DAY, date(2026, 2, 4))
    with pytest.raises(Refused) as refused:
        publish(branch, 2026, posted, actor=nam)
    assert codes(refused) == ["declarations.unknown"]
    row = publish(branch, 2026, replace(posted, basis=BASIS), actor=nam)
    year, act = reverse("declarations:year", args=[branch]), reverse("declarations:vouch-publication", args=[row.pk])
    first, second = world.client("nam"), world.client("an")
    page = first.get(year).content.decode()
    assert "chưa xác minh số ngày" in page and "chờ cán bộ thứ hai" in page and act not in page
    assert first.post(act).status_code == 422, "nobody vouches for their own word"
    assert [one.kind for one in waiting(world.actor("an"), DAY) if one.kind == "declarations.vouch"]
    assert not [one.kind for one in waiting(nam, DAY) if one.kind == "declarations.vouch"]
    assert act in second.get(year).content.decode() and second.post(act).status_code == 302
    assert second.post(act).status_code == 422, "once"
    page = first.get(year).content.decode()
    assert "chưa xác minh số ngày" in page and "đã có người thứ hai xác nhận" in page
    assert Entry.objects.get(sequence=Publication.objects.get().vouched_by).kind == "declarations.publication_vouched"
    assert list(recount.differences()) == []
    assert publish(branch, 2026, Shown("meeting", DAY, DAY), actor=nam).basis == ""
    cancel_publication(Publication.objects.latest("pk").pk, "twice", actor=nam)
    with pytest.raises(Refused) as refused:
        publish(branch, 2026, Shown("meeting", DAY, date(2026, 2, 4)), actor=nam)
    assert codes(refused) == ["declarations.meeting"]
    cancel_publication(row.pk, "wrong_day", actor=nam)
    told = Entry.objects.filter(kind__startswith="declarations.pub").order_by("sequence").values_list("kind", flat=True)
    kinds = [kind.removeprefix("declarations.") for kind in told]
    twice = ["published", "publication_cancelled"]
    assert kinds == ["published", "publication_vouched", *twice, "publication_cancelled"]
    assert not Publication.objects.filter(cancelled_by=None).exists()
    assert list(recount.differences()) == [] and verify().ok


def test_the_person_sees_what_they_owe_what_was_recorded_and_who_opened_the_list(world):
    held(world)
    listed(world)
    own = reverse("declarations:mine")
    assert "Chưa ai mở." in world.client("binh").get(own).content.decode()
    world.client("nam").get(reverse("declarations:year", args=[world.places["branch"]]))
    assert [one.role for one in readings_of(world.people["binh"])] == ["organisation_officer"]
    marked(world, Duty.objects.get())
    page = world.client("binh").get(own).content.decode()
    assert "Đã nộp ngày 02/02/2026" in page and "31/12/2026" in page and "Cán bộ tổ chức" in page
    assert "Điều 36" in page, "the calculation opens"
    assert own_duties(world.people["em"]) == []


def test_what_waits_is_told_to_the_person_and_counted_for_the_keeper(world):
    held(world)
    listed(world)
    (mine,) = waiting(world.actor("binh"), clock.today())
    assert (mine.due_on, mine.kind) == (END, "declarations.own")
    (kept,) = waiting(world.actor("nam"), clock.today())
    assert (kept.due_on, kept.kind) == (END, "declarations.mark") and "1 người" in kept.title
    assert waiting(world.actor("em"), clock.today()) == []


def test_an_erased_person_stands_nameless_on_the_list_and_is_still_counted(world):
    held(world)
    listed(world)
    record_act(world.people["binh"], NewAct("died", DAY, world.places["branch"]), actor=CONSOLE)
    erase_people([world.people["binh"]], actor=CONSOLE)
    page = world.client("nam").get(reverse("declarations:year", args=[world.places["branch"]])).content.decode()
    assert "Trần Văn Bình" not in page and "(đã xóa dữ liệu)" in page
    assert progress_under(world.places["branch"], 2026, clock.today()).due == 1
    assert list(recount.differences()) == [] and verify().ok


def test_the_recount_notices_a_mark_that_the_book_does_not_know(world):
    held(world)
    listed(world)
    HandingIn.objects.create(duty=Duty.objects.get(), on=DAY, lies="unit", recorded_by=10**9)
    assert len(list(recount.differences())) == 1


def test_the_groups_of_the_forms_are_those_of_the_rules():
    book = charter().rulebook
    assert {code for name in RULES for code in book.parameters[name].options} == set(words.GROUPS)
    assert set(book.parameters["declaration.kinds"].options) == set(words.KINDS)
    assert set(book.parameters["verification.grounds"].options) == set(words.GROUNDS)
    assert set(book.parameters["verification.outcomes"].options) == set(words.OUTCOMES)


@given(st.lists(st.tuples(st.sampled_from(["binh", "branch"]), st.sampled_from(["accountant", "judge"])), max_size=6))
def test_whatever_is_held_each_person_is_listed_once_and_counts_agree(world, holdings):
    for person, group in dict.fromkeys(holdings):
        held(world, person, group)
    people = {world.people[person] for person, _group in holdings}
    if people:
        assert listed(world) == len(people)
    assert set(Duty.objects.values_list("person_id", flat=True)) == people
    assert progress_under(world.places["commune"], 2026, clock.today()).due == len(people)
    for model in (Duty, Position):
        model.objects.all().delete()
