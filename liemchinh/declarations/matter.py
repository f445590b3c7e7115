"""What the steps and pages of a verification share: whom it is about, who may take part, what the rules say of ground and outcome."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.folder import Folder
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.models import Case, Step
from liemchinh.casework.opening import faults_of_grant
from liemchinh.casework.statement_words import KEPT_AT
from liemchinh.casework.steps import parties_of
from liemchinh.declarations.cases import BODY
from liemchinh.declarations.draw_faults import faults_of_body
from liemchinh.declarations.faults import refusal
from liemchinh.declarations.models import Duty, Ticket, Verification
from liemchinh.declarations.words import OUTCOMES, RANDOM
from liemchinh.members.days import faults_of_day
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.organs import INSPECTION
from liemchinh.rulebook.current import charter
from liemchinh.web.dates import show
from liemchinh.web.text import clean
from regulations.answers import Answer, Refusal, Refused
from regulations.rules.declaring import is_listed

FIRST, ASKED, EXPLAIN, CONCLUDE, NOTIFIED = "opened", "explanation_asked", "explained", "concluded", "notified"
GROUNDS_RULE, OUTCOMES_RULE = "verification.grounds", "verification.outcomes"


@dataclass(frozen=True, slots=True)
class Why:
    """The ground of a verification; number and day of the document it stands on, for every ground but the draw."""

    ground: str
    number: str = ""
    dated: date | None = None


def require_grant(case: Case | Folder, actor: Actor) -> None:
    """Passes for whoever the case is open to; otherwise Refused."""
    if not Verification.objects.filter(pk=case.pk).exists():
        raise Refused([Refusal("kind", "Việc này không phải việc xác minh.", remedy="Hãy mở lại trang.")])
    if faults := faults_of_grant(case, actor):
        raise Refused(faults)


def body_of(case: Case) -> int:
    """The organisation whose commission verifies."""
    return parties_of(case.pk)[BODY].organisation or 0


def issuer_of(case: Case) -> Issuer:
    """The organ whose papers these are."""
    return Issuer(body_of(case), INSPECTION)


def verification_of(case: Case) -> Verification:
    """What the case is about."""
    return Verification.objects.select_related("duty").get(case=case)


def step_on(case: Case, code: str) -> date | None:
    """The day of a step that stands; None before."""
    found = Step.objects.filter(case=case, code=code, cancelled_by=None).order_by("recorded_by")
    return found.values_list("on", flat=True).first()


def of_outcomes(body: int, on: date) -> Answer:
    """What a verification can conclude by the text of a day."""
    return charter(body).rulebook.parameter(OUTCOMES_RULE, on=on)


def faults_of_ground(body: int, category: str, row: Duty, why: Why, on: date) -> list[Refusal]:
    """Everything that speaks against opening one on this ground."""
    ground, number, dated = why.ground, clean(why.number), why.dated
    found = faults_of_body(body, category)
    answer = is_listed(charter(body).rulebook, GROUNDS_RULE, ground, on=on)
    if answer.verdict != "yes":
        told = _("Căn cứ xác minh này không có trong danh sách.")
        found.append(
            Refusal("declarations.ground", told, str(answer.citation or ""), _("Chọn một căn cứ trong danh sách."))
        )
    drawn = Ticket.objects.filter(duty=row, drawn=True, draw__cancelled_by=None, draw__drawn_on__lte=on)
    if ground == RANDOM and not drawn.exists():
        told = _("Người này không được chọn ngẫu nhiên.")
        found.append(refusal("not-drawn", told, _("Chỉ mở theo căn cứ này cho người đã được chọn.")))
    if ground != RANDOM and (not 0 < len(number) <= 60 or dated is None):
        told = _("Chưa ghi số và ngày của văn bản làm căn cứ.")
        found.append(refusal("document", told, _("Ghi số, ngày của kết luận, yêu cầu, hoặc đơn đã thụ lý.")))
    return found + (faults_of_day(dated, _("Văn bản")) if dated else [])


def faults_of_outcome(case: Case, code: str, on: date, outcome: str, kept_at: str) -> list[Refusal]:
    """What is missing or wrong in what a step says besides its papers."""
    if code == EXPLAIN and kept_at not in KEPT_AT:
        return [Refusal("kept-at", "Chưa chọn nơi lưu văn bản giải trình.", remedy="Hãy chọn nơi bản giấy đang ở.")]
    if code != CONCLUDE:
        return []
    found, answer = [], of_outcomes(body_of(case), on)
    listed = answer.value if isinstance(answer.value, tuple) else tuple(OUTCOMES)
    if outcome not in OUTCOMES or outcome not in listed:
        told = _("Kết luận này không có trong danh sách.")
        found.append(
            Refusal("declarations.outcome", told, str(answer.citation or ""), _("Chọn một kết luận trong danh sách."))
        )
    ground = ground_of(case, CONCLUDE)
    if answer.verdict == "unknown" and (ground is None or ground.vouched_by is None):
        told = _("Chưa rõ các loại kết luận theo quy định ngày %(day)s.") % {"day": show(on)}
        remedy = _("Một người đang mở việc này nêu điều, văn bản làm căn cứ; một người khác xác nhận.")
        found.append(Refusal("unknown", f"{told} {answer.reason}", str(answer.citation or ""), remedy))
    return found
