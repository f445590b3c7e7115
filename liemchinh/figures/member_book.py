"""The list of members of a branch or grassroots organisation in fourteen columns (form 7-HSĐV): who belongs to it on a day, and who left in
the period before. Not printed by principle: ethnicity and religion of a person, a reason for death or leaving, a note (guards 1, 4, 14)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.figures.asking import Question
from liemchinh.figures.indicators.lists import every_entry
from liemchinh.figures.periods import Period
from liemchinh.figures.workbooks import Cell, List
from liemchinh.members.models import Card, Details, Spell
from liemchinh.members.timeline import LABELS
from liemchinh.organisations.categories import GRASSROOTS
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import names, standing, subtree
from liemchinh.transfers.book import days_told, places_outside
from liemchinh.web.dates import show

KEPT_BY = ("branch", "section", *GRASSROOTS)
OUT_OF_THE_PARTY = ("expelled", "struck_off", "left")
WIDTHS = (5, 24, 9, 22, 24, 22, 14, 16, 12, 22, 22, 12, 16, 12)


def may_see_book(actor: Actor, asked: Question) -> bool:
    """May the actor see the members there, and does it keep this list: a branch, a grassroots organisation, one inside it, on the last day?

    It is made as known now, on the tree of the last day; a question that wants another tree or another knowledge has no list.
    """
    if asked.known_on is not None or asked.tree_on != asked.period.last:
        return False
    if not actor.covers("members.see", asked.organisation):
        return False
    return standing(asked.tree_on).filter(organisation_id=asked.organisation, category__in=KEPT_BY).exists()


def book_headings() -> list[str]:
    """The fourteen headings; beside each what is not printed in it."""
    return [
        _("STT"), _("Họ và tên"), _("Nam, nữ (dân tộc, tôn giáo: không thu thập vào danh sách)"), _("Quê quán"),
        _("Học vấn phổ thông; lý luận chính trị; chuyên môn nghiệp vụ"), _("Nghề nghiệp hiện nay"),
        _("Ngày vào Hiệp hội; ngày chính thức"), _("Số thẻ hội viên; số lý lịch; Kỷ niệm chương Hiệp hội"), _("Lực lượng vũ trang"),
        _("Ngày chuyển đi; đến đâu"), _("Ngày chuyển đến; từ đâu"), _("Ngày từ trần (lý do: không thu thập)"),
        _("Ngày ra khỏi Hiệp hội; hình thức"), _("Ghi chú (không thu thập)"),
    ]  # fmt: skip


def book_visible_to(actor: Actor, asked: Question) -> List | None:
    """The list for print, by given name. None where `may_see_book` says no.

    Of whom now belongs outside the actor's scope only what happened here is told. A fixed number of queries.
    """
    if not may_see_book(actor, asked):
        return None
    organisation, period = asked.organisation, asked.period
    scope = set(subtree(actor.roots("members.see")))
    told = _Told.of(set(subtree([organisation], period.last)) & scope, scope, period)
    name = names([organisation]).get(organisation, "")
    spoken = _("Có đến ngày %(last)s, kể cả người đi từ ngày %(first)s") % {
        "first": show(period.first), "last": show(period.last)}  # fmt: skip
    rows: list[list[Cell]] = [[number, *told.line(details)] for number, details in enumerate(told.people, start=1)]
    return List((_("Sổ danh sách hội viên (mẫu 7-HSĐV)"), name, spoken), book_headings(), rows, WIDTHS)


@dataclass(slots=True)
class _Told:
    """Everything the lines need, fetched together."""

    inside: set[int]
    scope: set[int]
    period: Period
    spells: dict[int, list[Spell]] = field(default_factory=dict)
    people: Sequence[Details] = ()
    cards: Mapping[int, str] = field(default_factory=dict)
    days: Mapping[tuple[int, str], str] = field(default_factory=dict)
    outside: Mapping[tuple[int, date], str] = field(default_factory=dict)
    places: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, inside: set[int], scope: set[int], period: Period) -> "_Told":
        made = cls(inside, scope, period)
        here = Spell.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=period.first),
            cancelled_by=None, organisation_id__in=inside, starts_on__lte=period.last,
        )  # fmt: skip
        ids = set(here.values_list("person_id", flat=True))
        for spell in Spell.objects.filter(person_id__in=ids, cancelled_by=None).order_by("starts_on"):
            made.spells.setdefault(spell.person_id, []).append(spell)
        found = Details.objects.filter(person_id__in=ids, cancelled_by=None)
        made.people = list(found.order_by("sort_key", "person_id"))
        live = Card.objects.filter(person_id__in=ids, cancelled_by=None)
        made.cards = dict(live.order_by("pk").values_list("person_id", "number"))
        made.days, made.outside = days_told(ids), places_outside(date.min, period.last, ids)
        made.places = _places({spell.organisation_id for some in made.spells.values() for spell in some}, period.last)
        lists = ("education", "theory_level", "profession_level", "occupation")
        made.labels = {item.code: item.label for name in lists for item in every_entry(name)}
        return made

    def line(self, details: Details) -> list[str]:
        person, spells = details.person_id, self.spells[details.person_id]
        stay = self._stay(spells)
        known = spells[-1].organisation_id in self.scope
        return [
            details.full_name, details.gender, *(self._facts(details) if known else ("", "", "")),
            _lines(self.days.get((person, "admitted")), self.days.get((person, "official"))),
            _lines(self.cards.get(person), details.cv_no, details.badge) if known else "",
            "x" if known and details.occupation == "armed_forces" else "",
            self._went(person, stay), self._came(person, stay), self._died(stay), self._left(person, stay), "",
        ]  # fmt: skip

    def _stay(self, spells: Sequence[Spell]) -> list[Spell]:
        """The last stay here until the end of the period: spells that follow each other without a day between."""
        here = [
            spell for spell in spells if spell.organisation_id in self.inside and spell.starts_on <= self.period.last
        ]
        stay = [here.pop()]
        while here and here[-1].ends_on == stay[0].starts_on:
            stay.insert(0, here.pop())
        return stay

    def _facts(self, details: Details) -> tuple[str, str, str]:
        schooling = (details.education, details.theory_level, details.profession_level)
        told = _lines(*(self.labels.get(code, "") for code in schooling))
        return details.home_place, told, self.labels.get(details.occupation, "")

    def _went(self, person: int, stay: Sequence[Spell]) -> str:
        ended = self._ended(stay)
        if ended is None or stay[-1].ends_kind in {"died", *OUT_OF_THE_PARTY}:
            return ""
        there = next(
            (one.organisation_id for one in self.spells[person] if one.starts_on == ended and one not in stay), 0
        )
        return _lines(show(ended), self.places.get(there) or self.outside.get((person, ended)))

    def _came(self, person: int, stay: Sequence[Spell]) -> str:
        begun = stay[0].starts_on
        before = next(
            (one.organisation_id for one in self.spells[person] if one.ends_on == begun and one not in stay), 0
        )
        if not before and stay[0].starts_kind != "transferred_in":
            return ""
        return _lines(show(begun), self.places.get(before) or self.outside.get((person, begun)))

    def _died(self, stay: Sequence[Spell]) -> str:
        return show(self._ended(stay)) if stay[-1].ends_kind == "died" else ""

    def _left(self, person: int, stay: Sequence[Spell]) -> str:
        """An expulsion or strike-off that was undone is told no more."""
        ended, kind = self._ended(stay), stay[-1].ends_kind
        undone = any(one.starts_kind == "restored" and ended and one.starts_on >= ended for one in self.spells[person])
        return "" if ended is None or undone or kind not in OUT_OF_THE_PARTY else _lines(show(ended), LABELS[kind])

    def _ended(self, stay: Sequence[Spell]) -> date | None:
        ended = stay[-1].ends_on
        return ended if ended and ended <= self.period.last else None


def _lines(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


def _places(organisations: Iterable[int], on: date) -> dict[int, str]:
    """Each organisation by name, behind it the grassroots organisation it stood under on the day."""
    wanted = set(organisations)
    rows = Closure.objects.filter(descendant_id__in=wanted, valid_from__lte=on, valid_to__gt=on, depth__gt=0)
    ways = list(rows.order_by("depth").values_list("descendant_id", "ancestor_id"))
    above = standing(on).filter(organisation_id__in={there for _here, there in ways}, category__in=GRASSROOTS)
    grassroots, found = dict(above.values_list("organisation_id", "name")), dict(names(wanted))
    for here, there in ways:
        if there in grassroots and here in found:
            found[here] = f"{found[here]}, {grassroots[there]}"
    return found
