"""Disciplinary cases of a district in every state, and appeals against four of its decisions at the province, counted back from the day
asked for: through the services, step by step.

Decisions were signed on paper, so that what the rules of a day leave unknown stands beside them (guards 12).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.appeals.filing import PaperAppeal, receive_appeal
from liemchinh.appeals.redress import restore
from liemchinh.appeals.taking import Given as Ruled
from liemchinh.appeals.taking import record_steps as rule
from liemchinh.casework.counting import Count
from liemchinh.casework.statement_words import EXPLANATION
from liemchinh.casework.statements import OnPaper, receive_on_paper
from liemchinh.casework.steps import Who
from liemchinh.demo.disciplines import long_standing
from liemchinh.discipline.ballots import NewBallot
from liemchinh.discipline.facts import Facts, Source
from liemchinh.discipline.given import Given
from liemchinh.discipline.paper_files import PaperFile, record_paper_files
from liemchinh.discipline.words import EXPIRED, MET
from liemchinh.journal import clock
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.services import record_change
from liemchinh.papers.of_steps import Choice, typed
from liemchinh.rulebook.current import charter

VOTERS, COMMISSION = 9, "inspection_commission"
DISTRICT_OFFICER, PROVINCE_OFFICER = "kiem-tra-huyen", "kiem-tra-tinh"
OLD = 12 * 365  # no form of sanction reaches back so many days
HEARD = (("heard", 20), ("body_meeting", 30))
DECIDED = (*HEARD, ("decided", 35), ("announced", 40))
TOLD = (*DECIDED, ("delivered", 42), ("reported", 45), ("closed", 50))
RULING = (
    "acknowledged",
    "accepted",
    "verified",
    "heard",
    "body_meeting",
    "decided",
    "announced",
    "delivered",
    "closed",
)


@dataclass(frozen=True, slots=True)
class Matter:
    """A case: how many days ago its file was made, its steps with the day of each after that; the form that is voted and decided.

    `act`: how many days before the file it happened. `explained`: the person's explanation was handed in. `suspended`: their activity is.
    """

    ago: int
    steps: Sequence[tuple[str, int]] = ()
    form: str = "reprimand"
    act: int = 200
    content: tuple[str, ...] = ("office.files_delayed",)
    explained: bool = False
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Filed:
    """An appeal against one of the decisions: how many days ago, how many of its steps were taken, what was ruled."""

    ago: int
    steps: int
    outcome: str = ""
    form: str = ""


MATTERS = (
    Matter(10),
    Matter(60, (("deferred", 10),)),
    Matter(40, (("self_review", 12), ("heard", 30)), explained=True),
    Matter(34, (("self_review", 5), *HEARD), "warning"),
    Matter(75, HEARD, "warning", suspended=True, content=("money.dues_mishandled",)),
    Matter(90, (*HEARD, ("not_sanctioned", 36)), act=OLD),
    Matter(95, (*HEARD, ("no_violation", 36), ("closed", 40))),
    Matter(38, (*HEARD, ("decided", 35)), "warning"),
    Matter(50, (*DECIDED, ("delivered", 42))),
    Matter(80, (*DECIDED, ("refused", 44), ("reported", 50), ("cross_noticed", 55)), "warning"),
    # Nobody heard the person and nobody voted: without effect, and put to the body above.
    Matter(110, (("decided", 35), ("put_above", 45))),
    Matter(65, (*HEARD, ("proposed", 33)), "expulsion", content=("money.public_property_misused",)),
)
# Their decisions are appealed against, one by one.
APPEALED = tuple(
    Matter(ago, TOLD, form)
    for ago, form in ((420, "reprimand"), (330, "warning"), (260, "warning"), (120, "reprimand"))
)
APPEALS = (
    Filed(360, len(RULING), "upheld"),
    Filed(270, len(RULING), "changed", "reprimand"),
    Filed(200, len(RULING) - 1, "annulled"),
    Filed(30, 3),
)


@transaction.atomic
def load_open_cases(top: int, on: date, *, actor: Actor) -> int:
    """Records them under the province `top`; gives how many. Nothing where the example has no such officers."""
    accounts = {one.username: one for one in Account.objects.filter(username__in=(DISTRICT_OFFICER, PROVINCE_OFFICER))}
    if len(accounts) != 2:
        return 0
    day, officer = min(on, clock.today()), actor_for(accounts[DISTRICT_OFFICER], second_factor=True)
    [district] = officer.roots("discipline.keep")
    matters = [*MATTERS, *APPEALED]
    people = long_standing(district)[: len(matters)]
    for (person, place), matter in zip(people, matters, strict=True):
        if matter.suspended:
            act = NewAct("suspended", day - timedelta(days=matter.ago - 5), place)
            record_change(Change(person, acts=[act]), actor=actor)
    told = list(enumerate(zip(people, matters, strict=True), start=1))
    files = [_file(person, matter, number, day, top) for number, ((person, _place), matter) in told]
    cases = record_paper_files(district, files, actor=officer)
    for case, file, matter in zip(cases, files, matters, strict=True):
        if matter.explained:
            paper = OnPaper(file.about.person or 0, EXPLANATION, dict(file.steps)["heard"].on, "organ", "05-GT")
            receive_on_paper(case, paper, actor=officer)
    province = actor_for(accounts[PROVINCE_OFFICER], second_factor=True)
    for (number, ((person, _place), matter)), filed in zip(told[len(MATTERS) :], APPEALS, strict=True):
        _appeal(top, person, matter, filed, number, day, province)
    return len(files) + len(APPEALS)


def _file(person: int, matter: Matter, number: int, day: date, top: int) -> PaperFile:
    filed = day - timedelta(days=matter.ago)
    facts = Facts(
        COMMISSION, matter.content, filed - timedelta(days=matter.act), from_above=False, managed_by="", post=False,
        authorised=False,
    )  # fmt: skip
    source = Source("inspection", f"{number:02}-KL/UBKT", filed - timedelta(days=5), "Ủy ban kiểm tra")
    steps = [(code, _given(matter, code, filed + timedelta(days=after), number, top)) for code, after in matter.steps]
    return PaperFile(Who("subject", None, person), facts, source, filed, steps)


def _given(matter: Matter, code: str, on: date, number: int, top: int) -> Given:
    """What a step says."""
    plain = Given(on)
    told = {
        "heard": replace(plain, heard=MET),
        "body_meeting": replace(
            plain, ballot=NewBallot(VOTERS, VOTERS, VOTERS, {matter.form: VOTERS - 1}, whole=VOTERS)
        ),
        "decided": replace(plain, form=matter.form, papers=_number(number, "QĐ", on), history=True),
        "not_sanctioned": replace(plain, cause=EXPIRED, history=True, papers=typed(f"{number:02}-TB/UBKT")),
        "no_violation": replace(plain, papers=typed(f"{number:02}-TB/UBKT")),
        "refused": replace(plain, warned=True),
        "cross_noticed": replace(plain, noticed=("state",)),
        "put_above": replace(plain, to=top, organ="standing_committee", papers=typed(f"{number:02}-TTr/UBKT")),
        "proposed": replace(plain, to=top, organ="standing_committee", papers=typed(f"{number:02}-TTr/UBKT")),
    }
    if code == "deferred":
        clauses = charter().rulebook.parameter("deferral.clauses", on=on).value
        clause = clauses[0] if isinstance(clauses, tuple) else "clause_21"
        return replace(plain, clause=clause, ask_again_on=on + timedelta(days=90))
    return told.get(code, plain)


def _number(number: int, kind: str, on: date) -> Choice:
    return typed(f"{number:02}-{kind}/UBKT", on)


def _appeal(top: int, person: int, matter: Matter, filed: Filed, number: int, day: date, officer: Actor) -> None:
    """On paper, in time; then its steps, six days apart; of what has to be restored after an annulment the first is done."""
    signed = day - timedelta(days=matter.ago) + timedelta(days=dict(TOLD)["decided"])
    received = day - timedelta(days=filed.ago)
    paper = PaperAppeal(
        person, _number(number, "QĐ", signed).number, signed, received, received, "office", f"{number:02}-Đ"
    )
    case = receive_appeal(top, paper, actor=officer)
    steps = []
    for place, code in enumerate(RULING[: filed.steps], start=1):
        on = received + timedelta(days=6 * place)
        is_ruling = code == "decided"
        given = Ruled(
            on, typed(f"{number:02}-VB/UBKT", on), count=Count(VOTERS, VOTERS, VOTERS, VOTERS - 1) if code == "body_meeting" else None,
            whole=VOTERS, outcome=filed.outcome if is_ruling else "", form=filed.form if is_ruling else "",
        )  # fmt: skip
        steps.append((code, given))
    rule(case, steps, actor=officer)
    if filed.outcome == "annulled":
        restore(case, "announced", received + timedelta(days=6 * filed.steps), actor=officer)
