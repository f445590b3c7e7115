"""Who sees a screening: those who keep it, each reading kept; the member, told on paper; nobody once progress is recognised."""

import re
from typing import Any

from django.urls import reverse

from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.journal.models import Reading
from liemchinh.screening import deciding, helping, matter
from liemchinh.screening.tests.conftest import (
    ALL,
    DECIDED,
    ENDED,
    HELPED,
    TOLD,
    dues,
    help_him,
    name,
    paper,
    to_committee,
)  # fmt: skip
from liemchinh.web.discovery import sections_for, waiting_for

NONCE = re.compile(r"csrfmiddlewaretoken\" value=\"[^\"]+|nonce=\"[^\"]+|nonce-[^']+")


def own(world: Any) -> dict[str, str]:
    parts = [part for part in sections_for(world.actor("binh"), clock.today()) if part.title == "Rà soát, giúp đỡ"]
    return dict(row for part in parts for row in part.rows)


def pages(world: Any, people: tuple[str, ...]) -> list[str]:
    """Home, the person, the list, the search, the branch, its entries and the figures, as each of them gets it."""
    branch = world.places["branch"]
    addresses = [
        reverse("home"), reverse("members:one", args=[world.uids["binh"]]), f"{reverse('members:list')}?at={branch}",
        f"{reverse('members:search')}?q=Binh", reverse("organisations:one", args=[branch]),
        reverse("organisations:entries", args=[branch]),
    ]  # fmt: skip
    found = []
    for person in people:
        client = world.client(person)
        found += [NONCE.sub("", client.get(address).content.decode()) for address in addresses]
    return found


def test_the_register_reads_byte_for_byte_the_same_with_and_without_an_open_screening(world: Any) -> None:
    dues(world, 3)
    others = ("an", "nam", "khoa", "em")
    before = pages(world, others)
    assert any("Trần Văn Bình" in page for page in before)
    help_him(world, name(world))
    assert pages(world, others) == before


def test_only_those_who_keep_screening_at_a_party_open_it_and_each_reading_is_kept_first(
    world: Any, case: Case
) -> None:
    page = reverse("screening:one", args=[case.pk])
    for person in ("an", "nam", "khoa", "giang", "binh", "em", "dung"):
        assert world.client(person).get(page).status_code == 404
        assert reverse("screening:list") not in world.client(person).get(reverse("home")).content.decode()
    assert not Reading.objects.filter(object_kind="screening.case").exists()
    for person in ("chi", "hien"):
        assert "Trần Văn Bình" in world.client(person).get(page).content.decode()
    kept = Reading.objects.filter(object_kind="screening.case", object_id=case.pk).order_by("pk")
    assert list(kept.values_list("role", "organisation_id")) == [
        ("branch_secretary", world.places["branch"]), ("screening_officer", world.places["commune"]),
    ]  # fmt: skip


def test_the_home_of_whoever_keeps_a_screening_names_the_branch_and_nobody_in_it(world: Any, case: Case) -> None:
    lines = waiting_for(world.actor("chi"), clock.today())
    assert [line.title for line in lines if line.url == reverse("screening:one", args=[case.pk])] == [
        "Chi bộ báo căn cứ cho đảng viên bằng văn bản: Chi bộ ấp Gò Cát"
    ]
    assert not any("Trần Văn Bình" in f"{line.title} {line.why}" for line in lines)
    assert not Reading.objects.filter(object_kind="screening.case").exists()


def test_the_member_reads_ground_days_help_readers_and_appeal_once_told_on_paper(world: Any, case: Case) -> None:
    assert own(world) == {}
    help_him(world, case)
    helping.agree(case, "duty.dues_three_months", "dues_paid", HELPED, actor=world.actor("chi"))
    world.client("chi").get(reverse("screening:one", args=[case.pk]))
    assert own(world) == {
        "Căn cứ được nêu": "Không đóng phí ba tháng trong năm, không có lý do chính đáng",
        "Chi ủy nêu tên, nêu căn cứ": "01/10/2024",
        "Chi bộ báo căn cứ cho đảng viên bằng văn bản": "05/10/2024",
        "Chi bộ bỏ phiếu kín về danh sách giúp đỡ": "20/10/2024",
        "Bắt đầu giáo dục, giúp đỡ": "01/11/2024",
        "Đóng đủ đảng phí": "Không đóng phí ba tháng trong năm, không có lý do chính đáng: chưa làm",
        "Khiếu nại, kiến nghị": "Gửi ý kiến bằng văn bản tới chi bộ hoặc cấp ủy bất cứ lúc nào.",
        "Đã mở việc này ngày 03/03/2026": "Bí thư chi bộ, Chi bộ ấp Gò Cát",
    }


