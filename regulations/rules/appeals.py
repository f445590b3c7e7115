"""Appeals against a sanction: to whom, by when, and every reason that speaks against resolving one. Unknown is never read against anybody.

A filing is always received. What is listed here is for those who rule on it: "no" only where a verified text says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import ASK, Deadline, Rulebook
from regulations.rules.competence import RANKS, Body
from regulations.sanctions import DISSOLVES, MEMBERSHIP_ENDS
from regulations.working_days import Calendar

INADMISSIBLE = "appeal.inadmissible"
_KINDS = ("inspection_commission", "standing_committee", "committee")


@dataclass(frozen=True, slots=True)
class Instance:
    """Who rules next: one of these kinds of body, at a level; `final`: after it nobody does."""

    kinds: tuple[str, ...]
    level: str
    final: bool


@dataclass(frozen=True, slots=True)
class Filing:
    """What is known of an appeal on the day it was sent. None: not known.

    `received`, `announced`: of the decision. `refused`: receiving it was refused and minuted; `told_of_cost`: after being told what it may
    cost (guards 13). The others are the grounds of `appeal.inadmissible`, and whether a level was skipped.
    """

    sent: date
    received: date | None
    announced: date | None = None
    written_decision: bool | None = True
    refused: bool = False
    told_of_cost: bool = False
    on_behalf: bool | None = False
    pending_or_concluded: bool | None = False
    court_sentence: bool | None = False
    after_transfer: bool | None = False
    skips_level: bool | None = False


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason: its code, and whether by the rules it speaks against resolving ("no") or people must say ("unknown")."""

    code: str
    answer: Answer


def next_instance(
    book: Rulebook,
    decided_by: Body,
    form: str,
    *,
    levels: Sequence[str],
    on: date,
    organisation: bool = False,
    ruled: str = "",
) -> Answer:
    """Who rules next on an appeal; value: an Instance; "no" after the final one.

    `levels`: the levels above the appellant, the lowest first, as the tree has them that day. `ruled`: the level that ruled last, or
    "secretariat". Raises ValueError where the tree has no level above the one that ruled.
    """
    expels = book.effect(form) == MEMBERSHIP_ENDS
    if decided_by.level == "central":
        last = book.parameter("appeal.final.central", on=on)
        return _over(last) if ruled else _instance(last, ("central_committee",), "central", final=True)
    final = book.parameter("appeal.final.expulsion" if expels else "appeal.final", on=on)
    if ruled in {"central", "secretariat"}:
        if expels and ruled == "central":
            return _instance(final, ("secretariat",), "central", final=True)
        return _over(final)
    first = book.parameter("appeal.first_level", on=on)
    if first.verdict != "yes":
        return first
    if decided_by.kind == "inspection_commission" and not ruled:
        rule = book.parameter(f"appeal.against_commission.{'organisation' if organisation else 'member'}", on=on)
        return _instance(rule, _KINDS[1:], decided_by.level, final=False)
    return _next_level(final, first, RANKS[ruled or decided_by.level], book.effect(form), levels)


def _next_level(final: Answer, first: Answer, passed: int, effect: str, levels: Sequence[str]) -> Answer:
    above = [level for level in levels if RANKS[level] > passed and RANKS[level] >= RANKS["grassroots"]]
    if not above:
        raise ValueError(f"no level above {passed} among {', '.join(levels)}")
    if above[0] != "central":
        return _instance(first, _KINDS, above[0], final=False)
    if effect == DISSOLVES:
        return replace(final, verdict="unknown", value=None, reason=f"Chưa rõ cấp cuối cùng với giải tán. {ASK}")
    return _instance(final, ("inspection_commission",), "central", final=effect != MEMBERSHIP_ENDS)


