"""Who sees which figures, and where the way to people ends (guards 10 and 11)."""

import argparse
import json
from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.cli import figures as command
from liemchinh.cli.frame import BadCall
from liemchinh.figures.asking import Answer, question
from liemchinh.figures.hiding import LEAST, hidden_parts
from liemchinh.figures.queries import OWN, _hidden, report_visible_to
from liemchinh.figures.records import records_visible_to
from liemchinh.members.services import NewAct, record_act
from tests.world import CONSOLE, World

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def struck(world: World) -> World:
    """One of the branch was struck off: a number under five."""
    record_act(world.people["branch"], NewAct("struck_off", date(2025, 5, 5), world.places["branch"]), actor=CONSOLE)
    return world


def _report(world: World, name: str, place: str) -> Any:
    return report_visible_to(
        world.actor(name), question(world.places[place], *YEAR), ["members", "struck_off", "share_women"], by_child=True
    )


def test_figures_end_at_the_scope_of_today(world: World) -> None:
    told = {
        name: [place for place in world.places if _report(world, name, place)]
        for name in ("an", "giang", "chi", "binh", "quan", "ha", "dung")
    }
    commune = ["commune", "branch", "sibling"]
    assert told == {
        "an": ["province", "district", *commune], "giang": ["district", *commune], "chi": ["branch"], "binh": [], "quan": [], "ha": [],
        "dung": ["other", "other_branch"],
    }  # fmt: skip


def test_a_small_number_about_conduct_is_hidden_in_branches_and_cannot_be_subtracted(struck: World) -> None:
    seen = {name: _report(struck, name, "commune") for name in ("giang", "an", "khoa", "console")}
    for name in ("giang", "an"):
        lines = {line.organisation: line.figures["struck_off"] for line in seen[name].lines}
        assert {(line.value, line.hidden) for line in lines.values()} == {(None, True)}
        assert seen[name].figures["struck_off"].value == 1
        assert all(line.figures["members"].value is not None for line in seen[name].lines)
    for name in ("khoa", "console"):
        assert sorted(line.figures["struck_off"].value for line in seen[name].lines) == [0, 1]
    assert _report(struck, "chi", "branch").figures["struck_off"].hidden


def test_the_way_to_people_ends_at_organisations_without_the_right(struck: World) -> None:
    asked = question(struck.places["commune"], *YEAR)
    for name in ("giang", "nam"):
        found = records_visible_to(struck.actor(name), asked, "struck_off")
        assert found is not None and found.people is None and found.why == "conduct"
        assert [share.count for share in found.organisations] == [None]
    opened = records_visible_to(struck.actor("khoa"), asked, "struck_off")
    assert (
        opened is not None and opened.people is not None and [one.name for one in opened.people] == ["Thạch Vĩnh Phúc"]
    )


def test_a_leader_gets_figures_and_not_a_list_of_people(world: World) -> None:
    asked = question(world.places["commune"], *YEAR)
    found = records_visible_to(world.actor("giang"), asked, "members")
    assert found is not None and (found.people, found.why, found.total) == (None, "role", 4)
    listed = records_visible_to(world.actor("nam"), asked, "members", size=3)
    assert listed is not None and listed.people is not None and len(listed.people) == 3
    rest = records_visible_to(world.actor("nam"), asked, "members", after=listed.next, size=3)
    assert rest is not None and rest.people is not None
    assert {one.person for one in (*listed.people, *rest.people)} == {
        world.people[key] for key in ("branch", "sibling", "binh", "em")
    }


def test_ethnicity_opens_to_organisations_for_everybody(world: World) -> None:
    for name in ("khoa", "an", "console"):
        found = records_visible_to(world.actor(name), question(world.places["commune"], *YEAR), "members_minority")
        assert found is not None and found.people is None and found.why == "ethnicity"


def test_shares_have_no_records_and_strangers_none_at_all(world: World) -> None:
    asked = question(world.places["commune"], *YEAR)
    assert records_visible_to(world.actor("an"), asked, "share_women") is None
    assert records_visible_to(world.actor("dung"), asked, "members") is None


def test_a_person_who_belongs_elsewhere_today_is_counted_and_not_named(world: World) -> None:
    person = world.people["em"]
    record_act(person, NewAct("transferred_out", date(2026, 1, 5), world.places["sibling"]), actor=CONSOLE)
    record_act(person, NewAct("transferred_in", date(2026, 1, 5), world.places["other_branch"]), actor=CONSOLE)
    found = records_visible_to(world.actor("nam"), question(world.places["sibling"], *YEAR), "members")
    assert found is not None and found.people is not None and found.total == 2
    assert {(one.name, one.uid is None) for one in found.people if one.person == person} == {("", True)}


def test_how_many_queries_a_report_takes_does_not_depend_on_what_stands_below(
    world: World, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for place in ("commune", "district"):
        _report(world, "an", place)
        with CaptureQueriesContext(connection) as seen:
            _report(world, "an", place)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def _kept_back(lines: Mapping[int, int], own: int) -> tuple[bool, frozenset[int]]:
    """What is hidden of the struck off of some branches (1, 2, …) and of what stands directly beside them."""
    nodes = {number: {"struck_off": count} for number, count in lines.items()}
    answer = Answer({"struck_off": sum(lines.values()) + own}, nodes, {"struck_off": own})
    veil: Any = SimpleNamespace(hides=lambda key: True, whole_is_small=False, protected=list(lines))
    return _hidden("struck_off", [answer], veil)


counts = st.lists(st.integers(0, 2 * LEAST), min_size=1, max_size=5).map(lambda told: dict(enumerate(told, start=1)))


@given(counts, st.integers(1, 2 * LEAST))
def test_what_stands_directly_is_kept_back_with_a_line_or_not_at_all(lines: Mapping[int, int], own: int) -> None:
    whole, hidden = _kept_back(lines, own)
    assert own >= LEAST or OWN in hidden
    assert whole or len(hidden) != 1, "one alone would be the whole less the rest"
    assert hidden >= {line for line, count in lines.items() if count < LEAST}


def test_hidden_by_itself_what_stands_directly_would_be_found() -> None:
    lines, own = {1: 7, 2: 9}, 1
    assert hidden_parts(lines, lines, sum(lines.values()) + own) == frozenset(), "the lines hide nothing for it"
    assert _kept_back(lines, own) == (False, frozenset({1, OWN}))


@given(counts)
def test_where_nothing_stands_directly_the_lines_hide_as_if_it_were_not_asked(lines: Mapping[int, int]) -> None:
    _whole, hidden = _kept_back(lines, 0)
    assert hidden == hidden_parts(lines, lines, sum(lines.values())) and OWN not in hidden


def _command(name: str, place: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    args = parser.parse_args([place, "--from", "2025-01-01", "--to", "2025-12-31", "--by-child", "--as", name])
    args.json = True
    assert command.run(args) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_command_in_the_name_of_somebody_sees_what_they_see(
    struck: World, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _struck("giang", capsys) == [None, None]
    assert sorted(_struck("khoa", capsys)) == [0, 1]
    for name in ("giang", "dung", "binh"):
        with pytest.raises(BadCall, match="Không tìm thấy"):
            _command(name, "Đảng bộ tỉnh Bình An", capsys)


def _struck(name: str, capsys: pytest.CaptureFixture[str]) -> list[Any]:
    told = _command(name, "Đảng bộ xã Trà Mây", capsys)
    children = [child for child in told["children"] if child["id"]]
    return [row["value"] for child in children for row in child["figures"] if row["key"] == "struck_off"]
