"""What can be seen of the rules: what an office must confirm, one rule with its values and what hangs on it, what waits for whom."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.access.exclusion import same_person
from liemchinh.access.models import Account
from liemchinh.journal.models import Entry
from liemchinh.journal.names import names_of
from liemchinh.rulebook.current import charter, tree_above
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.places import VERB, places_of
from liemchinh.rulebook.rows import called, local_of, read_row, shipped
from liemchinh.rulebook.uses import Use, uses_of
from regulations.charter import Charter
from regulations.layering import PRODUCT, YEAR, local_value
from regulations.reading import show_day
from regulations.rulebook import ASK
from regulations.schema import USABLE, DatedValue, Parameter
from regulations.topics import topic_of

_DAY_ASKED = re.compile(r" \(ngày [0-9/]+\)\.$")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A rule, or a year's days off, without a verified value on a day: why, what hangs on it, and does one wait for a second officer?"""

    name: str
    title: str
    why: str
    uses: Sequence[Use]
    waits: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A local value as a page shows it."""

    row: LocalValue
    title: str
    value: str
    where: str
    days: str
    mine: bool


def tree_of(actor: Actor) -> int | None:
    """The tree whose rules the actor looks at: the one they keep, otherwise the one they are in. None: the installation's."""
    kept = places_of(actor)
    return kept[0] if kept else tree_above(min(actor.roots(VERB), default=None))


def ruled_for(actor: Actor) -> Charter:
    """The charter of that tree, with local values."""
    return charter(tree_of(actor))


def values_visible_to(actor: Actor) -> QuerySet[LocalValue]:
    """Local values that stand, in the places where the actor may state and vouch."""
    places = places_of(actor)
    here = Q(tree__in=[place for place in places if place is not None])
    found = LocalValue.objects.filter(here | Q(tree=None) if None in places else here, cancelled_by=None)
    return found.order_by("name", "valid_from", "pk")


def unknowns(actor: Actor, on: date) -> list[Unknown]:
    """What is unknown on a day in the actor's tree, calendar years of the day and the next among it: what most hangs on first."""
    ruled = ruled_for(actor)
    found = {
        name: _short(ruled.rulebook.parameters[name], answer.reason)
        for name in ruled.rulebook.parameters
        if (answer := ruled.rulebook.parameter(name, on=on)).verdict == "unknown"
    }
    found |= {f"{YEAR}{year}": _why_year(ruled, year) for year in (on.year, on.year + 1) if not knows_year(ruled, year)}
    return _sorted(found, actor)


def unknown_before(actor: Actor, on: date) -> list[Unknown]:
    """What is known on a day, and was not on some day before that a row of the charter speaks of."""
    ruled, found = ruled_for(actor), dict[str, str]()
    for name, rule in ruled.rulebook.parameters.items():
        open_rows = [row for row in rule.values if not row.usable and row.valid_from <= on]
        told = [row for row in open_rows if ruled.rulebook.parameter(name, on=row.valid_from).verdict == "unknown"]
        if told and ruled.rulebook.parameter(name, on=on).verdict == "yes":
            found[name] = "; ".join(days_of(row.valid_from, row.valid_to) for row in told)
    return _sorted(found, actor)


@dataclass(frozen=True, slots=True)
class Topic:
    """Unknown rules of one topic."""

    title: str
    rows: Sequence[Unknown]


def by_topic(rows: Iterable[Unknown]) -> list[Topic]:
    """Rules under what their file is about, in the order of those on which most hangs; days off of years first."""
    found: dict[str, list[Unknown]] = {}
    rules, folder = shipped().rulebook.parameters, shipped().folder
    for row in rows:
        topic = topic_of(rules[row.name], folder) if row.name in rules else _("Lịch nghỉ")
        found.setdefault(topic, []).append(row)
    return [Topic(title, within) for title, within in found.items()]


def _short(rule: Parameter, reason: str) -> str:
    """Why a rule is unknown, without its name and what to do, which stand beside it already."""
    told = _DAY_ASKED.sub("", reason.removeprefix(f"{rule.description}: ").removesuffix(ASK).strip())
    return f"{told[:1].upper()}{told[1:]}"


def _sorted(found: dict[str, str], actor: Actor) -> list[Unknown]:
    waiting = set(values_visible_to(actor).filter(vouched_in=None).values_list("name", flat=True))
    uses = uses_of(found)
    rows = [Unknown(name, called(name), why, uses[name], name in waiting) for name, why in found.items()]
    return sorted(rows, key=lambda row: (not row.name.startswith(YEAR), not row.waits, -len(row.uses), row.title))


def knows_year(ruled: Charter, year: int) -> bool:
    """Are the days off of a year verified?"""
    known = ruled.calendar.years.get(year)
    return known is not None and known.confidence in USABLE


