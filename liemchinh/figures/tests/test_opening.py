"""Numbers of the statistical forms lead to as many records as they count, and only where anybody may open them."""

from collections import Counter
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
from liemchinh.figures.statistical.sums import keys_of
from liemchinh.figures.tests.small import CONSOLE, Small
from liemchinh.figures.views.opening import addresses
from liemchinh.figures.views.records import told_places
from liemchinh.members.services import NewAct, record_act
from tests.world import REGISTERED, World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 3)
YEAR = "period=year&year=2025"


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
        for cell, address in zip(line.cells, addresses(asked, form, line), strict=True)
    ]


def keys_in(address: str) -> list[str]:
    """The indicators whose records an address opens."""
    parts = urlsplit(address)
    along = QueryDict(parts.query).get("along", "")
    return [parts.path.rstrip("/").rpartition("/")[2], *filter(None, along.split(","))]


def listed(address: str) -> int:
    """How many records stand behind an address."""
    told = QueryDict(urlsplit(address).query)
    asked, (key, *along) = asked_of(int(told["at"]), urlsplit(address).query), keys_in(address)
    found = records_visible_to(CONSOLE, question_of(asked), key, along=along, unit_type=told.get("unit_type", ""))
    assert found is not None
    return found.total


@pytest.mark.parametrize("told", ["period=year&year=2024", "period=half-1&year=2024&tree=2023-05-05"])
def test_a_number_leads_to_as_many_records_as_it_says(small: Small, told: str) -> None:
    asked = asked_of(small["p"], told)
    opened = {code: [(cell, address) for _row, cell, address in cells(asked, code) if address] for code in forms()}
    wrong = [(code, *one) for code, some in opened.items() for one in some if listed(one[1]) != one[0]]
    assert (wrong, [code for code, some in opened.items() if not some]) == ([], ["2b", "4", "6"])


# Lines that add up others, or several indicators. In form 2 those of two levels of schooling do not open, like the lines beside them.
SUMS = {"1": {"B", "B2", "C", "C5"}, "3": {"e1", "p6"}, "10": {"r53", "r94"}}


def test_every_line_that_adds_up_is_the_union_of_its_lines_records(small: Small) -> None:
    found = {
        code: {row.id: keys for row in layout.rows if len(keys := keys_of(layout, row)) > 1}
        for code, layout in forms().items()
        if not layout.by
    }
    assert {code: set(rows) for code, rows in found.items() if rows} == SUMS
    sums = [keys for rows in found.values() for keys in rows.values()]
    question = question_of(asked_of(small["p"], "period=year&year=2024"))
    told = [(keys, records_of(question, *keys), [records_of(question, key) for key in keys]) for keys in sums]
    assert [keys for keys, whole, parts in told if whole != sum(parts, Counter())] == []
    assert sum(len(list(filter(None, parts))) > 1 for _keys, _whole, parts in told) > 1


def records_of(question: Question, key: str, *along: str, size: int = 3) -> Counter[tuple[int, int, date]]:
    """All records behind a number, from page to page."""
    found: Counter[tuple[int, int, date]] = Counter()
    after, more = "", True
    while more:
        page = records_visible_to(CONSOLE, question, key, along=along, after=after, size=size)
        assert page is not None and page.people is not None
        found.update((one.person, one.organisation, one.day) for one in page.people)
        after, more = page.next, bool(page.next)
    assert found.total() == page.total
    return found


def test_nothing_is_added_up_that_no_form_adds_up(world: World) -> None:
    an, question = world.actor("an"), question_of(asked_of(world.places["province"], YEAR))
    whole = keys_of(forms()["1"], next(row for row in forms()["1"].rows if row.id == "B"))
    assert records_visible_to(an, question, whole[0], along=whole[1:]) is not None
    for along in (whole[1:-1], ("died",), ("members_minority",), whole[::-1]):
        assert records_visible_to(an, question, whole[0], along=along) is None
    codes = [
        world.client("an").get(f"/figures/records/admitted/?{YEAR}&along={along}").status_code
        for along in (",".join(whole[1:]), "died", "no_such", "members_women")
    ]
    assert codes == [200, 404, 404, 404]
    page = page_of(world, "an", f"/figures/records/admitted/?{YEAR}&along={','.join(whole[1:])}")
    assert ("Đảng viên tăng trong kỳ" in page, "Biểu số 1-BTCTW</a>" in page) == (True, True)


def test_a_sum_in_which_a_part_is_about_conduct_opens_to_people_only_for_whoever_opens_that_part(world: World) -> None:
    expelled = NewAct("expelled", date(2025, 6, 2), world.places["branch"])
    record_act(world.people["branch"], expelled, actor=world.actor("console"))
    key, *along = keys_of(forms()["1"], next(row for row in forms()["1"].rows if row.id == "C"))
    question, told = question_of(asked_of(world.places["branch"], YEAR)), {}
    for name in ("chi", "khoa"):
        found = records_visible_to(world.actor(name), question, key, along=along)
        assert found is not None
        seen = told_places(world.actor(name), question, found)
        told[name] = (found.people is None, found.why, seen.total)
        page = page_of(world, name, f"/figures/forms/1/?at={world.places['branch']}&{YEAR}")
        told[name] += (f'<a href="/figures/records/{key}/?at={world.places["branch"]}' in page,)
    assert told == {"chi": (True, "conduct", None, False), "khoa": (False, "", 1, True)}


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
