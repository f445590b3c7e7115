"""May this body decide this sanction on this subject, by the text of a day; and which bodies may, where it may not.

A body is asked about a sanction somebody else has named: nothing here names one. Of what was done one thing alone is asked: was it a task
assigned from above (guards 3). What is not known stays unknown: "no" is answered only where it is no whatever the missing fact is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from regulations.answers import Answer
from regulations.rulebook import ASK, Rulebook
from regulations.sanctions import DISSOLVES, POSTS_END

RANKS = {"branch": 0, "section": 1, "grassroots": 2, "upper": 3, "district": 3, "province": 4, "central": 5}
# The level of an organisation by its category in the charter's table of kinds; a category that is not here decides nothing.
LEVELS = {
    "branch": "branch",
    "grassroots_branch": "grassroots",
    "section": "section",
    "grassroots_committee": "grassroots",
    "upper": "upper",
    "district": "district",
    "province": "province",
}
# Where each kind of body is found.
KINDS = {
    "branch": ("branch", "grassroots"),
    "branch_committee": ("branch", "grassroots"),
    "section_committee": ("section",),
    "committee": ("grassroots", "upper", "district", "province", "central"),
    "standing_committee": ("grassroots", "upper", "district", "province", "central"),
    "inspection_commission": ("grassroots", "upper", "district", "province", "central"),
    "advisory_agency": ("upper", "district", "province", "central"),
    "party_caucus": ("district", "province", "central"),
}
_NEVER = frozenset({"branch_committee", "section_committee", "advisory_agency", "party_caucus"})
_COLLECTIVE = frozenset({"committee", "standing_committee"})


@dataclass(frozen=True, slots=True)
class Body:
    """A deciding body by kind and level. `authorised`: a grassroots committee authorised to decide on admission (None: not known).

    `temporary`: a branch where the member takes part for a time only. Raises ValueError for a kind that is not found at that level.
    """

    kind: str
    level: str
    authorised: bool | None = False
    temporary: bool = False

    def __post_init__(self) -> None:
        if self.level not in KINDS[self.kind]:
            raise ValueError(f"there is no {self.kind} at the level {self.level}")


@dataclass(frozen=True, slots=True)
class Member:
    """What competence asks of a member on the day of the act. None: not known.

    `seats`: levels of the committees sat on; `managed_by`: level of the committee that manages them as a cadre ("" for nobody);
    `post`: holds a post in the organisation; `retired`: since then, so that seats and manager are those before.
    """

    probationary: bool = False
    post: bool | None = False
    seats: frozenset[str] = frozenset()
    managed_by: str | None = ""
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, so many levels under the one the body belongs to (1: directly under; 0 and less: not under it)."""

    below: int


@dataclass(frozen=True, slots=True)
class Matter:
    """`from_above`: was it a task assigned by a level above the branch (None: not known); `task_level`: which, where known.

    `here`: for a branch of temporary activity, whether it happened there (None: not known).
    """

    from_above: bool | None
    task_level: str = ""
    here: bool | None = None


Subject = Member | Organisation


def may_decide(book: Rulebook, body: Body, subject: Subject, matter: Matter, form: str, *, on: date) -> Answer:
    """Whether a body may decide a sanction on a subject; with the article, and the value of the rule asked where it is known."""
    named = _named(book, subject, form, on)
    if named.verdict == "no":
        return named
    if isinstance(subject, Organisation):
        found = _over_organisation(book, body, subject, form, on)
    else:
        found = _over_member(book, body, subject, matter, form, on)
        if subject.retired:
            found = _both(found, book.parameter("competence.retired", on=on))
    return _both(found, named)


def competent_bodies(
    book: Rulebook, subject: Subject, matter: Matter, form: str, *, among: Iterable[Body], on: date
) -> Sequence[tuple[Body, Answer]]:
    """To whom a proposal may go: of the bodies above, in the order given, all that may decide or of which it is not known."""
    asked = ((body, may_decide(book, body, subject, matter, form, on=on)) for body in among)
    return [(body, answer) for body, answer in asked if answer.verdict != "no"]


