"""Minutes addressed to a person: who stood on the ballot by name, or whom the case of the vote is about once they were told of its step."""

from django.db.models import Q

from liemchinh.access.actor import Actor
from liemchinh.ballots.models import Box, MinutesPaper
from liemchinh.ballots.words import VOID
from liemchinh.casework.concerned import cases_about, course_shown
from liemchinh.casework.models import Case
from liemchinh.journal.services import record_reading
from liemchinh.papers.to_people import READING


def minutes_to(actor: Actor) -> list[MinutesPaper]:
    """The minutes that the actor, signed in as themselves, reads; the newest first. None of a vote that does not stand."""
    if actor.account_id is None or actor.person_id is None:
        return []
    boxes = [box for case in cases_about(actor) for box in boxes_told(case)]
    mine = Q(addressees__person=actor.person_id) | Q(box__in=boxes)
    found = MinutesPaper.objects.filter(mine, cancelled_by=None).exclude(box__state=VOID).distinct()
    return list(found.select_related("box", "number").order_by("-dated", "-pk"))


def boxes_told(case: Case) -> list[int]:
    """The boxes of those steps of a case that whoever it is about is told of."""
    steps = {step.code for step in course_shown(case)}
    return list(Box.objects.filter(case=case.pk, step__in=steps).values_list("pk", flat=True))


def minutes_to_read(actor: Actor, pk: int) -> MinutesPaper | None:
    """One of them; the reading of a paper made here is kept before it is given."""
    found = next((one for one in minutes_to(actor) if one.pk == pk), None)
    if found is not None and found.number_id is not None:
        record_reading(actor, READING, found.number_id)
    return found
