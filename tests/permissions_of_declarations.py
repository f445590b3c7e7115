"""Of declarations: the lines of the tables, and a list, a mark, a position and a publication at each place."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case, Ground
from liemchinh.declarations import drawing, handing, positions, publishing, services, verifying
from liemchinh.declarations.draw_faults import Plan
from liemchinh.declarations.handing import Handed
from liemchinh.declarations.matter import Why
from liemchinh.declarations.models import Draw, Duty, Position, Publication
from liemchinh.declarations.positions import Taken
from liemchinh.declarations.publishing import Shown
from liemchinh.declarations.verifying import Given
from liemchinh.journal import clock
from liemchinh.papers.of_steps import typed
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import CONSOLE, PLACES, World

DAY = date(2026, 2, 2)
# From April on the rules say which commissions control; a draw hangs on a number of a later day.
DRAWN, SEED_ON, VERIFIED = date(2026, 5, 4), date(2026, 5, 7), date(2026, 5, 11)
BEFORE = ("explanation_asked", "verified", "reported")
ANNOUNCED, PUBLISHED, DECIDED = 0, 3, 7
KEEPERS = "an nam khoa dung"
WHO = f"{KEEPERS} console* console-an"
BASIS = "Điều 11, Nghị định 130/2020/NĐ-CP"
HANDED, SHOWN = Handed(DAY, "unit"), Shown("posted", DAY, date(2026, 2, 20), BASIS)


def day(after: int) -> date:
    """So many days after the draw is announced: in May, or from today on where the people of the world have their roles only since then."""
    return (DRAWN if clock.today() <= VERIFIED else clock.today()) + timedelta(days=after)


def plan() -> Plan:
    """A draw over all below, by a number of three days later."""
    return Plan("05-KH/UBKT", day(ANNOUNCED) - timedelta(days=2), "lottery_north", day(PUBLISHED), 1, 10)


def _who(world: World, place: str) -> int:
    """Somebody whom those who keep the place have in their register."""
    return world.people["other_branch" if place.startswith("other") else "binh"]


def taken(world: World, place: str, group: str = "accountant", *, leads: bool = False) -> Position:
    """Somebody holds a position at a place since January."""
    told = Taken(_who(world, place), group, date(2026, 1, 5), leads)
    found = Position.objects.filter(
        organisation_id=world.places[place], person_id=told.person, group=group, ends_on=None, cancelled_by=None
    ).first()
    return found or positions.take_position(world.places[place], told, actor=CONSOLE)


def listed(world: World, place: str, turn: int = 0) -> Duty:
    """The declaration of that turn on a list of the place: each line of the tables has one of its own."""
    day = date(2026, 1, 1 + list(PLACES).index(place) + 10 * turn)
    rows = Duty.objects.filter(organisation_id=world.places[place], kind="supplementary", arose_on=day)
    found = rows.filter(cancelled_by=None).first()
    return found or services.add_duty(world.places[place], "supplementary", _who(world, place), day, actor=CONSOLE)


def marked(world: World, place: str, turn: int) -> Duty:
    """A declaration that is handed in."""
    row = listed(world, place, turn)
    handing.mark_handed_in(world.places[place], 2026, [row.pk], HANDED, actor=CONSOLE)
    return row


def published(world: World, place: str) -> Publication:
    """A publication at a place."""
    marked(world, place, 1)
    rows = Publication.objects.filter(organisation_id=world.places[place], cancelled_by=None).exclude(basis="")
    return rows.first() or publishing.publish(world.places[place], 2026, SHOWN, actor=CONSOLE)


def read_out(world: World, place: str) -> Publication:
    """A publication at a meeting, whose days rest on no rule: nobody vouches for it."""
    marked(world, place, 1)
    found = Publication.objects.filter(organisation_id=world.places[place], way="meeting", cancelled_by=None).first()
    return found or publishing.publish(world.places[place], 2026, Shown("meeting", DAY, DAY), actor=CONSOLE)


def declarant(world: World) -> None:
    """Somebody below the district is on the yearly list of 2026."""
    if not Duty.objects.filter(kind="annual", cancelled_by=None).exists():
        taken(world, "branch", "judge", leads=True)
        services.draw_up_list(world.places["branch"], DAY, actor=CONSOLE)


def announced(world: World, *, made: bool = False) -> Draw:
    """A draw of the district, announced by Khoa; made, or waiting for its number."""
    declarant(world)
    district, khoa = world.places["district"], world.actor("khoa")
    told, seed_on = plan(), day(PUBLISHED)
    found = Draw.objects.filter(organisation_id=district, cancelled_by=None).first()
    if found is None:
        with clock.at(day(ANNOUNCED)):
            found = drawing.announce_draw(district, 2026, told, actor=khoa)
    if made and not found.seed:
        with clock.at(seed_on):
            drawing.complete_draw(found.pk, "48271", seed_on, actor=khoa)
    return found


def drawn(world: World) -> int:
    """A declaration that the district's draw has drawn."""
    return announced(world, made=True).tickets.get(drawn=True).duty_id


