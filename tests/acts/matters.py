"""Acts in changes of standing: begun for anybody, each step drawn whether its turn has come or not, cancelled again, and deaths."""

from datetime import date, timedelta

from liemchinh.casework.counting import Count
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.models import Case
from liemchinh.casework.places import committees_above
from liemchinh.casework.queries import awaited_of
from liemchinh.members.models import Spell
from liemchinh.members.queries import place_of
from liemchinh.standing import grounding
from liemchinh.standing.beginning import beginnings
from liemchinh.standing.cases import KIND
from liemchinh.standing.forms import ASKED
from liemchinh.standing.matter import Given, subject_of
from liemchinh.standing.rules import RULES
from liemchinh.standing.services import open_matter, record_death, record_step
from liemchinh.standing.undoing import cancel_step
from liemchinh.standing.words import ANSWERS, CARD, FIRST, grounds_on
from tests.acts.cast import Act, Cast

LATER = sorted(RULES.keys() - FIRST.keys())
REASONS = ("wrong_day", "wrong_person", "annulled")


def begin(cast: Cast) -> None:
    """Usually what a page would offer for this person; now and then anything."""
    person = cast.of(_gone()) if cast.chance(0.3) else cast.anyone()
    place, an = place_of(person), cast.actor("an")
    offered = [code for code in beginnings(an, person, place) if code in FIRST]
    code = cast.of(offered if offered and cast.chance(0.8) else sorted(FIRST))
    open_matter(code, person, _given(cast, code, place or cast.branch(near=True)), actor=an)


def _gone() -> list[int]:
    """Who is a member no longer, by what can be followed by a readmission."""
    left = Spell.objects.filter(cancelled_by=None, ends_kind__in=("left", "struck_off", "expelled"))
    return sorted(set(left.values_list("person_id", flat=True)))


def _given(cast: Cast, code: str, branch: int, on: date | None = None) -> Given:
    """What the form of a step asks, told; a committee above the branch, now and then another; now and then no number."""
    on = on or cast.day(20)
    above = [number for number, _name in committees_above(branch)]
    there = len(cast.people_of(branch))
    votes = max(there - cast.of((0, 0, 0, 1)), 1)
    told = {
        "number": cast.of(("5-QĐ", "5-QĐ", "5-QĐ", "")), "place": cast.branch(), "until": on + timedelta(days=cast.of((20, 60))),
        "body": cast.of(above if above and cast.chance(0.9) else sorted(cast.world.places.values())),
        "ground": cast.of(sorted(grounds_on(on))), "card": cast.of(sorted(CARD)), "outcome": cast.of(sorted(ANSWERS)),
        "reviewed": cast.chance(0.9),
    }  # fmt: skip
    if code == "strike_off_voted":
        return Given(on, "5-NQ", count=Count(votes, votes, votes, votes if cast.chance(0.8) else 0))
    return Given(on, **{name: value for name, value in told.items() if name in ASKED.get(code, ())})


def go_on(cast: Cast) -> None:
    case = cast.case(KIND)
    waits = [one.step for one in awaited_of(case)]
    code = cast.of(waits) if waits and cast.chance(0.9) else cast.of(LATER)
    branch = subject_of(case, cast.day(0, 0)).branch
    if RULES[code].grounded and cast.chance(0.8):
        _two_officers(cast, case, code)
    record_step(case, code, _given(cast, code, branch, cast.day(5, 0)), actor=cast.actor("an"))


def _two_officers(cast: Cast, case: Case, step: str) -> None:
    grounding.state(case, NewGround(step, "Điều 8", "Điều lệ Đảng"), actor=cast.actor("an"))
    grounding.vouch(case, step, actor=cast.actor(cast.of(("nam", "oanh"))))


def take_back(cast: Cast) -> None:
    cancel_step(cast.case(KIND, closed=cast.chance(0.5)), cast.of(REASONS), actor=cast.actor("an"))


def die(cast: Cast) -> None:
    record_death(cast.anyone(), cast.day(), actor=cast.actor("an"))


# Act → how often it is drawn.
ACTS: dict[Act, int] = {begin: 8, go_on: 16, take_back: 3, die: 1}
