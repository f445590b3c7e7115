"""Lists of who owes a declaration: drawn up from the posts held on a day, added to by name, and left again for a reason of the list."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.declarations.due import Candidate, unlisted
from liemchinh.declarations.faults import faults_of_kind, faults_of_person, faults_of_year, refusal
from liemchinh.declarations.holding import held_duty
from liemchinh.declarations.models import Duty
from liemchinh.declarations.queries import is_handed_in
from liemchinh.declarations.words import KEEP, RELEASES
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.locking import lock_people
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.locking import lock_organisations
from liemchinh.rulebook.current import charter
from regulations.answers import Refused
from regulations.rules.declaring import ANNUAL, due_on


@transaction.atomic
def draw_up_list(organisation: int, on: date, *, actor: Actor) -> int:
    """Lists everybody who must declare in the year of a day by the posts held on it, and is on no list yet; gives how many.

    Whoever the rules do not know of is not listed (guards 12). Refuses a day to come, a year without lists, an ended organisation, and
    where there is nobody to list.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    faults = faults_of_day(on, _("Danh sách")) + faults_of_year(on.year, clock.today())
    faults += faults_of_places([(organisation, on)]).values()
    found = [] if faults else [one for one in unlisted(organisation, on.year, on) if one.answer.verdict == "yes"]
    if not faults and not found:
        told = _("Không có ai phải thêm vào danh sách của ngày này.")
        faults.append(refusal("nobody", told, _("Ghi chức vụ, vị trí của người phải kê khai trước.")))
    if faults:
        raise Refused(faults)
    lock_people(one.person for one in found)
    return len(_write(organisation, ANNUAL, found, on, actor))


@transaction.atomic
def add_duty(organisation: int, kind: str, person: int, arose_on: date, *, actor: Actor) -> Duty:
    """Lists somebody for a declaration that no post alone calls for: the first, a supplementary one, one for personnel work.

    Refuses, all at once: a kind on no list or the annual one, nobody of the register, a day to come, an ended organisation, and the same
    declaration of the same day twice.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    lock_people([person])
    faults = faults_of_kind(kind) + faults_of_person(person, actor) + faults_of_day(arose_on, _("Nghĩa vụ kê khai"))
    faults += faults_of_year(arose_on.year, clock.today())
    faults += faults_of_places([(organisation, min(arose_on, clock.today()))]).values()
    if kind == ANNUAL:
        told = _("Danh sách kê khai hằng năm lập từ chức vụ, vị trí.")
        faults.append(refusal("annual", told, _("Ghi vị trí của người ấy, rồi lập danh sách.")))
    if Duty.objects.filter(person_id=person, kind=kind, arose_on=arose_on, cancelled_by=None).exists():
        faults.append(refusal("twice", _("Người này đã ở trong danh sách ấy."), _("Xem lại danh sách.")))
    if faults:
        raise Refused(faults)
    one = Candidate(person, "", (), False, charter(organisation).rulebook.parameter("declaration.kinds", on=arose_on))
    return _write(organisation, kind, [one], arose_on, actor)[0]


@transaction.atomic
def release_duty(duty: int, reason: str, *, actor: Actor) -> int:
    """Somebody on a list owes this declaration no more, or never did; gives the entry.

    Refuses a reason on no list, and whoever handed it in already.
    """
    row = held_duty(duty, actor)
    faults = faults_of_reason(reason, RELEASES)
    if is_handed_in(row.pk):
        told = _("Bản kê khai này đã ghi là nộp.")
        faults.append(refusal("handed", told, _("Ghi nhầm thì hủy dòng nộp trước.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"declaration_kind": row.kind, "year": row.year, "reason": reason}
    entry = NewEntry(
        "declarations.released", clock.today(), row.organisation_id, member=row.person_id, cancels=row.recorded_by, data=data
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Duty.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


def _write(organisation: int, kind: str, found: Sequence[Candidate], on: date, actor: Actor) -> list[Duty]:
    rules = charter(organisation)
    last = due_on(rules.rulebook, rules.calendar, kind, on, on=on).value
    due = last if isinstance(last, date) else None
    basis = {one.person: one.basis if kind == ANNUAL else "" for one in found}
    entries = [
        NewEntry(
            "declarations.listed", on, organisation, member=one.person,
            data={"declaration_kind": kind, "year": on.year, "basis": basis[one.person], "leads": one.leads,
                  "due_on": due.isoformat() if due else None},
        )
        for one in found
    ]  # fmt: skip
    sequences = record(entries, actor=actor)
    return Duty.objects.bulk_create(
        Duty(
            person_id=one.person, organisation_id=organisation, kind=kind, year=on.year, basis=basis[one.person], leads=one.leads,
            arose_on=on, due_on=due, recorded_by=sequence,
        )
        for one, sequence in zip(found, sequences, strict=True)
    )  # fmt: skip
