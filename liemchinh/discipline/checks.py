"""What the rules have against a step: *no* blocks it, *unknown* needs a ground, unless it is in the person's favour (guards 12)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from liemchinh.casework.grounds import OR_VERIFIED, ground_of
from liemchinh.discipline import asking
from liemchinh.discipline.bodies import Acting
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import Given
from liemchinh.discipline.words import EXPIRED
from regulations.answers import Answer, Refusal
from regulations.rules import deferral, voting

CODES = {
    "competence": "competence.none", "deferral": "deferred", "hearing": "hearing.missing", "limitation": "limitation.over",
    "vote": "vote.other_form",
}  # fmt: skip
REMEDIES = {
    "competence": "Đề nghị cấp có thẩm quyền bằng bước “đề nghị”.",
    "deferral": "Đến ngày hỏi lại thì ghi bước “tiếp tục xem xét” trước.",
    "hearing": "Ghi việc nghe trình bày trước; quyết định chỉ được xem xét sau đó.",
    "limitation": "Ra thông báo bằng văn bản về vi phạm; không thi hành kỷ luật.",
    "vote": "Ghi kết quả bỏ phiếu của nơi quyết định; hình thức là hình thức đủ phiếu.",
}


@dataclass(slots=True)
class Found:
    """What speaks against a step, and what is not known about it."""

    refusals: list[Refusal] = field(default_factory=list)
    unknown: list[Answer] = field(default_factory=list)

    def weigh(self, answer: Answer, code: str, remedy: str) -> None:
        """*no* is a refusal, *unknown* waits for a ground."""
        if answer.verdict == "no":
            self.refusals.append(Refusal(code, answer.reason, str(answer.citation or ""), remedy))
        elif answer.verdict == "unknown":
            self.unknown.append(answer)


def found_against(case: Folder, code: str, given: Given) -> Found:
    """All that the rules have against a step on its day."""
    found = Found()
    check = CHECKS.get(code)
    if check:
        check(case, given, found)
    return found


def unvouched(case: Folder, step: str, unknown: list[Answer]) -> list[Refusal]:
    """The refusal of a step on which the rules are unknown and for which no two officers stand yet."""
    ground = ground_of(case.case, step) if unknown else None
    if not unknown or (ground is not None and ground.vouched_by is not None):
        return []
    told = " ".join(dict.fromkeys(answer.reason for answer in unknown))
    remedy = "Một người đang mở việc này nêu điều, văn bản làm căn cứ; một cán bộ khác xác nhận; rồi ghi quyết định."
    return [Refusal("unknown", told, remedy=f"{remedy} {OR_VERIFIED}")]


def _meeting(case: Folder, given: Given, found: Found) -> None:
    answer = asking.deferral_of(case, given.on)
    found.weigh(answer, CODES["deferral"], REMEDIES["deferral"])
    # Heard at this very meeting, or before it.
    heard = asking.heard_by(case.book, given.heard, given.on) if given.heard else None
    if heard is None or heard.verdict == "no":
        found.weigh(asking.hearing_of(case, given.on), CODES["hearing"], REMEDIES["hearing"])


def _branch_meeting(case: Folder, given: Given, found: Found) -> None:
    if case.facts.organ == "branch":
        _meeting(case, given, found)


def _heard(case: Folder, given: Given, found: Found) -> None:
    answer = asking.heard_by(case.book, given.heard, given.on)
    if answer.verdict == "no":
        found.weigh(answer, "hearing.way", "Hãy mời và nghe người bị xem xét kỷ luật trình bày.")


def _deferred(case: Folder, given: Given, found: Found) -> None:
    # For the person: a clause nobody could verify defers all the same.
    answer = deferral.deferred(case.book, given.clause, on=given.on)
    if answer.verdict == "no":
        found.weigh(answer, "clause-of-another-text", "Hãy chọn điều khoản của văn bản đang có hiệu lực.")


def _proposed(case: Folder, given: Given, found: Found) -> None:
    form, on = voted_form(case), given.on
    if not form:
        found.refusals.append(_nothing_voted(case, on))
        return
    if asking.competence_of(case, form, on).verdict == "yes":
        told = "Cơ quan này có thẩm quyền với hình thức đủ phiếu."
        found.refusals.append(Refusal("competence.own", told, remedy="Cơ quan này tự ra quyết định."))
    _target(case, given, form, found)


def _put_above(case: Folder, given: Given, found: Found) -> None:
    held = case.sanction
    if held is not None:
        _target(case, given, held.form, found)


def _target(case: Folder, given: Given, form: str, found: Found) -> None:
    """May the body it is put to decide? One of which it is not known asks that itself."""
    facts = replace(case.facts, organ=given.organ, authorised=None, temporary=False)
    target = asking.may(case, facts, Acting(given.to, given.organ), form, given.on)
    if target.verdict == "no":
        remedy = "Hãy chọn cơ quan khác ở cấp trên."
        found.refusals.append(Refusal("competence.target", target.reason, str(target.citation or ""), remedy))


def _decided(case: Folder, given: Given, found: Found) -> None:
    for group, answer in asking.asked(case, given.form, given.on).named():
        found.weigh(answer, CODES[group], REMEDIES[group])


def _not_sanctioned(case: Folder, given: Given, found: Found) -> None:
    form = voted_form(case)
    if not form:
        found.refusals.append(_nothing_voted(case, given.on))
    elif given.cause == EXPIRED:
        ballot = asking.deciding_ballot(case)
        answer = asking.limitation_of(case, form, ballot.row.on if ballot else given.on)
        if answer.verdict == "yes":
            told = f"{answer.reason} Vẫn còn thời hiệu."
            found.refusals.append(
                Refusal(
                    "limitation.running", told, str(answer.citation or ""), "Hãy xem lại các ngày đã được kết luận."
                )
            )
        elif answer.verdict == "unknown":
            # The notice says too what was violated and which form there would have been.
            found.unknown.append(answer)


def voted_form(case: Folder) -> str:
    """The form that the last vote of the body that acts gave; "" for none, or while it is not known."""
    ballot = asking.deciding_ballot(case)
    found = asking.outcome_of(case, ballot).value if ballot else None
    return found.form if isinstance(found, voting.Outcome) else ""


def _nothing_voted(case: Folder, on: date) -> Refusal:
    if asking.deciding_ballot(case) is None:
        said = "Nơi tiến hành chưa ghi kết quả bỏ phiếu về hình thức."
        return Refusal("vote.missing", said, remedy=REMEDIES["vote"])
    said = "Không hình thức nào đủ số phiếu, hoặc chưa rõ kết quả."
    return Refusal(
        "vote.none", said, remedy="Ghi bước “kết luận không phải kỷ luật”, hoặc xem lại biên bản kiểm phiếu."
    )


CHECKS: Mapping[str, Callable[[Folder, Given, Found], None]] = {
    "branch_meeting": _branch_meeting,
    "body_meeting": _meeting,
    "heard": _heard,
    "deferred": _deferred,
    "proposed": _proposed,
    "put_above": _put_above,
    "decided": _decided,
    "not_sanctioned": _not_sanctioned,
}
