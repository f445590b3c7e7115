"""Of the person concerned: their own pages, and what holders of the case read and receive, in the inspections about Bình."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.casework import drafts, statements
from liemchinh.casework.drafts import Written
from liemchinh.casework.models import Case, Statement
from liemchinh.casework.statements import OnPaper
from tests.permissions_of_cases_of_inspection import KEEPS, told_to_binh
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import World

# What changes nothing in the cases that other lines use.
WHAT = "reserve"


def _sent(world: World) -> tuple[int, int]:
    case = told_to_binh(world, "branch")
    found = Statement.objects.filter(case=case, on_paper=False, cancelled_by=None).first()
    found = found or statements.send_statement(case, WHAT, Written(), actor=world.actor("binh"))
    return case.pk, found.pk


def received(world: World, place: str) -> Statement:
    """A paper of Bình's that was recorded as received at the place."""
    case = told_to_binh(world, place)
    found = Statement.objects.filter(case=case, on_paper=True, cancelled_by=None).first()
    paper = OnPaper(world.people["binh"], WHAT, date(2026, 2, 3), "organ")
    return found or statements.receive_on_paper(case, paper, actor=world.actor(KEEPS[place]))


def _received(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    rows = {KEEPS[place]: received(world, place) for place in KEEPS}
    return {name: (row.case_id, row.pk) for name, row in rows.items()}


OBJECTS = {
    "answer of me": lambda world, person: {"binh": (told_to_binh(world, "branch").pk, "explanation")},
    "sent by me": lambda world, person: {"binh": _sent(world)},
    "received of binh": _received,
}
OWN = "khoa! chi!"
PAGES: dict[str, Row] = {
    "casework:mine": page("binh!", of="inspection of me"),
    "casework:write": form("binh!", of="answer of me"),
    "casework:discard": act("binh!", of="answer of me"),
    "casework:blank": page("binh!", of="answer of me"),
    "casework:sent": page("binh!", of="sent by me"),
    "casework:challenge": act("binh!", of="inspector of me"),
    "casework:receive": form(OWN, of="inspection told to binh"),
    "casework:statement": page(OWN, of="received of binh"),
    "casework:cancel-received": form(OWN, of="received of binh"),
}


def _case(at: At) -> Case:
    return told_to_binh(at.world, "district")


def _act(who: str, call: Any, ready: Any = _case) -> Act:
    return Act(who, call, places=("district",), ready=ready)


ACTS: dict[str, Act] = {
    "casework.drafts.keep_draft": _act(
        "binh*", lambda at: drafts.keep_draft(at.given, WHAT, Written("Nháp"), actor=at.actor)
    ),
    "casework.drafts.discard_draft": _act("binh*", lambda at: drafts.discard_draft(at.given, WHAT, actor=at.actor)),
    "casework.statements.send_statement": _act(
        "binh*", lambda at: statements.send_statement(at.given, WHAT, Written("Tôi bảo lưu."), actor=at.actor)
    ),
    "casework.statements.receive_on_paper": _act(
        "khoa",
        lambda at: statements.receive_on_paper(
            at.given, OnPaper(at.world.people["binh"], WHAT, date(2026, 2, 3), "organ"), actor=at.actor
        ),
    ),
    "casework.statements.cancel_received": _act(
        "khoa",
        lambda at: statements.cancel_received(at.given, reason="wrong_person", actor=at.actor),
        lambda at: received(at.world, "district"),
    ),
}
