"""A document that carries out another answers the task to issue one; a document that tasks stand on is not taken back."""

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.following import Follower
from liemchinh.directives.models import Document
from liemchinh.journal import clock
from liemchinh.tasks.answering import Proof, report_task
from liemchinh.tasks.bearing import borne_by
from liemchinh.tasks.models import Addressee, Answer, Giving, Task
from liemchinh.tasks.words import NOT_APPLICABLE, OWN_PLAN, REPORTED
from regulations.answers import Refusal


def _carried(document: Document, sources: list[int], actor: Actor) -> None:
    """Every task to issue one's own plan that waits for the organisation under these documents is reported with it."""
    if not document.organ:
        return
    own = borne_by([document.organisation_id], clock.today())
    tasks = Task.objects.filter(giving__document__in=sources, giving__cancelled_by=None, proof=OWN_PLAN).order_by("pk")
    for task in tasks:
        mine = Addressee.objects.filter(giving=task.giving_id, organisation_id__in=own)
        done = Answer.objects.filter(
            addressee__in=mine, task=task, kind__in=(REPORTED, NOT_APPLICABLE), cancelled_by=None
        )
        if mine.exclude(pk__in=done.values("addressee_id")).exists():
            proof = Proof(document.dated, document=document.pk)
            report_task(task.pk, document.organisation_id, proof, actor=actor)


def _held(document: Document) -> list[Refusal]:
    found = []
    if Giving.objects.filter(document=document, cancelled_by=None).exists():
        said = _("Đã giao nhiệm vụ theo văn bản này.")
        found.append(Refusal("tasks.given", said, remedy=_("Hãy rút nhiệm vụ giao nhầm trước.")))
    if Answer.objects.filter(document=document, cancelled_by=None).exists():
        said = _("Văn bản này là kết quả của một nhiệm vụ đã báo cáo.")
        found.append(Refusal("tasks.proves", said, remedy=_("Hãy hủy báo cáo ghi nhầm trước.")))
    return found


FOLLOWER = Follower(_carried, _held)
