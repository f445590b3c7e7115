"""A report taken out as a file is written in the book, and only whoever may export figures there takes one."""

import io

import pikepdf
import pytest
from django.urls import reverse
from docx import Document as open_docx

from liemchinh.journal.models import Entry
from tests.permissions_of_reports import report
from tests.world import build

pytestmark = pytest.mark.django_db


def test_a_signed_report_is_taken_out_with_its_code_on_it_and_the_book_says_so() -> None:
    world = build()
    row = report(world, "commune", 5, "signed")
    address = reverse("reports:take", args=[row.pk])
    answer = world.client("an").post(address, {"as": "docx"})
    section = open_docx(io.BytesIO(answer.content)).sections[0]
    assert row.snapshot.code in section.footer.paragraphs[0].text
    assert Entry.objects.filter(kind="figures.exported", organisation_id=row.organisation_id).count() == 1
    printed = world.client("an").post(address, {"as": "pdf"})
    with pikepdf.open(io.BytesIO(printed.content)) as made:
        assert str(made.Root.Lang) == "vi"
    assert world.client("an").post(address, {"as": "exe"}).status_code == 422
    assert Entry.objects.filter(kind="figures.exported").count() == 2
    assert world.client("hien").post(address, {"as": "docx"}).status_code == 404
