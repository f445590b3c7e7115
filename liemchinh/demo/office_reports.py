"""Reports in the example: the five published ones, written again by their offices from the records, one of them signed, the others still
written; and this year's report of members, asked of the branches of one commune, in part sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.figures.models import PublishedLine
from liemchinh.figures.periods import Period
from liemchinh.journal import clock
from liemchinh.papers.issuers import Issuer, letterhead_on, set_letterhead, suggestions
from liemchinh.reports.building.queries import sketch_of
from liemchinh.reports.building.services import begin_definition, change_sketch, publish_edition
from liemchinh.reports.collecting import begin_asked_report, call_for_reports
from liemchinh.reports.handing import approve_report, submit_report
from liemchinh.reports.models import Report
from liemchinh.reports.periods import period_of
from liemchinh.reports.signing import checked, sign_report
from liemchinh.reports.writing import start_report, write_prose
from liemchinh.tasks.addressing import To
from regulations.reports import ReportDefinition, read_report

FOLDER = Path(__file__).with_name("reports")
# The one that is signed, by whom, and its number: who sent it does not approve it.
SIGNED, SENDER, SIGNER, NUMBER = "mo_cay_nam", "to-chuc-ben-tre", "to-chuc-ben-tre-2", "41-BC/UBKTHU"
# Where each office sits.
SEATS = {
    "ben_tre": "Bến Tre", "can_tho": "Cần Thơ", "mo_cay_nam": "Mỏ Cày Nam", "tan_phu": "Tân Phú", "tra_vinh": "Trà Vinh",
}  # fmt: skip
MEMBERS = "s:members_work"
GOOD, NEXT = "Nền nếp sinh hoạt giữ vững; có {members} người.", "Tháng sau xem lại danh sách người được miễn."


@dataclass(frozen=True, slots=True)
class Published:
    """A published report: its definition, the organisation its lines are of, the days they count from and to."""

    name: str
    definition: ReportDefinition
    organisation: int
    period: Period


def published_reports() -> list[Published]:
    """Those whose lines the records hold, by the names of their files."""
    lines = {line.key: line for line in PublishedLine.objects.filter(cancelled_by=None)}
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        definition = read_report(path.read_text(encoding="utf-8"))
        mine = [lines[one.line] for one in definition.figures.values() if one.line in lines]
        if mine:
            days = [
                day
                for line in mine
                for day in (line.starts_on, line.ends_on - timedelta(days=1) if line.ends_on else line.as_of)
                if day
            ]
            found.append(Published(path.stem, definition, mine[0].organisation_id, Period(min(days), max(days))))
    return found


@transaction.atomic
def load_office_reports(commune: int | None, on: date, *, actor: Actor) -> int:
    """Begins them where their organisations are; gives how many reports there are."""
    for one in published_reports():
        report = _begun(one, actor)
        if one.name == SIGNED:
            _sign(report)
    if commune is not None:
        _asked(commune, min(on, clock.today()), actor)
    return Report.objects.count()


def _begun(one: Published, actor: Actor) -> Report:
    _head(one, actor)
    own = begin_definition(one.organisation, one.definition.name, actor=actor)
    sketch = sketch_of(own)
    change_sketch(own.pk, one.definition, seen=sketch.recorded_by if sketch else 0, actor=actor)
    sketch = sketch_of(own)
    edition = publish_edition(own.pk, seen=sketch.recorded_by if sketch else 0, actor=actor)
    return start_report(one.organisation, f"e:{edition.pk}", "since", one.period, actor=actor)


def _head(one: Published, actor: Actor) -> None:
    """How the office stands on its papers, as the charter suggested then, unless the example told that already."""
    issuer, since = Issuer(one.organisation, one.definition.organ), one.period.last
    if letterhead_on(issuer, clock.today()) is None:
        heading = suggestions([one.organisation], since)[issuer]
        set_letterhead(issuer, replace(heading, place=SEATS[one.name]), since, actor=actor)


def _sign(report: Report) -> None:
    accounts: Mapping[str, Account] = {
        one.username: one for one in Account.objects.filter(username__in=(SENDER, SIGNER))
    }
    if len(accounts) < 2:
        return
    sender, signer = (actor_for(accounts[name], second_factor=True) for name in (SENDER, SIGNER))
    submit_report(report.pk, actor=sender)
    approve_report(report.pk, actor=signer)
    confirmed = [one.key for one in checked(report, actor=signer).open]
    sign_report(report.pk, number=NUMBER, confirmed=confirmed, actor=signer)


def _asked(commune: int, day: date, actor: Actor) -> None:
    """The last half-year that is over, of every branch: two have sent, one is still writing."""
    half = period_of("half", day)
    if half.last > day:
        half = period_of("year", date(day.year - 1, 1, 1))
    kind = "half" if half.first.year == day.year else "year"
    own = start_report(commune, MEMBERS, kind, half, actor=actor)
    for part, text in (("II.1", GOOD), ("II.2", NEXT)):
        write_prose(own.pk, part, text, seen=0, actor=actor)
    call = call_for_reports(own.pk, To(commune, ("branch",)), day + timedelta(days=10), actor=actor)
    places: Sequence[int] = call.asked.order_by("organisation_id").values_list("organisation_id", flat=True)[:3]
    for turn, place in enumerate(places):
        report = begin_asked_report(call.pk, place, actor=actor)
        for part, text in (("II.1", GOOD), ("II.2", NEXT)):
            write_prose(report.pk, part, text, seen=0, actor=actor)
        if turn < len(places) - 1:
            submit_report(report.pk, actor=actor)
