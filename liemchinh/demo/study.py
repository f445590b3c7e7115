"""Study sittings of the example: those the report of Cần Thơ counts, from their minutes, and one of a commune of this month, by name."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Document
from liemchinh.directives.services import Told, record_document
from liemchinh.journal import clock
from liemchinh.organisations.queries import standing
from liemchinh.study.asking import Call
from liemchinh.study.due import asked_to
from liemchinh.study.held import Held, record_held
from liemchinh.study.models import Sitting
from liemchinh.study.places import branches_asked
from liemchinh.study.rolls import Count, record_roll
from liemchinh.study.services import call_sitting

# The report: 633 sittings from the resolution's hand-out to the end of April, 45,245 who came, which it calls 98.46 %.
SITTINGS, ATTENDED, DUE = 633, 45_245, 45_953
RESOLUTION = Told(
    "", "central_committee", "resolution", 4, "NQ", "TW", date(2016, 10, 30), "Về tăng cường xây dựng, chỉnh đốn Đảng"
)
FIRST, WEEKS = date(2016, 11, 16), 23
# Of so many members one did not come.
EVERY = 9


@transaction.atomic
def load_study(tops: Mapping[str, int], commune: int, branch: int, on: date, *, actor: Actor) -> int:
    """Records them where these trees are; gives how many sittings there are. In `branch` the roll is left to its secretary."""
    if "ct" in tops:
        _published(tops["ct"], actor)
    _of_a_commune(commune, branch, min(on, clock.today()), actor)
    return Sitting.objects.count()


def _published(top: int, actor: Actor) -> None:
    """One place after the other, one week after the other; due and absent are spread as evenly as whole people allow."""
    document = record_document(top, RESOLUTION, actor=actor)
    last = FIRST + timedelta(weeks=WEEKS)
    children = standing(last).filter(parent_id=top, valid_from__lte=FIRST).order_by("organisation_id")
    places = list(children.values_list("organisation_id", flat=True)) or [top]
    record_held(top, [_held(turn, document, places[turn % len(places)]) for turn in range(SITTINGS)], actor=actor)


def _held(turn: int, document: Document, place: int) -> Held:
    day = FIRST + timedelta(weeks=turn * WEEKS // SITTINGS)
    due, missing = _spread(DUE, turn), _spread(DUE - ATTENDED, turn)
    excused = missing if turn % 3 else 0
    call = Call("talk" if turn % 10 == 9 else "study", document.pk, day, (place,))
    return Held(call, Count(due, due - missing, excused, f"{turn + 1}-BB/HT", day))


def _spread(whole: int, turn: int) -> int:
    return whole * (turn + 1) // SITTINGS - whole * turn // SITTINGS


def _of_a_commune(commune: int, branch: int, day: date, actor: Actor) -> None:
    """Every branch but one has said who came; those who missed it are asked to a make-up to come."""
    document = Document.objects.filter(organisation_id=commune, cancelled_by=None).order_by("dated", "pk").last()
    if document is None:
        return
    first = call_sitting(commune, Call("study", document.pk, day - timedelta(days=6), (commune,)), actor=actor)
    for place in sorted(branches_asked(first) - {branch}):
        people = [one.person for one in asked_to(first, place)]
        states = {
            person: ("absent", "excused")[turn % 2] if turn % EVERY == 3 else "present"
            for turn, person in enumerate(people)
        }
        if states:
            record_roll(first.pk, place, states, actor=actor)
    call_sitting(commune, Call("study", document.pk, day + timedelta(days=9), (commune,), first.pk), actor=actor)
