"""How a case moves: a step is taken, what was awaited is met, what comes next waits. For rooms that have said who may."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from liemchinh.access.actor import Actor
from liemchinh.casework.counting import Count
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Deadline, Paper, Party, Step, Vote
from liemchinh.journal.bulk import reserve_ids
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from regulations.answers import Refusal, Refused
from regulations.charter import open_charter
from regulations.procedures import timing


@dataclass(frozen=True, slots=True)
class Who:
    """A party: its role and either an organisation or a person."""

    role: str
    organisation: int | None = None
    person: int | None = None


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper of a step, as written on it."""

    kind: str
    number: str
    dated: date | None = None
    issuer: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A step to be recorded. `leads_to`: which steps are awaited next (None: all that the procedure lets follow); () ends the case.

    `days`: step → the day by which its own paper says it must be taken. `parties`: who takes which role from this step on.
    """

    code: str
    on: date
    data: Mapping[str, Plain] = field(default_factory=dict)
    personal: Mapping[str, str] = field(default_factory=dict)
    papers: Sequence[NewPaper] = ()
    count: Count | None = None
    whole: int = 0
    leads_to: Sequence[str] | None = None
    days: Mapping[str, date] = field(default_factory=dict)
    parties: Sequence[Who] = ()


def open_case(kind: str, parties: Sequence[Who], first: Taken, *, actor: Actor) -> Case:
    """A new case with its first step, recorded as one entry "<kind>.<step>". Needs an open transaction; the caller has said who may.

    Refuses a step of a day to come.
    """
    faults = faults_of_day(first.on, f"“{_title(kind, first.code, first.on)}”")
    if faults:
        raise Refused(faults)
    number = reserve_ids(Case, 1)[0]
    roles = {one.role: one for one in parties}
    sequence = _record(number, kind, roles, first, actor)
    case = Case.objects.create(id=number, kind=kind, recorded_by=sequence)
    Party.objects.bulk_create(
        Party(case=case, role=one.role, organisation_id=one.organisation, person_id=one.person, recorded_by=sequence)
        for one in parties
    )
    _write(case, first, sequence)
    return case


def take_step(case: Case, taken: Taken, *, actor: Actor) -> int:
    """The next step of a case; gives its entry.

    Refuses a case that has ended, a step that is not awaited or not yet open, and a day to come.
    """
    held = hold_case(case.pk)
    faults = _faults(held, taken)
    if faults:
        raise Refused(faults)
    roles = parties_of(held.pk) | {one.role: one for one in taken.parties}
    sequence = _record(held.pk, held.kind, roles, taken, actor)
    for one in taken.parties:
        change_party(held, one, sequence)
    Deadline.objects.filter(case=held, cancelled_by=None).update(cancelled_by=sequence)
    _write(held, taken, sequence)
    return sequence


def change_party(case: Case, who: Who, sequence: int) -> None:
    """Another organisation or person takes a role from the entry `sequence` on; who held it before stays readable."""
    Party.objects.filter(case=case, role=who.role, cancelled_by=None).update(cancelled_by=sequence)
    Party.objects.create(
        case=case, role=who.role, organisation_id=who.organisation, person_id=who.person, recorded_by=sequence
    )


def parties_of(case: int) -> dict[str, Who]:
    """Who takes part in a case now, by role."""
    rows = Party.objects.filter(case_id=case, cancelled_by=None)
    return {row.role: Who(row.role, row.organisation_id, row.person_id) for row in rows}


def faults_of_step(case: Case, code: str, on: date) -> list[Refusal]:
    """Every reason why the procedure does not let this step be taken on that day; for rooms that gather all reasons at once."""
    return _faults(case, Taken(code, on))


def _faults(case: Case, taken: Taken) -> list[Refusal]:
    title = _title(case.kind, taken.code, taken.on)
    if case.closed_by is not None:
        return [Refusal("case-closed", f"Không ghi được “{title}”: việc này đã kết thúc.", remedy="Hãy lập việc mới.")]
    awaited = {row.step: row for row in Deadline.objects.filter(case=case, cancelled_by=None)}
    if taken.code not in awaited:
        told = "; ".join(f"“{_title(case.kind, code, taken.on)}”" for code in awaited)
        return [
            Refusal(
                "not-awaited",
                f"Chưa đến bước “{title}”.",
                remedy=f"Bước đang chờ: {told}." if told else "Không có bước nào chờ.",
            )
        ]
    found = faults_of_day(taken.on, f"“{title}”")
    last = Step.objects.filter(case=case, cancelled_by=None).order_by("-on").values_list("on", flat=True).first()
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


def _record(case: int, kind: str, roles: Mapping[str, Who], taken: Taken, actor: Actor) -> int:
    acting = roles.get(case_kind(kind).procedure.step(taken.code, taken.on).role)
    person = next((one.person for one in roles.values() if one.person is not None), None)
    data = dict(taken.data)
    if taken.count:
        votes: list[Plain] = [
            taken.count.issued,
            taken.count.returned,
            taken.count.valid,
            taken.count.votes_for,
            taken.whole,
        ]
        data["votes"] = votes
    if taken.papers:
        data["papers"] = [
            {
                "kind": one.kind,
                "number": one.number,
                "dated": one.dated.isoformat() if one.dated else None,
                "issuer": one.issuer,
            }
            for one in taken.papers
        ]
    entry = NewEntry(
        f"{kind}.{taken.code}",
        taken.on,
        organisation=acting.organisation if acting else None,
        member=person,
        case=case,
        data=data,
        personal=taken.personal,
    )
    return record([entry], actor=actor)[0]


def _write(case: Case, taken: Taken, sequence: int) -> None:
    Step.objects.create(case=case, code=taken.code, on=taken.on, recorded_by=sequence)
    Paper.objects.bulk_create(
        Paper(
            case=case,
            step=taken.code,
            kind=one.kind,
            number=one.number,
            dated=one.dated,
            issuer_id=one.issuer,
            recorded_by=sequence,
        )
        for one in taken.papers
    )
    if taken.count:
        Vote.objects.create(
            case=case, step=taken.code, issued=taken.count.issued, returned=taken.count.returned, valid=taken.count.valid,
            votes_for=taken.count.votes_for, whole=taken.whole, recorded_by=sequence,
        )  # fmt: skip
    _await(case, taken, sequence)


def _await(case: Case, taken: Taken, sequence: int) -> None:
    procedure = case_kind(case.kind).procedure
    following = procedure.following(taken.code, taken.on)
    if taken.leads_to is not None:
        following = [procedure.step(code, taken.on) for code in taken.leads_to]
    if not following:
        Case.objects.filter(pk=case.pk).update(closed_by=sequence)
        case.closed_by = sequence
        return
    charter, days = open_charter(settings.CHARTER), _days_of(case)
    rows = []
    for step in following:
        start = days.get(step.counted_from, taken.on)
        told = timing(charter.rulebook, charter.calendar, step, start, on=taken.on)
        rows.append(
            Deadline(
                case=case, step=step.code, role=step.role, counted_from=start, opens_on=told.opens_on,
                due_on=taken.days.get(step.code) or (told.due.due if told.due else None), is_unknown=told.unknown, recorded_by=sequence,
            )
        )  # fmt: skip
    Deadline.objects.bulk_create(rows)


def _days_of(case: Case) -> dict[str, date]:
    return dict(Step.objects.filter(case=case, cancelled_by=None).order_by("recorded_by").values_list("code", "on"))
