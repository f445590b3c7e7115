"""A step as it goes into the book and into the rows: its entry, and what the case has from it on. Nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model

from liemchinh.casework.counting import Count
from liemchinh.casework.folder import Who
from liemchinh.casework.history import kept, withholds
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Paper, Step, Vote
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry
from regulations.answers import Refusal


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

    `days`: step → the day by which its own paper says it must be taken. `parties`: who takes which role from this step on; of a role
    that several may hold they come beside those who are there, and `leaving` go. `history`: everything that speaks against a step decided
    on paper or before this software, which is recorded all the same and keeps it beside itself (None: no such step). `ballot`: the numbers
    of a vote whose rows the room keeps itself, by the names of its form.
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
    leaving: Sequence[Who] = ()
    history: Sequence[Refusal] | None = None
    ballot: Mapping[str, int] = field(default_factory=dict)


def entry_of(case: int, kind: str, parties: Iterable[Who], taken: Taken, arises_from: Sequence[int] = ()) -> NewEntry:
    """The entry of a step of a case in which these take part."""
    roles = {one.role: one for one in parties}
    acting = roles.get(case_kind(kind).procedure.step(taken.code, taken.on).role)
    if case_kind(kind).granted and (acting is None or acting.organisation is None):
        # A step of the person concerned: the entry stands in the book of whoever keeps the case.
        acting = next((roles[role] for role in case_kind(kind).rights if role in roles), None)
    person = next((one.person for one in roles.values() if one.person is not None), None)
    granted = case_kind(kind).granted
    data = {**taken.data, **_kept(taken), **(_moved(taken) if granted else {})}
    if arises_from:
        data["arises_from"] = list(arises_from)
    return NewEntry(
        f"{kind}.{taken.code}",
        taken.on,
        organisation=acting.organisation if acting else None,
        # Whom a granted case is about stands among its parties: the book is not searched by person for it.
        member=None if granted else person,
        case=case,
        data=data,
        personal=taken.personal,
    )


def step_of(case: Case, taken: Taken, sequence: int) -> Step:
    """The row of a step recorded by an entry."""
    history = taken.history
    return Step(
        case=case, code=taken.code, on=taken.on, is_history=history is not None, withheld=withholds(history or ()),
        recorded_by=sequence,
    )  # fmt: skip


def rows_beside(case: Case, taken: Taken, sequence: int) -> list[Model]:
    """The rows of its papers and of its vote."""
    found: list[Model] = [
        Paper(
            case=case, step=taken.code, kind=one.kind, number=one.number, dated=one.dated, issuer_id=one.issuer,
            recorded_by=sequence,
        )
        for one in taken.papers
    ]  # fmt: skip
    if taken.count:
        count = taken.count
        found.append(
            Vote(
                case=case, step=taken.code, issued=count.issued, returned=count.returned, valid=count.valid,
                votes_for=count.votes_for, whole=taken.whole, recorded_by=sequence,
            )
        )  # fmt: skip
    return found


def _kept(taken: Taken) -> dict[str, Plain]:
    data: dict[str, Plain] = {}
    if taken.count:
        count = taken.count
        data["votes"] = [count.issued, count.returned, count.valid, count.votes_for, taken.whole]
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
    if taken.history is not None:
        data["history"] = kept(taken.history)
    return data


def _moved(taken: Taken) -> dict[str, Plain]:
    told = {"parties": taken.parties, "leaving": taken.leaving}
    return {
        key: [{"role": one.role, "organisation": one.organisation, "person": one.person} for one in who]
        for key, who in told.items()
        if who
    }
