"""A signed report years later: each figure opens by today's right, shows what was put right since, and is made anew byte for byte."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.access.models import RoleGrant
from liemchinh.access.throttling import LIMITS
from liemchinh.figures.listed import Row, rows_behind
from liemchinh.figures.tests import test_recount as histories
from liemchinh.figures.tests.small import CONSOLE, begun
from liemchinh.figures.tests.test_recount import Op, ops
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.journal.services import last_sequence
from liemchinh.members.services import Change, NewAct, cancel_act, record_changes
from liemchinh.reports.codes import new_code
from liemchinh.reports.models import Snapshot
from liemchinh.reports.opening import open_figure, snapshot_by_code
from liemchinh.reports.signing import freeze
from liemchinh.reports.snapshots import apart, counted_anew, lists_of, packed, unpacked
from liemchinh.reports.sources import sources_from
from liemchinh.reports.telling import since_in_words
from liemchinh.reports.tests.small_reports import a_report, fill, filling
from liemchinh.reports.tests.test_handing import signed
from tests.kept_world import kept
from tests.world import World

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 7, 1), date(2025, 12, 31)


@pytest.fixture(autouse=True)
def _filled() -> Iterator[None]:
    with filling():
        yield


def figure(client: object, snapshot: Snapshot, code: str = "B1.1.1") -> str:
    answer = client.get(reverse("reports:figure", args=[snapshot.code, code]))
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 800_000), st.integers(1, 3))))
def test_lists_come_back_as_they_were_packed(told: list[tuple[int, int, int, int]]) -> None:
    rows = [Row(*one) for one in told]
    assert unpacked(packed(rows)) == sorted(rows) and packed(rows) == packed(rows[::-1])


def test_who_was_only_moved_neither_came_nor_went() -> None:
    then = [Row(1, 7, 1, 1), Row(2, 7, 1, 1), Row(0, 9, 0, 1)]
    assert apart(then, [Row(1, 8, 5, 1), Row(3, 7, 1, 1), Row(0, 9, 0, 1)]) == (1, 1)
    assert apart(then, then) == (0, 0)


@given(ops, st.integers(0, 21))
def test_as_it_was_known_on_the_day_it_was_signed_the_same_bytes_come_again(told: Sequence[Op], at: int) -> None:
    with histories._nothing_kept():
        with clock.at(histories.KNOWN_FROM - timedelta(days=1)):
            small = kept(begun)
        done: list[int] = []
        report = a_report(small["p"], date(2024, 1, 1), date(2024, 12, 31))
        signed_then = None
        for step, op in enumerate(told):
            with clock.at(histories.KNOWN_FROM + timedelta(days=step)):
                if step == min(at, len(told) - 1):
                    made = fill(report, CONSOLE)
                    signed_then = (freeze(report, made, [], "1", last_sequence(), CONSOLE), made, lists_of(made))
                histories._do(small, op, done)
        assert signed_then is not None
        snapshot, made, lists = signed_then
        with clock.at(histories.KNOWN_FROM + timedelta(days=len(told))):
            assert counted_anew(snapshot) == bytes(snapshot.content)
            assert lists_of(made, at=snapshot.head) == lists


def test_what_was_put_right_since_stands_beside_the_frozen_number(world: World) -> None:
    snapshot, nam = signed(world), world.client("nam")
    told = figure(nam, snapshot)
    assert "4 khi ký; nay vẫn vậy." in told and "Thạch Vĩnh Phúc" in told
    branch, person = world.places["branch"], world.people["branch"]
    acts = [NewAct("admitted", date(2020, 1, 1), branch), NewAct("official", date(2021, 1, 1), branch)]
    from liemchinh.figures.tests.small import facts

    for number in (71, 72):
        outcome = record_changes([Change(facts=facts(number, 2020), acts=acts)], actor=CONSOLE)[0]
        assert not outcome.refusals
    told = figure(nam, snapshot)
    assert "4 khi ký; nay 6: 2 đến thêm, 0 bớt." in told and ": 4</h1>" in told
    official = Entry.objects.filter(member_id=person, kind="members.official").latest("sequence").sequence
    admitted = Entry.objects.filter(member_id=person, kind="members.admitted").latest("sequence").sequence
    cancel_act(official, reason="wrong_person", actor=CONSOLE)
    cancel_act(admitted, reason="wrong_person", actor=CONSOLE)
    assert "4 khi ký; nay 5: 2 đến thêm, 1 bớt." in figure(nam, snapshot)
    assert counted_anew(snapshot) == bytes(snapshot.content)


def test_names_are_told_by_todays_right_and_each_opening_is_a_reading(world: World) -> None:
    snapshot = signed(world)
    Reading.objects.all().delete()
    leader = figure(world.client("giang"), snapshot)
    assert "Thạch Vĩnh Phúc" not in leader and "Chi bộ ấp Gò Cát" in leader and not Reading.objects.exists()
    assert "Thạch Vĩnh Phúc" in figure(world.client("nam"), snapshot)
    reading = Reading.objects.get()
    assert (reading.object_kind, reading.object_id) == ("report", snapshot.report_id)
    assert figure(world.client("dung"), snapshot) == figure(world.client("chi"), snapshot) == "404"
    RoleGrant.objects.filter(account=world.accounts["nam"]).delete()
    assert figure(world.client("nam"), snapshot) == "404", "a right of the day it was signed is none today"


def test_of_conduct_no_list_was_kept_and_none_is_shown(world: World) -> None:
    snapshot = signed(world)
    told = figure(world.client("nam"), snapshot, "B1.6.1")
    assert "Thạch Vĩnh Phúc" not in told and "<table" not in told
    sources = sources_from(snapshot.sources)
    assert rows_behind(sources["B1.6.1"].question, "expelled") == []


def test_a_code_cannot_be_guessed_and_what_one_may_not_see_is_as_if_it_were_not(world: World) -> None:
    snapshot, dung = signed(world), world.client("dung")
    page = reverse("reports:code")
    nam = world.client("nam")
    typed = snapshot.code.lower().replace("-", " ")
    assert nam.post(page, {"code": typed}).url == reverse("reports:frozen", args=[snapshot.code])
    theirs, none = dung.post(page, {"code": snapshot.code}), dung.post(page, {"code": new_code()})
    said = "Không có báo cáo mang mã này trong phạm vi được xem."
    assert theirs.status_code == none.status_code == 422
    assert said in theirs.content.decode() and said in none.content.decode()
    most = LIMITS["report_code"][0]
    for _try in range(most - 2):
        dung.post(page, {"code": new_code()})
    assert "Đã thử quá nhiều mã" in dung.post(page, {"code": new_code()}).content.decode()
    for _look in range(most + 5):
        assert snapshot_by_code(world.actor("nam"), snapshot.code) is not None, "what is found does not count"


def test_what_is_made_of_two_figures_has_no_list_and_a_strange_code_none(world: World) -> None:
    snapshot, nam = signed(world), world.actor("nam")
    assert open_figure(nam, snapshot, "B9.9.9") is None
    found = open_figure(nam, snapshot, "B1.1.1", after=3)
    assert found is not None and found.people is not None and len(found.people) == 1 and found.next == 0
    assert found.since is not None and since_in_words(found.since) == "4 khi ký; nay vẫn vậy."
