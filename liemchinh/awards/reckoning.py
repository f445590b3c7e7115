"""Years of membership of people in the register: what the book holds of their admission and absences, and the sum, opened line by line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from liemchinh.awards.occasions import rulebook
from liemchinh.journal.models import Entry
from liemchinh.members.timeline import ENTERING, LEAVING, Act, ordered
from liemchinh.members.writing import ACT_KINDS
from liemchinh.web.dates import PartialDate, show
from liemchinh.web.numbers import show_number
from regulations.answers import Answer
from regulations.rulebook import Rulebook
from regulations.rules.party_age import Interruption, Reached, day_reached, treatment, years_reached
from regulations.working_days import add_months


@dataclass(frozen=True, slots=True)
class History:
    """One person's admission (first and last day it may have been, and as told), absences, and times spent on other lists."""

    admitted: tuple[date, date] | None
    told: str
    interruptions: tuple[Interruption, ...] = ()
    elsewhere: tuple[tuple[date, date], ...] = ()


NOTHING = History(None, "")


def histories(people: Iterable[int]) -> dict[int, History]:
    """The history of each of `people`; one query. Somebody without any act is missing."""
    acts: dict[int, list[Act]] = defaultdict(list)
    told: dict[int, str] = {}
    gone: set[int] = set()
    # By person alone: kinds as well would let the planner walk all acts of everybody.
    found = Entry.objects.filter(member_id__in=list(people)).order_by("member_id", "sequence")
    for row in found.values_list(
        "sequence", "kind", "member_id", "organisation_id", "effective_on", "happened", "cancels_id"
    ):
        sequence, kind, person, organisation, on, happened, cancels = row
        if kind == "members.cancelled" and cancels:
            gone.add(cancels)
        elif kind in ACT_KINDS and person is not None and on is not None:
            acts[person].append(Act(kind.partition(".")[2], on, organisation, sequence))
            told[sequence] = happened
    return {
        person: _history(ordered(act for act in some if act.sequence not in gone), told)
        for person, some in acts.items()
    }


def _history(acts: Sequence[Act], told: Mapping[int, str]) -> History:
    admission = next((act for act in acts if act.kind == "admitted"), None)
    gaps, elsewhere = [], []
    left: Act | None = None
    for act in acts:
        if act.kind in LEAVING:
            left = act
        elif act.kind in ENTERING and left is not None:
            if left.kind == "transferred_out":
                elsewhere.append((left.on, act.on))
            elif act.on > left.on:
                gaps.append(Interruption(left.on, act.on, act.kind == "restored"))
            left = None
    if admission is None:
        return History(None, "", tuple(gaps))
    away = tuple((since, until) for since, until in elsewhere if until > since)
    try:
        day = PartialDate.parse(told[admission.sequence])
    except ValueError:
        return History((admission.on, admission.on), show(admission.on), tuple(gaps), away)
    return History((day.earliest, day.latest), str(day), tuple(gaps), away)


def reached(history: History, years: int, on: date, *, book: Rulebook | None = None) -> Answer:
    """Whether so many years are full on a day; unknown without a value where no admission is recorded.

    `book`: the rules, for whoever asks many times and asked for them once.
    """
    if history.admitted is None:
        return Answer("unknown", None, _("Chưa ghi ngày vào Hiệp hội."))
    return years_reached(book or rulebook(), history.admitted, history.interruptions, years, on=on)


def may_reach(history: History, years: int, after: date, by: date) -> bool:
    """Whether so many years can become full after one day and by another, whatever the rules say: asked before they are."""
    if history.admitted is None:
        return False
    first, last = history.admitted
    # Mostly the calendar years alone say no.
    if first.year + years > by.year or (not history.interruptions and last.year + years < after.year):
        return False
    return add_months(first, years * 12) <= by and day_reached(last, years, history.interruptions) > after


def completed_years(history: History, on: date) -> int | None:
    """How many whole years are surely full on a day; None where nothing is known or it may be more."""
    if history.admitted is None:
        return None
    book = rulebook()
    surely = next(
        (
            years
            for years in range(on.year - history.admitted[0].year, 0, -1)
            if reached(history, years, on, book=book).verdict == "yes"
        ),
        0,
    )
    return surely if reached(history, surely + 1, on, book=book).verdict == "no" else None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sum: what it is, what it says."""

    label: str
    says: str


def calculation(history: History, years: int, on: date, *, book: Rulebook | None = None) -> tuple[Answer, list[Line]]:
    """Whether so many years are full by a day, and how that was found: admission, each absence, the sum, where it stands."""
    book = book or rulebook()
    answer = reached(history, years, on, book=book)
    if history.admitted is None or not isinstance(answer.value, Reached):
        return answer, [Line(_("Ngày vào Hiệp hội"), _("chưa ghi")), Line(_("Kết luận"), answer.reason)]
    lines = [Line(_("Ngày vào Hiệp hội"), history.told), *(_absence(one, on, book) for one in history.interruptions)]
    lines += [_elsewhere(since, until) for since, until in history.elsewhere]
    lines.append(Line(_("Cộng"), _sum(history.admitted, years, answer.value)))
    lines.append(Line(_("Kết luận"), _conclusion(answer, answer.value, on)))
    lines.append(Line(_("Căn cứ"), str(answer.citation)))
    return answer, lines


def _elsewhere(since: date, until: date) -> Line:
    told = {"first": show(since), "last": show(until - timedelta(days=1))}
    return Line(_("Sinh hoạt ở nơi khác"), _("từ %(first)s đến hết %(last)s, tính liên tục") % told)


def _absence(one: Interruption, on: date, book: Rulebook) -> Line:
    rule = treatment(book, one, on=on)
    how = {"not_counted": _("không tính"), "counted": _("tính liên tục")}.get(
        str(rule.value), _("chưa rõ có tính hay không")
    )
    told = {
        "first": show(one.since),
        "last": show(one.until - timedelta(days=1)),
        "days": show_number(one.days),
        "how": how,
    }
    back = _("Được phục hồi") if one.restored else _("Kết nạp lại")
    return Line(
        back, _("ra khỏi Hiệp hội từ %(first)s đến hết %(last)s, %(days)s ngày: %(how)s") % told + f" ({rule.citation})"
    )


def _sum(admitted: tuple[date, date], years: int, found: Reached) -> str:
    def one(start: date, end: date) -> str:
        plain = add_months(start, years * 12)
        said = _("%(start)s + %(years)s năm = %(day)s") % {"start": show(start), "years": years, "day": show(plain)}
        if end > plain:
            left_out = {"days": show_number((end - plain).days), "day": show(end)}
            said += _("; + %(days)s ngày không tính = %(day)s") % left_out
        return said

    first, last = one(admitted[0], found.earliest), one(admitted[1], found.latest)
    return first if first == last else _("sớm nhất %(first)s; muộn nhất %(last)s") % {"first": first, "last": last}


def _conclusion(answer: Answer, found: Reached, on: date) -> str:
    told = {"years": found.years, "on": show(on), "first": show(found.earliest), "last": show(found.latest)}
    if answer.verdict == "yes":
        return _("đủ %(years)s năm từ ngày %(last)s") % told
    if answer.verdict == "no":
        return _("đến ngày %(on)s chưa đủ %(years)s năm; đủ từ ngày %(first)s") % told
    return _("chưa rõ: đủ %(years)s năm sớm nhất ngày %(first)s, muộn nhất ngày %(last)s") % told
