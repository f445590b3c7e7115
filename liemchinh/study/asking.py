"""What speaks against a sitting as it is about to be recorded, what the book says of it, and how one is held while it is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.asking import books_above
from liemchinh.directives.models import Document
from liemchinh.directives.queries import in_force
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry
from liemchinh.organisations.bearing import carried_by
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import subtree
from liemchinh.study.models import Sitting
from liemchinh.study.places import make_up_places
from liemchinh.study.words import KINDS
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused

# A sitting is called at most so far ahead: a day typed wrongly is seen.
AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Call:
    """A sitting: its kind, the document it is about, the day, whose members are asked (each with everything under it), what it makes up."""

    kind: str
    document: int
    held_on: date
    addressed: tuple[int, ...]
    makes_up: int | None = None


def entries_of_calls(organisation: int, calls: Sequence[Call]) -> list[NewEntry]:
    """What the book says of each."""
    documents, firsts = {call.document for call in calls}, {call.makes_up for call in calls if call.makes_up}
    written = dict(Document.objects.filter(pk__in=documents).values_list("pk", "written"))
    recorded = dict(Sitting.objects.filter(pk__in=firsts).values_list("pk", "recorded_by"))
    return [
        NewEntry("study.called", call.held_on, organisation, data={
            "kind": call.kind, "document": call.document, "written": written[call.document],
            "addresses": list[Plain](sorted(set(call.addressed))), "makes_up": recorded.get(call.makes_up or 0),
        }) for call in calls
    ]  # fmt: skip


def held_sitting(sitting: int, verb: str, actor: Actor, place: int | None = None) -> Sitting:
    """A sitting that stands, its organisation and `place` locked, for whoever has the verb at `place` (left out: where it was called)."""
    actor.require_somewhere(verb)
    row = Sitting.objects.filter(pk=sitting, cancelled_by=None).first()
    if row is None:
        if place is not None:
            actor.require(verb, place)
        raise Refused([refusal("none", _("Không có buổi học tập này, hoặc đã hủy."), _("Hãy mở lại danh sách."))])
    at = row.organisation_id if place is None else place
    actor.require(verb, at)
    lock_organisations(sorted({row.organisation_id, at}))
    row.refresh_from_db()
    if row.cancelled_by is not None:
        raise Refused([refusal("none", _("Không có buổi học tập này, hoặc đã hủy."), _("Hãy mở lại danh sách."))])
    return row


def faults_of_call(organisation: int, call: Call) -> list[Refusal]:
    """Every reason why a sitting is not written so."""
    found = list(faults_of_places([(organisation, min(call.held_on, clock.today()))]).values())
    if call.kind not in KINDS:
        found.append(refusal("kind", _("Chưa chọn loại buổi."), _("Hãy chọn trong danh sách.")))
    if call.held_on > clock.today() + AHEAD:
        said = _("Ngày %(day)s còn quá xa.") % {"day": show(call.held_on)}
        found.append(refusal("ahead", said, _("Hãy ghi buổi học tập trong chín mươi ngày tới.")))
    rows = Document.objects.filter(pk=call.document, organisation_id__in=books_above(organisation, clock.today()))
    if not in_force(rows, call.held_on).exists():
        said = _("Văn bản không có trong sổ này và sổ của cấp trên, hoặc không có hiệu lực ngày học.")
        found.append(refusal("document", said, _("Hãy ghi văn bản vào sổ trước, hoặc xem lại ngày.")))
    return found + _faults_of_addresses(organisation, call.addressed) + _faults_of_make_up(organisation, call)


def _faults_of_addresses(organisation: int, addressed: Sequence[int]) -> list[Refusal]:
    below = set(subtree([organisation]).filter(descendant_id__in=list(addressed)))
    if addressed and below == set(addressed):
        return []
    said = _("Chưa chọn nơi được triệu tập, hoặc có nơi không thuộc tổ chức này.")
    return [refusal("addressed", said, _("Hãy chọn chính tổ chức này hoặc các tổ chức bên dưới."))]


def _faults_of_make_up(organisation: int, call: Call) -> list[Refusal]:
    if call.makes_up is None:
        return []
    rows = Sitting.objects.filter(
        pk=call.makes_up, organisation_id__in=carried_by([organisation], clock.today()), cancelled_by=None
    )
    first = rows.filter(makes_up=None, document_id=call.document, held_on__lte=call.held_on).first()
    if first is None:
        said = _("Không có buổi học tập nào trước đó, cùng văn bản, mà buổi này học bù.")
        return [refusal("makes-up", said, _("Hãy mở buổi bị vắng rồi tổ chức học bù từ đó."))]
    if set(call.addressed) <= make_up_places(first, call.held_on):
        return []
    said = _("Có nơi không được triệu tập ở buổi bị vắng.")
    return [refusal("makes-up", said, _("Học bù chỉ cho những nơi đã được triệu tập."))]


def refusal(code: str, said: str, remedy: str) -> Refusal:
    """One reason of this room."""
    return Refusal(f"study.{code}", said, remedy=remedy)
