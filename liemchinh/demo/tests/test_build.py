"""The example as a whole: the same every time, complete, in load order."""

import subprocess
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from liemchinh.access.roles import roles
from liemchinh.demo.accounts import ON_PROBATION
from liemchinh.demo.build import EARLIEST, branches, build
from liemchinh.demo.building import as_it_is, begin, begun
from liemchinh.demo.part import PIECE
from liemchinh.demo.tests.recount import example, present, told, whole

ON = date(2026, 11, 21)


@pytest.mark.soak
def test_two_builds_are_equal_also_in_another_process_with_another_hash_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    begin(ON)
    with begun() as coming:
        pieces = list(coming.pieces(as_it_is))
    there = whole(pieces, coming.example)
    assert there.digest() == example(ON).digest() == build(ON).digest() != example(EARLIEST).digest()
    assert sum(piece.branches for piece in pieces) == branches()


def test_what_cannot_be_built_is_told_to_whoever_waits() -> None:
    begin(date(2000, 1, 1))
    with begun() as coming, pytest.raises(ValueError, match="30/04/2022"):
        list(coming.pieces(as_it_is))


def test_whoever_builds_beside_a_killed_process_ends_too() -> None:
    waiting = (
        "import time; from datetime import date; from multiprocessing import active_children\n"
        "from liemchinh.demo.building import begin\n"
        "begin(date(2026, 11, 21))\nprint(active_children()[0].pid, flush=True)\ntime.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", waiting], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        building = int(process.stdout.readline())
        process.kill()
    ends = time.monotonic() + 60
    while _lives(building):
        assert time.monotonic() < ends, "it builds for nobody"
        time.sleep(0.1)


def _lives(process: int) -> bool:
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(") ")[2][0] != "Z"


def test_it_is_built_within_seconds_and_its_people_come_by_the_piece_with_all_their_acts() -> None:
    pieces, rest, seconds = told(ON)
    assert seconds < 20, "about three seconds on a quiet machine"
    assert (rest.persons, rest.events) == ((), ())
    for piece in pieces:
        assert 0 < len(piece.persons) <= PIECE
        assert {event.person_key for event in piece.events} == {person.key for person in piece.persons}


def test_parents_stand_before_children_and_keys_and_codes_occur_once() -> None:
    organisations = example(ON).organisations
    seen: set[str] = set()
    for organisation in organisations:
        assert organisation.parent_key is None or organisation.parent_key in seen
        seen.add(organisation.key)
    assert len(seen) == len(organisations) == len({organisation.code for organisation in organisations})
    assert [organisation.name for organisation in organisations if not organisation.parent_key] == [
        "Đảng bộ tỉnh Trà Vinh",
        "Đảng bộ quận Tân Phú",
        "Đảng bộ thành phố Cần Thơ",
        "Đảng bộ tỉnh Bến Tre",
    ]
    sections = {organisation.key for organisation in organisations if organisation.kind == "đảng bộ bộ phận"}
    assert len(sections) >= 4 and all(any(child.parent_key == key for child in organisations) for key in sections)


def test_there_is_an_account_for_every_role_over_existing_organisations() -> None:
    made = example(ON)
    organisations, persons = (
        {organisation.key for organisation in made.organisations},
        {person.key: person for person in made.persons},
    )
    given = [role for account in made.accounts for role in account.roles]
    assert {role for role, _ in given} == set(roles())
    assert all((organisation is None) == (role in ("administrator", "auditor")) for role, organisation in given)
    assert {organisation for _, organisation in given if organisation} <= organisations
    assert len({account.username for account in made.accounts}) == len(made.accounts)
    with_person = [account for account in made.accounts if account.person_key]
    assert Counter(account.person_key for account in with_person).most_common(1)[0][1] == 1
    assert all(persons[account.person_key or ""].full_name == account.display_name for account in with_person)


def test_everyone_with_an_account_is_a_member_today_inside_or_above_their_scope() -> None:
    for on in (EARLIEST, ON):
        branch_of = dict(present(on, on))
        for account in example(on).accounts:
            if account.person_key:
                stay = branch_of[account.person_key]
                role, organisation = account.roles[0]
                if role in ("member", "branch_secretary"):
                    assert stay.branch == organisation
                assert (account.username == ON_PROBATION.username) == (not stay.official)


def test_the_same_people_sign_in_whatever_the_day() -> None:
    first, last = (
        {account.username: account.person_key for account in example(on).accounts} for on in (date(2022, 4, 30), ON)
    )
    del first[ON_PROBATION.username], last[ON_PROBATION.username]
    assert first == last


def test_most_members_of_khmer_districts_and_of_the_province_are_spread_as_they_live() -> None:
    persons = {person.key: person for person in example(ON).persons}
    by_district = Counter[tuple[str, str]]()
    for key, stay in present(ON, ON):
        by_district["-".join(stay.branch.split("-")[: 2 if key.startswith("tv") else 1]), persons[key].ethnicity] += 1
    total = sum(by_district.values())
    assert 0.12 < sum(count for (_, ethnicity), count in by_district.items() if ethnicity == "khmer") / total < 0.25
