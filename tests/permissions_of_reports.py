"""Of reports: the lines of the tables; a report of each place at each step of its way."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.journal import clock
from liemchinh.reports import collecting, handing, preparing, signing
from liemchinh.reports.brought.reading import FilledIn, Said
from liemchinh.reports.brought.taking import take_workbook
from liemchinh.reports.models import Asked, Call, Report, Snapshot
from liemchinh.reports.tests.small_reports import a_report
from liemchinh.tasks.addressing import To
from tests.permissions_of_directives import above
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Each, Row, act, form, page
from tests.world import CONSOLE, PLACES, World

KEEPERS, SEERS, SIGNERS = "an nam chi dung", "an nam giang khoa hien chi dung", "an nam giang chi dung"
WHO = f"{KEEPERS} console* console-an"
HALF = (date(2025, 7, 1), date(2025, 12, 31))


def _second(world: World, place: str) -> Any:
    """Somebody who approves for whoever is above a place and sent nothing."""
    return world.actor("phuong" if place.startswith("other") else "oanh")


def report(world: World, place: str, turn: int, step: str = "") -> Report:
    """The report of a place for the year of that turn: each line of the tables has one of its own, at this step."""
    first, last = date(2025 - turn, 7, 1), date(2025 - turn, 12, 31)
    found = Report.objects.filter(organisation_id=world.places[place], first=first, replaces=None).first()
    if found is not None:
        return found
    made = a_report(world.places[place], first, last, source="members_work", number=1)
    if step:
        handing.submit_report(made.pk, actor=CONSOLE)
    if step in ("approved", "signed"):
        handing.approve_report(made.pk, actor=_second(world, place))
    if step == "signed":
        signer = _second(world, place)
        keys = [one.key for one in signing.checked(made, actor=signer).open]
        signing.sign_report(made.pk, number=f"{turn}-BC", confirmed=keys, actor=signer)
    return made


def _everywhere(made: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return Each(PLACES, lambda place: made(world, place))

    return found


def _below(made: Any) -> Any:
    """By who answers for the step, the organisation above: of a report from the place below it on the way."""

    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        lower = {"province": "district", "district": "commune", "commune": "branch", "other": "other_branch"}
        return Each(lower, lambda place: made(world, lower[place]))

    return found


def call(world: World, place: str, turn: int) -> Call:
    """A call of a place to what is below; one with nothing below it has one made by hand that asks itself."""
    like = report(world, place, turn)
    found = Call.objects.filter(organisation_id=world.places[place], first=like.first, cancelled_by=None).first()
    if found is None:
        told = {"kind": like.kind, "source": like.source, "first": like.first, "last": like.last}
        found = Call.objects.create(
            organisation_id=world.places[place], place_id=world.places[place], categories="branch", due_on=clock.today(),
            recorded_by=like.recorded_by, **told,
        )  # fmt: skip
        Asked.objects.create(call=found, organisation_id=world.places[place])
    return found


def _not_above(made: Any) -> Any:
    """What is asked from above is read below too, which is no line of a table of reach."""

    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return Each(set(PLACES) - above(person), lambda place: made(world, place))

    return found


def _code(world: World, place: str) -> str:
    return Snapshot.objects.get(report=report(world, place, 5, "signed")).code


OBJECTS = {
    "report": _everywhere(lambda world, place: (report(world, place, 1).pk,)),
    "report to send": _everywhere(lambda world, place: (report(world, place, 2).pk,)),
    "report from below": _below(lambda world, place: (report(world, place, 3, "submitted").pk,)),
    "report approved": _everywhere(lambda world, place: (report(world, place, 4, "approved").pk,)),
    "report signed": _everywhere(lambda world, place: (report(world, place, 5, "signed").pk,)),
    "report call": _not_above(lambda world, place: (call(world, place, 10).pk,)),
    "report call to withdraw": _not_above(lambda world, place: (call(world, place, 11).pk,)),
    "draft figure": _everywhere(lambda world, place: (report(world, place, 1).pk, "B1.1.1")),
    "report call of a place": _not_above(lambda world, place: (call(world, place, 10).pk, world.places[place])),
    "report code": _everywhere(lambda world, place: (_code(world, place),)),
    "report figure": _everywhere(lambda world, place: (_code(world, place), "B1.1.1")),
}
PAGES: dict[str, Row] = {
    "reports:way": page(SEERS, of="report"),
    "reports:submit": act(KEEPERS, of="report to send"),
    "reports:approve": act(SIGNERS, of="report from below"),
    "reports:return": form(SIGNERS, of="report from below"),
    "reports:sign": form(SIGNERS, of="report approved"),
    "reports:again": act(KEEPERS, of="report signed"),
    "reports:open": page(SEERS, of="draft figure"),
    "reports:prepare": form(SEERS, post=302, of="report"),
    "reports:take": form("an nam giang khoa dung", of="report"),
    "reports:ask": form(KEEPERS, of="report to send"),
    "reports:call": page(SEERS, of="report call"),
    "reports:sums": page(SEERS, of="report call"),
    "reports:begin": act(KEEPERS, of="report call of a place"),
    "reports:blank": form("an nam dung", post=200, of="report call of a place"),
    "reports:bring": form(KEEPERS, of="report call"),
    "reports:remind": act(KEEPERS, of="report call"),
    "reports:withdraw": form(KEEPERS, of="report call to withdraw"),
    "reports:code": form("everybody"),
    "reports:frozen": page(SEERS, of="report code"),
    "reports:figure": page(SEERS, of="report figure"),
}


def _sign(at: At) -> Any:
    keys = [one.key for one in signing.checked(at.given, actor=at.actor).open]
    return signing.sign_report(at.given.pk, number="9-BC", confirmed=keys, actor=at.actor)


def _take(at: At) -> Any:
    """Of a call of the place itself; where it asked only what is below, of itself all the same."""
    Asked.objects.get_or_create(call=at.given, organisation_id=at.number)
    texts = {part: Said("Một việc.", 0) for part in ("II.1", "II.2")}
    return take_workbook(at.given.pk, FilledIn(at.given.pk, at.number, texts=texts), actor=at.actor)


def _ready(turn: int, step: str = "") -> Any:
    return lambda at: report(at.world, at.place, turn, step)


ACTS: dict[str, Act] = {
    "reports.handing.submit_report": Act(
        WHO, lambda at: handing.submit_report(at.given.pk, actor=at.actor), ready=_ready(6)
    ),
    "reports.handing.approve_report": Act(
        SIGNERS,
        lambda at: handing.approve_report(at.given.pk, actor=at.actor),
        ready=_ready(7, "submitted"),
        above=True,
    ),
    "reports.handing.return_report": Act(
        SIGNERS,
        lambda at: handing.return_report(at.given.pk, "figures", actor=at.actor),
        ready=_ready(7, "submitted"),
        above=True,
    ),
    "reports.signing.sign_report": Act(SIGNERS, _sign, ready=_ready(8, "approved")),
    "reports.collecting.call_for_reports": Act(
        WHO,
        lambda at: collecting.call_for_reports(
            at.given.pk,
            To(at.number, ("grassroots_committee", "branch", "grassroots_branch")),
            clock.today(),
            actor=at.actor,
        ),
        places=("province", "district", "commune", "other"),
        ready=_ready(12),
    ),
    "reports.collecting.remind": Act(
        WHO, lambda at: collecting.remind(at.given.pk, actor=at.actor), ready=lambda at: call(at.world, at.place, 13)
    ),
    "reports.collecting.begin_asked_report": Act(
        WHO,
        lambda at: collecting.begin_asked_report(at.given.pk, at.number, actor=at.actor),
        ready=lambda at: call(at.world, at.place, 15),
    ),
    "reports.brought.taking.take_workbook": Act(WHO, _take, ready=lambda at: call(at.world, at.place, 16)),
    "reports.preparing.prepare_report": Act(
        f"{SEERS} console* console-an",
        lambda at: preparing.prepare_report(at.given.pk, actor=at.actor),
        ready=_ready(17),
    ),
    "reports.collecting.withdraw_call": Act(
        WHO,
        lambda at: collecting.withdraw_call(at.given.pk, "twice", actor=at.actor),
        ready=lambda at: call(at.world, at.place, 14),
    ),
    "reports.handing.open_again": Act(
        WHO, lambda at: handing.open_again(at.given.pk, actor=at.actor), ready=_ready(9, "signed")
    ),
}
LEFT_OUT = {
    "reports.filling.fill": "asks only, writes nothing; refuses whoever may not see figures: reports/tests/test_writing.py",
    "reports.signing.checked": "asks only, writes nothing; the services that use it are tried here",
    "reports.finding.findings_of": "asks only, writes nothing; the services that use it are tried here",
}
