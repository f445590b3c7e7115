"""What a denunciation says to those denounced, from the announcement on: what is alleged of them, later what was concluded about them.

Nobody denounced is told the day a letter came or was answered, nor its number: it could give away who wrote it.
"""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.casework.concern import Card, Concern
from liemchinh.casework.models import Case
from liemchinh.casework.statement_words import EXPLANATION
from liemchinh.casework.steps import Taken
from liemchinh.letters.cases import SUBJECT
from liemchinh.letters.matter import ANNOUNCED, NOTIFIED, alleged, step_on, until
from liemchinh.letters.taking import EXCHANGE, REPORT
from liemchinh.letters.words import SENT_BY_PERSON
from liemchinh.web.dates import show

UNTOLD = frozenset({"received", "classified", "answered"})


def _shown_on(case: Case, _person: int) -> date | None:
    return step_on(case, ANNOUNCED)


def _cards(case: Case, person: int) -> list[Card]:
    told, last, exchanged = step_on(case, NOTIFIED), until(case), step_on(case, EXCHANGE)
    rows = [(one.text, _result(one.result, unverified=bool(one.conclusion and one.conclusion.is_unverified)) if told else
             _("chưa có kết luận")) for one in alleged(case, person)]  # fmt: skip
    rights = _(
        "Đây là điều nêu trong đơn, không có nghĩa là đã có vi phạm. Chưa kết luận thì tôi giữ mọi quyền của hội viên."
    )
    cards = [Card(_("Nội dung tố cáo về tôi"), rows, "" if told else rights)]
    if last and not told:
        cards.append(Card(_("Thời hạn"), [(_("Phải kết luận chậm nhất"), show(last))]))
    if exchanged and not told:
        says = _("Bản dự thảo được trao đổi với tôi; tôi gửi ý kiến về dự thảo ở dưới.")
        cards.append(Card(_("Dự thảo kết quả"), [(_("Đã trao đổi ngày"), show(exchanged))], says))
    return cards


def _result(words: str, *, unverified: bool) -> str:
    return f"{words} ({_('chưa xác minh')})" if unverified else words


def _reported(on: date, kept_at: str) -> Taken:
    return Taken(REPORT, on, {"kept_at": kept_at or SENT_BY_PERSON})


CONCERN = Concern(frozenset({SUBJECT}), _shown_on, _cards, meets={EXPLANATION: _reported}, untold=UNTOLD)
