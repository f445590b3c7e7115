"""Ballots on the forms: do the numbers add up, what are they a share of; kept as counts beside the step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from liemchinh.casework.counting import Count, exempt_faults, whole_of
from liemchinh.casework.models import Case
from liemchinh.casework.voting import ends_of
from liemchinh.discipline.models import Ballot, FormVote
from liemchinh.journal.registry import Plain
from regulations.answers import Refusal

LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class NewBallot:
    """The minutes of a secret ballot: ballots issued, returned, valid, and how many named each form.

    `whole`: how many members the body has (of a branch the register says); `exempt_present`: exempt members who came and vote.
    """

    issued: int
    returned: int
    valid: int
    votes: Mapping[str, int] = field(default_factory=dict)
    whole: int = 0
    exempt_present: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """A ballot with the number its votes are a share of, at the least and at the most."""

    ballot: NewBallot
    organisation: int
    on: date
    least: int
    most: int

    def plain(self) -> dict[str, Plain]:
        """As the step's entry keeps it."""
        told = self.ballot
        votes: dict[str, Plain] = {form: votes for form, votes in sorted(told.votes.items()) if votes}
        return {
            "issued": told.issued, "returned": told.returned, "valid": told.valid, "exempt_present": told.exempt_present,
            "organisation": self.organisation, "least": self.least, "whole": self.most, "votes": votes,
        }  # fmt: skip


def counted(ballot: NewBallot, organisation: int, on: date, *, is_branch: bool) -> Counted:
    """A ballot with its whole: of a branch by the register of that day, of another body as told."""
    if not is_branch:
        return Counted(ballot, organisation, on, ballot.whole, ballot.whole)
    least, most = ends_of(whole_of("vote.form.branch", organisation, on, exempt_present=ballot.exempt_present),
                          organisation, on, _count(ballot))  # fmt: skip
    return Counted(ballot, organisation, on, least, most)


def faults_of_ballot(told: Counted, forms: tuple[str, ...], *, is_branch: bool) -> list[Refusal]:
    """Every reason why these numbers cannot be of that ballot."""
    ballot = told.ballot
    found = _count(ballot).faults() + (exempt_faults(_count(ballot), told.organisation, told.on) if is_branch else [])
    if set(ballot.votes) - set(forms):
        said = "Có hình thức không áp dụng với đối tượng này."
        found.append(Refusal("ballot-form", said, remedy="Hãy xem lại biên bản kiểm phiếu."))
    if any(votes < 0 for votes in ballot.votes.values()) or sum(ballot.votes.values()) > ballot.valid:
        said = "Tổng số phiếu cho các hình thức lớn hơn số phiếu hợp lệ, hoặc có số âm."
        found.append(Refusal("ballot-sum", said, remedy="Mỗi phiếu hợp lệ chọn một hình thức; hãy xem lại biên bản."))
    if not 0 < told.most <= LARGEST:
        said = "Chưa rõ nơi bỏ phiếu có bao nhiêu người."
        found.append(
            Refusal(
                "ballot-whole", said, remedy="Ghi tổng số thành viên của cơ quan; của chi hội thì xem lại ngày họp."
            )
        )
    elif ballot.issued > told.most:
        said = f"Phát {ballot.issued} phiếu mà chỉ có {told.most} người được bỏ phiếu."
        found.append(Refusal("ballot-voters", said, remedy="Hãy xem lại số phiếu và danh sách ngày họp."))
    return found


def ballot_rows(case: Case, step: str, told: Counted, sequence: int) -> tuple[Ballot, list[FormVote]]:
    """The rows of a ballot and of its counts, recorded by the step's entry; not written yet."""
    ballot = told.ballot
    row = Ballot(
        case=case, step=step, organisation_id=told.organisation, on=told.on, issued=ballot.issued, returned=ballot.returned,
        valid=ballot.valid, exempt_present=ballot.exempt_present, whole=told.most, least=told.least, recorded_by=sequence,
    )  # fmt: skip
    return row, [FormVote(ballot=row, form=form, votes=votes) for form, votes in sorted(ballot.votes.items()) if votes]


def _count(ballot: NewBallot) -> Count:
    return Count(ballot.issued, ballot.returned, ballot.valid, 0, ballot.exempt_present)
