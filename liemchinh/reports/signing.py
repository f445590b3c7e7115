"""Signing: what checks found is confirmed one by one, then content, lists, tree, code and head of the book are frozen together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, next_sequence, record
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.services import draw_number, keep_number
from liemchinh.reports import filling
from liemchinh.reports.checking import Finding
from liemchinh.reports.codes import new_code
from liemchinh.reports.content import as_bytes
from liemchinh.reports.finding import findings_of
from liemchinh.reports.handed import stand_of
from liemchinh.reports.handing import held, not_waiting
from liemchinh.reports.models import FrozenList, Handing, Report, Snapshot
from liemchinh.reports.snapshots import TREE, Listed, lists_of, sha256
from liemchinh.reports.sources import Filled, sources_as_bytes
from liemchinh.reports.words import APPROVED, SIGN, SIGNED
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True)
class Checked:
    """A report as it would be signed now, and what the checks found."""

    filled: Filled
    findings: Sequence[Finding]

    @property
    def open(self) -> list[Finding]:
        """What must be confirmed."""
        return [one for one in self.findings if not one.told]


def checked(report: Report, *, actor: Actor) -> Checked:
    """Fills and checks a report."""
    made = filling.filled_report(report, actor)
    return Checked(made, findings_of(report, made, stand_of(report), actor=actor))


@transaction.atomic
def sign_report(report: int, *, number: str = "", confirmed: Collection[str] = (), actor: Actor) -> Snapshot:
    """Signs an approved report and freezes it. `number`: of the document, as typed; left empty it is drawn from the book of numbers.

    Refuses one that is not approved, a number too long, a number that cannot be drawn, findings that were not confirmed, each by its key.
    What was confirmed is in the book. While it freezes nobody else writes in the book, so that the head that is printed is what was known.
    """
    row = Report.objects.filter(pk=report, cancelled_by=None).first()
    actor.require(SIGN, row.organisation_id if row else None)
    row, stand = held(report)
    typed = clean(number)
    faults = [] if stand.kind == APPROVED else [not_waiting() if stand.kind != SIGNED else _signed()]
    if len(typed) > LONGEST_NUMBER:
        remedy = _("Hãy ghi số, ký hiệu như trên văn bản.")
        faults.append(Refusal("reports.number", _("Số văn bản quá dài."), remedy=remedy))
    if faults:
        raise Refused(faults)
    drawn = None
    if not typed:
        organ, document = filling.issued(row)
        drawn = draw_number(Issuer(row.organisation_id, organ), document, clock.today())
    head = next_sequence() - 1
    made = checked(row, actor=actor)
    missed = [one for one in made.open if one.key not in set(confirmed)]
    if missed:
        raise Refused([_unconfirmed(len(missed))])
    if drawn is not None:
        typed = keep_number(drawn, actor=actor).written
    return freeze(row, made.filled, [one.key for one in made.open], typed, head, actor)


def freeze(row: Report, made: Filled, confirmed: Sequence[str], number: str, head: int, actor: Actor) -> Snapshot:
    """The step of signing that keeps everything, inside its transaction and once it authorised; `head` is the book's last entry."""
    content, sources, lists = as_bytes(made.content), sources_as_bytes(made.sources), lists_of(made)
    frozen: dict[str, Any] = {
        "code": new_code(), "digest": sha256(content), "head": head,
        "tree_digest": next(one.digest for one in lists if one.figure == TREE),
        "head_hash": bytes(Entry.objects.values_list("hash", flat=True).get(sequence=head)).hex(),
    }  # fmt: skip
    told: list[Plain] = [[one.figure, one.indicator, one.count, one.digest] for one in lists]
    data: dict[str, Plain] = {
        **frozen, "report": row.recorded_by, "number": number, "sources": sha256(sources), "lists": told,
        "confirmed": list(confirmed),
    }  # fmt: skip
    on = clock.today()
    sequence = record([NewEntry("reports.signed", on, row.organisation_id, data=data)], actor=actor)[0]
    Handing.objects.create(
        report=row, kind=SIGNED, organisation_id=row.organisation_id, on=on, number=number, recorded_by=sequence
    )
    made_of = {"content": content, "sources": sources, **frozen}
    snapshot = Snapshot.objects.create(report=row, recorded_by=sequence, **made_of)
    _keep(snapshot, lists)
    return snapshot


def _keep(snapshot: Snapshot, lists: Sequence[Listed]) -> None:
    FrozenList.objects.bulk_create(
        FrozenList(
            snapshot=snapshot, figure=one.figure, indicator=one.indicator, count=one.count, ids=one.ids, digest=one.digest
        )
        for one in lists
    )  # fmt: skip


def _signed() -> Refusal:
    said = _("Báo cáo này đã ký và khóa.")
    return Refusal("reports.locked", said, remedy=_("Muốn sửa thì mở lại thành báo cáo mới."))


def _unconfirmed(count: int) -> Refusal:
    said = _("Còn %(count)s điểm chưa khớp chưa được xác nhận.") % {"count": count}
    remedy = _("Xem từng điểm trong danh sách; đúng như vậy thì đánh dấu xác nhận rồi ký.")
    return Refusal("reports.unconfirmed", said, remedy=remedy)
