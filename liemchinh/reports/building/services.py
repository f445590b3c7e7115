"""What is done with an office's own definitions: begun, changed, published as an edition, sketched anew, dropped, closed.

An edition never changes: a report that was begun with it stays what it was.
"""

import hashlib
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from liemchinh.reports.building.faults import faults_of_definition, faults_of_name, too_long
from liemchinh.reports.building.queries import bases_of, newest_edition, sketch_of, sketched
from liemchinh.reports.building.shape import tidied
from liemchinh.reports.models import LONGEST_DEFINITION, Definition, Edition, Sketch
from liemchinh.reports.words import KEEP
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.reading import Malformed
from regulations.report_text import text_of
from regulations.reports import PERIODS, ReportDefinition, read_report

EMPTY = ReportDefinition("", 1, "", "", "LOW", "report", "committee", (), PERIODS, {}, ())
MOST_DEFINITIONS = 100


@transaction.atomic
def begin_definition(organisation: int, name: str, base: str = "", *, actor: Actor) -> Definition:
    """A definition with its first sketch: empty, or a copy of one of `bases_of` by its code.

    Refuses an empty, long or taken name, a base there is not, and more than can be kept.
    """
    actor.require(KEEP, organisation)
    lock_organisations([organisation])
    called = clean(name)
    found = next((one for one in bases_of(organisation) if one.code == base), None)
    faults = faults_of_name(organisation, called)
    if base and found is None:
        said = _("Không có mẫu để chép ấy.")
        faults.append(Refusal("reports.no-definition", said, remedy=_("Hãy chọn một mẫu trong danh sách.")))
    if Definition.objects.filter(organisation=organisation, cancelled_by=None).count() >= MOST_DEFINITIONS:
        said = _("Đã lập %(most)s mẫu.") % {"most": MOST_DEFINITIONS}
        faults.append(Refusal("reports.many", said, remedy=_("Hãy đóng mẫu không còn dùng.")))
    if faults:
        raise Refused(faults)
    source, number = (found.definition.code, found.definition.number) if found and not found.edition else ("", 0)
    made = replace(found.definition if found else EMPTY, code="own", number=1, name=called, source="")
    data: dict[str, Plain] = {
        "source": source, "source_number": number, "edition": found.edition.recorded_by if found and found.edition else 0,
        "digest": digest(text_of(made)),
    }  # fmt: skip
    sequence = record([NewEntry("reports.definition_begun", None, organisation, data=data)], actor=actor)[0]
    row = Definition.objects.create(organisation_id=organisation, name=called, recorded_by=sequence)
    Sketch.objects.create(definition=row, text=text_of(made), recorded_by=sequence)
    return row


@transaction.atomic
def change_sketch(definition: int, made: ReportDefinition, *, seen: int, actor: Actor) -> None:
    """The sketch says `made` from now on. `seen`: the entry of the sketch from which it was made.

    Refuses one that another changed since it was seen, texts too long, a taken name. What is missing is told when it is published. What
    says the same changes nothing.
    """
    row = _required(definition, actor)
    sketch = _sketch(row, seen)
    told = text_of(tidied(replace(made, name=clean(made.name))))
    faults = too_long(made) + faults_of_name(row.organisation_id, clean(made.name), row)
    if len(told) > LONGEST_DEFINITION:
        said = _("Mẫu này dài quá mức giữ được.")
        faults.append(Refusal("reports.long", said, remedy=_("Hãy tách thành hai mẫu.")))
    if faults:
        raise Refused(faults)
    if told == sketch.text:
        return
    data: dict[str, Plain] = {"definition": row.recorded_by, "digest": digest(told)}
    sequence = _record("changed", row, data, actor)
    Sketch.objects.filter(pk=sketch.pk).update(text=told, recorded_by=sequence)


@transaction.atomic
def publish_edition(definition: int, *, seen: int, actor: Actor) -> Edition:
    """The sketch becomes the next edition, which nobody changes any more. Refuses with all that is wrong in it, at once."""
    row = _required(definition, actor)
    sketch = _sketch(row, seen)
    last = newest_edition(row)
    made = replace(sketched(sketch), number=last.number + 1 if last else 1)
    faults = [one.refusal for one in faults_of_definition(made)] + faults_of_name(row.organisation_id, made.name, row)
    if last is not None and text_of(replace(made, number=last.number)) == last.text:
        said = _("Bản nháp không khác bản số %(number)s.") % {"number": last.number}
        faults.append(Refusal("reports.same", said, remedy=_("Hãy sửa, hoặc bỏ bản nháp.")))
    if not faults:
        faults = _unreadable(made)
    if faults:
        raise Refused(faults)
    text = text_of(made)
    sequence = _record(
        "published", row, {"definition": row.recorded_by, "number": made.number, "digest": digest(text)}, actor
    )
    Definition.objects.filter(pk=row.pk).update(name=made.name)
    Sketch.objects.filter(pk=sketch.pk).delete()
    return Edition.objects.create(definition=row, number=made.number, text=text, recorded_by=sequence)


