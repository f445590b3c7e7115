"""A branch of the example that ended a month ago: what its heir took over by a signed list, and gave to somebody by two.

Three disciplinary cases passed: one was given, one waits for that, one has ended with a sanction that still counts.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.steps import Who
from liemchinh.commission.services import Signed, freeze_list, sign_list
from liemchinh.demo.disciplines import long_standing
from liemchinh.discipline.ballots import NewBallot
from liemchinh.discipline.cases import SUBJECT, VERB
from liemchinh.discipline.facts import Facts, Source
from liemchinh.discipline.given import Given
from liemchinh.discipline.paper_files import PaperFile, record_paper_files
from liemchinh.discipline.words import AT_MEETING
from liemchinh.journal import clock
from liemchinh.members.queries import active
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import facts_of
from liemchinh.papers.of_steps import typed

# Who handed over, who received; who decided on the merger; to whom a case was given and who vouched.
GIVER, RECEIVER, MERGES, GIVEN_TO, SECOND = (
    "bi-thu-o-rung", "bi-thu-giong-lon", "to-chuc-ben-tre", "kiem-tra-ben-tre", "kiem-tra-ben-tre-2",
)  # fmt: skip
MERGED, FILED, OPENED, LONG = (timedelta(days=days) for days in (30, 240, 60, 500))
CONTENT = ("duty.assigned_task_not_done",)


@transaction.atomic
def load_handover(on: date) -> int:
    """Records it, up to today; gives how many cases passed. Nothing where the example has no such accounts."""
    names = (GIVER, RECEIVER, MERGES, GIVEN_TO, SECOND)
    found = {one.username: one for one in Account.objects.filter(username__in=names)}
    if len(found) < len(names):
        return 0
    day = min(on, clock.today())
    giver, receiver, merges, second = (
        actor_for(found[name], second_factor=True) for name in (GIVER, RECEIVER, MERGES, SECOND)
    )
    [ended], [heir] = giver.roots(VERB), receiver.roots(VERB)
    people = [person for person, place in long_standing(ended, day - LONG) if place == ended][:3]
    files = [_file(person, number, day, ended) for number, person in enumerate(people, start=1)]
    cases = record_paper_files(ended, files, actor=giver)
    facts = facts_of(standing(day).get(organisation_id=heir))
    steps = [Step(f"#{place}", f"#{heir}", "merge", "") for place in (ended, heir)]
    merger = Decision("21-QĐ/TU", day - MERGED, [After(f"#{heir}", f"#{facts.parent}", facts)], steps)
    apply(merger, actor=merges)
    held = freeze_list(ended, heir, actor=receiver)
    sign_list(held.pk, Signed("01-BB/CB", clock.today(), found[GIVER]), actor=receiver)
    state_grant(cases[1], found[GIVEN_TO], actor=receiver)
    vouch_for_grant(cases[1], found[GIVEN_TO], actor=second)
    return len(cases)


def _file(person: int, number: int, day: date, branch: int) -> PaperFile:
    """The first has ended with a reprimand; of the others only the file is made."""
    filed = day - (FILED if number == 1 else OPENED)
    facts = Facts(
        "branch", CONTENT, filed - timedelta(days=90), from_above=False, managed_by="", post=False, authorised=False
    )
    source = Source("inspection", f"{number:02}-KL/CB", filed - timedelta(days=5), "Chi bộ")
    return PaperFile(Who(SUBJECT, None, person), facts, source, filed, _steps(filed, branch) if number == 1 else ())


def _steps(filed: date, branch: int) -> Sequence[tuple[str, Given]]:
    met, signed = filed + timedelta(days=20), filed + timedelta(days=25)
    there = active(met).filter(organisation_id=branch, official=True, exempt=False).count()
    ballot = NewBallot(there, there, there, {"reprimand": there - 1})
    decided = Given(signed, typed("05-QĐ/CB", signed), form="reprimand", history=True)
    after = [
        (code, Given(signed + timedelta(days=days)))
        for code, days in (("announced", 2), ("delivered", 3), ("closed", 20))
    ]
    return [("branch_meeting", Given(met, ballot=ballot, heard=AT_MEETING)), ("decided", decided), *after]
