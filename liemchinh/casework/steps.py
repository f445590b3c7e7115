"""How a case moves: a step is taken, what was awaited is met, what comes next waits. For rooms that have said who may."""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from liemchinh.access.actor import Actor, in_person
from liemchinh.casework.awaiting import await_next
from liemchinh.casework.boxes import faults_of_box
from liemchinh.casework.entering import NewPaper as NewPaper
from liemchinh.casework.entering import Taken as Taken
from liemchinh.casework.entering import entry_of, rows_beside, step_of
from liemchinh.casework.folder import Folder
from liemchinh.casework.folder import Who as Who
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Deadline, Grant, Link, Party
from liemchinh.casework.opening import faults_of_filer, faults_of_opener, faults_of_taker, opener
from liemchinh.journal.bulk import reserve_ids, write_rows
from liemchinh.journal.services import record
from liemchinh.members.days import faults_of_day
from regulations.answers import Refusal, Refused


def open_case(
    kind: str,
    parties: Sequence[Who],
    first: Taken,
    *,
    arises_from: Sequence[Case] = (),
    filed: bool = False,
    actor: Actor,
) -> Case:
    """A new case with its first step, recorded as one entry "<kind>.<step>". Needs an open transaction; the caller has said who may.

    `arises_from`: the cases it came out of. Of a granted kind the opener holds the grant from this entry on. `filed`: one of its people
    files it in person; nobody has it open until two officers there give it to somebody (`holders.cases_without_holder`). Refuses a step
    of a day to come, and of a granted kind an opener without the right in an acting organisation, or whom the case is about.
    """
    told = [(one.role, one.organisation, one.person) for one in parties]
    faults = faults_of_filer(kind, told, actor) if filed else faults_of_opener(kind, told, actor, opener(actor))
    faults = faults or faults_of_day(first.on, f"“{_title(kind, first.code, first.on)}”")
    if faults:
        raise Refused(faults)
    number = reserve_ids(Case, 1)[0]
    taken = replace(first, parties=parties, data={**first.data, **({"filed": True} if filed else {})})
    sequence = record([entry_of(number, kind, parties, taken, [one.pk for one in arises_from])], actor=actor)[0]
    case = Case(id=number, kind=kind, recorded_by=sequence)
    many = case_kind(kind).procedure.many
    rows = [party_of(case, one, many, sequence) for one in parties]
    links = [Link(case=case, source=one, recorded_by=sequence) for one in arises_from]
    holds = case_kind(kind).granted and not filed
    grants = [Grant(case=case, account=in_person(actor), recorded_by=sequence)] if holds else []
    write_rows([case, *rows, *links, *grants])
    folder = Folder(case)
    folder.rows, folder.steps = rows, []
    _write(folder, taken, sequence)
    return case


def take_step(case: Case, taken: Taken, *, actor: Actor) -> int:
    """The next step of a case; gives its entry.

    Refuses a case that has ended, a step that is not awaited or not yet open, and a day to come; of a granted kind whoever does not hold
    the grant, but for the steps of the person concerned; numbers of a vote that are not those of its secret box. A step of history is
    refused in an ended case, for a day to come and for such numbers alone; what else speaks against it is kept beside it.
    """
    return take_step_in(Folder.held(case.pk), taken, actor=actor)


def take_step_in(folder: Folder, taken: Taken, *, actor: Actor) -> int:
    """The same for a room that holds the case and has read its folder, which stays true to it: the next step may follow."""
    held, taken = folder.case, checked(folder, taken, actor)
    if faults := faults_of_box(held, taken):
        raise Refused(faults)
    sequence = record([entry_of(held.pk, held.kind, all_parties(folder, taken), taken)], actor=actor)[0]
    for one in taken.parties:
        change_party(held, one, sequence)
    for one in taken.leaving:
        _parties(held.pk, one).update(cancelled_by=sequence)
    if taken.parties or taken.leaving:
        # With the parties it may have passed out of the actor's hands.
        folder.open_to = None
        del folder.rows
    Deadline.objects.filter(case=held, cancelled_by=None).update(cancelled_by=sequence)
    _write(folder, taken, sequence)
    return sequence


def checked(folder: Folder, taken: Taken, actor: Actor) -> Taken:
    """The step as it may be recorded, of one of history with all that speaks against its order. Refuses what `take_step` refuses."""
    held, role = folder.case, case_kind(folder.kind).procedure.step(taken.code, taken.on).role
    faults = faults_of_taker(folder, role, actor) or _closed(held, taken)
    against = [] if faults else _out_of_course(folder, taken)
    faults = faults or _ahead(held, taken)
    if taken.history is not None:
        taken, against = replace(taken, history=[*taken.history, *against]), []
    if faults or against:
        raise Refused([*faults, *against])
    return taken


