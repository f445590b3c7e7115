"""What is wrong with a draw as it is announced, or with the number that decides it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.declarations.faults import refusal
from liemchinh.declarations.models import Ticket
from liemchinh.declarations.words import SOURCES
from liemchinh.journal import clock
from liemchinh.members.days import faults_of_day
from liemchinh.rulebook.current import charter
from liemchinh.web.dates import show
from liemchinh.web.text import clean
from regulations.answers import Refusal
from regulations.rules import declaring

MOST = 20_000
VERIFY = "Hai cán bộ nêu và xác nhận giá trị này ở “Giá trị cơ quan phải xác nhận”."


@dataclass(frozen=True, slots=True)
class Plan:
    """What a plan says: its number and day, where the number of the draw comes from and on which day, how many units, which share."""

    number: str
    on: date
    source: str
    seed_on: date
    units: int
    share: int


def faults_of_draw(body: int, category: str, plan: Plan, tickets: Sequence[Ticket]) -> list[Refusal]:
    """Everything that speaks against announcing it so."""
    return [
        *faults_of_body(body, category),
        *_faults_of_plan(plan),
        *_faults_of_lateness(body, plan),
        *_faults_of_size(body, plan, tickets),
    ]


def faults_of_seed(seed: str) -> list[Refusal]:
    """Digits alone: as the source published them, without signs between."""
    if seed.isascii() and seed.isdigit() and 4 <= len(seed) <= 20:
        return []
    told = _("Số phải gồm từ 4 đến 20 chữ số, viết liền.")
    return [refusal("seed", told, _("Chép đúng số đã công bố, kể cả số 0 ở đầu."))]


def faults_of_body(body: int, category: str) -> list[Refusal]:
    """A commission that controls no assets and income, or of which the rules do not know."""
    answer = declaring.is_control_body(charter(body).rulebook, category, on=clock.today())
    if answer.verdict == "yes":
        return []
    if answer.verdict == "unknown":
        return [Refusal("declarations.control-unknown", answer.reason, str(answer.citation or ""), VERIFY)]
    told = _("Ban kiểm soát của cấp này không kiểm soát tài sản, thu nhập.")
    remedy = _("Việc này do ban kiểm soát của ban điều hành cấp trên trực tiếp cơ sở trở lên làm.")
    return [Refusal("declarations.control", told, str(answer.citation or ""), remedy)]


def _faults_of_plan(plan: Plan) -> list[Refusal]:
    found = faults_of_day(plan.on, _("Kế hoạch"))
    if not 0 < len(clean(plan.number)) <= 40:
        found.append(refusal("plan", _("Chưa ghi số kế hoạch."), _("Ghi như trên văn bản, ví dụ 05-KH/BKS.")))
    if plan.source not in SOURCES:
        found.append(refusal("source", _("Chưa chọn số lấy từ đâu."), _("Chọn một nguồn trong danh sách.")))
    if plan.seed_on <= clock.today():
        told = _("Ngày có số phải sau hôm nay: báo trước thì không ai biết trước kết quả.")
        found.append(refusal("seed-on", told, _("Chọn một ngày sau hôm nay.")))
    return found


def _faults_of_lateness(body: int, plan: Plan) -> list[Refusal]:
    """A day of the number after the last day for the draw. Where no verified text names one nothing is late (guards 12)."""
    rules = charter(body)
    answer = declaring.draw_by(rules.rulebook, rules.calendar, plan.on)
    if not isinstance(answer.value, date) or plan.seed_on <= answer.value:
        return []
    told = _("Chọn ngày %(day)s là quá hạn: kế hoạch này phải chọn chậm nhất %(last)s.")
    told %= {"day": show(plan.seed_on), "last": show(answer.value)}
    remedy = _("Lấy số của một ngày sớm hơn; không còn ngày nào thì ban hành kế hoạch mới.")
    return [Refusal("declarations.late-draw", told, str(answer.citation or ""), remedy)]


def _faults_of_size(body: int, plan: Plan, tickets: Sequence[Ticket]) -> list[Refusal]:
    if not tickets:
        told = _("Bên dưới không có ai trong danh sách kê khai hằng năm của năm này.")
        return [refusal("nobody-to-draw", told, _("Các tổ chức lập danh sách trước."))]
    found, units = [], len({one.unit for one in tickets})
    if len(tickets) > MOST:
        found.append(refusal("many-lines", _("Danh sách quá dài."), _("Chọn ở từng cấp bên dưới.")))
    if not 1 <= plan.units <= units:
        told = _("Có %(units)s đơn vị trong danh sách.") % {"units": units}
        found.append(refusal("units", told, _("Ghi số đơn vị được chọn từ 1 đến số ấy.")))
    book, today = charter(body).rulebook, clock.today()
    share = book.parameter(declaring.SHARE, on=today)
    if isinstance(share.value, int) and not share.value <= plan.share <= 100:
        told = _("Tỷ lệ %(share)s%% thấp hơn mức quy định, hoặc quá 100%%.") % {"share": plan.share}
        remedy = _("Ghi từ %(least)s%% trở lên.") % {"least": share.value}
        found.append(Refusal("declarations.share", told, str(share.citation or ""), remedy))
    elif not 1 <= plan.share <= 100:
        found.append(refusal("share", _("Tỷ lệ phải từ 1 đến 100%."), _("Ghi theo kế hoạch.")))
    wanted = declaring.least_units(book, units, on=today)
    if isinstance(wanted.value, int) and plan.units < wanted.value:
        told = _("Chọn %(units)s đơn vị là ít hơn mức quy định.") % {"units": plan.units}
        remedy = _("Chọn ít nhất %(least)s đơn vị.") % {"least": wanted.value}
        found.append(Refusal("declarations.few-units", told, str(wanted.citation or ""), remedy))
    return found
