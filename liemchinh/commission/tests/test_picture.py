"""Late and long cases as a picture: exact of one's own, and of others no count under five, not even by subtraction."""

from datetime import date
from itertools import combinations, product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liemchinh.casework.models import Grant, Party, Recusal
from liemchinh.commission.picture import AGES, pictures
from liemchinh.commission.publishing import LEAST, Told, told
from liemchinh.commission.tests.samples import open_cases
from tests.world import World

TODAY = date(2026, 3, 3)


def test_nothing_told_of_parts_of_a_whole_belongs_to_fewer_than_five() -> None:
    for parts in product(range(9), repeat=4):
        found = told(dict(enumerate(parts)))
        numbers = [*found.counts.values(), *([found.rest] if found.rest else [])]
        assert all(number >= LEAST for number in numbers), parts
        assert found.whole == (sum(parts) if sum(parts) >= LEAST else 0), parts
        assert all(parts[key] == number for key, number in found.counts.items())
        # What can be subtracted: any of these from the sum of all of them.
        sums = {sum(some) for size in range(len(numbers) + 1) for some in combinations(numbers, size)}
        assert not sums & set(range(1, LEAST)), parts


def test_a_small_part_takes_the_smallest_beside_it_along() -> None:
    assert told({"a": 20, "b": 6, "c": 2}) == Told({"a": 20}, 8)
    assert told({"a": 20, "b": 6, "c": 3, "d": 2}) == Told({"a": 20, "b": 6}, 5)
    assert told({"a": 4}) == told({}) == Told()


@pytest.mark.django_db
def test_ones_own_cases_are_counted_exactly_and_others_only_from_five_on(world: World) -> None:
    khoa = world.actor("khoa")
    mine = open_cases(world, "district", 3, late=1)
    Grant.objects.bulk_create(Grant(case=case, account=world.accounts["khoa"].pk, recorded_by=1) for case in mine)
    open_cases(world, "commune", 12, begun=date(2024, 2, 1), late=7)
    open_cases(world, "commune", 6, "branch_meeting", late=2)
    open_cases(world, "sibling", 6)
    open_cases(world, "branch", 2)
    open_cases(world, "other", 9)
    own, others = pictures(khoa, TODAY)
    (row,) = own.rows
    assert (row.name, row.count, row.late, row.parts) == ("Đảng bộ huyện Sông Thu", 3, 1, (0, 0, 0, 3, 0))
    (commune,) = others.rows
    assert (commune.name, commune.count, others.rest) == ("Đảng bộ xã Trà Mây", 18, 8), (
        "a branch with two takes the next along"
    )
    assert commune.ages.counts == {len(AGES) - 1: 12, 0: 6} and commune.late == 9
    assert commune.steps.counts == {("discipline", "filed"): 12, ("discipline", "branch_meeting"): 6}
    page = world.client("khoa").get(reverse("commission:late")).content.decode()
    for words in ("Đảng bộ xã Trà Mây", "18, quá hạn 9", "Kỷ luật: chi bộ họp", "Các tổ chức không nêu riêng: 8 việc"):
        assert words in page
    assert "Chi bộ ấp Gò Cát" not in page and "Chi bộ ấp Rạch Dừa" not in page


@pytest.mark.django_db
def test_cases_the_reader_has_no_part_in_are_in_no_count(world: World) -> None:
    khoa = world.actor("khoa")
    cases = open_cases(world, "commune", 7)
    assert pictures(khoa, TODAY)[1].whole == 7
    Recusal.objects.create(case=cases[0], account=world.accounts["khoa"].pk, recorded_by=1)
    Party.objects.create(
        case=cases[1], role="subject", organisation_id=world.places["district"], many=True, recorded_by=1
    )
    assert pictures(khoa, TODAY)[1].whole == 5
    assert [pictures(world.actor(name), TODAY)[1].whole for name in ("an", "nam", "giang", "chi", "quan")] == [0] * 5


@pytest.mark.django_db
def test_the_picture_and_the_week_ask_as_often_for_many_cases_as_for_few(world: World) -> None:
    client, asked = world.client("khoa"), []
    for more in (6, 60):
        mine = open_cases(world, "district", more, late=more)
        Grant.objects.bulk_create(Grant(case=case, account=world.accounts["khoa"].pk, recorded_by=1) for case in mine)
        open_cases(world, "commune", more)
        for name in ("late", "week", "handovers"):
            client.get(reverse(f"commission:{name}"))
            with CaptureQueriesContext(
                connection,
            ) as found:
                client.get(reverse(f"commission:{name}"))
            asked.append(len(found))
    assert asked[:3] == asked[3:]
