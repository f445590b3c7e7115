"""The votes of cases: a room says which steps of its kind are voted on in secret; a counted box fills the form of that step."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.access.actor import Actor
from liemchinh.ballots.models import Box
from liemchinh.ballots.queries import tally_of
from liemchinh.ballots.using import Layout, Use, provide_use, use_of
from liemchinh.ballots.words import COUNTED, DESTROYED, PREPARED, VOID
from liemchinh.casework.boxes import BoxOfStep
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Party, Step
from liemchinh.casework.queries import awaited_of
from liemchinh.casework.steps import parties_of
from liemchinh.members.months import in_order
from liemchinh.members.reasons import Words

DISAGREE = "disagree"
AGREE = {"agree": gettext_lazy("Đồng ý"), DISAGREE: gettext_lazy("Không đồng ý")}
Columns = Callable[[Case, date], Mapping[str, Words]]


@dataclass(frozen=True, slots=True)
class StepVotes:
    """The secret votes of a kind of case: who keeps them, at which steps, which party votes at each (`voting`: where that is
    not simply a party), and what can be chosen. A column "agree" fills the form's "votes_for", any other code "votes_<code>".
    """

    verb: str
    steps: Mapping[str, str]
    voting: Callable[[Case, str], int] | None = None
    columns: Columns = field(default=lambda case, on: AGREE)


_votes: dict[str, StepVotes] = {}


def provide_step_votes(kind: str, votes: StepVotes) -> None:
    """A room of cases says, at start, where its kind is voted on."""
    _votes[kind] = votes
    provide_use(kind, Use(words=partial(_words, kind), verb=votes.verb, back=_page_of))


def votes_of(case: Case, step: str) -> StepVotes | None:
    """The secret votes of the case's kind, where that step is one."""
    votes = _votes.get(case.kind)
    return votes if votes and step in votes.steps else None


def voting_in(case: Case, step: str) -> int:
    """The organisation that votes at a step."""
    votes = _votes[case.kind]
    if votes.voting is not None:
        return votes.voting(case, step)
    party = parties_of(case.pk).get(votes.steps[step])
    return party.organisation or 0 if party else 0


def steps_to_vote(case: Case, actor: Actor) -> list[tuple[str, str]]:
    """The steps that wait and are voted on, which the actor keeps: code and title."""
    found = []
    for item in awaited_of(case):
        votes = votes_of(case, item.step)
        if votes and actor.covers(votes.verb, voting_in(case, item.step)):
            found.append((item.step, item.title))
    return found


def boxes_of_case(case: Case) -> list[Box]:
    """The boxes of a case its page has already let the reader open, newest first."""
    return list(Box.objects.filter(case=case.pk).order_by("-pk"))


def box_of_step(case: Case, step: str) -> Box | None:
    """The box whose vote a step that waits would tell: the newest that was frozen, unless the step was taken since it was prepared."""
    if votes_of(case, step) is None:
        return None
    box = Box.objects.filter(case=case.pk, step=step).exclude(state__in=(PREPARED, VOID)).order_by("-pk").first()
    taken = Step.objects.filter(case=case, code=step, cancelled_by=None)
    return None if box is None or taken.filter(recorded_by__gt=box.recorded_by).exists() else box


def counted_of_step(case: Case, step: str) -> BoxOfStep | None:
    """What the box of a step counted, by the names of that step's form; the day is None before it is counted."""
    box = box_of_step(case, step)
    counted = tally_of(box) if box and box.state in (COUNTED, DESTROYED) else None
    if box is None or counted is None:
        return BoxOfStep(None) if box else None
    numbers = {"issued": counted.issued, "returned": counted.returned, "valid": counted.valid}
    called = {"issued": _("Phát ra"), "returned": _("Thu về"), "valid": _("Hợp lệ")}
    for column, words, votes in zip(box.columns, use_of(box).words(box).columns, counted.cells[0], strict=True):
        if column != DISAGREE:
            name = "votes_for" if column == "agree" else f"votes_{column}"
            numbers[name], called[name] = int(votes), words
    return BoxOfStep(box.on, numbers, called)


def fill_from_box(form: Form, case: Case, step: str) -> bool:
    """Puts what was counted into the form of a step, not to be typed over; False where no box of that step was counted."""
    counted = counted_of_step(case, step)
    if counted is None or counted.on is None:
        return False
    for name, value in {"on": counted.on, **counted.numbers}.items():
        if name in form.fields:
            form.initial[name], form.fields[name].disabled = value, True
            form.fields[name].help_text = _("Theo biên bản kiểm phiếu kín.")
    return True


def _words(kind: str, box: Box) -> Layout:
    case = Case.objects.get(pk=box.case)
    step = next((one for one in case_kind(kind).procedure.steps if one.code == box.step), None)
    chosen = {**AGREE, **_votes[kind].columns(case, box.on)}
    columns = [str(chosen.get(code, code)) for code in box.columns]
    return Layout(
        step.title if step else "", [_called(case)], columns, _("Chọn một ô. Để trống cũng được tính là phiếu hợp lệ.")
    )


def _called(case: Case) -> str:
    """Whom the vote is about: the people of the case, or as its list calls it."""
    parties = Party.objects.filter(case=case, person__isnull=False, cancelled_by=None)
    people = [name for _person, name in in_order(parties.values_list("person_id", flat=True))]
    told = case_kind(case.kind).tell([case.pk]).get(case.pk)
    return ", ".join(people) or (told.title if told else "")


def _page_of(box: Box) -> str:
    case = Case.objects.filter(pk=box.case).first()
    told = case_kind(case.kind).tell([case.pk]).get(case.pk) if case else None
    return told.url if told else reverse("home")
