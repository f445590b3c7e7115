"""A wrong day or place is corrected in one go: cancelled and recorded anew; what stood stays visible as of its day."""

from datetime import date

import pytest
from django.urls import reverse

from liemchinh.figures.asking import ask, question
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members import recount
from liemchinh.members.facts import PersonFacts
from liemchinh.members.known import known_of
from liemchinh.members.queries import history_of, uid_of
from liemchinh.members.replacing import preview_replacement, replace_act
from liemchinh.members.services import Change, NewAct, record_change, register_person
from regulations.answers import Refused
from tests.world import CONSOLE, REGISTERED, World

pytestmark = pytest.mark.django_db
RECORDED, CORRECTED, LATER = date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 6)


def spells(person: int) -> list[tuple[int, bool, date, date | None]]:
    return list(history_of(person).values_list("organisation_id", "official", "starts_on", "ends_on"))


def wrongly_admitted(world: World) -> tuple[int, int]:
    """Somebody admitted in the branch, who truly was admitted in its sibling; and the entry of the admission."""
    branch = world.places["branch"]
    acts = [NewAct("admitted", date(2025, 2, 1), branch), NewAct("official", date(2026, 2, 1), branch)]
    outcome = record_change(Change(facts=PersonFacts("Sơn Thị Nga"), acts=acts), actor=CONSOLE)
    assert outcome.person
    return outcome.person, outcome.sequences[1]


def members(world: World, place: str, known_on: date | None = None) -> int:
    asked = question(world.places[place], date(2026, 1, 1), date(2026, 2, 28), known_on=known_on)
    return int(ask(asked, ["members"], [asked.period])[0].whole["members"] or 0)


def test_a_wrong_branch_takes_along_what_was_recorded_there(world: World) -> None:
    person, admission = wrongly_admitted(world)
    replace_act(admission, date(2025, 2, 1), world.places["sibling"], reason="wrong_place", actor=CONSOLE)
    assert spells(person) == [
        (world.places["sibling"], False, date(2025, 2, 1), date(2026, 2, 1)),
        (world.places["sibling"], True, date(2026, 2, 1), None),
    ]
    assert {told.line.entry.organisation_id for told in known_of(person).entries if told.stands} == {
        world.places["sibling"]
    }
    assert list(recount.differences()) == []


def test_both_ends_of_a_transfer_move_to_the_right_day(world: World) -> None:
    person, here, there = world.people["branch"], world.places["branch"], world.places["sibling"]
    acts = [NewAct("transferred_out", date(2026, 1, 5), here), NewAct("transferred_in", date(2026, 1, 5), there)]
    left = record_change(Change(person, acts=acts), actor=CONSOLE).sequences[0]
    replace_act(left, date(2026, 1, 15), None, reason="wrong_day", actor=CONSOLE)
    assert spells(person)[-2:] == [
        (here, True, date(2017, 5, 19), date(2026, 1, 15)),
        (there, True, date(2026, 1, 15), None),
    ]


def test_the_preview_shows_what_would_stand_and_writes_nothing(world: World) -> None:
    person, admission = wrongly_admitted(world)
    before = spells(person)
    shown = preview_replacement(admission, date(2025, 2, 9), None, reason="wrong_day")
    assert [spell.starts_on for spell in shown.before] == [date(2025, 2, 1), date(2026, 2, 1)]
    assert [spell.starts_on for spell in shown.after] == [date(2025, 2, 9), date(2026, 2, 1)]
    assert spells(person) == before


def test_nothing_changed_and_what_does_not_fit_are_refused(world: World) -> None:
    person, admission = wrongly_admitted(world)
    before = spells(person)
    for on, code in ((date(2025, 2, 1), "nothing-changed"), (date(2026, 2, 9), "not-yet")):
        with pytest.raises(Refused) as refused:
            replace_act(admission, on, None, reason="wrong_day", actor=CONSOLE)
        assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert spells(person) == before
    with pytest.raises(Refused):
        replace_act(999_999, date(2026, 1, 1), None, reason="wrong_day", actor=CONSOLE)


def test_figures_follow_and_stay_as_they_were_known(world: World) -> None:
    assert (members(world, "branch"), members(world, "sibling")) == (2, 2)
    _person, admission = wrongly_admitted(world)
    assert (members(world, "branch"), members(world, "sibling")) == (3, 2)
    with clock.at(CORRECTED):
        replace_act(admission, date(2025, 2, 1), world.places["sibling"], reason="wrong_place", actor=CONSOLE)
    with clock.at(LATER):
        assert (members(world, "branch"), members(world, "sibling")) == (2, 3)
        assert (members(world, "branch", RECORDED), members(world, "sibling", RECORDED)) == (3, 2)


def test_the_page_as_known_on_a_day_shows_the_old_state(world: World) -> None:
    person, admission = wrongly_admitted(world)
    with clock.at(CORRECTED):
        replace_act(admission, date(2025, 2, 1), world.places["sibling"], reason="wrong_place", actor=CONSOLE)
    page = reverse("members:one", args=[uid_of(person)])
    with clock.at(LATER):
        an = world.client("an")
        now, then = (an.get(page + asked).content.decode() for asked in ("", "?known=04/03/2026"))
    assert "đã hủy" in now and "Kết nạp Sơn Thị Nga tại Chi bộ ấp Rạch Dừa" in now
    assert "đã hủy" not in then and "<h1>Sơn Thị Nga</h1><p>Chi bộ ấp Gò Cát" in then
    assert "Kết nạp Sơn Thị Nga tại Chi bộ ấp Gò Cát" in then
    assert "Theo hiểu biết ngày 04/03/2026" in then and reverse("members:act", args=[uid_of(person)]) not in then
    assert [known_of(person, day).details is None for day in (date(2026, 3, 2), RECORDED)] == [True, False]


def test_an_officer_sees_before_and_after_and_then_corrects_both_in_one_go(world: World) -> None:
    recognised = Entry.objects.get(member_id=world.people["branch"], kind="members.official")
    nam, act = world.client("nam"), recognised.pk
    url = reverse("members:replace", args=[world.uids["branch"], act])
    form = {"on": "20/06/2017", "reason": "wrong_day"}
    shown = nam.post(url, form).content.decode()
    assert "Đang ghi" in shown and "19/05/2017" in shown and "20/06/2017" in shown
    assert spells(world.people["branch"])[-1][2] == date(2017, 5, 19)
    assert nam.post(url, {**form, "do": "1"}).status_code == 302
    assert spells(world.people["branch"])[-1][2] == date(2017, 6, 20)
    assert nam.post(url, {**form, "do": "1"}).status_code == 404, "what was cancelled is replaced no more"
    assert nam.post(url, {"on": "x"}).status_code == 404


def test_ones_own_page_tells_everything_recorded_and_what_waits(world: World) -> None:
    told = world.client("em").get(reverse("members:mine")).content.decode()
    for word in ("Việc chờ tôi", "Quá trình sinh hoạt", "Chi bộ ấp Rạch Dừa", "19/05/2017", "Dân tộc", "Ai đã xem"):
        assert word in told
    assert REGISTERED["sibling"] not in told and "Sửa thông tin" not in told
    person = register_person(PersonFacts("Người Khác"), [NewAct("admitted", date(2020, 1, 1), world.places["branch"])],
                             actor=CONSOLE)  # fmt: skip
    assert world.client("em").get(reverse("members:one", args=[uid_of(person)])).status_code == 404
