"""The example speaks the charter's language: every kind and code it uses is known there."""

from collections import Counter
from datetime import date

import pytest

from liemchinh.demo.apportion import apportion
from liemchinh.demo.tests.recount import category, charter, example

ON = date(2026, 11, 21)


def test_every_kind_of_organisation_has_its_category() -> None:
    kinds = Counter(category(organisation) for organisation in example(ON).organisations)
    assert set(kinds) == {
        "province",
        "district",
        "upper",
        "grassroots_committee",
        "grassroots_branch",
        "section",
        "branch",
    }


def test_every_unit_type_is_a_row_of_the_form() -> None:
    known = charter().lists["unit_types"]
    used = {organisation.unit_type for organisation in example(ON).organisations if organisation.unit_type}
    assert used and all(known.get(code) for code in used)
    grassroots = [o for o in example(ON).organisations if category(o).startswith("grassroots")]
    assert all(organisation.unit_type for organisation in grassroots)


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("ethnicity", "ethnic_groups"),
        ("education", "education"),
        ("profession_level", "profession_level"),
        ("theory_level", "theory_level"),
        ("occupation", "occupation"),
    ],
)
def test_every_code_of_a_person_is_in_the_charters_list(field: str, name: str) -> None:
    used = {getattr(person, field) for person in example(ON).persons} - {""}
    assert len(used) > 2 and all(charter().lists[name].get(code) for code in used)


def test_shares_add_up_and_keep_their_least() -> None:
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(100, [5, 0, 5], least=2) == [49, 2, 49]
    with pytest.raises(ValueError, match="cannot give"):
        apportion(3, [1, 1], least=2)
