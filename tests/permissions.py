"""Who may open which address, written down line by line. An address without a line fails the test.

To add a screen, add one line to TABLE (docs/adding.md):

    "members:one": page("an nam khoa hien chi dung binh! ", of="person"),

* the names of those who may, inside the reach of their role (`tests/world.py:REACH`). `name*` reaches everywhere, `name!` only what is
  their own; "everybody" is whoever is signed in.
* `of`: what the address names: "organisation", "person" (our number), "uid" (a person's), "account", … (OBJECTS); with `query="in"`
  it stands behind the "?" under that name. Nothing: the page is about no object. `Each` makes them where they are asked for.
* `get`, `post`: the answer to those who may (200 and 405 if not said), `form=`: what is posted, given (world, place, person).
* everybody else gets 404, or `else_` (or 405 for a method the address does not have); who is not signed in is sent to sign in.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from liemchinh.imports import drafting
from liemchinh.imports.files import mappings_of
from liemchinh.imports.models import Run, WaitingRow
from liemchinh.imports.queries import drafts_of
from liemchinh.imports.reading import read
from liemchinh.imports.services import How, open_run, take
from liemchinh.imports.stream import Rows
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.models import Details
from liemchinh.organisations.models import Draft
from tests import permissions_of_appeals as appeals
from tests import permissions_of_cases as cases
from tests import permissions_of_casework as casework
from tests import permissions_of_commission as commission
from tests import permissions_of_denunciations as letters
from tests import permissions_of_directives as directives
from tests import permissions_of_discipline as discipline
from tests import permissions_of_filling as filling
from tests import permissions_of_inspections as inspections
from tests import permissions_of_months as months
from tests import permissions_of_outside as outside
from tests import permissions_of_own_pages as own_pages
from tests import permissions_of_reviews as reviews
from tests import permissions_of_rulebook as rulebook
from tests import permissions_of_standing as standing
from tests import permissions_of_statements as statements
from tests import permissions_of_tasks as tasks
from tests.permissions_objects import awards, decisions, posts, terms
from tests.permissions_of_cases_of_inspection import OBJECTS as INSPECTED_BY_GRANT
from tests.permissions_of_cases_of_inspection import PAGES as CASES_OF_INSPECTION
from tests.permissions_of_papers import OBJECTS as NUMBERED
from tests.permissions_of_papers import PAGES as PAPERS
from tests.permissions_of_screening import OBJECTS as SCREENED
from tests.permissions_of_screening import PAGES as SCREENING
from tests.permissions_of_transfers import posted_place, transfers
from tests.permissions_rows import Row, act, form, page, place_of
from tests.world import PEOPLE, PLACES, REACH, REGISTERED, World

# The people of the grid; "" is nobody. Oanh and Phượng are second officers like An and Dũng.
GRID = ("", "an", "nam", "giang", "khoa", "hien", "chi", "binh", "em", "dung", "ha", "quan", "lan")
KEEPERS = "an nam dung"
UPLOAD = "Họ và tên,Ngày sinh,Ngày vào Đảng\nNgô Văn Mới,1971,2016\n".encode()
SEERS = f"{KEEPERS} giang khoa hien chi binh em"


def _alone(ids: Mapping[str, Any]) -> dict[str, Sequence[Any]]:
    return {place: (number,) for place, number in ids.items()}


def _last_act(person: int) -> int:
    return Entry.objects.filter(member_id=person, kind="members.official").latest("sequence").pk


def _own_and_others(numbers: Mapping[str, int], person: str) -> dict[str, int]:
    return {"own": numbers.get(person, 0), "others": numbers["an" if person == "lan" else "lan"]}


def _drafts(world: World, person: str) -> dict[str, Sequence[Any]]:
    """A reorganisation that changes nothing, prepared by the person, and one by somebody else."""

    def of(name: str) -> int:
        told = {"made_at": clock.now(), "text": "07-QĐ", "on": clock.today()}
        return Draft.objects.get_or_create(account_id=world.accounts[name].pk, defaults=told)[0].pk

    return _alone({"own": of(person) if person else 0, "others": of("an" if person == "dung" else "dung")})


def _imports(world: World, person: str) -> dict[str, Sequence[Any]]:
    """A file read into each place at the console."""
    now = {"started_at": clock.now(), "moved_at": clock.now(), "ended_at": clock.now()}
    made = {
        place: Run.objects.get_or_create(digest=f"done-{place}", state=Run.DONE, defaults={**now, "into_id": number})[
            0
        ].pk
        for place, number in world.places.items()
    }
    return _alone(made)


def _uploads(world: World, person: str) -> dict[str, int]:
    """A list uploaded by the person for the place they keep, and one by somebody else."""

    def of(name: str) -> int:
        actor, kept = world.actor(name), world.places[PEOPLE[name][2]]
        found = drafts_of(actor).first()
        if found is None:
            found = drafting.begin_draft(UPLOAD, "ds.csv", actor=actor)
            drafting.choose_target(found.pk, How("", kept), actor=actor)
        return found.pk

    keeper = person in KEEPERS.split()
    return {"own": of(person) if keeper else 0, "others": of("an" if person == "dung" else "dung")}


def _waiting_rows(world: World, person: str) -> dict[str, Sequence[Any]]:
    """In each branch a row that is nearly somebody of that branch."""

    def at(place: str) -> int:
        number, name = world.places[place], f"{REGISTERED[place]}h"
        found = WaitingRow.objects.filter(organisation_id=number).first()
        if found is None:
            head = "Họ và tên,Ngày sinh,Ngày vào Đảng"
            birth = Details.objects.get(person_id=world.people[place], cancelled_by=None).birth
            data = f"{head}\n{name},{birth},2016\n{name},{birth},2017\n".encode()
            reading = read(data, "ds.csv")
            run = open_run(data, "ds.csv", How("", number), {}, actor=world.actor("console"))
            list(take(run, Rows(reading, mappings_of(reading, {})), actor=world.actor("console")))
            found = WaitingRow.objects.filter(organisation_id=number).latest("pk")
        return found.pk

    return _alone({place: at(place) for place in REGISTERED})


# What an address can name: place → the parts of the address, for a person. "own" is the person's own, "others" somebody else's.
OBJECTS: dict[str, Callable[[World, str], Mapping[str, Sequence[Any]]]] = {
    "": lambda world, person: {"": ()},
    "organisation": lambda world, person: _alone(world.places),
    "person": lambda world, person: _alone(world.people),
    "uid": lambda world, person: _alone(world.uids),
    # Pages that name an organisation behind the "?" and something else in the path.
    "indicator": lambda world, person: {place: (number, "members") for place, number in world.places.items()},
    "form": lambda world, person: {place: (number, "1") for place, number in world.places.items()},
    "export": lambda world, person: {place: (number, "report") for place, number in world.places.items()},
    # The last act recorded about each person.
    "act": lambda world, person: {place: (uid, _last_act(world.people[place])) for place, uid in world.uids.items()},
    # Of each place an account that holds a role there, its grant, and the proposal of another role for it.
    "account": lambda world, person: {place: (world.accounts[f"at-{place}"].pk,) for place in PLACES},
    "grant": lambda world, person: _alone(world.grants),
    "proposal": lambda world, person: _alone(world.proposals),
    "session": lambda world, person: _alone(_own_and_others(world.sessions, person)),
    "device": lambda world, person: _alone(_own_and_others(world.devices, person)),
    "draft": _drafts,
    "decision": decisions,
    "award": awards,
    "post": posts,
    "term": terms,
    "merging": lambda world, person: {place: (number, "rename") for place, number in world.places.items()},
    "factor": lambda world, person: {"": ("totp",)},
    "import": _imports,
    "upload": lambda world, person: _alone(_uploads(world, person)),
    "table": lambda world, person: {place: (number, 0) for place, number in _uploads(world, person).items()},
    "column": lambda world, person: {place: (number, 0, 1) for place, number in _uploads(world, person).items()},
    "waiting": _waiting_rows,
    "meeting": months.meetings_held,
    "mandate": own_pages.mandates,
    "request": own_pages.wishes,
    "item": lambda world, person: {"": ("birth",)},
    "link": own_pages.links,
    "branch": lambda world, person: _alone({place: world.places[place] for place in REGISTERED}),
    "packet": months.packets_printed,
    "candidate": cases.candidates,
    "candidate voted on": cases.voted_on,
    "candidate at a step": cases.at_step,
    "candidate with a paper": cases.with_paper,
    "candidate to decide": cases.to_decide,
    "transfer": transfers,
    **rulebook.OBJECTS,
    **tasks.OBJECTS,
    **SCREENED,
    **reviews.OBJECTS,
    **standing.OBJECTS,
    **statements.OBJECTS,
    **appeals.OBJECTS,
    **inspections.OBJECTS,
    **INSPECTED_BY_GRANT,
    **discipline.OBJECTS,
    **commission.OBJECTS,
    **directives.OBJECTS,
    **letters.OBJECTS,
    **filling.OBJECTS,
    **outside.OBJECTS,
    **NUMBERED,
    **casework.OBJECTS,
}

TABLE: dict[str, Row] = {
    "home": page("everybody"),
    "search": page("everybody"),
    "preferences": act("everybody", public=True),
    # access: signing in. Public ones answer nobody themselves.
    "sign-in": Row("everybody", get=302, post=302, public=True, nobody={"GET": 200, "POST": 422}),
    "sign-out": act("everybody"),
    "access:second-factor": Row("everybody", get=302, post=302, public=True),
    "access:pin": Row("everybody", get=302, post=302, public=True),
    "access:recover": form("everybody", public=True),
    # access: one's own account
    "access:me": page("everybody"),
    "access:password": form("everybody"),
    "access:preferences": act("everybody", post=422),
    "access:prove": form("everybody"),
    "access:device": form("everybody"),
    "access:forget-device": act("everybody", of="device"),
    "access:end-session": act("everybody", of="session"),
    "access:setup": page("everybody"),
    "access:totp": form("everybody"),
    "access:card": form("everybody", post=200),
    "access:passkey": form("everybody", get=422),
    "access:remove-factor": act("everybody", post=422, of="factor"),
    # access: accounts and roles
    "access:accounts": page(f"{KEEPERS} quan"),
    "access:create": form("quan"),
    "access:account": page(f"{KEEPERS} quan*", of="account"),
    "access:place": act("quan*", post=422, of="account"),
    "access:link": act(KEEPERS, post=422, of="account"),
    "access:close": act("quan*", of="account"),
    "access:reopen": act("quan*", post=422, of="account"),
    "access:grant": form(KEEPERS, of="account"),
    "access:hand-over": form(f"{KEEPERS} quan*", of="account"),
    "access:stop-hand-over": act(f"{KEEPERS} quan*", of="account"),
    "access:revoke": form(KEEPERS, post=302, of="grant"),
    "access:proposal": form(KEEPERS, post=302, of="proposal"),
    # organisations
    "organisations:tree": page(SEERS),
    "organisations:one": page(SEERS, of="organisation"),
    "organisations:entries": page(f"{KEEPERS} khoa chi", of="organisation"),
    "organisations:found": form(KEEPERS, of="organisation"),
    "organisations:change": form(KEEPERS, of="organisation"),
    "organisations:correct": form(KEEPERS, of="organisation"),
    "organisations:reorganise": page(KEEPERS, of="organisation", query="at"),
    "organisations:reorganise-files": form(KEEPERS),
    "organisations:reorganise-one": form(KEEPERS, of="merging"),
    "organisations:preview": page(KEEPERS, of="draft"),
    "organisations:apply": form(KEEPERS, of="draft"),
    "organisations:applying": page(KEEPERS, of="draft"),
    "organisations:throw-away": act(KEEPERS, of="draft"),
    "organisations:done": page(SEERS, of="decision"),
    "organisations:undo": form(KEEPERS, post=302, of="decision"),
    "organisations:unassigned": page(KEEPERS),
    "organisations:assign": form(
        "", of="organisation"
    ),  # nothing waits there: organisations/tests/test_waiting_places.py
    "organisations:unassign": form(
        "", of="decision"
    ),  # nothing was assigned: organisations/tests/test_waiting_places.py
    # members: reading asks a reason of a leader (Giang); of one's own page nobody
    "members:list": page("an nam khoa hien chi dung", of="organisation", query="at"),
    "members:search": page("an nam giang khoa hien chi dung"),
    "members:one": page("an nam giang khoa hien chi dung binh! em!", of="uid"),
    "members:open": act("giang", post=422, of="uid"),
    "members:mine": page("binh em"),
    "members:readers": page("binh! em!", of="person"),
    "members:register": form(KEEPERS),
    "members:correct": form(KEEPERS, of="uid"),
    "members:act": form(KEEPERS, of="uid"),
    "members:cancel": form(KEEPERS, of="act"),
    "members:replace": form(KEEPERS, of="act"),
    "members:posts": page("an nam khoa hien chi dung", of="organisation", query="at"),
    "members:take-post": form(KEEPERS, of="organisation"),
    "members:end-post": form(KEEPERS, of="post"),
    "members:correct-post": form(KEEPERS, of="post"),
    "members:cancel-post": form(KEEPERS, of="post"),
    "members:add-term": form(KEEPERS, of="organisation"),
    "members:correct-term": form(KEEPERS, of="term"),
    "members:cancel-term": form(KEEPERS, of="term"),
    # awards: seen by whoever sees the register; steps by who keeps it; the register in a file is an export
    "awards:list": page("an nam khoa hien chi dung", of="organisation", query="at"),
    "awards:propose": act(KEEPERS, post=422, of="organisation"),
    "awards:decide": form(KEEPERS, of="organisation"),
    "awards:register": form("an nam khoa dung", of="organisation"),
    "awards:one": page("an nam khoa hien chi dung", of="award"),
    "awards:hand-over": form(KEEPERS, of="award"),
    "awards:cancel": form(KEEPERS, of="award"),
    **PAPERS,
    # figures: whoever may see them, within their scope; taking them out is a right of its own
    "figures:report": page("an nam giang khoa hien chi dung", of="organisation", query="at"),
    "figures:one": page("an nam giang khoa hien chi dung", of="indicator", query="at"),
    "figures:records": page("an nam giang khoa hien chi dung", of="indicator", query="at"),
    "figures:cases": page("an nam giang khoa hien chi dung", of="organisation", query="at"),
    "figures:forms": page("an nam giang khoa hien chi dung", of="organisation", query="at"),
    "figures:form": page("an nam giang khoa hien chi dung", of="form", query="at"),
    "figures:published": page("an nam giang khoa hien chi dung", of="organisation", query="at"),
    "figures:indicators": page("an nam giang khoa hien chi dung", of="organisation", query="at"),
    "figures:export": form("an nam giang khoa dung", of="export", query="at", form=posted_place),
    **filling.PAGES,
    # reconciliation: numbers for whoever sees figures, confirmed by whoever keeps the branch's month
    "reconciliation:list": page("an nam giang khoa hien chi dung", of="organisation", query="at"),
    "reconciliation:one": page("an nam giang khoa hien chi dung", of="organisation"),
    "reconciliation:confirm": form(f"{KEEPERS} chi", of="organisation"),
    **outside.PAGES,
    **casework.PAGES,
    # imports: an upload is its owner's alone until it begins; what waits is decided by who keeps the branch
    "imports:start": form(KEEPERS),
    "imports:waiting": page(KEEPERS),
    "imports:decide": form(KEEPERS, of="waiting"),
    "imports:run": page(KEEPERS, of="import"),
    "imports:stop": act(KEEPERS, post=422, of="import"),
    "imports:rejected": page(KEEPERS, of="import"),
    "imports:target": form(KEEPERS, of="upload"),
    "imports:tables": page(KEEPERS, of="upload"),
    "imports:practice": page(KEEPERS, of="upload"),
    "imports:begin": act(KEEPERS, of="upload"),
    "imports:discard": act(KEEPERS, of="upload"),
    "imports:table": form(KEEPERS, post=302, of="table"),
    "imports:kind": form(KEEPERS, of="table"),
    "imports:numbers": form(KEEPERS, of="table"),
    "imports:column": form(KEEPERS, of="column"),
    **months.PAGES,
    # what members do for themselves, and the branch where they live
    "behalf:list": page(f"{SEERS} ha quan"),
    "behalf:choose": form("binh em"),
    "behalf:page": page("chi", of="mandate"),
    "behalf:confirm": act("chi", post=422, of="mandate"),
    "behalf:end": act("binh! chi", of="mandate"),
    "behalf:paper": form(f"{KEEPERS} chi", of="uid"),
    "requests:list": page(f"{SEERS} ha quan"),
    "requests:choose": page("binh em"),
    "requests:ask": form("binh em", of="item"),
    "requests:one": page("binh!", of="request"),
    "requests:turn": act("binh!", post=422, of="request"),
    "requests:answer": form("an nam", of="request"),
    "residence:mine": form("binh em"),
    "residence:list": page(f"{KEEPERS} chi", of="organisation"),
    "residence:mark": act(f"{KEEPERS} chi", of="organisation"),
    "residence:add": form(f"{KEEPERS} chi", of="organisation"),
    "residence:end": form("an nam", of="link"),
    # packets: a branch's month for whoever keeps it; for whoever sees figures, how many branches recorded theirs
    "packets:branches": page("an nam giang khoa hien chi dung", of="organisation", query="at"),
    "packets:month": page(f"{KEEPERS} chi", of="organisation"),
    "packets:make": act(f"{KEEPERS} chi", of="branch"),
    "packets:one": page(f"{KEEPERS} chi", of="packet"),
    "packets:enter": form(f"{KEEPERS} chi", of="packet"),
    # admission: the branch that follows a candidate and the committees above it
    "admission:list": page(f"{KEEPERS} chi"),
    "admission:enter": form(f"{KEEPERS} chi"),
    "admission:one": page(f"{KEEPERS} chi", of="candidate"),
    "admission:who": form(f"{KEEPERS} chi", of="candidate"),
    "admission:file": form(f"{KEEPERS} chi", of="candidate"),
    "admission:paper": form(f"{KEEPERS} chi", of="candidate with a paper"),
    "admission:sponsors": form(f"{KEEPERS} chi", of="candidate"),
    "admission:step": form(f"{KEEPERS} chi", of="candidate at a step"),
    "admission:cancel": form(f"{KEEPERS} chi", of="candidate voted on"),
    "admission:ground": form(KEEPERS, of="candidate to decide"),
    "admission:vouch": act(KEEPERS, of="candidate to decide"),
    # transfers: whoever keeps a branch on one of the two sides
    "transfers:list": page(f"{KEEPERS} chi", of="organisation", query="at"),
    "transfers:without-letter": page(f"{KEEPERS} chi", of="organisation", query="at"),
    "transfers:send": form(f"{KEEPERS} chi", of="organisation", query="at", form=posted_place),
    "transfers:arrive": form(f"{KEEPERS} chi", of="organisation", query="at", form=posted_place),
    "transfers:book": form(f"{KEEPERS} chi", of="organisation", query="at", form=posted_place),
    "transfers:receive": act(f"{KEEPERS} chi", post=422),
    "transfers:one": form(f"{KEEPERS} chi", of="transfer"),
    **SCREENING,
    **rulebook.PAGES,
    **tasks.PAGES,
    **standing.PAGES,
    **statements.PAGES,
    **appeals.PAGES,
    **inspections.PAGES,
    **letters.PAGES,
    **CASES_OF_INSPECTION,
    **discipline.PAGES,
    **commission.PAGES,
    **reviews.PAGES,
    **directives.PAGES,
    # journal
    "journal:entries": page("everybody"),
    "journal:audit": page("ha"),
}

# Who may read names of people in the register; nobody else's page may hold one, and theirs only of those in their reach.
READS_PEOPLE = frozenset({"an", "nam", "khoa", "hien", "chi", "dung"})


def _above(place: str) -> frozenset[str]:
    parent = PLACES[place][3]
    return frozenset({parent}) | _above(parent) if parent else frozenset()


def hidden_from(person: str) -> dict[str, str]:
    """Words that no page shown to this person may hold: word → what it would give away.

    Whoever belongs somewhere knows what stands above it by name. The administrator keeps accounts, and so reads names of
    organisations and of those who have an account.
    """
    reach = REACH.get(person, frozenset())
    known = reach.union(*(_above(place) for place in reach))
    hidden = {name: place for place, (name, *_rest) in PLACES.items() if place not in known and person != "quan"}
    accounts = {name: PEOPLE[name][0] for name in ("binh", "em") if name != person and person != "quan"}
    for place, name in {**REGISTERED, **accounts}.items():
        if person not in READS_PEOPLE or place_of(place) not in reach:
            hidden[name] = f"somebody in {place_of(place)}"
    return hidden
