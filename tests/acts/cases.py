"""Acts in cases: transfers, admission and screening, each step drawn whether its turn has come or not, and steps taken back."""

from datetime import timedelta

from liemchinh.admission import recognition
from liemchinh.admission import services as admission
from liemchinh.admission.ceremony import hold_ceremony
from liemchinh.admission.facts import KIND as ADMISSION
from liemchinh.admission.facts import Told, told_of
from liemchinh.admission.forgetting import forget_due
from liemchinh.admission.grounding import state_for_decision, vouch_for_decision
from liemchinh.admission.undoing import cancel_step
from liemchinh.casework.counting import Count
from liemchinh.casework.grounds import NewGround
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.queries import awaited_of
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.screening import deciding, grounding, helping
from liemchinh.screening import services as screening
from liemchinh.screening import undoing as screening_undone
from liemchinh.screening.cases import KIND as SCREENING
from liemchinh.screening.matter import Document, branch_of, member_of
from liemchinh.screening.models import Agreed, Talk
from liemchinh.screening.words import DECISIONS, duties, grounds_on, help_steps
from liemchinh.transfers import receiving, sending
from liemchinh.transfers.cases import KIND as TRANSFERS
from liemchinh.transfers.sending import Arrival, Letter
from tests.acts.cast import Act, Cast, NothingToDo
from tests.world import CONSOLE

OUTSIDE = "Chi bộ tàu Hải Âu"
REASONS = ("wrong_day", "wrong_person", "annulled", "because")
GROUND = NewGround("decided", "Điều 8, khoản 2", "Điều lệ Đảng")


def send(cast: Cast) -> None:
    here = cast.branch()
    people = cast.people_of(here)
    some = cast.rng.sample(people, min(len(people), cast.of((1, 1, 3))))
    sending.send_members(some, here, cast.branch(), _letter(cast), actor=CONSOLE)


def _letter(cast: Cast, share: float = 0.4) -> Letter:
    on = cast.day()
    return Letter("1-GGT", on, on + timedelta(days=cast.rng.randint(1, 200)) if cast.chance(share) else None)


def send_outside(cast: Cast) -> None:
    here = cast.branch()
    sending.send_outside([cast.of(cast.people_of(here))], here, OUTSIDE, _letter(cast), actor=CONSOLE)


def arrive(cast: Cast) -> None:
    person, new = cast.anyone(), cast.chance(0.5)
    cast.entered += new
    facts = PersonFacts(f"Người Đến {cast.entered:03}", birth="1980")
    arrival = Arrival(facts=facts, admitted_on=cast.day(5000), official_on=cast.day(4000)) if new else Arrival(person)
    sending.receive_from_outside(arrival, cast.branch(), OUTSIDE, _letter(cast, 0), actor=CONSOLE)


def receive(cast: Cast) -> None:
    cases = {cast.case(TRANSFERS).pk for _again in range(cast.of((1, 1, 2)))}
    receiving.receive_members(sorted(cases), cast.day(), actor=CONSOLE)


def step_of_transfer(cast: Cast) -> None:
    step = cast.of((receiving.note_letter, receiving.return_letter, receiving.withdraw_letter, receiving.end_stay))
    step(cast.case(TRANSFERS, closed=cast.chance(0.1)).pk, cast.day(), actor=CONSOLE)


def enter_candidate(cast: Cast) -> None:
    branch, commune = cast.branch(near=True), cast.world.places["commune"]
    cast.entered += 1
    sponsors = {person: clock.today() - timedelta(days=800) for person in cast.people_of(branch)[:2]}
    who = PersonFacts(f"Người Xin Vào {cast.entered:03}", "nam", "2000-04-30", "kinh")
    file = {item.code: "branch" for item in case_kind(ADMISSION).procedure.file if cast.chance(0.98)}
    told = Told(who, cast.day(60, 0), "12/GCN", cast.day(900, 0), sponsors, file)
    admission.enter_candidate(branch, commune, told, cast.day(), actor=CONSOLE)


def change_candidate(cast: Cast) -> None:
    case = cast.case(ADMISSION)
    admission.change_candidate(case, told_of(case), cast.day(), actor=CONSOLE)


def step_of_admission(cast: Cast) -> None:
    case, on = cast.case(ADMISSION), cast.day(10)
    waits = [one.step for one in awaited_of(case)]
    step = (
        cast.of(waits)
        if waits and cast.chance(0.8)
        else cast.of(sorted({*_BY_PAPER, *_VOTES, "ceremony", "received", "withdrawn"}))
    )
    _admission_step(cast, case, step, on)


_VOTES = {
    "branch_vote": admission.vote_on_admission,
    "recognition_vote": recognition.vote_on_recognition,
    "strike_off_vote": recognition.vote_on_strike_off,
}
_BY_PAPER = {
    "decided": admission.decide_admission, "declined": admission.decline_admission, "struck_off": recognition.strike_off,
    "returned": recognition.return_to_branch,
}  # fmt: skip


