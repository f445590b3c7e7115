"""What the regulations say of a candidate on a day: every reason against, and every point on which they are unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liemchinh.admission.facts import Told, born, missing_papers
from liemchinh.members.models import Details
from liemchinh.members.queries import active, names
from liemchinh.organisations.queries import standing
from liemchinh.rulebook.current import charter
from regulations.answers import Answer, Refusal
from regulations.rulebook import Rulebook
from regulations.rules.membership import certificate_valid, old_enough, over_sixty_decider, together_long_enough

UNION = "union_resolution"
# What the levels of `admission.age_over_60.decider` are in the tree.
_LEVELS: Mapping[str, frozenset[str]] = {
    "centrally_attached_committee": frozenset({"province"}),
    "committee_attached_to_province": frozenset({"upper", "district"}),
}


@dataclass(slots=True)
class Findings:
    """Reasons against, and answers that neither permit nor refuse."""

    refusals: list[Refusal] = field(default_factory=list)
    unknown: list[Answer] = field(default_factory=list)

    def ask(self, answer: Answer, code: str, remedy: str) -> None:
        """Takes an answer: "no" is a reason against, "unknown" is kept."""
        if answer.verdict == "no":
            self.refusals.append(Refusal(code, answer.reason, str(answer.citation or ""), remedy))
        elif answer.verdict == "unknown":
            self.unknown.append(answer)


def for_the_vote(told: Told, branch: int, on: date) -> Findings:
    """May the branch vote on this candidate on that day?"""
    found, book = Findings(), _book(branch)
    _ask_age(found, book, told, on)
    _ask_certificate(found, book, told, on)
    _ask_sponsors(found, book, told, branch, on)
    _ask_file(found, told, "branch_vote")
    return found


def for_the_decision(told: Told, committee: int, on: date, voted_on: date) -> Findings:
    """May this committee admit them on that day? What was unknown on the day of the vote is asked again: the committee answers for it."""
    found, book = Findings(), _book(committee)
    _ask_age(found, book, told, on)
    _ask_over_sixty(found, book, told, committee, on)
    if told.certificate_on:
        answer = certificate_valid(book, told.certificate_on, on=voted_on)
        found.unknown += [answer] if answer.verdict == "unknown" else []
    _ask_file(found, told, "decided")
    return found


def sponsors_needed(told: Told, branch: int, on: date) -> Answer:
    """How many official members of the branch must introduce them: fewer where a union does too."""
    name = "with_union" if UNION in told.file else "without_union"
    return _book(branch).parameter(f"admission.sponsors.{name}", on=on)


def proved_by_register(branch: int, people: Mapping[int, date], on: date) -> frozenset[int]:
    """Those sponsors of whom the register itself shows that they were in the branch all the time they say; of others it cannot tell."""
    since = active(on).filter(organisation_id=branch, person_id__in=people).values_list("person_id", "starts_on")
    return frozenset(person for person, start in since if start <= people[person])


def _book(place: int) -> Rulebook:
    return charter(place).rulebook


def _ask_age(found: Findings, book: Rulebook, told: Told, on: date) -> None:
    birth = born(told.who)
    if birth is None:
        found.refusals.append(
            Refusal("birth-missing", "Chưa ghi ngày sinh.", remedy="Hãy ghi ngày sinh như trong lý lịch.")
        )
        return
    found.ask(old_enough(book, *birth, on=on), "age", "Hãy chờ đến khi đủ tuổi.")


def _ask_over_sixty(found: Findings, book: Rulebook, told: Told, committee: int, on: date) -> None:
    birth = born(told.who)
    answer = over_sixty_decider(book, *birth, on=on) if birth else Answer("yes", "")
    found.ask(answer, "over-sixty", "")
    if answer.verdict == "yes" and answer.value:
        level = standing(on).filter(organisation_id=committee).values_list("category", flat=True).first()
        if level not in _LEVELS[str(answer.value)]:
            told_why = f"Người xin vào Hiệp hội trên 60 tuổi. {answer.reason}"
            found.refusals.append(
                Refusal("over-sixty", told_why, str(answer.citation or ""), "Hãy trình ban điều hành có thẩm quyền.")
            )


def _ask_certificate(found: Findings, book: Rulebook, told: Told, on: date) -> None:
    if not told.certificate_on:
        found.refusals.append(
            Refusal("certificate-missing", "Chưa ghi ngày cấp giấy chứng nhận học lớp nhận thức về Hiệp hội.",
                    remedy="Hãy ghi số và ngày trên giấy.")
        )  # fmt: skip
        return
    answer = certificate_valid(book, told.certificate_on, on=on)
    found.ask(answer, "certificate-expired", "Người xin vào Hiệp hội học lại lớp nhận thức.")


def _ask_sponsors(found: Findings, book: Rulebook, told: Told, branch: int, on: date) -> None:
    rule = sponsors_needed(told, branch, on)
    if isinstance(rule.value, int) and len(told.sponsors) < rule.value:
        short = f"Phải có {rule.value} hội viên chính thức giới thiệu. Mới có {len(told.sponsors)}."
        found.refusals.append(
            Refusal(
                "sponsors-few", short, str(rule.citation or ""), "Hãy phân công thêm hội viên chính thức giới thiệu."
            )
        )
    elif rule.verdict == "unknown":
        found.unknown.append(rule)
    here = active(on).filter(organisation_id=branch, official=True, person_id__in=told.sponsors)
    official = set(here.values_list("person_id", flat=True))
    called = names(told.sponsors)
    for person, since in sorted(told.sponsors.items()):
        name = called.get(person, f"Người số {person}")
        if person not in official:
            found.refusals.append(
                Refusal("sponsor-not-official", f"{name} không phải hội viên chính thức của chi hội ngày {on:%d/%m/%Y}.",
                        str(rule.citation or ""), "Hãy phân công người khác giới thiệu.")
            )  # fmt: skip
        answer = together_long_enough(book, since, on=on)
        if answer.verdict == "no":
            told_why = f"{name}: {answer.reason}"
            found.refusals.append(
                Refusal("sponsor-together", told_why, str(answer.citation or ""), "Hãy chờ, hoặc phân công người khác.")
            )
        elif answer.verdict == "unknown":
            found.unknown.append(answer)


def _ask_file(found: Findings, told: Told, step: str) -> None:
    missing = missing_papers(told.file, step)
    if missing:
        found.refusals.append(
            Refusal("file", f"Hồ sơ còn thiếu: {'; '.join(missing)}.", "Hướng dẫn 12-HD/BTCTW, mục II.1.1",
                    "Khi có giấy, hãy ghi giấy nằm ở đâu.")
        )  # fmt: skip


def officials(branch: int, on: date) -> list[tuple[int, str]]:
    """The official members of a branch on a day, by given name: who can introduce somebody."""
    people = list(active(on).filter(organisation_id=branch, official=True).values_list("person_id", flat=True))
    # Asked together, SQLite walks through every name there is, in their order.
    named = Details.objects.filter(person_id__in=people, cancelled_by=None).order_by("sort_key", "person_id")
    return list(named.values_list("person_id", "full_name"))
