"""What is done beside the national database: the columns of its workbook kept, waiting acts taken, acts said to be entered there."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, last_sequence, record
from liemchinh.national.columns import Column, columns_of, guessed, read_list, to_keep
from liemchinh.national.fields import FIELDS
from liemchinh.national.models import Entered, Layout, Taking
from liemchinh.national.queries import VERB, Changes, changes_of
from liemchinh.organisations.models import Organisation
from regulations.answers import Refusal, Refused

# So many acts are named in one line of the book.
PIECE = 500


@transaction.atomic
def keep_layout(data: bytes, name: str, organisation: int, *, actor: Actor) -> Layout:
    """Keeps the columns of the workbook for an office; from the first time on, what the register records waits to be entered there.

    Nothing else of the file is kept. A new workbook takes the place of the old columns; what somebody chose for the same heading stays.
    Raises Unreadable for a file without a list of people.
    """
    actor.require(VERB, organisation)
    table = read_list(data, name)[1]
    before = _locked(organisation)
    columns = guessed(table.headings, columns_of(before.columns) if before else ())
    told = {"columns": len(columns), "carried": sum(bool(column.field) for column in columns)}
    sequence = record([NewEntry("national.layout_kept", None, organisation, data=told)], actor=actor)[0]
    since = before.since if before else sequence
    return Layout.objects.update_or_create(
        organisation_id=organisation, defaults={"columns": to_keep(columns), "since": since}
    )[0]


@transaction.atomic
def choose_column(organisation: int, place: int, field: str, *, actor: Actor) -> None:
    """Says what a column (counted from zero) carries, "" for nothing; another column that carried it is left empty.

    Refuses: no such column, one that is never taken, something that no column can carry.
    """
    actor.require(VERB, organisation)
    layout = _kept(organisation)
    columns = columns_of(layout.columns)
    if not 0 <= place < len(columns):
        raise Refused(
            [Refusal("national.no-column", _("Bảng mẫu không có cột này."), remedy=_("Mở lại danh sách cột."))]
        )
    faults = []
    if columns[place].never:
        remedy = _("Cột này luôn để trống; nhập tay ở cơ sở dữ liệu quốc gia nếu nơi ấy đòi.")
        faults.append(Refusal("national.never", _("Cột này thuộc loại không bao giờ được lấy."), remedy=remedy))
    if field and field not in FIELDS:
        faults.append(
            Refusal("national.no-field", _("Sổ không có mục này."), remedy=_("Chọn một mục trong danh sách."))
        )
    if faults:
        raise Refused(faults)
    chosen = [_with(column, number == place, field) for number, column in enumerate(columns)]
    told: dict[str, Plain] = {"column": place + 1, "field": field}
    record([NewEntry("national.column_chosen", None, organisation, data=told)], actor=actor)
    layout.columns = to_keep(chosen)
    layout.save(update_fields=["columns"])


def _with(column: Column, here: bool, field: str) -> Column:
    if here:
        return replace(column, field=field, reason="" if field else _("đã chọn để trống"), chosen=True)
    if field and column.field == field:
        return replace(column, field="", reason=_("đã chọn cột khác"), chosen=True)
    return column


@transaction.atomic
def stop_keeping(organisation: int, *, actor: Actor) -> None:
    """The office enters nothing there any more: its columns go, what it said is entered stays said."""
    actor.require(VERB, organisation)
    layout = _kept(organisation)
    record([NewEntry("national.stopped", None, organisation)], actor=actor)
    layout.delete()


@transaction.atomic
def take_changes(organisation: int, *, actor: Actor) -> tuple[Layout, Changes, Taking | None]:
    """What waits, to be written to a workbook; that it was taken is recorded, with the last entry it can hold. Gives the taking before too.

    Refuses when nothing waits.
    """
    actor.require(VERB, organisation)
    layout = _kept(organisation)
    changes = changes_of(layout)
    if not changes.waiting:
        raise Refused([Refusal("national.nothing", _("Không còn việc nào chờ nhập."), remedy=_("Không cần lấy tệp."))])
    before = Taking.objects.filter(organisation_id=organisation).order_by("-pk").first()
    up_to, count = last_sequence(), len(changes.waiting)
    told = {"up_to": up_to, "count": count}
    sequence = record([NewEntry("national.taken", None, organisation, data=told)], actor=actor)[0]
    Taking.objects.create(organisation_id=organisation, up_to=up_to, count=count, recorded_by=sequence)
    return layout, changes, before


@transaction.atomic
def enter_acts(organisation: int, acts: Collection[int], *, actor: Actor) -> int:
    """Somebody says that these acts are entered in the national database; gives how many.

    Refuses, writing nothing: none chosen; one that waits no longer, since somebody ticked it meanwhile or it was cancelled in the register.
    """
    actor.require(VERB, organisation)
    layout = _kept(organisation)
    if not acts:
        raise Refused([Refusal("national.none", _("Chưa chọn việc nào."), remedy=_("Chọn ít nhất một việc đã nhập."))])
    there = {act.sequence for act in changes_of(layout).waiting}
    lost = set(acts) - there
    if lost:
        message = _("%(count)s việc không còn chờ nhập: có người vừa đánh dấu, hoặc việc đã bị hủy trong sổ.")
        raise Refused([Refusal("national.gone", message % {"count": len(lost)}, remedy=_("Mở lại danh sách."))])
    return _enter(organisation, sorted(set(acts)), actor)


@transaction.atomic
def enter_all(organisation: int, up_to: int, *, actor: Actor) -> int:
    """Everything that waits and was recorded up to an entry is said to be entered; gives how many. Refuses when that is nothing."""
    actor.require(VERB, organisation)
    acts = [act.sequence for act in changes_of(_kept(organisation)).waiting if act.sequence <= up_to]
    if not acts:
        raise Refused([Refusal("national.nothing", _("Không còn việc nào chờ nhập."), remedy=_("Mở lại danh sách."))])
    return _enter(organisation, acts, actor)


def _enter(organisation: int, acts: Sequence[int], actor: Actor) -> int:
    pieces = [list(acts[start : start + PIECE]) for start in range(0, len(acts), PIECE)]
    told: list[dict[str, Plain]] = [{"acts": [*piece], "count": len(piece)} for piece in pieces]
    entries = [NewEntry("national.entered", None, organisation, data=data) for data in told]
    sequences = record(entries, actor=actor)
    rows = [(organisation, act, said) for piece, said in zip(pieces, sequences, strict=True) for act in piece]
    insert_rows(Entered, ("organisation_id", "act", "recorded_by"), rows)
    return len(rows)


@transaction.atomic
def cancel_entered(organisation: int, act: int, *, actor: Actor) -> None:
    """The act is not entered after all: it waits again, unless it was cancelled in the register meanwhile.

    Refuses: it is not said to be entered; what takes it back is said to be entered too.
    """
    actor.require(VERB, organisation)
    _kept(organisation)
    row = Entered.objects.filter(organisation_id=organisation, act=act, cancelled_by=None).first()
    if row is None:
        message = _("Việc này không có dấu đã nhập.")
        raise Refused([Refusal("national.not-entered", message, remedy=_("Mở lại danh sách đã nhập."))])
    later = Entry.objects.filter(cancels_id=act).values_list("sequence", flat=True)
    if Entered.objects.filter(act__in=later, cancelled_by=None).exists():
        message = _("Việc hủy hoặc sửa việc này cũng đã có dấu đã nhập.")
        raise Refused([Refusal("national.taken-back", message, remedy=_("Bỏ dấu của việc hủy, sửa ấy trước."))])
    told = {"act": act}
    sequence = record([NewEntry("national.not_entered", None, organisation, data=told)], actor=actor)[0]
    Entered.objects.filter(pk=row.pk).update(cancelled_by=sequence)


def _locked(organisation: int) -> Layout | None:
    list(Organisation.objects.select_for_update().filter(pk=organisation).values_list("pk"))
    return Layout.objects.select_for_update().filter(organisation_id=organisation).first()


def _kept(organisation: int) -> Layout:
    layout = _locked(organisation)
    if layout is None:
        message = _("Tổ chức này chưa giữ bảng mẫu của cơ sở dữ liệu quốc gia.")
        raise Refused([Refusal("national.no-layout", message, remedy=_("Nạp bảng mẫu trước."))])
    return layout
