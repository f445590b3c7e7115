"""Inspection and supervision: how far back to look, how many inspect, which branch supervises by topic, what whoever is inspected owes.

Bounds of the period and of the team are of branches alone: of committees and commissions no text with one was seen, so none is asked.
"""

from datetime import date

from regulations.answers import Answer
from regulations.reading import show_day
from regulations.rulebook import Rulebook
from regulations.working_days import add_months

LOOKBACK = {"grassroots_branch": "inspection.lookback.grassroots_branch", "branch": "inspection.lookback.branch"}
TEAM, TOPIC, DUTIES = "inspection.team_size_most.branch", "supervision.topic.branches", "inspection.subject_duties"
MANY_MEMBERS = 30


def may_look_back(book: Rulebook, category: str, first: date, *, on: date) -> Answer:
    """May a branch of this category, whose inspection begins on a day, examine a period that begins on `first`?"""
    rule = book.parameter(LOOKBACK[category], on=on)
    if rule.verdict != "yes" or not isinstance(rule.value, int):
        return _unknown(rule)
    earliest = add_months(on, -rule.value)
    said = f"Chi hội được kiểm tra lùi lại {rule.value} tháng: từ {show_day(earliest)}; mốc của việc này từ {show_day(first)}."
    return Answer("yes" if first >= earliest else "no", earliest, said, rule.citation, rule.confidence)


def may_team_be(book: Rulebook, people: int, *, on: date) -> Answer:
    """May so many people be the team of a branch?"""
    rule = book.parameter(TEAM, on=on)
    if rule.verdict != "yes" or not isinstance(rule.value, int):
        return _unknown(rule)
    said = f"Tổ kiểm tra của chi hội có nhiều nhất {rule.value} người; tổ này có {people}."
    return Answer("yes" if people <= rule.value else "no", rule.value, said, rule.citation, rule.confidence)


def may_supervise_by_topic(book: Rulebook, members: int, *, on: date) -> Answer:
    """May a branch with so many members supervise by topic? The other conditions are not of the register: beside them it is unknown."""
    rule = book.parameter(TOPIC, on=on)
    if rule.verdict != "yes" or not isinstance(rule.value, tuple):
        return _unknown(rule)
    if "over_30_members" in rule.value and members > MANY_MEMBERS:
        return Answer(
            "yes", members, f"Chi hội có {members} hội viên, trên {MANY_MEMBERS}.", rule.citation, rule.confidence
        )
    said = (
        f"Chi hội có {members} hội viên; ban chi hội, tổ hiệp hội và việc hội viên làm việc phân tán thì sổ không giữ."
    )
    return Answer("unknown", None, said, rule.citation, rule.confidence)


def duties_known(book: Rulebook, *, on: date) -> Answer:
    """The duties that the announcement tells whoever is inspected: "yes" with their codes where a verified text says them."""
    rule = book.parameter(DUTIES, on=on)
    return rule if rule.verdict == "yes" and isinstance(rule.value, tuple) else _unknown(rule)


def _unknown(rule: Answer) -> Answer:
    return Answer("unknown", None, rule.reason, rule.citation, rule.confidence)
