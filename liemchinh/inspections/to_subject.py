"""What an inspection says to the person it is about: what is examined, the conclusion about them, and what they have to do."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.concern import Card, Concern, Examiner
from liemchinh.casework.models import Case, Step
from liemchinh.casework.statement_words import EXPLANATION
from liemchinh.casework.steps import Taken
from liemchinh.inspections.case_queries import inspection_of, results_of, team_shown, to_do
from liemchinh.inspections.matter import SUBJECT, announced_on, until
from liemchinh.inspections.taking import EXCHANGE, REPORT
from liemchinh.inspections.team import challenge_member
from liemchinh.inspections.words import ALL_SORTS, SENT_BY_PERSON, content_words
from liemchinh.journal import clock
from liemchinh.web.dates import show

NOTIFIED = "notified"


def _shown_on(case: Case, _person: int) -> date | None:
    return announced_on(case)


def _cards(case: Case, person: int) -> list[Card]:
    facts, last = inspection_of(case), until(case)
    about = [
        (_("Hình thức"), str(ALL_SORTS[facts.sort])),
        (_("Nội dung"), "\n".join(content_words(facts.content))),
        (_("Mốc thời gian"), f"{show(facts.first)} – {show(facts.last)}"),
    ]
    about += [(_("Phải kết luận chậm nhất"), show(last))] if last else []
    says = _("Đây là việc được xem xét, không có nghĩa là đã có vi phạm.")
    cards = [Card(_("Việc được xem xét"), about, says)]
    taken = dict(Step.objects.filter(case=case, cancelled_by=None).values_list("code", "on"))
    if EXCHANGE in taken:
        says = _("Bản dự thảo do tổ kiểm tra trao đổi với tôi; tôi gửi ý kiến về dự thảo ở dưới.")
        cards.append(Card(_("Dự thảo kết quả"), [(_("Đã trao đổi ngày"), show(taken[EXCHANGE]))], says))
    if NOTIFIED in taken:
        cards += [Card(_("Kết luận về tôi"), [(one.result, one.discipline)]) for one in results_of(case, person)]
    duties = [
        (one.what, _("chậm nhất %(day)s") % {"day": show(one.row.due_on)}) for one in to_do(case, clock.today(), person)
    ]
    return [*cards, *([Card(_("Việc tôi phải làm theo kết luận"), duties)] if duties else [])]


def _team(case: Case) -> list[Examiner]:
    return [
        Examiner(one.row.person_id, one.name, one.row.leads, one.challenged.on if one.challenged else None)
        for one in team_shown(case)
    ]


def _challenge(case: Case, person: int, actor: Actor) -> int:
    return challenge_member(case, person, actor=actor)


def _reported(on: date, kept_at: str) -> Taken:
    return Taken(REPORT, on, {"kept_at": kept_at or SENT_BY_PERSON})


CONCERN = Concern(
    frozenset({SUBJECT}), _shown_on, _cards, meets={EXPLANATION: _reported}, team=_team, challenge=_challenge
)
