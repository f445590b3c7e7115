"""Of appeals: those of the tests, their addresses and the lines of the table of services.

The commune warned Bình; Khoa has the appeals that came to the district on paper, Bình files his own. Nobody else opens one.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.appeals import filing, redress, stating, taking, undoing
from liemchinh.appeals.models import Appeal
from liemchinh.appeals.taking import Given
from liemchinh.appeals.tests.samples import SENT, filed_on_paper, on_paper, sanctioned_branch, until, warned_by_commune
from liemchinh.casework.drafts import Written
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case
from liemchinh.casework.steps import NewPaper
from liemchinh.papers.of_steps import typed
from tests.granted_kind import more_officers
from tests.permissions_of_services import Act
from tests.permissions_rows import Row, act, form, page
from tests.world import World

ON = date(2026, 3, 3)
DECIDED_BY = "commune"


def _source(world: World) -> Case:
    """The case in which the commune warned Bình: made once."""
    commune = world.places[DECIDED_BY]
    found = (
        Case.objects.filter(kind="discipline", parties__role="body", parties__organisation=commune)
        .order_by("pk")
        .first()
    )
    return found or warned_by_commune(world)


def _of_branch(world: World) -> Case:
    """The case in which the commune warned Chi's branch: made once."""
    found = Case.objects.filter(
        kind="discipline", parties__role="subject", parties__organisation=world.places["branch"]
    ).first()
    return found or sanctioned_branch(world)


def _appeal(world: World) -> Case:
    """The appeal that waits for its second step: made once."""
    found = Appeal.objects.exclude(case__steps__code="announced").select_related("case").first()
    return found.case if found else filed_on_paper(world, _source(world), "district", world.actor("khoa"))


def _annulled(world: World) -> Case:
    """An appeal against another decision, which was annulled."""
    found = Appeal.objects.filter(case__steps__code="announced").select_related("case").first()
    if found is None:
        _source(world)
        another = warned_by_commune(world, "tho", "08-QĐ/CB")
        case = filed_on_paper(world, another, "district", world.actor("khoa"))
        until(case, world.actor("khoa"), "delivered")
        found = Appeal.objects.get(case=case)
    return found.case


def _acknowledged(world: World) -> Case:
    case = _appeal(world)
    if not case.steps.filter(code="acknowledged").exists():
        taking.record_step(case, "acknowledged", Given(ON, typed("11-TB")), actor=world.actor("khoa"))
    return case


def _khoa(*parts: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return {"khoa": tuple(part(world).pk if callable(part) else part for part in parts)}

    return found


OBJECTS = {
    "appeal": _khoa(_acknowledged),
    "appeal at a step": _khoa(_acknowledged, "accepted"),
    "annulled": _khoa(_annulled, "apology"),
    "decision on me": lambda world, person: {"binh": (_source(world).pk,)},
    "own organisation of discipline": lambda world, person: {
        "khoa": (world.places["district"],),
        "chi": (world.places["branch"],),
    },
    "decision on my branch": lambda world, person: {"chi": (world.places["branch"], _of_branch(world).pk)},
    "body of appeals": lambda world, person: {"khoa": (world.places["district"],)},
}
PAGES: dict[str, Row] = {
    "appeals:cases": page("khoa"),
    "appeals:receive": form("khoa!", of="body of appeals"),
    "appeals:case": page("khoa!", of="appeal"),
    "appeals:step": form("khoa!", of="appeal at a step"),
    "appeals:ground": form("khoa!", of="appeal"),
    "appeals:vouch": act("khoa!", of="appeal", post=422),
    "appeals:cancel": form("khoa!", of="appeal"),
    "appeals:restored": form("khoa!", of="annulled"),
    "appeals:own": page("khoa! chi!", of="own organisation of discipline"),
    "appeals:file_own": form("chi!", of="decision on my branch"),
    "appeals:file": form("binh!", of="decision on me"),
}


def _act(call: Any, ready: Any = _acknowledged, who: str = "khoa", *, stays: bool = True) -> Act:
    return Act(who, call, places=("district",), ready=lambda at: ready(at.world), stays=stays)


def _stated(world: World) -> Case:
    """A ground that Thu, who was let in, has stated."""
    case, (thu, duc) = _acknowledged(world), more_officers(world)
    state_grant(case, world.accounts["thu"], actor=world.actor("khoa"))
    vouch_for_grant(case, world.accounts["thu"], actor=duc)
    stating.state_refusal(case, "Điều 25", "Quy định 296-QĐ/TW", actor=thu)
    return case


ACTS: dict[str, Act] = {
    "appeals.filing.file_appeal": _act(
        lambda at: filing.file_appeal(at.given, at.world.places["district"], Written("Tôi khiếu nại."), actor=at.actor),
        warned_by_commune,
        "binh*",
        stays=False,
    ),
    "appeals.filing.file_for_organisation": Act(
        "chi",
        lambda at: filing.file_for_organisation(
            at.given, at.world.places["district"], NewPaper("appeal", "12-CV/CB", SENT), actor=at.actor
        ),
        places=("branch",),
        ready=lambda at: sanctioned_branch(at.world),
    ),
    "appeals.filing.receive_appeal": _act(
        lambda at: filing.receive_appeal(at.number, on_paper(at.world, at.given), actor=at.actor),
        warned_by_commune,
        stays=False,
    ),
    "appeals.taking.record_steps": _act(
        lambda at: taking.record_steps(at.given, [("accepted", Given(ON, typed("12-QĐ")))], actor=at.actor)
    ),
    "appeals.taking.record_step": _act(
        lambda at: taking.record_step(at.given, "accepted", Given(ON, typed("12-QĐ")), actor=at.actor)
    ),
    "appeals.stating.state_refusal": _act(
        lambda at: stating.state_refusal(at.given, "Điều 25", "Quy định 296-QĐ/TW", actor=at.actor)
    ),
    "appeals.stating.vouch_for_refusal": _act(
        lambda at: stating.vouch_for_refusal(at.given, actor=at.actor), _stated, stays=False
    ),
    "appeals.undoing.cancel_step": _act(lambda at: undoing.cancel_step(at.given, "wrong_day", actor=at.actor)),
    "appeals.redress.restore": _act(lambda at: redress.restore(at.given, "apology", ON, actor=at.actor), _annulled),
}
