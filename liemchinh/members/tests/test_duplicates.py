"""Duplicates are looked for in the register by a few questions for a whole batch, on both databases alike."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liemchinh.members.duplicates import probable_duplicates
from liemchinh.members.facts import PersonFacts
from liemchinh.members.likeness import Told
from liemchinh.members.services import NewAct, register_person

DAY = date(2020, 5, 5)


@pytest.fixture
def register(world: Any) -> dict[str, int]:
    actor = world.actor("console")

    def person(name: str, birth: str = "", card: str = "", place: str = "branch") -> int:
        facts = PersonFacts(name, birth=birth, card_no=card)
        return register_person(facts, [NewAct("transferred_in", DAY, world.places[place])], actor=actor)

    return {
        "hùng": person("Nguyễn Văn Hùng", "1960-02-11", "84000123"),
        "hoa": person("Trần Thị Hoa", "1971-11-02"),
        "year": person("Lê Văn Chín", "1942"),
        "bare": person("Kiên Sa Rây"),
    }


@pytest.mark.django_db
def test_each_is_found_by_what_is_told_of_them(world: Any, register: dict[str, int]) -> None:
    branch = world.places["branch"]
    batch = [
        Told("Ngô Khác", "1999-09-09", "84000123"),
        Told("NGUYEN VAN HUNG", "1960-02-11"),
        Told("Trần Thị Hoà", "1971-02-11"),
        Told("Trần Thị Hoaa", "1971-11-02"),
        Told("Lê Văn Chín", "1942-03-04", organisation=branch),
        Told("Kiên Sa Rây", organisation=branch),
        Told("Kiên Sa Rây", organisation=world.places["sibling"]),
        Told("Nguyễn Văn Hùng", "1960-02-11", "84777777"),
    ]
    found = probable_duplicates(batch)
    assert [[twin.person for twin in twins] for twins in found] == [
        [register["hùng"]],
        [register["hùng"]],
        [],
        [register["hoa"]],
        [register["year"]],
        [register["bare"]],
        [],
        [],
    ]
    assert [twins[0].how.likely for twins in found if twins] == [True, True, False, True, True]


@pytest.mark.django_db
def test_signs_that_a_pattern_knows_find_nobody_by_accident(register: dict[str, int]) -> None:
    assert probable_duplicates([Told("% %", "1960-02-11"), Told("_ _ _", "1971-11-02"), Told("\\ %", "1942")]) == [
        [],
        [],
        [],
    ]


@pytest.mark.django_db
def test_a_thousand_are_asked_for_with_as_many_questions_as_one(register: dict[str, int]) -> None:
    def asked(batch: list[Told]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            probable_duplicates(batch)
        return len(queries)

    one = Told("Nguyễn Văn Hùng", "1960-02-11", "84000123", organisation=1)
    assert asked([one] * 1000) == asked([one]) <= 6


@pytest.mark.sqlite
@pytest.mark.django_db
def test_who_shares_a_name_or_a_birth_is_told_apart_without_reading_rows(register: dict[str, int]) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert probable_duplicates([Told("Nguyễn Văn Hùng", "1960-12-31")]) == [[]]
    plans = []
    with connection.cursor() as cursor:
        for question in [query["sql"] for query in queries if "d.birth, d.given_key" in query["sql"]]:
            cursor.execute(f"EXPLAIN QUERY PLAN {question}")
            plans.append([row[-1] for row in cursor.fetchall() if " d " in row[-1]])
    by_name, by_birth = (f"SEARCH d USING COVERING INDEX members_details_{name} " for name in ("given", "birth"))
    assert [plan[0][: len(by_name)] for plan in plans if len(plan) == 1] == [by_name, by_birth, by_birth]
