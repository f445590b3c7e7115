"""Who sees what: names the branch alone, counts whoever leads, sums of a closed round whoever sees figures, oneself one's own."""

import pytest

from liemchinh.journal import clock
from liemchinh.organisations.services import Facts, Founding, found_organisations
from liemchinh.surveys.above import CONCLUDED, sums_of
from liemchinh.surveys.models import Part, Report, Round, Sign, Talk
from liemchinh.surveys.past import Counted, Past, record_past_rounds
from liemchinh.surveys.recount import differences
from liemchinh.surveys.tests.conftest import Held
from liemchinh.surveys.tests.samples import ITEMS, counted, resolved
from liemchinh.surveys.tests.test_rounds import codes
from regulations.answers import Refused
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db


def read(world: World, person: str, address: str) -> str:
    shown = world.client(person).get(address)
    assert shown.status_code == 200, address
    return shown.content.decode()


def test_names_stand_with_the_branch_alone_and_whoever_is_concerned_reads_who_read_them(held: Held) -> None:
    world, binh = held.world, held.world.people["binh"]
    counted(held.part, {(binh, ITEMS[0]): 7, (held.people[0], ITEMS[1]): 3}, 12, held.chi)
    page = f"/surveys/branches/{held.part.pk}/"
    shown = read(world, "chi", page)
    assert "Trần Văn Bình" in shown and "7 phiếu" in shown and "Lý Thị Anh" not in shown
    assert "Chỉ nêu mục có từ 4 trong 12 phiếu hợp lệ trở lên" in shown
    for other in ("an", "nam", "giang", "khoa", "hien", "binh", "em"):
        assert world.client(other).get(page).status_code == 404, other
    for person, address in (
        ("nam", f"/surveys/rounds/{held.round.pk}/"),
        ("giang", f"/surveys/{world.places['commune']}/"),
    ):
        assert "Trần Văn Bình" not in read(world, person, address)
    own = read(world, "binh", "/me/surveys/")
    assert "Đùn đẩy" in own and "7 phiếu" in own and "Bí thư chi bộ, Chi bộ ấp Gò Cát" in own and "Lý Thị" not in own
    assert "Không có gì về anh chị" in read(world, "em", "/me/surveys/")


def test_the_branch_goes_its_way_by_its_pages_and_every_wrong_form_is_answered(held: Held) -> None:
    world, binh = held.world, held.world.people["binh"]
    counted(held.part, {(binh, ITEMS[0]): 7}, 12, held.chi)
    chi, page, today = world.client("chi"), f"/surveys/branches/{held.part.pk}/", f"{clock.today():%d/%m/%Y}"
    assert "Còn 1 người chưa được gặp" in read(world, "chi", page)
    told = {"on": today, "heard": "heard", "conclusion": "to_correct"}
    for wrong in ({}, told | {"on": "01/01/2020"}, told | {"conclusion": "other"}):
        assert chi.post(f"{page}talk/{binh}/", wrong).status_code == 422
    assert chi.get(f"{page}talk/{held.people[0]}/").status_code == 404, "nobody of whom nothing reached the threshold"
    assert chi.post(f"{page}talk/{binh}/", told).status_code == 302
    client, talk = world.client("binh"), Talk.objects.get()
    assert client.post(f"/me/surveys/{talk.pk}/contest/").status_code == 302
    assert "chi bộ phải xem lại." in read(world, "binh", "/me/surveys/")
    assert "không đồng ý" in read(world, "chi", page)
    assert chi.post(f"{page}talk/{binh}/", told | {"conclusion": "put_right"}).status_code == 422
    again = told | {"conclusion": "put_right", "reason": "contest"}
    assert chi.post(f"{page}talk/{binh}/", again).status_code == 302
    agreed = {"item": ITEMS[0], "step": "helper_named", "on": today}
    assert chi.post(f"{page}help/{binh}/", {}).status_code == 422
    assert chi.post(f"{page}help/{binh}/", agreed).status_code == 302
    assert "Có người được phân công giúp đỡ" in read(world, "binh", "/me/surveys/")
    help = held.part.helps.get()
    assert chi.post(f"/surveys/helps/{help.pk}/done/").status_code == 302
    assert chi.post(f"/surveys/helps/{help.pk}/done/").status_code == 404
    assert chi.post(f"{page}report/", {"on": today}).status_code == 422
    assert chi.post(f"{page}report/", {"on": today, "minutes": "07-BB/CB"}).status_code == 302
    assert "14 người được ghi phiếu, đã gặp 1, kết luận có biểu hiện 1." in read(world, "chi", page)
    round = f"/surveys/rounds/{held.round.pk}/"
    assert "1 trên 14" in read(world, "nam", round) and "1 trên 14" not in read(world, "giang", round)
    nam = world.client("nam")
    assert nam.post(f"{round}close/").status_code == 302 and nam.post(f"{round}close/").status_code == 422
    shown = read(world, "giang", round)
    assert shown.count("không hiện") >= 13, "one branch that counted: no sum says nothing of it"
    assert list(differences()) == []


