"""What tasks show on a document's page: what was given from it, clause by clause, and which task it is the proof of."""

from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Document
from liemchinh.directives.queries import in_force, told_of
from liemchinh.directives.words import KEEP
from liemchinh.organisations.parts import Part
from liemchinh.tasks.queries import givings_visible_to, proves


def parts(actor: Actor, document: Document, on: date) -> list[Part]:
    """The cards of one document; a part without anything in it draws nothing."""
    givings = givings_visible_to(actor).filter(document=document).order_by("on", "pk").prefetch_related("tasks")
    holds = in_force(Document.objects.filter(pk=document.pk), on).exists()
    seen = set(givings_visible_to(actor).values_list("pk", flat=True)) if proves(document).exists() else set()
    given = {
        "document": document.pk,
        "givings": [(row, sorted(row.tasks.all(), key=lambda task: task.number)) for row in givings],
        "may_give": holds and actor.covers(KEEP, document.organisation_id),
        "proves": [(one, told_of(one.task.giving.document)) for one in proves(document) if one.task and one.task.giving_id in seen],
    }  # fmt: skip
    return [Part(template="tasks/of_document.html", given=given)]
