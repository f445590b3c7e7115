"""The file of a candidate on the screen: all of it at a desk, one paper a page on a phone, without script."""

from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from liemchinh.admission.facts import told_of
from liemchinh.admission.tests.conftest import FILE
from liemchinh.casework.models import Case
from liemchinh.journal.models import Entry


def papers(case: Case) -> dict[str, str]:
    """What is recorded of the file now."""
    return dict(told_of(case).file)


def page_of(case: Case, code: str) -> str:
    """The page of one paper."""
    return reverse("admission:paper", args=[case.pk, code])


def walk(chi: Client, case: Case, answers: dict[str, dict[str, str]]) -> list[tuple[str, int, int]]:
    """From the first page on, each sent with its answer or as it stands; gives where it stopped: code, number, of how many."""
    address, seen = page_of(case, "certificate"), []
    while address != reverse("admission:file", args=[case.pk]):
        shown = chi.get(address).context
        seen.append((shown["sheet"].code, shown["number"], shown["total"]))
        as_it_stands = {field.html_name: field.value() or "" for field in shown["form"]}
        address = chi.post(address, answers.get(shown["sheet"].code, as_it_stands))["Location"]
    return seen


def test_a_secretary_goes_through_the_file_paper_by_paper_and_each_answer_is_recorded(world: Any, case: Case) -> None:
    answers = {
        "certificate": {"certificate_no": "45/GCN", "certificate_on": "06/05/2024"},
        "introduction": {"place": "absent"},
        "member_sheet": {"place": "committee"},
    }
    seen = walk(world.client("chi"), case, answers)
    assert [code for code, _number, _total in seen] == [
        "certificate", "course_certificate", "application", "applicant_cv", "introduction", "union_resolution", "branch_resolution",
        "section_review", "grassroots_resolution", "admission_decision", "member_cv", "member_sheet", "new_member_certificate",
    ]  # fmt: skip
    assert [(number, total) for _code, number, total in seen] == [(number, 13) for number in range(1, 14)]
    told = told_of(case)
    assert (told.certificate_no, told.certificate_on) == ("45/GCN", date(2024, 5, 6))
    assert told.file == {code: place for code, place in FILE.items() if code != "introduction"} | {
        "member_sheet": "committee"
    }


def test_a_page_sent_as_it_stands_writes_nothing_into_the_book(world: Any, case: Case) -> None:
    told = Entry.objects.filter(kind="admission.changed")
    walk(world.client("chi"), case, {})
    assert not told.exists() and papers(case) == FILE
    world.client("chi").post(page_of(case, "application"), {"place": "committee"})
    assert told.count() == 1 and papers(case) == FILE | {"application": "committee"}


def test_each_page_leads_back_forth_and_to_the_list(world: Any, case: Case) -> None:
    chi, files = world.client("chi"), reverse("admission:file", args=[case.pk])
    shown = chi.get(page_of(case, "application")).context
    assert (shown["previous"], shown["following"], shown["back"]) == (
        page_of(case, "course_certificate"), page_of(case, "applicant_cv"), files,
    )  # fmt: skip
    to_list = chi.post(page_of(case, "application"), {"place": "branch", "list": "1"})
    assert to_list["Location"] == files
    assert chi.get(page_of(case, "certificate")).context["previous"] == ""
    assert chi.get(page_of(case, "new_member_certificate")).context["following"] == ""


def test_the_list_tells_how_many_are_there_and_goes_on_at_the_first_one_a_step_waits_for(
    world: Any, case: Case, anew: Any
) -> None:
    def told() -> tuple[int, str]:
        shown = world.client("chi").get(reverse("admission:file", args=[case.pk])).context
        return shown["there"], shown["next"].code

    assert told() == (6, "new_member_certificate")
    anew(file={"union_resolution": "branch", "application": "branch"})
    assert told() == (3, "course_certificate")
    anew(certificate_no="", certificate_on=None, file={})
    assert told() == (0, "certificate")


def test_what_is_sent_wrongly_is_refused_on_its_page(world: Any, case: Case) -> None:
    chi = world.client("chi")
    assert chi.get(page_of(case, "identity_card")).status_code == 404
    for wrong in ({}, {"place": ""}, {"place": "at-home"}):
        answer = chi.post(page_of(case, "application"), wrong)
        assert (answer.status_code, papers(case)) == (422, FILE)
    late = chi.post(page_of(case, "certificate"), {"certificate_no": "1", "certificate_on": "01/01/2100"})
    assert late.status_code == 422 and told_of(case).certificate_on == date(2024, 5, 5)
    assert world.client("em").post(page_of(case, "application"), {"place": "committee"}).status_code == 404


def test_the_table_of_a_desk_records_the_whole_file_at_once(world: Any, case: Case) -> None:
    sent = {"certificate_no": "12/GCN", "certificate_on": "05/05/2024", "application": "committee"}
    answer = world.client("chi").post(reverse("admission:file", args=[case.pk]), sent)
    assert answer["Location"] == reverse("admission:one", args=[case.pk])
    assert papers(case) == {"application": "committee"}