def in_time(book: Rulebook, calendar: Calendar, filing: Filing) -> Answer:
    """Whether an appeal was sent in time: "yes" within the charter's month or the regulation's time, the longer of them; value: a Deadline.

    Unknown, never "no", where the time of the regulation, what it is counted from, or the day of receipt is.
    """
    on, start = filing.sent, max((day for day in (filing.received, filing.announced) if day), default=None)
    if start is None:
        rule = book.parameter("appeal.file_within", on=on)
        return replace(rule, verdict="unknown", value=None, reason=f"Chưa rõ ngày nhận quyết định. {ASK}")
    month = book.due_date(start, "appeal.file_within", on=on, calendar=calendar)
    if not isinstance(month.value, Deadline) or on <= month.value.due:
        return month
    counted = book.parameter("appeal.file_within.counted_from", on=on)
    since = filing.received if counted.value == "receipt" else filing.announced
    if counted.verdict != "yes" or since is None:
        return replace(
            counted, verdict="unknown", value=None, reason=f"{counted.reason} Người có thẩm quyền xem xét. {ASK}"
        )
    found = book.due_date(since, "appeal.file_within.detail", on=on, calendar=calendar)
    if not isinstance(found.value, Deadline):
        return found
    return (
        found
        if on <= found.value.due
        else replace(found, verdict="no", reason=f"{found.reason} Gửi ngày {show_day(on)}.")
    )


def grounds(book: Rulebook, calendar: Calendar, filing: Filing) -> tuple[Ground, ...]:
    """Every reason that speaks against resolving an appeal, by the text of the day it was sent, and everything people must say first."""
    return tuple(_grounds(book, calendar, filing))


def _grounds(book: Rulebook, calendar: Calendar, filing: Filing) -> Iterator[Ground]:
    listed, on = book.parameter(INADMISSIBLE, on=filing.sent), filing.sent
    time = in_time(book, calendar, filing)
    if time.verdict == "unknown":
        yield Ground("late", time)
    elif time.verdict == "no":
        yield _ground(listed, "late", True, time.reason)
    if filing.refused:
        told = (
            "Không nhận quyết định."
            if filing.told_of_cost
            else "Không được báo trước rằng việc không nhận có thể mất quyền khiếu nại."
        )
        yield _ground(listed, "refused_decision", filing.told_of_cost or None, told)
    facts = {
        "before_decision": None if filing.written_decision is None else not filing.written_decision,
        "pending_or_concluded": filing.pending_or_concluded,
        "court_sentence": filing.court_sentence,
        "after_transfer": filing.after_transfer,
    }
    for code, fact in facts.items():
        if fact is not False and not (code == "before_decision" and filing.refused):
            yield _ground(listed, code, fact)
    if filing.on_behalf is not False:
        yield _ground(book.parameter("appeal.own_only", on=on), "on_behalf", filing.on_behalf)
    if filing.skips_level is not False:
        yield _ground(book.parameter("appeal.no_level_skip", on=on), "skips_level", filing.skips_level)


def admissible(book: Rulebook, calendar: Calendar, filing: Filing) -> Answer:
    """Whether an appeal is to be resolved: "no" if one of the grounds is, else "unknown" if one is, else "yes"."""
    found = [ground.answer for ground in grounds(book, calendar, filing)]
    for verdict in ("no", "unknown"):
        for answer in found:
            if answer.verdict == verdict:
                return replace(answer, value=None)
    return in_time(book, calendar, filing)


def resolve_by(book: Rulebook, calendar: Calendar, received: date, level: str, *, on: date) -> Answer:
    """By when a level resolves an appeal it received on a day; value: a Deadline. Unknown since the text of 28/07/2021."""
    name = "central" if level == "central" else "province_and_below"
    return book.due_date(received, f"appeal.resolve.{name}", on=on, calendar=calendar)


def _ground(rule: Answer, code: str, fact: bool | None, told: str = "") -> Ground:
    """ "no" where the fact is known and the rule names it; otherwise people say."""
    names = rule.value is True or (isinstance(rule.value, tuple) and code in rule.value)
    verdict = "no" if fact and names else "unknown"
    reason = " ".join(part for part in (told, rule.reason) if part)
    return Ground(code, replace(rule, verdict=verdict, value=None, reason=reason))  # type: ignore[arg-type]


def _instance(rule: Answer, kinds: tuple[str, ...], level: str, *, final: bool) -> Answer:
    return rule if rule.verdict != "yes" else replace(rule, value=Instance(kinds, level, final))


def _over(rule: Answer) -> Answer:
    return (
        rule
        if rule.verdict != "yes"
        else replace(rule, verdict="no", value=None, reason=f"{rule.reason} Đã có kết luận của cấp cuối cùng.")
    )
