"""Of inspections by grant: the cases of the tests, their addresses and the lines of the table of services.

Khoa opens cases of the district about the commune or Bình, Chi those of the branch about Bình; nobody else holds a grant of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case, Grant
from liemchinh.casework.steps import Who, subjects_of
from liemchinh.inspections import drafting, follow_ups, opening, services, stating, taking, team, undoing
from liemchinh.inspections.follow_ups import Duty
from liemchinh.inspections.models import Challenge, FollowUp, TeamMember
from liemchinh.inspections.opening import Signs, Source, Start
from liemchinh.inspections.queries import current
from liemchinh.inspections.taking import Given, Outcome
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Term
from liemchinh.members.services import NewAct, register_person
from liemchinh.members.terms import TermFacts, record_term
from liemchinh.papers import declaring
from liemchinh.papers.issuers import Heading, Issuer, set_letterhead
from liemchinh.papers.models import Number
from liemchinh.papers.of_steps import HERE, Choice, typed
from liemchinh.rulebook.changing import begun
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.moving import preview
from liemchinh.rulebook.services import NewValue, state_value, vouch_for_value
from tests.granted_kind import more_officers
from tests.permissions_of_inspections import CONTENT, DAY, KEEPS, ORGAN, PERIOD, YEAR, adopted, line
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import KNOWN_FROM, World

SUBJECT, ON = "subject", date(2026, 2, 2)
GROUND = NewGround("announced", "Điều 6", "Quy định 21-QĐ/TW")
KIND_AT = {"district": "inspection_on_signs", "branch": "branch_inspection"}


def verified(world: World) -> None:
    """What a branch may when it inspects, as two officers of the province vouched for."""
    first, second = world.actor("oanh"), world.actor("an")
    for name, value in (("inspection.lookback.branch", 18), ("inspection.team_size_most.branch", 5)):
        if LocalValue.objects.filter(name=name, cancelled_by=None).exists():
            continue
        days = (date(2025, 7, 1), date(2026, 4, 10))
        new = NewValue(name, world.places["province"], value, *days, "299-QĐ/TU", "Điều 5", date(2025, 6, 20))
        stated = state_value(new, actor=first)
        vouch_for_value(stated.pk, preview(begun(stated), second).mark, actor=second)


def planned(world: World, place: str, *, sort: str = "planned", until: date | None = None) -> Case:
    """A case of the place's organ out of its programme."""
    actor, programme = world.actor(KEEPS[place]), adopted(world, place)
    verified(world)
    number = 1
    if sort != "planned":
        draft = drafting.begin_draft(world.places[place], ORGAN[place], YEAR, actor=actor)
        number = drafting.put_item(draft.pk, replace(line(world, place), sort=sort), actor=actor)
        programme = services.adopt_programme(draft.pk, "13-CTr", DAY, actor=actor)
    who = Who(SUBJECT, world.places["commune"]) if place == "district" else Who(SUBJECT, None, world.people["binh"])
    return opening.open_planned(programme.pk, number, [who], Start(ON, typed("21-QĐ"), until=until), actor=actor)


def signs(world: World) -> Signs:
    """What an audit shows about Bình."""
    source = Source("audit", "07-KL/KTNN", date(2026, 1, 5), "Kiểm toán nhà nước khu vực V")
    return Signs("inspection", source, CONTENT, *PERIOD, people=(world.people["binh"],))


def on_signs(world: World) -> Case:
    """A case of the district on signs about Bình."""
    return opening.open_on_signs(world.places["district"], signs(world), Start(ON), actor=world.actor("khoa"))


def taken(case: Case, actor: Actor, *steps: str) -> None:
    """Each of these steps, as it is usually recorded."""
    for code in steps:
        about = subjects_of(case.pk, SUBJECT)
        outcomes = [Outcome(who, "shortcomings") for who in about] if code == "concluded" else []
        given = Given(ON, typed("22-TB"), kept_at="organ", answered=True, outcomes=outcomes)
        taking.record_step(case, code, given, actor=actor)


