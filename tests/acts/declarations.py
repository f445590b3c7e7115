"""Acts of declarations: positions held and ended, lists drawn up and left, marks set and taken back, a year made public."""

from datetime import timedelta

from liemchinh.casework.models import Ground
from liemchinh.declarations import verifying
from liemchinh.declarations.case_queries import offers_of
from liemchinh.declarations.draw_faults import Plan
from liemchinh.declarations.drawing import announce_draw, cancel_draw, complete_draw, take_back_result
from liemchinh.declarations.handing import Handed, mark_handed_in, take_back_mark
from liemchinh.declarations.matter import Why
from liemchinh.declarations.models import Draw, Duty, HandingIn, Position, Publication, Ticket
from liemchinh.declarations.positions import Taken, cancel_position, end_position, take_position
from liemchinh.declarations.publishing import Shown, cancel_publication, publish, vouch_for_publication
from liemchinh.declarations.queries import unvouched
from liemchinh.declarations.services import add_duty, draw_up_list, release_duty
from liemchinh.declarations.verifying import Given, open_verification
from liemchinh.declarations.words import GROUPS, KINDS, LIES, OUTCOMES, SOURCES, WAYS
from liemchinh.journal import clock
from liemchinh.papers.of_steps import typed
from tests.acts.cast import Act, Cast
from tests.world import CONSOLE


def hold(cast: Cast) -> None:
    told = Taken(cast.anyone(), cast.of(list(GROUPS)), cast.day(200), cast.of((True, False)))
    take_position(cast.branch(), told, actor=CONSOLE)


def _position(cast: Cast) -> int:
    return cast.of(list(Position.objects.filter(cancelled_by=None).order_by("-pk")[:10])).pk


def end_holding(cast: Cast) -> None:
    end_position(_position(cast), cast.day(20), actor=CONSOLE)


def drop_holding(cast: Cast) -> None:
    cancel_position(_position(cast), "twice", actor=CONSOLE)


def draw_up_declarants(cast: Cast) -> None:
    draw_up_list(cast.branch(), cast.day(60), actor=CONSOLE)


def add_declarant(cast: Cast) -> None:
    add_duty(cast.branch(), cast.of(list(KINDS)), cast.anyone(), cast.day(60), actor=CONSOLE)


def _duty(cast: Cast) -> Duty:
    return cast.of(list(Duty.objects.filter(cancelled_by=None).order_by("-pk")[:10]))


def mark_declared(cast: Cast) -> None:
    row = _duty(cast)
    mark_handed_in(row.organisation_id, row.year, [row.pk], Handed(cast.day(40), cast.of(list(LIES))), actor=CONSOLE)


def unmark_declared(cast: Cast) -> None:
    marks = list(HandingIn.objects.filter(cancelled_by=None).order_by("-pk")[:10])
    take_back_mark(cast.of(marks).duty_id, "wrong_day", actor=CONSOLE)


def release_declarant(cast: Cast) -> None:
    release_duty(_duty(cast).pk, "left_post", actor=CONSOLE)


def make_public(cast: Cast) -> None:
    row, day = _duty(cast), cast.day(10)
    last = day + timedelta(days=cast.of((0, 15)))
    shown = Shown(cast.of(list(WAYS)), day, last, cast.of(("", "Điều 11, Nghị định 130/2020/NĐ-CP")))
    publish(row.organisation_id, row.year, shown, actor=CONSOLE)


def vouch_for_days(cast: Cast) -> None:
    vouch_for_publication(cast.of(list(unvouched().order_by("-pk")[:5])).pk, actor=cast.actor("nam"))


def unmake_public(cast: Cast) -> None:
    rows = list(Publication.objects.filter(cancelled_by=None).order_by("-pk")[:5])
    cancel_publication(cast.of(rows).pk, "wrong_day", actor=CONSOLE)


def announce(cast: Cast) -> None:
    day = clock.today()
    plan = Plan("05-KH/UBKT", cast.day(9), cast.of(list(SOURCES)), day + timedelta(days=cast.of((1, 6))), 1, 10)
    year = cast.of((day.year, day.year - 1))
    announce_draw(cast.world.places["district"], year, plan, actor=cast.actor("khoa"))


def _draw(cast: Cast) -> Draw:
    return cast.of(list(Draw.objects.filter(cancelled_by=None).order_by("-pk")[:4]))


def make_draw(cast: Cast) -> None:
    complete_draw(_draw(cast).pk, str(cast.rng.randint(10_000, 99_999)), clock.today(), actor=cast.actor("khoa"))


def take_back_draw(cast: Cast) -> None:
    take_back_result(_draw(cast).pk, "wrong_day", actor=cast.actor("khoa"))


def call_off_draw(cast: Cast) -> None:
    open_ones = Draw.objects.filter(cancelled_by=None, drawn_by=None, seed_on__gt=clock.today())
    cancel_draw(cast.of(list(open_ones.order_by("-pk"))).pk, "wrong_day", actor=cast.actor("khoa"))


def verify_one(cast: Cast) -> None:
    ticket = cast.of(list(Ticket.objects.filter(drawn=True, draw__cancelled_by=None).order_by("-pk")[:5]))
    given = Given(clock.today(), typed("12-QĐ/UBKT"))
    body = cast.world.places["district"]
    open_verification(body, ticket.duty_id, Why("random"), given, actor=cast.actor("khoa"))


def verify_further(cast: Cast) -> None:
    case = cast.case("verification")
    given = Given(clock.today(), typed("13-TB"), "organ", cast.of(list(OUTCOMES)))
    offers = [offer.code for offer in offers_of(case)]
    if "concluded" in offers and cast.chance(0.7):
        verifying.state_for_outcome(case, "Điều 45", "Luật 36/2018/QH14", actor=cast.actor("khoa"))
        Ground.objects.filter(case=case, cancelled_by=None).update(stated_by=cast.world.accounts["an"].pk)
        verifying.vouch_for_outcome(case, actor=cast.actor("khoa"))
    verifying.record_verification_step(case, cast.of(offers), given, actor=cast.actor("khoa"))


def verify_back(cast: Cast) -> None:
    verifying.cancel_verification_step(cast.case("verification"), "wrong_day", actor=cast.actor("khoa"))


# Act → how often it is drawn.
ACTS: dict[Act, int] = {
    hold: 4,
    end_holding: 1,
    drop_holding: 1,
    draw_up_declarants: 3,
    add_declarant: 2,
    mark_declared: 3,
    unmark_declared: 1,
    release_declarant: 1,
    make_public: 2,
    unmake_public: 1,
    vouch_for_days: 1,
    announce: 2,
    make_draw: 2,
    take_back_draw: 1,
    # Only in the few days before its number is known.
    call_off_draw: 15,
    verify_one: 2,
    verify_further: 4,
    verify_back: 1,
}
