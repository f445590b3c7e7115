"""Acts around what citizens send: pages, slips, answers, counts on paper, keys, reports read, decided, destroyed."""

from datetime import timedelta

from liemchinh.citizens import (
    answering,
    deciding,
    destroying,
    keys,
    offices,
    on_paper,
    publishing,
    ratings,
    reading,
    receiving,
)
from liemchinh.citizens.models import Office, PaperReports, Rating, Recipient, Report
from liemchinh.citizens.tests import sending
from liemchinh.citizens.words import DECISIONS, GROUNDS, MATTER, PAPER_WAYS
from liemchinh.envelopes.exchanged import RatingCount
from liemchinh.envelopes.words import HOW, REASONS
from liemchinh.journal import clock
from regulations.catalogue import reportable
from tests.acts.cast import Act, Cast
from tests.world import CONSOLE

READERS = ("khoa", "second-at-district")


def _page(cast: Cast) -> Office:
    return cast.of(list(Office.objects.filter(cancelled_by=None)))


def open_page(cast: Cast) -> None:
    with sending.quickly():
        sending.office(cast.world)


def close_page(cast: Cast) -> None:
    offices.close_office(_page(cast).organisation_id, actor=cast.actor("an"))


def slips(cast: Cast) -> None:
    offices.print_slips(_page(cast).organisation_id, cast.rng.randint(1, 4), actor=cast.actor("nam"))


def tell_changed(cast: Cast) -> None:
    last = clock.today() - timedelta(days=cast.rng.randint(0, 60))
    first = last - timedelta(days=cast.rng.randint(0, 20))
    publishing.publish(_page(cast).organisation_id, first, last, "Mở cửa từ 7 giờ.", actor=cast.actor("nam"))


def _answers(cast: Cast, code: str) -> list[RatingCount]:
    how, slip, month = cast.of(list(HOW)), cast.chance(0.6), f"{clock.today():%Y-%m}"
    why = [RatingCount(code, month, slip, how, cast.of(list(REASONS)), 1)] if how == "not_satisfied" else []
    return [RatingCount(code, month, slip, how, "", cast.rng.randint(1, 4)), *why]


def _is_read(row: Office) -> bool:
    """Has the page readers today? Without any it takes no report and no suggestion."""
    return any(page.routes[""] for page in sending.described().offices if page.code == row.code)


def packet_comes(cast: Cast) -> None:
    """Answers, and now and then a report, a suggestion."""
    row = _page(cast)
    reads = _is_read(row)
    reports = [sending.sent_report("Đòi thêm tiền", row)] if reads and cast.chance(0.6) else []
    suggestions = [sending.sent_suggestion("Thêm ghế chờ", row)] if reads and cast.chance(0.2) else []
    sending.take(sending.packet(reports, suggestions=suggestions, ratings=_answers(cast, row.code)))


def envelopes_come(cast: Cast) -> None:
    told = on_paper.Envelopes(_page(cast).pk, clock.today(), cast.of(list(PAPER_WAYS)), cast.rng.randint(1, 3))
    on_paper.receive_papers(told, actor=cast.actor(cast.of(READERS)))


def drop_envelopes(cast: Cast) -> None:
    rows = list(PaperReports.objects.filter(cancelled_by=None).order_by("-pk")[:5])
    on_paper.cancel_papers(cast.of(rows).pk, "twice", actor=cast.actor(cast.of(READERS)))


def month_ends(cast: Cast) -> None:
    receiving.close_months()


def paper_count(cast: Cast) -> None:
    last, unhappy = cast.day(200), cast.rng.randint(0, 2)
    told = ratings.Answers(cast.rng.randint(1, 60), 2, unhappy, {"late": 1} if unhappy else {})
    day = ratings.Counted(cast.world.places["commune"], last, last, told, "4/TH", last)
    ratings.record_papers([day], actor=CONSOLE)


def drop_paper(cast: Cast) -> None:
    rows = list(Rating.objects.filter(way="paper", cancelled_by=None).order_by("-pk")[:5])
    ratings.cancel_paper(cast.of(rows).pk, reason="twice", actor=CONSOLE)


def end_own_key(cast: Cast) -> None:
    rows = list(Recipient.objects.filter(cancelled_by=None, account__username__in=READERS).select_related("account"))
    row = cast.of(rows)
    keys.end_key(row.pk, actor=cast.actor(row.account.username))


def _report(cast: Cast) -> int:
    return cast.of(list(Report.objects.filter(destroyed_on=None, closed_on=None).order_by("-pk")[:5])).pk


def read(cast: Cast) -> None:
    number, name = _report(cast), cast.of(READERS)
    with sending.quickly():
        reading.open_report(number, sending.PHRASES[name], actor=cast.actor(name))


def answer(cast: Cast) -> None:
    answering.reply_to(_report(cast), cast.of(answering.ALONE), "Đã kiểm tra.", actor=cast.actor(cast.of(READERS)))


def state(cast: Cast) -> None:
    kind = cast.of(list(DECISIONS))
    items = (cast.of(list(reportable())),) if kind == MATTER else ()
    ground = cast.of(list(GROUNDS[kind]))
    deciding.state_decision(_report(cast), kind, ground, items, actor=cast.actor(cast.of(READERS)))


def vouch(cast: Cast) -> None:
    deciding.vouch_for_decision(_report(cast), actor=cast.actor(cast.of(READERS)))


def time_passes(cast: Cast) -> None:
    destroying.forget()


# Act → how often it is drawn.
ACTS: dict[Act, int] = {
    open_page: 3, close_page: 1, slips: 1, tell_changed: 1, packet_comes: 5, month_ends: 2, paper_count: 2, drop_paper: 1,
    envelopes_come: 2, drop_envelopes: 1, end_own_key: 1, read: 6, answer: 2, state: 3, vouch: 4, time_passes: 2,
}  # fmt: skip
