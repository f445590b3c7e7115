"""Steps of a denunciation: day and papers of each; where a report lies, until when, and one conclusion for each allegation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.folder import Folder
from liemchinh.casework.grounds import NewGround, ground_of, state_ground, vouch_for_ground
from liemchinh.casework.models import Case
from liemchinh.casework.statement_words import KEPT_AT
from liemchinh.casework.steps import Taken, faults_of_step, take_step_in
from liemchinh.journal.registry import Plain
from liemchinh.letters.asking import faults_of_result, of_conclusions
from liemchinh.letters.cases import BODY
from liemchinh.letters.matter import allegations_of, body_of, issuer_of, require_grant, until
from liemchinh.letters.models import Conclusion
from liemchinh.papers.of_steps import NO_PAPER, Choice, draw_papers
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused

# Steps that say more than their day and papers.
REPORT, EXCHANGE, CONCLUDE = "reported", "exchanged", "concluded"
TIMED = ("accepted", "extended")
GROUNDED = CONCLUDE


@dataclass(frozen=True, slots=True)
class Given:
    """What a step says: its day and papers; where a report lies; whether the draft was answered; until when; allegation → conclusion."""

    on: date
    papers: Choice = NO_PAPER
    kept_at: str = ""
    answered: bool = False
    until: date | None = None
    results: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def record_step(case: Case, code: str, given: Given, *, actor: Actor) -> int:
    """The next step of a denunciation; gives its entry.

    Refuses, all at once: whoever does not hold the case, a step whose turn it is not, what `draw_papers` refuses of its papers, a
    report without its place, a last day that is no later, conclusions that do not name each allegation once or are not on the list of that
    day's text; and where that list is unknown, a conclusion for which no two officers stand (guards 12).
    """
    folder = Folder.held(case.pk)
    held = folder.case
    require_grant(folder, actor)
    faults = faults_of_step(folder, code, given.on) + faults_of_given(held, code, given)
    papers, more = draw_papers(held.kind, code, given.on, given.papers, issuer_of(held))
    if faults or more:
        raise Refused([*faults, *more])
    unverified = code == CONCLUDE and of_conclusions(body_of(held), given.on).verdict == "unknown"
    data = _data(held, code, given, unverified)
    taken = Taken(code, given.on, data, papers=papers.papers, days=_days(held, code, given))
    sequence = take_step_in(folder, taken, actor=actor)
    papers.issue(held, code, actor=actor)
    if code == CONCLUDE:
        Conclusion.objects.bulk_create(
            Conclusion(allegation_id=allegation, result=result, is_unverified=unverified, recorded_by=sequence)
            for allegation, result in given.results.items()
        )
    return sequence


@transaction.atomic
def state_for_conclusion(case: Case, article: str, document: str, *, actor: Actor) -> int:
    """Whoever has the case open states what its conclusions stand on where the list is unknown; gives the entry."""
    require_grant(case, actor)
    return state_ground(case, NewGround(GROUNDED, article, document), BODY, actor=actor)


@transaction.atomic
def vouch_for_conclusion(case: Case, *, actor: Actor) -> int:
    """A second officer who has the case open vouches for it; gives the entry."""
    require_grant(case, actor)
    return vouch_for_ground(case, GROUNDED, BODY, actor=actor)


def faults_of_given(case: Case, code: str, given: Given) -> list[Refusal]:
    """Everything that is missing or wrong in what a step says besides its papers."""
    found = []
    if code == REPORT and given.kept_at not in KEPT_AT:
        found.append(Refusal("kept-at", "Chưa chọn nơi lưu báo cáo.", remedy="Hãy chọn nơi báo cáo giấy đang ở."))
    if code in TIMED:
        found += _faults_of_time(case, code, given)
    return found + (_faults_of_results(case, given) if code == CONCLUDE else [])


def _faults_of_time(case: Case, code: str, given: Given) -> list[Refusal]:
    before = until(case)
    if given.until is None:
        told = "Chưa ghi gia hạn đến ngày nào."
        return [Refusal("until", told, remedy="Hãy ghi ngày trong quyết định.")] if code == "extended" else []
    if given.until < given.on or (before and given.until <= before):
        told = f"Ngày mới ({show(given.until)}) không muộn hơn ngày đang có."
        return [Refusal("not-later", told, remedy="Hãy xem lại ngày trong quyết định.")]
    return []


def _faults_of_results(case: Case, given: Given) -> list[Refusal]:
    found, answer = [], of_conclusions(body_of(case), given.on)
    if {row.pk for row in allegations_of(case)} != set(given.results):
        told = "Chưa kết luận cho từng nội dung tố cáo, hoặc có nội dung không thuộc việc này."
        found.append(Refusal("each", told, remedy="Hãy chọn một kết luận cho mỗi nội dung."))
    found += faults_of_result(list(given.results.values()), answer)
    ground = ground_of(case, GROUNDED)
    if answer.verdict == "unknown" and (ground is None or ground.vouched_by is None):
        told = f"Chưa rõ các loại kết luận theo quy định ngày {show(given.on)}. {answer.reason}"
        remedy = "Một người đang mở việc này nêu điều, văn bản làm căn cứ; một người khác xác nhận."
        found.append(Refusal("unknown", told, remedy=remedy))
    return found


def _data(case: Case, code: str, given: Given, unverified: bool) -> dict[str, Plain]:
    if code == REPORT:
        return {"kept_at": given.kept_at}
    if code == EXCHANGE:
        return {"answered": given.answered}
    if code in TIMED and given.until:
        return {"until": given.until.isoformat()}
    if code == CONCLUDE:
        return {"unverified": unverified, "results": [
            {"organisation": row.organisation_id, "person": row.person_id, "item": row.item, "result": given.results[row.pk]}
            for row in allegations_of(case)
        ]}  # fmt: skip
    return {}


def _days(case: Case, code: str, given: Given) -> dict[str, date]:
    """The plan's own last day for the conclusion, or the one a decision put in its place."""
    last = given.until if code in TIMED and given.until else until(case)
    return {CONCLUDE: last} if last else {}
