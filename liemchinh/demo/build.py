"""Builds the whole example as of a day: four trees, their members' histories, posts, accounts and published lines."""

from collections.abc import Callable
from datetime import date

from liemchinh.demo import accounts, people
from liemchinh.demo.accounts import INSTALLATION
from liemchinh.demo.content import Example
from liemchinh.demo.other_places import ben_tre, can_tho
from liemchinh.demo.part import Area, make
from liemchinh.demo.people import People
from liemchinh.demo.places import tan_phu, tra_vinh
from liemchinh.demo.plans import (
    BEN_TRE,
    CAN_THO,
    OPENS,
    TAN_PHU_ENTERPRISES,
    TAN_PHU_OTHERS,
    TAN_PHU_WARDS,
    TRA_VINH,
)  # fmt: skip
from liemchinh.demo.published import published_lines, reported_values
from liemchinh.demo.tree import Tree

EARLIEST = TRA_VINH.known_on
PARTS = 6  # three provinces, and the district's three areas
Step = Callable[[int], None]
_ENTERPRISES = ("enterprise_state_full", "enterprise_joint_stock")


def months(on: date) -> int:
    """How many steps `build` will tell of."""
    return PARTS * ((on.year - OPENS.year) * 12 + on.month - OPENS.month + 1)


def build(on: date, step: Step = lambda done: None) -> Example:
    """The example as of `on`; `step` is told of each month of each part's history.

    The same day gives the same content, on every machine. ValueError before EARLIEST, the published date.
    """
    if on < EARLIEST:
        raise ValueError(f"Ví dụ bắt đầu từ ngày {EARLIEST:%d/%m/%Y}; hãy chọn một ngày từ đó trở đi.")
    province, district = tra_vinh(), tan_phu()
    city, neighbour = can_tho(), ben_tre()
    known: set[tuple[str, str]] = set()
    parts = (
        make(
            province,
            [Area(province.branches, TRA_VINH, 84)],
            accounts.TRA_VINH,
            People(people.TRA_VINH, on, 1084, known),
            step,
        ),
        make(district, _urban_areas(district), accounts.TAN_PHU, People(people.TAN_PHU, on, 1767, known), step),
        make(city, [Area(city.branches, CAN_THO, 92)], accounts.CAN_THO, People(people.CAN_THO, on, 1092, known), step),
        make(
            neighbour,
            [Area(neighbour.branches, BEN_TRE, 83)],
            accounts.BEN_TRE,
            People(people.BEN_TRE, on, 1083, known),
            step,
        ),
    )
    events = [event for part in parts for event in part.events]
    events.sort(key=lambda event: event.on)
    return Example(
        on=on,
        organisations=tuple(one for tree in (province, district, city, neighbour) for one in tree.organisations),
        persons=tuple(person for part in parts for person in part.persons),
        events=tuple(events),
        posts=tuple(post for part in parts for post in part.posts),
        accounts=(*INSTALLATION, *(account for part in parts for account in part.accounts)),
        reported=reported_values(on),
        published=published_lines(),
    )


def _urban_areas(tree: Tree) -> list[Area]:
    """Wards, enterprise committees and the rest keep to themselves, because each has a published number of members."""
    type_of = {organisation.key: organisation.unit_type for organisation in tree.organisations}
    wards = [branch for branch in tree.branches if type_of[branch.key] == "ward"]
    enterprises = [branch for branch in tree.branches if type_of[branch.key] in _ENTERPRISES]
    apart = {branch.key for branch in (*wards, *enterprises)}
    others = [branch for branch in tree.branches if branch.key not in apart]
    return [
        Area(wards, TAN_PHU_WARDS, 767),
        Area(enterprises, TAN_PHU_ENTERPRISES, 768),
        Area(others, TAN_PHU_OTHERS, 769),
    ]