def _admission_step(cast: Cast, case: Case, step: str, on: object) -> None:
    nam, decision = cast.actor("nam"), admission.Decision(on, "07-NQ")  # type: ignore[arg-type]
    if step in _VOTES:
        _VOTES[step](
            case, decision, _count(cast, case.parties.get(role="branch", cancelled_by=None).organisation_id), actor=nam
        )
    elif step in _BY_PAPER:
        if step in {"decided", "struck_off"} and cast.chance(0.5):
            state_for_decision(case, NewGround(step, GROUND.article, GROUND.document), actor=nam)
            vouch_for_decision(case, step, actor=cast.actor("an"))
        _BY_PAPER[step](case, decision, actor=nam)
    elif step == "recognised":
        recognition.recognise(case, decision, decision.on, actor=nam)
    elif step == "ceremony":
        hold_ceremony(case, decision.on, compared=cast.chance(0.5), actor=nam)
    else:
        (admission.withdraw_candidate if step == "withdrawn" else admission.receive_decision)(
            case, decision.on, actor=nam
        )


def _count(cast: Cast, branch: int) -> Count:
    """Most vote for; now and then fewer, or more than there are."""
    there = len(cast.people_of(branch))
    votes = max(there - cast.of((0, 0, 0, 1, 2, -1)), 1)
    return Count(votes, votes, votes, votes if cast.chance(0.8) else 0)


def cancel_step_of_admission(cast: Cast) -> None:
    cancel_step(cast.case(ADMISSION, closed=True), "wrong_day", actor=cast.actor("nam"))


def name(cast: Cast) -> None:
    branch = cast.branch(near=True)
    person, on = cast.of(cast.people_of(branch)), cast.day()
    ground = cast.of(sorted(grounds_on(on)))
    screening.name_member(branch, person, ground, cast.world.places["commune"], on, actor=cast.actor("hien"))


def step_of_screening(cast: Cast) -> None:
    case, on = cast.case(SCREENING), cast.day(10)
    waits = [one.step for one in awaited_of(case)]
    step = cast.of(waits) if waits and cast.chance(0.8) else cast.of(sorted(_SCREENING))
    if step == "told" and cast.chance(0.8):
        _two_officers(cast, case, "named")
    if step == "decided" and cast.chance(0.5):
        _two_officers(cast, case, "decided")
    _SCREENING[step](cast, case, Document(on, "03-NQ"))


def _two_officers(cast: Cast, case: Case, step: str) -> None:
    grounding.state(case, NewGround(step, GROUND.article, GROUND.document), actor=cast.actor("hien"))
    grounding.vouch(case, step, actor=cast.actor("lan"))


_SCREENING = {
    "told": lambda cast, case, paper: screening.tell_member(case, paper, actor=cast.actor("hien")),
    "review_vote": lambda cast, case, paper: screening.vote_on_review(
        case, paper, _count(cast, branch_of(case)), actor=cast.actor("hien")
    ),
    "help": lambda cast, case, paper: screening.begin_help(case, paper.on, actor=cast.actor("hien")),
    "progress_vote": lambda cast, case, paper: deciding.vote_on_progress(
        case, paper, _count(cast, branch_of(case)), actor=cast.actor("hien")
    ),
    "proposed": lambda cast, case, paper: deciding.propose(case, paper, actor=cast.actor("hien")),
    "decided": lambda cast, case, paper: deciding.decide(case, paper, cast.of(DECISIONS), actor=cast.actor("hien")),
    "stopped": lambda cast, case, paper: screening.stop(case, paper.on, actor=cast.actor("hien")),
}


def help_in_screening(cast: Cast) -> None:
    case, on, hien = cast.case(SCREENING), cast.day(5), cast.actor("hien")
    agreed = list(Agreed.objects.filter(case=case, cancelled_by=None))
    if member_of(case) == 0:
        raise NothingToDo
    if cast.chance(0.4):
        helping.note_talk(case, on, actor=hien)
    elif agreed and cast.chance(0.5):
        helping.mark_done(case, cast.of(agreed).pk, on, actor=hien)
    else:
        helping.agree(case, cast.of(sorted(duties())), cast.of(sorted(help_steps())), on, actor=hien)


def cancel_step_of_screening(cast: Cast) -> None:
    case = cast.case(SCREENING, closed=cast.chance(0.4))
    screening_undone.cancel_step(case, cast.of(REASONS), actor=cast.actor("hien"))


def cancel_help(cast: Cast) -> None:
    """Of what was agreed, or of a talk; now and then of a case that has ended, or what was cancelled before."""
    agreed, hien = cast.chance(0.5), cast.actor("hien")
    rows = Agreed.objects if agreed else Talk.objects
    row = cast.of(list(rows.order_by("-pk")[:15]))
    cancel = screening_undone.cancel_agreed if agreed else screening_undone.cancel_talk
    cancel(row.case, row.pk, cast.of(REASONS), actor=hien)


def forget_candidates(cast: Cast) -> None:
    forget_due()


# Act → how often it is drawn.
ACTS: dict[Act, int] = {
    send: 8, send_outside: 2, arrive: 3, receive: 10, step_of_transfer: 6,
    enter_candidate: 3, change_candidate: 1, step_of_admission: 16, cancel_step_of_admission: 3, forget_candidates: 1,
    name: 3, step_of_screening: 20, help_in_screening: 20, cancel_step_of_screening: 1, cancel_help: 6,
}  # fmt: skip
