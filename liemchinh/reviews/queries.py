"""What is recorded of commitments and reviews. Grades of persons are for the branch, the deciding body and the person; none is compared."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.members.months import in_order
from liemchinh.organisations.queries import subtree
from liemchinh.reviews.models import Grade, Handed, Handing
from liemchinh.reviews.periods import Period
from liemchinh.reviews.register import Member, members_of
from liemchinh.reviews.words import SELF_REVIEW
from regulations.answers import Answer

COLLECTIVE = 0
# So many lists are offered for one decision at once.
MOST = 300
IN_EFFECT = Q(decided_on__isnull=False) & (Q(basis="") | Q(vouched_by__isnull=False))


@dataclass(frozen=True, slots=True)
class Paper:
    """Somebody whose paper is asked for. `state`: "handed", "missing" or "" for nothing yet; `elsewhere`: another branch recorded it."""

    person: int
    name: str
    state: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody of an organisation's list of grades. `result` is what stands, "" for nothing; `answer`: whether the rules leave them out."""

    person: int
    name: str
    result: str
    reminded: bool
    answer: Answer
    grade: int = 0

    @property
    def left_out(self) -> str:
        """Why they are not reviewed; "" for who is."""
        return str(self.answer.value) if self.answer.verdict == "yes" else ""

    @property
    def unclear(self) -> bool:
        """The rules do not know whether they are reviewed."""
        return self.answer.verdict == "unknown"


@dataclass(frozen=True, slots=True)
class Listed:
    """An organisation's list of grades for a period. `entry`: the one that told it last; 0: nothing is there yet."""

    lines: Sequence[Line] = ()
    collective: Grade | None = None
    rows: Sequence[Grade] = field(default_factory=tuple)
    entry: int = 0

    @property
    def decided(self) -> Grade | None:
        """A row of the decision; None while it is only proposed."""
        return next((row for row in self.rows if row.decided_on), None)


def may_see_names(actor: Actor, organisation: int) -> bool:
    """Does the actor keep this branch, or decide about it?"""
    return actor.covers("branch.keep", organisation) or actor.covers("members.decide", organisation)


def handing_of(organisation: int, sort: str, period: str) -> Handing | None:
    """How many papers an organisation recorded; None where it has not."""
    return Handing.objects.filter(organisation_id=organisation, sort=sort, period=period, cancelled_by=None).first()


def papers_of(organisation: int, sort: str, period: Period) -> list[Paper]:
    """Whose papers an organisation records, by given name, the collective first. Whom another recorded already is not asked again.

    A commitment is asked of every member; a self-review of those the rules do not leave out, and of the collective.
    """
    there = members_of(organisation, period)
    asked = {one.person for one in there if sort != SELF_REVIEW or not one.left_out}
    live = Handed.objects.filter(sort=sort, period=period.code, cancelled_by=None)
    own: dict[int | None, str] = dict(live.filter(organisation_id=organisation).values_list("person_id", "state"))
    others = live.filter(person_id__in=asked).exclude(organisation_id=organisation)
    elsewhere = dict(others.values_list("person_id", "state"))
    people = [
        Paper(person, name, own.get(person) or elsewhere.get(person, ""), person not in own and person in elsewhere)
        for person, name in in_order(asked | {person for person in own if person})
    ]
    collective = [Paper(COLLECTIVE, "", own.get(None) or "")] if sort == SELF_REVIEW else []
    return [*collective, *people]


def list_of(organisation: int, period: Period) -> Listed:
    """An organisation's list of grades: who stands on it, and who belongs there and stands on none yet."""
    rows = list(live_grades(period.code).filter(organisation_id=organisation))
    by_person = {row.person_id: row for row in rows if row.person_id}
    there = {one.person: one for one in members_of(organisation, period)}
    taken = live_grades(period.code).filter(person_id__in=there).exclude(organisation_id=organisation)
    decided = any(row.decided_on for row in rows)
    people = (
        by_person.keys()
        if decided
        else (there.keys() - set(taken.values_list("person_id", flat=True))) | by_person.keys()
    )
    lines = [_line(person, name, by_person.get(person), there.get(person)) for person, name in in_order(people)]
    entry = max((row.recorded_by for row in rows), default=0)
    return Listed(lines, next((row for row in rows if row.person_id is None), None), rows, entry)


