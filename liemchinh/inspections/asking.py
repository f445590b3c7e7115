"""What the rules answer before a step of an inspection. *No* is not done; what is unknown needs two who stand behind it (guards 12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from liemchinh.casework.folder import Folder
from liemchinh.casework.grounds import OR_VERIFIED, ground_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Step
from liemchinh.inspections import queries
from liemchinh.inspections.extending import EXTENSION
from liemchinh.inspections.matter import ANNOUNCED, body_of
from liemchinh.inspections.models import Inspection, TeamMember
from liemchinh.inspections.words import TOPIC
from liemchinh.members.queries import headcounts
from liemchinh.members.reasons import Words
from liemchinh.organisations.categories import BRANCHES
from regulations.answers import Answer, Refusal
from regulations.rulebook import Rulebook
from regulations.rules import inspecting

LOOKBACK, TEAM, TOPICS, DUTIES, LONGER = "lookback", "team-size", "topic", "duties", "extension"
# What is asked, in words; also how it is told beside a step of history.
QUESTIONS: dict[str, Words] = {
    LOOKBACK: _("Được kiểm tra lùi lại đến mốc này"),
    TEAM: _("Số người trong tổ"),
    TOPICS: _("Chi hội này được giám sát chuyên đề"),
    DUTIES: _("Nghĩa vụ phải báo cho đối tượng"),
    LONGER: _("Gia hạn giám sát chuyên đề"),
}
REMEDIES = {
    LOOKBACK: "Sửa mốc thời gian trong chương trình bằng quyết định khác, rồi lập lại việc này.",
    TEAM: "Ghi người rời tổ trước.",
}
HEARING = "hearing.draft"
EXCHANGED, CONCLUDED, EXTENDED = "exchanged", "concluded", "extended"
# The steps before which something is asked that may be unknown.
GROUNDED = (ANNOUNCED, EXTENDED)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and what the rules answer, with the article."""

    code: str
    words: Words
    answer: Answer


def asked(case: Case | Folder, step: str, on: date) -> list[Asked]:
    """What the rules are asked before a step on a day; most steps ask nothing."""
    if step not in GROUNDED:
        return []
    folder = case if isinstance(case, Folder) else Folder(case)
    book, place = folder.rules.charter.rulebook, queries.place_of(folder.parties["body"].organisation or 0)
    branch = place.category if place and place.category in BRANCHES else ""
    found = _at_announcement(folder.case, book, branch, on) if step == ANNOUNCED else []
    if step == EXTENDED and branch:
        found.append((LONGER, book.parameter(EXTENSION, on=on)))
    return [Asked(code, QUESTIONS[code], answer) for code, answer in found]


def _at_announcement(case: Case, book: Rulebook, branch: str, on: date) -> list[tuple[str, Answer]]:
    facts = Inspection.objects.get(case=case)
    found = [(DUTIES, inspecting.duties_known(book, on=on))]
    if branch:
        begun = (
            Step.objects.filter(case=case, cancelled_by=None).order_by("recorded_by").values_list("on", flat=True)[0]
        )
        team = TeamMember.objects.filter(case=case, cancelled_by=None).count()
        found.append((LOOKBACK, inspecting.may_look_back(book, branch, facts.first, on=begun)))
        found.append((TEAM, inspecting.may_team_be(book, team, on=on)))
    if branch and facts.sort == TOPIC:
        members = headcounts([body_of(case)], on).get(body_of(case), 0)
        found.append((TOPICS, inspecting.may_supervise_by_topic(book, members, on=on)))
    return found


def refused(found: Sequence[Asked]) -> list[Refusal]:
    """What the rules answer *no* to."""
    return [
        Refusal(one.code, f"{one.words}: không. {one.answer.reason}", str(one.answer.citation or ""), REMEDIES.get(one.code, ""))
        for one in found
        if one.answer.verdict == "no"
    ]  # fmt: skip


def unknown(found: Sequence[Asked]) -> list[Refusal]:
    """What they leave open."""
    return [
        Refusal(f"unknown-{one.code}", f"{one.words}: chưa xác minh. {one.answer.reason}", str(one.answer.citation or ""), TWO)
        for one in found
        if one.answer.verdict == "unknown"
    ]  # fmt: skip


TWO = (
    "Một người đang mở việc này nêu điều, văn bản làm căn cứ; một cán bộ khác xác nhận; rồi ghi bước này. "
    + OR_VERIFIED
)


def unvouched(case: Case, step: str, found: Sequence[Asked]) -> list[Refusal]:
    """What is open and for which no two officers stand yet."""
    told = unknown(found)
    ground = ground_of(case, step) if told else None
    return [] if ground is not None and ground.vouched_by is not None else told


def unheard(case: Case, step: str) -> list[Refusal]:
    """The refusal of a conclusion about somebody with whom the draft was never gone through, where the procedure has that step."""
    procedure = case_kind(case.kind).procedure
    if step != CONCLUDED or EXCHANGED not in {one.code for one in procedure.steps}:
        return []
    if Step.objects.filter(case=case, code=EXCHANGED, cancelled_by=None).exists():
        return []
    text = next(one for one in procedure.steps if one.code == EXCHANGED)
    said = "Chưa trao đổi dự thảo, chưa nghe đối tượng trình bày."
    return [Refusal(HEARING, said, str(text.citation), "Ghi việc trao đổi dự thảo trước.")]
