"""The book of letters: numbers without gaps, sorting by the rules, passing on from one organisation to another, lines that do not stand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from liemchinh.access.granting import Offer, confirm_role, propose_role
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.letters.models import Letter, Sorting
from liemchinh.letters.queries import arriving_visible_to, letters_visible_to, shown, sorting_of
from liemchinh.letters.recount import differences
from liemchinh.letters.services import (
    Cover,
    Received,
    Sorted,
    cancel_letter,
    receive_letter,
    sort_letter,
    unsort_letter,
)
from liemchinh.letters.waiting import waiting
from regulations.answers import Refused
from tests.granted_kind import officer
from tests.permissions_of_letters import ON, SIGNED, passed_to, received
from tests.world import World

pytestmark = pytest.mark.django_db
ANONYMOUS = replace(SIGNED, is_anonymous=True)
OTHER = Cover(None, "press", "33/BC", ON)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def commune_officer(world: World) -> str:
    """Sơn, who keeps the letters of the commune."""
    world.accounts["son"] = officer(world, "son", "Lý Hồng Sơn", "commune")
    return "son"


def test_each_organ_numbers_its_letters_of_a_year_from_one_and_never_twice(world: World) -> None:
    khoa = world.actor("khoa")
    first, second = received(world), received(world)
    third = received(world, replace(SIGNED, organ="committee"))
    old = received(world, replace(SIGNED, on=date(2025, 12, 30)))
    assert [(one.organ, one.year, one.number) for one in (first, second, third, old)] == [
        ("inspection", 2026, 1), ("inspection", 2026, 2), ("committee", 2026, 1), ("inspection", 2025, 1)
    ]  # fmt: skip
    entry = Entry.objects.get(pk=cancel_letter(second.pk, reason="twice", actor=khoa))
    assert entry.kind == "letters.cancelled" and entry.cancels_id == second.recorded_by
    assert received(world).number == 3, "the number of a line that does not stand is not used again"
    assert list(differences()) == []
    Letter.objects.filter(pk=first.pk).delete()
    assert [told.partition(":")[2] for told in differences()] == [
        " điều đang lưu khác với sổ.", " thiếu số trước số 2."
    ]  # fmt: skip


def test_everything_that_is_wrong_with_a_line_is_told_at_once(world: World) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        received(world, Received("office", tomorrow, "pigeon", "novel", True, Cover()))
    assert codes(refused) == ["ahead", "cover", "cover", "list", "organ", "other-body"]
    with pytest.raises(Refused) as refused:
        received(world, replace(SIGNED, kind="appeal", is_anonymous=True, way="passed_on"))
    assert codes(refused) == ["cover", "unsigned-appeal"]
    with pytest.raises(Refused) as refused:
        received(world, replace(SIGNED, way="passed_on", cover=Cover(world.places["district"], "", "1", ON)))
    assert codes(refused) == ["other-body"], "a body passes nothing on to itself"
    with pytest.raises(Refused) as refused:
        receive_letter(world.places["commune"], SIGNED, actor=world.actor("khoa"))
    assert codes(refused) == ["letters.not_own"], "nobody above writes in the book of those below"
    assert not Letter.objects.exists()


def test_a_denunciation_nobody_signed_is_not_handled_as_one_by_the_text_of_the_day(world: World) -> None:
    khoa, letter = world.actor("khoa"), received(world, ANONYMOUS)
    with pytest.raises(Refused) as refused:
        sort_letter(letter.pk, Sorted("competent", ON), actor=khoa)
    assert codes(refused) == ["anonymous"]
    assert refused.value.refusals[0].citation == "Điều 19, Quy định 296-QĐ/TW"
    sort_letter(letter.pk, Sorted("information", ON), actor=khoa)
    assert sorting_of(letter).outcome == "information"  # type: ignore[union-attr]
    before = received(world, replace(ANONYMOUS, on=date(2025, 5, 28)))
    with pytest.raises(Refused) as refused:
        sort_letter(before.pk, Sorted("competent", date(2025, 5, 29)), actor=khoa)
    assert codes(refused) == ["anonymous-unknown"], "the day before the text that says so, nothing is known"
    with pytest.raises(Refused) as refused:
        sort_letter(before.pk, Sorted("competent", date(2025, 5, 30)), actor=khoa)
    assert codes(refused) == ["anonymous"]
    report = received(world, replace(ANONYMOUS, kind="report"))
    sort_letter(report.pk, Sorted("competent", ON), actor=khoa)
    with pytest.raises(Refused) as refused:
        sort_letter(received(world).pk, Sorted("information", ON), actor=khoa)
    assert codes(refused) == ["signed"], "whoever signed is owed an answer"


def test_a_letter_goes_from_one_book_to_another_and_both_say_so(world: World) -> None:
    khoa, son = world.actor("khoa"), world.actor(commune_officer(world))
    letter = received(world)
    sort_letter(letter.pk, passed_to(world, "commune"), actor=khoa)
    assert [row.letter_id for row in arriving_visible_to(son)] == [letter.pk]
    assert [(one.kind, one.due_on) for one in waiting(son, ON)] == [("letters.arriving", date(2026, 4, 1))]
    came = replace(
        SIGNED, way="passed_on", organ="committee", cover=Cover(world.places["district"], "", "15-CV/UBKT", ON)
    )
    with pytest.raises(Refused) as refused:
        receive_letter(world.places["commune"], replace(came, on=date(2026, 2, 1)), came_from=letter.pk, actor=son)
    assert codes(refused) == ["before"]
    arrived = receive_letter(world.places["commune"], came, came_from=letter.pk, actor=son)
    assert list(arriving_visible_to(son)) == []
    assert [(one.to, one.arrived_on) for one in shown([letter])] == [("Đảng bộ xã Trà Mây", ON)]
    assert [(one.sender, one.number) for one in shown([arrived])] == [("Đảng bộ huyện Sông Thu", "1/2026")]
    with pytest.raises(Refused) as refused:
        receive_letter(world.places["commune"], came, came_from=letter.pk, actor=son)
    assert codes(refused) == ["twice"]
    with pytest.raises(Refused) as refused:
        unsort_letter(letter.pk, reason="wrong_place", actor=khoa)
    assert codes(refused) == ["arrived"]
    assert list(differences()) == []


def test_what_was_not_passed_on_here_does_not_arrive(world: World) -> None:
    khoa, son = world.actor("khoa"), world.actor(commune_officer(world))
    letter = received(world)
    sort_letter(letter.pk, passed_to(world, "sibling"), actor=khoa)
    came = replace(
        SIGNED, way="passed_on", organ="committee", cover=Cover(world.places["district"], "", "15-CV/UBKT", ON)
    )
    with pytest.raises(Refused) as refused:
        receive_letter(world.places["commune"], came, came_from=letter.pk, actor=son)
    assert codes(refused) == ["not-sent"]
    unsort_letter(letter.pk, reason="wrong_place", actor=khoa)
    sort_letter(letter.pk, passed_to(world, "commune"), actor=khoa)
    with pytest.raises(Refused) as refused:
        receive_letter(
            world.places["commune"], replace(came, cover=Cover(world.places["province"], "", "1", ON)), came_from=letter.pk,
            actor=son,
        )  # fmt: skip
    assert codes(refused) == ["sender"]


def test_a_sorting_stands_alone_and_can_be_taken_back(world: World) -> None:
    khoa, letter = world.actor("khoa"), received(world)
    with pytest.raises(Refused) as refused:
        sort_letter(letter.pk, Sorted("shelved", date(2026, 2, 1), None, ON), actor=khoa)
    assert codes(refused) == ["before", "due", "outcome"]
    with pytest.raises(Refused) as refused:
        sort_letter(letter.pk, Sorted("passed_on", ON), actor=khoa)
    assert codes(refused) == ["cover"]
    with pytest.raises(Refused) as refused:
        sort_letter(letter.pk, Sorted("passed_on", ON, OTHER, date(2026, 2, 1)), actor=khoa)
    assert codes(refused) == ["due"]
    sort_letter(letter.pk, Sorted("passed_on", ON, OTHER), actor=khoa)
    assert shown([letter])[0].to == "Cơ quan báo chí"
    with pytest.raises(Refused) as refused:
        sort_letter(letter.pk, Sorted("competent", ON), actor=khoa)
    assert codes(refused) == ["sorted"]
    with pytest.raises(Refused) as refused:
        cancel_letter(letter.pk, reason="a whim", actor=khoa)
    assert codes(refused) == ["reason", "sorted"]
    assert Entry.objects.get(pk=unsort_letter(letter.pk, reason="wrong_kind", actor=khoa)).kind == "letters.unsorted"
    with pytest.raises(Refused) as refused:
        unsort_letter(letter.pk, reason="wrong_kind", actor=khoa)
    assert codes(refused) == ["not-sorted"]
    assert Sorting.objects.filter(letter=letter).exclude(cancelled_by=None).count() == 1 and list(differences()) == []


def test_a_book_is_read_by_its_own_keepers_alone(world: World) -> None:
    letter, son = received(world), world.actor(commune_officer(world))
    assert list(letters_visible_to(world.actor("khoa"))) == [letter]
    for name in ("an", "giang", "quan", "ha"):
        assert list(letters_visible_to(world.actor(name))) == []
    assert list(letters_visible_to(son)) == [] and waiting(son, ON) == []
    above = propose_role(Offer(world.accounts["nam"], "inspection_officer", world.places["province"], clock.today()),
                         actor=world.actor("an"))  # fmt: skip
    confirm_role(above, actor=world.actor("oanh"))
    assert list(letters_visible_to(world.actor("nam"))) == [], "nobody above reads the book of those below"


def test_home_names_the_oldest_and_says_how_many_more_wait(world: World) -> None:
    khoa = world.actor("khoa")
    for _turn in range(12):
        received(world)
    lines = waiting(khoa, ON)
    assert [line.kind for line in lines] == ["letters.unsorted"] * 10 + ["letters.more"]
    assert lines[-1].title == "Còn 2 đơn thư khác đang chờ"
    assert {line.due_on for line in lines} == {None}, "no verified text says by when a letter is sorted"


def test_a_branch_keeps_a_book_of_its_own_that_nobody_above_reads(world: World) -> None:
    chi, told = world.actor("chi"), replace(SIGNED, organ="committee")
    letter = received(world, told, at="branch", by="chi")
    assert (letter.organ, letter.number) == ("committee", 1)
    with pytest.raises(Refused) as no_commission:
        received(world, SIGNED, at="branch", by="chi")
    assert codes(no_commission) == ["organ"]
    commune_officer(world)
    assert {name: letters_visible_to(world.actor(name)).count() for name in ("chi", "son", "khoa", "nam")} == {
        "chi": 1, "son": 0, "khoa": 0, "nam": 0,
    }  # fmt: skip
    assert [line.title for line in waiting(chi, ON)] == ["Phân loại đơn số 1/2026: Tố cáo"]
    sort_letter(letter.pk, passed_to(world, "district"), actor=chi)
    (on_its_way,) = arriving_visible_to(world.actor("khoa"))
    assert on_its_way.letter_id == letter.pk and list(differences()) == []
    page = world.client("chi").get(reverse("letters:book")).content.decode()
    assert "Chi bộ ấp Gò Cát" in page and "Ủy ban kiểm tra Chi bộ" not in page
