"""Draws: a function of the frozen list and the published number alone, made again here from the guide's words, and not made twice."""

import subprocess
from collections import Counter
from datetime import date, timedelta
from hashlib import sha256
from itertools import count

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.declarations import lottery, recount
from liemchinh.declarations.draw_faults import Plan
from liemchinh.declarations.drawing import announce_draw, cancel_draw, complete_draw, line_of, take_back_result
from liemchinh.declarations.lottery import Line
from liemchinh.declarations.models import Draw, Duty, Ticket
from liemchinh.declarations.positions import Taken, take_position
from liemchinh.declarations.queries import readings_of
from liemchinh.declarations.services import draw_up_list
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.verification import verify
from regulations.answers import Refused
from tests.world import CONSOLE

NOW = date(2026, 5, 4)
SEED_ON = NOW + timedelta(days=3)
lists = st.lists(st.tuples(st.integers(1, 6), st.booleans()), min_size=1, max_size=40).map(
    lambda rows: [Line(number, unit, leads) for number, (unit, leads) in enumerate(rows, 1)]
)
seeds = st.from_regex(r"[0-9]{4,20}", fullmatch=True)


def by_hand(seed, rows, units, share):
    """The guide's words, followed by somebody who has only the printed list: rows of (number, unit, "1" or "0")."""

    def told(text):
        return sha256(text.encode("ascii")).hexdigest()

    names = sorted({unit for _number, unit, _leads in rows}, key=lambda unit: told(f"{seed}/{unit}"))
    drawn = []
    for unit in names[:units]:
        here = sorted((told(f"{seed}-{number}"), number, leads) for number, of, leads in rows if of == unit)
        wanted = next(n for n in count() if 100 * n >= share * len(here))
        taken = [row for row in here if row[2] == "1"][:1]
        for row in here:
            if len(taken) < wanted and row not in taken:
                taken.append(row)
        drawn += [number for _hash, number, _leads in taken]
    return sorted(drawn)


@given(lists, seeds, st.integers(1, 100), st.randoms())
def test_a_draw_is_a_function_of_list_and_number_whatever_the_order_and_by_hand_it_is_the_same(lines, seed, share, rng):
    units = rng.randint(1, len({line.unit for line in lines}))
    first = lottery.draw(seed, lines, units, share)
    shuffled = list(lines)
    rng.shuffle(shuffled)
    assert lottery.draw(seed, shuffled, units, share) == first
    assert lottery.fingerprint(shuffled) == lottery.fingerprint(lines)
    rows = [(line.number, line.unit, str(int(line.leads))) for line in lines]
    assert by_hand(seed, rows, units, share) == list(first.lines)


@given(lists, seeds, st.integers(1, 100))
def test_in_each_unit_drawn_the_share_is_met_with_a_head_or_deputy(lines, seed, share):
    units = len({line.unit for line in lines})
    drawn = lottery.draw(seed, lines, units, share)
    for unit in drawn.units:
        here = [line for line in lines if line.unit == unit]
        taken = [line for line in here if line.number in drawn.lines]
        assert len(taken) * 100 >= share * len(here) > (len(taken) - 1) * 100
        assert any(line.leads for line in taken) or not any(line.leads for line in here)


def test_a_known_draw_with_the_systems_own_sha256():
    lines = [Line(number, 1 + (number > 4), number in (1, 5)) for number in range(1, 9)]
    seed = "048271"
    assert lottery.of_line(seed, 7) == subprocess.run(
        ["sha256sum"], input=b"048271-7", capture_output=True, check=True
    ).stdout.decode()[:64]  # fmt: skip
    rows = [(line.number, line.unit, str(int(line.leads))) for line in lines]
    assert list(lottery.draw(seed, lines, 1, 50).lines) == by_hand(seed, rows, 1, 50)


def test_a_number_that_stands_twice_or_more_units_than_there_are_is_refused():
    for lines, units in (([Line(1, 1, False), Line(1, 2, False)], 1), ([Line(1, 1, False)], 2)):
        with pytest.raises(ValueError):
            lottery.draw("1234", lines, units, 10)


