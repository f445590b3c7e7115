"""Which roles an account holds today."""

from datetime import timedelta

import pytest

from liemchinh.access.held import live_grants
from liemchinh.access.models import Account, RoleGrant
from liemchinh.access.tests.people import hold, person
from liemchinh.journal import clock

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def held(*accounts: Account) -> list[tuple[int, str, int | None]]:
    return [(grant.account_id, grant.role, grant.organisation_id) for grant in live_grants(one.pk for one in accounts)]


def test_what_has_begun_and_neither_ended_nor_was_cancelled_is_held_in_the_order_of_giving() -> None:
    on, binh, other = clock.today(), person("binh"), person("khoa", "auditor")
    hold(binh, "leader", 9)
    hold(binh, "auditor", None, since=on - DAY, to=on + DAY)
    for role, since, to in (("member", on - 9 * DAY, on), ("member", on + DAY, None)):
        hold(binh, role, 7, since=since, to=to)
    RoleGrant.objects.filter(pk=hold(binh, "member", 8).pk).update(cancelled_by=1)
    hold(binh, "member", 3, since=on - 9 * DAY)
    now = [(binh.pk, "leader", 9), (binh.pk, "auditor", None), (binh.pk, "member", 3)]
    assert (held(binh), held(other)) == (now, [(other.pk, "auditor", None)])
    assert held(binh, other) == [*held(other), *now] and held() == []
    with clock.at(on + DAY):
        assert held(binh) == [(binh.pk, "leader", 9), (binh.pk, "member", 7), (binh.pk, "member", 3)]
