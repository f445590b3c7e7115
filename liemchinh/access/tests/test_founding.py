from datetime import timedelta

import pytest

from liemchinh.access.founding import found_administrator, found_officers
from liemchinh.access.models import RoleGrant
from liemchinh.access.tests.people import CONSOLE, acting, codes, person
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from regulations.answers import Refused

pytestmark = pytest.mark.django_db


def test_the_console_founds_two_officers_by_a_decision_where_nobody_can_grant() -> None:
    an, binh = person("an"), person("binh")
    found_officers(1, [an, binh], decision="12-QĐ/TU", actor=CONSOLE)
    assert acting(an).roots("roles.grant") == acting(binh).roots("roles.grant") == frozenset({1})
    assert Entry.objects.get().kind == "access.officers_founded"


def test_once_somebody_can_grant_there_the_console_founds_no_more_there_and_below() -> None:
    pair = [person("an"), person("binh")]
    found_officers(2, pair, decision="1", actor=CONSOLE)
    more = [person("chi"), person("duc")]
    for place in (2, 3):
        with pytest.raises(Refused) as refused:
            found_officers(place, more, decision="2", actor=CONSOLE)
        assert codes(refused.value) == ["access.founded"]
    found_officers(1, more, decision="3", actor=CONSOLE)
    found_officers(9, [person("em"), person("giang")], decision="4", actor=CONSOLE)


def test_when_all_who_could_grant_are_gone_the_organisation_may_found_again() -> None:
    found_officers(1, [person("an"), person("binh")], decision="1", actor=CONSOLE)
    RoleGrant.objects.update(valid_to=clock.today() + timedelta(days=1))
    with clock.at(clock.today() + timedelta(days=1)):
        found_officers(1, [person("chi"), person("duc")], decision="2", actor=CONSOLE)


def test_one_officer_no_decision_or_no_console_is_refused_with_all_reasons() -> None:
    an = person("an")
    with pytest.raises(Refused) as refused:
        found_officers(1, [an, an], decision=" ", actor=acting(person("quan", "administrator")))
    assert codes(refused.value) == ["access.console_only", "access.no_decision", "access.needs_two"]


def test_the_first_administrator_is_founded_and_the_second_is_not() -> None:
    found_administrator(person("quan"), decision="5-QĐ", actor=CONSOLE)
    with pytest.raises(Refused) as refused:
        found_administrator(person("quan-2"), decision="6-QĐ", actor=CONSOLE)
    assert codes(refused.value) == ["access.founded"]


def test_founding_keeps_administration_and_content_apart() -> None:
    an, quan = person("an", "leader", 1), person("quan", "administrator")
    with pytest.raises(Refused) as refused:
        found_officers(1, [quan, an], decision="1", actor=CONSOLE)
    assert codes(refused.value) == ["access.exclusion"]
    RoleGrant.objects.filter(account=quan).delete()
    with pytest.raises(Refused) as refused:
        found_administrator(an, decision="1", actor=CONSOLE)
    assert codes(refused.value) == ["access.exclusion"]
