"""Who has a case of a granted kind open today, who could be given it, and which cases nobody has open any more."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q

from liemchinh.access import scope
from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.exclusion import accounts_of, roles_of, same_person
from liemchinh.access.models import Account, RoleGrant
from liemchinh.access.roles import roles
from liemchinh.casework.kinds import case_kind, granted_kinds
from liemchinh.casework.models import Case, Grant, Party, Recusal
from liemchinh.casework.opening import HELD, PENDING, acting_in, is_concerned, may_act
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure
from regulations.answers import Refusal

# A database takes only so many numbers in one question.
AT_ONCE = 5_000


def holders_of(case: Case) -> list[int]:
    """The accounts a case is open to today: they hold its grant and a role there."""
    return holders_by_case([case])[case.pk]


def holders_by_case(cases: Iterable[Case]) -> Mapping[int, list[int]]:
    """The same of several cases, by number, in a number of queries that grows with the accounts alone."""
    kinds = {case.pk: case.kind for case in cases}
    acting: dict[int, list[tuple[str, int]]] = defaultdict(list)
    about: dict[int, set[int]] = defaultdict(set)
    for row in Party.objects.filter(case__in=kinds, cancelled_by=None):
        if row.organisation_id is not None and row.role in case_kind(kinds[row.case_id]).rights:
            acting[row.case_id].append((row.role, row.organisation_id))
        elif row.person_id is not None:
            about[row.case_id].add(row.person_id)
    held = list(Grant.objects.filter(HELD, case__in=kinds).order_by("pk").values_list("case_id", "account"))
    actors = {
        one.pk: actor_for(one, second_factor=True) for one in Account.objects.filter(pk__in={row[1] for row in held})
    }
    known: dict[tuple[int, str, tuple[tuple[str, int], ...]], bool] = {}
    found: dict[int, list[int]] = {case: [] for case in kinds}
    for case, account in held:
        key = (account, kinds[case], tuple(acting[case]))
        if key not in known:
            known[key] = may_act(actors[account], kinds[case], acting[case])
        if known[key] and actors[account].person_id not in about[case]:
            found[case].append(account)
    return found


def cases_without_holder(actor: Actor) -> list[Case]:
    """Open cases of granted kinds in the actor's organisations that are open to nobody: their holders left or lost their role.

    Of such a case an officer there learns its number and kind, so that it can be given to somebody.
    """
    found = []
    for kind in granted_kinds():
        for role, verb in kind.rights.items():
            acting = Party.objects.filter(
                role=role, cancelled_by=None, organisation_id__in=scope.inside(actor.roots(verb))
            )
            found += list(Case.objects.filter(kind=kind.code, closed_by=None, pk__in=acting.values("case")))
    cases = {case.pk: case for case in found if actor.account_id is not None}
    numbers, adrift = sorted(cases), []
    for start in range(0, len(numbers), AT_ONCE):
        holders = holders_by_case([cases[number] for number in numbers[start : start + AT_ONCE]])
        adrift += [cases[number] for number, accounts in holders.items() if not accounts]
    return [case for case in adrift if may_arrange(case, actor)]


def may_arrange(case: Case, actor: Actor) -> bool:
    """May the actor have a part in opening the case to others, without having it open: the right there, not withdrawn, not concerned?"""
    account = Account.objects.filter(pk=actor.account_id or 0).first()
    return account is not None and may_act(actor, case.kind, acting_in(case)) and not _standing_apart(case, account)


def grants_to_vouch(actor: Actor, *, near: bool = False) -> list[Grant]:
    """Who was stated for a case in the actor's organisations, and waits for a second officer the actor can be; the longest first.

    Of such a case the actor learns number and kind. `near`: only where the actor's role is at the acting organisation itself.
    """
    if actor.account_id is None:
        return []
    places = Q(pk__in=[])
    for kind in granted_kinds():
        for role, verb in kind.rights.items():
            roots = actor.roots(verb)
            acting = Party.objects.filter(role=role, cancelled_by=None, case=OuterRef("case"), case__kind=kind.code)
            places |= Q(Exists(acting.filter(organisation_id__in=roots if near else scope.inside(roots))))
    found = Grant.objects.filter(places, PENDING).exclude(stated_by=actor.account_id).exclude(account=actor.account_id)
    return [grant for grant in found.select_related("case").order_by("pk") if may_arrange(grant.case, actor)]


def candidates_for(case: Case, actor: Actor) -> list[Account]:
    """The officers a case could be opened to and is not yet, by name: whoever has the right at an acting organisation or above it."""
    today, acting, rights = clock.today(), acting_in(case), case_kind(case.kind).rights
    able = [code for code, role in roles().items() if role.verbs & set(rights.values())]
    above = Closure.objects.filter(
        descendant_id__in=[place for _role, place in acting], valid_from__lte=today, valid_to__gt=today
    )
    offices = RoleGrant.objects.filter(
        role__in=able, organisation_id__in=above.values("ancestor_id"), cancelled_by=None, valid_from__lte=today
    ).filter(Q(valid_to=None) | Q(valid_to__gt=today))
    there = Grant.objects.filter(case=case, cancelled_by=None).values("account")
    found = Account.objects.filter(pk__in=offices.values("account"), is_active=True).exclude(pk__in=there)
    return [
        one
        for one in found.order_by("search_key", "pk")
        if not same_person(actor, one) and not faults_of_holder(case, one)
    ]


def faults_of_holder(case: Case, account: Account) -> list[Refusal]:
    """Every reason why a case cannot be opened to an account: it administers the system, has no role there, withdrew, is a party."""
    faults = []
    if any(roles()[code].administers for code in roles_of(accounts_of(account)) if code in roles()):
        faults.append(
            Refusal("administers", "Quản trị hệ thống không mở việc nào.", remedy="Hãy chọn một cán bộ khác.")
        )
    if not may_act(actor_for(account, second_factor=True), case.kind, acting_in(case)):
        told = "Người này không giữ vai trò làm việc này ở tổ chức ấy."
        faults.append(
            Refusal("no-role", told, remedy="Hãy chọn người khác, hoặc để hai cán bộ tổ chức cấp vai trò trước.")
        )
    return faults + _standing_apart(case, account)


def _standing_apart(case: Case, account: Account) -> list[Refusal]:
    """Why somebody has no part in a case: they withdrew from it, with whichever account, or it is about them or where they serve."""
    faults, own = [], [one.pk for one in accounts_of(account)]
    if Recusal.objects.filter(case=case, account__in=own, cancelled_by=None).exists():
        faults.append(Refusal("recused", "Người này đã rút khỏi việc này.", remedy="Hãy chọn người khác."))
    parties = Party.objects.filter(case=case, cancelled_by=None).values_list("organisation_id", "person_id")
    if is_concerned(account, acting_in(case), parties):
        told = "Người này là một bên của việc, hoặc thuộc tổ chức là đối tượng của việc."
        faults.append(Refusal("conflict", told, remedy="Hãy chọn người khác."))
    return faults
