"""What no mistake of the program can write: the database itself refuses."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from liemchinh.access.models import Recovery, RoleGrant, RoleProposal
from liemchinh.access.tests.people import person
from liemchinh.journal import clock

pytestmark = pytest.mark.django_db


def refused(write: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return True
    return False


def grant(**more: Any) -> Callable[[], RoleGrant]:
    given = {
        "role": "inspection_officer",
        "needs_two": True,
        "organisation_id": 1,
        "valid_from": clock.today(),
        "recorded_by": 1,
    }
    return lambda: RoleGrant.objects.create(**{**given, **more})


def test_a_case_role_has_two_granters_who_are_neither_each_other_nor_the_holder() -> None:
    an, binh, khoa = person("an"), person("binh"), person("khoa")
    assert not refused(grant(account=khoa, granted_by=an, second_granter=binh))
    assert refused(grant(account=khoa, granted_by=an))
    assert refused(grant(account=khoa, second_granter=an))
    assert refused(grant(account=khoa, granted_by=an, second_granter=an))
    assert refused(grant(account=khoa, granted_by=khoa, second_granter=an))
    assert refused(grant(account=khoa, granted_by=an, second_granter=khoa))


def test_a_grant_was_made_by_somebody_or_was_founded_never_both() -> None:
    an, chi = person("an"), person("chi")
    assert refused(grant(account=chi, needs_two=False))
    assert refused(grant(account=chi, needs_two=False, founded=True, granted_by=an))
    assert refused(grant(account=chi, needs_two=False, granted_by=chi))
    assert not refused(grant(account=chi, needs_two=False, granted_by=an))
    assert not refused(grant(account=chi, founded=True))


def test_a_grant_ends_after_it_begins() -> None:
    an, chi, today = person("an"), person("chi"), clock.today()
    assert refused(grant(account=chi, needs_two=False, granted_by=an, valid_to=today))
    assert not refused(grant(account=chi, needs_two=False, granted_by=an, valid_to=today + timedelta(days=1)))


def test_nobody_proposes_themselves() -> None:
    an, today = person("an"), clock.today()
    assert refused(
        lambda: RoleProposal.objects.create(
            account=an, proposed_by=an, role="inspection_officer", organisation_id=1, valid_from=today, recorded_by=1
        )
    )


def test_a_recovery_has_two_people_neither_of_them_the_holder() -> None:
    an, binh, em = person("an"), person("binh"), person("em")

    def start(**who: Any) -> Callable[[], Recovery]:
        return lambda: Recovery.objects.create(account=em, first_hash="x", ends_at=clock.now(), **who)

    assert refused(start(started_by=em))
    assert refused(start(started_by=an, confirmed_by=an))
    assert refused(start(started_by=an, confirmed_by=em))
    assert not refused(start(started_by=an, confirmed_by=binh))
