"""A round in one branch: its box is prepared, and what the box counted is kept above the threshold alone."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.actor import NOBODY, Actor
from liemchinh.ballots.counted import Counted
from liemchinh.ballots.given import Preparing
from liemchinh.ballots.models import Box, Tally
from liemchinh.ballots.services import prepare_boxes
from liemchinh.ballots.using import Layout, Use
from liemchinh.ballots.words import BOTH, SURVEY
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import record
from liemchinh.members.months import belonging, in_order
from liemchinh.surveys.matter import entry_of, faults_open, held_part, refusal
from liemchinh.surveys.models import Count, Help, ItemCount, Part, Report, Sign, Talk
from liemchinh.surveys.periods import spoken
from liemchinh.surveys.progress import box_of
from liemchinh.surveys.rule_uses import rule_of
from liemchinh.surveys.words import KEEP, USE, item_words
from regulations.answers import Refusal, Refused
from regulations.rules.surveys import marks_told

Found = Sequence[tuple[int, str, int]]


@transaction.atomic
def prepare_part(part: int, on: date, *, channels: str = BOTH, tellers: Sequence[int] = (), actor: Actor) -> Box:
    """The branch prepares its box for a day: whoever attends there that day both votes and stands on the slip, oneself too.

    Refuses, all at once: a closed round, a second box, a day before today, fewer people than whose results could be told.
    """
    row = held_part(part, actor)
    people = [one.person for one in belonging(row.organisation_id, on) if one.attends]
    faults = faults_open(row.round)
    if box_of(row) is not None:
        faults.append(refusal("box", _("Chi hội đã có hòm phiếu của đợt này."), _("Mở hòm phiếu đang có.")))
    if on < clock.today():
        faults.append(refusal("past", _("Ngày bỏ phiếu đã qua."), _("Ghi ngày sinh hoạt tới.")))
    least = rule_of(row.organisation_id, on).valid
    if len(people) < least:
        told = _("Chi hội có %(count)s người bỏ phiếu: dưới %(least)s phiếu thì không nêu kết quả nào.") % {
            "count": len(people), "least": least,
        }  # fmt: skip
        faults.append(refusal("few", told, _("Chi hội này không khảo sát bằng phiếu.")))
    if faults:
        raise Refused(faults)
    items = list(row.round.asked.values_list("item", flat=True))
    told_box = Preparing(row.organisation_id, SURVEY, USE, people, items, people, on, tellers, channels, row.pk)
    return prepare_boxes([told_box], actor=actor)[0]


def words(box: Box) -> Layout:
    """The colleagues by given name, the items as the catalogue words them."""
    called = dict(in_order(row for row in box.rows if isinstance(row, int)))
    part = Part.objects.select_related("round").filter(pk=box.about or 0).first()
    title = _("Phiếu khảo sát %(period)s") % {"period": spoken(part.round.period) if part else ""}
    how = _("Đánh dấu việc đã thấy ở từng người; không thấy gì thì để trống. Ở dòng của mình cũng để trống.")
    rows = [called.get(row, _("(đã xóa tên)")) if isinstance(row, int) else str(row) for row in box.rows]
    return Layout(title, rows, [item_words(str(code)) for code in box.columns], how)


def faults_of_freezing(box: Box) -> list[Refusal]:
    """What else stands in the way: the round was closed or withdrawn meanwhile."""
    part = Part.objects.select_related("round").filter(pk=box.about or 0, cancelled_by=None).first()
    if part is None:
        return [refusal("no-round", _("Đợt khảo sát này đã hủy."), _("Hủy hòm phiếu."))]
    return faults_open(part.round)


def take_count(box: Box, counted: Counted, actor: Actor) -> None:
    """Keeps of a count what may be told: marks that reach the threshold, and how many people each item reached. The rest is nowhere."""
    part = Part.objects.select_related("round").get(pk=box.about or 0)
    found = _above_threshold(box, counted)
    people = {item: sum(code == item for _person, code, _marks in found) for item in map(str, box.columns)}
    counts: list[Plain] = [[item, count] for item, count in people.items()]
    data: dict[str, Plain] = {"assessed": len(box.rows), "valid": counted.valid, "counts": counts}
    beside = {"signs": spelled(found)} if found else {}
    sequence = record([entry_of("counted", part, clock.today(), data, beside)], actor=actor)[0]
    row = Count.objects.create(part=part, assessed=len(box.rows), valid=counted.valid, recorded_by=sequence)
    ItemCount.objects.bulk_create(ItemCount(count=row, item=item, people=count) for item, count in people.items())
    # Whoever reads the box's own table finds no mark of anybody either.
    Tally.objects.filter(box=box).update(cells=[0] * counted.cells.size)
    Sign.objects.bulk_create(
        Sign(part=part, person_id=person, item=item, marks=marks, recorded_by=sequence) for person, item, marks in found
    )


def take_back_count(box: Box, actor: Actor | None) -> None:
    """A vote that does not stand: nor do its counts, signs, talks, the help agreed and the report.

    Of a closed round they stay: its sums were told, and a second sum without this branch would tell the branch.
    """
    counts = Count.objects.filter(part=box.about, cancelled_by=None, part__round__closed_by=None)
    count = counts.select_related("part__round").first()
    if count is None:
        return
    report = Report.objects.filter(part=count.part, cancelled_by=None).first()
    told = [row.recorded_by for row in (count, report) if row is not None]
    entries = [entry_of("voided", count.part, clock.today(), cancels=one) for one in told]
    sequences = record(entries, actor=actor or NOBODY)
    Count.objects.filter(pk=count.pk).update(cancelled_by=sequences[0])
    Report.objects.filter(part=count.part, cancelled_by=None).update(cancelled_by=sequences[-1])
    for rows in (Sign.objects, Talk.objects, Help.objects):
        rows.filter(part=count.part, cancelled_by=None).update(cancelled_by=sequences[0])


def spelled(found: Found) -> str:
    """Signs as the book keeps them beside the chain: person, item, marks."""
    return " ".join(f"{person}:{item}:{marks}" for person, item, marks in sorted(found))


def _above_threshold(box: Box, counted: Counted) -> list[tuple[int, str, int]]:
    rule = rule_of(box.organisation_id, clock.today())
    return [
        (int(person), str(item), marks)
        for person, row in zip(box.rows, counted.cells, strict=True)
        for item, cell in zip(box.columns, row, strict=True)
        if (marks := marks_told(int(cell), counted.valid, rule)) is not None
    ]


def use() -> Use:
    """What this room does with its boxes."""
    return Use(
        words=words, verb=KEEP, when_counted=take_count, when_void=take_back_count, faults=faults_of_freezing,
        back=lambda box: reverse("surveys:part", args=[box.about]),
    )  # fmt: skip
