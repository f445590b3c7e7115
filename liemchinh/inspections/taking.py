"""Steps of an inspection: the day and papers of each, and what some of them say besides: report, answer to the draft, time, results."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.folder import Folder
from liemchinh.casework.history import withholds
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.statement_words import KEPT_AT
from liemchinh.casework.steps import Taken, Who, faults_of_step, subjects_of, take_step_in
from liemchinh.inspections import asking
from liemchinh.inspections.extending import faults_of_extension
from liemchinh.inspections.matter import SUBJECT, open_inspection_of, until
from liemchinh.inspections.models import Inspection, Result
from liemchinh.inspections.words import DISCIPLINE, RESULTS
from liemchinh.journal.bulk import write_rows
from liemchinh.journal.registry import Plain
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.of_steps import NO_PAPER, Choice, draw_papers
from regulations.answers import Refusal, Refused

# Steps that say more than their day and papers.
REPORT, EXCHANGE, CONCLUDE = "reported", "exchanged", "concluded"
CHANGES = ("changed", "extended")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is concluded about one subject: a code of RESULTS, and of DISCIPLINE."""

    who: Who
    result: str
    discipline: str = "no"


@dataclass(frozen=True, slots=True)
class Given:
    """What a step says: its day and papers; where a report lies; whether the draft was answered; until when; results.

    `history`: done so on paper, recorded as it happened.
    """

    on: date
    papers: Choice = NO_PAPER
    kept_at: str = ""
    answered: bool = False
    until: date | None = None
    outcomes: Sequence[Outcome] = field(default=())
    history: bool = False


@transaction.atomic
def record_step(case: Case, code: str, given: Given, *, actor: Actor) -> int:
    """The next step of an inspection; gives its entry.

    Refuses, all at once: whoever does not hold the case, a step whose turn it is not, what `draw_papers` refuses of its papers, a report
    without its place, results that do not name each subject once; besides, what the rules answer *no* to, and what they leave unknown
    until two officers stand behind it. Of a step of history the last two and its order stand beside it; a conclusion about somebody
    unheard then has no effect.
    """
    return record_steps(case, [(code, given)], actor=actor)[0]


@transaction.atomic
def record_steps(case: Case, steps: Sequence[tuple[str, Given]], *, actor: Actor) -> Sequence[int]:
    """Steps of an inspection one after another, as a file on paper tells them; gives their entries. All or none: the first refused ends
    it."""
    folder = Folder.held(case.pk)
    about = open_inspection_of(folder, actor)
    return [_record(folder, about, code, given, actor) for code, given in steps]


def _record(folder: Folder, about: Inspection, code: str, given: Given, actor: Actor) -> int:
    held = folder.case
    if code not in {step.code for step in case_kind(held.kind).procedure.steps}:
        raise Refused([Refusal("no-step", "Không có bước nào như vậy.", remedy="Hãy mở lại trang.")])
    faults, found = faults_of_given(held, code, given), asking.asked(folder, code, given.on)
    against = [*asking.refused(found), *asking.unheard(held, code), *_too_long(held, code, given)]
    if given.history:
        against += asking.unknown(found)
    else:
        faults += faults_of_step(folder, code, given.on) + against + asking.unvouched(held, code, found)
    papers, more = draw_papers(
        held.kind, code, given.on, given.papers, Issuer(folder.parties["body"].organisation or 0, about.organ)
    )
    if faults or more:
        raise Refused([*faults, *more])
    taken = Taken(code, given.on, _data(code, given), papers=papers.papers, days=_days(held, code, given),
                  history=against if given.history else None)  # fmt: skip
    sequence = take_step_in(folder, taken, actor=actor)
    papers.issue(held, code, actor=actor)
    if code == CONCLUDE and not (given.history and withholds(against)):
        _conclude(held, given.outcomes, sequence)
    return sequence


def faults_of_given(case: Case, code: str, given: Given) -> list[Refusal]:
    """Everything that is missing or wrong in what a step says besides its papers."""
    found = []
    if code == REPORT and given.kept_at not in KEPT_AT:
        found.append(Refusal("kept-at", "Chưa chọn nơi lưu báo cáo.", remedy="Hãy chọn nơi báo cáo giấy đang ở."))
    if code == "extended" and given.until is None:
        found.append(Refusal("until", "Chưa ghi gia hạn đến ngày nào.", remedy="Hãy ghi ngày trong quyết định."))
    return found + (_faults_of_outcomes(case, given.outcomes) if code == CONCLUDE else [])


def _too_long(case: Case, code: str, given: Given) -> list[Refusal]:
    return faults_of_extension(case, code, given.on, given.until) if code in CHANGES and given.until else []


def _faults_of_outcomes(case: Case, outcomes: Sequence[Outcome]) -> list[Refusal]:
    found, about = [], subjects_of(case.pk, SUBJECT)
    if sorted(map(_key, about)) != sorted(_key(one.who) for one in outcomes):
        told = "Chưa kết luận cho từng đối tượng, hoặc có đối tượng không thuộc việc này."
        found.append(Refusal("each", told, remedy="Hãy chọn một kết quả cho mỗi đối tượng."))
    if any(one.result not in RESULTS or one.discipline not in DISCIPLINE for one in outcomes):
        told = "Có kết quả không nằm trong danh sách."
        found.append(Refusal("result", told, remedy="Hãy chọn trong danh sách."))
    elif any(one.discipline != "no" and one.result != "violation" for one in outcomes):
        told = "Chỉ vi phạm mới phải thi hành kỷ luật."
        found.append(Refusal("discipline", told, remedy="Hãy xem lại kết quả hoặc việc thi hành kỷ luật."))
    return found


def _key(who: Who) -> tuple[int, int]:
    return who.organisation or 0, who.person or 0


def _data(code: str, given: Given) -> dict[str, Plain]:
    if code == REPORT:
        return {"kept_at": given.kept_at}
    if code == EXCHANGE:
        return {"answered": given.answered}
    if code in CHANGES and given.until:
        return {"until": given.until.isoformat()}
    if code == CONCLUDE:
        return {"results": [
            {"organisation": one.who.organisation, "person": one.who.person, "result": one.result, "discipline": one.discipline}
            for one in given.outcomes
        ]}  # fmt: skip
    return {}


def _days(case: Case, code: str, given: Given) -> dict[str, date]:
    """The plan's own last day for the conclusion, or the one a decision put in its place."""
    if CONCLUDE not in {step.code for step in case_kind(case.kind).procedure.following(code, given.on)}:
        return {}
    last = given.until if code in CHANGES and given.until else until(case)
    return {CONCLUDE: last} if last else {}


def _conclude(case: Case, outcomes: Sequence[Outcome], sequence: int) -> None:
    write_rows(
        Result(
            case=case, organisation_id=one.who.organisation, person_id=one.who.person, result=one.result,
            discipline=one.discipline, recorded_by=sequence,
        )
        for one in outcomes
    )  # fmt: skip
