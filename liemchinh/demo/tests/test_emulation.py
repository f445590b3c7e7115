"""Every number that the reports of Mỏ Cày Nam, Cần Thơ and Bến Tre print about models is counted from records; one share does not hold."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from liemchinh.access.founding import found_officers
from liemchinh.access.granting import Offer, confirm_role, propose_role
from liemchinh.demo import emulation
from liemchinh.demo.emulation import load_emulation
from liemchinh.demo.loading import SOURCE
from liemchinh.demo.other_places import MO_CAY_NAM, ben_tre, can_tho
from liemchinh.demo.published import published_lines
from liemchinh.emulation import recount
from liemchinh.emulation.models import Recognition
from liemchinh.emulation.queries import public_recognitions
from liemchinh.figures.asking import ask, question
from liemchinh.figures.declarations import indicator
from liemchinh.figures.sql.counting import Narrowing
from liemchinh.journal import clock
from liemchinh.organisations.services import Facts, Founding, found_organisations
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
DISAGREES = {"bt-branches-recognised-share": Decimal("19.05")}


def founded(world: World) -> Mapping[str, int]:
    """The two trees without their members; An and Oanh keep the province, Khoa and Hiền inspect there."""
    told = [one for tree in (can_tho(), ben_tre()) for one in tree.organisations]
    keys = {one.key: place for place, one in enumerate(told)}
    foundings = [
        Founding(
            Facts(one.name, one.kind, one.valid_from, None, one.level, one.code, one.unit_type),
            keys[one.parent_key] if one.parent_key else None,
            (SOURCE, one.key),
        )
        for one in told
    ]
    places = dict(zip(keys, found_organisations(foundings, actor=CONSOLE), strict=True))
    officers = [world.accounts["an"], world.accounts["oanh"]]
    found_officers(places["bt"], officers, decision="01-QĐ/VD", actor=CONSOLE)
    for name in ("khoa", "hien"):
        offer = Offer(world.accounts[name], "inspection_officer", places["bt"], clock.today())
        confirm_role(propose_role(offer, actor=world.actor("an")), actor=world.actor("oanh"))
    return places


def test_every_published_number_of_models_is_counted_from_records(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(emulation, "OFFICERS", {"committee": ("an", "oanh"), "inspection": ("khoa", "hien")})
    places = founded(world)
    tops = {key: places[key] for key in ("ct", "bt")}
    load_emulation(tops, SOURCE, MO_CAY_NAM, None, clock.today(), actor=CONSOLE)
    lines = [line for line in published_lines() if indicator(line.indicator).of == "models" or line.key[:2] in ("mc",)]
    lines += [line for line in published_lines() if line.key == "bt-branches"]
    assert len(lines) == 11
    for line in lines:
        first, last = line.period or (line.as_of, line.as_of)
        assert first and last
        asked = question(
            places[line.organisation_key], first, last, narrowing=Narrowing(category=line.filters.get("category", ()))
        )
        told: Any = ask(asked, [line.indicator], [asked.period])[0].whole[line.indicator]
        assert round(Decimal(told), 2) == DISAGREES.get(line.key, line.printed), line.key
    assert Recognition.objects.filter(vouched_by=None).count() == 0 and list(recount.differences()) == []
    named = public_recognitions(2022).count()
    assert 0 < named < Recognition.objects.count(), "some branches did not agree to be named"


def test_an_example_without_these_trees_has_only_its_communes(world: World) -> None:
    assert load_emulation({}, SOURCE, MO_CAY_NAM, world.places["commune"], clock.today(), actor=CONSOLE) == 1
    assert load_emulation({}, SOURCE, MO_CAY_NAM, None, clock.today(), actor=CONSOLE) == 0
