"""The chart that routing asks, from the register: the tree of today, who can open reports where, whom an option of the form means."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from liemchinh.access.held import live_grants
from liemchinh.access.models import Account
from liemchinh.access.roles import roles
from liemchinh.citizens.models import Recipient
from liemchinh.citizens.routing import About, Chart, Reader, Route, route
from liemchinh.citizens.words import READER, VERB_OF
from liemchinh.journal import clock
from liemchinh.members.models import Post, Spell
from liemchinh.members.offices import label_of
from liemchinh.organisations.queries import standing
from liemchinh.web.text import fold

WHOLE = ""


def accepted(*kinds: str) -> QuerySet[Recipient]:
    """The keys of these kinds that two officers stand behind and that were not ended."""
    return Recipient.objects.filter(kind__in=kinds, cancelled_by=None, vouched_by__isnull=False)


def able(recipients: Iterable[Recipient]) -> list[Recipient]:
    """Those whose holders may still use them: an account that is open and holds the right at that very organisation today."""
    listed = list(recipients)
    rights = {
        (grant.account_id, grant.organisation_id, verb)
        for grant in live_grants({one.account_id for one in listed})
        for verb in (roles()[grant.role].verbs if grant.role in roles() else ())
    }
    active = set(
        Account.objects.filter(pk__in={one.account_id for one in listed}, is_active=True).values_list("pk", flat=True)
    )
    return [
        one
        for one in listed
        if one.account_id in active and (one.account_id, one.organisation_id, VERB_OF[one.kind]) in rights
    ]


def readers_of(recipients: Sequence[Recipient]) -> list[Reader]:
    """Each holder with every organisation they serve in: accounts and roles of the same person, posts, membership."""
    mine = dict(Account.objects.filter(pk__in={one.account_id for one in recipients}).values_list("pk", "person_id"))
    people = {person for person in mine.values() if person is not None}
    accounts = dict(Account.objects.filter(Q(pk__in=mine) | Q(person_id__in=people)).values_list("pk", "person_id"))
    places: dict[int, set[int]] = {}
    homes = Account.objects.filter(pk__in=accounts).values_list("pk", "organisation_id")
    held = [*homes, *((grant.account_id, grant.organisation_id) for grant in live_grants(accounts))]
    own = {
        account: [one for one in mine if one == account or (person is not None and mine[one] == person)]
        for account, person in accounts.items()
    }
    for account, place in held:
        for one in own[account] if place is not None else ():
            places.setdefault(one, set()).add(place)
    for person, place in _served(people):
        for account in (one for one, who in mine.items() if who == person):
            places.setdefault(account, set()).add(place)
    return [
        Reader(one.account_id, one.organisation_id, mine.get(one.account_id), frozenset(places.get(one.account_id, ())))
        for one in recipients
    ]


def chart() -> Chart:
    """Of today: who is accepted and able to read reports, and the tree."""
    fit = able(accepted(READER).order_by("pk"))
    readers: dict[int, list[Reader]] = {}
    for reader in readers_of(fit):
        readers.setdefault(reader.level, []).append(reader)
    return Chart(dict(standing(clock.today()).values_list("organisation_id", "parent_id")), readers)


def options_of(organisation: int) -> dict[str, str]:
    """Whom a report about an office can concern: nobody in particular, or a post there. Never a name."""
    posts = _posts(organisation, clock.today()).values_list("post", flat=True).distinct()
    told = {_code(post): capfirst(label_of(post)) for post in sorted(posts, key=lambda post: fold(label_of(post)))}
    return {WHOLE: _("Cơ quan nói chung, hoặc chưa rõ là ai"), **told}


def about(organisation: int, option: str, since: date | None = None) -> About:
    """Whom an option means: whoever held that post (of the office as a whole: any post) since a day, and wherever they hold posts."""
    rows = _posts(organisation, since or clock.today()).values_list("person_id", "post")
    people = frozenset(person for person, post in rows if option in (WHOLE, _code(post)))
    seats = Post.objects.filter(_live(clock.today()), person_id__in=people).values_list("organisation_id", flat=True)
    return About(organisation, people, frozenset({organisation, *seats}))


def routes_of(organisation: int, given: Chart) -> Mapping[str, Route]:
    """Who reads a report about an office, for each option; a route without a level: the form refuses it."""
    return {option: route(given, about(organisation, option)) for option in options_of(organisation)}


def _served(people: set[int]) -> list[tuple[int, int]]:
    posts = Post.objects.filter(_live(clock.today()), person_id__in=people).values_list("person_id", "organisation_id")
    spells = Spell.objects.filter(person_id__in=people, cancelled_by=None, ends_on=None)
    return [*posts, *spells.values_list("person_id", "organisation_id")]


def _posts(organisation: int, since: date) -> QuerySet[Post]:
    return Post.objects.filter(_live(since), organisation_id=organisation)


def _live(since: date) -> Q:
    return Q(cancelled_by=None, starts_on__lte=clock.today()) & (Q(ends_on=None) | Q(ends_on__gt=since))


def _code(post: str) -> str:
    return "-".join(fold(post).split())[:64]
