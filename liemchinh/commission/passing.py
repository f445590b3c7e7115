"""What passed from bodies that ended to their heirs, as it stands today: open cases, and sanctions that still count."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from liemchinh.access.actor import Actor
from liemchinh.casework.apart import stands_apart
from liemchinh.casework.kinds import CaseKind, granted_kinds
from liemchinh.casework.models import Case, Party
from liemchinh.casework.places import heir_on
from liemchinh.commission.states import due_days, last_steps
from liemchinh.discipline.cases import KIND, VERB
from liemchinh.discipline.queries import running
from liemchinh.journal import clock
from liemchinh.members.moves import moves_now
from liemchinh.organisations.models import Succession
from liemchinh.organisations.queries import subtree


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """From a body that ended to the one that acts now, by the entry of a reorganisation."""

    ended: int
    heir: int
    reorganised: int


@dataclass(frozen=True, slots=True)
class Passed:
    """An open case (`step`: the last one taken), or a sanction (`form`, `number` of its decision); `on`: the day of either."""

    case: int
    kind: str
    on: date
    step: str = ""
    due_on: date | None = None
    is_unknown: bool = False
    number: str = ""
    form: str = ""
    lapses_on: date | None = None


def passages(actor: Actor) -> dict[Passage, list[Passed]]:
    """What passed to organisations where the actor disciplines; of each kind of case only where they have its right.

    Nothing of cases in which they have no part (`stands_apart`). A fixed number of queries.
    """
    return _gathered(actor, ~stands_apart(actor))


def bodies_left(actor: Actor) -> set[Passage]:
    """The same bodies without what passed: for home pages."""
    which = ~stands_apart(actor)
    came = _came(actor, which).values_list("ended", "organisation_id", "recorded_by")
    return {Passage(*row) for row in came if row[0] is not None} | {one for one, _told in _sanctions(actor, which)}


def passed(ended: int, heir: int, actor: Actor) -> tuple[Passage | None, list[Passed]]:
    """Everything that passed from one body to its heir, also what the actor has no part in: for the list that is frozen."""
    for passage, rows in _gathered(actor, Q()).items():
        if (passage.ended, passage.heir) == (ended, heir):
            return passage, rows
    return None, []


def kinds_seen_by(actor: Actor) -> list[CaseKind]:
    """The kinds of case whose right the actor has wherever they discipline."""
    keeps = actor.roots(VERB)
    return [kind for kind in granted_kinds() if all(keeps <= actor.roots(verb) for verb in kind.rights.values())]


def _gathered(actor: Actor, which: Q) -> Mapping[Passage, list[Passed]]:
    found: dict[Passage, list[Passed]] = defaultdict(list)
    for passage, one in (*_cases(actor, which), *_sanctions(actor, which)):
        found[passage].append(one)
    return {passage: sorted(found[passage], key=lambda one: (one.form != "", one.case)) for passage in sorted(found)}


def _cases(actor: Actor, which: Q) -> list[tuple[Passage, Passed]]:
    came = _came(actor, which)
    cases = Case.objects.filter(pk__in=came.values("case"))
    last, due = last_steps(cases), due_days(cases)
    return [
        (Passage(ended, heir, sequence), Passed(case, kind, last[case][1], last[case][0], *due.get(case, (None, False))))
        for case, kind, ended, heir, sequence in came.values_list(
            "case_id", "case__kind", "ended", "organisation_id", "recorded_by"
        )
        if ended is not None
    ]  # fmt: skip


def _came(actor: Actor, which: Q) -> QuerySet[Party]:
    """The parties that act in open cases since a reorganisation, each with who acted before (`ended`)."""
    acting = Q(pk__in=[])
    for kind in kinds_seen_by(actor):
        acting |= Q(case__kind=kind.code, role__in=list(kind.rights))
    decided = {move.sequence for moves in moves_now().values() for move in moves}
    before = Party.objects.filter(case=OuterRef("case"), role=OuterRef("role"), cancelled_by=OuterRef("recorded_by"))
    found = Party.objects.filter(
        acting, _of_cases(which), recorded_by__in=decided, case__closed_by=None, cancelled_by=None,
        organisation__in=subtree(actor.roots(VERB)),
    )  # fmt: skip
    return found.annotate(ended=Subquery(before.values("organisation_id")[:1]))


def _of_cases(which: Q) -> Exists:
    """Asked row by row: only of the few that passed, not of every case there is."""
    return Exists(Case.objects.filter(which, pk=OuterRef("case")))


def _sanctions(actor: Actor, which: Q) -> list[tuple[Passage, Passed]]:
    today, moves, found = clock.today(), moves_now(), []
    ended = Succession.objects.filter(cancelled_by=None, source__in=subtree(actor.roots(VERB))).values("source")
    for row in running(today).filter(_of_cases(which), decided_by__in=ended) if moves else ():
        went = [move for move in moves.get(row.decided_by_id, ()) if move.on <= today]
        if went:
            passage = Passage(row.decided_by_id, heir_on(row.decided_by_id, today), went[-1].sequence)
            told = Passed(row.case_id, KIND, row.decided_on, number=row.number, form=row.form, lapses_on=row.lapses_on)
            found.append((passage, told))
    # Whoever worked for the body that ended, and for nobody above, is told nothing more.
    here = set(subtree(actor.roots(VERB)).filter(descendant_id__in={passage.heir for passage, _told in found}))
    return [one for one in found if one[0].heir in here]