def report_to(book: Rulebook, member: Member, *, on: date) -> Answer:
    """To whom a branch reports a sanction it imposed: "no" for a member who sits on no committee above it and whom nobody above manages."""
    rule = book.parameter("competence.branch.report_to", on=on)
    if any(RANKS[level] >= RANKS["grassroots"] for level in member.seats) or member.managed_by:
        return rule
    if member.managed_by is None:
        return _unknown(rule, "Chưa rõ hội viên có thuộc diện cấp trên quản lý hay không.")
    return replace(
        rule,
        verdict="no",
        value=None,
        reason="Không là ủy viên điều hành từ cấp cơ sở, không thuộc diện cấp trên quản lý.",
    )


def _named(book: Rulebook, subject: Subject, form: str, on: date) -> Answer:
    """Whether the charter knows this sanction for such a subject at all."""
    kind = (
        "organisation"
        if isinstance(subject, Organisation)
        else "probationary_member"
        if subject.probationary
        else "official_member"
    )
    listed = _listed(book, f"sanction_forms.{kind}", form, on)
    if book.effect(form) != POSTS_END or listed.verdict != "yes" or isinstance(subject, Organisation) or subject.post:
        return listed
    rule = book.parameter("sanction_forms.removal_needs_post", on=on)
    if rule.verdict != "yes" or subject.post is None:
        return _unknown(rule, "Chưa rõ người này có chức vụ trong Hiệp hội hay không.")
    return replace(rule, verdict="no", value=None, reason=f"{rule.reason} Người này không có chức vụ trong Hiệp hội.")


def _over_organisation(book: Rulebook, body: Body, subject: Organisation, form: str, on: date) -> Answer:
    if book.effect(form) == DISSOLVES:
        rule = book.parameter("competence.organisation.dissolution", on=on)
        return (
            rule if rule.verdict == "unknown" else _unknown(rule, "Ai quyết định giải tán do người xem xét đối chiếu.")
        )
    rule = _listed(book, "competence.organisation.direct_higher", form, on)
    if rule.verdict != "yes" or (body.kind in _COLLECTIVE and subject.below == 1):
        return rule
    if body.kind in _NEVER or body.kind == "branch" or subject.below < 1:
        return replace(
            rule,
            verdict="no",
            value=None,
            reason=f"{rule.reason} Cơ quan này không phải cấp trên của tổ chức hiệp hội đó.",
        )
    return _unknown(rule, "Chưa thấy nguyên văn về cơ quan này.")


def _over_member(book: Rulebook, body: Body, member: Member, matter: Matter, form: str, on: date) -> Answer:
    if body.kind == "branch":
        return _branch(book, body, member, matter, form, on)
    if body.kind in _NEVER:
        return _listed(book, f"competence.{body.kind}", form, on)
    if body.level == "central":
        name = "central_inspection_commission" if body.kind == "inspection_commission" else "central_committee"
        return _listed(book, f"competence.{name}", form, on)
    if body.level == "grassroots":
        if body.kind != "committee":
            return _listed(book, f"competence.grassroots_{body.kind}", form, on)
        return _grassroots_committee(book, body, member, matter, form, on)
    found = _above_grassroots(book, body, member, matter, form, on)
    return (
        found
        if body.level == "province"
        else _both(found, _listed(book, "competence.district_or_equivalent", body.level, on))
    )


def _branch(book: Rulebook, body: Body, member: Member, matter: Matter, form: str, on: date) -> Answer:
    if body.temporary:
        rule = _listed(book, "competence.temporary_branch", form, on)
        if rule.verdict != "yes" or matter.here:
            return rule
        if matter.here is None:
            return _unknown(rule, "Chưa rõ việc có xảy ra tại nơi sinh hoạt tạm thời hay không.")
        return replace(rule, verdict="no", value=None, reason=f"{rule.reason} Việc không xảy ra tại đó.")
    if not book.effect(form):
        plain, tasked = (_listed(book, f"competence.branch{part}", form, on) for part in ("", ".task_from_above"))
        return _either(_above(body, matter), tasked, plain)
    heavier = _listed(book, "competence.branch.heavier", form, on)
    own = _listed(book, "competence.branch.heavier_on_own_committee", form, on)
    return own if own.verdict == "no" and "branch" in member.seats else heavier


