"""A case asks for a suspension, extends and ends it. The register tells the suspension, as of anybody else, and never the case.

Its decision is a paper of the case: numbered and made here where the committee that decides keeps the case, otherwise as typed.
"""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_cases
from liemchinh.casework.models import Case, Paper
from liemchinh.casework.suspending import Told, suspensions
from liemchinh.discipline.folder import BEGUN, Folder
from liemchinh.discipline.given import issuer_of
from liemchinh.discipline.suspended import begun_by, running_here
from liemchinh.discipline.taking import require_grant
from liemchinh.journal.services import NewEntry, record
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.of_steps import HERE, NO_PAPER, SECRET, Choice, StepPapers, draw_paper_of_act, typed
from regulations.answers import Refusal, Refused

EXTENDED, ENDED = "discipline.suspension_extended", "discipline.suspension_ended"
# What each act draws up, as the procedure calls it.
DOCUMENTS: Mapping[str, str] = {BEGUN: "suspension_decision", EXTENDED: "suspension_extension", ENDED: "suspension_end"}


@transaction.atomic
def begin_suspension(case: Case, told: Told, papers: Choice = NO_PAPER, *, actor: Actor) -> int:
    """The activity of the person concerned is suspended by a decision of a committee above their branch; gives the entry of the case.

    Refuses whoever does not hold the case, an ended case, one about an organisation, a decision of another committee to be made here,
    what `draw_paper_of_act` refuses, and what the register's own room refuses: somebody suspended already, a day to come, no number.
    """
    require_grant(case, actor)
    folder = Folder(hold_cases([case.pk])[0])
    person = folder.subject.person
    if folder.case.closed_by is not None or person is None:
        said = "Chỉ đình chỉ sinh hoạt của một hội viên, khi việc này chưa kết thúc."
        raise Refused([Refusal("no-suspension", said, remedy="Hãy mở lại trang.")])
    by = told.body or 0
    told, drawn = _numbered(folder, BEGUN, told, papers, by)
    matter = suspensions().begin(person, told, actor=actor)
    found = suspensions().running(person)
    until = found.deadline.due_on if found and found.deadline else None
    return _record(folder, BEGUN, replace(told, until=until), drawn, (matter, by), actor)


@transaction.atomic
def extend_suspension(case: Case, told: Told, papers: Choice = NO_PAPER, *, actor: Actor) -> int:
    """The suspension begun in this case lasts longer, within what the rules of that day allow; gives the entry of the case."""
    folder, matter, by = _running(case, actor)
    told, drawn = _numbered(folder, EXTENDED, told, papers, by)
    suspensions().extend(matter, told, actor=actor)
    return _record(folder, EXTENDED, told, drawn, (matter, by), actor)


@transaction.atomic
def end_suspension(case: Case, told: Told, papers: Choice = NO_PAPER, *, actor: Actor) -> int:
    """The suspension begun in this case ends, by a decision or, without a paper, on its last day; gives the entry of the case."""
    folder, matter, by = _running(case, actor)
    told, drawn = _numbered(folder, ENDED, told, papers, by)
    suspensions().end(matter, told, actor=actor)
    return _record(folder, ENDED, told, drawn, (matter, by), actor)


def issuer_here(case: Folder, by: int) -> Issuer | None:
    """Whose paper a decision of that committee is, where it can be made here: where the committee itself keeps the case."""
    return issuer_of(case) if by == case.body else None


def _running(case: Case, actor: Actor) -> tuple[Folder, int, int]:
    require_grant(case, actor)
    found = running_here(Folder(case))
    if found is None:
        said = "Không có đình chỉ nào bắt đầu từ việc này còn hiệu lực."
        raise Refused([Refusal("not-suspended", said, remedy="Đình chỉ khác thì ghi ở mục Tình trạng hội viên.")])
    both = {held.pk: held for held in hold_cases([case.pk, found.matter])}
    return Folder(both[case.pk]), found.matter, begun_by(both[case.pk], found.matter)


def _numbered(case: Folder, act: str, told: Told, choice: Choice, by: int) -> tuple[Told, StepPapers]:
    """What is told with the number of its paper, and the paper; all reasons against the paper are refused here."""
    issuer = issuer_here(case, by)
    if choice.way not in (HERE, SECRET):
        choice, issuer = typed(told.number or choice.number), issuer or Issuer(by)
    if issuer is None:
        said = "Quyết định của ban điều hành khác thì cấp ấy cấp số và lập."
        raise Refused([Refusal("paper-elsewhere", said, remedy="Hãy ghi số, ngày như trên văn bản đã nhận.")])
    drawn, faults = draw_paper_of_act(DOCUMENTS[act], told.dated or told.on, choice, issuer)
    if faults:
        raise Refused(faults)
    return (replace(told, number=drawn.papers[0].number) if drawn.papers else told), drawn


def _record(case: Folder, kind: str, told: Told, drawn: StepPapers, of: tuple[int, int], actor: Actor) -> int:
    matter, by = of
    papers = [[one.kind, one.number, one.dated.isoformat() if one.dated else None, one.issuer] for one in drawn.papers]
    data = {"matter": matter, "by": by, "until": told.until.isoformat() if told.until else None, "papers": papers}
    entry = NewEntry(kind, told.on, organisation=case.body, case=case.pk, data=data)
    sequence, act = record([entry], actor=actor)[0], kind.partition(".")[2]
    Paper.objects.bulk_create(
        Paper(
            case=case.case, step=act, kind=one.kind, number=one.number, dated=one.dated, issuer_id=one.issuer,
            recorded_by=sequence,
        )
        for one in drawn.papers
    )  # fmt: skip
    drawn.issue(case.case, act, actor=actor)
    return sequence
