"""Whom a case of a granted kind opens to: the right in an acting organisation, and the grant of that case besides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.access.exclusion import accounts_of
from liemchinh.access.held import live_grants
from liemchinh.access.models import Account
from liemchinh.casework.folder import Folder
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Grant, Party
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import subtree
from regulations.answers import Refusal

PENDING = Q(cancelled_by=None, stated_by__isnull=False, vouched_by=None)
HELD = Q(cancelled_by=None) & (Q(stated_by=None) | Q(vouched_by__isnull=False))
Acting = Sequence[tuple[str, int]]
NOT_OPEN = Refusal(
    "no-grant", "Việc này không mở cho tài khoản này.", remedy="Người đang mở việc nêu tên, một cán bộ khác xác nhận."
)


def granted_to(actor: Actor) -> QuerySet[Grant, int]:
    """The cases whose grant the actor holds, for use behind `__in`; none about themselves, and none for the console."""
    held = Grant.objects.filter(HELD, account=actor.account_id or 0)
    if actor.person_id is not None:
        about_me = Party.objects.filter(case=OuterRef("case"), person_id=actor.person_id, cancelled_by=None)
        held = held.exclude(Exists(about_me))
    return held.values_list("case_id", flat=True)


def open_to(actor: Actor, *kinds: str) -> Q:
    """The cases of these kinds that are open to the actor, as a condition on cases: an organisation of theirs acts by a right they hold.

    Kinds that are open to the same places through the same role are asked for together.
    """
    through: dict[tuple[bool, str, frozenset[int]], list[str]] = {}
    for kind in map(case_kind, kinds):
        for role, verb in kind.rights.items():
            if actor.may(verb):
                through.setdefault((kind.granted, role, actor.roots(verb)), []).append(kind.code)
    mine = Q(pk__in=())
    for (granted, role, roots), codes in through.items():
        acting = Party.objects.filter(role=role, cancelled_by=None, organisation_id__in=subtree(roots))
        theirs = Q(kind__in=codes, pk__in=acting.values("case"))
        mine |= theirs & Q(pk__in=granted_to(actor)) if granted else theirs
    return mine


def faults_of_grant(case: Case | Folder, actor: Actor) -> list[Refusal]:
    """Why a case of a granted kind is closed to the actor: no grant of it, or no role there any more. Empty where it is open.

    Of a folder this is asked once: while the case is held, its grants are too.
    """
    folder = case if isinstance(case, Folder) else Folder(case)
    if not case_kind(folder.kind).granted or folder.open_to is actor:
        return []
    acting = folder.acting(list(case_kind(folder.kind).rights))
    if may_act(actor, folder.kind, acting) and granted_to(actor).filter(case=folder.case).exists():
        folder.open_to = actor
        return []
    return [NOT_OPEN]


def faults_of_taker(folder: Folder, role: str, actor: Actor) -> list[Refusal]:
    """The same for whoever takes a step of the party `role`; the person concerned takes their own steps without a grant."""
    own = (row for row in folder.rows if row.role == role and row.cancelled_by is None)
    if actor.person_id is not None and any(row.person_id == actor.person_id for row in own):
        return []
    return faults_of_grant(folder, actor)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose account it is, and the organisations in which they hold a role, with whatever account, or under which those count today."""

    person: int | None
    above: frozenset[int]


def holder_of(account: Account) -> Holder:
    """The holder of an account, as of now."""
    grants, day = live_grants(one.pk for one in accounts_of(account)), clock.today()
    places = {one.organisation_id for one in grants if one.organisation_id is not None}
    over = Closure.objects.filter(descendant_id__in=places, valid_from__lte=day, valid_to__gt=day)
    return Holder(account.person_id, frozenset(places | set(over.values_list("ancestor_id", flat=True))))


def opener(actor: Actor) -> Holder | None:
    """Who would open a case; None for nobody's account."""
    account = Account.objects.filter(pk=actor.account_id or 0).first()
    return holder_of(account) if account is not None else None


def faults_of_opener(
    kind: str, parties: Iterable[tuple[str, int | None, int | None]], actor: Actor, who: Holder | None
) -> list[Refusal]:
    """Why the actor, who is `who`, may not open a case of a granted kind with these parties (role, organisation, person): no right there,
    or concerned."""
    if not case_kind(kind).granted:
        return []
    rights, told = case_kind(kind).rights, list(parties)
    acting = [(role, place) for role, place, _person in told if role in rights and place is not None]
    found: list[Refusal] = []
    if not may_act(actor, kind, acting):
        refused = [one for role, place in acting for one in actor.refusals(rights[role], place)]
        found += list({one.code: one for one in refused}.values()) or [
            Refusal("no-acting", "Chưa có tổ chức nào làm việc này.", remedy="Hãy chọn tổ chức làm việc này.")
        ]
    if who is not None and concerns(who, acting, [(place, person) for _role, place, person in told]):
        message = "Người lập việc là một bên của việc, hoặc thuộc tổ chức là đối tượng của việc."
        found.append(Refusal("conflict", message, remedy="Hãy để người khác lập."))
    return found


def faults_of_filer(kind: str, parties: Iterable[tuple[str, int | None, int | None]], actor: Actor) -> list[Refusal]:
    """Why the actor may not file a case with these parties: they are not signed in as one of its people, nor as an officer of that very
    organisation that the kind lets file for it."""
    told, files = list(parties), case_kind(kind).files
    if actor.account_id is not None and actor.person_id in {person for _role, _place, person in told if person}:
        return []
    for role, place, _person in told:
        if actor.account_id is not None and role in files and place is not None and place in actor.roots(files[role]):
            return []
    return [
        Refusal(
            "not-yours", "Chỉ chính người có liên quan tự gửi được.", remedy="Người ấy tự đăng nhập, hoặc nộp đơn giấy."
        )
    ]


def is_concerned(account: Account, acting: Acting, parties: Iterable[tuple[int | None, int | None]]) -> bool:
    """Is the account's holder among the parties, or do they serve where one of them does (`concerns`)?"""
    return concerns(holder_of(account), acting, parties)


def concerns(who: Holder, acting: Acting, parties: Iterable[tuple[int | None, int | None]]) -> bool:
    """Is the holder of an account among the parties (organisation, person), or do they hold a role in an organisation that does not act
    there, or below it?"""
    told, acts = list(parties), {place for _role, place in acting}
    if who.person is not None and any(person == who.person for _place, person in told):
        return True
    about = {place for place, _person in told if place is not None} - acts
    return bool(about & who.above)


def may_act(actor: Actor, kind: str, acting: Acting) -> bool:
    """Does the actor, signed in as themselves, hold the right of one of these parties (role, organisation)?"""
    rights = case_kind(kind).rights
    return actor.account_id is not None and any(
        actor.covers(rights[role], place) for role, place in acting if role in rights
    )


def acting_in(case: Case) -> Acting:
    """The organisations that act in a case, each with its role."""
    rows = Party.objects.filter(case=case, role__in=list(case_kind(case.kind).rights), cancelled_by=None)
    return [(row.role, row.organisation_id) for row in rows.order_by("pk") if row.organisation_id is not None]
