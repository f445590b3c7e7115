"""Many writers at once, each with a connection of its own, on either database: of two acts that exclude each other one is done.

None is lost, none is done twice. Small in `make test`, a hundred at a time in the soak.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import OperationalError, connection

from liemchinh.admission.facts import Told
from liemchinh.admission.services import Decision, enter_candidate, vote_on_admission
from liemchinh.admission.tests.conftest import FILE
from liemchinh.casework.counting import Count
from liemchinh.casework.models import Vote
from liemchinh.dues.models import Month
from liemchinh.dues.services import record_dues
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import recount_state, verify
from liemchinh.members.changes import Change
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Term
from liemchinh.members.posting import Seat, take_post
from liemchinh.members.queries import active
from liemchinh.members.services import NewAct, cancel_act, correct_person, record_act, record_changes, register_person
from liemchinh.members.terms import TermFacts, correct_term, record_term
from liemchinh.organisations.services import Facts, Founding, found_organisations
from liemchinh.papers.issuers import Heading, Issuer, set_letterhead
from liemchinh.papers.models import Number
from liemchinh.papers.services import take_number
from liemchinh.transfers.receiving import receive_members, return_letter
from liemchinh.transfers.sending import Letter, send_members
from regulations.answers import Refused
from tests.kept_world import standing_world
from tests.world import CONSOLE, KNOWN_FROM, World

DAY, SENT, TRIES = date(2026, 3, 3), date(2026, 2, 2), 400
MONTH = date(2026, 2, 1)
Write = Callable[[], Any]


def at_last(write: Write, together: Barrier) -> int:
    """Writes when everybody is ready, again while another holds the database: how many entries it made; 0 when it was refused."""
    together.wait()
    try:
        for _attempt in range(TRIES):
            try:
                with clock.at(DAY):
                    return int(write())
            except Refused as refused:
                assert refused.refusals and all(str(one.message) and str(one.remedy) for one in refused.refusals)
                return 0
            except OperationalError as busy:
                assert "deadlock" not in str(busy), "locks are taken in one order (`organisations.locking`)"
                sleep(0.02)
    finally:
        connection.close()
    raise AssertionError("never came to write")


def all_at_once(pairs: Sequence[tuple[Write, Write]]) -> list[tuple[int, int]]:
    """Both of each pair at the same moment, all pairs together; what each made."""
    together = Barrier(2 * len(pairs))
    with ThreadPoolExecutor(2 * len(pairs)) as pool:
        made = [(pool.submit(at_last, one, together), pool.submit(at_last, other, together)) for one, other in pairs]
        return [(one.result(), other.result()) for one, other in made]


def wrote(act: Callable[..., Any], *words: Any, entries: int = 1, **more: Any) -> Write:
    """The act, which makes so many entries when it is done."""

    def write() -> int:
        act(*words, **more)
        return entries

    return write


def member(branch: int, number: int) -> int:
    """A member of a branch since 2016."""
    acts = [NewAct("admitted", date(2016, 5, 19), branch), NewAct("official", date(2017, 5, 19), branch)]
    return register_person(PersonFacts(f"Người Thử {number}", birth=f"19{number % 80 + 10}"), acts, actor=CONSOLE)


def of_dues(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """Two secretaries record the same month, each otherwise."""
    branch = _branch(world, number)
    person = member(branch, number)
    return tuple(  # type: ignore[return-value]
        wrote(record_dues, branch, MONTH, {person: state}, seen=0, actor=CONSOLE) for state in ("paid", "unpaid")
    )


def of_reception(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """One clerk takes somebody in, another sends the same letter back. Taking in also writes both ends in the register."""
    person, to = member(world.places["branch"], number), world.places["sibling"]
    people.append(person)
    (case,) = send_members([person], world.places["branch"], to, Letter("1-GGT", SENT), actor=CONSOLE)
    received = wrote(receive_members, [case], date(2026, 3, 1), entries=3, actor=CONSOLE)
    return received, wrote(return_letter, case, date(2026, 3, 1), actor=CONSOLE)


def of_two_clerks(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """Two clerks take the same person in."""
    person, to = member(world.places["branch"], number), world.places["sibling"]
    people.append(person)
    (case,) = send_members([person], world.places["branch"], to, Letter("1-GGT", SENT), actor=CONSOLE)
    received = wrote(receive_members, [case], date(2026, 3, 1), entries=3, actor=CONSOLE)
    return received, received


def of_sending(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """The same person is sent twice."""
    person = member(world.places["branch"], number)
    people.append(person)
    letter = Letter("1-GGT", SENT)
    sent = wrote(send_members, [person], world.places["branch"], world.places["sibling"], letter, actor=CONSOLE)
    return sent, sent


def of_vote(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """The same vote of a branch is written twice, with another count."""
    branch = _branch(world, number)
    sponsors = {member(branch, 2 * number + one): date(2023, 1, 1) for one in (1000, 1001)}
    told = Told(
        PersonFacts(f"Người Xin {number}", "nam", "2000-04-30"),
        date(2026, 1, 2),
        "12/GCN",
        date(2024, 5, 5),
        sponsors,
        FILE,
    )
    case = enter_candidate(branch, world.places["commune"], told, date(2026, 1, 5), actor=CONSOLE)
    paper, nam = Decision(SENT, "07-NQ/CB"), world.actor("nam")
    return tuple(  # type: ignore[return-value]
        wrote(vote_on_admission, case, paper, Count(2, 2, 2, votes), actor=nam) for votes in (2, 1)
    )


def of_correction(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """The same act is cancelled twice."""
    person = member(world.places["branch"], number)
    people.append(person)
    act = record_act(person, NewAct("exempt", SENT, world.places["branch"]), actor=CONSOLE)
    cancelled = wrote(cancel_act, act, reason="twice", actor=CONSOLE)
    return cancelled, cancelled


def of_two_people(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """Two people are corrected, which excludes nothing: both are done."""
    both = [member(world.places["branch"], one) for one in (number, 100 + number)]
    people += both
    told = PersonFacts(f"Người Sửa {number}", birth="1980")
    return tuple(wrote(correct_person, person, told, reason="typing", actor=CONSOLE) for person in both)  # type: ignore[return-value]


def of_entering(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """Two clerks enter the same candidate."""
    told = Told(PersonFacts(f"Người Được Ghi {number}", "nam", "2000-04-30"), date(2026, 1, 2))
    entered = wrote(enter_candidate, _branch(world, number), world.places["commune"], told, SENT, actor=CONSOLE)
    return entered, entered


def of_term(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """Somebody takes a seat in a term while the days of that term are corrected so that the seat lies outside."""
    branch = _branch(world, number)
    record_term(branch, TermFacts(1, date(2025, 1, 1)), actor=CONSOLE)
    (term,) = Term.objects.filter(organisation_id=branch)
    seat = Seat(member(branch, number), branch, "secretary", date(2025, 2, 1), term=1)
    later = wrote(correct_term, term.pk, TermFacts(1, date(2025, 6, 1)), reason="typing", actor=CONSOLE)
    return wrote(take_post, seat, actor=CONSOLE), later


def of_many_at_once(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """Two people are taken in together, named one way round, while what is written of both is corrected, named the other way round."""
    branch, to = world.places["branch"], world.places["sibling"]
    both = [member(branch, one) for one in (200 + number, 300 + number)]
    people += both
    cases = [send_members([person], branch, to, Letter("1-GGT", SENT), actor=CONSOLE)[0] for person in reversed(both)]
    changes = [Change(person, PersonFacts(f"Người Đông {person}", birth="1980"), reason="typing") for person in both]
    received = wrote(receive_members, cases, date(2026, 3, 1), entries=6, actor=CONSOLE)
    return received, wrote(record_changes, changes, entries=2, actor=CONSOLE)


def of_numbers(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """Two clerks take a number of the same kind of document."""
    commune = Issuer(world.places["commune"])
    if not Term.objects.filter(organisation_id=commune.organisation).exists():
        record_term(commune.organisation, TermFacts(27, KNOWN_FROM), actor=CONSOLE)
        set_letterhead(commune, Heading("ĐU", "Đảng ủy xã Trà Mây"), KNOWN_FROM, actor=CONSOLE)
    taken = wrote(take_number, commune, "decision", DAY, actor=CONSOLE)
    return taken, taken


def of_number_and_term(world: World, number: int, people: list[int]) -> tuple[Write, Write]:
    """A number is taken while its term is corrected so that the number lies outside."""
    issuer = Issuer(_branch(world, number))
    record_term(issuer.organisation, TermFacts(1, KNOWN_FROM), actor=CONSOLE)
    set_letterhead(issuer, Heading("CB", "Chi bộ thử"), KNOWN_FROM, actor=CONSOLE)
    (term,) = Term.objects.filter(organisation_id=issuer.organisation)
    later = wrote(correct_term, term.pk, TermFacts(1, date(2026, 3, 4)), reason="typing", actor=CONSOLE)
    return wrote(take_number, issuer, "decision", DAY, actor=CONSOLE), later


# Kind of pair → how many of the two are done.
KINDS = {
    of_numbers: 2, of_entering: 1, of_term: 1, of_many_at_once: 2, of_reception: 1, of_dues: 1, of_two_clerks: 1, of_sending: 1, of_vote: 1,
    of_correction: 1, of_two_people: 2, of_number_and_term: 1,
}  # fmt: skip


def _branch(world: World, number: int) -> int:
    facts = Facts(f"Chi bộ thử {number}", "chi bộ trực thuộc", KNOWN_FROM, world.places["commune"], "4")
    return found_organisations([Founding(facts)], actor=CONSOLE)[0]


@pytest.mark.django_db(transaction=True)
def test_of_two_acts_that_exclude_each_other_one_is_done_and_of_others_both(
    count: Callable[[int, int], int],
) -> None:
    pairs, people = count(5, 50), list[int]()
    kinds = [list(KINDS)[number % len(KINDS)] for number in range(pairs)]
    with clock.at(DAY):
        world = standing_world()
        writes = [kind(world, number, people) for number, kind in enumerate(kinds)]
        before, standing = Entry.objects.count(), active(DAY).count()
    made = all_at_once(writes)
    assert [sum(map(bool, one)) for one in made] == [KINDS[kind] for kind in kinds]
    assert Entry.objects.count() == before + sum(map(sum, made))
    with clock.at(DAY):
        assert verify().ok and list(recount_state()) == []
        assert active(DAY).count() == standing
        assert sorted(active(DAY).filter(person_id__in=people).values_list("person_id", flat=True)) == sorted(people)
    taken = Number.objects.filter(organisation_id=world.places["commune"])
    given = sorted(taken.values_list("number", flat=True))
    assert given == list(range(1, 2 * kinds.count(of_numbers) + 1)), "from 01, none twice, no gap"
    for model, kind in ((Vote, of_vote), (Month, of_dues)):
        assert model._default_manager.filter(cancelled_by=None).count() == kinds.count(kind)
    print(f"\n{2 * pairs} writers at once on {connection.vendor}: {sum(map(sum, made))} entries, none lost, none twice")
