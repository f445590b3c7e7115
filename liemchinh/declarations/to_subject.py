"""What a verification says to whom it is about, from the request for an explanation on: the ground, the declaration, later the outcome."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.casework.concern import Card, Concern
from liemchinh.casework.models import Case
from liemchinh.casework.statement_words import EXPLANATION, RECONSIDER
from liemchinh.casework.steps import Taken
from liemchinh.declarations.cases import SUBJECT
from liemchinh.declarations.matter import ASKED, EXPLAIN, NOTIFIED, step_on, verification_of
from liemchinh.declarations.models import Outcome
from liemchinh.declarations.words import GROUNDS, KINDS, OUTCOMES

SENT_BY_PERSON = "sent"


def _shown_on(case: Case, _person: int) -> date | None:
    return step_on(case, ASKED)


def _cards(case: Case, _person: int) -> list[Card]:
    facts, told = verification_of(case), step_on(case, NOTIFIED)
    rows = [
        (str(KINDS[facts.duty.kind]), str(facts.duty.year)),
        (_("Căn cứ xác minh"), str(GROUNDS[facts.ground])),
    ]
    rights = _("Đang xác minh không có nghĩa là kê khai không đúng. Chưa kết luận thì tôi giữ mọi quyền.")
    cards = [Card(_("Xác minh bản kê khai của tôi"), rows, "" if told else rights)]
    row = Outcome.objects.filter(verification=facts, cancelled_by=None).first()
    if told and row:
        words = str(OUTCOMES[row.outcome])
        if row.is_unverified:
            words = f"{words} ({_('chưa xác minh')})"
        cards.append(Card(_("Kết luận"), [(_("Kết luận xác minh"), words)]))
    return cards


def _explained(on: date, kept_at: str) -> Taken:
    return Taken(EXPLAIN, on, {"kept_at": kept_at or SENT_BY_PERSON})


CONCERN = Concern(
    frozenset({SUBJECT}), _shown_on, _cards, offers=(EXPLANATION, RECONSIDER), meets={EXPLANATION: _explained}
)
