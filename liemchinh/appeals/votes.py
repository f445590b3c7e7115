"""The vote on an appeal against the share that rules name. They name one for a form of discipline that a body decides on.

A ruling that puts another form in the place of the first is such a decision. For upholding and annulling no text was seen that names a
share: the answer is unknown, and unknown stops no ruling.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from liemchinh.appeals.admissibility import appeal_of
from liemchinh.appeals.cases import BODY
from liemchinh.appeals.models import Outcome
from liemchinh.casework.models import Case, Vote
from liemchinh.casework.settling import CHANGED, OUTCOMES, forms_instead
from liemchinh.casework.steps import parties_of
from liemchinh.rulebook.current import charter
from regulations.answers import Answer
from regulations.rules import thresholds, voting
from regulations.schema import Threshold

NOT_NAMED = "Chưa thấy quy định nêu tỷ lệ phiếu để giữ nguyên hoặc hủy một quyết định kỷ luật."


@dataclass(frozen=True, slots=True)
class Weighed:
    """A result in words against the vote. `needed`: how many votes for it the rules ask; None where they name no share."""

    words: str
    needed: int | None
    answer: Answer


@dataclass(frozen=True, slots=True)
class VoteShown:
    """The vote of the body, once counted, and what it is enough for: each result alike, or the one that was ruled."""

    row: Vote
    results: Sequence[Weighed]

    @property
    def reasons(self) -> list[Answer]:
        """What the rules say, each once."""
        return list({one.answer.reason: one.answer for one in self.results}.values())


def vote_of(case: Case) -> Vote | None:
    """The counted vote of the body that has the appeal."""
    return Vote.objects.filter(case=case, step="body_meeting", cancelled_by=None).order_by("-recorded_by").first()


def weighed(case: Case, vote: Vote, outcome: str, form: str) -> Answer:
    """Is the vote enough for this ruling: "yes", "no", or unknown; value: a Threshold where the rules name one."""
    if outcome != CHANGED:
        return Answer("unknown", None, NOT_NAMED)
    body = parties_of(case.pk)[BODY].organisation
    day = case.steps.filter(recorded_by=vote.recorded_by).values_list("on", flat=True).get()
    share = voting.threshold(charter(body).rulebook, form, branch=False, deciding=True, on=day)
    if not isinstance(share.value, Threshold):
        return share
    enough = thresholds.meets(share.value, vote.votes_for, vote.whole)
    told = f"Cần {thresholds.needed(share.value, vote.whole)} phiếu trên {vote.whole}; có {vote.votes_for}."
    return replace(share, verdict="yes" if enough else "no", reason=f"{share.reason} {told}")


def vote_shown(case: Case) -> VoteShown | None:
    """The vote for the page of a case; None before it was counted."""
    vote = vote_of(case)
    if vote is None:
        return None
    ruled = Outcome.objects.filter(case=case, cancelled_by=None).first()
    forms = dict(forms_instead(appeal_of(case).source, ruled.dated if ruled else case.steps.latest("on").on))
    asked = [(ruled.outcome, ruled.form)] if ruled else [
        (outcome, form) for outcome in OUTCOMES for form in (forms if outcome == CHANGED else [""])
    ]  # fmt: skip
    return VoteShown(vote, [_shown(case, vote, outcome, form, forms) for outcome, form in asked])


def _shown(case: Case, vote: Vote, outcome: str, form: str, forms: dict[str, str]) -> Weighed:
    answer = weighed(case, vote, outcome, form)
    words = str(OUTCOMES[outcome]) + (f": {forms.get(form, '').lower()}" if form else "")
    share = answer.value
    return Weighed(words, thresholds.needed(share, vote.whole) if isinstance(share, Threshold) else None, answer)
