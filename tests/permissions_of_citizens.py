"""Of what citizens send: counts as the tests enter them, the lines of the tables of addresses and services."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from liemchinh.citizens import (
    answering,
    deciding,
    identities,
    keys,
    offices,
    on_paper,
    publishing,
    ratings,
    reading,
    suggestions,
)
from liemchinh.citizens.models import (
    Decision,
    IdentityRequest,
    Office,
    PaperReports,
    Rating,
    Recipient,
    Report,
    Suggestion,
)
from liemchinh.citizens.ratings import Answers, Counted
from liemchinh.citizens.tests import sending
from liemchinh.citizens.tests.sending import PHRASES, quickly
from liemchinh.citizens.words import OFFICER, READER
from liemchinh.envelopes import recipients
from liemchinh.journal import clock
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import CONSOLE, PEOPLE, World

KEEPERS, SEERS = "an nam dung", "an nam giang khoa hien chi dung"
WHO = f"{KEEPERS} console* console-an"
FIRST, LAST = date(2026, 1, 1), date(2026, 1, 31)


def counted(number: int) -> Counted:
    """Answers about an office in January, on paper."""
    return Counted(number, FIRST, LAST, Answers(40, 3, 2, {"late": 2}), "3-TH/UB", LAST)


def _paper(number: int) -> Rating:
    found = Rating.objects.filter(organisation_id=number, cancelled_by=None)
    if not found.exists():
        ratings.record_papers([counted(number)], actor=CONSOLE)
    return found.get()


def papers(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """A count on paper of each place."""
    return {place: (_paper(number).pk,) for place, number in world.places.items()}


def page_of(world: World, place: str) -> Office:
    """The page of an office, opened there if it has none."""
    found = Office.objects.filter(organisation=world.places[place], cancelled_by=None).first()
    return found or offices.open_office(world.places[place], sending.OUTSIDE, actor=CONSOLE)


def report(world: World) -> Report:
    """A report about the commune, open, read by both readers at the district."""
    row = Report.objects.filter(closed_on=None, destroyed_on=None, state="received").first()
    if row is None:
        row = sending.arrived(world, name="Võ Văn Kể")
        for name in ("khoa", "second-at-district"):
            opened(world, row, name)
    return row


def opened(world: World, row: Report, name: str) -> reading.Opened:
    """What its reader sees."""
    with quickly():
        return reading.open_report(row.pk, PHRASES[name], actor=world.actor(name))


def pending(world: World) -> Report:
    """A report about which the other reader stated a decision."""
    row = report(world)
    if not Decision.objects.filter(report=row, cancelled_by=None).exists():
        deciding.state_decision(row.pk, "not_handled", "outside", actor=world.actor("second-at-district"))
    return row


def asked(world: World) -> IdentityRequest:
    """Khoa asked who reported, and got it."""
    row = IdentityRequest.objects.filter(cancelled_by=None, sealed__isnull=False).first()
    if row is None:
        identities.ask_for_identity(report(world).pk, "verify", actor=world.actor("khoa"))
        row = IdentityRequest.objects.latest("pk")
        with quickly():
            identities.give_identity(row.pk, "needed", PHRASES["at-province"], actor=world.actor("at-province"))
    return row


def suggested(world: World) -> Suggestion:
    """A suggestion to the commune, which the district's readers open: nobody has a key at the commune."""
    row = Suggestion.objects.exclude(body=None).first()
    if row is None:
        sent = sending.sent_suggestion("Xin mở cửa sớm hơn", sending.office(world))
        sending.take(sending.packet(suggestions=[sent]))
        row = Suggestion.objects.get(uid=sent.id)
    return row


def envelopes(world: World, days_ago: int = 0) -> on_paper.Envelopes:
    """Two sealed envelopes about the commune, by its box."""
    return on_paper.Envelopes(sending.office(world).pk, clock.today() - timedelta(days=days_ago), "box", 2)


def on_paper_received(world: World) -> PaperReports:
    """What Khoa recorded of them."""
    row = PaperReports.objects.filter(cancelled_by=None).first()
    if row is None:
        on_paper.receive_papers(envelopes(world), actor=world.actor("khoa"))
        row = PaperReports.objects.latest("pk")
    return row


def unaccepted(world: World) -> Recipient:
    """A key that Oanh made at the province and that waits for its first officer."""
    row = Recipient.objects.filter(account__username="oanh", vouched_by=None, cancelled_by=None).first()
    if row is None:
        with quickly():
            phrase, actor = PHRASES["khoa"], world.actor("oanh")
            row, _card = keys.make_key(world.places["province"], OFFICER, phrase, actor=actor)
    return row