def change_party(case: Case, who: Who, sequence: int) -> None:
    """Another organisation or person takes a role from the entry `sequence` on; who held it before stays readable.

    Of a role that several may hold they come beside those who are there.
    """
    many = case_kind(case.kind).procedure.many
    before = _parties(case.pk, who) if who.role in many else _parties(case.pk, Who(who.role))
    before.update(cancelled_by=sequence)
    party_of(case, who, many, sequence).save(force_insert=True)


def parties_of(case: int) -> dict[str, Who]:
    """Who takes part in a case now, by role; not the roles that several may hold."""
    rows = Party.objects.filter(case_id=case, cancelled_by=None, many=False)
    return {row.role: Who(row.role, row.organisation_id, row.person_id) for row in rows}


def subjects_of(case: int, role: str = "") -> list[Who]:
    """Who holds the roles of a case that several may hold (only `role`, if given), in the order in which they came."""
    rows = Party.objects.filter(case_id=case, cancelled_by=None, many=True).order_by("pk")
    return [Who(row.role, row.organisation_id, row.person_id) for row in rows if role in ("", row.role)]


def faults_of_step(case: Case | Folder, code: str, on: date) -> list[Refusal]:
    """Every reason why the procedure does not let this step be taken on that day; for rooms that gather all reasons at once."""
    folder, taken = case if isinstance(case, Folder) else Folder(case), Taken(code, on)
    return _closed(folder.case, taken) or [*_ahead(folder.case, taken), *_out_of_course(folder, taken)]


def _parties(case: int, who: Who) -> QuerySet[Party]:
    found = Party.objects.filter(case_id=case, role=who.role, cancelled_by=None)
    return found.filter(organisation_id=who.organisation, person_id=who.person) if who != Who(who.role) else found


def party_of(case: Case, who: Who, many: Container[str], sequence: int) -> Party:
    """The row of a party that came with an entry."""
    return Party(
        case=case, role=who.role, organisation_id=who.organisation, person_id=who.person, many=who.role in many,
        recorded_by=sequence,
    )  # fmt: skip


def all_parties(folder: Folder, taken: Taken) -> list[Who]:
    """Everybody who takes part once the step is taken."""
    roles = folder.parties | {one.role: one for one in taken.parties}
    return [*roles.values(), *folder.subjects()]


def _closed(case: Case, taken: Taken) -> list[Refusal]:
    if case.closed_by is None:
        return []
    told = f"Không ghi được “{_title(case.kind, taken.code, taken.on)}”: việc này đã kết thúc."
    return [Refusal("case-closed", told, remedy="Hãy lập việc mới.")]


def _ahead(case: Case, taken: Taken) -> list[Refusal]:
    return faults_of_day(taken.on, f"“{_title(case.kind, taken.code, taken.on)}”")


def _out_of_course(case: Folder, taken: Taken) -> list[Refusal]:
    title, awaited = _title(case.kind, taken.code, taken.on), case.awaited
    if taken.code not in awaited:
        told = "; ".join(f"“{_title(case.kind, code, taken.on)}”" for code in awaited)
        return [
            Refusal(
                "not-awaited",
                f"Chưa đến bước “{title}”.",
                remedy=f"Bước đang chờ: {told}." if told else "Không có bước nào chờ.",
            )
        ]
    found = []
    last = max((row.on for row in case.steps), default=None)
    if last and taken.on < last:
        found.append(
            Refusal("before-last", f"“{title}” ghi ngày {taken.on:%d/%m/%Y}, trước bước đã ghi ngày {last:%d/%m/%Y}.",
                    remedy="Hãy kiểm tra ngày.")
        )  # fmt: skip
    opens_on = awaited[taken.code].opens_on
    if opens_on and taken.on < opens_on:
        step = case_kind(case.kind).procedure.step(taken.code, taken.on)
        found.append(
            Refusal(
                "not-open",
                f"“{title}” chỉ làm được từ ngày {opens_on:%d/%m/%Y}.",
                str(step.citation),
                "Hãy chờ đến ngày đó.",
            )
        )
    return found


def _title(kind: str, code: str, on: date) -> str:
    return case_kind(kind).procedure.step(code, on).title


def _write(folder: Folder, taken: Taken, sequence: int) -> None:
    step = step_of(folder.case, taken, sequence)
    folder.steps = [*folder.steps, step]
    write_rows([step, *rows_beside(folder.case, taken, sequence)])
    await_next(folder, taken.code, taken.on, taken.leads_to, taken.days, sequence)
