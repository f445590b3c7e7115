"""The pages by the people who use them: a branch, a committee for many, anybody. What is not proved is to be seen nowhere (guards 8)."""

import re
from datetime import date

import pytest
from django.test import Client

from liemchinh.casework.models import Case, Link, Party
from liemchinh.discipline.models import Discipline, Sanction
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import by_branch, decision, meet, voters
from liemchinh.dues.models import Month
from liemchinh.emulation.appraisal import appraise
from liemchinh.emulation.models import Recognition, Registration
from liemchinh.emulation.tests.samples import BASIS, MODEL, YEAR, decided, recognition, registered, vouched
from liemchinh.emulation.views import public
from liemchinh.journal import clock
from tests.world import PEOPLE, REGISTERED, World

FORM = {"model": MODEL, "period": "2026", "number": "03-NQ/CB", "dated": "15/01/2026", "lies": "branch", "listed": "on"}


def read(client: Client, address: str) -> str:
    """A page without what differs each time it is asked for."""
    shown = client.get(address)
    assert shown.status_code == 200, address
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", shown.content.decode())


def conditions(world: World) -> dict[str, str]:
    place = world.places["branch"]
    checked = appraise([place], MODEL, YEAR, body=place, on=clock.today())[place]
    return {one.condition: one.answer.verdict for one in checked}


def test_a_branch_registers_a_committee_decides_and_anybody_reads_its_name(world: World) -> None:
    chi, nam, branch, commune = (
        world.client("chi"),
        world.client("nam"),
        world.places["branch"],
        world.places["commune"],
    )
    for wrong in ({"number": ""}, {"period": "Q1/2026"}, {"period": "x"}):
        assert chi.post(f"/emulation/{branch}/register/?period=2026", FORM | wrong).status_code == 422
    assert chi.post(f"/emulation/{branch}/register/?period=2026", FORM).status_code == 302
    row = Registration.objects.get()
    shown = read(chi, f"/emulation/registrations/{row.pk}/")
    assert shown.count("Chưa rõ, không tính là chưa đạt") == 3 and "Đã ghi buổi sinh hoạt của 0 trên 2 tháng" in shown
    # Whoever inspects reads how the dues stand, not the months behind it.
    assert "Đã ghi đảng phí" in shown and "Đã ghi đảng phí" not in read(
        world.client("khoa"), f"/emulation/registrations/{row.pk}/"
    )
    propose = f"/emulation/{commune}/propose/?period=2026&model={MODEL}"
    shown = read(nam, propose)
    assert "Gò Cát: đạt: không có đảng viên bị kỷ luật" in shown and "; chưa rõ: làm xong chương trình" in shown
    assert nam.post(propose, {"branches": str(branch)}).status_code == 302
    decide = f"/emulation/{commune}/decide/?period=2026&model={MODEL}"
    told = {"branches": str(branch), "form": "commend", "number": "15-QĐ/ĐU", "on": "02/03/2026"}
    answer = nam.post(decide, told)
    assert answer.status_code == 422 and "Ghi điều và văn bản làm căn cứ" in answer.content.decode()
    assert nam.post(decide, told | {"basis": BASIS}).status_code == 302
    above = f"/emulation/?at={world.places['district']}"
    shown = read(world.client("an"), f"{above}&period=2026")
    assert '<td class="n" data-label="Đăng ký">1</td>' in shown and "chưa ghi gì" not in shown
    assert "1 tổ chức chưa ghi gì trong kỳ này" in read(world.client("an"), f"{above}&period=2025")
    nobody = Client()
    assert "Gò Cát" not in read(nobody, "/models/"), "nothing is in effect before a second officer vouched"
    overview = f"/emulation/?at={commune}&period=2026"
    shown = read(nam, overview)
    assert "Gò Cát</a>" in shown and "Chi bộ nói không với vi phạm · Cấp ủy biểu dương, quyết định số 15-QĐ/ĐU" in shown
    assert "1 chi bộ chưa đăng ký trong kỳ này" in shown and "Rạch Dừa</a>" in shown
    assert BASIS in read(world.client("an"), overview)
    vouch = {"decided": str(recognition(world).pk)}
    assert nam.post(f"/emulation/{commune}/vouch/?period=2026", {"decided": "²"}).status_code == 422
    assert nam.post(f"/emulation/{commune}/vouch/?period=2026", vouch).status_code == 422
    assert world.client("an").post(f"/emulation/{commune}/vouch/?period=2026", vouch).status_code == 302
    public = read(nobody, "/models/?year=2026")
    assert (
        "Chi bộ ấp Gò Cát" in public and "Đảng bộ xã Trà Mây · Cấp ủy: Biểu dương" in public and "số 15-QĐ/ĐU" in public
    )
    assert not any(name in public for name in (*REGISTERED.values(), *(told[0] for told in PEOPLE.values())))
    assert chi.post(f"/emulation/registrations/{row.pk}/listed/", {"listed": "no"}).status_code == 302
    assert "Gò Cát" not in read(nobody, "/models/")
    made = recognition(world)
    assert nam.post(f"/emulation/decisions/{made.pk}/take-back/", {"reason": "twice"}).status_code == 302
    assert chi.post(f"/emulation/registrations/{row.pk}/withdraw/", {"reason": "twice"}).status_code == 302


