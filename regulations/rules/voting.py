"""Votes on a sanction, once they are counted: by how many, to decide or to propose, and what adding them up from the heaviest form gives.

Only counted votes go in. The steps of the sum come out as data, so that the minutes can show them; before the vote there is nothing to ask.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from regulations.answers import Answer
from regulations.rulebook import Rulebook
from regulations.rules.thresholds import meets, needed
from regulations.sanctions import DISSOLVES, MEMBERSHIP_ENDS
from regulations.schema import Threshold


@dataclass(frozen=True, slots=True)
class Round:
    """One form: its own votes, those carried over from heavier forms, and how many it needs."""

    form: str
    votes: int
    carried: int
    needed: int
    reached: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the votes give: the form ("" if none has enough), the rounds without carrying and, where needed, with it."""

    form: str
    own: tuple[Round, ...]
    cumulated: tuple[Round, ...] = ()


def threshold(book: Rulebook, form: str, *, branch: bool, deciding: bool, on: date) -> Answer:
    """The share of votes a form needs, of which whole: a branch votes of its official members, another body of its members.

    A branch never decides on expulsion or dissolution: it is asked for the share of a proposal. Value: a Threshold.
    """
    place = "branch" if branch else "body"
    effect = book.effect(form)
    if effect == DISSOLVES:
        return book.parameter("vote.dissolution.decide", on=on)
    if effect != MEMBERSHIP_ENDS:
        return book.parameter(f"vote.form.{place}", on=on)
    if deciding and not branch:
        return book.parameter("vote.expulsion.decide", on=on)
    return book.parameter(f"vote.expulsion.propose.{place}", on=on)


def decides_or_proposes(book: Rulebook, competence: Answer, *, on: date) -> Answer:
    """What a vote is for: value "decide" for a body that may, "propose" for one that may not; unknown where its competence is."""
    if competence.verdict == "unknown":
        return replace(competence, value=None)
    if competence.verdict == "yes":
        return replace(competence, value="decide")
    return book.parameter("vote.out_of_competence", on=on)


def outcome(
    book: Rulebook,
    votes: Mapping[str, int],
    of: int,
    forms: Sequence[str],
    *,
    branch: bool,
    deciding: bool,
    on: date,
) -> Answer:
    """What counted votes give. `forms`: those the charter has for this subject, the lightest first; `of`: the whole they are a share of.

    Value: an Outcome; "no" where no form has enough even with the votes of all heavier ones; unknown where a share or the rule of adding up
    is. Raises ValueError for a form that is not there or more votes than voters.
    """
    if set(votes) - set(forms) or min(votes.values(), default=0) < 0 or sum(votes.values()) > of or of < 1:
        raise ValueError(f"{dict(votes)} of {of} cannot be votes on {', '.join(forms)}")
    heaviest_first = tuple(reversed(forms))
    first = next((place for place, form in enumerate(heaviest_first) if votes.get(form)), 0)
    asked = [(form, threshold(book, form, branch=branch, deciding=deciding, on=on)) for form in heaviest_first[first:]]
    known = [(form, share.value) for form, share in asked if isinstance(share.value, Threshold)]
    if len(known) < len(asked):
        return next(share for _, share in asked if share.verdict != "yes")
    own = tuple(_round(form, share, votes.get(form, 0), 0, of) for form, share in known)
    reached = next((one for one in own if one.reached), None)
    if reached:
        return _told(dict(asked)[reached.form], Outcome(reached.form, own))
    rule = book.parameter("vote.cumulation", on=on)
    if rule.verdict != "yes":
        return rule
    if rule.value is False:
        return _told(rule, Outcome("", own))
    return _told(rule, _cumulated(own, known, of))


def _cumulated(own: tuple[Round, ...], known: Sequence[tuple[str, Threshold]], of: int) -> Outcome:
    rounds: list[Round] = []
    totals = accumulate(one.votes for one in own)
    for (form, share), one, total in zip(known, own, totals, strict=True):
        rounds.append(_round(form, share, one.votes, total - one.votes, of))
        if rounds[-1].reached:
            return Outcome(form, own, tuple(rounds))
    return Outcome("", own, tuple(rounds))


def _round(form: str, share: Threshold, votes: int, carried: int, of: int) -> Round:
    return Round(form, votes, carried, needed(share, of), meets(share, votes + carried, of))


def _told(rule: Answer, found: Outcome) -> Answer:
    if not found.form:
        added = "Cộng dồn đến hình thức nhẹ nhất vẫn không đủ phiếu."
        told = added if found.cumulated else "Không hình thức nào đủ phiếu."
        return replace(
            rule,
            verdict="no",
            value=found,
            reason=f"{rule.reason} {told}",
            unit="",
        )
    return replace(rule, verdict="yes", value=found, unit="")
