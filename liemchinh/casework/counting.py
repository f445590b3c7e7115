"""Counted votes: do the numbers add up, what are they a share of, and what do the rules say of them."""

from dataclasses import dataclass
from datetime import date

from liemchinh.members.months import away_from
from liemchinh.members.queries import active
from liemchinh.rulebook.current import charter
from regulations.answers import Answer, Refusal
from regulations.rules.membership import Standing, denominator, official_not_exempt, vote
from regulations.schema import Threshold


@dataclass(frozen=True, slots=True)
class Count:
    """Ballots issued, returned, valid and for; `exempt_present`: exempt members who came and vote."""

    issued: int
    returned: int
    valid: int
    votes_for: int
    exempt_present: int = 0

    def faults(self) -> list[Refusal]:
        """Every way in which the numbers do not add up."""
        pairs = (
            ("returned", self.returned, self.issued, "Số phiếu thu về lớn hơn số phiếu phát ra."),
            ("valid", self.valid, self.returned, "Số phiếu hợp lệ lớn hơn số phiếu thu về."),
            ("for", self.votes_for, self.valid, "Số phiếu đồng ý lớn hơn số phiếu hợp lệ."),
        )
        found = [
            Refusal(f"count-{code}", told, remedy="Hãy xem lại biên bản kiểm phiếu.")
            for code, less, more, told in pairs
            if less > more
        ]
        if min(self.issued, self.returned, self.valid, self.votes_for, self.exempt_present) < 0:
            found.append(Refusal("count-negative", "Số phiếu không thể là số âm.", remedy="Hãy xem lại các số đã ghi."))
        return found


def whole_of(parameter: str, organisation: int, on: date, *, exempt_present: int = 0) -> Answer:
    """The number a branch's vote is a share of on a day, by the register of that day and the rule of that vote; "unknown" where that is."""
    book = charter(organisation).rulebook
    rule = book.parameter(parameter, on=on)
    if not isinstance(rule.value, Threshold):
        return rule
    away = away_from(organisation, on)
    rows = active(on).filter(organisation_id=organisation).values_list("person_id", "official", "exempt")
    left, standings = exempt_present, []
    for person, official, exempt in rows:
        present = exempt and official and person not in away and left > 0
        left -= present
        standings.append(Standing(official, away=person in away, exempt=exempt, present=present))
    if rule.value.of == "official_not_exempt":
        whole = official_not_exempt(standings)
        return Answer(
            "yes", whole, f"{whole} hội viên chính thức không được miễn sinh hoạt.", rule.citation, rule.confidence
        )
    return denominator(book, standings, on=on)


def outcome(parameter: str, count: Count, whole: int, on: date, *, within: int | None = None) -> Answer:
    """Whether the votes for meet the threshold of the rule on that day, by the rules of a place; "unknown" where they are."""
    book = charter(within).rulebook
    if not whole > 0 or count.votes_for > whole:
        return Answer("no", None, f"{count.votes_for} phiếu trên {whole} người là không thể có.")
    return vote(book, parameter, count.votes_for, whole, on=on)


def exempt_faults(count: Count, organisation: int, on: date) -> list[Refusal]:
    """The refusal of more exempt members who came than the branch has that day: official, and not away for a time."""
    if not count.exempt_present > 0:
        return []
    rows = active(on).filter(organisation_id=organisation, official=True, exempt=True)
    most = rows.exclude(person_id__in=away_from(organisation, on)).count()
    if count.exempt_present <= most:
        return []
    told = f"Ghi {count.exempt_present} hội viên được miễn sinh hoạt có mặt, mà ngày đó chi hội chỉ có {most} người như vậy."
    return [Refusal("count-exempt", told, remedy="Hãy xem lại số người có mặt, và ai được miễn vào ngày họp.")]


def vote_faults(count: Count, whole: int) -> list[Refusal]:
    """Every reason why the count cannot be of so many voters."""
    found = count.faults()
    if count.issued > whole:
        found.append(
            Refusal(
                "count-voters",
                f"Phát {count.issued} phiếu mà chỉ có {whole} người được bỏ phiếu.",
                remedy="Hội viên dự bị, người sinh hoạt tạm thời nơi khác không bỏ phiếu; hãy xem lại danh sách ngày họp.",
            )
        )
    return found