def test_whoever_leads_enters_the_resolution_calls_and_ends_by_the_pages(world: World) -> None:
    nam, commune = world.client("nam"), world.places["commune"]
    assert "đang tắt" in read(world, "nam", f"/surveys/{commune}/")
    assert "chưa ghi nghị quyết của mình" in read(world, "nam", f"/surveys/{commune}/call/")
    assert nam.post(f"/surveys/{commune}/resolution/", {}).status_code == 422
    told = {"number": "15-NQ/ĐU", "dated": "20/01/2026", "lies": "committee"}
    assert nam.post(f"/surveys/{commune}/resolution/", told).status_code == 302
    assert nam.post(f"/surveys/{commune}/call/", {"period": "2026-H1"}).status_code == 422
    shown = read(world, "nam", f"/surveys/{commune}/call/")
    assert shown.count("checked") == 13, "the half-year and the twelve items"
    assert (
        nam.post(
            f"/surveys/{commune}/call/", {"period": shown.split('name="period" value="')[1][:7], "items": list(ITEMS)}
        ).status_code
        == 302
    )
    round = Round.objects.get()
    assert "12 mục trên phiếu" in read(world, "nam", f"/surveys/rounds/{round.pk}/")
    assert nam.post(f"/surveys/rounds/{round.pk}/withdraw/", {"reason": "twice"}).status_code == 302
    row = round.resolution
    assert nam.post(f"/surveys/resolutions/{row.pk}/end/", {}).status_code == 422
    assert nam.post(f"/surveys/resolutions/{row.pk}/end/", {"reason": "resolution"}).status_code == 302
    assert "đang tắt" in read(world, "nam", f"/surveys/{commune}/")


def past(world: World, *counts: tuple[str, int, int]) -> Past:
    """A round of the first half of 2025 from minutes: branch, assessed, concluded."""
    day = clock.today().replace(year=2025)
    rows = [Counted(world.places[place], assessed, signs, signs, "1-BB/KS", day) for place, assessed, signs in counts]
    return Past("2025-H1", clock.today(), rows)


def test_a_past_round_is_counts_from_minutes_and_each_fault_is_told(world: World) -> None:
    resolved(world)
    commune, wrong = world.places["commune"], past(world, ("branch", 5, 6), ("branch", 5, 0), ("other_branch", 3, 0))
    with pytest.raises(Refused) as refused:
        record_past_rounds(commune, [wrong], actor=CONSOLE)
    assert set(codes(refused)) == {"branch", "sums"} and not Part.objects.exists()
    told = past(world, ("branch", 9, 2), ("sibling", 20, 4))
    with pytest.raises(Refused) as refused:
        record_past_rounds(commune, [told, told], actor=CONSOLE)
    assert codes(refused) == ["order"]
    record_past_rounds(commune, [told], actor=CONSOLE)
    assert list(Report.objects.order_by("assessed").values_list("assessed", "concluded")) == [(9, 2), (20, 4)]
    assert not Sign.objects.exists() and list(differences()) == []
    assert sums_of(Round.objects.get())[CONCLUDED] == {}, "a sum of two branches would say the other's number to each"


def test_above_the_branches_only_a_closed_round_is_told_and_only_as_sums_of_three_branches(world: World) -> None:
    resolved(world, "province")
    since, commune = clock.today().replace(year=2015), world.places["commune"]
    facts = [Facts(f"Chi bộ ấp Số {n}", "chi bộ trực thuộc", since, commune, "4", f"S{n}") for n in range(2)]
    founded = found_organisations([Founding(one, None) for one in facts], actor=CONSOLE)
    world.places |= {"third": founded[0], "fourth": founded[1]}
    told = past(world, ("branch", 12, 1), ("sibling", 20, 4), ("third", 15, 0), ("fourth", 15, 2))
    round = record_past_rounds(world.places["province"], [told], actor=CONSOLE)[0]
    places = world.places
    assert sums_of(round)[CONCLUDED] == {places["province"]: 7, places["district"]: 7, places["commune"]: 7}
    Round.objects.filter(pk=round.pk).update(closed_on=None, closed_by=None)
    assert sums_of(Round.objects.get()) == {}


def test_the_pages_of_a_branch_lead_to_its_box(held: Held) -> None:
    chi, page = held.world.client("chi"), f"/surveys/branches/{held.part.pk}/"
    assert "Chi bộ chưa có hòm phiếu của đợt này" in read(held.world, "chi", page)
    assert chi.post(f"{page}prepare/", {"on": "x"}).status_code == 422
    day = f"{clock.today():%d/%m/%Y}"
    assert chi.post(f"{page}prepare/", {"on": day, "channels": "both"}).status_code == 302
    assert "Hòm phiếu: Đang chuẩn bị" in read(held.world, "chi", page)
    assert chi.post(f"{page}prepare/", {"on": day, "channels": "both"}).status_code == 422
