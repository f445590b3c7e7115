"""Acts of commitments, reviews and what has to be put right."""

from datetime import timedelta

from liemchinh.journal import clock
from liemchinh.remediation.models import Item
from liemchinh.remediation.services import Finding, Proof, cancel_item, confirm_item, open_item, prove_item
from liemchinh.reviews.given import Decision, Given
from liemchinh.reviews.handing import Sheet, record_handed
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import Period, of_year
from liemchinh.reviews.queries import list_of, papers_of
from liemchinh.reviews.redeciding import regrade, take_back, vouch_for_grades
from liemchinh.reviews.services import decide_grades, propose_grades
from liemchinh.reviews.words import LEVELS, SORTS
from tests.acts.cast import Act, Cast
from tests.world import CONSOLE

BASIS = "Điều 3 Hướng dẫn 02-HD/ĐU"


def _year(cast: Cast) -> Period:
    return of_year(clock.today().year - cast.of((0, 1)))


def hand_in_papers(cast: Cast) -> None:
    branch, sort, year = cast.branch(), cast.of(list(SORTS)), _year(cast)
    asked = [one.person for one in papers_of(branch, sort, year) if not one.elsewhere]
    states = {person: "handed" if cast.chance(0.8) else "missing" for person in asked}
    record_handed(Sheet(branch, sort, year, cast.day(20, 0)), states, reason="later", actor=CONSOLE)


def _given(cast: Cast) -> Given:
    level = cast.of([*LEVELS, "good", "good"])
    return Given(level, level != "not_completed" and cast.chance(0.1))


def propose_list(cast: Cast) -> None:
    branch, year = cast.branch(), _year(cast)
    lines = [one for one in list_of(branch, year).lines if not one.left_out and (not one.unclear or cast.chance(0.5))]
    own = Given("good", total=80) if cast.chance(0.8) else None
    propose_grades(branch, year, {one.person: _given(cast) for one in lines}, own, actor=CONSOLE)


def _decision(cast: Cast, number: str) -> Decision:
    return Decision(cast.world.places["commune"], number, clock.today(), "rounding", BASIS)


def decide_lists(cast: Cast) -> None:
    year = _year(cast)
    waits = Grade.objects.filter(cancelled_by=None, decided_on=None, period=year.code)
    places = sorted(set(waits.values_list("organisation_id", flat=True)))
    some = cast.rng.sample(places, cast.rng.randint(1, len(places))) if places else []
    decide_grades(year, some, _decision(cast, f"{cast.rng.randint(1, 99):02}-QĐ/ĐU"), actor=cast.actor("an"))


def _decided(cast: Cast) -> Grade:
    rows = Grade.objects.filter(cancelled_by=None, decided_on__isnull=False).order_by("-pk")
    return cast.of(list(rows[:40]))


def vouch_for_basis(cast: Cast) -> None:
    row = _decided(cast)
    vouch_for_grades(row.body_id or 0, row.period, row.number, actor=cast.actor("oanh"))


def grade_anew(cast: Cast) -> None:
    regrade(_decided(cast).pk, _given(cast), _decision(cast, "77-QĐ/ĐU"), "conclusion", actor=cast.actor("an"))


def take_decision_back(cast: Cast) -> None:
    row = _decided(cast)
    take_back(row.organisation_id, of_year(int(row.period)), reason="wrong_day", actor=cast.actor("an"))


def find_short(cast: Cast) -> None:
    person = cast.anyone() if cast.chance(0.5) else None
    due = clock.today() + timedelta(cast.rng.randint(0, 60))
    open_item(Finding(cast.branch(), "office.task_not_done", due, person=person), actor=CONSOLE)


def _item(cast: Cast) -> Item:
    return cast.of(list(Item.objects.filter(cancelled_by=None, confirmed_by=None).order_by("-pk")[:20]))


def prove_put_right(cast: Cast) -> None:
    prove_item(_item(cast).pk, Proof(times=cast.rng.randint(0, 9)), actor=CONSOLE)


def confirm_put_right(cast: Cast) -> None:
    confirm_item(_item(cast).pk, actor=cast.actor("an"))


def drop_finding(cast: Cast) -> None:
    cancel_item(_item(cast).pk, reason="twice", actor=CONSOLE)


ACTS: dict[Act, int] = {
    hand_in_papers: 4, propose_list: 5, decide_lists: 4, vouch_for_basis: 2, grade_anew: 2, take_decision_back: 1, find_short: 2,
    prove_put_right: 2, confirm_put_right: 1, drop_finding: 1,
}  # fmt: skip
