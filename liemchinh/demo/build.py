"""Builds the whole example as of a day: four trees, their members' histories, posts, accounts and published lines."""

from collections.abc import Callable
from datetime import date
from functools import cache

from liemchinh.demo import accounts, people
from liemchinh.demo.accounts import INSTALLATION
from liemchinh.demo.content import Example, Organisation, Piece
from liemchinh.demo.other_places import ben_tre, can_tho
from liemchinh.demo.part import Area, make
from liemchinh.demo.people import People
from liemchinh.demo.places import tan_phu, tra_vinh
from liemchinh.demo.plans import (
    BEN_TRE,
    CAN_THO,
    TAN_PHU_ENTERPRISES,
    TAN_PHU_OTHERS,
    TAN_PHU_WARDS,
    TRA_VINH,
)  # fmt: skip
from liemchinh.demo.published import published_lines, reported_values
from liemchinh.demo.tree import Tree

EARLIEST = TRA_VINH.known_on
_ENTERPRISES = ("enterprise_state_full", "enterprise_joint_stock")


@cache
def trees() -> tuple[Tree, Tree, Tree, Tree]:
    """Organisations and branches of the province, the district, the city and the neighbouring province."""
    return tra_vinh(), tan_phu(), can_tho(), ben_tre()


def organisations() -> tuple[Organisation, ...]:
    """Those of all trees, parents before children: they are the same on every day."""
    return tuple(one for tree in trees() for one in tree.organisations)


def branches() -> int:
    """Of how many branches the pieces that `build` tells speak together."""
    return sum(len(tree.branches) for tree in trees())


def build(on: date, tell: Callable[[Piece], None] | None = None) -> Example:
    """The example as of `on`. `tell` is given its people by the piece, as soon as they are made; the example then comes without them.

    The same day gives the same content, on every machine. ValueError before EARLIEST, the published date.
    """
    if on < EARLIEST:
        raise ValueError(f"Ví dụ bắt đầu từ ngày {EARLIEST:%d/%m/%Y}; hãy chọn một ngày từ đó trở đi.")
    province, district, city, neighbour = trees()
    known: set[tuple[str, str]] = set()
    kept: list[Piece] = []
    parts = [
        make(tree, areas, signers, People(registry, on, seed, known), tell or kept.append)
        for tree, areas, signers, registry, seed in (
            (province, [Area(province.branches, TRA_VINH, 84)], accounts.TRA_VINH, people.TRA_VINH, 1084),
            (district, _urban_areas(district), accounts.TAN_PHU, people.TAN_PHU, 1767),
            (city, [Area(city.branches, CAN_THO, 92)], accounts.CAN_THO, people.CAN_THO, 1092),
            (neighbour, [Area(neighbour.branches, BEN_TRE, 83)], accounts.BEN_TRE, people.BEN_TRE, 1083),
        )
    ]
    return Example(
        on=on,
        organisations=organisations(),
        persons=tuple(person for piece in kept for person in piece.persons),
        events=tuple(event for piece in kept for event in piece.events),
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
