"""Of disciplinary cases: those of the tests, their addresses and the lines of the table of services.

Khoa opens one of the district's commission about Bình, Chi one of the branch; nobody else holds a grant of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.grounds import NewGround, state_ground
from liemchinh.casework.models import Case
from liemchinh.casework.settling import Ruling
from liemchinh.casework.steps import Who
from liemchinh.casework.suspending import Told
from liemchinh.discipline import opening, paper_files, settling, stating, suspending, taking, undoing
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import Given
from liemchinh.discipline.paper_files import PaperFile
from liemchinh.discipline.tests.samples import DECIDED, FILED, HEARD, PLAIN, SOURCE, binh, decision
from tests.granted_kind import more_officers
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import World

KEEPS = {"district": "khoa", "branch": "chi"}
ORGAN = {"district": "inspection_commission", "branch": "branch"}


def filed(world: World, place: str) -> Case:
    """The case of the place, of which the file alone is there: made once."""
    found = Case.objects.filter(
        kind="discipline", parties__role="body", parties__organisation=world.places[place]
    ).first()
    facts = replace(PLAIN, organ=ORGAN[place])
    return found or opening.open_discipline(
        world.places[place], binh(world), facts, SOURCE, FILED, actor=world.actor(KEEPS[place])
    )


def _own(parts: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return {KEEPS[place]: parts(world, place) for place in KEEPS}

    return found


def _decided(world: World, place: str) -> tuple[int]:
    """A case of the place about somebody without an account, decided on paper without a vote."""
    person = world.people["sibling" if place == "district" else "branch"]
    facts, actor = replace(PLAIN, organ=ORGAN[place]), world.actor(KEEPS[place])
    case = Case.objects.filter(kind="discipline", parties__person=person).first()
    if case is None:
        case = opening.open_discipline(
            world.places[place], Who("subject", person=person), facts, SOURCE, FILED, actor=actor
        )
        taking.record_step(case, "decided", decision("warning", history=True), actor=actor)
    return (case.pk,)


OBJECTS = {
    "discipline decided": _own(_decided),
    "discipline": _own(lambda world, place: (filed(world, place).pk,)),
    "discipline to suspend": _own(lambda world, place: (filed(world, place).pk, "begin")),
    "discipline at a step": _own(lambda world, place: (filed(world, place).pk, "branch_meeting")),
}
OWN = "khoa! chi!"
PAGES: dict[str, Row] = {
    "discipline:cases": page("khoa chi"),
    "discipline:start": form(OWN, of="own organ"),
    "discipline:case": page(OWN, of="discipline"),
    "discipline:step": form(OWN, of="discipline at a step"),
    "discipline:allegation": form(OWN, of="discipline"),
    "discipline:ground": form(OWN, of="discipline at a step"),
    "discipline:vouch": act(OWN, of="discipline at a step", post=422),
    "discipline:cancel": form(OWN, of="discipline"),
    "discipline:suspension": form(OWN, of="discipline to suspend"),
    "discipline:settle": form(OWN, of="discipline decided"),
}
RULING = Ruling("annulled", "9-QĐ", DECIDED, "Tỉnh ủy", DECIDED)
GROUND = NewGround("branch_meeting", "Điều 10", "Quy định 296-QĐ/TW")


def _act(call: Any) -> Act:
    return Act("khoa", call, places=("district",), ready=lambda at: filed(at.world, "district"), stays=True)


def _suspension(at: At) -> Told:
    return Told(HEARD, "05-QĐ", body=at.world.places["commune"])


def _suspended(at: At) -> Case:
    """A case that has suspended Bình's activity."""
    case = filed(at.world, "district")
    suspending.begin_suspension(case, _suspension(at), actor=at.world.actor("khoa"))
    return case


def _stated(at: At) -> Case:
    """A ground that Thu, who was let in, has stated."""
    case, (thu, duc) = filed(at.world, "district"), more_officers(at.world)
    state_grant(case, at.world.accounts["thu"], actor=at.world.actor("khoa"))
    vouch_for_grant(case, at.world.accounts["thu"], actor=duc)
    state_ground(case, GROUND, "body", actor=thu)
    return case


ACTS: dict[str, Act] = {
    "discipline.settling.settle_sanction": Act(
        "khoa",
        lambda at: settling.settle_sanction(at.given, RULING, actor=at.actor),
        places=("district",),
        ready=lambda at: Case.objects.get(pk=_decided(at.world, "district")[0]),
    ),
    "discipline.opening.open_discipline": Act(
        "khoa",
        lambda at: opening.open_discipline(
            at.number, binh(at.world), replace(PLAIN, organ=ORGAN["district"]), SOURCE, FILED, actor=at.actor
        ),
        places=("district",),
    ),
    "discipline.paper_files.record_paper_files": Act(
        "khoa",
        lambda at: paper_files.record_paper_files(
            at.number,
            [PaperFile(binh(at.world), replace(PLAIN, organ=ORGAN["district"]), SOURCE, FILED)],
            actor=at.actor,
        ),
        places=("district",),
    ),
    "discipline.taking.record_step": _act(
        lambda at: taking.record_step(at.given, "self_review", Given(HEARD), actor=at.actor)
    ),
    "discipline.undoing.cancel_step": _act(lambda at: undoing.cancel_step(at.given, "wrong_day", actor=at.actor)),
    "discipline.stating.state_allegation": _act(
        lambda at: stating.state_allegation(at.given, Folder(at.given).facts, actor=at.actor)
    ),
    "discipline.stating.state_for_step": _act(lambda at: stating.state_for_step(at.given, GROUND, actor=at.actor)),
    "discipline.suspending.begin_suspension": _act(
        lambda at: suspending.begin_suspension(at.given, _suspension(at), actor=at.actor)
    ),
    "discipline.suspending.end_suspension": Act(
        "khoa",
        lambda at: suspending.end_suspension(at.given, Told(DECIDED, "06-QĐ"), actor=at.actor),
        places=("district",),
        ready=_suspended,
    ),
    "discipline.stating.vouch_for_step": Act(
        "khoa",
        lambda at: stating.vouch_for_step(at.given, GROUND.step, actor=at.actor),
        places=("district",),
        ready=_stated,
    ),
}
LEFT_OUT = {
    "discipline.suspending.extend_suspension": "unknown by the rules of the tables' day: discipline/tests/test_suspending.py",
    "standing.recording.begin_matter": "for rooms that have asked who may: standing.services.open_matter, discipline.suspending",
    "standing.recording.take_next": "for rooms that have asked who may: standing.services.record_step, discipline.suspending",
    "casework.settling.settle_decision": "asks for the grant of a case that rules: discipline/tests/test_rulings.py",
    "discipline.effects.put_into_effect": "part of discipline.taking.record_step, which has asked who may",
    "members.posting.end_posts_by_decision": "for rooms that have asked who may: discipline.taking.record_step",
}
