"""Every command × every account × in and out of scope."""

from collections.abc import Callable, Iterator

import pytest

from liemchinh.cli import COMMANDS as THERE
from liemchinh.cli import main
from liemchinh.journal.services import last_sequence
from tests.permissions import hidden_from
from tests.permissions_of_commands import COMMANDS, AsAccount
from tests.permissions_of_services import PEOPLE
from tests.world import PLACES, REACH, World


def test_every_command_stands_in_the_table() -> None:
    assert sorted(THERE.keys() - COMMANDS.keys()) == [], "commands without a line in tests/permissions_of_commands.py"
    assert sorted(COMMANDS.keys() - THERE.keys()) == [], "lines without a command"
    assert all(line.why for line in COMMANDS.values() if not isinstance(line, AsAccount))


@pytest.mark.parametrize("name", sorted(name for name, line in COMMANDS.items() if isinstance(line, AsAccount)))
def test_an_account_named_to_a_command_sees_its_scope_and_no_more(
    name: str, world: World, capsys: pytest.CaptureFixture[str], count: Callable[[int, int], int]
) -> None:
    line, wrong = COMMANDS[name], []
    assert isinstance(line, AsAccount)
    for turn, person in enumerate(("", *PEOPLE)):
        allowed = {place: not person or (person in line.who.split() and place in REACH[person]) for place in PLACES}
        for place in PLACES if count(0, 1) else one_of_each(allowed, turn):
            may = allowed[place]
            before = last_sequence()
            code = main([name, *line.words(world, place), "--json", *(["--as", person] if person else [])])
            said = "".join(capsys.readouterr())
            if (code == 0) is not may or (not may and last_sequence() != before):
                wrong.append(f"{person or 'console'} at {place}: exit {code}")
            wrong += [f"{person} at {place} reads “{word}”" for word in hidden_from(person) if person and word in said]
    assert wrong == []


def one_of_each(allowed: dict[str, bool], turn: int) -> Iterator[str]:
    """One place where a person may and one where not, another for each: all places are visited, only not by everybody."""
    for right in (True, False):
        side = [place for place, may in allowed.items() if may is right]
        if side:
            yield side[turn % len(side)]


def test_a_command_in_the_name_of_nobody_known_is_a_bad_call(world: World) -> None:
    assert main(["tree", "--as", "khong-co"]) == 2
