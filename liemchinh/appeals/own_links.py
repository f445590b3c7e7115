"""What the person a decision is about can do against it, on the page of their case."""

from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.appeals.admissibility import filed_until
from liemchinh.appeals.filing import can_be_appealed
from liemchinh.appeals.ladder import next_instance
from liemchinh.appeals.models import Appeal
from liemchinh.casework.models import Case
from liemchinh.casework.settling import decision_of
from liemchinh.journal import clock
from liemchinh.web.contributions import OwnLink


def own_links(actor: Actor, case: Case) -> list[OwnLink]:
    """The way to file an appeal, where a decision stands and somebody may still rule; lateness takes it away from nobody."""
    appeal = Appeal.objects.filter(case=case).select_related("source").first()
    if appeal is not None and case.closed_by is None:
        return []
    source = appeal.source if appeal else case
    decided, today = decision_of(source), clock.today()
    if decided is None or not can_be_appealed(decided) or decided.person != actor.person_id:
        return []
    if next_instance(source, decided, today).answer.verdict == "no":
        return []
    address = reverse("appeals:file", args=[source.pk])
    return [OwnLink(_("Khiếu nại quyết định kỷ luật"), filed_until(decided, today)[1], address, _("Viết đơn"))]
