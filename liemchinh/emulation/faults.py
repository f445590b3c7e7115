"""What is wrong with what was told: all at once, each with its remedy."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.emulation.given import Decision, Registering, Revocation
from liemchinh.emulation.models import LONGEST_BASIS, LONGEST_NUMBER, Recognition
from liemchinh.emulation.words import CAUSES, FORMS, MODELS, ORGANS
from liemchinh.journal import clock
from liemchinh.members.days import faults_of_day
from liemchinh.reviews.periods import TERM, YEAR
from liemchinh.reviews.words import LIES
from liemchinh.web.text import clean
from regulations.answers import Refusal


def refusal(code: str, said: str, remedy: str) -> Refusal:
    """A refusal of this room that no article is behind."""
    return Refusal(f"emulation.{code}", said, remedy=remedy)


def moved_on() -> Refusal:
    """The page was made from another state."""
    return refusal("moved_on", _("Danh sách đã thay đổi từ khi mở trang."), _("Mở lại trang để lấy danh sách mới."))


def faults_of_registering(told: Registering) -> list[Refusal]:
    """What is wrong with one registration as told."""
    found = [*_faults_of_number(told.number, "12-NQ/CB"), *faults_of_day(told.dated, _("Nghị quyết"))]
    if told.model not in MODELS:
        found.append(refusal("model", _("Mô hình này không có trong danh sách."), _("Chọn một mô hình.")))
    if told.period.kind not in (YEAR, TERM):
        said = _("Mô hình đăng ký theo năm hoặc nhiệm kỳ.")
        found.append(refusal("period", said, _("Ghi năm, ví dụ 2026, hoặc nhiệm kỳ, ví dụ 2025-2030.")))
    if told.period.first > clock.today():
        found.append(refusal("ahead", _("Kỳ này chưa đến."), _("Ghi khi đã vào kỳ.")))
    if told.dated > told.period.last:
        found.append(refusal("late", _("Nghị quyết đăng ký ghi sau khi kỳ đã hết."), _("Kiểm tra ngày và kỳ.")))
    if told.lies not in LIES:
        found.append(refusal("lies", _("Chưa ghi văn bản để ở đâu."), _("Chọn một nơi trong danh sách.")))
    return found


def faults_of_decision(told: Decision) -> list[Refusal]:
    """What is wrong with the decision itself."""
    found = [*_faults_of_number(told.number, "15-QĐ/HU"), *faults_of_day(told.on, _("Quyết định"))]
    if told.form not in FORMS or told.organ not in ORGANS:
        said = _("Chưa chọn ai quyết định, quyết định gì.")
        found.append(refusal("form", said, _("Chọn nơi quyết định và hình thức trong danh sách.")))
    if len(clean(told.basis)) > LONGEST_BASIS:
        said = _("Căn cứ dài quá %(most)s ký tự.") % {"most": LONGEST_BASIS}
        found.append(refusal("basis", said, _("Chỉ ghi điều và số văn bản.")))
    return found


def faults_of_revocation(row: Recognition, told: Revocation) -> list[Refusal]:
    """What is wrong with a decision that revokes another."""
    found = [*_faults_of_number(told.number, "21-QĐ/HU"), *faults_of_day(told.on, _("Quyết định"))]
    if told.cause not in CAUSES:
        found.append(refusal("cause", _("Chưa chọn vì sao thu hồi."), _("Chọn một lý do trong danh sách.")))
    if told.on < row.decided_on:
        said = _("Quyết định thu hồi không thể trước quyết định bị thu hồi.")
        found.append(refusal("before", said, _("Kiểm tra ngày.")))
    return found


def faults_of_days(dated: date, decided: date, name: str) -> list[Refusal]:
    """A decision is not of before the registration's resolution."""
    if decided >= dated:
        return []
    said = _("%(name)s: nghị quyết đăng ký ghi sau quyết định này.") % {"name": name}
    return [refusal("early", said, _("Kiểm tra ngày."))]


def _faults_of_number(number: str, like: str) -> list[Refusal]:
    if 0 < len(clean(number)) <= LONGEST_NUMBER:
        return []
    said = _("Chưa ghi số văn bản, hoặc dài quá %(most)s ký tự.") % {"most": LONGEST_NUMBER}
    return [refusal("number", said, _("Ghi như trên văn bản, ví dụ %(like)s.") % {"like": like})]
