"""What stands in each cell of a blank workbook: the same numbers the pages of figures show this reader, or why there is none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.access.actor import Actor
from liemchinh.figures.asking import Number, Question
from liemchinh.figures.declarations import Indicator, indicator, indicators
from liemchinh.figures.forms import FREE, Asked
from liemchinh.figures.periods import Period
from liemchinh.figures.queries import Figure, may_see, report_visible_to
from liemchinh.figures.showing import show_figure
from liemchinh.figures.views.frame import link
from liemchinh.figures.views.report import opened
from liemchinh.filling.models import Slot
from liemchinh.filling.periods import AS_ASKED, When
from liemchinh.organisations.queries import standing

VERB = "figures.export"
Why = Literal["", "hidden", "nothing", "outside", "absent", "gone"]
WHY_EMPTY = {
    "hidden": gettext_lazy("không hiện: số nhỏ thuộc loại cần giữ kín, hoặc số để tính ra nó"),
    "nothing": gettext_lazy("sổ chưa có gì để tính; không ghi số 0 thay cho số chưa biết"),
    "outside": gettext_lazy("tổ chức nằm ngoài phạm vi xuất số liệu của tài khoản này"),
    "absent": gettext_lazy("tổ chức không có trên cây tổ chức của ngày ấy"),
    "gone": gettext_lazy("chỉ tiêu không còn trong phần mềm"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The value of one cell. `why` says why it stays empty; `shown` is what people read, `url` the page the number opens."""

    number: Number | None
    why: Why
    shown: str
    url: str

    @property
    def reason(self) -> str:
        """Why the cell stays empty, in words; nothing when it does not."""
        return str(WHY_EMPTY[self.why]) if self.why else ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a cell is to show: an indicator of an organisation over some period."""

    indicator: str
    organisation: int
    when: When = AS_ASKED


def wish_of(slot: Slot) -> Wish:
    """What a kept cell is to show."""
    return Wish(slot.indicator, slot.organisation_id, When(slot.period, slot.year, slot.starts_on, slot.ends_on))


@dataclass(frozen=True, slots=True)
class _Group:
    """Cells that are asked together: one period, on the tree of one day."""

    period: Period
    tree_on: date

    def asked(self, organisation: int, known_on: date | None) -> Asked:
        """The question as the pages of figures carry it in their addresses."""
        return Asked(organisation, self.period, self.tree_on, known_on, "", FREE)

    def question(self, organisation: int, known_on: date | None) -> Question:
        """The question as it is counted."""
        return Question(organisation, self.period, self.tree_on, known_on)


def values(actor: Actor, wishes: Sequence[Wish], asked: Asked, today: date) -> list[Told]:
    """What each wish shows for a period asked, in their order. What the pages of figures do not show this reader is not told here."""
    grouped: dict[_Group, list[Wish]] = defaultdict(list)
    groups = [_group(wish, asked, today) for wish in wishes]
    for wish, group in zip(wishes, groups, strict=True):
        grouped[group].append(wish)
    found = {group: _answers(actor, group, some, asked.known_on) for group, some in grouped.items()}
    return [found[group][wish.indicator, wish.organisation] for wish, group in zip(wishes, groups, strict=True)]


def _group(wish: Wish, asked: Asked, today: date) -> _Group:
    period = wish.when.period(asked.period, today)
    return _Group(period, asked.tree_on if asked.tree_on != asked.period.last else period.last)


def _answers(
    actor: Actor, group: _Group, wishes: Iterable[Wish], known_on: date | None
) -> Mapping[tuple[str, int], Told]:
    keys: dict[int, set[str]] = defaultdict(set)
    for wish in wishes:
        keys[wish.organisation].add(wish.indicator)
    versions = standing(group.tree_on).filter(organisation_id__in=keys)
    parents = dict(versions.values_list("organisation_id", "parent_id"))
    seen = {number: actor.covers(VERB, number) and may_see(actor, number) for number in keys}
    figures = _figures(
        actor, group, {n: some for n, some in keys.items() if seen[n] and n in parents}, parents, known_on
    )
    told: dict[tuple[str, int], Told] = {}
    for number, some in keys.items():
        for key in some:
            why: Why = (
                "outside"
                if not seen[number]
                else "gone"
                if not _known(key)
                else "absent"
                if number not in parents
                else ""
            )
            told[key, number] = _empty(why) if why else _told(figures[number, key], group.asked(number, known_on))
    return told


def _known(key: str) -> bool:
    return key in indicators() and indicator(key).shown


def _empty(why: Why) -> Told:
    return Told(None, why, "", "")


def _told(figure: Figure, asked: Asked) -> Told:
    url = opened(asked, figure) or link("figures:one", asked, figure.key)
    if figure.hidden:
        return Told(None, "hidden", "", url)
    if figure.value is None:
        return Told(None, "nothing", "", url)
    return Told(figure.value, "", show_figure(figure), url)


def _figures(
    actor: Actor, group: _Group, keys: Mapping[int, set[str]], parents: Mapping[int, int | None], known_on: date | None
) -> dict[tuple[int, str], Figure]:
    """Organisations with the same parent are asked at once, as the parent's report shows them side by side. What that report hides of one
    (so that nobody finds it by subtraction) stays hidden in a workbook that shows them side by side too."""
    together: dict[int, set[int]] = defaultdict(set)
    for number in keys:
        parent = parents[number]
        if parent is not None and may_see(actor, parent):
            together[parent].add(number)
    found: dict[tuple[int, str], Figure] = {}
    for parent, children in together.items():
        wanted = {key for child in children for key in keys[child] if _known(key) and _in_parts(indicator(key))}
        report = (
            report_visible_to(actor, group.question(parent, known_on), sorted(wanted), by_child=True)
            if wanted
            else None
        )
        for line in report.lines if report else ():
            if line.organisation in children:
                found |= {(line.organisation, key): figure for key, figure in line.figures.items()}
    for number, some in keys.items():
        left = sorted(key for key in some if _known(key) and ((number, key) not in found or _is_sensitive(key)))
        report = report_visible_to(actor, group.question(number, known_on), left) if left else None
        for key, figure in report.figures.items() if report else ():
            beside = found.get((number, key))
            found[number, key] = beside if beside is not None and beside.hidden else figure
    return found


def _parts(one: Indicator) -> list[Indicator]:
    return [indicator(key) for key in one.over or (one.key,)]


def _in_parts(one: Indicator) -> bool:
    """Is the number of a child, asked beside its siblings, the number of that child asked alone?"""
    return not any(part.is_relative or part.is_of_ties for part in _parts(one))


def _is_sensitive(key: str) -> bool:
    return any(part.sensitive for part in (indicator(key), *_parts(indicator(key))))


def written(told: Told, *, percent: bool) -> int | Decimal | None:
    """The number as it is written into a cell; one that is shown as a percentage holds a hundredth of it."""
    if told.number is None:
        return None
    return told.number / Decimal(100) if percent else told.number


def unit_of(key: str) -> str:
    """The unit of an indicator that is still known."""
    return indicator(key).unit if key in indicators() else ""


def label_of(key: str) -> str:
    """What an indicator is called; of one that is gone, that it is."""
    return str(indicator(key).label) if key in indicators() else _("chỉ tiêu không còn trong phần mềm")