@transaction.atomic
def sketch_again(definition: int, *, actor: Actor) -> Sketch:
    """A new sketch that begins as the newest edition. Refuses where one is being built, and where nothing was published."""
    row = _required(definition, actor)
    last, faults = newest_edition(row), []
    if sketch_of(row) is not None:
        faults.append(
            Refusal("reports.sketched", _("Mẫu này đang có bản nháp."), remedy=_("Hãy sửa tiếp bản nháp ấy."))
        )
    if faults or last is None:
        raise Refused(faults or [_no_sketch()])
    data: dict[str, Plain] = {"definition": row.recorded_by, "digest": digest(last.text)}
    sequence = _record("sketched", row, data, actor)
    return Sketch.objects.create(definition=row, text=last.text, recorded_by=sequence)


@transaction.atomic
def drop_sketch(definition: int, *, seen: int, actor: Actor) -> None:
    """The sketch is given up; the published edition stays. Refuses where nothing was published: then the definition is closed."""
    row = _required(definition, actor)
    sketch = _sketch(row, seen)
    if newest_edition(row) is None:
        said = _("Mẫu này chưa ban hành bản nào.")
        raise Refused([Refusal("reports.unpublished", said, remedy=_("Không dùng nữa thì đóng mẫu."))])
    _record("dropped", row, {"definition": row.recorded_by}, actor)
    Sketch.objects.filter(pk=sketch.pk).delete()


@transaction.atomic
def close_definition(definition: int, *, actor: Actor) -> None:
    """No report begins with it any more, and its sketch is gone; reports begun with an edition of it stay as they are."""
    row = _required(definition, actor)
    sequence = _record("closed", row, {"definition": row.recorded_by}, actor, cancels=row.recorded_by)
    Definition.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    Sketch.objects.filter(definition=row).delete()


def digest(text: str) -> str:
    """What the book keeps of a definition."""
    return hashlib.sha256(text.encode()).hexdigest()


def _required(definition: int, actor: Actor) -> Definition:
    """The definition that stands, its organisation held, once the actor was found to have the right there."""
    row = Definition.objects.filter(pk=definition, cancelled_by=None).first()
    if row is None:
        actor.require_somewhere(KEEP)
        said = _("Mẫu này không còn: có người vừa đóng.")
        raise Refused([Refusal("reports.gone", said, remedy=_("Hãy mở lại danh sách mẫu."))])
    actor.require(KEEP, row.organisation_id)
    lock_organisations([row.organisation_id])
    return row


def _sketch(row: Definition, seen: int) -> Sketch:
    found = sketch_of(row)
    if found is None:
        raise Refused([_no_sketch()])
    if found.recorded_by != seen:
        said = _("Người khác vừa sửa bản nháp này. Chưa ghi gì của bạn.")
        raise Refused(
            [
                Refusal(
                    "reports.changed-between",
                    said,
                    remedy=_("Hãy chép lại điều vừa ghi, mở lại bản nháp rồi sửa tiếp."),
                )
            ]
        )
    return found


def _no_sketch() -> Refusal:
    return Refusal(
        "reports.no-sketch", _("Mẫu này không có bản nháp."), remedy=_("Hãy lập bản nháp mới từ bản đã ban hành.")
    )


def _unreadable(made: ReportDefinition) -> list[Refusal]:
    try:
        read_report(text_of(made))
    except Malformed as error:
        return [
            Refusal("reports.malformed", str(one), remedy=_("Hãy sửa phần ấy của bản nháp.")) for one in error.problems
        ]
    return []


def _record(what: str, row: Definition, data: dict[str, Plain], actor: Actor, cancels: int | None = None) -> int:
    entry = NewEntry(f"reports.definition_{what}", None, row.organisation_id, data=data, cancels=cancels)
    return record([entry], actor=actor)[0]
