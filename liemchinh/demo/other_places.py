"""Two smaller trees of the example, for cases of inspection and discipline: the city of Cần Thơ and the province of Bến Tre.

Their districts are all there, of communes only some, and a few hundred members in each instead of tens of thousands: no published figure
counts members of theirs.
"""

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
# What the top's own offices are called: of a province or of a city.
_OFFICES = ("Cơ quan Ủy ban Kiểm tra {}", "Ban Tổ chức {}", "Văn phòng {}")


def can_tho() -> Tree:
    """Nine districts with two communes each, and the city's offices."""
    return _small("ct", "92", "Đảng bộ thành phố Cần Thơ", CAN_THO_SINCE, "Thành ủy Cần Thơ", "thành phố Cần Thơ")


def ben_tre() -> Tree:
    """Nine districts with two communes each, and the province's offices."""
    return _small("bt", "83", "Đảng bộ tỉnh Bến Tre", BEN_TRE_SINCE, "Tỉnh ủy Bến Tre", "tỉnh Bến Tre")


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
        name = named[number] if is_rural else f"{'khu vực' if upper.key.startswith('ct') else 'khu phố'} {number + 1}"
        ground = Setting("hamlet" if is_rural else "quarter", home)
        tree.add_branch(committee, f"Chi bộ {name}", BRANCH, ground, spread.uniform(22, 38))
    tree.add_branch(committee, f"Chi bộ Cơ quan {place}", BRANCH, Setting("commune", home), 16)