def _line(person: int, name: str, row: Grade | None, member: Member | None) -> Line:
    answer = member.answer if member else Answer("no", "")
    if row is None:
        return Line(person, name, "", False, answer)
    return Line(person, name, row.result, row.reminded, answer, row.pk)


def live_grades(period: str) -> QuerySet[Grade]:
    """What stands of a period, proposed or decided. For services, and after the organisation was found to be the actor's."""
    return Grade.objects.filter(period=period, cancelled_by=None)


def decided_by(body: int, period: str) -> QuerySet[Grade]:
    """What a body decided for a period, in effect or waiting for a second officer."""
    return live_grades(period).filter(body_id=body, decided_on__isnull=False)


def proposed_under(
    actor: Actor, body: int, period: str, among: Collection[int] | None = None
) -> Mapping[int, list[Grade]]:
    """The lists under a body that wait for its decision, by organisation; of ended ones too. Nothing where the actor may not decide.

    Those of `among`; without it at most MOST of them: what is decided makes room for the others.
    """
    if not actor.covers("members.decide", body):
        return {}
    waits = live_grades(period).filter(organisation_id__in=subtree([body]), decided_on=None)
    if among is None:
        among = list(waits.order_by("organisation_id").values_list("organisation_id", flat=True).distinct()[:MOST])
    found: dict[int, list[Grade]] = {}
    for row in waits.filter(organisation_id__in=among).order_by("pk"):
        found.setdefault(row.organisation_id, []).append(row)
    return found


def unvouched_visible_to(actor: Actor, body: int | None = None) -> QuerySet[Grade]:
    """Decided grades that wait for a second officer, where the actor may decide."""
    roots = [body] if body is not None and actor.covers("members.decide", body) else actor.roots("members.decide")
    if body is not None and not actor.covers("members.decide", body):
        roots = []
    waits = Grade.objects.filter(cancelled_by=None, decided_on__isnull=False, vouched_by=None).exclude(basis="")
    return waits.filter(body_id__in=subtree(roots)) if body is None else waits.filter(body_id=body)


def decidable(actor: Actor, pk: int) -> Grade | None:
    """A decided grade that the actor may decide anew; None outside their right."""
    row = Grade.objects.filter(pk=pk, cancelled_by=None, decided_on__isnull=False).first()
    return row if row is not None and actor.covers("members.decide", row.organisation_id) else None


def own_grades(person: int, since: date) -> list[Grade]:
    """A person's own grades in effect, of periods that ended since a day, newest first."""
    found = Grade.objects.filter(IN_EFFECT, person_id=person, cancelled_by=None, ends_on__gte=since)
    return list(found.order_by("-ends_on", "-pk"))


def own_papers(person: int) -> list[Handed]:
    """A person's own papers as far as they are kept by name, newest first."""
    return list(Handed.objects.filter(person_id=person, cancelled_by=None).order_by("-ends_on", "sort"))


def recorded_among(organisations: Iterable[int], sort: str, period: str) -> frozenset[int]:
    """Those of `organisations` that recorded this sort of paper."""
    found = Handing.objects.filter(organisation_id__in=list(organisations), sort=sort, period=period, cancelled_by=None)
    return frozenset(found.values_list("organisation_id", flat=True))


def listed_among(organisations: Collection[int], period: str) -> frozenset[int]:
    """Those of `organisations` that proposed grades, decided or not."""
    found = live_grades(period).filter(organisation_id__in=list(organisations))
    return frozenset(found.values_list("organisation_id", flat=True))
