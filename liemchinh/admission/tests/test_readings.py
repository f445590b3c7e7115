"""Whoever opens the pages of a candidate is kept as having read, and the member sees it later: by office and role, never by name."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from liemchinh.admission.queries import READING
from liemchinh.admission.tests.conftest import admit
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.journal.models import Reading
from liemchinh.members import dossier
from liemchinh.web.discovery import sections_for


def test_whoever_opens_a_page_of_a_candidate_has_read_and_the_member_sees_it_afterwards(world: Any, case: Case) -> None:
    kept = Reading.objects.filter(object_kind=READING, object_id=case.pk).order_by("pk")
    assert world.client("em").get(reverse("admission:one", args=[case.pk])).status_code == 404 and not kept.exists()
    for who, page in (("chi", "admission:who"), ("nam", "admission:one")):
        assert "Lý Văn Minh" in world.client(who).get(reverse(page, args=[case.pk])).content.decode()
    branch, commune = world.places["branch"], world.places["commune"]
    assert [(one.role, one.organisation_id) for one in kept] == [
        ("branch_secretary", branch), ("organisation_officer", commune),
    ]  # fmt: skip
    member = replace(world.actor("binh"), person_id=admit(world, case))
    told = {section.title: section.rows for section in sections_for(member, clock.today())}
    assert sorted(told["Ai đã xem hồ sơ khi xin vào Đảng"]) == [
        ("03/03/2026", "Chi bộ ấp Gò Cát, Bí thư chi bộ"), ("03/03/2026", "Đảng bộ xã Trà Mây, Cán bộ tổ chức"),
    ]  # fmt: skip
    assert "Ai đã xem hồ sơ khi xin vào Đảng" not in {
        section.title for section in sections_for(world.actor("binh"), clock.today())
    }


def test_on_probation_who_reads_stands_with_the_readings_of_the_members_page(world: Any, case: Case) -> None:
    person = admit(world, case)
    with clock.at(date(2026, 3, 4)):
        world.client("nam").get(reverse("admission:one", args=[case.pk]))
    read = Reading.objects.filter(object_kind=dossier.READING, object_id=person)
    assert [(one.role, one.organisation_id) for one in read] == [("organisation_officer", world.places["commune"])]
