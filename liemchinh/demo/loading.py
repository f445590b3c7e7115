"""Loading the example through the same services people use, with all their checks. Needs an empty register."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import transaction

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.founding import found_administrator, found_officers
from liemchinh.access.granting import Offer, confirm_role, grant_role, propose_role
from liemchinh.access.models import Account
from liemchinh.access.roles import roles
from liemchinh.access.second_factors import issue_card, needs_second_factor
from liemchinh.access.services import create_account
from liemchinh.demo import content, own_pages
from liemchinh.demo.blank_workbook import load_blank_workbook
from liemchinh.demo.build import branches, organisations
from liemchinh.demo.building import Coming
from liemchinh.demo.candidates import load_candidates
from liemchinh.demo.changes import SOURCE, worked_out
from liemchinh.demo.citizen_reports import load_reports, prepared_keys
from liemchinh.demo.citizens import load_citizens
from liemchinh.demo.confirmations import load_confirmations
from liemchinh.demo.declarations import load_declarations
from liemchinh.demo.directives import load_directives
from liemchinh.demo.disciplines import load_disciplines
from liemchinh.demo.documents import load_documents
from liemchinh.demo.emulation import load_emulation
from liemchinh.demo.handover import load_handover
from liemchinh.demo.inspections import load_inspections
from liemchinh.demo.letter_book import load_letters
from liemchinh.demo.matters import load_matters
from liemchinh.demo.months import load_months
from liemchinh.demo.national_database import load_comparison, load_layout
from liemchinh.demo.office_reports import load_office_reports
from liemchinh.demo.open_cases import load_open_cases
from liemchinh.demo.other_places import MO_CAY_NAM
from liemchinh.demo.returns import load_returns
from liemchinh.demo.reviews import load_reviews
from liemchinh.demo.screenings import load_screenings
from liemchinh.demo.study import load_study
from liemchinh.demo.surveys import load_surveys
from liemchinh.demo.transfers import load_transfers
from liemchinh.figures.services import PublishedFigure, Reported, publish_lines, report_values
from liemchinh.journal import clock
from liemchinh.journal.bulk import indexed_afterwards, written_back_beside
from liemchinh.journal.models import Entry
from liemchinh.members.models import Card, Details, Spell
from liemchinh.members.moves import moves_now
from liemchinh.members.posting import Seat, take_posts
from liemchinh.members.queries import count_people
from liemchinh.members.services import record_changes
from liemchinh.members.working import Ahead, Ground
from liemchinh.organisations.services import Facts, Founding, found_organisations
from regulations.answers import Refusal, Refused

Step = Callable[[int], None]
PASSWORD = "vi-du-liem-chinh-2026"  # noqa: S105 (the example's, printed for whoever loads it)
OFFICER = "organisation_officer"
SECRETARY = "branch_secretary"
DECISION = "01-QĐ/VD"
# Who was sent a workbook to fill, and enters in the national database.
FILLS, NUMBERS = "to-chuc-huyen", "to-chuc-xa"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was loaded, and the accounts to try it with."""

    organisations: int
    people: int
    acts: int
    accounts: Sequence[content.Account]
    cards: Mapping[str, Sequence[str]]


def refuse_unless_empty() -> None:
    """Passes where the register holds nobody; otherwise raises Refused."""
    if count_people():
        raise Refused([Refusal("not-empty", "Danh sách đã có người; dữ liệu ví dụ chỉ nạp vào bản cài đặt còn trống.",
                               remedy="Dùng một thư mục dữ liệu khác (LIEMCHINH_DATA).")])  # fmt: skip


def load(coming: Coming, *, actor: Actor, step: Step = lambda done: None) -> Loaded:
    """Loads the example as it comes; `step` is told how many steps of `size` each piece was. Refuses a register that holds people."""
    refuse_unless_empty()
    people: dict[str, int] = {}
    acts = 0
    # Broken off, none of it is there: neither organisations without people nor some of the people.
    with written_back_beside(), transaction.atomic(), indexed_afterwards(Entry, Details, Card, Spell):
        places = _organisations(organisations(), actor)
        step(len(places))
        ground = Ground(moves_now(), clock.today())
        for worked in coming.pieces(partial(worked_out, places=places, ground=ground)):
            people |= _people(worked.ahead, actor)
            acts += sum(len(item.change.acts) for item in worked.ahead.prepared if item)
            step(worked.branches)
        example = coming.example
        _posts(example, places, people, actor)
    keys = prepared_keys()
    cards = _accounts(example, places, people, actor)
    _figures(example, places, actor)
    own_pages.fill(example.on)
    offices = [places[key] for told in example.accounts for _role, key in told.roles if told.username == FILLS and key]
    for office in offices:
        load_layout(office, actor=actor)
    kept = [key for told in example.accounts for role, key in told.roles if role == SECRETARY and key]
    load_months(places[kept[0]], example.on, actor=actor)
    load_transfers(example.on, actor=actor)
    load_candidates(example.on)
    load_matters(example.on)
    load_screenings(example.on)
    for office in offices:
        load_blank_workbook(office, actor=actor)
        load_comparison(office, actor=actor)
    load_confirmations(example.on, actor=actor)
    tops = {o.key: places[o.key] for o in example.organisations if o.parent_key is None}
    load_inspections(tops, example.on)
    load_disciplines(tops, actor=actor)
    load_open_cases(tops["tv"], example.on, actor=actor)
    load_reports(example.on, keys)
    load_letters(tops["bt"], example.on)
    commune = next(key for told in example.accounts for _role, key in told.roles if told.username == NUMBERS and key)
    load_documents(places[commune], "Huyền Hội", example.on, actor=actor)
    load_reviews(tops, places[commune], example.on, actor=actor)
    load_directives(tops, places[commune], example.on, actor=actor)
    load_returns(tops, places[commune], example.on, actor=actor)
    load_handover(example.on)
    load_emulation(tops, SOURCE, MO_CAY_NAM, places[commune], example.on, actor=actor)
    load_study(tops, places[commune], places[kept[0]], example.on, actor=actor)
    load_citizens(tops, actor=actor)
    load_declarations(tops["bt"], places[commune], example.on, actor=actor)
    load_surveys(tops, places[commune], places[kept[0]], example.on, actor=actor)
    load_office_reports(places[commune], example.on, actor=actor)
    return Loaded(len(places), len(people), acts, example.accounts, cards)


