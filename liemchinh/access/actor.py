"""Who acts, and what they may do where. Every service takes one; every query asks one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liemchinh.access import scope
from liemchinh.access.held import live_grants
from liemchinh.access.models import Account
from liemchinh.access.roles import roles
from liemchinh.access.verbs import CONSOLE, IN_PERSON, INSTALLATION, VERBS, WITH_SECOND_FACTOR
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held today over an organisation and everything below it; no organisation: the installation itself."""

    role: str
    organisation_id: int | None
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever acts. `on_behalf_of` is the account in whose name an administrator works at the console."""

    account_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    on_behalf_of: int | None = None
    console: bool = False
    person_id: int | None = None
    second_factor: bool = False

    @classmethod
    def at_console(cls, name: str) -> "Actor":
        """The administrator's command line without `--as`: the machine itself. Register work and imports, nothing in person."""
        return cls(None, name, console=True)

    @property
    def is_anyone(self) -> bool:
        """True for a signed-in account or the console."""
        return self.console or self.account_id is not None

    @property
    def _is_machine(self) -> bool:
        return self.console and self.on_behalf_of is None

    def may(self, verb: str) -> bool:
        """Does the actor hold the verb anywhere at all? Raises KeyError for a verb that is not in the closed list."""
        VERBS[verb]
        if self.console and verb in IN_PERSON:
            return False
        if verb in WITH_SECOND_FACTOR and not self.second_factor:
            return False
        return verb in CONSOLE if self._is_machine else any(verb in grant.verbs for grant in self.grants)

    def roots(self, verb: str) -> frozenset[int]:
        """The organisations over whose subtrees the actor holds the verb; for the console the tops of all trees."""
        if not self.may(verb):
            return frozenset()
        held = [grant.organisation_id for grant in self.grants if verb in grant.verbs]
        if self._is_machine or None in held:
            return scope.tops()
        return frozenset(number for number in held if number is not None)

    def everywhere(self, verb: str) -> bool:
        """True for the console alone: nothing is cut off by scope, not even trees that have ended."""
        return self._is_machine and self.may(verb)

    def covers(self, verb: str, organisation_id: int | None) -> bool:
        """May the actor do this there? Verbs about the installation ask for no organisation."""
        if not self.may(verb):
            return False
        if verb in INSTALLATION or self._is_machine:
            return True
        if organisation_id is None:
            return any(verb in grant.verbs and grant.organisation_id is None for grant in self.grants)
        return scope.within(self.roots(verb), organisation_id)

    def require(self, verb: str, organisation_id: int | None = None) -> None:
        """Passes, or raises Refused with every reason."""
        reasons = self.refusals(verb, organisation_id)
        if reasons:
            raise Refused(reasons)

    def require_somewhere(self, verb: str) -> None:
        """Passes when the verb is held anywhere; for acts whose places are asked for one by one later. Otherwise raises Refused."""
        if not self.may(verb):
            raise Refused(self.refusals(verb))

    def refusals(self, verb: str, organisation_id: int | None = None) -> list[Refusal]:
        """Every reason why the actor may not do this there; empty when they may."""
        if self.covers(verb, organisation_id):
            return []
        label, reasons = VERBS[verb], []
        if self.console and verb in IN_PERSON:
            reasons.append(Refusal(
                "access.in_person", _("“%(verb)s” là việc phải tự đăng nhập để làm.") % {"verb": label},
                remedy=_("Người có quyền tự đăng nhập và làm; dòng lệnh không làm thay."),
            ))  # fmt: skip
        if verb in WITH_SECOND_FACTOR and not self.second_factor and not self.console:
            reasons.append(Refusal(
                "access.second_factor", _("“%(verb)s” cần phiên đăng nhập có xác thực hai lớp.") % {"verb": label},
                remedy=_("Cài xác thực hai lớp trong “Tài khoản của tôi”, rồi đăng nhập lại."),
            ))  # fmt: skip
        if not self._is_machine and not any(verb in grant.verbs for grant in self.grants):
            reasons.append(Refusal(
                "access.no_role", _("Tài khoản này không có vai trò được “%(verb)s”.") % {"verb": label},
                remedy=_("Cán bộ tổ chức của ban điều hành có thể cấp vai trò phù hợp."),
            ))  # fmt: skip
        elif not reasons:
            reasons.append(Refusal(
                "access.out_of_scope", _("Tổ chức này nằm ngoài phạm vi được “%(verb)s”.") % {"verb": label},
                remedy=_("Nhờ cán bộ của tổ chức đó, hoặc của cấp trên trực tiếp, làm việc này."),
            ))  # fmt: skip
        return reasons

    def refusals_among(self, verb: str, organisations: Iterable[int]) -> list[Refusal]:
        """Every reason why the actor may not do this in all of these organisations, which are looked for in their scope at once."""
        places, roots = set(organisations), self.roots(verb)
        if not self.everywhere(verb) and places - roots:
            places -= {*roots, *scope.inside(roots)}
            return self.refusals(verb, min(places)) if places else []
        return []


NOBODY = Actor(None, "")


def in_person(actor: Actor) -> int:
    """The account of an actor who is signed in as themselves. Refuses the console and an administrator on behalf of someone."""
    if actor.account_id is None:
        raise Refused([Refusal("access.in_person", _("Việc này phải tự đăng nhập để làm."))])
    return actor.account_id


def _grants(account: Account, *, second_factor: bool) -> tuple[Grant, ...]:
    known = roles()
    held = [(known[grant.role], grant.organisation_id) for grant in live_grants([account.pk]) if grant.role in known]
    return tuple(
        Grant(role.code, organisation_id, role.verbs)
        for role, organisation_id in held
        if second_factor or not role.needs_second_factor
    )


def actor_for(account: Account, *, second_factor: bool = False) -> Actor:
    """The account itself, signed in. Roles that need a second factor count only in a session opened with one."""
    if not account.is_active:
        return NOBODY
    return Actor(
        account.pk, account.display_name, _grants(account, second_factor=second_factor),
        person_id=account.person_id, second_factor=second_factor,
    )  # fmt: skip


def on_behalf_of(account: Account, *, by: str) -> Actor:
    """The administrator at the console in the name of an account (`--as`): its roles, but nothing that is done in person."""
    grants = _grants(account, second_factor=True) if account.is_active else ()
    return Actor(None, by, grants, on_behalf_of=account.pk, console=True)