def test_everybody_is_drawn_about_equally_often():
    """20 people, two drawn of each of 4,000 numbers: 400 each; chi-square of 19 degrees stays under the value of one in a million."""
    lines, counted, draws = [Line(number, 1, False) for number in range(1, 21)], Counter(), 4_000
    for seed in range(draws):
        counted.update(lottery.draw(f"{seed:05}", lines, 1, 10).lines)
    expected = draws * 2 / 20
    chi = sum((counted[number] - expected) ** 2 / expected for number in range(1, 21)) / (1 - 2 / 20)
    assert chi < 66.0, chi
    by_first = Counter(lottery.draw(f"{seed:05}", lines, 1, 5).lines for seed in range(100))
    assert len(by_first) > 15, "the number decides, not the list"


def prepared(world):
    for place, person, leads in (("branch", "binh", True), ("branch", "branch", False), ("sibling", "em", False),
                                 ("sibling", "sibling", True)):  # fmt: skip
        told = Taken(world.people[person], "accountant", date(2026, 1, 5), leads)
        take_position(world.places[place], told, actor=CONSOLE)
    for place in ("branch", "sibling"):
        draw_up_list(world.places[place], date(2026, 2, 2), actor=CONSOLE)


def plan(**more):
    told = {
        "number": "05-KH/UBKT",
        "on": date(2026, 5, 2),
        "source": "lottery_north",
        "seed_on": SEED_ON,
        "units": 1,
        "share": 50,
    }
    return Plan(**told | more)


def announced(world, **more):
    prepared(world)
    return announce_draw(world.places["district"], 2026, plan(**more), actor=world.actor("khoa"))


def codes(refused):
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.django_db
def test_the_list_is_frozen_before_the_number_is_known_and_the_draw_is_that_of_the_printed_list(world):
    with clock.at(NOW):
        row = announced(world)
        late = Taken(world.people["em"], "judge", date(2026, 1, 5))
        take_position(world.places["sibling"], late, actor=CONSOLE)
        with pytest.raises(Refused) as refused:
            complete_draw(row.pk, "48271", NOW, actor=world.actor("khoa"))
        assert codes(refused) == ["declarations.seed-day"]
    with clock.at(SEED_ON):
        drawn = complete_draw(row.pk, "48271", SEED_ON, actor=world.actor("khoa"))
        tickets = list(Ticket.objects.order_by("number"))
        rows = [(one.number, one.unit, str(int(one.leads))) for one in tickets]
        assert [one.number for one in tickets if one.drawn] == list(drawn.lines) == by_hand("48271", rows, 1, 50)
        assert any(one.leads and one.drawn for one in tickets)
        assert lottery.fingerprint(map(line_of, tickets)) == row.fingerprint
        page = world.client("khoa").get(reverse("declarations:draw", args=[row.pk])).content.decode()
        assert row.fingerprint in page and lottery.of_line("48271", 1) in page and "được chọn" in page
        mine = next(one for one in tickets if one.duty.person_id == world.people["binh"])
        own = world.client("binh").get(reverse("declarations:mine")).content.decode()
        assert ("Được chọn ngẫu nhiên" in own) == mine.drawn
        assert "inspection_officer" in [one.role for one in readings_of(world.people["binh"])]
        with pytest.raises(Refused) as refused:
            complete_draw(row.pk, "11111", SEED_ON, actor=world.actor("khoa"))
        assert codes(refused) == ["declarations.drawn"]
        kinds = Entry.objects.filter(kind__startswith="declarations.draw").order_by("sequence")
        assert list(kinds.values_list("kind", flat=True)) == ["declarations.draw_announced", "declarations.drawn"]
    assert list(recount.differences()) == [] and verify().ok


