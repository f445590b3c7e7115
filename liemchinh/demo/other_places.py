"""Two smaller trees of the example, for cases of inspection and discipline: the city of Cần Thơ and the province of Bến Tre.

Their districts are all there, of communes only some, and a few hundred members in each instead of tens of thousands: no published figure
counts members of theirs. Branches are as many as reports print, most without members here, and a commune holds more of them than one has.
"""

from collections.abc import Sequence
from datetime import date
from random import Random

from liemchinh.demo.content import Organisation
from liemchinh.demo.tables import rows
from liemchinh.demo.tree import Setting, Tree
from liemchinh.demo.vocabulary import (
    BRANCH,
    COMMUNE_UNIT_TYPE,
    DISTRICT,
    GRASSROOTS_BRANCH,
    GRASSROOTS_COMMITTEE,
    PROVINCE,
    UPPER,
)  # fmt: skip

CAN_THO_SINCE, BEN_TRE_SINCE = date(2004, 1, 1), date(1976, 2, 1)
HAMLETS = 2
# Bến Tre prints 966 hamlet and quarter branches, and of the district Mỏ Cày Nam 263 branches of every kind: so many more of each sort.
MO_CAY_NAM, MORE_HAMLETS, MORE_THERE, MORE_OFFICES = "bt-833", 912, 126, 130
# Of one district of Cần Thơ 151 registrations are printed: so many quarters more.
MORE_QUARTERS = 70
# What the top's own offices are called: of a province or of a city.
_OFFICES = ("Cơ quan Ủy ban Kiểm tra {}", "Ban Tổ chức {}", "Văn phòng {}")


def can_tho() -> Tree:
    """Nine districts with two communes each, and the city's offices."""
    tree = _small("ct", "92", "Đảng bộ thành phố Cần Thơ", CAN_THO_SINCE, "Thành ủy Cần Thơ", "thành phố Cần Thơ")
    _add_hamlets(tree, _communes(tree)[:HAMLETS], MORE_QUARTERS)
    return tree


def ben_tre() -> Tree:
    """Nine districts with two communes each, and the province's offices."""
    tree = _small("bt", "83", "Đảng bộ tỉnh Bến Tre", BEN_TRE_SINCE, "Tỉnh ủy Bến Tre", "tỉnh Bến Tre")
    there = [one for one in _communes(tree) if one.parent_key == MO_CAY_NAM]
    _add_hamlets(tree, there, MORE_THERE)
    _add_hamlets(tree, [one for one in _communes(tree) if one not in there], MORE_HAMLETS - MORE_THERE)
    district = tree.named("Đảng bộ huyện Mỏ Cày Nam")
    for number in range(1, MORE_OFFICES + 1):
        tree.add(district, f"Chi bộ Cơ quan, đơn vị {number}", GRASSROOTS_BRANCH, unit_type="service_public")
    return tree


def _communes(tree: Tree) -> list[Organisation]:
    return [one for one in tree.organisations if one.kind == GRASSROOTS_COMMITTEE]


def _add_hamlets(tree: Tree, communes: Sequence[Organisation], count: int) -> None:
    """So many branches of hamlets and quarters more, without members, spread evenly."""
    for place, commune in enumerate(communes):
        name = "ấp" if commune.unit_type == "commune" else _quarter(commune.key)
        for number in range(count // len(communes) + (place < count % len(communes))):
            tree.add(commune, f"Chi bộ {name} {HAMLETS + 2 + number}", BRANCH)


def _quarter(key: str) -> str:
    return "khu vực" if key.startswith("ct") else "khu phố"


def _small(prefix: str, code: str, name: str, since: date, committee: str, region: str) -> Tree:
    tree, spread = Tree(prefix, code, name, PROVINCE, since), Random(int(code))
    for row in rows("other_places"):
        if row["where"] == prefix:
            upper = tree.add(tree.root, f"Đảng bộ {row['district']}", DISTRICT, code=row["code"])
            for place in row["communes"].split("|"):
                _add_commune(tree, upper, place, f"{place}, {row['district']}, {region}", spread)
            ground = Setting("agency", f"{row['district']}, {region}")
            office = f"Chi bộ Cơ quan Đảng và đoàn thể {row['district']}"
            tree.add_branch(upper, office, GRASSROOTS_BRANCH, ground, 20, unit_type="party_agency")
    bloc = tree.add(tree.root, f"Đảng bộ Cơ quan {committee}", UPPER)
    for office in _OFFICES:
        name, ground = f"Chi bộ {office.format(committee)}", Setting("agency", region)
        tree.add_branch(bloc, name, GRASSROOTS_BRANCH, ground, 20, unit_type="party_agency")
    return tree


def _add_commune(tree: Tree, upper: Organisation, place: str, home: str, spread: Random) -> None:
    kind = next(kind for kind in COMMUNE_UNIT_TYPE if place.startswith(f"{kind} "))
    committee = tree.add(upper, f"Đảng bộ {place}", GRASSROOTS_COMMITTEE, unit_type=COMMUNE_UNIT_TYPE[kind])
    is_rural = kind == "xã"
    named = [f"ấp {row['name']}" for row in spread.sample(rows("hamlets"), HAMLETS)]
    for number in range(HAMLETS):
        name = named[number] if is_rural else f"{_quarter(upper.key)} {number + 1}"
        ground = Setting("hamlet" if is_rural else "quarter", home)
        tree.add_branch(committee, f"Chi bộ {name}", BRANCH, ground, spread.uniform(22, 38))
    # Bến Tre counts its branches of hamlets and quarters: there every branch of a commune is one.
    last = (
        f"{'ấp' if is_rural else _quarter(upper.key)} {HAMLETS + 1}"
        if upper.key.startswith("bt")
        else f"Cơ quan {place}"
    )
    tree.add_branch(committee, f"Chi bộ {last}", BRANCH, Setting("commune", home), 16)
