"""A branch is merged in the middle of a year: its heir has its lists, marks what waits, and nobody is lost or owes twice."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from liemchinh.casework.tests.test_taking_over import merge
from liemchinh.declarations import recount
from liemchinh.declarations.due import unlisted
from liemchinh.declarations.handing import Handed, mark_handed_in
from liemchinh.declarations.models import Duty
from liemchinh.declarations.overview import progress_under
from liemchinh.declarations.positions import Taken, end_position, take_position
from liemchinh.declarations.publishing import Shown, publish
from liemchinh.declarations.queries import duties_of, positions_in, publications_of
from liemchinh.declarations.services import draw_up_list, release_duty
from liemchinh.journal import clock
from liemchinh.journal.verification import verify
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)


def test_the_heir_of_a_branch_has_its_positions_lists_and_publications(world: World) -> None:
    branch, sibling, commune = (world.places[name] for name in ("branch", "sibling", "commune"))
    nam = world.actor("nam")
    for place, person in (("branch", "binh"), ("branch", "branch"), ("sibling", "em")):
        told = Taken(world.people[person], "accountant", date(2026, 1, 5))
        take_position(world.places[place], told, actor=nam)
    for place in (branch, sibling):
        draw_up_list(place, date(2026, 2, 2), actor=nam)
    first = Duty.objects.get(person_id=world.people["binh"])
    mark_handed_in(branch, 2026, [first.pk], Handed(date(2026, 2, 5), "unit"), actor=nam)
    publish(
        branch,
        2026,
        Shown("posted", date(2026, 2, 6), date(2026, 2, 21), "Điều 11, Nghị định 130/2020/NĐ-CP"),
        actor=nam,
    )
    merge(world, "branch", "sibling", TODAY)
    with clock.at(TODAY + timedelta(days=1)):
        assert duties_of(sibling, 2026).count() == 3 and publications_of(sibling, 2026).count() == 1
        assert unlisted(sibling, 2026, clock.today()) == [], "who is on a list comes on no second one"
        progress = progress_under(commune, 2026, clock.today())
        assert (progress.due, progress.handed_in) == (3, 1) and progress.children.keys() == {sibling}
        waits = Duty.objects.get(person_id=world.people["branch"])
        told = Handed(clock.today(), "control")
        assert mark_handed_in(sibling, 2026, [waits.pk], told, actor=nam) == 1
        end_position(positions_in(sibling).get(person_id=world.people["branch"]).pk, clock.today(), actor=nam)
        last = Duty.objects.get(person_id=world.people["em"])
        release_duty(last.pk, "left_post", actor=nam)
        page = world.client("nam").get(reverse("declarations:year", args=[sibling])).content.decode()
        assert "Trần Văn Bình" in page and "Huỳnh Thị Em" not in page
        assert world.client("nam").get(reverse("declarations:release", args=[first.pk])).status_code == 200
    assert list(recount.differences()) == [] and verify().ok
