"""What a review found short: opened with an owner and a day, proven, confirmed by somebody else; late ones climb as counts alone."""

from datetime import date
from typing import Any

import pytest

from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import verify
from liemchinh.members.erasing import erase_people
from liemchinh.members.services import NewAct, record_act
from liemchinh.remediation import recount
from liemchinh.remediation.forgetting import forget
from liemchinh.remediation.mine import mine
from liemchinh.remediation.models import Item
from liemchinh.remediation.queries import item_visible_to, items_of, progress_visible_to
from liemchinh.remediation.services import Finding, Proof, cancel_item, confirm_item, open_item, prove_item
from liemchinh.remediation.waiting import waiting
from regulations.answers import Refused
from tests.world import CONSOLE, REGISTERED

DUE, TASK = date(2026, 3, 31), "duty.assigned_task_not_done"


def opened(world: Any, place: str = "branch", by: str = "chi", **more: Any) -> int:
    return open_item(
        Finding(world.places[place], more.pop("shortcoming", TASK), more.pop("due_on", DUE), **more),
        actor=world.actor(by),
    )


def codes(refused: Any) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_an_item_is_opened_proven_and_confirmed_by_somebody_else(world: Any) -> None:
    item = opened(world, post="secretary")
    entry = Entry.objects.latest("sequence")
    assert (entry.kind, entry.organisation_id) == ("remediation.opened", world.places["branch"])
    with pytest.raises(Refused) as refused:
        prove_item(item, Proof(number="12-BC/CB"), actor=world.actor("chi"))
    assert codes(refused) == ["remediation.proof"]
    prove_item(item, Proof("12-BC/CB", date(2026, 3, 1)), actor=world.actor("nam"))
    for name, code in (("nam", "remediation.own"), ("chi", "access.no_role")):
        with pytest.raises(Refused) as refused:
            confirm_item(item, actor=world.actor(name))
        assert code in codes(refused)
    confirm_item(item, actor=world.actor("an"))
    row = Item.objects.get(pk=item)
    assert Entry.objects.get(sequence=row.proven_by).kind == "remediation.proven"
    assert (row.confirmed_on, Entry.objects.get(sequence=row.confirmed_by).kind) == (
        clock.today(),
        "remediation.confirmed",
    )
    for call in (lambda: prove_item(item, Proof(times=2), actor=world.actor("chi")),
                 lambda: cancel_item(item, reason="twice", actor=world.actor("chi"))):  # fmt: skip
        with pytest.raises(Refused) as refused:
            call()
        assert codes(refused) == ["remediation.confirmed"]
    assert list(recount.differences()) == [] and verify().ok


def test_everything_that_is_wrong_is_said_at_once(world: Any) -> None:
    with pytest.raises(Refused) as refused:
        opened(world, shortcoming="duty.late", due_on=date(2026, 3, 2), post="janitor", person=world.people["em"])
    assert codes(refused) == [
        "remediation.content", "remediation.due", "remediation.post", "remediation.owners", "remediation.person"
    ]  # fmt: skip
    item = opened(world)
    with pytest.raises(Refused) as refused:
        cancel_item(item, reason="because", actor=world.actor("chi"))
    assert codes(refused) == ["reason"]
    cancel_item(item, reason="twice", actor=world.actor("chi"))
    assert Entry.objects.latest("sequence").kind == "remediation.cancelled"
    with pytest.raises(Refused) as refused:
        confirm_item(item, actor=world.actor("an"))
    assert codes(refused) == ["remediation.gone"] and list(recount.differences()) == []


