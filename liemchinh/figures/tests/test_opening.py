"""Numbers of the statistical forms lead to as many records as they count, and only where anybody may open them."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from liemchinh.figures.asking import Question
from liemchinh.figures.declarations import indicator
from liemchinh.figures.forms import Asked, read
from liemchinh.figures.records import records_visible_to
from liemchinh.figures.statistical.asking import form_visible_to, forms
from liemchinh.figures.statistical.filling import Value
from liemchinh.figures.tests.small import CONSOLE, Small, build, populate
from liemchinh.figures.views.opening import addresses
from liemchinh.members.services import NewAct, record_act
from tests.world import REGISTERED, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)
YEAR = "period=year&year=2025"


@pytest.fixture
def small() -> Small:
    made = build()
    populate(made)
    return made


def asked_of(at: int, told: str) -> Asked:
    return read(QueryDict(told), at, TODAY)[0]


def question_of(asked: Asked) -> Question:
    return Question(asked.at, asked.period, asked.tree_on, asked.known_on)


def cells(asked: Asked, code: str) -> list[tuple[str, Value, str]]:
    form = form_visible_to(CONSOLE, forms()[code], question_of(asked))
    assert form is not None
    return [
        (line.row.id, cell, address)
        for line in form.lines
        for cell, address in zip(line.cells, addresses(asked, form.layout, line), strict=True)
    ]


def listed(address: str) -> int:
    """How many records stand behind an address."""
    parts = urlsplit(address)
    told = QueryDict(parts.query)
    asked = asked_of(int(told["at"]), parts.query)
    key = parts.path.rstrip("/").rpartition("/")[2]
    found = records_visible_to(CONSOLE, question_of(asked), key, unit_type=told.get("unit_type", ""))
    assert found is not None
    return found.total


@pytest.mark.parametrize("told", ["period=year&year=2024", "period=half-1&year=2024&tree=2023-05-05"])
def test_a_number_leads_to_as_many_records_as_it_says(small: Small, told: str) -> None:
    asked = asked_of(small["p"], told)
    opened = {code: [(cell, address) for _row, cell, address in cells(asked, code) if address] for code in forms()}
    wrong = [(code, *one) for code, some in opened.items() for one in some if listed(one[1]) != one[0]]
    assert (wrong, [code for code, some in opened.items() if not some]) == ([], ["2b", "4"])


def test_numbers_about_ethnicity_lead_nowhere(small: Small) -> None:
    asked, found = asked_of(small["p"], "period=year&year=2024"), []
    for code, layout in ((code, form) for code, form in forms().items() if form.by != "ethnic_groups"):
        rows = {row.id: row.counts for row in layout.rows}
        about = {row for row, keys in rows.items() if any(indicator(key).sensitive == "ethnicity" for key in keys)}
        found += [(code, row, cell, address) for row, cell, address in cells(asked, code) if row in about]
    assert [one for one in found if one[2]] and [one for one in found if one[3]] == []


def page_of(world: World, who: str, address: str) -> str:
    answer = world.client(who).get(address)
    assert answer.status_code == 200, (who, address, answer.status_code)
    return answer.content.decode()


def test_what_is_not_shown_leads_nowhere_and_what_is_leads_to_its_records(world: World) -> None:
    record_act(
        world.people["branch"],
        NewAct("expelled", date(2025, 6, 2), world.places["branch"]),
        actor=world.actor("console"),
    )
    at = f"?at={world.places['branch']}&amp;{YEAR.replace('&', '&amp;')}"
    pages = [page_of(world, who, f"/figures/forms/1/?at={world.places['branch']}&{YEAR}") for who in ("chi", "khoa")]
    found = [[f'<a href="/figures/records/{key}/{at}' in page for key in ("members", "expelled")] for page in pages]
    assert found == [[True, False], [True, True]]


def test_members_by_type_of_unit_open_to_organisations_alone(world: World) -> None:
    page = page_of(world, "nam", f"/figures/records/members/?{YEAR}&unit_type=any")
    told = [name in page for name in ("Chi bộ ấp Gò Cát", "mọi loại hình cơ sở", REGISTERED["branch"])]
    assert told == [True, True, False]
    refused = [("members", "no_such"), ("expelled", "any"), ("members_minority", "any"), ("share_women", "any")]
    codes = [
        world.client("nam").get(f"/figures/records/{key}/?{YEAR}&unit_type={one}").status_code for key, one in refused
    ]
    assert codes == [404] * len(refused)
