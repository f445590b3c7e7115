"""Published lines and reported values: recorded once, replaced openly, compared with what the records make."""

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest

from liemchinh.cli import figures as command
from liemchinh.cli.frame import BadCall
from liemchinh.figures.arithmetic import change
from liemchinh.figures.asking import ask, question
from liemchinh.figures.models import PublishedLine, ReportedValue
from liemchinh.figures.periods import Period
from liemchinh.figures.published import findings_visible_to, published_visible_to
from liemchinh.figures.records import records_visible_to
from liemchinh.figures.services import PublishedFigure, Reported, note_export, publish_lines, report_values
from liemchinh.figures.sql.counting import Narrowing
from liemchinh.figures.tests.small import CONSOLE, Small
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.organisations.categories import BRANCHES
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


def _line(small: Small, key: str, indicator: str, printed: int | str, **more: Any) -> PublishedFigure:
    when = {"period": (YEAR.first, YEAR.last), "as_of": None} if "as_of" not in more else {"period": None}
    return PublishedFigure(**{"key": key, "report": "Báo cáo năm", "label": key, "indicator": indicator, "organisation": small["p"],
                              "printed": Decimal(printed), **when, **more})  # fmt: skip


def test_a_reported_value_is_recorded_once_and_replaced_openly(small: Small) -> None:
    told = Reported(small["p"], "population", date(2023, 12, 31), 1000)
    assert report_values([told], actor=CONSOLE) == 1
    assert report_values([told], actor=CONSOLE) == 0
    assert report_values([Reported(small["p"], "population", date(2023, 12, 31), 900)], actor=CONSOLE) == 1
    assert list(ReportedValue.objects.filter(cancelled_by=None).values_list("value", flat=True)) == [900]
    assert Entry.objects.filter(kind="figures.value_reported").count() == 2
    share = ask(question(small["p"], YEAR.first, YEAR.last), ["members_per_population", "population"], [YEAR])[0].whole
    members = ask(question(small["p"], YEAR.first, YEAR.last), ["members"], [YEAR])[0].whole["members"]
    assert share == {
        "members_per_population": (Decimal(int(members or 0)) * 100 / 900).quantize(Decimal("0.01")),
        "population": 900,
    }


def test_a_value_that_can_be_counted_is_not_entered(small: Small) -> None:
    with pytest.raises(Refused, match="tự đếm"):
        report_values([Reported(small["p"], "members", date(2024, 1, 1), 5)], actor=CONSOLE)
    with pytest.raises(Refused, match="số âm"):
        report_values([Reported(small["p"], "population", date(2024, 1, 1), -5)], actor=CONSOLE)


def test_a_published_line_counts_its_own_period_with_its_own_filters(small: Small) -> None:
    lines = [
        _line(small, "x-admitted", "admitted", 4),
        _line(small, "x-direct", "organisations", 2, as_of=date(2024, 12, 31), filters={"depth": ("1",)}),
        _line(
            small,
            "x-wards",
            "organisations",
            1,
            as_of=date(2024, 12, 31),
            filters={"category": ("branch",), "unit_type": ("ward",)},
        ),
        _line(small, "x-members", "members", 99, as_of=date(2024, 12, 31), filters={"unit_type": ("state_agency",)}),
    ]
    assert publish_lines(lines, actor=CONSOLE) == 4
    assert publish_lines(lines, actor=CONSOLE) == 0
    told = {line.key: (line.value, line.holds) for line in published_visible_to(CONSOLE, small["p"])}
    assert told == {"x-admitted": (4, True), "x-direct": (2, True), "x-wards": (1, True), "x-members": (3, False)}
    found = findings_visible_to(CONSOLE, question(small["p"], YEAR.first, YEAR.last))
    assert [(one.key, one.expected, one.found) for one in found] == [("x-members", 99, 3)]
    assert publish_lines([_line(small, "x-admitted", "admitted", 5)], actor=CONSOLE) == 1
    assert PublishedLine.objects.filter(cancelled_by=None).count() == 4
    assert Entry.objects.filter(kind="figures.line_published").count() == 5


def test_a_line_with_filters_opens_to_what_it_counts_and_to_nobody_out_of_reach(world: World) -> None:
    province = world.places["province"]
    filters = {"depth": ("1",)}, {"category": BRANCHES}
    lines = [
        PublishedFigure(f"x-{number}", "Báo cáo năm", f"Dòng {number}", "organisations", province, None, clock.today(), narrowed,
                        "count", Decimal(9))
        for number, narrowed in enumerate(filters)
    ]  # fmt: skip
    publish_lines(lines, actor=CONSOLE)
    an, giang = world.client("an"), world.client("giang")
    page = an.get(f"/figures/published/?at={province}").content.decode()
    leads = [unescape(found) for found in re.findall(r'<a href="(/figures/records/[^"]+line=x-\d[^"]*)"', page)]
    found = {line.key: line.value for line in published_visible_to(world.actor("an"), province)}
    assert len(leads) == len(lines) and all(found.values())
    for number, address in enumerate(leads):
        shown = an.get(address).content.decode()
        assert f"Dòng {number}: {found[f'x-{number}']}</h1>" in shown and f"như dòng “Dòng {number}”" in shown
        assert giang.get(address).status_code == 404
        assert an.get(address.replace("line=x", "line=y")).status_code == 404
        at_giangs = address.replace(f"at={province}", f"at={world.places['district']}")
        assert giang.get(at_giangs).status_code == 404 and an.get(at_giangs).status_code == 200