def size() -> int:
    """How many steps `load` will tell of."""
    return len(organisations()) + branches()


def _organisations(wanted: Sequence[content.Organisation], actor: Actor) -> dict[str, int]:
    keys = {organisation.key: place for place, organisation in enumerate(wanted)}
    foundings = [
        Founding(Facts(o.name, o.kind, o.valid_from, None, o.level, o.code, o.unit_type, o.valid_to),
                 keys[o.parent_key] if o.parent_key else None, (SOURCE, o.key)) for o in wanted
    ]  # fmt: skip
    return dict(zip(keys, found_organisations(foundings, actor=actor), strict=True))


def _people(ahead: Ahead, actor: Actor) -> dict[str, int]:
    changes = [item.change for item in ahead.prepared if item]
    outcomes = record_changes(changes, actor=actor, ahead=ahead)
    faults = [refusal for outcome in outcomes for refusal in outcome.refusals]
    if faults:
        raise Refused(faults[:20])
    return {change.external[1]: outcome.person for change, outcome in zip(changes, outcomes, strict=True)
            if change.external and outcome.person}  # fmt: skip


def _posts(example: content.Example, places: dict[str, int], people: dict[str, int], actor: Actor) -> None:
    take_posts([Seat(people[post.person_key], places[post.organisation_key], post.post, post.starts_on, post.ends_on)
                for post in example.posts], actor=actor)  # fmt: skip


@transaction.atomic
def _accounts(
    example: content.Example, places: dict[str, int], people: dict[str, int], actor: Actor
) -> dict[str, Sequence[str]]:
    """Accounts as an office would make them: two officers founded by decision at each top, everything else granted by those two.

    Gives the codes of the printed cards of those who need a second factor.
    """
    made: dict[str, Account] = {}
    # A salt for each would hide who has the same password; here everybody does, and it is printed.
    encoded = make_password(PASSWORD)
    for told in example.accounts:
        place = next((places[key] for _role, key in told.roles if key), None)
        made[told.username], _first = create_account(actor=actor, username=told.username, display_name=told.display_name,
                                                     organisation_id=place, password=PASSWORD, encoded=encoded)  # fmt: skip
        if told.person_key:
            Account.objects.filter(pk=made[told.username].pk).update(person_id=people[told.person_key])
    tops = [organisation.key for organisation in example.organisations if organisation.parent_key is None]
    officers = {top: [made[a.username] for a in example.accounts if (OFFICER, top) in a.roles] for top in tops}
    found_administrator(
        next(made[a.username] for a in example.accounts if ("administrator", None) in a.roles),
        decision=DECISION,
        actor=actor,
    )
    for top in tops:
        found_officers(places[top], officers[top], decision=DECISION, actor=actor)
    for told in example.accounts:
        for role, key in told.roles:
            if role == "administrator" or (role == OFFICER and key in tops):
                continue
            _grant(
                Offer(made[told.username], role, places[key] if key else None, max(example.on, clock.today())),
                officers[_top(example, key) or tops[0]],
            )
    needing = [account for account in made.values() if needs_second_factor(account)]
    return {account.username: issue_card(account, actor=actor_for(account)) for account in needing}


def _grant(offer: Offer, officers: Sequence[Account]) -> None:
    first, second = (actor_for(officer, second_factor=True) for officer in officers[:2])
    if roles()[offer.role].needs_two:
        confirm_role(propose_role(offer, actor=first), actor=second)
    else:
        grant_role(offer, actor=first)


def _top(example: content.Example, key: str | None) -> str | None:
    parents = {organisation.key: organisation.parent_key for organisation in example.organisations}
    while key is not None and parents[key] is not None:
        key = parents[key]
    return key


def _figures(example: content.Example, places: dict[str, int], actor: Actor) -> None:
    report_values(
        [Reported(places[v.organisation_key], v.indicator, v.on, v.value) for v in example.reported], actor=actor
    )
    lines = [
        PublishedFigure(
            line.key, line.report, line.label, line.indicator, places[line.organisation_key], line.period, line.as_of,
            line.filters, line.unit, line.printed, line.is_change,
        )
        for line in example.published
    ]  # fmt: skip
    publish_lines(lines, actor=actor)
