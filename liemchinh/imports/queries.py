"""What can be seen of imports: one's own, those into one's organisations, and the rows that wait there."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.imports.models import RowVerdict, Run, WaitingRow
from liemchinh.imports.telling import row_of, text_of
from liemchinh.members.duplicates import probable_duplicates
from liemchinh.members.likeness import Likeness, Told
from liemchinh.members.models import SourceId
from liemchinh.members.queries import people_visible_to
from liemchinh.organisations.queries import subtree


def runs_visible_to(actor: Actor) -> QuerySet[Run]:
    """One's own runs, and those into organisations within one's right to import; nobody else's drafts."""
    if not actor.may("imports.run"):
        return Run.objects.none()
    mine = Q(account_id=actor.account_id) if actor.account_id else Q(pk__in=())
    if actor.everywhere("imports.run"):
        return Run.objects.filter(mine | ~Q(state=Run.DRAFT))
    theirs = Q(into_id__in=subtree(actor.roots("imports.run"))) & ~Q(state=Run.DRAFT)
    return Run.objects.filter(mine | theirs)


def newest_runs(actor: Actor) -> QuerySet[Run]:
    """The runs one may see that have begun, to be ordered by `newest`."""
    return runs_visible_to(actor).exclude(state=Run.DRAFT).annotate(newest=-F("pk"))


def drafts_of(actor: Actor) -> QuerySet[Run]:
    """One's own uploads that have not begun; the console's own are nobody's account's."""
    if not actor.may("imports.run"):
        return Run.objects.none()
    return Run.objects.filter(state=Run.DRAFT, account_id=actor.account_id, behalf_id=actor.on_behalf_of)


def verdicts_visible_to(actor: Actor, run: Run) -> QuerySet[RowVerdict]:
    """The verdicts of a run one may see."""
    return RowVerdict.objects.filter(run__in=runs_visible_to(actor), run_id=run.id)


def waiting_visible_to(actor: Actor) -> QuerySet[WaitingRow]:
    """The rows that wait for a decision in organisations within one's right to import and to record."""
    if not (actor.may("imports.run") and actor.may("members.edit")):
        return WaitingRow.objects.none()
    if actor.everywhere("imports.run"):
        return WaitingRow.objects.all()
    within = subtree(actor.roots("imports.run"))
    return WaitingRow.objects.filter(organisation_id__in=within).filter(
        organisation_id__in=subtree(actor.roots("members.edit"))
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the register who may be the person of a waiting row. Someone out of scope is counted, not told of."""

    person: int
    how: Likeness | None


def candidates_of(waiting: WaitingRow, actor: Actor) -> list[Candidate]:
    """Whom the actor may take for the person of a waiting row, the likely ones first, as the register stands now."""
    return _candidates(waiting, actor)[0]


def hidden_candidates(waiting: WaitingRow, actor: Actor) -> int:
    """How many more there are whom the actor may not see."""
    return _candidates(waiting, actor)[1]


def _candidates(waiting: WaitingRow, actor: Actor) -> tuple[list[Candidate], int]:
    row = row_of(waiting.content)
    asked = Told(row.full_name, text_of(row.birth), row.card_no, row.gender, waiting.organisation_id)
    found = {twin.person: twin.how for twin in probable_duplicates([asked])[0]}
    by_id = (
        SourceId.objects.filter(source=waiting.verdict.run.source, external_id=row.id)
        if row.id
        else SourceId.objects.none()
    )
    everyone: dict[int, Likeness | None] = dict.fromkeys(by_id.values_list("person_id", flat=True))
    everyone |= found
    seen = set(people_visible_to(actor).filter(id__in=everyone).values_list("id", flat=True))
    return [Candidate(person, how) for person, how in everyone.items() if person in seen], len(everyone) - len(seen)
