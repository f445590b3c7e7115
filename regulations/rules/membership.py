"""Rules of membership on a day. Each returns an Answer; where the regulation is unknown for that day, so is the answer."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from regulations.answers import Answer, Verdict
from regulations.reading import show_day
from regulations.rulebook import ASK, Rulebook
from regulations.rules.thresholds import meets, needed
from regulations.schema import Threshold
from regulations.working_days import Calendar, add_months

# Months: the age in the name of the rule `admission.age_over_60.decider`.
SIXTY = 60 * 12


@dataclass(frozen=True, slots=True)
class Standing:
    """How one member stands towards one vote."""

    official: bool
    away: bool = False
    exempt: bool = False
    present: bool = False


def old_enough(book: Rulebook, born_from: date, born_to: date, *, on: date) -> Answer:
    """Whether a person born between two days (the same, if known) has the age of admission on a day; value: whole months of age.

    Counted in months. "unknown" where the birth date is too vague, or in the month of the birthday before the day itself,
    where counting by month and by day differ.
    """
    rule = book.parameter("admission.age_min", on=on)
    if not isinstance(rule.value, int):
        return rule
    least = rule.value * 12
    youngest = _months(born_to, on) - (born_to.day > on.day)
    oldest = _months(born_from, on)
    if youngest >= least:
        return replace(rule, value=youngest, unit="month")
    if oldest < least:
        return _with(rule, "no", f"Đến ngày {show_day(on)} mới {max(oldest, 0)} tháng tuổi, cần {least} tháng.", oldest)
    return _with(rule, "unknown", f"Ngày sinh đã ghi chưa đủ để kết luận cho ngày {show_day(on)}. {ASK}")


def over_sixty_decider(book: Rulebook, born_from: date, born_to: date, *, on: date) -> Answer:
    """At which level a person is admitted on a day because of their age; value: its code, "" for one who is not over sixty.

    "unknown" where the rule is, or where the birth date is too vague to say whether they are over sixty.
    """
    youngest = _months(born_to, on) - (born_to.day > on.day)
    oldest = _months(born_from, on) - (born_from.day > on.day)
    if oldest <= SIXTY:
        return Answer("yes", "")
    rule = book.parameter("admission.age_over_60.decider", on=on)
    if youngest <= SIXTY and rule.verdict == "yes":
        return _with(rule, "unknown", f"Ngày sinh đã ghi chưa đủ để kết luận cho ngày {show_day(on)}. {ASK}")
    return rule


def certificate_valid(book: Rulebook, issued: date, *, on: date) -> Answer:
    """Whether the certificate of the awareness course is still valid on a day; value: its last day."""
    until = _months_later(book, "admission.awareness_certificate_valid", issued, on, "Có giá trị đến hết ngày")
    if not isinstance(until.value, date) or on <= until.value:
        return until
    return replace(until, verdict="no")


def together_long_enough(book: Rulebook, since: date, *, on: date) -> Answer:
    """Whether a sponsor has worked, studied or lived with the candidate as long as the charter asks; value: from which day."""
    enough = _months_later(book, "admission.sponsor_min_together", since, on, "Đủ thời gian từ ngày")
    if not isinstance(enough.value, date) or enough.value <= on:
        return enough
    return replace(enough, verdict="no")


def probation_end(book: Rulebook, ceremony: date, *, on: date) -> Answer:
    """The day probation is complete, counted from the ceremony; value: a date."""
    return _months_later(book, "probation.length", ceremony, on, "Hết thời gian dự bị ngày")


def probation_review(book: Rulebook, calendar: Calendar, ceremony: date, *, on: date) -> Answer:
    """By when the branch must review a member whose probation ended; value: a Deadline."""
    end = probation_end(book, ceremony, on=on)
    if not isinstance(end.value, date):
        return end
    return book.due_date(end.value, "probation.review_within", on=on, calendar=calendar)


def denominator(book: Rulebook, standings: Iterable[Standing], *, on: date) -> Answer:
    """How many members a share of the official members is taken of; value: a count.

    Without the away and the absent exempt, as `vote.denominator` says; where that rule is unknown, so is the count, unless nobody is
    away or exempt and it makes no difference.
    """
    official = [one for one in standings if one.official]
    counted = [one for one in official if not one.away and (not one.exempt or one.present)]
    rule = book.parameter("vote.denominator", on=on)
    if rule.verdict != "yes" and len(counted) < len(official):
        return rule
    told = f"Tính {len(counted)} trên {len(official)} hội viên chính thức."
    return replace(
        _with(rule, "yes", told, len(counted), "count"),
        reason=told if rule.verdict != "yes" else f"{rule.reason} {told}",
    )


def official_not_exempt(standings: Iterable[Standing]) -> int:
    """How many official members are not exempt: the whole that screening votes are a share of."""
    return sum(one.official and not one.exempt for one in standings)


def vote(book: Rulebook, parameter: str, votes_for: int, of: int, *, on: date) -> Answer:
    """Whether a vote meets a threshold of the rules ("yes", "no", or "unknown" where the threshold is); value: votes needed."""
    rule = book.parameter(parameter, on=on)
    if not isinstance(rule.value, Threshold):
        return rule
    least = needed(rule.value, of)
    verdict: Verdict = "yes" if meets(rule.value, votes_for, of) else "no"
    return _with(rule, verdict, f"Được {votes_for} trên {of} phiếu, cần ít nhất {least}.", least, "count")


def admission_vote(book: Rulebook, votes_for: int, official_members: int, *, on: date) -> Answer:
    """Whether the branch's vote proposes admission."""
    return vote(book, "admission.vote.cell", votes_for, official_members, on=on)


