"""What of the badges waits for the officers: who is due on the next occasion, what waits for a decision, what for being handed over."""

from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.awards.occasions import Occasion, next_occasion
from liemchinh.awards.queries import awards_visible_to, due_visible_to, is_small
from liemchinh.awards.views.listing import awards_address
from liemchinh.organisations.queries import names
from liemchinh.web.contributions import Waiting, concerns
from liemchinh.web.dates import show
from liemchinh.web.numbers import show_number


@concerns("members.edit", "members.decide")
def waiting(actor: Actor, on: date) -> list[Waiting]:
    """For each organisation the actor keeps the register of; the day is the occasion's, because no text seen names an earlier one."""
    occasion = next_occasion(on)
    found = []
    for place in sorted(actor.roots("members.edit") & actor.roots("members.see")):
        if occasion is not None:
            found += _due(actor, place, occasion)
    return [*found, *_undecided(actor), *_unhanded(actor)]


def _due(actor: Actor, place: int, occasion: Occasion) -> list[Waiting]:
    told = {"day": show(occasion.day), "place": names([place]).get(place, "")}
    why = (
        _(
            "%(place)s: đủ năm tuổi hiệp hội đến dịp này, chưa được đề nghị. Chưa thấy văn bản nào định hạn sớm hơn ngày trao."
        )
        % told
    )
    if is_small(actor, place):
        count = len(due_visible_to(actor, place, occasion))
        title = _("Đề nghị tặng Kỷ niệm chương Hiệp hội dịp %(day)s: %(count)s người đủ năm") % (
            told | {"count": show_number(count)}
        )
        return [_line(title, why, occasion, place)] if count else []
    # Of many thousands nobody is counted in passing: the list itself tells how many.
    why = (
        _("%(place)s: các tổ chức bên dưới đề nghị cho người đủ năm đến dịp này; mở danh sách để xem bao nhiêu người.")
        % told
    )
    return [_line(_("Đề nghị tặng Kỷ niệm chương Hiệp hội dịp %(day)s") % told, why, occasion, place)]


def _line(title: str, why: str, occasion: Occasion, place: int) -> Waiting:
    return Waiting(title, why, occasion.day, awards_address(place, occasion.day), "awards.due")


def _undecided(actor: Actor) -> list[Waiting]:
    return _by_occasion(actor, "members.decide", {"decided_on": None}, "awards.undecided",
                        _("Ghi quyết định tặng Kỷ niệm chương Hiệp hội dịp %(day)s: %(count)s người đã được đề nghị"),
                        _("Đã có danh sách đề nghị, chưa ghi số và ngày quyết định."))  # fmt: skip


def _unhanded(actor: Actor) -> list[Waiting]:
    return _by_occasion(actor, "members.edit", {"decided_on__isnull": False, "handed_on": None}, "awards.unhanded",
                        _("Trao Kỷ niệm chương Hiệp hội dịp %(day)s: %(count)s người"),
                        _("Đã có quyết định, chưa ghi ngày trao."))  # fmt: skip


def _by_occasion(actor: Actor, verb: str, which: dict[str, object], kind: str, title: str, why: str) -> list[Waiting]:
    roots = actor.roots(verb) & actor.roots("members.see")
    if not roots:
        return []
    days: dict[date, int] = {}
    for day in awards_visible_to(actor, verb).filter(**which).values_list("occasion", flat=True):
        days[day] = days.get(day, 0) + 1
    place = min(roots)
    return [
        Waiting(title % {"day": show(day), "count": show_number(count)}, why, day, awards_address(place, day), kind)
        for day, count in sorted(days.items())
    ]
