"""The screens of this room: the tree of any day, one organisation through time, forms, and a reorganisation from first to last."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liemchinh.jobs.running import run_once
from liemchinh.organisations import drafts
from liemchinh.organisations.models import Draft, Succession, Version
from liemchinh.organisations.queries import names, standing
from liemchinh.organisations.search import search
from liemchinh.organisations.services import Facts, Founding, found_organisations

FILES = Path(__file__).with_name("phu_tho")
pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return str(response.content.decode())


def at(world: Any, place: str, name: str = "organisations:one") -> str:
    return reverse(name, args=[world.places[place]])


def test_the_tree_shows_what_stands_below_with_its_members_on_the_day_asked_for(world: Any) -> None:
    officer = world.client("an")
    address = reverse("organisations:tree")
    now = officer.get(address, {"at": world.places["commune"]})
    assert "Chi bộ ấp Gò Cát" in text(now) and "Cây tổ chức ngày 03/03/2026" in text(now)
    before = officer.get(address, {"at": world.places["commune"], "on": "31/12/2014"})
    assert before.status_code == 200 and "Tổ chức này không có vào ngày ấy" in text(before)
    unreadable = officer.get(address, {"on": "hôm qua"})
    assert unreadable.status_code == 200 and "Chưa đọc được ngày này" in text(unreadable)


def test_home_leads_to_ones_own_organisation_and_to_nobody_elses(world: Any) -> None:
    def led(name: str) -> list[tuple[str, str]]:
        head = text(world.client(name).get("/")).partition('class="actions"')[2].partition("</div>")[0]
        return re.findall(r'href="([^"]+)">.*?</svg>\s*([^<]+)</a>', head, re.DOTALL)

    assert led("chi") == [(at(world, "branch"), names([world.places["branch"]])[world.places["branch"]])]
    assert led("quan") == []


def test_the_tree_asks_the_same_number_of_questions_however_many_stand_there(world: Any) -> None:
    officer, address = world.client("an"), reverse("organisations:tree")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(address, {"at": world.places["commune"]}).status_code == 200
        return len(queries)

    few = asked()
    more = [
        Founding(Facts(f"Chi bộ số {n}", "chi bộ trực thuộc", date(2020, 1, 1), world.places["commune"]))
        for n in range(40)
    ]
    found_organisations(more, actor=world.actor("console"))
    assert asked() == few <= 20


def test_a_search_finds_by_words_without_tones_and_former_names(world: Any) -> None:
    officer = world.client("nam")
    form = {
        "name": "Chi bộ ấp Rạch Mới",
        "kind": "chi bộ trực thuộc",
        "level": "4",
        "valid_from": "01/02/2026",
        "decision": "3-QĐ",
    }
    assert officer.post(at(world, "sibling", "organisations:change"), form).status_code == 302
    found = text(officer.get(reverse("organisations:tree"), {"q": "rach moi"}))
    assert "Chi bộ ấp Rạch Mới" in found
    assert "Tên cũ" in text(officer.get(reverse("organisations:tree"), {"q": "rach dua"}))
    assert [(hit.title, hit.kind) for hit in search(world.actor("nam"), "rạch")] == [
        ("Chi bộ ấp Rạch Mới", "Tổ chức"),
        ("Chi bộ ấp Rạch Dừa", "Tổ chức"),
    ]


def test_an_organisation_is_founded_changed_and_corrected_by_form(world: Any) -> None:
    officer = world.client("nam")
    facts = {"name": "Chi bộ ấp Mới", "kind": "chi bộ trực thuộc", "level": "4", "valid_from": "05/05/2024"}
    assert officer.post(at(world, "commune", "organisations:found"), facts).status_code == 302
    new = Version.objects.get(name="Chi bộ ấp Mới")
    correct = reverse("organisations:correct", args=[new.organisation_id])
    assert officer.post(correct, facts | {"name": "Chi bộ ấp Cũ", "valid_from": "06/05/2024"}).status_code == 302
    now = Version.objects.get(organisation_id=new.organisation_id, cancelled_by=None)
    assert (now.name, now.valid_from, now.parent_id) == ("Chi bộ ấp Cũ", date(2024, 5, 6), world.places["commune"])
    change = reverse("organisations:change", args=[new.organisation_id])
    moved = facts | {"valid_from": "01/01/2026", "decision": "9-QĐ", "parent": str(world.places["other"])}
    assert officer.post(change, moved).status_code == 422
    refused = officer.post(change, facts | {"valid_from": "01/01/2020", "decision": "9-QĐ"})
    assert refused.status_code == 422 and "không tồn tại, hoặc đã có thay đổi sau ngày" in text(refused)


def test_a_merger_by_form_is_previewed_applied_and_taken_back(world: Any) -> None:
    officer = world.client("nam")
    merge = reverse("organisations:reorganise-one", args=[world.places["commune"], "merge"])
    asked = {"on": "01/02/2026", "decision": "21-QĐ/ĐU", "sources": [world.places["branch"], world.places["sibling"]],
             "name": "Chi bộ ấp Gò Rạch", "kind": "chi bộ trực thuộc"}  # fmt: skip
    page = text(officer.get(merge))
    assert page.count("checked") == 2 and 'value="chi bộ' in page, (
        "the two there are, and the kind they have in common, stand already"
    )
    preview = officer.post(merge, asked, follow=True)
    assert "<svg" in text(preview) and "Chi bộ ấp Gò Rạch" in text(preview)
    weights = re.findall(r'<text class="note"[^>]*>(\d+) đảng viên\s*</text>', text(preview))
    assert len(weights) == 3 and int(weights[0]) + int(weights[1]) == int(weights[2]) > 0, "two before, one after"
    listed = re.findall(r'<li><a href="/organisations/(\d+)/">', text(preview).partition("từ:")[2])
    assert [int(number) for number in listed[:2]] == [world.places["branch"], world.places["sibling"]]
    kinds = re.findall(r'<th scope="row">(chi bộ[^<]*)</th>', text(preview))
    assert kinds == sorted(set(kinds)) and kinds, "one line for a kind"
    draft = Draft.objects.get()
    assert officer.get(reverse("organisations:apply", args=[draft.pk])).status_code == 200
    done = officer.post(reverse("organisations:apply", args=[draft.pk]), follow=True)
    assert "Đã thực hiện" in text(done) and not Draft.objects.exists()
    assert standing(date(2026, 2, 1)).get(name="Chi bộ ấp Gò Rạch").level == "4", (
        "no level written: that of its sources"
    )
    assert "Sáp nhập vào" in text(officer.get(at(world, "branch")))
    sequence = Succession.objects.values_list("recorded_by", flat=True).first()
    again = officer.post(reverse("organisations:undo", args=[sequence]), follow=True)
    assert "Đã hủy lần sắp xếp" in text(again) and not Succession.objects.exists()


@pytest.mark.parametrize("how", ["split", "dissolve", "move", "rename"])
def test_each_simple_case_becomes_a_draft_that_can_be_applied(world: Any, how: str) -> None:
    officer = world.client("an")
    place = {"move": "commune", "dissolve": "sibling"}.get(how, "branch")
    asked = {
        "split": {"name1": "Một", "name2": "Hai", "kind": "chi bộ trực thuộc"},
        "dissolve": {"into": world.places["branch"]},
        "move": {"sources": [world.places["branch"]], "into": world.places["district"]},
        "rename": {"name": "Tên mới", "kind": "chi bộ trực thuộc"},
    }[how]
    address = reverse("organisations:reorganise-one", args=[world.places[place], how])
    assert officer.get(address).status_code == 200
    preview = officer.post(address, {"on": "01/02/2026", "decision": "22-QĐ", **asked}, follow=True)
    assert "Thực hiện…" in text(preview), text(preview)[:3000]
    applied = officer.post(reverse("organisations:apply", args=[Draft.objects.get().pk]), follow=True)
    assert "Đã thực hiện" in text(applied)


def test_two_files_become_a_draft_and_their_faults_are_shown_together(world: Any) -> None:
    officer, address = world.client("an"), reverse("organisations:reorganise-files")

    def sent(successions: str) -> Any:
        file = SimpleUploadedFile("ke-thua.csv", successions.encode())
        return officer.post(address, {"decision": "23-QĐ", "on": "01/02/2026", "successions": file}, follow=True)

    faulty = sent("date,from_id,to_id,kind,extent\n2026-02-02,a,b,merge,full\n2026-02-03,a,b,merge,full\n")
    assert faulty.status_code == 422 and "dòng 2" in text(faulty) and "dòng 3" in text(faulty)
    unknown = sent("date,from_id,to_id,kind,extent\n2026-02-01,a,b,merge,full\n")
    assert "chưa có tổ chức “a”" in text(unknown) and "không có tổ chức “b”" in text(unknown)
    branch, sibling = world.places["branch"], world.places["sibling"]
    good = sent(f"date,from_id,to_id,kind,extent\n2026-02-01,#{branch},#{sibling},merge,full\n")
    assert "Thực hiện…" in text(good)
    assert officer.post(address, {"decision": "23-QĐ", "on": "01/02/2026"}).status_code == 422


def test_a_large_one_is_done_in_the_background(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("liemchinh.organisations.views.decided.LARGE", 0)
    officer = world.client("nam")
    address = reverse("organisations:reorganise-one", args=[world.places["branch"], "rename"])
    officer.post(address, {"on": "01/02/2026", "decision": "24-QĐ", "name": "Tên mới", "kind": "chi bộ trực thuộc"})
    draft = Draft.objects.get()
    waiting = officer.post(reverse("organisations:apply", args=[draft.pk]), follow=True)
    assert "Đang chờ đến lượt" in text(waiting)
    applying = reverse("organisations:applying", args=[draft.pk])
    assert "data-refresh" in text(officer.get(applying, headers={"X-Part": "1"}))
    assert run_once()
    assert "Đã" not in text(officer.get(applying)) and officer.get(applying).status_code == 302
    assert standing(date(2026, 2, 1)).filter(name="Tên mới").exists()
    assert drafts.JOB == "organisations.reorganise"


def test_a_draft_is_its_authors_alone_and_goes_when_thrown_away(world: Any) -> None:
    officer = world.client("nam")
    address = reverse("organisations:reorganise-one", args=[world.places["branch"], "rename"])
    officer.post(address, {"on": "01/02/2026", "decision": "24-QĐ", "name": "Tên mới", "kind": "chi bộ trực thuộc"})
    draft = Draft.objects.get()
    assert world.client("an").get(reverse("organisations:preview", args=[draft.pk])).status_code == 404
    assert "24-QĐ" in text(officer.get(reverse("organisations:reorganise"), {"at": world.places["branch"]}))
    assert officer.post(reverse("organisations:throw-away", args=[draft.pk])).status_code == 302
    assert not Draft.objects.exists()


def test_what_the_book_holds_of_an_organisation_is_shown_to_those_who_read_it(world: Any) -> None:
    shown = world.client("nam").get(at(world, "branch", "organisations:entries"))
    assert "Ghi nhận tổ chức Chi bộ ấp Gò Cát" in text(shown)
    assert reverse("organisations:entries", args=[world.places["branch"]]) in text(
        world.client("nam").get(at(world, "branch"))
    )
