"""The pages of both sides: lists, one transfer, sending, taking in, the book."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.casework.models import Case
from liemchinh.journal.models import Entry, Reading
from liemchinh.members.dossier import READING
from liemchinh.members.models import Details, Spell
from liemchinh.members.services import NewAct, record_act
from liemchinh.transfers.models import Transfer
from liemchinh.transfers.receiving import receive_members
from liemchinh.transfers.sending import Letter, send_members, send_outside
from liemchinh.transfers.tests.conftest import Sends
from liemchinh.transfers.views import listing
from tests.world import CONSOLE

TODAY = date(2026, 3, 3)


def page(world: Any, name: str, address: str, **query: Any) -> str:
    answer = world.client(name).get(reverse(address), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_receiver_sees_who_comes_with_the_day_and_takes_them_in_with_one_button(world: Any, send: Sends) -> None:
    (case,) = send()
    told = page(world, "nam", "transfers:list")
    assert "Thạch Vĩnh Phúc" in told and "Chi bộ ấp Gò Cát → Chi bộ ấp Rạch Dừa" in told and "07/05/2026" in told
    answer = world.client("nam").post(reverse("transfers:receive"), {"cases": case, "on": "03/03/2026"})
    assert (answer.status_code, answer.url) == (302, "/transfers/")
    assert Case.objects.get(pk=case).closed_by is not None
    again = world.client("nam").post(reverse("transfers:receive"), {"cases": case, "on": "03/03/2026"})
    assert again.status_code == 422 and "đã có người ghi rồi" in again.content.decode()


def test_many_under_one_letter_are_taken_in_together(world: Any, send: Sends) -> None:
    cases = send(people=("branch", "binh"))
    assert "Đã nhận cả 2 người" in page(world, "nam", "transfers:list")
    world.client("nam").post(reverse("transfers:receive"), {"cases": cases, "on": "03/03/2026"})
    assert not Case.objects.filter(closed_by=None).exists()


def test_who_came_under_one_letter_is_taken_in_together_whatever_fits_on_a_page(
    world: Any, send: Sends, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "SIZE", 1)
    other = Letter("13-GGT", date(2026, 2, 1))
    send_members([world.people["em"]], world.places["sibling"], world.places["branch"], other, actor=CONSOLE)
    send(people=("branch", "binh"))
    first, told = page(world, "nam", "transfers:list"), page(world, "nam", "transfers:list", at=world.places["sibling"])
    assert "Đã nhận cả" not in first and "Huỳnh Thị Em" in first
    assert told.count("Đã nhận cả 2 người") == 1 and told.count('name="cases"') == 3


def test_the_lists_tell_each_side_its_own_and_overdue_first(world: Any, send: Sends) -> None:
    late, (soon,) = send(people=("binh",), on=date(2025, 8, 1)), send()
    going = page(world, "chi", "transfers:list", state="going")
    assert going.index("Trần Văn Bình") < going.index("Thạch Vĩnh Phúc") and "1 việc đã quá hạn" in going
    assert "Thạch Vĩnh Phúc" not in page(world, "chi", "transfers:list", state="going", late="1")
    assert "Thạch Vĩnh Phúc" not in page(world, "chi", "transfers:list", state="coming")
    receive_members([soon], TODAY, actor=world.actor("an"))
    assert "Thạch Vĩnh Phúc" in page(world, "chi", "transfers:list", state="done") and late


def test_one_transfer_shows_its_course_and_the_calculation_and_each_side_its_buttons(world: Any, send: Sends) -> None:
    (case,) = send()
    address = reverse("transfers:one", args=[case])
    of_chi, of_nam = (world.client(name).get(address).content.decode() for name in ("chi", "nam"))
    assert "60 ngày làm việc" in of_chi and "12-GGT (02/02/2026)" in of_chi
    assert [f'value="{step}"' in of_chi for step in ("received", "returned", "withdrawn")] == [False, False, True]
    assert [f'value="{step}"' in of_nam for step in ("received", "returned", "withdrawn")] == [True, True, True]
    answer = world.client("chi").post(address, {"on": "03/03/2026", "step": "received"})
    assert answer.status_code == 422 and "nằm ngoài phạm vi" in answer.content.decode()
    assert world.client("chi").post(address, {"on": "03/03/2026", "step": "withdrawn"}).status_code == 302
    assert world.client("dung").get(address).status_code == 404


def test_whoever_opens_a_transfer_has_read_of_the_person_and_the_person_sees_by_which_office(
    world: Any, send: Sends
) -> None:
    (case,) = send()
    page = reverse("transfers:one", args=[case])
    kept = Reading.objects.filter(object_kind=READING, object_id=world.people["branch"]).order_by("pk")
    assert world.client("dung").get(page).status_code == 404 and not kept.exists()
    for who in ("chi", "nam"):
        assert "Thạch Vĩnh Phúc" in world.client(who).get(page).content.decode()
    told = [(one.role, one.organisation_id) for one in kept]
    assert told == [
        ("branch_secretary", world.places["branch"]), ("organisation_officer", world.places["commune"]),
    ]  # fmt: skip


def test_a_secretary_finds_the_other_branch_by_name_and_sends(world: Any) -> None:
    chi, address = world.client("chi"), f"{reverse('transfers:send')}?at={world.places['branch']}"
    found = chi.post(address, {"receiver-query": "rach dua", "receiver-find": "1"})
    assert (
        "Chi bộ ấp Rạch Dừa" in found.content.decode() and "Chi bộ ấp Rạch Dừa" not in chi.get(address).content.decode()
    )
    sent = {"people": world.people["branch"], "receiver": world.places["sibling"], "number": "9", "on": "02/02/2026"}
    assert chi.post(address, sent).status_code == 302
    assert Transfer.objects.get().temporary is False
    wrong = chi.post(address, sent | {"outside": "Chi bộ tàu", "people": world.people["binh"]})
    assert wrong.status_code == 422 and "không ghi cả hai" in wrong.content.decode()


def test_all_who_came_from_an_ended_branch_are_chosen_together(world: Any) -> None:
    from liemchinh.members.following import follow

    branch, sibling = world.places["branch"], world.places["sibling"]
    follow({branch: sibling}, [branch], date(2026, 2, 1), Entry.objects.latest("sequence").sequence)
    told = page(world, "nam", "transfers:send", at=sibling)
    assert "Chi bộ ấp Gò Cát: chọn cả 2 người" in told
    chosen = page(world, "nam", "transfers:send", at=sibling, **{"from": branch})
    assert chosen.count("checked") == 2 and "Kim Sô Rây" not in chosen


def test_who_comes_from_outside_is_entered_once_and_whoever_stands_in_the_list_is_refused(world: Any) -> None:
    chi, address = world.client("chi"), f"{reverse('transfers:arrive')}?at={world.places['branch']}"
    papers = {
        "full_name": "Kim Sô Rây", "gender": "nam", "birth": "1971", "card_no": "84001", "admitted_on": "19/05/2016",
        "outside": "Chi bộ tàu Hải Âu", "number": "3", "on": "02/03/2026",
    }  # fmt: skip
    refused = chi.post(address, papers)
    assert refused.status_code == 422 and "chưa rời danh sách này bằng giấy giới thiệu" in refused.content.decode()
    letter = Letter("4", date(2026, 2, 2))
    send_outside(
        [world.people["sibling"]], world.places["sibling"], "Chi bộ tàu Hải Âu", letter, actor=world.actor("an")
    )
    assert chi.post(address, papers).status_code == 302
    assert Details.objects.filter(full_name="Kim Sô Rây").count() == 1
    last = Spell.objects.filter(person_id=world.people["sibling"], ends_on=None, cancelled_by=None).get()
    assert last.organisation_id == world.places["branch"]


def test_who_came_without_a_letter_is_listed_until_there_is_one(world: Any) -> None:
    person, sibling = world.people["branch"], world.places["sibling"]
    an = world.actor("an")
    record_act(person, NewAct("transferred_out", date(2026, 1, 5), world.places["branch"]), actor=an)
    record_act(person, NewAct("transferred_in", date(2026, 2, 5), sibling), actor=an)
    assert "Thạch Vĩnh Phúc" in page(world, "nam", "transfers:without-letter")
    assert "Thạch Vĩnh Phúc" not in page(world, "chi", "transfers:without-letter")


def test_the_page_of_an_organisation_counts_and_a_leader_gets_the_counts_alone(world: Any, send: Sends) -> None:
    send(on=date(2025, 8, 1))
    address = reverse("organisations:one", args=[world.places["commune"]])
    of_nam, of_giang = (world.client(name).get(address).content.decode() for name in ("nam", "giang"))
    assert "Đang chuyển đến" in of_nam and "Chuyển sinh hoạt quá hạn" in of_nam and "/transfers/" in of_nam
    assert "Đang chuyển đến" in of_giang and "/transfers/" not in of_giang


def test_that_the_book_was_taken_out_is_recorded(world: Any) -> None:
    address = f"{reverse('transfers:book')}?at={world.places['branch']}"
    answer = world.client("chi").post(address, {"first": "01/01/2026", "last": "03/03/2026"})
    assert answer.status_code == 200 and answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert Entry.objects.filter(kind="transfers.book_printed").count() == 1
    wrong = world.client("chi").post(address, {"first": "04/03/2026", "last": "03/03/2026"})
    assert wrong.status_code == 422
