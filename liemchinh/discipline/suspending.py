"""A case asks for a suspension, extends and ends it. The register tells the suspension, as of anybody else, and never the case."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_cases
from liemchinh.casework.models import Case
from liemchinh.casework.suspending import Told, suspensions
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.suspended import BEGUN, running_here
from liemchinh.discipline.taking import require_grant
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused

EXTENDED, ENDED = "discipline.suspension_extended", "discipline.suspension_ended"


@transaction.atomic
def begin_suspension(case: Case, told: Told, *, actor: Actor) -> int:
    """The activity of the person concerned is suspended by a decision of a committee above their branch; gives the entry of the case.

    Refuses whoever does not hold the case, an ended case, one about an organisation, and what the register's own room refuses: somebody
    suspended already, a day to come, no number.
    """
    require_grant(case, actor)
    held = hold_cases([case.pk])[0]
    person = Folder(held).subject.person
    if held.closed_by is not None or person is None:
        said = "Chỉ đình chỉ sinh hoạt của một đảng viên, khi việc này chưa kết thúc."
        raise Refused([Refusal("no-suspension", said, remedy="Hãy mở lại trang.")])
    return _record(held, BEGUN, told, suspensions().begin(person, told, actor=actor), actor)


@transaction.atomic
def extend_suspension(case: Case, told: Told, *, actor: Actor) -> int:
    """The suspension begun in this case lasts longer, within what the rules of that day allow; gives the entry of the case."""
    held, matter = _running(case, actor)
    suspensions().extend(matter, told, actor=actor)
    return _record(held, EXTENDED, told, matter, actor)


@transaction.atomic
def end_suspension(case: Case, told: Told, *, actor: Actor) -> int:
    """The suspension begun in this case ends, by a decision or, without a number, on its last day; gives the entry of the case."""
    held, matter = _running(case, actor)
    suspensions().end(matter, told, actor=actor)
    return _record(held, ENDED, told, matter, actor)


def _running(case: Case, actor: Actor) -> tuple[Case, int]:
    require_grant(case, actor)
    found = running_here(Folder(case))
    if found is None:
        said = "Không có đình chỉ nào bắt đầu từ việc này còn hiệu lực."
        raise Refused([Refusal("not-suspended", said, remedy="Đình chỉ khác thì ghi ở mục Tình trạng đảng viên.")])
    both = {held.pk: held for held in hold_cases([case.pk, found.matter])}
    return both[case.pk], found.matter


def _record(case: Case, kind: str, told: Told, matter: int, actor: Actor) -> int:
    entry = NewEntry(kind, told.on, organisation=Folder(case).body, case=case.pk, data={"matter": matter})
    return record([entry], actor=actor)[0]