def test_what_stands_alike_is_said_once_and_what_a_branch_fails_beside_its_name(world: World) -> None:
    registered(world, "branch", "sibling")
    propose = f"/emulation/{world.places['commune']}/propose/?period=2026&model={MODEL}"
    shown = read(world.client("nam"), propose)
    assert shown.count("Chung cho 2 chi bộ dưới đây, trừ điều ghi bên cạnh tên: đạt: không có đảng viên") == 1
    assert shown.count("đóng đủ đảng phí") == 1 and shown.count("checked") == 2
    Month.objects.create(
        organisation_id=world.places["branch"], month=date(2026, 1, 1), paid=1, unpaid=1, excused=0, recorded_by=1
    )
    shown = read(world.client("nam"), propose)
    assert "Chi bộ ấp Gò Cát: chưa đạt: đóng đủ đảng phí" in shown and "Rạch Dừa: chưa rõ: đóng đủ đảng phí" in shown
    assert shown.count("checked") == 1


def test_a_branch_registers_for_a_term_and_finds_it_again(world: World) -> None:
    chi, branch = world.client("chi"), world.places["branch"]
    assert chi.post(f"/emulation/{branch}/register/", FORM | {"period": "2025 – 2030"}).status_code == 302
    assert Registration.objects.get().period == "2025-2030"
    shown = read(chi, f"/emulation/?at={branch}")
    assert f"/emulation/?at={branch}&amp;period=2025-2030" in shown and "Nhiệm kỳ 2025–2030" in shown


def test_the_public_list_has_pages_and_counts_a_body_whole(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(world, "branch", "sibling"), decided(world, "branch", "sibling"), vouched(world)
    monkeypatch.setattr(public, "SIZE", 1)
    first = read(Client(), "/models/")
    assert "Gò Cát" in first and "Rạch Dừa" not in first and '<span class="count">2</span>' in first
    second = read(Client(), f"/models/?after={recognition(world).pk}")
    assert "Rạch Dừa" in second and "Gò Cát" not in second


def test_a_later_decision_revokes_on_the_page_and_nonsense_is_an_answer(world: World) -> None:
    registered(world), decided(world, "branch"), vouched(world)
    nam, branch, made = world.client("nam"), world.places["branch"], recognition(world)
    revoke = {"cause": "court", "number": "21-QĐ/ĐU", "on": "03/03/2026"}
    assert nam.post(f"/emulation/decisions/{made.pk}/revoke/", revoke | {"cause": "x"}).status_code == 422
    assert nam.post(f"/emulation/decisions/{made.pk}/revoke/", revoke).status_code == 302
    assert "thu hồi ngày 03/03/2026" in read(nam, f"/emulation/registrations/{made.registration_id}/")
    assert Recognition.objects.get().revoked_on == date(2026, 3, 3)
    for period in ("", "2026-Q1", "9" * 30, "²026", "2020-2025"):
        for page in (f"/emulation/?at={branch}&", f"/emulation/{branch}/register/?model=x&", "/models/?year=x&"):
            assert nam.get(f"{page}period={period}").status_code == 200
    assert world.client("binh").get(f"/emulation/?at={branch}").status_code == 404


def test_an_open_case_is_seen_nowhere_and_what_the_branch_found_and_decided_does_not_count(world: World) -> None:
    registered(world)
    voters(world)
    pages = [
        (name, address)
        for name, address in (
            ("nam", f"/emulation/{world.places['commune']}/decide/?period=2026&model={MODEL}"),
            ("chi", f"/emulation/registrations/{Registration.objects.get().pk}/"),
            ("khoa", f"/emulation/?at={world.places['commune']}&period=2026"),
        )
    ]
    before = [read(world.client(name), address) for name, address in pages]
    case = by_branch(world)
    meet(case, {"reprimand": 9}, world.actor("chi"))
    assert [read(world.client(name), address) for name, address in pages] == before
    record_step(case, "decided", decision("reprimand"), actor=world.actor("chi"))
    # Decided by the branch, out of a conclusion of which nobody recorded whose it was.
    assert conditions(world)["no_sanction"] == "unknown"
    Discipline.objects.update(source="audit")
    assert conditions(world)["no_sanction"] == "no"
    shown = read(world.client("nam"), pages[1][1])
    assert "Quyết định số 07-QĐ/CB" in shown and PEOPLE["binh"][0] not in shown
    _found_by(case, world.places["branch"])
    assert conditions(world)["no_sanction"] == "yes"
    Party.objects.filter(case__kind="branch_inspection").update(organisation_id=world.places["commune"])
    assert conditions(world)["no_sanction"] == "no"
    Sanction.objects.update(lapses_on=date(2026, 2, 1))
    assert conditions(world)["no_sanction"] == "yes", "a lapsed one has left everyday screens"


def _found_by(case: Case, place: int) -> None:
    """The case arose from an inspection of that place."""
    source = Case.objects.create(kind="branch_inspection", recorded_by=case.recorded_by, closed_by=case.recorded_by)
    Party.objects.create(case=source, role="body", organisation_id=place, recorded_by=case.recorded_by)
    Link.objects.create(case=case, source=source, recorded_by=case.recorded_by)
