"""Who signs in to the example: one account for each kind of user, at province, district, commune and branch."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from liemchinh.demo.content import Account, Person
from liemchinh.demo.plans import OPENS
from liemchinh.demo.register import Life, Register
from liemchinh.demo.tree import Tree
from liemchinh.demo.vocabulary import INSPECTION_CHAIR, SECRETARY

_OFFICE_PARTY = "Chi bộ Ban Tổ chức Tỉnh ủy"
_OFFICE_INSPECTION = "Chi bộ Cơ quan Ủy ban Kiểm tra Tỉnh ủy"
_OFFICE_DISTRICT = "Đảng bộ Cơ quan Đảng và đoàn thể huyện Càng Long"
_OFFICE_TAN_PHU = "Đảng bộ Cơ quan Đảng và đoàn thể quận"
_OFFICE_CAN_THO = "Chi bộ Ban Tổ chức Thành ủy Cần Thơ"
_INSPECTION_CAN_THO = "Chi bộ Cơ quan Ủy ban Kiểm tra Thành ủy Cần Thơ"
_OFFICE_BEN_TRE = "Chi bộ Ban Tổ chức Tỉnh ủy Bến Tre"
_INSPECTION_BEN_TRE = "Chi bộ Cơ quan Ủy ban Kiểm tra Tỉnh ủy Bến Tre"
_COMMUNE = "Đảng bộ xã Huyền Hội"
_WARD = "Đảng bộ phường Tân Quý"


@dataclass(frozen=True, slots=True)
class Signer:
    """Someone with an account. `works` names the branch, or the committee whose first branch it is; `of` the organisation of the
    role; `also` a second role there.
    """

    username: str
    role: str
    of: str
    works: str
    post: str = ""
    also: str = ""


ON_PROBATION = Signer("dang-vien-du-bi", "member", "", _COMMUNE)
TRA_VINH = (
    Signer("lanh-dao-tinh", "leader", "Đảng bộ tỉnh Trà Vinh", "Đảng bộ Văn phòng Tỉnh ủy", SECRETARY),
    Signer("to-chuc-tinh", "organisation_officer", "Đảng bộ tỉnh Trà Vinh", _OFFICE_PARTY),
    Signer("to-chuc-tinh-2", "organisation_officer", "Đảng bộ tỉnh Trà Vinh", _OFFICE_PARTY),
    Signer("kiem-tra-tinh", "inspection_officer", "Đảng bộ tỉnh Trà Vinh", _OFFICE_INSPECTION, INSPECTION_CHAIR),
    Signer("kiem-tra-tinh-2", "inspection_officer", "Đảng bộ tỉnh Trà Vinh", _OFFICE_INSPECTION),
    Signer("lanh-dao-huyen", "leader", "Đảng bộ huyện Càng Long", _OFFICE_DISTRICT, SECRETARY),
    Signer("to-chuc-huyen", "organisation_officer", "Đảng bộ huyện Càng Long", _OFFICE_DISTRICT),
    Signer("to-chuc-huyen-2", "organisation_officer", "Đảng bộ huyện Càng Long", _OFFICE_DISTRICT),
    Signer("kiem-tra-huyen", "inspection_officer", "Đảng bộ huyện Càng Long", _OFFICE_DISTRICT, INSPECTION_CHAIR),
    Signer("ra-soat-huyen", "screening_officer", "Đảng bộ huyện Càng Long", _OFFICE_DISTRICT),
    Signer("lanh-dao-xa", "leader", _COMMUNE, "Chi bộ Cơ quan xã Huyền Hội", SECRETARY),
    Signer("to-chuc-xa", "organisation_officer", _COMMUNE, "Chi bộ Cơ quan xã Huyền Hội"),
    Signer("bi-thu-chi-bo", "branch_secretary", "", _COMMUNE, SECRETARY),
    Signer(
        "bi-thu-chi-bo-truong",
        "branch_secretary",
        "",
        "Chi bộ Trường Tiểu học xã Huyền Hội",
        SECRETARY,
        "branch_inspector",
    ),
    Signer("dang-vien", "member", "", _COMMUNE),
    ON_PROBATION,
)
TAN_PHU = (
    Signer("lanh-dao-tan-phu", "leader", "Đảng bộ quận Tân Phú", _OFFICE_TAN_PHU, SECRETARY),
    Signer("to-chuc-tan-phu", "organisation_officer", "Đảng bộ quận Tân Phú", _OFFICE_TAN_PHU),
    Signer("to-chuc-tan-phu-2", "organisation_officer", "Đảng bộ quận Tân Phú", _OFFICE_TAN_PHU),
    Signer("kiem-tra-tan-phu", "inspection_officer", "Đảng bộ quận Tân Phú", _OFFICE_TAN_PHU, INSPECTION_CHAIR),
    Signer("bi-thu-tan-phu", "branch_secretary", "", _WARD, SECRETARY),
    Signer("dang-vien-tan-phu", "member", "", _WARD),
)
CAN_THO = (
    Signer("lanh-dao-can-tho", "leader", "Đảng bộ thành phố Cần Thơ", "Chi bộ Văn phòng Thành ủy Cần Thơ", SECRETARY),
    Signer("to-chuc-can-tho", "organisation_officer", "Đảng bộ thành phố Cần Thơ", _OFFICE_CAN_THO),
    Signer("to-chuc-can-tho-2", "organisation_officer", "Đảng bộ thành phố Cần Thơ", _OFFICE_CAN_THO),
    Signer(
        "kiem-tra-can-tho", "inspection_officer", "Đảng bộ thành phố Cần Thơ", _INSPECTION_CAN_THO, INSPECTION_CHAIR
    ),
    Signer("kiem-tra-can-tho-2", "inspection_officer", "Đảng bộ thành phố Cần Thơ", _INSPECTION_CAN_THO),
)
BEN_TRE = (
    Signer(
        "lanh-dao-ben-tre",
        "leader",
        "Đảng bộ tỉnh Bến Tre",
        "Chi bộ Văn phòng Tỉnh ủy Bến Tre",
        SECRETARY,
        "identity_keeper",
    ),
    Signer("to-chuc-ben-tre", "organisation_officer", "Đảng bộ tỉnh Bến Tre", _OFFICE_BEN_TRE),
    Signer("to-chuc-ben-tre-2", "organisation_officer", "Đảng bộ tỉnh Bến Tre", _OFFICE_BEN_TRE),
    Signer("kiem-tra-ben-tre", "inspection_officer", "Đảng bộ tỉnh Bến Tre", _INSPECTION_BEN_TRE, INSPECTION_CHAIR),
    Signer("kiem-tra-ben-tre-2", "inspection_officer", "Đảng bộ tỉnh Bến Tre", _INSPECTION_BEN_TRE),
    Signer("kiem-tra-ben-tre-3", "inspection_officer", "Đảng bộ tỉnh Bến Tre", _INSPECTION_BEN_TRE),
    # Of a branch that ended and of its heir.
    Signer("bi-thu-o-rung", "branch_secretary", "", "Chi bộ ấp Ô Rung", SECRETARY, "branch_inspector"),
    Signer("bi-thu-giong-lon", "branch_secretary", "", "Chi bộ ấp Giồng Lớn", SECRETARY, "branch_inspector"),
)
INSTALLATION = (
    Account("quan-tri", "Quản trị hệ thống", (("administrator", None),), None),
    Account("kiem-tra-so", "Người kiểm tra sổ", (("auditor", None),), None),
)


def workplace(tree: Tree, signer: Signer) -> str:
    """The key of the branch a signer belongs to."""
    key = tree.named(signer.works).key
    return tree.branches[next(iter(tree.branches_under(key)))].key


def keep(register: Register, tree: Tree, signers: Iterable[Signer]) -> dict[str, Life]:
    """Chooses the person of each signer whose branch is in this register, by username. Nothing will happen to them."""
    places = {branch.key: place for place, branch in enumerate(register.branches)}
    kept = {}
    for signer in signers:
        if signer is ON_PROBATION:
            continue
        place = places.get(workplace(tree, signer))
        if place is not None:
            life = next(life for life in register.members[place] if _can_serve(life))
            life.steady = True
            kept[signer.username] = life
    return kept


def reserved(tree: Tree, signers: Iterable[Signer], kept: Mapping[str, Life]) -> dict[tuple[str, str], Life]:
    """The posts that the chosen persons hold, by organisation and post."""
    return {
        (tree.named(signer.of).key if signer.of else workplace(tree, signer), signer.post): kept[signer.username]
        for signer in signers
        if signer.post and signer.username in kept
    }


def wishes(register: Register, tree: Tree, on: date) -> dict[tuple[int, int], int]:
    """Months in which someone is to be admitted to the branch shown first: the last one, and the one whose probation ends next."""
    place = _shown(register, tree)
    months = on.year * 12 + on.month - 1
    return {} if place is None else {((months - back) // 12, (months - back) % 12 + 1): place for back in (1, 11)}


def on_probation(register: Register, tree: Tree, on: date) -> dict[str, Life]:
    """The signer who is on probation on that day, where the branch shown first is in this register."""
    place, day = _shown(register, tree), on.toordinal()
    if place is None:
        return {}
    lives = (
        life
        for life in reversed(register.lives)
        if life.branch == life.first == place and day - 330 < life.admitted < day
    )
    return {ON_PROBATION.username: next(life for life in lives if not life.gone or life.gone_on > day)}


def accounts(
    tree: Tree, signers: Sequence[Signer], kept: Mapping[str, Life], person_of: Callable[[Life], Person]
) -> list[Account]:
    """The account of each signer: the role over their organisation, the person in the register."""
    made = []
    for signer in signers:
        person = person_of(kept[signer.username])
        organisation = tree.named(signer.of).key if signer.of else workplace(tree, signer)
        roles = tuple((role, organisation) for role in (signer.role, signer.also) if role)
        made.append(Account(signer.username, person.full_name, roles, person.key))
    return made


def _shown(register: Register, tree: Tree) -> int | None:
    """The place of the branch that the guide shows first; None when it is elsewhere."""
    if not any(organisation.name == ON_PROBATION.works for organisation in tree.organisations):
        return None
    key = workplace(tree, ON_PROBATION)
    return next((place for place, branch in enumerate(register.branches) if branch.key == key), None)


def _can_serve(life: Life) -> bool:
    return life.official and not life.steady and 27 <= life.age(OPENS.toordinal()) <= 47
