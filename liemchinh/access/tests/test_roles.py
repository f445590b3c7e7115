from pathlib import Path

import pytest

from liemchinh.access import roles as module
from liemchinh.access.roles import roles
from liemchinh.access.verbs import CONSOLE, IN_PERSON, INSTALLATION, NO_CONTENT, VERBS, WITH_SECOND_FACTOR


def test_the_roles_are_these_and_each_verb_is_held_by_one_at_least() -> None:
    assert set(roles()) == {
        "member", "branch_secretary", "branch_inspector", "organisation_officer", "inspection_officer", "identity_keeper",
        "screening_officer", "leader", "auditor", "administrator",
    }  # fmt: skip
    assert set().union(*(role.verbs for role in roles().values())) == set(VERBS)


def test_every_list_of_verbs_names_verbs_that_exist() -> None:
    for listed in (CONSOLE, IN_PERSON, INSTALLATION, NO_CONTENT, WITH_SECOND_FACTOR):
        assert listed <= set(VERBS)


def test_case_and_administration_roles_need_two_officers_and_a_second_factor() -> None:
    assert {code for code, role in roles().items() if role.needs_two} == {
        "branch_inspector",
        "inspection_officer",
        "identity_keeper",
        "screening_officer",
        "administrator",
    }
    assert {code for code, role in roles().items() if role.needs_second_factor} == {
        "branch_inspector",
        "inspection_officer",
        "identity_keeper",
        "screening_officer",
        "administrator",
    }


def test_the_administrator_grants_no_role_and_sees_no_content() -> None:
    assert roles()["administrator"].verbs == {
        "me.see",
        "me.act",
        "accounts.manage",
        "accounts.recover",
        "installation.see",
    }


def test_the_auditor_sees_the_book_only_as_kinds_times_and_hashes() -> None:
    assert roles()["auditor"].verbs == {"me.see", "me.act", "journal.audit"}


def test_a_leader_sees_figures_and_opens_a_person_only_with_a_reason() -> None:
    verbs = roles()["leader"].verbs
    assert "members.see" not in verbs and "members.see_one_with_reason" in verbs


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[x]\nname="X"\nsays=""\nverbs=["members.love"]', "members.love"),
        ('[x]\nname="X"\nsays=""\nverbs=[]\npower=true', "power"),
        ('[x]\nname="X"\nsays=""\nverbs=[]\ncase_role=true', "second factor"),
        ('[x]\nname="X"\nsays=""\nverbs=["inspection.keep"]', "only a case role"),
    ],
)
def test_a_faulty_file_of_roles_is_refused_and_says_where(
    text: str, named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "roles.toml"
    file.write_text(text)
    monkeypatch.setattr(module, "FILE", file)
    with pytest.raises(ValueError, match=rf"roles\.toml, \[x\].*{named}"):
        roles.__wrapped__()
