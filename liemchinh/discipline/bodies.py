"""Who acts in a case and whom it is about, as the rules of competence ask for them; from the register, and what was stated beside it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from liemchinh.casework.models import Case, Party, Step
from liemchinh.casework.places import stands_in
from liemchinh.casework.steps import Who, parties_of, subjects_of
from liemchinh.discipline.cases import BODY, BRANCH, SUBJECT
from liemchinh.discipline.facts import Facts
from liemchinh.members.models import Post, Spell
from liemchinh.members.offices import code_of
from liemchinh.organisations.models import Closure, Version
from liemchinh.organisations.queries import standing
from regulations.rules.competence import KINDS, LEVELS, Body, Member, Organisation

# Kinds of body that decide at all; the others examine, or advise (which form one may decide on is asked of the rules).
DECIDING = frozenset({"committee", "standing_committee", "inspection_commission"})
BRANCHES = frozenset({"branch", "grassroots_branch"})
# Posts that are a seat on the committee; an inspection commission is another body.
_SEATS = frozenset(
    {"secretary", "standing_deputy_secretary", "deputy_secretary", "standing_committee_member", "committee_member"}
)


@dataclass(frozen=True, slots=True)
class Acting:
    """The organisation that acts in a case, and as which organ."""

    organisation: int
    organ: str

    @property
    def is_branch(self) -> bool:
        """Is it a branch that decides itself?"""
        return self.organ == "branch"


def body_of(case: Case) -> int:
    """The organisation that acts now."""
    return parties_of(case.pk)[BODY].organisation or 0


def has_new_body(case: Case) -> bool:
    """Does another organisation act than at the last step: the heir of one that has ended?"""
    last = Step.objects.filter(case=case, cancelled_by=None).order_by("-recorded_by").values_list("recorded_by").first()
    if last is None:
        return False
    acted = Party.objects.filter(Q(cancelled_by=None) | Q(cancelled_by__gt=last[0]), case=case, role=BODY)
    then = acted.filter(recorded_by__lte=last[0]).order_by("-recorded_by").values_list("organisation_id", flat=True)
    return then.first() != body_of(case)


def bodies_between(case: Case, on: date) -> list[int]:
    """Who examines between the branch and the body that decides: those above the branch up to that body, the nearest first."""
    parties = parties_of(case.pk)
    branch, body = parties.get(BRANCH), body_of(case)
    lowest = branch.organisation if branch else subject_of(case).organisation
    above = Closure.objects.filter(descendant_id=lowest, depth__gt=0, valid_from__lte=on, valid_to__gt=on)
    below = Closure.objects.filter(ancestor_id=body, valid_from__lte=on, valid_to__gt=on).values("descendant_id")
    return list(above.filter(ancestor_id__in=below).order_by("depth").values_list("ancestor_id", flat=True))


def subject_of(case: Case) -> Who:
    """Whom the case is about: one person or one organisation."""
    return subjects_of(case.pk, SUBJECT)[0]


def category_on(organisation: int, on: date) -> str:
    """What an organisation is on a day; of one that does not stand, what it was last."""
    found = standing(on).filter(organisation_id=organisation).values_list("category", flat=True).first()
    if found is not None:
        return found
    rows = Version.objects.filter(organisation_id=organisation, cancelled_by=None).order_by("-valid_from")
    return rows.values_list("category", flat=True).first() or ""


def organs_of(category: str) -> list[str]:
    """The bodies found in an organisation of a category, as the rules know them; none where it decides nothing."""
    level = LEVELS.get(category, "")
    only_branch = {"branch", "branch_committee"}
    return [
        kind for kind, levels in KINDS.items() if level in levels and ((kind in only_branch) == (category in BRANCHES))
    ]


def body_asked(acting: Acting, facts: Facts, on: date) -> Body | None:
    """The body as the rules ask for it; None where the organisation has no such body."""
    category = category_on(acting.organisation, on)
    if acting.organ not in organs_of(category):
        return None
    return Body(acting.organ, LEVELS[category], authorised=facts.authorised, temporary=facts.temporary)


def subject_asked(who: Who, body: int, facts: Facts, on: date) -> Member | Organisation:
    """The subject as the rules ask for it, on a day."""
    if who.person is None:
        above = Closure.objects.filter(
            descendant_id=who.organisation, ancestor_id=body, valid_from__lte=on, valid_to__gt=on
        )
        return Organisation(below=above.values_list("depth", flat=True).first() or 0)
    days = {on, facts.ended_on or facts.happened_on} if facts.retired else {on}
    posts = [row for row in Post.objects.filter(person_id=who.person, cancelled_by=None) if _held(row, days)]
    seats = {
        level for row in posts if code_of(row.post) in _SEATS for level in _levels(category_on(row.organisation_id, on))
    }
    return Member(
        probationary=is_probationary(who.person, on),
        post=True if posts or seats or facts.seats else facts.post,
        seats=frozenset(seats | set(facts.seats)),
        managed_by=facts.managed_by,
        retired=facts.retired,
    )


def is_probationary(person: int, on: date) -> bool:
    """Is the person on probation on a day? Of somebody who is in no branch then, as they were last."""
    spells = Spell.objects.filter(person_id=person, cancelled_by=None, starts_on__lte=on).order_by("-starts_on")
    return spells.values_list("official", flat=True).first() is False


def posts_held(person: int | None, on: date) -> QuerySet[Post]:
    """The seats and offices somebody holds without an end, and held before a day: those a removal can end."""
    found = Post.objects.filter(person_id=person or 0, cancelled_by=None, starts_on__lt=on, ends_on=None)
    return found.order_by("pk")


def suspended_since(person: int | None, on: date) -> date | None:
    """From which day somebody's activity is suspended without a break; None for who is not suspended on a day."""
    found = None
    rows = Spell.objects.filter(person_id=person or 0, cancelled_by=None, starts_on__lte=on)
    for spell in rows.order_by("-starts_on", "-pk"):
        if not spell.suspended or (found is None and spell.ends_on is not None and spell.ends_on <= on):
            break
        found = spell.starts_on
    return found


def place_on(who: Who, on: date) -> int | None:
    """Where the subject is on a day: the branch of a member, an organisation itself."""
    return stands_in(who.person, on) if who.person is not None else who.organisation


def _levels(category: str) -> set[str]:
    # Whoever sits on the committee of a grassroots branch sits on a branch's committee and on one of the grassroots.
    level = LEVELS.get(category)
    found = {level} if level else set()
    return found | ({"branch"} if category in BRANCHES else set())


def _held(row: Post, days: set[date]) -> bool:
    return any(row.starts_on <= day and (row.ends_on is None or row.ends_on > day) for day in days)
