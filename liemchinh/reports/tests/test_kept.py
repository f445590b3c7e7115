"""What the database itself refuses of reports, whatever a service would do."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from liemchinh.organisations.models import Organisation
from liemchinh.reports.content import Content, as_bytes
from liemchinh.reports.models import Asked, Call, Definition, Drafted, Edition, FrozenList, Prose, Report, Snapshot

pytestmark = pytest.mark.django_db
JUNE = {"kind": "half", "first": date(2026, 1, 1), "last": date(2026, 6, 30), "recorded_by": 1}


def a_place() -> Organisation:
    return Organisation.objects.create(recorded_by=1)


def refused(model: Any, **values: Any) -> bool:
    try:
        with transaction.atomic():
            model.objects.create(**values)
    except IntegrityError:
        return True
    return False


def test_a_report_stands_on_one_definition_and_ends_after_it_began() -> None:
    place = a_place()
    own = Definition.objects.create(organisation=place, name="Báo cáo tháng", recorded_by=1)
    edition = Edition.objects.create(definition=own, number=1, text="", recorded_by=1)
    assert refused(Report, organisation=place, **JUNE)
    assert refused(Report, organisation=place, source="half", edition=edition, **JUNE)
    assert refused(Report, organisation=place, edition=edition, **(JUNE | {"last": date(2025, 12, 31)}))
    assert not refused(Report, organisation=place, edition=edition, **JUNE)


def test_a_definition_has_one_name_in_its_office_and_each_number_once() -> None:
    place = a_place()
    own = Definition.objects.create(organisation=place, name="Báo cáo tháng", recorded_by=1)
    assert refused(Definition, organisation=place, name="Báo cáo tháng", recorded_by=2)
    assert not refused(Edition, definition=own, number=1, text="", recorded_by=2)
    assert refused(Edition, definition=own, number=1, text="", recorded_by=3)


def test_one_text_of_a_part_and_one_look_at_the_figures_stand() -> None:
    report = Report.objects.create(organisation=a_place(), source="half", **JUNE)
    first = Prose.objects.create(report=report, part="III.1", text="Nền nếp.", recorded_by=2)
    assert refused(Prose, report=report, part="III.1", text="Khác.", recorded_by=3)
    Prose.objects.filter(pk=first.pk).update(cancelled_by=3)
    assert not refused(Prose, report=report, part="III.1", text="Khác.", recorded_by=3)
    assert not refused(Drafted, report=report, content=b"", recorded_by=3)
    assert refused(Drafted, report=report, content=b"", recorded_by=4)


def test_a_report_is_frozen_once_each_figure_once_and_the_code_is_nobody_elses() -> None:
    place = a_place()
    june = Report.objects.create(organisation=place, source="half", **JUNE)
    other = Report.objects.create(organisation=place, source="half", **JUNE)
    frozen = {"content": b"", "digest": "0" * 64, "tree_digest": "0" * 64, "head": 1, "head_hash": "", "recorded_by": 2}
    snapshot = Snapshot.objects.create(report=june, code="ABCD-EFGH", **frozen)
    assert refused(Snapshot, report=june, code="ABCD-EFGI", **frozen)
    assert refused(Snapshot, report=other, code="ABCD-EFGH", **frozen)
    one = {"snapshot": snapshot, "figure": "B1.1", "indicator": "members", "count": 1, "ids": b"\x01", "digest": ""}
    assert not refused(FrozenList, **one)
    assert refused(FrozenList, **one)


def test_an_organisation_is_asked_once_by_a_call() -> None:
    place = a_place()
    call = Call.objects.create(
        organisation=place, place=place, categories="branch", source="half", due_on=date(2026, 7, 10), **JUNE
    )
    assert not refused(Asked, call=call, organisation=place)
    assert refused(Asked, call=call, organisation=place)


def test_the_same_content_gives_the_same_bytes() -> None:
    def said() -> Content:
        return Content("Báo cáo", 1, "Đảng bộ tỉnh Bình An", "Sáu tháng", "2026-01-01", "2026-06-30", "2026-06-30", ())

    assert as_bytes(said()) == as_bytes(said())