def test_people_counted_by_the_type_of_their_unit_are_told_by_organisation_alone(small: Small) -> None:
    asked = replace(question(small["p"], YEAR.first, YEAR.last), narrowing=Narrowing(unit_type=("state_agency",)))
    found, whole = (
        records_visible_to(CONSOLE, one, "members") for one in (asked, question(small["p"], YEAR.first, YEAR.last))
    )
    assert found and whole and whole.people is not None
    assert (found.people, found.why, found.total) == (None, "unit_type", 3)
    assert [share.count for share in found.organisations] == [3]


def test_a_line_may_print_by_how_much_a_number_rose_and_opens_to_both_periods(small: Small) -> None:
    line = _line(small, "x-rise", "admitted", "1", unit="percent", is_change=True)
    assert publish_lines([line, _line(small, "x-admitted", "admitted", 4)], actor=CONSOLE) == 2
    numbers = [
        int(answer.whole["admitted"] or 0)
        for answer in ask(
            question(small["p"], YEAR.first, YEAR.last), ["admitted"],
            [YEAR, YEAR.year_before, YEAR.year_before.year_before],
        )
    ]  # fmt: skip
    rise, admitted = published_visible_to(CONSOLE, small["p"])
    assert rise.compared == [(YEAR.year_before, numbers[1]), (YEAR, numbers[0])]
    assert (rise.value, rise.before) == (change(numbers[0], numbers[1]), change(numbers[1], numbers[2]))
    assert (admitted.value, admitted.before, admitted.compared) == (numbers[0], numbers[1], ())
    assert (change(105, 94), change(94, 105), change(1, 0)) == (Decimal("11.70"), Decimal("-10.48"), None)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"indicator": "không-có"}, "không có chỉ tiêu"),
        ({"as_of": date(2024, 1, 1)}, "cần một kỳ"),
        ({"period": (YEAR.last, YEAR.first)}, "kết thúc trước"),
        ({"unit": "tấn"}, "đơn vị"),
        ({"is_change": True}, "phần trăm"),
        ({"is_change": True, "unit": "percent", "indicator": "share_women"}, "phần trăm"),
        ({"filters": {"dân tộc": ("x",)}}, "điều kiện"),
        ({"filters": {"depth": ("một",)}}, "số cấp"),
    ],
)
def test_a_line_that_cannot_be_counted_is_refused(small: Small, more: dict[str, Any], why: str) -> None:
    line = _line(small, "x", more.pop("indicator", "admitted"), 1, **more)
    with pytest.raises(Refused, match=why):
        publish_lines([line], actor=CONSOLE)


def test_taking_figures_out_is_written_in_the_book(small: Small) -> None:
    note_export(
        small["p"], "Báo cáo", first=YEAR.first, last=YEAR.last, tree_on=YEAR.last, known_on=None, actor=CONSOLE
    )
    entry = Entry.objects.get(kind="figures.exported")
    assert json.loads(bytes(entry.payload))["data"] == {
        "what": "Báo cáo", "from": "2024-01-01", "to": "2024-12-31", "tree_on": "2024-12-31", "known_on": None,
    }  # fmt: skip


def _run(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    args = parser.parse_args(list(words))
    args.json = True
    assert command.run(args) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def test_the_command_states_every_indicator_and_the_published_lines(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    publish_lines([_line(small, "x-admitted", "admitted", 3)], actor=CONSOLE)
    told = _run(["Đảng bộ tỉnh An", "--from", "2024-01-01", "--to", "2024-06-30", "--by-child"], capsys)
    rows = {row["key"]: row for row in told["figures"]}
    assert rows["x-admitted"] == {
        "key": "x-admitted", "label": "x-admitted", "value": 4, "unit": "count", "same_period_before": 1, "published": 3, "holds": False,
    }  # fmt: skip
    assert (
        rows["admitted"]["value"] == 2
        and rows["admitted"]["published"] is None
        and rows["share_women"]["unit"] == "percent"
    )
    assert isinstance(rows["share_women"]["value"], float) and len(rows) > 100
    assert [child["name"] for child in told["children"][:2]] == ["Đảng bộ huyện Bắc", "Đảng bộ huyện Nam"]
    members = [next(row["value"] for row in child["figures"] if row["key"] == "members") for child in told["children"]]
    assert sum(members) == rows["members"]["value"]


def test_the_command_knows_other_trees_and_other_days_of_knowledge(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    with clock.at(date(2027, 1, 1)):
        words = ["Đảng bộ tỉnh An", "--from", "2024-01-01", "--to", "2024-12-31", "--tree-on", "2020-01-01"]
        known = {row["key"]: row["value"] for row in _run([*words, "--known-on", "1999-01-01"], capsys)["figures"]}
        assert (known["members"], known["organisations"]) == (0, 0)
        assert {row["key"]: row["value"] for row in _run(words, capsys)["figures"]}["members"] > 20


def test_the_command_refuses_a_period_that_ends_before_it_begins(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadCall, match="trước khi bắt đầu"):
        _run(["Đảng bộ tỉnh An", "--from", "2024-12-31", "--to", "2024-01-01"], capsys)
