"""Acts of secret votes: prepared for people of a branch, taken on step by step whether their turn has come or not, made void."""

import numpy as np

from liemchinh.ballots.casting import cast as cast_ballot
from liemchinh.ballots.confidence import LEVELS, USE
from liemchinh.ballots.counted import LEAST
from liemchinh.ballots.counting import count_box, enter_sheet
from liemchinh.ballots.counting_again import ask_to_count_again
from liemchinh.ballots.ending import destroy_box, void_box, void_restored
from liemchinh.ballots.given import PaperCount, Preparing
from liemchinh.ballots.minutes import number_minutes
from liemchinh.ballots.models import Box, Elector
from liemchinh.ballots.services import close_box, draw_slips, freeze_box, open_box, prepare_boxes, set_tellers
from liemchinh.ballots.words import (
    AGAIN,
    BOTH,
    CLOSED,
    CONFIDENCE,
    COUNTED,
    DESTROYED,
    DRAWN,
    FROZEN,
    OPEN,
    PAPER,
    PHONE,
    PREPARED,
    VOID,
    VOIDS,
    WHY_AGAIN,
)  # fmt: skip
from liemchinh.journal import clock
from liemchinh.papers.of_steps import HERE, NO_PAPER, Choice, typed
from tests.acts.cast import Act, Cast

# What people hold in their hands: the tellers' codes and the slips, by box.
_tellers: dict[str, list[str]] = {}
_slips: dict[str, list[str]] = {}


def prepare(cast: Cast) -> None:
    branch = cast.branch()
    people = cast.people_of(branch)
    way = cast.of((PHONE, PAPER)) if len(people) >= LEAST else cast.of((PAPER, PAPER, BOTH))
    rows = cast.rng.sample(people, min(len(people), 1))
    told = Preparing(
        branch,
        CONFIDENCE,
        USE,
        rows,
        tuple(LEVELS),
        people,
        cast.day(5),
        cast.rng.sample(people, min(len(people), 2)),
        way,
    )
    prepare_boxes([told], actor=cast.actor("an"))


def _box(cast: Cast, *states: str) -> Box:
    return cast.of(list(Box.objects.filter(state__in=states).order_by("-pk")[:10]))


def seat(cast: Cast) -> None:
    box = _box(cast, PREPARED, FROZEN)
    people = [one for one in cast.people_of(box.organisation_id) if one not in box.rows]
    set_tellers(box.pk, cast.rng.sample(people, min(len(people), 2)), cast.of((PAPER, PHONE)), actor=cast.actor("an"))


def go_on(cast: Cast) -> None:
    """The step that waits, now and then with a number that cannot be."""
    box, actor = _box(cast, PREPARED, FROZEN, DRAWN, OPEN, CLOSED, COUNTED, AGAIN), cast.actor("an")
    key, voters = str(box.uid), Elector.objects.filter(box=box).count()
    wrong = int(cast.chance(0.1))
    phone, paper = (voters if box.channels != PAPER else 0), (voters if box.channels != PHONE else 0)
    if box.state == PREPARED:
        _tellers[key] = freeze_box(box.pk, actor=actor)
    elif box.state == FROZEN:
        _slips[key] = draw_slips(box.pk, phone=phone, paper=paper, actor=actor)
    elif box.state == DRAWN:
        open_box(box.pk, phone=phone and voters - wrong, paper=paper and voters, actor=actor)
    elif box.state == OPEN:
        close_box(box.pk, actor=actor)
    elif box.state in (CLOSED, AGAIN):
        _counted(cast, box, wrong)
    elif cast.chance(0.5):
        ask_to_count_again(box.pk, cast.of([*WHY_AGAIN, "none"]), actor=actor)
    else:
        destroy_box(box.pk, actor=actor)


def _counted(cast: Cast, box: Box, wrong: int) -> None:
    codes, actor = _tellers.get(str(box.uid), ["", ""]), cast.actor("an")
    told = PaperCount(0, box.issued_paper - wrong, 0, {}, [[box.issued_paper, 0, 0]] * len(box.rows))
    for code in codes[:2] if box.printed_paper else ():
        enter_sheet(box.pk, code, told, actor=actor)
    unused = _slips.get(str(box.uid), [])[box.issued_coded :]
    count_box(box.pk, codes=codes[:2], unused=unused, actor=actor)


def vote(cast: Cast) -> None:
    box = _box(cast, OPEN)
    marks = np.zeros((len(box.rows), len(box.columns)), int)
    marks[:, cast.of(range(len(box.columns)))] = 1
    cast_ballot(cast.of(_slips.get(str(box.uid), [])), marks)


def number(cast: Cast) -> None:
    box = _box(cast, OPEN, COUNTED, COUNTED, AGAIN, DESTROYED)
    choice = cast.of((Choice(HERE), typed("7-BB/CB"), NO_PAPER))
    number_minutes(box.pk, cast.of((1, 1, 2)), clock.today(), choice, actor=cast.actor("an"))


def make_void(cast: Cast) -> None:
    box = _box(cast, PREPARED, FROZEN, DRAWN, OPEN, CLOSED, COUNTED, AGAIN, DESTROYED, VOID)
    void_box(box.pk, cast.of(list(VOIDS)), actor=cast.actor("an"))


def bring_back(cast: Cast) -> None:
    if cast.chance(0.2):
        void_restored()


# Act → how often it is drawn.
ACTS: dict[Act, int] = {prepare: 3, seat: 1, go_on: 10, vote: 4, number: 2, make_void: 1, bring_back: 1}