def concluded(case: Case, actor: Actor, *, only: bool = False) -> None:
    """Everything up to the conclusion of an inspection on signs."""
    taken(case, actor, *([] if only else ["decided", "prepared", "announced", "reported", "exchanged"]), "concluded")


def _case(world: World, place: str) -> Case:
    """The case of the place in which a step waits: made once."""
    found = Case.objects.filter(kind=KIND_AT[place]).exclude(steps__code="concluded").first()
    if found is None:
        found = on_signs(world) if place == "district" else planned(world, "branch")
    return found


def _untold(world: World, place: str) -> Case:
    """A case of its own that waits to be announced."""
    kind, sort = ("inspection", "planned") if place == "district" else ("topic_supervision", "topic")
    return Case.objects.filter(kind=kind).first() or planned(world, place, sort=sort)


def let_in(world: World, case: Case) -> Actor:
    """Thu, to whom the case is open beside Khoa."""
    thu, duc = more_officers(world)
    if not Grant.objects.filter(case=case, account=thu.account_id, cancelled_by=None).exists():
        state_grant(case, world.accounts["thu"], actor=world.actor("khoa"))
        vouch_for_grant(case, world.accounts["thu"], actor=duc)
    return thu


def _stated(world: World, place: str) -> Case:
    """The same with a ground that Thu stated."""
    case = _untold(world, place)
    stating.state_for_step(case, GROUND, actor=let_in(world, case))
    return case


def told_to_binh(world: World, place: str) -> Case:
    """The same, announced to Bình."""
    case, actor = _case(world, place), world.actor(KEEPS[place])
    if not case.steps.filter(code="announced").exists():
        taken(case, actor, *(["decided", "prepared"] if place == "district" else []), "announced")
    return case


def _announced(world: World, place: str) -> Case:
    """The same with somebody in its team, whom Bình may read of."""
    case = told_to_binh(world, place)
    if not TeamMember.objects.filter(case=case).exists():
        person = world.people[place if place == "branch" else "em"]
        team.join_team(case, person, leads=True, actor=world.actor(KEEPS[place]))
    return case


def _challenged(world: World, place: str) -> tuple[int, int]:
    case = _announced(world, place)
    member = TeamMember.objects.filter(case=case, cancelled_by=None).earliest("pk").person_id
    if not Challenge.objects.filter(case=case, cancelled_by=None).exists():
        team.challenge_member(case, member, actor=world.actor(KEEPS[place]))
    return case.pk, member


def _unchallenged(world: World) -> tuple[int, int]:
    """Somebody else in the team of the branch's case, whom nobody challenged."""
    case, branch = _announced(world, "branch"), world.places["branch"]
    acts = [NewAct("admitted", date(2016, 5, 19), branch), NewAct("official", date(2017, 5, 19), branch)]
    person = register_person(PersonFacts("Ngô Văn Tổ"), acts, actor=world.actor("console"))
    team.join_team(case, person, leads=False, actor=world.actor("chi"))
    return case.pk, person


def _with_duty(world: World, place: str) -> tuple[int, int]:
    found = FollowUp.objects.filter(case__kind=KIND_AT[place]).first()
    if found is None:
        # The district's in a case of its own: in the other one a step waits.
        case, actor = on_signs(world) if place == "district" else told_to_binh(world, place), world.actor(KEEPS[place])
        if place == "district":
            concluded(case, actor)
        else:
            taken(case, actor, "reported", "verified", "exchanged", "concluded")
        who = Who(SUBJECT, None, world.people["binh"])
        follow_ups.set_follow_up(case, Duty(who, "remedy", date(2026, 6, 30)), actor=actor)
        found = FollowUp.objects.get(case=case)
    return found.case_id, found.pk


