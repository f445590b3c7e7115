"""What can be seen of ballot boxes: by whoever keeps them, and in public by whoever has the box's address."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import numpy as np
from django.db.models import Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.ballots.codes import receipt_words, slip_digest
from liemchinh.ballots.counted import Counted
from liemchinh.ballots.models import Box, Elector, Receipt, Slip, Tally
from liemchinh.ballots.using import use_of, uses
from liemchinh.ballots.words import AGAIN, CLOSED, COUNTED, DESTROYED, OPEN, VOID
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.reading import note_reading
from liemchinh.members.models import Post
from liemchinh.members.months import in_order
from liemchinh.members.queries import active
from liemchinh.organisations.queries import subtree

PUBLISHED = (CLOSED, COUNTED, AGAIN, DESTROYED)


def is_visible_to(actor: Actor, box: Box) -> bool:
    """Does the actor keep this box? Of a vote in a case: whoever may open that case, nobody else."""
    use = use_of(box)
    if box.case is not None and not cases_visible_to(actor).filter(pk=box.case).exists():
        return False
    return actor.covers(use.verb, box.organisation_id) and (use.may_see is None or use.may_see(actor, box))


def box_visible_to(actor: Actor, pk: int) -> Box | None:
    """The box, for whoever keeps it."""
    box = Box.objects.filter(pk=pk).first()
    return box if box is not None and is_visible_to(actor, box) else None


def boxes_visible_to(actor: Actor, organisation: int) -> list[Box]:
    """The boxes of an organisation that the actor keeps, newest first."""
    verbs = {code: use.verb for code, use in uses().items() if actor.covers(use.verb, organisation)}
    rows = Box.objects.filter(organisation_id=organisation, use__in=verbs).order_by("-on", "-pk")
    return [box for box in rows if is_visible_to(actor, box)]


def waiting_boxes(actor: Actor, states: Sequence[str]) -> list[Box]:
    """Boxes in one of these states that the actor keeps, anywhere in their reach."""
    found: list[Box] = []
    for code, use in uses().items():
        rows = Box.objects.filter(use=code, state__in=states, organisation_id__in=subtree(actor.roots(use.verb)))
        found += [box for box in rows.order_by("on", "pk") if is_visible_to(actor, box)]
    return found


def boxes_of(use: str, about: int | None = None) -> QuerySet[Box]:
    """The boxes of a room, void ones left out. For that room, which has found the actor to be allowed."""
    found = Box.objects.filter(use=use).exclude(state=VOID)
    return found if about is None else found.filter(about=about)


def tally_of(box: Box) -> Counted | None:
    """What was counted; None before."""
    row = Tally.objects.filter(box=box).first()
    if row is None:
        return None
    cells = np.array(row.cells, np.int64).reshape(len(box.rows), len(box.columns))
    return Counted(row.issued, row.returned, row.spoiled, cells)


def electors_of(box: Box) -> list[tuple[int, str]]:
    """Who may vote, by given name. Call after the box was found to be the actor's."""
    return in_order(Elector.objects.filter(box=box).values_list("person_id", flat=True))


def returned_by_phone(box: Box) -> int:
    """How many ballots have come in: the only thing told while a vote is open."""
    return Receipt.objects.filter(box=box).count()


def box_of_code(code: str) -> tuple[Box, bool] | None:
    """The open box of a slip, and whether the slip is spent; None for a code of no open box. Says nothing of who holds the slip."""
    slip = Slip.objects.filter(digest=slip_digest(code), box__state=OPEN).select_related("box").first()
    return (slip.box, slip.spent) if slip else None


def published_box(uid: UUID) -> Box | None:
    """For everybody, without signing in: a box whose receipts are published."""
    return Box.objects.filter(uid=uid, state__in=PUBLISHED, printed_coded__gt=0).first()


def receipts_of(box: Box) -> list[str]:
    """The receipts of a closed box, sorted by their numbers."""
    return [
        receipt_words(one)
        for one in Receipt.objects.filter(box=box).order_by("number").values_list("number", flat=True)
    ]


def keep_reading(actor: Actor, box: Box) -> None:
    """Of a vote in a case that opens by grant: that the case was read, before anything of it is sent."""
    case = Case.objects.filter(pk=box.case).first() if box.case is not None else None
    if case is not None and case_kind(case.kind).granted:
        note_reading(actor, case)


def voters_of(organisation: int, on: date) -> list[tuple[int, str]]:
    """Who could vote in an organisation on a day: its official members, and who holds a seat or an office in it; by given name."""
    members = active(on).filter(organisation_id=organisation, official=True).values_list("person_id", flat=True)
    seats = Post.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), organisation_id=organisation, cancelled_by=None
    )
    return in_order({*members, *seats.values_list("person_id", flat=True)})


def may_keep_at(actor: Actor, organisation: int) -> bool:
    """May the actor keep a vote of any use in this organisation?"""
    return any(actor.covers(verb, organisation) for verb in {use.verb for use in uses().values()})