def _grassroots_committee(book: Rulebook, body: Body, member: Member, matter: Matter, form: str, on: date) -> Answer:
    name = "competence.grassroots_committee"
    plain = _listed(book, name, form, on)
    higher, same = _managed_above(member, body), "grassroots" in member.seats
    if not book.effect(form):
        tasked = _listed(book, f"{name}.managed_above", form, on)
        return _either(higher, _either(_above(body, matter), tasked, plain), plain)
    if book.effect(form) == POSTS_END:
        other = _listed(book, f"{name}.other_post", form, on)
        if not member.seats & {"branch", "section"}:
            return _either(True if same else higher, plain, other)
        lower = _listed(book, f"{name}.lower_committee_member", form, on)
        return _either(True if same else higher, other, lower)
    authorised = _listed(book, f"{name}.authorised", form, on)
    refused = _refused(
        authorised,
        "Ban liên hội cơ sở không được ủy quyền, hoặc người này là ủy viên điều hành cùng cấp, cán bộ diện cấp trên quản lý.",
    )
    return _either(body.authorised, _either(True if same else higher, refused, authorised), refused)


def _above_grassroots(book: Rulebook, body: Body, member: Member, matter: Matter, form: str, on: date) -> Answer:
    name = f"competence.{body.kind}_above_grassroots"
    plain = _listed(book, name, form, on)
    special = True if _same_level(member, body) else _managed_above(member, body)
    if body.kind == "inspection_commission":
        return _either(special, _listed(book, f"{name}.limited", form, on), plain)
    limited = _listed(book, f"{name}.managed_above", form, on)
    if body.kind == "committee" and not book.effect(form):
        if matter.task_level == body.level and _same_level(member, body):
            limited = _listed(book, f"{name}.own_members", form, on)
        limited = _either(_above(body, matter), _listed(book, f"{name}.task_from_above", form, on), limited)
    return _either(special, limited, plain)


def _same_level(member: Member, body: Body) -> bool:
    return any(RANKS[level] == RANKS[body.level] for level in member.seats)


def _managed_above(member: Member, body: Body) -> bool | None:
    """Whether a member sits on a committee above the body, or is managed by one; None where the manager is not known."""
    if any(RANKS[level] > RANKS[body.level] for level in member.seats):
        return True
    if member.managed_by is None:
        return None
    return bool(member.managed_by) and RANKS[member.managed_by] > RANKS[body.level]


def _above(body: Body, matter: Matter) -> bool | None:
    """Whether the matter was a task assigned by a level above the body; None where that is not known."""
    if matter.from_above is not True:
        return matter.from_above
    if matter.task_level:
        return RANKS[matter.task_level] > RANKS[body.level]
    return True if body.kind == "branch" else None


def _listed(book: Rulebook, name: str, code: str, on: date) -> Answer:
    """Whether a rule's list holds a code; unknown where the rule is."""
    rule = book.parameter(name, on=on)
    if rule.verdict != "yes":
        return rule
    return (
        rule
        if isinstance(rule.value, tuple) and code in rule.value
        else _refused(rule, "Hình thức này không có trong đó.")
    )


def _refused(rule: Answer, told: str) -> Answer:
    return (
        rule if rule.verdict == "unknown" else replace(rule, verdict="no", value=None, reason=f"{rule.reason} {told}")
    )


def _unknown(rule: Answer, told: str) -> Answer:
    return replace(rule, verdict="unknown", value=None, reason=f"{told} {ASK}")


def _either(fact: bool | None, if_true: Answer, if_false: Answer) -> Answer:
    """The answer that a fact chooses; where the fact is not known, what both agree on, or unknown."""
    if fact is not None:
        return if_true if fact else if_false
    return (
        if_false
        if if_true.verdict == if_false.verdict
        else _unknown(if_false, "Còn một điều chưa rõ về người hoặc việc này.")
    )


def _both(one: Answer, other: Answer) -> Answer:
    """ "no" if either is, then "unknown", else the first."""
    return min((one, other), key=lambda answer: ("no", "unknown", "yes").index(answer.verdict))