def _why_year(ruled: Charter, year: int) -> str:
    known = ruled.calendar.years.get(year)
    if known is None:
        return "Chưa có lịch nghỉ của năm này: hạn tính bằng ngày làm việc đi qua năm này là “chưa rõ”."
    return f"Mới có dự tính ({known.source}), chưa thấy thông báo: hạn tính bằng ngày làm việc đi qua năm này là “chưa rõ”."


def days_of(start: date, end: date | None) -> str:
    """A stretch of days in words; both ends count."""
    return f"từ {show_day(start)} đến {show_day(end)}" if end else f"từ {show_day(start)}"


def shown(value: LocalValue, actor: Actor) -> Shown:
    """A local value in words; `mine`: the person who looks stated it (or its end), and so may not vouch."""
    local = local_of(value)
    account = Account.objects.filter(pk=value.ending_by or value.stated_by).first()
    mine = account is not None and same_person(actor, account)
    days = days_of(value.valid_from, value.valid_to)
    if local.year:
        off, worked = len(value.row.get("off", [])), len(value.row.get("worked", []))
        told = f"{off} ngày nghỉ" + (f", {worked} ngày làm bù" if worked else "")
        return Shown(value, called(value.name), told, value.row["source"], days, mine)
    rule = shipped().rulebook.parameters.get(value.name)
    read = local_value(shipped(), local, []) if rule else None
    if rule is None or read is None:
        return Shown(value, called(value.name), "không còn hợp với điều lệ", "", days, mine)
    return Shown(value, called(value.name), rule.shown(read.value, read.unit), cited(read), days, mine)


def cited(row: DatedValue) -> str:
    """Where a value stands: article, document, day."""
    dated = f" ngày {show_day(date.fromisoformat(row.citation.dated))}" if row.citation.dated else ""
    return f"{row.citation}{dated}"


def can_be_stated(rule: Parameter) -> bool:
    """May an office say something of this rule at all? Not of a rule of the product itself."""
    return not any(row.citation.document.startswith(PRODUCT) for row in rule.values)


def waits_for(actor: Actor) -> list[Shown]:
    """What the actor may vouch for: stated, or its end, by another person."""
    rows = values_visible_to(actor).filter(Q(vouched_in=None) | Q(ending_in__isnull=False))
    return [one for one in (shown(row, actor) for row in rows) if not one.mine]


@dataclass(frozen=True, slots=True)
class Row:
    """A value of the charter as a page shows it; `usable`: it is verified."""

    value: str
    days: str
    where: str
    notes: str
    usable: bool


def shipped_row(rule: Parameter, row: DatedValue) -> Row:
    """One value as it came with the product. What is not verified is shown for what it is: a hint where to look."""
    return Row(
        rule.shown(row.value, row.unit), days_of(row.valid_from, row.valid_to), cited(row), row.notes, row.usable
    )


def hints(name: str) -> list[Row]:
    """What the charter has of a rule without being sure."""
    rule = shipped().rulebook.parameters[name]
    return [shipped_row(rule, row) for row in rule.values if not row.usable]


@dataclass(frozen=True, slots=True)
class Told:
    """Who stated and who vouched for a value or its end, and when."""

    title: str
    name: str
    when: datetime


def told_of(row: LocalValue) -> list[Told]:
    """The acts about a value, oldest first; by the name of the account."""
    acts = (
        (row.recorded_by, row.stated_by, _("Nêu")),
        (row.vouched_in, row.vouched_by, _("Xác nhận")),
        (row.ending_in, row.ending_by, _("Đề nghị thôi dùng")),
    )
    done = [(entry, account, title) for entry, account, title in acts if entry is not None and account is not None]
    entries = Entry.objects.in_bulk([entry for entry, _account, _title in done])
    called_by = names_of("account", [account for _entry, account, _title in done])
    return [Told(title, called_by.get(account, ""), entries[entry].recorded_at) for entry, account, title in done]


def days_off(row: LocalValue) -> list[tuple[date, str]]:
    """The days off a year's row says."""
    return [(day["day"], day["name"]) for day in read_row(row.row).get("off", [])]


def days_worked(row: LocalValue) -> list[date]:
    """The weekend days worked it says."""
    return [day["day"] for day in read_row(row.row).get("worked", [])]


def differences(row: LocalValue) -> list[tuple[str, list[date]]]:
    """How the days of a year differ from those that count now in its tree, in words; empty for the value of a rule."""
    year = local_of(row).year
    known = charter(row.tree_id).calendar.years.get(year) if year else None
    if known is None or known.confidence not in USABLE:
        return []
    off, worked = {day for day, _name in days_off(row)}, set(days_worked(row))
    told = (
        (_("Thêm ngày nghỉ"), off - set(known.off)),
        (_("Bỏ ngày nghỉ"), set(known.off) - off),
        (_("Thêm ngày đi làm bù"), worked - known.worked),
        (_("Bỏ ngày đi làm bù"), set(known.worked) - worked),
    )
    return [(words, sorted(days)) for words, days in told if days]
