"""What the home page says has changed: tasks given to organisations one keeps, their days moved, reports of theirs sent back."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.queries import told_of
from liemchinh.directives.words import KEEP
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.tasks.bearing import borne_by
from liemchinh.tasks.models import Addressee, Answer, Giving, Move
from liemchinh.tasks.words import RETURNED, RETURNS
from liemchinh.web.contributions import Change, concerns
from liemchinh.web.dates import show

MOST = 20


@concerns(KEEP, rows=(Giving,))
def changes(actor: Actor, since: datetime) -> list[Change]:
    """One line for each giving and each report sent back since then, by whoever did it; not one's own acts."""
    roots = actor.roots(KEEP)
    if not roots:
        return []
    acts = Entry.objects.filter(kind__in=("tasks.given", "tasks.moved", "tasks.returned"), recorded_at__gte=since)
    recent = dict(
        acts.exclude(account_id=actor.account_id or 0)
        .order_by("-sequence")
        .values_list("sequence", "recorded_at")[:MOST]
    )
    if not recent:
        return []
    carried = borne_by(roots, clock.today())
    mine = Addressee.objects.filter(organisation_id__in=carried)
    given = mine.filter(giving__recorded_by__in=recent, giving__cancelled_by=None).select_related("giving__document")
    moved = Move.objects.filter(recorded_by__in=recent, cancelled_by=None).select_related("task")
    back = Answer.objects.filter(addressee__in=mine, kind=RETURNED, recorded_by__in=recent, cancelled_by=None)
    found = {}
    for one in given:
        number, bearer = one.giving.recorded_by, carried[one.organisation_id]
        said = _("Nhiệm vụ mới được giao theo %(document)s") % {"document": told_of(one.giving.document)}
        found[number, bearer] = Change(said, recent[number], reverse("tasks:mine", args=[bearer, one.giving_id]))
    for move in moved:
        told = {"title": move.task.title, "was": show(move.was), "day": show(move.due_on)}
        said = _("Hạn của nhiệm vụ “%(title)s” dời từ %(was)s sang %(day)s") % told
        for bearer in {
            carried[one] for one in mine.filter(giving=move.task.giving_id).values_list("organisation_id", flat=True)
        }:
            url = reverse("tasks:mine", args=[bearer, move.task.giving_id])
            found[move.recorded_by, bearer] = Change(said, recent[move.recorded_by], url)
    for answer in back.select_related("addressee", "task__giving__document"):
        if answer.task is not None:
            number, bearer = answer.recorded_by, carried[answer.addressee.organisation_id]
            told = {"title": answer.task.title, "reason": RETURNS.get(answer.reason, answer.reason)}
            said = _("Báo cáo bị trả lại: %(title)s. %(reason)s") % told
            found[number, bearer] = Change(
                said, recent[number], reverse("tasks:mine", args=[bearer, answer.task.giving_id])
            )
    return list(found.values())
