"""Of a commission's year: two small branches that ended and their heir, all below the district, their addresses and the lines of services.

Khoa works for the district and so for all three; Chi works for another branch and is told nothing of them.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.granting import Offer, confirm_role, propose_role
from liemchinh.access.services import create_account
from liemchinh.casework.models import Case
from liemchinh.casework.steps import Who
from liemchinh.commission import services
from liemchinh.commission.models import Difference, HandoverList
from liemchinh.commission.services import NewDifference, Signed
from liemchinh.discipline.cases import SUBJECT
from liemchinh.discipline.given import Given
from liemchinh.discipline.opening import open_discipline
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import DECIDED, FILED, PLAIN, SOURCE, decision, meet
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import NewAct, register_person
from liemchinh.organisations.models import Version
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import Facts, Founding, facts_of, found_organisations
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import CONSOLE, KNOWN_FROM, PASSWORD, World

OLD, FROZEN, NEW = "Chi bộ Bến Cũ", "Chi bộ Bến Xưa", "Chi bộ Bến Mới"


def _inspector(world: World, place: int, username: str) -> Actor:
    """Somebody who inspects for the branch alone."""
    made = create_account(
        actor=CONSOLE, username=username, display_name="Người ở Bến", organisation_id=place, password=PASSWORD
    )
    offer = Offer(made[0], "branch_inspector", place, clock.today())
    confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))
    return actor_for(made[0], second_factor=True)


def _ended(world: World) -> dict[str, int]:
    """Two branches that ended and their heir, by name; from each a case passed about somebody who has no account."""
    there = Version.objects.filter(name__in=(OLD, FROZEN, NEW), cancelled_by=None)
    if not there.exists():
        kind = "chi bộ trực thuộc"
        founded = [
            Founding(Facts(name, kind, KNOWN_FROM, world.places["commune"], level="4", code=f"Y{number}"))
            for number, name in enumerate((OLD, FROZEN, NEW))
        ]
        first, second, heir = found_organisations(founded, actor=CONSOLE)
        for number, place in enumerate((first, second)):
            _filed(world, place, number)
        facts = facts_of(standing(clock.today()).get(organisation_id=heir))
        steps = [Step(f"#{place}", f"#{heir}", "merge", "") for place in (first, second, heir)]
        apply(
            Decision("11-QĐ", clock.today(), [After(f"#{heir}", f"#{facts.parent}", facts)], steps),
            actor=world.actor("an"),
        )
    return dict(there.values_list("name", "organisation_id"))


def _filed(world: World, place: int, number: int) -> None:
    """A case that stays open, and one that has ended with a sanction; each about somebody of the branch."""
    acts = [NewAct("admitted", date(2016, 5, 19), place), NewAct("official", date(2017, 5, 19), place)]
    people = [
        register_person(PersonFacts(f"{name} {number}", gender="nữ", birth="1971"), acts, actor=CONSOLE)
        for name in ("Sơn Thị Bến", "Sơn Thị Đò")
    ]
    inspector = _inspector(world, place, f"ben-{number}")
    _open, ended = (
        open_discipline(place, Who(SUBJECT, person=one), PLAIN, SOURCE, FILED, actor=inspector) for one in people
    )
    meet(ended, {"reprimand": 2}, inspector, of=2)
    steps = {"decided": decision("reprimand"), **dict.fromkeys(("announced", "delivered", "closed"), Given(DECIDED))}
    for code, given in steps.items():
        record_step(ended, code, given, actor=inspector)


def _passed(world: World) -> tuple[int, int]:
    """A branch that ended and its heir, of which there is no list."""
    found = _ended(world)
    return found[OLD], found[NEW]


def _frozen(world: World) -> HandoverList:
    """The list of what passed from the other."""
    places = _ended(world)
    found = HandoverList.objects.filter(ended=places[FROZEN], cancelled_by=None).first()
    return found or services.freeze_list(places[FROZEN], places[NEW], actor=world.actor("khoa"))


def _noted(world: World) -> Difference:
    """A paper that no line names."""
    held = _frozen(world)
    if not held.differences.filter(cancelled_by=None).exists():
        new = NewDifference("not_listed", None, "15-TB", date(2025, 12, 20))
        services.note_difference(held.pk, new, actor=world.actor("khoa"))
    return held.differences.get(cancelled_by=None)


def _ended_case(world: World) -> Case:
    """The case that ended with a sanction, in a branch that ended after it."""
    return Case.objects.get(
        parties__organisation=_ended(world)[OLD],
        closed_by__isnull=False,
        parties__role="body",
        parties__cancelled_by=None,
    )


def _own(parts: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return {"khoa": parts(world)}

    return found


OBJECTS = {
    "passage": _own(_passed),
    "frozen list": _own(lambda world: (_frozen(world).pk,)),
    "ended sanction": _own(lambda world: (_ended_case(world).pk,)),
    "difference": _own(lambda world: (_noted(world).pk,)),
}
WORKS, OWN = "khoa chi", "khoa!"
PAGES: dict[str, Row] = {
    "commission:week": page(WORKS),
    "commission:quarter": page(WORKS),
    "commission:december": page(WORKS),
    "commission:late": page(WORKS),
    "commission:handovers": page(WORKS),
    "commission:handover": page(OWN, of="passage"),
    "commission:freeze": act(OWN, of="passage"),
    "commission:give": form(OWN, of="ended sanction"),
    "commission:list": page(OWN, of="frozen list"),
    "commission:sign": form(OWN, of="frozen list"),
    "commission:withdraw": form(OWN, of="frozen list"),
    "commission:line": form(OWN, of="frozen list"),
    "commission:paper": form(OWN, of="frozen list"),
    "commission:clear": form(OWN, of="difference"),
}


def _act(call: Any, ready: Any) -> Act:
    return Act("khoa", call, places=("district",), ready=lambda at: ready(at.world), stays=True)


def _first(held: HandoverList) -> Case:
    return held.lines.earliest("pk").case


def _signed(at: At) -> int:
    return services.sign_list(at.given.pk, Signed("1-BB", clock.today()), actor=at.actor)


def _missing(at: At) -> int:
    return services.note_difference(at.given.pk, NewDifference("missing", _first(at.given).pk), actor=at.actor)


ACTS: dict[str, Act] = {
    "commission.services.freeze_list": _act(lambda at: services.freeze_list(*at.given, actor=at.actor), _passed),
    "commission.services.sign_list": _act(_signed, _frozen),
    "commission.services.withdraw_list": _act(
        lambda at: services.withdraw_list(at.given.pk, "early", actor=at.actor), _frozen
    ),
    "commission.services.note_difference": _act(_missing, _frozen),
    "commission.services.clear_difference": _act(
        lambda at: services.clear_difference(at.given.pk, "found", actor=at.actor), _noted
    ),
}
