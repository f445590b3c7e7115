"""The two trees of the example: the province of Trà Vinh and the urban district of Tân Phú, each with the counts its report prints."""

from datetime import date
from random import Random

from liemchinh.demo.apportion import apportion
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
    SECTION,
    UPPER,
)  # fmt: skip

SUB_BRANCHES = 2005
WARD_SUB_BRANCHES = 155
LEAST_HAMLETS = 4
SECTION_FROM = 9  # branches; larger committees are divided into sections
OTHERS = (
    ("bloc", "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh"),
    ("army", "Đảng bộ Quân sự tỉnh"),
    ("police", "Đảng bộ Công an tỉnh"),
    ("border", "Đảng bộ Bộ đội Biên phòng tỉnh"),
)
PROVINCE_SINCE = date(1992, 5, 5)
DUYEN_HAI_TOWN_SINCE = date(2015, 6, 1)
TAN_PHU_SINCE = date(2003, 12, 2)
_UNIT_KHMER = 0.6  # of the hamlets' share: offices recruit from the whole province


def tra_vinh() -> Tree:
    """13 directly under the province (9 + 4), 502 grassroots (197 + 305), 2,005 branches under them."""
    tree = Tree("tv", "84", "Đảng bộ tỉnh Trà Vinh", PROVINCE, PROVINCE_SINCE)
    hamlets = iter(_hamlets_by_commune())
    for district in rows("districts"):
        since = DUYEN_HAI_TOWN_SINCE if district["code"] == "851" else None
        upper = tree.add(tree.root, f"Đảng bộ {district['name']}", DISTRICT, code=district["code"], since=since)
        khmer = float(district["khmer_share"])
        for commune in rows("communes"):
            if commune["district"] == district["code"]:
                _add_commune(tree, upper, commune, next(hamlets), f"{district['name']}, tỉnh Trà Vinh", khmer)
        setting = Setting("", f"{district['name']}, tỉnh Trà Vinh", khmer * _UNIT_KHMER)
        _add_units(tree, upper, "district", setting, district["name"])
        _add_units(tree, upper, district["code"], setting, district["name"])
    for where, name in OTHERS:
        _add_units(
            tree, tree.add(tree.root, name, UPPER), where, Setting("", "thành phố Trà Vinh, tỉnh Trà Vinh", 0.10), ""
        )
    return tree


def tan_phu() -> Tree:
    """33 grassroots (18 committees, of which 11 wards with 155 branches and 2 enterprises with 14; 15 branches)."""
    tree = Tree("tp", "767", "Đảng bộ quận Tân Phú", DISTRICT, TAN_PHU_SINCE)
    wards = [commune for commune in rows("communes") if commune["district"] == "767"]
    spread = Random(767)
    quarters = apportion(WARD_SUB_BRANCHES - 6 * len(wards), [spread.uniform(0.8, 1.2) for _ in wards], LEAST_HAMLETS)
    for ward, count in zip(wards, quarters, strict=True):
        _add_commune(tree, tree.root, ward, count, "quận Tân Phú, Thành phố Hồ Chí Minh", 0.003, hoa=0.08)
    _add_units(tree, tree.root, "tan-phu", Setting("", "quận Tân Phú, Thành phố Hồ Chí Minh", 0.003, 0.05), "")
    return tree


def _hamlets_by_commune() -> list[int]:
    """How many hamlets each commune of the province has, so that all sub-branches add up to SUB_BRANCHES."""
    spread = Random(842)
    communes = [commune for commune in rows("communes") if commune["district"] != "767"]
    districts = len(rows("districts"))
    elsewhere = sum(
        int(unit["branches"]) * (districts if unit["where"] == "district" else 1)
        for unit in rows("units")
        if unit["where"] != "tan-phu"
    )
    units = sum(branch["family"] == "commune" for branch in rows("branches"))
    weights = [spread.uniform(0.7, 1.4) for _ in communes]
    return apportion(SUB_BRANCHES - elsewhere - units * len(communes), weights, LEAST_HAMLETS)


def _add_commune(
    tree: Tree,
    upper: Organisation,
    commune: dict[str, str],
    count: int,
    where: str,
    khmer: float,
    *,
    hoa: float = 0.005,
) -> None:
    place = f"{commune['kind']} {commune['name']}"
    committee = tree.add(
        upper,
        f"Đảng bộ {place}",
        GRASSROOTS_COMMITTEE,
        unit_type=COMMUNE_UNIT_TYPE[commune["kind"]],
        code=commune["code"],
    )
    home = f"{place}, {where}"
    spread = Random(int(commune["code"]))
    is_rural = commune["kind"] == "xã"
    if is_rural:
        names = [f"Chi bộ ấp {row['name']}" for row in spread.sample(rows("hamlets"), count)]
    else:
        word = "khu phố" if upper is tree.root else "khóm"
        names = [f"Chi bộ {word} {number}" for number in range(1, count + 1)]
    for name in names:
        tree.add_branch(
            committee,
            name,
            BRANCH,
            Setting("hamlet" if is_rural else "quarter", home, khmer, hoa),
            spread.uniform(22, 38),
        )
    for unit in rows("branches"):
        if unit["family"] == "commune":
            setting = Setting("school" if "Trường" in unit["name"] else "commune", home, khmer * _UNIT_KHMER, hoa)
            tree.add_branch(committee, f"Chi bộ {unit['name'].format(place)}", BRANCH, setting, float(unit["size"]))


def _add_units(tree: Tree, upper: Organisation, where: str, ground: Setting, place: str) -> None:
    for unit in rows("units"):
        if unit["where"] != where:
            continue
        name = unit["name"].format(place=place)
        setting = Setting(unit["family"], ground.place, ground.khmer, ground.hoa)
        if unit["form"] == "branch":
            tree.add_branch(
                upper, f"Chi bộ {name}", GRASSROOTS_BRANCH, setting, float(unit["size"]), unit_type=unit["unit_type"]
            )
        else:
            committee = tree.add(upper, f"Đảng bộ {name}", GRASSROOTS_COMMITTEE, unit_type=unit["unit_type"])
            _add_parts(tree, committee, setting, int(unit["branches"]), float(unit["size"]))


def _add_parts(tree: Tree, committee: Organisation, setting: Setting, count: int, size: float) -> None:
    """The branches of an office's committee; a large one has two sections of four branches each."""
    names = [branch["name"] for branch in rows("branches") if branch["family"] == setting.family][:count]
    if len(names) < count:
        raise LookupError(f"{committee.name}: {count} branches, {len(names)} names for {setting.family}")
    sections = []
    if count >= SECTION_FROM:
        sections = [
            tree.add(committee, f"Đảng bộ bộ phận {number} – {committee.name.removeprefix('Đảng bộ ')}", SECTION)
            for number in (1, 2)
        ]
    for place, name in enumerate(names):
        parent = sections[place // 4] if place < 4 * len(sections) else committee
        tree.add_branch(parent, f"Chi bộ {name}", BRANCH, setting, size)
