"""What is wrong with grades, with a decision, with what the rules say to it: all at once, each with its remedy."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from liemchinh.members.days import faults_of_day
from liemchinh.reviews.given import Decision, Given
from liemchinh.reviews.models import LONGEST_BASIS, LONGEST_NUMBER
from liemchinh.reviews.periods import Period
from liemchinh.reviews.weighing import Weighed
from liemchinh.reviews.words import LEVELS, NOT_COMPLETED
from liemchinh.web.text import clean
from regulations.answers import Refusal


def faults_of_given(given: Iterable[Given]) -> list[Refusal]:
    """What is wrong with grades as told, whoever they are of."""
    listed, found = list(given), []
    if any(one.result not in LEVELS for one in listed):
        found.append(Refusal("reviews.level", _("Có mức không hiểu được."), remedy=_("Chọn một trong bốn mức.")))
    if any(one.reminded and one.result == NOT_COMPLETED for one in listed):
        said = _("Người không hoàn thành nhiệm vụ không ghi thêm nhắc nhở: mỗi người chỉ đếm một lần.")
        found.append(Refusal("reviews.twice", said, remedy=_("Bỏ dấu nhắc nhở của người ấy.")))
    if any(one.total is not None and not 0 <= one.total <= 100 for one in listed):
        found.append(Refusal("reviews.total", _("Tổng của tập thể từ 0 đến 100."), remedy=_("Kiểm tra lại số.")))
    return found


def faults_of_decision(decision: Decision, period: Period) -> list[Refusal]:
    """What is wrong with the decision itself."""
    found = faults_of_day(decision.on, _("Quyết định"))
    if not 0 < len(clean(decision.number)) <= LONGEST_NUMBER:
        said = _("Chưa ghi số quyết định, hoặc dài quá %(most)s ký tự.") % {"most": LONGEST_NUMBER}
        found.append(Refusal("reviews.number", said, remedy=_("Ghi như trên văn bản, ví dụ 15-QĐ/ĐU.")))
    if decision.on < period.first:
        found.append(Refusal("reviews.early", _("Quyết định ghi trước khi kỳ bắt đầu."), remedy=_("Kiểm tra ngày.")))
    if len(clean(decision.basis)) > LONGEST_BASIS:
        said = _("Căn cứ dài quá %(most)s ký tự.") % {"most": LONGEST_BASIS}
        found.append(Refusal("reviews.basis", said, remedy=_("Chỉ ghi điều và số văn bản.")))
    return found


def faults_of_weighing(weighed: Weighed, decision: Decision) -> list[Refusal]:
    """What the rules say against it, and what they do not know while the body does not say on what it stands."""
    found = list(weighed.refusals)
    if weighed.unknown and not clean(decision.basis):
        remedy = _("Ghi điều và văn bản làm căn cứ; một cán bộ thứ hai xác nhận thì có hiệu lực.")
        found += [Refusal("reviews.unknown", one.reason, str(one.citation or ""), remedy) for one in weighed.unknown]
    return found