def _own(parts: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return {KEEPS[place]: parts(world, place) for place in KEEPS}

    return found


def _started(world: World, place: str) -> tuple[int, int]:
    # The case that waits to be announced first: its line is of another programme, adopted in place of the one before.
    _untold(world, place)
    found = current(world.places[place], ORGAN[place], YEAR)
    return (found.pk if found else 0), 1


HEADINGS = {
    "district": Heading("UBKTHU", "Ủy ban kiểm tra", "Huyện ủy Sông Thu", "Sông Thu"),
    "branch": Heading("CB", "Chi bộ ấp Gò Cát", "Đảng ủy xã Trà Mây", "Trà Mây"),
}


def numbering(world: World, place: str = "district") -> None:
    """The place's organ can number: its term and its symbol are recorded."""
    body, console = world.places[place], world.actor("console")
    if not Term.objects.filter(organisation_id=body, cancelled_by=None).exists():
        record_term(body, TermFacts(9, KNOWN_FROM), actor=console)
    set_letterhead(Issuer(body, ORGAN[place]), HEADINGS[place], KNOWN_FROM, actor=console)


def declared(world: World) -> None:
    """The province has declared that papers without a secrecy mark are made here."""
    declaring.declare(world.places["province"], declaring.OPEN, "12-QĐ/TU", DAY, actor=world.actor("an"))


def _paper(world: World, place: str) -> int:
    """A paper made with a step of a case of its own: the district's decision, the branch's notice to Bình."""
    found = Number.objects.filter(case__isnull=False, organisation_id=world.places[place]).first()
    if found is None:
        declared(world)
        numbering(world, place)
        case = on_signs(world) if place == "district" else planned(world, place)
        step, code = ("decided", "inspection_decision") if place == "district" else ("announced", "inspection_notice")
        taking.record_step(case, step, Given(ON, Choice(HERE, (code,))), actor=world.actor(KEEPS[place]))
        found = Number.objects.get(case=case)
    return found.pk


OBJECTS = {
    "line of own programme": _own(_started),
    "inspection": _own(lambda world, place: (_case(world, place).pk,)),
    "inspection before it is announced": _own(lambda world, place: (_untold(world, place).pk, "announced")),
    "inspection at a step": _own(lambda world, place: (_announced(world, place).pk, "reported")),
    "team member": _own(lambda world, place: _challenged(world, place)),
    "duty": _own(_with_duty),
    "paper of own case": _own(lambda world, place: (_paper(world, place), "pdf")),
    "paper to me": lambda world, person: {"binh": (_paper(world, "branch"), "docx")},
    # Without a team: whoever is in it is named to the person concerned, who may challenge them (guards 13).
    "inspection told to binh": _own(lambda world, place: (told_to_binh(world, place).pk,)),
    "inspection of me": lambda world, person: {"binh": (told_to_binh(world, "branch").pk,)},
    "inspector of me": lambda world, person: {"binh": _unchallenged(world)},
}
OWN = "khoa! chi!"
PAGES: dict[str, Row] = {
    "inspections:cases": page("khoa chi"),
    "inspections:start": form(OWN, of="line of own programme"),
    "inspections:signs": form(OWN, of="own organ"),
    "inspections:case": page(OWN, of="inspection"),
    "inspections:cancel": form(OWN, of="inspection"),
    "inspections:join": form(OWN, of="inspection"),
    "inspections:duty": form(OWN, of="inspection"),
    "inspections:step": form(OWN, of="inspection at a step"),
    "inspections:ground": form(OWN, of="inspection before it is announced"),
    "inspections:vouch": act(OWN, of="inspection before it is announced", post=422),
    "inspections:leave": act(OWN, of="team member"),
    "inspections:challenge": act(OWN, of="team member", post=422),
    "inspections:answer": form(OWN, of="team member"),
    "inspections:done": form(OWN, of="duty"),
    "inspections:cancel-duty": form(OWN, of="duty"),
    "inspections:confirm": act(OWN, of="duty", post=422),
    "papers:file": page(OWN, of="paper of own case"),
    "papers:own-file": page("binh!", of="paper to me"),
}


def _act(call: Any, ready: Any, *, stays: bool = True) -> Act:
    return Act("khoa", call, places=("district",), ready=lambda at: ready(at.world, "district"), stays=stays)


def _case_of(at: At) -> Case:
    return Case.objects.get(pk=at.given[0])


def _ready_done(world: World, place: str) -> tuple[int, int]:
    case, duty = _with_duty(world, place)
    FollowUp.objects.filter(pk=duty).update(done_on=ON, done_by=world.accounts["an"].pk)
    return case, duty


ACTS: dict[str, Act] = {
    "inspections.opening.open_planned": Act(
        "khoa",
        lambda at: opening.open_planned(
            at.given.pk, 1, [Who(SUBJECT, at.world.places["commune"])], Start(ON, typed("1-QĐ")), actor=at.actor
        ),
        places=("district",),
        ready=lambda at: adopted(at.world, "district"),
    ),
    "inspections.opening.open_on_signs": Act(
        "khoa",
        lambda at: opening.open_on_signs(at.number, signs(at.world), Start(ON), actor=at.actor),
        places=("district",),
    ),
    "inspections.taking.record_steps": _act(
        lambda at: taking.record_steps(at.given, [("reported", Given(ON, kept_at="organ"))], actor=at.actor), _announced
    ),
    "inspections.taking.record_step": _act(
        lambda at: taking.record_step(at.given, "reported", Given(ON, kept_at="organ"), actor=at.actor), _announced
    ),
    "inspections.stating.state_for_step": _act(
        lambda at: stating.state_for_step(at.given, GROUND, actor=at.actor), _untold
    ),
    "inspections.stating.vouch_for_step": _act(
        lambda at: stating.vouch_for_step(at.given, GROUND.step, actor=at.actor), _stated, stays=False
    ),
    "inspections.undoing.cancel_step": _act(
        lambda at: undoing.cancel_step(at.given, "wrong_day", actor=at.actor), _announced
    ),
    "inspections.team.join_team": _act(
        lambda at: team.join_team(at.given, at.world.people["sibling"], leads=False, actor=at.actor), _announced
    ),
    "inspections.team.leave_team": _act(
        lambda at: team.leave_team(at.given, at.world.people["em"], actor=at.actor), _announced
    ),
    # The person concerned may besides, once it was announced to them.
    "inspections.team.challenge_member": Act(
        "khoa binh*",
        lambda at: team.challenge_member(at.given, at.world.people["em"], actor=at.actor),
        places=("district",),
        ready=lambda at: _announced(at.world, "district"),
        stays=True,
    ),
    "inspections.team.answer_challenge": _act(
        lambda at: team.answer_challenge(_case_of(at), at.given[1], ON, upheld=False, actor=at.actor),
        _challenged,
        stays=False,
    ),
    "inspections.follow_ups.set_follow_up": _act(
        lambda at: follow_ups.set_follow_up(
            _case_of(at), Duty(Who(SUBJECT, None, at.world.people["binh"]), "review", ON), actor=at.actor
        ),
        _with_duty,
    ),
    "inspections.follow_ups.follow_up_done": _act(
        lambda at: follow_ups.follow_up_done(_case_of(at), at.given[1], ON, actor=at.actor), _with_duty
    ),
    "inspections.follow_ups.cancel_follow_up": _act(
        lambda at: follow_ups.cancel_follow_up(_case_of(at), at.given[1], "wrong_day", actor=at.actor), _with_duty
    ),
    "inspections.follow_ups.confirm_follow_up": _act(
        lambda at: follow_ups.confirm_follow_up(_case_of(at), at.given[1], actor=at.actor), _ready_done, stays=False
    ),
}
