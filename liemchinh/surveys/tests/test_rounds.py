"""Surveys are off until the organisation's own resolution; a round asks of the shipped items; names go, counts stay."""

from datetime import date, timedelta

import pytest

from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Personal
from liemchinh.journal.verification import verify
from liemchinh.members.erasing import erase_people
from liemchinh.members.services import NewAct, record_act
from liemchinh.surveys.calling import Calling, call_round, close_round, withdraw_round
from liemchinh.surveys.forgetting import forget
from liemchinh.surveys.helping import agree_help
from liemchinh.surveys.models import Asked, Count, Help, ItemCount, Part, Report, Sign, Talk
from liemchinh.surveys.periods import days_of, half_of, offered, spoken
from liemchinh.surveys.recount import differences
from liemchinh.surveys.switching import Paper, end_resolution, enter_resolution
from liemchinh.surveys.talking import Talked, contest_talk, record_talk, report_part
from liemchinh.surveys.tests.conftest import Held
from liemchinh.surveys.tests.samples import ITEMS, PAPER, counted, half_later, part_in, resolved
from regulations.answers import Refused
from regulations.catalogue import survey_items
from tests.world import World

DAY = date(2026, 3, 3)
pytestmark = pytest.mark.django_db


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code.removeprefix("surveys.") for one in refused.value.refusals]


def test_surveys_are_off_until_the_organisations_own_resolution_stands_and_off_again_when_it_ends(world: World) -> None:
    nam, commune, told = world.actor("nam"), world.places["commune"], Calling("2026-H1", ITEMS)
    resolved(world, "province")
    with pytest.raises(Refused) as refused:
        call_round(commune, told, actor=nam)
    assert codes(refused) == ["off"], "another's resolution switches nothing on here"
    wrong = Paper(" ", clock.today() + timedelta(days=1), "drawer")
    with pytest.raises(Refused) as refused:
        enter_resolution(commune, wrong, actor=nam)
    assert codes(refused) == ["ahead", "number", "lies"]
    row = enter_resolution(commune, PAPER, actor=nam)
    with pytest.raises(Refused) as refused:
        enter_resolution(commune, PAPER, actor=nam)
    assert codes(refused) == ["resolved"]
    round = call_round(commune, told, actor=nam)
    with pytest.raises(Refused) as refused:
        end_resolution(row.pk, reason="mood", actor=nam)
    assert codes(refused) == ["reason", "running"]
    withdraw_round(round.pk, reason="twice", actor=nam)
    end_resolution(row.pk, reason="resolution", actor=nam)
    with pytest.raises(Refused) as refused:
        call_round(commune, told, actor=nam)
    assert codes(refused) == ["off"]
    with pytest.raises(Refused) as refused:
        end_resolution(row.pk, reason="resolution", actor=nam)
    assert codes(refused) == ["off"]
    assert list(differences()) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Calling("2026-Q1", ITEMS), ["period"]),
        (Calling("2026-H2", ITEMS), ["period"]),
        (Calling("2026-H1", ()), ["items"]),
        (Calling("2026-H1", [*survey_items()] * 2), ["items", "item"]),
        (Calling("2026-H1", ["duty.absent_three_months"]), ["item"]),
        (Calling("2026-H1", ["money.bribe"]), ["item"]),
    ],
)
def test_a_round_is_of_a_half_year_that_has_begun_and_asks_of_the_shipped_items_alone(
    world: World, told: Calling, expected: list[str]
) -> None:
    resolved(world)
    with pytest.raises(Refused) as refused:
        call_round(world.places["commune"], told, actor=world.actor("nam"))
    assert codes(refused) == expected and not Asked.objects.exists()


def test_a_round_reaches_every_branch_with_members_once_and_no_second_is_open(held: Held) -> None:
    places = held.world.places
    assert set(Part.objects.values_list("organisation_id", flat=True)) == {places["branch"], places["sibling"]}
    assert list(held.round.asked.values_list("item", flat=True)) == list(ITEMS) and len(ITEMS) == 12
    with clock.at(half_later()), pytest.raises(Refused) as refused:
        call_round(places["commune"], Calling("2026-H2", ITEMS), actor=held.world.actor("nam"))
    assert codes(refused) == ["open"]
    counted(held.part, {(held.people[0], ITEMS[0]): 5}, 12, held.chi)
    with pytest.raises(Refused) as refused:
        withdraw_round(held.round.pk, reason="twice", actor=held.world.actor("nam"))
    assert codes(refused) == ["begun"]
    with pytest.raises(Refused) as refused:
        close_round(held.round.pk, actor=held.world.actor("nam"))
    assert codes(refused) == ["unreported"]


