"""The union on its day: its groups, its officers, and the windows they look through, on which no foreign word may stand."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from liemchinh.access.founding import found_officers
from liemchinh.access.granting import Offer, confirm_role, grant_role, propose_role
from liemchinh.access.models import Account
from liemchinh.access.services import create_account
from liemchinh.imports.files import chosen_mappings
from liemchinh.imports.files import told as shown
from liemchinh.imports.reading import read
from liemchinh.imports.services import How, open_run, take
from liemchinh.imports.stream import Rows
from liemchinh.journal import clock
from liemchinh.organisations.models import Version
from tests.plain import Page
from tests.spoken import SPOKEN, any_of, told
from tests.union import lists
from tests.world import CONSOLE, PASSWORD, World

TODAY = date(2026, 10, 12)
ON = f"{TODAY:%d/%m/%Y}"
# Username → (name, role, place).
PEOPLE = {
    "mai": ("Lê Thanh Mai", "organisation_officer", lists.UNION),
    "nga": ("Đào Thúy Nga", "organisation_officer", lists.UNION),
    "son": ("Hồ Trường Sơn", "leader", lists.UNION),
    "tam": ("Vũ Minh Tâm", "inspection_officer", lists.UNION),
    "tu": ("Trịnh Anh Tú", "inspection_officer", lists.UNION),
    "tuan": ("Ngô Hữu Tuấn", "inspection_officer", lists.UNION),
    "chi": ("Phan Lan Chi", "branch_inspector", lists.group(1)),
    "ba": ("Người bị xem xét", "member", lists.group(1)),
}
FOREIGN = any_of((SPOKEN.own - {"party", "badge", "badges", "politburo"}) | SPOKEN.instead.keys())


@dataclass
class Union(World):
    """The union on its day."""

    pages: dict[str, "Screen"] = field(default_factory=dict)

    def screen(self, name: str) -> "Screen":
        """What somebody sees; the same window again for the same person."""
        return self.pages.setdefault(name, Screen(self.client(name)))


class Screen(Page):
    """A window on which no page says a word of another charter, or a neutral one."""

    def _open(self, *given: Any, **more: Any) -> Any:
        answer = super()._open(*given, **more)
        assert answer.status < 400 or answer.status == 422, (self.url, answer.status)
        text = self.inner_text("body") if self.root.find("body") is not None else ""
        assert told(text, FOREIGN) == [], self.url
        return answer


def founded() -> Union:
    """The union, its groups and its officers; members come on the screens."""
    reading = read(lists.as_csv(lists.groups()).encode(), "to_chuc.csv")
    mappings = chosen_mappings(reading)
    run = open_run(b"to_chuc", "to_chuc.csv", How(), shown(mappings), actor=CONSOLE)
    assert {one.kind for piece in take(run, Rows(reading, mappings), actor=CONSOLE) for one in piece} == {"accepted"}
    made = Union(places=dict(Version.objects.values_list("name", "organisation_id")))
    for username, (name, _role, place) in PEOPLE.items():
        made.accounts[username] = create_account(
            actor=CONSOLE, username=username, display_name=name, organisation_id=made.places[place], password=PASSWORD
        )[0]
    officers = [made.accounts["mai"], made.accounts["nga"]]
    found_officers(made.places[lists.UNION], officers, decision="01-QĐ", actor=CONSOLE)
    for username in ("son", "tam", "tu", "tuan", "chi", "ba"):
        _granted(made, made.accounts[username], *PEOPLE[username][1:])
    _granted(made, made.accounts["chi"], "branch_secretary", lists.group(1))
    return made


def _granted(made: Union, account: Account, role: str, place: str) -> None:
    offer = Offer(account, role, made.places[place], clock.today())
    if role in {"inspection_officer", "branch_inspector"}:
        confirm_role(propose_role(offer, actor=made.actor("mai")), actor=made.actor("nga"))
    else:
        grant_role(offer, actor=made.actor("mai"))