def strike_off_months(book: Rulebook, months: Iterable[date], *, on: date) -> Answer:
    """Whether the months told (any day of each) without activity or dues are as many in a year as the charter names.

    Value: the most in one year.

    "unknown" where only twelve months across two calendar years hold that many. It checks what a branch states; it starts nothing.
    """
    rule = book.parameter("strike_off.months", on=on)
    if not isinstance(rule.value, int):
        return rule
    told = sorted({(day.year, day.month) for day in months})
    most = max(Counter(year for year, _ in told).values(), default=0)
    if most >= rule.value:
        return _with(rule, "yes", f"Có {most} tháng trong một năm.", most, "count")
    counted = [year * 12 + month for year, month in told]
    if any(sum(start <= one < start + 12 for one in counted) >= rule.value for start in counted):
        return _with(rule, "unknown", f"Các tháng nằm ở hai năm liền nhau, quy định không nói rõ cách tính. {ASK}")
    return _with(rule, "no", f"Nhiều nhất {most} tháng trong một năm.", most, "count")


def transfer_deadline(book: Rulebook, calendar: Calendar, effect: date, *, on: date) -> Answer:
    """By when an official transfer must be complete, from the effect of the decision or the change of residence; value: a Deadline."""
    return book.due_date(effect, "transfer.official.complete_within", on=on, calendar=calendar)


def letter_deadline(book: Rulebook, calendar: Calendar, introduced: date, *, on: date) -> Answer:
    """By when the letter of introduction must be handed in at the new place; value: a Deadline."""
    return book.due_date(introduced, "transfer.present_letter_within", on=on, calendar=calendar)


def readmission_from(book: Rulebook, since: date, *, on: date, after_conviction: bool = False) -> Answer:
    """From when a person who left may be considered again; `since` is the day of leaving, or of the spent conviction; value: a date."""
    name = "readmission.wait_after_conviction" if after_conviction else "readmission.wait"
    return _months_later(book, name, since, on, "Có thể được xét từ ngày")


def _months_later(book: Rulebook, name: str, start: date, on: date, told: str) -> Answer:
    rule = book.parameter(name, on=on)
    if not isinstance(rule.value, int):
        return rule
    day = add_months(start, rule.value)
    return _with(rule, "yes", f"{told} {show_day(day)}.", day, "date")


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month


def _with(rule: Answer, verdict: Verdict, told: str, value: object = None, unit: str = "") -> Answer:
    return replace(rule, verdict=verdict, value=value, reason=f"{rule.reason} {told}".strip(), unit=unit or rule.unit)
