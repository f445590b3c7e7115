"""Acts of study sittings: called, counted by name or by minutes, made up, taken back."""

from liemchinh.directives.models import Document
from liemchinh.journal import clock
from liemchinh.study import forgetting
from liemchinh.study.asking import Call
from liemchinh.study.due import asked_to
from liemchinh.study.held import Held, record_held
from liemchinh.study.models import Roll, Sitting
from liemchinh.study.places import branches_asked
from liemchinh.study.rolls import Count, record_count, record_roll, withdraw_roll
from liemchinh.study.services import call_sitting, revoke_sitting
from liemchinh.study.words import KINDS, STATES
from tests.acts.cast import Act, Cast
from tests.permissions_of_directives import document, numbered
from tests.world import CONSOLE


def _call(cast: Cast, place: int) -> Call:
    row = cast.of(list(Document.objects.filter(cancelled_by=None).order_by("-pk")[:10]))
    first = cast.of([None, *Sitting.objects.filter(organisation_id=place).values_list("pk", flat=True)[:5]])
    return Call(cast.of(list(KINDS)), row.pk, cast.day(40), (place,), first)


def direct(cast: Cast) -> None:
    document(cast.world, numbered(800 + Document.objects.count()), at="commune")


def call(cast: Cast) -> None:
    place = cast.of((cast.world.places["commune"], cast.branch()))
    call_sitting(place, _call(cast, place), actor=CONSOLE)


def _sitting(cast: Cast) -> Sitting:
    return cast.of(list(Sitting.objects.filter(cancelled_by=None).order_by("-pk")[:10]))


def roll(cast: Cast) -> None:
    sitting = _sitting(cast)
    branch = cast.of(sorted(branches_asked(sitting)))
    states = {one.person: cast.of(list(STATES)) for one in asked_to(sitting, branch)}
    record_roll(sitting.pk, branch, states, reason=cast.of(("", "paper")), actor=CONSOLE)


def _count(cast: Cast) -> Count:
    return Count(cast.of((3, 9)), cast.of((1, 3)), cast.of((0, 1)), "4-BB/HT", clock.today())


def count(cast: Cast) -> None:
    sitting = _sitting(cast)
    record_count(sitting.pk, sitting.organisation_id, _count(cast), reason=cast.of(("", "paper")), actor=CONSOLE)


def held(cast: Cast) -> None:
    place = cast.world.places["commune"]
    record_held(place, [Held(_call(cast, place), _count(cast))], actor=CONSOLE)


def take_back(cast: Cast) -> None:
    withdraw_roll(cast.of(list(Roll.objects.order_by("-pk")[:10])).pk, reason="twice", actor=CONSOLE)


def revoke(cast: Cast) -> None:
    revoke_sitting(_sitting(cast).pk, reason="twice", actor=CONSOLE)


def forget(cast: Cast) -> None:
    forgetting.forget()


# Act → how often it is drawn.
ACTS: dict[Act, int] = {direct: 2, call: 3, roll: 4, count: 2, held: 1, take_back: 2, revoke: 1, forget: 1}
