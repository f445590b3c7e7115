"""Inspection and supervision in figures: what a recount from nothing makes, hidden where it is small, closed where a case is open."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from liemchinh.casework.models import Case
from liemchinh.casework.settling import Ruling
from liemchinh.casework.steps import Who, subjects_of
from liemchinh.discipline import recount as discipline_recount
from liemchinh.discipline import taking as discipline
from liemchinh.discipline.models import Sanction, SanctionForm
from liemchinh.discipline.settling import settle_sanction
from liemchinh.discipline.tests import samples
from liemchinh.figures.asking import ask, question
from liemchinh.figures.case_table import case_table_visible_to, cases_behind, shares_of, shares_of_forms
from liemchinh.figures.declarations import indicator, indicators
from liemchinh.figures.indicators.cases import FUNNEL
from liemchinh.figures.periods import Period
from liemchinh.figures.placing import ground
from liemchinh.figures.queries import Figure, report_visible_to
from liemchinh.figures.reading import rows
from liemchinh.figures.sql.listing import records
from liemchinh.figures.sql.relations import NOW
from liemchinh.figures.tests import case_recount
from liemchinh.inspections import drafting, opening, services, taking, undoing
from liemchinh.inspections.case_queries import offers_of
from liemchinh.inspections.opening import Signs, Source, Start
from liemchinh.inspections.planning import PlannedItem
from liemchinh.inspections.taking import Given, Outcome
from liemchinh.journal import clock
from liemchinh.members.posting import Seat, take_posts
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.permissions_of_cases_of_inspection import SUBJECT, concluded, on_signs, planned, taken
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
OF_CASES = [one.key for one in indicators().values() if one.of == "cases"]
YEAR, ON = Period(date(2026, 1, 1), date(2026, 12, 31)), date(2026, 2, 2)
INSIDE = {
    "province": {"province", "district", "commune", "branch", "sibling"},
    "district": {"district", "commune", "branch", "sibling"},
    "commune": {"commune", "branch", "sibling"},
    "branch": {"branch"},
    "other": {"other", "other_branch"},
}
RESULTS = (("good", "no"), ("shortcomings", "no"), ("violation", "no"), ("violation", "own"), ("violation", "above"))
CONTENT = (("money.wasted", "office.lax_oversight"), ("duty.transfer_late",), ("procedure.vote_breach",))
ops = st.lists(
    st.tuples(
        st.sampled_from(("plan", "plan", "signs", "step", "step", "step", "step", "cancel")),
        st.integers(0, 5),
        st.integers(0, 4),
        st.integers(0, 24),
    ),
    min_size=4,
    max_size=16,
)


def test_a_number_of_inspections_is_what_a_recount_from_nothing_makes(
    world: World, count: Callable[[int, int], int]
) -> None:
    take_posts([Seat(world.people["binh"], world.places["branch"], "secretary", date(2026, 1, 20))], actor=CONSOLE)

    @settings(max_examples=count(3, 20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(told=ops, first=st.dates(date(2025, 12, 1), date(2026, 2, 20)), days=st.integers(0, 120))
    def counted(told: Sequence[tuple[str, int, int, int]], first: date, days: int) -> None:
        with transaction.atomic():
            for one in told:
                _do(world, *one)
            book, period = case_recount.told(), Period(first, first + timedelta(days=days))
            periods = [period, Period(first - timedelta(days=20), first + timedelta(days=days // 2))]
            for place, inside in INSIDE.items():
                asked = question(world.places[place], period.first, period.last)
                here = {world.places[name] for name in inside}
                for of, answer in zip(periods, ask(asked, OF_CASES, periods, by_child=True), strict=True):
                    expected = {key: case_recount.count(book, indicator(key), here, of) for key in OF_CASES}
                    assert {key: value for key, value in answer.whole.items() if value != expected[key]} == {}, place
                    if of == period:
                        _are_listed(answer.whole, world.places[place], of)
            transaction.set_rollback(True)

    counted()


def _are_listed(told: Mapping[str, object], place: int, period: Period) -> None:
    """Every row that is counted is there to be followed."""
    whole = ground(NOW, place, period.last, by_child=False, regions=False).as_one(NOW)
    for key, value in told.items():
        if value:
            assert len(rows(records(NOW, whole, indicator(key), period.first, period.last))) == value, key


def _do(world: World, what: str, which: int, how: int, days: int) -> None:
    """Does it if the services allow; what they refuse leaves nothing."""
    try:
        with transaction.atomic():
            if what in {"plan", "signs"}:
                (_plan if what == "plan" else _signs)(world, which, how, days)
                return
            case = Case.objects.order_by("pk")[which % max(Case.objects.count(), 1) :].first()
            if case is None:
                return
            actor = world.actor("chi" if case.kind == "branch_inspection" else "khoa")
            if what == "cancel":
                undoing.cancel_step(case, "typing", actor=actor)
                return
            codes = [offer.code for offer in offers_of(case)]
            if codes:
                outcomes = [
                    Outcome(who, *RESULTS[(how + place) % 5]) for place, who in enumerate(subjects_of(case.pk, SUBJECT))
                ]
                given = Given(
                    ON + timedelta(days=days), typed("22-TB"), kept_at="organ", answered=True, outcomes=outcomes
                )
                taking.record_step(case, codes[how % len(codes)], given, actor=actor)
    except Refused:
        pass


def _plan(world: World, which: int, how: int, days: int) -> None:
    """A line more in the programme of the district or the branch, and perhaps a case of it."""
    place, name = ("branch", "chi") if which % 3 == 0 else ("district", "khoa")
    organ = "committee" if place == "branch" or which % 2 else "inspection"
    people = (world.people["em" if how % 2 and place == "district" else "binh"],)
    organisations = (world.places["commune"], world.places["branch"]) if place == "district" else ()
    sort = ("planned", "topic", "planned", "lower", "finance")[how] if place == "district" else "planned"
    item = PlannedItem(
        0, sort, 1 + which % 3, date(2025, 1, 1), date(2025, 12, 31), CONTENT[how % 3], organisations,
        () if sort in {"lower", "finance"} else people,
    )  # fmt: skip
    actor = world.actor(name)
    draft = drafting.begin_draft(world.places[place], organ, 2026, actor=actor)
    number = drafting.put_item(draft.pk, item, actor=actor)
    programme = services.adopt_programme(draft.pk, "12-CTr", date(2026, 1, 15), actor=actor)
    about = [*(Who(SUBJECT, one) for one in item.organisations), *(Who(SUBJECT, None, one) for one in item.people)]
    if days % 4:
        start = Start(ON + timedelta(days=days), typed("21-QĐ"))
        opening.open_planned(programme.pk, number, about[: 1 + days % 3], start, actor=actor)


def _signs(world: World, which: int, how: int, days: int) -> None:
    source = Source("audit", "07-KL", date(2026, 1, 5), "Kiểm toán nhà nước")
    person = world.people["em" if which % 2 else "binh"]
    organ, period = "committee" if how % 2 else "inspection", (date(2025, 1, 1), date(2025, 6, 1))
    signs = Signs(organ, source, CONTENT[how % 3], *period, people=(person,))
    opening.open_on_signs(world.places["district"], signs, Start(ON + timedelta(days=days)), actor=world.actor("khoa"))


SIGNS = ("inspection_signs_opened_members", "inspection_signs_concluded_members", "inspection_signs_violation_members")


def _seen(world: World, name: str, place: str) -> list[object]:
    asked = question(world.places[place], YEAR.first, YEAR.last)
    report = report_visible_to(world.actor(name), asked, SIGNS)
    return ["-" if one.hidden else one.value for one in report.figures.values()] if report else []


def test_what_is_not_concluded_is_a_number_for_those_who_inspect_there_and_nobody_else(world: World) -> None:
    case = on_signs(world)
    seen = {name: _seen(world, name, "district") for name in ("khoa", "an", "giang", "hien", "binh")}
    assert seen == {"khoa": [1, 0, 0], "an": ["-", 0, 0], "giang": ["-", 0, 0], "hien": [], "binh": []}
    concluded(case, world.actor("khoa"))
    assert (_seen(world, "khoa", "district"), _seen(world, "giang", "district")) == ([1, 1, 0], ["-", 1, 0])


def test_a_small_number_of_a_branch_is_hidden_from_others_also_by_subtraction(world: World) -> None:
    taken(planned(world, "branch"), world.actor("chi"), "announced", "reported", "verified", "exchanged", "concluded")
    asked, key = question(world.places["commune"], YEAR.first, YEAR.last), "committee_inspected_concluded_members"
    seen = {}
    for name in ("giang", "nam", "hien", "khoa"):
        found = report_visible_to(world.actor(name), asked, [key], by_child=True)
        assert found is not None
        seen[name] = (
            found.figures[key].value,
            sorted("-" if one.figures[key].hidden else str(one.figures[key].value) for one in found.lines),
        )
    # Who screens opens numbers of screening, and none of inspection.
    assert seen == {"giang": (1, ["-", "-"]), "nam": (1, ["-", "-"]), "hien": (1, ["-", "-"]), "khoa": (1, ["0", "1"])}
    whole = report_visible_to(world.actor("giang"), question(world.places["branch"], YEAR.first, YEAR.last), [key])
    assert whole is not None and whole.figures[key].hidden


def test_the_way_ends_at_organisations_and_goes_on_to_cases_for_their_holder_alone(world: World) -> None:
    case = on_signs(world)
    concluded(case, world.actor("khoa"))
    address = f"/figures/records/{SIGNS[1]}/?at={world.places['district']}&period=year&year=2026"
    pages = {name: world.client(name).get(address).content.decode() for name in ("khoa", "giang", "an")}
    assert {name: f"/inspections/cases/{case.pk}/" in page for name, page in pages.items()} == {
        "khoa": True, "giang": False, "an": False,
    }  # fmt: skip
    assert [name for name, page in pages.items() if "Trần Văn Bình" in page] == []
    asked = question(world.places["district"], YEAR.first, YEAR.last)
    assert cases_behind(world.actor("binh"), asked, indicator(SIGNS[1])) == []


def test_the_table_has_a_line_of_each_sum_and_costs_a_fixed_number_of_queries(world: World) -> None:
    asked, khoa = question(world.places["district"], YEAR.first, YEAR.last), world.actor("khoa")
    case_table_visible_to(khoa, asked)  # sums of the register are made once
    with CaptureQueriesContext(connection) as before:
        empty = case_table_visible_to(khoa, asked)
    assert empty is not None and [len(block.rows) for block in empty] == [4, 4]
    for case in (on_signs(world), on_signs(world), planned(world, "district")):
        taken(case, khoa, *(("decided", "prepared") if case.kind == "inspection_on_signs" else ()))
        taken(case, khoa, "announced", "reported", "exchanged", "concluded")
    case_table_visible_to(khoa, asked)
    with CaptureQueriesContext(connection) as after:
        full = case_table_visible_to(khoa, asked)
    assert len(after) == len(before)
    told = {(row.work, row.about): [one and one.value for one in row.cells] for row in full[1].rows}  # type: ignore[index]
    assert told["kiểm tra khi có dấu hiệu vi phạm", "đảng viên"] == [None, 2, 2, 0, 2, 0, 0]
    assert told["kiểm tra, mọi hình thức", "tổ chức đảng"] == [1, 1, 1, 0, 1, 0, 0]
    assert case_table_visible_to(world.actor("dung"), asked) is None


def test_a_workbook_has_for_each_stage_the_number_the_period_before_and_the_difference(world: World) -> None:
    concluded(on_signs(world), world.actor("khoa"))
    address = f"/figures/export/cases/?at={world.places['district']}&period=year&year=2026"
    answer = world.client("khoa").post(address, {"as": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    lines = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value]
    heading = next(row for row in lines if row[0] == "Cơ quan tiến hành")
    assert len(heading) == 3 + 3 * len(FUNNEL) + 3 + 1, "a share of what was concluded, and of what was imposed"
    line = next(row for row in lines if row[1:3] == ["kiểm tra khi có dấu hiệu vi phạm", "đảng viên"])
    assert line[heading.index("đã kết luận") :][:3] == [1, 0, 1]
    assert [line[place] for place, name in enumerate(heading) if "%" in name] == [0, 100, 0, None]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.number_format == '0.00"%"')
    assert isinstance(cell.value, int | float), "a real number, shown as 100,00%"


def test_shares_are_of_partitions_alone_come_to_a_hundred_and_are_not_there_where_a_part_is_hidden() -> None:
    def part(value: int | None) -> Figure:
        return Figure("a", "A", "times", value, 0, hidden=value is None)

    assert shares_of([part(184), part(782), part(0)]) == [Decimal("19.05"), Decimal("80.95"), Decimal("0.00")]
    assert shares_of([part(1), part(1), part(1)]) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert shares_of([part(1), part(None), part(3)]) == shares_of([part(0), part(0), None]) == [None, None, None]
    imposed = [(form, {"orgs": part(2), "members": None}) for form in ("Tổng số", "khiển trách")]
    assert shares_of_forms(imposed) == {("khiển trách", "orgs"): Decimal("100.00")}


def test_what_was_known_on_an_earlier_day_stays_known(world: World) -> None:
    day = clock.today()
    with clock.at(day + timedelta(days=1)):
        case = on_signs(world)
    with clock.at(day + timedelta(days=8)):
        concluded(case, world.actor("khoa"))
    with clock.at(day + timedelta(days=18)):
        for later, expected in ((0, [0, 0]), (3, [1, 0]), (13, [1, 1])):
            asked = question(world.places["district"], YEAR.first, YEAR.last, known_on=day + timedelta(days=later))
            assert [ask(asked, SIGNS[:2], [YEAR])[0].whole[key] for key in SIGNS[:2]] == expected


SANCTIONS = ("sanctioned_members", "sanctioned_members_reprimand", "sanctioned_orgs", "sanctioned_people")


def _imposed(world: World, name: str, *keys: str) -> list[object]:
    asked = question(world.places["branch"], date(2025, 12, 1), date(2026, 3, 31))
    found = report_visible_to(world.actor(name), asked, keys)
    return ["-" if one.hidden else one.value for one in found.figures.values()] if found else []


def test_a_sanction_counts_by_its_form_until_it_is_annulled_and_lapses_without_leaving_its_period(world: World) -> None:
    samples.voters(world)
    chi, case = world.actor("chi"), samples.by_branch(world)
    assert _imposed(world, "chi", "sanctioned_members", "heads_pending") == [0, 0]
    samples.meet(case, {"reprimand": 9}, chi)
    discipline.record_step(case, "decided", samples.decision("reprimand"), actor=chi)
    assert _imposed(world, "chi", *SANCTIONS) == [1, 1, 0, 1]
    assert _imposed(world, "giang", *SANCTIONS) == ["-", "-", 0, "-"]
    with clock.at(date(2030, 1, 1)):
        asked = question(world.places["branch"], date(2025, 12, 1), date(2026, 3, 31))
        assert ask(asked, SANCTIONS, [asked.period])[0].whole["sanctioned_members"] == 1
    discipline.record_step(case, "announced", discipline.Given(samples.DECIDED), actor=chi)
    ruling = Ruling("annulled", "9-QĐ", samples.DECIDED, "Huyện ủy", samples.DECIDED)
    settle_sanction(case, ruling, actor=chi)
    assert _imposed(world, "chi", *SANCTIONS) == [0, 0, 0, 0]


def test_a_form_changed_on_appeal_counts_as_it_was_known_on_each_day(world: World) -> None:
    samples.voters(world)
    chi, case, recorded = world.actor("chi"), samples.by_branch(world), clock.today()
    samples.meet(case, {"warning": 9}, chi)
    discipline.record_step(case, "decided", samples.decision("warning"), actor=chi)
    discipline.record_step(case, "announced", discipline.Given(samples.DECIDED), actor=chi)
    ruled = (("changed", "reprimand", 10), ("upheld", "", 20))
    for outcome, form, later in ruled:
        with clock.at(recorded + timedelta(days=later)):
            ruling = Ruling(outcome, f"{later}-QĐ", samples.DECIDED, "Huyện ủy", samples.DECIDED, form)
            settle_sanction(case, ruling, actor=chi)
    assert list(discipline_recount.differences()) == []
    SanctionForm.objects.filter(cancelled_by=None).update(form="warning")
    assert len(list(discipline_recount.differences())) == 1, "a form that is not the book's is found"
    SanctionForm.objects.filter(cancelled_by=None).update(form="reprimand")
    keys = ("sanctioned_members", "sanctioned_members_warning", "sanctioned_members_reprimand")
    with clock.at(recorded + timedelta(days=30)):
        for later, expected in ((5, [1, 1, 0]), (15, [1, 0, 1]), (25, [1, 0, 1])):
            known = recorded + timedelta(days=later)
            asked = question(world.places["branch"], date(2025, 12, 1), date(2026, 3, 31), known_on=known)
            found = ask(asked, keys, [asked.period])[0].whole
            assert [found[key] for key in keys] == expected
        assert _imposed(world, "chi", *keys) == [1, 0, 1]


def test_what_was_decided_without_a_hearing_has_no_effect_in_figures(world: World) -> None:
    samples.voters(world)
    chi, case = world.actor("chi"), samples.by_branch(world)
    discipline.record_step(case, "decided", samples.decision("warning", history=True), actor=chi)
    assert Sanction.objects.get(case=case).withheld
    assert _imposed(world, "chi", *SANCTIONS) == [0, 0, 0, 0]


def test_a_head_is_counted_as_head_with_what_is_decided_or_pending(world: World) -> None:
    samples.voters(world)
    take_posts([Seat(world.people["binh"], world.places["branch"], "secretary", date(2026, 1, 1))], actor=CONSOLE)
    chi, case = world.actor("chi"), samples.by_branch(world, content=("office.lax_oversight",))
    keys = ("heads", "heads_pending", "heads_reprimand")
    assert _imposed(world, "chi", *keys) == [1, 1, 0]
    samples.meet(case, {"reprimand": 9}, chi)
    discipline.record_step(case, "decided", samples.decision("reprimand"), actor=chi)
    assert _imposed(world, "chi", *keys) == [1, 0, 1]


def test_sanctions_cross_with_nothing_but_their_form_and_what_a_report_prints() -> None:
    crossing = {
        one.key: sorted(test.column for test in one.where)
        for one in indicators().values()
        if one.subject == "discipline" and {test.column for test in one.where} - {"about_person", "form"}
    }
    assert crossing.keys() == {
        *(
            f"sanctioned_after_{organ}_{about}"
            for organ in ("committee", "inspection")
            for about in ("orgs", "members")
        ),
        *(f"review_{about}_{form}" for about in ("orgs", "members") for form in ("reprimand", "warning")),
        "heads", "heads_managed", "heads_pending", "heads_reprimand", "heads_warning", "heads_removal",
    }  # fmt: skip