def verification(world: World) -> Case:
    """A verification of somebody drawn, opened by Khoa."""
    duty, on = drawn(world), day(DECIDED)
    given = Given(on, typed("12-QĐ/UBKT"))
    with clock.at(on):
        return verifying.open_verification(
            world.places["district"], duty, Why("random"), given, actor=world.actor("khoa")
        )


def verification_steps(case: Case, actor: Actor, *steps: str) -> None:
    """Each of these steps, as it is usually recorded."""
    on = day(DECIDED)
    with clock.at(on):
        for code in steps:
            given = Given(on, typed("22-TB"), kept_at="organ", outcome="truthful" if code == "concluded" else "")
            verifying.record_verification_step(case, code, given, actor=actor)


def to_conclude(world: World) -> Case:
    """A verification in which the conclusion waits."""
    found = Case.objects.filter(kind="verification", closed_by=None, steps__code="reported").first()
    if found is None:
        found = verification(world)
        verification_steps(found, world.actor("khoa"), *BEFORE)
    return found


def stated(case: Case, actor: Actor) -> None:
    """What the conclusion stands on, as one officer states it."""
    verifying.state_for_outcome(case, "Điều 45", "Luật 36/2018/QH14", actor=actor)


def second_officer(world: World, case: Case) -> Actor:
    """Khoa, after somebody else's name was put to what was stated: a second officer may vouch now."""
    Ground.objects.filter(case=case, cancelled_by=None).update(stated_by=world.accounts["an"].pk)
    return world.actor("khoa")


def _begun(world: World) -> Case:
    """A verification in which the explanation is not asked for yet: the same for each who asks."""
    rows = Case.objects.filter(kind="verification", closed_by=None).exclude(steps__code="explanation_asked")
    return rows.first() or verification(world)


def _stated(world: World) -> Case:
    case = to_conclude(world)
    if not Ground.objects.filter(case=case, cancelled_by=None).exists():
        stated(case, world.actor("khoa"))
    return case


def _by_another(world: World) -> Case:
    case = _stated(world)
    second_officer(world, case)
    return case


def _everywhere(made: Callable[[World, str], Any]) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return Each(PLACES, lambda place: (made(world, place).pk,))

    return found


OBJECTS = {
    "declaration": _everywhere(lambda world, place: listed(world, place)),
    "declaration handed in": _everywhere(lambda world, place: marked(world, place, 1)),
    "declared position": _everywhere(taken),
    "publication": _everywhere(published),
    "publication at a meeting": _everywhere(read_out),
    "draw": lambda world, person: {"district": (announced(world).pk,)},
    "drawn declaration": lambda world, person: {"district": (world.places["district"], drawn(world))},
    "verification": lambda world, person: {"khoa": (_begun(world).pk,)},
    "verification at a step": lambda world, person: {"khoa": (_begun(world).pk, "explanation_asked")},
    "verification to conclude": lambda world, person: {"khoa": (_stated(world).pk,)},
    "control body": lambda world, person: {"district": (world.places["district"],)},
}
PAGES: dict[str, Row] = {
    "declarations:mine": page("binh em"),
    "declarations:year": page(KEEPERS, of="organisation"),
    "declarations:draw-up": form(KEEPERS, of="organisation"),
    "declarations:add": form(KEEPERS, of="organisation"),
    "declarations:mark": form(KEEPERS, of="organisation"),
    "declarations:release": form(KEEPERS, of="declaration"),
    "declarations:unmark": form(KEEPERS, of="declaration handed in"),
    "declarations:positions": page(KEEPERS, of="organisation"),
    "declarations:take": form(KEEPERS, of="organisation"),
    "declarations:end": form(KEEPERS, of="declared position"),
    "declarations:cancel-position": form(KEEPERS, of="declared position"),
    "declarations:draws": page(KEEPERS, of="organisation"),
    "declarations:announce": form("khoa", of="control body"),
    "declarations:draw": page("an khoa", of="draw"),
    "declarations:result": form("khoa", of="draw"),
    "declarations:take-back": form("khoa", of="draw"),
    "declarations:cancel-draw": form("khoa", of="draw"),
    "declarations:verify": form("khoa", of="drawn declaration"),
    "declarations:cases": page("khoa chi"),
    "declarations:case": page("khoa!", of="verification"),
    "declarations:step": form("khoa!", of="verification at a step"),
    "declarations:cancel-step": form("khoa!", of="verification"),
    "declarations:ground": form("khoa!", of="verification to conclude"),
    "declarations:vouch": act("khoa!", of="verification to conclude", post=422),
    "declarations:publish": form(KEEPERS, of="organisation"),
    "declarations:cancel-publication": form(KEEPERS, of="publication"),
    "declarations:vouch-publication": act(KEEPERS, post=422, of="publication at a meeting"),
}


