"""Who acts in a case and whom it is about, as the rules of competence ask for them; from the register, and what was stated beside it."""

from dataclasses import dataclass
from datetime import date

from liemchinh.casework.folder import Who
from liemchinh.discipline.cases import BODY, BRANCH
from liemchinh.discipline.facts import Facts
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.register import Register
from liemchinh.members.models import Post, Spell
from liemchinh.members.offices import code_of, posts_that_are
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Closure
from liemchinh.rulebook.rows import shipped
from regulations.code_lists import SEAT
from regulations.rules.competence import LEVELS, Body, Member, Organisation

# Kinds of body that decide at all; the others examine, or advise (which form one may decide on is asked of the rules).
DECIDING = frozenset({"committee", "standing_committee", "inspection_commission"})


@dataclass(frozen=True, slots=True)
class Acting:
    """The organisation that acts in a case, and as which organ."""

    organisation: int
    organ: str

    @property
    def is_branch(self) -> bool:
        """Is it a branch that decides itself?"""
        return self.organ == "branch"


def has_new_body(case: Folder) -> bool:
    """Does another organisation act than at the last step: the heir of one that has ended?"""
    if not case.steps:
        return False
    last = case.steps[-1].recorded_by
    then = [row for row in case.rows if row.role == BODY and row.recorded_by <= last < (row.cancelled_by or last + 1)]
    return (then[-1].organisation_id if then else None) != case.body


def bodies_between(case: Folder, on: date) -> list[int]:
    """Who examines between the branch and the body that decides: those above the branch up to that body, the nearest first."""
    branch, body = case.parties.get(BRANCH), case.body
    lowest = branch.organisation if branch else case.subject.organisation
    above = Closure.objects.filter(descendant_id=lowest, depth__gt=0, valid_from__lte=on, valid_to__gt=on)
    below = Closure.objects.filter(ancestor_id=body, valid_from__lte=on, valid_to__gt=on).values("descendant_id")
    return list(above.filter(ancestor_id__in=below).order_by("depth").values_list("ancestor_id", flat=True))


def organs_of(category: str) -> list[str]:
    """The bodies found in an organisation of a category, as the rules know them; none where it decides nothing."""
    only_branch = {"branch", "branch_committee"}
    found = shipped().bodies.at(LEVELS.get(category, ""))
    return [kind for kind in found if (kind in only_branch) == (category in BRANCHES)]


def body_asked(register: Register, acting: Acting, facts: Facts, on: date) -> Body | None:
    """The body as the rules ask for it; None where the organisation has no such body."""
    category = register.category_on(acting.organisation, on)
    if acting.organ not in organs_of(category):
        return None
    return Body(acting.organ, LEVELS[category], authorised=facts.authorised, temporary=facts.temporary)


def subject_asked(register: Register, who: Who, body: int, facts: Facts, on: date) -> Member | Organisation:
    """The subject as the rules ask for it, on a day."""
    if who.person is None:
        return Organisation(below=register.depth_below(who.organisation or 0, body, on) or 0)
    days = {on, facts.ended_on or facts.happened_on} if facts.retired else {on}
    posts = [row for row in register.posts(who.person) if _held(row, days)]
    # An inspection commission is another body.
    of_committee = posts_that_are(SEAT)
    seats = {
        level
        for row in posts
        if code_of(row.post) in of_committee
        for level in _levels(register.category_on(row.organisation_id, on))
    }
    return Member(
        probationary=register.is_probationary(who.person, on),
        post=True if posts or seats or facts.seats else facts.post,
        seats=frozenset(seats | set(facts.seats)),
        managed_by=facts.managed_by,
        retired=facts.retired,
    )


def posts_held(register: Register, person: int | None, on: date) -> list[Post]:
    """The seats and offices somebody holds without an end, and held before a day: those a removal can end."""
    return [row for row in register.posts(person or 0) if row.ends_on is None and row.starts_on < on]


def suspended_since(person: int | None, on: date) -> date | None:
    """From which day somebody's activity is suspended without a break; None for who is not suspended on a day."""
    found = None
    rows = Spell.objects.filter(person_id=person or 0, cancelled_by=None, starts_on__lte=on)
    for spell in rows.order_by("-starts_on", "-pk"):
        if not spell.suspended or (found is None and spell.ends_on is not None and spell.ends_on <= on):
            break
        found = spell.starts_on
    return found


def _levels(category: str) -> set[str]:
    # Whoever sits on the committee of a grassroots branch sits on a branch's committee and on one of the grassroots.
    level = LEVELS.get(category)
    found = {level} if level else set()
    return found | ({"branch"} if category in BRANCHES else set())


def _held(row: Post, days: set[date]) -> bool:
    return any(row.starts_on <= day and (row.ends_on is None or row.ends_on > day) for day in days)