def finished(held: Held, conclusion: str = "to_correct") -> None:
    """One person talked with, who contests and gets help; reported; the round closed."""
    world, person = held.world, held.people[0]
    counted(held.part, {(person, ITEMS[0]): 7, (world.people["binh"], ITEMS[1]): 6}, 12, held.chi)
    talked = Talked(clock.today(), "heard", conclusion)
    for one in (person, world.people["binh"]):
        record_talk(held.part.pk, one, talked, actor=held.chi)
    contest_talk(Talk.objects.get(person=world.people["binh"]).pk, actor=world.actor("binh"))
    record_talk(
        held.part.pk, world.people["binh"], Talked(clock.today(), "heard", "no_signs"), reason="contest", actor=held.chi
    )
    agree_help(held.part.pk, person, ITEMS[0], "helper_named", clock.today(), actor=held.chi)
    report_part(held.part.pk, clock.today(), "07-BB/CB", actor=held.chi)
    close_round(held.round.pk, actor=world.actor("nam"))


def named() -> list[int]:
    """How many rows and values beside the book say something of somebody."""
    entries = Entry.objects.filter(kind__startswith="surveys.").values("sequence")
    return [
        *(model.objects.count() for model in (Sign, Talk, Help)), Personal.objects.filter(sequence__in=entries).count(),
    ]  # fmt: skip


def test_names_go_when_the_next_round_closes_and_the_counts_and_the_book_stay_true(held: Held) -> None:
    finished(held)
    assert named() == [2, 3, 1, 6], (
        "signs; talks with the replaced one; help; beside: a count, three talks, a contest, help"
    )
    nam = held.world.actor("nam")
    with clock.at(half_later()):
        later = call_round(held.world.places["commune"], Calling("2026-H2", ITEMS), actor=nam)
        assert named() == [2, 3, 1, 6], "a round that is open takes nobody's name away"
        close_round(later.pk, actor=nam)
        assert named() == [0, 0, 0, 0]
        assert (Count.objects.get().assessed, Report.objects.get().concluded) == (14, 1)
        assert dict(ItemCount.objects.filter(people__gt=0).values_list("item", "people")) == {ITEMS[0]: 1, ITEMS[1]: 1}
    assert verify().ok and list(differences()) == []


def test_names_go_by_themselves_where_no_next_round_ever_closes(held: Held) -> None:
    finished(held)
    forget()
    assert named() == [2, 3, 1, 6]
    with clock.at(half_later().replace(year=2028)):
        forget()
        assert named() == [0, 0, 0, 0]
        forget()
    assert verify().ok and list(differences()) == []


def test_whoever_is_erased_leaves_no_trace_in_a_survey(held: Held) -> None:
    finished(held)
    binh = held.world.people["binh"]
    record_act(binh, NewAct("left", clock.today(), held.world.places["branch"]), actor=held.world.actor("an"))
    erase_people([binh], actor=held.world.actor("an"))
    assert not any(model.objects.filter(person=binh).exists() for model in (Sign, Talk, Help))
    told = Personal.objects.filter(sequence__in=Entry.objects.filter(kind__startswith="surveys.").values("sequence"))
    assert all(str(binh) not in row.value.split('"') for row in told) and Sign.objects.count() == 1
    assert verify().ok and list(differences()) == []


def test_a_half_year_is_a_code_two_days_and_words() -> None:
    assert [str(day) for day in days_of("2018-H2") or ()] == ["2018-07-01", "2018-12-31"]
    assert [days_of(code) for code in ("2018", "2018-H3", "18-H1", "２018-H1", "")] == [None] * 5
    assert half_of(DAY) == "2026-H1" and offered(DAY) == ["2026-H1", "2025-H2"]
    assert spoken("2018-H1") == "nửa đầu năm 2018" and spoken("x") == "x"


def test_of_two_branches_the_one_that_did_nothing_stays_without_counts(held: Held) -> None:
    finished(held)
    sibling = part_in(held.round, held.world, "sibling")
    assert not Count.objects.filter(part=sibling).exists() and not Report.objects.filter(part=sibling).exists()
