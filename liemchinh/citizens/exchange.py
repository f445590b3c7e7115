"""The office's side of the exchange: the description goes out whole, packets come in one after the other, each once, in one transaction."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.citizens.answering import tell
from liemchinh.citizens.charting import able, accepted, chart, options_of, routes_of
from liemchinh.citizens.destroying import MACHINE
from liemchinh.citizens.models import Exchanged, Message, Office, Recipient, Report, Slip
from liemchinh.citizens.publishing import published_of
from liemchinh.citizens.receiving import take_messages, take_ratings, take_reports, take_suggestions
from liemchinh.citizens.routing import Chart
from liemchinh.citizens.times import ANSWER
from liemchinh.citizens.words import CUSTODIAN, OFFICER, READER
from liemchinh.envelopes import exchange, exchanged
from liemchinh.envelopes.exchanged import Description, Packet, SentReply
from liemchinh.envelopes.seals import Unreadable
from liemchinh.envelopes.words import REASONS
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.keys import key_bytes
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import names
from liemchinh.rulebook.current import charter
from regulations.catalogue import reportable

KEY = "exchange.key"


@dataclass(frozen=True, slots=True)
class Came:
    """What an exchange took in: how many packets, and why the next one that lies there was not taken ("" where none lies)."""

    taken: int
    waits: str = ""


def folder() -> Path:
    """Where the files lie: `in` goes to the public side, `out` comes from it."""
    return Path(settings.EXCHANGE)


def exchange_files(carried: Path | None = None) -> Came | None:
    """Takes what came, then writes the description anew; None where no office has a page. `carried`: a folder in place of the usual one.

    Safe to repeat.
    """
    if not Office.objects.exists():
        return None
    came = take_packets(carried or folder())
    write_description(carried or folder())
    return came


@transaction.atomic
def write_description(where: Path) -> Path:
    """Writes the whole state for the public side into a folder, under the next number."""
    state = _state()
    state.serial += 1
    state.written_at = clock.now()
    state.save()
    return exchange.write_description(where, described(state.serial, state.received), _seed())


def signer() -> bytes:
    """The public half of what this side signs with: to be compared with what `doctor --public` shows there."""
    return exchange.public_signer(_seed())


def take_packets(where: Path) -> Came:
    """Takes every packet that comes next, in order. One that does not open or is out of order stays where it lies, and is told."""
    taken = 0
    for path in exchange.packets(where):
        state = Exchanged.objects.first()
        received = state.received if state else 0
        try:
            packet, told_by = exchange.read_packet(path, bytes(state.trusted) if state and state.trusted else None)
        except Unreadable:
            return Came(taken, _("Tệp %(name)s không đọc được, hoặc do người khác ký.") % {"name": path.name})
        if packet.number <= received:
            continue
        if packet.number != received + 1:
            return Came(taken, _("Thiếu gói số %(number)s.") % {"number": received + 1})
        try:
            taken += take_packet(packet, told_by)
        except Unreadable:
            said = _("Gói số %(number)s có tin báo không ai ở đây mở được, hoặc câu trả lời ngoài danh sách.")
            return Came(taken, said % {"number": packet.number})
    return Came(taken)


@transaction.atomic
def take_packet(packet: Packet, signer: bytes) -> bool:
    """All of a packet, or nothing of it: False for one that is not the next. Raises Unreadable for a report that nobody here can open."""
    state = _state()
    if packet.number != state.received + 1:
        return False
    data = {"number": packet.number, "signer": signer.hex()[:16]}
    sequence = record([NewEntry("citizens.packet_taken", clock.today(), data=data)], actor=MACHINE)[0]
    put_away(packet, sequence)
    state.received, state.trusted, state.taken_at = packet.number, signer, clock.now()
    state.save()
    return True


def put_away(packet: Packet, sequence: int) -> None:
    """What a packet holds, where it belongs; inside the transaction of the entry that tells of it. Raises as take_packet does."""
    offices = {row.code: row for row in Office.objects.all()}
    for report in take_reports(packet.reports, offices, sequence):
        tell(report, "received", "", MACHINE)
    take_messages(packet.messages)
    take_suggestions(packet.suggestions, offices, sequence)
    take_ratings(packet.ratings, offices)
    for code, marks in packet.spent.items():
        if code in offices:
            Slip.objects.filter(office=offices[code], mark__in=marks).delete()


def described(serial: int, received: int) -> Description:
    """All that the public side knows: public keys and words, no name of a person, no key that opens anything."""
    given, today = chart(), clock.today()
    keys = able(accepted(READER, CUSTODIAN, OFFICER).order_by("pk"))
    rows = list(Office.objects.order_by("pk"))
    offices = [_office(row, given, keys, today) for row in rows]
    told = Message.objects.filter(is_reply=True, report__destroyed_on=None).select_related("report").order_by("pk")
    replies = [SentReply(one.report.uid, one.number, one.on, bytes(one.sealed)) for one in told]
    gone = list(Report.objects.exclude(destroyed_on=None).order_by("pk").values_list("uid", flat=True))
    marks = {one.mark: bytes(one.public) for one in keys}
    return Description(serial, today, _site(rows), marks, offices, replies, gone, received)


def _office(row: Office, given: Chart, keys: list[Recipient], today: date) -> exchanged.Office:
    place = row.organisation_id
    above = list(given.upward(place))[1:]
    called = names([place, *above])
    marks = {(one.account_id, one.organisation_id): one.mark for one in keys if one.kind == READER}
    found = routes_of(place, given)
    routes = {
        option: [marks[reader.account, reader.level] for reader in route.readers] for option, route in found.items()
    }
    first = found[""].level
    custodians = [one.mark for level in above for one in keys if one.kind == CUSTODIAN and one.organisation_id == level]
    own = [one.mark for one in keys if one.kind == OFFICER and one.organisation_id == place]
    days = charter(place).rulebook.parameter(ANSWER, on=today).value
    return exchanged.Office(
        row.code, called.get(place, ""), ", ".join(called.get(one, "") for one in above),
        _("Ban kiểm soát %(name)s") % {"name": called[first]} if first in called else "", row.outside,
        options_of(place), routes, next(iter(custodians), ""), own or routes[""], sorted(reportable()), list(REASONS),
        bytes(row.slip_key), sorted(bytes(mark) for mark in row.slips.values_list("mark", flat=True)),
        days if isinstance(days, int) else None, published_of(row), row.cancelled_by is None,
    )  # fmt: skip


def _site(rows: list[Office]) -> str:
    """The name of the top of the tree, as the public page is headed."""
    top = Closure.objects.filter(
        descendant_id__in=[row.organisation_id for row in rows], valid_from__lte=clock.today(), valid_to__gt=clock.today()
    ).order_by("-depth", "ancestor_id").values_list("ancestor_id", flat=True).first()  # fmt: skip
    return names([top]).get(top, "") if top else ""


def _seed() -> bytes:
    return key_bytes(Path(settings.DATA), KEY)


def _state() -> Exchanged:
    """The one row, held."""
    Exchanged.objects.get_or_create(pk=1)
    return Exchanged.objects.select_for_update().get(pk=1)
