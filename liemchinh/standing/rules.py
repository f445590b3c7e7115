"""Each step of this room in one line: by whose right, with which paper, what is asked first, what it does to the register."""

from collections.abc import Mapping
from dataclasses import dataclass

from liemchinh.standing import checks
from liemchinh.standing.cases import BRANCH, COMMITTEE, DECIDE, KEEP, REVIEWER, VOTE
from liemchinh.standing.checks import Check

# Papers a person writes: no number, no issuer.
OWN_PAPERS = frozenset({"application", "appeal"})


@dataclass(frozen=True, slots=True)
class Rule:
    """`verb` is asked in the organisation that holds the role `at`; what is recorded from a decision of a body elsewhere is recorded by who
    decides about members where the person is.

    `act`: the register's act of the step. `grounded`: whose officers stand behind what is unknown: "" where nothing can be.
    """

    verb: str = KEEP
    at: str = BRANCH
    paper: str = ""
    issuer: str = ""
    act: str = ""
    checks: tuple[Check, ...] = ()
    grounded: str = ""


_MEMBER = (checks.is_member,)
_DECIDED = (checks.is_member, checks.has_committee)
RULES: Mapping[str, Rule] = {
    "exemption_asked": Rule(paper="application", checks=_MEMBER),
    "exemption_decided": Rule(VOTE, paper="branch_resolution", issuer=BRANCH, act="exempt", checks=_MEMBER),
    "exemption_declined": Rule(VOTE, paper="branch_resolution", issuer=BRANCH, checks=_MEMBER),
    "exemption_ended": Rule(VOTE, paper="branch_resolution", issuer=BRANCH, act="exempt_ended", checks=_MEMBER),
    "withdrawn": Rule(),
    "suspended": Rule(DECIDE, paper="decision", issuer=COMMITTEE, act="suspended", checks=_DECIDED),
    "suspended_by_law": Rule(DECIDE, paper="decision", issuer=COMMITTEE, act="suspended", checks=_DECIDED),
    "suspension_extended": Rule(
        DECIDE, paper="decision", issuer=COMMITTEE, checks=(checks.is_member, checks.is_within_limits), grounded=BRANCH
    ),
    "suspension_lapsed": Rule(act="resumed", checks=(checks.is_member, checks.is_over)),
    "extension_lapsed": Rule(act="resumed", checks=(checks.is_member, checks.is_over)),
    "suspension_lifted": Rule(DECIDE, paper="decision", issuer=COMMITTEE, act="resumed", checks=_MEMBER),
    "law_limit_over": Rule(DECIDE, paper="decision", issuer=COMMITTEE, act="resumed", checks=_MEMBER),
    "suspension_ended": Rule(DECIDE, paper="decision", issuer=COMMITTEE, act="resumed", checks=_DECIDED),
    "leave_asked": Rule(paper="application", checks=_DECIDED),
    "leave_considered": Rule(VOTE, paper="branch_resolution", issuer=BRANCH, checks=_MEMBER),
    "leave_decided": Rule(
        DECIDE, COMMITTEE, "decision", COMMITTEE, "left", (checks.is_member, checks.has_rule_of_leave), COMMITTEE
    ),
    "leave_declined": Rule(DECIDE, COMMITTEE, "notice", COMMITTEE),
    "strike_off_stated": Rule(checks=(*_DECIDED, checks.states_ground)),
    "strike_off_told": Rule(
        paper="notice", issuer=BRANCH, checks=(checks.is_member, checks.is_proved), grounded=BRANCH
    ),
    "strike_off_voted": Rule(
        VOTE, paper="branch_resolution", issuer=BRANCH, checks=(checks.is_member, checks.is_counted)
    ),
    "strike_off_decided": Rule(
        DECIDE, COMMITTEE, "decision", COMMITTEE, "struck_off", (checks.is_member, checks.is_proposed), COMMITTEE
    ),
    "strike_off_declined": Rule(DECIDE, COMMITTEE, "notice", COMMITTEE),
    "strike_off_dropped": Rule(),
    "delivered": Rule(checks=(checks.has_card,)),
    "appealed": Rule(DECIDE, COMMITTEE, "appeal", checks=(checks.receives_appeal,)),
    "appeal_answered": Rule(DECIDE, REVIEWER, "decision", REVIEWER, checks=(checks.is_answered,)),
    "appealed_again": Rule(DECIDE, COMMITTEE, "appeal", checks=(checks.receives_appeal,)),
    "expelled": Rule(DECIDE, paper="decision", issuer=COMMITTEE, act="expelled", checks=(*_DECIDED, checks.may_expel)),
    "restored": Rule(
        DECIDE, paper="decision", issuer=COMMITTEE, act="restored", checks=(checks.once_left, checks.has_committee)
    ),
    "readmission_asked": Rule(paper="application", checks=(checks.once_left, checks.has_committee)),
    "readmission_considered": Rule(VOTE, paper="branch_resolution", issuer=BRANCH, checks=(checks.once_left,)),
    "readmission_consented": Rule(DECIDE, COMMITTEE, "consent", checks=(checks.once_left,)),
    "readmission_decided": Rule(
        DECIDE, COMMITTEE, "decision", COMMITTEE, checks=(checks.may_be_readmitted,), grounded=COMMITTEE
    ),
    "readmission_declined": Rule(DECIDE, COMMITTEE, "notice", COMMITTEE),
    "readmitted": Rule(act="readmitted", checks=(checks.once_left,)),
}
