"""The book of letters of Bến Tre's commission: letters of each kind and what became of them, and a denunciation that was concluded.

No letter has a writer or a word here, as none has in the product.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.demo.disciplines import long_standing
from liemchinh.journal import clock
from liemchinh.letters.asking import of_conclusions
from liemchinh.letters.matter import allegations_of
from liemchinh.letters.opening import Denounced, open_denunciation
from liemchinh.letters.services import Cover, Received, Sorted, receive_letter, sort_letter
from liemchinh.letters.taking import Given, record_step, state_for_conclusion, vouch_for_conclusion
from liemchinh.papers.of_steps import NO_PAPER, typed

OFFICERS = ("kiem-tra-ben-tre", "kiem-tra-ben-tre-2", "kiem-tra-ben-tre-3")
INSPECTION = "inspection"
STEP = timedelta(days=8)
BEFORE = ("classified", "accepted", "announced", "reported", "exchanged")
AFTER = ("concluded", "notified", "answered", "closed")
ALLEGED = ("duty.dues_three_months", "money.dues_mishandled")
FOUND = ("true_with_shortcomings", "false")


@dataclass(frozen=True, slots=True)
class Told:
    """A letter: how many days ago it came, how, of which kind; what became of it ("": nothing yet)."""

    ago: int
    way: str
    kind: str
    outcome: str = ""
    anonymous: bool = False


LETTERS = (
    Told(210, "post", "denunciation", "competent"),
    Told(150, "desk", "report", "competent"),
    Told(120, "post", "denunciation", "not_handled", anonymous=True),
    Told(90, "desk", "denunciation", "competent"),
    Told(60, "post", "recommendation", "passed_on"),
    Told(25, "post", "denunciation", "passed_on"),
    Told(6, "desk", "mixed"),
    Told(3, "post", "report"),
)


@transaction.atomic
def load_letters(top: int, on: date) -> int:
    """Records them at the province `top`; gives how many. Nothing where the example has no such officers."""
    day = min(on, clock.today())
    accounts = {one.username: one for one in Account.objects.filter(username__in=OFFICERS)}
    if len(accounts) != len(OFFICERS):
        return 0
    officers = [accounts[name] for name in OFFICERS]
    first = actor_for(officers[0], second_factor=True)
    people = [person for person, _place in long_standing(top)[-2:]]
    signed = [
        number
        for number, told in _received(top, day, first)
        if told.kind == "denunciation" and told.outcome == "competent"
    ]
    for letter, person, ago, whole in zip(signed, people, (200, 80), (True, False), strict=True):
        _denunciation(letter, person, day - timedelta(days=ago), officers, whole=whole)
    return len(LETTERS)


def _received(top: int, day: date, actor: Actor) -> list[tuple[int, Told]]:
    found = []
    for number, told in enumerate(LETTERS, start=1):
        came = day - timedelta(days=told.ago)
        letter = receive_letter(top, Received(INSPECTION, came, told.way, told.kind, told.anonymous), actor=actor)
        found.append((letter.pk, told))
        if told.outcome:
            on = came + timedelta(days=3)
            cover = Cover(None, "state", f"{number:02}-CV/UBKT", on) if told.outcome == "passed_on" else None
            sort_letter(
                letter.pk, Sorted(told.outcome, on, cover, on + timedelta(days=30) if cover else None), actor=actor
            )
    return found


def _denunciation(letter: int, person: int, on: date, officers: list[Account], *, whole: bool) -> None:
    """A case out of a letter: to its end, or until the person was told."""
    first, second, third = (actor_for(one, second_factor=True) for one in officers)
    case = open_denunciation(letter, Denounced(None, person, ALLEGED), on, actor=first)
    state_grant(case, officers[1], actor=first)
    vouch_for_grant(case, officers[1], actor=third)
    for place, code in enumerate((*BEFORE, *AFTER) if whole else BEFORE[:3], start=1):
        taken = on + place * STEP
        if (
            code == "concluded"
            and of_conclusions(case.parties.get(role="body").organisation_id or 0, taken).verdict == "unknown"
        ):
            state_for_conclusion(case, "Điều 20", "Hướng dẫn về giải quyết tố cáo", actor=first)
            vouch_for_conclusion(case, actor=second)
        record_step(case, code, _given(case, code, taken, place), actor=first)


def _given(case: Case, code: str, on: date, place: int) -> Given:
    papers = typed(f"{place:02}-QĐ/UBKT") if case_kind(case.kind).procedure.step(code, on).papers else NO_PAPER
    results = dict(zip((row.pk for row in allegations_of(case)), FOUND, strict=True)) if code == "concluded" else {}
    return Given(on, papers, "organ", answered=True, results=results)