def _at(call: Callable[[At], Any], ready: Callable[[World, str], Any] | None = None) -> Act:
    return Act(WHO, call, ready=(lambda at: ready(at.world, at.place)) if ready else None)


def _drawing(call: Callable[[At], Any], ready: Callable[[World], Any], on: date = DRAWN) -> Act:
    def tried(at: At) -> Any:
        with clock.at(on):
            return call(at)

    return Act("khoa", tried, places=("district",), ready=lambda at: ready(at.world))


ACTS: dict[str, Act] = {
    "declarations.verifying.open_verification": _drawing(
        lambda at: verifying.open_verification(
            at.number, at.given, Why("random"), Given(VERIFIED, typed("12-QĐ/UBKT")), actor=at.actor
        ),
        drawn,
        VERIFIED,
    ),
    "declarations.verifying.record_verification_step": _drawing(
        lambda at: verifying.record_verification_step(at.given, "explanation_asked", Given(VERIFIED), actor=at.actor),
        verification,
        VERIFIED,
    ),
    "declarations.verifying.state_for_outcome": _drawing(lambda at: stated(at.given, at.actor), to_conclude, VERIFIED),
    "declarations.verifying.vouch_for_outcome": _drawing(
        lambda at: verifying.vouch_for_outcome(at.given, actor=at.actor), _by_another, VERIFIED
    ),
    "declarations.verifying.cancel_verification_step": _drawing(
        lambda at: verifying.cancel_verification_step(at.given, "wrong_day", actor=at.actor), verification, VERIFIED
    ),
    "declarations.drawing.announce_draw": _drawing(
        lambda at: drawing.announce_draw(at.number, 2026, plan(), actor=at.actor), declarant
    ),
    "declarations.drawing.complete_draw": _drawing(
        lambda at: drawing.complete_draw(at.given.pk, "48271", SEED_ON, actor=at.actor), announced, SEED_ON
    ),
    "declarations.drawing.take_back_result": _drawing(
        lambda at: drawing.take_back_result(at.given.pk, "wrong_day", actor=at.actor),
        lambda world: announced(world, made=True),
        SEED_ON,
    ),
    "declarations.drawing.cancel_draw": _drawing(
        lambda at: drawing.cancel_draw(at.given.pk, "wrong_day", actor=at.actor), announced
    ),
    "declarations.positions.take_position": _at(
        lambda at: positions.take_position(at.number, Taken(_who(at.world, at.place), "auditor", DAY), actor=at.actor)
    ),
    "declarations.positions.end_position": _at(
        lambda at: positions.end_position(at.given.pk, DAY, actor=at.actor), taken
    ),
    "declarations.positions.cancel_position": _at(
        lambda at: positions.cancel_position(at.given.pk, "twice", actor=at.actor), taken
    ),
    "declarations.services.draw_up_list": _at(lambda at: services.draw_up_list(at.number, DAY, actor=at.actor), taken),
    "declarations.services.add_duty": _at(
        lambda at: services.add_duty(at.number, "first", _who(at.world, at.place), DAY, actor=at.actor)
    ),
    "declarations.services.release_duty": _at(
        lambda at: services.release_duty(at.given.pk, "twice", actor=at.actor), listed
    ),
    "declarations.handing.mark_handed_in": _at(
        lambda at: handing.mark_handed_in(at.number, 2026, [at.given.pk], HANDED, actor=at.actor), listed
    ),
    "declarations.handing.take_back_mark": _at(
        lambda at: handing.take_back_mark(at.given.pk, "twice", actor=at.actor),
        lambda world, place: marked(world, place, 1),
    ),
    "declarations.publishing.publish": _at(
        lambda at: publishing.publish(at.number, 2026, SHOWN, actor=at.actor),
        lambda world, place: marked(world, place, 1),
    ),
    "declarations.publishing.vouch_for_publication": Act(
        KEEPERS,
        lambda at: publishing.vouch_for_publication(at.given.pk, actor=at.actor),
        ready=lambda at: published(at.world, at.place),
    ),
    "declarations.publishing.cancel_publication": _at(
        lambda at: publishing.cancel_publication(at.given.pk, "twice", actor=at.actor), published
    ),
}
