"""Documents that direct: recorded as issued, ended, replaced, taken back when written wrongly."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.directives.asking import faults_of_document
from liemchinh.directives.following import held_by_others, tell_carried
from liemchinh.directives.models import Carrying, Document, Ending
from liemchinh.directives.words import CANCELLING, KEEP, called
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.models import Term
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.issuing import write_number


@dataclass(frozen=True, slots=True)
class Told:
    """A document as issued: by an `organ` of the organisation or a body `outside` the tree; `symbol` and `ends` as in its number.

    `number` None, with `symbol` and `ends` "": a type without numbers. `carries`: the documents it carries out.
    """

    organ: str
    outside: str
    type: str
    number: int | None
    symbol: str
    ends: str
    dated: date
    title: str
    carries: tuple[int, ...] = ()

    @property
    def written(self) -> str:
        """The number as offices write it; "" without one."""
        return write_number(self.number, self.symbol, self.ends) if self.number is not None else ""


@transaction.atomic
def record_document(organisation: int, told: Told, *, actor: Actor) -> Document:
    """Puts a document into the book of an organisation; gives its row.

    Refuses, all at once: a body, an organ or a type that is not on the list, a day to come, a number without its symbol or of another type,
    one used before in the term, a title that is none, and something to carry out that is not known here, is younger or has ended before.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    title, carries = clean(told.title), sorted(set(told.carries))
    term = _term_on(organisation, told.dated) if told.organ else None
    faults = faults_of_document(organisation, told, title, term)
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {
        "organ": told.organ, "outside": told.outside, "type": told.type, "number": told.number, "written": told.written, "term": term,
        "carries": list(carries),
    }  # fmt: skip
    entry = NewEntry("directives.recorded", told.dated, organisation, data=data, personal={"title": title})
    sequence = record([entry], actor=actor)[0]
    document = Document.objects.create(
        organisation_id=organisation, organ=told.organ, outside=told.outside, type=told.type, number=told.number, written=told.written,
        term=term, dated=told.dated, title=title, recorded_by=sequence,
    )  # fmt: skip
    Carrying.objects.bulk_create(
        Carrying(document=document, source_id=source, recorded_by=sequence) for source in carries
    )
    if carries:
        tell_carried(document, carries, actor)
    return document


def _term_on(organisation: int, on: date) -> int | None:
    terms = Term.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gt=on), organisation_id=organisation, starts_on__lte=on, cancelled_by=None
    )
    return terms.values_list("number", flat=True).first()


@transaction.atomic
def end_document(document: int, on: date, *, replaced_by: int | None = None, actor: Actor) -> int:
    """A document holds no longer from a day on, replaced by another of the same book or by none; gives the entry.

    Refuses a day to come or before it was issued, one that has ended already, and a successor that is not there or is younger than that.
    """
    row = _held(document, actor)
    faults = faults_of_day(on, "Việc hết hiệu lực") + _stands(row)
    if Ending.objects.filter(document=row, cancelled_by=None).exists():
        faults.append(_refusal("ended", _("Văn bản này đã ghi hết hiệu lực."), _("Ghi nhầm thì hủy lần ghi ấy trước.")))
    if on <= row.dated:
        faults.append(
            _refusal("before", _("Ngày hết hiệu lực phải sau ngày ban hành."), _("Hãy xem lại văn bản thay thế."))
        )
    if replaced_by is not None:
        others = Document.objects.filter(organisation_id=row.organisation_id, cancelled_by=None, dated__lte=on)
        if not others.filter(pk=replaced_by).exclude(pk=row.pk).exists():
            said = _("Văn bản thay thế không có trong sổ này, hoặc ban hành sau ngày ấy.")
            faults.append(_refusal("successor", said, _("Hãy ghi văn bản thay thế vào sổ trước.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"document": row.recorded_by, "written": _named(row), "replaced_by": replaced_by}
    sequence = record([NewEntry("directives.ended", on, row.organisation_id, data=data)], actor=actor)[0]
    Ending.objects.create(document=row, on=on, replaced_by_id=replaced_by, recorded_by=sequence)
    return sequence


@transaction.atomic
def resume_document(document: int, *, reason: str, actor: Actor) -> int:
    """Takes back that a document holds no longer; gives the entry. Refuses a reason not on the list and one that holds."""
    row = _held(document, actor)
    ending = Ending.objects.filter(document=row, cancelled_by=None).first()
    faults = faults_of_reason(reason, CANCELLING) + _stands(row)
    if ending is None:
        faults.append(_refusal("holds", _("Văn bản này đang còn hiệu lực."), _("Không có gì để hủy.")))
    if faults or ending is None:
        raise Refused(faults)
    data: dict[str, Plain] = {"document": row.recorded_by, "written": _named(row), "reason": reason}
    entry = NewEntry("directives.resumed", ending.on, row.organisation_id, cancels=ending.recorded_by, data=data)
    sequence = record([entry], actor=actor)[0]
    Ending.objects.filter(pk=ending.pk).update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def cancel_document(document: int, *, reason: str, actor: Actor) -> int:
    """A line written wrongly does not stand; gives the entry. Refuses while others carry it out, it replaces one, or work stands on it."""
    row = _held(document, actor)
    faults = faults_of_reason(reason, CANCELLING) + _stands(row) + held_by_others(row)
    if Carrying.objects.filter(source=row, cancelled_by=None).exists():
        said = _("Có văn bản khác thực hiện văn bản này.")
        faults.append(_refusal("carried", said, _("Hãy hủy những văn bản ấy trước.")))
    if Ending.objects.filter(replaced_by=row, cancelled_by=None).exists():
        said = _("Văn bản này đang thay thế một văn bản khác.")
        faults.append(_refusal("replaces", said, _("Hãy hủy lần ghi hết hiệu lực của văn bản kia trước.")))
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"written": _named(row), "reason": reason}
    entry = NewEntry("directives.cancelled", row.dated, row.organisation_id, cancels=row.recorded_by, data=data)
    sequence = record([entry], actor=actor)[0]
    Document.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    Carrying.objects.filter(document=row, cancelled_by=None).update(cancelled_by=sequence)
    Ending.objects.filter(document=row, cancelled_by=None).update(cancelled_by=sequence)
    return sequence


def _held(document: int, actor: Actor) -> Document:
    """The document, its organisation locked, for whoever keeps its book; of one that is not there nothing more is said."""
    row = Document.objects.filter(pk=document).first()
    actor.require_somewhere(KEEP)
    if row is None:
        raise Refused([_refusal("no-document", _("Không có văn bản này trong sổ."), _("Hãy mở lại sổ."))])
    actor.require(KEEP, row.organisation_id)
    lock_organisations([row.organisation_id])
    row.refresh_from_db()
    return row


def _stands(row: Document) -> list[Refusal]:
    if row.cancelled_by is None:
        return []
    return [_refusal("cancelled", _("Dòng này đã hủy."), _("Hãy mở lại sổ."))]


def _named(row: Document) -> str:
    return row.written or called(row.type, "")


def _refusal(code: str, said: str, remedy: str) -> Refusal:
    return Refusal(f"directives.{code}", said, remedy=remedy)
