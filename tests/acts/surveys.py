"""Acts of surveys: switched on and off, rounds called, recorded from minutes, withdrawn, closed. Their boxes are ballots' own."""

from liemchinh.journal import clock
from liemchinh.surveys import calling, forgetting, past, switching
from liemchinh.surveys.models import Resolution, Round
from liemchinh.surveys.periods import half_of
from liemchinh.surveys.tests.samples import ITEMS, PAPER
from tests.acts.cast import Act, Cast
from tests.world import CONSOLE


def _commune(cast: Cast) -> int:
    return cast.world.places["commune"]


def resolve(cast: Cast) -> None:
    switching.enter_resolution(_commune(cast), PAPER, actor=CONSOLE)


def stop(cast: Cast) -> None:
    row = cast.of(list(Resolution.objects.filter(cancelled_by=None)))
    switching.end_resolution(row.pk, reason="resolution", actor=CONSOLE)


def call_survey(cast: Cast) -> None:
    calling.call_round(_commune(cast), calling.Calling(half_of(clock.today()), ITEMS), actor=CONSOLE)


def withdraw_survey(cast: Cast) -> None:
    row = cast.of(list(Round.objects.filter(cancelled_by=None, closed_by=None)))
    calling.withdraw_round(row.pk, reason="twice", actor=CONSOLE)


def close_survey(cast: Cast) -> None:
    calling.close_round(cast.of(list(Round.objects.filter(cancelled_by=None, closed_by=None))).pk, actor=CONSOLE)


def past_survey(cast: Cast) -> None:
    row = past.Counted(cast.branch(near=True), 9, 2, cast.of((1, 2)), "1-BB/KS", clock.today())
    past.record_past_rounds(_commune(cast), [past.Past(half_of(clock.today()), clock.today(), [row])], actor=CONSOLE)


def forget_surveys(cast: Cast) -> None:
    forgetting.forget()


# Act → how often it is drawn.
ACTS: dict[Act, int] = {
    resolve: 2, stop: 1, call_survey: 3, withdraw_survey: 1, close_survey: 2, past_survey: 2, forget_surveys: 1,
}  # fmt: skip
