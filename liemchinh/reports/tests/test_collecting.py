"""A report asked of those below: in, late, missing; reminded once a day; a report sent answers the call by itself."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from liemchinh.journal import clock
from liemchinh.reports.collecting import call_for_reports, calls_visible_to, lines_of, remind, withdraw_call
from liemchinh.reports.handing import submit_report
from liemchinh.reports.models import Call
from liemchinh.reports.recount import differences
from liemchinh.reports.tests.small_reports import a_report, filling
from liemchinh.reports.tests.test_handing import codes
from liemchinh.reports.waiting import waiting
from liemchinh.tasks.addressing import To
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
FIRST, LAST, TODAY = date(2025, 7, 1), date(2025, 12, 31), date(2026, 3, 3)


@pytest.fixture(autouse=True)
def _filled() -> Iterator[None]:
    with filling():
        yield


def called(world: World) -> Call:
    own = a_report(world.places["commune"], FIRST, LAST)
    return call_for_reports(own.pk, To(world.places["commune"], ("branch",)), TODAY, actor=world.actor("nam"))


def test_whose_report_is_in_late_and_missing(world: World) -> None:
    call, chi, nam = called(world), world.actor("chi"), world.actor("nam")
    assert [one.kind for one in waiting(chi, TODAY)] == ["reports.owed"]
    branch = a_report(world.places["branch"], FIRST, LAST)
    later = TODAY + timedelta(days=1)
    with clock.at(later):
        submit_report(branch.pk, actor=chi)
        assert waiting(chi, later) == []
        assert [one.kind for one in waiting(nam, later)] == ["reports.approve"]
        told = [(one.organisation, one.sent_on, one.late) for one in lines_of(call, later)]
    assert told == [(world.places["sibling"], None, True), (world.places["branch"], later, True)]
    assert list(differences()) == []


def test_who_owes_is_reminded_once_a_day(world: World) -> None:
    call, nam = called(world), world.actor("nam")
    assert remind(call.pk, actor=nam) == 2
    (line,) = waiting(world.actor("chi"), TODAY)
    assert line.why == "Đảng bộ xã Trà Mây yêu cầu; chưa bắt đầu. Đã nhắc ngày 03/03/2026."
    with pytest.raises(Refused) as refused:
        remind(call.pk, actor=nam)
    assert codes(refused) == ["reminded"]
    with clock.at(TODAY + timedelta(days=1)):
        assert remind(call.pk, actor=nam) == 2
    assert list(differences()) == []


def test_what_is_asked_twice_or_of_nobody_is_refused_and_a_wrong_call_is_taken_back(world: World) -> None:
    call, nam, commune = called(world), world.actor("nam"), world.places["commune"]
    own = a_report(commune, FIRST, LAST)
    with pytest.raises(Refused) as refused:
        call_for_reports(own.pk, To(commune, ("branch",)), TODAY - timedelta(days=1), actor=nam)
    assert codes(refused) == ["asked", "due"]
    with pytest.raises(Refused) as refused:
        call_for_reports(own.pk, To(world.places["other"], ("branch", "grassroots_branch")), TODAY, actor=nam)
    assert codes(refused) == ["nobody"]
    assert list(calls_visible_to(world.actor("chi"))) == [call] and not calls_visible_to(world.actor("dung")).exists()
    withdraw_call(call.pk, "twice", actor=nam)
    assert waiting(world.actor("chi"), TODAY) == [] and not calls_visible_to(nam).exists()
    assert list(differences()) == []
