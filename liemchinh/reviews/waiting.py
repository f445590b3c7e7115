"""What of commitments and reviews waits: for a secretary the branch's own papers and list, for a committee lists and a second officer."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.members.months import branches_among
from liemchinh.organisations.queries import names
from liemchinh.reviews.overview import waiting_lists
from liemchinh.reviews.periods import Period, of_year
from liemchinh.reviews.queries import listed_among, recorded_among, unvouched_visible_to
from liemchinh.reviews.views.frame import address
from liemchinh.reviews.words import COMMITMENT
from liemchinh.web.contributions import Waiting
from liemchinh.web.numbers import show_number

# Lists of a year are made from November on, and the year after.
REVIEWS_FROM = 11


def waiting(actor: Actor, on: date) -> list[Waiting]:
    """One line for each thing; without a day, because no text seen names one."""
    return [*_of_branches(actor, on), *_of_bodies(actor, on), *_second_officer(actor)]


def _of_branches(actor: Actor, on: date) -> list[Waiting]:
    branches = branches_among(actor.roots("branch.keep"), on)
    if not branches:
        return []
    year = of_year(on.year)
    reviewed = year if on.month >= REVIEWS_FROM else of_year(on.year - 1)
    called, found = names(branches), []
    handed, listed = recorded_among(branches, COMMITMENT, year.code), listed_among(branches, reviewed.code)
    for branch in branches:
        if branch not in handed:
            found.append(_line(_("Ghi cam kết %(period)s"), year, called[branch], "handing", branch, COMMITMENT))
        if branch not in listed:
            found.append(_line(_("Đề nghị xếp loại %(period)s"), reviewed, called[branch], "grades", branch))
    return found


def _line(title: str, period: Period, name: str, page: str, branch: int, *more: str) -> Waiting:
    why = _("%(name)s chưa ghi. Chưa thấy văn bản nào nêu hạn.") % {"name": name}
    return Waiting(title % {"period": period}, why, None, address(page, branch, period.code, *more), f"reviews.{page}")


def _of_bodies(actor: Actor, on: date) -> list[Waiting]:
    found = []
    for body in sorted(actor.roots("members.decide")):
        for period in (of_year(on.year), of_year(on.year - 1)):
            count = waiting_lists(body, period.code)
            if count:
                title = _("Quyết định xếp loại %(period)s: %(count)s danh sách đã được đề nghị") % {
                    "period": period, "count": show_number(count),
                }  # fmt: skip
                why = _("%(name)s quyết định, hoặc ban điều hành bên dưới nếu thuộc quyền của cấp ấy.") % {
                    "name": names([body]).get(body, "")
                }
                found.append(Waiting(title, why, None, address("decide", body, period.code), "reviews.decide"))
    return found


def _second_officer(actor: Actor) -> list[Waiting]:
    rows = (
        unvouched_visible_to(actor).values_list("body_id", "period", "number").distinct().order_by("body_id", "number")
    )
    return [
        Waiting(
            _("Xác nhận căn cứ của quyết định xếp loại số %(number)s") % {"number": number},
            _("Quy định chưa rõ: cần một cán bộ thứ hai, không phải người đã ghi, xác nhận điều và văn bản."),
            None, address("list", body, period), "reviews.vouch",
        )
        for body, period, number in rows
    ]  # fmt: skip