def _of_khoa(made: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return {"khoa": made(world)}

    return found


def _key_of_khoa(world: World) -> Recipient:
    sending.office(world)
    return sending.accepted_key(world, "khoa")


def offices_opened(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """Every place has a page."""
    return {place: (page_of(world, place).organisation_id,) for place in world.places}


def with_keys(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """Every place; the one where Khoa reads and Hiền keeps names, and none below it, under their own name."""
    own = PEOPLE[person][2] if person in {"khoa", "hien"} else ""
    return {person if place == own else place: (number,) for place, number in world.places.items()}


def one_keeps(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """Where each keeps the office's page; Nam's commune for Hiền, who keeps names there, under her own name."""
    return {
        "hien" if (person, name) == ("hien", "nam") else name: (world.places[PEOPLE[name][2]],)
        for name in KEEPERS.split()
    }


OBJECTS = {
    "count on paper": papers,
    "office with a page": offices_opened,
    "organisation with keys": with_keys,
    "organisation one keeps": one_keeps,
    "report of citizens": _of_khoa(lambda world: (report(world).pk,)),
    "report to vouch for": _of_khoa(lambda world: (pending(world).pk,)),
    "file of a report": _of_khoa(lambda world: (report(world).pk, 1)),
    "given identity": _of_khoa(lambda world: (asked(world).pk,)),
    "suggestion": _of_khoa(lambda world: (suggested(world).pk,)),
    "envelopes received": _of_khoa(lambda world: (on_paper_received(world).pk,)),
    "key of one's own": _of_khoa(lambda world: (_key_of_khoa(world).pk,)),
    "key to accept": lambda world, person: {"an": (unaccepted(world).pk,)},
    "asked identity": lambda world, person: {"": (waiting_request(world).pk,)},
}
PAGES: dict[str, Row] = {
    "citizens:ratings": page(SEERS, of="organisation", query="at"),
    "citizens:paper": form(KEEPERS, of="organisation"),
    "citizens:cancel-paper": form(KEEPERS, of="count on paper"),
    "citizens:page": form(KEEPERS, of="office with a page"),
    "citizens:slips": form(KEEPERS, of="office with a page"),
    "citizens:publish": form(KEEPERS, of="office with a page"),
    "citizens:close": act(KEEPERS, of="office with a page"),
    "citizens:exchange": form("quan*", post=302),
    "citizens:keys": page("an nam dung khoa! hien!", of="organisation with keys"),
    "citizens:make-key": form("an! nam! dung! hien!", of="organisation one keeps"),
    "citizens:renew-key": form("khoa!", of="key of one's own"),
    "citizens:accept-key": form("an!", of="key to accept"),
    "citizens:end-key": act("khoa!", of="key of one's own"),
    "citizens:reports": page("an nam khoa hien dung"),
    "citizens:on-paper": form("khoa"),
    "citizens:cancel-on-paper": form("khoa!", of="envelopes received"),
    "citizens:report": form("khoa!", of="report of citizens"),
    "citizens:attachment": form("khoa!", of="file of a report"),
    "citizens:reply": form("khoa!", of="report of citizens"),
    "citizens:decide": form("khoa!", of="report of citizens"),
    "citizens:vouch": act("khoa!", of="report to vouch for"),
    "citizens:ask-identity": form("khoa!", of="report of citizens"),
    "citizens:give-identity": form("", of="asked identity"),
    "citizens:identity": form("khoa!", of="given identity"),
    "citizens:suggestion": form("khoa!", of="suggestion"),
}


def waiting_request(world: World) -> IdentityRequest:
    """What waits for the custodian, who is nobody of the grid."""
    row = IdentityRequest.objects.filter(cancelled_by=None, sealed=None).first()
    if row is None:
        opened(world, report(world), "second-at-district")
        if not IdentityRequest.objects.filter(
            recipient__account__username="second-at-district", cancelled_by=None
        ).exists():
            identities.ask_for_identity(report(world).pk, "verify", actor=world.actor("second-at-district"))
        row = IdentityRequest.objects.latest("pk")
    return row


def _ready(at: At) -> Rating:
    return _paper(at.number)


def _quick(call: Any) -> Any:
    def made(at: At) -> Any:
        with quickly():
            return call(at)

    return made


def _read(call: Any, ready: Any = report, *, stays: bool = True) -> Act:
    """What a reader of a report does: Khoa at the district, and nobody else in the grid."""
    return Act("khoa", _quick(call), places=("district",), ready=lambda at: ready(at.world), stays=stays)


def _renewed(at: At) -> str:
    return keys.renew_key(at.given.pk, PHRASES["khoa"], "một câu mở khác hẳn câu trước", actor=at.actor)


def _made(at: At) -> Recipient:
    return keys.make_key(at.number, READER, PHRASES["khoa"], actor=at.actor)[0]


def _keyless(at: At) -> None:
    Recipient.objects.filter(account__username="khoa", cancelled_by=None).update(cancelled_by=1)


_DISTRICT = ("district",)
ACTS: dict[str, Act] = {
    "citizens.ratings.record_papers": Act(WHO, lambda at: ratings.record_papers([counted(at.number)], actor=at.actor)),
    "citizens.ratings.cancel_paper": Act(
        WHO, lambda at: ratings.cancel_paper(at.given.pk, reason="twice", actor=at.actor), ready=_ready
    ),
    "citizens.offices.open_office": Act(
        WHO, lambda at: offices.open_office(at.number, sending.OUTSIDE, actor=at.actor),
        ready=lambda at: Office.objects.filter(organisation=at.number).update(cancelled_by=1),
    ),
    "citizens.offices.close_office": Act(
        WHO, lambda at: offices.close_office(at.number, actor=at.actor), ready=lambda at: page_of(at.world, at.place)
    ),
    "citizens.offices.print_slips": Act(
        WHO, lambda at: offices.print_slips(at.number, 3, actor=at.actor), ready=lambda at: page_of(at.world, at.place)
    ),
    "citizens.publishing.publish": Act(
        WHO, lambda at: publishing.publish(at.number, FIRST, LAST, "Mở cửa từ 7 giờ.", actor=at.actor),
        ready=lambda at: page_of(at.world, at.place),
    ),
    "citizens.keys.make_key": Act("khoa", _quick(_made), places=_DISTRICT, ready=_keyless),
    "citizens.keys.accept_key": Act(
        "an", lambda at: keys.accept_key(at.given.pk, recipients.in_groups(at.given.mark), actor=at.actor),
        places=_DISTRICT, ready=lambda at: unaccepted(at.world),
    ),
    "citizens.keys.end_key": Act(
        "an khoa", lambda at: keys.end_key(at.given.pk, actor=at.actor), places=_DISTRICT,
        ready=lambda at: sending.accepted_key(at.world, "khoa"),
    ),
    "citizens.keys.renew_key": Act(
        "khoa", _quick(_renewed), places=_DISTRICT, ready=lambda at: sending.accepted_key(at.world, "khoa")
    ),
    "citizens.reading.open_report": _read(
        lambda at: reading.open_report(at.given.pk, PHRASES["khoa"], actor=at.actor)
    ),
    "citizens.on_paper.receive_papers": Act(
        "khoa", lambda at: on_paper.receive_papers(at.given, actor=at.actor), places=_DISTRICT,
        ready=lambda at: envelopes(at.world),
    ),
    "citizens.on_paper.cancel_papers": _read(
        lambda at: on_paper.cancel_papers(at.given.pk, "twice", actor=at.actor), on_paper_received, stays=False
    ),
    "citizens.answering.reply_to": _read(
        lambda at: answering.reply_to(at.given.pk, "considering", "Đang kiểm tra.", actor=at.actor)
    ),
    "citizens.deciding.state_decision": _read(
        lambda at: deciding.state_decision(at.given.pk, "not_handled", "outside", actor=at.actor)
    ),
    "citizens.deciding.vouch_for_decision": _read(
        lambda at: deciding.vouch_for_decision(at.given.pk, actor=at.actor), pending
    ),
    "citizens.identities.open_given": _read(
        lambda at: identities.open_given(at.given.pk, PHRASES["khoa"], actor=at.actor), asked
    ),
    "citizens.suggestions.open_suggestion": _read(
        lambda at: suggestions.open_suggestion(at.given.pk, PHRASES["khoa"], actor=at.actor), suggested
    ),
}  # fmt: skip
LEFT_OUT: dict[str, str] = {
    "citizens.ratings.write": "the last step of record_papers, after it authorised, and of what came through the page",
    "citizens.reading.open_attachment": "the same door as open_report; needs a file: citizens/tests/test_files.py",
    "citizens.identities.ask_for_identity": "needs a reader who has not asked: citizens/tests/test_reports.py",
    "citizens.identities.give_identity": "needs a custodian, who is nobody of the grid: citizens/tests/test_reports.py",
}
