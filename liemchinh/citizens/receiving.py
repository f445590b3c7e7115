"""What a packet holds, put where it belongs: sealed as it came. Inside the transaction that takes the whole packet."""

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from liemchinh.citizens.destroying import MACHINE
from liemchinh.citizens.models import (
    Attachment,
    Message,
    Office,
    Recipient,
    Report,
    Suggestion,
    SuggestionWrap,
    Tally,
    Wrap,
)
from liemchinh.citizens.ratings import Answers, Counted, write
from liemchinh.citizens.words import OPEN, SLIP
from liemchinh.envelopes.exchanged import RatingCount, SentMessage, SentReport, SentSuggestion
from liemchinh.envelopes.files import SealedFile
from liemchinh.envelopes.seals import Unreadable
from liemchinh.envelopes.words import HOW, REASONS
from liemchinh.journal import clock


def take_reports(sent: Sequence[SentReport], offices: Mapping[str, Office], sequence: int) -> Iterator[Report]:
    """Each report for the readers it was sealed for. Raises Unreadable for one whose office or readers are unknown: it is not dropped."""
    for one in sent:
        keys = _keys(one.wraps)
        office = offices.get(one.office)
        if office is None or not keys:
            raise Unreadable(f"{one.id}: no office or no reader known")
        custodian = Recipient.objects.filter(mark=one.custodian).first() if one.custodian else None
        report = Report.objects.create(
            uid=one.id, office=office, level_id=keys[0].organisation_id, on=one.on, public_key=one.public_key, body=one.body,
            custodian=custodian, identity=one.identity if custodian else None, state="received", recorded_by=sequence,
        )  # fmt: skip
        Wrap.objects.bulk_create(Wrap(report=report, recipient=key, wrapped=one.wraps[key.mark]) for key in keys)
        _keep_files(report, 0, one.files)
        yield report


def take_messages(sent: Sequence[SentMessage]) -> None:
    """Further messages of reporters; one to a report that was destroyed goes with it."""
    for one in sent:
        report = Report.objects.filter(uid=one.report, destroyed_on=None).first()
        if report is None:
            continue
        Message.objects.create(report=report, is_reply=False, number=one.number, on=one.on, sealed=one.body)
        _keep_files(report, one.number, one.files)


def take_suggestions(sent: Sequence[SentSuggestion], offices: Mapping[str, Office], sequence: int) -> None:
    """Suggestions, each with its own key."""
    for one in sent:
        keys, office = _keys(one.wraps), offices.get(one.office)
        if office is None or not keys:
            raise Unreadable(f"{one.id}: no office or no reader known")
        row = Suggestion.objects.create(uid=one.id, office=office, on=one.on, body=one.body, recorded_by=sequence)
        SuggestionWrap.objects.bulk_create(
            SuggestionWrap(suggestion=row, recipient=key, wrapped=one.wraps[key.mark]) for key in keys
        )


def take_ratings(sent: Sequence[RatingCount], offices: Mapping[str, Office]) -> None:
    """Answers are added to the month they were given in."""
    for one in sent:
        if (
            one.office not in offices
            or one.how not in HOW
            or (one.reason and one.reason not in REASONS)
            or one.count < 1
        ):
            raise Unreadable("an answer that is on no list")
        month = date.fromisoformat(f"{one.month}-01")
        row, _new = Tally.objects.get_or_create(
            office=offices[one.office],
            month=month,
            slip=one.slip,
            how=one.how,
            reason=one.reason,
            defaults={"count": 0},
        )
        Tally.objects.filter(pk=row.pk).update(count=F("count") + one.count)


def close_months() -> None:
    """Each office's answers of a month that is over become one count with one entry. Safe to repeat."""
    first = clock.today().replace(day=1)
    with transaction.atomic():
        rows = list(Tally.objects.filter(month__lt=first).select_related("office").order_by("office", "month", "-slip"))
        groups: dict[tuple[int, date, bool], list[Tally]] = {}
        for row in rows:
            groups.setdefault((row.office.organisation_id, row.month, row.slip), []).append(row)
        for (place, month, slip), told in groups.items():
            counts = {how: sum(row.count for row in told if row.how == how and not row.reason) for how in HOW}
            reasons = {row.reason: row.count for row in told if row.reason}
            last = month.replace(day=monthrange(month.year, month.month)[1])
            answers = Answers(counts["satisfied"], counts["neutral"], counts["not_satisfied"], reasons)
            write(SLIP if slip else OPEN, [Counted(place, month, last, answers)], actor=MACHINE)
        Tally.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _keys(wraps: Mapping[str, bytes]) -> list[Recipient]:
    return list(Recipient.objects.filter(mark__in=wraps).order_by("pk"))


def _keep_files(report: Report, message: int, files: Sequence[SealedFile]) -> None:
    Attachment.objects.bulk_create(
        Attachment(report=report, message=message, place=place, key=one.key, sealed=one.sealed)
        for place, one in enumerate(files)
    )
