"""A document that a sitting is about is not taken back."""

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.following import Follower
from liemchinh.directives.models import Document
from liemchinh.study.models import Sitting
from regulations.answers import Refusal


def _carried(document: Document, sources: list[int], actor: Actor) -> None:
    """A new document changes no sitting."""


def _held(document: Document) -> list[Refusal]:
    if not Sitting.objects.filter(document=document, cancelled_by=None).exists():
        return []
    said = _("Đã tổ chức học tập văn bản này.")
    return [Refusal("study.studied", said, remedy=_("Hãy hủy buổi học tập ghi nhầm trước."))]


FOLLOWER = Follower(_carried, _held)
