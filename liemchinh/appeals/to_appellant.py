"""What an appeal says to whoever filed it: against what, to whom, that the sanction stands meanwhile, the ruling and what comes next."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.appeals.admissibility import appeal_of, decision_of
from liemchinh.appeals.cases import APPELLANT, BODY
from liemchinh.appeals.ladder import next_instance
from liemchinh.appeals.models import Outcome
from liemchinh.appeals.redress import to_restore
from liemchinh.appeals.taking import WITHDRAW
from liemchinh.casework.concern import Card, Concern
from liemchinh.casework.models import Case, Step
from liemchinh.casework.settling import OUTCOMES
from liemchinh.casework.statement_words import APPEAL, EXPLANATION, RESERVE, WITHDRAWAL
from liemchinh.casework.steps import Taken, parties_of
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.rulebook.current import charter
from liemchinh.web.dates import show

STANDSTILL = "appeal.suspensive_effect"


def _shown_on(case: Case, _person: int) -> date | None:
    first = Step.objects.filter(case=case, cancelled_by=None).order_by("recorded_by")
    return first.values_list("on", flat=True).first()


def _cards(case: Case, _person: int) -> list[Card]:
    held, decided = appeal_of(case), decision_of(case)
    body = parties_of(case.pk)[BODY].organisation or 0
    called = names([body, decided.body])
    cards = [
        Card(
            _("Quyết định tôi khiếu nại"),
            [
                (_("Số, ngày"), _("số %(number)s, %(day)s") % {"number": held.number, "day": show(held.dated)}),
                (_("Nơi quyết định"), called.get(decided.body, "")),
                (_("Hình thức"), decided.words),
            ],
            meanwhile(held.sent_on),
        ),
        Card(_("Nơi giải quyết"), [(_("Cơ quan"), called.get(body, "")), (_("Tôi gửi ngày"), show(held.sent_on))]),
    ]
    ruled = Outcome.objects.filter(case=case, cancelled_by=None).first()
    if ruled and Step.objects.filter(case=case, code="announced", cancelled_by=None).exists():
        after = next_instance(held.source, decided, clock.today())
        says = _("Không đồng ý thì còn được khiếu nại lên %(level)s.") % {"level": after.level_words or _("cấp trên")}
        told = [
            (
                str(OUTCOMES[ruled.outcome]),
                _("số %(number)s, %(day)s") % {"number": ruled.number, "day": show(ruled.dated)},
            )
        ]
        cards.append(Card(_("Kết quả giải quyết"), told, "" if after.answer.verdict == "no" else says))
    lines = [(one.words, show(one.done_on) if one.done_on else _("chưa làm")) for one in to_restore(case)]
    return [*cards, *([Card(_("Việc phải phục hồi cho tôi"), lines)] if lines else [])]


def meanwhile(on: date) -> str:
    """That a sanction is served while an appeal is resolved, with the article; "" where no text says so."""
    rule = charter().rulebook.parameter(STANDSTILL, on=on)
    if rule.value is not False:
        return ""
    return _("Trong khi giải quyết, quyết định kỷ luật vẫn được thi hành (%(article)s).") % {"article": rule.citation}


def _withdrawn(on: date, _kept_at: str) -> Taken:
    return Taken(WITHDRAW, on)


CONCERN = Concern(
    frozenset({APPELLANT}),
    _shown_on,
    _cards,
    offers=(APPEAL, EXPLANATION, RESERVE, WITHDRAWAL),
    meets={WITHDRAWAL: _withdrawn},
)
