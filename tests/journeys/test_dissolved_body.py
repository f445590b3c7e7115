"""A case of an organisation that ended on 1 July 2025: taken over by a signed list, given by two, decided anew by the heir.

Once where the values are known, once where two officers stand behind what nobody has verified.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case
from liemchinh.commission.models import Signature
from liemchinh.commission.tests.samples import heirs, merged
from liemchinh.discipline.facts import Source
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.opening import open_discipline
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import PLAIN, ballot, binh, voters
from tests.journeys.conftest import PHONE, Opens
from tests.journeys.test_discipline_cases import counted, take, text, to_case
from tests.walks import fits, refused, send
from tests.world import World

pytestmark = pytest.mark.on("2025-06-16")
ENDED = date(2025, 7, 1)
DayIs = Callable[[date], None]


def voted_by_the_branch(world: World) -> Case:
    """The branch that will end has met about Bình; who works for its heir does so already."""
    voters(world)
    voters(world, "sibling", more=4)
    heirs(world)
    source = Source("inspection", "15-TB/UBKT", date(2025, 5, 20), "Ủy ban kiểm tra")
    chi, filed, met = world.actor("chi"), date(2025, 6, 5), date(2025, 6, 12)
    case = open_discipline(world.places["branch"], binh(world), PLAIN, source, filed, actor=chi)
    record_step(case, "branch_meeting", Given(met, ballot=ballot(10, {"warning": 9}), heard="at_meeting"), actor=chi)
    return case


def taken_over(as_: Opens, world: World, case: Case, on: str) -> Any:
    """Liên freezes and signs the list and names Tư, Hòa confirms; gives the page of Tư."""
    officer = as_("lien")
    officer.goto("/")
    officer.click("main a:has-text('Tiếp nhận việc của Chi bộ ấp Gò Cát')")
    officer.click("main a:has-text('Chi bộ ấp Gò Cát')")
    fits(officer)
    assert f"số {case.pk}" in text(officer) and "Bình" not in text(officer), "nobody is named in a list"
    officer.click("main button:has-text('Chốt danh sách')")
    fits(officer)
    officer.click("main a:has-text('Ghi danh sách đã ký')")
    send(officer, number="01-BB/CB", on=on, handed_by=str(world.accounts["chi"].pk))
    assert "Số 01-BB/CB" in text(officer) and "Hồ Lan Chi" in text(officer)
    assert officer.goto(f"/discipline/cases/{case.pk}/").status == 404, "who signed has nothing open"
    officer.go_back()
    officer.click("main a:has-text('Giao cho một người')")
    send(officer, account=str(world.accounts["tu"].pk))
    second = as_("hoa")
    second.goto("/cases/")
    second.click("main button:has-text('Tôi xác nhận')")
    assert as_("chi").goto(f"/discipline/cases/{case.pk}/").status == 404
    assert Signature.objects.get().received_by == world.accounts["lien"].pk
    return as_("tu", size=PHONE)


def test_the_heir_decides_where_the_values_are_known(as_: Opens, world: World, day_is: DayIs) -> None:
    case = voted_by_the_branch(world)
    day_is(ENDED)
    merged(world, ENDED)
    day_is(date(2025, 11, 3))
    keeper = taken_over(as_, world, case, "03/11/2025")
    to_case(keeper, case)
    take(keeper, "Ký quyết định kỷ luật", on="03/11/2025", number="07-QĐ/CB", form="warning")
    assert any("nghe" in told for told, _article in refused(keeper)), "what the ended body did is not done by its heir"
    to_case(keeper, case)
    take(keeper, "Tiếp nhận việc từ tổ chức", on="03/11/2025")
    take(keeper, "Chi bộ họp", on="03/11/2025", heard="at_meeting", **counted(15, reprimand=12))
    take(keeper, "Ký quyết định kỷ luật", on="03/11/2025", number="07-QĐ/CB", form="reprimand")
    take(keeper, "Công bố quyết định", on="03/11/2025")
    fits(keeper)
    held = Sanction.objects.get()
    assert (held.form, held.decided_by_id, held.unverified, held.withheld) == (
        "reprimand", world.places["sibling"], False, False,
    )  # fmt: skip
    member = as_("binh", size=PHONE)
    member.goto(f"/cases/mine/{case.pk}/")
    fits(member)
    assert "Khiển trách" in text(member)


@pytest.mark.soak
def test_the_heir_decides_where_they_are_unknown_and_two_stand_behind_it(
    as_: Opens, world: World, day_is: DayIs
) -> None:
    case = voted_by_the_branch(world)
    day_is(ENDED)
    merged(world, ENDED)
    day_is(date(2026, 9, 1))
    keeper = taken_over(as_, world, case, "01/09/2026")
    state_grant(case, world.accounts["lien"], actor=world.actor("tu"))
    vouch_for_grant(case, world.accounts["lien"], actor=world.actor("hoa"))
    to_case(keeper, case)
    take(keeper, "Tiếp nhận việc từ tổ chức", on="01/09/2026")
    take(keeper, "Chi bộ họp", on="01/09/2026", heard="at_meeting", **counted(15, reprimand=12))
    take(keeper, "Ký quyết định kỷ luật", on="01/09/2026", number="07-QĐ/CB", form="reprimand")
    assert "chưa có nguyên văn" in refused(keeper)[0][0]
    to_case(keeper, case)
    keeper.click(f"main a[href$='/cases/{case.pk}/ground/decided/']")
    send(keeper, article="Điều 4", document="Quy định 212-QĐ/TW")
    second = as_("lien")
    to_case(second, case)
    second.click("main form[action$='/ground/decided/vouch/'] button")
    keeper.reload()
    take(keeper, "Ký quyết định kỷ luật", on="01/09/2026", number="07-QĐ/CB", form="reprimand")
    fits(keeper)
    assert "chưa xác minh" in text(keeper)
    held = Sanction.objects.get()
    assert (held.decided_by_id, held.unverified, held.withheld) == (world.places["sibling"], True, False)