@pytest.mark.attack
@pytest.mark.django_db
def test_nobody_looks_at_the_number_and_draws_again(world):
    """A weak variant that hashes the list as it is today: one more line, and other people are drawn. Here the list is frozen."""
    weak = [Line(number, 1, False) for number in range(1, 9)]
    tried = {
        lottery.draw("48271", weak + [Line(9 + more, 1, False) for more in range(extra)], 1, 10).lines
        for extra in range(9)
    }
    assert len(tried) > 1, "whoever may change the list afterwards chooses among results"
    with clock.at(NOW):
        row = announced(world)
        first = list(Ticket.objects.values_list("duty_id", "number"))
        with pytest.raises(Refused) as refused:
            announce_draw(world.places["district"], 2026, plan(number="06-KH/UBKT"), actor=world.actor("khoa"))
        assert codes(refused) == ["declarations.drawn-before"]
    with clock.at(SEED_ON):
        with pytest.raises(Refused) as refused:
            cancel_draw(row.pk, "wrong_day", actor=world.actor("khoa"))
        assert codes(refused) == ["declarations.too-late"]
        before = complete_draw(row.pk, "48271", SEED_ON, actor=world.actor("khoa"))
        take_back_result(row.pk, "wrong_day", actor=world.actor("khoa"))
        assert not Ticket.objects.filter(drawn=True).exists() and Draw.objects.get().seed == ""
        assert complete_draw(row.pk, "48271", SEED_ON, actor=world.actor("khoa")) == before
        assert list(Ticket.objects.values_list("duty_id", "number")) == first
        kinds = Entry.objects.filter(kind="declarations.result_taken_back")
        assert kinds.count() == 1, "what was taken back stays in the book"
    assert list(recount.differences()) == [] and verify().ok


@pytest.mark.django_db
def test_what_is_announced_wrongly_is_refused_all_at_once(world):
    prepared(world)
    khoa, district = world.actor("khoa"), world.places["district"]
    with clock.at(NOW):
        wrong = plan(number=" ", on=date(2026, 5, 9), source="dice", seed_on=NOW, units=7, share=9)
        with pytest.raises(Refused) as refused:
            announce_draw(district, 2026, wrong, actor=khoa)
        assert codes(refused) == [
            "ahead", "declarations.plan", "declarations.source", "declarations.seed-on", "declarations.units", "declarations.share",
        ]  # fmt: skip
        with pytest.raises(Refused) as refused:
            announce_draw(district, 2025, plan(), actor=khoa)
        assert codes(refused) == ["declarations.nobody-to-draw"]
        with pytest.raises(Refused) as refused:
            announce_draw(district, 2026, plan(seed_on=date(2026, 5, 13)), actor=khoa)
        assert codes(refused) == ["declarations.late-draw"] and "12/05/2026" in refused.value.refusals[0].message
        row = announce_draw(district, 2026, plan(seed_on=date(2026, 5, 12)), actor=khoa)
        cancel_draw(row.pk, "wrong_day", actor=khoa)
        assert Entry.objects.filter(kind="declarations.draw_cancelled").count() == 1
    with pytest.raises(Refused) as refused:
        announce_draw(district, 2026, plan(on=date(2026, 3, 2), seed_on=date(2026, 3, 5)), actor=khoa)
    assert codes(refused) == ["declarations.control-unknown"], "before 11 April 2026 no verified text says who controls"
    assert Duty.objects.count() == 4 and list(recount.differences()) == []


@pytest.mark.django_db
def test_a_number_published_later_than_named_is_drawn_by_and_shown_as_late(world):
    with clock.at(NOW):
        row = announced(world, seed_on=date(2026, 5, 12))
    for late, published_on in ((False, date(2026, 5, 12)), (True, date(2026, 5, 13))):
        with clock.at(published_on):
            complete_draw(row.pk, "48271", published_on, actor=world.actor("khoa"))
            page = world.client("khoa").get(reverse("declarations:draw", args=[row.pk])).content.decode()
            assert ("chọn sau hạn" in page) == late
            take_back_result(row.pk, "wrong_day", actor=world.actor("khoa"))


@pytest.mark.django_db
def test_a_branch_or_a_grassroots_committee_is_no_control_body(world):
    prepared(world)
    with clock.at(NOW), pytest.raises(Refused) as refused:
        announce_draw(world.places["branch"], 2026, plan(), actor=world.actor("chi"))
    assert codes(refused) == ["declarations.control"]