def test_the_person_concerned_shows_their_own_and_nobody_else_sees_it(world: Any) -> None:
    binh = world.people["binh"]
    item = opened(world, person=binh)
    entry = Entry.objects.latest("sequence")
    assert entry.member_id is None and TASK.encode() not in bytes(entry.payload)
    assert str(binh) in Personal.objects.get(sequence=entry.sequence).value
    assert [one.title for one in mine(world.actor("binh"), clock.today())] == ["Việc phải khắc phục"]
    assert [one.due_on for one in waiting(world.actor("binh"), clock.today())] == [DUE]
    seen = {name for name in world.accounts if not name.startswith("at-") and item_visible_to(world.actor(name), item)}
    assert seen == {"an", "oanh", "nam", "chi", "binh"}
    with pytest.raises(Refused):
        prove_item(item, Proof(times=3), actor=world.actor("em"))
    prove_item(item, Proof(times=3), actor=world.actor("binh"))
    assert waiting(world.actor("binh"), clock.today()) == []
    assert [one.kind for one in waiting(world.actor("nam"), clock.today())] == ["remediation.confirm"]
    confirm_item(item, actor=world.actor("nam"))
    with clock.at(date(2028, 1, 1)):
        forget()
    row = Item.objects.get(pk=item)
    assert (row.person_id, row.of_person) == (None, True) and not Personal.objects.filter(
        sequence=row.recorded_by
    ).exists()
    assert list(recount.differences()) == []


def test_what_is_late_climbs_as_counts_and_the_picture_holds_no_name(world: Any) -> None:
    opened(world, person=world.people["branch"]), opened(world, "sibling", "nam")
    confirmed = opened(world)
    prove_item(confirmed, Proof(times=1), actor=world.actor("chi"))
    confirm_item(confirmed, actor=world.actor("nam"))
    with clock.at(date(2026, 4, 1)):
        told = [one for one in waiting(world.actor("nam"), clock.today()) if one.kind == "remediation.late"]
        assert [one.title for one in told] == ["2 việc khắc phục quá hạn ở 2 tổ chức"]
        lines = progress_visible_to(world.actor("nam"), world.places["commune"])
        assert [(one.name, dict(one.counts)) for one in lines] == [
            ("Chi bộ ấp Gò Cát", {"overdue": 1, "confirmed": 1}), ("Chi bộ ấp Rạch Dừa", {"overdue": 1})
        ]  # fmt: skip
        assert progress_visible_to(world.actor("giang"), world.places["commune"]) == []
        assert waiting(world.actor("giang"), clock.today()) == []
    page = world.client("nam").get(f"/remediation/?at={world.places['commune']}").content.decode()
    assert "Chi bộ ấp Gò Cát" in page and REGISTERED["branch"] not in page


def test_an_heir_takes_over_what_has_to_be_put_right(world: Any) -> None:
    from liemchinh.casework.tests.test_taking_over import merge

    item = opened(world)
    merge(world, "branch", "sibling")
    assert [row.pk for row in items_of(world.actor("nam"), world.places["sibling"])] == [item]
    prove_item(item, Proof(times=1), actor=world.actor("nam"))
    confirm_item(item, actor=world.actor("an"))
    assert list(recount.differences()) == []


def test_whoever_is_erased_is_named_by_nothing(world: Any) -> None:
    item = opened(world, person=world.people["branch"])
    sequence = Item.objects.get(pk=item).recorded_by
    record_act(world.people["branch"], NewAct("died", date(2026, 3, 1), world.places["branch"]), actor=CONSOLE)
    erase_people([world.people["branch"]], actor=world.actor("an"))
    assert Item.objects.get(pk=item).person_id is None and not Personal.objects.filter(sequence=sequence).exists()
    Item.objects.filter(pk=item).update(times=7)
    assert list(recount.differences()) == [f"Việc khắc phục số {item}: điều đang lưu khác với sổ."]


def test_a_finding_is_chosen_from_the_catalogue_and_proven_on_its_page(world: Any) -> None:
    chi, address = world.client("chi"), f"/remediation/at/{world.places['branch']}/new/"
    assert "khác" not in chi.get(address).content.decode().split("<form")[1].lower().replace("khắc", "")
    sent = {"content_duty": TASK, "owner": "person", "person": str(world.people["binh"]), "due_on": "31/03/2026"}
    assert chi.post(address, sent | {"content_office": "office.task_not_done"}).status_code == 422
    answer = chi.post(address, sent)
    assert answer.status_code == 302
    own = world.client("binh")
    assert "Không làm nhiệm vụ chi bộ phân công" in own.get(answer.url).content.decode()
    assert own.post(answer.url, {"number": "", "on": "", "times": ""}).status_code == 422
    assert own.post(answer.url, {"times": "2"}).status_code == 302
    assert world.client("em").get(answer.url).status_code == 404
    assert world.client("nam").post(f"{answer.url}confirm/").status_code == 302