def test_whoever_is_struck_off_still_reads_the_decision_and_how_to_appeal(world: Any, case: Case) -> None:
    to_committee(world, case)
    deciding.decide(case, paper(DECIDED), "struck_off", actor=world.actor("hien"))
    assert own(world)["Quyết định"] == "xóa tên"
    assert own(world)["Khiếu nại, kiến nghị"] == "Thời hạn chưa rõ; không đơn nào bị từ chối vì quá hạn."
    assert world.client("hien").get(reverse("screening:one", args=[case.pk])).status_code == 200


def test_once_progress_is_recognised_the_member_is_on_no_screen_of_screening(world: Any, case: Case) -> None:
    page, listed = reverse("screening:one", args=[case.pk]), reverse("screening:list")
    help_him(world, case)
    for person in ("chi", "hien"):
        assert "Trần Văn Bình" in world.client(person).get(listed).content.decode()
        assert any(line.url == page for line in waiting_for(world.actor(person), ENDED))
    assert own(world)
    deciding.vote_on_progress(case, paper(ENDED), ALL, actor=world.actor("chi"))
    for person in ("chi", "hien"):
        assert world.client(person).get(page).status_code == 404
        assert "Trần Văn Bình" not in world.client(person).get(listed).content.decode()
        assert not any(line.url == page for line in waiting_for(world.actor(person), clock.today()))
    assert own(world) == {}


def test_every_step_has_its_form_and_a_case_is_walked_by_pages_alone(world: Any) -> None:
    dues(world, 3)
    chi, day = world.client("chi"), TOLD.strftime("%d/%m/%Y")
    address = reverse("screening:name", args=[world.places["branch"]])
    assert "Trần Văn Bình" in chi.get(address).content.decode()
    given = {"person": world.people["binh"], "ground": "duty.dues_three_months", "committee": world.places["commune"]}
    answer = chi.post(address, given | {"on": "01/10/2024"})
    case = Case.objects.get(kind="screening")
    assert answer.headers["Location"] == reverse("screening:one", args=[case.pk])

    def post(step: str, **form: Any) -> int:
        return chi.post(reverse("screening:step", args=[case.pk, step]), form).status_code

    ballot = {"number": "4-NQ", "issued": 2, "returned": 2, "valid": 2}
    assert post("told", on=day, dated=day, number="1-TB") == 302
    assert post("review_vote", on="20/10/2024", votes_for=2, **ballot) == 302
    assert post("help", on="01/11/2024") == 302
    agreed = {"duty": "duty.dues_three_months", "step": "dues_paid", "on": "02/11/2024"}
    assert chi.post(reverse("screening:agree", args=[case.pk]), agreed).status_code == 302
    assert chi.post(reverse("screening:talk", args=[case.pk]), {"on": "05/01/2025"}).status_code == 302
    row = case.agreed.get()
    assert chi.post(reverse("screening:done", args=[case.pk, row.pk])).status_code == 302
    assert post("progress_vote", on="01/11/2025", votes_for=1, **ballot) == 302
    assert post("proposed", on="10/11/2025", number="5-BC") == 302
    decided = reverse("screening:step", args=[case.pk, "decided"])
    assert chi.get(decided).status_code == 404
    hien = world.client("hien")
    assert "chưa xác minh" in hien.get(reverse("screening:one", args=[case.pk])).content.decode()
    answer = hien.post(decided, {"on": "01/12/2025", "number": "9-QĐ", "result": "recognised"})
    assert answer.headers["Location"] == reverse("screening:list")
    assert matter.member_of(case) == world.people["binh"]
